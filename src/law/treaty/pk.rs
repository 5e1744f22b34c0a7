//! Pakistan: the convention of 1959, whose rates were not found, and the convention of 2008.

use super::{BEFORE_2004, COMPANY, NTA_TABLE, UNREAD, current, not_stated, row, version};
use crate::law::{Condition, Country, Evidence, HoldingPeriod, Length, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const PK_1959: &Source = &Source {
    short: "Pakistan treaty 1959",
    title: "Convention between Japan and Pakistan of 1959 (日・パキスタン租税条約)",
    url: "https://www.mofa.go.jp/mofaj/gaiko/treaty/htmls/A-S38(2)-171.html",
};

const PK_2008: &Source = &Source {
    short: "Pakistan treaty 2008",
    title: "Convention between Japan and the Islamic Republic of Pakistan of 2008, in force 2008-11-09 (日・パキスタン租税条約); as the Federal Board of Revenue of Pakistan and a newspaper tell it",
    url: "https://www.mofa.go.jp/mofaj/gaiko/treaty/htmls/A-H20-093.html",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[BEFORE_2004, V1959, V2008] };

const PARTNER: Country = Country::code("PK");

const V1959: Regime = Regime {
    preconditions: UNREAD,
    rows: &[not_stated(
        "statute.pk-1959.not-encoded",
        "What the treaty of 1959 limited the rate to was not found: look at its article on dividends.",
        &[PK_1959.at("dividends")],
        Evidence::Memory,
    )],
    ..version("pk-treaty-1959", "the treaty with Pakistan of 1959", "2004-01-01", "2008-12-31")
};

const V2008: Regime = Regime {
    preconditions: UNREAD,
    rows: &[
        row(
            "statute.pk-2008.parent-company-whichever-end",
            "At most 5% from a company that itself held at least 50% of the voting stock for six months up to the end of the accounting period and on to the payment: on whichever day the six months end by the text, it has.",
            &[PK_2008.at("10(2)(a)"), NTA_TABLE],
            Evidence::Secondary,
            &[
                COMPANY,
                Condition::DirectVotingStock(
                    Threshold::AtLeast(Percent::of("50")),
                    HoldingPeriod::WhicheverEnd(Length::Months(6)),
                ),
            ],
            "5",
        ),
        row(
            "statute.pk-2008.parent-company",
            "At most 5% from a company with at least 50% of the voting stock for six months: when they end, and whether indirect holdings count, is not known here.",
            &[PK_2008.at("10(2)(a)"), NTA_TABLE],
            Evidence::Secondary,
            &[
                COMPANY,
                Condition::VotingStock(
                    Threshold::AtLeast(Percent::of("50")),
                    HoldingPeriod::Including(Length::Months(6)),
                ),
                Condition::NotKnown("when the six months end, and whether indirect holdings count (article 10(2)(a))"),
            ],
            "5",
        ),
        row(
            "statute.pk-2008.quarter-company",
            "At most 7.5% from a company with at least 25% of the voting stock: for how long (from memory six months), and whether indirect holdings count, is not known here.",
            &[PK_2008.at("10(2)(b)"), NTA_TABLE],
            Evidence::Secondary,
            &[
                COMPANY,
                Condition::VotingStock(Threshold::AtLeast(Percent::of("25")), HoldingPeriod::OnEntitlement),
                Condition::NotKnown("for how long, and whether indirect holdings count (article 10(2)(b))"),
            ],
            "7.5",
        ),
        row(
            "statute.pk-2008.general",
            "At most 10% from everybody else.",
            &[PK_2008.at("10(2)(c)"), NTA_TABLE],
            Evidence::Secondary,
            &[],
            "10",
        ),
    ],
    ..current("pk-treaty-2008", "the treaty with Pakistan of 2008", "2009-01-01")
};
