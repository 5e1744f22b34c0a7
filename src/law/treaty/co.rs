//! Colombia: the convention of 2018.

use super::{COMPANY, FORM_17_PARAGRAPHS, NTA_TABLE, PENSION_FUND, UNREAD, current, preconditions, row};
use crate::facts::HolderKind;
use crate::law::sources::NTA;
use crate::law::{
    Condition, Country, Effect, Evidence, HoldingPeriod, Length, Regime, Rule, Source, Threshold, Treaty, When,
};
use crate::units::Percent;

const CO_2018: &Source = &Source {
    short: "Colombia treaty 2018",
    title: "Convention between Japan and the Republic of Colombia of 2018, in force 2022-09-04 (日・コロンビア租税条約); as the Ministry of Finance and EY tell it",
    url: "http://www.secretariasenado.gov.co/senado/basedoc/ley_2095_2021.html",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[V2018] };

const PARTNER: Country = Country::code("CO");

const V2018: Regime = Regime {
    preconditions: UNREAD,
    entitled: &[
        preconditions(
            "statute.co-2018.individual",
            "An individual is a qualified person.",
            &[CO_2018.at("28"), NTA.at("Form 17, Colombia, A(1)")],
            Evidence::Secondary,
            &[Condition::Kind(HolderKind::Individual)],
        ),
        preconditions(
            "statute.co-2018.not-stated",
            "By which paragraph of the limitation on benefits the holder is entitled is not stated: that it is, is assumed.",
            &[CO_2018.at("28")],
            Evidence::Secondary,
            &[Condition::LobTestsNotStated],
        ),
        preconditions(
            "statute.co-2018.qualified",
            "A qualified person, or one entitled by another paragraph: a state or its agency, what is listed, a pension fund, who is at least half owned by such and by individuals of Colombia, or three quarters by equivalent beneficiaries, an active business, whom the tax agency determines to be.",
            &[CO_2018.at("28"), NTA.at("Form 17, Colombia")],
            Evidence::Secondary,
            &[Condition::MeetsAnyLobTest(FORM_17_PARAGRAPHS)],
        ),
        Rule {
            id: "statute.co-2018.no-paragraph",
            says: "Nobody else is entitled to the treaty's benefits.",
            cites: &[CO_2018.at("28")],
            evidence: Evidence::Secondary,
            when: When::ALWAYS,
            effect: Effect::NoBenefits,
        },
    ],
    actions: attach_form_17!("co-2018", "every rate of this treaty"),
    rows: &[
        row(
            "statute.co-2018.pension-fund",
            "Nothing from a recognised pension fund, of dividends that do not come from carrying on a business.",
            &[CO_2018.at("10"), NTA_TABLE],
            Evidence::Secondary,
            &[PENSION_FUND, Condition::NotFromBusiness],
            "0",
        ),
        row(
            "statute.co-2018.parent-company-whichever-end",
            "At most 5% from a company that itself held at least 20% of the voting stock for six months up to the end of the accounting period and on to the payment: on whichever day the six months end by the text, it has.",
            &[CO_2018.at("10(2)"), NTA_TABLE],
            Evidence::Secondary,
            &[
                COMPANY,
                Condition::DirectVotingStock(
                    Threshold::AtLeast(Percent::of("20")),
                    HoldingPeriod::WhicheverEnd(Length::Months(6)),
                ),
            ],
            "5",
        ),
        row(
            "statute.co-2018.parent-company",
            "At most 5% from a company with at least 20% of the voting stock for six months: when they end, and whether indirect holdings count, is not known here.",
            &[CO_2018.at("10(2)"), NTA_TABLE],
            Evidence::Secondary,
            &[
                COMPANY,
                Condition::VotingStock(
                    Threshold::AtLeast(Percent::of("20")),
                    HoldingPeriod::Including(Length::Months(6)),
                ),
                Condition::NotKnown("when the six months end, and whether indirect holdings count (article 10(2))"),
            ],
            "5",
        ),
        row(
            "statute.co-2018.general",
            "At most 10% from everybody else.",
            &[CO_2018.at("10(2)"), NTA_TABLE],
            Evidence::Secondary,
            &[],
            "10",
        ),
    ],
    ..current("co-treaty-2018", "the treaty with Colombia of 2018", "2023-01-01")
};
