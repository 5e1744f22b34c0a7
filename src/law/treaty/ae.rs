//! The United Arab Emirates: the convention of 2013.

use super::{COMPANY, MLI, SIX_MONTHS, current, row};
use crate::law::{Condition, Country, Evidence, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

pub(super) const AE_2013: &Source = &Source {
    short: "UAE treaty 2013",
    title: "Convention between Japan and the United Arab Emirates of 2013, with the Multilateral Convention (所得に対する租税に関する二重課税の回避及び脱税の防止のための日本国とアラブ首長国連邦との間の条約)",
    url: "https://www.mof.go.jp/tax_policy/summary/international/press_release/20190716.pdf",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[V2013] };

const PARTNER: Country = Country::code("AE");

const V2013: Regime = Regime {
    preconditions: open_to!("ae-2013", PARTNER, "the United Arab Emirates", &[AE_2013.at("10(2)")], Evidence::Primary; denied!("ae-2013", &[AE_2013.at("protocol 11"), MLI.at("7(1)")])),
    rows: &[
        row(
            "statute.ae-2013.parent-company",
            "At most 5% from a company that has owned directly or indirectly at least 10% of the voting stock for the six months ending on the entitlement date.",
            &[AE_2013.at("10(2)(a)")],
            Evidence::Primary,
            &[COMPANY, Condition::VotingStock(Threshold::AtLeast(Percent::of("10")), SIX_MONTHS)],
            "5",
        ),
        row(
            "statute.ae-2013.general",
            "At most 10% from everybody else.",
            &[AE_2013.at("10(2)(b)")],
            Evidence::Primary,
            &[],
            "10",
        ),
    ],
    ..current("ae-treaty-2013", "the treaty with the United Arab Emirates of 2013", "2015-01-01")
};
