//! India: the convention of 1989 and its protocol of 2006, in force 2006-06-28. That its rate applies from 2007-01-01 rests on
//! a report of its text.

use super::{BEFORE_2004, MLI, current, row, version};
use crate::law::{Country, Evidence, Regime, Source, Treaty};

const IN_1989: &Source = &Source {
    short: "India treaty 1989",
    title: "Convention between the Government of Japan and the Government of the Republic of India of 1989 (所得に対する租税に関する二重課税の回避及び脱税の防止のための日本国政府とインド共和国政府との間の条約)",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/India1989_jp_en.pdf",
};

const IN_2006: &Source = &Source {
    short: "India protocol 2006",
    title: "That convention with its protocols of 2006 and 2015 and the Multilateral Convention (日・インド租税条約改正議定書)",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/india.text.rev.jpn.pdf",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[BEFORE_2004, V1989, V2006] };

const PARTNER: Country = Country::code("IN");

const V1989: Regime = Regime {
    preconditions: open_to!("in-1989", PARTNER, "India", &[IN_1989.at("10(2)")], Evidence::Primary),
    rows: &[row(
        "statute.in-1989.general",
        "At most 15%, whoever the resident is.",
        &[IN_1989.at("10(2)")],
        Evidence::Primary,
        &[],
        "15",
    )],
    ..version("in-treaty-1989", "the treaty with India of 1989", "2004-01-01", "2006-12-31")
};

const V2006: Regime = Regime {
    preconditions: open_to!("in-2006", PARTNER, "India", &[IN_2006.at("10(2)")], Evidence::Primary; denied!("in-2006", &[MLI.at("7(1)")], from "2020-01-01", Evidence::Primary)),
    rows: &[row(
        "statute.in-2006.general",
        "At most 10%, whoever the resident is.",
        &[IN_2006.at("10(2)")],
        Evidence::Primary,
        &[],
        "10",
    )],
    ..current("in-treaty-1989-protocol-2006", "the treaty with India of 1989 with its protocol of 2006", "2007-01-01")
};
