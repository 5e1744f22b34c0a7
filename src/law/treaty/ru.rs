//! Russia: the convention of the Soviet Union of 1986 and the convention of 2017. The 15% of article 10(4), on companies with
//! mostly land in Japan, is left out: the company is none.

use super::{BEFORE_2004, COMPANY, PENSION_FUND, UNREAD, USSR_ROWS, current, row, version};
use crate::facts::LobTest;
use crate::law::{Condition, Country, Ends, Evidence, HoldingPeriod, Length, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

pub(super) const RU_2017: &Source = &Source {
    short: "Russia treaty 2017",
    title: "Convention between the Government of Japan and the Government of the Russian Federation of 2017 (日・ロシア租税条約)",
    url: "https://www.mof.go.jp/tax_policy/summary/international/press_release/20170907ru_a.pdf",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[BEFORE_2004, VUSSR, V2017] };

/// Article 21, for pension funds.
const FUND_LIMBS: &[LobTest] =
    &[LobTest::PensionFundMembers, LobTest::EquivalentBeneficiaries, LobTest::CompetentAuthority];

const PARTNER: Country = Country::code("RU");

const VUSSR: Regime = Regime {
    preconditions: UNREAD,
    rows: USSR_ROWS,
    ..version("ru-treaty-1986", "the treaty of the Soviet Union of 1986, with Russia", "2004-01-01", "2018-12-31")
};

const V2017: Regime = Regime {
    preconditions: open_to!("ru-2017", PARTNER, "Russia", &[RU_2017.at("10(2)")], Evidence::Primary; denied!("ru-2017", &[RU_2017.at("21(7)"), RU_2017.at("21(8)")])),
    actions: attach_form_17!("ru-2017", "the rate of 0%"),
    rows: &[
        row(
            "statute.ru-2017.pension-fund",
            "Nothing from a pension fund, of dividends from the activities that make it one, that is a qualified person.",
            &[RU_2017.at("10(3)"), RU_2017.at("3(1)(j)(ii)"), RU_2017.at("21")],
            Evidence::Primary,
            &[PENSION_FUND, Condition::NotFromBusiness, Condition::MeetsAnyLobTest(FUND_LIMBS)],
            "0",
        ),
        row(
            "statute.ru-2017.parent-company",
            "At most 5% from a company that has owned directly at least 15% of the voting stock for the 365 days ending on the entitlement date.",
            &[RU_2017.at("10(2)(a)")],
            Evidence::Primary,
            &[
                COMPANY,
                Condition::DirectVotingStock(
                    Threshold::AtLeast(Percent::of("15")),
                    HoldingPeriod::Throughout(Length::Days(365), Ends::Entitlement),
                ),
            ],
            "5",
        ),
        row(
            "statute.ru-2017.general",
            "At most 10% from everybody else.",
            &[RU_2017.at("10(2)(b)")],
            Evidence::Primary,
            &[],
            "10",
        ),
    ],
    ..current("ru-treaty-2017", "the treaty with Russia of 2017", "2019-01-01")
};
