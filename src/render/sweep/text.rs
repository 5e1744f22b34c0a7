//! A sweep for people: a chart, a line for each piece, and what is open or cannot be.

use super::words::{percent, shown};
use super::{Piece, Sweep, chart};
use crate::lang::{self, Lang, chosen};
use crate::render::money::yen;
use crate::render::page::{HEADING, Page, QUIET, WARNING, grouped};
use crate::render::question::Question;
use crate::sweep::Scale;

/// The sweep for people.
pub fn text(sweep: &Sweep) -> String {
    let mut page = Page::new(2);
    let id = sweep.id.as_ref().map_or(String::new(), |id| format!("{} · ", crate::input::visible(id)));
    page.line(QUIET, &said!("{id}{} · law {}", "{id}{} · 判定の基礎：{}", sweep.fact, sweep.law));
    page.line(HEADING, &format!("{}{}", heading(sweep), word!("", "。")));
    if sweep.scale.is_some() && sweep.pieces.len() > 1 {
        page.blank();
        chart::draw(sweep, &mut page);
    }
    page.blank();
    if sweep.scale.is_none() {
        return groups(page, sweep);
    }
    let has_tax = sweep.pieces.iter().any(|piece| piece.tax_jpy.is_some());
    let mut head = vec![sweep.fact.rsplit('.').next().unwrap_or_default(), word!("rate", "税率")];
    head.extend(has_tax.then_some(word!("tax, yen", "税額（円）")));
    let has_other = sweep.pieces.iter().any(|piece| piece.other_law_rate_percent.is_some());
    head.extend(has_other.then_some(word!("other law", "他方の税率")));
    head.push(word!("by; U.S.", "根拠、米国の取扱い"));
    let mut rows = vec![head.into_iter().map(str::to_owned).collect::<Vec<_>>()];
    for piece in &sweep.pieces {
        let mut row = vec![values(piece, sweep), rate(piece)];
        let tax = || piece.tax_jpy.map_or(String::new(), |tax| grouped(tax.0));
        row.extend(has_tax.then(tax));
        row.extend(has_other.then(|| other_law(piece).unwrap_or_default()));
        let us = Some(united_states(piece)).filter(|us| !us.is_empty());
        let us = us.map_or(String::new(), |us| said!("{us}", "米国：{us}"));
        let both = [by(piece), us].into_iter().filter(|said| !said.is_empty());
        row.push(both.collect::<Vec<_>>().join(word!("; ", "、")));
        rows.push(row);
    }
    let figures = 1 + usize::from(has_tax) + usize::from(has_other);
    let right: Vec<bool> = (0..figures + 2).map(|column| (1..=figures).contains(&column)).collect();
    page.table(&right, &rows);
    open(&mut page, sweep);
    page.into_text()
}

/// Values without an order: what is said of a group, and then who is in it.
fn groups(mut page: Page, sweep: &Sweep) -> String {
    for piece in &sweep.pieces {
        let tax = yen(piece.tax_jpy).map_or(String::new(), |tax| said!(", {tax}", "、{tax}"));
        let us = Some(united_states(piece)).filter(|us| !us.is_empty());
        let us = us.map_or(String::new(), |us| said!("; U.S.: {us}", "。米国：{us}"));
        let by = Some(by(piece)).filter(|by| !by.is_empty()).map_or(String::new(), |by| said!(" ({by})", "（{by}）"));
        let other = other_law(piece);
        let other = other.map_or(String::new(), |rate| said!(", the other law {rate}", "、他方の法令等では{rate}"));
        page.item(&format!("{}{tax}{other}{us}{by}", rate(piece)));
        page.below(QUIET, &values(piece, sweep));
    }
    open(&mut page, sweep);
    page.into_text()
}

/// What is missing, and what cannot be, of which values.
fn open(page: &mut Page, sweep: &Sweep) {
    for piece in &sweep.pieces {
        let values = values(piece, sweep);
        let asked = |page: &mut Page, whose: &str, asked: &[Question]| {
            if asked.is_empty() {
                return;
            }
            page.blank();
            page.line(WARNING, &said!("{whose}, {values}: missing is", "{whose}（{values}）。確認事項："));
            asked.iter().for_each(|it| page.item(&said!("{}: {}", "{}：{}", it.field, it.question)));
        };
        asked(page, word!("Undetermined", "未確定"), &piece.questions);
        if piece.questions.is_empty() {
            asked(page, word!("Undetermined for the United States", "米国について未確定"), &piece.us_questions);
        }
        if !piece.refused.is_empty() {
            page.blank();
            page.line(WARNING, &said!("No profile can say {values}:", "プロファイルに記載できない値（{values}）："));
            piece.refused.iter().for_each(|it| page.item(&it.text()));
        }
    }
}

fn heading(sweep: &Sweep) -> String {
    let whole = match (sweep.pieces.first(), sweep.pieces.last()) {
        (Some(first), Some(last)) if sweep.scale.is_some() => {
            let (from, until) = (shown(&first.from, sweep), shown(&last.until, sweep));
            said!(" from {from} to {until}", "{from}から{until}まで：")
        }
        _ => String::new(),
    };
    let count = sweep.pieces.len();
    let answers = match count {
        1 => word!("One answer", "判定は同じです").to_owned(),
        _ if sweep.scale.is_none() => said!("{count} different answers", "判定は{count}通りです"),
        2 => word!("The answer changes once", "判定は1回変わります").to_owned(),
        3 => word!("The answer changes twice", "判定は2回変わります").to_owned(),
        more => said!("The answer changes {} times", "判定は{}回変わります", more - 1),
    };
    match chosen() {
        Lang::En => format!("{answers}{whole}"),
        Lang::Ja => format!("{whole}{answers}"),
    }
}

/// `below 10%`, `10% to 50%`, `above 50%`; dates and days without more.
fn values(piece: &Piece, sweep: &Sweep) -> String {
    if !piece.values.is_empty() {
        return piece.values.join(word!(", ", "、"));
    }
    let (from, until) = (shown(&piece.from, sweep), shown(&piece.until, sweep));
    match (piece.includes_from, piece.includes_until) {
        (Some(true), Some(true)) if from == until => from,
        (Some(true), Some(false)) => said!("{from} to below {until}", "{from}以上{until}未満"),
        (Some(false), Some(true)) => said!("above {from} to {until}", "{from}超{until}以下"),
        (Some(false), Some(false)) => said!("above {from} to below {until}", "{from}超{until}未満"),
        _ if sweep.scale == Some(Scale::Percent) => said!("{from} to {until}", "{from}以上{until}以下"),
        _ => said!("{from} to {until}", "{from}～{until}"),
    }
}

/// `10%`, `10%, 20% withheld`, `at most 20%`, `not addressed`.
fn rate(piece: &Piece) -> String {
    let Some(status) = piece.status else { return "-".to_owned() };
    let withheld = piece.at_source_rate_percent.filter(|it| Some(it.0) != piece.rate_percent.map(|rate| rate.0));
    match (piece.rate_percent, piece.highest_rate_percent) {
        (Some(rate), _) => match withheld {
            Some(withheld) => {
                said!("{}, {} withheld", "{}（源泉徴収は{}）", percent(rate), percent(withheld))
            }
            None => percent(rate),
        },
        (None, Some(highest)) => said!("at most {}", "最高{}", percent(highest)),
        (None, None) => lang::code(status),
    }
}

/// What another law that covers the payment says is due, where it says something else.
fn other_law(piece: &Piece) -> Option<String> {
    piece.other_law_rate_percent.map(percent)
}

/// What the United States make of it: whether it qualifies for the reduced rates, the category of the credit, and
/// whether there is none.
fn united_states(piece: &Piece) -> String {
    let category = piece.category.map_or(String::new(), |category| said!(", {}", "、{}", lang::code(category)));
    let is_credited = piece.creditable_jpy.is_none_or(|yen| !yen.0.is_zero());
    let credit = if is_credited || piece.tax_jpy.is_some_and(|tax| tax.0.is_zero()) {
        ""
    } else {
        word!(", no credit", "、外国税額控除なし")
    };
    let said = income(piece);
    match piece.us_status {
        Some("determined") => format!("{said}{category}{credit}"),
        _ => said,
    }
}

fn income(piece: &Piece) -> String {
    match (piece.us_status, piece.qualified) {
        (Some("determined"), Some(true)) => word!("qualified", "適格配当").to_owned(),
        (Some("determined"), Some(false)) => word!("not qualified", "適格配当に非該当").to_owned(),
        (Some("determined"), None) => word!("taxed", "課税").to_owned(),
        (Some(status), _) => lang::code(status),
        (None, _) => String::new(),
    }
}

/// The rule's own name, and whose it is.
fn by(piece: &Piece) -> String {
    piece.rule.map_or(String::new(), |rule| match rule.rsplit_once('.') {
        Some((block, name)) => format!("{} {name}", block.rsplit('.').next().unwrap_or(block)),
        None => rule.to_owned(),
    })
}
