//! Taiwan: no treaty, but Japan's act on exempting residents of Taiwan mutually, with the arrangement of 2015.

use super::{NTA_TABLE, current, preconditions, row};
use crate::law::{Condition, Country, Evidence, Regime, Source, Treaty};

pub(super) const TW_ACT: &Source = &Source {
    short: "Mutual Exemption Act",
    title: "Act on Mutual Exemption of Income of Foreign Residents, Act 144 of 1962 (外国居住者等の所得に対する相互主義による所得税等の非課税等に関する法律), with the arrangement of 2015",
    url: "https://laws.e-gov.go.jp/law/337AC0000000144",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[V2015] };

const PARTNER: Country = Country::code("TW");

const V2015: Regime = Regime {
    preconditions: open_to_recipient!(
        "tw-2015", PARTNER, "Taiwan", &[TW_ACT.at("2(iii)"), TW_ACT.at("15(1)"), NTA_TABLE], Evidence::Primary;
        preconditions(
            "statute.tw-2015.benefits",
            "The rate is not given where it was one of the main purposes of the right from which the dividend comes, of its transfer or of another act of the holder or of who is connected with it.",
            &[TW_ACT.at("6")],
            Evidence::Primary,
            &[Condition::EntitledToBenefits],
        )
    ),
    rows: &[row(
        "statute.tw-2015.general",
        "At most 10%, whoever the resident is: that rate takes the place of the one without the act.",
        &[TW_ACT.at("15(1)"), NTA_TABLE],
        Evidence::Primary,
        &[],
        "10",
    )],
    ..current("tw-act-2015", "the act on mutual exemption, with Taiwan", "2017-01-01")
};
