//! Turkey: the agreement of 1993.

use super::{BEFORE_2004, COMPANY, NTA_TABLE, UNREAD, current, row};
use crate::law::{Condition, Country, Evidence, HoldingPeriod, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const TR_1993: &Source = &Source {
    short: "Turkey agreement 1993",
    title: "Agreement between Japan and the Republic of Turkey of 1993 (日・トルコ租税協定); as PwC and the tax agency print its rates",
    url: "http://budakcpa.com/japan/",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[BEFORE_2004, V1993] };

const PARTNER: Country = Country::code("TR");

const V1993: Regime = Regime {
    preconditions: UNREAD,
    rows: &[
        row(
            "statute.tr-1993.parent-company",
            "At most 10% from a company with at least 25%: whether of the voting stock, for how long (from memory six months) and whether directly is not known here.",
            &[TR_1993.at("10(2)"), NTA_TABLE],
            Evidence::Secondary,
            &[
                COMPANY,
                Condition::VotingStock(Threshold::AtLeast(Percent::of("25")), HoldingPeriod::OnEntitlement),
                Condition::NotKnown("of which stock, for how long and whether directly (article 10(2))"),
            ],
            "10",
        ),
        row(
            "statute.tr-1993.general",
            "At most 15% from everybody else.",
            &[TR_1993.at("10(2)"), NTA_TABLE],
            Evidence::Secondary,
            &[],
            "15",
        ),
    ],
    ..current("tr-agreement-1993", "the agreement with Turkey of 1993", "2004-01-01")
};
