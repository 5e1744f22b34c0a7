//! France: the convention of 1995 and its protocol of 2007.

use super::{BEFORE_2004, COMPANY, MLI, OWNERSHIP, SIX_MONTHS, SIX_MONTHS_OF_PERIOD, current, row, version};
use crate::facts::LobTest;
use crate::law::{Condition, Country, Evidence, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const FR_1995: &Source = &Source {
    short: "France treaty 1995",
    title: "Convention between Japan and France, signed 1995-03-03 (日・フランス租税条約)",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/France1995_jp_fr.pdf",
};

pub const FR_2007: &Source = &Source {
    short: "France protocol 2007",
    title: "Protocol amending that Convention, signed 2007-01-11, in force 2007-12-01 (日・フランス租税条約改正議定書)",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/SynthesizedTextforJapan_France_JP.pdf",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[FR], regimes: &[BEFORE_2004, V1995, V2007] };

const FR: Country = Country::code("FR");

/// By which tests a company is a qualified person.
const QUALIFIED: &[LobTest] = &[
    LobTest::Government,
    LobTest::ListedCompany,
    LobTest::PensionFundMembers,
    LobTest::Ownership,
    LobTest::OwnershipAndBaseErosion,
    LobTest::EquivalentBeneficiaries,
    LobTest::ActiveBusiness,
    LobTest::CompetentAuthority,
];

/// By which a company is a qualified resident under the convention of 1995.
const QUALIFIED_1995: &[LobTest] = &[LobTest::ListedCompany, LobTest::Ownership, LobTest::OwnershipAndBaseErosion];

const V1995: Regime = Regime {
    preconditions: open_to!("fr-1995", FR, "France", &[FR_1995.at("10(2)")], Evidence::Primary),
    qualified: qualified_persons! {
        "fr-1995"; FR_1995, Evidence::Primary;
        "listed-company", &[LobTest::ListedCompany], "A company whose shares are regularly traded on a regulated exchange of either country.", ["10(3)(a)(i)"];
        "ownership", OWNERSHIP, "A company of whose capital more than 50% is owned, directly or indirectly, by states and their authorities, by individuals, or by companies that are traded so, of either country or of a qualified state, in any combination and through chains of more than 50%.", ["10(3)(a)(ii)"];
    },
    rows: &[
        row(
            "statute.fr-1995.qualified-company",
            "Nothing from a company that has owned directly at least 15% of the voting stock for the six months ending with the accounting period, and that is a qualified resident: regularly traded on a regulated exchange of either country, or more than 50% of its capital owned, directly or indirectly, by states, local authorities, individuals and companies traded so, of either country or of a qualified state.",
            &[FR_1995.at("10(2)(c)(ii)"), FR_1995.at("10(3)(a)")],
            Evidence::Primary,
            &[
                COMPANY,
                Condition::DirectVotingStock(Threshold::AtLeast(Percent::of("15")), SIX_MONTHS_OF_PERIOD),
                Condition::MeetsAnyLobTest(QUALIFIED_1995),
            ],
            "0",
        ),
        row(
            "statute.fr-1995.parent-company",
            "At most 5% from a company that has owned directly at least 15% of the voting stock for the six months ending with the accounting period.",
            &[FR_1995.at("10(2)(b)(ii)")],
            Evidence::Primary,
            &[COMPANY, Condition::DirectVotingStock(Threshold::AtLeast(Percent::of("15")), SIX_MONTHS_OF_PERIOD)],
            "5",
        ),
        row(
            "statute.fr-1995.general",
            "At most 15% from everybody else.",
            &[FR_1995.at("10(2)(a)")],
            Evidence::Primary,
            &[],
            "15",
        ),
    ],
    ..version("fr-treaty-1995", "the treaty with France of 1995", "2004-01-01", "2007-12-31")
};

const V2007: Regime = Regime {
    preconditions: open_to!(
        "fr-2007", FR, "France", &[FR_2007.at("10(2)")], Evidence::Primary;
        denied!("fr-2007", &[FR_2007.at("10(8)"), FR_2007.at("10(9) until 2018"), MLI.at("7(1) from 2019-01-01")])
    ),
    qualified: qualified_persons! {
        "fr-2007"; FR_2007, Evidence::Primary;
        "government", &[LobTest::Government], "A state or a local authority, the Bank of Japan or the Banque de France, or a person wholly owned by a state or such an authority.", ["22A(2)(b)", "22A(7)(a)"];
        "listed-company", &[LobTest::ListedCompany], "A company whose principal class of shares is listed in Japan or France and regularly traded on recognised exchanges: besides those the exchanges of the European Union, New York and Nasdaq.", ["22A(2)(c)", "22A(7)(c)"];
        "pension-fund", &[LobTest::PensionFundMembers], "A pension fund of whose beneficiaries, members or participants more than 50% were individual residents of either country at the end of the year before has the benefits of article 10 whatever the rest of the treaty says.", ["protocol 6A(a)"];
        "ownership", OWNERSHIP, "A person of which individuals, state bodies and listed companies that are qualified residents of either country have owned at least 50% of the capital or the votes, directly or indirectly, throughout the twelve months before the entitlement date. Base erosion is not asked.", ["22A(2)(d)", "22A(4)(a)"];
        "equivalent-beneficiaries", &[LobTest::EquivalentBeneficiaries], "A company of which at most seven equivalent beneficiaries have owned at least 75% of the capital or the votes throughout those twelve months; each is taken to hold the payer's shares that the company holds.", ["22A(3)", "22A(4)(a)", "22A(7)(d)", "protocol on 22A(7)(d)"];
        "active-business", &[LobTest::ActiveBusiness], "A person in a business at home, other than investing for its own account unless as a bank, insurance company or securities firm, with which the dividend is connected; against a related payer it must be substantial.", ["22A(5)"];
        "competent-authority", &[LobTest::CompetentAuthority], "A person whom the competent authority finds not to have obtained the benefits as one of its main purposes.", ["22A(6)"];
    },
    actions: attach_form_17!("fr-2007", "the rate of 0%"),
    rows: &[
        row(
            "statute.fr-2007.direct-parent-company",
            "Nothing from a company that has owned directly at least 15% of the voting stock for the six months ending on the entitlement date, and that is a qualified person.",
            &[FR_2007.at("10(3)"), FR_2007.at("22A")],
            Evidence::Primary,
            &[
                COMPANY,
                Condition::DirectVotingStock(Threshold::AtLeast(Percent::of("15")), SIX_MONTHS),
                Condition::MeetsAnyLobTest(QUALIFIED),
            ],
            "0",
        ),
        row(
            "statute.fr-2007.parent-company",
            "Nothing from a company that has owned directly or indirectly at least 25% of the voting stock for the six months ending on the entitlement date, and that is a qualified person.",
            &[FR_2007.at("10(3)"), FR_2007.at("22A")],
            Evidence::Primary,
            &[
                COMPANY,
                Condition::VotingStock(Threshold::AtLeast(Percent::of("25")), SIX_MONTHS),
                Condition::MeetsAnyLobTest(QUALIFIED),
            ],
            "0",
        ),
        row(
            "statute.fr-2007.ten-percent-company",
            "At most 5% from a company that has owned directly or indirectly at least 10% of the voting stock for the six months ending on the entitlement date.",
            &[FR_2007.at("10(2)(a)")],
            Evidence::Primary,
            &[COMPANY, Condition::VotingStock(Threshold::AtLeast(Percent::of("10")), SIX_MONTHS)],
            "5",
        ),
        row(
            "statute.fr-2007.general",
            "At most 10% from everybody else.",
            &[FR_2007.at("10(2)(b)")],
            Evidence::Primary,
            &[],
            "10",
        ),
    ],
    ..current("fr-treaty-1995-protocol-2007", "the treaty with France of 1995 with its protocol of 2007", "2008-01-01")
};
