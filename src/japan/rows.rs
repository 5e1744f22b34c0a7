//! The blocks of rules that a day falls in, and the first of their rows that holds.

use super::decision::{Base, Found};
use crate::answer::{Silent, Trace};
use crate::facts::Case;
use crate::law::{Effect, Law, Outcome, Regime, Rule, WithSigns};
use crate::units::Day;

/// What a regime of domestic law says.
pub(super) fn rows(case: &WithSigns<'_>, regime: &'static Regime, trace: &mut impl Trace) -> Found {
    first_row(case, regime, trace).map_or(Found::Open, |rule| stated(regime, rule))
}

/// The first row that holds. An unknown row before it leaves the decision open.
pub(super) fn first_row(
    case: &WithSigns<'_>,
    regime: &'static Regime,
    trace: &mut impl Trace,
) -> Option<&'static Rule> {
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

/// What a row states.
pub(super) fn stated(regime: &'static Regime, rule: &'static Rule) -> Found {
    match (rule.rate(), rule.effect) {
        (Some(rate), _) => Found::Rate { regime: Some(regime), rule, rate },
        (None, Effect::RateNotStated { at_most }) => Found::NotStated { regime: Some(regime), rule, at_most },
        _ => Found::NotStated { regime: Some(regime), rule, at_most: None },
    }
}

/// The regimes whose dates the case can fall in.
pub(super) fn candidates(case: &Case, regimes: &'static [Regime]) -> impl Iterator<Item = &'static Regime> {
    // Without a payment date it is at least known that a dividend is not paid before somebody is entitled to it.
    let paid = case.dividend.payment_date;
    let earliest = paid.or(case.dividend.not_paid_before()).unwrap_or(Day::MIN);
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

/// How many regimes the case can fall in.
pub(super) enum InForce {
    Nothing,
    One(&'static Regime),
    Several,
}

/// The regime that the case falls in, where only one is possible. Of a payment whose date is known that takes one look at
/// the dates, which is what nearly every record costs.
#[inline]
pub(super) fn in_force(case: &Case, regimes: &'static [Regime]) -> InForce {
    let Some(paid) = case.dividend.payment_date else { return search(case, regimes) };
    let mut found = InForce::Nothing;
    for regime in regimes.iter().filter(|regime| regime.span.contains(paid)) {
        match found {
            InForce::Nothing if regime.election.is_none() => found = InForce::One(regime),
            _ => return search(case, regimes),
        }
    }
    found
}

#[inline(never)]
fn search(case: &Case, regimes: &'static [Regime]) -> InForce {
    let mut regimes = candidates(case, regimes);
    match (regimes.next(), regimes.next()) {
        (None, _) => InForce::Nothing,
        (Some(regime), None) => InForce::One(regime),
        (Some(_), Some(_)) => InForce::Several,
    }
}

pub(super) fn domestic(case: &WithSigns<'_>, law: &'static Law, trace: &mut impl Trace) -> Found {
    match in_force(case, law.domestic) {
        InForce::One(regime) => rows(case, regime, trace),
        // The date is missing, and matters.
        InForce::Nothing | InForce::Several => Found::Open,
    }
}

/// The domestic rate of the day, when it is settled. Of several laws that may be that of the day, and say the same, the
/// first.
pub(super) fn base(case: &WithSigns<'_>, law: &'static Law) -> Option<Base> {
    match in_force(case, law.domestic) {
        InForce::Nothing => None,
        InForce::One(regime) => match rows(case, regime, &mut Silent) {
            Found::Rate { rule, rate, .. } => Some((regime, rule, rate)),
            Found::NotStated { .. } | Found::Open => None,
        },
        InForce::Several => of_several(case, candidates(case, law.domestic)).or_else(|| base_within_a_year(case, law)),
    }
}

/// Of a dividend whose day of payment is not known, as if it were paid within a year of the entitlement or record date: what is
/// taken to be so while nobody is asked for the day.
#[inline(never)]
fn base_within_a_year(case: &WithSigns<'_>, law: &'static Law) -> Option<Base> {
    let last = case.dividend.not_paid_before()?.plus_months(MOST_MONTHS_TO_PAYMENT);
    of_several(case, candidates(case, law.domestic).filter(|regime| regime.span.first <= last))
}

/// No dividend is paid later than this after its entitlement date, as long as nobody is asked for one of the dates.
pub(super) const MOST_MONTHS_TO_PAYMENT: u32 = 12;

#[inline(never)]
fn of_several(case: &WithSigns<'_>, regimes: impl Iterator<Item = &'static Regime>) -> Option<Base> {
    let mut found: Option<Base> = None;
    for regime in regimes {
        let Found::Rate { rule, rate, .. } = rows(case, regime, &mut Silent) else { return None };
        match found {
            Some((_, first, same)) if same != rate || first.rate_before_surtax() != rule.rate_before_surtax() => {
                return None;
            }
            Some(_) => {}
            None => found = Some((regime, rule, rate)),
        }
    }
    found
}
