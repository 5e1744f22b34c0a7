//! Oman: the agreement of 2014.

use super::{COMPANY, NTA_TABLE, SIX_MONTHS, UNREAD, current, row};
use crate::law::{Condition, Country, Evidence, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const OM_2014: &Source = &Source {
    short: "Oman agreement 2014",
    title: "Agreement between Japan and the Sultanate of Oman of 2014, in force 2014-09-01 (日・オマーン租税協定); as a report tells it",
    url: "https://www.mofa.go.jp/mofaj/gaiko/treaty/htmls/A-H26-069.html",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[V2014] };

const PARTNER: Country = Country::code("OM");

const V2014: Regime = Regime {
    preconditions: UNREAD,
    rows: &[
        row(
            "statute.om-2014.parent-company",
            "At most 5% from a company that has owned directly or indirectly at least 10% of the voting stock for the six months ending on the entitlement date.",
            &[OM_2014.at("10(2)(a)"), NTA_TABLE],
            Evidence::Secondary,
            &[COMPANY, Condition::VotingStock(Threshold::AtLeast(Percent::of("10")), SIX_MONTHS)],
            "5",
        ),
        row(
            "statute.om-2014.general",
            "At most 10% from everybody else.",
            &[OM_2014.at("10(2)(b)"), NTA_TABLE],
            Evidence::Secondary,
            &[],
            "10",
        ),
    ],
    ..current("om-agreement-2014", "the agreement with Oman of 2014", "2015-01-01")
};
