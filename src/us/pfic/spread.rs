//! Ratable allocation: an amount to each day of each holding period, added up by tax year.
//!
//! In closed form: a lot adds the same amount to each of its days, so that one running sum over the
//! segments of the calendar allocates any number of lots.

use super::calendar::{Calendar, Segment};
use crate::answer::pfic::Character;
use crate::units::{Day, Decimal28, Span};

/// An amount of one block of shares, and the first day of its holding period.
#[derive(Clone, Copy)]
pub(super) struct Part {
    pub begins: Day,
    /// The segment in which it begins.
    pub segment: usize,
    pub amount: Decimal28,
    /// The shares were held long enough for the credit of tax on a distribution.
    pub is_credited: bool,
}

/// What falls on the days of one segment.
pub(super) struct Slice {
    /// The place of its tax year in the calendar.
    pub year: usize,
    pub span: Span,
    pub character: Character,
    pub days: Option<i32>,
    pub amount: Decimal28,
}

/// A segment of a prior year, and what of the blocks that begin inside it.
struct Prior<'c> {
    segment: &'c Segment,
    /// Their amount that falls on it.
    inside: Decimal28,
    /// Their amount for each day after it.
    daily_after: Decimal28,
}

impl Prior<'_> {
    fn of(segment: &Segment) -> Prior<'_> {
        Prior { segment, inside: Decimal28::ZERO, daily_after: Decimal28::ZERO }
    }
}

/// Spreads every part over the days from its first through `end`.
pub(super) fn spread(calendar: &Calendar, parts: &[Part], end: Day) -> Vec<Slice> {
    let current = calendar.year_of(end);
    let year_begins = calendar.year(current).span.first;
    let prior = calendar.segments.iter().take_while(|segment| segment.year < current);
    let mut prior: Vec<_> = prior.map(Prior::of).collect();
    let mut of_current = Decimal28::ZERO;
    for part in parts {
        let Some(begun) = prior.get_mut(part.segment) else {
            of_current += part.amount;
            continue;
        };
        let days = Span { first: part.begins, last: end }.days();
        let here = Span { first: part.begins, last: begun.segment.span.last }.days();
        begun.inside += part.amount * Decimal28::whole(here) / Decimal28::whole(days);
        begun.daily_after += part.amount / Decimal28::whole(days);
        of_current +=
            part.amount * Decimal28::whole(Span { first: year_begins, last: end }.days()) / Decimal28::whole(days);
    }
    let Some(first) = parts.iter().map(|part| part.begins).min() else { return Vec::new() };
    let same = parts.iter().all(|part| part.begins == first);
    let slice = |year, span: Span, character, amount| {
        let span = Span { first: span.first.max(first), last: span.last };
        Slice { year, span, character, days: same.then(|| span.days()), amount }
    };
    let mut daily = Decimal28::ZERO;
    let mut slices = Vec::new();
    for Prior { segment, inside, daily_after } in prior {
        if segment.span.last >= first {
            let amount = daily * Decimal28::whole(segment.span.days()) + inside;
            slices.push(slice(segment.year, segment.span, segment.character, amount));
        }
        daily += daily_after;
    }
    // Shares sold on the day they were acquired have no day that counts; their amount is the day's.
    let span = Span { first: year_begins, last: end };
    let mut last = slice(current, span, Character::CurrentYear, of_current);
    last.span.first = last.span.first.min(end);
    slices.push(last);
    slices
}
