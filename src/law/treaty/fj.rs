//! Fiji: the convention of the United Kingdom of 1962, which leaves dividends to domestic law.

use super::{BEFORE_2004, NTA_TABLE, UNREAD, current, no_limit};
use crate::law::{Country, Evidence, Regime, Source, Treaty};

const FJ_1962: &Source = &Source {
    short: "United Kingdom treaty 1962, Fiji",
    title: "Convention between Japan and the United Kingdom of 1962, which Fiji succeeded to (日・フィジー租税条約); as the tax agency prints its rates",
    url: "https://www.mofa.go.jp/mofaj/gaiko/treaty/htmls/A-S38(3)-223.html",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[BEFORE_2004, V1962] };

const PARTNER: Country = Country::code("FJ");

const V1962: Regime = Regime {
    preconditions: UNREAD,
    rows: &[no_limit(
        "statute.fj-1962.no-limit",
        "The treaty leaves what is withheld to domestic law.",
        &[FJ_1962.at("dividends"), NTA_TABLE],
        Evidence::Secondary,
    )],
    ..current("fj-treaty-1962", "the treaty of the United Kingdom of 1962, with Fiji", "2004-01-01")
};
