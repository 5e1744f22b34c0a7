//! The page on a dividend.

use maud::{Markup, html};

use super::figures::{self, number, why};
use super::rules::Rules;
use super::shell::{Checked, about, amount, assumed, beside, document, foot, notes_after, section, sentence};
use super::{dates, ladder, money, years};
use crate::answer::{DividendAnswer, Status};
use crate::input::visible;
use crate::lang::{self, Lang, chosen};
use crate::law::Rule;
use crate::render::data_sheets::{Papers, foot as foot_of_sheets, nothing, numbered};
use crate::render::figures::{Figure, figures as all_figures};
use crate::render::money::{Amount, yen};
use crate::render::outline;
use crate::render::{json, screen, text};
use crate::units::Day;

/// The answer on a dividend as a page; with how the actions stand on a day, where one is asked for.
pub fn dividend(answer: &DividendAnswer<'_>, as_of: Option<Day>, papers: Option<&Papers>) -> String {
    let view = json::Dividend::new(answer).on(as_of);
    let explained = figures::shown(all_figures(answer, &view));
    let mut rules = Rules::default();
    let amounts = outline::amounts(answer, &view);
    let body = html! {
        (lead(answer, &view))
        (questions(answer, &view))
        (amounts_of(answer, &view, &amounts, &explained))
        (tasks(answer, as_of, &mut rules))
        @if let Some(ladder) = ladder::part(answer, &mut rules) { (section("ladder", word!("The rate by ownership", "持株割合ごとの税率"), &ladder)) }
        @if let Some(years) = years::part(answer, &mut rules) { (section("years", word!("The rate over the years", "税率の推移"), &years)) }
        (versions(answer, &view, &mut rules))
        @if let Some(papers) = papers { (sheets(papers)) }
        (assumed(&view.assumptions, &view.unused))
        (notes_after(&tests(answer), &answer.notes, &mut rules))
        (section("figures", word!("Every figure and its rules", "各金額の計算と根拠"), &figures::list(&explained, &mut rules)))
        @if !rules.is_empty() { (section("rules", word!("The rules", "根拠規定"), &rules.cards())) }
    };
    let payer = answer.case.payer.called().map_or_else(|| word!("a Japanese company", "日本法人").to_owned(), visible);
    let mut head = about(answer.case, answer.law);
    head.insert(2, (word!("Dates", "日付"), days(&view)));
    if let Some(day) = as_of {
        head.push((word!("As of", "基準時点"), html! { (day) }));
    }
    let json = "iijtax dividend --format json";
    let title = said!("Dividend of {payer}", "{payer}の配当");
    document(&title, head, Checked::Law, &body, &foot(answer.law, json))
}

/// Which tests the treaty has of who states another, and the rule of the first.
fn tests(answer: &DividendAnswer<'_>) -> Vec<(String, &'static Rule)> {
    answer.other_tests.iter().map(|other| (outline::tests(other), other.rule)).collect()
}

/// The decision and the money in a sentence, and what another law says.
fn lead(answer: &DividendAnswer<'_>, view: &json::Dividend) -> Markup {
    let grades = text::graded(answer);
    html! {
        p class="lead" { (outline::headline(answer, view)) }
        @if let Some(other) = outline::other(answer, view, false) { p { (other) } }
        @if !grades.is_empty() { p class="quiet" { (sentence(grades.trim_start_matches([' ', '·']))) (word!(".", "。")) } }
    }
}

fn days(view: &json::Dividend) -> Markup {
    let event = &view.dividend;
    let known =
        [(word!("entitlement ", "権利確定日"), event.entitlement_date), (word!("paid ", "支払日"), event.payment_date)];
    let known: Vec<_> = known.into_iter().filter_map(|(what, day)| Some(format!("{what}{}", day?))).collect();
    html! { @if known.is_empty() { (word!("not stated", "記載なし")) } @else { (known.join(word!(", ", "、"))) } }
}

/// What is missing comes first.
fn questions(answer: &DividendAnswer<'_>, view: &json::Dividend) -> Markup {
    let of_us = view.us.questions.iter().filter(|_| answer.us.status == Status::Undetermined);
    let mut asked: Vec<(&str, &str)> = Vec::new();
    for question in view.japan.questions.iter().chain(of_us) {
        if asked.iter().all(|(field, _)| *field != question.field) {
            asked.push((question.field, question.question));
        }
    }
    let no_amount = view.japan.gross_jpy.is_none() && answer.japan.status != Status::NotAddressed;
    let no_amount = no_amount && !answer.case.lacks_instrument_for_amounts() && answer.japan.in_dollars.is_none();
    if asked.is_empty() && !no_amount {
        return html! {};
    }
    let list = html! {
        ul {
            @for (field, question) in &asked { li { (question) " " code { (field) } } }
            @if no_amount { li {
                    (word!("How many shares are held, and how many yen are paid on each, for the amounts?", "金額の計算のため、何株を保有し、1株当たり何円が支払われますか。"))
                } }
        }
    };
    section("asked", lang::TO_ASK.said(), &list)
}

fn amounts_of(answer: &DividendAnswer<'_>, view: &json::Dividend, amounts: &[Amount], explained: &[Figure]) -> Markup {
    if amounts.is_empty() {
        return html! {};
    }
    let table = html! {
        table class="money" {
            caption class="unseen" { (word!("The amounts", "金額の表")) }
            thead class="unseen" {
                tr {
                    th scope="col" { (word!("what", "項目")) } th scope="col" { (word!("amount", "金額")) }
                    th scope="col" { (word!("by what", "計算の根拠")) }
                }
            }
            tbody {
                @for amount in amounts {
                    tr {
                        th scope="row" { (sentence(&amount.label)) }
                        td class="amount" { (number(amount.path, &amount.value)) }
                        td { (amount.note) @if !amount.note.is_empty() { " " } (why(explained, amount.path)) }
                    }
                }
            }
        }
    };
    let body = match money::picture(answer, view) {
        Some(picture) => beside(&picture, &table),
        None => table,
    };
    section("money", word!("Where the money goes", "金額の内訳"), &body)
}

fn tasks(answer: &DividendAnswer<'_>, as_of: Option<Day>, rules: &mut Rules) -> Markup {
    let tasks = outline::tasks(answer, as_of);
    if tasks.is_empty() {
        return html! {};
    }
    let list = html! {
        ul class="tasks" {
            @for task in &tasks {
                @let when = screen::when(task, as_of);
                li {
                    @if !when.is_empty() { b { (sentence(&when)) (word!(": ", "：")) } }
                    (task.title)
                    @match chosen() {
                        Lang::En => { " – " (task.by) ", with " (task.with) " (" (rules.link(task.rule)) ")" },
                        Lang::Ja => { "（" (task.by) "から" (task.with) "へ。" (rules.link(task.rule)) "）" },
                    }
                }
            }
        }
    };
    let body = match dates::picture(answer, &tasks, as_of) {
        Some(picture) => beside(&picture, &list),
        None => list,
    };
    section("tasks", lang::TO_DO.said(), &body)
}

/// The boxes of the forms that are to be filed.
fn sheets(papers: &Papers) -> Markup {
    let list = html! {
        @if papers.papers.is_empty() { p { (nothing(papers)) } }
        @for paper in &papers.papers {
            @let form = numbered(paper.form);
            h3 { (form) " " span lang="ja" { (paper.title_ja) } }
            p class="quiet" {
                @match chosen() {
                    Lang::En => { (paper.title_en) ". " (sentence(&paper.about())) " (" (paper.cite) ")." },
                    Lang::Ja => { (paper.about()) "（" (paper.cite) "）。" },
                }
            }
            table class="sheet" {
                caption class="unseen" { (said!("The boxes of {form}", "{form}の欄")) }
                thead {
                    tr {
                        th scope="col" { (word!("box", "欄")) } th scope="col" { (word!("label", "項目")) }
                        th scope="col" { (word!("what goes in", "記載事項")) }
                    }
                }
                tbody {
                    @for it in &paper.boxes {
                        tr {
                            th scope="row" { (it.number.unwrap_or("–")) }
                            td {
                                span lang="ja" { (it.label_ja) }
                                @if chosen() == Lang::En { br; span class="quiet" { (it.label_en) } }
                            }
                            td {
                                @match (&it.value, &it.add, it.empty) {
                                    (Some(value), ..) => b { (value) },
                                    (None, Some(what), _) => { span class="add" { (word!("to add", "要記入")) } " " (what) },
                                    (None, None, why) => span class="quiet" { (word!("empty: ", "空欄：")) (why.unwrap_or_default()) },
                                }
                            }
                        }
                    }
                }
            }
        }
        p class="quiet" { (foot_of_sheets()) }
    };
    section("sheets", word!("Data sheets for the forms of Japan", "日本の様式の記載事項"), &list)
}

/// What the other versions of the holder's treaty say of the same facts.
fn versions(answer: &DividendAnswer<'_>, view: &json::Dividend, rules: &mut Rules) -> Markup {
    if answer.comparison.is_empty() {
        return html! {};
    }
    let (rate, tax) = (word!("rate", "税率"), word!("tax", "税額"));
    let more_than_now = word!("more than now", "増加額");
    let table = html! {
        table class="wide" {
            caption class="unseen" { (word!("The same facts under other versions of the treaty", "同じ事実に他の版の条約を適用した場合")) }
            thead {
                tr {
                    th scope="col" { (word!("version", "条約")) } th scope="col" class="amount" { (rate) }
                    th scope="col" class="amount" { (tax) } th scope="col" class="amount" { (more_than_now) }
                }
            }
            tbody {
                @for (place, (other, wire)) in answer.comparison.iter().zip(&view.comparison).enumerate() {
                    @let path = |field: &str| format!("comparison.{place}.{field}");
                    tr {
                        th scope="row" {
                            (sentence(lang::of(other.regime.title)))
                            @if let Some(rule) = other.rule { br; span class="quiet" { (rules.link(rule)) } }
                        }
                        td class="amount" data-of=(rate) {
                            @match wire.rate_percent {
                                Some(rate) => (number(&path("rate_percent"), &format!("{}%", rate.0))),
                                None => (lang::code(wire.status)),
                            }
                        }
                        (amount(tax, &html! { @if let Some(tax) = yen(wire.tax_jpy) { (number(&path("tax_jpy"), &tax)) } }))
                        td class="amount" data-of=(more_than_now) {
                            @if let Some(more) = yen(wire.more_than_now_jpy) { (number(&path("more_than_now_jpy"), &more)) }
                        }
                    }
                }
            }
        }
    };
    section("versions", word!("Under other versions of the treaty", "他の版の条約による場合"), &table)
}
