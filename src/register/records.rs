//! The records of a chunk, one by one, whatever their format.

use memchr::{memchr, memchr_iter};

use super::chunk::{Broken, Ends, MAX_RECORD, Text, first_end};
use super::columnar::ColumnRows;
use crate::input::{Cell, Column, Padded, Raw};

/// One record where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    /// Its first line in the file, or its row, from 1.
    pub line: u64,
    pub written: Written<'a>,
    /// As it is written; empty where the format is no text.
    pub text: &'a [u8],
    /// It ends where the input ends, without a newline.
    pub is_cut: bool,
}

/// How the values of a record were found.
#[derive(Clone, Copy, Debug)]
pub enum Written<'a> {
    Raw(Raw<'a>),
    /// The columns of a table, and a text for each.
    Line(&'a [Option<&'static Column>], &'a [&'a str]),
    /// A row of columns, from 0.
    Row(&'a ColumnRows<'a>, usize),
}

impl<'a> Record<'a> {
    /// The record as the general reader takes it; its cells are put into `cells`.
    pub fn raw<'c>(&self, cells: &'c mut Vec<(&'static Column, Cell<'a>)>) -> Raw<'c>
    where
        'a: 'c,
    {
        match self.written {
            Written::Raw(raw) => return raw,
            Written::Line(columns, texts) => {
                let read = columns.iter().zip(texts);
                cells.extend(read.filter_map(|(column, text)| column.map(|column| (column, column.cell(text)))));
            }
            Written::Row(rows, row) => cells.extend(rows.cells(row)),
        }
        Raw::Cells(cells)
    }
}

/// Takes records one after another.
pub trait Take {
    /// Takes records of text from a place on, as long as they need not be told from each other first; tells where the next
    /// one begins, and how many were taken, each a line.
    fn plain(&mut self, text: Padded<'_>, at: usize) -> (usize, u64);

    /// Takes a record; false when it is the last that is wanted.
    fn record(&mut self, record: Record<'_>) -> bool;
}

/// Hands each record of a chunk to `take`.
pub fn ndjson(chunk: &Text, take: &mut impl Take) {
    let bytes = chunk.bytes();
    if let Some(broken) = chunk.broken {
        return self::broken(broken, chunk, take);
    }
    // Nearly always the whole chunk is UTF-8, and need not be asked line by line.
    let whole = chunk.padded();
    let (mut start, mut line) = (0, chunk.first_line);
    while start < bytes.len() {
        if let Some(whole) = whole {
            let (next, taken) = take.plain(whole, start);
            (start, line) = (next, line + taken);
            if start >= bytes.len() {
                break;
            }
        }
        let newline = memchr(b'\n', &bytes[start..]).map(|at| start + at);
        let end = newline.unwrap_or(bytes.len());
        let text = &bytes[start..end];
        if !is_blank(text) {
            let written = match std::str::from_utf8(text) {
                Ok(text) => Written::Raw(Raw::Json(text)),
                Err(_) => Written::Raw(Raw::Broken("bytes that are not UTF-8", "a JSON object in UTF-8")),
            };
            let is_cut = newline.is_none() && chunk.is_cut;
            if !take.record(Record { line, written, text, is_cut }) {
                return;
            }
        }
        (start, line) = (end + 1, line + 1);
    }
}

fn broken(broken: Broken, chunk: &Text, take: &mut impl Take) {
    let (got, wanted) = match broken {
        Broken::TooLong(bytes) => {
            (format!("a line of {bytes} bytes"), format!("a record of at most {MAX_RECORD} bytes"))
        }
        Broken::OpenQuote => ("a quote that nothing closes".to_owned(), "quotes in pairs".to_owned()),
    };
    let text = if broken == Broken::OpenQuote { chunk.bytes() } else { &[] };
    let written = Written::Raw(Raw::Broken(&got, &wanted));
    take.record(Record { line: chunk.first_line, written, text, is_cut: chunk.is_cut });
}

/// Takes the rows of comma-separated values apart, by their header.
pub struct CsvRows<'c> {
    columns: &'c [Option<&'static Column>],
    parser: csv_core::Reader,
    /// The cells of one row, one after another, and where each ends.
    cells: Vec<u8>,
    ends: Vec<usize>,
}

impl<'c> CsvRows<'c> {
    pub fn new(columns: &'c [Option<&'static Column>]) -> CsvRows<'c> {
        let ends = vec![0; columns.len() + 1];
        CsvRows { columns, parser: csv_core::Reader::new(), cells: vec![0; 1024], ends }
    }

    /// Hands each row of a chunk to `take` until that has enough.
    pub fn rows(&mut self, chunk: &Text, take: &mut impl Take) {
        if let Some(broken) = chunk.broken {
            return self::broken(broken, chunk, take);
        }
        let bytes = chunk.bytes();
        // Nearly always the whole chunk is UTF-8, and need not be asked row by row.
        let whole = chunk.padded();
        let (mut start, mut line) = (0, chunk.first_line);
        while start < bytes.len() {
            if let Some(whole) = whole {
                let (next, taken) = take.plain(whole, start);
                (start, line) = (next, line + taken);
                if start >= bytes.len() {
                    break;
                }
            }
            let newline = first_end(&bytes[start..], Ends::Quoted);
            let end = newline.map_or(bytes.len(), |length| start + length);
            let text = &bytes[start..end];
            let is_cut = newline.is_none() && chunk.is_cut;
            if !is_blank(text) && !self.row(text, line, is_cut, take) {
                return;
            }
            line += if newline.is_some() { memchr_iter(b'\n', text).count() as u64 } else { 0 };
            start = end;
        }
    }

    /// Takes one row apart.
    fn row(&mut self, text: &[u8], line: u64, is_cut: bool, take: &mut impl Take) -> bool {
        let Ok(decoded) = std::str::from_utf8(text) else {
            let written = Written::Raw(Raw::Broken("bytes that are not UTF-8", "cells in UTF-8"));
            return take.record(Record { line, written, text, is_cut });
        };
        let row: Vec<_> = if memchr(b'"', text).is_some() {
            let count = self.parse(text);
            let spans = std::iter::once(0).chain(self.ends.iter().copied()).zip(&self.ends).take(count);
            let cell = |(start, end): (usize, &usize)| &self.cells[start..*end];
            spans.map(|span| std::str::from_utf8(cell(span)).unwrap_or_default()).collect()
        } else {
            let decoded = decoded.strip_suffix('\n').unwrap_or(decoded);
            decoded.strip_suffix('\r').unwrap_or(decoded).split(',').collect()
        };
        if row.len() == self.columns.len() {
            return take.record(Record { line, written: Written::Line(self.columns, &row), text, is_cut });
        }
        let (got, wanted) = (format!("{} cells", row.len()), format!("{} as the header has", self.columns.len()));
        take.record(Record { line, written: Written::Raw(Raw::Broken(&got, &wanted)), text, is_cut })
    }

    /// Takes a row with quotes apart into `cells`, and returns how many it has.
    fn parse(&mut self, text: &[u8]) -> usize {
        self.parser.reset();
        self.cells.resize(self.cells.len().max(text.len()), 0);
        let (mut input, mut cells, mut count) = (text, 0, 0);
        loop {
            let (result, taken, written, ended) =
                self.parser.read_record(input, &mut self.cells[cells..], &mut self.ends[count..]);
            (input, cells, count) = (&input[taken..], cells + written, count + ended);
            match result {
                csv_core::ReadRecordResult::InputEmpty => {}
                csv_core::ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                csv_core::ReadRecordResult::OutputFull => self.cells.resize(self.cells.len() * 2, 0),
                csv_core::ReadRecordResult::Record | csv_core::ReadRecordResult::End => return count,
            }
        }
    }
}

/// Whether a line has nothing but blanks. Few begin with one.
#[inline]
fn is_blank(line: &[u8]) -> bool {
    line.first().is_none_or(u8::is_ascii_whitespace) && line.trim_ascii().is_empty()
}
