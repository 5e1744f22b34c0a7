//! The United Kingdom: the convention of 1969, the convention of 2006 and its protocol of 2013.

use super::{
    BEFORE_2004, COMPANY, MLI, OWNERSHIP, PENSION_FUND, SIX_MONTHS, SIX_MONTHS_OF_PERIOD, UNREAD_BEFORE, current, row,
    version,
};
use crate::facts::LobTest;
use crate::law::{Condition, Country, Evidence, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const GB_1969: &Source = &Source {
    short: "UK treaty 1969",
    title: "Convention between Japan and the United Kingdom, signed 1969-02-10, with the protocol of 1980 (日・英租税条約)",
    url: "https://www.mofa.go.jp/mofaj/gaiko/treaty/htmls/A-S45-773.html",
};

pub const GB_2006: &Source = &Source {
    short: "UK treaty 2006",
    title: "Convention between Japan and the United Kingdom, signed 2006-02-02, in force 2006-10-12 (所得及び譲渡収益に対する租税に関する二重課税の回避及び脱税の防止のための日本国とグレートブリテン及び北アイルランド連合王国との間の条約)",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/SynthesizedTextforJapan_UnitedKingdom_JP.pdf",
};

pub const GB_2013: &Source = &Source {
    short: "UK protocol 2013",
    title: "Protocol amending that Convention, signed 2013-12-17, in force 2014-12-12 (日・英租税条約改正議定書)",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/SynthesizedTextforJapan_UnitedKingdom_JP.pdf",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[GB], regimes: &[BEFORE_2004, V1969, V2006, V2013] };

const GB: Country = Country::code("GB");

/// By which tests a company is a qualified person.
const QUALIFIED: &[LobTest] = &[
    LobTest::Government,
    LobTest::ListedCompany,
    LobTest::ListedBody,
    LobTest::PensionFundMembers,
    LobTest::TaxExemptOrganization,
    LobTest::Ownership,
    LobTest::OwnershipAndBaseErosion,
    LobTest::EquivalentBeneficiaries,
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

/// Article 22 is the same in both versions.
macro_rules! qualified {
    ($block:literal) => {
        qualified_persons! {
            $block; GB_2006, Evidence::Primary;
            "government", &[LobTest::Government], "A state, a subdivision or local authority, the Bank of Japan or the Bank of England, or a person wholly owned by a state or such an authority.", ["22(2)(b)", "22(7)(a)"];
            "listed-company", &[LobTest::ListedCompany], "A company whose principal class of shares is listed in Japan or the United Kingdom and regularly traded on one or more recognised exchanges: besides those the Swiss, Irish, Amsterdam, Brussels, Duesseldorf, Frankfurt, Hamburg, Johannesburg, Luxembourg, Madrid, Milan, New York, Paris, Singapore, Stockholm, Sydney, Toronto and Vienna exchanges and Nasdaq.", ["22(2)(c)", "22(7)(c)"];
            "listed-body", &[LobTest::ListedBody], "A person other than an individual or a company whose principal class of units is listed and traded so.", ["22(2)(d)", "22(7)(c)"];
            "pension-fund", &[LobTest::PensionFundMembers], "A pension fund of whose beneficiaries, members or participants more than 50% were individual residents of either country at the end of the year before.", ["22(2)(e)"];
            "exempt-organization", &[LobTest::TaxExemptOrganization], "A religious, charitable, educational, scientific, artistic, cultural or public organisation that is exempt.", ["22(2)(e)", "4(1)(c)"];
            "ownership", OWNERSHIP, "A person of which qualified residents of either country have owned at least 50%, directly or indirectly, throughout the twelve months before the entitlement date. Base erosion is not asked.", ["22(2)(f)", "22(4)(a)"];
            "equivalent-beneficiaries", &[LobTest::EquivalentBeneficiaries], "A company of which at most seven equivalent beneficiaries have owned at least 75% of the votes throughout those twelve months; each is taken to hold the payer's shares that the company holds.", ["22(3)", "22(4)(a)", "22(7)(e)", "protocol 4"];
            "active-business", &[LobTest::ActiveBusiness], "A person in a business at home, other than investing for its own account unless as a bank, insurance company or securities firm, with which the dividend is connected; against a related payer it must be substantial.", ["22(5)"];
            "competent-authority", &[LobTest::CompetentAuthority], "A person whom the competent authority finds not to have obtained the benefits as one of its main purposes.", ["22(6)"];
        }
    };
}

const V1969: Regime = Regime {
    preconditions: UNREAD_BEFORE,
    rows: &[
        row(
            "statute.gb-1969.parent-company",
            "At most 10% from a company that has owned at least 25% of the voting stock for the six months ending with the accounting period.",
            &[GB_1969.at("11(2)")],
            Evidence::Memory,
            &[COMPANY, Condition::VotingStock(Threshold::AtLeast(Percent::of("25")), SIX_MONTHS_OF_PERIOD)],
            "10",
        ),
        row(
            "statute.gb-1969.general",
            "At most 15% from everybody else.",
            &[GB_1969.at("11(2)")],
            Evidence::Secondary,
            &[],
            "15",
        ),
    ],
    ..version("gb-treaty-1969", "the treaty with the United Kingdom of 1969", "2004-01-01", "2006-12-31")
};

const V2006: Regime = Regime {
    preconditions: open_to!(
        "gb-2006", GB, "the United Kingdom", &[GB_2006.at("10(2)")], Evidence::Primary;
        denied!("gb-2006", &[GB_2006.at("10(9)"), GB_2006.at("10(10)")])
    ),
    qualified: qualified!("gb-2006"),
    actions: attach_form_17!("gb-2006", "the rate of 0%"),
    rows: &[
        row(
            "statute.gb-2006.controlling-company",
            "Nothing from a company that has owned directly or indirectly at least 50% of the voting stock for the six months ending on the entitlement date, and that is a qualified person.",
            &[GB_2006.at("10(3)(a)"), GB_2006.at("22")],
            Evidence::Secondary,
            &[
                COMPANY,
                Condition::VotingStock(Threshold::AtLeast(Percent::of("50")), SIX_MONTHS),
                Condition::MeetsAnyLobTest(QUALIFIED),
            ],
            "0",
        ),
        row(
            "statute.gb-2006.pension-fund",
            "Nothing from a pension fund that is entitled to the benefit, unless the dividend derives from carrying on a business.",
            &[GB_2006.at("10(3)(b)"), GB_2006.at("22")],
            Evidence::Primary,
            &[PENSION_FUND, Condition::NotFromBusiness, Condition::MayMeetAnyLobTest(PENSION)],
            "0",
        ),
        row(
            "statute.gb-2006.ten-percent-company",
            "At most 5% from a company that has owned directly or indirectly at least 10% of the voting stock for the six months ending on the entitlement date.",
            &[GB_2006.at("10(2)(a)")],
            Evidence::Secondary,
            &[COMPANY, Condition::VotingStock(Threshold::AtLeast(Percent::of("10")), SIX_MONTHS)],
            "5",
        ),
        row(
            "statute.gb-2006.general",
            "At most 10% from everybody else.",
            &[GB_2006.at("10(2)(b)")],
            Evidence::Primary,
            &[],
            "10",
        ),
    ],
    ..version("gb-treaty-2006", "the treaty with the United Kingdom of 2006", "2007-01-01", "2014-12-31")
};

const V2013: Regime = Regime {
    preconditions: open_to!(
        "gb-2013", GB, "the United Kingdom", &[GB_2013.at("10(2)")], Evidence::Primary;
        denied!("gb-2013", &[GB_2006.at("10(9)"), GB_2006.at("10(10) until 2018"), MLI.at("7(1) from 2019-01-01")])
    ),
    qualified: qualified!("gb-2013"),
    actions: attach_form_17!("gb-2013", "the rate of 0%"),
    rows: &[
        row(
            "statute.gb-2013.parent-company",
            "Nothing from a company that has owned directly or indirectly at least 10% of the voting stock for the six months ending on the entitlement date, and that is a qualified person.",
            &[GB_2013.at("10(3)(a)"), GB_2013.at("22")],
            Evidence::Primary,
            &[
                COMPANY,
                Condition::VotingStock(Threshold::AtLeast(Percent::of("10")), SIX_MONTHS),
                Condition::MeetsAnyLobTest(QUALIFIED),
            ],
            "0",
        ),
        row(
            "statute.gb-2013.pension-fund",
            "Nothing from a pension fund that is entitled to the benefit, unless the dividend derives from carrying on a business.",
            &[GB_2013.at("10(3)(b)"), GB_2013.at("22")],
            Evidence::Primary,
            &[PENSION_FUND, Condition::NotFromBusiness, Condition::MayMeetAnyLobTest(PENSION)],
            "0",
        ),
        row(
            "statute.gb-2013.general",
            "At most 10% from everybody else.",
            &[GB_2013.at("10(2)")],
            Evidence::Primary,
            &[],
            "10",
        ),
    ],
    ..current(
        "gb-treaty-2006-protocol-2013",
        "the treaty with the United Kingdom of 2006 with its protocol of 2013",
        "2015-01-01",
    )
};
