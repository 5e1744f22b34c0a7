//! The rate under a treaty, or without one: the lower of the treaty's row and the domestic one.

use super::decision::{Base, Found};
use super::rows::{InForce, candidates, domestic, first_row, in_force, stated};
use crate::answer::{Because, Silent, Trace};
use crate::facts::HolderKind;
use crate::law::{Effect, Law, Outcome, Regime, Rule, WithSigns};
use crate::units::{Day, Rate};

/// The rate that is due.
#[inline]
pub(super) fn decide(case: &WithSigns<'_>, law: &'static Law, base: Option<Base>, trace: &mut impl Trace) -> Found {
    if case.kind.is_ordinary() { by_treaty(case, law, base, trace) } else { of_other_kind(case, law, base, trace) }
}

/// Tells `found` of what is possible where all facts are known: one decision, or one for each row that turns on a condition
/// that is not known, and the one that holds if none of them does.
pub(super) fn decide_each(case: &WithSigns<'_>, law: &'static Law, base: Option<Base>, mut found: impl FnMut(Found)) {
    match decide(case, law, base, &mut Silent) {
        Found::Open => each_row(case, law, base).into_iter().for_each(found),
        settled => found(settled),
    }
}

/// Of holders that rows do not name: what the law says of them before any treaty, which can lead on to it.
#[inline(never)]
fn of_other_kind(case: &WithSigns<'_>, law: &'static Law, base: Option<Base>, trace: &mut impl Trace) -> Found {
    for rule in law.holders.own {
        match (trace.ask(rule, case, 0), rule.effect) {
            (Outcome::NotMet, _) => {}
            (Outcome::Unknown, _) => return Found::Open,
            (Outcome::Met, Effect::Withhold(rate)) => return Found::Rate { regime: None, rule, rate },
            (Outcome::Met, Effect::NoLimit) => return domestic(case, law, trace),
            (Outcome::Met, Effect::NotEncoded | Effect::OfEachMember) => return at_most(case, law, base, rule),
            (Outcome::Met, _) => break,
        }
    }
    by_treaty(case, law, base, trace)
}

/// What is not encoded of a holder: no more than without it. A state pays at most what it would by its treaty; of who is
/// looked through, others decide.
fn at_most(case: &WithSigns<'_>, law: &'static Law, base: Option<Base>, rule: &'static Rule) -> Found {
    let without = match case.kind {
        HolderKind::Government => by_treaty(case, law, base, &mut Silent),
        _ => Found::Open,
    };
    match without {
        Found::Rate { regime, rate, .. } => Found::NotStated { regime, rule, at_most: Some(rate) },
        Found::NotStated { regime, at_most, .. } => Found::NotStated { regime, rule, at_most },
        Found::Open => Found::NotStated { regime: None, rule, at_most: None },
    }
}

/// The treaty's rate of the day where there is one and it is lower, else the domestic one.
fn by_treaty(case: &WithSigns<'_>, law: &'static Law, base: Option<Base>, trace: &mut impl Trace) -> Found {
    let versions = law.regimes_with(case.residence);
    match in_force(case, versions) {
        InForce::Nothing => domestic(case, law, trace),
        InForce::One(regime) if !may_precede(case, law) => {
            match decide_under(case, law, regime, base, trace) {
                // Which rate there is without a treaty is not known, and it can be the lower one.
                Found::Rate { rate, .. } if base.is_none() && may_be_lower(case, law, rate) => Found::Open,
                found => found,
            }
        }
        InForce::One(_) | InForce::Several => {
            // The date is missing. Every regime is asked, so that the steps show what each would say.
            for regime in candidates(case, versions) {
                decide_under(case, law, regime, base, trace);
            }
            Found::Open
        }
    }
}

/// Whether the payment can have been before there was a treaty.
pub(super) fn may_precede(case: &WithSigns<'_>, law: &'static Law) -> bool {
    if case.dividend.payment_date.is_some() {
        return false;
    }
    let earliest = case.dividend.not_paid_before().unwrap_or(Day::MIN).max(law.covers.first);
    let begins = law.regimes_with(case.residence).first().map(|first| first.span.first);
    begins > Some(earliest)
}

/// Whether some rate without a treaty that is possible on the dates of the case is lower.
fn may_be_lower(case: &WithSigns<'_>, law: &'static Law, rate: Rate) -> bool {
    let mut rows = candidates(case, law.domestic).flat_map(|regime| regime.rows);
    rows.any(|rule| rule.rate_before_surtax() < Some(rate) && rule.test(case, 0) != Outcome::NotMet)
}

/// The rate under one regime, whatever its dates: the lower of its own and the domestic one, which is `base`.
pub(super) fn decide_under<T: Trace>(
    case: &WithSigns<'_>,
    law: &'static Law,
    regime: &'static Regime,
    base: Option<Base>,
    trace: &mut T,
) -> Found {
    limited(case, law, regime, base, trace, |trace| domestic(case, law, trace))
}

/// The same, with what holds `without` a treaty.
#[inline]
pub(super) fn limited<T: Trace>(
    case: &WithSigns<'_>,
    law: &'static Law,
    regime: &'static Regime,
    base: Option<Base>,
    trace: &mut T,
    without: impl FnOnce(&mut T) -> Found,
) -> Found {
    if let Some(entity) = case.taxed_entity() {
        return match through(case, law, regime, trace) {
            Through::Rows => limited(&WithSigns::of(entity), law, regime, base, trace, without),
            Through::Nothing => without(trace),
            Through::Found(found) => found,
        };
    }
    match is_open_to(case, regime, trace) {
        Outcome::Met => {}
        Outcome::NotMet => return without(trace),
        Outcome::Unknown => return Found::Open,
    }
    if !case.kind.is_ordinary()
        && let Some(found) = not_resident(case, law, regime, trace)
    {
        return found;
    }
    if case.behind.is_some() {
        match through(case, law, regime, trace) {
            Through::Rows => {}
            Through::Nothing => return without(trace),
            Through::Found(found) => return found,
        }
    }
    if case.payer.deducts() {
        match deducted(case, law, regime, trace) {
            Some(Found::Rate { rule, .. }) => return of_row(regime, rule, base, trace, without),
            Some(found) => return found,
            None => {}
        }
    }
    if !T::IS_SILENT && case.limbs.is_some() && case.kind != HolderKind::Individual {
        regime.qualified.iter().for_each(|rule| {
            trace.ask(rule, case, 0);
        });
    }
    match first_row(case, regime, trace) {
        Some(rule) => of_row(regime, rule, base, trace, without),
        None => Found::Open,
    }
}

/// What is found of a holder of whom it is not settled that the treaty makes it a resident; nothing of others.
#[inline(never)]
fn not_resident(
    case: &WithSigns<'_>,
    law: &'static Law,
    regime: &'static Regime,
    trace: &mut impl Trace,
) -> Option<Found> {
    for rule in law.holders.residents_under(regime) {
        match (trace.ask(rule, case, 0), rule.effect) {
            (Outcome::NotMet, _) => {}
            (Outcome::Unknown, _) => return Some(Found::Open),
            (Outcome::Met, Effect::NotEncoded) => {
                return Some(Found::NotStated { regime: Some(regime), rule, at_most: None });
            }
            (Outcome::Met, _) => return None,
        }
    }
    None
}

/// What a treaty says of who holds through an entity.
pub(super) enum Through {
    /// Its rows are for the member.
    Rows,
    /// It has nothing for it.
    Nothing,
    Found(Found),
}

/// Whether a member has the treaty through the entities that it holds through.
#[inline(never)]
pub(super) fn through(
    case: &WithSigns<'_>,
    law: &'static Law,
    regime: &'static Regime,
    trace: &mut impl Trace,
) -> Through {
    if case.seen_through().is_none() {
        return Through::Rows;
    }
    for rule in law.holders.through_under(regime) {
        match (trace.ask(rule, case, 0), rule.effect) {
            (Outcome::NotMet, _) => {}
            (Outcome::Unknown, _) => return Through::Found(Found::Open),
            (Outcome::Met, Effect::NoBenefits) => return Through::Nothing,
            (Outcome::Met, Effect::NotEncoded) => {
                return Through::Found(Found::NotStated { regime: Some(regime), rule, at_most: None });
            }
            (Outcome::Met, _) => return Through::Rows,
        }
    }
    Through::Rows
}

/// What the treaty says of a dividend that the payer deducts from its income; nothing where its rows are for it.
#[inline(never)]
fn deducted(case: &WithSigns<'_>, law: &'static Law, regime: &'static Regime, trace: &mut impl Trace) -> Option<Found> {
    let rules = law.deducted.iter().filter(|it| it.regimes.is_empty() || it.regimes.contains(&regime.id));
    for rule in rules.map(|it| &it.rule) {
        match (trace.ask(rule, case, 0), rule.effect) {
            (Outcome::NotMet, _) => {}
            (Outcome::Unknown, _) => return Some(Found::Open),
            (Outcome::Met, Effect::Withhold(rate)) => return Some(Found::Rate { regime: Some(regime), rule, rate }),
            (Outcome::Met, Effect::Taxable) => return None,
            (Outcome::Met, _) => return Some(Found::NotStated { regime: Some(regime), rule, at_most: None }),
        }
    }
    None
}

/// What remains of a treaty's row against the rate without it: the lower of the two.
fn of_row<T: Trace>(
    regime: &'static Regime,
    rule: &'static Rule,
    base: Option<Base>,
    trace: &mut T,
    without: impl FnOnce(&mut T) -> Found,
) -> Found {
    let limit = stated(regime, rule);
    match (limit, base) {
        _ if matches!(rule.effect, Effect::NoLimit) => without(trace),
        // A treaty is measured against the tax before its surtax, which falls away with it. Equal means treaty.
        (Found::Rate { rate, .. }, Some((domestic, base_rule, base)))
            if base_rule.rate_before_surtax() < Some(rate) =>
        {
            trace.record(rule, Because::NotLower { domestic: base });
            Found::Rate { regime: Some(domestic), rule: base_rule, rate: base }
        }
        _ => limit,
    }
}

/// Nothing where some row that comes first is open for another reason.
#[inline(never)]
fn each_row(case: &WithSigns<'_>, law: &'static Law, base: Option<Base>) -> Vec<Found> {
    let mut regimes = candidates(case, law.regimes_with(case.residence));
    let (Some(regime), None) = (regimes.next(), regimes.next()) else { return Vec::new() };
    if may_precede(case, law) || is_open_to(case, regime, &mut Silent) != Outcome::Met {
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
        possible.push(of_row(regime, rule, base, &mut Silent, |silent| domestic(case, law, silent)));
        if outcome == Outcome::Met {
            break;
        }
    }
    possible
}

/// Whether the treaty's benefits are open to the holder: it passes the preconditions, and of the rules on who is entitled the
/// first that holds does not deny it.
fn is_open_to(case: &WithSigns<'_>, regime: &'static Regime, trace: &mut impl Trace) -> Outcome {
    let mut preconditions = regime.preconditions.iter().map(|rule| trace.ask(rule, case, 0));
    if let Some(closed) = preconditions.find(|outcome| *outcome != Outcome::Met) {
        return closed;
    }
    for rule in regime.entitled {
        match trace.ask(rule, case, 0) {
            Outcome::NotMet => {}
            Outcome::Met if matches!(rule.effect, Effect::NoBenefits) => return Outcome::NotMet,
            decided => return decided,
        }
    }
    Outcome::Met
}
