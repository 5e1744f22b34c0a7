//! Denmark: the convention of 1968 and the convention of 2017.

use super::{BEFORE_2004, COMPANY, OWNERSHIP, PENSION_FUND, SIX_MONTHS, UNREAD_BEFORE, current, row, version};
use crate::facts::LobTest;
use crate::law::{Condition, Country, Ends, Evidence, HoldingPeriod, Length, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const DK_1968: &Source = &Source {
    short: "Denmark treaty 1968",
    title: "Convention between Japan and Denmark, signed 1968-02-03 (日・デンマーク租税条約); as a report on the next one tells its rates",
    url: "https://offshorenewsflash.com/2017/10/16/new-japan-denmark-dta-waive-cross-border-tax",
};

pub const DK_2017: &Source = &Source {
    short: "Denmark treaty 2017",
    title: "Convention between Japan and Denmark, signed 2017-10-11, in force 2018-12-27 (所得に対する租税に関する二重課税の除去並びに脱税及び租税回避の防止のための日本国とデンマーク王国との間の条約)",
    url: "https://www.mof.go.jp/tax_policy/summary/international/press_release/20171011dk_a.pdf",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[DK], regimes: &[BEFORE_2004, V1968, V2017] };

const DK: Country = Country::code("DK");

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
            "statute.dk-1968.parent-company",
            "At most 10% from a company that has owned at least 25% of the voting stock for the twelve months ending on the day the dividend is due; the day on which they end is from memory.",
            &[DK_1968.at("10(2)")],
            Evidence::Secondary,
            &[
                COMPANY,
                Condition::VotingStock(
                    Threshold::AtLeast(Percent::of("25")),
                    HoldingPeriod::Throughout(Length::Months(12), Ends::Payment),
                ),
            ],
            "10",
        ),
        row(
            "statute.dk-1968.general",
            "At most 15% from everybody else.",
            &[DK_1968.at("10(2)")],
            Evidence::Secondary,
            &[],
            "15",
        ),
    ],
    ..version("dk-treaty-1968", "the treaty with Denmark of 1968", "2004-01-01", "2018-12-31")
};

const V2017: Regime = Regime {
    preconditions: open_to!(
        "dk-2017", DK, "Denmark", &[DK_2017.at("10(2)")], Evidence::Primary;
        denied!("dk-2017", &[DK_2017.at("21(8)"), DK_2017.at("21(9)")])
    ),
    qualified: qualified_persons! {
        "dk-2017"; DK_2017, Evidence::Primary;
        "government", &[LobTest::Government], "A state, a subdivision or local authority, or a central bank. State-owned persons are not named.", ["21(2)(b)"];
        "listed-company", &[LobTest::ListedCompany], "A company whose principal class of shares is regularly traded on exchanges of Japan or on regulated markets of the European directive on markets in financial instruments.", ["21(2)(c)", "21(7)(b)"];
        "pension-fund", &[LobTest::PensionFundMembers], "A pension fund of whose beneficiaries, members or participants at least 50% are individual residents of either country at the beginning of the year in which the benefit is claimed.", ["21(2)(d)"];
        "ownership", OWNERSHIP, "A person of which qualified residents of either country own at least 50%, directly or indirectly, throughout twelve months that include the entitlement date. Base erosion is not asked.", ["21(2)(e)", "21(4)"];
        "equivalent-beneficiaries", &[LobTest::EquivalentBeneficiaries], "A person of which equivalent beneficiaries own at least 75%, directly or indirectly, throughout those twelve months; of a pension fund 75% of the members.", ["21(3)", "21(4)", "21(7)(c)"];
        "active-business", &[LobTest::ActiveBusiness], "A person in a business at home, other than investing for its own account unless as a bank, insurance company or securities firm, with which the dividend is connected; against a related payer it must be substantial.", ["21(5)"];
        "competent-authority", &[LobTest::CompetentAuthority], "A person whom the competent authority finds not to have obtained the benefits as one of its main purposes.", ["21(6)"];
    },
    actions: attach_form_17!("dk-2017", "the rate of 0%"),
    rows: &[
        row(
            "statute.dk-2017.parent-company",
            "Nothing from a company that has owned directly at least 10% of the voting stock for the six months ending on the entitlement date, and that is a qualified person.",
            &[DK_2017.at("10(3)(a)"), DK_2017.at("21")],
            Evidence::Primary,
            &[
                COMPANY,
                Condition::DirectVotingStock(Threshold::AtLeast(Percent::of("10")), SIX_MONTHS),
                Condition::MeetsAnyLobTest(QUALIFIED),
            ],
            "0",
        ),
        row(
            "statute.dk-2017.pension-fund",
            "Nothing from a pension fund that is a qualified person, when the dividend derives from its pension activities.",
            &[DK_2017.at("10(3)(b)"), DK_2017.at("3(1)(l)(ii)"), DK_2017.at("21(2)(d)")],
            Evidence::Primary,
            &[PENSION_FUND, Condition::NotFromBusiness, Condition::MayMeetAnyLobTest(PENSION)],
            "0",
        ),
        row(
            "statute.dk-2017.general",
            "At most 15% from everybody else.",
            &[DK_2017.at("10(2)")],
            Evidence::Primary,
            &[],
            "15",
        ),
    ],
    ..current("dk-treaty-2017", "the treaty with Denmark of 2017", "2019-01-01")
};
