//! Malaysia: the agreement of 1999.

use super::{BEFORE_2004, COMPANY, MLI, SIX_MONTHS_OF_PERIOD, current, row};
use crate::law::{Condition, Country, Evidence, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

pub(super) const MY_1999: &Source = &Source {
    short: "Malaysia agreement 1999",
    title: "Agreement between the Government of Japan and the Government of Malaysia of 1999, with the Multilateral Convention (所得に対する租税に関する二重課税の回避及び脱税の防止のための日本国政府とマレーシア政府との間の協定)",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/SynthesizedTextforJapan_Malaysia_JP.pdf",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[BEFORE_2004, V1999] };

const PARTNER: Country = Country::code("MY");

const V1999: Regime = Regime {
    preconditions: open_to!("my-1999", PARTNER, "Malaysia", &[MY_1999.at("10(2)")], Evidence::Primary; denied!("my-1999", &[MLI.at("7(1)")], from "2022-01-01", Evidence::Primary)),
    rows: &[
        row(
            "statute.my-1999.parent-company",
            "At most 5% from a company that has owned at least 25% of the voting stock for the six months ending with the accounting period.",
            &[MY_1999.at("10(2)(a)")],
            Evidence::Primary,
            &[COMPANY, Condition::VotingStock(Threshold::AtLeast(Percent::of("25")), SIX_MONTHS_OF_PERIOD)],
            "5",
        ),
        row(
            "statute.my-1999.general",
            "At most 15% from everybody else.",
            &[MY_1999.at("10(2)(b)")],
            Evidence::Primary,
            &[],
            "15",
        ),
    ],
    ..current("my-agreement-1999", "the agreement with Malaysia of 1999", "2004-01-01")
};
