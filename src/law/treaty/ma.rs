//! Morocco: the convention of 2020.

use super::{COMPANY, NTA_TABLE, UNREAD, current, row};
use crate::law::{Condition, Country, Evidence, HoldingPeriod, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const MA_2020: &Source = &Source {
    short: "Morocco treaty 2020",
    title: "Convention between Japan and the Kingdom of Morocco of 2020, in force 2022-04-23 (日・モロッコ租税条約); as the Ministry of Finance tells it",
    url: "https://www.mof.go.jp/english/policy/tax_policy/tax_conventions/press_release/20220325Mor.html",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[V2020] };

const PARTNER: Country = Country::code("MA");

const V2020: Regime = Regime {
    preconditions: UNREAD,
    rows: &[
        row(
            "statute.ma-2020.parent-company",
            "At most 5% from a company with at least 10% of the voting stock: whether for a period, which three reports do not name, and whether indirect holdings count, is not known here.",
            &[MA_2020.at("10(2)"), NTA_TABLE],
            Evidence::Secondary,
            &[
                COMPANY,
                Condition::VotingStock(Threshold::AtLeast(Percent::of("10")), HoldingPeriod::OnEntitlement),
                Condition::NotKnown("whether for a period, and whether indirect holdings count (article 10(2))"),
            ],
            "5",
        ),
        row(
            "statute.ma-2020.general",
            "At most 10% from everybody else.",
            &[MA_2020.at("10(2)"), NTA_TABLE],
            Evidence::Secondary,
            &[],
            "10",
        ),
    ],
    ..current("ma-treaty-2020", "the treaty with Morocco of 2020", "2023-01-01")
};
