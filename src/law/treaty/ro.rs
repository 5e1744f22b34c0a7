//! Romania: the convention of 1976.

use super::{BEFORE_2004, NTA_TABLE, UNREAD, current, row};
use crate::law::{Country, Evidence, Regime, Source, Treaty};

const RO_1976: &Source = &Source {
    short: "Romania treaty 1976",
    title: "Convention between Japan and the Socialist Republic of Romania of 1976 (日・ルーマニア租税条約); as PwC and the tax agency print its rates",
    url: "https://static.anaf.ro/static/10/Anaf/AsistentaContribuabili_r/Conventii/Japonia.htm",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[BEFORE_2004, V1976] };

const PARTNER: Country = Country::code("RO");

const V1976: Regime = Regime {
    preconditions: UNREAD,
    rows: &[row(
        "statute.ro-1976.general",
        "At most 10%, whoever the resident is.",
        &[RO_1976.at("dividends"), NTA_TABLE],
        Evidence::Secondary,
        &[],
        "10",
    )],
    ..current("ro-treaty-1976", "the treaty with Romania of 1976", "2004-01-01")
};
