//! The answer about a company's years for people.

use rust_decimal::Decimal;

use super::wire::{Holding, PficStatus, Test, Year};
use crate::answer::StatusAnswer;
use crate::input::visible;
use crate::render::outline::Task;
use crate::render::page::{FIGURE, HEADING, Page, QUIET, WARNING, grouped};
use crate::render::screen::{MOST_TASKS, tasks as tasks_of};
use crate::render::text::{LABELS, Steps, asked, footer, list, to_do};

/// The answer on one screen: a line a year with both tests.
pub fn screen(answer: &StatusAnswer<'_>) -> String {
    let view = PficStatus::new(answer);
    let mut page = Page::new(LABELS);
    headline(&mut page, &view);
    page.blank();
    let (income, assets) = (view.years.first().map(|year| &year.income), view.years.first().map(|year| &year.assets));
    let threshold =
        |test: Option<&Test>| test.map_or(String::new(), |test| format!(" ({}%)", test.threshold_percent.0));
    let head = ["from".to_owned(), "PFIC".to_owned(), format!("income{}", threshold(income)), String::new()];
    let mut rows = vec![head.into_iter().chain([format!("assets{}", threshold(assets)), String::new()]).collect()];
    let earlier = view.years.len().saturating_sub(MOST_YEARS);
    for year in view.years.iter().skip(earlier) {
        let is = match year.pfic {
            Some(true) => "yes",
            Some(false) => "no",
            None => "open",
        };
        let tests = [&year.income, &year.assets].into_iter().flat_map(in_short);
        rows.push([year.begins.to_string(), is.to_owned()].into_iter().chain(tests).collect());
    }
    page.table(&[false, false, true, false, true, false], &rows);
    if earlier > 0 {
        page.item(&format!("and {earlier} earlier years: --all"));
    }
    if let Some(held) = &view.holding {
        holding(&mut page, held);
    }
    let missing: Vec<_> = view.years.iter().flat_map(|year| &year.questions).collect();
    if !missing.is_empty() {
        page.heading("What must be known");
        missing.iter().take(MOST_QUESTIONS).for_each(|it| page.entry(&it.field, WARNING, &it.question));
        if missing.len() > MOST_QUESTIONS {
            page.item(&format!("and {} more figures: --all", missing.len() - MOST_QUESTIONS));
        }
    }
    let tasks = answer.actions.iter().map(|todo| Task::new(todo, answer.law.is_enacted, false, None));
    tasks_of(&mut page, &tasks.collect::<Vec<_>>(), MOST_TASKS, None);
    page.blank();
    let (subsidiaries, notes) = (view.years.iter().flat_map(|year| &year.subsidiaries).count(), view.notes.len());
    let subsidiaries = match subsidiaries {
        0 => String::new(),
        1 => "1 subsidiary, ".to_owned(),
        many => format!("{many} parts of subsidiaries, "),
    };
    page.line(QUIET, &format!("The sums, {subsidiaries}{notes} notes: --all. Not tax advice."));
    page.into_text()
}

/// Years that fit the screen.
const MOST_YEARS: usize = 8;
const MOST_QUESTIONS: usize = 2;

/// `51.2%` and `1.2 over`.
fn in_short(test: &Test) -> [String; 2] {
    let Some(percent) = test.percent else {
        let why = if test.total_jpy.is_some() { "nothing" } else { "not known" };
        return [why.to_owned(), String::new()];
    };
    let threshold = test.threshold_percent.0;
    let percent = shown(percent.0, Some(threshold));
    let margin = percent - threshold;
    let side = match margin {
        margin if margin.is_zero() => "just at it".to_owned(),
        margin if margin.is_sign_negative() => format!("{} under", margin.abs().normalize()),
        margin => format!("{} over", margin.normalize()),
    };
    [format!("{percent}%"), side]
}

/// The whole answer as a page, with the rules asked.
pub fn text(answer: &StatusAnswer<'_>, steps: Steps) -> String {
    let view = PficStatus::new(answer);
    let mut page = Page::new(LABELS);
    headline(&mut page, &view);
    view.years.iter().for_each(|year| one_year(&mut page, year));
    if let Some(held) = &view.holding {
        holding(&mut page, held);
    }
    to_do(&mut page, &view.actions);
    list(&mut page, "Notes", view.notes.iter().map(|note| format!("{} ({})", note.text, note.cite)));
    if steps != Steps::None {
        page.heading("Steps");
        let shown = answer.steps.iter().filter(|step| steps.show(step.outcome));
        shown.for_each(|step| asked(&mut page, step.rule, step.outcome, &step.because));
    }
    footer(&mut page, answer.law, steps);
    page.into_text()
}

fn headline(page: &mut Page, view: &PficStatus) {
    let id = view.id.as_ref().map_or(String::new(), |id| format!("{} · ", visible(id)));
    page.line(QUIET, &format!("{id}law {}", view.law));
    let count = |pfic: Option<bool>| view.years.iter().filter(|year| year.pfic == pfic).count();
    let (is, open, all) = (count(Some(true)), count(None), view.years.len());
    let (style, text) = match (is, open) {
        (0, 0) if all == 1 => (FIGURE, "Not a PFIC in that year".to_owned()),
        (0, 0) => (FIGURE, format!("Not a PFIC in any of {all} years")),
        (is, 0) if is == all && all == 1 => (WARNING, "A PFIC in that year".to_owned()),
        (is, 0) => (WARNING, format!("A PFIC in {is} of {all} years")),
        (0, open) if open == all && all == 1 => (WARNING, "Undetermined in that year".to_owned()),
        (0, open) if open == all => (WARNING, format!("Undetermined in all {all} years")),
        (is, open) => (WARNING, format!("A PFIC in {is} of {all} years, undetermined in {open}")),
    };
    page.line(style, &text);
}

fn one_year(page: &mut Page, year: &Year) {
    let is = match year.pfic {
        Some(true) => "a PFIC",
        Some(false) => "no PFIC",
        None => "undetermined",
    };
    page.blank();
    page.line(HEADING, &format!("{} to {}: {is}", year.begins, year.ends));
    test(page, "income", &year.income, year.pfic.is_some());
    test(page, "assets", &year.assets, year.pfic.is_some());
    for subsidiary in &year.subsidiaries {
        let how = if subsidiary.looked_through { "looked through" } else { "its stock is counted" };
        let percent = shown(subsidiary.owned_percent.0, subsidiary.threshold_percent.map(|digits| digits.0));
        page.labelled("subsidiary", &format!("{}: {percent}%, {how}", subsidiary.name));
    }
    for question in &year.questions {
        page.styled("missing", WARNING, &format!("{}: {}", question.field, question.question));
    }
}

/// `51.2%: 1.2 points over 50%, 512 of 1,000 yen`.
fn test(page: &mut Page, label: &str, test: &Test, settled: bool) {
    let threshold = test.threshold_percent.0;
    let (Some(passive), Some(total)) = (test.passive_jpy, test.total_jpy) else {
        let why = if settled { "not known, and not needed" } else { "not known" };
        page.labelled(label, &format!("{why}; the threshold is {threshold}%"));
        return;
    };
    let Some(percent) = test.percent else {
        page.labelled(label, &format!("nothing; the threshold is {threshold}%"));
        return;
    };
    let percent = shown(percent.0, Some(threshold));
    let margin = percent - threshold;
    let side = match margin {
        margin if margin.is_zero() => format!("just at {threshold}%"),
        margin if margin.is_sign_negative() => format!("{} points under {threshold}%", margin.abs().normalize()),
        margin => format!("{} points over {threshold}%", margin.normalize()),
    };
    let style = if test.met == Some(true) { WARNING } else { FIGURE };
    page.styled(label, style, &format!("{percent}%: {side}"));
    page.styled("", QUIET, &format!("{} of {} yen ({})", grouped(passive.0), grouped(total.0), test.cite));
}

fn holding(page: &mut Page, holding: &Holding) {
    let until = holding.until.map_or("still held".to_owned(), |until| format!("until {until}"));
    page.heading(&format!("Held from {}, {until}", holding.from));
    match (holding.tainted, holding.tainted_from) {
        (Some(true), Some(from)) => page.styled("holding", WARNING, &format!("in a PFIC, from {from}")),
        (Some(false), _) => page.styled("holding", FIGURE, "in no PFIC"),
        _ => page.styled("holding", WARNING, "undetermined"),
    }
    let years: Vec<_> = holding.tainting_years.iter().map(ToString::to_string).collect();
    if !years.is_empty() {
        page.labelled("by years from", &years.join(", "));
    }
    for question in &holding.questions {
        page.styled("missing", WARNING, &format!("{}: {}", question.field, question.question));
    }
}

/// With few digits, but enough to stand on the right side of the threshold.
fn shown(percent: Decimal, threshold: Option<Decimal>) -> Decimal {
    let rounded = |places: u32| percent.round_dp(places).normalize();
    let is_misleading = |rounded: Decimal| threshold == Some(rounded) && rounded != percent;
    (PLACES..).map(rounded).find(|rounded| !is_misleading(*rounded)).unwrap_or(percent)
}

const PLACES: u32 = 2;
