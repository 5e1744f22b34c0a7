//! One thread's part: a chunk of records in, a block of rows out.
//!
//! Every record takes one way: its text or cells through the reader, its facts to the engines, its decision to a row.
//! Only a record that is refused is read a second time, by itself, so that everything wrong with it is said.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use arrow_array::RecordBatch;

use super::answers::Answers;
use super::chunk::{Broken, Ends, Text, first_end};
use super::columnar::ColumnRows;
use super::kept::Kept;
use super::source::grouped;
use super::task::{Block, Chunk, Record, Task};
use super::{CsvColumn, Layout, Shape};
use crate::facts::{Case, Field};
use crate::input::{CsvLine, Keep, Names, Problem, Raw, Reader, Refused, Value, is_known, members};
use crate::law::Law;

/// Reads and answers records, one thread's worth.
pub struct Worker<'a> {
    task: Task<'a>,
    reader: Reader,
    line: CsvLine,
    answers: Answers<'a>,
    /// The keys that are no facts and that were told of.
    strangers: HashSet<String>,
    /// What such members are called in the rows, where they are named.
    kept: Vec<String>,
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
        let (reader, answers) = (task.shared.reader()?, Answers::new(task));
        let kept = match task.layout {
            Layout::Ndjson { names: Names { keep: Keep::Only(names), .. } } => names.clone(),
            _ => Vec::new(),
        };
        Ok(Worker { reader, task, line: CsvLine::default(), answers, strangers: HashSet::new(), kept })
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
        let Worker { task, reader, line, answers, .. } = self;
        // A panic inside one record is a bug, and must not take the others with it.
        let read = catch_unwind(AssertUnwindSafe(|| {
            if task.one_by_one {
                return None;
            }
            reader.begin();
            let end = match task.layout {
                Layout::Csv { columns, .. } => {
                    reader.begin_cells();
                    answers.kept.clear();
                    let (count, next) = line.cells(text, at, |position, cell| {
                        let Some(own) = columns.get(position) else { return };
                        let Some(column) = own.column else {
                            if own.is_kept {
                                answers.kept.push(cell);
                            }
                            return;
                        };
                        let renamed = own.rename.as_ref().map(|rename| rename.value(cell));
                        reader.cell(column, column.value_of(renamed.as_deref().unwrap_or(cell)));
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
                if reader.has_passed() {
                    self.keep_members(text, block);
                }
                self.answers.answer(block, &self.reader.stated.case);
                Read::Answered(next)
            }
            Ok(None) => Read::Refused,
            Err(panic) => Read::Panicked(said(&*panic)),
        }
    }

    /// Takes the members of the record that was read last and that are no facts.
    #[inline(never)]
    fn keep_members(&mut self, text: &str, block: &mut Block) {
        let Worker { task, reader, answers, strangers, kept, line, .. } = self;
        let members: Vec<_> = reader.passed(text).collect();
        if let Layout::Groups { columns, .. } = task.layout {
            return keep_rows(&members, columns, line, answers);
        }
        keep(&members, task.layout, kept, &mut answers.kept);
        for (key, _) in members {
            note(key, strangers, block);
        }
    }

    fn rows(&mut self, batch: &RecordBatch, first_row: u64, block: &mut Block) {
        let Layout::Columns { columns, kept, .. } = self.task.layout else { return };
        let rows = ColumnRows::new(columns, kept, batch);
        // What goes from columns to columns need not be looked at.
        let keeps_texts = !kept.is_empty() && !matches!(self.task.shape, Shape::Columns | Shape::Dictionaries);
        if !keeps_texts {
            self.answers.kept_columns = rows.kept();
        }
        for row in 0..batch.num_rows() {
            let record = Record { line: first_row + row as u64, text: &[], is_cut: false };
            if keeps_texts {
                self.answers.kept.clear();
                rows.keep(row, &mut self.answers.kept);
            }
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
            let is_whole = rows.each(row, |column, value| reader.cell(column, value));
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
        self.keep_of(record, block);
        with_raw(record, self.task.layout, &mut self.line, |raw| match shared.read(record.line as usize, raw) {
            Err(refused) => self.answers.refuse(block, record, raw, refused),
            Ok((case, law)) => {
                self.answers.decide(&case, law);
                self.answers.answer(block, &case);
                true
            }
        })
    }

    /// Takes what of a record that is looked at by itself is passed on.
    fn keep_of(&mut self, record: Record<'_>, block: &mut Block) {
        self.answers.kept.clear();
        let text = std::str::from_utf8(record.text).unwrap_or_default();
        match self.task.layout {
            Layout::Csv { columns, .. } => {
                let mut cells = Vec::new();
                self.line.cells(text, 0, |_, cell| cells.push(cell.to_owned()));
                let cells =
                    columns.iter().enumerate().filter(|(_, column)| column.is_kept).map(|(at, _)| cells.get(at));
                cells.for_each(|cell| self.answers.kept.push(cell.map_or("", String::as_str)));
            }
            Layout::Groups { columns, .. } => {
                let members = members(text.trim_end()).unwrap_or_default();
                keep_rows(&members, columns, &mut self.line, &mut self.answers);
            }
            Layout::Ndjson { .. } => {
                let members = members(text.trim_matches(['\u{feff}', ' ', '\t', '\r', '\n'])).unwrap_or_default();
                let members: Vec<_> = members.into_iter().filter(|(key, _)| !is_known(key)).collect();
                keep(&members, self.task.layout, &self.kept, &mut self.answers.kept);
                for (key, _) in members {
                    note(key, &mut self.strangers, block);
                }
            }
            Layout::Columns { .. } => {}
        }
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
        let got = said!("a bug in this program ({message})", "本プログラムの不具合（{message}）");
        let wanted = word!("an answer; please report it with the record", "回答（レコードを添えてご報告ください）");
        let raw = Raw::Broken(&got, wanted, None);
        self.answers.count_bug();
        match self.task.shared.read(record.line as usize, raw) {
            Err(refused) => self.answers.refuse(block, record, raw, Refused { is_broken: false, ..refused }),
            Ok(_) => true,
        }
    }

    fn broken(&mut self, broken: Broken, chunk: &Text, block: &mut Block) {
        let (got, wanted) = match broken {
            Broken::TooLong(bytes) => (said!("a line of {bytes} bytes", "{bytes}バイトの行"), super::record_of_most()),
            Broken::OpenQuote => (
                word!("a quote that nothing closes", "閉じられていない引用符").to_owned(),
                word!("quotes in pairs", "対になった引用符").to_owned(),
            ),
        };
        let text = if broken == Broken::OpenQuote { chunk.bytes() } else { &[] };
        let record = Record { line: chunk.first_line, text, is_cut: chunk.is_cut };
        let raw = Raw::Broken(&got, &wanted, None);
        if let Err(refused) = self.task.shared.read(record.line as usize, raw) {
            self.answers.refuse(block, record, raw, refused);
        }
    }
}

/// Keeps the members that are passed on: those that are named, in their order, or all.
fn keep(members: &[(&str, &str)], layout: &Layout, named: &[String], kept: &mut Kept) {
    let Layout::Ndjson { names } = layout else { return };
    match names.keep {
        Keep::Only(_) => {
            for name in named {
                let is_it = |key: &str| key.trim_matches('"') == name;
                let value = members.iter().find(|(key, _)| is_it(key)).map_or("null", |(_, value)| value);
                kept.push_json(value);
            }
        }
        Keep::All => members.iter().for_each(|(key, value)| kept.push_member(key, value)),
        Keep::None => {}
    }
}

/// Keeps of the rows that a record is made of what is passed on: of the whole's, and of each of its members'.
fn keep_rows(members: &[(&str, &str)], columns: &[CsvColumn], line: &mut CsvLine, answers: &mut Answers<'_>) {
    answers.kept.clear();
    answers.kept_below.clear();
    if !columns.iter().any(|column| column.is_kept) {
        return;
    }
    let Some(text) = grouped::rows(members) else { return };
    let mut next = 0;
    while next < text.len() {
        let mut cells = Vec::new();
        (_, next) = line.cells(&text, next, |at, cell| {
            if columns.get(at).is_some_and(|column| column.is_kept) {
                cells.push(cell.to_owned());
            }
        });
        match answers.kept.is_empty() {
            true => cells.iter().for_each(|cell| answers.kept.push(cell)),
            false => answers.kept_below.push(cells),
        }
    }
}

/// Tells of a key that is no fact, once.
fn note(key: &str, strangers: &mut HashSet<String>, block: &mut Block) {
    /// More different ones are no columns.
    const MOST: usize = 1000;
    let name = key.trim_matches('"');
    if !strangers.contains(name) && strangers.len() < MOST {
        strangers.insert(name.to_owned());
        block.strangers.push(name.to_owned());
    }
}

/// What a panic said.
pub(super) fn said(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default()
}

fn not_utf8() -> &'static str {
    word!("bytes that are not UTF-8", "UTF-8でないバイト列")
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

/// Hands a record of text over as it is read by itself.
fn with_raw<T>(record: Record<'_>, layout: &Layout, line: &mut CsvLine, take: impl FnOnce(Raw<'_>) -> T) -> T {
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
        while let Some(rest) = self.bytes.get(self.at..).filter(|rest| !rest.is_empty()) {
            let length = memchr::memchr(b'\n', rest).map_or(rest.len(), |newline| newline + 1);
            if !rest.iter().take(length).all(u8::is_ascii_whitespace) {
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
