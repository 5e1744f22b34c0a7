//! Korea: the convention of 1998.

use super::{BEFORE_2004, COMPANY, MLI, SIX_MONTHS_OF_PERIOD, current, row};
use crate::law::{Condition, Country, Evidence, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const KR_1998: &Source = &Source {
    short: "Korea treaty 1998",
    title: "Convention between Japan and the Republic of Korea of 1998, with the Multilateral Convention (所得に対する租税に関する二重課税の回避及び脱税の防止のための日本国と大韓民国との間の条約)",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/200710kor_j.pdf",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[BEFORE_2004, V1998] };

const PARTNER: Country = Country::code("KR");

const V1998: Regime = Regime {
    preconditions: open_to!("kr-1998", PARTNER, "Korea", &[KR_1998.at("10(2)")], Evidence::Primary; denied!("kr-1998", &[MLI.at("7(1)")], from "2021-01-01", Evidence::Primary)),
    rows: &[
        row(
            "statute.kr-1998.parent-company",
            "At most 5% from a company that has owned at least 25% of the voting stock for the six months ending with the accounting period (10% until 2003).",
            &[KR_1998.at("10(2)(a)"), KR_1998.at("protocol 1")],
            Evidence::Primary,
            &[COMPANY, Condition::VotingStock(Threshold::AtLeast(Percent::of("25")), SIX_MONTHS_OF_PERIOD)],
            "5",
        ),
        row(
            "statute.kr-1998.general",
            "At most 15% from everybody else.",
            &[KR_1998.at("10(2)(b)")],
            Evidence::Primary,
            &[],
            "15",
        ),
    ],
    ..current("kr-treaty-1998", "the treaty with Korea of 1998", "2004-01-01")
};
