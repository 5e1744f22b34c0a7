//! What individuals, estates and trusts pay, as JSON and as text: the rates by bracket, the tax on net investment income.

use schemars::JsonSchema;
use serde::Serialize;

use super::digits::Digits;
use super::json;
use super::money::usd;
use super::page::{Page, QUIET};
use super::question::{Question, questions};
use crate::answer;

/// A part of the qualified dividend that is taxed at one rate.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct TaxedSlice {
    pub rate_percent: Digits,
    pub amount_usd: Digits,
    pub tax_usd: Digits,
}

/// The tax on net investment income of the whole year.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
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

/// The lines of a page on both.
pub(super) fn text(page: &mut Page, us: &json::Us) {
    let amount = |digits| usd(digits).unwrap_or_default();
    if let (Some(rates), Some(tax)) = (&us.rates, us.qualified_tax_usd) {
        let parts: Vec<_> =
            rates.iter().map(|it| format!("{} at {}%", amount(Some(it.amount_usd)), it.rate_percent.0)).collect();
        page.labelled("by bracket", &format!("{} = {}", amount(Some(tax)), parts.join(" + ")));
    }
    if let Some(possible) = &us.possible_rates_percent {
        let rates: Vec<_> = possible.iter().map(|rate| format!("{}%", rate.0)).collect();
        let fields = fields(us.rate_questions.as_deref().unwrap_or_default());
        let text = format!("{}, by taxable income; calculated once you provide: {fields}", rates.join(", "));
        page.styled("by bracket", QUIET, &text);
    }
    let Some(it) = &us.net_investment_income_tax else { return };
    match (it.base_usd, it.tax_usd) {
        (Some(base), Some(tax)) => {
            let text = format!("{}% of {} for the year: {}", it.rate_percent.0, amount(Some(base)), amount(Some(tax)));
            page.labelled("investment", &text);
        }
        _ => {
            let most =
                usd(it.on_dividend_at_most_usd).map_or(String::new(), |most| format!(" at most {most} on this;"));
            let text = format!("{}%{most} calculated once you provide: {}", it.rate_percent.0, fields(&it.questions));
            page.styled("investment", QUIET, &text);
        }
    }
}

fn fields(questions: &[Question]) -> String {
    questions.iter().map(|question| question.field).collect::<Vec<_>>().join(", ")
}
