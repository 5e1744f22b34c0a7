//! Israel: the convention of 1993.

use super::{BEFORE_2004, COMPANY, NTA_TABLE, SIX_MONTHS_OF_PERIOD, UNREAD, current, row};
use crate::law::{Condition, Country, Evidence, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const IL_1993: &Source = &Source {
    short: "Israel treaty 1993",
    title: "Convention between Japan and the State of Israel of 1993, in force 1993-12-24 (日・イスラエル租税条約); as PwC tells it",
    url: "https://www.mofa.go.jp/mofaj/gaiko/treaty/htmls/A-H5-1171.html",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[BEFORE_2004, V1993] };

const PARTNER: Country = Country::code("IL");

const V1993: Regime = Regime {
    preconditions: UNREAD,
    rows: &[
        row(
            "statute.il-1993.parent-company",
            "At most 5% from a company that has owned at least 25% of the voting stock for the six months ending with the accounting period.",
            &[IL_1993.at("10(2)(a)"), NTA_TABLE],
            Evidence::Secondary,
            &[COMPANY, Condition::VotingStock(Threshold::AtLeast(Percent::of("25")), SIX_MONTHS_OF_PERIOD)],
            "5",
        ),
        row(
            "statute.il-1993.general",
            "At most 15% from everybody else.",
            &[IL_1993.at("10(2)(b)"), NTA_TABLE],
            Evidence::Secondary,
            &[],
            "15",
        ),
    ],
    ..current("il-treaty-1993", "the treaty with Israel of 1993", "2004-01-01")
};
