//! Estonia: the convention of 2017.

use super::{COMPANY, FORM_17_PARAGRAPHS, NTA_TABLE, UNREAD, current, row};
use crate::law::sources::NTA;
use crate::law::{Condition, Country, Evidence, HoldingPeriod, Length, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const EE_2017: &Source = &Source {
    short: "Estonia treaty 2017",
    title: "Convention between Japan and the Republic of Estonia of 2017, in force 2018-09-29 (日・エストニア租税条約); as reports and the tax agency tell it",
    url: "https://fdocuments.net/document/convention-between-japan-and-the-republic-of-estonia-2020-04-26-convention-between.html",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[V2017] };

const PARTNER: Country = Country::code("EE");

const V2017: Regime = Regime {
    preconditions: UNREAD,
    actions: attach_form_17!("ee-2017", "the rate of 0%"),
    rows: &[
        row(
            "statute.ee-2017.parent-company-whichever-end",
            "Nothing from a company that itself held at least 10% of the voting stock for six months up to the end of the accounting period and on to the payment and is entitled by article 22: on whichever day the six months end by the text, it has.",
            &[EE_2017.at("10(3)"), EE_2017.at("22"), NTA.at("Form 17, Estonia"), NTA_TABLE],
            Evidence::Secondary,
            &[
                COMPANY,
                Condition::MeetsAnyLobTest(FORM_17_PARAGRAPHS),
                Condition::DirectVotingStock(
                    Threshold::AtLeast(Percent::of("10")),
                    HoldingPeriod::WhicheverEnd(Length::Months(6)),
                ),
            ],
            "0",
        ),
        row(
            "statute.ee-2017.parent-company",
            "Nothing from a company with at least 10% of the voting stock for six months that is entitled by article 22: when they end, and whether indirect holdings count, is not known here.",
            &[EE_2017.at("10(3)"), EE_2017.at("22"), NTA.at("Form 17, Estonia"), NTA_TABLE],
            Evidence::Secondary,
            &[
                COMPANY,
                Condition::VotingStock(
                    Threshold::AtLeast(Percent::of("10")),
                    HoldingPeriod::Including(Length::Months(6)),
                ),
                Condition::MeetsAnyLobTest(FORM_17_PARAGRAPHS),
                Condition::NotKnown("when the six months end, and whether indirect holdings count (article 10)"),
            ],
            "0",
        ),
        row(
            "statute.ee-2017.general",
            "At most 10% from everybody else.",
            &[EE_2017.at("10(2)"), NTA_TABLE],
            Evidence::Secondary,
            &[],
            "10",
        ),
    ],
    ..current("ee-treaty-2017", "the treaty with Estonia of 2017", "2019-01-01")
};
