//! How much of the payer a holder owns and for how long, and by which paragraphs it is entitled.

use super::{HoldingPeriod, Length, Outcome, Threshold};
use crate::facts::{Case, HeldThrough, HolderKind, LobTest, Ownership};
use crate::units::{Day, Percent, Span};

#[inline(never)]
pub(super) fn owns(case: &Case, threshold: Threshold, holding: HoldingPeriod) -> Outcome {
    Outcome::of(match case.ownership.largest() {
        Some(largest) if !threshold.is_reached_by(largest) => Some(false),
        Some(_) => owns_when(case, threshold, holding),
        None => None,
    })
}

/// The same of a holder whose part was once large enough.
fn owns_when(case: &Case, threshold: Threshold, holding: HoldingPeriod) -> Option<bool> {
    if !holding.is_a_period() {
        let day = holding.span(case).map(|day| day.last);
        return case.ownership.on(day).map(|held| threshold.is_reached_by(held));
    }
    let span = holding.span(case)?;
    if let HoldingPeriod::Including(length) = holding {
        return contained(case, threshold, length, span);
    }
    match &case.ownership {
        Ownership::Constant { .. } if holding.ends_with_payment() && has_ended_before(case, span.last) => Some(false),
        Ownership::Constant { since, .. } => since.map(|since| since <= span.first),
        Ownership::History(_) => case.ownership.lowest_in(span).map(|lowest| threshold.is_reached_by(lowest)),
    }
}

fn has_ended_before(case: &Case, day: Day) -> bool {
    case.held_until.is_some_and(|until| until < day)
}

/// Whether the unbroken holding that the entitlement date lies in is long enough; `ending` is the period that ends on
/// that date.
fn contained(case: &Case, threshold: Threshold, length: Length, ending: Span) -> Option<bool> {
    let entitled = ending.last;
    let Some((began, ended)) = unbroken(&case.ownership, threshold, entitled) else { return Some(false) };
    let began = began?;
    if began <= ending.first {
        return Some(true);
    }
    let until = ended.into_iter().chain(case.held_until).min();
    until.map(|until| began <= entitled && length.is_full_on(began) <= until)
}

/// Of what is owned, the part held directly must reach the threshold as well.
pub(super) fn owns_directly(case: &Case, threshold: Threshold, holding: HoldingPeriod) -> Outcome {
    match case.direct {
        Some(direct) if !threshold.is_reached_by(direct) => Outcome::NotMet,
        // Whether what is held through an entity is held directly was not found.
        _ if case.seen_through().is_some() => match owns(case, threshold, holding) {
            Outcome::Met => Outcome::Unknown,
            other => other,
        },
        _ => owns(case, threshold, holding),
    }
}

/// Who does not say how much is held directly holds all of it so; none where it matters through whom the rest is held, and
/// is not stated.
pub(super) fn held_through_residents(case: &Case, threshold: Threshold) -> Option<bool> {
    if case.direct.is_none_or(|direct| threshold.is_reached_by(direct)) {
        return Some(true);
    }
    // Who states that all further conditions are met states this one.
    let states_all = case.limbs.is_none() && case.meets_additional_requirements.get() == Some(true);
    let through = case.held_through.or(states_all.then_some(HeldThrough::Residents));
    through.map(|through| through == HeldThrough::Residents)
}

pub(super) fn not_large(case: &Case, threshold: Threshold) -> Outcome {
    // An entity abroad is a corporation for Japan, whoever is behind it.
    if case.kind != HolderKind::Individual || case.is_behind_foreign_entity() {
        return Outcome::Met;
    }
    Outcome::of(case.issued.get().map(|issued| !threshold.is_reached_by(issued)))
}

/// By the paragraphs that are stated. Who states only that the conditions are met, or that they are not, is asked for
/// no paragraph.
pub(super) fn meets_lob_test(case: &Case, limb: LobTest) -> Option<bool> {
    match case.limbs {
        Some(limbs) => Some(limbs.contains(limb)),
        None => case.meets_additional_requirements.get().map(|_| false),
    }
}

/// One of the paragraphs, or by the holder's own word.
pub(super) fn meets_any_lob_test(case: &Case, limbs: &[LobTest]) -> Option<bool> {
    match case.limbs {
        Some(stated) => Some(limbs.iter().any(|limb| stated.contains(*limb))),
        None => case.meets_additional_requirements.get(),
    }
}

/// The first and the last day of the unbroken period at or above the threshold that `day` lies in, as far as they are
/// known; nothing where the holding is below it on that day.
fn unbroken(ownership: &Ownership, threshold: Threshold, day: Day) -> Option<(Option<Day>, Option<Day>)> {
    match ownership {
        Ownership::Constant { since, .. } => Some((*since, None)),
        Ownership::History(steps) => {
            let is_below = |percent: Percent| !threshold.is_reached_by(percent);
            let until = steps.iter().rev().filter(|(from, _)| *from <= day);
            let (began, _) = until.take_while(|(_, percent)| !is_below(*percent)).last()?;
            let ended = steps.iter().find(|(from, percent)| *from > day && is_below(*percent));
            Some((Some(*began), ended.map(|(from, _)| from.plus_days(-1))))
        }
    }
}
