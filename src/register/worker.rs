//! One thread's part: a chunk of records in, a block of rows out.

use arrow_array::RecordBatch;

use super::answers::Answers;
use super::chunk::Text;
use super::columnar::{Coder, ColumnRows};
use super::records::{CsvRows, Record, Take, Written, ndjson};
use super::rulings::OfKind;
use super::tally::Tally;
use super::{Layout, Shape};
use crate::input::{Alike, Padded, Problem, Quick, Raw, Shared, Taken};

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
    quick: Quick<'a, OfKind>,
    csv: Option<CsvRows<'a>>,
    coder: Coder,
    answers: Answers<'a>,
}

impl<'a> Worker<'a> {
    pub fn new(task: Task<'a>) -> Result<Worker<'a>, Vec<Problem>> {
        let csv = if let Layout::Csv { columns, .. } = task.layout { Some(CsvRows::new(columns)) } else { None };
        Ok(Worker { quick: Quick::new(task.shared)?, task, csv, coder: Coder::default(), answers: Answers::new(task) })
    }

    /// Answers every record of the chunk.
    pub fn work(&mut self, chunk: &Chunk, block: &mut Block) {
        let Worker { task, quick, csv, coder, answers } = self;
        let mut out = Out { task, quick, answers, block };
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
        answers.finish(block);
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
    fn plain(&mut self, _: Padded<'_>, at: usize) -> (usize, u64) {
        (at, 0)
    }

    fn record(&mut self, record: Record<'_>) -> bool {
        self.0(record)
    }
}

struct Out<'w, 'a> {
    task: &'w Task<'a>,
    quick: &'w mut Quick<'a, OfKind>,
    answers: &'w mut Answers<'a>,
    block: &'w mut Block,
}

impl Out<'_, '_> {
    /// Answers records of text from a place on, as long as they are of kinds that are known; tells where the next one begins,
    /// and how many were answered.
    #[inline(always)]
    fn alike<const CSV: bool>(&mut self, text: Padded<'_>, mut at: usize) -> (usize, u64) {
        let Out { quick, answers, block, .. } = self;
        let mut records = [Alike::default(), Alike::default()];
        let (mut now, mut count) = (0, 0);
        let mut found = quick.alikes.find::<CSV>(text, at, &mut records[now]);
        while let Some((kind, end)) = found {
            // The next one is found before this one is answered: so the memory of its kind is fetched meanwhile.
            let next = 1 - now;
            records[next] = Alike::default();
            found = quick.alikes.find::<CSV>(text, end + 1, &mut records[next]);
            let Some(kind) = quick.alikes.kind_of(kind, &mut records[now]) else { break };
            answers.answer_alike(block, &records[now], kind);
            (at, now, count) = (end + 1, next, count + 1);
        }
        (at, count)
    }
}

impl Take for Out<'_, '_> {
    fn plain(&mut self, text: Padded<'_>, mut at: usize) -> (usize, u64) {
        let mut count = 0;
        while !self.task.general_only && at < text.text.len() {
            let (next, answered) = match self.task.layout {
                Layout::Csv { .. } => self.alike::<true>(text, at),
                _ => self.alike::<false>(text, at),
            };
            (at, count) = (next, count + answered);
            let Out { task, quick, answers, block } = self;
            let first_of_kind = match task.layout {
                Layout::Csv { columns, .. } => quick.line(columns, text, at),
                _ => quick.json(text, at),
            };
            let Some((taken, end)) = first_of_kind else { break };
            answers.answer(block, taken);
            (at, count) = (end + 1, count + 1);
        }
        (at, count)
    }

    /// Answers one record; false when the run is to stop.
    fn record(&mut self, record: Record<'_>) -> bool {
        let Out { task, quick, answers, block, .. } = self;
        let mut own = Alike::default();
        let taken = match record.written {
            _ if task.general_only => None,
            Written::Row(rows, row) => {
                let key = rows.key(row).filter(|_| own.take(rows.own(row)).is_some());
                if let Some(key) = key
                    && let Some(kind) = quick.alikes.find_row(key, &own)
                    && let Some(kind) = quick.alikes.kind_of(kind, &mut own)
                {
                    answers.answer_alike(block, &own, kind);
                    return true;
                }
                quick.row(key.map(|key| (key, &own)), rows.cells(row))
            }
            Written::Raw(Raw::Cells(cells)) => quick.row(None, cells.iter().copied()),
            // What was not taken where it stands.
            _ => None,
        };
        if let Some(taken) = taken {
            answers.answer(block, taken);
            return true;
        }
        let mut cells = Vec::new();
        let raw = record.raw(&mut cells);
        match task.shared.read(record.line as usize, raw) {
            Ok((case, law)) => {
                answers.answer(block, Taken { case: &case, law, attached: None });
                true
            }
            Err(refused) => answers.refuse(block, record, raw, refused),
        }
    }
}
