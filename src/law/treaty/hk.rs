//! Hong Kong: the agreement of 2010.

use super::{COMPANY, MLI, SIX_MONTHS, current, row};
use crate::law::{Condition, Country, Evidence, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

pub(super) const HK_2010: &Source = &Source {
    short: "Hong Kong agreement 2010",
    title: "Agreement between the Government of Japan and the Government of the Hong Kong Special Administrative Region of 2010, with the Multilateral Convention (所得に対する租税に関する二重課税の回避及び脱税の防止のための日本国政府と中華人民共和国香港特別行政区政府との間の協定)",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/SynthesizedTextforJapan_HongKong_JP.pdf",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[V2010] };

const PARTNER: Country = Country::code("HK");

const V2010: Regime = Regime {
    preconditions: open_to!("hk-2010", PARTNER, "Hong Kong", &[HK_2010.at("10(2)")], Evidence::Primary; denied!("hk-2010", &[HK_2010.at("26"), MLI.at("7(1)")])),
    rows: &[
        row(
            "statute.hk-2010.parent-company",
            "At most 5% from a company that has owned directly or indirectly at least 10% of the voting stock for the six months ending on the entitlement date.",
            &[HK_2010.at("10(2)(a)")],
            Evidence::Primary,
            &[COMPANY, Condition::VotingStock(Threshold::AtLeast(Percent::of("10")), SIX_MONTHS)],
            "5",
        ),
        row(
            "statute.hk-2010.general",
            "At most 10% from everybody else.",
            &[HK_2010.at("10(2)(b)")],
            Evidence::Primary,
            &[],
            "10",
        ),
    ],
    ..current("hk-agreement-2010", "the agreement with Hong Kong of 2010", "2012-01-01")
};
