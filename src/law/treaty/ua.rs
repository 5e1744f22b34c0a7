//! Ukraine: the convention of the Soviet Union of 1986 and the convention of 2024.

use super::{BEFORE_2004, COMPANY, NTA_TABLE, UNREAD, USSR_ROWS, current, row, version};
use crate::law::{Condition, Country, Evidence, HoldingPeriod, Length, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const UA_2024: &Source = &Source {
    short: "Ukraine treaty 2024",
    title: "Convention between Japan and Ukraine of 2024, in force 2025-08-01 (日・ウクライナ租税条約); as the Ministries tell it",
    url: "https://qdpro.com.ua/ru/document/69277",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[BEFORE_2004, VUSSR, V2024] };

const PARTNER: Country = Country::code("UA");

const VUSSR: Regime = Regime {
    preconditions: UNREAD,
    rows: USSR_ROWS,
    ..version("ua-treaty-1986", "the treaty of the Soviet Union of 1986, with Ukraine", "2004-01-01", "2025-12-31")
};

const V2024: Regime = Regime {
    preconditions: UNREAD,
    rows: &[
        row(
            "statute.ua-2024.parent-company-whichever-end",
            "At most 5% from a company that itself held at least 25% of the voting stock for six months up to the end of the accounting period and on to the payment: on whichever day the six months end by the text, it has.",
            &[UA_2024.at("10(2)"), NTA_TABLE],
            Evidence::Secondary,
            &[
                COMPANY,
                Condition::DirectVotingStock(
                    Threshold::AtLeast(Percent::of("25")),
                    HoldingPeriod::WhicheverEnd(Length::Months(6)),
                ),
            ],
            "5",
        ),
        row(
            "statute.ua-2024.parent-company",
            "At most 5% from a company with at least 25% of the voting stock for six months: when they end, and whether indirect holdings count, is not known here.",
            &[UA_2024.at("10(2)"), NTA_TABLE],
            Evidence::Secondary,
            &[
                COMPANY,
                Condition::VotingStock(
                    Threshold::AtLeast(Percent::of("25")),
                    HoldingPeriod::Including(Length::Months(6)),
                ),
                Condition::NotKnown("when the six months end, and whether indirect holdings count (article 10(2))"),
            ],
            "5",
        ),
        row(
            "statute.ua-2024.general",
            "At most 15% from everybody else.",
            &[UA_2024.at("10(2)"), NTA_TABLE],
            Evidence::Secondary,
            &[],
            "15",
        ),
    ],
    ..current("ua-treaty-2024", "the treaty with Ukraine of 2024", "2026-01-01")
};
