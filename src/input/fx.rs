//! Daily exchange rates: a file as the Federal Reserve publishes it, or an object of rates by date.

use super::{Place, Problem, scalar};
use crate::facts::{FxTable, ValueType};
use crate::lang;
use crate::units::Day;

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
                    let wanted = word!("comma-separated values", "カンマ区切りの値");
                    problems.push(problem(broken_line(&error), wanted, None));
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
                        Err(other) => {
                            let got = said!("the series {other:?}", "系列{other:?}");
                            problems.push(problem(got, yen_series(), None));
                        }
                    }
                    continue;
                }
                None => {
                    let wanted = word!("a date YYYY-MM-DD in the first column", "1列目の日付（YYYY-MM-DD）");
                    problems.push(problem(format!("{date:?}"), wanted, None));
                    continue;
                }
            };
            begun = true;
            if ["", ".", "ND", "NA"].contains(&rate.as_str()) {
                continue;
            }
            match scalar::rate_of_exchange(&rate) {
                Ok(_) if table.has(day) => {
                    let got = said!("{day} a second time", "日付の重複（{day}）");
                    problems.push(problem(got, word!("each date once", "重複のない日付"), None));
                }
                Ok(rate) => table.insert(day, rate),
                Err(hint) => problems.push(problem(format!("{rate:?}"), &ValueType::JpyPerUsd.wanted(), hint)),
            }
        }
        if problems.is_empty() && table.is_empty() {
            problems.push(Problem {
                place: Place { file: name.to_owned(), at: None },
                path: String::new(),
                got: word!("no row with a date and a rate", "日付と為替レートのある行なし").to_owned(),
                wanted: word!("rows such as 2007-06-28,123.17", "2007-06-28,123.17のような行").to_owned(),
                hint: None,
            });
        }
        if problems.is_empty() { Ok(table) } else { Err(problems) }
    }
}

/// A line that is no comma-separated values.
pub(super) fn broken_line(error: &csv::Error) -> String {
    said!("a broken line ({})", "壊れた行（{}）", lang::of_csv(error))
}

fn yen_series() -> &'static str {
    word!("yen for a dollar: the series DEXJPUS (RXI_N.B.JA)", "1ドル当たりの円の系列DEXJPUS（RXI_N.B.JA）")
}

/// The column that a heading names as yen for a dollar; the other series it names, where yen is none of them.
fn column_of_yen(heading: &[String]) -> Result<Option<usize>, &str> {
    let is_yen = |cell: &&String| ["DEXJPUS", "RXI_N.B.JA"].iter().any(|name| cell.ends_with(name));
    let is_series = |cell: &&String| cell.starts_with("DEX") || cell.contains("RXI");
    match heading.iter().position(|cell| is_yen(&cell)) {
        Some(column) => Ok(Some(column)),
        None => heading.iter().find(is_series).map_or(Ok(None), |other| Err(other)),
    }
}
