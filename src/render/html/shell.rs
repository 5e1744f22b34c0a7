//! What every page has: its head, its style, who and what it is about, and its foot.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::rules::Rules;
use super::whole_days::whole_days;
use crate::facts::Case;
use crate::input::visible;
use crate::lang::{Lang, chosen};
use crate::law::coverage::CHECKED_ON;
use crate::law::{Law, Rule};
use crate::render::json::Assumption;
use crate::render::text;

/// The whole style; a page asks for no other file.
const STYLE: &str = include_str!("page.css");
/// What Japanese adds to it.
const STYLE_OF_JAPANESE: &str = include_str!("page-ja.css");
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
        about.push((word!("Law checked", "法令の確認日"), html! { (CHECKED_ON) }));
    }
    about.push((word!("Program", "プログラム"), program()));
    let page = html! {
        (DOCTYPE)
        html lang=(chosen().code()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content=(concat!("iijtax ", env!("CARGO_PKG_VERSION")));
                meta name="color-scheme" content="light dark";
                title { (title) }
                style { (PreEscaped(STYLE)) @if chosen() == Lang::Ja { (PreEscaped(STYLE_OF_JAPANESE)) } }
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
    let payer = case.payer.called().map_or_else(|| word!("not named", "記載なし").to_owned(), visible);
    let code = |code: &crate::facts::SecurityCode| said!("code {}", "証券コード{}", code.as_str());
    let mut codes: Vec<String> = case.payer.code.iter().map(code).collect();
    codes.extend(case.payer.isin.map(|isin| format!("ISIN {}", isin.as_str())));
    let codes = if codes.is_empty() || case.payer.name.is_none() {
        String::new()
    } else {
        said!(" ({})", "（{}）", codes.join(word!(", ", "、")))
    };
    let (noun, country) = (sentence(case.kind.noun()), case.residence.name());
    vec![
        (word!("Payer", "発行会社"), html! { (payer) (codes) }),
        (word!("Holder", "保有者"), html! { (said!("{noun} in {country}", "{country}の{noun}")) }),
        (word!("Law", "判定の基礎"), html! { (law_named(law)) }),
    ]
}

/// The law as a page calls it.
pub fn law_named(law: &Law) -> String {
    let what = if law.is_enacted {
        word!("Law in force", "法令")
    } else {
        word!("The company’s Form 20-F", "会社のForm 20-F")
    };
    said!("{what} ({})", "{what}（{}）", law.id)
}

/// By which program and version.
fn program() -> Markup {
    html! { "iijtax " (env!("CARGO_PKG_VERSION")) }
}

/// What a page by one law ends with; `json` is the command that gives the same answer to programs.
pub fn foot(law: &Law, json: &str) -> Markup {
    let places: Vec<_> = law.disclaimers.iter().map(Rule::cite).collect();
    let places = places.join(word!("; ", "、"));
    foot_with(&if places.is_empty() { String::new() } else { said!(" ({places})", "（{places}）") }, json)
}

/// What other pages end with.
pub fn plain_foot(json: &str) -> Markup {
    foot_with("", json)
}

fn foot_with(places: &str, json: &str) -> Markup {
    match chosen() {
        Lang::En => html! {
            p {
                "Not tax advice" (places) ". Made by " (program())
                " from the facts that were stated and those listed as assumed; the same answer for programs is " code { (json) } "."
            }
        },
        Lang::Ja => html! {
            p {
                "税務助言ではありません" (places) "。記載された事実及び仮定として掲げた事実に基づき、" (program())
                "が作成しました。プログラム用の同じ判定は" code { (json) } "で得られます。"
            }
        },
    }
}

/// The facts that were taken to be the ordinary ones, and those that nothing used.
pub fn assumed(assumptions: &[Assumption], unused: &[&str]) -> Markup {
    if assumptions.is_empty() && unused.is_empty() {
        return html! {};
    }
    let list = html! {
        @if !assumptions.is_empty() {
            p { (word!("These facts were not stated, and the ordinary answer was taken:", "次の事実は記載がないため、通常の値を仮定しました：")) }
            ul class="columns" {
                @for it in assumptions { li { code { (it.field) } (word!(": ", "：")) (text::assumed(&it.value)) } }
            }
        }
        @if !unused.is_empty() {
            p { (said!("Stated, and used by no rule: {}.", "記載があるが、判定に用いなかった事実：{}", unused.join(word!(", ", "、")))) }
        }
    };
    section("assumed", word!("Facts assumed", "仮定した事実"), &list)
}

/// Things to know, each with its rule.
pub fn notes(notes: &[&'static Rule], rules: &mut Rules) -> Markup {
    notes_after(&[], notes, rules)
}

/// The same after others that are no rule's own words.
pub fn notes_after(first: &[(String, &'static Rule)], notes: &[&'static Rule], rules: &mut Rules) -> Markup {
    if first.is_empty() && notes.is_empty() {
        return html! {};
    }
    let list = html! { ul {
        @for (text, rule) in first { li { (text) (word!(" (", "（")) (rules.link(rule)) (word!(")", "）")) } }
        @for rule in notes { li { (rule.words()) (word!(" (", "（")) (rules.link(rule)) (word!(")", "）")) } }
    } };
    section("notes", word!("Notes", "注記"), &list)
}

/// The same with a capital letter.
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
