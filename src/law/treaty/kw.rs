//! Kuwait: the convention of 2010. No rule on the purpose of an arrangement was found in its text.

use super::{COMPANY, SIX_MONTHS, current, row};
use crate::law::{Condition, Country, Evidence, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

pub(super) const KW_2010: &Source = &Source {
    short: "Kuwait treaty 2010",
    title: "Convention between Japan and the State of Kuwait of 2010 (所得に対する租税に関する二重課税の回避及び脱税の防止のための日本国とクウェート国との間の条約)",
    url: "https://www.mof.go.jp/tax_policy/summary/international/press_release/sy220217ku_a.pdf",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[V2010] };

const PARTNER: Country = Country::code("KW");

const V2010: Regime = Regime {
    preconditions: open_to!("kw-2010", PARTNER, "Kuwait", &[KW_2010.at("10(2)")], Evidence::Primary),
    rows: &[
        row(
            "statute.kw-2010.parent-company",
            "At most 5% from a company that has owned directly or indirectly at least 10% of the voting stock for the six months ending on the entitlement date.",
            &[KW_2010.at("10(2)(a)")],
            Evidence::Primary,
            &[COMPANY, Condition::VotingStock(Threshold::AtLeast(Percent::of("10")), SIX_MONTHS)],
            "5",
        ),
        row(
            "statute.kw-2010.general",
            "At most 10% from everybody else.",
            &[KW_2010.at("10(2)(b)")],
            Evidence::Primary,
            &[],
            "10",
        ),
    ],
    ..current("kw-treaty-2010", "the treaty with Kuwait of 2010", "2014-01-01")
};
