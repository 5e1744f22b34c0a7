//! The answer about a sale on one screen.

use super::text::{headline, japan};
use super::wire::Gain;
use crate::answer::GainAnswer;
use crate::render::digits::Digits;
use crate::render::money::usd;
use crate::render::page::{Page, QUIET, WARNING};

/// The first screen of the answer on a sale.
pub fn screen(answer: &GainAnswer<'_>) -> String {
    let view = Gain::new(answer);
    let mut page = Page::new(0);
    headline(&mut page, answer, &view);
    let rows = rows(&view);
    if !rows.is_empty() {
        page.blank();
        page.figures(&rows);
    }
    page.blank();
    page.item(&format!("Japan: {} ({})", japan(answer), answer.japan.rule.cite()));
    let asked = view.japan.questions.iter().flatten().chain(&view.us.questions);
    let asked: Vec<_> = asked.collect();
    if !asked.is_empty() {
        page.heading("What must be known");
        asked.iter().take(MOST_QUESTIONS).for_each(|it| page.entry(it.field, WARNING, it.question));
    }
    if !view.actions.is_empty() {
        page.heading("To do");
        view.actions.iter().for_each(|action| page.item(action.what));
    }
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
    page.line(QUIET, &format!("{lots}{assumed}, {unused}{notes}: --all. Not tax advice."));
    page.into_text()
}

const MOST_QUESTIONS: usize = 4;

/// The amounts that are something.
fn rows(view: &Gain) -> Vec<[String; 3]> {
    let us = &view.us;
    if us.recognised != Some(true) {
        return Vec::new();
    }
    let at = view.sale.jpy_per_usd.map_or(String::new(), |rate| format!("at {} yen", rate.0));
    let on = view.sale.date.map_or(String::new(), |date| format!("{date} {at}"));
    let most = us.maximum_rate_percent.map_or(String::new(), |rate| format!("{}% at most", rate.0));
    let some = |amount: Option<Digits>| amount.filter(|amount| !amount.0.is_zero());
    let rows = [
        ("proceeds", us.proceeds_usd, on),
        ("expenses", some(us.expenses_usd), String::new()),
        ("basis", us.basis_usd, String::new()),
        ("gain", us.gain_usd, "source United States".to_owned()),
        ("long-term", some(us.long_term_usd), String::new()),
        ("short-term", some(us.short_term_usd), String::new()),
        ("U.S. tax", some(us.tax_at_maximum_rate_usd), most),
        ("U.S. tax", some(us.tax_at_ordinary_rate_usd), "at ordinary rates".to_owned()),
        ("PFIC rules", some(us.excess_distribution_usd), "spread over the holding period".to_owned()),
        ("capital loss", some(us.capital_loss_usd), String::new()),
    ];
    let row = |(label, amount, note): (&str, Option<Digits>, String)| {
        Some([label.to_owned(), usd(amount)?, note.trim().to_owned()])
    };
    rows.into_iter().filter_map(row).collect()
}
