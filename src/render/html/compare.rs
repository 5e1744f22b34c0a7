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
use crate::law::Rule;
use crate::render::compare::{Column, Comparison, changed, name, of_all};
use crate::render::money::yen;
use crate::render::timeline::called;

/// The comparison as a page.
pub fn compare(case: &Case, answer: &Answer<'_>) -> String {
    let view = Comparison::new(case, answer);
    let mut rules = Rules::default();
    let payer = case.payer.called().map_or_else(|| "a Japanese company".to_owned(), visible);
    let body = html! {
        p class="lead" { (lead(answer, &view)) }
        @for it in &answer.members {
            @let own = Comparison::new(&it.member.case, &it.comparison);
            h3 { (called(it.member)) }
            @if own.regimes.is_empty() { p { "There is nothing to compare." } } @else { (table(&it.comparison, &own, &mut rules)) }
        }
        @if !view.regimes.is_empty() {
            (section("regimes", "Under each version", &beside(&picture(answer, &view), &table(answer, &view, &mut rules))))
        }
        @if let Some(rule) = answer.japan.rule.filter(|_| view.regimes.is_empty() && answer.members.is_empty()) { p { (rule.words()) " (" (rules.link(rule)) ")" } }
        @if !rules.is_empty() { (section("rules", "The rules", &rules.cards())) }
    };
    let title = format!("A dividend of {payer} under each version of the law");
    document(&title, about(case, answer.law), Checked::Law, &body, &foot(answer.law, "iijtax compare --format json"))
}

fn lead(answer: &Answer<'_>, view: &Comparison) -> String {
    if !answer.members.is_empty() {
        return of_all(view);
    }
    if view.regimes.is_empty() {
        return "There is nothing to compare.".to_owned();
    }
    let applies = match (answer.rows.iter().find(|row| row.applies), &view.applies) {
        (Some(row), _) => format!("What applies is {}.", row.alternative.regime.title),
        (None, Some(regime)) => format!("What applies is {regime}."),
        (None, None) => format!("No single version applies: {}.", view.status.replace('_', " ")),
    };
    let called = |column: &Column| {
        if answer.is_of_range { format!("{} from {}", column.title, column.from) } else { column.title.to_owned() }
    };
    let changed = changed(view, called).map_or(String::new(), |changed| format!(" {}", sentence(&changed)));
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
    let said: Vec<_> = rows.iter().map(|row| format!("{}: {}", row.label, row.amount)).collect();
    bars("compare-says", &format!("Japan’s rate under each version. {}.", said.join("; ")), &rows)
}

fn rate_of(column: &Column) -> String {
    column.rate_percent.map_or_else(|| column.status.replace('_', " "), |rate| format!("{}%", rate.0))
}

fn table(answer: &Answer<'_>, view: &Comparison, rules: &mut Rules) -> Markup {
    let rule = |place: usize| answer.rows.get(place).and_then(|row| row.alternative.rule);
    html! {
        table class="wide" {
            caption { "What applies is marked." }
            thead {
                tr {
                    th scope="col" { "version" } th scope="col" class="amount" { "rate" } th scope="col" class="amount" { "tax" }
                    th scope="col" class="amount" { "net" }
                }
            }
            tbody {
                @for (place, column) in view.regimes.iter().enumerate() {
                    @let path = |field: &str| format!("regimes.{place}.{field}");
                    tr class=[column.applies.then_some("now")] {
                        th scope="row" {
                            (sentence(column.title)) ", " (column.from) " – " (column.until)
                            @if column.applies { " (applies)" }
                            @if let Some(rule) = rule(place) { br; (link(rules, rule)) }
                        }
                        td class="amount" data-of="rate" {
                            @if column.rate_percent.is_some() { (number(&path("rate_percent"), &rate_of(column))) } @else { (rate_of(column)) }
                            @if let Some(other) = column.other_law_rate_percent {
                                br; span class="aside" { "in force " (number(&path("other_law_rate_percent"), &format!("{}%", other.0))) }
                            }
                        }
                        (amount("tax", &html! { @if let Some(tax) = yen(column.tax_jpy) { (number(&path("tax_jpy"), &tax)) } }))
                        (amount("net", &html! { @if let Some(net) = yen(column.net_jpy) { (number(&path("net_jpy"), &net)) } }))
                    }
                }
            }
        }
    }
}

fn link(rules: &mut Rules, rule: &'static Rule) -> Markup {
    html! { span class="quiet" { (rules.link(rule)) } }
}
