//! Belgium: the convention of 1968 with its protocol of 1988 and the convention of 2016.

use super::{
    BEFORE_2004, COMPANY, OWNERSHIP, PENSION_FUND, SIX_MONTHS, SIX_MONTHS_BEFORE_PAYMENT, UNREAD_BEFORE, current, row,
    version,
};
use crate::facts::LobTest;
use crate::law::{Condition, Country, Evidence, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const BE_1968: &Source = &Source {
    short: "Belgium treaty 1968",
    title: "Convention between Japan and Belgium, signed 1968-03-28, with the protocol of 1988 (日・ベルギー租税条約)",
    url: "https://www.mofa.go.jp/mofaj/gaiko/treaty/htmls/A-H2-131.html",
};

pub const BE_2016: &Source = &Source {
    short: "Belgium treaty 2016",
    title: "Convention between Japan and Belgium, signed 2016-10-12, in force 2019-01-19 (日・ベルギー租税条約)",
    url: "https://www.mof.go.jp/tax_policy/summary/international/press_release/20161012be_a.pdf",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[BE], regimes: &[BEFORE_2004, V1968, V2016] };

const BE: Country = Country::code("BE");

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
    LobTest::ActiveBusiness,
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

const V1968: Regime = Regime {
    preconditions: UNREAD_BEFORE,
    rows: &[
        row(
            "statute.be-1968.parent-company",
            "At most 10% from a company that has owned at least 25% of the voting stock for the six months immediately before the day on which the dividend becomes payable, taken to be the payment date.",
            &[BE_1968.at("10(2)(a)(i) as replaced by the protocol of 1988")],
            Evidence::Secondary,
            &[COMPANY, Condition::VotingStock(Threshold::AtLeast(Percent::of("25")), SIX_MONTHS_BEFORE_PAYMENT)],
            "10",
        ),
        row(
            "statute.be-1968.general",
            "At most 15% from everybody else.",
            &[BE_1968.at("10(2)")],
            Evidence::Secondary,
            &[],
            "15",
        ),
    ],
    ..version("be-treaty-1968", "the treaty with Belgium of 1968", "2004-01-01", "2019-12-31")
};

const V2016: Regime = Regime {
    preconditions: open_to!(
        "be-2016", BE, "Belgium", &[BE_2016.at("10(2)")], Evidence::Primary;
        denied!("be-2016", &[BE_2016.at("22(9)")])
    ),
    qualified: qualified_persons! {
        "be-2016"; BE_2016, Evidence::Primary;
        "government", &[LobTest::Government], "A state, a subdivision or local authority, or a central bank. State-owned persons are not named.", ["22(2)(b)"];
        "listed-company", &[LobTest::ListedCompany], "A company whose principal class of shares is regularly traded on exchanges of Japan, on regulated markets of the European directive on markets in financial instruments, or on the Hong Kong, New York, Singapore, Swiss and Taiwan exchanges or Nasdaq.", ["22(2)(c)", "22(8)(b)"];
        "regulated-financial", &[LobTest::RegulatedFinancial], "A bank, an insurance company or a securities firm that is established and regulated under the laws of its country of residence.", ["22(2)(d)"];
        "pension-fund", &[LobTest::PensionFundMembers], "A pension fund of whose beneficiaries, members or participants more than 50% are individual residents of either country at the beginning of the year in which the benefit is claimed, or of which more than 75% was contributed by qualified residents.", ["22(2)(e)"];
        "exempt-organization", &[LobTest::TaxExemptOrganization], "A religious, charitable, educational, scientific, artistic, cultural or public organisation that is exempt or taxed only on some income.", ["22(2)(f)"];
        "ownership", OWNERSHIP, "A person of which qualified residents of either country have owned at least 50%, directly or indirectly, throughout the twelve months before the entitlement date. Base erosion is not asked.", ["22(2)(g)", "22(4)"];
        "equivalent-beneficiaries", &[LobTest::EquivalentBeneficiaries], "A person of which equivalent beneficiaries have owned at least 75%, directly or indirectly, throughout those twelve months.", ["22(3)", "22(4)", "22(8)(c)"];
        "active-business", &[LobTest::ActiveBusiness], "A person in a business at home, other than investing for its own account unless as a bank, insurance company or securities firm, with which the dividend is connected; against a related payer it must be substantial.", ["22(5)"];
        "headquarters-company", &[LobTest::HeadquartersCompany], "The headquarters company of a multinational group: it supervises or finances the group, whose companies are in at least five countries that each bring 5% of the gross income, none but its own 50%, and no more than 50% of its own gross income comes from the other country; by the average of three years.", ["22(6)"];
        "competent-authority", &[LobTest::CompetentAuthority], "A person whom the competent authority finds not to have obtained the benefits as one of its main purposes.", ["22(7)"];
    },
    actions: attach_form_17!("be-2016", "the rate of 0%"),
    rows: &[
        row(
            "statute.be-2016.parent-company",
            "Nothing from a company that has owned directly or indirectly at least 10% of the voting stock for the six months ending on the entitlement date, and that is a qualified person.",
            &[BE_2016.at("10(3)(a)"), BE_2016.at("22")],
            Evidence::Primary,
            &[
                COMPANY,
                Condition::VotingStock(Threshold::AtLeast(Percent::of("10")), SIX_MONTHS),
                Condition::MeetsAnyLobTest(QUALIFIED),
            ],
            "0",
        ),
        row(
            "statute.be-2016.pension-fund",
            "Nothing from a pension fund that is a qualified person, when the dividend derives from its pension activities.",
            &[BE_2016.at("10(3)(b)"), BE_2016.at("3(1)(l)(ii)"), BE_2016.at("22(2)(e)")],
            Evidence::Primary,
            &[PENSION_FUND, Condition::NotFromBusiness, Condition::MayMeetAnyLobTest(PENSION)],
            "0",
        ),
        row(
            "statute.be-2016.general",
            "At most 10% from everybody else.",
            &[BE_2016.at("10(2)")],
            Evidence::Primary,
            &[],
            "10",
        ),
    ],
    ..current("be-treaty-2016", "the treaty with Belgium of 2016", "2020-01-01")
};
