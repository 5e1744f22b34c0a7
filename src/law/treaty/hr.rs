//! Croatia: the agreement of 2018.

use super::{COMPANY, NTA_TABLE, UNREAD, current, row};
use crate::facts::LobTest;
use crate::law::sources::NTA;
use crate::law::{Condition, Country, Evidence, HoldingPeriod, Length, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const HR_2018: &Source = &Source {
    short: "Croatia agreement 2018",
    title: "Agreement between Japan and the Republic of Croatia of 2018, in force 2019-09-05 (日・クロアチア租税協定); as UniCredit and the Ministry of Finance tell it",
    url: "https://esavjetovanja.gov.hr/ECon/MainScreen?entityId=10308",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[V2018] };

const PARTNER: Country = Country::code("HR");

/// By which tests of article 10(4) a company is entitled to the rate of 0%.
const QUALIFIED: &[LobTest] =
    &[LobTest::ListedCompany, LobTest::Ownership, LobTest::OwnershipAndBaseErosion, LobTest::CompetentAuthority];

const V2018: Regime = Regime {
    preconditions: UNREAD,
    actions: attach_form_17!("hr-2018", "the rate of 0%"),
    rows: &[
        row(
            "statute.hr-2018.parent-company",
            "Nothing from a company that has owned directly or indirectly at least 25% of the voting stock for 365 days that include the entitlement date, and that is listed, at least half owned by residents of Croatia that are individuals, listed companies or its state, or so determined by the tax agency.",
            &[HR_2018.at("10(3)"), HR_2018.at("10(4)"), NTA.at("Form 17, Croatia"), NTA_TABLE],
            Evidence::Secondary,
            &[
                COMPANY,
                Condition::VotingStock(
                    Threshold::AtLeast(Percent::of("25")),
                    HoldingPeriod::Including(Length::Days(365)),
                ),
                Condition::MeetsAnyLobTest(QUALIFIED),
            ],
            "0",
        ),
        row(
            "statute.hr-2018.general",
            "At most 5% from everybody else.",
            &[HR_2018.at("10(2)"), NTA_TABLE],
            Evidence::Secondary,
            &[],
            "5",
        ),
    ],
    ..current("hr-agreement-2018", "the agreement with Croatia of 2018", "2020-01-01")
};
