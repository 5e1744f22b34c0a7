//! One thread's part: a chunk of records in, a block of rows out.
//!
//! Every record takes one way: its text or cells through the reader, its facts to the engines, its decision to a row; some
//! of them take each step together. Only a record that is refused is read a second time, by itself, so that everything
//! wrong with it is said.

mod alone;
mod lines;
mod passed;
mod waiting;

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use arrow_array::RecordBatch;

use super::answers::{Answers, Decided};
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
use waiting::{Place, Slot, Waiting};

pub use alone::each_record;

/// Reads and answers records, one thread's worth.
pub struct Worker<'a> {
    task: Task<'a>,
    /// Of the record that is read.
    slot: Box<Slot>,
    line: CsvLine,
    waiting: Waiting,
    answers: Answers<'a>,
    /// The keys that are no facts and that were told of.
    strangers: HashSet<String>,
    /// What such members are called in the rows, where they are named.
    kept: Vec<String>,
}

/// What became of a record.
enum Read {
    /// It falls under this law, and is so long.
    Well(&'static Law, usize),
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
        let (line, waiting, strangers) = (CsvLine::default(), Waiting::default(), HashSet::new());
        Ok(Worker { task, slot: Slot::new(reader), line, waiting, answers, strangers, kept })
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
            let from = match whole {
                Some(text) => Some((text, lines.place.at)),
                None => std::str::from_utf8(lines.this()).ok().map(|line| (line, 0)),
            };
            let read = from.map_or(Read::Refused, |(text, at)| self.record(text, at));
            let goes_on = match read {
                Read::Well(law, length) => {
                    let place = lines.place;
                    // Only quoted cells have newlines inside.
                    lines.pass(place.at + length, 1 + self.line.newlines());
                    let passed = from.map(|(text, _)| text).filter(|_| self.slot.reader.has_passed());
                    self.take(law, place, passed, |place| lines.record_at(place), block)
                }
                Read::Refused => {
                    let goes_on =
                        self.answer_waiting(|place| lines.record_at(place), block) && self.refuse(&lines, block);
                    lines.pass_this();
                    goes_on
                }
                Read::Panicked(message) => {
                    let goes_on = self.answer_waiting(|place| lines.record_at(place), block)
                        && self.panicked(lines.record(), &message, block);
                    lines.pass_this();
                    goes_on
                }
            };
            if !goes_on {
                return;
            }
        }
        self.answer_waiting(|place| lines.record_at(place), block);
    }

    /// Reads the record that begins at a place.
    #[inline(always)]
    fn record(&mut self, text: &str, at: usize) -> Read {
        let Worker { task, slot, line, answers, .. } = self;
        let reader = &mut slot.reader;
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
            Some(Read::Well(law, next - at))
        }));
        read.map_or_else(|panic| Read::Panicked(said(&*panic)), |read| read.unwrap_or(Read::Refused))
    }

    /// Takes the record that was read last to those that wait; false when the run is to stop. `passed` is its text, where it
    /// has members that are no facts.
    #[inline(always)]
    fn take<'t>(
        &mut self,
        law: &'static Law,
        place: Place,
        passed: Option<&str>,
        record_at: impl Fn(Place) -> Record<'t>,
        block: &mut Block,
    ) -> bool {
        if let Some(text) = passed {
            if !self.answer_waiting(&record_at, block) {
                return false;
            }
            self.keep_members(text, block);
        }
        self.waiting.push(&mut self.slot, law, place);
        // What is passed on of a record is kept of one alone.
        let is_due = self.waiting.is_full() || passed.is_some() || !self.answers.kept.is_empty();
        !is_due || self.answer_waiting(record_at, block)
    }

    /// Decides and answers the records that wait; false when the run is to stop.
    #[inline(never)]
    fn answer_waiting<'t>(&mut self, record_at: impl Fn(Place) -> Record<'t>, block: &mut Block) -> bool {
        let Worker { task, waiting, answers, .. } = self;
        waiting.decide(|case, law, decided| answers.decide(case, law, decided));
        waiting.answer(answers, block, |answers, block, place, message| {
            say_bug(*task, answers, record_at(place), message, block)
        })
    }

    /// Takes the members of the record that was read last and that are no facts.
    #[inline(never)]
    fn keep_members(&mut self, text: &str, block: &mut Block) {
        let Worker { task, slot, answers, strangers, kept, line, .. } = self;
        let members: Vec<_> = slot.reader.passed(text).collect();
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
        let record_at = |place: Place| Record { line: place.line, text: &[], is_cut: false };
        for row in 0..batch.num_rows() {
            let place = Place { at: row, line: first_row + row as u64 };
            let record = record_at(place);
            if keeps_texts {
                self.answers.kept.clear();
                rows.keep(row, &mut self.answers.kept);
            }
            let goes_on = match self.row(&rows, row) {
                Read::Well(law, _) => self.take(law, place, None, record_at, block),
                Read::Refused => {
                    self.answer_waiting(record_at, block)
                        && rows.with_raw(row, |raw| match self.task.shared.read(record.line as usize, raw) {
                            Err(refused) => self.answers.refuse(block, record, raw, refused),
                            Ok((case, law)) => answer_alone(&mut self.answers, &case, law, block),
                        })
                }
                Read::Panicked(message) => {
                    self.answer_waiting(record_at, block) && self.panicked(record, &message, block)
                }
            };
            if !goes_on {
                return;
            }
        }
        self.answer_waiting(record_at, block);
    }

    #[inline(always)]
    fn row(&mut self, rows: &ColumnRows<'_>, row: usize) -> Read {
        let Worker { task, slot, .. } = self;
        let reader = &mut slot.reader;
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
            Some(Read::Well(law, 0))
        }));
        read.map_or_else(|panic| Read::Panicked(said(&*panic)), |read| read.unwrap_or(Read::Refused))
    }

    /// A record that the quick look refused, by itself.
    #[inline(never)]
    fn refuse(&mut self, lines: &Lines<'_>, block: &mut Block) -> bool {
        let record = lines.record();
        let shared = self.task.shared;
        self.keep_of(record, block);
        with_raw(record, self.task.layout, &mut self.line, |raw| match shared.read(record.line as usize, raw) {
            Err(refused) => self.answers.refuse(block, record, raw, refused),
            Ok((case, law)) => answer_alone(&mut self.answers, &case, law, block),
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

    /// A record in which the program failed while it was read.
    #[inline(never)]
    fn panicked(&mut self, record: Record<'_>, message: &str, block: &mut Block) -> bool {
        // What was left half done must not reach the next record.
        if let Ok(reader) = self.task.shared.reader() {
            self.slot.reader = reader;
        }
        say_bug(self.task, &mut self.answers, record, message, block)
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

/// Answers a record that was read by itself.
fn answer_alone(answers: &mut Answers<'_>, case: &Case, law: &'static Law, block: &mut Block) -> bool {
    let mut decided = Decided::default();
    answers.decide(case, law, &mut decided);
    answers.answer(block, case, &mut decided);
    true
}

/// Writes the row of a record in which the program failed; false when the run is to stop.
fn say_bug(task: Task<'_>, answers: &mut Answers<'_>, record: Record<'_>, message: &str, block: &mut Block) -> bool {
    let got = said!("a bug in this program ({message})", "本プログラムの不具合（{message}）");
    let wanted = word!("an answer; please report it with the record", "回答（レコードを添えてご報告ください）");
    let raw = Raw::Broken(&got, wanted, None);
    answers.count_bug();
    match task.shared.read(record.line as usize, raw) {
        Err(refused) => answers.refuse(block, record, raw, Refused { is_broken: false, ..refused }),
        Ok(_) => true,
    }
}

/// What a panic said.
pub(super) fn said(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default()
}
