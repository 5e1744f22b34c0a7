//! When the company is a passive foreign investment company: PFIC-1 to PFIC-5, and PFIC-17.

use super::{READ, label};
use crate::facts::IncomeKind;
use crate::law::{
    Action, Citation, CompanyCondition, Condition, Effect, Papers, PficStatusChapter, Rule, Threshold, When,
};
use crate::units::Percent;

pub(super) const CHAPTER: PficStatusChapter = PficStatusChapter {
    income_test: Rule {
        id: "form-20f.pfic-status.income-test",
        says: "The company is a PFIC for a taxable year when at least 75% of its gross income for the year is passive.",
        cites: &[label("PFIC-2"), label("PFIC-3")],
        evidence: READ,
        when: When::all(&[Condition::Company(CompanyCondition::PassiveIncome(Threshold::AtLeast(Percent::of("75"))))]),
        effect: Effect::Pfic,
    },
    asset_test: Rule {
        id: "form-20f.pfic-status.asset-test",
        says: "The company is a PFIC for a taxable year when at least 50% of the value of its assets, by quarterly average, is attributable to assets that produce passive income or are held to produce it.",
        cites: &[label("PFIC-2"), label("PFIC-4")],
        evidence: READ,
        when: When::all(&[Condition::Company(CompanyCondition::PassiveAssets(Threshold::AtLeast(Percent::of("50"))))]),
        effect: Effect::Pfic,
    },
    average: Rule {
        id: "form-20f.pfic-status.quarterly-average",
        says: "The value is that of a quarterly average: the passive assets of the last days of all quarters against all assets of the same days.",
        cites: &[label("PFIC-4")],
        evidence: READ,
        when: When::ALWAYS,
        effect: Effect::Computation,
    },
    look_through: Rule {
        id: "form-20f.pfic-status.look-through",
        says: "A company that owns at least 25% by value of another corporation's stock is treated as owning its part of that corporation's assets and as receiving its part of that corporation's income. What it owns through others counts with its part of each of them: half of a company that owns 40% is 20%.",
        cites: &[label("PFIC-5.2")],
        evidence: READ,
        when: When::all(&[Condition::Company(CompanyCondition::OwnsByValue(Threshold::AtLeast(Percent::of("25"))))]),
        effect: Effect::LookThrough,
    },
    stock: Rule {
        id: "form-20f.pfic-status.stock",
        says: "Stock in a corporation that is not looked through is an asset that produces dividends, and so a passive one.",
        cites: &[label("PFIC-4"), label("PFIC-5.1")],
        evidence: READ,
        when: When::ALWAYS,
        effect: Effect::Passive(true),
    },
    income: INCOME,
    taint: Rule {
        id: "form-20f.pfic-status.taints",
        says: "The company is a PFIC with respect to a holder if it is one for any of its taxable years in which the holder held the shares or ADSs.",
        cites: &[label("PFIC-2")],
        evidence: READ,
        when: When::all(&[Condition::Company(CompanyCondition::HeldInYear)]),
        effect: Effect::Taints,
    },
    notes: NOTES,
    actions: ACTIONS,
};

const INCOME: &[Rule] = &[
    income("form-20f.pfic-income.dividends", "Dividends are passive income.", &[is(IncomeKind::Dividends)], true),
    income("form-20f.pfic-income.interest", "Interest is passive income.", &[is(IncomeKind::Interest)], true),
    income("form-20f.pfic-income.annuities", "Annuities are passive income.", &[is(IncomeKind::Annuities)], true),
    income(
        "form-20f.pfic-income.active-royalties",
        "Certain royalties derived in the active conduct of a business are not passive income.",
        &[is(IncomeKind::Royalties), Condition::Company(CompanyCondition::FromActivity)],
        false,
    ),
    income("form-20f.pfic-income.royalties", "Other royalties are passive income.", &[is(IncomeKind::Royalties)], true),
    income(
        "form-20f.pfic-income.active-rents",
        "Certain rents derived in the active conduct of a business are not passive income.",
        &[is(IncomeKind::Rents), Condition::Company(CompanyCondition::FromActivity)],
        false,
    ),
    income("form-20f.pfic-income.rents", "Other rents are passive income.", &[is(IncomeKind::Rents)], true),
    income(
        "form-20f.pfic-income.active-gains",
        "Gains from assets that produce no passive income are not passive income.",
        &[is(IncomeKind::Gains), Condition::Company(CompanyCondition::FromActivity)],
        false,
    ),
    income(
        "form-20f.pfic-income.gains",
        "Gains from assets that produce passive income are passive income.",
        &[is(IncomeKind::Gains)],
        true,
    ),
    income("form-20f.pfic-income.other", "Other income, of the business itself, is not passive.", &[], false),
];

const NOTES: &[Rule] = &[
    Rule {
        id: "form-20f.pfic-status.company-belief",
        says: "The company does not believe it is a PFIC for its most recent year, but that is a question of fact answered year by year, and it could be one for its current and later years.",
        cites: &[label("PFIC-1.1"), label("PFIC-1.2"), label("PFIC-1.3")],
        evidence: READ,
        when: When::ALWAYS,
        effect: Effect::Note,
    },
    Rule {
        id: "form-20f.pfic-status.generally",
        says: "What is passive is stated for the general case; which rents and royalties are left out as active, the document does not say further: each item states it.",
        cites: &[label("PFIC-5.1")],
        evidence: READ,
        when: When::ALWAYS,
        effect: Effect::Note,
    },
];

const ACTIONS: &[Rule] = &[Rule {
    id: "form-20f.pfic-status.file-form-8621",
    says: "File Internal Revenue Service Form 8621 for each year in which shares or ADSs are owned and the company is a PFIC.",
    cites: &[label("PFIC-17")],
    evidence: READ,
    when: When::ALWAYS,
    effect: Effect::Action(Action::File8621, Papers::NONE),
}];

const fn is(kind: IncomeKind) -> Condition {
    Condition::Company(CompanyCondition::IncomeIs(kind))
}

const fn income(id: &'static str, says: &'static str, when: &'static [Condition], passive: bool) -> Rule {
    const CITES: &[Citation] = &[label("PFIC-5.1")];
    Rule { id, says, cites: CITES, evidence: READ, when: When::all(when), effect: Effect::Passive(passive) }
}
