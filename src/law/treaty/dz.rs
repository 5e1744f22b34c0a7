//! Algeria: the convention of 2023.

use super::{COMPANY, NTA_TABLE, UNREAD, current, row};
use crate::law::{Condition, Country, Evidence, HoldingPeriod, Length, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const DZ_2023: &Source = &Source {
    short: "Algeria treaty 2023",
    title: "Convention between Japan and the People's Democratic Republic of Algeria of 2023, in force 2024-01-20 (日・アルジェリア租税条約); as the Ministry of Foreign Affairs tells it",
    url: "https://www.mof.go.jp/tax_policy/summary/international/press_release/20230208Alg_j.pdf",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[V2023] };

const PARTNER: Country = Country::code("DZ");

const V2023: Regime = Regime {
    preconditions: UNREAD,
    rows: &[
        row(
            "statute.dz-2023.parent-company-whichever-end",
            "At most 5% from a company that itself held at least 25% of the voting stock for 365 days up to the end of the accounting period and on to the payment: on whichever day the 365 days end by the text, it has.",
            &[DZ_2023.at("10(2)"), NTA_TABLE],
            Evidence::Secondary,
            &[
                COMPANY,
                Condition::DirectVotingStock(
                    Threshold::AtLeast(Percent::of("25")),
                    HoldingPeriod::WhicheverEnd(Length::Days(365)),
                ),
            ],
            "5",
        ),
        row(
            "statute.dz-2023.parent-company",
            "At most 5% from a company with at least 25% of the voting stock for 365 days: when they end, and whether indirect holdings count, is not known here.",
            &[DZ_2023.at("10(2)"), NTA_TABLE],
            Evidence::Secondary,
            &[
                COMPANY,
                Condition::VotingStock(
                    Threshold::AtLeast(Percent::of("25")),
                    HoldingPeriod::Including(Length::Days(365)),
                ),
                Condition::NotKnown("when the 365 days end, and whether indirect holdings count (article 10(2))"),
            ],
            "5",
        ),
        row(
            "statute.dz-2023.general",
            "At most 10% from everybody else.",
            &[DZ_2023.at("10(2)"), NTA_TABLE],
            Evidence::Secondary,
            &[],
            "10",
        ),
    ],
    ..current("dz-treaty-2023", "the treaty with Algeria of 2023", "2025-01-01")
};
