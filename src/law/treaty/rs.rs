//! Serbia: the convention of 2020. The treaty of Yugoslavia is not taken to have applied before it.

use super::{COMPANY, NTA_TABLE, UNREAD, current, row};
use crate::law::{Condition, Country, Evidence, HoldingPeriod, Length, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const RS_2020: &Source = &Source {
    short: "Serbia treaty 2020",
    title: "Convention between Japan and the Republic of Serbia of 2020, in force 2021-12-05 (日・セルビア租税条約); as Orbitax and PwC tell it",
    url: "https://www.mofa.go.jp/mofaj/gaiko/treaty/htmls/A-R3-104.html",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[V2020] };

const PARTNER: Country = Country::code("RS");

const V2020: Regime = Regime {
    preconditions: UNREAD,
    rows: &[
        row(
            "statute.rs-2020.parent-company",
            "At most 5% from a company that has owned directly at least 25% of the voting stock for 365 days that include the entitlement date.",
            &[RS_2020.at("10(2)(a)"), NTA_TABLE],
            Evidence::Secondary,
            &[
                COMPANY,
                Condition::DirectVotingStock(
                    Threshold::AtLeast(Percent::of("25")),
                    HoldingPeriod::Including(Length::Days(365)),
                ),
            ],
            "5",
        ),
        row(
            "statute.rs-2020.general",
            "At most 10% from everybody else.",
            &[RS_2020.at("10(2)(b)"), NTA_TABLE],
            Evidence::Secondary,
            &[],
            "10",
        ),
    ],
    ..current("rs-treaty-2020", "the treaty with Serbia of 2020", "2022-01-01")
};
