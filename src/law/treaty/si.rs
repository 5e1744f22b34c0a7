//! Slovenia: the convention of 2016.

use super::{NTA_TABLE, UNREAD, current, row};
use crate::law::{Country, Evidence, Regime, Source, Treaty};

const SI_2016: &Source = &Source {
    short: "Slovenia treaty 2016",
    title: "Convention between Japan and the Republic of Slovenia of 2016, in force 2017-08-23 (日・スロベニア租税条約); as UniCredit, PwC and the tax agency print its rates",
    url: "https://uradni-list.si/glasilo-uradni-list-rs/vsebina/2017-02-0034/zakon-o-ratifikaciji-konvencije-med-republiko-slovenijo-in-japonsko-o-odpravi-dvojnega-obdavcevanja-v-zvezi-z-davki-od-dohodka-ter-preprecevanju-davcnih-utaj-in-izogibanja-davkom-s-protokolom-bjpodo",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[V2016] };

const PARTNER: Country = Country::code("SI");

const V2016: Regime = Regime {
    preconditions: UNREAD,
    rows: &[row(
        "statute.si-2016.general",
        "At most 5%, whoever the resident is.",
        &[SI_2016.at("dividends"), NTA_TABLE],
        Evidence::Secondary,
        &[],
        "5",
    )],
    ..current("si-treaty-2016", "the treaty with Slovenia of 2016", "2018-01-01")
};
