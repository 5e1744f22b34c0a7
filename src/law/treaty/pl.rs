//! Poland: the convention of 1980.

use super::{BEFORE_2004, NTA_TABLE, UNREAD, current, row};
use crate::law::{Country, Evidence, Regime, Source, Treaty};

const PL_1980: &Source = &Source {
    short: "Poland treaty 1980",
    title: "Convention between Japan and the Polish People's Republic of 1980, in force 1982-12-23 (日・ポーランド租税条約); as the tax agency prints its rates",
    url: "https://www.mofa.go.jp/mofaj/gaiko/treaty/htmls/A-S57-1181.html",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[BEFORE_2004, V1980] };

const PARTNER: Country = Country::code("PL");

const V1980: Regime = Regime {
    preconditions: UNREAD,
    rows: &[row(
        "statute.pl-1980.general",
        "At most 10%, whoever the resident is.",
        &[PL_1980.at("dividends"), NTA_TABLE],
        Evidence::Secondary,
        &[],
        "10",
    )],
    ..current("pl-treaty-1980", "the treaty with Poland of 1980", "2004-01-01")
};
