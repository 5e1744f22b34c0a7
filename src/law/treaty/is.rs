//! Iceland: the convention of 2018.

use super::{COMPANY, FORM_17_PARAGRAPHS, NTA_TABLE, PENSION_FUND, SIX_MONTHS, UNREAD, current, row};
use crate::law::sources::NTA;
use crate::law::{Condition, Country, Evidence, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const IS_2018: &Source = &Source {
    short: "Iceland treaty 2018",
    title: "Convention between Japan and Iceland of 2018, in force 2018-10-31 (日・アイスランド租税条約); as Orbitax tells it",
    url: "https://www.mofa.go.jp/mofaj/press/release/press4_005516.html",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[V2018] };

const PARTNER: Country = Country::code("IS");

const V2018: Regime = Regime {
    preconditions: UNREAD,
    actions: attach_form_17!("is-2018", "the rate of 0%"),
    rows: &[
        row(
            "statute.is-2018.parent-company",
            "Nothing from a company that has owned directly or indirectly at least 25% of the voting stock for the six months ending on the entitlement date, and that is entitled by article 22: by which paragraphs, Form 17 shows.",
            &[IS_2018.at("10(3)"), IS_2018.at("22"), NTA.at("Form 17, Iceland"), NTA_TABLE],
            Evidence::Secondary,
            &[
                COMPANY,
                Condition::VotingStock(Threshold::AtLeast(Percent::of("25")), SIX_MONTHS),
                Condition::MeetsAnyLobTest(FORM_17_PARAGRAPHS),
            ],
            "0",
        ),
        row(
            "statute.is-2018.pension-fund",
            "Nothing from a pension fund, of dividends from the activities that make it one, that is entitled by article 22: by which paragraphs, Form 17 shows.",
            &[IS_2018.at("10(3)"), IS_2018.at("22"), NTA.at("Form 17, Iceland"), NTA_TABLE],
            Evidence::Secondary,
            &[PENSION_FUND, Condition::NotFromBusiness, Condition::MeetsAnyLobTest(FORM_17_PARAGRAPHS)],
            "0",
        ),
        row(
            "statute.is-2018.ten-percent-company",
            "At most 5% from a company that has owned directly or indirectly at least 10% of the voting stock for the six months ending on the entitlement date.",
            &[IS_2018.at("10(2)(a)"), NTA_TABLE],
            Evidence::Secondary,
            &[COMPANY, Condition::VotingStock(Threshold::AtLeast(Percent::of("10")), SIX_MONTHS)],
            "5",
        ),
        row(
            "statute.is-2018.general",
            "At most 15% from everybody else.",
            &[IS_2018.at("10(2)(b)"), NTA_TABLE],
            Evidence::Secondary,
            &[],
            "15",
        ),
    ],
    ..current("is-treaty-2018", "the treaty with Iceland of 2018", "2019-01-01")
};
