//! Greece: the convention of 2023.

use super::{COMPANY, current, row};
use crate::law::{Condition, Country, Evidence, HoldingPeriod, Length, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

pub const GR_2023: &Source = &Source {
    short: "Greece treaty 2023",
    title: "Convention between Japan and the Hellenic Republic of 2023, law 5137/2024, FEK A 149/2024, in Greek (日・ギリシャ租税条約)",
    url: "https://forin.gr/laws/law/4369/n-5137-2024-en",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[V2023] };

const PARTNER: Country = Country::code("GR");

const V2023: Regime = Regime {
    preconditions: open_to!("gr-2023", PARTNER, "Greece", &[GR_2023.at("10(2)")], Evidence::Primary; denied!("gr-2023", &[GR_2023.at("28")])),
    rows: &[
        row(
            "statute.gr-2023.parent-company",
            "At most 5% from a company that has owned directly or indirectly at least 10% of the voting stock for six months that include the entitlement date; changes by a reorganisation do not count.",
            &[GR_2023.at("10(2)(a)(ii)")],
            Evidence::Primary,
            &[
                COMPANY,
                Condition::VotingStock(
                    Threshold::AtLeast(Percent::of("10")),
                    HoldingPeriod::Including(Length::Months(6)),
                ),
            ],
            "5",
        ),
        row(
            "statute.gr-2023.general",
            "At most 10% from everybody else.",
            &[GR_2023.at("10(2)(b)")],
            Evidence::Primary,
            &[],
            "10",
        ),
    ],
    ..current("gr-treaty-2023", "the treaty with Greece of 2023", "2025-01-01")
};
