//! The page on a holding of a passive foreign investment company.

use maud::{Markup, html};
use rust_decimal::Decimal;

use super::bars::{Bar, bars};
use super::figures::number;
use super::rules::{Rules, grade};
use super::shell::{Checked, amount, assumed, beside, document, law_named, notes, plain_foot, section, sentence};
use super::svg::part_of;
use crate::answer::pfic::{Duty, PficAnswer, PficRegime};
use crate::law::LAWS;
use crate::render::digits::Digits;
use crate::render::money::usd;
use crate::render::pfic::{Allocated, Event, Pfic};
use crate::render::pfic_text;

/// Events whose allocation is shown; the JSON answer has all.
const MOST_EVENTS: usize = 12;
/// Lines of allocations that are shown.
const MOST_LINES: usize = 150;

/// The answer on a holding as a page.
pub fn pfic(answer: &PficAnswer<'_>) -> String {
    let view = Pfic::new(answer);
    let mut rules = Rules::default();
    let regime = match answer.regime {
        PficRegime::Default => "Excess distributions (section 1291)",
        PficRegime::MarkToMarket => "Marked to market (section 1296)",
    };
    let command = match answer.regime {
        PficRegime::Default => "iijtax pfic excess --format json",
        PficRegime::MarkToMarket => "iijtax pfic mtm --format json",
    };
    let laws = LAWS.iter().find(|law| law.id == answer.chapter.law);
    let law = laws.map_or_else(|| answer.chapter.law.to_owned(), |law| law_named(law));
    let head = vec![
        ("Company", html! { "as the facts describe it" }),
        ("Holder", html! { (sentence(answer.holding.kind.noun())) " in the United States" }),
        ("Regime", html! { (regime) }),
        ("Law", html! { (law) }),
    ];
    let body = html! {
        p class="lead" { (pfic_text::lead(answer, &view)) "." }
        @if let Some(open) = answer.open_interest { p { (pfic_text::open_interest(open)) "." } }
        @if !view.years.is_empty() { (section("years", "By tax year", &years(&view))) }
        (allocations(&view))
        (filing(answer, &mut rules))
        (section("reasons", "How it follows", &reasons(answer, &mut rules)))
        (assumed(&view.assumptions, &[]))
        (notes(&answer.notes, &mut rules))
        (tables(answer, &mut rules))
        @if !rules.is_empty() { (section("rules", "The rules", &rules.cards())) }
    };
    document("Shares in a passive foreign investment company", head, Checked::Program, &body, &plain_foot(command))
}

/// What each tax year brings, and all of them.
fn years(view: &Pfic) -> Markup {
    let rows = view.years.iter().enumerate();
    let rows = rows.map(|(place, year)| (year.tax_year.to_string(), format!("years.{place}.totals"), &year.totals));
    let rows: Vec<_> = rows.chain([("All".to_owned(), "totals".to_owned(), &view.totals)]).collect();
    let is_marked = view.regime == PficRegime::MarkToMarket.name();
    let cell = |head: &str, path: &str, field: &str, digits: Digits| {
        amount(head, &html! { @if let Some(text) = usd(Some(digits)) { (number(&format!("{path}.{field}"), &text)) } })
    };
    html! {
        table class="wide" {
            caption { "Form 8621 is filled by these; " a class="why" href="#reasons" { "how each follows" } "." }
            thead {
                tr {
                    th scope="col" { "tax year" }
                    @if is_marked {
                        th scope="col" class="amount" { "income" } th scope="col" class="amount" { "loss" }
                    } @else {
                        th scope="col" class="amount" { "in excess" } th scope="col" class="amount" { "gain" }
                    }
                    th scope="col" class="amount" { "additional tax" } th scope="col" class="amount" { "interest" }
                }
            }
            tbody {
                @for (name, path, totals) in &rows {
                    tr class=[(name == "All").then_some("now")] {
                        th scope="row" { (name) }
                        @if is_marked {
                            (cell("income", path, "marked_income_usd", totals.marked_income_usd))
                            (cell("loss", path, "marked_loss_usd", totals.marked_loss_usd))
                        } @else {
                            (cell("in excess", path, "excess_distributions_usd", totals.excess_distributions_usd))
                            (cell("gain", path, "gain_usd", totals.gain_usd))
                        }
                        (cell("additional tax", path, "additional_tax_usd", totals.additional_tax_usd))
                        (cell("interest", path, "interest_usd", totals.interest_usd))
                    }
                }
            }
        }
    }
}

/// What is spread over the holding period, event by event.
fn allocations(view: &Pfic) -> Markup {
    let events = view.years.iter().enumerate().flat_map(|(year, it)| {
        it.events.iter().enumerate().map(move |(place, event)| (format!("years.{year}.events.{place}"), event))
    });
    let events: Vec<_> = events.filter(|(_, event)| !event.allocation.is_empty()).collect();
    if events.is_empty() {
        return html! {};
    }
    let mut lines = 0;
    let shown = events.iter().take(MOST_EVENTS).take_while(|(_, event)| {
        lines += event.allocation.len();
        lines <= MOST_LINES
    });
    let shown: Vec<_> = shown.collect();
    let body = html! {
        p class="quiet" {
            span class="swatch whole" {} "allocated to an earlier year " span class="swatch you" {} "ordinary income now "
            span class="swatch us" {} "additional tax " span class="swatch more" {} "interest"
        }
        @for (number, (path, event)) in shown.iter().enumerate() { (allocation(number, path, event)) }
        @if shown.len() < events.len() {
            p { "The allocation of " (events.len() - shown.len()) " more is in the answer for programs." }
        }
    };
    section("allocation", "Spread over the holding period", &body)
}

fn allocation(place: usize, path: &str, event: &Event) -> Markup {
    let of = |part: Option<Digits>| part.map_or(Decimal::ZERO, |part| part.0);
    let most = event.allocation.iter().map(|line| line.allocated_usd.0).max().unwrap_or_default();
    let part = |part: Decimal| part_of(part, most);
    let bar = |line: &Allocated| {
        let colour = if line.rate_percent.is_some() { "whole" } else { "you" };
        let charged = vec![("us", part(of(line.additional_tax_usd))), ("more", part(of(line.interest_usd)))];
        let mut both = vec![vec![(colour, part(line.allocated_usd.0))]];
        both.extend(line.rate_percent.is_some().then_some(charged));
        Bar {
            label: format!("{}{}", line.tax_year, character(line)),
            amount: usd(Some(line.allocated_usd)).unwrap_or_default(),
            bars: both,
        }
    };
    let rows: Vec<_> = event.allocation.iter().map(bar).collect();
    let said: Vec<_> = rows.iter().map(|row| format!("{}: {}", row.label, row.amount)).collect();
    let spread = usd(Some(event.excess_usd)).unwrap_or_default();
    let what = match event.kind {
        "distribution" => "in excess, of the distribution",
        "sale" => "gain, of the sale",
        _ => "increase in value, at the end of the year",
    };
    let picture = bars(
        &format!("allocation-{place}"),
        &format!("{spread} {what} of {}, by tax year. {}.", event.date, said.join("; ")),
        &rows,
    );
    let cell = |head: &str, line: usize, field: &str, digits: Option<Digits>| {
        let path = format!("{path}.allocation.{line}.{field}");
        amount(head, &html! { @if let Some(text) = usd(digits) { (number(&path, &text)) } })
    };
    let table = html! {
        table class="wide" {
            caption class="unseen" { "The allocation by tax year" }
            thead {
                tr {
                    th scope="col" { "tax year" } th scope="col" class="amount" { "allocated" } th scope="col" class="amount" { "rate" }
                    th scope="col" class="amount" { "additional tax" } th scope="col" class="amount" { "interest" }
                }
            }
            tbody {
                @for (number_of, line) in event.allocation.iter().enumerate() {
                    tr class=[(line.character == "current_year").then_some("now")] {
                        th scope="row" { (line.tax_year) (character(line)) }
                        (cell("allocated", number_of, "allocated_usd", Some(line.allocated_usd)))
                        td class="amount" data-of="rate" {
                            @if let Some(rate) = line.rate_percent {
                                (number(&format!("{path}.allocation.{number_of}.rate_percent"), &format!("{}%", rate.0)))
                            }
                        }
                        (cell("additional tax", number_of, "additional_tax_usd", line.additional_tax_usd))
                        (cell("interest", number_of, "interest_usd", line.interest_usd))
                    }
                }
            }
        }
    };
    html! {
        h3 { (event.date) ": " (number(&format!("{path}.excess_usd"), &spread)) " " (what) }
        (beside(&picture, &table))
    }
}

/// What the days of a line are, where they are not those of a prior year.
fn character(line: &Allocated) -> &'static str {
    match line.character {
        "before_pfic" => ", before it was a PFIC",
        "current_year" => ", this year",
        _ => "",
    }
}

fn filing(answer: &PficAnswer<'_>, rules: &mut Rules) -> Markup {
    let said = |duty: Duty| match duty {
        Duty::Event => "Form 8621",
        Duty::PartOne => "Form 8621, Part I alone",
        Duty::NotDue => "not due",
        Duty::Depends => "it depends",
    };
    let table = html! {
        table class="wide" {
            caption class="unseen" { "For which tax years Form 8621 is filed" }
            thead { tr { th scope="col" { "tax year" } th scope="col" { "form" } th scope="col" { "return due" } th scope="col" { "because" } } }
            tbody {
                @for filing in &answer.filing {
                    tr {
                        th scope="row" { (filing.year.name) }
                        td data-of="form" { (said(filing.duty)) }
                        td data-of="return due" { (filing.year.due) }
                        td data-of="because" { (filing.because) " (" (rules.link(filing.rule)) ")" }
                    }
                }
            }
        }
    };
    html! { @if !answer.filing.is_empty() { (section("tasks", "What is filed", &table)) } }
}

/// Steps that are shown; the JSON answer has all.
const MOST_STEPS: usize = 120;

fn reasons(answer: &PficAnswer<'_>, rules: &mut Rules) -> Markup {
    let rest = answer.steps.len().saturating_sub(MOST_STEPS);
    html! {
        ul {
            @for step in answer.steps.iter().take(MOST_STEPS) {
                li { (rules.link(step.rule)) ": " (step.because) " " (grade(step.rule.evidence)) }
            }
        }
        @if rest > 0 { p { (rest) " more steps are in the answer for programs." } }
    }
}

/// The rows of tables that a figure was taken from.
fn tables(answer: &PficAnswer<'_>, rules: &mut Rules) -> Markup {
    html! {
        @if !answer.rows.is_empty() {
            (section("tables", "Rates from tables of the law", &html! { p { (rules.links(answer.rows.iter().copied())) } }))
        }
    }
}
