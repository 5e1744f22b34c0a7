//! Ireland: the convention of 1974, in Japan for taxable years that begin from 1974-01-01 (article 30(2)(b)).

use super::{COMPANY, MLI, current, preconditions, row};
use crate::law::{Condition, Country, Ends, Evidence, HoldingPeriod, Length, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

pub const IE_1974: &Source = &Source {
    short: "Ireland treaty 1974",
    title: "Convention between Japan and Ireland, signed 1974-01-18, in force 1974-12-04 (日・アイルランド租税条約)",
    url: "https://www.mof.go.jp/tax_policy/summary/international/press_release/SynthesizedTextforJapan_Ireland_JP.pdf",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[IE], regimes: &[V1974] };

const IE: Country = Country::code("IE");

const V1974: Regime = Regime {
    preconditions: open_to_recipient!(
        "ie-1974", IE, "Ireland", &[IE_1974.at("11(2)")], Evidence::Primary;
        denied!("ie-1974", &[MLI.at("7(1)")], from "2020-01-01", Evidence::Primary),
        preconditions(
            "statute.ie-1974.subject-to-tax",
            "The limits are for dividends that are subject to tax in Ireland.",
            &[IE_1974.at("11(2)(b)")],
            Evidence::Primary,
            &[Condition::SubjectToTax],
        )
    ),
    rows: &[
        row(
            "statute.ie-1974.parent-company",
            "At most 10% from a company that has owned at least 25% of the voting stock for the six months before the payment.",
            &[IE_1974.at("11(2)(b)")],
            Evidence::Primary,
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
            "statute.ie-1974.general",
            "At most 15% from everybody else.",
            &[IE_1974.at("11(2)(b)")],
            Evidence::Primary,
            &[],
            "15",
        ),
    ],
    ..current("ie-treaty-1974", "the treaty with Ireland of 1974", "1974-01-01")
};
