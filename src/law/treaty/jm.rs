//! Jamaica: the convention of 2019.

use super::{COMPANY, NTA_TABLE, UNREAD, current, row};
use crate::law::{Condition, Country, Evidence, HoldingPeriod, Length, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const JM_2019: &Source = &Source {
    short: "Jamaica treaty 2019",
    title: "Convention between Japan and Jamaica of 2019, in force 2020-09-16 (日・ジャマイカ租税条約); as a report of the Ministry of Finance's outline tells it",
    url: "https://www.mof.go.jp/english/policy/tax_policy/tax_conventions/press_release/20200818Jam.htm",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[V2019] };

const PARTNER: Country = Country::code("JM");

const V2019: Regime = Regime {
    preconditions: UNREAD,
    rows: &[
        row(
            "statute.jm-2019.parent-company",
            "At most 5% from a company with at least 20% for 365 days: whether of the votes or the capital, when they end, and whether indirect holdings count, is not known here.",
            &[JM_2019.at("10(2)"), NTA_TABLE],
            Evidence::Secondary,
            &[
                COMPANY,
                Condition::VotingStock(
                    Threshold::AtLeast(Percent::of("20")),
                    HoldingPeriod::Including(Length::Days(365)),
                ),
                Condition::NotKnown(
                    "which part is meant, when the 365 days end, and whether indirect holdings count (article 10(2))",
                ),
            ],
            "5",
        ),
        row(
            "statute.jm-2019.general",
            "At most 10% from everybody else.",
            &[JM_2019.at("10(2)"), NTA_TABLE],
            Evidence::Secondary,
            &[],
            "10",
        ),
    ],
    ..current("jm-treaty-2019", "the treaty with Jamaica of 2019", "2021-01-01")
};
