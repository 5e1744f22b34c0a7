//! Uruguay: the convention of 2019.

use super::{COMPANY, NTA_TABLE, UNREAD, current, row};
use crate::law::{Condition, Country, Evidence, HoldingPeriod, Length, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const UY_2019: &Source = &Source {
    short: "Uruguay treaty 2019",
    title: "Convention between Japan and the Oriental Republic of Uruguay of 2019, in force 2021-07-23 (日・ウルグアイ租税条約); as the Ministry of Finance outlines it",
    url: "http://www.impo.com.uy/bases/leyes-originales/19938-2020/1",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[V2019] };

const PARTNER: Country = Country::code("UY");

const V2019: Regime = Regime {
    preconditions: UNREAD,
    rows: &[
        row(
            "statute.uy-2019.parent-company-whichever-end",
            "At most 5% from a company that itself held at least 10% of the voting stock for 183 days up to the end of the accounting period and on to the payment: on whichever day the 183 days end by the text, it has.",
            &[UY_2019.at("10(2)"), NTA_TABLE],
            Evidence::Secondary,
            &[
                COMPANY,
                Condition::DirectVotingStock(
                    Threshold::AtLeast(Percent::of("10")),
                    HoldingPeriod::WhicheverEnd(Length::Days(183)),
                ),
            ],
            "5",
        ),
        row(
            "statute.uy-2019.parent-company",
            "At most 5% from a company with at least 10% of the voting stock for 183 days: when they end, and whether indirect holdings count, is not known here.",
            &[UY_2019.at("10(2)"), NTA_TABLE],
            Evidence::Secondary,
            &[
                COMPANY,
                Condition::VotingStock(
                    Threshold::AtLeast(Percent::of("10")),
                    HoldingPeriod::Including(Length::Days(183)),
                ),
                Condition::NotKnown("when the 183 days end, and whether indirect holdings count (article 10(2))"),
            ],
            "5",
        ),
        row(
            "statute.uy-2019.general",
            "At most 10% from everybody else.",
            &[UY_2019.at("10(2)"), NTA_TABLE],
            Evidence::Secondary,
            &[],
            "10",
        ),
    ],
    ..current("uy-treaty-2019", "the treaty with Uruguay of 2019", "2022-01-01")
};
