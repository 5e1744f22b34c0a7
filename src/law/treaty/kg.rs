//! Kyrgyzstan: the convention of the Soviet Union of 1986 and the convention of 2025.

use super::{BEFORE_2004, COMPANY, UNREAD, USSR_ROWS, current, row, version};
use crate::law::{Condition, Country, Evidence, HoldingPeriod, Length, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const KG_2025: &Source = &Source {
    short: "Kyrgyzstan treaty 2025",
    title: "Convention between Japan and the Kyrgyz Republic of 2025, in force 2026-07-26 (日・キルギス租税条約); as the Ministries tell it",
    url: "https://www.mofa.go.jp/erp/ca_c/kg/pagewe_000001_00393.html",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[BEFORE_2004, VUSSR, V2025] };

const PARTNER: Country = Country::code("KG");

const VUSSR: Regime = Regime {
    preconditions: UNREAD,
    rows: USSR_ROWS,
    ..version("kg-treaty-1986", "the treaty of the Soviet Union of 1986, with Kyrgyzstan", "2004-01-01", "2026-12-31")
};

const V2025: Regime = Regime {
    preconditions: UNREAD,
    rows: &[
        row(
            "statute.kg-2025.parent-company-whichever-end",
            "At most 5% from a company that itself held at least 10% of the voting stock for six months up to the end of the accounting period and on to the payment: on whichever day the six months end by the text, it has.",
            &[KG_2025.at("10(2)")],
            Evidence::Secondary,
            &[
                COMPANY,
                Condition::DirectVotingStock(
                    Threshold::AtLeast(Percent::of("10")),
                    HoldingPeriod::WhicheverEnd(Length::Months(6)),
                ),
            ],
            "5",
        ),
        row(
            "statute.kg-2025.parent-company",
            "At most 5% from a company with at least 10% of the voting stock for six months: when they end, and whether indirect holdings count, is not known here.",
            &[KG_2025.at("10(2)")],
            Evidence::Secondary,
            &[
                COMPANY,
                Condition::VotingStock(
                    Threshold::AtLeast(Percent::of("10")),
                    HoldingPeriod::Including(Length::Months(6)),
                ),
                Condition::NotKnown("when the six months end, and whether indirect holdings count (article 10(2))"),
            ],
            "5",
        ),
        row(
            "statute.kg-2025.general",
            "At most 10% from everybody else.",
            &[KG_2025.at("10(2)")],
            Evidence::Secondary,
            &[],
            "10",
        ),
    ],
    ..current("kg-treaty-2025", "the treaty with Kyrgyzstan of 2025", "2027-01-01")
};
