//! Australia: the agreement of 1969 and the convention of 2008.

use super::{BEFORE_2004, COMPANY, LISTED_TYPE, MLI, TWELVE_MONTHS, UNREAD_BEFORE, current, row, version};
use crate::facts::LobTest;
use crate::law::{Condition, Country, Evidence, HoldingPeriod, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const AU_1969: &Source = &Source {
    short: "Australia treaty 1969",
    title: "Agreement between Japan and Australia, signed 1969-03-20 (日・オーストラリア租税協定)",
    url: "https://www.mofa.go.jp/mofaj/gaiko/treaty/htmls/A-S45-009.html",
};

pub const AU_2008: &Source = &Source {
    short: "Australia treaty 2008",
    title: "Convention between Japan and Australia, signed 2008-01-31, in force 2008-12-03 (日・オーストラリア租税条約)",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/SynthesizedTextforJapan_Australia_JP.pdf",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[AU], regimes: &[BEFORE_2004, V1969, V2008] };

const AU: Country = Country::code("AU");

const V1969: Regime = Regime {
    preconditions: UNREAD_BEFORE,
    rows: &[row(
        "statute.au-1969.general",
        "At most 15%, whoever the holder is.",
        &[AU_1969.at("10(2)")],
        Evidence::Secondary,
        &[],
        "15",
    )],
    ..version("au-treaty-1969", "the treaty with Australia of 1969", "2004-01-01", "2008-12-31")
};

const V2008: Regime = Regime {
    preconditions: open_to!(
        "au-2008", AU, "Australia", &[AU_2008.at("10(2)")], Evidence::Primary;
        denied!("au-2008", &[AU_2008.at("10(10)"), AU_2008.at("10(11) until 2018"), MLI.at("7(1) from 2019-01-01")])
    ),
    qualified: qualified_persons! {
        "au-2008"; AU_2008, Evidence::Primary;
        "listed-company", &[LobTest::ListedCompany], "A company whose principal class of shares is listed in Japan or Australia and regularly traded on one or more recognised exchanges, companies of a dual listed arrangement among them.", ["10(3)(a)", "23(2)(c)", "23(6)(d)"];
        "subsidiary", &[LobTest::SubsidiaryOfListedCompanies], "A company of which at most five such companies own at least 50% of the votes and the value, directly or indirectly.", ["10(3)(b)"];
        "competent-authority", &[LobTest::CompetentAuthority], "A company to which the competent authority grants the benefit for the dividend.", ["10(3)(c)", "23(5)"];
    },
    actions: attach_form_17!("au-2008", "the rate of 0%"),
    rows: &[
        row(
            "statute.au-2008.controlling-listed-company",
            "Nothing from a company that has owned directly at least 80% of the voting stock for the twelve months ending on the entitlement date, and that is listed in either country and regularly traded, at least 50% owned by vote and value by at most five such companies, or determined by the competent authority.",
            &[AU_2008.at("10(3)"), AU_2008.at("23(2)(c)"), AU_2008.at("23(5)"), AU_2008.at("23(6)(d)")],
            Evidence::Primary,
            &[
                COMPANY,
                Condition::DirectVotingStock(Threshold::AtLeast(Percent::of("80")), TWELVE_MONTHS),
                Condition::MeetsAnyLobTest(LISTED_TYPE),
            ],
            "0",
        ),
        row(
            "statute.au-2008.ten-percent-company",
            "At most 5% from a company that owns directly at least 10% of the voting stock on the entitlement date.",
            &[AU_2008.at("10(2)(a)")],
            Evidence::Primary,
            &[
                COMPANY,
                Condition::DirectVotingStock(Threshold::AtLeast(Percent::of("10")), HoldingPeriod::OnEntitlement),
            ],
            "5",
        ),
        row(
            "statute.au-2008.general",
            "At most 10% from everybody else.",
            &[AU_2008.at("10(2)(b)")],
            Evidence::Primary,
            &[],
            "10",
        ),
    ],
    ..current("au-treaty-2008", "the treaty with Australia of 2008", "2009-01-01")
};
