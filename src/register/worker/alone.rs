//! A record by itself, as it is read where something is wrong with it, or where one is looked for.

use super::lines::Lines;
use crate::facts::Field;
use crate::input::{CsvLine, Raw, Value, members};
use crate::register::columnar::ColumnRows;
use crate::register::source::grouped;
use crate::register::task::{Chunk, Record};
use crate::register::{CsvColumn, Layout};

/// Hands each record of a chunk to `take` until that returns false: for who looks for one.
pub fn each_record(layout: &Layout, chunk: &Chunk, mut take: impl FnMut(u64, Raw<'_>) -> bool) {
    match (chunk, layout) {
        (Chunk::Text(text), _) => {
            let mut lines = Lines::new(text, layout);
            let mut line = CsvLine::default();
            while text.broken.is_none() && lines.skip_blank() {
                let record = lines.record();
                if !with_raw(record, layout, &mut line, |raw| take(record.line, raw)) {
                    return;
                }
                lines.pass_this();
            }
        }
        (Chunk::Rows { batch, first_row }, Layout::Columns { columns, .. }) => {
            let rows = ColumnRows::new(columns, &[], batch);
            for row in 0..batch.num_rows() {
                let line = first_row + row as u64;
                if !rows.with_raw(row, |raw| take(line, raw)) {
                    return;
                }
            }
        }
        (Chunk::Rows { .. }, _) => {}
    }
}

/// Hands a record of text over as it is read by itself.
pub(super) fn with_raw<T>(
    record: Record<'_>,
    layout: &Layout,
    line: &mut CsvLine,
    take: impl FnOnce(Raw<'_>) -> T,
) -> T {
    let Layout::Csv { columns, .. } = layout else {
        return match std::str::from_utf8(record.text) {
            Ok(text) => match grouped_without_cells(text, layout, line) {
                Some(other) => take(other.raw()),
                None => take(Raw::Json(text.strip_suffix('\n').unwrap_or(text))),
            },
            Err(_) => {
                let wanted = word!("a JSON object in UTF-8", "UTF-8のJSONオブジェクト");
                take(Raw::Broken(not_utf8(), wanted, None))
            }
        };
    };
    let Ok(text) = std::str::from_utf8(record.text) else {
        let wanted = word!(
            "cells in UTF-8, or the --encoding to be named, like shift_jis",
            "UTF-8のセル、又はshift_jisのような--encodingによる文字コードの指定"
        );
        return take(Raw::Broken(not_utf8(), wanted, None));
    };
    let mut texts = Vec::new();
    let (count, _) = line.cells(text, 0, |_, cell| texts.push(cell.to_owned()));
    if count != columns.len() {
        let are_empty: Vec<_> = texts.iter().map(String::is_empty).collect();
        return take(OtherCells::of(&are_empty, columns.len()).raw());
    }
    for (own, text) in columns.iter().zip(&mut texts) {
        *text = own.read(text).into_owned();
    }
    let cells = columns.iter().zip(&texts);
    let cell = |(own, text): (&CsvColumn, _)| own.column.map(|column| (column.field, column.value_of(text)));
    let cells: Vec<(Field, Option<Value<'_>>)> = cells.filter_map(|(own, text)| cell((own, text))).collect();
    take(Raw::Cells(&cells))
}

/// Of a row of members and wholes that has other cells than the header, which it has.
fn grouped_without_cells(text: &str, layout: &Layout, line: &mut CsvLine) -> Option<OtherCells> {
    let Layout::Groups { columns, .. } = layout else { return None };
    let members = members(text.trim_end()).unwrap_or_default();
    let rows = grouped::rows(&members).filter(|_| members.len() == 1)?;
    let mut are_empty = Vec::new();
    line.cells(&rows, 0, |_, cell| are_empty.push(cell.is_empty()));
    Some(OtherCells::of(&are_empty, columns.len()))
}

/// Of a record that has other cells than the header: how many, how many were wanted, and what to do about those too many.
struct OtherCells {
    got: String,
    wanted: String,
    hint: Option<&'static str>,
}

impl OtherCells {
    /// Of the cells of a record: which of them are empty, in order.
    fn of(are_empty: &[bool], wanted: usize) -> OtherCells {
        let more = are_empty.get(wanted..).unwrap_or_default();
        let hint = match (more.is_empty(), more.iter().all(|is_empty| *is_empty)) {
            (true, _) => None,
            // They are not left out: with a comma inside a cell without quotes, all cells behind it are another's.
            (false, true) => Some(word!(
                "delete the separator at the end of the line, or write one at the end of the header as well",
                "行末の区切り文字を削除するか、見出し行の末尾にも区切り文字を付けてください。"
            )),
            (false, false) => Some(word!(
                "a cell with the separator in it goes between quotes",
                "区切り文字を含むセルは引用符で囲んでください。"
            )),
        };
        let got = said!("{} cells", "{}個のセル", are_empty.len());
        let wanted = said!("{wanted} as the header has", "見出し行と同じ{wanted}個のセル");
        OtherCells { got, wanted, hint }
    }

    fn raw(&self) -> Raw<'_> {
        Raw::Broken(&self.got, &self.wanted, self.hint)
    }
}

fn not_utf8() -> &'static str {
    word!("bytes that are not UTF-8", "UTF-8でないバイト列")
}
