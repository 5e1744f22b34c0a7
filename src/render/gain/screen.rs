//! The answer about a sale on one screen.

use super::text::{headline, japan};
use super::wire::Gain;
use crate::answer::GainAnswer;
use crate::lang;
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
    page.item(&said!("Japan: {} ({})", "日本：{}（{}）", japan(answer), answer.japan.rule.cite()));
    let asked = view.japan.questions.iter().flatten().chain(&view.us.questions);
    let asked: Vec<_> = asked.collect();
    if !asked.is_empty() {
        page.heading(lang::TO_ASK.said());
        asked.iter().take(MOST_QUESTIONS).for_each(|it| page.entry(it.field, WARNING, it.question));
    }
    tasks(&mut page, &to_do(answer, as_of), MOST_TASKS, as_of);
    page.blank();
    page.line(QUIET, &rest(&view));
    page.into_text()
}

/// What the screen leaves out, and how to see it.
fn rest(view: &Gain) -> String {
    let parts = lang::counted_all(&[
        (view.us.lots.len(), "lot", "lots", "取得口"),
        (view.assumptions.len(), "assumption", "assumptions", "仮定"),
        (view.unused.len(), "fact not used", "facts not used", "不使用"),
        (view.notes.len(), "note", "notes", "注記"),
    ]);
    let figure = match view.us.gain_usd {
        Some(_) => word!(" One figure: --why us.gain_usd.", "根拠条文：--why us.gain_usd。"),
        None => "",
    };
    said!("{parts}: --all.{figure} {}", "{parts}：--all。{figure}{}", lang::NOT_ADVICE.said())
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
    let at = view.sale.jpy_per_usd.map_or(String::new(), |rate| said!(" at {} yen", "（1ドル={}円）", rate.0));
    let on = view.sale.date.map_or(String::new(), |date| said!("{date}{at}", "{date}{at}"));
    let most = us.maximum_rate_percent.map_or(String::new(), |rate| said!("{}% at most", "{}%以下", rate.0));
    let some = |amount: Option<Digits>| amount.filter(|amount| !amount.0.is_zero());
    let rows = [
        (word!("proceeds", "譲渡収入"), "us.proceeds_usd", us.proceeds_usd, on),
        (word!("expenses", "売却費用"), "us.expenses_usd", some(us.expenses_usd), String::new()),
        (word!("basis", "取得価額"), "us.basis_usd", us.basis_usd, String::new()),
        (word!("gain", "譲渡損益"), "us.gain_usd", us.gain_usd, word!("source United States", "米国源泉").to_owned()),
        (word!("long-term", "長期"), "us.long_term_usd", some(us.long_term_usd), String::new()),
        (word!("short-term", "短期"), "us.short_term_usd", some(us.short_term_usd), String::new()),
        (lang::US_TAX.said(), "us.tax_at_maximum_rate_usd", some(us.tax_at_maximum_rate_usd), most),
        (
            lang::US_TAX.said(),
            "us.tax_at_ordinary_rate_usd",
            some(us.tax_at_ordinary_rate_usd),
            word!("at ordinary rates", "通常の税率").to_owned(),
        ),
        (
            word!("PFIC rules", "PFICの規則"),
            "us.excess_distribution_usd",
            some(us.excess_distribution_usd),
            word!("spread over the holding period", "所有期間に配分").to_owned(),
        ),
        (word!("capital loss", "通算後の損失"), "us.capital_loss_usd", some(us.capital_loss_usd), String::new()),
    ];
    let amount = |(label, path, digits, note): (&str, &'static str, Option<Digits>, String)| {
        let (label, note) = (label.to_owned(), note.trim().to_owned());
        Some(Amount { label, value: usd(digits)?, note, path })
    };
    rows.into_iter().filter_map(amount).collect()
}
