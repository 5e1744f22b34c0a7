//! Up to which taxable income the exception from the adjustment for reduced rates is open, for each tax year.

use crate::law::irc::{FORM_1116, IRC, REG};
use crate::law::{Citation, Effect, Evidence, Rule, When};

/// The ceilings of the tax years that begin in one calendar year, in whole dollars.
#[derive(Debug)]
pub struct AdjustmentCeiling {
    pub year: i32,
    pub single: i64,
    pub married_jointly: i64,
    pub married_separately: i64,
    pub head_of_household: i64,
    pub rule: Rule,
}

const CITES: &[Citation] = &[REG.at("1.904(b)-1(b)(3)"), FORM_1116.at("instructions, adjustment exception")];

macro_rules! rows {
    ($($year:literal: $single:literal, $jointly:literal, $separately:literal, $head:literal, $evidence:ident;)*) => {
        &[$(AdjustmentCeiling {
            year: $year,
            single: $single,
            married_jointly: $jointly,
            married_separately: $separately,
            head_of_household: $head,
            rule: Rule {
                id: concat!("statute.adjustment-ceiling.", $year),
                says: concat!("For tax years beginning in ", $year, " the exception is open up to $", $single, " of other taxable income (married jointly $", $jointly, ", separately $", $separately, ", head of household $", $head, ")."),
                cites: CITES,
                evidence: Evidence::$evidence,
                when: When::ALWAYS,
                effect: Effect::Ceiling,
            },
        },)*]
    };
}

/// Until 2017 the top of the bracket taxed at 28%, then of the one taxed at 24%.
pub const ADJUSTMENT_CEILINGS: &[AdjustmentCeiling] = rows! {
    2003: 143500, 174700, 87350, 159100, Secondary;
    2004: 146750, 178650, 89325, 162700, Secondary;
    2005: 150150, 182800, 91400, 166450, Secondary;
    2006: 154800, 188450, 94225, 171650, Secondary;
    2007: 160850, 195850, 97925, 178350, Secondary;
    2008: 164550, 200300, 100150, 182400, Secondary;
    2009: 171550, 208850, 104425, 190200, Secondary;
    2010: 171850, 209250, 104625, 190550, Secondary;
    2011: 174400, 212300, 106150, 193350, Secondary;
    2012: 178650, 217450, 108725, 198050, Secondary;
    2013: 183250, 223050, 111525, 203150, Secondary;
    2014: 186350, 226850, 113425, 206600, Secondary;
    2015: 189300, 230450, 115225, 209850, Secondary;
    2016: 190150, 231450, 115725, 210800, Secondary;
    2017: 191650, 233350, 116675, 212500, Secondary;
    2018: 157500, 315000, 157500, 157500, Secondary;
    2019: 160725, 321450, 160725, 160700, Secondary;
    2020: 163300, 326600, 163300, 163300, Secondary;
    2021: 164925, 329850, 164925, 164900, Secondary;
    2022: 170050, 340100, 170050, 170050, Secondary;
    2023: 182100, 364200, 182100, 182100, Secondary;
    2024: 191950, 383900, 191950, 191950, Secondary;
    2025: 197300, 394600, 197300, 197300, Secondary;
    2026: 201775, 403550, 201775, 201750, Secondary;
};

/// The ceiling of estates and trusts.
#[derive(Debug)]
pub struct TrustCeiling {
    pub year: i32,
    pub ceiling: i64,
    pub rule: Rule,
}

macro_rules! trust_rows {
    ($($year:literal: $ceiling:literal;)*) => {
        &[$(TrustCeiling {
            year: $year,
            ceiling: $ceiling,
            rule: Rule {
                id: concat!("statute.adjustment-ceiling-of-trusts.", $year),
                says: concat!("For tax years of estates and trusts beginning in ", $year, " the exception is open up to $", $ceiling, " of other taxable income."),
                cites: TRUST_CITES,
                evidence: Evidence::Memory,
                when: When::ALWAYS,
                effect: Effect::Ceiling,
            },
        },)*]
    };
}

const TRUST_CITES: &[Citation] = &[REG.at("1.904(b)-1(b)(3)"), IRC.at("1(e)"), IRC.at("1(f)")];

/// The top of the same brackets of estates and trusts, worked out from how brackets are indexed. Not stated for 2003.
pub const ADJUSTMENT_CEILINGS_OF_TRUSTS: &[TrustCeiling] = trust_rows! {
    2004: 7000;
    2005: 7150;
    2006: 7400;
    2007: 7650;
    2008: 7850;
    2009: 8200;
    2010: 8200;
    2011: 8300;
    2012: 8500;
    2013: 8750;
    2014: 8900;
    2015: 9050;
    2016: 9050;
    2017: 9150;
    2018: 9150;
    2019: 9300;
    2020: 9450;
    2021: 9550;
    2022: 9850;
    2023: 10550;
    2024: 11150;
    2025: 11450;
    2026: 11700;
};

const fn trusts_have_no_gap(mut rows: &[TrustCeiling]) -> bool {
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

const _: () = assert!(trusts_have_no_gap(ADJUSTMENT_CEILINGS_OF_TRUSTS));

const fn has_no_gap(mut rows: &[AdjustmentCeiling]) -> bool {
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

const _: () = assert!(has_no_gap(ADJUSTMENT_CEILINGS));
