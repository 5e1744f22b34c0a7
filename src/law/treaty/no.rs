//! Norway: the convention of 1992.

use super::{BEFORE_2004, COMPANY, MLI, SIX_MONTHS_OF_PERIOD, current, row};
use crate::law::{Condition, Country, Evidence, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

pub const NO_1992: &Source = &Source {
    short: "Norway treaty 1992",
    title: "Convention between Japan and Norway, signed 1992-03-04, in force 1992-12-16 (日・ノルウェー租税条約)",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/190927norway_j.pdf",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[NO], regimes: &[BEFORE_2004, V1992] };

const NO: Country = Country::code("NO");

const V1992: Regime = Regime {
    preconditions: open_to!(
        "no-1992", NO, "Norway", &[NO_1992.at("10(2)")], Evidence::Primary;
        denied!("no-1992", &[MLI.at("7(1)")], from "2020-01-01", Evidence::Primary)
    ),
    rows: &[
        row(
            "statute.no-1992.parent-company",
            "At most 5% from a company that has owned at least 25% of the voting stock for the six months ending with the accounting period.",
            &[NO_1992.at("10(2)(a)")],
            Evidence::Primary,
            &[COMPANY, Condition::VotingStock(Threshold::AtLeast(Percent::of("25")), SIX_MONTHS_OF_PERIOD)],
            "5",
        ),
        row(
            "statute.no-1992.general",
            "At most 15% from everybody else.",
            &[NO_1992.at("10(2)(b)")],
            Evidence::Primary,
            &[],
            "15",
        ),
    ],
    ..current("no-treaty-1992", "the treaty with Norway of 1992", "2004-01-01")
};
