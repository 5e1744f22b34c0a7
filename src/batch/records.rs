//! The records of a chunk, one by one, whatever their format.

use memchr::{memchr, memchr_iter};

use super::chunk::{Broken, Ends, MAX_RECORD, Text, first_end};
use crate::input::{Cell, Column, Raw};

/// One record where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    /// Its first line in the file, or its row, from 1.
    pub line: u64,
    pub raw: Raw<'a>,
    /// As it is written; empty where the format is no text.
    pub text: &'a [u8],
    /// It ends where the input ends, without a newline.
    pub is_cut: bool,
}

/// Hands each record of a chunk to `take` until that returns false.
pub fn ndjson(chunk: &Text, take: &mut dyn FnMut(Record<'_>) -> bool) {
    let bytes = chunk.bytes();
    if let Some(broken) = chunk.broken {
        return self::broken(broken, chunk, take);
    }
    // Nearly always the whole chunk is UTF-8, and need not be asked line by line.
    let whole = std::str::from_utf8(bytes).ok();
    let (mut start, mut line) = (0, chunk.first_line);
    while start < bytes.len() {
        let newline = memchr(b'\n', &bytes[start..]).map(|at| start + at);
        let end = newline.unwrap_or(bytes.len());
        let text = &bytes[start..end];
        let decoded = whole.and_then(|whole| whole.get(start..end)).or_else(|| std::str::from_utf8(text).ok());
        let is_blank = matches!(text.first(), None | Some(b' ' | b'\t' | b'\r')) && text.trim_ascii().is_empty();
        if !is_blank {
            let raw = decoded.map_or(Raw::Broken("bytes that are not UTF-8", "a JSON object in UTF-8"), Raw::Json);
            let is_cut = newline.is_none() && chunk.is_cut;
            if !take(Record { line, raw, text, is_cut }) {
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
    take(Record { line: chunk.first_line, raw: Raw::Broken(&got, &wanted), text, is_cut: chunk.is_cut });
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
        let mut columns = self.columns.iter();
        // Where the next cell begins, and how many the row has.
        let (mut cell, mut count) = (0, 0);
        let mut delimiters = Delimiters::new(bytes);
        while start < bytes.len() {
            let at = delimiters.next().unwrap_or(bytes.len());
            let is_comma = bytes.get(at) == Some(&b',');
            let end = if !is_comma && at > cell && bytes[at - 1] == b'\r' { at - 1 } else { at };
            if let (Some(Some(column)), Some(value)) = (columns.next(), text.get(cell..end)) {
                row.push((*column, column.cell(value)));
            }
            (cell, count) = (at + 1, count + 1);
            if is_comma {
                continue;
            }
            let ended = at < bytes.len();
            let written = &bytes[start..at + usize::from(ended)];
            if !is_blank(written) {
                let record = Record { line, raw: Raw::Cells(&[]), text: written, is_cut: !ended && chunk.is_cut };
                if !self.take(count, &row, record, take) {
                    return;
                }
            }
            (start, line) = (cell, line + 1);
            (columns, count) = (self.columns.iter(), 0);
            row.clear();
        }
    }

    fn one_by_one(&mut self, chunk: &Text, take: &mut dyn FnMut(Record<'_>) -> bool) {
        let bytes = chunk.bytes();
        let (mut start, mut line) = (0, chunk.first_line);
        let mut row = Vec::with_capacity(self.columns.len());
        while start < bytes.len() {
            let newline = first_end(&bytes[start..], Ends::Quoted);
            let end = newline.map_or(bytes.len(), |length| start + length);
            let text = &bytes[start..end];
            if !is_blank(text) {
                let record = Record { line, raw: Raw::Cells(&[]), text, is_cut: newline.is_none() && chunk.is_cut };
                let go_on = match std::str::from_utf8(text) {
                    Err(_) => take(Record { raw: Raw::Broken("bytes that are not UTF-8", "cells in UTF-8"), ..record }),
                    Ok(text) if memchr(b'"', text.as_bytes()).is_some() => self.quoted(text, record, take),
                    Ok(text) => {
                        let line = text.strip_suffix('\n').unwrap_or(text);
                        let line = line.strip_suffix('\r').unwrap_or(line);
                        row.clear();
                        let count = fill(self.columns, line.split(','), &mut row);
                        self.take(count, &row, record, take)
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

    fn quoted(&mut self, text: &str, record: Record<'_>, take: &mut dyn FnMut(Record<'_>) -> bool) -> bool {
        let count = self.parse(text.as_bytes());
        let spans = std::iter::once(0).chain(self.ends.iter().copied()).zip(&self.ends).take(count);
        let cell = |(start, end): (usize, &usize)| std::str::from_utf8(&self.cells[start..*end]).unwrap_or_default();
        let mut row = Vec::with_capacity(self.columns.len());
        fill(self.columns, spans.map(cell), &mut row);
        self.take(count, &row, record, take)
    }

    fn take(
        &self,
        count: usize,
        row: &[(&'static Column, Cell<'_>)],
        record: Record<'_>,
        take: &mut dyn FnMut(Record<'_>) -> bool,
    ) -> bool {
        if count == self.columns.len() {
            return take(Record { raw: Raw::Cells(row), ..record });
        }
        let (got, wanted) = (format!("{count} cells"), format!("{} as the header has", self.columns.len()));
        take(Record { raw: Raw::Broken(&got, &wanted), ..record })
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

/// Puts cells into the row, and returns how many there are.
fn fill<'r>(
    columns: &[Option<&'static Column>],
    cells: impl Iterator<Item = &'r str>,
    row: &mut Vec<(&'static Column, Cell<'r>)>,
) -> usize {
    let mut count = 0;
    for text in cells {
        if let Some(Some(column)) = columns.get(count) {
            row.push((column, column.cell(text)));
        }
        count += 1;
    }
    count
}
