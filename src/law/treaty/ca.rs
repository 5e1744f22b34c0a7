//! Canada: the convention of 1986 with its protocol of 1999.

use super::{BEFORE_2004, COMPANY, MLI, SIX_MONTHS_OF_PERIOD, current, row};
use crate::law::{Condition, Country, Evidence, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

pub const CA_1986: &Source = &Source {
    short: "Canada treaty 1986",
    title: "Convention between Japan and Canada, signed 1986-05-07, with the protocol of 1999 (所得に対する租税に関する二重課税の回避及び脱税の防止のための日本国政府とカナダ政府との間の条約)",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/SynthesizedTextforJapan_Canada_JP.pdf",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[CA], regimes: &[BEFORE_2004, V1986] };

const CA: Country = Country::code("CA");

const V1986: Regime = Regime {
    preconditions: open_to!(
        "ca-1986", CA, "Canada", &[CA_1986.at("10(2)")], Evidence::Primary;
        denied!("ca-1986", &[MLI.at("7(1)")], from "2020-01-01", Evidence::Primary)
    ),
    rows: &[
        row(
            "statute.ca-1986.parent-company",
            "At most 5% from a company that has owned at least 25% of the voting stock for the six months ending with the accounting period.",
            &[CA_1986.at("10(2)(a)")],
            Evidence::Primary,
            &[COMPANY, Condition::VotingStock(Threshold::AtLeast(Percent::of("25")), SIX_MONTHS_OF_PERIOD)],
            "5",
        ),
        row(
            "statute.ca-1986.general",
            "At most 15% from everybody else.",
            &[CA_1986.at("10(2)(b)")],
            Evidence::Primary,
            &[],
            "15",
        ),
    ],
    ..current("ca-treaty-1986", "the treaty with Canada of 1986 with its protocol of 1999", "2004-01-01")
};
