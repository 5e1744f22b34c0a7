//! One thread's part: a chunk of records in, a block of rows out.
//!
//! Every record takes one way: its text or cells through the reader, its facts to the engines, its decision to a row.
//! Only a record that is refused is read a second time, by itself, so that everything wrong with it is said.

mod alone;
mod lines;
mod passed;

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use arrow_array::RecordBatch;

use super::answers::Answers;
use super::chunk::{Broken, Text};
use super::columnar::ColumnRows;
use super::kept::Kept;
use super::task::{Block, Chunk, Record, Task};
use super::{CsvColumn, Layout, Shape};
use crate::facts::Case;
use crate::input::{CsvLine, Cursor, Keep, Names, Problem, Raw, Reader, Refused, TakeCells, is_known, members};
use crate::law::Law;
use alone::with_raw;
use lines::Lines;
use passed::{keep, keep_rows, note};

pub use alone::each_record;

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
                    let cells = RecordCells { columns, reader, kept: &mut answers.kept };
                    let (count, next) = line.each_cell(text, at, cells);
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

/// The cells of a record, on their way to the reader.
struct RecordCells<'c> {
    columns: &'c [CsvColumn],
    reader: &'c mut Reader,
    kept: &'c mut Kept,
}

impl TakeCells for RecordCells<'_> {
    #[inline(always)]
    fn take_plainly(&mut self, position: usize, cursor: &mut Cursor<'_>) -> bool {
        match self.columns.get(position) {
            Some(CsvColumn { plain: Some(column), .. }) => self.reader.plain_cell(column, cursor),
            _ => false,
        }
    }

    #[inline(always)]
    fn take(&mut self, position: usize, cell: &str) {
        let Some(own) = self.columns.get(position) else { return };
        let Some(column) = own.column else {
            if own.is_kept {
                self.kept.push(cell);
            }
            return;
        };
        let renamed = own.rename.as_ref().map(|rename| rename.value(cell));
        self.reader.cell(column, column.value_of(renamed.as_deref().unwrap_or(cell)));
    }
}

/// What a panic said.
pub(super) fn said(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default()
}
