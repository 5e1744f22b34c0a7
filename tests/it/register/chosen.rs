//! `--columns`: rows of some columns are those columns of whole rows, in the order that was asked for.

use std::fs;

use iijtax::register::Format;
use iijtax::render::rows::COLUMNS;
use serde_json::{Map, Value};

use super::columns::{Cells, assert_rows, names};
use super::command::{output, text};
use super::{flat, records};
use crate::support::temporary;

/// Columns of every kind, in an order of their own.
const CHOICES: &[&[&str]] = &[
    &["tax_jpy", "id"],
    &["id", "rule", "rate_percent", "gross_jpy", "tax_jpy", "net_jpy", "prior_rate_percent", "prior_tax_jpy"],
    &["route", "form", "claim_by", "id"],
    &["unused", "missing", "other_law_rate_percent", "status"],
    &["qualified", "category", "creditable_jpy", "us_status", "dividend_usd", "creditable_usd"],
    &["error_message", "error_line", "error_path", "id", "status", "evidence", "over_withheld_jpy", "withheld_jpy"],
    &["share_of_whole", "member_of", "id", "at_source_tax_jpy", "refundable_jpy", "highest_rate_percent"],
];

fn register() -> Vec<u8> {
    let mut input = flat(&records(200));
    input.extend_from_slice(br#"{"id":"broken","kind":"nobody"}"#);
    input.push(b'\n');
    input
}

fn rows(args: &[&str], input: &[u8]) -> String {
    let ran = output(&[args, &["--allow-invalid"]].concat(), input);
    assert_eq!(ran.status.code(), Some(0), "{args:?}: {}", text(&ran.stderr));
    text(&ran.stdout)
}

#[test]
fn chosen_columns_have_the_cells_of_whole_rows_in_json_and_csv() {
    let input = register();
    let whole: Vec<Map<String, Value>> =
        rows(&["--to", "ndjson"], &input).lines().map(|row| serde_json::from_str(row).unwrap()).collect();
    assert!(whole.len() > 50);
    for choice in CHOICES {
        let columns = choice.join(",");
        let chosen = rows(&["--to", "ndjson", "--columns", &columns], &input);
        let expected: Vec<String> = whole
            .iter()
            .map(|row| {
                let cells: Vec<_> = choice.iter().map(|name| format!("\"{name}\":{}", row[*name])).collect();
                format!("{{{}}}", cells.join(","))
            })
            .collect();
        assert_eq!(chosen.lines().collect::<Vec<_>>(), expected, "{columns}");
        let csv = rows(&["--to", "csv", "--columns", &columns], &input);
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), *choice);
        let mut count = 0;
        for (record, row) in reader.records().zip(&whole) {
            for (cell, name) in record.unwrap().iter().zip(*choice) {
                let said = match &row[*name] {
                    Value::Null => String::new(),
                    Value::String(text) => text.clone(),
                    other => other.to_string(),
                };
                assert_eq!(cell, said, "{columns}: {name}");
            }
            count += 1;
        }
        assert_eq!(count, whole.len());
    }
}

/// What a column needs of a decision is listed by hand: a column that was forgotten there would be empty.
#[test]
fn every_column_by_itself_has_the_cells_of_whole_rows() {
    let input = register();
    let whole: Vec<Map<String, Value>> =
        rows(&["--to", "ndjson"], &input).lines().map(|row| serde_json::from_str(row).unwrap()).collect();
    for name in COLUMNS {
        let alone = rows(&["--to", "ndjson", "--columns", name], &input);
        let expected: Vec<String> = whole.iter().map(|row| format!("{{\"{name}\":{}}}", row[*name])).collect();
        assert_eq!(alone.lines().collect::<Vec<_>>(), expected, "{name}");
    }
}

#[test]
fn chosen_columns_go_to_parquet_and_arrow() {
    let input = register();
    for choice in CHOICES {
        let columns = choice.join(",");
        let expected: Vec<Cells> = rows(&["--to", "ndjson", "--columns", &columns], &input)
            .lines()
            .map(|row| serde_json::from_str(row).unwrap())
            .collect();
        for (ending, format) in [("parquet", Format::Parquet), ("arrow", Format::Arrow)] {
            let place = temporary(&format!("chosen.{ending}"));
            rows(&["-o", place.to_str().unwrap(), "--columns", &columns], &input);
            let bytes = fs::read(&place).unwrap();
            assert_eq!(names(&bytes, format), *choice);
            assert_rows(&bytes, format, &expected);
        }
    }
}

#[test]
fn what_is_no_column_is_said_with_those_there_are() {
    for (columns, says) in [("id,rate", "got \"rate\""), ("id,id", "twice"), ("", "got \"\"")] {
        let ran = output(&["--columns", columns], b"");
        assert_eq!(ran.status.code(), Some(2), "{columns}");
        assert!(text(&ran.stderr).contains(says), "{}", text(&ran.stderr));
    }
}

#[test]
fn what_is_passed_on_stands_behind_the_chosen_columns() {
    let input = b"id,kind,residence,desk\na,individual,US,7\n";
    let chosen = rows(&["--from", "csv", "--columns", "rate_percent,id"], input);
    assert_eq!(chosen, "rate_percent,id,desk\n,a,7\n");
}
