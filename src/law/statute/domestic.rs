//! What Japan withholds from dividends to non-residents and foreign corporations without a treaty.

use super::LAST_DAY;
use super::sources::{
    ACT_23_OF_2008, DEFENCE, ITA, NTA, OLD_RATE, OUTLINE_2026, RATE_TABLE, RECONSTRUCTION, SECURITIES_NOTICE, STMA,
};
use crate::law::{Citation, Clock, Condition, Effect, Evidence, Regime, Rule, Threshold, When};
use crate::units::{Day, Percent, Rate, Span};

/// In order of their dates.
pub(super) const REGIMES: &[Regime] = &[
    Regime {
        rows: &[Rule {
            id: "statute.domestic-1973.statutory",
            says: "20% is withheld from dividends to non-residents and foreign corporations.",
            cites: &[ITA.at("213(1)(i)"), OLD_RATE.at("withholding on dividends")],
            evidence: Evidence::Secondary,
            when: When::ALWAYS,
            effect: Effect::Withhold(Rate::of("20")),
        }],
        ..period("domestic-1973", "Japanese law until 2003-03-31", "1973-01-01", "2003-03-31")
    },
    Regime {
        rows: &[
            listed(
                "statute.domestic-2003-04.listed",
                "10% is withheld from dividends on listed shares from 2003-04-01, except to individuals with at least 5% of the issued shares.",
                &[STMA.at("9-3 (2003)"), RATE_TABLE.at("10% from 2003-04-01")],
                Evidence::Secondary,
                NOT_FIVE_PERCENT,
                Effect::Withhold(Rate::of("10")),
            ),
            full("statute.domestic-2003-04.statutory"),
        ],
        ..period("domestic-2003-04", "Japanese law from 2003-04-01", "2003-04-01", "2003-12-31")
    },
    Regime {
        rows: &[
            listed(
                "statute.domestic-2004.listed",
                "7% is withheld from dividends on listed shares from 2004-01-01, except to individuals with at least 5% of the issued shares.",
                &[STMA.at("9-3 (2004)"), TIA_2007, RATE_TABLE.at("7% from 2004-01-01")],
                Evidence::Secondary,
                NOT_FIVE_PERCENT,
                Effect::Withhold(Rate::of("7")),
            ),
            full("statute.domestic-2004.statutory"),
        ],
        ..period("domestic-2004", "Japanese law from 2004-01-01", "2004-01-01", "2009-03-31")
    },
    Regime {
        rows: &[
            listed(
                "statute.domestic-2009.listed",
                "7% in place of 15% is withheld from non-residents' dividends on listed shares from 2009-04-01 to 2013-12-31, except to individuals with at least 5% of the issued shares.",
                &[ACT_23_OF_2008.at("supplementary article 94(2)"), STMA.at("9-3")],
                Evidence::Primary,
                NOT_FIVE_PERCENT,
                Effect::Withhold(Rate::of("7")),
            ),
            full("statute.domestic-2009.statutory"),
        ],
        ..period("domestic-2009", "Japanese law from 2009-04-01", "2009-04-01", "2011-09-30")
    },
    Regime {
        rows: &[
            listed(
                "statute.domestic-2011-10.listed",
                "7% in place of 15% is withheld from dividends on listed shares; from 2011-10-01 the individuals left out are those with at least 3% of the issued shares.",
                &[
                    ACT_23_OF_2008.at("supplementary article 94(2)"),
                    STMA.at("9-3"),
                    SECURITIES_NOTICE.at("3% from 2011-10-01"),
                ],
                Evidence::Secondary,
                NOT_THREE_PERCENT,
                Effect::Withhold(Rate::of("7")),
            ),
            full("statute.domestic-2011-10.statutory"),
        ],
        ..period("domestic-2011-10", "Japanese law from 2011-10-01", "2011-10-01", "2012-12-31")
    },
    Regime {
        rows: &[
            listed(
                "statute.domestic-2013.listed",
                "7.147% is withheld from dividends on listed shares in 2013: 7% and the surtax of 2.1% of it; not to individuals with at least 3% of the issued shares.",
                &[
                    ACT_23_OF_2008.at("supplementary article 94(2)"),
                    RECONSTRUCTION.at("28(1)"),
                    RECONSTRUCTION.at("28(2)"),
                ],
                Evidence::Primary,
                NOT_THREE_PERCENT,
                Effect::WithholdWithSurtax { before: Rate::of("7"), with: Rate::of("7.147") },
            ),
            full_with_surtax("statute.domestic-2013.statutory"),
        ],
        ..period("domestic-2013", "Japanese law in 2013", "2013-01-01", "2013-12-31")
    },
    Regime {
        rows: &[
            listed(
                "statute.domestic-2014.listed",
                "15.315% is withheld from dividends on listed shares from 2014-01-01: 15% and the surtax of 2.1% of it; not to individuals with at least 3% of the issued shares on the record date.",
                &[
                    STMA.at("9-3(1)(i)"),
                    RECONSTRUCTION.at("28(1)"),
                    RECONSTRUCTION.at("28(2)"),
                    NTA.at("tax answer 2884"),
                ],
                Evidence::Primary,
                NOT_THREE_PERCENT,
                Effect::WithholdWithSurtax { before: Rate::of("15"), with: Rate::of("15.315") },
            ),
            full_with_surtax("statute.domestic-2014.statutory"),
        ],
        ..period("domestic-2014", "Japanese law from 2014-01-01", "2014-01-01", "2026-12-31")
    },
    Regime {
        rows: &[
            listed(
                "statute.domestic-2027.listed",
                "15.315% is withheld from dividends on listed shares from 2027-01-01: 15%, the surtax for reconstruction of 1.1% of it and the surtax for defence of 1% of it; not to individuals with at least 3% of the issued shares on the record date.",
                &[
                    STMA.at("9-3(1)(i)"),
                    DEFENCE.at("5-9"),
                    DEFENCE.at("5-28(1)"),
                    OUTLINE_2026.at("6, 1 and 2"),
                    RECONSTRUCTION.at("28(2)"),
                ],
                Evidence::Secondary,
                NOT_THREE_PERCENT,
                Effect::WithholdWithSurtax { before: Rate::of("15"), with: Rate::of("15.315") },
            ),
            Rule {
                id: "statute.domestic-2027.statutory",
                says: "20.42% is withheld from other dividends, on unlisted shares and to large individual holders: 20%, the surtax for reconstruction of 1.1% of it and the surtax for defence of 1% of it.",
                cites: &[
                    ITA.at("213(1)(i)"),
                    DEFENCE.at("5-9"),
                    DEFENCE.at("5-28(1)"),
                    OUTLINE_2026.at("6, 1 and 2"),
                    RECONSTRUCTION.at("28(2)"),
                ],
                evidence: Evidence::Secondary,
                when: When::ALWAYS,
                effect: Effect::WithholdWithSurtax { before: Rate::of("20"), with: Rate::of("20.42") },
            },
        ],
        ..period("domestic-2027", "Japanese law from 2027-01-01", "2027-01-01", "2047-12-31")
    },
    Regime {
        rows: &[
            listed(
                "statute.domestic-2048.listed",
                "15.15% is withheld from dividends on listed shares from 2048-01-01, when the surtax for reconstruction has ended: 15% and the surtax for defence of 1% of it; not to individuals with at least 3% of the issued shares on the record date.",
                &[
                    STMA.at("9-3(1)(i)"),
                    DEFENCE.at("5-9"),
                    DEFENCE.at("5-28(1)"),
                    OUTLINE_2026.at("6, 1 and 2"),
                    RECONSTRUCTION.at("28(1)"),
                ],
                Evidence::Secondary,
                NOT_THREE_PERCENT,
                Effect::WithholdWithSurtax { before: Rate::of("15"), with: Rate::of("15.15") },
            ),
            Rule {
                id: "statute.domestic-2048.statutory",
                says: "20.2% is withheld from other dividends, on unlisted shares and to large individual holders: 20% and the surtax for defence of 1% of it.",
                cites: &[
                    ITA.at("213(1)(i)"),
                    DEFENCE.at("5-9"),
                    DEFENCE.at("5-28(1)"),
                    OUTLINE_2026.at("6, 1 and 2"),
                    RECONSTRUCTION.at("28(1)"),
                ],
                evidence: Evidence::Secondary,
                when: When::ALWAYS,
                effect: Effect::WithholdWithSurtax { before: Rate::of("20"), with: Rate::of("20.2") },
            },
        ],
        span: Span::new(Day::of("2048-01-01"), LAST_DAY),
        ..period("domestic-2048", "Japanese law from 2048-01-01", "2048-01-01", "2048-01-01")
    },
];

const NOT_FIVE_PERCENT: &[Condition] =
    &[Condition::Listed, Condition::NotLargeIndividual(Threshold::AtLeast(Percent::of("5")))];

const NOT_THREE_PERCENT: &[Condition] =
    &[Condition::Listed, Condition::NotLargeIndividual(Threshold::AtLeast(Percent::of("3")))];

/// The extension of the reduced rate to 2009-03-31.
const TIA_2007: Citation = super::sources::TIA.at("3-2(14), 3-2(20) as amended by Act 6 of 2007");

const FULL: &[Citation] = &[ITA.at("213(1)(i)")];

const FULL_WITH_SURTAX: &[Citation] = &[ITA.at("213(1)(i)"), RECONSTRUCTION.at("28(1)"), RECONSTRUCTION.at("28(2)")];

const fn period(id: &'static str, title: &'static str, first: &str, last: &str) -> Regime {
    Regime {
        id,
        title,
        clock: Clock::Taxable,
        span: Span::new(Day::of(first), Day::of(last)),
        preconditions: &[],
        entitled: &[],
        qualified: &[],
        election: None,
        actions: &[],
        rows: &[],
    }
}

const fn listed(
    id: &'static str,
    says: &'static str,
    cites: &'static [Citation],
    evidence: Evidence,
    when: &'static [Condition],
    effect: Effect,
) -> Rule {
    Rule { id, says, cites, evidence, when: When::all(when), effect }
}

/// Unlisted shares, and the individuals who are left out of the listed rate.
const fn full(id: &'static str) -> Rule {
    Rule {
        id,
        says: "20% is withheld from other dividends: on unlisted shares, and to large individual holders.",
        cites: FULL,
        evidence: Evidence::Primary,
        when: When::ALWAYS,
        effect: Effect::Withhold(Rate::of("20")),
    }
}

const fn full_with_surtax(id: &'static str) -> Rule {
    Rule {
        id,
        says: "20.42% is withheld from other dividends, on unlisted shares and to large individual holders: 20% and the surtax of 2.1% of it.",
        cites: FULL_WITH_SURTAX,
        evidence: Evidence::Primary,
        when: When::ALWAYS,
        effect: Effect::WithholdWithSurtax { before: Rate::of("20"), with: Rate::of("20.42") },
    }
}
