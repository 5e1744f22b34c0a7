//! The page on a sale.

use maud::{Markup, html};

use super::figures::number;
use super::flow::{Part, Row, draw};
use super::rules::{Rules, grade};
use super::shell::{Checked, about, amount, assumed, beside, document, foot, notes, section, sentence};
use super::svg::part_of;
use crate::answer::GainAnswer;
use crate::input::visible;
use crate::lang::{self, Lang, chosen};
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
    let payer = case.payer.called().map_or_else(|| word!("a Japanese company", "日本法人").to_owned(), visible);
    let what = if case.is_ads() { word!("ADSs", "ADS") } else { word!("shares", "株式") };
    let mut head = about(case, answer.law);
    let sold = view.sale.date.map_or_else(|| word!("not stated", "記載なし").to_owned(), |day| day.to_string());
    head.push((word!("Sold", "売却日"), html! { (sold) }));
    if let Some(day) = as_of {
        head.push((word!("As of", "基準時点"), html! { (day) }));
    }
    let amounts = amounts(&view);
    let body = html! {
        p class="lead" { (lead(answer, &view)) (word!(".", "。")) }
        (questions(&view))
        @if !amounts.is_empty() { (section("money", word!("From the price to the gain", "譲渡収入から譲渡損益まで"), &money(&view, &amounts))) }
        (section("japan", lang::JAPAN.said(), &of_japan(answer, &mut rules)))
        (lots(answer, &view, &mut rules))
        (tasks(answer, as_of, &mut rules))
        (section("reasons", word!("How it follows", "判定の過程"), &reasons(answer, &mut rules)))
        (assumed(&view.assumptions, &view.unused))
        (notes(&answer.notes, &mut rules))
        @if !rules.is_empty() { (section("rules", word!("The rules", "根拠規定"), &rules.cards())) }
    };
    let title = said!("Sale of {what} of {payer}", "{payer}の{what}の売却");
    document(&title, head, Checked::Law, &body, &foot(answer.law, "iijtax gain --format json"))
}

fn questions(view: &Gain) -> Markup {
    let asked: Vec<_> = view.japan.questions.iter().flatten().chain(&view.us.questions).collect();
    html! {
        @if !asked.is_empty() {
            (section("asked", lang::TO_ASK.said(), &html! {
                ul { @for it in &asked { li { (it.question) " " code { (it.field) } } } }
            }))
        }
    }
}

fn money(view: &Gain, amounts: &[Amount]) -> Markup {
    let table = html! {
        table class="money" {
            caption class="unseen" { (word!("The amounts", "金額")) }
            thead class="unseen" {
                tr {
                    th scope="col" { (word!("what", "項目")) } th scope="col" { (word!("amount", "金額")) }
                    th scope="col" { (word!("by what", "内訳")) }
                }
            }
            tbody {
                @for amount in amounts {
                    tr {
                        th scope="row" { (sentence(&amount.label)) }
                        td class="amount" { (number(amount.path, &amount.value)) }
                        td { (amount.note) " " a class="why" href="#reasons" { (word!("why", "根拠")) span class="unseen" { (word!(": ", "：")) (amount.label) } } }
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
    let cost =
        vec![part("whole", basis, word!("basis", "取得価額")), part("us", expenses, word!("expenses", "売却費用"))];
    let sold_for = word!("Sold for", "売却価額");
    let rows = if is_loss {
        let loss = Part {
            amount: usd(Some(Digits(gain.0.abs()))),
            ..part("japan", Digits(gain.0.abs()), word!("loss", "損失"))
        };
        vec![
            Row::of(word!("Paid for the shares, with the expenses of the sale", "取得価額と売却費用"), cost),
            Row::of(sold_for, vec![part("you", proceeds, word!("proceeds", "譲渡収入")), loss]),
        ]
    } else {
        let gain_part = part("you", gain, word!("gain", "譲渡益"));
        vec![
            Row::of(sold_for, vec![part("whole", proceeds, word!("proceeds", "譲渡収入"))]),
            Row::of(word!("Less what they cost", "取得価額等の控除"), cost.into_iter().chain([gain_part]).collect()),
        ]
    };
    Some(draw("gain-says", &rows))
}

fn of_japan(answer: &GainAnswer<'_>, rules: &mut Rules) -> Markup {
    let decided = [Some(answer.japan.rule), answer.japan.treaty];
    html! {
        p {
            (sentence(japan(answer))) (word!(" (", "（")) (rules.links(decided.into_iter().flatten())) (word!(").", "）。"))
        }
    }
}

fn lots(answer: &GainAnswer<'_>, view: &Gain, rules: &mut Rules) -> Markup {
    let figures = answer.us.figures.as_ref();
    let rule = |place: usize| -> Option<&'static Rule> { figures?.lots.get(place)?.rule };
    if view.us.lots.is_empty() {
        return html! {};
    }
    let (proceeds, basis, gain) =
        (word!("proceeds", "譲渡収入"), word!("basis", "取得価額"), word!("gain", "譲渡損益"));
    let money = |place: usize, head: &str, what: &str, digits: Option<Digits>| {
        let path = format!("us.lots.{place}.{what}");
        amount(head, &html! { @if let Some(text) = usd(digits) { (number(&path, &text)) } })
    };
    let table = html! {
        table class="wide" {
            caption class="unseen" { (word!("The gain of each lot", "取得口ごとの譲渡損益")) }
            thead {
                tr {
                    th scope="col" { (word!("lot", "取得口")) } th scope="col" class="amount" { (proceeds) }
                    th scope="col" class="amount" { (basis) } th scope="col" class="amount" { (gain) }
                }
            }
            tbody {
                @for (place, lot) in view.us.lots.iter().enumerate() {
                    tr {
                        th scope="row" {
                            (word!("Lot ", "取得口")) (lot.lot.0)
                            @if let Some(day) = lot.acquired { (word!(", acquired ", "、取得日")) (day) }
                            @if let Some(term) = lot.term { (said!(", {}-term", "、{}", lang::code(term))) }
                            @if let Some(rule) = rule(place) { br; span class="quiet" { (rules.link(rule)) } }
                        }
                        (money(place, proceeds, "proceeds_usd", lot.proceeds_usd))
                        (money(place, basis, "basis_usd", lot.basis_usd))
                        (money(place, gain, "gain_usd", lot.gain_usd))
                    }
                }
            }
        }
    };
    section("lots", word!("Lot by lot", "取得口別"), &table)
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
                    @if !when.is_empty() { b { (sentence(&when)) (word!(": ", "：")) } }
                    @match chosen() {
                        Lang::En => {
                            (task.rule.words()) " " (sentence(task.by)) ", with " (task.with) " (" (rules.link(task.rule)) ")."
                        }
                        Lang::Ja => { (task.rule.words()) (task.by) "から" (task.with) "へ（" (rules.link(task.rule)) "）。" }
                    }
                }
            }
        }
    };
    section("tasks", lang::TO_DO.said(), &list)
}

fn reasons(answer: &GainAnswer<'_>, rules: &mut Rules) -> Markup {
    let met = answer.steps.iter().filter(|step| step.outcome != Outcome::NotMet);
    html! {
        ul {
            @for step in met {
                li {
                    @if step.outcome == Outcome::Unknown { b { (word!("unknown: ", "不明：")) } }
                    (rules.link(step.rule)) (word!(": ", "：")) (step.because(answer.case)) " " (grade(step.rule.evidence))
                }
            }
        }
    }
}
