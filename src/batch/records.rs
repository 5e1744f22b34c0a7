//! The records of a chunk, one by one, whatever their format.

use memchr::{memchr, memchr_iter};

use super::chunk::{Broken, Ends, MAX_RECORD, Text, first_end};
use super::columnar::ColumnRows;
use crate::input::{Cell, Column, Raw, is_simple};

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
    /// A JSON object without escapes and control characters.
    Simple(&'a str),
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
            Written::Simple(text) => return Raw::Json(text),
            Written::Line(columns, texts) => {
                let read = columns.iter().zip(texts);
                cells.extend(read.filter_map(|(column, text)| column.map(|column| (column, column.cell(text)))));
            }
            Written::Row(rows, row) => cells.extend(rows.cells(row)),
        }
        Raw::Cells(cells)
    }
}

/// Hands each record of a chunk to `take` until that returns false.
pub fn ndjson(chunk: &Text, take: &mut dyn FnMut(Record<'_>) -> bool) {
    let bytes = chunk.bytes();
    if let Some(broken) = chunk.broken {
        return self::broken(broken, chunk, take);
    }
    // Nearly always the whole chunk is UTF-8, and need not be asked line by line.
    let whole = std::str::from_utf8(bytes).ok();
    let is_simple = is_simple(bytes);
    let (mut start, mut line) = (0, chunk.first_line);
    while start < bytes.len() {
        let newline = memchr(b'\n', &bytes[start..]).map(|at| start + at);
        let end = newline.unwrap_or(bytes.len());
        let text = &bytes[start..end];
        let decoded = whole.and_then(|whole| whole.get(start..end)).or_else(|| std::str::from_utf8(text).ok());
        let is_blank = matches!(text.first(), None | Some(b' ' | b'\t' | b'\r')) && text.trim_ascii().is_empty();
        if !is_blank {
            let written = match decoded {
                Some(text) if is_simple => Written::Simple(text),
                Some(text) => Written::Raw(Raw::Json(text)),
                None => Written::Raw(Raw::Broken("bytes that are not UTF-8", "a JSON object in UTF-8")),
            };
            let is_cut = newline.is_none() && chunk.is_cut;
            if !take(Record { line, written, text, is_cut }) {
                return;
            }
        }
        (start, line) = (end + 1, line + 1);
    }
}

fn broken(broken: Broken, chunk: &Text, take: &mut dyn FnMut(Record<'_>) -> bool) {
    let (got, wanted) = match broken {
        Broken::TooLong(bytes) => {
            (format!("a line of {bytes} bytes"), format!("a record of at most {MAX_RECORD} bytes"))
        }
        Broken::OpenQuote => ("a quote that nothing closes".to_owned(), "quotes in pairs".to_owned()),
    };
    let text = if broken == Broken::OpenQuote { chunk.bytes() } else { &[] };
    let written = Written::Raw(Raw::Broken(&got, &wanted));
    take(Record { line: chunk.first_line, written, text, is_cut: chunk.is_cut });
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

    /// Hands each row of a chunk to `take` until that returns false.
    pub fn rows(&mut self, chunk: &Text, take: &mut dyn FnMut(Record<'_>) -> bool) {
        if let Some(broken) = chunk.broken {
            return self::broken(broken, chunk, take);
        }
        let bytes = chunk.bytes();
        // Nearly always the whole chunk is UTF-8 without quotes, and need not be asked row by row.
        let plain = if memchr(b'"', bytes).is_none() { std::str::from_utf8(bytes).ok() } else { None };
        match plain {
            Some(text) => self.plain(text, chunk, take),
            None => self.one_by_one(chunk, take),
        }
    }

    /// Rows that need no care: what is between delimiters is a cell.
    fn plain(&self, text: &str, chunk: &Text, take: &mut dyn FnMut(Record<'_>) -> bool) {
        let bytes = text.as_bytes();
        let mut row = Vec::with_capacity(self.columns.len());
        let (mut start, mut line) = (0, chunk.first_line);
        // Where the next cell begins.
        let mut cell = 0;
        let mut delimiters = Delimiters::new(bytes);
        while start < bytes.len() {
            let at = delimiters.next().unwrap_or(bytes.len());
            let is_comma = bytes.get(at) == Some(&b',');
            let end = if !is_comma && at > cell && bytes[at - 1] == b'\r' { at - 1 } else { at };
            row.push(text.get(cell..end).unwrap_or_default());
            cell = at + 1;
            if is_comma {
                continue;
            }
            let ended = at < bytes.len();
            let written = &bytes[start..at + usize::from(ended)];
            if !is_blank(written) && !self.take(&row, line, written, !ended && chunk.is_cut, take) {
                return;
            }
            (start, line) = (cell, line + 1);
            row.clear();
        }
    }

    fn one_by_one(&mut self, chunk: &Text, take: &mut dyn FnMut(Record<'_>) -> bool) {
        let bytes = chunk.bytes();
        let (mut start, mut line) = (0, chunk.first_line);
        while start < bytes.len() {
            let newline = first_end(&bytes[start..], Ends::Quoted);
            let end = newline.map_or(bytes.len(), |length| start + length);
            let text = &bytes[start..end];
            if !is_blank(text) {
                let is_cut = newline.is_none() && chunk.is_cut;
                let go_on = match std::str::from_utf8(text) {
                    Err(_) => {
                        let written = Written::Raw(Raw::Broken("bytes that are not UTF-8", "cells in UTF-8"));
                        take(Record { line, written, text, is_cut })
                    }
                    Ok(decoded) if memchr(b'"', text).is_some() => {
                        let count = self.parse(decoded.as_bytes());
                        let spans = std::iter::once(0).chain(self.ends.iter().copied()).zip(&self.ends).take(count);
                        let cell = |(start, end): (usize, &usize)| &self.cells[start..*end];
                        let row: Vec<_> =
                            spans.map(|span| std::str::from_utf8(cell(span)).unwrap_or_default()).collect();
                        self.take(&row, line, text, is_cut, take)
                    }
                    Ok(decoded) => {
                        let decoded = decoded.strip_suffix('\n').unwrap_or(decoded);
                        let decoded = decoded.strip_suffix('\r').unwrap_or(decoded);
                        let row: Vec<_> = decoded.split(',').collect();
                        self.take(&row, line, text, is_cut, take)
                    }
                };
                if !go_on {
                    return;
                }
            }
            line += if newline.is_some() { memchr_iter(b'\n', text).count() as u64 } else { 0 };
            start = end;
        }
    }

    #[inline]
    fn take(
        &self,
        row: &[&str],
        line: u64,
        text: &[u8],
        is_cut: bool,
        take: &mut dyn FnMut(Record<'_>) -> bool,
    ) -> bool {
        if row.len() == self.columns.len() {
            return take(Record { line, written: Written::Line(self.columns, row), text, is_cut });
        }
        let (got, wanted) = (format!("{} cells", row.len()), format!("{} as the header has", self.columns.len()));
        take(Record { line, written: Written::Raw(Raw::Broken(&got, &wanted)), text, is_cut })
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

/// The places of the commas and newlines, eight bytes at once: a cell is too short to look for each anew.
struct Delimiters<'b> {
    bytes: &'b [u8],
    /// Where the eight bytes begin that are looked at.
    base: usize,
    /// The high bits of those of them that are still to come.
    found: u64,
}

impl<'b> Delimiters<'b> {
    fn new(bytes: &'b [u8]) -> Delimiters<'b> {
        Delimiters { found: Self::among(bytes), base: 0, bytes }
    }

    /// The delimiters among the first eight bytes.
    #[inline]
    fn among(bytes: &[u8]) -> u64 {
        const LOWS: u64 = u64::from_le_bytes([0x7F; 8]);
        // Zero where the byte is another one; no carry leaves its byte.
        let is = |word: u64, byte: u8| {
            let differs = word ^ u64::from_le_bytes([byte; 8]);
            !(((differs & LOWS) + LOWS) | differs | LOWS)
        };
        let word = match bytes.first_chunk::<8>() {
            Some(eight) => u64::from_le_bytes(*eight),
            None => bytes.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte)),
        };
        is(word, b',') | is(word, b'\n')
    }
}

impl Iterator for Delimiters<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.found == 0 {
            self.base += 8;
            self.found = Self::among(self.bytes.get(self.base..).filter(|rest| !rest.is_empty())?);
        }
        let at = self.base + self.found.trailing_zeros() as usize / 8;
        self.found &= self.found - 1;
        Some(at)
    }
}
