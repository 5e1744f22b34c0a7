//! Interest on an increase in tax: section 6621 rates, compounded daily, from due date to due date.

use crate::facts::HolderKind;
use crate::law::Rule;
use crate::law::tables::{BLENDED, CORPORATE_BY_DAY, DueDate, UNDERPAYMENT, highest_rates};
use crate::units::{Day, Decimal28, Exact, Rate, Span};

/// The first day of the built-in table of interest, and the last.
const BUILT_IN: Span = {
    let [first, .., last] = UNDERPAYMENT else { panic!("the table has rows") };
    Span::new(first.span.first, last.span.last)
};

/// The tables that an answer is read by: the statute's, and the rates that the user adds.
#[derive(Debug, Default)]
pub struct Tables {
    /// Rates after the last row of the statute's table, in order and without a gap.
    pub given: Vec<(Span, Rate)>,
}

impl Tables {
    /// The last day whose rate of interest is known.
    pub fn interest_ends(&self) -> Day {
        self.given.last().map_or(BUILT_IN.last, |(span, _)| span.last)
    }

    /// The rows of interest that touch the days after `from`, through `to`; given rates have no row.
    pub fn rows(&self, from: Day, to: Day) -> impl Iterator<Item = (Span, Rate, Option<&'static Rule>)> {
        let days = Span { first: from.plus_days(1), last: to };
        let built_in = UNDERPAYMENT.iter().map(|row| (row.span, row.rate, Some(&row.rule)));
        let given = self.given.iter().map(|(span, rate)| (*span, *rate, None));
        let known = built_in.chain(given).filter(move |(span, ..)| span.overlap(days).days() > 0);
        known.map(move |(span, rate, rule)| (span.overlap(days), rate, rule))
    }

    /// What one dollar grows to from `from`, a day that is not counted, through `to`, one that is.
    /// `None` when the table does not know every day between.
    pub fn growth(&self, from: Day, to: Day) -> Option<Decimal28> {
        if from < to && (from.plus_days(1) < BUILT_IN.first || self.interest_ends() < to) {
            return None;
        }
        Some(self.rows(from, to).fold(Decimal28::ONE, |grown, (span, rate, _)| grown * compounded(span, rate)))
    }
}

/// Daily at `rate`, in years of 365 days, or 366 in leap years.
fn compounded(span: Span, rate: Rate) -> Decimal28 {
    let years = span.first.year()..=span.last.year();
    years.fold(Decimal28::ONE, |grown, year| {
        let days = span.overlap(Span::new(Day::ymd(year, 1, 1), Day::ymd(year, 12, 31)));
        let days_in_year = if days.first.is_in_leap_year() { 366 } else { 365 };
        grown * Decimal28::compounded(rate, days_in_year, days.days())
    })
}

/// The highest rate for a tax year, and its row. Of a corporation's year in which the rate changes it is the average by
/// days, section 15.
pub fn highest_rate(kind: HolderKind, span: Span) -> Option<(Rate, &'static Rule)> {
    let (_, rows) = highest_rates(kind);
    let year = span.first.year();
    let of_year = rows.iter().find(|row| row.first <= year && year <= row.last)?;
    if kind != HolderKind::Corporation {
        return Some((of_year.rate, &of_year.rule));
    }
    let parts: Vec<_> = CORPORATE_BY_DAY
        .iter()
        .map(|(days, rate)| (days.overlap(span).days(), *rate))
        .filter(|(days, _)| *days > 0)
        .collect();
    match parts[..] {
        // The calendar year of the first change has a row of its own.
        _ if of_year.first == of_year.last && span.first == Day::ymd(year, 1, 1) => Some((of_year.rate, &of_year.rule)),
        [(_, rate)] if rate == of_year.rate => Some((rate, &of_year.rule)),
        _ => {
            let sum: Exact = parts.iter().map(|(days, rate)| Exact::whole(i64::from(*days) * 100).at(*rate)).sum();
            let average = (sum / Exact::whole(i64::from(span.days()))).decimal(RATE_PLACES);
            Some((Rate::new(average)?, &BLENDED))
        }
    }
}

/// So many decimals of a percentage are kept of an average.
const RATE_PLACES: u32 = 10;

/// When the return of a tax year is due, and the rule.
pub fn due_date(kind: HolderKind, year: Span) -> (Day, &'static Rule) {
    let row = DueDate::of(kind, year);
    (row.after(year.last), &row.rule)
}
