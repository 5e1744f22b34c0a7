//! South Africa: the convention of 1997.

use super::{BEFORE_2004, COMPANY, MLI, SIX_MONTHS_OF_PERIOD, current, row};
use crate::law::{Condition, Country, Evidence, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

pub(super) const ZA_1997: &Source = &Source {
    short: "South Africa treaty 1997",
    title: "Convention between the Government of Japan and the Government of the Republic of South Africa of 1997, with the Multilateral Convention (所得に対する租税に関する二重課税の回避及び脱税の防止のための日本国政府と南アフリカ共和国政府との間の条約)",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/SynthesizedTextforJapan_SouthAfrica_JP.pdf",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[BEFORE_2004, V1997] };

const PARTNER: Country = Country::code("ZA");

const V1997: Regime = Regime {
    preconditions: open_to!("za-1997", PARTNER, "South Africa", &[ZA_1997.at("10(2)")], Evidence::Primary; denied!("za-1997", &[ZA_1997.at("22"), ZA_1997.at("protocol 2"), MLI.at("7(1)")])),
    rows: &[
        row(
            "statute.za-1997.parent-company",
            "At most 5% from a company that has owned at least 25% of the voting stock for the six months ending with the accounting period.",
            &[ZA_1997.at("10(2)(a)")],
            Evidence::Primary,
            &[COMPANY, Condition::VotingStock(Threshold::AtLeast(Percent::of("25")), SIX_MONTHS_OF_PERIOD)],
            "5",
        ),
        row(
            "statute.za-1997.general",
            "At most 15% from everybody else.",
            &[ZA_1997.at("10(2)(b)")],
            Evidence::Primary,
            &[],
            "15",
        ),
    ],
    ..current("za-treaty-1997", "the treaty with South Africa of 1997", "2004-01-01")
};
