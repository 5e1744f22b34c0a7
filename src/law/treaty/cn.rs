//! China: the agreement of 1983.

use super::{BEFORE_2004, MLI, current, row};
use crate::law::{Country, Evidence, Regime, Source, Treaty};

const CN_1983: &Source = &Source {
    short: "China agreement 1983",
    title: "Agreement between the Government of Japan and the Government of the People's Republic of China of 1983, with the Multilateral Convention (所得に対する租税に関する二重課税の回避及び脱税の防止のための日本国政府と中華人民共和国政府との間の協定)",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/SynthesizedTextforJapan_China_JP.pdf",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[BEFORE_2004, V1983] };

const PARTNER: Country = Country::code("CN");

const V1983: Regime = Regime {
    preconditions: open_to!("cn-1983", PARTNER, "China", &[CN_1983.at("10(2)")], Evidence::Primary; denied!("cn-1983", &[MLI.at("7(1)")], from "2023-01-01", Evidence::Primary)),
    rows: &[row(
        "statute.cn-1983.general",
        "At most 10%, whoever the resident is.",
        &[CN_1983.at("10(2)")],
        Evidence::Primary,
        &[],
        "10",
    )],
    ..current("cn-agreement-1983", "the agreement with China of 1983", "2004-01-01")
};
