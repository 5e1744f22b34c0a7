//! Qatar: the agreement of 2015.

use super::{COMPANY, MLI, SIX_MONTHS, current, row};
use crate::law::{Condition, Country, Evidence, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

pub(super) const QA_2015: &Source = &Source {
    short: "Qatar agreement 2015",
    title: "Agreement between the Government of Japan and the Government of the State of Qatar of 2015, with the Multilateral Convention (所得に対する租税に関する二重課税の回避及び脱税の防止のための日本国政府とカタール国政府との間の協定)",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/200221qat_j.pdf",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[V2015] };

const PARTNER: Country = Country::code("QA");

const V2015: Regime = Regime {
    preconditions: open_to!("qa-2015", PARTNER, "Qatar", &[QA_2015.at("10(2)")], Evidence::Primary; denied!("qa-2015", &[MLI.at("7(1)")], from "2021-01-01", Evidence::Primary)),
    rows: &[
        row(
            "statute.qa-2015.parent-company",
            "At most 5% from a company that has owned directly or indirectly at least 10% of the voting stock, or of the issued shares, for the six months ending on the entitlement date.",
            &[QA_2015.at("10(2)(a)")],
            Evidence::Primary,
            &[COMPANY, Condition::VotingStock(Threshold::AtLeast(Percent::of("10")), SIX_MONTHS)],
            "5",
        ),
        row(
            "statute.qa-2015.general",
            "At most 10% from everybody else.",
            &[QA_2015.at("10(2)(b)")],
            Evidence::Primary,
            &[],
            "10",
        ),
    ],
    ..current("qa-agreement-2015", "the agreement with Qatar of 2015", "2016-01-01")
};
