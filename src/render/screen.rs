//! The answer on one screen: at most 25 lines at 80 columns. The rest is a flag away.

use anstyle::Style;

use super::money::Amount;
use super::outline::{self, Task};
use super::page::{FIGURE, Page, QUIET, WARNING};
use super::state::State;
use super::text::law_called;
use super::{behind, json};
use crate::answer::{DividendAnswer, Status};
use crate::input::visible;
use crate::lang::{self, Lang, chosen};
use crate::units::Day;

/// How many lines an answer has at most, at 80 columns.
pub const MOST_LINES: usize = 25;
pub(super) const MOST_TASKS: usize = 4;
const MOST_TASKS_BESIDE_MEMBERS: usize = 2;
const MOST_QUESTIONS: usize = 3;

/// The first screen of the answer on a dividend.
pub fn dividend(answer: &DividendAnswer<'_>, as_of: Option<Day>) -> String {
    let view = json::Dividend::new(answer);
    let mut page = Page::new(0);
    let grade = super::text::graded(answer);
    page.line(QUIET, &format!("{}{}{grade}", who(answer, &view), law_called(answer.law.id)));
    let claims = answer.japan.is_over();
    let is_plain = answer.japan.status == Status::Determined && !claims && answer.japan.at_source.is_some();
    let lapsed = lapsed(answer, as_of);
    page.line(if is_plain { FIGURE } else { WARNING }, &format!("{}{lapsed}", outline::headline(answer, &view)));
    if let Some(other) = outline::other(answer, &view, true) {
        page.line(WARNING, &other);
    }
    for other in &answer.other_tests {
        page.line(WARNING, &outline::tests(other));
    }
    money(&mut page, &outline::amounts(answer, &view));
    behind::screen(&mut page, answer, &view);
    // Of those behind a holder the lines on them say what is asked.
    let room = if answer.members.is_empty() {
        questions(&mut page, answer, &view);
        MOST_TASKS
    } else {
        MOST_TASKS_BESIDE_MEMBERS
    };
    tasks(&mut page, &outline::tasks(answer, as_of), room, as_of);
    page.blank();
    page.line(QUIET, &rest(&view));
    page.into_text()
}

/// That what could be claimed back can be no more.
fn lapsed(answer: &DividendAnswer<'_>, as_of: Option<Day>) -> String {
    let last = outline::claim_by(answer).map(|(day, _)| day).filter(|_| answer.japan.is_over());
    match (as_of.filter(|day| last.is_some_and(|last| last < *day)), chosen()) {
        (None, _) => String::new(),
        (Some(day), Lang::En) => format!(" On {day} that day is past."),
        (Some(day), Lang::Ja) => format!("{day}現在、期限を過ぎています。"),
    }
}

/// Who is paid what on which day.
fn who(answer: &DividendAnswer<'_>, view: &json::Dividend) -> String {
    let case = answer.case;
    let id = view.id.as_ref().map_or(String::new(), |id| format!("{} · ", visible(id)));
    let paid = view.dividend.payment_date;
    match chosen() {
        Lang::En => {
            let paid = paid.map_or(String::new(), |day| format!(" · paid {day}"));
            format!("{id}{} in {}{paid} · ", case.kind.noun(), case.residence.name())
        }
        Lang::Ja => {
            let paid = paid.map_or(String::new(), |day| format!(" · 支払日{day}"));
            format!("{id}{}の{}{paid} · ", case.residence.name(), case.kind.noun())
        }
    }
}

/// The amounts, one a line: label, amount, note. Where the page is too narrow for the note it stands below.
pub(super) fn money(page: &mut Page, amounts: &[Amount]) {
    if amounts.is_empty() {
        return;
    }
    page.blank();
    let rows = amounts.iter().map(|it| [it.label.clone(), it.value.clone(), it.note.clone()]).collect::<Vec<_>>();
    page.figures(&rows);
}

fn questions(page: &mut Page, answer: &DividendAnswer<'_>, view: &json::Dividend) {
    let us = view.us.questions.iter().filter(|_| answer.us.status == Status::Undetermined);
    let all: Vec<_> = view.japan.questions.iter().chain(us).collect();
    let mut asked: Vec<(&str, &str)> = Vec::new();
    for question in all {
        if asked.iter().all(|(field, _)| *field != question.field) {
            asked.push((question.field, question.question));
        }
    }
    let no_amount = view.japan.gross_jpy.is_none() && answer.japan.status != Status::NotAddressed;
    let no_amount = no_amount && !answer.case.lacks_instrument_for_amounts() && answer.japan.in_dollars.is_none();
    if asked.is_empty() && !no_amount {
        return;
    }
    page.heading(lang::TO_ASK.said());
    asked
        .iter()
        .take(MOST_QUESTIONS)
        .for_each(|(field, question)| page.item(&said!("{field}: {question}", "{field}：{question}")));
    if asked.len() > MOST_QUESTIONS {
        let more: Vec<_> = asked.iter().skip(MOST_QUESTIONS).map(|(field, _)| *field).collect();
        page.item(&more.join(word!(", ", "、")));
    }
    if no_amount {
        page.item(match chosen() {
            Lang::En => "for amounts: shares and per_share_jpy (and ads_per_share for ADSs), or gross_jpy",
            Lang::Ja => "金額の計算には：sharesとper_share_jpy（ADSではads_per_shareも）、又はgross_jpy",
        });
    }
}

pub(super) fn tasks(page: &mut Page, tasks: &[Task], room: usize, as_of: Option<Day>) {
    if tasks.is_empty() {
        return;
    }
    let on = match (as_of, chosen()) {
        (None, _) => String::new(),
        (Some(day), Lang::En) => format!(" on {day}"),
        (Some(day), Lang::Ja) => format!("（{day}現在）"),
    };
    page.heading(&format!("{}{on}", lang::TO_DO.said()));
    let most = if tasks.len() > room { room - 1 } else { room };
    for task in tasks.iter().take(most) {
        let when = when(task, as_of);
        let who = match chosen() {
            Lang::En => format!(" ({}, with {})", task.by, task.with),
            Lang::Ja => format!("（{}から{}へ）", task.by, task.with),
        };
        let style = match task.state {
            Some(State::Overdue | State::Lapsed) => WARNING,
            _ => Style::new(),
        };
        page.entry(&when, style, &format!("{}{who}", task.title));
    }
    if tasks.len() > most {
        let more = tasks.len() - most;
        page.entry(
            "",
            QUIET,
            &match chosen() {
                Lang::En => format!("and {more} more: --all"),
                Lang::Ja => format!("ほか{more}件：--all"),
            },
        );
    }
}

/// `by 2024-06-27`, on a day with how it stands: `open, 211 days left, by 2024-06-27`.
pub fn when(task: &Task, as_of: Option<Day>) -> String {
    let by = match (task.due, chosen()) {
        (None, _) => String::new(),
        (Some(day), Lang::En) => format!("by {day}"),
        (Some(day), Lang::Ja) => format!("期限{day}"),
    };
    let Some(state) = task.state else { return by };
    let said = state.text().said();
    let left = match (state, task.due.zip(as_of), chosen()) {
        (State::Open, Some((due, today)), Lang::En) => match due.days_since(today) {
            0 => ", the last day".to_owned(),
            1 => ", 1 day left".to_owned(),
            days => format!(", {days} days left"),
        },
        (State::Open, Some((due, today)), Lang::Ja) => match due.days_since(today) {
            0 => "（本日限り）".to_owned(),
            days => format!("（残り{days}日）"),
        },
        _ => String::new(),
    };
    if by.is_empty() { said.to_owned() } else { said!("{by}, {said}{left}", "{by}、{said}{left}") }
}

/// What else the answer has, and how to see it.
fn rest(view: &json::Dividend) -> String {
    let parts = lang::counted_all(&[
        (view.assumptions.len(), "fact assumed", "facts assumed", "仮定"),
        (view.unused.len(), "fact not used", "facts not used", "不使用の事実"),
        (view.notes.len(), "note", "notes", "注記"),
    ]);
    let tier = view.next_tier.as_ref();
    let tier = tier.map(|tier| said!("next better rate {}%", "より有利な税率{}%", tier.rate_percent.0));
    let parts = [parts].into_iter().filter(|parts| !parts.is_empty()).chain(tier);
    let parts = parts.collect::<Vec<_>>().join(word!(", ", "、"));
    said!(
        "{parts}: --all. One figure: --why japan.tax_jpy. {}",
        "{parts}：--all。各金額の根拠：--why japan.tax_jpy。{}",
        lang::NOT_ADVICE.said()
    )
}
