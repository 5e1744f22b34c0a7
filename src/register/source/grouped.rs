//! Comma-separated rows of which some are members of others: a record of JSON for each whole, with its members inside.
//!
//! The rows of members stand behind that of the whole, those of their own members behind them, so that one whole is kept
//! at a time. Every row leaves its lines: that of a whole the record, the others nothing, so that lines keep their
//! numbers. A row that names nobody above it is a record of its own, and is refused as one. The record begins with the
//! rows that it is made of ([`ROWS`]), for what of them is passed on and for who corrects them.

use std::io::{self, Read};

use super::Input;
use crate::facts::Field;
use crate::input::{CsvLine, Value};
use crate::register::CsvColumn;
use crate::register::chunk::{Chunks, Ends, MAX_RECORD, Text, first_end};
use crate::register::hand_over::hand_over;
use crate::render::rows::push_text;

/// The member of a record that holds its rows as they are written: that of the whole, and each member's before those of
/// its own members.
pub const ROWS: &str = "#rows";

/// The rows of a record, by its members.
pub fn rows(members: &[(&str, &str)]) -> Option<String> {
    let (_, value) = members.iter().find(|(key, _)| key.trim_matches('"') == ROWS)?;
    serde_json::from_str(value).ok()
}

/// Whether some rows can be members of others.
pub fn has_members(columns: &[CsvColumn]) -> bool {
    columns.iter().any(|column| column.column.is_some_and(|column| column.field == Field::MemberOf))
}

/// Rows in, records of JSON out.
pub struct Grouped {
    chunks: Chunks<Input>,
    columns: Vec<CsvColumn>,
    line: CsvLine,
    text: Text,
    group: Group,
    out: Vec<u8>,
    at: usize,
    is_over: bool,
}

/// A whole, and the rows behind it.
#[derive(Default)]
struct Group {
    rows: Vec<Row>,
    /// What stands behind the record: a line for each row that it takes up, and rows that are none of its.
    behind: Vec<u8>,
    bytes: usize,
}

/// A row as members of JSON.
struct Row {
    raw: Vec<u8>,
    id: Option<String>,
    members: Vec<(String, Vec<u8>)>,
    /// The positions of its own members.
    below: Vec<usize>,
}

impl Grouped {
    pub fn new(chunks: Chunks<Input>, columns: Vec<CsvColumn>) -> Grouped {
        Grouped {
            chunks,
            columns,
            line: CsvLine::default(),
            text: Text::default(),
            group: Group::default(),
            out: Vec::new(),
            at: 0,
            is_over: false,
        }
    }

    /// Reads on until something can be handed out.
    fn fill(&mut self) -> io::Result<()> {
        (self.at, self.is_over) = (0, false);
        self.out.clear();
        while self.out.is_empty() && !self.is_over {
            let mut text = std::mem::take(&mut self.text);
            if self.chunks.next(&mut text)? {
                self.chunk(&text);
            } else {
                self.is_over = true;
                self.group.write(&mut self.out);
            }
            self.text = text;
        }
        Ok(())
    }

    fn chunk(&mut self, text: &Text) {
        let mut rest = text.bytes();
        while !rest.is_empty() {
            let end = if text.broken.is_some() { None } else { first_end(rest, Ends::Quoted) };
            let (row, left) = rest.split_at(end.unwrap_or(rest.len()));
            rest = left;
            self.row(row, text.broken.is_some());
        }
    }

    fn row(&mut self, raw: &[u8], is_broken: bool) {
        if raw.trim_ascii().is_empty() {
            return self.group.behind.extend_from_slice(raw);
        }
        let text = std::str::from_utf8(raw).ok().filter(|_| !is_broken);
        let lines = memchr::memchr_iter(b'\n', raw).count().max(1);
        let Some(text) = text else {
            // It is told of as it stands.
            self.group.write(&mut self.out);
            self.out.extend_from_slice(raw);
            if !raw.ends_with(b"\n") {
                self.out.push(b'\n');
            }
            return;
        };
        let Some((row, of)) = self.read(text) else {
            self.group.write(&mut self.out);
            write_rows(&[Row::without_cells(raw)], &mut self.out);
            self.out.push(b'}');
            self.out.extend(std::iter::repeat_n(b'\n', lines));
            return;
        };
        let above = of.as_ref().map(|of| self.group.rows.iter().rposition(|row| row.id.as_ref() == Some(of)));
        match above {
            None => {
                self.group.write(&mut self.out);
                self.group.bytes = raw.len();
                self.group.rows.push(row);
                self.group.behind.resize(lines, b'\n');
            }
            Some(Some(above)) => self.group.take(above, row, raw.len(), lines),
            Some(None) => {
                write_record(&[row], &mut self.group.behind);
                self.group.behind.extend(std::iter::repeat_n(b'\n', lines));
                if self.group.rows.is_empty() {
                    self.group.write(&mut self.out);
                }
            }
        }
    }

    /// The cells of a row as members of JSON, and the whole that it is a member of; nothing where it has other cells than
    /// the header.
    fn read(&mut self, text: &str) -> Option<(Row, Option<String>)> {
        let Grouped { line, columns, .. } = self;
        let (mut members, mut id, mut of) = (Vec::new(), None, None);
        let (count, _) = line.cells(text, 0, |position, cell| {
            let Some((own, column)) = columns.get(position).and_then(|own| Some((own, own.column?))) else { return };
            let cell = own.read(cell);
            let Some(value) = column.value_of(&cell) else { return };
            match (column.field, value) {
                (Field::Id, Value::Text(text)) => id = Some(text.to_owned()),
                (Field::MemberOf, Value::Text(text)) => of = Some(text.to_owned()),
                _ => {}
            }
            members.push((column.field.path().to_owned(), written(value)));
        });
        let raw = text.as_bytes().to_vec();
        (count == columns.len()).then_some((Row { raw, id, members, below: Vec::new() }, of))
    }
}

impl Row {
    /// A row that has other cells than the header.
    fn without_cells(raw: &[u8]) -> Row {
        Row { raw: raw.to_vec(), id: None, members: Vec::new(), below: Vec::new() }
    }
}

impl Group {
    /// Takes a row in as a member of another.
    fn take(&mut self, above: usize, mut row: Row, bytes: usize, lines: usize) {
        self.behind.extend(std::iter::repeat_n(b'\n', lines));
        // What is longer than a record can be is refused by its length, and need not be kept whole.
        if self.bytes > MAX_RECORD {
            return;
        }
        self.bytes += bytes;
        let whole = self.rows.first().map_or(&[][..], |whole| &whole.members);
        // Registers repeat what is stated once: what is the same as above says nothing more.
        row.members.retain(|(key, value)| {
            let is_of_whole = key.starts_with("dividend.") || key.starts_with("payer.") || key == "instrument";
            let is_same = || whole.iter().any(|(known, same)| known == key && same == value);
            key != Field::MemberOf.path() && !(is_of_whole && is_same())
        });
        let at = self.rows.len();
        self.rows.push(row);
        if let Some(above) = self.rows.get_mut(above) {
            above.below.push(at);
        }
    }

    /// Writes the record, and what stands behind it.
    fn write(&mut self, out: &mut Vec<u8>) {
        if !self.rows.is_empty() {
            write_record(&self.rows, out);
        }
        out.append(&mut self.behind);
        self.rows.clear();
        self.bytes = 0;
    }
}

/// The record that rows come to, the first of which is the whole's.
fn write_record(rows: &[Row], out: &mut Vec<u8>) {
    write_rows(rows, out);
    write_members(rows, 0, false, out);
    out.push(b'}');
}

/// The beginning of a record: its rows.
fn write_rows(rows: &[Row], out: &mut Vec<u8>) {
    fn collect(rows: &[Row], at: usize, raw: &mut Vec<u8>) {
        let Some(row) = rows.get(at) else { return };
        raw.extend_from_slice(&row.raw);
        if !row.raw.ends_with(b"\n") {
            raw.push(b'\n');
        }
        row.below.iter().for_each(|below| collect(rows, *below, raw));
    }
    let mut raw = Vec::new();
    collect(rows, 0, &mut raw);
    out.push(b'{');
    push_text(out, ROWS);
    out.push(b':');
    push_text(out, &String::from_utf8_lossy(&raw));
}

/// The facts of a row and those below it, each behind a comma but the first.
fn write_members(rows: &[Row], at: usize, mut is_first: bool, out: &mut Vec<u8>) {
    let Some(row) = rows.get(at) else { return };
    let mut key = |key: &str, out: &mut Vec<u8>| {
        if !std::mem::take(&mut is_first) {
            out.push(b',');
        }
        push_text(out, key);
        out.push(b':');
    };
    for (name, value) in &row.members {
        key(name, out);
        out.extend_from_slice(value);
    }
    if !row.below.is_empty() {
        key(Field::Members.path(), out);
        for (position, below) in row.below.iter().enumerate() {
            out.extend_from_slice(if position == 0 { b"[{" } else { b",{" });
            write_members(rows, *below, true, out);
            out.push(b'}');
        }
        out.push(b']');
    }
}

fn quoted(text: &str) -> Vec<u8> {
    let mut out = Vec::new();
    push_text(&mut out, text);
    out
}

/// A value of a cell in JSON, on one line.
fn written(value: Value<'_>) -> Vec<u8> {
    match value {
        Value::Bool(is) => is.to_string().into_bytes(),
        Value::List(text) | Value::Object(text) => match serde_json::from_str::<&serde_json::value::RawValue>(text) {
            // Outside texts a line's end is a blank.
            Ok(raw) => raw.get().bytes().map(|byte| if matches!(byte, b'\n' | b'\r') { b' ' } else { byte }).collect(),
            Err(_) => quoted(text),
        },
        Value::Text(text) | Value::Escaped(text) | Value::Number(text) => quoted(text),
        Value::Day(day) => quoted(&day.to_string()),
        Value::Decimal(mantissa, places) => quoted(&crate::input::digits(mantissa, places)),
    }
}

impl Read for Grouped {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at == self.out.len() && !self.is_over {
            self.fill()?;
        }
        hand_over(&self.out, &mut self.at, buffer)
    }
}
