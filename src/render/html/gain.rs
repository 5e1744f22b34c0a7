//! The page on a sale.

use maud::{Markup, html};

use super::figures::number;
use super::flow::{Part, Row, draw};
use super::rules::{Rules, grade};
use super::shell::{Checked, about, amount, assumed, beside, document, foot, notes, section, sentence};
use super::svg::part_of;
use crate::answer::GainAnswer;
use crate::input::visible;
use crate::law::{Outcome, Rule};
use crate::render::digits::Digits;
use crate::render::gain::{Gain, amounts, japan, lead, to_do};
use crate::render::money::Amount;
use crate::render::money::usd;
use crate::render::screen::when;
use crate::units::Day;

/// The answer on a sale as a page.
pub fn gain(answer: &GainAnswer<'_>, as_of: Option<Day>) -> String {
    let view = Gain::new(answer).on(as_of);
    let mut rules = Rules::default();
    let case = answer.case;
    let payer = case.payer.called().map_or_else(|| "a Japanese company".to_owned(), visible);
    let what = if case.is_ads() { "ADSs" } else { "shares" };
    let mut head = about(case, answer.law);
    let sold = view.sale.date.map_or_else(|| "not stated".to_owned(), |day| day.to_string());
    head.push(("Sold", html! { (sold) }));
    if let Some(day) = as_of {
        head.push(("As of", html! { (day) }));
    }
    let amounts = amounts(&view);
    let body = html! {
        p class="lead" { (lead(answer, &view)) "." }
        (questions(&view))
        @if !amounts.is_empty() { (section("money", "From the price to the gain", &money(&view, &amounts))) }
        (section("japan", "Japan", &of_japan(answer, &mut rules)))
        (lots(answer, &view, &mut rules))
        (tasks(answer, as_of, &mut rules))
        (section("reasons", "How it follows", &reasons(answer, &mut rules)))
        (assumed(&view.assumptions, &view.unused))
        (notes(&answer.notes, &mut rules))
        @if !rules.is_empty() { (section("rules", "The rules", &rules.cards())) }
    };
    let title = format!("Sale of {what} of {payer}");
    document(&title, head, Checked::Law, &body, &foot(answer.law, "iijtax gain --format json"))
}

fn questions(view: &Gain) -> Markup {
    let asked: Vec<_> = view.japan.questions.iter().flatten().chain(&view.us.questions).collect();
    html! {
        @if !asked.is_empty() {
            (section("asked", "What must be known", &html! {
                ul { @for it in &asked { li { (it.question) " " code { (it.field) } } } }
            }))
        }
    }
}

fn money(view: &Gain, amounts: &[Amount]) -> Markup {
    let table = html! {
        table class="money" {
            caption class="unseen" { "The amounts" }
            thead class="unseen" { tr { th scope="col" { "what" } th scope="col" { "amount" } th scope="col" { "by what" } } }
            tbody {
                @for amount in amounts {
                    tr {
                        th scope="row" { (sentence(&amount.label)) }
                        td class="amount" { (number(amount.path, &amount.value)) }
                        td { (amount.note) " " a class="why" href="#reasons" { "why" span class="unseen" { ": " (amount.label) } } }
                    }
                }
            }
        }
    };
    match picture(view) {
        Some(picture) => beside(&picture, &table),
        None => table,
    }
}

/// From what the shares were sold for to the gain, or to the loss; none where an amount is not known.
fn picture(view: &Gain) -> Option<Markup> {
    let us = &view.us;
    let (proceeds, basis, gain) = (us.proceeds_usd?, us.basis_usd?, us.gain_usd?);
    let expenses = us.expenses_usd.unwrap_or(Digits(rust_decimal::Decimal::ZERO));
    let is_loss = gain.0.is_sign_negative();
    let whole = if is_loss { basis.0 + expenses.0 } else { proceeds.0 };
    if whole.is_zero() {
        return None;
    }
    let part = |whose, of: Digits, said: &str| Part {
        whose,
        of: part_of(of.0, whole),
        said: said.to_owned(),
        amount: usd(Some(of)),
    };
    let cost = vec![part("whole", basis, "basis"), part("us", expenses, "expenses")];
    let rows = if is_loss {
        let loss = Part { amount: usd(Some(Digits(gain.0.abs()))), ..part("japan", Digits(gain.0.abs()), "loss") };
        vec![
            Row::of("Paid for the shares, with the expenses of the sale", cost),
            Row::of("Sold for", vec![part("you", proceeds, "proceeds"), loss]),
        ]
    } else {
        let gain_part = part("you", gain, "gain");
        vec![
            Row::of("Sold for", vec![part("whole", proceeds, "proceeds")]),
            Row::of("Less what they cost", cost.into_iter().chain([gain_part]).collect()),
        ]
    };
    Some(draw("gain-says", &rows))
}

fn of_japan(answer: &GainAnswer<'_>, rules: &mut Rules) -> Markup {
    let decided = [Some(answer.japan.rule), answer.japan.treaty];
    html! {
        p { (sentence(japan(answer))) " (" (rules.links(decided.into_iter().flatten())) ")." }
    }
}

fn lots(answer: &GainAnswer<'_>, view: &Gain, rules: &mut Rules) -> Markup {
    let figures = answer.us.figures.as_ref();
    let rule = |place: usize| -> Option<&'static Rule> { figures?.lots.get(place)?.rule };
    if view.us.lots.is_empty() {
        return html! {};
    }
    let money = |place: usize, what: &str, digits: Option<Digits>| {
        let path = format!("us.lots.{place}.{what}_usd");
        amount(what, &html! { @if let Some(text) = usd(digits) { (number(&path, &text)) } })
    };
    let table = html! {
        table class="wide" {
            caption class="unseen" { "The gain of each lot" }
            thead {
                tr {
                    th scope="col" { "lot" } th scope="col" class="amount" { "proceeds" } th scope="col" class="amount" { "basis" }
                    th scope="col" class="amount" { "gain" }
                }
            }
            tbody {
                @for (place, lot) in view.us.lots.iter().enumerate() {
                    tr {
                        th scope="row" {
                            "Lot " (lot.lot.0)
                            @if let Some(day) = lot.acquired { ", acquired " (day) }
                            @if let Some(term) = lot.term { ", " (term) "-term" }
                            @if let Some(rule) = rule(place) { br; span class="quiet" { (rules.link(rule)) } }
                        }
                        (money(place, "proceeds", lot.proceeds_usd))
                        (money(place, "basis", lot.basis_usd))
                        (money(place, "gain", lot.gain_usd))
                    }
                }
            }
        }
    };
    section("lots", "Lot by lot", &table)
}

fn tasks(answer: &GainAnswer<'_>, as_of: Option<Day>, rules: &mut Rules) -> Markup {
    let tasks = to_do(answer, as_of);
    if tasks.is_empty() {
        return html! {};
    }
    let list = html! {
        ul {
            @for task in &tasks {
                @let when = when(task, as_of);
                li {
                    @if !when.is_empty() { b { (sentence(&when)) ": " } }
                    (task.rule.words()) " " (sentence(task.by)) ", with " (task.with) " (" (rules.link(task.rule)) ")."
                }
            }
        }
    };
    section("tasks", "To do", &list)
}

fn reasons(answer: &GainAnswer<'_>, rules: &mut Rules) -> Markup {
    let met = answer.steps.iter().filter(|step| step.outcome != Outcome::NotMet);
    html! {
        ul {
            @for step in met {
                li {
                    @if step.outcome == Outcome::Unknown { b { "unknown: " } }
                    (rules.link(step.rule)) ": " (step.because(answer.case)) " " (grade(step.rule.evidence))
                }
            }
        }
    }
}
