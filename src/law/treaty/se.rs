//! Sweden: the convention of 1983 with its protocol of 1999 and its protocol of 2013.

use super::{BEFORE_2004, COMPANY, OWNERSHIP, SIX_MONTHS, SIX_MONTHS_OF_PERIOD, current, row, version};
use crate::facts::LobTest;
use crate::law::{Condition, Country, Evidence, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const SE_1983: &Source = &Source {
    short: "Sweden treaty 1983",
    title: "Convention between Japan and Sweden, signed 1983-01-21, with the protocol of 1999 (日・スウェーデン租税条約)",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/Sweden1999_P_jp_en.pdf",
};

pub const SE_1983_TEXT: &Source = &Source {
    short: "Sweden treaty 1983, as signed",
    title: "Convention between Japan and Sweden, signed 1983-01-21, before its protocols (日・スウェーデン租税条約)",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/Sweden1983_jp_en.pdf",
};

pub const SE_2013: &Source = &Source {
    short: "Sweden protocol 2013",
    title: "Protocol amending that Convention, signed 2013-12-05, in force 2014-10-12 (日・スウェーデン租税条約改正議定書)",
    url: "https://www.mof.go.jp/tax_policy/summary/international/press_release/SynthesizedTextforJapan-SwedenJP.pdf",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[SE], regimes: &[BEFORE_2004, V1983, V2013] };

const SE: Country = Country::code("SE");

/// By which tests a company is a qualified person.
const QUALIFIED: &[LobTest] = &[
    LobTest::Government,
    LobTest::ListedCompany,
    LobTest::PensionFundMembers,
    LobTest::TaxExemptOrganization,
    LobTest::Ownership,
    LobTest::OwnershipAndBaseErosion,
    LobTest::EquivalentBeneficiaries,
    LobTest::ActiveBusiness,
    LobTest::CompetentAuthority,
];

/// By which a company is free of tax under the protocol of 1999.
const QUALIFIED_1999: &[LobTest] = &[LobTest::ListedCompany, LobTest::Ownership, LobTest::OwnershipAndBaseErosion];

const V1983: Regime = Regime {
    preconditions: open_to!("se-1983", SE, "Sweden", &[SE_1983.at("10(2)")], Evidence::Primary),
    qualified: qualified_persons! {
        "se-1983"; SE_1983, Evidence::Primary;
        "listed-company", &[LobTest::ListedCompany], "A company whose shares are regularly traded on a recognised exchange of Sweden.", ["10(2)(c)(i)"];
        "ownership", OWNERSHIP, "A company of whose shares more than 50% is owned by Sweden, its local authorities and institutions wholly owned by them, by individuals resident there, and by companies resident there that are traded so or more than half owned by such individuals, in any combination.", ["10(2)(c)(ii)"];
    },
    rows: &[
        row(
            "statute.se-1983.listed-company",
            "Nothing from a company that has owned at least 25% of the voting stock for the six months ending with the accounting period, and that on the payment date is regularly traded on an exchange of Sweden, or of whose shares more than 50% is owned by the state and its bodies, by resident individuals, and by resident companies that are traded so or mostly owned by such individuals.",
            &[SE_1983.at("10(2)(c) as replaced by the protocol of 1999, article III")],
            Evidence::Primary,
            &[
                COMPANY,
                Condition::VotingStock(Threshold::AtLeast(Percent::of("25")), SIX_MONTHS_OF_PERIOD),
                Condition::MeetsAnyLobTest(QUALIFIED_1999),
            ],
            "0",
        ),
        row(
            "statute.se-1983.parent-company",
            "At most 5% from a company that has owned at least 25% of the voting stock for the six months ending with the accounting period.",
            &[SE_1983.at("10(2)(b) as replaced by the protocol of 1999, article III")],
            Evidence::Primary,
            &[COMPANY, Condition::VotingStock(Threshold::AtLeast(Percent::of("25")), SIX_MONTHS_OF_PERIOD)],
            "5",
        ),
        row(
            "statute.se-1983.general",
            "At most 15% from everybody else.",
            &[SE_1983.at("10(2)(a) as replaced by the protocol of 1999, article III")],
            Evidence::Primary,
            &[],
            "15",
        ),
    ],
    ..version("se-treaty-1983", "the treaty with Sweden of 1983 with its protocol of 1999", "2004-01-01", "2014-12-31")
};

const V2013: Regime = Regime {
    preconditions: open_to!(
        "se-2013", SE, "Sweden", &[SE_2013.at("10(2)")], Evidence::Primary;
        denied!("se-2013", &[SE_2013.at("21B"), SE_2013.at("21C")])
    ),
    qualified: qualified_persons! {
        "se-2013"; SE_2013, Evidence::Primary;
        "government", &[LobTest::Government], "A state, one of its statutory bodies, a subdivision or local authority, the Bank of Japan or the Riksbank. Other state-owned persons are not named.", ["21A(2)(b)"];
        "listed-company", &[LobTest::ListedCompany], "A company whose principal class of shares is listed in Japan or Sweden and regularly traded on recognised exchanges: besides those the Irish, Amsterdam, Brussels, Copenhagen, Duesseldorf, Frankfurt, Hamburg, Helsinki, Hong Kong, London, Madrid, Milan, New York, Oslo, Paris, Reykjavik, Riga, Seoul, Shanghai, Singapore, Sydney, Tallinn, Toronto, Vienna, Vilnius and Zurich exchanges and Nasdaq.", ["21A(2)(c)", "21A(7)(c)"];
        "pension-fund", &[LobTest::PensionFundMembers], "A pension fund of whose beneficiaries, members or participants more than 50% were individual residents of either country at the end of the year before.", ["21A(2)(d)", "21A(7)(d)"];
        "exempt-organization", &[LobTest::TaxExemptOrganization], "A religious, charitable, educational, scientific, artistic, cultural or public organisation that is exempt.", ["21A(2)(e)"];
        "ownership", OWNERSHIP, "A person of which qualified residents of either country have owned at least 50%, directly or indirectly, throughout the twelve months before the entitlement date. Base erosion is not asked.", ["21A(2)(f)", "21A(4)(a)"];
        "equivalent-beneficiaries", &[LobTest::EquivalentBeneficiaries], "A company of which at most seven equivalent beneficiaries have owned at least 75% of the votes throughout those twelve months.", ["21A(3)", "21A(4)(a)", "21A(7)(e)"];
        "active-business", &[LobTest::ActiveBusiness], "A person in a business at home, other than investing for its own account unless as a bank, insurance company or securities firm, with which the dividend is connected; against a related payer it must be substantial.", ["21A(5)"];
        "competent-authority", &[LobTest::CompetentAuthority], "A person whom the competent authority finds not to have obtained the benefits as one of its main purposes.", ["21A(6)"];
    },
    actions: attach_form_17!("se-2013", "the rate of 0%"),
    rows: &[
        row(
            "statute.se-2013.parent-company",
            "Nothing from a company (not a partnership) that has owned directly or indirectly at least 10% of the voting stock for the six months ending on the entitlement date, and that is a qualified person.",
            &[SE_2013.at("10(3)"), SE_2013.at("21A")],
            Evidence::Primary,
            &[
                COMPANY,
                Condition::VotingStock(Threshold::AtLeast(Percent::of("10")), SIX_MONTHS),
                Condition::MeetsAnyLobTest(QUALIFIED),
            ],
            "0",
        ),
        row(
            "statute.se-2013.general",
            "At most 10% from everybody else.",
            &[SE_2013.at("10(2)")],
            Evidence::Primary,
            &[],
            "10",
        ),
    ],
    ..current("se-treaty-1983-protocol-2013", "the treaty with Sweden of 1983 with its protocol of 2013", "2015-01-01")
};
