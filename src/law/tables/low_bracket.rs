//! Where the two lowest brackets of ordinary rates end, for each tax year in which the lowest of the reduced rates ends
//! before the second of them does.

use crate::facts::{Case, FilingStatus, HolderKind};
use crate::law::irc::IRC;
use crate::law::{Citation, Effect, Evidence, Rule, When};
use crate::units::Rate;

/// The brackets of the tax years that begin in one calendar year, in whole dollars of taxable income: single, married
/// jointly, married separately, head of household.
#[derive(Debug)]
pub struct LowBrackets {
    pub year: i32,
    /// Each rate with where it ends.
    pub ends: [(Rate, [i64; 4]); 2],
    /// What comes next.
    pub above: Rate,
    pub rule: Rule,
}

const CITES: &[Citation] = &[IRC.at("1(j)(2)"), IRC.at("1(f)")];

macro_rules! rows {
    ($($year:literal: [$($ten:literal),+], [$($twelve:literal),+];)*) => {
        &[$(LowBrackets {
            year: $year,
            ends: [(Rate::of("10"), [$($ten),+]), (Rate::of("12"), [$($twelve),+])],
            above: Rate::of("22"),
            rule: Rule {
                id: concat!("statute.low-brackets.", $year),
                says: concat!("For tax years beginning in ", $year, ", by taxable income (single, married jointly, married separately, head of household): 10% up to", $(" $", $ten, ",",)+ " 12% up to", $(" $", $twelve, ",",)+ " then 22%."),
                cites: CITES,
                evidence: Evidence::Secondary,
                when: When::ALWAYS,
                effect: Effect::Thresholds,
            },
        },)*]
    };
}

/// From 2018: before, the lowest of the reduced rates ends where the bracket of 15% does. From 2026 the bracket of 12% is
/// indexed by a year more.
pub const LOW_BRACKETS: &[LowBrackets] = rows! {
    2018: [9525, 19050, 9525, 13600], [38700, 77400, 38700, 51800];
    2019: [9700, 19400, 9700, 13850], [39475, 78950, 39475, 52850];
    2020: [9875, 19750, 9875, 14100], [40125, 80250, 40125, 53700];
    2021: [9950, 19900, 9950, 14200], [40525, 81050, 40525, 54200];
    2022: [10275, 20550, 10275, 14650], [41775, 83550, 41775, 55900];
    2023: [11000, 22000, 11000, 15700], [44725, 89450, 44725, 59850];
    2024: [11600, 23200, 11600, 16550], [47150, 94300, 47150, 63100];
    2025: [11925, 23850, 11925, 17000], [48475, 96950, 48475, 64850];
    2026: [12400, 24800, 12400, 17700], [50400, 100800, 50400, 67450];
};

impl LowBrackets {
    /// The row of an individual's tax year; none for others, whose brackets end elsewhere.
    pub fn of(case: &Case) -> Option<&'static LowBrackets> {
        let year = case.tax_year_begins()?.year();
        LOW_BRACKETS.iter().find(|row| row.year == year && case.kind == HolderKind::Individual)
    }

    /// Each rate with the taxable income it ends at.
    pub fn for_status(&self, status: FilingStatus) -> [(Rate, i64); 2] {
        self.ends.map(|(rate, ends)| (rate, status.of(ends)))
    }
}

const fn has_no_gap(mut rows: &[LowBrackets]) -> bool {
    while let [row, rest @ ..] = rows {
        if let [next, ..] = rest
            && next.year != row.year + 1
        {
            return false;
        }
        rows = rest;
    }
    true
}

const _: () = assert!(has_no_gap(LOW_BRACKETS));
