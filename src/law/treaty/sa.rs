//! Saudi Arabia: the convention of 2010.

use super::{COMPANY, MLI, current, row};
use crate::law::{Condition, Country, Ends, Evidence, HoldingPeriod, Length, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

pub(super) const SA_2010: &Source = &Source {
    short: "Saudi Arabia treaty 2010",
    title: "Convention between the Government of Japan and the Government of the Kingdom of Saudi Arabia of 2010, with the Multilateral Convention (所得に対する租税に関する二重課税の回避及び脱税の防止のための日本国政府とサウジアラビア王国政府との間の条約)",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/SynthesizedTextforJapan_SaudiArabia_JP.pdf",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[V2010] };

const PARTNER: Country = Country::code("SA");

const V2010: Regime = Regime {
    preconditions: open_to!("sa-2010", PARTNER, "Saudi Arabia", &[SA_2010.at("10(2)")], Evidence::Primary; denied!("sa-2010", &[SA_2010.at("24"), MLI.at("7(1)")])),
    rows: &[
        row(
            "statute.sa-2010.parent-company",
            "At most 5% from a company that has owned directly or indirectly at least 10% of the voting stock for the 183 days ending on the entitlement date.",
            &[SA_2010.at("10(2)(a)"), SA_2010.at("protocol 11")],
            Evidence::Primary,
            &[
                COMPANY,
                Condition::VotingStock(
                    Threshold::AtLeast(Percent::of("10")),
                    HoldingPeriod::Throughout(Length::Days(183), Ends::Entitlement),
                ),
            ],
            "5",
        ),
        row(
            "statute.sa-2010.general",
            "At most 10% from everybody else.",
            &[SA_2010.at("10(2)(b)")],
            Evidence::Primary,
            &[],
            "10",
        ),
    ],
    ..current("sa-treaty-2010", "the treaty with Saudi Arabia of 2010", "2012-01-01")
};
