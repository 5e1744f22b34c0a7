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
    pub limited: Limited,
    pub assumptions: Vec<Assumption>,
}

/// The year of the dividends that `case` is one of, whose facts of the year are stated beside all of them.
pub fn of_year(case: &Case, law: &'static Law, sums: &YearSums, trace: &mut Steps) -> OfYear {
    let (dividend, qualified) = (Exact::from(sums.dividend), Exact::from(sums.qualified));
    let personal = personal::personal(case, law, Some(dividend), Some(qualified), trace);
    let incomes = Incomes {
        dividend: Some(dividend),
        qualified: Some(qualified),
        all_slices: personal.all_slices.clone(),
        is_lower: personal.is_lower,
    };
    let (category, creditable) = (sums.category.map(|(category, _)| category), Exact::from(sums.creditable));
    let limited = limitation::limit(case, law, category, Some(creditable), &incomes, trace);
    let of_personal = personal::assumptions(case, &personal);
    let assumptions = of_personal.into_iter().chain(limitation::assumptions(case, law, &limited)).collect();
    OfYear { personal, limited, assumptions }
}
