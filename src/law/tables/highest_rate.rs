//! The highest rate of income tax for each tax year, of individuals and of corporations.

use super::Title;
use crate::law::irc::{FORM_8621, IRC, PL_99_514, PL_103_66, PL_107_16, PL_108_27, PL_115_97, PROP_REG};
use crate::law::{Citation, Effect, Evidence, Rule, When};
use crate::units::{Day, Rate, Span};

/// One rate for the tax years that begin in the calendar years `first` to `last`.
#[derive(Debug)]
pub struct HighestRate {
    pub first: i32,
    pub last: i32,
    pub rate: Rate,
    pub rule: Rule,
}

pub(super) const INDIVIDUAL_TITLE: Title =
    Title { id: "statute.highest-rate.individual", says: "highest rates of income tax of individuals (IRC 1)" };
pub(super) const CORPORATE_TITLE: Title =
    Title { id: "statute.highest-rate.corporate", says: "highest rates of income tax of corporations (IRC 11)" };

const SECTION_1: Citation = IRC.at("1");
const SECTION_11: Citation = IRC.at("11");
const INSTRUCTIONS: Citation = FORM_8621.at("instructions, table of highest rates");
const PROPOSED: Citation = PROP_REG.at("1.1291-4(c)(2)");

/// What is enacted without an end has no last year: this one holds the last tax year that can begin.
const LAST_YEAR: i32 = 9_999;

macro_rules! rows {
    (
        $who:literal,
        $($first:literal to $last:literal: $rate:literal, $evidence:ident, $cites:expr;)*
        from $since:literal: $since_rate:literal, $since_evidence:ident, $since_cites:expr;
    ) => {
        &[$(HighestRate {
            first: $first,
            last: $last,
            rate: Rate::of($rate),
            rule: Rule {
                id: concat!("statute.highest-rate.", $who, "-", $first),
                says: concat!("The highest rate for tax years beginning in ", $first, " to ", $last, " is ", $rate, "% (", $who, ")."),
                cites: $cites,
                evidence: Evidence::$evidence,
                when: When::ALWAYS,
                effect: Effect::HighestRate(Rate::of($rate)),
            },
        },)* HighestRate {
            first: $since,
            last: LAST_YEAR,
            rate: Rate::of($since_rate),
            rule: Rule {
                id: concat!("statute.highest-rate.", $who, "-", $since),
                says: concat!("The highest rate for tax years beginning in ", $since, " or later, as it is enacted without an end, is ", $since_rate, "% (", $who, ")."),
                cites: $since_cites,
                evidence: Evidence::$since_evidence,
                when: When::ALWAYS,
                effect: Effect::HighestRate(Rate::of($since_rate)),
            },
        }]
    };
}

/// Individuals, estates and trusts. The 28% of 1988 to 1990 is the rate of section 1, not the 33% that
/// the phase-out of lower brackets came to.
pub const HIGHEST_INDIVIDUAL: &[HighestRate] = rows! { "individual",
    1987 to 1987: "38.5", Secondary, &[SECTION_1, INSTRUCTIONS];
    1988 to 1990: "28", Secondary, &[SECTION_1, PROPOSED];
    1991 to 1992: "31", Secondary, &[SECTION_1, INSTRUCTIONS];
    1993 to 2000: "39.6", Primary, &[SECTION_1, PL_103_66.at("13202")];
    2001 to 2001: "39.1", Primary, &[SECTION_1, PL_107_16.at("101(a)")];
    2002 to 2002: "38.6", Primary, &[SECTION_1, PL_107_16.at("101(a)")];
    2003 to 2012: "35", Secondary, &[SECTION_1, PL_108_27.at("105"), INSTRUCTIONS];
    2013 to 2017: "39.6", Secondary, &[SECTION_1, INSTRUCTIONS];
    from 2018: "37", Secondary, &[SECTION_1, IRC.at("1(j)")];
};

/// Corporations. The rate fell from 46% to 34% on 1987-07-01: section 15 blends them by days, 181 and 184 of that
/// calendar year.
pub const HIGHEST_CORPORATE: &[HighestRate] = rows! { "corporate",
    1987 to 1987: "39.950685", Primary, &[SECTION_11, IRC.at("15(a)"), PL_99_514.at("601")];
    1988 to 1992: "34", Primary, &[SECTION_11, PL_99_514.at("601")];
    1993 to 2017: "35", Secondary, &[SECTION_11, PL_103_66.at("13221")];
    from 2018: "21", Primary, &[SECTION_11, PL_115_97.at("13001(a)")];
};

/// The highest rates of corporations by day, for tax years in which they change.
pub const CORPORATE_BY_DAY: &[(Span, Rate)] = &[
    (Span::new(Day::MIN, Day::ymd(1987, 6, 30)), Rate::of("46")),
    (Span::new(Day::ymd(1987, 7, 1), Day::ymd(1992, 12, 31)), Rate::of("34")),
    (Span::new(Day::ymd(1993, 1, 1), Day::ymd(2017, 12, 31)), Rate::of("35")),
    (Span::new(Day::ymd(2018, 1, 1), Day::MAX), Rate::of("21")),
];

pub static BLENDED: Rule = Rule {
    id: "statute.highest-rate.corporate-average",
    says: "Of a corporation's tax year in which the highest rate changes it is the average of both by their days (1987-07-01 46% to 34%, 1993-01-01 to 35%, 2018-01-01 to 21%).",
    cites: &[IRC.at("15(a)"), IRC.at("15(e)"), PL_115_97.at("13001(a)"), PL_103_66.at("13221"), PL_99_514.at("601")],
    evidence: Evidence::Secondary,
    when: When::ALWAYS,
    effect: Effect::Computation,
};

const fn has_no_gap(mut rows: &[HighestRate]) -> bool {
    while let [row, rest @ ..] = rows {
        if let [next, ..] = rest
            && (next.first != row.last + 1 || next.last < next.first)
        {
            return false;
        }
        rows = rest;
    }
    true
}

const _: () = assert!(has_no_gap(HIGHEST_INDIVIDUAL) && has_no_gap(HIGHEST_CORPORATE));
