//! Brunei: the agreement of 2009.

use super::{COMPANY, NTA_TABLE, UNREAD, current, row};
use crate::law::{Condition, Country, Evidence, HoldingPeriod, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const BN_2009: &Source = &Source {
    short: "Brunei agreement 2009",
    title: "Agreement between Japan and Brunei Darussalam of 2009, in force 2009-12-19 (日・ブルネイ租税協定); as the Ministry of Finance tells it",
    url: "https://www.mofa.go.jp/mofaj/gaiko/treaty/htmls/A-H21-016.html",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[V2009] };

const PARTNER: Country = Country::code("BN");

const V2009: Regime = Regime {
    preconditions: UNREAD,
    rows: &[
        row(
            "statute.bn-2009.parent-company",
            "At most 5% from a company with at least 10% of the voting stock: for how long, and whether indirectly, is not known here.",
            &[BN_2009.at("10(2)(a)"), NTA_TABLE],
            Evidence::Secondary,
            &[
                COMPANY,
                Condition::VotingStock(Threshold::AtLeast(Percent::of("10")), HoldingPeriod::OnEntitlement),
                Condition::NotKnown("for how long, and whether indirectly (article 10(2)(a))"),
            ],
            "5",
        ),
        row(
            "statute.bn-2009.general",
            "At most 10% from everybody else.",
            &[BN_2009.at("10(2)"), NTA_TABLE],
            Evidence::Secondary,
            &[],
            "10",
        ),
    ],
    ..current("bn-agreement-2009", "the agreement with Brunei of 2009", "2010-01-01")
};
