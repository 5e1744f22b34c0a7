//! Uzbekistan: the convention of the Soviet Union of 1986 and the convention of 2019. Its article 28, on who is entitled to
//! benefits, guards no dividend: the tax agency's form for it has no rule on those of listed shares.

use super::{BEFORE_2004, COMPANY, NTA_TABLE, UNREAD, USSR_ROWS, current, row, version};
use crate::law::{Condition, Country, Evidence, HoldingPeriod, Length, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const UZ_2019: &Source = &Source {
    short: "Uzbekistan treaty 2019",
    title: "Convention between Japan and the Republic of Uzbekistan of 2019, in force 2020-10-17 (日・ウズベキスタン租税条約); as PwC and the Ministry of Foreign Affairs tell it",
    url: "https://lex.uz/docs/5015865",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[BEFORE_2004, VUSSR, V2019] };

const PARTNER: Country = Country::code("UZ");

const VUSSR: Regime = Regime {
    preconditions: UNREAD,
    rows: USSR_ROWS,
    ..version("uz-treaty-1986", "the treaty of the Soviet Union of 1986, with Uzbekistan", "2004-01-01", "2020-12-31")
};

const V2019: Regime = Regime {
    preconditions: UNREAD,
    rows: &[
        row(
            "statute.uz-2019.parent-company",
            "At most 5% from a company that owns directly at least 25% throughout 365 days: whether of the voting stock, and when they end, is not known here.",
            &[UZ_2019.at("10(2)(a)"), NTA_TABLE],
            Evidence::Secondary,
            &[
                COMPANY,
                Condition::DirectVotingStock(
                    Threshold::AtLeast(Percent::of("25")),
                    HoldingPeriod::Including(Length::Days(365)),
                ),
                Condition::NotKnown("whether of the voting stock, and when the 365 days end (article 10(2)(a))"),
            ],
            "5",
        ),
        row(
            "statute.uz-2019.general",
            "At most 10% from everybody else.",
            &[UZ_2019.at("10(2)(b)"), NTA_TABLE],
            Evidence::Secondary,
            &[],
            "10",
        ),
    ],
    ..current("uz-treaty-2019", "the treaty with Uzbekistan of 2019", "2021-01-01")
};
