//! Spain: the convention of 1974 and the convention of 2018.

use super::{BEFORE_2004, COMPANY, OWNERSHIP, PENSION_FUND, SIX_MONTHS_OF_PERIOD, current, row, version};
use crate::facts::LobTest;
use crate::law::{Condition, Country, Evidence, HoldingPeriod, Length, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

pub const ES_1974: &Source = &Source {
    short: "Spain treaty 1974",
    title: "Convention between Japan and Spain, signed 1974-02-13 (日・スペイン租税条約)",
    url: "https://www.boe.es/buscar/act.php?id=BOE-A-1974-1930",
};

pub const ES_2018: &Source = &Source {
    short: "Spain treaty 2018",
    title: "Convention between Japan and Spain, signed 2018-10-16, in force 2021-05-01 (所得に対する租税に関する二重課税の除去並びに脱税及び租税回避の防止のための日本国とスペイン王国との間の条約)",
    url: "https://www.mof.go.jp/tax_policy/summary/international/20210215Spa_j.pdf",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[ES], regimes: &[BEFORE_2004, V1974, V2018] };

const ES: Country = Country::code("ES");

/// By which tests a company is a qualified person.
const QUALIFIED: &[LobTest] = &[
    LobTest::Government,
    LobTest::ListedCompany,
    LobTest::ListedBody,
    LobTest::PensionFundMembers,
    LobTest::Ownership,
    LobTest::OwnershipAndBaseErosion,
    LobTest::ActiveBusiness,
    LobTest::EquivalentBeneficiaries,
    LobTest::HeadquartersCompany,
    LobTest::CompetentAuthority,
];

/// By which tests a pension fund is one.
const PENSION: &[LobTest] = &[
    LobTest::Government,
    LobTest::PensionFundMembers,
    LobTest::Ownership,
    LobTest::OwnershipAndBaseErosion,
    LobTest::EquivalentBeneficiaries,
    LobTest::CompetentAuthority,
];

const V1974: Regime = Regime {
    preconditions: open_to_recipient!("es-1974", ES, "Spain", &[ES_1974.at("10(2)")], Evidence::Primary),
    rows: &[
        row(
            "statute.es-1974.parent-company",
            "At most 10% from a company that has owned directly at least 25% of the voting stock for the six months ending with the accounting period.",
            &[ES_1974.at("10(2)(a)")],
            Evidence::Primary,
            &[COMPANY, Condition::DirectVotingStock(Threshold::AtLeast(Percent::of("25")), SIX_MONTHS_OF_PERIOD)],
            "10",
        ),
        row(
            "statute.es-1974.general",
            "At most 15% from everybody else.",
            &[ES_1974.at("10(2)(b)")],
            Evidence::Primary,
            &[],
            "15",
        ),
    ],
    ..version("es-treaty-1974", "the treaty with Spain of 1974", "2004-01-01", "2021-12-31")
};

const V2018: Regime = Regime {
    preconditions: open_to!(
        "es-2018", ES, "Spain", &[ES_2018.at("10(2)")], Evidence::Primary;
        denied!("es-2018", &[ES_2018.at("28(8)"), ES_2018.at("28(9)")])
    ),
    qualified: qualified_persons! {
        "es-2018"; ES_2018, Evidence::Primary;
        "government", &[LobTest::Government], "A state, a subdivision or local authority, its central bank, or an agency of a state or such an authority.", ["28(2)(b)"];
        "listed-company", &[LobTest::ListedCompany], "A company whose principal class of shares, with the majority of votes and value, is regularly traded on exchanges that are established and regulated under the laws of either country.", ["28(2)(c)", "28(7)(a)", "28(7)(c)"];
        "listed-body", &[LobTest::ListedBody], "Another body whose principal class of units is traded so.", ["28(2)(c)", "28(7)(b)"];
        "pension-fund", &[LobTest::PensionFundMembers], "A recognised pension fund of whose beneficiaries, members or participants at least 50% are individual residents of either country at the beginning of the year in which the benefit is claimed.", ["28(2)(d)"];
        "ownership", OWNERSHIP, "A person of which qualified residents of the same country own at least 50%, directly or indirectly, when the benefit is given and on half the days of twelve months that include that time. Base erosion is not asked.", ["28(2)(e)"];
        "active-business", &[LobTest::ActiveBusiness], "A person in a business at home from which the dividend emanates; holding, group management and financing, investing and holding intangibles are none; against a related payer it must be substantial.", ["28(3)"];
        "equivalent-beneficiaries", &[LobTest::EquivalentBeneficiaries], "A person of which equivalent beneficiaries own at least 75%, directly or indirectly, when the benefit is given and on half the days of twelve months that include that time; of a pension fund 75% of the members.", ["28(4)", "28(7)(e)"];
        "headquarters-company", &[LobTest::HeadquartersCompany], "The headquarters company of a multinational group: it supervises or finances the group, whose companies are in at least four countries that each bring 5% of the gross income, none but its own 50%, and no more than 50% of its own gross income comes from the other country; by the average of four years.", ["28(5)"];
        "competent-authority", &[LobTest::CompetentAuthority], "A person who shows the competent authority that the benefits were not one of the main purposes.", ["28(6)"];
    },
    actions: attach_form_17!("es-2018", "the rate of 0%"),
    rows: &[
        row(
            "statute.es-2018.parent-company",
            "Nothing from a company that has owned directly or indirectly at least 10% of the voting stock for twelve months that include the entitlement date, and that is a qualified person. Changes that result directly from a merger, a division or another reorganisation are disregarded.",
            &[ES_2018.at("10(3)(a)"), ES_2018.at("28")],
            Evidence::Primary,
            &[
                COMPANY,
                Condition::VotingStock(
                    Threshold::AtLeast(Percent::of("10")),
                    HoldingPeriod::Including(Length::Months(12)),
                ),
                Condition::MeetsAnyLobTest(QUALIFIED),
            ],
            "0",
        ),
        row(
            "statute.es-2018.pension-fund",
            "Nothing from a recognised pension fund that is a qualified person, when the dividend derives from its pension activities and, for a Spanish fund, what individuals contribute to it is deductible in Spain.",
            &[ES_2018.at("10(3)(b)"), ES_2018.at("3(1)(l)"), ES_2018.at("28(2)(d)")],
            Evidence::Primary,
            &[PENSION_FUND, Condition::NotFromBusiness, Condition::MayMeetAnyLobTest(PENSION)],
            "0",
        ),
        row(
            "statute.es-2018.general",
            "At most 5% from everybody else.",
            &[ES_2018.at("10(2)")],
            Evidence::Primary,
            &[],
            "5",
        ),
    ],
    ..current("es-treaty-2018", "the treaty with Spain of 2018", "2022-01-01")
};
