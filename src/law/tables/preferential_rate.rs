//! Up to which taxable income qualified dividends and net capital gain are taxed at the lower rates, for each tax year.

use crate::facts::{Case, FilingStatus, HolderKind};
use crate::law::irc::IRC;
use crate::law::{Citation, Effect, Evidence, Rule, When};
use crate::units::Rate;

/// The rates of the tax years that begin in one calendar year, from the lowest, each but the last with the taxable
/// income in whole dollars at which it ends: single, married jointly, married separately, head of household; of estates
/// and trusts one column.
#[derive(Debug)]
pub struct PreferentialRates {
    pub year: i32,
    pub ends: &'static [(Rate, &'static [i64])],
    pub top: Rate,
    pub rule: Rule,
}

const CITES: &[Citation] = &[IRC.at("1(h)(1)"), IRC.at("1(f)"), IRC.at("1(j)(5)")];

macro_rules! rows {
    ($id:literal, $who:literal: $($year:literal: $($rate:literal to [$($end:literal),+],)+ then $top:literal, $evidence:ident;)*) => {
        &[$(PreferentialRates {
            year: $year,
            ends: &[$((Rate::of($rate), &[$($end),+])),+],
            top: Rate::of($top),
            rule: Rule {
                id: concat!("statute.", $id, ".", $year),
                says: concat!("For tax years beginning in ", $year, ", by taxable income ", $who, ": ", $($rate, "% up to", $(" $", $end, ",",)+ " then ",)+ $top, "%."),
                cites: CITES,
                evidence: Evidence::$evidence,
                when: When::ALWAYS,
                effect: Effect::Thresholds,
            },
        },)*]
    };
}

/// Of individuals. Until 2012 the lower rate ends with the bracket that is taxed at 15%.
pub const PREFERENTIAL_RATES: &[PreferentialRates] = rows! { "preferential-rates", "(single, married jointly, married separately, head of household)":
    2003: "5" to [28400, 56800, 28400, 38050], then "15", Secondary;
    2004: "5" to [29050, 58100, 29050, 38900], then "15", Secondary;
    2005: "5" to [29700, 59400, 29700, 39800], then "15", Secondary;
    2006: "5" to [30650, 61300, 30650, 41050], then "15", Secondary;
    2007: "5" to [31850, 63700, 31850, 42650], then "15", Secondary;
    2008: "0" to [32550, 65100, 32550, 43650], then "15", Secondary;
    2009: "0" to [33950, 67900, 33950, 45500], then "15", Secondary;
    2010: "0" to [34000, 68000, 34000, 45550], then "15", Secondary;
    2011: "0" to [34500, 69000, 34500, 46250], then "15", Secondary;
    2012: "0" to [35350, 70700, 35350, 47350], then "15", Secondary;
    2013: "0" to [36250, 72500, 36250, 48600], "15" to [400000, 450000, 225000, 425000], then "20", Secondary;
    2014: "0" to [36900, 73800, 36900, 49400], "15" to [406750, 457600, 228800, 432200], then "20", Secondary;
    2015: "0" to [37450, 74900, 37450, 50200], "15" to [413200, 464850, 232425, 439000], then "20", Secondary;
    2016: "0" to [37650, 75300, 37650, 50400], "15" to [415050, 466950, 233475, 441000], then "20", Secondary;
    2017: "0" to [37950, 75900, 37950, 50800], "15" to [418400, 470700, 235350, 444550], then "20", Secondary;
    2018: "0" to [38600, 77200, 38600, 51700], "15" to [425800, 479000, 239500, 452400], then "20", Primary;
    2019: "0" to [39375, 78750, 39375, 52750], "15" to [434550, 488850, 244425, 461700], then "20", Secondary;
    2020: "0" to [40000, 80000, 40000, 53600], "15" to [441450, 496600, 248300, 469050], then "20", Secondary;
    2021: "0" to [40400, 80800, 40400, 54100], "15" to [445850, 501600, 250800, 473750], then "20", Secondary;
    2022: "0" to [41675, 83350, 41675, 55800], "15" to [459750, 517200, 258600, 488500], then "20", Secondary;
    2023: "0" to [44625, 89250, 44625, 59750], "15" to [492300, 553850, 276900, 523050], then "20", Secondary;
    2024: "0" to [47025, 94050, 47025, 63000], "15" to [518900, 583750, 291850, 551350], then "20", Secondary;
    2025: "0" to [48350, 96700, 48350, 64750], "15" to [533400, 600050, 300000, 566700], then "20", Secondary;
    2026: "0" to [49450, 98900, 49450, 66200], "15" to [545500, 613700, 306850, 579600], then "20", Secondary;
};

/// Of estates and trusts.
pub const PREFERENTIAL_RATES_OF_TRUSTS: &[PreferentialRates] = rows! { "preferential-rates-of-trusts", "of estates and trusts":
    2003: "5" to [1900], then "15", Memory;
    2004: "5" to [1950], then "15", Memory;
    2005: "5" to [2000], then "15", Secondary;
    2006: "5" to [2050], then "15", Secondary;
    2007: "5" to [2150], then "15", Secondary;
    2008: "0" to [2200], then "15", Memory;
    2009: "0" to [2300], then "15", Memory;
    2010: "0" to [2300], then "15", Secondary;
    2011: "0" to [2300], then "15", Secondary;
    2012: "0" to [2400], then "15", Secondary;
    2013: "0" to [2450], "15" to [11950], then "20", Secondary;
    2014: "0" to [2500], "15" to [12150], then "20", Secondary;
    2015: "0" to [2500], "15" to [12300], then "20", Secondary;
    2016: "0" to [2550], "15" to [12400], then "20", Secondary;
    2017: "0" to [2550], "15" to [12500], then "20", Secondary;
    2018: "0" to [2600], "15" to [12700], then "20", Primary;
    2019: "0" to [2650], "15" to [12950], then "20", Secondary;
    2020: "0" to [2650], "15" to [13150], then "20", Secondary;
    2021: "0" to [2700], "15" to [13250], then "20", Secondary;
    2022: "0" to [2800], "15" to [13700], then "20", Secondary;
    2023: "0" to [3000], "15" to [14650], then "20", Secondary;
    2024: "0" to [3150], "15" to [15450], then "20", Secondary;
    2025: "0" to [3250], "15" to [15900], then "20", Secondary;
    2026: "0" to [3300], "15" to [16250], then "20", Secondary;
};

impl PreferentialRates {
    /// The row for the holder's tax year; none for a corporation, and none where the table has no such year.
    pub fn of(case: &Case) -> Option<&'static PreferentialRates> {
        let year = case.tax_year_begins()?.year();
        let rows = match case.kind {
            HolderKind::Individual => PREFERENTIAL_RATES,
            HolderKind::Estate | HolderKind::Trust => PREFERENTIAL_RATES_OF_TRUSTS,
            // Corporations pay their own rates, and what the others pay is not addressed.
            HolderKind::Corporation
            | HolderKind::PensionFund
            | HolderKind::Government
            | HolderKind::InternationalOrganization
            | HolderKind::Charity
            | HolderKind::Fund
            | HolderKind::Ric
            | HolderKind::Nominee
            | HolderKind::Partnership
            | HolderKind::Ira => return None,
        };
        rows.iter().find(|row| row.year == year)
    }

    /// The rates with the taxable income each ends at, ascending; none where an individual's filing status is not known.
    pub fn for_status(&self, status: Option<FilingStatus>) -> Option<Vec<(Rate, i64)>> {
        let ends = self.ends.iter().map(|(rate, ends)| match ends {
            [only] => Some((*rate, *only)),
            columns => Some((*rate, *columns.get(status? as usize)?)),
        });
        ends.collect()
    }

    /// Every rate of the year, ascending.
    pub fn rates(&self) -> Vec<Rate> {
        self.ends.iter().map(|(rate, _)| *rate).chain([self.top]).collect()
    }
}

const fn has_no_gap(mut rows: &[PreferentialRates]) -> bool {
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

/// The last year that the tables know.
pub const LAST_PREFERENTIAL_YEAR: i32 = PREFERENTIAL_RATES.last().expect("the table has years").year;

const _: () = assert!(has_no_gap(PREFERENTIAL_RATES) && has_no_gap(PREFERENTIAL_RATES_OF_TRUSTS));
const _: () = assert!(matches!(PREFERENTIAL_RATES_OF_TRUSTS, [.., last] if last.year == LAST_PREFERENTIAL_YEAR));
