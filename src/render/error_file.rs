//! Invalid records with what is wrong with them, in a form that can be mended and read again.
//!
//! A remark is written beside the record's own fields, under names that a register's reader skips;
//! what cannot be taken apart stands whole in `error_text`.

use super::rows::{harmless, push_text};
use crate::facts::Field;
use crate::input::{CsvLine, REMARKS, Value, digits, members};

/// What is wrong with a record.
#[derive(Clone, Copy, Debug)]
pub struct Remark<'a> {
    pub line: u64,
    pub path: &'a str,
    pub message: &'a str,
    /// Comma-separated texts that a spreadsheet would take for formulas are made harmless.
    pub guards_formulas: bool,
}

/// A record of JSON: its own members as they are written, and the remark.
pub fn json(out: &mut Vec<u8>, text: &[u8], remark: &Remark<'_>) {
    let text = String::from_utf8_lossy(text);
    let text = text.trim_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    out.push(b'{');
    match members(text) {
        Some(members) => {
            let is_remark = |key: &str| REMARKS.iter().any(|name| key.trim_matches('"') == *name);
            for (key, value) in members.iter().filter(|(key, _)| !is_remark(key)) {
                out.extend_from_slice(key.as_bytes());
                out.push(b':');
                out.extend_from_slice(value.as_bytes());
                out.push(b',');
            }
            push_remark(out, remark);
        }
        None => {
            push_remark(out, remark);
            out.extend_from_slice(b",\"error_text\":");
            push_text(out, text);
        }
    }
    out.extend_from_slice(b"}\n");
}

/// A row of columns, as a flat record of JSON.
pub fn cells(out: &mut Vec<u8>, cells: &[(Field, Option<Value<'_>>)], members: &[u8], remark: &Remark<'_>) {
    out.push(b'{');
    for (field, value) in cells.iter().filter_map(|(field, value)| Some((field, (*value)?))) {
        push_text(out, field.path());
        out.push(b':');
        match value {
            Value::List(text) | Value::Object(text) | Value::Number(text) => out.extend_from_slice(text.as_bytes()),
            Value::Bool(is) => out.extend_from_slice(is.to_string().as_bytes()),
            other => push_text(out, &plain(other)),
        }
        out.push(b',');
    }
    // What is passed on stands behind commas already.
    if let Some((_, members)) = members.split_first() {
        out.extend_from_slice(members);
        out.push(b',');
    }
    push_remark(out, remark);
    out.extend_from_slice(b"}\n");
}

/// The header of a register of comma-separated values, and the columns of a remark.
pub fn csv_header(header: &[String]) -> Vec<u8> {
    let own = header.iter().map(String::as_str).filter(|name| !REMARKS.contains(name));
    csv_line(own.chain(REMARKS))
}

/// The rows of a holder and its members under that header: the remark stands beside the first.
pub fn csv_records(out: &mut Vec<u8>, header: &[String], text: &str, remark: &Remark<'_>) {
    let mut next = 0;
    while next < text.len() {
        let start = next;
        (_, next) = CsvLine::default().cells(text, start, |_, _| {});
        csv_cells(out, header, (text, start), remark, start == 0);
    }
}

/// A row under that header, its cells as they are written.
pub fn csv_record(out: &mut Vec<u8>, header: &[String], text: &[u8], remark: &Remark<'_>) {
    csv_cells(out, header, (&String::from_utf8_lossy(text), 0), remark, true);
}

/// The row that begins at a place of a text.
fn csv_cells(out: &mut Vec<u8>, header: &[String], (text, start): (&str, usize), remark: &Remark<'_>, says: bool) {
    let line = remark.line.to_string();
    let mut cells = Vec::new();
    CsvLine::default().cells(text, start, |_, cell| cells.push(cell.to_owned()));
    let own = header.iter().zip(&cells).filter(|(name, _)| !REMARKS.contains(&name.as_str()));
    let own = own.map(|(_, cell)| cell.as_str());
    let remarks = if says { [line.as_str(), remark.path, remark.message, ""] } else { [""; 4] };
    push_line(out, own.chain(remarks), remark);
}

/// A row that cannot be taken apart: empty cells, and its text behind the remark.
pub fn csv_text(out: &mut Vec<u8>, header: &[String], text: &[u8], remark: &Remark<'_>) {
    let line = remark.line.to_string();
    let own = header.iter().filter(|name| !REMARKS.contains(&name.as_str())).map(|_| "");
    let text = String::from_utf8_lossy(text);
    let text = text.trim_end_matches(['\r', '\n']);
    push_line(out, own.chain([line.as_str(), remark.path, remark.message, text]), remark);
}

fn push_line<'a>(out: &mut Vec<u8>, cells: impl Iterator<Item = &'a str>, remark: &Remark<'_>) {
    if !remark.guards_formulas {
        return out.extend(csv_line(cells));
    }
    let cells: Vec<_> = cells.map(harmless).collect();
    out.extend(csv_line(cells.iter().map(AsRef::as_ref)));
}

fn push_remark(out: &mut Vec<u8>, remark: &Remark<'_>) {
    out.extend_from_slice(format!("\"error_line\":{},\"error_path\":", remark.line).as_bytes());
    push_text(out, remark.path);
    out.extend_from_slice(b",\"error_message\":");
    push_text(out, remark.message);
}

#[expect(clippy::expect_used, reason = "a vector takes every byte, and one record cannot be longer than another")]
fn csv_line<'a>(cells: impl Iterator<Item = &'a str>) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(cells).expect("a vector takes every byte");
    writer.into_inner().expect("a vector takes every byte")
}

fn plain(value: Value<'_>) -> String {
    match value {
        Value::Bool(is) => is.to_string(),
        Value::Text(text) | Value::Escaped(text) | Value::Number(text) | Value::List(text) | Value::Object(text) => {
            text.to_owned()
        }
        Value::Day(day) => day.to_string(),
        Value::Decimal(mantissa, scale) => digits(mantissa, scale),
    }
}
