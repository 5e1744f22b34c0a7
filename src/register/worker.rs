//! One thread's part: a chunk of records in, a block of rows out.
//!
//! Every record takes one way: its text or cells through the reader, its facts to the engines, its decision to a row.
//! Only a record that is refused is read a second time, by itself, so that everything wrong with it is said.

use std::panic::{AssertUnwindSafe, catch_unwind};

use arrow_array::RecordBatch;

use super::answers::Answers;
use super::chunk::{Broken, Ends, MAX_RECORD, Text, first_end};
use super::columnar::ColumnRows;
use super::tally::Tally;
use super::{Layout, Shape};
use crate::facts::{Case, Field};
use crate::input::{CsvLine, Problem, Raw, Reader, Refused, Shared, Value};
use crate::law::Law;

/// Whole records, as they were read.
#[derive(Debug)]
pub enum Chunk {
    Text(Text),
    Rows { batch: RecordBatch, first_row: u64 },
}

/// What a worker made of a chunk.
#[derive(Debug, Default)]
pub struct Block {
    /// Rows as text.
    pub text: Vec<u8>,
    /// Rows as columns.
    pub batch: Option<RecordBatch>,
    /// The invalid records with what is wrong with them.
    pub errors: Vec<u8>,
    pub tally: Tally,
    /// The fingerprints of the ids, in order.
    pub ids: Vec<u64>,
    /// The first invalid record, when the run is to stop at it.
    pub stopped: Option<Vec<Problem>>,
    /// The line in which the input ends, where that is the middle of a record.
    pub cut_at: Option<u64>,
}

impl Block {
    /// Empties it, and keeps its memory.
    pub fn clear(&mut self) {
        self.text.clear();
        self.errors.clear();
        self.tally.clear();
        self.ids.clear();
        (self.batch, self.stopped, self.cut_at) = (None, None, None);
    }
}

/// What is done with every record.
#[derive(Clone, Copy, Debug)]
pub struct Task<'a> {
    pub shared: Shared<'a>,
    pub layout: &'a Layout,
    pub shape: Shape,
    /// Stop at the first invalid record.
    pub stops: bool,
    /// Collect invalid records.
    pub collects: bool,
    /// In comma-separated values, make texts harmless that a spreadsheet would take for formulas.
    pub guards_formulas: bool,
    /// Read each record by itself, as one that is refused is: for tests that hold the two together.
    pub one_by_one: bool,
}

/// A record where it stands, for who looks at it by itself.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    /// Its first line in the file, or its row, from 1.
    pub line: u64,
    /// As it is written; empty where the format is no text.
    pub text: &'a [u8],
    /// It ends where the input ends, without a newline.
    pub is_cut: bool,
}

/// Reads and answers records, one thread's worth.
pub struct Worker<'a> {
    task: Task<'a>,
    reader: Reader,
    line: CsvLine,
    answers: Answers<'a>,
}

/// What became of a record.
enum Read {
    /// It is answered, and the next begins there.
    Answered(usize),
    /// It has to be looked at by itself.
    Refused,
    /// A bug: what was said of it.
    Panicked(String),
}

impl<'a> Worker<'a> {
    pub fn new(task: Task<'a>) -> Result<Worker<'a>, Vec<Problem>> {
        Ok(Worker { reader: task.shared.reader()?, task, line: CsvLine::default(), answers: Answers::new(task) })
    }

    /// Answers every record of the chunk.
    pub fn work(&mut self, chunk: &Chunk, block: &mut Block) {
        match chunk {
            Chunk::Text(text) => self.text(text, block),
            Chunk::Rows { batch, first_row } => self.rows(batch, *first_row, block),
        }
        self.answers.finish(block);
    }

    fn text(&mut self, chunk: &Text, block: &mut Block) {
        let mut lines = Lines::new(chunk, self.task.layout);
        if let Some(broken) = chunk.broken {
            self.broken(broken, chunk, block);
            return;
        }
        // Nearly always the whole chunk is UTF-8, and need not be asked line by line.
        let whole = simdutf8::basic::from_utf8(chunk.bytes()).ok();
        while lines.skip_blank() {
            let read = match whole {
                Some(text) => self.record(text, lines.at, block),
                None => match std::str::from_utf8(lines.this()) {
                    Ok(line) => match self.record(line, 0, block) {
                        Read::Answered(end) => Read::Answered(lines.at + end),
                        other @ (Read::Refused | Read::Panicked(_)) => other,
                    },
                    Err(_) => Read::Refused,
                },
            };
            let goes_on = match read {
                Read::Answered(next) => {
                    // Only quoted cells have newlines inside.
                    lines.pass(next, 1 + self.line.newlines());
                    true
                }
                Read::Refused => {
                    let goes_on = self.refuse(&lines, block);
                    lines.pass_this();
                    goes_on
                }
                Read::Panicked(message) => {
                    let goes_on = self.panicked(lines.record(), &message, block);
                    lines.pass_this();
                    goes_on
                }
            };
            if !goes_on {
                return;
            }
        }
    }

    /// Reads and answers the record that begins at a place.
    #[inline(always)]
    fn record(&mut self, text: &str, at: usize, block: &mut Block) -> Read {
        let Worker { task, reader, line, answers } = self;
        // A panic inside one record is a bug, and must not take the others with it.
        let read = catch_unwind(AssertUnwindSafe(|| {
            if task.one_by_one {
                return None;
            }
            reader.begin();
            let end = match task.layout {
                Layout::Csv { columns, .. } => {
                    reader.begin_cells();
                    let (count, next) = line.cells(text, at, |position, cell| {
                        if let Some(Some(column)) = columns.get(position) {
                            reader.cell(column.field, column.value_of(cell));
                        }
                    });
                    reader.end_cells();
                    (count == columns.len()).then_some(next)
                }
                _ => reader.record(text, at).ok().map(|end| end + 1),
            };
            let next = end.filter(|_| reader.finish(task.shared.rates()))?;
            let law = task.shared.law_for(&reader.stated.case).ok()?;
            answers.decide(&reader.stated.case, law);
            Some(next)
        }));
        match read {
            Ok(Some(next)) => {
                answers.answer(block, &reader.stated.case);
                Read::Answered(next)
            }
            Ok(None) => Read::Refused,
            Err(panic) => Read::Panicked(said(&*panic)),
        }
    }

    fn rows(&mut self, batch: &RecordBatch, first_row: u64, block: &mut Block) {
        let Layout::Columns { columns } = self.task.layout else { return };
        let rows = ColumnRows::new(columns, batch);
        for row in 0..batch.num_rows() {
            let record = Record { line: first_row + row as u64, text: &[], is_cut: false };
            let goes_on = match self.row(&rows, row, block) {
                Read::Answered(_) => true,
                Read::Refused => rows.with_raw(row, |raw| match self.task.shared.read(record.line as usize, raw) {
                    Err(refused) => self.answers.refuse(block, record, raw, refused),
                    Ok((case, law)) => self.answer_alone(&case, law, block),
                }),
                Read::Panicked(message) => self.panicked(record, &message, block),
            };
            if !goes_on {
                return;
            }
        }
    }

    #[inline(always)]
    fn row(&mut self, rows: &ColumnRows<'_>, row: usize, block: &mut Block) -> Read {
        let Worker { task, reader, answers, .. } = self;
        let read = catch_unwind(AssertUnwindSafe(|| {
            if task.one_by_one {
                return None;
            }
            reader.begin();
            reader.begin_cells();
            let is_whole = rows.each(row, |field, value| reader.cell(field, value));
            reader.end_cells();
            if !is_whole || reader.is_broken() || !reader.finish(task.shared.rates()) {
                return None;
            }
            let law = task.shared.law_for(&reader.stated.case).ok()?;
            answers.decide(&reader.stated.case, law);
            Some(())
        }));
        match read {
            Ok(Some(())) => {
                answers.answer(block, &reader.stated.case);
                Read::Answered(0)
            }
            Ok(None) => Read::Refused,
            Err(panic) => Read::Panicked(said(&*panic)),
        }
    }

    /// A record that the quick look refused, by itself.
    #[inline(never)]
    fn refuse(&mut self, lines: &Lines<'_>, block: &mut Block) -> bool {
        let record = lines.record();
        let shared = self.task.shared;
        with_raw(record, self.task.layout, &mut self.line, |raw| match shared.read(record.line as usize, raw) {
            Err(refused) => self.answers.refuse(block, record, raw, refused),
            Ok((case, law)) => {
                self.answers.decide(&case, law);
                self.answers.answer(block, &case);
                true
            }
        })
    }

    fn answer_alone(&mut self, case: &Case, law: &'static Law, block: &mut Block) -> bool {
        self.answers.decide(case, law);
        self.answers.answer(block, case);
        true
    }

    /// A record in which the program failed.
    #[inline(never)]
    fn panicked(&mut self, record: Record<'_>, message: &str, block: &mut Block) -> bool {
        // What was left half done must not reach the next record.
        if let Ok(reader) = self.task.shared.reader() {
            self.reader = reader;
        }
        let got = format!("a bug in this program ({message})");
        let raw = Raw::Broken(&got, "an answer; please report it with the record");
        self.answers.count_bug();
        match self.task.shared.read(record.line as usize, raw) {
            Err(refused) => self.answers.refuse(block, record, raw, Refused { is_broken: false, ..refused }),
            Ok(_) => true,
        }
    }

    fn broken(&mut self, broken: Broken, chunk: &Text, block: &mut Block) {
        let (got, wanted) = match broken {
            Broken::TooLong(bytes) => {
                (format!("a line of {bytes} bytes"), format!("a record of at most {MAX_RECORD} bytes"))
            }
            Broken::OpenQuote => ("a quote that nothing closes".to_owned(), "quotes in pairs".to_owned()),
        };
        let text = if broken == Broken::OpenQuote { chunk.bytes() } else { &[] };
        let record = Record { line: chunk.first_line, text, is_cut: chunk.is_cut };
        let raw = Raw::Broken(&got, &wanted);
        if let Err(refused) = self.task.shared.read(record.line as usize, raw) {
            self.answers.refuse(block, record, raw, refused);
        }
    }
}

/// What a panic said.
pub(super) fn said(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default()
}

/// Hands a record of text over as it is read by itself.
fn with_raw<T>(record: Record<'_>, layout: &Layout, line: &mut CsvLine, take: impl FnOnce(Raw<'_>) -> T) -> T {
    let Layout::Csv { columns, .. } = layout else {
        return match std::str::from_utf8(record.text) {
            Ok(text) => take(Raw::Json(text.strip_suffix('\n').unwrap_or(text))),
            Err(_) => take(Raw::Broken("bytes that are not UTF-8", "a JSON object in UTF-8")),
        };
    };
    let Ok(text) = std::str::from_utf8(record.text) else {
        return take(Raw::Broken("bytes that are not UTF-8", "cells in UTF-8"));
    };
    let mut texts = Vec::new();
    let (count, _) = line.cells(text, 0, |_, cell| texts.push(cell.to_owned()));
    if count != columns.len() {
        let (got, wanted) = (format!("{count} cells"), format!("{} as the header has", columns.len()));
        return take(Raw::Broken(&got, &wanted));
    }
    let cells = columns.iter().zip(&texts);
    let cells: Vec<(Field, Option<Value<'_>>)> =
        cells.filter_map(|(column, text)| column.map(|column| (column.field, column.value_of(text)))).collect();
    take(Raw::Cells(&cells))
}

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
        (Chunk::Rows { batch, first_row }, Layout::Columns { columns }) => {
            let rows = ColumnRows::new(columns, batch);
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

/// The records of a text, one after another.
struct Lines<'a> {
    chunk: &'a Text,
    bytes: &'a [u8],
    ends: Ends,
    at: usize,
    line: u64,
}

impl<'a> Lines<'a> {
    fn new(chunk: &'a Text, layout: &Layout) -> Lines<'a> {
        let ends = if matches!(layout, Layout::Csv { .. }) { Ends::Quoted } else { Ends::Lines };
        Lines { chunk, bytes: chunk.bytes(), ends, at: 0, line: chunk.first_line }
    }

    /// Passes over blank lines; false at the end.
    #[inline(always)]
    fn skip_blank(&mut self) -> bool {
        match self.bytes.get(self.at) {
            None => false,
            Some(byte) if byte.is_ascii_whitespace() => self.skip_blank_lines(),
            Some(_) => true,
        }
    }

    #[inline(never)]
    fn skip_blank_lines(&mut self) -> bool {
        while self.at < self.bytes.len() {
            let rest = &self.bytes[self.at..];
            let length = memchr::memchr(b'\n', rest).map_or(rest.len(), |newline| newline + 1);
            if !rest[..length].trim_ascii().is_empty() {
                return true;
            }
            (self.at, self.line) = (self.at + length, self.line + 1);
        }
        false
    }

    /// The record that begins here, with its newline.
    fn this(&self) -> &'a [u8] {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = first_end(rest, self.ends).unwrap_or(rest.len());
        rest.get(..length).unwrap_or_default()
    }

    fn record(&self) -> Record<'a> {
        let text = self.this();
        Record { line: self.line, text, is_cut: !text.ends_with(b"\n") && self.chunk.is_cut }
    }

    fn pass_this(&mut self) {
        let this = self.this();
        let lines = memchr::memchr_iter(b'\n', this).count() as u64;
        self.pass(self.at + this.len(), lines);
    }

    /// The next record begins there, so many lines further.
    #[inline(always)]
    fn pass(&mut self, next: usize, lines: u64) {
        (self.at, self.line) = (next, self.line + lines);
    }
}
