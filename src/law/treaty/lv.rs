//! Latvia: the convention of 2017.

use super::{FORM_17_WITH_CHARITIES, NTA_TABLE, UNREAD, current, row};
use crate::law::sources::NTA;
use crate::law::{Condition, Country, Evidence, Regime, Source, Treaty};

const LV_2017: &Source = &Source {
    short: "Latvia treaty 2017",
    title: "Convention between Japan and the Republic of Latvia of 2017, in force 2017-07-05 (日・ラトビア租税条約); as the tax agency prints its rates",
    url: "https://www.mofa.go.jp/mofaj/gaiko/treaty/htmls/A-H29-062.html",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[V2017] };

const PARTNER: Country = Country::code("LV");

const V2017: Regime = Regime {
    preconditions: UNREAD,
    actions: attach_form_17!("lv-2017", "the rate of 0%"),
    rows: &[
        row(
            "statute.lv-2017.not-an-individual",
            "Nothing from anybody but an individual who is entitled by article 22: by which paragraphs, Form 17 shows.",
            &[LV_2017.at("10"), LV_2017.at("22"), NTA.at("Form 17, Latvia"), NTA_TABLE],
            Evidence::Secondary,
            &[Condition::NotIndividual, Condition::MeetsAnyLobTest(FORM_17_WITH_CHARITIES)],
            "0",
        ),
        row(
            "statute.lv-2017.general",
            "At most 10% from everybody else.",
            &[LV_2017.at("10"), NTA_TABLE],
            Evidence::Secondary,
            &[],
            "10",
        ),
    ],
    ..current("lv-treaty-2017", "the treaty with Latvia of 2017", "2018-01-01")
};
