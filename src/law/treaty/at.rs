//! Austria: the convention of 1961 and the convention of 2017.

use super::{BEFORE_2004, COMPANY, PENSION_FUND, SIX_MONTHS, TWELVE_MONTHS_OF_PERIOD, current, row, version};
use crate::facts::LobTest;
use crate::law::{Condition, Country, Evidence, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const AT_1961: &Source = &Source {
    short: "Austria treaty 1961",
    title: "Convention between Japan and the Republic of Austria of 1961, BGBl 127/1963, in German (日・オーストリア租税条約)",
    url: "https://www.ris.bka.gv.at/eli/bgbl/1963/127/A9/NOR12044398",
};

pub(super) const AT_2017: &Source = &Source {
    short: "Austria treaty 2017",
    title: "Convention between Japan and the Republic of Austria of 2017 (所得に対する租税に関する二重課税の回避のための日本国とオーストリア共和国との間の条約)",
    url: "https://www.mof.go.jp/tax_policy/summary/international/press_release/20170131at_a.pdf",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[BEFORE_2004, V1961, V2017] };

/// Article 22(2)(d), (3) and (6).
const FUND_LIMBS: &[LobTest] =
    &[LobTest::PensionFundMembers, LobTest::EquivalentBeneficiaries, LobTest::CompetentAuthority];

const PARTNER: Country = Country::code("AT");

/// Article 22(2)(b) to (f), (3), (5) and (6). It asks for ownership without base erosion, and has no paragraph on subsidiaries.
const LIMBS: &[LobTest] = &[
    LobTest::Government,
    LobTest::ListedCompany,
    LobTest::PensionFundMembers,
    LobTest::TaxExemptOrganization,
    LobTest::OwnershipAndBaseErosion,
    LobTest::EquivalentBeneficiaries,
    LobTest::ActiveBusiness,
    LobTest::CompetentAuthority,
];

const V1961: Regime = Regime {
    preconditions: open_to_recipient!("at-1961", PARTNER, "Austria", &[AT_1961.at("9")], Evidence::Primary),
    rows: &[
        row(
            "statute.at-1961.parent-company",
            "At most 10% from a company that has owned more than 50% of the whole capital for the twelve months ending with the accounting period.",
            &[AT_1961.at("9(1)")],
            Evidence::Primary,
            &[
                COMPANY,
                Condition::VotingStock(Threshold::MoreThan(Percent::of("50")), TWELVE_MONTHS_OF_PERIOD),
                Condition::CapitalLikeVotes,
            ],
            "10",
        ),
        row(
            "statute.at-1961.general",
            "At most 20% from everybody else.",
            &[AT_1961.at("9(1)")],
            Evidence::Primary,
            &[],
            "20",
        ),
    ],
    ..version("at-treaty-1961", "the treaty with Austria of 1961", "2004-01-01", "2018-12-31")
};

const V2017: Regime = Regime {
    preconditions: open_to!("at-2017", PARTNER, "Austria", &[AT_2017.at("10(2)")], Evidence::Primary; denied!("at-2017", &[AT_2017.at("22(8)")])),
    actions: attach_form_17!("at-2017", "the rate of 0%"),
    rows: &[
        row(
            "statute.at-2017.parent-company",
            "Nothing from a company that has owned directly or indirectly at least 10% of the voting stock for the six months ending on the entitlement date, and that is a qualified person or entitled otherwise under article 22.",
            &[AT_2017.at("10(3)(a)"), AT_2017.at("22")],
            Evidence::Primary,
            &[
                COMPANY,
                Condition::VotingStock(Threshold::AtLeast(Percent::of("10")), SIX_MONTHS),
                Condition::MeetsAnyLobTest(LIMBS),
            ],
            "0",
        ),
        row(
            "statute.at-2017.pension-fund",
            "Nothing from a pension fund, of dividends from the activities that make it one, that is a qualified person.",
            &[AT_2017.at("10(3)(b)"), AT_2017.at("3(1)(l)(ii)"), AT_2017.at("22")],
            Evidence::Primary,
            &[PENSION_FUND, Condition::NotFromBusiness, Condition::MeetsAnyLobTest(FUND_LIMBS)],
            "0",
        ),
        row(
            "statute.at-2017.general",
            "At most 10% from everybody else.",
            &[AT_2017.at("10(2)")],
            Evidence::Primary,
            &[],
            "10",
        ),
    ],
    ..current("at-treaty-2017", "the treaty with Austria of 2017", "2019-01-01")
};
