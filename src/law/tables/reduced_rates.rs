//! The reduced rates on qualified dividends and long-term gains, and up to which taxable income each is the rate.

use crate::case::FilingStatus;
use crate::law::irc::{IRC, PL_108_27, REV_PROC};
use crate::law::{Citation, Effect, Evidence, Rule};
use crate::units::{Exact, Rate};

/// The rates of the tax years that begin in one calendar year, lowest first.
#[derive(Debug)]
pub struct ReducedRates {
    pub year: i32,
    /// Each with the taxable income up to which it is the rate, for those who file single, married jointly, married
    /// separately, and as head of household.
    pub steps: &'static [(Rate, [i64; 4])],
    /// Above the last of them.
    pub top: Rate,
    pub rule: Rule,
}

impl ReducedRates {
    /// The rates with the income up to which they apply; none for the last.
    pub fn of(&self, status: FilingStatus) -> impl Iterator<Item = (Rate, Option<Exact>)> {
        let steps = self.steps.iter().map(move |(rate, to)| (*rate, Some(Exact::whole(to[status as usize]))));
        steps.chain([(self.top, None)])
    }
}

macro_rules! rows {
    ($($year:literal: $($rate:literal to $single:literal, $jointly:literal, $separately:literal, $head:literal;)* above $top:literal, $evidence:ident;)*) => {
        &[$(ReducedRates {
            year: $year,
            steps: &[$((Rate::of($rate), [$single, $jointly, $separately, $head]),)*],
            top: Rate::of($top),
            rule: Rule {
                id: concat!("statute.reduced-rates.", $year),
                says: concat!("For tax years beginning in ", $year, " qualified dividends are taxed, by the taxable income they reach up to (single, married jointly, separately, head of household), at:", $(" ", $rate, "% to $", $single, ", $", $jointly, ", $", $separately, ", $", $head, ";",)* " ", $top, "% above."),
                cites: CITES,
                evidence: Evidence::$evidence,
                when: &[],
                effect: Effect::ReducedRates,
            },
        },)*]
    };
}

const CITES: &[Citation] =
    &[IRC.at("1(h)(1)"), IRC.at("1(j)(5)"), PL_108_27.at("302"), REV_PROC.at("of the year, rates and thresholds")];

pub const REDUCED_RATES: &[ReducedRates] = rows! {
    2003: "5" to 28400, 56800, 28400, 38050; above "15", Memory;
    2004: "5" to 29050, 58100, 29050, 38900; above "15", Memory;
    2005: "5" to 29700, 59400, 29700, 39800; above "15", Memory;
    2006: "5" to 30650, 61300, 30650, 41050; above "15", Memory;
    2007: "5" to 31850, 63700, 31850, 42650; above "15", Secondary;
    2008: "0" to 32550, 65100, 32550, 43650; above "15", Secondary;
    2009: "0" to 33950, 67900, 33950, 45500; above "15", Secondary;
    2010: "0" to 34000, 68000, 34000, 45550; above "15", Memory;
    2011: "0" to 34500, 69000, 34500, 46250; above "15", Memory;
    2012: "0" to 35350, 70700, 35350, 47350; above "15", Memory;
    2013: "0" to 36250, 72500, 36250, 48600; "15" to 400000, 450000, 225000, 425000; above "20", Secondary;
    2014: "0" to 36900, 73800, 36900, 49400; "15" to 406750, 457600, 228800, 432200; above "20", Secondary;
    2015: "0" to 37450, 74900, 37450, 50200; "15" to 413200, 464850, 232425, 439000; above "20", Secondary;
    2016: "0" to 37650, 75300, 37650, 50400; "15" to 415050, 466950, 233475, 441000; above "20", Secondary;
    2017: "0" to 37950, 75900, 37950, 50800; "15" to 418400, 470700, 235350, 444550; above "20", Secondary;
    2018: "0" to 38600, 77200, 38600, 51700; "15" to 425800, 479000, 239500, 452400; above "20", Primary;
    2019: "0" to 39375, 78750, 39375, 52750; "15" to 434550, 488850, 244425, 461700; above "20", Secondary;
    2020: "0" to 40000, 80000, 40000, 53600; "15" to 441450, 496600, 248300, 469050; above "20", Secondary;
    2021: "0" to 40400, 80800, 40400, 54100; "15" to 445850, 501600, 250800, 473750; above "20", Secondary;
    2022: "0" to 41675, 83350, 41675, 55800; "15" to 459750, 517200, 258600, 488500; above "20", Secondary;
    2023: "0" to 44625, 89250, 44625, 59750; "15" to 492300, 553850, 276900, 523050; above "20", Secondary;
    2024: "0" to 47025, 94050, 47025, 63000; "15" to 518900, 583750, 291850, 551350; above "20", Secondary;
    2025: "0" to 48350, 96700, 48350, 64750; "15" to 533400, 600050, 300000, 566700; above "20", Secondary;
    2026: "0" to 49450, 98900, 49450, 66200; "15" to 545500, 613700, 306850, 579600; above "20", Secondary;
};
