//! Indonesia: the agreement of 1982.

use super::{BEFORE_2004, COMPANY, MLI, TWELVE_MONTHS_OF_PERIOD, current, row};
use crate::law::{Condition, Country, Evidence, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const ID_1982: &Source = &Source {
    short: "Indonesia agreement 1982",
    title: "Agreement between Japan and the Republic of Indonesia of 1982, with the Multilateral Convention (所得に対する租税に関する二重課税の回避及び脱税の防止のための日本国とインドネシア共和国との間の協定)",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/SynthesizedTextforJapan_Indonesia_JP.pdf",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[BEFORE_2004, V1982] };

const PARTNER: Country = Country::code("ID");

const V1982: Regime = Regime {
    preconditions: open_to!("id-1982", PARTNER, "Indonesia", &[ID_1982.at("10(2)")], Evidence::Primary; denied!("id-1982", &[MLI.at("7(1)")], from "2021-01-01", Evidence::Primary)),
    rows: &[
        row(
            "statute.id-1982.parent-company",
            "At most 10% from a company that has owned at least 25% of the voting stock for the twelve months ending with the accounting period.",
            &[ID_1982.at("10(2)(a)")],
            Evidence::Primary,
            &[COMPANY, Condition::VotingStock(Threshold::AtLeast(Percent::of("25")), TWELVE_MONTHS_OF_PERIOD)],
            "10",
        ),
        row(
            "statute.id-1982.general",
            "At most 15% from everybody else.",
            &[ID_1982.at("10(2)(b)")],
            Evidence::Primary,
            &[],
            "15",
        ),
    ],
    ..current("id-agreement-1982", "the agreement with Indonesia of 1982", "2004-01-01")
};
