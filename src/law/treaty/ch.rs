//! Switzerland: the convention of 1971, its protocol of 2010 and its protocol of 2021.

use super::{COMPANY, PENSION, PENSION_FUND, QUALIFIED, SIX_MONTHS, SIX_MONTHS_OF_PERIOD, current, row, version};
use crate::law::{Condition, Country, Evidence, HoldingPeriod, Length, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const CH_1971: &Source = &Source {
    short: "Switzerland treaty 1971",
    title: "Convention between Japan and Switzerland, signed 1971-01-19",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/tax_convetion_list_jp.html",
};

pub const CH_2010: &Source = &Source {
    short: "Switzerland protocol 2010",
    title: "Protocol amending that Convention, signed 2010-05-21, in force 2011-12-30",
    url: "https://www.mof.go.jp/english/tax_policy/tax_conventions/press_release/20100521ch_po.htm",
};

const CH_2021: &Source = &Source {
    short: "Switzerland protocol 2021",
    title: "Protocol amending that Convention, signed 2021-07-16, in force 2022-11-30",
    url: "https://www.mofa.go.jp/press/release/press4e_003175.html",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[CH], regimes: &[BEFORE, V1971, V2010, V2021] };

const CH: Country = Country::code("CH");

const BEFORE: Regime = before!("ch", "Switzerland", CH_1971);

const V1971: Regime = Regime {
    preconditions: open_to!("ch-1971", CH, "Switzerland", &[CH_1971.at("10(2)")], Evidence::Primary),
    rows: &[
        row(
            "statute.ch-1971.parent-company",
            "At most 10% from a company that has owned at least 25% of the voting stock for the six months ending with the accounting period.",
            &[CH_1971.at("10(2)(a)")],
            Evidence::Memory,
            &[COMPANY, Condition::VotingStock(Threshold::AtLeast(Percent::of("25")), SIX_MONTHS_OF_PERIOD)],
            "10",
        ),
        row(
            "statute.ch-1971.general",
            "At most 15% from everybody else.",
            &[CH_1971.at("10(2)(b)")],
            Evidence::Primary,
            &[],
            "15",
        ),
    ],
    ..version("ch-treaty-1971", "the treaty with Switzerland of 1971", "2004-01-01", "2011-12-31")
};

const V2010: Regime = Regime {
    preconditions: open_to!(
        "ch-2010", CH, "Switzerland", &[CH_2010.at("10(2)")], Evidence::Primary;
        denied!("ch-2010", &[CH_2010.at("22A")])
    ),
    actions: &[attach_form_17!("ch-2010", "the rate of 0%")],
    rows: &[
        row(
            "statute.ch-2010.controlling-company",
            "Nothing from a company that has owned directly or indirectly at least 50% of the voting stock for the six months ending on the entitlement date, and that is a qualified person.",
            &[CH_2010.at("10(3)(a)"), CH_2010.at("22A")],
            Evidence::Primary,
            &[
                COMPANY,
                Condition::VotingStock(Threshold::AtLeast(Percent::of("50")), SIX_MONTHS),
                Condition::MeetsAnyLobTest(QUALIFIED),
            ],
            "0",
        ),
        row(
            "statute.ch-2010.pension-fund",
            "Nothing from a pension fund that is entitled to the benefit, unless the dividend derives from carrying on a business.",
            &[CH_2010.at("10(3)"), CH_2010.at("22A")],
            Evidence::Primary,
            &[PENSION_FUND, Condition::NotFromBusiness, Condition::MayMeetAnyLobTest(PENSION)],
            "0",
        ),
        row(
            "statute.ch-2010.ten-percent-company",
            "At most 5% from a company that has owned directly or indirectly at least 10% of the voting stock for the six months ending on the entitlement date.",
            &[CH_2010.at("10(2)(a)")],
            Evidence::Primary,
            &[COMPANY, Condition::VotingStock(Threshold::AtLeast(Percent::of("10")), SIX_MONTHS)],
            "5",
        ),
        row(
            "statute.ch-2010.general",
            "At most 10% from everybody else.",
            &[CH_2010.at("10(2)(b)")],
            Evidence::Primary,
            &[],
            "10",
        ),
    ],
    ..version(
        "ch-treaty-1971-protocol-2010",
        "the treaty with Switzerland of 1971 with its protocol of 2010",
        "2012-01-01",
        "2022-12-31",
    )
};

const V2021: Regime = Regime {
    preconditions: open_to!(
        "ch-2021", CH, "Switzerland", &[CH_2021.at("10(2)")], Evidence::Primary;
        denied!("ch-2021", &[CH_2021.at("22A")])
    ),
    actions: &[attach_form_17!("ch-2021", "the rate of 0%")],
    rows: &[
        row(
            "statute.ch-2021.parent-company",
            "Nothing from a company that has owned directly or indirectly at least 10% of the voting stock for 365 days that include the entitlement date, and that is a qualified person.",
            &[CH_2021.at("10(3)(a)"), CH_2021.at("22A")],
            Evidence::Primary,
            &[
                COMPANY,
                Condition::VotingStock(
                    Threshold::AtLeast(Percent::of("10")),
                    HoldingPeriod::Including(Length::Days(365)),
                ),
                Condition::MeetsAnyLobTest(QUALIFIED),
            ],
            "0",
        ),
        row(
            "statute.ch-2021.pension-fund",
            "Nothing from a pension fund that is entitled to the benefit, unless the dividend derives from carrying on a business.",
            &[CH_2021.at("10(3)"), CH_2021.at("22A")],
            Evidence::Primary,
            &[PENSION_FUND, Condition::NotFromBusiness, Condition::MayMeetAnyLobTest(PENSION)],
            "0",
        ),
        row(
            "statute.ch-2021.general",
            "At most 10% from everybody else.",
            &[CH_2021.at("10(2)")],
            Evidence::Primary,
            &[],
            "10",
        ),
    ],
    ..current(
        "ch-treaty-1971-protocol-2021",
        "the treaty with Switzerland of 1971 with its protocol of 2021",
        "2023-01-01",
    )
};
