//! Czechia: the convention of Czechoslovakia of 1977.

use super::{BEFORE_2004, COMPANY, NTA_TABLE, UNREAD, current, row};
use crate::law::{Condition, Country, Evidence, HoldingPeriod, Regime, Rule, Source, Threshold, Treaty};
use crate::units::Percent;

const CZECHOSLOVAKIA_1977: &Source = &Source {
    short: "Czechoslovakia treaty 1977",
    title: "Convention between Japan and the Czechoslovak Socialist Republic of 1977, in force 1978-11-25 (日・チェコスロバキア租税条約); as the tax agency prints its rates",
    url: "https://www.mofa.go.jp/mofaj/gaiko/treaty/htmls/A-S53-353.html",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[BEFORE_2004, V1977] };

/// Of both states that came of Czechoslovakia.
pub(super) const CZECHOSLOVAKIA_ROWS: &[Rule] = &[
    row(
        "statute.czechoslovakia-1977.parent-company",
        "At most 10% from a parent company that owns at least 10% of the voting stock, less than which no treaty of Japan asks for: how much more it must own, for how long and whether directly is not known here (from memory 25% for six months).",
        &[CZECHOSLOVAKIA_1977.at("10(2)"), NTA_TABLE],
        Evidence::Secondary,
        &[
            COMPANY,
            Condition::VotingStock(Threshold::AtLeast(Percent::of("10")), HoldingPeriod::OnEntitlement),
            Condition::NotKnown(
                "how much of the voting stock (from memory 25%), for how long and whether directly (article 10(2))",
            ),
        ],
        "10",
    ),
    row(
        "statute.czechoslovakia-1977.general",
        "At most 15% from everybody else.",
        &[CZECHOSLOVAKIA_1977.at("10(2)"), NTA_TABLE],
        Evidence::Secondary,
        &[],
        "15",
    ),
];

const PARTNER: Country = Country::code("CZ");

const V1977: Regime = Regime {
    preconditions: UNREAD,
    rows: CZECHOSLOVAKIA_ROWS,
    ..current("cz-treaty-1977", "the treaty of Czechoslovakia of 1977, with Czechia", "2004-01-01")
};
