//! What the United States make of the year, for people: income and tax, the limitation of the credit, what is carried.

use super::super::wire::{Totals, UsYear, Year, carry_rule};
use super::{amount, is_some, knows_no_dollars, without_open};
use crate::lang;
use crate::render::digits::Digits;
use crate::render::page::{Page, QUIET, WARNING};
use crate::year::YearAnswer;

pub(super) fn united_states(page: &mut Page, us: &UsYear, view: &Year, answer: &YearAnswer<'_>) {
    page.heading(word!("United States, the year", "米国（年間）"));
    let Totals { dividend_usd, qualified_usd, ordinary_usd, creditable_usd, currency_gain_usd, .. } = view.totals;
    let knows_none = knows_no_dollars(view);
    let sum = |digits| if knows_none { "?".to_owned() } else { amount(digits) };
    page.labelled(word!("dividends", "配当"), &sum(dividend_usd));
    page.labelled(word!("qualified", "適格配当"), &sum(qualified_usd));
    page.labelled(word!("ordinary", "普通配当"), &sum(ordinary_usd));
    if let Some(open) = without_open(us, view) {
        page.styled("", WARNING, &open);
    }
    if let (Some(rates), Some(tax)) = (&us.rates, us.qualified_tax_usd) {
        let slice = |of: &Digits, rate: &Digits| said!("{} at {}%", "{}に{}%", amount(*of), rate.0);
        let slices: Vec<_> = rates.iter().map(|it| slice(&it.amount_usd, &it.rate_percent)).collect();
        let slices = slices.join(word!(" + ", "＋"));
        page.labelled(word!("by bracket", "税率区分"), &said!("{} = {slices}", "{}={slices}", amount(tax)));
    }
    if let Some(it) = &us.net_investment_income_tax
        && let (Some(base), Some(tax)) = (it.base_usd, it.tax_usd)
    {
        let text = said!("{}% of {}: {}", "{1}に{0}%：{2}", it.rate_percent.0, amount(base), amount(tax));
        page.labelled(word!("investment", "純投資所得税"), &text);
    }
    if is_some(currency_gain_usd) {
        let text = said!("{} recognised", "認識額{}", amount(currency_gain_usd));
        page.labelled(word!("currency", "為替差損益"), &text);
    }
    page.labelled(word!("creditable", "控除対象外国税額"), &sum(creditable_usd));
    if let Some(category) = us.category {
        page.labelled(word!("category", "所得区分"), &lang::code(category));
    }
    limitation(page, us);
    for it in &us.other_categories {
        let limit = it.limitation.as_ref().and_then(|it| it.limit_usd);
        let limit = limit.map_or_else(
            || word!("its limit is open", "限度額は未確定").to_owned(),
            |limit| said!("limit {}", "限度額{}", amount(limit)),
        );
        let allowed =
            it.allowed_usd.map_or(String::new(), |allowed| said!(", {} allowed", "、控除額{}", amount(allowed)));
        let text = said!(
            "{} creditable of {}; {limit}{allowed}",
            "控除対象外国税額{}（配当{}）、{limit}{allowed}",
            amount(it.creditable_usd),
            amount(it.dividend_usd)
        );
        page.labelled(&lang::code(it.category), &text);
    }
    if let Some(credited) = us.credited_usd.filter(|_| !us.other_categories.is_empty()) {
        page.labelled(word!("in all", "合計"), &said!("{} credited", "控除額{}", amount(credited)));
    }
    if us.high_taxed {
        let text = word!(
            "the tax is above the highest rate of the United States: the income belongs to the general category, which is not encoded (IRC 904(d)(2)(F))",
            "税額が米国の最高税率を超えるため、一般所得の区分に属し、本プログラムに未収録（IRC第904条(d)(2)(F)）"
        );
        page.styled(word!("highly taxed", "高率課税"), WARNING, text);
    }
    let asked: Vec<_> = us.questions.iter().map(|question| question.field).collect();
    if !asked.is_empty() {
        let asked = asked.join(word!(", ", "、"));
        let text = said!("calculated once you provide: {asked}", "次の記載があれば計算可能：{asked}");
        page.styled(word!("open", "未計算"), QUIET, &text);
    }
    if us.can_elect_no_limitation {
        let text = word!(
            "the tax is small enough to be credited without limitation: us.elects_no_limitation",
            "税額が少額のため、限度額の適用なしに控除を選択可能：us.elects_no_limitation"
        );
        page.labelled(word!("election", "選択"), text);
    }
    carryovers(page, us, answer);
}

fn limitation(page: &mut Page, us: &UsYear) {
    let Some(it) = &us.limitation else { return };
    let fraction = it.us_tax_usd.zip(it.foreign_income_usd).zip(it.taxable_income_usd).zip(it.limit_usd);
    let limit = fraction.map_or_else(no_limit, |(((tax, foreign), taxable), limit)| {
        said!(
            "{} = {} × {} / {} ({})",
            "{}={}×{}÷{}（{}）",
            amount(limit),
            amount(tax),
            amount(foreign),
            amount(taxable),
            lang::code(it.method)
        )
    });
    let most = at_most(it.limit_is_at_most);
    page.labelled(word!("limit", "控除限度額"), &format!("{most}{limit}"));
    let (allowed, of) = (amount(it.allowed_usd), amount(it.creditable_usd));
    page.labelled(word!("allowed", "控除額"), &said!("{most}{allowed} of {of}", "{most}{allowed}（{of}のうち）"));
    if let Some(why) = &us.election_not_open_because {
        let text = said!("not without limitation: {why}", "限度額の適用なしの控除は不可：{why}");
        page.styled("", WARNING, &text);
    }
}

fn no_limit() -> String {
    word!("none, by election", "選択により適用なし").to_owned()
}

fn at_most(is: Option<bool>) -> &'static str {
    if is == Some(true) { word!("at most ", "最大") } else { "" }
}

fn carryovers(page: &mut Page, us: &UsYear, answer: &YearAnswer<'_>) {
    for line in &us.carryovers {
        let mut parts = vec![said!("{} used", "控除{}", amount(line.used_usd))];
        if is_some(line.expired_usd) {
            parts.push(said!("{} expired", "期限切れ{}", amount(line.expired_usd)));
        }
        if is_some(line.forward_usd) {
            parts.push(said!("{} carried on", "繰越{}", amount(line.forward_usd)));
        }
        let (brought, parts) = (amount(line.brought_usd), parts.join(word!(", ", "、")));
        let text = said!("{brought}: {parts}", "{brought}：{parts}");
        page.labelled(&said!("from {}", "{}年度から", line.year), &text);
    }
    if let Some(allowed) = us.allowed_usd.filter(|_| !us.carryovers.is_empty()) {
        let most = at_most(us.limitation.as_ref().and_then(|it| it.limit_is_at_most));
        let text =
            said!("{most}{} with that of earlier years", "{most}{}（前年度以前からの繰越額を含む）", amount(allowed));
        page.labelled(word!("credit", "税額控除"), &text);
    }
    let rule = answer.us.as_ref().and_then(carry_rule);
    if is_some(us.carryback_usd) {
        let text = said!(
            "{} to the year before, by an amended return of it",
            "{}を前年度へ（前年度の修正申告による）",
            amount(us.carryback_usd)
        );
        page.labelled(word!("carried back", "繰戻額"), &text);
    }
    if let Some(rule) = rule.filter(|_| is_some(us.carryover_arisen_usd)) {
        let text = said!("{} ({})", "{}（{}）", amount(us.carryforward_usd), rule.cite());
        page.labelled(word!("carried over", "繰越額"), &text);
    }
}
