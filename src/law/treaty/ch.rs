//! Switzerland: the convention of 1971, its protocol of 2010 and its protocol of 2021.

use super::{COMPANY, OWNERSHIP, PENSION_FUND, SIX_MONTHS, SIX_MONTHS_BEFORE_PAYMENT, current, row, version};
use crate::facts::LobTest;
use crate::law::sources::NTA;
use crate::law::{Citation, Condition, Country, Evidence, HoldingPeriod, Length, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const CH_1971: &Source = &Source {
    short: "Switzerland treaty 1971",
    title: "Convention between Japan and Switzerland, signed 1971-01-19, in force 1971-12-26 (日・スイス租税条約)",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/Switzerland1971_jp_en.pdf",
};

pub const CH_2010: &Source = &Source {
    short: "Switzerland protocol 2010",
    title: "Protocol amending that Convention, signed 2010-05-21, in force 2011-12-30 (日・スイス租税条約改正議定書)",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/Switzerland_ST_jp.pdf",
};

const CH_2021: &Source = &Source {
    short: "Switzerland protocol 2021",
    title: "Protocol amending that Convention, signed 2021-07-16, in force 2022-11-30 (日・スイス租税条約改正議定書)",
    url: "https://bbl.weblaw.ch/?method=dump&bbl_id=124624&format=htm",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[CH], regimes: &[V1971, V2010, V2021] };

const CH: Country = Country::code("CH");

/// By which tests a company is a qualified person.
const QUALIFIED: &[LobTest] = &[
    LobTest::Government,
    LobTest::ListedCompany,
    LobTest::RegulatedFinancial,
    LobTest::PensionFundMembers,
    LobTest::TaxExemptOrganization,
    LobTest::Ownership,
    LobTest::OwnershipAndBaseErosion,
    LobTest::EquivalentBeneficiaries,
    LobTest::HeadquartersCompany,
    LobTest::ActiveBusiness,
    LobTest::CompetentAuthority,
];

/// By which tests a pension fund is one.
const PENSION: &[LobTest] = &[
    LobTest::Government,
    LobTest::PensionFundMembers,
    LobTest::Ownership,
    LobTest::OwnershipAndBaseErosion,
    LobTest::CompetentAuthority,
];

/// The form on article 22A, which names the paragraphs that the article guards since 2021.
const FORM: Citation = NTA.at("Form 17-Switzerland");

/// Article 22A as the protocol of 2010 inserted it. That of 2021 left paragraph 2(a) to (e) as it was, by the consolidated
/// text of Switzerland; of 2(f), 5, 6 and 7 the tax agency's form asks the same since then. How long the equivalent
/// beneficiaries of paragraph 3 must have owned a company it does not say, and the protocol is said to have left it.
macro_rules! qualified {
    ($block:literal, $read:expr, $rest:expr) => {
        qualified_persons! {
            $block; CH_2010, $rest;
            "government", &[LobTest::Government], "A state, a subdivision or local authority, the Bank of Japan or the Swiss National Bank, or a person of whose capital a state or such an authority owns the majority.", ["22A(2)(b)", "22A(8)(a)"] $read;
            "listed-company", &[LobTest::ListedCompany], "A company whose principal class of shares is listed in Japan or Switzerland and regularly traded on recognised exchanges: besides those the London, Irish, Amsterdam, Brussels, Duesseldorf, Frankfurt, Hamburg, Johannesburg, Lisbon, Luxembourg, Madrid, Mexico, Milan, New York, Paris, Seoul, Singapore, Stockholm, Sydney, Toronto and Vienna exchanges and Nasdaq.", ["22A(2)(c)", "22A(8)(c)"] $read;
            "regulated-financial", &[LobTest::RegulatedFinancial], "A bank, an insurance company or a securities firm that is established and regulated under the laws of its country of residence.", ["22A(2)(d)"] $read;
            "pension-fund", &[LobTest::PensionFundMembers], "A pension fund of whose beneficiaries, members or participants more than 50% were individual residents of either country at the end of the year before.", ["22A(2)(e)"] $read;
            "exempt-organization", &[LobTest::TaxExemptOrganization], "An exempt organisation of article 4(1)(c).", ["22A(2)(e)", "4(1)(c)"] $read;
            "ownership", OWNERSHIP, "A person of which qualified residents of either country have owned at least 50% of the capital or the votes, directly or indirectly, throughout the twelve months before the entitlement date. Base erosion is not asked.", ["22A(2)(f)", "22A(4)(a)"; FORM] $read;
            "equivalent-beneficiaries", &[LobTest::EquivalentBeneficiaries], "A company of which at most seven equivalent beneficiaries have owned at least 75% of the capital or the votes throughout those twelve months.", ["22A(3)", "22A(4)(a)", "22A(8)(d)"];
            "headquarters-company", &[LobTest::HeadquartersCompany], "The headquarters company of a multinational group: it supervises or finances the group, whose companies are in at least five countries that each bring 5% of the gross income, none but its own 50%, and no more than 50% of its own gross income comes from the other country; by the average of three years.", ["22A(5)"; FORM] $read;
            "active-business", &[LobTest::ActiveBusiness], "A person in a business at home, other than investing for its own account unless as a bank, insurance company or securities firm, with which the dividend is connected; against a related payer it must be substantial.", ["22A(6)"; FORM] $read;
            "competent-authority", &[LobTest::CompetentAuthority], "A person whom the competent authority finds not to have obtained the benefits as one of its main purposes.", ["22A(7)"; FORM] $read;
        }
    };
}

const V1971: Regime = Regime {
    preconditions: open_to_recipient!("ch-1971", CH, "Switzerland", &[CH_1971.at("10(2)")], Evidence::Primary),
    rows: &[
        row(
            "statute.ch-1971.parent-company",
            "At most 10% from a company that has owned at least 25% of the entire voting power for the six months immediately before the dividend becomes payable, taken to be the payment date.",
            &[CH_1971.at("10(2)(a)")],
            Evidence::Primary,
            &[COMPANY, Condition::VotingStock(Threshold::AtLeast(Percent::of("25")), SIX_MONTHS_BEFORE_PAYMENT)],
            "10",
        ),
        row(
            "statute.ch-1971.general",
            "At most 15% from everybody else.",
            &[CH_1971.at("10(2)(b)")],
            Evidence::Primary,
            &[],
            "15",
        ),
    ],
    ..version("ch-treaty-1971", "the treaty with Switzerland of 1971", "1973-01-01", "2011-12-31")
};

const V2010: Regime = Regime {
    preconditions: open_to!(
        "ch-2010", CH, "Switzerland", &[CH_2010.at("10(2)")], Evidence::Primary;
        denied!("ch-2010", &[CH_2010.at("10(8)"), CH_2010.at("protocol 1")])
    ),
    qualified: qualified!("ch-2010", Evidence::Primary, Evidence::Primary),
    actions: attach_form_17!("ch-2010", "the rate of 0%"),
    rows: &[
        row(
            "statute.ch-2010.controlling-company",
            "Nothing from a company that has owned directly or indirectly at least 50% of the voting stock for the six months ending on the entitlement date, and that is a qualified person.",
            &[CH_2010.at("10(3)(a)"), CH_2010.at("22A")],
            Evidence::Primary,
            &[
                COMPANY,
                Condition::VotingStock(Threshold::AtLeast(Percent::of("50")), SIX_MONTHS),
                Condition::MeetsAnyLobTest(QUALIFIED),
            ],
            "0",
        ),
        row(
            "statute.ch-2010.pension-fund",
            "Nothing from a pension fund that is a qualified person, when the dividend derives from its pension activities.",
            &[CH_2010.at("10(3)"), CH_2010.at("3(1)(k)(ii)"), CH_2010.at("22A(2)(e)")],
            Evidence::Primary,
            &[PENSION_FUND, Condition::NotFromBusiness, Condition::MayMeetAnyLobTest(PENSION)],
            "0",
        ),
        row(
            "statute.ch-2010.ten-percent-company",
            "At most 5% from a company that has owned directly or indirectly at least 10% of the voting stock for the six months ending on the entitlement date.",
            &[CH_2010.at("10(2)(a)")],
            Evidence::Primary,
            &[COMPANY, Condition::VotingStock(Threshold::AtLeast(Percent::of("10")), SIX_MONTHS)],
            "5",
        ),
        row(
            "statute.ch-2010.general",
            "At most 10% from everybody else.",
            &[CH_2010.at("10(2)(b)")],
            Evidence::Primary,
            &[],
            "10",
        ),
    ],
    ..version(
        "ch-treaty-1971-protocol-2010",
        "the treaty with Switzerland of 1971 with its protocol of 2010",
        "2012-01-01",
        "2022-12-31",
    )
};

const V2021: Regime = Regime {
    preconditions: open_to!(
        "ch-2021", CH, "Switzerland", &[CH_2021.at("10(2)")], Evidence::Primary;
        denied!("ch-2021", &[CH_2010.at("10(8)"), CH_2021.at("protocol 1")])
    ),
    qualified: qualified!("ch-2021", Evidence::Primary, Evidence::Secondary),
    actions: attach_form_17!("ch-2021", "the rate of 0%"),
    rows: &[
        row(
            "statute.ch-2021.parent-company",
            "Nothing from a company that has owned directly or indirectly at least 10% of the voting stock for 365 days that include the entitlement date, and that is a qualified person. Changes that result directly from a merger, a division or a change of legal form are disregarded.",
            &[CH_2021.at("10(3)(a)"), CH_2021.at("22A")],
            Evidence::Primary,
            &[
                COMPANY,
                Condition::VotingStock(
                    Threshold::AtLeast(Percent::of("10")),
                    HoldingPeriod::Including(Length::Days(365)),
                ),
                Condition::MeetsAnyLobTest(QUALIFIED),
            ],
            "0",
        ),
        row(
            "statute.ch-2021.pension-fund",
            "Nothing from a pension fund that is a qualified person, when the dividend derives from its pension activities.",
            &[CH_2021.at("10(3)"), CH_2010.at("3(1)(k)(ii)"), CH_2010.at("22A(2)(e)")],
            Evidence::Primary,
            &[PENSION_FUND, Condition::NotFromBusiness, Condition::MayMeetAnyLobTest(PENSION)],
            "0",
        ),
        row(
            "statute.ch-2021.general",
            "At most 10% from everybody else.",
            &[CH_2021.at("10(2)")],
            Evidence::Primary,
            &[],
            "10",
        ),
    ],
    ..current(
        "ch-treaty-1971-protocol-2021",
        "the treaty with Switzerland of 1971 with its protocol of 2021",
        "2023-01-01",
    )
};
