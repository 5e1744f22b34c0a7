//! Lithuania: the convention of 2017.

use super::{FORM_17_WITH_CHARITIES, NTA_TABLE, UNREAD, current, row};
use crate::law::sources::NTA;
use crate::law::{Condition, Country, Evidence, Regime, Source, Treaty};

const LT_2017: &Source = &Source {
    short: "Lithuania treaty 2017",
    title: "Convention between Japan and the Republic of Lithuania of 2017, in force 2018-08-31; as the tax agency prints its rates (所得に対する租税に関する二重課税の除去並びに脱税及び租税回避の防止のための日本国とリトアニア共和国との間の条約)",
    url: "https://www.mofa.go.jp/mofaj/gaiko/treaty/htmls/A-H30-078.html",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[V2017] };

const PARTNER: Country = Country::code("LT");

const V2017: Regime = Regime {
    preconditions: UNREAD,
    actions: attach_form_17!("lt-2017", "the rate of 0%"),
    rows: &[
        row(
            "statute.lt-2017.not-an-individual",
            "Nothing from anybody but an individual who is entitled by article 23: by which paragraphs, Form 17 shows.",
            &[LT_2017.at("10"), LT_2017.at("23"), NTA.at("Form 17, Lithuania"), NTA_TABLE],
            Evidence::Secondary,
            &[Condition::NotIndividual, Condition::MeetsAnyLobTest(FORM_17_WITH_CHARITIES)],
            "0",
        ),
        row(
            "statute.lt-2017.general",
            "At most 10% from everybody else.",
            &[LT_2017.at("10"), NTA_TABLE],
            Evidence::Secondary,
            &[],
            "10",
        ),
    ],
    ..current("lt-treaty-2017", "the treaty with Lithuania of 2017", "2019-01-01")
};
