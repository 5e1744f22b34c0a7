//! What every page has: its head, its style, who and what it is about, and its foot.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::facts::Case;
use crate::input::visible;
use crate::law::coverage::CHECKED_ON;
use crate::law::{Law, Rule};

/// The whole style; a page asks for no other file.
const STYLE: &str = include_str!("page.css");
/// Nothing is loaded, run, framed or sent.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// A page.
pub fn document(title: &str, about: &[(&str, Markup)], body: &Markup, foot: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
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
                    dl { @for (name, said) in about { div { dt { (name) } dd { (said) } } } }
                }
                main { (body) }
                footer { (foot) }
            }
        }
    };
    page.into_string()
}

/// A part of the page with its heading.
pub fn section(id: &str, heading: &str, body: &Markup) -> Markup {
    html! { section aria-labelledby=(id) { h2 id=(id) { (heading) } (body) } }
}

/// A picture beside its numbers.
pub fn beside(chart: &Markup, numbers: &Markup) -> Markup {
    html! { div class="beside" { figure { (chart) } div { (numbers) } } }
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
        ("Law checked", html! { (CHECKED_ON) }),
        ("Program", program()),
    ]
}

/// The law as a page calls it.
pub fn law_named(law: &Law) -> String {
    let what = if law.is_enacted { "Law in force" } else { "The company’s Form 20-F" };
    format!("{what} ({})", law.id)
}

/// By which program and version.
pub fn program() -> Markup {
    html! { "iijtax " (env!("CARGO_PKG_VERSION")) }
}

/// What every page ends with.
pub fn foot(law: &Law, json: &str) -> Markup {
    let places: Vec<_> = law.disclaimers.iter().map(Rule::cite).collect();
    html! {
        p {
            "Not tax advice"
            @if !places.is_empty() { " (" (places.join("; ")) ")" }
            ". Made by " (program()) " from the facts that were stated and those listed as assumed; the same answer for programs is "
            code { (json) } "."
        }
    }
}

/// The same with a capital letter.
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
