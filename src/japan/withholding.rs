//! Which rate Japan may withhold, under which rule, and what that is in yen.
//!
//! The domestic row gives the base, the treaty row the limit, and the lower of the two is due.

use super::{relief, undetermined};
use crate::answer::{Because, Japan, Status, Trace};
use crate::facts::Case;
use crate::law::{Effect, Law, Outcome, Regime, Rule};
use crate::units::{Day, Rate};

/// Determines Japan's tax on the dividend, recording every rule asked.
pub fn withhold(case: &Case, law: &'static Law, trace: &mut Trace) -> Japan {
    let gross = case.gross();
    let base = base(case, law);
    let decision = match scope(case, law, trace) {
        Some(rule) => match rule.rate() {
            Some(rate) => Decision::Rate { regime: None, rule, rate },
            None => return Japan::not_addressed(rule, gross),
        },
        None => decide(case, law, base, trace),
    };
    let mut japan = Japan {
        status: Status::Determined,
        regime: None,
        rule: None,
        rate: None,
        highest_rate: None,
        possible_rates: Vec::new(),
        questions: Vec::new(),
        by_trial: false,
        statutory_rate: base.map(|(_, _, rate)| rate),
        statutory_rule: base.map(|(_, rule, _)| rule),
        statutory_regime: base.map(|(regime, ..)| regime),
        gross,
        tax: None,
        highest_tax: None,
        at_source: None,
        refundable: None,
        refundable_at_least: None,
        reconciliation: None,
    };
    match decision {
        Decision::Rate { regime, rule, rate } => {
            (japan.regime, japan.rule, japan.rate, japan.highest_rate) = (regime, Some(rule), Some(rate), Some(rate));
        }
        Decision::NotStated { regime, rule, at_most } => {
            (japan.status, japan.regime, japan.rule) = (without_rate(rule), Some(regime), Some(rule));
            japan.highest_rate = at_most.into_iter().chain(japan.statutory_rate).min();
        }
        Decision::Open => {
            let open = undetermined::settle(case, law);
            japan.by_trial = true;
            japan.highest_rate = open.rates.last().copied();
            japan.regime = open.regime;
            if let Some((regime, rule)) = open.not_stated {
                (japan.status, japan.regime, japan.rule) = (without_rate(rule), Some(regime), Some(rule));
            } else if let [only] = open.rates[..] {
                (japan.rule, japan.rate) = (Some(open.rule), Some(only));
            } else {
                japan.status = Status::Undetermined;
                (japan.possible_rates, japan.questions) = (open.rates, open.questions);
            }
        }
    }
    relief::at_source(case, law, &mut japan, trace);
    japan
}

/// The rate without a treaty of the day: where and by which row it is stated.
pub(super) type Base = (&'static Regime, &'static Rule, Rate);

/// What one regime, or the law as a whole, says of the rate.
#[derive(Clone, Copy, Debug)]
pub(super) enum Decision {
    Rate {
        regime: Option<&'static Regime>,
        rule: &'static Rule,
        rate: Rate,
    },
    NotStated {
        regime: &'static Regime,
        rule: &'static Rule,
        at_most: Option<Rate>,
    },
    /// A fact is missing, or a condition is not known.
    Open,
}

/// Who is silent on the rate where a row has none: the law, or this program.
pub(super) fn without_rate(rule: &Rule) -> Status {
    if rule.effect == Effect::NotStated { Status::NotEncoded } else { Status::RateNotStated }
}

/// The rule that takes the holder or the distribution out before any rate is asked.
fn scope(case: &Case, law: &'static Law, trace: &mut Trace) -> Option<&'static Rule> {
    let first = law.scope.iter().find(|rule| trace.ask(rule, case, 0) == Outcome::Met);
    first.filter(|rule| rule.effect != Effect::Taxable)
}

/// The rate that is due: the treaty's of the day where there is one and it is lower, else the domestic one.
pub(super) fn decide(case: &Case, law: &'static Law, base: Option<Base>, trace: &mut Trace) -> Decision {
    let versions = law.regimes_with(case.residence);
    let mut regimes = candidates(case, versions);
    match (regimes.next(), regimes.next()) {
        (None, _) => domestic(case, law, trace),
        (Some(regime), None) if !may_precede(case, law) => decide_under(case, law, regime, base, trace),
        (Some(first), second) => {
            // The date is missing. Every regime is asked, so that the steps show what each would say.
            for regime in [first].into_iter().chain(second).chain(regimes) {
                decide_under(case, law, regime, base, trace);
            }
            Decision::Open
        }
    }
}

/// Whether the payment can have been before there was a treaty.
pub(super) fn may_precede(case: &Case, law: &'static Law) -> bool {
    if case.dividend.payment_date.is_some() {
        return false;
    }
    let earliest = case.dividend.entitlement_date.unwrap_or(Day::MIN).max(law.covers.first);
    let begins = law.regimes_with(case.residence).first().map(|first| first.span.first);
    begins > Some(earliest)
}

/// The rate under one regime, whatever its dates: the lower of its own and the domestic one, which is `base`.
pub(super) fn decide_under(
    case: &Case,
    law: &'static Law,
    regime: &'static Regime,
    base: Option<Base>,
    trace: &mut Trace,
) -> Decision {
    match is_open_to(case, regime, trace) {
        Outcome::Met => {}
        Outcome::NotMet => return domestic(case, law, trace),
        Outcome::Unknown => return Decision::Open,
    }
    match first_row(case, regime, trace) {
        Some(rule) => of_row(case, law, regime, rule, base, trace),
        None => Decision::Open,
    }
}

/// What remains of a treaty's row against the rate without it: the lower of the two.
fn of_row(
    case: &Case,
    law: &'static Law,
    regime: &'static Regime,
    rule: &'static Rule,
    base: Option<Base>,
    trace: &mut Trace,
) -> Decision {
    let limit = stated(regime, rule);
    match (limit, base) {
        _ if rule.effect == Effect::NoLimit => domestic(case, law, trace),
        // A treaty is measured against the tax before its surtax, which falls away with it. Equal means treaty.
        (Decision::Rate { rate, .. }, Some((domestic, base_rule, base)))
            if base_rule.rate_before_surtax() < Some(rate) =>
        {
            trace.record(rule, Because::NotLower { domestic: base });
            Decision::Rate { regime: Some(domestic), rule: base_rule, rate: base }
        }
        _ => limit,
    }
}

/// What a row states.
fn stated(regime: &'static Regime, rule: &'static Rule) -> Decision {
    match (rule.rate(), rule.effect) {
        (Some(rate), _) => Decision::Rate { regime: Some(regime), rule, rate },
        (None, Effect::RateNotStated { at_most }) => Decision::NotStated { regime, rule, at_most },
        _ => Decision::NotStated { regime, rule, at_most: None },
    }
}

/// What is possible where all facts are known: one decision, or one for each row that turns on a condition that is not
/// known, and the one that holds if none of them does.
pub(super) fn decide_each(case: &Case, law: &'static Law, base: Option<Base>) -> Vec<Decision> {
    let trace = &mut Trace::silent();
    match decide(case, law, base, trace) {
        Decision::Open => each_row(case, law, base),
        settled => vec![settled],
    }
}

fn each_row(case: &Case, law: &'static Law, base: Option<Base>) -> Vec<Decision> {
    let trace = &mut Trace::silent();
    let mut regimes = candidates(case, law.regimes_with(case.residence));
    let (Some(regime), None) = (regimes.next(), regimes.next()) else { return Vec::new() };
    if may_precede(case, law) || is_open_to(case, regime, trace) != Outcome::Met {
        return Vec::new();
    }
    let mut possible = Vec::new();
    for rule in regime.rows {
        let outcome = rule.test(case, 0);
        if outcome == Outcome::NotMet {
            continue;
        }
        if outcome == Outcome::Unknown && !rule.turns_on_what_is_not_known(case) {
            return Vec::new();
        }
        possible.push(of_row(case, law, regime, rule, base, trace));
        if outcome == Outcome::Met {
            break;
        }
    }
    possible
}

/// Whether the treaty's benefits are open to the holder: it passes the preconditions, and of the rules on who is entitled the
/// first that holds does not deny it.
fn is_open_to(case: &Case, regime: &'static Regime, trace: &mut Trace) -> Outcome {
    let mut preconditions = regime.preconditions.iter().map(|rule| trace.ask(rule, case, 0));
    if let Some(closed) = preconditions.find(|outcome| *outcome != Outcome::Met) {
        return closed;
    }
    for rule in regime.entitled {
        match trace.ask(rule, case, 0) {
            Outcome::NotMet => {}
            Outcome::Met if rule.effect == Effect::NoBenefits => return Outcome::NotMet,
            decided => return decided,
        }
    }
    Outcome::Met
}

/// The regimes whose dates the case can fall in.
pub(super) fn candidates(case: &Case, regimes: &'static [Regime]) -> impl Iterator<Item = &'static Regime> {
    // Without a payment date it is at least known that a dividend is not paid before entitlement to it.
    let paid = case.dividend.payment_date;
    let earliest = paid.or(case.dividend.entitlement_date).unwrap_or(Day::MIN);
    let possible = move |regime: &Regime| match paid {
        Some(day) => regime.span.contains(day),
        None => regime.span.last >= earliest,
    };
    let is_elected = move |regime: &Regime| regime.election.is_some_and(|it| it.test(case, 0) == Outcome::Met);
    let any_elected = paid.is_some() && regimes.iter().any(|regime| is_elected(regime) && possible(regime));
    regimes.iter().filter(move |regime| {
        possible(regime) && if regime.election.is_some() { is_elected(regime) } else { !any_elected }
    })
}

fn domestic(case: &Case, law: &'static Law, trace: &mut Trace) -> Decision {
    let mut regimes = candidates(case, law.domestic);
    match (regimes.next(), regimes.next()) {
        (Some(regime), None) => rows(case, regime, trace),
        // The date is missing, and matters.
        _ => Decision::Open,
    }
}

/// The domestic rate of the day, when it is settled.
pub(super) fn base(case: &Case, law: &'static Law) -> Option<Base> {
    match domestic(case, law, &mut Trace::silent()) {
        Decision::Rate { regime: Some(regime), rule, rate } => Some((regime, rule, rate)),
        _ => None,
    }
}

/// What a regime of domestic law says.
pub(super) fn rows(case: &Case, regime: &'static Regime, trace: &mut Trace) -> Decision {
    first_row(case, regime, trace).map_or(Decision::Open, |rule| stated(regime, rule))
}

/// The first row that holds. An unknown row before it leaves the decision open.
fn first_row(case: &Case, regime: &'static Regime, trace: &mut Trace) -> Option<&'static Rule> {
    let mut open = false;
    for rule in regime.rows {
        match trace.ask(rule, case, 0) {
            Outcome::NotMet => {}
            Outcome::Unknown => open = true,
            Outcome::Met if open => break,
            Outcome::Met => return Some(rule),
        }
    }
    None
}
