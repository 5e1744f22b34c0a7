//! Egypt: the convention of 1968.

use super::{BEFORE_2004, NTA_TABLE, UNREAD, current, row};
use crate::law::{Country, Evidence, Regime, Source, Treaty};

const EG_1968: &Source = &Source {
    short: "Egypt treaty 1968",
    title: "Convention between Japan and the United Arab Republic of 1968 (日・エジプト租税条約); as the tax agency prints its rates",
    url: "https://www.mofa.go.jp/mofaj/gaiko/treaty/htmls/A-S44-445.html",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[BEFORE_2004, V1968] };

const PARTNER: Country = Country::code("EG");

const V1968: Regime = Regime {
    preconditions: UNREAD,
    rows: &[row(
        "statute.eg-1968.general",
        "At most 15%, whoever the resident is.",
        &[EG_1968.at("dividends"), NTA_TABLE],
        Evidence::Secondary,
        &[],
        "15",
    )],
    ..current("eg-treaty-1968", "the treaty with Egypt of 1968", "2004-01-01")
};
