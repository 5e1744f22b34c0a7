//! When a foreign corporation is a passive foreign investment company: sections 1297 and 1298.

use crate::facts::IncomeKind;
use crate::law::irc::{FORM_8621, IRC};
use crate::law::{
    Action, Citation, CompanyCondition, Condition, Effect, Evidence, Papers, PficStatusChapter, Rule, Threshold, When,
};
use crate::units::Percent;

pub(super) const CHAPTER: PficStatusChapter = PficStatusChapter {
    income_test: Rule {
        id: "statute.pfic-status.income-test",
        says: "The company is a PFIC for a taxable year when at least 75% of its gross income for the year is passive.",
        cites: &[IRC.at("1297(a)(1)")],
        evidence: Evidence::Primary,
        when: When::all(&[Condition::Company(CompanyCondition::PassiveIncome(Threshold::AtLeast(Percent::of("75"))))]),
        effect: Effect::Pfic,
    },
    asset_test: Rule {
        id: "statute.pfic-status.asset-test",
        says: "The company is a PFIC for a taxable year when at least 50% of the value of its assets, by quarterly average, is attributable to assets that produce passive income or are held to produce it.",
        cites: &[IRC.at("1297(a)(2)"), IRC.at("1297(e)(1)(A)")],
        evidence: Evidence::Primary,
        when: When::all(&[Condition::Company(CompanyCondition::PassiveAssets(Threshold::AtLeast(Percent::of("50"))))]),
        effect: Effect::Pfic,
    },
    average: Rule {
        id: "statute.pfic-status.quarterly-average",
        says: "The value is that of a quarterly average: the passive assets of the last days of all quarters against all assets of the same days.",
        cites: &[IRC.at("1297(a)(2)"), IRC.at("1297(e)")],
        evidence: Evidence::Primary,
        when: When::ALWAYS,
        effect: Effect::Computation,
    },
    look_through: Rule {
        id: "statute.pfic-status.look-through",
        says: "A company that owns at least 25% by value of another corporation's stock is treated as owning its part of that corporation's assets and as receiving its part of that corporation's income. What it owns through others counts with its part of each of them: half of a company that owns 40% is 20%.",
        cites: &[IRC.at("1297(c)")],
        evidence: Evidence::Primary,
        when: When::all(&[Condition::Company(CompanyCondition::OwnsByValue(Threshold::AtLeast(Percent::of("25"))))]),
        effect: Effect::LookThrough,
    },
    stock: Rule {
        id: "statute.pfic-status.stock",
        says: "Stock in a corporation that is not looked through is an asset that produces dividends, and so a passive one.",
        cites: &[IRC.at("1297(a)(2)"), IRC.at("954(c)(1)(A)")],
        evidence: Evidence::Primary,
        when: When::ALWAYS,
        effect: Effect::Passive(true),
    },
    income: INCOME,
    taint: Rule {
        id: "statute.pfic-status.taints",
        says: "Stock is treated as stock of a PFIC if the company was one at any time in the holding period, in later years as well.",
        cites: &[IRC.at("1298(b)(1)")],
        evidence: Evidence::Primary,
        when: When::all(&[Condition::Company(CompanyCondition::HeldInYear)]),
        effect: Effect::Taints,
    },
    notes: NOTES,
    actions: ACTIONS,
};

const INCOME: &[Rule] = &[
    income("statute.pfic-income.dividends", "Dividends are passive income.", &[is(IncomeKind::Dividends)], true),
    income("statute.pfic-income.interest", "Interest is passive income.", &[is(IncomeKind::Interest)], true),
    income("statute.pfic-income.annuities", "Annuities are passive income.", &[is(IncomeKind::Annuities)], true),
    income(
        "statute.pfic-income.active-royalties",
        "Certain royalties derived in the active conduct of a business are not passive income.",
        &[is(IncomeKind::Royalties), Condition::Company(CompanyCondition::FromActivity)],
        false,
    ),
    income("statute.pfic-income.royalties", "Other royalties are passive income.", &[is(IncomeKind::Royalties)], true),
    income(
        "statute.pfic-income.active-rents",
        "Certain rents derived in the active conduct of a business are not passive income.",
        &[is(IncomeKind::Rents), Condition::Company(CompanyCondition::FromActivity)],
        false,
    ),
    income("statute.pfic-income.rents", "Other rents are passive income.", &[is(IncomeKind::Rents)], true),
    income(
        "statute.pfic-income.active-gains",
        "Gains from assets that produce no passive income are not passive income.",
        &[is(IncomeKind::Gains), Condition::Company(CompanyCondition::FromActivity)],
        false,
    ),
    income(
        "statute.pfic-income.gains",
        "Gains from assets that produce passive income are passive income.",
        &[is(IncomeKind::Gains)],
        true,
    ),
    income("statute.pfic-income.other", "Other income, of the business itself, is not passive.", &[], false),
];

const NOTES: &[Rule] = &[Rule {
    id: "statute.pfic-status.exceptions",
    says: "The exceptions for a first year and a change of business, and for controlled foreign corporations, are not encoded.",
    cites: &[IRC.at("1297(d)"), IRC.at("1298(b)(2)"), IRC.at("1298(b)(3)")],
    evidence: Evidence::Primary,
    when: When::ALWAYS,
    effect: Effect::Note,
}];

const ACTIONS: &[Rule] = &[Rule {
    id: "statute.pfic-status.file-form-8621",
    says: "File Internal Revenue Service Form 8621 for each year in which shares or ADSs are owned and the company is a PFIC.",
    cites: &[IRC.at("1298(f)"), FORM_8621.at("Who must file")],
    evidence: Evidence::Primary,
    when: When::ALWAYS,
    effect: Effect::Action(Action::File8621, Papers::NONE),
}];

const fn is(kind: IncomeKind) -> Condition {
    Condition::Company(CompanyCondition::IncomeIs(kind))
}

const fn income(id: &'static str, says: &'static str, when: &'static [Condition], passive: bool) -> Rule {
    const CITES: &[Citation] = &[IRC.at("1297(b)"), IRC.at("954(c)")];
    Rule {
        id,
        says,
        cites: CITES,
        evidence: Evidence::Primary,
        when: When::all(when),
        effect: Effect::Passive(passive),
    }
}
