//! Brazil: the convention of 1967 with its protocol of 1976.

use super::{BEFORE_2004, current, row};
use crate::law::{Country, Evidence, Regime, Source, Treaty};

const BR_1967: &Source = &Source {
    short: "Brazil treaty 1967",
    title: "Convention between Japan and the Federative Republic of Brazil of 1967 with its protocol of 1976 (日・ブラジル租税条約)",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/Brazil_ST_jp.pdf",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[BEFORE_2004, V1967] };

const PARTNER: Country = Country::code("BR");

const V1967: Regime = Regime {
    preconditions: open_to_recipient!("br-1967", PARTNER, "Brazil", &[BR_1967.at("9")], Evidence::Primary),
    rows: &[row(
        "statute.br-1967.general",
        "At most 12.5%, whoever the resident is.",
        &[BR_1967.at("9(2)"), BR_1967.at("protocol of 1976, 1")],
        Evidence::Primary,
        &[],
        "12.5",
    )],
    ..current("br-treaty-1967", "the treaty with Brazil of 1967 with its protocol of 1976", "2004-01-01")
};
