//! A sweep for people: a chart, a line for each piece, and what is open or cannot be.

use super::words::{percent, shown};
use super::{Piece, Sweep, chart};
use crate::render::page::{HEADING, Page, QUIET, WARNING, grouped};
use crate::render::question::Question;

/// The sweep for people.
pub fn text(sweep: &Sweep) -> String {
    let mut page = Page::new(2);
    let id = sweep.id.as_ref().map_or(String::new(), |id| format!("{} · ", crate::input::visible(id)));
    page.line(QUIET, &format!("{id}{} · law {}", sweep.fact, sweep.law));
    page.line(HEADING, &heading(sweep));
    if sweep.scale.is_some() && sweep.pieces.len() > 1 {
        page.blank();
        chart::draw(sweep, &mut page);
    }
    page.blank();
    if sweep.scale.is_none() {
        return groups(page, sweep);
    }
    let has_tax = sweep.pieces.iter().any(|piece| piece.tax_jpy.is_some());
    let mut head = vec![sweep.fact.rsplit('.').next().unwrap_or_default(), "rate"];
    head.extend(has_tax.then_some("tax, yen"));
    let has_other = sweep.pieces.iter().any(|piece| piece.other_law_rate_percent.is_some());
    head.extend(has_other.then_some("other law"));
    head.push("by; U.S.");
    let mut rows = vec![head.into_iter().map(str::to_owned).collect::<Vec<_>>()];
    for piece in &sweep.pieces {
        let mut row = vec![values(piece, sweep), rate(piece)];
        let tax = || piece.tax_jpy.map_or(String::new(), |tax| grouped(tax.0));
        row.extend(has_tax.then(tax));
        row.extend(has_other.then(|| other_law(piece).unwrap_or_default()));
        let both = [by(piece), united_states(piece)].into_iter().filter(|said| !said.is_empty());
        row.push(both.collect::<Vec<_>>().join("; "));
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
        let tax = piece.tax_jpy.map_or(String::new(), |tax| format!(", {} yen", grouped(tax.0)));
        let us =
            Some(united_states(piece)).filter(|us| !us.is_empty()).map_or(String::new(), |us| format!("; U.S.: {us}"));
        let by = Some(by(piece)).filter(|by| !by.is_empty()).map_or(String::new(), |by| format!(" ({by})"));
        let other = other_law(piece).map_or(String::new(), |rate| format!(", the other law {rate}"));
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
            page.line(WARNING, &format!("{whose}, {values}: missing is"));
            asked.iter().for_each(|it| page.item(&format!("{}: {}", it.field, it.question)));
        };
        asked(page, "Undetermined", &piece.questions);
        if piece.questions.is_empty() {
            asked(page, "Undetermined for the United States", &piece.us_questions);
        }
        if !piece.refused.is_empty() {
            page.blank();
            page.line(WARNING, &format!("No profile can say {values}:"));
            piece.refused.iter().for_each(|it| page.item(&format!("{}: wanted {}", it.field, it.wanted)));
        }
    }
}

fn heading(sweep: &Sweep) -> String {
    let whole = match (sweep.pieces.first(), sweep.pieces.last()) {
        (Some(first), Some(last)) if sweep.scale.is_some() => {
            format!(" from {} to {}", shown(&first.from, sweep), shown(&last.until, sweep))
        }
        _ => String::new(),
    };
    let answers = match sweep.pieces.len() {
        1 => "One answer".to_owned(),
        _ if sweep.scale.is_none() => format!("{} different answers", sweep.pieces.len()),
        2 => "The answer changes once".to_owned(),
        3 => "The answer changes twice".to_owned(),
        more => format!("The answer changes {} times", more - 1),
    };
    format!("{answers}{whole}")
}

/// `below 10%`, `10% to 50%`, `above 50%`; dates and days without more.
fn values(piece: &Piece, sweep: &Sweep) -> String {
    if !piece.values.is_empty() {
        return piece.values.join(", ");
    }
    let (from, until) = (shown(&piece.from, sweep), shown(&piece.until, sweep));
    match (piece.includes_from, piece.includes_until) {
        (Some(true), Some(true)) if from == until => from,
        (Some(true), Some(false)) => format!("{from} to below {until}"),
        (Some(false), Some(true)) => format!("above {from} to {until}"),
        (Some(false), Some(false)) => format!("above {from} to below {until}"),
        _ => format!("{from} to {until}"),
    }
}

/// `10%`, `10%, 20% withheld`, `at most 20%`, `not addressed`.
fn rate(piece: &Piece) -> String {
    let Some(status) = piece.status else { return "-".to_owned() };
    let withheld = piece.at_source_rate_percent.filter(|it| Some(it.0) != piece.rate_percent.map(|rate| rate.0));
    match (piece.rate_percent, piece.highest_rate_percent) {
        (Some(rate), _) => match withheld {
            Some(withheld) => format!("{}, {} withheld", percent(rate), percent(withheld)),
            None => percent(rate),
        },
        (None, Some(highest)) => format!("at most {}", percent(highest)),
        (None, None) => status.replace('_', " "),
    }
}

/// What another law that covers the payment says is due, where it says something else.
fn other_law(piece: &Piece) -> Option<String> {
    piece.other_law_rate_percent.map(percent)
}

/// What the United States make of it: whether it qualifies for the reduced rates, the category of the credit, and
/// whether there is none.
fn united_states(piece: &Piece) -> String {
    let category = piece.category.map_or(String::new(), |category| format!(", {}", category.replace('_', " ")));
    let is_credited = piece.creditable_jpy.is_none_or(|yen| !yen.0.is_zero());
    let credit = if is_credited || piece.tax_jpy.is_some_and(|tax| tax.0.is_zero()) { "" } else { ", no credit" };
    let said = income(piece);
    match piece.us_status {
        Some("determined") => format!("{said}{category}{credit}"),
        _ => said,
    }
}

fn income(piece: &Piece) -> String {
    match (piece.us_status, piece.qualified) {
        (Some("determined"), Some(true)) => "qualified".to_owned(),
        (Some("determined"), Some(false)) => "not qualified".to_owned(),
        (Some("determined"), None) => "taxed".to_owned(),
        (Some(status), _) => status.replace('_', " "),
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
