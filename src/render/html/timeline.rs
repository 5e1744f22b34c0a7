//! The page on the rate for a holder over the years.

use maud::{Markup, html};

use super::rules::Rules;
use super::shell::{Checked, document, foot, section, sentence};
use super::years::{periods_beside, table};
use crate::facts::Case;
use crate::lang;
use crate::law::statute;
use crate::render::timeline::{Timeline, called, who};
use crate::timeline::{OfMember, Period};

/// The rates for such a holder as a page; the wire has the same periods in the same order.
pub fn timeline(case: &Case, view: &Timeline, periods: &[Period], members: &[OfMember<'_>]) -> String {
    let mut rules = Rules::default();
    let who = who(case, view.ownership_percent, " of the votes");
    let mut laws: Vec<&str> = periods.iter().map(|period| lang::of(period.law.title)).collect();
    laws.dedup();
    let laws = laws.join(word!("; then ", "、その後は"));
    let about = vec![
        (word!("Holder", "保有者"), html! { (sentence(&who)) }),
        (word!("Law", "判定の基礎"), html! { (sentence(&laws)) }),
    ];
    let body = html! {
        p class="lead" { (lead(periods)) }
        (section("years", word!("Japan’s rate by the day of payment", "支払日ごとの日本の税率"), &periods_beside(periods, None, Some("periods"), &mut rules)))
        @for (place, it) in members.iter().enumerate() {
            h3 { (called(it.member)) }
            (table(&it.periods, None, Some(&format!("members.{place}.periods")), &mut rules))
        }
        (open(view))
        p class="quiet" { (word!("Such a holder has held its part for as long as each rule asks.", "各規定の所有期間の要件を満たす保有者を前提とする。")) }
        (section("rules", word!("The rules", "根拠規定"), &rules.cards()))
    };
    let title = said!("What Japan withholds from {who}", "{who}に対する日本の源泉徴収税率");
    document(&title, about, Checked::Law, &body, &foot(&statute::LAW, "iijtax timeline --format json"))
}

/// How often the rate changed, and what it is on the last of the days.
fn lead(periods: &[Period]) -> String {
    let rates: Vec<_> = periods.iter().map(|period| (period.japan.status, period.japan.rate)).collect();
    let changes = rates.array_windows().filter(|[one, next]| one != next).count();
    let times = match changes {
        0 => word!("The rate never changed", "税率に変更はありません").to_owned(),
        1 => word!("The rate changed once", "税率は1回変わりました").to_owned(),
        _ => said!("The rate changed {changes} times", "税率は{changes}回変わりました"),
    };
    let first = periods.first().map(|first| first.span.first);
    first.map_or_else(|| said!("{times}.", "{times}。"), |day| said!("{times} since {day}.", "{day}以後、{times}。"))
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
            (section("asked", lang::TO_ASK.said(), &html! {
                ul { @for (field, question) in &asked { li { (question) " " code { (field) } } } }
            }))
        }
    }
}
