//! Finland: the convention of 1972 with its protocol of 1991, which left the article on dividends as it was.

use super::{COMPANY, MLI, SIX_MONTHS_OF_PERIOD, current, row};
use crate::law::{Condition, Country, Evidence, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

pub const FI_1972: &Source = &Source {
    short: "Finland treaty 1972",
    title: "Convention between Japan and Finland, signed 1972-02-29, in force 1972-12-30, with the protocol of 1991 (日・フィンランド租税条約)",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/SynthesizedTextforJapan_Finland2_JP.pdf",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[FI], regimes: &[V1972] };

const FI: Country = Country::code("FI");

const V1972: Regime = Regime {
    preconditions: open_to_recipient!(
        "fi-1972", FI, "Finland", &[FI_1972.at("10(2)")], Evidence::Primary;
        denied!("fi-1972", &[MLI.at("7(1)")], from "2020-01-01", Evidence::Primary)
    ),
    rows: &[
        row(
            "statute.fi-1972.parent-company",
            "At most 10% from a company that has owned at least 25% of the voting stock for the six months ending with the accounting period.",
            &[FI_1972.at("10(2)(a)")],
            Evidence::Primary,
            &[COMPANY, Condition::VotingStock(Threshold::AtLeast(Percent::of("25")), SIX_MONTHS_OF_PERIOD)],
            "10",
        ),
        row(
            "statute.fi-1972.general",
            "At most 15% from everybody else.",
            &[FI_1972.at("10(2)(b)")],
            Evidence::Primary,
            &[],
            "15",
        ),
    ],
    ..current("fi-treaty-1972", "the treaty with Finland of 1972 with its protocol of 1991", "1973-01-01")
};
