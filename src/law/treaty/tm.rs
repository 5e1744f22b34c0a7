//! Turkmenistan: the convention of the Soviet Union of 1986 and the convention of 2024.

use super::{BEFORE_2004, COMPANY, NTA_TABLE, UNREAD, UNREAD_PARAGRAPHS, USSR_ROWS, current, row, version};
use crate::law::{Condition, Country, Evidence, HoldingPeriod, Length, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const TM_2024: &Source = &Source {
    short: "Turkmenistan treaty 2024",
    title: "Convention between Japan and Turkmenistan of 2024, in force 2025-11-27 (日・トルクメニスタン租税条約); as the Ministry of Finance outlines it",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/press_release/20241217tm_pt.html",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[BEFORE_2004, VUSSR, V2024] };

const PARTNER: Country = Country::code("TM");

const VUSSR: Regime = Regime {
    preconditions: UNREAD,
    rows: USSR_ROWS,
    ..version("tm-treaty-1986", "the treaty of the Soviet Union of 1986, with Turkmenistan", "2004-01-01", "2025-12-31")
};

const V2024: Regime = Regime {
    preconditions: UNREAD,
    rows: &[
        row(
            "statute.tm-2024.parent-company",
            "Nothing from a company that is a qualified person, with at least 25% of the voting stock for six months: when they end, and whether indirect holdings count, is not known here.",
            &[TM_2024.at("dividends"), TM_2024.at("outline, point 5"), NTA_TABLE],
            Evidence::Secondary,
            &[
                COMPANY,
                Condition::VotingStock(
                    Threshold::AtLeast(Percent::of("25")),
                    HoldingPeriod::Including(Length::Months(6)),
                ),
                Condition::MeetsAnyLobTest(UNREAD_PARAGRAPHS),
                Condition::NotKnown(
                    "when the six months end, and whether indirect holdings count (the article on dividends)",
                ),
            ],
            "0",
        ),
        row(
            "statute.tm-2024.general",
            "At most 10% from everybody else.",
            &[TM_2024.at("dividends"), NTA_TABLE],
            Evidence::Secondary,
            &[],
            "10",
        ),
    ],
    ..current("tm-treaty-2024", "the treaty with Turkmenistan of 2024", "2026-01-01")
};
