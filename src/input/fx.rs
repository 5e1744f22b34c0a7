//! Daily exchange rates: a file as the Federal Reserve publishes it, or an object of rates by date.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::node::Value;
use super::reader::{self, Problems};
use super::scalar;
use super::spec::Wire;
use super::{Node, Place, Problem};
use crate::units::Day;

/// Yen for a dollar by day.
#[derive(Debug, Default)]
pub struct FxTable {
    days: BTreeMap<Day, Decimal>,
}

impl FxTable {
    /// Reads a CSV whose rows begin with a date and a rate. Lines before the first such row are
    /// headings, and name the column of the rate where there are several; an empty cell, `.`, `ND` or
    /// `NA` is a day without a rate.
    pub fn from_csv(name: &str, bytes: &[u8]) -> Result<FxTable, Vec<Problem>> {
        let mut table = FxTable::default();
        let mut problems = Vec::new();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
        let mut records = reader.byte_records();
        let (mut begun, mut column) = (false, 1);
        loop {
            let line = records.reader().position().line() as usize;
            let Some(record) = records.next() else { break };
            let problem = |got: String, wanted: &str, hint| Problem {
                place: Place { file: name.to_owned(), at: Some((line, 1)) },
                path: String::new(),
                got,
                wanted: wanted.to_owned(),
                hint,
            };
            let record = match record {
                Ok(record) => record,
                Err(error) => {
                    problems.push(problem(format!("a broken line ({error})"), "comma-separated values", None));
                    break;
                }
            };
            let cell = |at: usize| String::from_utf8_lossy(record.get(at).unwrap_or_default()).trim().to_owned();
            let (date, rate) = (cell(0), cell(column));
            let day = match Day::parse(&date) {
                Some(day) => day,
                None if !begun => {
                    let cells: Vec<_> = (0..record.len()).map(cell).collect();
                    match column_of_yen(&cells) {
                        Ok(found) => column = found.unwrap_or(column),
                        Err(other) => problems.push(problem(format!("the series {other:?}"), YEN_SERIES, None)),
                    }
                    continue;
                }
                None => {
                    problems.push(problem(format!("{date:?}"), "a date YYYY-MM-DD in the first column", None));
                    continue;
                }
            };
            begun = true;
            if ["", ".", "ND", "NA"].contains(&rate.as_str()) {
                continue;
            }
            match scalar::number(&rate, Wire::JpyPerUsd) {
                Ok(_) if table.days.contains_key(&day) => {
                    problems.push(problem(format!("{day} a second time"), "each date once", None));
                }
                Ok(rate) => {
                    table.days.insert(day, rate);
                }
                Err(hint) => problems.push(problem(format!("{rate:?}"), &Wire::JpyPerUsd.wanted(), hint)),
            }
        }
        if problems.is_empty() && table.days.is_empty() {
            problems.push(Problem {
                place: Place { file: name.to_owned(), at: None },
                path: String::new(),
                got: "no row with a date and a rate".to_owned(),
                wanted: "rows such as 2007-06-28,123.17".to_owned(),
                hint: None,
            });
        }
        if problems.is_empty() { Ok(table) } else { Err(problems) }
    }

    /// Reads an object whose keys are dates and whose values are rates.
    pub(super) fn from_node(node: &Node<'_>, path: &str, problems: &Problems) -> FxTable {
        let mut table = FxTable::default();
        let Value::Object(pairs) = &node.value else { return table };
        for (key, value) in pairs {
            let Value::Text(date) = &key.value else { continue };
            let at = format!("{path}.{date}");
            let day = scalar::date(date);
            let rate = reader::number(value, Wire::JpyPerUsd);
            match (day, rate) {
                (Err(hint), _) => problems.add(key.place(), &at, key.described(), Wire::Date.wanted(), hint),
                (_, Err(hint)) => problems.add(value.place(), &at, value.described(), Wire::JpyPerUsd.wanted(), hint),
                (Ok(day), Ok(_)) if table.days.contains_key(&day) => {
                    problems.add(key.place(), &at, "the date a second time", "each date once", None);
                }
                (Ok(day), Ok(rate)) => {
                    table.days.insert(day, rate);
                }
            }
        }
        table
    }

    /// The rate of `day`, or what to do without one.
    pub fn rate(&self, day: Day) -> Result<Decimal, String> {
        self.days.get(&day).copied().ok_or_else(|| match self.days.range(..day).next_back() {
            Some((before, rate)) => {
                format!("the last before it is {rate} on {before}; give the rate to be used for {day}")
            }
            None => format!("give the rate to be used for {day}"),
        })
    }
}

const YEN_SERIES: &str = "yen for a dollar: the series DEXJPUS (RXI_N.B.JA)";

/// The column that a heading names as yen for a dollar; the other series it names, where yen is none of them.
fn column_of_yen(heading: &[String]) -> Result<Option<usize>, &str> {
    let is_yen = |cell: &&String| ["DEXJPUS", "RXI_N.B.JA"].iter().any(|name| cell.ends_with(name));
    let is_series = |cell: &&String| cell.starts_with("DEX") || cell.contains("RXI");
    match heading.iter().position(|cell| is_yen(&cell)) {
        Some(column) => Ok(Some(column)),
        None => heading.iter().find(is_series).map_or(Ok(None), |other| Err(other)),
    }
}
