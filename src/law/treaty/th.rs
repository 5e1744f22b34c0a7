//! Thailand: the convention of 1990.

use super::{BEFORE_2004, COMPANY, MLI, SIX_MONTHS_OF_PERIOD, current, no_limit, row};
use crate::law::{Condition, Country, Evidence, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const TH_1990: &Source = &Source {
    short: "Thailand treaty 1990",
    title: "Convention between Japan and Thailand of 1990, with the Multilateral Convention (所得に対する租税に関する二重課税の回避及び脱税の防止のための日本国とタイとの間の条約)",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/SynthesizedTextforJapan_Thailand_JP.pdf",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[BEFORE_2004, V1990] };

const PARTNER: Country = Country::code("TH");

const V1990: Regime = Regime {
    preconditions: open_to!("th-1990", PARTNER, "Thailand", &[TH_1990.at("10(2)")], Evidence::Primary; denied!("th-1990", &[MLI.at("7(1)")], from "2023-01-01", Evidence::Primary)),
    rows: &[
        row(
            "statute.th-1990.parent-company-of-industry",
            "At most 15% from a company that has owned at least 25% of the voting stock for the six months ending with the accounting period, when the payer is engaged in an industrial undertaking: manufacturing, building, energy, water, farming, or what its competent authority declares to be one.",
            &[TH_1990.at("10(2)(a)"), TH_1990.at("10(3)(b)")],
            Evidence::Primary,
            &[
                COMPANY,
                Condition::VotingStock(Threshold::AtLeast(Percent::of("25")), SIX_MONTHS_OF_PERIOD),
                Condition::NotKnown(
                    "whether the payer is engaged in an industrial undertaking, which a competent authority can declare (article 10(3)(b))",
                ),
            ],
            "15",
        ),
        row(
            "statute.th-1990.parent-company",
            "At most 20% from a company that has owned at least 25% of the voting stock for the six months ending with the accounting period.",
            &[TH_1990.at("10(2)(b)")],
            Evidence::Primary,
            &[COMPANY, Condition::VotingStock(Threshold::AtLeast(Percent::of("25")), SIX_MONTHS_OF_PERIOD)],
            "20",
        ),
        no_limit(
            "statute.th-1990.no-limit",
            "The treaty sets no limit for anybody else.",
            &[TH_1990.at("10(1)"), TH_1990.at("10(2)")],
            Evidence::Primary,
        ),
    ],
    ..current("th-treaty-1990", "the treaty with Thailand of 1990", "2004-01-01")
};
