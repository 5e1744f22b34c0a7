//! The answer about a sale on one screen.

use super::text::{headline, japan};
use super::wire::Gain;
use crate::answer::GainAnswer;
use crate::render::digits::Digits;
use crate::render::money::Amount;
use crate::render::money::usd;
use crate::render::outline::Task;
use crate::render::page::{Page, QUIET, WARNING};
use crate::render::screen::{MOST_TASKS, money, tasks};
use crate::units::Day;

/// The first screen of the answer on a sale.
pub fn screen(answer: &GainAnswer<'_>, as_of: Option<Day>) -> String {
    let view = Gain::new(answer);
    let mut page = Page::new(0);
    headline(&mut page, answer, &view);
    money(&mut page, &amounts(&view));
    page.blank();
    page.item(&format!("Japan: {} ({})", japan(answer), answer.japan.rule.cite()));
    let asked = view.japan.questions.iter().flatten().chain(&view.us.questions);
    let asked: Vec<_> = asked.collect();
    if !asked.is_empty() {
        page.heading("What must be known");
        asked.iter().take(MOST_QUESTIONS).for_each(|it| page.entry(it.field, WARNING, it.question));
    }
    tasks(&mut page, &to_do(answer, as_of), MOST_TASKS, as_of);
    page.blank();
    let count = |count: usize, what: &str| if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") };
    let lots = view.us.lots.len();
    let lots = if lots == 0 { String::new() } else { format!("{}, ", count(lots, "lot")) };
    let notes = count(view.notes.len(), "note");
    let assumed = count(view.assumptions.len(), "assumption");
    let unused = match view.unused.len() {
        0 => String::new(),
        1 => "1 fact not used, ".to_owned(),
        many => format!("{many} facts not used, "),
    };
    let figure = view.us.gain_usd.map_or("", |_| " One figure: --why us.gain_usd.");
    page.line(QUIET, &format!("{lots}{assumed}, {unused}{notes}: --all.{figure} Not tax advice."));
    page.into_text()
}

const MOST_QUESTIONS: usize = 4;

/// What there is to do, with how it stands on a day, where one is asked for.
pub fn to_do(answer: &GainAnswer<'_>, as_of: Option<Day>) -> Vec<Task> {
    let task = |todo| Task::new(todo, answer.law.is_enacted, answer.case.is_ads(), as_of);
    answer.actions.iter().map(task).collect()
}

/// The amounts that are something.
pub fn amounts(view: &Gain) -> Vec<Amount> {
    let us = &view.us;
    if us.recognised != Some(true) {
        return Vec::new();
    }
    let at = view.sale.jpy_per_usd.map_or(String::new(), |rate| format!("at {} yen", rate.0));
    let on = view.sale.date.map_or(String::new(), |date| format!("{date} {at}"));
    let most = us.maximum_rate_percent.map_or(String::new(), |rate| format!("{}% at most", rate.0));
    let some = |amount: Option<Digits>| amount.filter(|amount| !amount.0.is_zero());
    let rows = [
        ("proceeds", "us.proceeds_usd", us.proceeds_usd, on),
        ("expenses", "us.expenses_usd", some(us.expenses_usd), String::new()),
        ("basis", "us.basis_usd", us.basis_usd, String::new()),
        ("gain", "us.gain_usd", us.gain_usd, "source United States".to_owned()),
        ("long-term", "us.long_term_usd", some(us.long_term_usd), String::new()),
        ("short-term", "us.short_term_usd", some(us.short_term_usd), String::new()),
        ("U.S. tax", "us.tax_at_maximum_rate_usd", some(us.tax_at_maximum_rate_usd), most),
        ("U.S. tax", "us.tax_at_ordinary_rate_usd", some(us.tax_at_ordinary_rate_usd), "at ordinary rates".to_owned()),
        (
            "PFIC rules",
            "us.excess_distribution_usd",
            some(us.excess_distribution_usd),
            "spread over the holding period".to_owned(),
        ),
        ("capital loss", "us.capital_loss_usd", some(us.capital_loss_usd), String::new()),
    ];
    let amount = |(label, path, digits, note): (&str, &'static str, Option<Digits>, String)| {
        let (label, note) = (label.to_owned(), note.trim().to_owned());
        Some(Amount { label, value: usd(digits)?, note, path })
    };
    rows.into_iter().filter_map(amount).collect()
}
