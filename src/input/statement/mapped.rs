//! Any CSV, by a map of its columns that is kept in a small file.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::super::booked::OWN_KEYS;
use super::super::keys::COLUMNS;
use super::super::scalar;
use super::amounts::{DateOrder, date, money};
use super::table::{Under, lines};
use super::{Cash, Reading, Statement, not_asked, problem, title, wrong_amount, wrong_date};
use crate::facts::{Field, ValueType};
use crate::input::{Problem, listed, meant};
use crate::lang;
use crate::year::EntryKind;

/// Which column holds what.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnMap {
    /// What the columns are called, by what they hold: `entry`, `payer`, `amount`, `currency`, `booked`, or the dotted path
    /// of a fact, such as `dividend.payment_date`.
    columns: BTreeMap<String, String>,
    /// What the words of the column `entry` book; `ignore` for what is of no interest.
    #[serde(default)]
    entries: BTreeMap<String, String>,
    /// Of amounts, where no column says it.
    #[serde(default)]
    currency: Option<String>,
    #[serde(default)]
    dates: Dates,
    #[serde(default = "point")]
    decimal: char,
    #[serde(default = "comma")]
    delimiter: char,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
enum Dates {
    #[default]
    #[serde(rename = "year_first")]
    Ymd,
    #[serde(rename = "month_first")]
    Mdy,
    #[serde(rename = "day_first")]
    Dmy,
}

fn point() -> char {
    '.'
}

fn comma() -> char {
    ','
}

const OF_CASH: [&str; 5] = ["entry", "payer", "amount", "currency", "booked"];
const IGNORE: &str = "ignore";

impl ColumnMap {
    /// Reads the file of a map.
    pub fn read(name: &str, text: &str) -> Result<ColumnMap, Vec<Problem>> {
        let map: ColumnMap = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| {
            let message = error.to_string();
            let got = lang::of_json(message.split(" at line ").next().unwrap_or_default());
            let wanted = word!(
                "an object with columns, entries, dates, decimal and delimiter",
                "columns、entries、dates、decimal及びdelimiterを持つオブジェクト"
            );
            problem(name, error.line().max(1), got, wanted)
        })?;
        for key in map.columns.keys() {
            let is_known = OF_CASH.contains(&key.as_str()) || column(key).is_some();
            if !is_known {
                let near = scalar::nearest(key, OF_CASH.into_iter().chain(COLUMNS.iter().map(|column| column.path)));
                let hint = near.map(|near| meant(format_args!("{near:?}")));
                let wanted = word!(
                    "entry, payer, amount, currency, booked, or the dotted path of a fact",
                    "entry、payer、amount、currency、booked、又は項目のパス（ピリオド区切り）"
                );
                let mut problems = problem(name, 1, format!("columns.{key}"), wanted);
                problems.iter_mut().for_each(|problem| problem.hint.clone_from(&hint));
                return Err(problems);
            }
        }
        let words = map.entries.values().filter(|word| *word != IGNORE && EntryKind::from_word(word).is_none());
        if let Some(word) = words.into_iter().next() {
            let wanted = said!("{} or {IGNORE}", "{}又は{IGNORE}", listed(EntryKind::WORDS.iter().copied()));
            return Err(problem(name, 1, format!("entries: {word:?}"), &wanted));
        }
        for key in ["amount", "dividend.payment_date"] {
            if !map.columns.contains_key(key) {
                let got = said!("no columns.{key}", "columns.{key}なし");
                return Err(problem(name, 1, got, word!("the column that holds it", "それを含む列の指定")));
            }
        }
        debug_assert!(OWN_KEYS.contains(&"booked"));
        Ok(map)
    }

    fn order(&self) -> DateOrder {
        match self.dates {
            Dates::Ymd => DateOrder::Ymd,
            Dates::Mdy => DateOrder::Mdy,
            Dates::Dmy => DateOrder::Dmy,
        }
    }
}

fn column(path: &str) -> Option<&'static super::super::keys::Column> {
    COLUMNS.iter().find(|column| column.path == path)
}

pub fn read(text: &str, reading: Reading<'_>, statement: &mut Statement) -> Result<(), Vec<Problem>> {
    let Some(map) = reading.map else {
        let got = word!("no map", "列の対応表なし").to_owned();
        let wanted = word!("a map of its columns, by --map FILE", "列の対応表（--map FILE）");
        return Err(problem(&statement.name, 1, got, wanted));
    };
    let lines = lines(text, map.delimiter);
    let names = |cells: &[String]| map.columns.values().all(|name| cells.contains(name));
    let Some(at) = lines.iter().position(|(_, cells)| names(cells)) else {
        let columns = listed(map.columns.values().map(String::as_str));
        let wanted = said!("a line that has the columns {columns}", "列{columns}のある行");
        let got = word!("no such header", "該当する見出し行なし").to_owned();
        return Err(problem(&statement.name, 1, got, &wanted));
    };
    let (before, rest) = lines.split_at(at);
    for (line, cells) in before {
        statement.ignore(*line, cells.first().map_or("", String::as_str), title());
    }
    let Some(((header_line, header), rows)) = rest.split_first() else { return Ok(()) };
    statement.ignore(*header_line, super::header(), super::header());
    for (line, cells) in rows {
        row(*line, &Under::new(header, cells), map, reading, statement);
    }
    Ok(())
}

fn row(line: usize, row: &Under<'_>, map: &ColumnMap, reading: Reading<'_>, statement: &mut Statement) {
    let cell = |key: &str| map.columns.get(key).map_or("", |name| row.get(name));
    let (word, symbol) = (cell("entry"), cell("payer"));
    let kind = match map.entries.get(word).map(String::as_str) {
        Some(IGNORE) => return statement.ignore(line, word, word!("left out by the map", "対応表により除外")),
        Some(word) => EntryKind::from_word(word),
        None => EntryKind::from_word(word).or((!map.columns.contains_key("entry")).then_some(EntryKind::Dividend)),
    };
    let Some(kind) = kind.filter(|kind| *kind != EntryKind::Sale) else {
        let why = word!("a word that the map's entries do not have", "対応表のentriesにない語");
        return statement.wonder(line, word, why);
    };
    if !reading.wants(symbol) {
        return statement.ignore(line, word, not_asked());
    }
    let order = map.order();
    let Some(paid) = date(cell("dividend.payment_date"), order) else {
        return statement.wonder(line, word, wrong_date(cell("dividend.payment_date")));
    };
    let Some(amount) = money(cell("amount"), map.decimal) else {
        return statement.wonder(line, word, wrong_amount(cell("amount")));
    };
    let currency = Some(cell("currency")).filter(|currency| !currency.is_empty());
    let Some(currency) = currency.or(map.currency.as_deref()) else {
        let why = word!("no currency in the row, and none in the map", "行にも対応表にも通貨の記載がない");
        return statement.wonder(line, word, why);
    };
    let booked = Some(cell("booked")).filter(|booked| !booked.is_empty());
    let booked_on = booked.and_then(|booked| date(booked, order));
    if booked.is_some() && booked_on.is_none() {
        return statement.wonder(line, word, wrong_date(booked.unwrap_or_default()));
    }
    let mut facts: Vec<(Field, String)> = Vec::new();
    for (key, name) in &map.columns {
        let (Some(column), text) = (column(key).filter(|column| column.field != Field::PaymentDate), row.get(name))
        else {
            continue;
        };
        let read = match column.value {
            _ if text.is_empty() => continue,
            ValueType::Date => date(text, order).map(|day| day.to_string()),
            value if value.bounds().is_some() => money(text, map.decimal).map(|number| number.normalize().to_string()),
            _ => Some(text.to_owned()),
        };
        match read {
            Some(read) => facts.push((column.field, read)),
            None => {
                let why = said!("{text:?} in the column {name}", "列{name}の{text:?}を読めない");
                return statement.wonder(line, word, why);
            }
        }
    }
    let cash = Cash { line, kind, symbol, paid: Some(paid), booked: booked_on, currency, amount };
    if let Some(entry) = statement.book(&cash) {
        let is_dividend = kind == EntryKind::Dividend;
        entry.cells.extend(facts.into_iter().filter(|(field, _)| is_dividend || *field == Field::Id));
    }
}
