//! The rate of interest on underpayments of tax, by quarter.

use super::Title;
use crate::law::irc::{FEDERAL_REGISTER, IRB, IRC};
use crate::law::{Citation, Effect, Evidence, Rule, When};
use crate::units::{Day, Rate, Span};

/// One rate a year, for the days of `span`.
#[derive(Debug)]
pub struct UnderpaymentRate {
    pub span: Span,
    pub rate: Rate,
    pub rule: Rule,
}

pub(super) const TITLE: Title =
    Title { id: "statute.underpayment-rate", says: "rates of interest on underpayments (IRC 6621(a)(2))" };

const SECTION: Citation = IRC.at("6621(a)(2)");
const NOTICE_2024: &[Citation] = &[SECTION, FEDERAL_REGISTER.at("89 FR 77879 (2024-21785)")];
const NOTICES_2025: &[Citation] = &[SECTION, FEDERAL_REGISTER.at("2025-02228, 2025-07451, 2025-12241, 2025-18772")];
const NOTICE_2026: &[Citation] = &[SECTION, FEDERAL_REGISTER.at("2026-01175"), IRB.at("Rev. Rul. 2025-22")];
const BULLETIN_8: &[Citation] = &[SECTION, IRB.at("2026-8")];
const BULLETIN_22: &[Citation] = &[SECTION, IRB.at("2026-22")];
const BULLETIN_36: &[Citation] = &[SECTION, IRB.at("2026-36, Rev. Rul. 2026-15")];

macro_rules! rows {
    ($($from:literal to $to:literal: $rate:literal, $evidence:ident, $cites:ident;)*) => {
        &[$(UnderpaymentRate {
            span: Span::new(Day::of($from), Day::of($to)),
            rate: Rate::of($rate),
            rule: Rule {
                id: concat!("statute.underpayment-rate.", $from),
                says: concat!("Underpayments bear ", $rate, "% interest a year from ", $from, " to ", $to, "."),
                cites: $cites,
                evidence: Evidence::$evidence,
                when: When::ALWAYS,
                effect: Effect::InterestRate(Rate::of($rate)),
            },
        },)*]
    };
}

/// Noncorporate and ordinary corporate underpayments. The rate of large corporate ones, two points
/// higher, is not used for the tax on excess distributions.
pub const UNDERPAYMENT: &[UnderpaymentRate] = rows! {
    "1987-01-01" to "1987-09-30": "9", Primary, NOTICE_2024;
    "1987-10-01" to "1987-12-31": "10", Primary, NOTICE_2024;
    "1988-01-01" to "1988-03-31": "11", Primary, NOTICE_2024;
    "1988-04-01" to "1988-09-30": "10", Primary, NOTICE_2024;
    "1988-10-01" to "1989-03-31": "11", Primary, NOTICE_2024;
    "1989-04-01" to "1989-09-30": "12", Primary, NOTICE_2024;
    "1989-10-01" to "1991-03-31": "11", Primary, NOTICE_2024;
    "1991-04-01" to "1991-12-31": "10", Primary, NOTICE_2024;
    "1992-01-01" to "1992-03-31": "9", Primary, NOTICE_2024;
    "1992-04-01" to "1992-09-30": "8", Primary, NOTICE_2024;
    "1992-10-01" to "1994-06-30": "7", Primary, NOTICE_2024;
    "1994-07-01" to "1994-09-30": "8", Primary, NOTICE_2024;
    "1994-10-01" to "1995-03-31": "9", Primary, NOTICE_2024;
    "1995-04-01" to "1995-06-30": "10", Primary, NOTICE_2024;
    "1995-07-01" to "1996-03-31": "9", Primary, NOTICE_2024;
    "1996-04-01" to "1996-06-30": "8", Primary, NOTICE_2024;
    "1996-07-01" to "1998-03-31": "9", Primary, NOTICE_2024;
    "1998-04-01" to "1998-12-31": "8", Primary, NOTICE_2024;
    "1999-01-01" to "1999-03-31": "7", Primary, NOTICE_2024;
    "1999-04-01" to "2000-03-31": "8", Primary, NOTICE_2024;
    "2000-04-01" to "2001-03-31": "9", Primary, NOTICE_2024;
    "2001-04-01" to "2001-06-30": "8", Primary, NOTICE_2024;
    "2001-07-01" to "2001-12-31": "7", Primary, NOTICE_2024;
    "2002-01-01" to "2002-12-31": "6", Primary, NOTICE_2024;
    "2003-01-01" to "2003-09-30": "5", Primary, NOTICE_2024;
    "2003-10-01" to "2004-03-31": "4", Primary, NOTICE_2024;
    "2004-04-01" to "2004-06-30": "5", Primary, NOTICE_2024;
    "2004-07-01" to "2004-09-30": "4", Primary, NOTICE_2024;
    "2004-10-01" to "2005-03-31": "5", Primary, NOTICE_2024;
    "2005-04-01" to "2005-09-30": "6", Primary, NOTICE_2024;
    "2005-10-01" to "2006-06-30": "7", Primary, NOTICE_2024;
    "2006-07-01" to "2007-12-31": "8", Primary, NOTICE_2024;
    "2008-01-01" to "2008-03-31": "7", Primary, NOTICE_2024;
    "2008-04-01" to "2008-06-30": "6", Primary, NOTICE_2024;
    "2008-07-01" to "2008-09-30": "5", Primary, NOTICE_2024;
    "2008-10-01" to "2008-12-31": "6", Primary, NOTICE_2024;
    "2009-01-01" to "2009-03-31": "5", Primary, NOTICE_2024;
    "2009-04-01" to "2010-12-31": "4", Primary, NOTICE_2024;
    "2011-01-01" to "2011-03-31": "3", Primary, NOTICE_2024;
    "2011-04-01" to "2011-09-30": "4", Primary, NOTICE_2024;
    "2011-10-01" to "2016-03-31": "3", Primary, NOTICE_2024;
    "2016-04-01" to "2018-03-31": "4", Primary, NOTICE_2024;
    "2018-04-01" to "2018-12-31": "5", Primary, NOTICE_2024;
    "2019-01-01" to "2019-06-30": "6", Primary, NOTICE_2024;
    "2019-07-01" to "2020-06-30": "5", Primary, NOTICE_2024;
    "2020-07-01" to "2022-03-31": "3", Primary, NOTICE_2024;
    "2022-04-01" to "2022-06-30": "4", Primary, NOTICE_2024;
    "2022-07-01" to "2022-09-30": "5", Primary, NOTICE_2024;
    "2022-10-01" to "2022-12-31": "6", Primary, NOTICE_2024;
    "2023-01-01" to "2023-09-30": "7", Primary, NOTICE_2024;
    "2023-10-01" to "2024-12-31": "8", Primary, NOTICE_2024;
    "2025-01-01" to "2025-12-31": "7", Primary, NOTICES_2025;
    "2026-01-01" to "2026-03-31": "7", Primary, NOTICE_2026;
    "2026-04-01" to "2026-06-30": "6", Secondary, BULLETIN_8;
    "2026-07-01" to "2026-09-30": "7", Secondary, BULLETIN_22;
    "2026-10-01" to "2026-12-31": "7", Secondary, BULLETIN_36;
};

const fn has_no_gap(mut rows: &[UnderpaymentRate]) -> bool {
    while let [row, rest @ ..] = rows {
        if row.span.last.days_since(row.span.first) < 0 {
            return false;
        }
        if let [next, ..] = rest
            && next.span.first.days_since(row.span.last) != 1
        {
            return false;
        }
        rows = rest;
    }
    true
}

const _: () = assert!(has_no_gap(UNDERPAYMENT));
