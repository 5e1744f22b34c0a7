//! The page on a tax year: its payments, its sales, and what the United States does with all of them.

use maud::{Markup, html};
use rust_decimal::Decimal;

use super::bars::{Bar, bars};
use super::figures::number;
use super::rules::{Rules, grade};
use super::shell::{Checked, amount, assumed, beside, document, notes, plain_foot, section, sentence};
use super::svg::part_of;
use crate::input::{Statement, visible};
use crate::law::Outcome;
use crate::render::digits::Digits;
use crate::render::money::{usd, yen};
use crate::render::year::{Payment, UsYear, Year, lead};
use crate::year::YearAnswer;

/// Payments that are drawn; the table has all.
const MOST_DRAWN: usize = 30;

/// The answer on a year as a page.
pub fn year(answer: &YearAnswer<'_>, statements: &[Statement]) -> String {
    let view = Year::new(answer, statements);
    let mut rules = Rules::default();
    let mut payers: Vec<String> =
        answer.rows.iter().filter_map(|row| row.payment.payer.as_deref()).map(visible).collect();
    payers.sort_unstable();
    payers.dedup();
    let mut cases = answer.rows.iter().map(|row| row.answer.case).chain(answer.sales.iter().map(|row| row.answer.case));
    let mut laws: Vec<&str> = answer.rows.iter().map(|row| row.answer.law.title).collect();
    laws.extend(answer.sales.iter().map(|row| row.answer.law.title));
    laws.dedup();
    let mut head = vec![("Payers", html! { @if payers.is_empty() { "not named" } @else { (payers.join(", ")) } })];
    if let Some(case) = cases.next() {
        head.push(("Holder", html! { (sentence(case.kind.noun())) " in " (case.residence.name()) }));
    }
    head.push(("Tax year", html! { (view.from) " – " (view.to) }));
    head.push(("Law", html! { (sentence(&laws.join("; "))) }));
    let body = html! {
        p class="lead" { (lead(&view)) "." }
        @if !view.payments.is_empty() { (section("payments", "Payments", &payments(answer, &view, &mut rules))) }
        (sales(&view))
        @if let Some(us) = &view.us { (section("us", "The year in the United States", &united_states(us))) }
        (to_do(answer, &mut rules))
        (reasons(answer, &mut rules))
        @if let Some(us) = &view.us { (assumed(&us.assumptions, &[])) }
        (notes(&answer.notes, &mut rules))
        @if !rules.is_empty() { (section("rules", "The rules", &rules.cards())) }
    };
    let title = format!("Dividends from Japan in the tax year {}", view.tax_year);
    document(&title, head, Checked::Law, &body, &plain_foot("iijtax year --format json"))
}

fn called(payment: &Payment) -> String {
    let payer = payment.payer.as_deref().map_or_else(String::new, |payer| format!(" {}", visible(payer)));
    let paid = payment.payment_date.map_or_else(String::new, |day| format!(", {day}"));
    format!("{}.{payer}{paid}", payment.number)
}

fn payments(answer: &YearAnswer<'_>, view: &Year, rules: &mut Rules) -> Markup {
    let rule = |place: usize| answer.rows.get(place).and_then(|row| row.answer.japan.rule);
    let cell = |head: &str, path: &str, text: Option<String>| {
        amount(head, &html! { @match text { Some(text) => (number(path, &text)), None => "–" } })
    };
    let table = html! {
        table class="wide" {
            caption { "In yen; what Japan withheld and what is due." }
            thead {
                tr {
                    th scope="col" { "payment" } th scope="col" class="amount" { "gross" } th scope="col" class="amount" { "withheld" }
                    th scope="col" class="amount" { "due" } th scope="col" class="amount" { "to claim back" }
                }
            }
            tbody {
                @for (place, it) in view.payments.iter().enumerate() {
                    @let path = |field: &str| format!("payments.{place}.{field}");
                    tr {
                        th scope="row" {
                            (called(it))
                            @if let Some(rate) = it.rate_percent { ": " (number(&path("rate_percent"), &format!("{}%", rate.0))) }
                            @if let Some(rule) = rule(place) { br; span class="quiet" { (rules.link(rule)) } }
                            @if let Some(day) = it.refund_until { br; span class="quiet" { "claim until " (day) } }
                        }
                        (cell("gross", &path("gross_jpy"), yen(it.gross_jpy)))
                        (cell("withheld", &path("withheld_jpy"), yen(it.withheld_jpy)))
                        (cell("due", &path("tax_jpy"), yen(it.tax_jpy)))
                        (cell("to claim back", &path("refundable_jpy"), yen(it.refundable_jpy)))
                    }
                }
                tr class="now" {
                    th scope="row" { "All" }
                    (cell("gross", "totals.gross_jpy", yen(Some(view.totals.gross_jpy))))
                    (cell("withheld", "totals.withheld_jpy", yen(Some(view.totals.withheld_jpy))))
                    (cell("due", "totals.tax_jpy", yen(Some(view.totals.tax_jpy))))
                    (cell("to claim back", "totals.refundable_jpy", yen(Some(view.totals.refundable_jpy))))
                }
            }
        }
    };
    match picture(view) {
        Some(picture) => html! { (picture) (table) },
        None => table,
    }
}

/// Of each payment what is due and what was withheld above it.
fn picture(view: &Year) -> Option<Markup> {
    let of = |digits: Option<Digits>| digits.map_or(Decimal::ZERO, |digits| digits.0);
    let most = view.payments.iter().map(|it| of(it.withheld_jpy).max(of(it.tax_jpy))).max()?;
    if most.is_zero() {
        return None;
    }
    let bar = |it: &Payment| Bar {
        label: called(it),
        amount: yen(it.withheld_jpy).unwrap_or_default(),
        bars: vec![vec![
            ("japan", part_of(of(it.withheld_jpy) - of(it.refundable_jpy), most)),
            ("back", part_of(of(it.refundable_jpy), most)),
        ]],
    };
    let rows: Vec<_> = view.payments.iter().take(MOST_DRAWN).map(bar).collect();
    let said: Vec<_> = rows.iter().map(|row| format!("{}: {}", row.label, row.amount)).collect();
    let picture = bars("payments-says", &format!("What was withheld of each payment. {}.", said.join("; ")), &rows);
    let key = html! {
        p class="quiet" { span class="swatch japan" {} "withheld and due " span class="swatch back" {} "to claim back" }
    };
    Some(beside(&picture, &key))
}

fn sales(view: &Year) -> Markup {
    if view.sales.is_empty() {
        return html! {};
    }
    let cell = |head: &str, path: String, digits: Option<Digits>| {
        amount(head, &html! { @match usd(digits) { Some(text) => (number(&path, &text)), None => "–" } })
    };
    let table = html! {
        table class="wide" {
            caption class="unseen" { "The sales of the year" }
            thead {
                tr {
                    th scope="col" { "sale" } th scope="col" class="amount" { "proceeds" } th scope="col" class="amount" { "basis" }
                    th scope="col" class="amount" { "gain" }
                }
            }
            tbody {
                @for (place, it) in view.sales.iter().enumerate() {
                    tr {
                        th scope="row" {
                            (it.number) ". " @if let Some(payer) = &it.payer { (visible(payer)) } @if let Some(day) = it.date { ", " (day) }
                        }
                        (cell("proceeds", format!("sales.{place}.proceeds_usd"), it.proceeds_usd))
                        (cell("basis", format!("sales.{place}.basis_usd"), it.basis_usd))
                        (cell("gain", format!("sales.{place}.gain_usd"), it.gain_usd))
                    }
                }
            }
        }
    };
    section("sales", "Sales", &table)
}

fn united_states(us: &UsYear) -> Markup {
    let limit = us.limitation.as_ref();
    let most = if limit.is_some_and(|it| it.limit_is_at_most == Some(true)) { "at most" } else { "" };
    let in_all = us.credited_usd.filter(|_| !us.other_categories.is_empty());
    let rows = [
        ("Tax on qualified dividends", "us.qualified_tax_usd", us.qualified_tax_usd, ""),
        ("Creditable", "us.limitation.creditable_usd", limit.map(|it| it.creditable_usd), ""),
        ("Limit of the credit", "us.limitation.limit_usd", limit.and_then(|it| it.limit_usd), most),
        ("Allowed of the year’s own tax", "us.limitation.allowed_usd", limit.map(|it| it.allowed_usd), most),
        ("Allowed, with that of earlier years", "us.allowed_usd", us.allowed_usd, most),
        ("Credited in all categories", "us.credited_usd", in_all, ""),
        ("Left for other years", "us.carryover_arisen_usd", Some(us.carryover_arisen_usd), ""),
    ];
    html! {
        table class="money" {
            caption class="unseen" { "What the United States does with the year" }
            thead class="unseen" { tr { th scope="col" { "what" } th scope="col" { "amount" } th scope="col" { "how" } } }
            tbody {
                @for (name, path, digits, note) in rows {
                    @if let Some(text) = usd(digits) {
                        tr {
                            th scope="row" { (name) }
                            td class="amount" { (number(path, &text)) }
                            td { (note) " " a class="why" href="#reasons" { "why" span class="unseen" { ": " (name) } } }
                        }
                    }
                }
            }
        }
        @if !us.questions.is_empty() {
            p { "Calculated once it is known:" }
            ul { @for it in &us.questions { li { (it.question) " " code { (it.field) } } } }
        }
    }
}

fn to_do(answer: &YearAnswer<'_>, rules: &mut Rules) -> Markup {
    if answer.todos.is_empty() {
        return html! {};
    }
    let all = answer.rows.len();
    let of = |numbers: &[usize]| {
        let numbers_said: Vec<_> = numbers.iter().map(usize::to_string).collect();
        if numbers.len() == all && all > 1 {
            "all payments".to_owned()
        } else {
            format!("payment {}", numbers_said.join(", "))
        }
    };
    let list = html! {
        ul {
            @for it in &answer.todos {
                li {
                    @if let Some(day) = it.todo.due { b { "By " (day) ": " } }
                    (it.todo.rule.words()) " " (sentence(&of(&it.payments))) "; " (it.todo.action.by(it.is_ads)) ", with "
                    (it.todo.action.with()) " (" (rules.link(it.todo.rule)) ")."
                }
            }
        }
    };
    section("tasks", "To do", &list)
}

/// What the figures of the year follow from; of each payment `iijtax dividend` says it.
fn reasons(answer: &YearAnswer<'_>, rules: &mut Rules) -> Markup {
    let steps = answer.us.iter().flat_map(|us| us.steps.0.iter().map(move |step| (step, &us.case)));
    let met: Vec<_> = steps.filter(|(step, _)| step.outcome != Outcome::NotMet).collect();
    let list = html! {
        ul {
            @for (step, case) in &met {
                li {
                    @if step.outcome == Outcome::Unknown { b { "unknown: " } }
                    (rules.link(step.rule)) ": " (step.because(case)) " " (grade(step.rule.evidence))
                }
            }
        }
        @if met.is_empty() { p { "Nothing is calculated for the year as a whole." } }
        p class="quiet" { "Each payment by itself, with all of its rules: iijtax dividend." }
    };
    section("reasons", "How the year follows", &list)
}
