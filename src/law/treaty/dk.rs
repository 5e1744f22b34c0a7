//! Denmark: the convention of 1968 and the convention of 2017.

use super::{COMPANY, PENSION, PENSION_FUND, QUALIFIED, SIX_MONTHS, current, row, version};
use crate::law::{Condition, Country, Ends, Evidence, HoldingPeriod, Length, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const DK_1968: &Source = &Source {
    short: "Denmark treaty 1968",
    title: "Convention between Japan and Denmark, signed 1968-02-03",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/tax_convetion_list_jp.html",
};

pub const DK_2017: &Source = &Source {
    short: "Denmark treaty 2017",
    title: "Convention between Japan and Denmark, signed 2017-10-11, in force 2018-12-27",
    url: "https://www.mofa.go.jp/press/release/press4e_002239.html",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[DK], regimes: &[BEFORE, V1968, V2017] };

const DK: Country = Country::code("DK");

const BEFORE: Regime = before!("dk", "Denmark", DK_1968);

const V1968: Regime = Regime {
    preconditions: open_to!("dk-1968", DK, "Denmark", &[DK_1968.at("10(2)")], Evidence::Secondary),
    rows: &[
        row(
            "statute.dk-1968.parent-company",
            "At most 10% from a company that has owned at least 25% of the voting stock for the twelve months ending on the day the dividend is due.",
            &[DK_1968.at("10(2)")],
            Evidence::Memory,
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
        denied!("dk-2017", &[DK_2017.at("21")])
    ),
    actions: &[attach_form_17!("dk-2017", "the rate of 0%")],
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
            "Nothing from a pension fund that is entitled to the benefit, unless the dividend derives from carrying on a business.",
            &[DK_2017.at("10(3)(b)"), DK_2017.at("21")],
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
