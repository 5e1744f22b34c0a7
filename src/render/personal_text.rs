//! What individuals, estates and trusts pay, for people.

use super::json;
use super::money::usd;
use super::page::{Page, QUIET};
use super::question::Question;

/// The lines of a page on both.
pub(super) fn text(page: &mut Page, us: &json::Us) {
    let amount = |digits| usd(digits).unwrap_or_default();
    if let (Some(rates), Some(tax)) = (&us.rates, us.qualified_tax_usd) {
        let parts: Vec<_> = rates
            .iter()
            .map(|it| said!("{} at {}%", "{}に{}%", amount(Some(it.amount_usd)), it.rate_percent.0))
            .collect();
        page.labelled(word!("by bracket", "税率区分"), &format!("{} = {}", amount(Some(tax)), parts.join(" + ")));
    }
    if let Some(possible) = &us.possible_rates_percent {
        let rates: Vec<_> = possible.iter().map(|rate| format!("{}%", rate.0)).collect();
        let fields = fields(us.rate_questions.as_deref().unwrap_or_default());
        let rates = rates.join(word!(", ", "、"));
        let text = said!(
            "{rates}, by taxable income; calculated once you provide: {fields}",
            "{rates}（課税所得による）。計算に必要な事実：{fields}"
        );
        page.styled(word!("by bracket", "税率区分"), QUIET, &text);
    }
    let Some(it) = &us.net_investment_income_tax else { return };
    let label = word!("investment", "純投資所得税");
    let rate = it.rate_percent.0;
    match (it.base_usd, it.tax_usd) {
        (Some(base), Some(tax)) => {
            let (base, tax) = (amount(Some(base)), amount(Some(tax)));
            page.labelled(label, &said!("{rate}% of {base} for the year: {tax}", "年間の{base}に{rate}%：{tax}"));
        }
        _ => {
            let most = usd(it.on_dividend_at_most_usd)
                .map_or(String::new(), |most| said!(" at most {most} on this;", "、この配当に最高{most}", most = most));
            let fields = fields(&it.questions);
            let text = said!(
                "{rate}%{most} calculated once you provide: {fields}",
                "{rate}%{most}。計算に必要な事実：{fields}"
            );
            page.styled(label, QUIET, &text);
        }
    }
}

fn fields(questions: &[Question]) -> String {
    questions.iter().map(|question| question.field).collect::<Vec<_>>().join(word!(", ", "、"))
}
