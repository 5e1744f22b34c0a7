//! What only the year as a whole decides: reduced rates by bracket, the tax on investment income, the limitation of the
//! credit for all dividends together.

use super::limitation::{self, Incomes};
use super::personal;
use crate::answer::{Assumption, Limited, Personal, Steps};
use crate::facts::Case;
use crate::law::{Category, Law, Rule};
use crate::units::{Exact, Usd};

/// The dividends of a year in one category.
#[derive(Clone, Copy, Debug)]
pub struct YearSums {
    pub dividend: Usd,
    pub qualified: Usd,
    pub creditable: Usd,
    pub category: Option<(Category, &'static Rule)>,
}

/// What comes of them.
#[derive(Debug)]
pub struct OfYear {
    pub personal: Personal,
    /// Of each category, in their order.
    pub limited: Vec<Limited>,
    pub assumptions: Vec<Assumption>,
}

/// The year of the dividends that `case` is one of, whose facts of the year are stated beside all of them; what it states
/// of other income from abroad is of the first category.
pub fn of_year(case: &Case, law: &'static Law, categories: &[YearSums], trace: &mut Steps) -> OfYear {
    let sum = |of: fn(&YearSums) -> Usd| Exact::from(categories.iter().map(of).sum::<Usd>());
    let (dividend, qualified) = (sum(|sums| sums.dividend), sum(|sums| sums.qualified));
    let personal = personal::personal(case, law, Some(dividend), Some(qualified), trace);
    let mut limited = Vec::new();
    for (at, sums) in categories.iter().enumerate() {
        let own = Exact::from(sums.qualified);
        let incomes = Incomes {
            dividend: Some(Exact::from(sums.dividend)),
            qualified: Some(own),
            elsewhere: qualified - own,
            all_slices: personal.all_slices.clone(),
            is_lower: personal.is_lower,
        };
        let (category, creditable) = (sums.category.map(|(category, _)| category), Exact::from(sums.creditable));
        let mut of_category = case.clone();
        if categories.len() > 1 {
            // The election asks that all income from abroad be passive.
            of_category.us.elects_no_limitation = Some(false);
        }
        if at > 0 {
            without_other_income(&mut of_category);
        }
        limited.push(limitation::limit(&of_category, law, category, Some(creditable), &incomes, trace));
    }
    let of_personal = personal::assumptions(case, &personal);
    let of_limited = limited.first().map_or_else(Vec::new, |limited| limitation::assumptions(case, law, limited));
    OfYear { personal, limited, assumptions: of_personal.into_iter().chain(of_limited).collect() }
}

/// Leaves out what is stated of other income from abroad.
fn without_other_income(case: &mut Case) {
    let us = &mut case.us;
    us.other_foreign_income_usd = None;
    us.other_foreign_preferential_income_usd = None;
    us.other_foreign_tax_usd = None;
    us.foreign_split = Default::default();
}
