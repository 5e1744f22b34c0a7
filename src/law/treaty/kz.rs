//! Kazakhstan: the convention of 2008. The convention of the Soviet Union is not taken to have applied before it.

use super::{COMPANY, NTA_TABLE, SIX_MONTHS, UNREAD, current, row};
use crate::law::{Condition, Country, Evidence, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const KZ_2008: &Source = &Source {
    short: "Kazakhstan treaty 2008",
    title: "Convention between Japan and the Republic of Kazakhstan of 2008, in force 2009-12-30 (日・カザフスタン租税条約); as PwC tells it",
    url: "https://adilet.zan.kz/rus/docs/P090001660_/compare",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[V2008] };

const PARTNER: Country = Country::code("KZ");

const V2008: Regime = Regime {
    preconditions: UNREAD,
    rows: &[
        row(
            "statute.kz-2008.parent-company",
            "At most 5% from a company that has owned directly or indirectly at least 10% of the voting stock for the six months ending on the entitlement date.",
            &[KZ_2008.at("10(2)(a)"), NTA_TABLE],
            Evidence::Secondary,
            &[COMPANY, Condition::VotingStock(Threshold::AtLeast(Percent::of("10")), SIX_MONTHS)],
            "5",
        ),
        row(
            "statute.kz-2008.general",
            "At most 15% from everybody else.",
            &[KZ_2008.at("10(2)(b)"), NTA_TABLE],
            Evidence::Secondary,
            &[],
            "15",
        ),
    ],
    ..current("kz-treaty-2008", "the treaty with Kazakhstan of 2008", "2010-01-01")
};
