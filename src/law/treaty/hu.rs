//! Hungary: the convention of 1980.

use super::{BEFORE_2004, NTA_TABLE, UNREAD, current, row};
use crate::law::{Country, Evidence, Regime, Source, Treaty};

const HU_1980: &Source = &Source {
    short: "Hungary treaty 1980",
    title: "Convention between Japan and the Hungarian People's Republic of 1980, in force 1980-10-25 (日・ハンガリー租税条約); as the tax agency prints its rates",
    url: "http://njt.hu/cgi_bin/njt_doc.cgi?docid=3867",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[BEFORE_2004, V1980] };

const PARTNER: Country = Country::code("HU");

const V1980: Regime = Regime {
    preconditions: UNREAD,
    rows: &[row(
        "statute.hu-1980.general",
        "At most 10%, whoever the resident is.",
        &[HU_1980.at("dividends"), NTA_TABLE],
        Evidence::Secondary,
        &[],
        "10",
    )],
    ..current("hu-treaty-1980", "the treaty with Hungary of 1980", "2004-01-01")
};
