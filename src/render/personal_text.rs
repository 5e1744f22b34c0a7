//! What individuals, estates and trusts pay, for people.

use super::json;
use super::money::usd;
use super::page::{Page, QUIET};
use super::question::Question;

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
