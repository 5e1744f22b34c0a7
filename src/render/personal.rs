//! What individuals, estates and trusts pay, as JSON: the rates by bracket, the tax on net investment income.

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use super::digits::Digits;
use super::question::{Question, questions};
use crate::answer;

/// A part of the qualified dividend that is taxed at one rate.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct TaxedSlice {
    pub rate_percent: Digits,
    pub amount_usd: Digits,
    pub tax_usd: Digits,
}

/// The tax on net investment income of the whole year.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct InvestmentTax {
    pub rate_percent: Digits,
    /// Null while the filing status is not stated.
    pub threshold_usd: Option<Digits>,
    /// The smaller of net investment income and of what is above the threshold.
    pub base_usd: Option<Digits>,
    pub tax_usd: Option<Digits>,
    /// What this dividend adds to it at most.
    pub on_dividend_at_most_usd: Option<Digits>,
    /// The facts that would settle it; the answer stands without them.
    pub questions: Vec<Question>,
}

pub(super) fn slices(personal: &answer::Personal) -> Vec<TaxedSlice> {
    let slice = |slice: &answer::TaxedSlice| TaxedSlice {
        rate_percent: slice.rate.into(),
        amount_usd: slice.amount.into(),
        tax_usd: slice.tax.into(),
    };
    personal.by_rate.iter().map(slice).collect()
}

impl InvestmentTax {
    pub(super) fn new(it: &answer::InvestmentTax) -> InvestmentTax {
        InvestmentTax {
            rate_percent: it.rate.into(),
            threshold_usd: it.threshold.map(Digits::from),
            base_usd: it.base.map(Digits::from),
            tax_usd: it.tax.map(Digits::from),
            on_dividend_at_most_usd: it.on_dividend_at_most.map(Digits::from),
            questions: questions(it.questions.iter()),
        }
    }
}
