//! Spain: the convention of 1974 and the convention of 2018.

use super::{COMPANY, PENSION, PENSION_FUND, QUALIFIED, SIX_MONTHS_OF_PERIOD, current, row, version};
use crate::law::{Condition, Country, Evidence, HoldingPeriod, Length, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const ES_1974: &Source = &Source {
    short: "Spain treaty 1974",
    title: "Convention between Japan and Spain, signed 1974-02-13",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/tax_convetion_list_jp.html",
};

pub const ES_2018: &Source = &Source {
    short: "Spain treaty 2018",
    title: "Convention between Japan and Spain, signed 2018-10-16, in force 2021-05-01",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/tax_convetion_list_jp.html",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[ES], regimes: &[BEFORE, V1974, V2018] };

const ES: Country = Country::code("ES");

const BEFORE: Regime = before!("es", "Spain", ES_1974);

const V1974: Regime = Regime {
    preconditions: open_to!("es-1974", ES, "Spain", &[ES_1974.at("10(2)")], Evidence::Secondary),
    rows: &[
        row(
            "statute.es-1974.parent-company",
            "At most 10% from a company that has owned directly at least 25% of the voting stock for the six months ending with the accounting period.",
            &[ES_1974.at("10(2)")],
            Evidence::Secondary,
            &[COMPANY, Condition::DirectVotingStock(Threshold::AtLeast(Percent::of("25")), SIX_MONTHS_OF_PERIOD)],
            "10",
        ),
        row(
            "statute.es-1974.general",
            "At most 15% from everybody else.",
            &[ES_1974.at("10(2)")],
            Evidence::Secondary,
            &[],
            "15",
        ),
    ],
    ..version("es-treaty-1974", "the treaty with Spain of 1974", "2004-01-01", "2021-12-31")
};

const V2018: Regime = Regime {
    preconditions: open_to!(
        "es-2018", ES, "Spain", &[ES_2018.at("10(2)")], Evidence::Primary;
        denied!("es-2018", &[ES_2018.at("28(9)")])
    ),
    actions: &[attach_form_17!("es-2018", "the rate of 0%")],
    rows: &[
        row(
            "statute.es-2018.parent-company",
            "Nothing from a company that has owned directly or indirectly at least 10% of the voting stock for twelve months that include the entitlement date, and that is a qualified person.",
            &[ES_2018.at("10(3)(a)"), ES_2018.at("28")],
            Evidence::Primary,
            &[
                COMPANY,
                Condition::VotingStock(
                    Threshold::AtLeast(Percent::of("10")),
                    HoldingPeriod::Including(Length::Months(12)),
                ),
                Condition::MeetsAnyLobTest(QUALIFIED),
            ],
            "0",
        ),
        row(
            "statute.es-2018.pension-fund",
            "Nothing from a pension fund that is entitled to the benefit, unless the dividend derives from carrying on a business.",
            &[ES_2018.at("10(3)(b)"), ES_2018.at("28")],
            Evidence::Primary,
            &[PENSION_FUND, Condition::NotFromBusiness, Condition::MayMeetAnyLobTest(PENSION)],
            "0",
        ),
        row(
            "statute.es-2018.general",
            "At most 5% from everybody else.",
            &[ES_2018.at("10(2)")],
            Evidence::Primary,
            &[],
            "5",
        ),
    ],
    ..current("es-treaty-2018", "the treaty with Spain of 2018", "2022-01-01")
};
