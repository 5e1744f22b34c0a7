//! Luxembourg: the convention of 1992.

use super::{BEFORE_2004, COMPANY, MLI, SIX_MONTHS_OF_PERIOD, current, row};
use crate::law::{Condition, Country, Evidence, Regime, Source, Threshold, Treaty};
use crate::units::{Day, Percent, Span};

pub(super) const LU_1992: &Source = &Source {
    short: "Luxembourg treaty 1992",
    title: "Convention between Japan and Luxembourg, signed 1992-03-05, in force 1992-12-27 (日・ルクセンブルク租税条約)",
    url: "https://www.damalion.com/luxembourg-double-tax-treaty-japan/",
};

const MLI_LU: &Source = &Source {
    short: "Multilateral Convention, Luxembourg",
    title: "Ministry of Finance of Japan, application of the Multilateral Convention to the treaty with Luxembourg (財務省「日・ルクセンブルク租税条約に対するＢＥＰＳ防止措置実施条約の適用」)",
    url: "https://www.mof.go.jp/english/tax_policy/tax_conventions/mli_lu.htm",
};

const NTA_QA: &Source = &Source {
    short: "National Tax Agency Q&A",
    title: "National Tax Agency of Japan, questions and answers on withholding, 06/59 (国税庁 質疑応答事例 源泉所得税)",
    url: "https://www.nta.go.jp/law/shitsugi/gensen/06/59.htm",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[LU], regimes: &[BEFORE, V1992] };

const LU: Country = Country::code("LU");

const BEFORE: Regime = Regime { span: Span::new(Day::of("1993-01-01"), Day::of("2003-12-31")), ..BEFORE_2004 };

const V1992: Regime = Regime {
    preconditions: open_to!(
        "lu-1992", LU, "Luxembourg", &[LU_1992.at("10(2)")], Evidence::Primary;
        denied!("lu-1992", &[MLI.at("7(1)"), MLI.at("35(1)(a)"), MLI_LU.at("point 2")], from "2020-01-01", Evidence::Primary)
    ),
    rows: &[
        row(
            "statute.lu-1992.parent-company",
            "At most 5% from a company that has owned at least 25% of the voting stock for the six months ending with the accounting period.",
            &[LU_1992.at("10(2)(a)"), NTA_QA.at("06/59")],
            Evidence::Primary,
            &[COMPANY, Condition::VotingStock(Threshold::AtLeast(Percent::of("25")), SIX_MONTHS_OF_PERIOD)],
            "5",
        ),
        row(
            "statute.lu-1992.general",
            "At most 15% from everybody else.",
            &[LU_1992.at("10(2)(b)"), NTA_QA.at("06/59")],
            Evidence::Primary,
            &[],
            "15",
        ),
    ],
    ..current("lu-treaty-1992", "the treaty with Luxembourg of 1992", "2004-01-01")
};
