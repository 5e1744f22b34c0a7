//! What a worker is given, and what it gives back.

use arrow_array::RecordBatch;

use super::chunk::Text;
use super::tally::Tally;
use super::{Layout, Shape};
use crate::input::{Problem, Shared};
use crate::render::rows::Chosen;

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
    pub cut_at: Option<(u64, Option<String>)>,
    /// Keys that are no facts, of which this worker had not yet told.
    pub strangers: Vec<String>,
}

impl Block {
    /// Empties it, and keeps its memory.
    pub fn clear(&mut self) {
        self.text.clear();
        self.errors.clear();
        self.tally.clear();
        self.ids.clear();
        self.strangers.clear();
        (self.batch, self.stopped, self.cut_at) = (None, None, None);
    }
}

/// What is done with every record.
#[derive(Clone, Copy, Debug)]
pub struct Task<'a> {
    pub shared: Shared<'a>,
    pub layout: &'a Layout,
    pub shape: Shape,
    /// The columns of a row.
    pub chosen: &'a Chosen,
    /// Stop at the first invalid record.
    pub stops: bool,
    /// Collect invalid records.
    pub collects: bool,
    /// In comma-separated values, make texts harmless that a spreadsheet would take for formulas.
    pub guards_formulas: bool,
    /// There are several files, so that a message names the one it is about.
    pub of_many: bool,
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
