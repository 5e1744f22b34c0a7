//! What rules on the limitation of the credit ask of the amounts of a year: tested, and in words.

use std::fmt;

use rust_decimal::Decimal;

use super::credit::LimitAmounts;
use super::{Category, Condition, Outcome};
use crate::facts::{Case, Field, FieldSet, HolderKind};
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
            amount.map_or("not known".to_owned(), |amount| Exact::from(amount).usd().to_string())
        };
        match self {
            LimitCondition::CategoryIs(_) => {
                format!("the category is {}", amounts.category.map_or("not known", Category::name).replace('_', " "))
            }
            LimitCondition::ForeignTaxAtMost(most) => {
                format!("the creditable foreign tax is {}, the mark {}", usd(Some(amounts.foreign_tax)), dollars(most))
            }
            LimitCondition::NoPreferentialIncome => {
                format!("income taxed at reduced rates is {}", usd(amounts.preferential))
            }
            LimitCondition::ForeignPreferentialBelow(mark) => {
                format!("that from abroad is {}, the mark {}", usd(amounts.foreign_preferential), dollars(mark))
            }
            LimitCondition::OtherIncomeWithinCeiling => format!(
                "taxable income without it is {}, the ceiling of the year {}",
                usd(amounts.other_income),
                usd(amounts.ceiling)
            ),
            LimitCondition::NoOtherIncome => {
                format!("taxable income without what is taxed at reduced rates is {}", usd(amounts.other_income))
            }
            LimitCondition::ReducedTaxNotLower => match amounts.reduced_tax_is_lower {
                Some(true) => "the reduced rates make the tax less than the schedule of ordinary rates".to_owned(),
                Some(false) => "the schedule of ordinary rates asks no more than the reduced rates".to_owned(),
                None => "what the reduced rates save is not known".to_owned(),
            },
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
            LimitCondition::CategoryIs(category) => write!(f, "the category is {}", category.name().replace('_', " ")),
            LimitCondition::ForeignTaxAtMost(most) => {
                write!(f, "at most {} of creditable foreign tax in the year", dollars(*most))
            }
            LimitCondition::NoPreferentialIncome => f.write_str("nothing is taxed at reduced rates"),
            LimitCondition::NoOtherIncome => f.write_str("nothing is taxed at ordinary rates"),
            LimitCondition::ReducedTaxNotLower => {
                f.write_str("the tax with reduced rates is not less than by the schedule of ordinary rates")
            }
            LimitCondition::ForeignPreferentialBelow(mark) => {
                write!(f, "less than {} from abroad is taxed at reduced rates", dollars(*mark))
            }
            LimitCondition::OtherIncomeWithinCeiling => {
                f.write_str("taxable income without what is taxed at reduced rates is within the ceiling of the year")
            }
        }
    }
}
