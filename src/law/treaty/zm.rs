//! Zambia: the convention of 1970.

use super::{BEFORE_2004, NTA_TABLE, UNREAD, current, row};
use crate::law::{Country, Evidence, Regime, Source, Treaty};

const ZM_1970: &Source = &Source {
    short: "Zambia treaty 1970",
    title: "Convention between Japan and the Republic of Zambia of 1970 (日・ザンビア租税条約); as the tax agency prints its rates",
    url: "https://www.mofa.go.jp/mofaj/gaiko/treaty/htmls/A-S46-635.html",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[BEFORE_2004, V1970] };

const PARTNER: Country = Country::code("ZM");

const V1970: Regime = Regime {
    preconditions: UNREAD,
    rows: &[row(
        "statute.zm-1970.general",
        "Nothing, whoever the resident is.",
        &[ZM_1970.at("dividends"), NTA_TABLE],
        Evidence::Secondary,
        &[],
        "0",
    )],
    ..current("zm-treaty-1970", "the treaty with Zambia of 1970", "2004-01-01")
};
