//! The page on one dividend under several versions of the law.

use maud::{Markup, html};
use rust_decimal::Decimal;

use super::bars::{Bar, bars};
use super::figures::number;
use super::rules::Rules;
use super::shell::{Checked, about, amount, beside, document, foot, section, sentence};
use super::svg::part_of;
use crate::compare::Comparison as Answer;
use crate::facts::Case;
use crate::input::visible;
use crate::lang;
use crate::law::Rule;
use crate::render::compare::{Column, Comparison, changed, name, of_all};
use crate::render::money::yen;
use crate::render::timeline::called;

/// The comparison as a page.
pub fn compare(case: &Case, answer: &Answer<'_>) -> String {
    let view = Comparison::new(case, answer);
    let mut rules = Rules::default();
    let payer = case.payer.called().map_or_else(|| word!("a Japanese company", "日本法人").to_owned(), visible);
    let body = html! {
        p class="lead" { (lead(answer, &view)) }
        @for it in &answer.members {
            @let own = Comparison::new(&it.member.case, &it.comparison);
            h3 { (called(it.member)) }
            @if own.regimes.is_empty() { p { (nothing()) } } @else { (table(&it.comparison, &own, &mut rules)) }
        }
        @if !view.regimes.is_empty() {
            (section("regimes", word!("Under each version", "適用法令ごとの比較"), &beside(&picture(answer, &view), &table(answer, &view, &mut rules))))
        }
        @if let Some(rule) = answer.japan.rule.filter(|_| view.regimes.is_empty() && answer.members.is_empty()) { p { (rule.words()) (word!(" (", "（")) (rules.link(rule)) (word!(")", "）")) } }
        @if !rules.is_empty() { (section("rules", word!("The rules", "根拠規定"), &rules.cards())) }
    };
    let title = said!("A dividend of {payer} under each version of the law", "{payer}の配当：適用法令ごとの比較");
    document(&title, about(case, answer.law), Checked::Law, &body, &foot(answer.law, "iijtax compare --format json"))
}

fn lead(answer: &Answer<'_>, view: &Comparison) -> String {
    if !answer.members.is_empty() {
        return of_all(view);
    }
    if view.regimes.is_empty() {
        return nothing().to_owned();
    }
    let applies = match (answer.rows.iter().find(|row| row.applies), &view.applies) {
        (Some(row), _) => {
            said!("What applies is {}.", "適用されるのは{}です。", lang::of(row.alternative.regime.title))
        }
        (None, Some(regime)) => said!("What applies is {regime}.", "適用されるのは{regime}です。"),
        (None, None) => {
            let status = lang::code(view.status);
            said!("No single version applies: {status}.", "適用法令は一つに定まりません：{status}。")
        }
    };
    let called = |column: &Column| {
        if answer.is_of_range {
            said!("{} from {}", "{}（{}以後）", column.title, column.from)
        } else {
            column.title.to_owned()
        }
    };
    let changed = changed(view, called).map_or(String::new(), |changed| said!(" {}", "{}", sentence(&changed)));
    format!("{applies}{changed}")
}

fn picture(answer: &Answer<'_>, view: &Comparison) -> Markup {
    let highest = view.regimes.iter().filter_map(|column| column.rate_percent).map(|rate| rate.0).max();
    let highest = highest.unwrap_or(Decimal::ONE_HUNDRED);
    let bar = |column: &Column| {
        let colour = if column.applies { "japan" } else { "whole" };
        let rate = column.rate_percent.map(|rate| vec![(colour, part_of(rate.0, highest))]);
        Bar {
            label: if answer.is_of_range { name(answer, column) } else { sentence(column.title) },
            amount: rate_of(column),
            bars: vec![rate.unwrap_or_default()],
        }
    };
    let rows: Vec<_> = view.regimes.iter().map(bar).collect();
    let each: Vec<_> = rows.iter().map(|row| said!("{}: {}", "{}：{}", row.label, row.amount)).collect();
    let each = each.join(word!("; ", "、"));
    let says = said!("Japan’s rate under each version. {each}.", "適用法令ごとの日本の税率。{each}。");
    bars("compare-says", &says, &rows)
}

fn rate_of(column: &Column) -> String {
    column.rate_percent.map_or_else(|| lang::code(column.status), |rate| format!("{}%", rate.0))
}

fn nothing() -> &'static str {
    word!("There is nothing to compare.", "比較の対象がありません。")
}

fn table(answer: &Answer<'_>, view: &Comparison, rules: &mut Rules) -> Markup {
    let rule = |place: usize| answer.rows.get(place).and_then(|row| row.alternative.rule);
    let (rate, tax, net) = (word!("rate", "税率"), word!("tax", "税額"), word!("net", "税引後"));
    html! {
        table class="wide" {
            caption { (word!("What applies is marked.", "適用されるものに印を付した。")) }
            thead {
                tr {
                    th scope="col" { (word!("version", "適用法令")) } th scope="col" class="amount" { (rate) }
                    th scope="col" class="amount" { (tax) } th scope="col" class="amount" { (net) }
                }
            }
            tbody {
                @for (place, column) in view.regimes.iter().enumerate() {
                    @let path = |field: &str| format!("regimes.{place}.{field}");
                    tr class=[column.applies.then_some("now")] {
                        th scope="row" {
                            (sentence(column.title)) (word!(", ", "、")) (column.from) (word!(" – ", "～")) (column.until)
                            @if column.applies { (word!(" (applies)", "（適用）")) }
                            @if let Some(rule) = rule(place) { br; (link(rules, rule)) }
                        }
                        td class="amount" data-of=(rate) {
                            @if column.rate_percent.is_some() { (number(&path("rate_percent"), &rate_of(column))) } @else { (rate_of(column)) }
                            @if let Some(other) = column.other_law_rate_percent {
                                br; span class="aside" { (word!("in force ", "法令では")) (number(&path("other_law_rate_percent"), &format!("{}%", other.0))) }
                            }
                        }
                        (amount(tax, &html! { @if let Some(tax) = yen(column.tax_jpy) { (number(&path("tax_jpy"), &tax)) } }))
                        (amount(net, &html! { @if let Some(net) = yen(column.net_jpy) { (number(&path("net_jpy"), &net)) } }))
                    }
                }
            }
        }
    }
}

fn link(rules: &mut Rules, rule: &'static Rule) -> Markup {
    html! { span class="quiet" { (rules.link(rule)) } }
}
