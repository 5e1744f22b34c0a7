//! Sales: how the United States taxes the gain, by the day of the sale and the tax year.

use super::us::AFTER_TABLES;
use super::{gain_treaties, japan_gains};
use crate::facts::{HolderKind, SaleKind};
use crate::law::irc::{
    IRC, JCS_10_87, PL_94_455, PL_97_34, PL_98_369, PL_99_514, PL_101_508, PL_105_34, PL_105_206, PL_108_27, REG,
    REV_RUL_66_7, REV_RUL_70_598,
};
use crate::law::{Action, Citation, Condition, Effect, Evidence, GainChapter, Papers, Rule, SaleCondition, When};
use crate::units::{Day, Rate};

pub(super) const CHAPTER: GainChapter = GainChapter {
    japan: japan_gains::JAPAN,
    treaties: gain_treaties::TREATIES,
    japan_notes: japan_gains::NOTES,
    exchange: computation(
        "statute.us-gain.exchange",
        "Exchanging shares for ADRs or ADRs for shares is generally not taxed: the holder is treated as the owner of the shares all along, and basis and holding period go on.",
        &[IRC.at("1036"), IRC.at("1223(1)")],
    ),
    lots: Rule {
        id: "statute.us-gain.lots",
        says: "The shares that the holder identifies are the ones sold; without that, the ones acquired first.",
        cites: &[REG.at("1.1012-1(c)")],
        evidence: Evidence::Secondary,
        when: When::ALWAYS,
        effect: Effect::Computation,
    },
    realised: computation(
        "statute.us-gain.realised",
        "The amount realised counts at its value in dollars: yen at a spot rate, less the expenses of the sale.",
        &[IRC.at("1001(a)"), IRC.at("1001(b)"), IRC.at("1012(a)")],
    ),
    basis: computation(
        "statute.us-gain.basis",
        "The tax basis is determined in dollars: yen that were paid count at a spot rate.",
        &[IRC.at("1001(a)"), IRC.at("1001(b)"), IRC.at("1012(a)")],
    ),
    gain: computation(
        "statute.us-gain.gain",
        "Capital gain or loss is the difference between the dollars realised and the basis in dollars.",
        &[IRC.at("1001(a)"), IRC.at("1001(b)"), IRC.at("1012(a)")],
    ),
    long_term: LONG_TERM,
    rates: RATES,
    loss: computation(
        "statute.us-gain.loss",
        "When the basis is larger than what is realised, the difference is a capital loss. Beyond the year's gains an individual deducts up to $3,000 of it ($1,500 married filing separately, less before 1978), and carries the rest forward.",
        &[IRC.at("1001(a)"), IRC.at("1211(b)"), IRC.at("1212(b)")],
    ),
    netting: Rule {
        id: "statute.us-gain.netting",
        says: "Losses of the sale are set off: only long-term gain beyond the short-term loss has the maximum rate. What else the holder gained or lost in the year is not known here.",
        cites: &[IRC.at("1222(11)")],
        evidence: Evidence::Primary,
        when: When::ALWAYS,
        effect: Effect::Computation,
    },
    source: computation(
        "statute.us-gain.source",
        "The gain or loss is generally from sources within the United States for the foreign tax credit limitation.",
        &[IRC.at("865(a)")],
    ),
    transfers: Some(&super::transfers::TRANSFERS),
    notes: &[],
    gain_notes: NOTES,
    actions: ACTIONS,
};

/// The period is that of the tax year of the sale, and of the day of acquisition.
const LONG_TERM: &[Rule] = &[
    Rule {
        id: "statute.us-gain.long-term-until-1976",
        says: "Until 1976 a gain was long-term after more than six months.",
        cites: &[PL_94_455.at("1402")],
        evidence: Evidence::Memory,
        when: When::all(&[Condition::TaxYearBeginsBefore(Day::ymd(1977, 1, 1)), SIX_MONTHS]),
        effect: Effect::Requirement,
    },
    Rule {
        id: "statute.us-gain.long-term-1977",
        says: "In tax years that begin in 1977 a gain was long-term after more than nine months.",
        cites: &[PL_94_455.at("1402")],
        evidence: Evidence::Memory,
        when: When::all(&[
            Condition::TaxYearBeginsBefore(Day::ymd(1978, 1, 1)),
            Condition::Sale(SaleCondition::HeldMoreThanMonths(9)),
        ]),
        effect: Effect::Requirement,
    },
    Rule {
        id: "statute.us-gain.long-term-acquired-1984",
        says: "For what was acquired after 1984-06-22 and before 1988 a gain is long-term after more than six months.",
        cites: &[PL_98_369.at("1001")],
        evidence: Evidence::Memory,
        when: When::all(&[
            ACQUIRED_FROM_1984,
            Condition::Sale(SaleCondition::AcquiredBefore(Day::ymd(1988, 1, 1))),
            SIX_MONTHS,
        ]),
        effect: Effect::Requirement,
    },
    Rule {
        id: "statute.us-gain.long-term",
        says: "A holding period greater than one year is long-term. A year runs from the day after the acquisition and includes the day of the sale, and from the last day of a month it runs through whole months.",
        cites: &[IRC.at("1222"), REV_RUL_66_7.at("66-7"), REV_RUL_70_598.at("70-598")],
        evidence: Evidence::Secondary,
        when: When::all(&[MORE_THAN_A_YEAR]),
        effect: Effect::Requirement,
    },
];

const RATES: &[Rule] = &[
    Rule {
        id: "statute.us-gain.pfic",
        says: "A gain on stock of a PFIC is under the rules on excess distributions, unless the holder elected to mark to market.",
        cites: &[IRC.at("1291(a)(2)")],
        evidence: Evidence::Primary,
        when: When::all(&[Condition::Sale(SaleCondition::PficWhileHeld)]),
        effect: Effect::ExcessDistribution,
    },
    Rule {
        id: "statute.us-gain.corporation",
        says: "A corporation pays its own rate on gains. Alternative rates of earlier years are not encoded.",
        cites: &[IRC.at("11"), IRC.at("1201")],
        evidence: Evidence::Primary,
        when: When::all(&[Condition::Kind(HolderKind::Corporation)]),
        effect: Effect::OrdinaryRates,
    },
    maximum(
        "statute.us-gain.maximum-rate-2013",
        "In tax years from 2013 net long-term gain is taxed at no more than 20%.",
        &[IRC.at("1(h)(1)(D)")],
        Evidence::Primary,
        &[
            Condition::TaxYearBeginsFrom(Day::ymd(2013, 1, 1)),
            Condition::TaxYearBeginsBefore(AFTER_TABLES),
            MORE_THAN_A_YEAR,
        ],
        "20",
    ),
    Rule {
        id: "statute.us-gain.after-2026",
        says: "What net long-term gain is taxed at in tax years that begin after 2026 is not encoded: the table of rates and brackets (statute.preferential-rates) ends with 2026.",
        cites: &[IRC.at("1(f)"), IRC.at("1(h)(1)"), IRC.at("1(j)(5)(C)")],
        evidence: Evidence::Primary,
        when: When::all(&[Condition::TaxYearBeginsFrom(AFTER_TABLES), MORE_THAN_A_YEAR]),
        effect: Effect::NotEncoded,
    },
    maximum(
        "statute.us-gain.maximum-rate-2003",
        "From 2003-05-06 to tax years that begin in 2012 net long-term gain is taxed at no more than 15%.",
        &[IRC.at("1(h)(1)"), PL_108_27.at("301")],
        Evidence::Secondary,
        &[
            Condition::Sale(SaleCondition::SoldFrom(Day::ymd(2003, 5, 6))),
            Condition::TaxYearBeginsBefore(Day::ymd(2013, 1, 1)),
            MORE_THAN_A_YEAR,
        ],
        "15",
    ),
    maximum(
        "statute.us-gain.maximum-rate-1998",
        "From 1998 to 2003-05-05 net long-term gain is taxed at no more than 20%.",
        &[PL_105_34.at("311"), PL_105_206.at("5001")],
        Evidence::Secondary,
        &[
            Condition::Sale(SaleCondition::SoldFrom(Day::ymd(1998, 1, 1))),
            Condition::Sale(SaleCondition::SoldBefore(Day::ymd(2003, 5, 6))),
            MORE_THAN_A_YEAR,
        ],
        "20",
    ),
    maximum(
        "statute.us-gain.maximum-rate-1997-eighteen-months",
        "From 1997-07-29 to the end of 1997 net gain on what was held for more than eighteen months is taxed at no more than 20%.",
        &[PL_105_34.at("311")],
        Evidence::Memory,
        &[
            Condition::Sale(SaleCondition::SoldFrom(Day::ymd(1997, 7, 29))),
            Condition::Sale(SaleCondition::SoldBefore(Day::ymd(1998, 1, 1))),
            Condition::Sale(SaleCondition::HeldMoreThanMonths(18)),
        ],
        "20",
    ),
    maximum(
        "statute.us-gain.maximum-rate-1997-mid-term",
        "From 1997-07-29 to the end of 1997 net gain on what was held for more than a year and no more than eighteen months is taxed at no more than 28%.",
        &[PL_105_34.at("311")],
        Evidence::Memory,
        &[
            Condition::Sale(SaleCondition::SoldFrom(Day::ymd(1997, 7, 29))),
            Condition::Sale(SaleCondition::SoldBefore(Day::ymd(1998, 1, 1))),
            MORE_THAN_A_YEAR,
        ],
        "28",
    ),
    maximum(
        "statute.us-gain.maximum-rate-1997-05",
        "From 1997-05-07 to 1997-07-28 net long-term gain is taxed at no more than 20%.",
        &[PL_105_34.at("311")],
        Evidence::Secondary,
        &[
            Condition::Sale(SaleCondition::SoldFrom(Day::ymd(1997, 5, 7))),
            Condition::Sale(SaleCondition::SoldBefore(Day::ymd(1997, 7, 29))),
            MORE_THAN_A_YEAR,
        ],
        "20",
    ),
    maximum(
        "statute.us-gain.maximum-rate-1991",
        "From tax years that begin in 1991 to 1997-05-06 net long-term gain is taxed at no more than 28%.",
        &[PL_101_508.at("11101")],
        Evidence::Memory,
        &[
            Condition::TaxYearBeginsFrom(Day::ymd(1991, 1, 1)),
            Condition::Sale(SaleCondition::SoldBefore(Day::ymd(1997, 5, 7))),
            MORE_THAN_A_YEAR,
        ],
        "28",
    ),
    Rule {
        id: "statute.us-gain.ordinary-1988",
        says: "In tax years that begin from 1988 to 1990 gains are taxed at the rates of ordinary income, long-term or not.",
        cites: &[PL_99_514.at("301"), PL_99_514.at("302")],
        evidence: Evidence::Memory,
        when: When::all(&[
            Condition::TaxYearBeginsFrom(Day::ymd(1988, 1, 1)),
            Condition::TaxYearBeginsBefore(Day::ymd(1991, 1, 1)),
        ]),
        effect: Effect::OrdinaryRates,
    },
    maximum(
        "statute.us-gain.maximum-rate-1987-acquired-1984",
        "In tax years that begin in 1987 net long-term gain is taxed at no more than 28%, of what was acquired after 1984-06-22 too.",
        &[PL_99_514.at("302(a)"), PL_99_514.at("301(c)"), PL_98_369.at("1001")],
        Evidence::Memory,
        &[IN_1987[0], IN_1987[1], ACQUIRED_FROM_1984, SIX_MONTHS],
        "28",
    ),
    maximum(
        "statute.us-gain.maximum-rate-1987",
        "In tax years that begin in 1987 net long-term gain is taxed at no more than 28%.",
        &[PL_99_514.at("302(a)"), PL_99_514.at("301(c)")],
        Evidence::Secondary,
        &[IN_1987[0], IN_1987[1], MORE_THAN_A_YEAR],
        "28",
    ),
    maximum(
        "statute.us-gain.maximum-rate-1981-acquired-1984",
        "To tax years that begin in 1986 net long-term gain is taxed at no more than 20%, of what was acquired after 1984-06-22 too.",
        &[PL_97_34.at("101"), JCS_10_87.at("title III.A"), PL_98_369.at("1001")],
        Evidence::Memory,
        &[Condition::TaxYearBeginsBefore(Day::ymd(1987, 1, 1)), ACQUIRED_FROM_1984, SIX_MONTHS],
        "20",
    ),
    maximum(
        "statute.us-gain.maximum-rate-1981",
        "From 1981-06-10 to tax years that begin in 1986 net long-term gain is taxed at no more than 20%: first by a maximum of its own, from 1982 because 60% of it is left out of income, and the highest rate is 50%.",
        &[PL_97_34.at("101"), PL_97_34.at("102"), JCS_10_87.at("title III.A")],
        Evidence::Primary,
        &[
            Condition::Sale(SaleCondition::SoldFrom(Day::ymd(1981, 6, 10))),
            Condition::TaxYearBeginsBefore(Day::ymd(1987, 1, 1)),
            MORE_THAN_A_YEAR,
        ],
        "20",
    ),
    Rule {
        id: "statute.us-gain.not-encoded-until-1976",
        says: "Until 1976. Part of net long-term gain was left out of income then, or it was taxed at alternative rates; they are not encoded.",
        cites: &[PL_99_514.at("301"), PL_99_514.at("302(c)")],
        evidence: Evidence::Memory,
        when: When::all(&[Condition::TaxYearBeginsBefore(Day::ymd(1977, 1, 1)), SIX_MONTHS]),
        effect: Effect::NotEncoded,
    },
    Rule {
        id: "statute.us-gain.not-encoded-1977",
        says: "In 1977. Part of net long-term gain was left out of income then, or it was taxed at alternative rates; they are not encoded.",
        cites: &[PL_99_514.at("301"), PL_99_514.at("302(c)")],
        evidence: Evidence::Memory,
        when: When::all(&[
            Condition::TaxYearBeginsBefore(Day::ymd(1978, 1, 1)),
            Condition::Sale(SaleCondition::HeldMoreThanMonths(9)),
        ]),
        effect: Effect::NotEncoded,
    },
    Rule {
        id: "statute.us-gain.not-encoded-until-1981",
        says: "From 1978 to 1981-06-09. Part of net long-term gain was left out of income then, or it was taxed at alternative rates; they are not encoded.",
        cites: &[PL_97_34.at("102"), PL_99_514.at("301")],
        evidence: Evidence::Memory,
        when: When::all(&[
            Condition::TaxYearBeginsFrom(Day::ymd(1978, 1, 1)),
            Condition::Sale(SaleCondition::SoldBefore(Day::ymd(1981, 6, 10))),
            MORE_THAN_A_YEAR,
        ]),
        effect: Effect::NotEncoded,
    },
    Rule {
        id: "statute.us-gain.ordinary",
        says: "Short-term gain is taxed at the rates of ordinary income.",
        cites: &[IRC.at("1(h)(1)(A)"), IRC.at("1222")],
        evidence: Evidence::Primary,
        when: When::ALWAYS,
        effect: Effect::OrdinaryRates,
    },
];

const SALE: Condition = Condition::Sale(SaleCondition::SaleIs(SaleKind::Sale));

const IN_1987: [Condition; 2] =
    [Condition::TaxYearBeginsFrom(Day::ymd(1987, 1, 1)), Condition::TaxYearBeginsBefore(Day::ymd(1988, 1, 1))];

const ACQUIRED_FROM_1984: Condition = Condition::Sale(SaleCondition::AcquiredFrom(Day::ymd(1984, 6, 23)));

const SIX_MONTHS: Condition = Condition::Sale(SaleCondition::HeldMoreThanMonths(6));

const NOTES: &[Rule] = &[
    Rule {
        id: "statute.us-gain.lower-brackets",
        says: "Gain that lies in the lower brackets of the year's taxable income is taxed at less than the maximum rate.",
        cites: &[IRC.at("1(h)(1)")],
        evidence: Evidence::Primary,
        when: When::all(&[SALE, Condition::Noncorporate, Condition::TaxYearBeginsFrom(Day::ymd(1998, 1, 1))]),
        effect: Effect::Note,
    },
    Rule {
        id: "statute.us-gain.investment-tax",
        says: "Net gain is net investment income: 3.8% more is due above the thresholds.",
        cites: &[IRC.at("1411(c)(1)(A)(iii)")],
        evidence: Evidence::Primary,
        when: When::all(&[SALE, Condition::Noncorporate, Condition::TaxYearBeginsFrom(Day::ymd(2013, 1, 1))]),
        effect: Effect::Note,
    },
];

const ACTIONS: &[Rule] = &[Rule {
    id: "statute.us-gain.file-form-8621",
    says: "File Internal Revenue Service Form 8621 for the year.",
    cites: &[IRC.at("1298(f)")],
    evidence: Evidence::Primary,
    when: When::all(&[Condition::Sale(SaleCondition::PficWhileHeld)]),
    effect: Effect::Action(Action::File8621, Papers::NONE),
}];

const MORE_THAN_A_YEAR: Condition = Condition::Sale(SaleCondition::HeldMoreThanMonths(12));

const fn computation(id: &'static str, says: &'static str, cites: &'static [Citation]) -> Rule {
    Rule { id, says, cites, evidence: Evidence::Primary, when: When::ALWAYS, effect: Effect::Computation }
}

const fn maximum(
    id: &'static str,
    says: &'static str,
    cites: &'static [Citation],
    evidence: Evidence,
    when: &'static [Condition],
    rate: &str,
) -> Rule {
    Rule { id, says, cites, evidence, when: When::all(when), effect: Effect::MaximumRate(Rate::of(rate)) }
}
