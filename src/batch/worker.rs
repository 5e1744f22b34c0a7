//! One thread's part: a chunk of records in, a block of rows out.

use super::chunk::Text;
use super::columnar::{Coder, ColumnRows, Columns};
use super::duplicates::fingerprint;
use super::records::{CsvRows, Record, Take, Written, ndjson};
use super::rulings::{Ruled, Ruling, Rulings};
use super::tally::Tally;
use super::{Layout, Shape};
use crate::answer::Figures;
use crate::case::Case;
use crate::dividend;
use crate::input::{Padded, Problem, Quick, Raw, Refused, Shared, Taken};
use crate::law::Law;
use crate::render::json;
use crate::render::mend;
use crate::render::rows::{self, CsvRows as CsvOut, Mark, Marks, NdjsonRows, Repeats, Row, Words};
use crate::terms::Amounts;

use arrow_array::RecordBatch;
use memchr::memchr;

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
    /// Leave the quick reader out: for tests that hold the two readers together.
    pub general_only: bool,
}

/// Reads and answers records, one thread's worth.
pub struct Worker<'a> {
    task: Task<'a>,
    quick: Quick<'a, Rulings>,
    csv: Option<CsvRows<'a>>,
    coder: Coder,
    output: Output,
}

/// What rows are written with, beside the block they go to.
struct Output {
    /// Where they go instead, when they are columns.
    columns: Option<Columns>,
    repeats: Repeats,
    marks: Marks,
}

impl<'a> Worker<'a> {
    pub fn new(task: Task<'a>) -> Result<Worker<'a>, Vec<Problem>> {
        let csv = if let Layout::Csv { columns, .. } = task.layout { Some(CsvRows::new(columns)) } else { None };
        let columns = match task.shape {
            Shape::Columns => Some(Columns::new(false)),
            Shape::Dictionaries => Some(Columns::new(true)),
            Shape::Ndjson | Shape::Csv | Shape::Full => None,
        };
        let output = Output { columns, repeats: Repeats::default(), marks: Marks::default() };
        Ok(Worker { quick: Quick::new(task.shared)?, task, csv, coder: Coder::default(), output })
    }

    /// Answers every record of the chunk.
    pub fn work(&mut self, chunk: &Chunk, block: &mut Block) {
        let Worker { task, quick, csv, coder, output } = self;
        let simple = match chunk {
            Chunk::Text(text) => memchr(b'\\', text.bytes()).is_none(),
            Chunk::Rows { .. } => false,
        };
        let mut out = Out { task, quick, output, block, simple };
        match chunk {
            Chunk::Text(text) => match csv {
                Some(csv) => csv.rows(text, &mut out),
                None => ndjson(text, &mut out),
            },
            Chunk::Rows { batch, first_row } => {
                if let Layout::Columns { columns } = task.layout {
                    ColumnRows::new(columns, batch, Some(coder)).rows(*first_row, &mut out);
                }
            }
        }
        if let Some(columns) = &mut output.columns {
            block.batch = Some(columns.finish());
        }
    }
}

/// Hands each record of a chunk to `take` until that returns false: for who looks for one.
pub fn each_record(layout: &Layout, chunk: &Chunk, take: impl FnMut(Record<'_>) -> bool) {
    let take = &mut Each(take);
    match (chunk, layout) {
        (Chunk::Text(text), Layout::Csv { columns, .. }) => CsvRows::new(columns).rows(text, take),
        (Chunk::Text(text), _) => ndjson(text, take),
        (Chunk::Rows { batch, first_row }, Layout::Columns { columns }) => {
            ColumnRows::new(columns, batch, None).rows(*first_row, take);
        }
        (Chunk::Rows { .. }, _) => {}
    }
}

struct Each<F>(F);

impl<F: FnMut(Record<'_>) -> bool> Take for Each<F> {
    fn at(&mut self, _: Padded<'_>, _: usize) -> Option<usize> {
        None
    }

    fn record(&mut self, record: Record<'_>) -> bool {
        self.0(record)
    }
}

struct Out<'w, 'a> {
    task: &'w Task<'a>,
    quick: &'w mut Quick<'a, Rulings>,
    output: &'w mut Output,
    block: &'w mut Block,
    /// The chunk is text without a backslash.
    simple: bool,
}

impl Take for Out<'_, '_> {
    #[inline]
    fn at(&mut self, text: Padded<'_>, at: usize) -> Option<usize> {
        let Out { task, quick, output, block, simple } = self;
        let (Taken { case, law, attached }, end) = match task.layout {
            _ if task.general_only => return None,
            Layout::Csv { columns, .. } => quick.line(columns, text, at)?,
            _ => quick.json(text, at, *simple)?,
        };
        answer(task, output, block, case, law, attached);
        Some(end)
    }

    /// Answers one record; false when the run is to stop.
    fn record(&mut self, record: Record<'_>) -> bool {
        let Out { task, quick, output, block, .. } = self;
        let taken = match record.written {
            _ if task.general_only => None,
            Written::Row(rows, row) => quick.row(rows.key(row), rows.own(row), rows.cells(row)),
            Written::Raw(Raw::Cells(cells)) => quick.row(None, std::iter::empty(), cells.iter().copied()),
            // What was not taken where it stands.
            _ => None,
        };
        if let Some(Taken { case, law, attached }) = taken {
            answer(task, output, block, case, law, attached);
            return true;
        }
        let mut cells = Vec::new();
        let raw = record.raw(&mut cells);
        match task.shared.read(record.line as usize, raw) {
            Ok((case, law)) => {
                answer(task, output, block, &case, law, None);
                true
            }
            Err(refused) => self.refuse(record, raw, refused),
        }
    }
}

impl Out<'_, '_> {
    fn refuse(&mut self, record: Record<'_>, raw: Raw<'_>, refused: Refused) -> bool {
        let Out { task, output, block, .. } = self;
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
        block.tally.add_invalid();
        block.ids.extend(id.as_deref().map(fingerprint));
        if task.collects {
            let remark = mend::Remark { line: record.line, path, message: &message };
            match (raw, task.layout) {
                (Raw::Cells(cells), Layout::Csv { header, .. }) => {
                    mend::csv_cells(&mut block.errors, header, cells, &remark);
                }
                (_, Layout::Csv { header, .. }) => mend::csv_text(&mut block.errors, header, record.text, &remark),
                (Raw::Cells(cells), _) => mend::cells(&mut block.errors, cells, &remark),
                _ => mend::json(&mut block.errors, record.text, &remark),
            }
        }
        let row = Row::invalid(id.as_deref(), output.marks.of(&Words::OF_INVALID), record.line, path, &message);
        match task.shape {
            Shape::Full => json::push_refusal(&mut block.text, id.as_deref(), record.line, &problems),
            _ => write(task.shape, output, &mut block.text, &row),
        }
        true
    }
}

fn answer(
    task: &Task<'_>,
    output: &mut Output,
    block: &mut Block,
    case: &Case,
    law: &'static Law,
    rulings: Option<&mut Rulings>,
) {
    block.ids.extend(case.id.as_deref().map(fingerprint));
    if task.shape == Shape::Full {
        let answer = dividend::determine(case, law);
        json::push_answer(&mut block.text, &answer);
        let figures = Figures { prior: None, japan: answer.japan, us: answer.us };
        let (words, amounts) = (Words::new(law, &figures), Amounts::of(&figures, case));
        return block.tally.add(&Row::new(None, &words, output.marks.of(&words), &amounts));
    }
    let ruled = match rulings {
        Some(rulings) => rulings.ruled(case, law, &mut output.marks),
        None => Ruled::Alone(Box::new(dividend::figures(case, law))),
    };
    match ruled {
        Ruled::Shared(Ruling { words, mark, terms }) => {
            state(task, output, block, case, words, *mark, &terms.reckon(case))
        }
        Ruled::Alone(figures) => {
            let (words, amounts) = (Words::new(law, &figures), Amounts::of(&figures, case));
            let mark = output.marks.of(&words);
            state(task, output, block, case, &words, mark, &amounts);
        }
    }
}

#[inline]
fn state(
    task: &Task<'_>,
    output: &mut Output,
    block: &mut Block,
    case: &Case,
    words: &Words,
    mark: Mark,
    amounts: &Amounts,
) {
    let row = Row::new(case.id.as_deref(), words, mark, amounts);
    write(task.shape, output, &mut block.text, &row);
    block.tally.add(&row);
}

fn write(shape: Shape, output: &mut Output, text: &mut Vec<u8>, row: &Row<'_>) {
    let Output { columns, repeats, .. } = output;
    match (shape, columns) {
        (Shape::Csv, _) => CsvOut(text, repeats).row(row),
        (_, Some(columns)) => columns.row(row),
        _ => NdjsonRows(text, repeats).row(row),
    }
}
