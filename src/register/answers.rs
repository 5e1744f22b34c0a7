//! From cases to rows.

use super::columnar::Columns;
use super::duplicates::fingerprint;
use super::extents::Point;
use super::records::Record;
use super::rulings::{OfKind, Ruled, Rulings};
use super::tally::Tally;
use super::worker::{Block, Task};
use super::{Layout, Shape};
use crate::dividend::{self, Decision};
use crate::facts::Case;
use crate::input::{Alike, Kind, Raw, Refused, Taken};
use crate::japan::Prior;
use crate::law::Law;
use crate::render::error_file;
use crate::render::json;
use crate::render::rows::{self, CsvRows, NdjsonRows, Repeats, Row, Words};

/// Answers cases, and writes a row of each into a block.
pub(super) struct Answers<'a> {
    task: Task<'a>,
    rulings: Rulings,
    rows: Rows,
    /// Of the block that is being written.
    tally: Tally,
}

/// What rows are written with, beside the block they go to.
struct Rows {
    /// Where they go instead, when they are columns.
    columns: Option<Columns>,
    repeats: Repeats,
}

impl<'a> Answers<'a> {
    pub fn new(task: Task<'a>) -> Answers<'a> {
        let columns = match task.shape {
            Shape::Columns => Some(Columns::new(false)),
            Shape::Dictionaries => Some(Columns::new(true)),
            Shape::Ndjson | Shape::Csv | Shape::Full => None,
        };
        let rows = Rows { columns, repeats: Repeats::default() };
        Answers { task, rulings: Rulings::default(), rows, tally: Tally::default() }
    }

    /// Completes a block.
    pub fn finish(&mut self, block: &mut Block) {
        block.batch = self.rows.columns.as_mut().map(Columns::finish);
        self.tally.move_into(&mut block.tally);
    }

    /// Answers a record of a kind that is known: by what holds for others, if that is known as well.
    #[inline(always)]
    pub fn answer_alike(&mut self, block: &mut Block, record: &Alike<'_>, kind: &mut Kind<OfKind>) {
        let Answers { task, rulings, rows, tally } = self;
        let holding = Point::new(record.ownership, record.since);
        let Some(ruling) = rulings.known(&kind.attached, holding).filter(|_| task.shape != Shape::Full) else {
            return self.answer(block, kind.case(record));
        };
        let mut digits = itoa::Buffer::new();
        let id = record.id(&mut digits);
        block.ids.extend(id.map(fingerprint));
        let amounts = ruling.calculate(&record.payment, record.gross, || kind.case(record));
        let row = Row::new(id, &ruling.words, ruling.mark, &amounts);
        rows.write(task.shape, &mut block.text, &row);
        tally.add(&row);
    }

    /// Answers a case; what holds for others of its kind is kept, where that is given.
    #[inline(never)]
    pub fn answer(&mut self, block: &mut Block, taken: Taken<'_, OfKind>) {
        let Taken { case, law, attached } = taken;
        block.ids.extend(case.id.as_deref().map(fingerprint));
        if self.task.shape == Shape::Full {
            return self.answer_in_full(block, case, law);
        }
        let Answers { task, rulings, rows, tally } = self;
        let ruled = match attached {
            Some(of_kind) => rulings.ruled(of_kind, case, law),
            None => Ruled::Alone(dividend::decide(case, law)),
        };
        let (figures_words, amounts, mark);
        let words = match ruled {
            Ruled::Shared(ruling) => {
                amounts = ruling.calculate(&case.payment(), case.gross(), || Taken { case, law, attached: None });
                mark = ruling.mark;
                &ruling.words
            }
            Ruled::Alone(decision) => {
                (figures_words, amounts) = (Words::new(&decision), decision.amounts(case));
                mark = rulings.marks.of(&figures_words);
                &figures_words
            }
        };
        let row = Row::new(case.id.as_deref(), words, mark, &amounts);
        rows.write(task.shape, &mut block.text, &row);
        tally.add(&row);
    }

    fn answer_in_full(&mut self, block: &mut Block, case: &Case, law: &'static Law) {
        let answer = dividend::determine(case, law);
        json::push_answer(&mut block.text, &answer);
        let decision = Decision { prior: Prior::default(), ..dividend::decide(case, law) };
        let (words, amounts) = (Words::new(&decision), decision.amounts(case));
        self.tally.add(&Row::new(None, &words, self.rulings.marks.of(&words), &amounts));
    }

    /// Writes the row of a record that could not be read; false when the run is to stop.
    pub fn refuse(&mut self, block: &mut Block, record: Record<'_>, raw: Raw<'_>, refused: Refused) -> bool {
        let Answers { task, rulings, rows, tally } = self;
        let Refused { id, problems, is_broken } = refused;
        if record.is_cut && is_broken {
            block.cut_at = Some(record.line);
        }
        let path = problems.first().map_or("", |problem| &problem.path);
        let message = rows::error_message(&problems);
        if task.stops {
            block.stopped = Some(problems);
            return false;
        }
        tally.add_invalid();
        block.ids.extend(id.as_deref().map(fingerprint));
        if task.collects {
            let remark = error_file::Remark { line: record.line, path, message: &message };
            match (raw, task.layout) {
                (Raw::Cells(cells), Layout::Csv { header, .. }) => {
                    error_file::csv_cells(&mut block.errors, header, cells, &remark);
                }
                (_, Layout::Csv { header, .. }) => {
                    error_file::csv_text(&mut block.errors, header, record.text, &remark)
                }
                (Raw::Cells(cells), _) => error_file::cells(&mut block.errors, cells, &remark),
                _ => error_file::json(&mut block.errors, record.text, &remark),
            }
        }
        let mark = rulings.marks.of(&Words::OF_INVALID);
        let row = Row::invalid(id.as_deref(), mark, record.line, path, &message);
        match task.shape {
            Shape::Full => json::push_refusal(&mut block.text, id.as_deref(), record.line, &problems),
            shape => rows.write(shape, &mut block.text, &row),
        }
        true
    }
}

impl Rows {
    fn write(&mut self, shape: Shape, text: &mut Vec<u8>, row: &Row<'_>) {
        let Rows { columns, repeats } = self;
        match (shape, columns) {
            (Shape::Csv, _) => CsvRows(text, repeats).row(row),
            (_, Some(columns)) => columns.row(row),
            _ => NdjsonRows(text, repeats).row(row),
        }
    }
}
