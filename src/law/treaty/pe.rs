//! Peru: the convention of 2019.

use super::{NTA_TABLE, UNREAD, current, row};
use crate::law::{Country, Evidence, Regime, Source, Treaty};

const PE_2019: &Source = &Source {
    short: "Peru treaty 2019",
    title: "Convention between Japan and the Republic of Peru of 2019, in force 2021-01-29 (日・ペルー租税条約); as a report tells it",
    url: "https://www.mofa.go.jp/mofaj/gaiko/treaty/htmls/A-R3-090.html",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[V2019] };

const PARTNER: Country = Country::code("PE");

const V2019: Regime = Regime {
    preconditions: UNREAD,
    rows: &[row(
        "statute.pe-2019.general",
        "At most 10%, whoever the resident is.",
        &[PE_2019.at("dividends"), NTA_TABLE],
        Evidence::Secondary,
        &[],
        "10",
    )],
    ..current("pe-treaty-2019", "the treaty with Peru of 2019", "2022-01-01")
};
