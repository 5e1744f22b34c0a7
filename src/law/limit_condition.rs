//! What rules on the limitation of the credit ask of the amounts of a year: tested, and in words.

use std::fmt;

use rust_decimal::Decimal;

use super::credit::LimitAmounts;
use super::{Category, Condition, Outcome};
use crate::facts::{Case, Field, FieldSet, HolderKind};
use crate::lang;
use crate::units::{Exact, Usd};

/// What a rule asks of the amounts of a year that limit the credit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum LimitCondition {
    /// The dividend is income of this category.
    CategoryIs(Category),
    /// So many dollars of creditable foreign tax in the year.
    ForeignTaxAtMost(u32),
    /// Nothing is taxed at reduced rates.
    NoPreferentialIncome,
    /// There is no other taxable income.
    NoOtherIncome,
    /// The tax with reduced rates is not less than that of the schedule of ordinary rates.
    ReducedTaxNotLower,
    /// Less than so many dollars from abroad are taxed at reduced rates.
    ForeignPreferentialBelow(u32),
    /// Taxable income without what is taxed at reduced rates is within the ceiling of the year.
    OtherIncomeWithinCeiling,
}

impl Condition {
    /// Asks the amounts of the year, or else the facts.
    pub fn test_limit(&self, case: &Case, amounts: &LimitAmounts) -> Outcome {
        match self.of_limit() {
            Some(condition) => Outcome::of(condition.test(amounts)),
            None => self.test(case, 0),
        }
    }

    /// The facts that are missing when the outcome is unknown.
    pub fn asks_for_limit(&self, case: &Case) -> FieldSet {
        self.of_limit().map_or_else(|| self.asks(case, 0), |condition| condition.asks(case))
    }

    /// Why it came out so, of the amounts of the year; a clause.
    pub fn because_of_limit(&self, case: &Case, amounts: &LimitAmounts) -> String {
        self.of_limit().map_or_else(|| self.because(case, 0), |condition| condition.because(amounts))
    }
}

impl LimitCondition {
    /// Whether it holds; `None` while an amount is not known.
    fn test(self, amounts: &LimitAmounts) -> Option<bool> {
        let whole = |dollars: u32| Decimal::from(dollars);
        match self {
            LimitCondition::CategoryIs(category) => amounts.category.map(|known| known == category),
            LimitCondition::ForeignTaxAtMost(most) => Some(amounts.foreign_tax <= whole(most)),
            LimitCondition::NoPreferentialIncome => amounts.preferential.map(|amount| amount.is_zero()),
            LimitCondition::NoOtherIncome => amounts.other_income.map(|amount| amount.is_zero()),
            LimitCondition::ReducedTaxNotLower => amounts.reduced_tax_is_lower.map(|is_lower| !is_lower),
            LimitCondition::ForeignPreferentialBelow(mark) => amounts.foreign_preferential.map(|it| it < whole(mark)),
            LimitCondition::OtherIncomeWithinCeiling => {
                amounts.other_income.zip(amounts.ceiling).map(|(income, ceiling)| income <= ceiling)
            }
        }
    }

    /// The facts that are missing when the outcome is unknown.
    fn asks(self, case: &Case) -> FieldSet {
        match self {
            LimitCondition::OtherIncomeWithinCeiling | LimitCondition::ReducedTaxNotLower => FieldSet::missing(&[
                (case.us.taxable_income_usd.is_none(), Field::TaxableIncome),
                (individual(case) && case.us.filing_status.is_none(), Field::FilingStatus),
            ]),
            LimitCondition::NoOtherIncome => {
                FieldSet::missing(&[(case.us.taxable_income_usd.is_none(), Field::TaxableIncome)])
            }
            // These follow from what is decided before.
            LimitCondition::CategoryIs(_)
            | LimitCondition::ForeignTaxAtMost(_)
            | LimitCondition::NoPreferentialIncome
            | LimitCondition::ForeignPreferentialBelow(_) => FieldSet::NONE,
        }
    }

    /// Why it came out so, of the amounts of the year; a clause.
    fn because(self, amounts: &LimitAmounts) -> String {
        let usd = |amount: Option<Decimal>| {
            let unknown = || word!("not known", "不明").to_owned();
            amount.map_or_else(unknown, |amount| Exact::from(amount).usd().to_string())
        };
        match self {
            LimitCondition::CategoryIs(_) => match amounts.category {
                Some(known) => category(known),
                None => word!("the category is not known", "所得区分は不明").to_owned(),
            },
            LimitCondition::ForeignTaxAtMost(most) => {
                let (tax, mark) = (usd(Some(amounts.foreign_tax)), dollars(most));
                said!(
                    "the creditable foreign tax is {tax}, the mark {mark}",
                    "控除対象の外国税額は{tax}（基準額{mark}）"
                )
            }
            LimitCondition::NoPreferentialIncome => {
                said!("income taxed at reduced rates is {}", "軽減税率で課税される所得は{}", usd(amounts.preferential))
            }
            LimitCondition::ForeignPreferentialBelow(mark) => {
                let (income, mark) = (usd(amounts.foreign_preferential), dollars(mark));
                said!(
                    "that from abroad is {income}, the mark {mark}",
                    "そのうち米国外源泉のものは{income}（基準額{mark}）"
                )
            }
            LimitCondition::OtherIncomeWithinCeiling => said!(
                "taxable income without it is {}, the ceiling of the year {}",
                "これを除く課税所得は{}（その年の上限額{}）",
                usd(amounts.other_income),
                usd(amounts.ceiling)
            ),
            LimitCondition::NoOtherIncome => {
                said!(
                    "taxable income without what is taxed at reduced rates is {}",
                    "軽減税率で課税されるものを除く課税所得は{}",
                    usd(amounts.other_income)
                )
            }
            LimitCondition::ReducedTaxNotLower => match amounts.reduced_tax_is_lower {
                Some(true) => word!(
                    "the reduced rates make the tax less than the schedule of ordinary rates",
                    "軽減税率による税額は通常の税率表による税額より少ない"
                ),
                Some(false) => word!(
                    "the schedule of ordinary rates asks no more than the reduced rates",
                    "通常の税率表による税額は軽減税率による税額を超えない"
                ),
                None => word!("what the reduced rates save is not known", "軽減税率による減少額は不明"),
            }
            .to_owned(),
        }
    }

    /// Every fact that can decide how it comes out. The category follows from other rules.
    pub(super) const fn reads(self) -> FieldSet {
        match self {
            LimitCondition::CategoryIs(..) => FieldSet::NONE,
            LimitCondition::ForeignTaxAtMost(..) => FieldSet::one(Field::OtherForeignTax),
            LimitCondition::NoPreferentialIncome => FieldSet::one(Field::OtherPreferentialIncome),
            LimitCondition::NoOtherIncome => FieldSet::of(&[Field::TaxableIncome, Field::OtherPreferentialIncome]),
            LimitCondition::ForeignPreferentialBelow(..) => FieldSet::one(Field::OtherForeignPreferential),
            LimitCondition::OtherIncomeWithinCeiling | LimitCondition::ReducedTaxNotLower => {
                FieldSet::of(&[Field::TaxableIncome, Field::OtherPreferentialIncome, Field::FilingStatus])
            }
        }
    }
}

fn category(category: Category) -> String {
    said!("the category is {}", "所得区分は{}", lang::code(category.name()))
}

fn individual(case: &Case) -> bool {
    case.kind == HolderKind::Individual
}

/// Whole dollars of the law, as they are printed.
fn dollars(dollars: u32) -> Usd {
    Exact::whole(i64::from(dollars)).usd()
}

impl fmt::Display for LimitCondition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LimitCondition::CategoryIs(of) => f.write_str(&category(*of)),
            LimitCondition::ForeignTaxAtMost(most) => write_said!(
                f,
                "at most {} of creditable foreign tax in the year",
                "その年の控除対象の外国税額が{}以下",
                dollars(*most)
            ),
            LimitCondition::NoPreferentialIncome => {
                f.write_str(word!("nothing is taxed at reduced rates", "軽減税率で課税される所得がない"))
            }
            LimitCondition::NoOtherIncome => {
                f.write_str(word!("nothing is taxed at ordinary rates", "通常の税率で課税される所得がない"))
            }
            LimitCondition::ReducedTaxNotLower => f.write_str(word!(
                "the tax with reduced rates is not less than by the schedule of ordinary rates",
                "軽減税率による税額が通常の税率表による税額より少なくない"
            )),
            LimitCondition::ForeignPreferentialBelow(mark) => write_said!(
                f,
                "less than {} from abroad is taxed at reduced rates",
                "軽減税率で課税される米国外源泉所得が{}未満",
                dollars(*mark)
            ),
            LimitCondition::OtherIncomeWithinCeiling => f.write_str(word!(
                "taxable income without what is taxed at reduced rates is within the ceiling of the year",
                "軽減税率で課税されるものを除く課税所得がその年の上限額以下"
            )),
        }
    }
}
