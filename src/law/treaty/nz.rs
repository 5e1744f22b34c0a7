//! New Zealand: the convention of 1963 and the convention of 2012.

use super::{BEFORE_2004, COMPANY, LISTED_TYPE, MLI, SIX_MONTHS, UNREAD_BEFORE, current, row, version};
use crate::facts::LobTest;
use crate::law::{Condition, Country, Evidence, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const NZ_1963: &Source = &Source {
    short: "New Zealand treaty 1963",
    title: "Convention between Japan and New Zealand, signed 1963-01-30, with the protocol of 1967 (日・ニュージーランド租税条約)",
    url: "http://www.legislation.govt.nz/regulation/public/1963/0049/latest/whole.html",
};

pub const NZ_2012: &Source = &Source {
    short: "New Zealand treaty 2012",
    title: "Convention between Japan and New Zealand, signed 2012-12-10, in force 2013-10-25 (日・ニュージーランド租税条約)",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/SynthesizedTextforJapan_NewZealand_JP.pdf",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[NZ], regimes: &[BEFORE_2004, V1963, V2012] };

const NZ: Country = Country::code("NZ");

const V1963: Regime = Regime {
    preconditions: UNREAD_BEFORE,
    rows: &[row(
        "statute.nz-1963.general",
        "At most 15%, whoever the holder is.",
        &[NZ_1963.at("dividends")],
        Evidence::Secondary,
        &[],
        "15",
    )],
    ..version("nz-treaty-1963", "the treaty with New Zealand of 1963", "2004-01-01", "2013-12-31")
};

const V2012: Regime = Regime {
    preconditions: open_to!(
        "nz-2012", NZ, "New Zealand", &[NZ_2012.at("10(2)")], Evidence::Primary;
        denied!("nz-2012", &[NZ_2012.at("23 until 2018"), MLI.at("7(1) from 2019-01-01")])
    ),
    qualified: qualified_persons! {
        "nz-2012"; NZ_2012, Evidence::Primary;
        "listed-company", &[LobTest::ListedCompany], "A company whose principal class of shares is listed in Japan or New Zealand and regularly traded on one or more recognised exchanges.", ["10(3)(a)", "22(2)(c)", "22(6)(c)"];
        "subsidiary", &[LobTest::SubsidiaryOfListedCompanies], "A company of which at most five such companies own at least 50% of the votes, directly or indirectly.", ["10(3)(b)"];
        "competent-authority", &[LobTest::CompetentAuthority], "A company to which the competent authority grants the benefit for the dividend.", ["10(3)(c)", "22(5)"];
    },
    actions: attach_form_17!("nz-2012", "the rate of 0%"),
    rows: &[
        row(
            "statute.nz-2012.listed-company",
            "Nothing from a company that has owned directly or indirectly at least 10% of the voting stock for the six months ending on the entitlement date, and that is listed in either country and regularly traded, at least 50% owned by vote by at most five such companies, or determined by the competent authority.",
            &[NZ_2012.at("10(3)"), NZ_2012.at("22(2)(c)"), NZ_2012.at("22(5)")],
            Evidence::Primary,
            &[
                COMPANY,
                Condition::VotingStock(Threshold::AtLeast(Percent::of("10")), SIX_MONTHS),
                Condition::MeetsAnyLobTest(LISTED_TYPE),
            ],
            "0",
        ),
        row(
            "statute.nz-2012.general",
            "At most 15% from everybody else.",
            &[NZ_2012.at("10(2)")],
            Evidence::Primary,
            &[],
            "15",
        ),
    ],
    ..current("nz-treaty-2012", "the treaty with New Zealand of 2012", "2014-01-01")
};
