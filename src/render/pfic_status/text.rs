//! The answer about a company's years for people.

use rust_decimal::Decimal;

use super::wire::{Holding, PficStatus, Question, Test, Year};
use crate::answer::StatusAnswer;
use crate::input::visible;
use crate::lang::{self, Lang, chosen};
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
        |test: Option<&Test>| test.map_or(String::new(), |test| said!(" ({}%)", "（{}%）", test.threshold_percent.0));
    let (income, assets) = (threshold(income), threshold(assets));
    let mut rows = vec![vec![
        word!("from", "開始日").to_owned(),
        "PFIC".to_owned(),
        said!("income{income}", "所得基準{income}"),
        String::new(),
        said!("assets{assets}", "資産基準{assets}"),
        String::new(),
    ]];
    let earlier = view.years.len().saturating_sub(MOST_YEARS);
    for year in view.years.iter().skip(earlier) {
        let is = match year.pfic {
            Some(true) => word!("yes", "該当"),
            Some(false) => word!("no", "非該当"),
            None => word!("open", "未確定"),
        };
        let tests = [&year.income, &year.assets].into_iter().flat_map(in_short);
        rows.push([year.begins.to_string(), is.to_owned()].into_iter().chain(tests).collect());
    }
    page.table(&[false, false, true, false, true, false], &rows);
    if earlier > 0 {
        page.item(&said!("and {earlier} earlier years: --all", "ほか以前の{earlier}年度：--all"));
    }
    if let Some(held) = &view.holding {
        holding(&mut page, held);
    }
    let missing: Vec<_> = view.years.iter().flat_map(|year| &year.questions).collect();
    if !missing.is_empty() {
        page.heading(lang::TO_ASK.said());
        missing.iter().take(MOST_QUESTIONS).for_each(|it| page.entry(&it.field, WARNING, &it.question));
        if missing.len() > MOST_QUESTIONS {
            let more = missing.len() - MOST_QUESTIONS;
            page.item(&said!("and {more} more figures: --all", "ほか{more}件：--all"));
        }
    }
    let tasks = answer.actions.iter().map(|todo| Task::new(todo, answer.law.is_enacted, false, None));
    tasks_of(&mut page, &tasks.collect::<Vec<_>>(), MOST_TASKS, None);
    page.blank();
    let parts = lang::counted_all(&[
        (
            view.years.iter().flat_map(|year| &year.subsidiaries).count(),
            "part of a subsidiary",
            "parts of subsidiaries",
            "子会社の持分",
        ),
        (view.notes.len(), "note", "notes", "注記"),
    ]);
    let parts = if parts.is_empty() { parts } else { said!(", {parts}", "、{parts}") };
    page.line(QUIET, &said!("The sums{parts}: --all. {}", "集計{parts}：--all。{}", lang::NOT_ADVICE.said()));
    page.into_text()
}

/// Years that fit the screen.
const MOST_YEARS: usize = 8;
const MOST_QUESTIONS: usize = 2;

/// `51.2%` and `1.2 over`.
fn in_short(test: &Test) -> [String; 2] {
    let Some(percent) = test.percent else {
        let why = if test.total_jpy.is_some() { word!("nothing", "なし") } else { word!("not known", "不明") };
        return [why.to_owned(), String::new()];
    };
    let threshold = test.threshold_percent.0;
    let percent = shown(percent.0, Some(threshold));
    let margin = percent - threshold;
    let side = match margin {
        margin if margin.is_zero() => word!("just at it", "ちょうど基準値").to_owned(),
        margin if margin.is_sign_negative() => said!("{} under", "{}下回る", margin.abs().normalize()),
        margin => said!("{} over", "{}上回る", margin.normalize()),
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
    let notes = view.notes.iter().map(|note| said!("{} ({})", "{}（{}）", note.text, note.cite));
    list(&mut page, word!("Notes", "注記"), notes);
    if steps != Steps::None {
        page.heading(word!("Steps", "判定の過程"));
        let shown = answer.steps.iter().filter(|step| steps.show(step.outcome));
        shown.for_each(|step| asked(&mut page, step.rule, step.outcome, &step.because));
    }
    footer(&mut page, answer.law, steps);
    page.into_text()
}

fn headline(page: &mut Page, view: &PficStatus) {
    let id = view.id.as_ref().map_or(String::new(), |id| format!("{} · ", visible(id)));
    page.line(QUIET, &said!("{id}law {}", "{id}判定の基礎：{}", view.law));
    let count = |pfic: Option<bool>| view.years.iter().filter(|year| year.pfic == pfic).count();
    let (is, open, all) = (count(Some(true)), count(None), view.years.len());
    let (style, text) = match (is, open) {
        (0, 0) if all == 1 => {
            (FIGURE, word!("Not a PFIC in that year", "その年度についてPFICに該当しません").to_owned())
        }
        (0, 0) => (FIGURE, said!("Not a PFIC in any of {all} years", "{all}年度のいずれについてもPFICに該当しません")),
        (is, 0) if is == all && all == 1 => {
            (WARNING, word!("A PFIC in that year", "その年度についてPFICに該当します").to_owned())
        }
        (is, 0) => (WARNING, said!("A PFIC in {is} of {all} years", "{all}年度のうち{is}年度についてPFICに該当します")),
        (0, open) if open == all && all == 1 => {
            (WARNING, word!("Undetermined in that year", "その年度については未確定です").to_owned())
        }
        (0, open) if open == all => {
            (WARNING, said!("Undetermined in all {all} years", "{all}年度の全てについて未確定です"))
        }
        (is, open) => {
            let text = said!(
                "A PFIC in {is} of {all} years, undetermined in {open}",
                "{all}年度のうち{is}年度についてPFICに該当し、{open}年度については未確定です"
            );
            (WARNING, text)
        }
    };
    page.line(style, &format!("{text}{}", word!("", "。")));
}

fn one_year(page: &mut Page, year: &Year) {
    let is = match year.pfic {
        Some(true) => word!("a PFIC", "PFICに該当"),
        Some(false) => word!("no PFIC", "PFICに非該当"),
        None => word!("undetermined", "未確定"),
    };
    page.blank();
    page.line(HEADING, &said!("{} to {}: {is}", "{}から{}まで：{is}", year.begins, year.ends));
    test(page, word!("income", "所得基準"), &year.income, year.pfic.is_some());
    test(page, word!("assets", "資産基準"), &year.assets, year.pfic.is_some());
    for subsidiary in &year.subsidiaries {
        let how = match subsidiary.looked_through {
            true => word!("looked through", "ルックスルー（所得及び資産を算入）"),
            false => word!("its stock is counted", "株式及び配当を算入"),
        };
        let percent = shown(subsidiary.owned_percent.0, subsidiary.threshold_percent.map(|digits| digits.0));
        let text = said!("{}: {percent}%, {how}", "{}：{percent}%、{how}", subsidiary.name);
        page.labelled(word!("subsidiary", "子会社"), &text);
    }
    missing(page, &year.questions);
}

fn missing(page: &mut Page, questions: &[Question]) {
    for question in questions {
        let text = said!("{}: {}", "{}：{}", question.field, question.question);
        page.styled(word!("missing", "確認事項"), WARNING, &text);
    }
}

/// `51.2%: 1.2 points over 50%, 512 of 1,000 yen`.
fn test(page: &mut Page, label: &str, test: &Test, settled: bool) {
    let threshold = test.threshold_percent.0;
    let (Some(passive), Some(total)) = (test.passive_jpy, test.total_jpy) else {
        let why = match settled {
            true => word!("not known, and not needed", "不明（判定に不要）"),
            false => word!("not known", "不明"),
        };
        page.labelled(label, &said!("{why}; the threshold is {threshold}%", "{why}、基準値{threshold}%"));
        return;
    };
    let Some(percent) = test.percent else {
        page.labelled(label, &said!("nothing; the threshold is {threshold}%", "金額なし、基準値{threshold}%"));
        return;
    };
    let percent = shown(percent.0, Some(threshold));
    let margin = percent - threshold;
    let side = match margin {
        margin if margin.is_zero() => said!("just at {threshold}%", "ちょうど{threshold}%"),
        margin if margin.is_sign_negative() => {
            let under = margin.abs().normalize();
            said!("{under} points under {threshold}%", "{threshold}%を{under}ポイント下回る")
        }
        margin => {
            let over = margin.normalize();
            said!("{over} points over {threshold}%", "{threshold}%を{over}ポイント上回る")
        }
    };
    let style = if test.met == Some(true) { WARNING } else { FIGURE };
    page.styled(label, style, &said!("{percent}%: {side}", "{percent}%：{side}"));
    let (passive, total) = (grouped(passive.0), grouped(total.0));
    page.styled("", QUIET, &said!("{passive} of {total} yen ({})", "{total}円のうち{passive}円（{}）", test.cite));
}

fn holding(page: &mut Page, holding: &Holding) {
    let from = holding.from;
    page.heading(&match (holding.until, chosen()) {
        (None, Lang::En) => format!("Held from {from}, still held"),
        (Some(until), Lang::En) => format!("Held from {from}, until {until}"),
        (None, Lang::Ja) => format!("{from}から所有（継続中）"),
        (Some(until), Lang::Ja) => format!("{from}から{until}まで所有"),
    });
    let label = word!("holding", "所有株式");
    match (holding.tainted, holding.tainted_from) {
        (Some(true), Some(from)) => {
            page.styled(label, WARNING, &said!("in a PFIC, from {from}", "{from}からPFIC株式"));
        }
        (Some(false), _) => page.styled(label, FIGURE, word!("in no PFIC", "PFIC株式に該当しない")),
        _ => page.styled(label, WARNING, word!("undetermined", "未確定")),
    }
    let years: Vec<_> = holding.tainting_years.iter().map(ToString::to_string).collect();
    if !years.is_empty() {
        let years = years.join(word!(", ", "、"));
        page.labelled(word!("by years from", "該当年度"), &said!("{years}", "{years}に開始する年度"));
    }
    missing(page, &holding.questions);
}

/// With few digits, but enough to stand on the right side of the threshold.
fn shown(percent: Decimal, threshold: Option<Decimal>) -> Decimal {
    let rounded = |places: u32| percent.round_dp(places).normalize();
    let is_misleading = |rounded: Decimal| threshold == Some(rounded) && rounded != percent;
    (PLACES..).map(rounded).find(|rounded| !is_misleading(*rounded)).unwrap_or(percent)
}

const PLACES: u32 = 2;
