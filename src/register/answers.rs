//! From cases to rows.

use std::sync::Arc;

use arrow_array::{Array, ArrayRef, RecordBatch, UInt32Array};
use arrow_schema::{Field, Schema};
use arrow_select::take::take;

use super::columnar::Columns;
use super::duplicates::fingerprint;
use super::kept::Kept;
use super::source::grouped;
use super::tally::{RefusedField, Tally};
use super::task::{Block, Record, Task};
use super::{Layout, Shape};
use crate::dividend::{self, Amounts, Decision, Next, Wants};
use crate::facts::{Case, FieldSet};
use crate::input::{Problem, Proposal, Proposer, Raw, Refused, map_option, meant, members, other_table, visible};
use crate::japan::Prior;
use crate::law::Law;
use crate::law::WithSigns;
use crate::render::error_file;
use crate::render::json;
use crate::render::rows::{self, Chosen, CsvRows, Mark, Marks, NdjsonRows, Paths, Place, Repeats, Row};
use crate::units::Day;

/// Answers cases, and writes a row of each into a block.
pub(super) struct Answers<'a> {
    task: Task<'a>,
    /// What the chosen columns are made of.
    wants: Wants,
    marks: Marks,
    rows: Rows,
    /// Of the block that is being written.
    tally: Tally,
    /// What of the record is passed on, and what that is called in the rows.
    pub(super) kept: Kept,
    kept_names: Vec<String>,
    /// The same of the rows of its members, where these have some.
    pub(super) kept_below: Vec<Vec<String>>,
    /// Columns that are passed on whole.
    pub(super) kept_columns: Vec<ArrayRef>,
    /// The records that have a row in the block, and for each member's row how many of them stand before it.
    records: u32,
    members: Vec<u32>,
    proposer: Proposer,
}

/// What is said of a case, until it is written.
pub(super) struct Decided {
    mark: Mark,
    amounts: Amounts,
    missing: FieldSet,
    unused: FieldSet,
    claim_by: Option<Day>,
    /// Of those behind it, in the order in which they are walked.
    members: Vec<OfMember>,
    /// The whole answer, where that is wanted.
    full: Vec<u8>,
}

/// What is said of a member.
struct OfMember {
    mark: Mark,
    amounts: Amounts,
    missing: FieldSet,
    unused: FieldSet,
    claim_by: Option<Day>,
}

impl Default for Decided {
    fn default() -> Decided {
        Decided {
            mark: Mark::OF_INVALID,
            amounts: Amounts::NONE,
            missing: FieldSet::NONE,
            unused: FieldSet::NONE,
            claim_by: None,
            members: Vec::new(),
            full: Vec::new(),
        }
    }
}

/// What rows are written with, beside the block they go to.
struct Rows {
    /// Where they go instead, when they are columns.
    columns: Option<Columns>,
    repeats: Repeats,
    missing: Paths,
    unused: Paths,
}

impl<'a> Answers<'a> {
    pub fn new(task: Task<'a>) -> Answers<'a> {
        let columns = match task.shape {
            Shape::Columns => Some(Columns::new(false, task.chosen)),
            Shape::Dictionaries => Some(Columns::new(true, task.chosen)),
            Shape::Ndjson | Shape::Csv | Shape::Full => None,
        };
        let mut repeats = Repeats::default();
        repeats.guards_formulas = task.guards_formulas;
        let rows = Rows { columns, repeats, missing: Paths::default(), unused: Paths::default() };
        Answers {
            task,
            wants: task.chosen.wants(),
            marks: Marks::default(),
            rows,
            tally: Tally::default(),
            kept: Kept::default(),
            kept_names: task.layout.kept(),
            kept_below: Vec::new(),
            kept_columns: Vec::new(),
            records: 0,
            members: Vec::new(),
            proposer: Proposer::default(),
        }
    }

    /// Completes a block.
    pub fn finish(&mut self, block: &mut Block) {
        block.batch = self.rows.columns.as_mut().map(Columns::finish);
        if let Some(batch) = block.batch.take_if(|_| !self.kept_names.is_empty()) {
            let columns = match self.task.layout {
                Layout::Columns { .. } => self.kept_beside(batch.num_rows()),
                _ => self.kept.finish(self.kept_names.len()),
            };
            block.batch = Some(with_kept(&batch, &self.task.layout.kept_fields(), columns));
        }
        self.tally.move_into(&mut block.tally);
        self.records = 0;
        self.members.clear();
    }

    /// The columns that are passed on whole, with so many rows: a member's row has nothing there.
    #[expect(
        clippy::expect_used,
        reason = "every place is that of a row of the batch, or none, to which tests of records with members hold it"
    )]
    fn kept_beside(&mut self, rows: usize) -> Vec<ArrayRef> {
        let columns = std::mem::take(&mut self.kept_columns);
        if self.members.is_empty() {
            // Where the run stops in the middle of a batch only the rows before have been written.
            return columns.iter().map(|column| column.slice(0, rows)).collect();
        }
        let mut members = self.members.iter().peekable();
        let mut from: Vec<Option<u32>> = Vec::with_capacity(rows);
        for record in 0..self.records {
            from.push(Some(record));
            while members.next_if(|before| **before == record + 1).is_some() {
                from.push(None);
            }
        }
        let from = UInt32Array::from(from);
        let taken = |column: &ArrayRef| take(column, &from, None).expect("places are of rows");
        columns.iter().map(taken).collect()
    }

    /// What the law says of a case. Everything that can fail is done here, before anything is written.
    #[inline(always)]
    pub fn decide(&mut self, case: &Case, law: &'static Law, decided: &mut Decided) {
        if self.task.shape == Shape::Full {
            return self.decide_in_full(case, law, decided);
        }
        let wants = self.wants;
        let with_signs = WithSigns::of(case);
        let decision = dividend::decide_only(&with_signs, law, wants);
        let next = if wants.next { Next::new(&with_signs, &decision) } else { Next::default() };
        decided.mark = self.marks.of_decision(&decision, &next);
        decided.claim_by = next.claim_by;
        decided.amounts = decision.amounts(case);
        decided.missing = decision.missing();
        decided.unused = match wants.unused {
            true => decision.unused(case, decided.amounts.gross.is_some()),
            false => FieldSet::NONE,
        };
        if !case.members.is_empty() || !decided.members.is_empty() {
            self.decide_members(case, law, decided);
        }
    }

    #[inline(never)]
    fn decide_members(&mut self, case: &Case, law: &'static Law, decided: &mut Decided) {
        let (marks, members) = (&mut self.marks, &mut decided.members);
        members.clear();
        dividend::each_member(case, law, &mut |_, member, decision, amounts| {
            let unused = decision.unused(&member.case, amounts.gross.is_some());
            let next = Next::new(&WithSigns::of(&member.case), decision);
            let (mark, missing) = (marks.of_decision(decision, &next), decision.missing());
            members.push(OfMember { mark, amounts: *amounts, missing, unused, claim_by: next.claim_by });
        });
    }

    #[inline(never)]
    fn decide_in_full(&mut self, case: &Case, law: &'static Law, decided: &mut Decided) {
        let answer = dividend::determine(case, law);
        decided.full.clear();
        json::push_answer(&mut decided.full, &answer);
        let decision = Decision { prior: Prior::default(), ..dividend::decide(case, law) };
        decided.mark = self.marks.of_decision(&decision, &Next::default());
        decided.amounts = decision.amounts(case);
    }

    /// Writes the row of a case.
    #[inline(always)]
    pub fn answer(&mut self, block: &mut Block, case: &Case, decided: &mut Decided) {
        let Answers { task, marks, rows, tally, kept, kept_names, .. } = self;
        let Decided { mark, amounts, missing, unused, claim_by, full, members } = decided;
        block.ids.extend(case.id.as_deref().map(fingerprint));
        let Rows { columns, repeats, missing: named_missing, unused: named_unused } = rows;
        let (missing, unused) = (named_missing.of(*missing), named_unused.of(*unused));
        let words = marks.words(*mark);
        let row = Row::new(case.id.as_deref(), words, *mark, amounts, *claim_by, missing, unused);
        match task.shape {
            Shape::Full => block.text.extend_from_slice(full),
            shape => write(shape, task.chosen, columns, repeats, &mut block.text, &row),
        }
        if !kept.is_empty() || !kept_names.is_empty() {
            keep(kept, kept_names, task, &mut block.text);
        }
        tally.add(&row);
        self.records += 1;
        if !members.is_empty() {
            self.answer_members(block, case, decided);
        }
    }

    /// Writes the rows of those behind the holder. They are parts of its row, and not counted.
    #[inline(never)]
    fn answer_members(&mut self, block: &mut Block, case: &Case, decided: &mut Decided) {
        let Answers { task, marks, rows, kept, kept_names, .. } = self;
        let Rows { columns, repeats, missing: named_missing, unused: named_unused } = rows;
        let mut kept_below = std::mem::take(&mut self.kept_below).into_iter().peekable();
        let mut said = decided.members.drain(..);
        case.each_member(&mut |of, member| {
            let Some(OfMember { mark, amounts, missing, unused, claim_by }) = said.next() else { return };
            let (id, share) = (member.case.id.as_deref(), member.of_whole.to_string());
            let (missing, unused) = (named_missing.of(missing), named_unused.of(unused));
            let row = Row::new(id, marks.words(mark), mark, &amounts, claim_by, missing, unused);
            let row = row.of_member(Place { member_of: of.id.as_deref(), share: Some(&share) });
            write(task.shape, task.chosen, columns, repeats, &mut block.text, &row);
            if !kept_names.is_empty() {
                // What nobody is named for stands in no row of the register.
                let cells = kept_below.next_if(|_| !member.is_rest).unwrap_or_default();
                cells.iter().for_each(|cell| kept.push(cell));
                keep(kept, kept_names, task, &mut block.text);
            }
            self.members.push(self.records);
        });
    }

    /// Counts a record in which the program failed.
    pub fn count_bug(&mut self) {
        self.tally.bugs += 1;
    }

    /// Whether JSON is a table and not a record, and no map makes it one; what to do is the first hint then.
    fn is_other_table(&self, raw: Raw<'_>, refused: &mut Refused) -> bool {
        let (Raw::Json(text), Layout::Ndjson { .. }) = (raw, self.task.layout) else { return false };
        let (Some(hint), Some(first)) = (other_table(text), refused.problems.first_mut()) else { return false };
        first.hint = Some(hint);
        true
    }

    /// The map that reads what a record was refused for first; what is about a fact that has another name there is told as
    /// the hint of its problem too.
    #[inline(never)]
    fn map_for(&mut self, raw: Raw<'_>, refused: &mut Refused) -> Proposal {
        let layout = self.task.layout;
        let Some(first) = refused.problems.first() else { return Proposal::default() };
        if let (Raw::Json(text), Layout::Ndjson { .. }, false) = (raw, layout, refused.is_broken) {
            let named = self.proposer.of_record(text);
            let is_about_first = !named.of_fact(&first.path).is_empty();
            for problem in refused.problems.iter_mut().filter(|problem| problem.hint.is_none()) {
                let map = named.of_fact(&problem.path).map(1);
                problem.hint = map.map(|map| meant(map_option(&map)));
            }
            if is_about_first {
                return named;
            }
        }
        let Some(Problem { path, got, .. }) = refused.problems.first() else { return Proposal::default() };
        let found =
            written(got).and_then(|written| Some(self.proposer.of_value(layout.own_name(path)?, path, &written)));
        found.unwrap_or_default()
    }

    /// Writes the row of a record that could not be read; false when the run is to stop.
    pub fn refuse(&mut self, block: &mut Block, record: Record<'_>, raw: Raw<'_>, mut refused: Refused) -> bool {
        // The summary says the whole map instead of the part of it that is about one fact.
        let is_table = self.is_other_table(raw, &mut refused);
        let hint = refused.problems.first().and_then(|problem| problem.hint.clone());
        let map = if is_table { Proposal::default() } else { self.map_for(raw, &mut refused) };
        let Answers { task, rows, tally, kept, kept_names, .. } = self;
        let Refused { id, problems, is_broken } = refused;
        if record.is_cut && is_broken {
            block.cut_at = Some((record.line, problems.first().and_then(|problem| problem.hint.clone())));
        }
        let path = problems.first().map_or("", |problem| &problem.path);
        let mut message = rows::error_message(&problems);
        if task.of_many {
            message = format!("{}: {message}", visible(task.shared.name));
        }
        if task.stops {
            block.stopped = Some(problems);
            return false;
        }
        tally.add_invalid(path, map, |path| {
            let first = problems.first();
            let part = |of: fn(&Problem) -> &str| first.map_or(String::new(), |problem| of(problem).to_owned());
            let got = part(|problem| &problem.got);
            let undecided = || Proposal::undecided(task.layout.own_name(&path)?, &path, &written(&got)?);
            let hint = match (hint, undecided()) {
                (Some(hint), Some(either)) => Some(said!("{hint}; or {either}", "{hint}又は、{either}")),
                (hint, either) => hint.or(either),
            };
            let file = task.of_many.then(|| task.shared.name.to_owned());
            RefusedField {
                records: 1,
                file,
                line: record.line,
                wanted: part(|problem| &problem.wanted),
                got,
                hint,
                map: Proposal::default(),
                path,
            }
        });
        self.records += 1;
        block.ids.extend(id.as_deref().map(fingerprint));
        if task.collects {
            let guards_formulas = task.guards_formulas;
            let remark = error_file::Remark { line: record.line, path, message: &message, guards_formulas };
            match (raw, task.layout) {
                (Raw::Cells(_), Layout::Csv { header, .. }) => {
                    error_file::csv_record(&mut block.errors, header, record.text, &remark);
                }
                (_, Layout::Csv { header, .. }) => {
                    error_file::csv_text(&mut block.errors, header, record.text, &remark)
                }
                (Raw::Cells(cells), _) => {
                    let mut members = Vec::new();
                    kept.push_members(kept_names, &mut members);
                    error_file::cells(&mut block.errors, cells, &members, &remark);
                }
                (_, Layout::Groups { header, .. }) => {
                    let text = String::from_utf8_lossy(record.text);
                    let members = members(text.trim_end()).unwrap_or_default();
                    match grouped::rows(&members) {
                        Some(rows) if members.len() > 1 => {
                            error_file::csv_records(&mut block.errors, header, &rows, &remark);
                        }
                        rows => {
                            let rows = rows.unwrap_or_else(|| text.into_owned());
                            error_file::csv_text(&mut block.errors, header, rows.as_bytes(), &remark);
                        }
                    }
                }
                (Raw::Json(_) | Raw::Broken(..), _) => error_file::json(&mut block.errors, record.text, &remark),
            }
        }
        let row = Row::invalid(id.as_deref(), record.line, path, &message);
        match task.shape {
            Shape::Full => json::push_refusal(&mut block.text, id.as_deref(), record.line, &problems),
            shape => write(shape, task.chosen, &mut rows.columns, &mut rows.repeats, &mut block.text, &row),
        }
        if !kept.is_empty() || !kept_names.is_empty() {
            keep(kept, kept_names, task, &mut block.text);
        }
        true
    }
}

/// The value that a message describes, where it is a text or a number.
fn written(got: &str) -> Option<String> {
    let is_number = !got.is_empty() && got.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    serde_json::from_str::<String>(got).ok().or_else(|| is_number.then(|| got.to_owned()))
}

/// Writes what of a record is passed on behind its row: a cell for each column, in whatever state the record is.
#[inline(never)]
fn keep(kept: &mut Kept, names: &[String], task: &Task<'_>, text: &mut Vec<u8>) {
    // Columns that go to columns are passed on whole.
    let is_whole =
        matches!(task.layout, Layout::Columns { .. }) && matches!(task.shape, Shape::Columns | Shape::Dictionaries);
    if !is_whole {
        kept.complete(names.len());
        kept.write(names, task.shape, task.guards_formulas, text);
    }
    kept.clear();
}

/// The rows with the columns that are passed on behind them, which have as many rows.
#[expect(
    clippy::expect_used,
    reason = "where the columns had other lengths this would be a bug, which ends the run with its words: nothing is passed \
              on in another row's place, or left out"
)]
fn with_kept(batch: &RecordBatch, fields: &[Field], columns: Vec<ArrayRef>) -> RecordBatch {
    let own = batch.schema();
    let all = own.fields().iter().cloned().chain(fields.iter().map(|field| Arc::new(field.clone())));
    let schema = Arc::new(Schema::new(all.collect::<Vec<_>>()));
    let columns = batch.columns().iter().cloned().chain(columns).collect();
    RecordBatch::try_new(schema, columns).expect("each column that is passed on has as many rows as the answers")
}

#[inline(always)]
fn write(
    shape: Shape,
    chosen: &Chosen,
    columns: &mut Option<Columns>,
    repeats: &mut Repeats,
    text: &mut Vec<u8>,
    row: &Row<'_>,
) {
    match (shape, columns) {
        (Shape::Csv, _) => CsvRows(text, repeats).row(row, chosen),
        (_, Some(columns)) => columns.row(row),
        _ => NdjsonRows(text, repeats).row(row, chosen),
    }
}
