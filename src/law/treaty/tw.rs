//! Taiwan: no treaty, but Japan's act on exempting residents of Taiwan mutually, with the arrangement of 2015.

use super::{NTA_TABLE, UNREAD, current, row};
use crate::law::{Country, Evidence, Regime, Source, Treaty};

const TW_ACT: &Source = &Source {
    short: "Mutual Exemption Act",
    title: "Act on Mutual Exemption of Income of Foreign Residents, Act 144 of 1962 (外国居住者等の所得に対する相互主義による所得税等の非課税等に関する法律), with the arrangement of 2015",
    url: "https://laws.e-gov.go.jp/law/337AC0000000144",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[V2015] };

const PARTNER: Country = Country::code("TW");

const V2015: Regime = Regime {
    preconditions: UNREAD,
    rows: &[row(
        "statute.tw-2015.general",
        "At most 10%, whoever the resident is.",
        &[TW_ACT.at("dividends"), NTA_TABLE],
        Evidence::Secondary,
        &[],
        "10",
    )],
    ..current("tw-act-2015", "the act on mutual exemption, with Taiwan", "2017-01-01")
};
