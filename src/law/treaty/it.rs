//! Italy: the convention of 1969 with its protocol of 1980.

use super::{BEFORE_2004, COMPANY, SIX_MONTHS_OF_PERIOD, current, row};
use crate::law::{Condition, Country, Evidence, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

pub const IT_1969: &Source = &Source {
    short: "Italy treaty 1969",
    title: "Convention between Japan and Italy, signed 1969-03-20, with the protocol of 1980 (日・イタリア租税条約)",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/Italy_ST_jp.pdf",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[IT], regimes: &[BEFORE_2004, V1969] };

const IT: Country = Country::code("IT");

const V1969: Regime = Regime {
    preconditions: open_to_recipient!("it-1969", IT, "Italy", &[IT_1969.at("10(2)")], Evidence::Primary),
    rows: &[
        row(
            "statute.it-1969.parent-company",
            "At most 10% from a company that has owned at least 25% of the voting stock for the six months ending with the accounting period.",
            &[IT_1969.at("10(2)(a)")],
            Evidence::Primary,
            &[COMPANY, Condition::VotingStock(Threshold::AtLeast(Percent::of("25")), SIX_MONTHS_OF_PERIOD)],
            "10",
        ),
        row(
            "statute.it-1969.general",
            "At most 15% from everybody else.",
            &[IT_1969.at("10(2)(b)")],
            Evidence::Primary,
            &[],
            "15",
        ),
    ],
    ..current("it-treaty-1969", "the treaty with Italy of 1969 with its protocol of 1980", "2004-01-01")
};
