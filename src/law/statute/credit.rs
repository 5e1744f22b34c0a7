//! The limits of the foreign tax credit: sixteen days of holding, the limitation and its methods, the carryover.

use crate::facts::{FilingStatus, HolderKind};
use crate::law::irc::{FORM_1116, IRC, PL_99_514, PL_105_34, PL_108_27, PL_108_357, PUB_514, REG};
use crate::law::tables::{ADJUSTMENT_CEILINGS, ADJUSTMENT_CEILINGS_OF_TRUSTS};
use crate::law::{
    Category, Citation, Condition, CreditLimits, Effect, Evidence, LimitCondition, LimitMethod, Rule, When,
};
use crate::units::Day;

pub(super) static LIMITS: CreditLimits = CreditLimits {
    holding_since: Rule {
        id: "statute.us-credit.holding-since-1997",
        says: "Shares must be held for the credit where the dividend is paid after 1997-09-04.",
        cites: &[PL_105_34.at("1053"), PUB_514.at("dividends, holding period")],
        evidence: Evidence::Secondary,
        when: When::all(&[Condition::PaidFrom(Day::ymd(1997, 9, 5))]),
        effect: Effect::Requirement,
    },
    holding: Rule {
        id: "statute.us-credit.held",
        says: "The tax on a share's dividend is creditable when the share is held more than 15 days of the 31 that begin 15 days before the ex-dividend date, counted as for qualified dividends.",
        cites: &[IRC.at("901(k)(1)(A)(i)"), IRC.at("901(k)(5)"), IRC.at("246(c)(3)"), IRC.at("246(c)(4)")],
        evidence: Evidence::Primary,
        when: When::all(&[Condition::HeldByRecipient { more_than_days: 15, begins_days_before: 15, period_days: 31 }]),
        effect: Effect::Creditable,
    },
    not_held: Rule {
        id: "statute.us-credit.not-held",
        says: "The tax on shares that were held for less is not creditable; it stays deductible.",
        cites: &[IRC.at("901(k)(1)"), IRC.at("901(k)(7)")],
        evidence: Evidence::Primary,
        when: When::ALWAYS,
        effect: Effect::NotCreditable,
    },
    methods: METHODS,
    limit: computation(
        "statute.us-credit.limit",
        "The credit is at most the part of the United States tax that taxable income from abroad is of all taxable income, category by category.",
        &[IRC.at("904(a)"), IRC.at("904(d)(1)")],
        Evidence::Primary,
    ),
    exemptions: computation(
        "statute.us-credit.without-exemptions",
        "Taxable income is counted without the deduction for personal exemptions.",
        &[IRC.at("904(b)(1)")],
        Evidence::Primary,
    ),
    no_exemptions: Rule {
        id: "statute.us-credit.no-exemptions-since-2018",
        says: "From 2018 to 2024 an individual's personal exemptions are nothing.",
        cites: &[IRC.at("151(d)(5)")],
        evidence: Evidence::Secondary,
        when: When::all(&[
            Condition::Kind(HolderKind::Individual),
            Condition::TaxYearBeginsFrom(Day::ymd(2018, 1, 1)),
            Condition::TaxYearBeginsBefore(Day::ymd(2025, 1, 1)),
        ]),
        effect: Effect::Requirement,
    },
    senior_deduction: Rule {
        id: "statute.us-credit.senior-deduction",
        says: "From 2025 to 2028 the deduction for those of 65 and more stands among the personal exemptions, and taxable income is counted without it.",
        cites: &[IRC.at("151(d)(5)(C)"), IRC.at("904(b)(1)"), FORM_1116.at("instructions, line 18")],
        evidence: Evidence::Primary,
        when: When::all(&[
            Condition::Kind(HolderKind::Individual),
            Condition::TaxYearBeginsFrom(Day::ymd(2025, 1, 1)),
            Condition::TaxYearBeginsBefore(Day::ymd(2029, 1, 1)),
        ]),
        effect: Effect::Requirement,
    },
    deductions: computation(
        "statute.us-credit.apportioned-deductions",
        "Deductions that belong to no income, such as the standard deduction, reduce income from abroad by the part that gross income from abroad is of all gross income.",
        &[IRC.at("861(b)"), REG.at("1.861-8(c)(3)"), FORM_1116.at("instructions, lines 3a to 3g")],
        Evidence::Primary,
    ),
    shared_rates: computation(
        "statute.us-credit.shared-rates",
        "Of what is from abroad and taxed at reduced rates, the part at each rate is the part of all such income that is taxed at it. No text orders them; every return has one answer so, however it is described.",
        &[IRC.at("1(h)"), PUB_514.at("worksheets, groups by rate")],
        Evidence::Secondary,
    ),
    high_taxed: computation(
        "statute.us-credit.high-taxed",
        "Passive income whose foreign tax is more than the highest rate of the United States on it belongs to the general category with its tax. This program says so and does not move it.",
        &[IRC.at("904(d)(2)(B)(iii)(II)"), IRC.at("904(d)(2)(F)"), FORM_1116.at("instructions, line 13")],
        Evidence::Primary,
    ),
    carryover: CARRYOVER,
    ceilings: ADJUSTMENT_CEILINGS,
    ceilings_of_trusts: ADJUSTMENT_CEILINGS_OF_TRUSTS,
    election_note: note(
        "statute.us-credit.note-election",
        "The creditable foreign tax of the year is small enough to be credited without limitation: an individual whose foreign income is all passive and stated on payee statements can elect so (us.elects_no_limitation), and has no carryover then.",
        &[IRC.at("904(j)")],
        Evidence::Primary,
    ),
    election_not_open: note(
        "statute.us-credit.note-election-not-open",
        "The election to credit without limitation (us.elects_no_limitation) is not open: all creditable foreign tax of the year must be within its mark, and all foreign income passive and on payee statements. The limitation is calculated instead.",
        &[IRC.at("904(j)(2)"), FORM_1116.at("instructions, election to claim the credit without filing Form 1116")],
        Evidence::Primary,
    ),
    deduction_note: note(
        "statute.us-credit.note-deduction",
        "Instead of crediting it, foreign income tax can be deducted: all of the year's, or none of it.",
        &[IRC.at("164(a)(3)"), IRC.at("275(a)(4)")],
        Evidence::Primary,
    ),
    refund_note: note(
        "statute.us-credit.note-redetermination",
        "When tax that was credited is refunded after all, the Internal Revenue Service must be told, and the credit is determined again for the year it was taken.",
        &[IRC.at("905(c)")],
        Evidence::Primary,
    ),
};

const METHODS: &[Rule] = &[
    Rule {
        id: "statute.us-limitation.before-1987",
        says: "The limitation of tax years before 1987, when passive income had no category of its own, is not encoded.",
        cites: &[PL_99_514.at("1201")],
        evidence: Evidence::Primary,
        when: When::all(&[Condition::TaxYearBeginsBefore(Day::ymd(1987, 1, 1))]),
        effect: Effect::NotAddressed,
    },
    Rule {
        id: "statute.us-limitation.election",
        says: "An individual whose foreign income is all passive and on payee statements can credit up to $300 of foreign tax without limitation, and then carries nothing over.",
        cites: ELECTION,
        evidence: Evidence::Primary,
        when: When::all(&[
            INDIVIDUAL,
            FROM_1998,
            Condition::ElectsNoLimitation,
            Condition::OnPayeeStatements,
            Condition::Limit(LimitCondition::CategoryIs(Category::Passive)),
            Condition::Limit(LimitCondition::ForeignTaxAtMost(300)),
        ]),
        effect: Effect::Limit(LimitMethod::NoLimitation),
    },
    Rule {
        id: "statute.us-limitation.election-jointly",
        says: "A couple that files jointly, whose foreign income is all passive and on payee statements, can credit up to $600 of foreign tax without limitation, and then carries nothing over.",
        cites: ELECTION,
        evidence: Evidence::Primary,
        when: When::all(&[
            INDIVIDUAL,
            FROM_1998,
            Condition::ElectsNoLimitation,
            Condition::OnPayeeStatements,
            Condition::Limit(LimitCondition::CategoryIs(Category::Passive)),
            Condition::FilesAs(FilingStatus::MarriedJointly),
            Condition::Limit(LimitCondition::ForeignTaxAtMost(600)),
        ]),
        effect: Effect::Limit(LimitMethod::NoLimitation),
    },
    Rule {
        id: "statute.us-limitation.corporation",
        says: "A corporation's income has one schedule of rates: nothing is adjusted.",
        cites: &[IRC.at("904(b)(3)(D)"), IRC.at("11")],
        evidence: Evidence::Primary,
        when: When::all(&[Condition::Kind(HolderKind::Corporation)]),
        effect: Effect::Limit(LimitMethod::Ordinary),
    },
    Rule {
        id: "statute.us-limitation.before-2003",
        says: "Before 2003 dividends are taxed at ordinary rates: nothing is adjusted for them. The adjustment for capital gains of those years is not encoded.",
        cites: &[PL_108_27.at("302")],
        evidence: Evidence::Secondary,
        when: When::all(&[Condition::TaxYearBeginsBefore(Day::ymd(2003, 1, 1))]),
        effect: Effect::Limit(LimitMethod::Ordinary),
    },
    Rule {
        id: "statute.us-limitation.no-preferential-income",
        says: "Where no income is taxed at reduced rates, nothing is adjusted.",
        cites: &[IRC.at("904(b)(2)(B)"), IRC.at("904(b)(3)(D)")],
        evidence: Evidence::Primary,
        when: When::all(&[Condition::Limit(LimitCondition::NoPreferentialIncome)]),
        effect: Effect::Limit(LimitMethod::Ordinary),
    },
    Rule {
        id: "statute.us-limitation.no-other-income",
        says: "Where all taxable income is taxed at reduced rates, nothing is adjusted.",
        cites: &[REG.at("1.904(b)-1(b)(2)"), FORM_1116.at("instructions, lines 1a and 18: line 5 of the worksheet")],
        evidence: Evidence::Primary,
        when: When::all(&[Condition::Noncorporate, Condition::Limit(LimitCondition::NoOtherIncome)]),
        effect: Effect::Limit(LimitMethod::Ordinary),
    },
    Rule {
        id: "statute.us-limitation.tax-not-lower",
        says: "Where the reduced rates do not make the tax less than the schedule of ordinary rates, nothing is adjusted.",
        cites: &[
            REG.at("1.904(b)-1(b)(2)"),
            FORM_1116.at("instructions, lines 1a and 18: lines 23 and 24 of the worksheet"),
            IRC.at("1(h)(1)"),
        ],
        evidence: Evidence::Primary,
        when: When::all(&[Condition::Noncorporate, Condition::Limit(LimitCondition::ReducedTaxNotLower)]),
        effect: Effect::Limit(LimitMethod::Ordinary),
    },
    Rule {
        id: "statute.us-limitation.adjustment-exception",
        says: "An individual, an estate or a trust with less than $20,000 of qualified dividends and long-term gains from abroad, whose other taxable income is within the year's ceiling, need not adjust.",
        cites: &[REG.at("1.904(b)-1(b)(3)"), FORM_1116.at("instructions, adjustment exception")],
        evidence: Evidence::Primary,
        when: When::all(&[
            Condition::Noncorporate,
            Condition::TakesAdjustmentException,
            Condition::Limit(LimitCondition::ForeignPreferentialBelow(20_000)),
            Condition::Limit(LimitCondition::OtherIncomeWithinCeiling),
        ]),
        effect: Effect::Limit(LimitMethod::AdjustmentException),
    },
    Rule {
        id: "statute.us-limitation.rate-differential",
        says: "Income taxed at a reduced rate counts in the proportion of that rate to the highest one, abroad and in all; what is taxed at 0% does not count.",
        cites: &[IRC.at("904(b)(2)(B)"), IRC.at("904(b)(3)(E)"), IRC.at("1(h)(11)(C)(iv)")],
        evidence: Evidence::Primary,
        when: When::ALWAYS,
        effect: Effect::Limit(LimitMethod::RateDifferential),
    },
];

const CARRYOVER: &[Rule] = &[
    Rule {
        id: "statute.us-carryover.until-1998",
        says: "Credit above the limitation of a year whose five years forward end by 2004-10-22 is carried two years back, then five forward.",
        cites: &[PL_108_357.at("417(c)")],
        evidence: Evidence::Secondary,
        // The fifth year after one that begins on this day is the first to end after 2004-10-22.
        when: When::all(&[Condition::TaxYearBeginsBefore(Day::ymd(1998, 10, 24))]),
        effect: Effect::Carry { back: 2, forward: 5 },
    },
    Rule {
        id: "statute.us-carryover.until-2004",
        says: "Credit above the limitation of a tax year that begins by 2004-10-22 is carried two years back; where it could still be carried to a year that ends after that day, ten years forward.",
        cites: &[PL_108_357.at("417(c)"), PUB_514.at("carryback and carryover")],
        evidence: Evidence::Secondary,
        when: When::all(&[Condition::TaxYearBeginsBefore(Day::ymd(2004, 10, 23))]),
        effect: Effect::Carry { back: 2, forward: 10 },
    },
    Rule {
        id: "statute.us-carryover.since-2004",
        says: "Credit above the limitation is carried one year back, then ten years forward, within its category.",
        cites: &[IRC.at("904(c)")],
        evidence: Evidence::Primary,
        when: When::ALWAYS,
        effect: Effect::Carry { back: 1, forward: 10 },
    },
];

const INDIVIDUAL: Condition = Condition::Kind(HolderKind::Individual);
/// The election is for tax years after 1997.
const FROM_1998: Condition = Condition::TaxYearBeginsFrom(Day::ymd(1998, 1, 1));
const ELECTION: &[Citation] = &[IRC.at("904(j)"), PL_105_34.at("1101")];

const fn computation(id: &'static str, says: &'static str, cites: &'static [Citation], evidence: Evidence) -> Rule {
    Rule { id, says, cites, evidence, when: When::ALWAYS, effect: Effect::Computation }
}

const fn note(id: &'static str, says: &'static str, cites: &'static [Citation], evidence: Evidence) -> Rule {
    Rule { id, says, cites, evidence, when: When::ALWAYS, effect: Effect::Note }
}
