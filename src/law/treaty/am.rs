//! Armenia: the convention of the Soviet Union of 1986 and the convention of 2024.

use super::{BEFORE_2004, COMPANY, NTA_TABLE, UNREAD, UNREAD_PARAGRAPHS, USSR_ROWS, current, row, version};
use crate::law::{Condition, Country, Evidence, HoldingPeriod, Length, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const AM_2024: &Source = &Source {
    short: "Armenia treaty 2024",
    title: "Convention between Japan and the Republic of Armenia of 2024, in force 2025-12-20 (日・アルメニア租税条約); as KPMG Armenia and the Ministry of Finance tell it",
    url: "https://www.mof.go.jp/english/policy/tax_policy/tax_conventions/press_release/20251121arm.html",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[BEFORE_2004, VUSSR, V2024] };

const PARTNER: Country = Country::code("AM");

const VUSSR: Regime = Regime {
    preconditions: UNREAD,
    rows: USSR_ROWS,
    ..version("am-treaty-1986", "the treaty of the Soviet Union of 1986, with Armenia", "2004-01-01", "2025-12-31")
};

const V2024: Regime = Regime {
    preconditions: UNREAD,
    rows: &[
        row(
            "statute.am-2024.parent-company",
            "Nothing from a company that has owned directly or indirectly at least 25% of the voting stock for 365 days that include the entitlement date, and that is entitled by the limitation on benefits, if there is one: that part was not read.",
            &[AM_2024.at("10(3)"), NTA_TABLE],
            Evidence::Secondary,
            &[
                COMPANY,
                Condition::VotingStock(
                    Threshold::AtLeast(Percent::of("25")),
                    HoldingPeriod::Including(Length::Days(365)),
                ),
                Condition::MeetsAnyLobTest(UNREAD_PARAGRAPHS),
            ],
            "0",
        ),
        row(
            "statute.am-2024.general",
            "At most 5% from everybody else.",
            &[AM_2024.at("10(2)"), NTA_TABLE],
            Evidence::Secondary,
            &[],
            "5",
        ),
    ],
    ..current("am-treaty-2024", "the treaty with Armenia of 2024", "2026-01-01")
};
