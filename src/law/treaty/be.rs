//! Belgium: the convention of 1968 with its protocol of 1988 and the convention of 2016.

use super::{COMPANY, PENSION, PENSION_FUND, QUALIFIED, SIX_MONTHS, current, row, version};
use crate::law::{Condition, Country, Ends, Evidence, HoldingPeriod, Length, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const BE_1968: &Source = &Source {
    short: "Belgium treaty 1968",
    title: "Convention between Japan and Belgium, signed 1968-03-28, with the protocol of 1988",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/tax_convetion_list_jp.html",
};

const BE_2016: &Source = &Source {
    short: "Belgium treaty 2016",
    title: "Convention between Japan and Belgium, signed 2016-10-12, in force 2019-01-19",
    url: "https://www.mofa.go.jp/press/release/press4e_002283.html",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[BE], regimes: &[BEFORE, V1968, V2016] };

const BE: Country = Country::code("BE");

const BEFORE: Regime = before!("be", "Belgium", BE_1968);

const V1968: Regime = Regime {
    preconditions: open_to!("be-1968", BE, "Belgium", &[BE_1968.at("10(2)")], Evidence::Secondary),
    rows: &[
        row(
            "statute.be-1968.parent-company",
            "At most 10% from a company that has owned at least 25% of the voting stock for the six months before the payment.",
            &[BE_1968.at("10(2)")],
            Evidence::Secondary,
            &[
                COMPANY,
                Condition::VotingStock(
                    Threshold::AtLeast(Percent::of("25")),
                    HoldingPeriod::Throughout(Length::Months(6), Ends::BeforePayment),
                ),
            ],
            "10",
        ),
        row(
            "statute.be-1968.general",
            "At most 15% from everybody else.",
            &[BE_1968.at("10(2)")],
            Evidence::Secondary,
            &[],
            "15",
        ),
    ],
    ..version("be-treaty-1968", "the treaty with Belgium of 1968", "2004-01-01", "2019-12-31")
};

const V2016: Regime = Regime {
    preconditions: open_to!(
        "be-2016", BE, "Belgium", &[BE_2016.at("10(2)")], Evidence::Primary;
        denied!("be-2016", &[BE_2016.at("22")])
    ),
    actions: &[attach_form_17!("be-2016", "the rate of 0%")],
    rows: &[
        row(
            "statute.be-2016.parent-company",
            "Nothing from a company that has owned directly or indirectly at least 10% of the voting stock for the six months ending on the entitlement date, and that is a qualified person.",
            &[BE_2016.at("10(3)(a)"), BE_2016.at("22")],
            Evidence::Primary,
            &[
                COMPANY,
                Condition::VotingStock(Threshold::AtLeast(Percent::of("10")), SIX_MONTHS),
                Condition::MeetsAnyLobTest(QUALIFIED),
            ],
            "0",
        ),
        row(
            "statute.be-2016.pension-fund",
            "Nothing from a pension fund that is entitled to the benefit, unless the dividend derives from carrying on a business.",
            &[BE_2016.at("10(3)(b)"), BE_2016.at("22")],
            Evidence::Primary,
            &[PENSION_FUND, Condition::NotFromBusiness, Condition::MayMeetAnyLobTest(PENSION)],
            "0",
        ),
        row(
            "statute.be-2016.general",
            "At most 10% from everybody else.",
            &[BE_2016.at("10(2)")],
            Evidence::Primary,
            &[],
            "10",
        ),
    ],
    ..current("be-treaty-2016", "the treaty with Belgium of 2016", "2020-01-01")
};
