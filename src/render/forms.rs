//! Lines of forms: as an object, as flat rows, and as a page for people.

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use super::digits::Digits;
use super::money::usd;
use super::page::{Page, QUIET};
use super::program::Program;
use super::rows::table;
use crate::answer::pfic::PficAnswer;
use crate::forms::{Cell, Filled, Forms};
use crate::lang::{self, Lang};
use crate::law::Rule;

mod pfic;

use pfic::form_8621;

/// The tax year whose editions number the lines of yearly forms.
const EDITION: i32 = 2025;
/// The version of the lines of forms.
pub const FORMS_SCHEMA: &str = "iijtax.forms/1";

/// Lines of the United States' forms, each with what it follows from.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct FormLines {
    /// The shape of this object and its version.
    #[cfg_attr(test, schemars(extend("const" = "iijtax.forms/1")))]
    pub schema: &'static str,
    /// Which program answered, by which law.
    pub program: Program,
    pub tax_year: Option<i32>,
    /// Amounts are whole dollars, half a dollar up, and each line is calculated from those before it as they are written.
    pub whole_dollars: bool,
    pub lines: Vec<Line>,
}

/// One line, or one cell of a row.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Line {
    pub form: String,
    /// Which edition of the form numbers its lines so.
    pub edition: String,
    pub line: String,
    /// Which row, column or copy of it.
    pub of: Option<String>,
    pub says: String,
    pub amount_usd: Option<Digits>,
    /// What is no amount in dollars.
    pub value: Option<String>,
    /// The rule of this program that the amount follows from.
    pub rule: Option<&'static str>,
    pub cite: String,
    pub evidence: String,
    /// Why it is empty, or what is to be added by hand.
    pub remark: Option<String>,
    /// The amount of the answer less the amount of the line, where rounding makes a difference.
    pub rounding_left_usd: Option<Digits>,
}

impl FormLines {
    pub fn new(forms: &Forms) -> FormLines {
        FormLines {
            schema: FORMS_SCHEMA,
            program: Program::own(),
            tax_year: forms.tax_year,
            whole_dollars: forms.is_whole_dollars,
            lines: forms.lines.iter().map(|filled| Line::new(filled, forms.is_whole_dollars, forms.tax_year)).collect(),
        }
    }

    /// Form 8621 of every year of a holding in which something stands in it, with the statement for its line 16a.
    pub fn of_pfic(answer: &PficAnswer<'_>, whole_dollars: bool) -> FormLines {
        let lines = form_8621(answer, whole_dollars);
        FormLines { schema: FORMS_SCHEMA, program: Program::own(), tax_year: None, whole_dollars, lines }
    }
}

impl Line {
    fn new(filled: &Filled, is_whole: bool, tax_year: Option<i32>) -> Line {
        let (number, edition) = filled.line.numbered(tax_year);
        let places = if is_whole { 0 } else { 2 };
        let (amount_usd, value) = match &filled.value {
            Cell::Empty => (None, None),
            Cell::Usd(amount) => (Some(Digits(amount.decimal(places))), None),
            Cell::Ratio(ratio) => {
                (None, Some(fixed(ratio.decimal(if is_whole { 4 } else { 6 }), if is_whole { 4 } else { 6 })))
            }
            Cell::Yen(yen) => (None, Some(said!("{yen} yen", "{yen}円"))),
            Cell::Day(day) => (None, Some(day.to_string())),
            Cell::Text(text) => (None, Some(text.clone())),
        };
        Line {
            form: filled.line.form.to_owned(),
            edition: edition.to_owned(),
            line: number.to_owned(),
            of: filled.of.clone(),
            says: lang::of(filled.line.says).to_owned(),
            amount_usd,
            value,
            rule: filled.rule.map(|rule: &Rule| rule.id),
            cite: filled.line.cite_said().into_owned(),
            evidence: filled.line.evidence.to_string(),
            remark: filled.remark.clone(),
            rounding_left_usd: filled.left.filter(|left| is_whole && left.cents() != 0).map(Digits::from),
        }
    }
}

fn fixed(value: rust_decimal::Decimal, places: u32) -> String {
    let mut value = value;
    value.rescale(places);
    value.to_string()
}

const COLUMNS: [&str; 11] =
    ["form", "edition", "line", "of", "says", "amount_usd", "value", "rule", "cite", "remark", "rounding_left_usd"];

/// A row for each line, with a header.
pub fn csv(forms: &FormLines) -> String {
    let digits = |digits: Option<Digits>| digits.map_or_else(String::new, |digits| digits.0.to_string());
    let rows = forms.lines.iter().map(|it| {
        [
            it.form.clone(),
            it.edition.clone(),
            it.line.clone(),
            it.of.clone().unwrap_or_default(),
            it.says.clone(),
            digits(it.amount_usd),
            it.value.clone().unwrap_or_default(),
            it.rule.unwrap_or_default().to_owned(),
            it.cite.clone(),
            it.remark.clone().unwrap_or_default(),
            digits(it.rounding_left_usd),
        ]
    });
    table(COLUMNS.map(str::to_owned), rows.collect::<Vec<_>>().into_iter())
}

/// A form or a line whose name is a word.
fn named(name: &str) -> &str {
    match lang::chosen() {
        Lang::En => name,
        Lang::Ja => lang::japanese(name).unwrap_or(name),
    }
}

/// The lines form by form.
pub fn text(forms: &FormLines) -> String {
    let mut page = Page::new(8);
    let mut last = String::new();
    let mut of = None;
    if forms.lines.is_empty() {
        page.line(QUIET, word!("No line of a form is filled.", "記入する行はない。"));
    }
    for it in &forms.lines {
        let heading = said!("{}, {}", "{}（{}）", named(&it.form), it.edition);
        if heading != last {
            page.heading(&heading);
            (last, of) = (heading, None);
        }
        if it.of != of && it.of.is_some() {
            page.line(QUIET, &format!("  {}", it.of.as_deref().unwrap_or_default()));
        }
        of.clone_from(&it.of);
        let value = match (it.amount_usd, &it.value, forms.whole_dollars) {
            (Some(amount), None, true) => format!("${}", super::page::grouped(amount.0)),
            (Some(amount), None, false) => usd(Some(amount)).unwrap_or_default(),
            (Some(amount), Some(value), _) => {
                said!("{}; {value}", "{}；{value}", usd(Some(amount)).unwrap_or_default())
            }
            (None, Some(value), _) => crate::input::visible(value),
            (None, None, _) => word!("empty", "空欄").to_owned(),
        };
        let remark = it.remark.as_ref().map_or(String::new(), |remark| said!(" ({remark})", "（{remark}）"));
        let left = it.rounding_left_usd.and_then(|left| usd(Some(left)));
        let left = left.map_or(String::new(), |left| said!(" (rounding left {left})", "（端数処理による差額{left}）"));
        page.labelled(named(&it.line), &said!("{value}: {}{remark}{left}", "{value}：{}{remark}{left}", it.says));
    }
    page.blank();
    if forms.tax_year.is_some_and(|year| year != EDITION) {
        page.line(
            QUIET,
            word!(
                "Lines are numbered as in the editions for 2025: compare them with those of the year.",
                "行番号は2025年版による。該当年の版と照合のこと。"
            ),
        );
    }
    page.line(
        QUIET,
        word!(
            "Not tax advice. --format json and csv name the rule and the instructions behind each line.",
            "税務助言ではありません。各行の根拠となる規則及び記載要領は--format json又はcsvで示されます。"
        ),
    );
    page.into_text()
}
