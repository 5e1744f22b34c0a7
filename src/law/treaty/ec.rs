//! Ecuador: the convention of 2019.

use super::{NTA_TABLE, UNREAD, current, row};
use crate::law::{Country, Evidence, Regime, Source, Treaty};

const EC_2019: &Source = &Source {
    short: "Ecuador treaty 2019",
    title: "Convention between Japan and the Republic of Ecuador of 2019, in force 2019-12-28 (日・エクアドル租税条約); as the tax agency prints its rates",
    url: "https://kanpou.npb.go.jp/20191129/20191129g00171/20191129g001710008f.html",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[V2019] };

const PARTNER: Country = Country::code("EC");

const V2019: Regime = Regime {
    preconditions: UNREAD,
    rows: &[row(
        "statute.ec-2019.general",
        "At most 5%, whoever the resident is.",
        &[EC_2019.at("dividends"), NTA_TABLE],
        Evidence::Secondary,
        &[],
        "5",
    )],
    ..current("ec-treaty-2019", "the treaty with Ecuador of 2019", "2020-01-01")
};
