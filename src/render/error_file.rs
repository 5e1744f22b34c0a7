//! Invalid records with what is wrong with them, in a form that can be mended and read again.
//!
//! A remark is written beside the record's own fields, under names that a register's reader skips;
//! what cannot be taken apart stands whole in `error_text`.

use super::rows::push_text;
use crate::input::{Cell, Column, REMARKS, digits, members};

/// What is wrong with a record.
#[derive(Clone, Copy, Debug)]
pub struct Remark<'a> {
    pub line: u64,
    pub path: &'a str,
    pub message: &'a str,
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
pub fn cells(out: &mut Vec<u8>, cells: &[(&'static Column, Cell<'_>)], remark: &Remark<'_>) {
    out.push(b'{');
    for (column, cell) in cells.iter().filter(|(_, cell)| *cell != Cell::Null) {
        push_text(out, column.path);
        out.push(b':');
        match *cell {
            Cell::Json(text) | Cell::Number(text) => out.extend_from_slice(text.as_bytes()),
            Cell::Bool(is) => out.extend_from_slice(is.to_string().as_bytes()),
            other => push_text(out, &plain(other)),
        }
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

/// A row under that header.
pub fn csv_cells(out: &mut Vec<u8>, header: &[String], cells: &[(&'static Column, Cell<'_>)], remark: &Remark<'_>) {
    let line = remark.line.to_string();
    let own = header.iter().filter(|name| !REMARKS.contains(&name.as_str()));
    let own = own.map(|name| {
        let cell = cells.iter().find(|(column, _)| column.path == name).map_or(Cell::Null, |(_, cell)| *cell);
        plain(cell)
    });
    let own: Vec<_> = own.collect();
    out.extend(csv_line(own.iter().map(String::as_str).chain([line.as_str(), remark.path, remark.message, ""])));
}

/// A row that cannot be taken apart: empty cells, and its text behind the remark.
pub fn csv_text(out: &mut Vec<u8>, header: &[String], text: &[u8], remark: &Remark<'_>) {
    let line = remark.line.to_string();
    let own = header.iter().filter(|name| !REMARKS.contains(&name.as_str())).map(|_| "");
    let text = String::from_utf8_lossy(text);
    out.extend(csv_line(own.chain([line.as_str(), remark.path, remark.message, text.trim_end_matches(['\r', '\n'])])));
}

fn push_remark(out: &mut Vec<u8>, remark: &Remark<'_>) {
    out.extend_from_slice(format!("\"error_line\":{},\"error_path\":", remark.line).as_bytes());
    push_text(out, remark.path);
    out.extend_from_slice(b",\"error_message\":");
    push_text(out, remark.message);
}

fn csv_line<'a>(cells: impl Iterator<Item = &'a str>) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(cells).expect("a vector takes every byte");
    writer.into_inner().expect("a vector takes every byte")
}

fn plain(cell: Cell<'_>) -> String {
    match cell {
        Cell::Null => String::new(),
        Cell::Bool(is) => is.to_string(),
        Cell::Text(text) | Cell::Number(text) | Cell::Json(text) => text.to_owned(),
        Cell::Day(day) => day.to_string(),
        Cell::Decimal(mantissa, scale) => digits(mantissa, scale),
    }
}
