//! Passive foreign investment companies: truth tables, invariants, and what the tables do not know.
//!
//! A row of a table is one holding. Columns named by dotted paths are facts, columns that begin with
//! `--` are flags, columns that begin with `=` are expected values in the answer.

use std::collections::BTreeSet;

use iijtax::answer::pfic::{DayCount, PficRegime};
use iijtax::input::{Document, read_holding};
use iijtax::law::{PFIC_CHAPTERS, irc};
use iijtax::render::{json, pfic, pfic_compare};
use iijtax::units::{Day, Fine};
use iijtax::us::pfic::{Question, Tables, compare, determine, missing_prices};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::support::{at, cell, path, put};
use crate::tables::same;

#[derive(Clone, Copy, PartialEq)]
enum Asked {
    Excess,
    Mtm,
    Compare,
}

struct Flags {
    day_count: DayCount,
    year: Option<i32>,
}

const NO_FLAGS: Flags = Flags { day_count: DayCount::Statute, year: None };

/// The canonical answer to a holding, or every problem in one text.
fn answer(holding: &Value, asked: Asked, flags: &Flags) -> Result<Value, String> {
    let joined =
        |problems: Vec<iijtax::input::Problem>| problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    let document = Document::new("holding.json", holding.to_string().into_bytes()).map_err(joined)?;
    let node = document.parse().map_err(joined)?;
    let given = read_holding(&node, None).map_err(joined)?;
    let missing = missing_prices(&given.holding, flags.year);
    if asked != Asked::Excess && !missing.is_empty() {
        return Err(format!("no price for {missing:?}"));
    }
    let tables = Tables::default();
    let last = given.holding.last_event();
    let covering = PFIC_CHAPTERS.iter().copied().find(|chapter| chapter.covers.contains(last));
    let chapter = covering.unwrap_or(&irc::CHAPTER);
    let question = Question { chapter, tables: &tables, day_count: flags.day_count, year: flags.year };
    let beyond = |beyond| format!("{beyond:?}");
    let text = match asked {
        Asked::Compare => {
            let answer = compare(&given.holding, &question).map_err(beyond)?;
            json::to_json(&pfic_compare::PficComparison::new(&answer))
        }
        _ => {
            let regime = if asked == Asked::Mtm { PficRegime::MarkToMarket } else { PficRegime::Default };
            json::to_json(&pfic::Pfic::new(&determine(&given.holding, &question, regime).map_err(beyond)?))
        }
    };
    Ok(serde_json::from_str(&text).expect("the answer is JSON"))
}

struct Row {
    name: String,
    holding: Value,
    flags: Flags,
    expected: Vec<(String, Value)>,
}

fn rows(table: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(path("fixtures/tables-pfic").join(table)).unwrap();
    let header = reader.headers().unwrap().clone();
    let read = |record: csv::StringRecord| {
        let mut row = Row { name: record[0].to_owned(), holding: json!({}), flags: NO_FLAGS, expected: Vec::new() };
        for (column, text) in header.iter().zip(&record).skip(2).filter(|(_, text)| !text.is_empty()) {
            match (column, column.strip_prefix('=')) {
                (_, Some(path)) => row.expected.push((path.to_owned(), cell(text))),
                ("--day-count", _) => row.flags.day_count = DayCount::from_word(text).unwrap(),
                ("--year", _) => row.flags.year = Some(text.parse().unwrap()),
                _ => put(&mut row.holding, column, cell(text)),
            }
        }
        row
    };
    reader.records().map(|record| read(record.unwrap())).collect()
}

const TABLES: [(&str, Asked); 4] = [
    ("published.csv", Asked::Excess),
    ("excess.csv", Asked::Excess),
    ("mtm.csv", Asked::Mtm),
    ("compare.csv", Asked::Compare),
];

/// The rules that are met in some row, and the names of the notes and actions that some row has.
pub fn fired() -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut rules, mut names) = (BTreeSet::new(), BTreeSet::new());
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    for (table, asked) in TABLES.into_iter().filter(|(_, asked)| *asked != Asked::Compare) {
        for row in rows(table) {
            let answer = answer(&row.holding, asked, &row.flags).unwrap();
            let steps = answer["steps"].as_array().unwrap().iter().filter(|step| step["outcome"] == "met");
            rules.extend(steps.map(|step| text(&step["rule"])));
            names.extend(answer["notes"].as_array().unwrap().iter().map(|note| text(&note["code"])));
            names.extend(answer["actions"].as_array().unwrap().iter().map(|action| text(&action["id"])));
        }
    }
    (rules, names)
}

fn every_row_holds(table: &str, at_least: usize) {
    let (_, asked) = TABLES.into_iter().find(|(name, _)| *name == table).unwrap();
    let (rows, mut wrong) = (rows(table), Vec::new());
    for Row { name, holding, flags, expected } in &rows {
        assert!(!expected.is_empty(), "{table}: {name} expects nothing");
        match answer(holding, asked, flags) {
            Err(problems) => wrong.push(format!("{name}\n    refused: {problems}")),
            Ok(answer) => wrong.extend(expected.iter().filter_map(|(path, expected)| {
                let got = at(&answer, path);
                (!same(expected, &got)).then(|| format!("{name}\n    {path}: expected {expected}, got {got}"))
            })),
        }
    }
    assert!(rows.len() >= at_least, "{table}: {} rows", rows.len());
    assert!(wrong.is_empty(), "{table}: of {} rows differ:\n{}", rows.len(), wrong.join("\n"));
}

#[test]
fn every_published_example_holds() {
    every_row_holds("published.csv", 13);
}

#[test]
fn every_excess_row_holds() {
    every_row_holds("excess.csv", 39);
}

#[test]
fn every_mark_to_market_row_holds() {
    every_row_holds("mtm.csv", 25);
}

#[test]
fn every_comparison_row_holds() {
    every_row_holds("compare.csv", 7);
}

#[test]
fn every_interest_factor_holds_to_all_digits() {
    let mut reader = csv::Reader::from_path(path("fixtures/tables-pfic/interest_factors.csv")).unwrap();
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 40);
    for row in rows {
        let factor = Tables::default().growth(Day::of(&row[0]), Day::of(&row[1])).unwrap() - Fine::ONE;
        assert_eq!(factor.decimal(8), row[2].parse::<Decimal>().unwrap().normalize(), "{} to {}", &row[0], &row[1]);
    }
}

#[test]
fn every_published_amount_of_interest_holds() {
    let mut reader = csv::Reader::from_path(path("fixtures/tables-pfic/interest.csv")).unwrap();
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 8);
    for row in rows {
        let factor = Tables::default().growth(Day::of(&row[0]), Day::of(&row[1])).unwrap() - Fine::ONE;
        let principal = Fine::from(row[2].parse::<Decimal>().unwrap());
        let interest = (principal * factor).usd().decimal();
        assert_eq!(interest, row[3].parse::<Decimal>().unwrap().normalize(), "{} to {}", &row[0], &row[1]);
    }
}

#[test]
fn interest_is_known_to_the_last_day_of_the_table_and_no_further() {
    let tables = Tables::default();
    assert_eq!(tables.interest_ends(), Day::of("2026-12-31"));
    assert!(tables.growth(Day::of("2025-04-15"), Day::of("2026-12-31")).is_some());
    assert!(tables.growth(Day::of("2025-04-15"), Day::of("2027-01-01")).is_none());
    assert!(tables.growth(Day::of("1986-12-31"), Day::of("1987-01-01")).is_some());
    assert!(tables.growth(Day::of("1986-12-30"), Day::of("1987-01-01")).is_none());
}
