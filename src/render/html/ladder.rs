//! The rate by how much of the payer is held: the steps, the holder's place, and how far the next is.

use maud::{Markup, html};

use super::rules::Rules;
use super::scale::{Heights, percent_lines};
use super::shell::beside;
use super::svg::{Anchor, WIDTH, chart, dot, line, part_of, path, rect, text, text_at, width_of};
use crate::answer::DividendAnswer;
use crate::japan::{OwnershipStep, by_ownership, held};
use crate::lang;
use crate::render::money::or;
use crate::units::{Percent, Rate};

const HEIGHT: f64 = 165.0;
const LEFT: f64 = 30.0;
const TOP: f64 = 24.0;
const BOTTOM: f64 = 140.0;

/// The picture, its table and the distance to the next better rate; none where the rate is the same for every holding.
pub fn part(answer: &DividendAnswer<'_>, rules: &mut Rules) -> Option<Markup> {
    let steps = by_ownership(answer.case, answer.law);
    if steps.len() < 2 {
        return None;
    }
    let place = held(answer.case).map(|held| (held, answer.japan.rate));
    let picture = picture(&steps, place);
    let numbers = html! {
        (table(&steps, place.map(|(held, _)| held), rules))
        @if let Some(tier) = &answer.next_tier {
            p {
                (word!("The next better rate is ", "より有利な税率は")) b { (tier.rate) } (word!(" (", "（")) (rules.link(tier.rule))
                (word!("). It takes:", "）。そのために必要な事項："))
            }
            ul { @for need in &tier.needs { li { (need.text) } } }
        }
        p class="quiet" {
            (word!(
                "Each step as the rules give it for such a holder who has held so much for long and directly, and of all issued shares as much as of the votes.",
                "各段階は、同じ種類の保有者がその割合を長期間かつ直接に保有し、発行済株式の保有割合が議決権の割合と等しい場合の税率。"
            ))
        }
    };
    Some(beside(&picture, &numbers))
}

/// Where a step ends: where the next begins.
fn end(steps: &[OwnershipStep], number: usize) -> Percent {
    steps.get(number + 1).map_or(Percent::HUNDRED, |next| next.from)
}

/// Which step the holder stands on.
fn step_of(steps: &[OwnershipStep], held: Percent) -> usize {
    let begins = |step: &OwnershipStep| if step.is_above { held > step.from } else { held >= step.from };
    steps.iter().rposition(begins).unwrap_or(0)
}

/// `0% or 5%`, or what is most where it is open.
fn said(step: &OwnershipStep) -> String {
    let japan = &step.japan;
    match (japan.rate, &japan.possible_rates[..], japan.highest_rate) {
        (Some(rate), ..) => rate.to_string(),
        (None, [], Some(most)) => said!("at most {most}", "最高{most}"),
        (None, [], None) => lang::code(japan.status.name()),
        (None, rates, _) => or(&rates.iter().map(ToString::to_string).collect::<Vec<_>>()),
    }
}

/// Every step is as wide as the others: the parts that matter are small ones.
fn picture(steps: &[OwnershipStep], place: Option<(Percent, Option<Rate>)>) -> Markup {
    let wide = (WIDTH - LEFT) / steps.len() as f64;
    let left = |number: usize| LEFT + wide * number as f64;
    let highest = |step: &OwnershipStep| step.japan.rate.or(step.japan.highest_rate);
    let of_place = place.and_then(|(_, rate)| rate);
    let heights = Heights::new(steps.iter().filter_map(highest).chain(of_place), TOP, BOTTOM);
    let mut body = vec![percent_lines(&heights, LEFT)];
    let mut before: Option<f64> = None;
    for (number, step) in steps.iter().enumerate() {
        let Some(rate) = highest(step) else {
            before = None;
            continue;
        };
        let (x, y) = (left(number), heights.of(rate));
        if step.japan.rate.is_some() {
            body.push(rect(x, y, wide, BOTTOM - y, "step"));
            body.push(path(&[(x, before.unwrap_or(y)), (x, y), (x + wide, y)], "line due"));
        } else {
            body.push(rect(x, y, wide, BOTTOM - y, "open"));
        }
        before = Some(y);
        let words = said(step);
        if width_of(&words) <= wide {
            let inside = BOTTOM - y > 20.0;
            body.push(text_at(x + wide / 2.0, if inside { y + 15.0 } else { y - 5.0 }, "", &words));
        }
    }
    for (number, step) in steps.iter().enumerate() {
        let sign = if step.is_above { "> " } else { "" };
        let anchor = if number == 0 { Anchor::Start } else { Anchor::Middle };
        body.push(text(left(number), BOTTOM + 16.0, anchor, "scale", &html! { (sign) (step.from) }));
    }
    body.push(text(WIDTH - 2.0, BOTTOM + 16.0, Anchor::End, "scale", &html! { "100%" }));
    let place = place.map(|(held, rate)| (held, rate, step_of(steps, held)));
    if let Some((held, rate, number)) = place
        && let Some(step) = steps.get(number)
    {
        let (from, to) = (step.from, end(steps, number));
        let inside = part_of(from.points_to(held), from.points_to(to)).clamp(0.04, 0.96);
        let x = left(number) + wide * inside;
        let y = rate.or(highest(step)).map_or(BOTTOM, |rate| heights.of(rate));
        let words = said!("holder, {held}", "保有者 {held}");
        body.push(line((x, y), (x, TOP - 6.0), "leader"));
        body.push(dot(x, y, 5.0, "place"));
        body.push(text_at(x, TOP - 10.0, "amount", &words));
    }
    let each: Vec<_> = steps.iter().map(|step| said!("{}: {}", "{}：{}", begins(step), said(step))).collect();
    let each = each.join(word!("; ", "、"));
    let says = said!(
        "Japan’s rate by the part of the votes that is held. {each}.",
        "議決権の保有割合ごとの日本の税率。{each}。"
    );
    chart("ladder-says", &says, HEIGHT, &html! { @for shape in &body { (shape) } })
}

fn begins(step: &OwnershipStep) -> String {
    let from = step.from;
    if step.is_above { said!("above {from}", "{from}超") } else { said!("from {from}", "{from}以上") }
}

fn table(steps: &[OwnershipStep], held: Option<Percent>, rules: &mut Rules) -> Markup {
    let here = held.map(|held| step_of(steps, held));
    html! {
        table {
            caption class="unseen" { (word!("The rate by the part of the votes", "議決権の割合ごとの税率")) }
            thead {
                tr {
                    th scope="col" { (word!("part of the votes", "議決権の割合")) }
                    th scope="col" class="amount" { (word!("rate", "税率")) }
                }
            }
            tbody {
                @for (number, step) in steps.iter().enumerate() {
                    tr class=[(here == Some(number)).then_some("now")] {
                        th scope="row" {
                            (begins(step)) @if here == Some(number) { (word!(" – the holder", "（保有者）")) }
                            @if let Some(rule) = step.japan.rule { br; span class="quiet" { (rules.link(rule)) } }
                        }
                        td class="amount" { (said(step)) }
                    }
                }
            }
        }
    }
}
