//! Columns of the register that are no facts, passed on to its rows as they are.

use std::sync::Arc;

use arrow_array::{ArrayRef, StringArray};
use arrow_buffer::{BooleanBuffer, Buffer, NullBuffer, OffsetBuffer, ScalarBuffer};

use super::Shape;
use crate::render::rows::{COLUMNS, harmless, push_cell, push_text};

/// What a kept column is called in the rows, where these may have one of that name already.
pub fn name_in_rows(own: &str) -> String {
    if COLUMNS.contains(&own) { format!("input_{own}") } else { own.to_owned() }
}

/// The cells of one record that are passed on, and for rows in columns those of the records before.
#[derive(Debug, Default)]
pub struct Kept {
    text: Vec<u8>,
    cells: Vec<Cell>,
    /// Members of a record of JSON, as they are written, each behind a comma.
    members: Vec<u8>,
    columns: Vec<Column>,
}

/// A cell: what it is, and where its text ends.
#[derive(Clone, Copy, Debug)]
struct Cell {
    kind: Kind,
    end: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Null,
    Text,
    /// A value of JSON that is no text.
    Json,
}

/// The texts one after another, where each ends, and which there are.
#[derive(Debug, Default)]
struct Column {
    bytes: Vec<u8>,
    ends: Vec<i32>,
    valid: Vec<bool>,
}

impl Kept {
    /// Begins a record.
    #[inline(always)]
    pub fn clear(&mut self) {
        self.text.clear();
        self.cells.clear();
        self.members.clear();
    }

    /// The next cell, a text; an empty one is none.
    pub fn push(&mut self, text: &str) {
        self.text.extend_from_slice(text.as_bytes());
        let kind = if text.is_empty() { Kind::Null } else { Kind::Text };
        self.cells.push(Cell { kind, end: self.text.len() });
    }

    /// The next cell, a value of JSON.
    pub fn push_json(&mut self, json: &str) {
        let inside = json.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        match (json, inside) {
            ("null", _) => self.push(""),
            (_, Some(inside)) if !inside.contains('\\') => self.push(inside),
            (_, Some(_)) => self.push(&serde_json::from_str::<String>(json).unwrap_or_default()),
            _ => {
                self.text.extend_from_slice(json.as_bytes());
                self.cells.push(Cell { kind: Kind::Json, end: self.text.len() });
            }
        }
    }

    /// Makes them so many cells: those that a record does not have are without a value, and there are never more.
    pub fn complete(&mut self, count: usize) {
        while self.cells.len() < count {
            self.push("");
        }
    }

    /// A member of a record of JSON, as it is written.
    pub fn push_member(&mut self, key: &str, value: &str) {
        self.members.push(b',');
        let name = key.trim_matches('"');
        match COLUMNS.contains(&name) {
            true => push_text(&mut self.members, &name_in_rows(name)),
            false => self.members.extend_from_slice(key.as_bytes()),
        }
        self.members.push(b':');
        self.members.extend_from_slice(value.as_bytes());
    }

    /// Whether the record has nothing that is passed on.
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty() && self.members.is_empty()
    }

    /// Adds them to the row that was written last.
    #[inline(never)]
    pub fn write(&mut self, names: &[String], shape: Shape, guards_formulas: bool, out: &mut Vec<u8>) {
        match shape {
            Shape::Ndjson | Shape::Full => {
                out.truncate(out.len().saturating_sub(2));
                self.push_members(names, out);
                out.extend_from_slice(b"}\n");
            }
            Shape::Csv => {
                out.truncate(out.len().saturating_sub(1));
                for (kind, text) in self.each() {
                    out.push(b',');
                    match kind {
                        Kind::Null => {}
                        Kind::Text if guards_formulas => push_cell(out, &harmless(text)),
                        Kind::Text | Kind::Json => push_cell(out, text),
                    }
                }
                out.push(b'\n');
            }
            Shape::Columns | Shape::Dictionaries => self.collect(),
        }
    }

    /// The cells as members, each behind a comma.
    pub fn push_members(&self, names: &[String], out: &mut Vec<u8>) {
        for ((kind, text), name) in self.each().zip(names) {
            out.push(b',');
            push_text(out, name);
            out.push(b':');
            match kind {
                Kind::Null => out.extend_from_slice(b"null"),
                Kind::Text => push_text(out, text),
                Kind::Json => out.extend_from_slice(text.as_bytes()),
            }
        }
        out.extend_from_slice(&self.members);
    }

    fn each(&self) -> impl Iterator<Item = (Kind, &str)> {
        let starts = [0].into_iter().chain(self.cells.iter().map(|cell| cell.end));
        starts.zip(&self.cells).map(|(start, cell)| {
            let text = self.text.get(start..cell.end).unwrap_or_default();
            (cell.kind, std::str::from_utf8(text).unwrap_or_default())
        })
    }

    /// Every record has as many cells, so that the columns are equally long.
    #[expect(
        clippy::expect_used,
        reason = "the cells are parts of a chunk, and a chunk is a few times as long as a record can be"
    )]
    fn collect(&mut self) {
        let mut columns = std::mem::take(&mut self.columns);
        columns.resize_with(self.cells.len(), Column::default);
        for ((kind, text), column) in self.each().zip(&mut columns) {
            column.bytes.extend_from_slice(text.as_bytes());
            column.ends.push(i32::try_from(column.bytes.len()).expect("a chunk is some megabytes"));
            column.valid.push(kind != Kind::Null);
        }
        self.columns = columns;
    }

    /// The columns of the records since the last time, so many of them; where there was no record they are empty.
    pub fn finish(&mut self, count: usize) -> Vec<ArrayRef> {
        let array = |column: Column| -> ArrayRef {
            let ends = [0].into_iter().chain(column.ends).collect::<Vec<_>>();
            let nulls = NullBuffer::from(BooleanBuffer::from(column.valid));
            let offsets = OffsetBuffer::new(ScalarBuffer::from(ends));
            Arc::new(StringArray::new(offsets, Buffer::from_vec(column.bytes), Some(nulls)))
        };
        let mut columns = std::mem::take(&mut self.columns);
        columns.resize_with(count, Column::default);
        columns.into_iter().map(array).collect()
    }
}
