//! Bulgaria: the convention of 1991.

use super::{BEFORE_2004, COMPANY, NTA_TABLE, UNREAD, current, row};
use crate::law::{Condition, Country, Evidence, HoldingPeriod, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const BG_1991: &Source = &Source {
    short: "Bulgaria treaty 1991",
    title: "Convention between Japan and the People's Republic of Bulgaria of 1991 (日・ブルガリア租税条約); as the tax agency prints its rates",
    url: "https://www.mofa.go.jp/mofaj/gaiko/treaty/htmls/A-H3-269.html",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[BEFORE_2004, V1991] };

const PARTNER: Country = Country::code("BG");

const V1991: Regime = Regime {
    preconditions: UNREAD,
    rows: &[
        row(
            "statute.bg-1991.parent-company",
            "At most 10% from a parent company that owns at least 10% of the voting stock, less than which no treaty of Japan asks for: how much more it must own, for how long and whether directly is not known here (from memory 25% for six months).",
            &[BG_1991.at("10(2)"), NTA_TABLE],
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
            "statute.bg-1991.general",
            "At most 15% from everybody else.",
            &[BG_1991.at("10(2)"), NTA_TABLE],
            Evidence::Secondary,
            &[],
            "15",
        ),
    ],
    ..current("bg-treaty-1991", "the treaty with Bulgaria of 1991", "2004-01-01")
};
