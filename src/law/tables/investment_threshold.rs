//! Above which modified adjusted gross income the tax on net investment income is due.

use crate::facts::{Case, FilingStatus, HolderKind};
use crate::law::irc::IRC;
use crate::law::{Effect, Evidence, Rule, When};

/// The threshold of estates and trusts for the tax years that begin in one calendar year: where the highest bracket
/// of income tax begins, in whole dollars.
#[derive(Debug)]
pub struct InvestmentThreshold {
    pub year: i32,
    pub usd: i64,
    pub rule: Rule,
}

macro_rules! rows {
    ($($year:literal: $usd:literal, $evidence:ident;)*) => {
        &[$(InvestmentThreshold {
            year: $year,
            usd: $usd,
            rule: Rule {
                id: concat!("statute.investment-threshold-of-trusts.", $year),
                says: concat!("For tax years beginning in ", $year, " the highest bracket of estates and trusts begins at $", $usd, "."),
                cites: &[IRC.at("1411(a)(2)(B)(ii)"), IRC.at("1(e)"), IRC.at("1(j)(2)(E)")],
                evidence: Evidence::$evidence,
                when: When::ALWAYS,
                effect: Effect::Thresholds,
            },
        },)*]
    };
}

pub const INVESTMENT_THRESHOLDS_OF_TRUSTS: &[InvestmentThreshold] = rows! {
    2013: 11950, Secondary;
    2014: 12150, Secondary;
    2015: 12300, Secondary;
    2016: 12400, Secondary;
    2017: 12500, Secondary;
    2018: 12500, Secondary;
    2019: 12750, Secondary;
    2020: 12950, Secondary;
    2021: 13050, Secondary;
    2022: 13450, Secondary;
    2023: 14450, Secondary;
    2024: 15200, Secondary;
    2025: 15650, Secondary;
    2026: 16000, Secondary;
};

/// Of individuals; not indexed.
pub const INVESTMENT_THRESHOLDS: &[(&[FilingStatus], i64)] = &[
    (&[FilingStatus::MarriedJointly], 250_000),
    (&[FilingStatus::MarriedSeparately], 125_000),
    (&[FilingStatus::Single, FilingStatus::HeadOfHousehold], 200_000),
];

/// The holder's threshold, and the row it stands in where it changes from year to year; none where the filing status or
/// the tax year is not known.
pub fn investment_threshold(case: &Case) -> Option<(i64, Option<&'static Rule>)> {
    if case.kind == HolderKind::Individual {
        let status = case.us.filing_status?;
        let row = INVESTMENT_THRESHOLDS.iter().find(|(statuses, _)| statuses.contains(&status));
        return row.map(|(_, usd)| (*usd, None));
    }
    let year = case.tax_year_begins()?.year();
    let row = INVESTMENT_THRESHOLDS_OF_TRUSTS.iter().find(|row| row.year == year)?;
    Some((row.usd, Some(&row.rule)))
}
