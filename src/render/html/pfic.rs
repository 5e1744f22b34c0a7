//! The page on a holding of a passive foreign investment company.

use maud::{Markup, html};
use rust_decimal::Decimal;

use super::bars::{Bar, bars};
use super::figures::number;
use super::rules::{Rules, grade};
use super::shell::{Checked, amount, assumed, beside, document, law_named, notes, plain_foot, section, sentence};
use super::svg::part_of;
use crate::answer::pfic::{Duty, PficAnswer, PficRegime};
use crate::lang::{Lang, chosen};
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
        PficRegime::Default => word!("Excess distributions (section 1291)", "超過分配（IRC第1291条）"),
        PficRegime::MarkToMarket => word!("Marked to market (section 1296)", "時価評価（IRC第1296条）"),
    };
    let command = match answer.regime {
        PficRegime::Default => "iijtax pfic excess --format json",
        PficRegime::MarkToMarket => "iijtax pfic mtm --format json",
    };
    let laws = LAWS.iter().find(|law| law.id == answer.chapter.law);
    let law = laws.map_or_else(|| answer.chapter.law.to_owned(), |law| law_named(law));
    let holder = sentence(answer.holding.kind.noun());
    let head = vec![
        (word!("Company", "会社"), html! { (word!("as the facts describe it", "事実の記載による")) }),
        (word!("Holder", "保有者"), html! { (said!("{} in the United States", "{}（米国）", holder)) }),
        (word!("Regime", "制度"), html! { (regime) }),
        (word!("Law", "判定の基礎"), html! { (law) }),
    ];
    let body = html! {
        p class="lead" { (pfic_text::lead(answer, &view)) (word!(".", "。")) }
        @if let Some(open) = answer.open_interest { p { (pfic_text::open_interest(open)) (word!(".", "。")) } }
        @if !view.years.is_empty() { (section("years", word!("By tax year", "課税年度別"), &years(&view))) }
        (allocations(&view))
        (filing(answer, &mut rules))
        (section("reasons", word!("How it follows", "判定の過程"), &reasons(answer, &mut rules)))
        (assumed(&view.assumptions, &[]))
        (notes(&answer.notes, &mut rules))
        (tables(answer, &mut rules))
        @if !rules.is_empty() { (section("rules", word!("The rules", "根拠規定"), &rules.cards())) }
    };
    let title = word!("Shares in a passive foreign investment company", "PFIC（受動的外国投資会社）の株式");
    document(title, head, Checked::Program, &body, &plain_foot(command))
}

/// What each tax year brings, and all of them.
fn years(view: &Pfic) -> Markup {
    let all = word!("All", "合計");
    let (income, loss) = (word!("income", "所得"), word!("loss", "損失"));
    let (excess, gain) = (word!("in excess", "超過分配"), word!("gain", "譲渡益"));
    let (additional, interest) = (word!("additional tax", "追加税額"), word!("interest", "利子"));
    let rows = view.years.iter().enumerate();
    let rows = rows.map(|(place, year)| (year.tax_year.to_string(), format!("years.{place}.totals"), &year.totals));
    let rows: Vec<_> = rows.chain([(all.to_owned(), "totals".to_owned(), &view.totals)]).collect();
    let is_marked = view.regime == PficRegime::MarkToMarket.name();
    let cell = |head: &str, path: &str, field: &str, digits: Digits| {
        amount(head, &html! { @if let Some(text) = usd(Some(digits)) { (number(&format!("{path}.{field}"), &text)) } })
    };
    html! {
        table class="wide" {
            caption {
                (word!("Form 8621 is filled by these; ", "Form 8621に記入する額（"))
                a class="why" href="#reasons" { (word!("how each follows", "判定の過程")) } (word!(".", "）"))
            }
            thead {
                tr {
                    th scope="col" { (word!("tax year", "課税年度")) }
                    @if is_marked {
                        th scope="col" class="amount" { (income) } th scope="col" class="amount" { (loss) }
                    } @else {
                        th scope="col" class="amount" { (excess) } th scope="col" class="amount" { (gain) }
                    }
                    th scope="col" class="amount" { (additional) } th scope="col" class="amount" { (interest) }
                }
            }
            tbody {
                @for (name, path, totals) in &rows {
                    tr class=[(*path == "totals").then_some("now")] {
                        th scope="row" { (name) }
                        @if is_marked {
                            (cell(income, path, "marked_income_usd", totals.marked_income_usd))
                            (cell(loss, path, "marked_loss_usd", totals.marked_loss_usd))
                        } @else {
                            (cell(excess, path, "excess_distributions_usd", totals.excess_distributions_usd))
                            (cell(gain, path, "gain_usd", totals.gain_usd))
                        }
                        (cell(additional, path, "additional_tax_usd", totals.additional_tax_usd))
                        (cell(interest, path, "interest_usd", totals.interest_usd))
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
            span class="swatch whole" {} (word!("allocated to an earlier year ", "過年度への配分額 "))
            span class="swatch you" {} (word!("ordinary income now ", "当年度の通常所得 "))
            span class="swatch us" {} (word!("additional tax ", "追加税額 "))
            span class="swatch more" {} (word!("interest", "利子"))
        }
        @for (number, (path, event)) in shown.iter().enumerate() { (allocation(number, path, event)) }
        @if shown.len() < events.len() {
            @let more = events.len() - shown.len();
            p { (said!(
                "The allocation of {more} more is in the answer for programs.",
                "ほか{more}件の配分はプログラム用の回答に示される。"
            )) }
        }
    };
    section("allocation", word!("Spread over the holding period", "所有期間への配分"), &body)
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
    let said: Vec<_> = rows.iter().map(|row| said!("{}: {}", "{}：{}", row.label, row.amount)).collect();
    let spread = usd(Some(event.excess_usd)).unwrap_or_default();
    let what = match event.kind {
        "distribution" => word!("in excess, of the distribution", "分配の超過額"),
        "sale" => word!("gain, of the sale", "売却の譲渡益"),
        _ => word!("increase in value, at the end of the year", "年度末の値上がり益"),
    };
    let said = said.join(word!("; ", "；"));
    let says =
        said!("{spread} {what} of {}, by tax year. {said}.", "{}の{what}{spread}、課税年度別。{said}。", event.date);
    let picture = bars(&format!("allocation-{place}"), &says, &rows);
    let (allocated, rate) = (word!("allocated", "配分額"), word!("rate", "税率"));
    let (additional, interest) = (word!("additional tax", "追加税額"), word!("interest", "利子"));
    let cell = |head: &str, line: usize, field: &str, digits: Option<Digits>| {
        let path = format!("{path}.allocation.{line}.{field}");
        amount(head, &html! { @if let Some(text) = usd(digits) { (number(&path, &text)) } })
    };
    let table = html! {
        table class="wide" {
            caption class="unseen" { (word!("The allocation by tax year", "課税年度別の配分")) }
            thead {
                tr {
                    th scope="col" { (word!("tax year", "課税年度")) } th scope="col" class="amount" { (allocated) }
                    th scope="col" class="amount" { (rate) } th scope="col" class="amount" { (additional) }
                    th scope="col" class="amount" { (interest) }
                }
            }
            tbody {
                @for (number_of, line) in event.allocation.iter().enumerate() {
                    tr class=[(line.character == "current_year").then_some("now")] {
                        th scope="row" { (line.tax_year) (character(line)) }
                        (cell(allocated, number_of, "allocated_usd", Some(line.allocated_usd)))
                        td class="amount" data-of=(rate) {
                            @if let Some(percent) = line.rate_percent {
                                (number(&format!("{path}.allocation.{number_of}.rate_percent"), &format!("{}%", percent.0)))
                            }
                        }
                        (cell(additional, number_of, "additional_tax_usd", line.additional_tax_usd))
                        (cell(interest, number_of, "interest_usd", line.interest_usd))
                    }
                }
            }
        }
    };
    html! {
        h3 {
            @match chosen() {
                Lang::En => { (event.date) ": " (number(&format!("{path}.excess_usd"), &spread)) " " (what) }
                Lang::Ja => { (event.date) "：" (what) (number(&format!("{path}.excess_usd"), &spread)) }
            }
        }
        (beside(&picture, &table))
    }
}

/// What the days of a line are, where they are not those of a prior year.
fn character(line: &Allocated) -> &'static str {
    match line.character {
        "before_pfic" => word!(", before it was a PFIC", "（PFICとなる前）"),
        "current_year" => word!(", this year", "（当年度）"),
        _ => "",
    }
}

fn filing(answer: &PficAnswer<'_>, rules: &mut Rules) -> Markup {
    let said = |duty: Duty| match duty {
        Duty::Event => "Form 8621",
        Duty::PartOne => word!("Form 8621, Part I alone", "Form 8621（Part Iのみ）"),
        Duty::NotDue => word!("not due", "提出不要"),
        Duty::Depends => word!("it depends", "未確定"),
    };
    let (form, due, because) = (word!("form", "様式"), word!("return due", "申告期限"), word!("because", "理由"));
    let table = html! {
        table class="wide" {
            caption class="unseen" { (word!("For which tax years Form 8621 is filed", "Form 8621を提出する課税年度")) }
            thead {
                tr {
                    th scope="col" { (word!("tax year", "課税年度")) } th scope="col" { (form) } th scope="col" { (due) }
                    th scope="col" { (because) }
                }
            }
            tbody {
                @for filing in &answer.filing {
                    tr {
                        th scope="row" { (filing.year.name) }
                        td data-of=(form) { (said(filing.duty)) }
                        td data-of=(due) { (filing.year.due) }
                        td data-of=(because) { (filing.because) (word!(" (", "（")) (rules.link(filing.rule)) (word!(")", "）")) }
                    }
                }
            }
        }
    };
    html! { @if !answer.filing.is_empty() { (section("tasks", word!("What is filed", "提出する様式"), &table)) } }
}

/// Steps that are shown; the JSON answer has all.
const MOST_STEPS: usize = 120;

fn reasons(answer: &PficAnswer<'_>, rules: &mut Rules) -> Markup {
    let rest = answer.steps.len().saturating_sub(MOST_STEPS);
    html! {
        ul {
            @for step in answer.steps.iter().take(MOST_STEPS) {
                li { (rules.link(step.rule)) (word!(": ", "：")) (step.because) " " (grade(step.rule.evidence)) }
            }
        }
        @if rest > 0 {
            p { (said!("{rest} more steps are in the answer for programs.", "ほか{rest}件の過程はプログラム用の回答に示される。")) }
        }
    }
}

/// The rows of tables that a figure was taken from.
fn tables(answer: &PficAnswer<'_>, rules: &mut Rules) -> Markup {
    html! {
        @if !answer.rows.is_empty() {
            (section("tables", word!("Rates from tables of the law", "法令の表による率"), &html! { p { (rules.links(answer.rows.iter().copied())) } }))
        }
    }
}
