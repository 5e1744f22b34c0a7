//! Bangladesh: the convention of 1991.

use super::{BEFORE_2004, COMPANY, NTA_TABLE, SIX_MONTHS_OF_PERIOD, UNREAD, current, row};
use crate::law::{Condition, Country, Evidence, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const BD_1991: &Source = &Source {
    short: "Bangladesh treaty 1991",
    title: "Convention between Japan and the People's Republic of Bangladesh of 1991 (日・バングラデシュ租税条約); as PwC and the tax agency tell it",
    url: "https://www.mofa.go.jp/mofaj/gaiko/treaty/htmls/A-H3-047.html",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[BEFORE_2004, V1991] };

const PARTNER: Country = Country::code("BD");

const V1991: Regime = Regime {
    preconditions: UNREAD,
    rows: &[
        row(
            "statute.bd-1991.parent-company",
            "At most 10% from a company that has owned at least 25% of the voting stock for the six months ending with the accounting period.",
            &[BD_1991.at("10(2)(a)"), NTA_TABLE],
            Evidence::Secondary,
            &[COMPANY, Condition::VotingStock(Threshold::AtLeast(Percent::of("25")), SIX_MONTHS_OF_PERIOD)],
            "10",
        ),
        row(
            "statute.bd-1991.general",
            "At most 15% from everybody else.",
            &[BD_1991.at("10(2)(b)"), NTA_TABLE],
            Evidence::Secondary,
            &[],
            "15",
        ),
    ],
    ..current("bd-treaty-1991", "the treaty with Bangladesh of 1991", "2004-01-01")
};
