//! The Netherlands: the convention of 1970 with its protocol of 1992 and the convention of 2010.

use super::{
    BEFORE_2004, COMPANY, MLI, OWNERSHIP, PENSION_FUND, SIX_MONTHS, SIX_MONTHS_OF_PERIOD, current, preconditions, row,
    version,
};
use crate::facts::LobTest;
use crate::law::{Condition, Country, Evidence, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

pub const NL_1970: &Source = &Source {
    short: "Netherlands treaty 1970",
    title: "Convention between Japan and the Netherlands, signed 1970-03-03, with the protocol of 1992 (日・オランダ租税条約)",
    url: "https://wetten.overheid.nl/BWBV0004313",
};

pub const NL_2010: &Source = &Source {
    short: "Netherlands treaty 2010",
    title: "Convention between Japan and the Netherlands, signed 2010-08-25, in force 2011-12-29 (所得に対する租税に関する二重課税の回避及び脱税の防止のための日本国とオランダ王国との間の条約)",
    url: "https://www.mof.go.jp/tax_policy/summary/international/press_release/SynthesisedTextforJapan-Netherlands_JP.pdf",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[NL], regimes: &[BEFORE_2004, V1970, V1970_ELECTED, V2010] };

const NL: Country = Country::code("NL");

/// By which tests a company is a qualified person.
const QUALIFIED: &[LobTest] = &[
    LobTest::Government,
    LobTest::ListedCompany,
    LobTest::PensionFundMembers,
    LobTest::TaxExemptOrganization,
    LobTest::RegulatedFinancial,
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
    LobTest::CompetentAuthority,
];

const V1970: Regime = Regime {
    preconditions: open_to!("nl-1970", NL, "the Netherlands", &[NL_1970.at("11(2)")], Evidence::Primary),
    rows: &[
        row(
            "statute.nl-1970.parent-company",
            "At most 5% from a company that has owned at least 25% of the voting stock for the six months ending with the accounting period.",
            &[NL_1970.at("11(3)")],
            Evidence::Primary,
            &[COMPANY, Condition::VotingStock(Threshold::AtLeast(Percent::of("25")), SIX_MONTHS_OF_PERIOD)],
            "5",
        ),
        row(
            "statute.nl-1970.general",
            "At most 15% from everybody else.",
            &[NL_1970.at("11(2)")],
            Evidence::Primary,
            &[],
            "15",
        ),
    ],
    ..version("nl-treaty-1970", "the treaty with the Netherlands of 1970", "2004-01-01", "2011-12-31")
};

const V1970_ELECTED: Regime = Regime {
    election: Some(Condition::ElectsPriorTreaty),
    preconditions: open_to!(
        "nl-1970-elected", NL, "the Netherlands", &[NL_1970.at("11(2)")], Evidence::Primary;
        preconditions(
            "statute.nl-1970-elected.election",
            "For twelve months from the day the new treaty would apply, a resident who is entitled to greater benefits under the one before it may elect that one in its entirety.",
            &[NL_2010.at("30(4)")],
            Evidence::Primary,
            &[Condition::ResidentOf(NL), Condition::ElectsPriorTreaty],
        )
    ),
    rows: &[
        row(
            "statute.nl-1970-elected.parent-company",
            "At most 5% from a company that has owned at least 25% of the voting stock for the six months ending with the accounting period.",
            &[NL_1970.at("11(3)"), NL_2010.at("30(4)")],
            Evidence::Primary,
            &[COMPANY, Condition::VotingStock(Threshold::AtLeast(Percent::of("25")), SIX_MONTHS_OF_PERIOD)],
            "5",
        ),
        row(
            "statute.nl-1970-elected.general",
            "At most 15% from everybody else.",
            &[NL_1970.at("11(2)"), NL_2010.at("30(4)")],
            Evidence::Primary,
            &[],
            "15",
        ),
    ],
    ..version(
        "nl-treaty-1970-elected",
        "the treaty with the Netherlands of 1970, elected for its last twelve months",
        "2012-01-01",
        "2012-12-31",
    )
};

const V2010: Regime = Regime {
    preconditions: open_to!(
        "nl-2010", NL, "the Netherlands", &[NL_2010.at("10(2)")], Evidence::Primary;
        denied!("nl-2010", &[NL_2010.at("10(9)"), MLI.at("7(1) from 2020-01-01"), MLI.at("10(1) to (3) from 2020-01-01")])
    ),
    qualified: qualified_persons! {
        "nl-2010"; NL_2010, Evidence::Primary;
        "government", &[LobTest::Government], "A state, a subdivision or local authority, the Bank of Japan or the Dutch central bank, or a person owned by a state or such an authority.", ["21(2)(b)"];
        "listed-company", &[LobTest::ListedCompany], "A company whose principal class of shares is listed and regularly traded on recognised exchanges: of Japan, of the Netherlands, the Irish, London, Swiss, Brussels, Duesseldorf, Frankfurt, Hamburg, Hong Kong, Johannesburg, Lisbon, Luxembourg, Madrid, Mexico, Milan, New York, Paris, Seoul, Singapore, Stockholm, Sydney, Toronto and Vienna exchanges and Nasdaq. If it is listed only outside both countries its primary place of management and control must be at home. Regularly traded is 6% of the shares in the twelve months before the year.", ["21(2)(c)", "21(8)(c)", "protocol 10", "protocol 11"];
        "pension-fund", &[LobTest::PensionFundMembers], "A pension fund of whose beneficiaries, members or participants more than 50% were individual residents of either country at the end of the year before, or of which more than 75% was contributed by qualified residents.", ["21(2)(d)(i)"];
        "exempt-organization", &[LobTest::TaxExemptOrganization], "A religious, charitable, educational, scientific, artistic, cultural or public organisation that is exempt.", ["21(2)(d)(i)", "4(1)(c)"];
        "regulated-financial", &[LobTest::RegulatedFinancial], "A bank, an insurance company or a securities firm that is established and regulated under the laws of its country of residence.", ["21(2)(d)(ii)"];
        "ownership", OWNERSHIP, "A person of which qualified residents of either country have owned at least 50%, directly or indirectly, throughout the twelve months before the entitlement date. Base erosion is not asked.", ["21(2)(e)", "21(4)(a)"];
        "equivalent-beneficiaries", &[LobTest::EquivalentBeneficiaries], "A company of which at most seven equivalent beneficiaries have owned at least 75% of the votes throughout those twelve months.", ["21(3)", "21(4)(a)", "21(8)(d)"];
        "active-business", &[LobTest::ActiveBusiness], "A person in a business at home, other than investing for its own account unless as a bank, insurance company or securities firm, with which the dividend is connected; against an associated payer it must be substantial.", ["21(5)"];
        "headquarters-company", &[LobTest::HeadquartersCompany], "The headquarters company of a multinational group: it supervises or finances the group, whose companies are in at least five countries that each bring 5% of the gross income, none but its own 50%, and no more than 50% of its own gross income comes from the other country; by the average of three years.", ["21(6)"];
        "competent-authority", &[LobTest::CompetentAuthority], "A person whom the competent authority finds not to have obtained the benefits as one of its main purposes.", ["21(7)"];
    },
    actions: attach_form_17!("nl-2010", "the rate of 0%"),
    rows: &[
        row(
            "statute.nl-2010.controlling-company",
            "Nothing from a company that has owned directly or indirectly at least 50% of the voting stock for the six months ending on the entitlement date, and that is a qualified person.",
            &[NL_2010.at("10(3)(a)"), NL_2010.at("21")],
            Evidence::Primary,
            &[
                COMPANY,
                Condition::VotingStock(Threshold::AtLeast(Percent::of("50")), SIX_MONTHS),
                Condition::MeetsAnyLobTest(QUALIFIED),
            ],
            "0",
        ),
        row(
            "statute.nl-2010.pension-fund",
            "Nothing from a pension fund that is entitled to the benefit, unless the dividend derives from carrying on a business.",
            &[NL_2010.at("10(3)(b)"), NL_2010.at("21")],
            Evidence::Primary,
            &[PENSION_FUND, Condition::NotFromBusiness, Condition::MayMeetAnyLobTest(PENSION)],
            "0",
        ),
        row(
            "statute.nl-2010.ten-percent-company",
            "At most 5% from a company that has owned directly or indirectly at least 10% of the voting stock for the six months ending on the entitlement date.",
            &[NL_2010.at("10(2)(a)")],
            Evidence::Primary,
            &[COMPANY, Condition::VotingStock(Threshold::AtLeast(Percent::of("10")), SIX_MONTHS)],
            "5",
        ),
        row(
            "statute.nl-2010.general",
            "At most 10% from everybody else.",
            &[NL_2010.at("10(2)(b)")],
            Evidence::Primary,
            &[],
            "10",
        ),
    ],
    ..current("nl-treaty-2010", "the treaty with the Netherlands of 2010", "2012-01-01")
};
