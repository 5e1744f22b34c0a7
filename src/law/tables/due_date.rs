//! When the return of a tax year is due, without extensions.

use crate::facts::HolderKind;
use crate::law::irc::{IRC, PL_114_41};
use crate::law::{Citation, Effect, Evidence, Rule, When};
use crate::units::{Day, Span};

/// The day of the month after a tax year's end on which its return is due.
#[derive(Debug)]
pub struct DueDate {
    /// Corporations, or everybody else.
    pub corporate: bool,
    /// The tax years it speaks of, by their first day.
    pub begins: Span,
    /// Only tax years that end in this month, where it says so.
    pub ends_in_month: Option<u32>,
    /// The how-manieth month after the end of the year.
    pub month: u32,
    pub day: u32,
    pub rule: Rule,
}

impl DueDate {
    /// The row for a tax year: the first that speaks of it.
    #[expect(
        clippy::expect_used,
        reason = "the last row of corporations and that of everybody else speak of every year"
    )]
    pub fn of(kind: HolderKind, year: Span) -> &'static DueDate {
        // The tax years about the first and the last day that can be stated reach beyond them.
        let speaks = |row: &&DueDate| {
            row.corporate == (kind == HolderKind::Corporation)
                && row.begins.contains(year.first.clamp(Day::MIN, Day::MAX))
                && row.ends_in_month.is_none_or(|month| month == year.last.month())
        };
        DUE_DATES.iter().find(speaks).expect("the last rows speak of every year")
    }

    /// The due date of the year that ends on `last`, the last day of a month. Weekends and holidays do
    /// not move it: interest runs from the day the law prescribes.
    pub fn after(&self, last: Day) -> Day {
        last.plus_days(1).plus_months(self.month - 1).plus_days(self.day as i32 - 1)
    }
}

const ALWAYS: Span = Span::new(Day::MIN, Day::MAX);

/// In the order they are asked.
pub static DUE_DATES: [DueDate; 4] = [
    DueDate {
        corporate: true,
        begins: Span::new(Day::MIN, Day::ymd(2015, 12, 31)),
        ends_in_month: None,
        month: 3,
        day: 15,
        rule: rule(
            "statute.due-date.corporate-before-2016",
            "The return of a corporation for a tax year beginning before 2016 is due on the 15th day of the third month after its end.",
            &[IRC.at("6072(b)"), PL_114_41.at("2006(a)")],
            Evidence::Primary,
        ),
    },
    DueDate {
        corporate: true,
        begins: Span::new(Day::ymd(2016, 1, 1), Day::ymd(2025, 12, 31)),
        ends_in_month: Some(6),
        month: 3,
        day: 15,
        rule: rule(
            "statute.due-date.corporate-june",
            "The return of a corporation for a tax year that ends on 30 June and begins before 2026 is due on the 15th day of the third month after its end.",
            &[PL_114_41.at("2006(a)(3)(B)")],
            Evidence::Primary,
        ),
    },
    DueDate {
        corporate: true,
        begins: ALWAYS,
        ends_in_month: None,
        month: 4,
        day: 15,
        rule: rule(
            "statute.due-date.corporate",
            "The return of a corporation is due on the 15th day of the fourth month after the end of its tax year.",
            &[IRC.at("6072(a)"), PL_114_41.at("2006(a)")],
            Evidence::Primary,
        ),
    },
    DueDate {
        corporate: false,
        begins: ALWAYS,
        ends_in_month: None,
        month: 4,
        day: 15,
        rule: rule(
            "statute.due-date.individual",
            "The return of an individual, an estate or a trust is due on the 15th day of the fourth month after the end of its tax year; weekends and holidays do not move the day interest runs from.",
            &[IRC.at("6072(a)"), IRC.at("7503")],
            Evidence::Primary,
        ),
    },
];

const fn rule(id: &'static str, says: &'static str, cites: &'static [Citation], evidence: Evidence) -> Rule {
    Rule { id, says, cites, evidence, when: When::ALWAYS, effect: Effect::Computation }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tax_year_about_a_day_that_can_be_stated_has_a_due_date() {
        for year in Day::MIN.year() - 1..=Day::MAX.year() + 1 {
            for month in 1..=12 {
                let first = Day::ymd(year, month, 1);
                let span = Span { first, last: first.plus_months(12).plus_days(-1) };
                for kind in [HolderKind::Individual, HolderKind::Corporation, HolderKind::Trust] {
                    let row = DueDate::of(kind, span);
                    assert_eq!(row.corporate, kind == HolderKind::Corporation);
                    assert!(row.after(span.last) > span.last);
                }
            }
        }
    }
}
