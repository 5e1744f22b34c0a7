//! Viet Nam: the agreement of 1995.

use super::{BEFORE_2004, MLI, current, row};
use crate::law::{Country, Evidence, Regime, Source, Treaty};

const VN_1995: &Source = &Source {
    short: "Viet Nam agreement 1995",
    title: "Agreement between the Government of Japan and the Government of the Socialist Republic of Viet Nam of 1995, with the Multilateral Convention (所得に対する租税に関する二重課税の回避及び脱税の防止のための日本国政府とヴィエトナム社会主義共和国政府との間の協定)",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/SynthesizedTextforJapan_VietNam_JP.pdf",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[BEFORE_2004, V1995] };

const PARTNER: Country = Country::code("VN");

const V1995: Regime = Regime {
    preconditions: open_to!("vn-1995", PARTNER, "Viet Nam", &[VN_1995.at("10(2)")], Evidence::Primary; denied!("vn-1995", &[MLI.at("7(1)")], from "2024-01-01", Evidence::Primary)),
    rows: &[row(
        "statute.vn-1995.general",
        "At most 10%, whoever the resident is.",
        &[VN_1995.at("10(2)")],
        Evidence::Primary,
        &[],
        "10",
    )],
    ..current("vn-agreement-1995", "the agreement with Viet Nam of 1995", "2004-01-01")
};
