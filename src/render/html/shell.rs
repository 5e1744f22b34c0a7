//! What every page has: its head, its style, who and what it is about, and its foot.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::rules::Rules;
use super::whole_days::whole_days;
use crate::facts::Case;
use crate::input::visible;
use crate::law::coverage::CHECKED_ON;
use crate::law::{Law, Rule};
use crate::render::json::Assumption;
use crate::render::text;

/// The whole style; a page asks for no other file.
const STYLE: &str = include_str!("page.css");
/// Nothing is loaded, run, framed or sent.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// What was checked on a day that the page names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checked {
    /// The tables of Japan's law.
    Law,
    /// Nothing of it is used: the program alone is named.
    Program,
}

/// A page.
pub fn document(
    title: &str,
    mut about: Vec<(&'static str, Markup)>,
    checked: Checked,
    body: &Markup,
    foot: &Markup,
) -> String {
    if checked == Checked::Law {
        about.push(("Law checked", html! { (CHECKED_ON) }));
    }
    about.push(("Program", program()));
    let page = html! {
        (DOCTYPE)
        html lang=(crate::lang::chosen().code()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content=(concat!("iijtax ", env!("CARGO_PKG_VERSION")));
                meta name="color-scheme" content="light dark";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    h1 { (title) }
                    dl { @for (name, said) in &about { div { dt { (name) } dd { (said) } } } }
                }
                main { (body) }
                footer { (foot) }
            }
        }
    };
    whole_days(&page.into_string())
}

/// A part of the page with its heading.
pub fn section(id: &str, heading: &str, body: &Markup) -> Markup {
    html! { section aria-labelledby=(id) { h2 id=(id) { (heading) } (body) } }
}

/// A picture beside its numbers.
pub fn beside(chart: &Markup, numbers: &Markup) -> Markup {
    html! { div class="beside" { figure { (chart) } div { (numbers) } } }
}

/// An amount in a table; what its column is called stands beside it where the page is too narrow for columns.
pub fn amount(head: &str, said: &Markup) -> Markup {
    html! { td class="amount" data-of=(head) { (said) } }
}

/// Who pays, who holds, which law, by what. No name, id or account of the holder.
pub fn about(case: &Case, law: &Law) -> Vec<(&'static str, Markup)> {
    let payer = case.payer.called().map_or_else(|| "not named".to_owned(), visible);
    let mut codes: Vec<String> = case.payer.code.iter().map(|code| format!("code {}", code.as_str())).collect();
    codes.extend(case.payer.isin.map(|isin| format!("ISIN {}", isin.as_str())));
    let codes =
        if codes.is_empty() || case.payer.name.is_none() { String::new() } else { format!(" ({})", codes.join(", ")) };
    vec![
        ("Payer", html! { (payer) (codes) }),
        ("Holder", html! { (sentence(case.kind.noun())) " in " (case.residence.name()) }),
        ("Law", html! { (law_named(law)) }),
    ]
}

/// The law as a page calls it.
pub fn law_named(law: &Law) -> String {
    let what = if law.is_enacted { "Law in force" } else { "The company’s Form 20-F" };
    format!("{what} ({})", law.id)
}

/// By which program and version.
fn program() -> Markup {
    html! { "iijtax " (env!("CARGO_PKG_VERSION")) }
}

/// What a page by one law ends with; `json` is the command that gives the same answer to programs.
pub fn foot(law: &Law, json: &str) -> Markup {
    let places: Vec<_> = law.disclaimers.iter().map(Rule::cite).collect();
    foot_with(&if places.is_empty() { String::new() } else { format!(" ({})", places.join("; ")) }, json)
}

/// What other pages end with.
pub fn plain_foot(json: &str) -> Markup {
    foot_with("", json)
}

fn foot_with(places: &str, json: &str) -> Markup {
    html! {
        p {
            "Not tax advice" (places) ". Made by " (program())
            " from the facts that were stated and those listed as assumed; the same answer for programs is " code { (json) } "."
        }
    }
}

/// The facts that were taken to be the ordinary ones, and those that nothing used.
pub fn assumed(assumptions: &[Assumption], unused: &[&str]) -> Markup {
    if assumptions.is_empty() && unused.is_empty() {
        return html! {};
    }
    let list = html! {
        @if !assumptions.is_empty() {
            p { "These facts were not stated, and the ordinary answer was taken:" }
            ul class="columns" { @for it in assumptions { li { code { (it.field) } ": " (text::assumed(&it.value)) } } }
        }
        @if !unused.is_empty() { p { "Stated, and used by no rule: " (unused.join(", ")) "." } }
    };
    section("assumed", "Facts assumed", &list)
}

/// Things to know, each with its rule.
pub fn notes(notes: &[&'static Rule], rules: &mut Rules) -> Markup {
    if notes.is_empty() {
        return html! {};
    }
    let list = html! { ul { @for rule in notes { li { (rule.words()) " (" (rules.link(rule)) ")" } } } };
    section("notes", "Notes", &list)
}

/// The same with a capital letter.
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
