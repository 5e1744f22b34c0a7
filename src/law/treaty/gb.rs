//! The United Kingdom: the convention of 1969, the convention of 2006 and its protocol of 2013.

use super::{COMPANY, MLI, PENSION, PENSION_FUND, QUALIFIED, SIX_MONTHS, SIX_MONTHS_OF_PERIOD, current, row, version};
use crate::law::{Condition, Country, Evidence, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const GB_1969: &Source = &Source {
    short: "UK treaty 1969",
    title: "Convention between Japan and the United Kingdom, signed 1969-02-10, with the protocol of 1980",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/tax_convetion_list_jp.html",
};

pub const GB_2006: &Source = &Source {
    short: "UK treaty 2006",
    title: "Convention between Japan and the United Kingdom, signed 2006-02-02, in force 2006-10-12",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/tax_convetion_list_jp.html",
};

pub const GB_2013: &Source = &Source {
    short: "UK protocol 2013",
    title: "Protocol amending that Convention, signed 2013-12-17, in force 2014-12-12",
    url: "https://www.gov.uk/government/publications/japan-tax-treaties/2013-uk-japan-protocol-in-force",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[GB], regimes: &[BEFORE, V1969, V2006, V2013] };

const GB: Country = Country::code("GB");

const BEFORE: Regime = before!("gb", "the United Kingdom", GB_1969);

const V1969: Regime = Regime {
    preconditions: open_to!("gb-1969", GB, "the United Kingdom", &[GB_1969.at("11(2)")], Evidence::Secondary),
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
        denied!("gb-2006", &[GB_2006.at("10(9)")])
    ),
    actions: &[attach_form_17!("gb-2006", "the rate of 0%")],
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
        denied!("gb-2013", &[GB_2013.at("10(9)"), MLI.at("7(1)")])
    ),
    actions: &[attach_form_17!("gb-2013", "the rate of 0%")],
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
