//! The law itself: truth tables whose expected values were worked out from the source.
//!
//! A row is one holder and one dividend. Columns named by dotted paths are facts, columns that begin
//! with `=` are expected values in the answer; an empty cell states nothing, and checks nothing.

use std::fs;

use serde_json::{Value, json};

use crate::support::{answer, at, cell, path, put};

/// One row as it is written in a table.
pub struct Row {
    pub place: String,
    pub profile: Value,
    pub expected: Vec<(String, Value)>,
}

/// Every row of every table of dividends.
pub fn rows() -> Vec<Row> {
    rows_in("fixtures/tables")
}

/// Every row of every table of a folder.
pub fn rows_in(folder: &str) -> Vec<Row> {
    let mut files: Vec<_> = fs::read_dir(path(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut rows = Vec::new();
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let mut reader = csv::Reader::from_path(&file).unwrap();
        let header = reader.headers().unwrap().clone();
        for record in reader.records() {
            let record = record.unwrap();
            let mut row = Row { place: format!("{name}: {}", &record[0]), profile: json!({}), expected: Vec::new() };
            for (column, text) in header.iter().zip(&record).skip(2).filter(|(_, text)| !text.is_empty()) {
                match column.strip_prefix('=') {
                    Some(path) => row.expected.push((path.to_owned(), cell(text))),
                    None => put(&mut row.profile, column, cell(text)),
                }
            }
            rows.push(row);
        }
    }
    rows
}

/// Numbers are compared by their digits, whatever they are written as.
pub fn same(expected: &Value, got: &Value) -> bool {
    match (expected, got) {
        (Value::String(text), Value::Number(number)) => {
            *text == number.to_string() || is_equal(text, &number.to_string())
        }
        (Value::Array(expected), Value::Array(got)) => {
            expected.len() == got.len() && expected.iter().zip(got).all(|(expected, got)| same(expected, got))
        }
        (Value::Number(expected), Value::Number(got)) => is_equal(&expected.to_string(), &got.to_string()),
        _ => expected == got,
    }
}

fn is_equal(left: &str, right: &str) -> bool {
    let decimal = |text: &str| text.parse::<rust_decimal::Decimal>().ok();
    decimal(left).is_some_and(|left| Some(left) == decimal(right))
}

/// Holds every row against its answer; `least` guards against tables that are not found.
pub fn check(rows: &[Row], least: usize, answer: fn(&Value) -> Result<Value, String>) {
    assert!(rows.len() >= least, "{} rows", rows.len());
    let mut wrong = Vec::new();
    for row in rows {
        match answer(&row.profile) {
            Err(problems) => wrong.push(format!("{}\n    refused: {problems}", row.place)),
            Ok(answer) => wrong.extend(row.expected.iter().filter_map(|(path, expected)| {
                let got = at(&answer, path);
                (!same(expected, &got)).then(|| format!("{}\n    {path}: expected {expected}, got {got}", row.place))
            })),
        }
    }
    assert!(wrong.is_empty(), "{} of {} rows differ:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

#[test]
fn every_row_of_every_truth_table_holds() {
    check(&rows(), 250, answer);
}
