//! At which rates income is taxed that has reduced ones: ordinary income fills the brackets first, and the rest lies on
//! top of it.

use super::limitation::bounded;
use crate::answer::RateSlice;
use crate::case::Case;
use crate::law::CreditLimits;
use crate::units::Exact;

/// `preferential`, the whole of it, by the rates it is taxed at. None where a fact or the year's table is missing.
pub(super) fn slices(case: &Case, limits: &CreditLimits, preferential: Exact) -> Option<Vec<RateSlice>> {
    let year = case.tax_year_begins()?.year();
    let row = limits.reduced_rates.iter().find(|row| row.year == year)?;
    let income = Exact::from(case.us.taxable_income_usd?);
    let preferential = bounded(preferential).min(income);
    let mut at = income - preferential;
    let mut slices = Vec::new();
    for (rate, to) in row.of(case.us.filing_status?) {
        let end = to.map_or(income, |to| to.min(income));
        if end > at {
            slices.push(RateSlice { rate, amount: end - at });
            at = end;
        }
    }
    Some(slices)
}

/// The share of `part` in each slice of the whole: which part lies in which slice, the law does not say.
pub(super) fn share_of(slices: &[RateSlice], part: Exact, whole: Exact) -> Vec<RateSlice> {
    let share = |slice: &RateSlice| RateSlice { amount: bounded(slice.amount * part / whole), ..*slice };
    if whole.is_zero() { Vec::new() } else { slices.iter().map(share).collect() }
}
