//! The days that can make a difference: of entitlement and payment, and on which a holding can begin.

use super::{holding_periods, in_order};
use crate::facts::{Case, Field, FieldSet, Ownership};
use crate::japan::rows::MOST_MONTHS_TO_PAYMENT;
use crate::law::{HoldingPeriod, Law};
use crate::units::{Day, Percent, Span};

/// More months than any holding period asks for.
const MONTHS_PAST_ANY_PERIOD: u32 = 60;

/// The most changes of a holding that are tried one by one.
const MOST_CHANGES: usize = 64;

/// The steps of a history after which another threshold is reached or no longer reached, near the days that the law
/// covers; nothing where there are too many to try them all.
pub(super) fn steps_that_matter(
    steps: &[(Day, Percent)],
    thresholds: &[Percent],
    covers: Span,
) -> Option<Vec<(Day, Percent)>> {
    let reached = |percent: Percent| thresholds.iter().filter(|threshold| **threshold <= percent).count();
    let first = covers.first.minus_months(MONTHS_PAST_ANY_PERIOD);
    let near = Span { first, last: covers.last.plus_months(MONTHS_PAST_ANY_PERIOD) };
    let mut kept: Vec<(Day, Percent)> = Vec::new();
    for step in steps {
        match kept.last_mut() {
            // What came before any day that matters is known by its last step alone.
            Some(last) if step.0 < near.first => *last = *step,
            Some(last) if reached(last.1) == reached(step.1) => {}
            Some(_) if step.0 > near.last => {}
            _ => kept.push(*step),
        }
    }
    (kept.len() <= MOST_CHANGES).then_some(kept)
}

/// The pairs of entitlement and payment date to try. Dates that are stated are never doubted, and no profile states a
/// holding that begins after the entitlement date or ends before it.
pub(super) fn pairs(
    case: &Case,
    law: &'static Law,
    fields: FieldSet,
    asked: FieldSet,
) -> Vec<(Option<Day>, Option<Day>)> {
    let all = pairs_about(case, law, fields, asked);
    let begins = match &case.ownership {
        Ownership::Constant { since, .. } => *since,
        Ownership::History(steps) => steps.first().map(|(day, _)| *day),
    };
    let is_held_on =
        |day: Day| begins.is_none_or(|first| first <= day) && case.held_until.is_none_or(|last| day <= last);
    let is_held = |(entitled, _): &(Option<Day>, Option<Day>)| entitled.is_none_or(is_held_on);
    let payments: Vec<Option<Day>> = in_order(all.iter().filter(|pair| is_held(pair)).map(|(_, paid)| *paid).collect());
    // Of a payment for which no entitlement date is left nothing is ruled out: the profile may state it all the same.
    let is_left = |pair: &(Option<Day>, Option<Day>)| is_held(pair) || payments.binary_search(&pair.1).is_err();
    all.into_iter().filter(is_left).collect()
}

fn pairs_about(case: &Case, law: &'static Law, fields: FieldSet, asked: FieldSet) -> Vec<(Option<Day>, Option<Day>)> {
    let (entitled, paid) = (case.dividend.entitlement_date, case.dividend.payment_date);
    let entitlement_is_open = fields.contains(Field::EntitlementDate) && entitled.is_none();
    let payment_is_open = fields.contains(Field::PaymentDate) && paid.is_none();
    // Who is asked for each date that is missing can state any. Of a date that is not asked for the ordinary is assumed.
    let is_free = |day: Option<Day>, field| day.is_some() || asked.contains(field);
    let any = is_free(entitled, Field::EntitlementDate) && is_free(paid, Field::PaymentDate);
    let is_possible = |entitled: Day, paid: Day| {
        let latest = if any { Day::MAX } else { entitled.plus_months(MOST_MONTHS_TO_PAYMENT) };
        entitled <= paid && paid <= latest && law.covers.contains(paid)
    };
    let edges = edges(case, law);
    let changes = changes(case, law);
    let pair = |(entitled, paid): (Day, Day)| (Some(entitled), Some(paid));
    // The earliest and the latest payment for an entitlement date, and those on which the law changes between.
    let payments_for = |entitled: Day| {
        let far = [entitled, entitled.plus_months(MOST_MONTHS_TO_PAYMENT), law.covers.last];
        let all = far.into_iter().chain(edges.iter().copied()).map(move |paid| (entitled, paid));
        all.filter(|(entitled, paid)| is_possible(*entitled, *paid)).map(pair).collect::<Vec<_>>()
    };
    let entitlements_for = |paid: Day| {
        let far =
            [paid, paid.minus_months(MOST_MONTHS_TO_PAYMENT), law.covers.first.minus_months(MONTHS_PAST_ANY_PERIOD)];
        let all = far.into_iter().map(move |entitled| (entitled, paid));
        all.filter(|(entitled, paid)| is_possible(*entitled, *paid)).map(pair).collect::<Vec<_>>()
    };
    let around = |day: Day| [day, day.plus_months(MOST_MONTHS_TO_PAYMENT), day.minus_months(MOST_MONTHS_TO_PAYMENT)];
    let both = |entitled: Day| changes.iter().map(move |paid| (entitled, *paid));
    // Where entitlement is not dated, the record or the ex-dividend date says before which day nothing is paid.
    let record = case.dividend.not_paid_before().filter(|_| entitled.is_none());
    let latest = |day: Day| {
        if asked.contains(Field::PaymentDate) { Day::MAX } else { day.plus_months(MOST_MONTHS_TO_PAYMENT) }
    };
    let is_after_record = |paid: Day| record.is_none_or(|day| day <= paid && paid <= latest(day));
    let near = record.into_iter().flat_map(|day| [day, day.plus_months(MOST_MONTHS_TO_PAYMENT)]);
    let pairs = match (entitlement_is_open, payment_is_open) {
        (false, false) => vec![(entitled, paid)],
        (true, false) => {
            let Some(paid) = paid else {
                let days = in_order(edges.iter().chain(&changes).copied().collect());
                return days.into_iter().map(|entitled| (Some(entitled), None)).collect();
            };
            let near = changes.iter().map(|entitled| (*entitled, paid));
            let near = near.filter(|(entitled, paid)| *entitled <= *paid && (any || is_possible(*entitled, *paid)));
            let found: Vec<_> = entitlements_for(paid).into_iter().chain(near.map(pair)).collect();
            // A payment that the law does not cover is no payment under it.
            if found.is_empty() { vec![(None, Some(paid))] } else { found }
        }
        (false, true) => match entitled {
            Some(entitled) => {
                let near = both(entitled).filter(|(entitled, paid)| is_possible(*entitled, *paid));
                payments_for(entitled).into_iter().chain(near.map(pair)).collect()
            }
            None => {
                let days = in_order(edges.iter().chain(&changes).copied().collect());
                let near = days.into_iter().chain(near);
                let covered = near.filter(|paid| law.covers.contains(*paid) && is_after_record(*paid));
                covered.map(|paid| (None, Some(paid))).collect()
            }
        },
        (true, true) => {
            let days: Vec<Day> = in_order(edges.iter().chain(&changes).flat_map(|day| around(*day)).collect());
            let days = in_order(days.into_iter().chain(near).collect());
            let about = changes.iter().flat_map(|entitled| payments_for(*entitled));
            let by_payment = days.iter().flat_map(|paid| entitlements_for(*paid));
            let by_edge = edges.iter().flat_map(|entitled| payments_for(*entitled));
            let all = about.chain(by_payment).chain(by_edge);
            all.filter(|(_, paid)| paid.is_none_or(is_after_record)).collect()
        }
    };
    in_order(pairs)
}

/// The days on which a holding can begin: long ago, never in time, and for each period that is asked for in time and a day
/// too late.
pub(super) fn beginnings(case: &Case, law: &'static Law) -> Vec<Day> {
    let mut days = vec![Day::MIN, Day::MAX];
    for holding in holding_periods(case, law) {
        let firsts = holding.span(case).map(|span| span.first);
        let until = match (holding, case.held_until) {
            (HoldingPeriod::Including(length), Some(until)) => Some(length.ending_on(until).first),
            _ => None,
        };
        for first in firsts.into_iter().chain(until) {
            days.extend([first.plus_days(-1), first, first.plus_days(1), first.plus_days(2)]);
        }
    }
    days.retain(|day| (Day::MIN..=Day::MAX).contains(day));
    in_order(days)
}

/// The first and last day of every regime.
fn edges(case: &Case, law: &'static Law) -> Vec<Day> {
    let regimes = law.regimes_with(case.residence).iter().chain(law.domestic);
    in_order(regimes.flat_map(|regime| [regime.span.first, regime.span.last]).collect())
}

/// The days about which the holding can make a difference: each on which it changes, the day before, and those on which
/// a period that began then is full.
fn changes(case: &Case, law: &'static Law) -> Vec<Day> {
    let begins: Vec<Day> = match &case.ownership {
        Ownership::Constant { since, .. } => since.iter().copied().collect(),
        Ownership::History(steps) => steps.iter().map(|(from, _)| *from).collect(),
    };
    let mut months: Vec<u32> = holding_periods(case, law).into_iter().map(HoldingPeriod::most_months).collect();
    months.push(MONTHS_PAST_ANY_PERIOD);
    let full = |day: Day| months.iter().map(move |months| day.plus_months(*months)).collect::<Vec<_>>();
    let about = |day: Day| [day.plus_days(-1), day].into_iter().chain(full(day)).chain(full(day.plus_days(1)));
    let until = case.held_until.into_iter();
    in_order(begins.into_iter().flat_map(about).chain(until).collect())
}
