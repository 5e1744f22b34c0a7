//! The page on the rate for a holder over the years.

use maud::{Markup, html};

use super::rules::Rules;
use super::shell::{Checked, document, foot, section, sentence};
use super::years::{periods_beside, table};
use crate::facts::Case;
use crate::law::statute;
use crate::render::timeline::{Timeline, called};
use crate::timeline::{OfMember, Period};

/// The rates for such a holder as a page; the wire has the same periods in the same order.
pub fn timeline(case: &Case, view: &Timeline, periods: &[Period], members: &[OfMember<'_>]) -> String {
    let mut rules = Rules::default();
    let owns = view.ownership_percent.map_or(String::new(), |percent| format!(" with {}% of the votes", percent.0));
    let who = format!("{}{owns} in {}", case.kind.noun(), case.residence.name());
    let mut laws: Vec<&str> = periods.iter().map(|period| period.law.title).collect();
    laws.dedup();
    let about = vec![("Holder", html! { (sentence(&who)) }), ("Law", html! { (sentence(&laws.join("; then "))) })];
    let body = html! {
        p class="lead" { (lead(periods)) }
        (section("years", "Japan’s rate by the day of payment", &periods_beside(periods, None, Some("periods"), &mut rules)))
        @for (place, it) in members.iter().enumerate() {
            h3 { (called(it.member)) }
            (table(&it.periods, None, Some(&format!("members.{place}.periods")), &mut rules))
        }
        (open(view))
        p class="quiet" { "Such a holder has held its part for as long as each rule asks." }
        (section("rules", "The rules", &rules.cards()))
    };
    let title = format!("What Japan withholds from {who}");
    document(&title, about, Checked::Law, &body, &foot(&statute::LAW, "iijtax timeline --format json"))
}

/// How often the rate changed, and what it is on the last of the days.
fn lead(periods: &[Period]) -> String {
    let rates: Vec<_> = periods.iter().map(|period| (period.japan.status, period.japan.rate)).collect();
    let changes = rates.windows(2).filter(|pair| pair[0] != pair[1]).count();
    let times = match changes {
        0 => "The rate never changed".to_owned(),
        1 => "The rate changed once".to_owned(),
        _ => format!("The rate changed {changes} times"),
    };
    let span = periods.first().map_or(String::new(), |first| format!(" since {}", first.span.first));
    format!("{times}{span}.")
}

fn open(view: &Timeline) -> Markup {
    let mut asked: Vec<(&str, &str)> = Vec::new();
    for question in view.periods.iter().flat_map(|period| &period.questions) {
        if asked.iter().all(|(field, _)| *field != question.field) {
            asked.push((question.field, question.question));
        }
    }
    html! {
        @if !asked.is_empty() {
            (section("asked", "What must be known", &html! {
                ul { @for (field, question) in &asked { li { (question) " " code { (field) } } } }
            }))
        }
    }
}
