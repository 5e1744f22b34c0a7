//! Text that comes again from row to row, kept as it was written: the law, the rule and the rate of a register
//! have a few values together, and writing them anew is a good part of a row.

use std::collections::HashMap;

use super::Words;
use super::numbers::{Last, LastFraction};

/// Stands for the words of a row among those of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark(u32);

impl Mark {
    /// From 0, without gaps.
    pub fn number(self) -> usize {
        self.0 as usize
    }
}

/// Gives marks to words. There are not many: they all stand in the tables of the laws.
#[derive(Debug, Default)]
pub struct Marks {
    known: HashMap<Words, Mark>,
}

impl Marks {
    /// The mark of these words: the same for the same.
    pub fn of(&mut self, words: &Words) -> Mark {
        let next = Mark(self.known.len() as u32);
        *self.known.entry(*words).or_insert(next)
    }
}

/// How many texts a row has that come again.
const TEXTS: usize = 2;

/// The texts that were written, by the marks of their rows.
#[derive(Debug, Default)]
pub struct Repeats {
    /// An empty one was not yet written.
    kept: Vec<[Box<[u8]>; TEXTS]>,
    /// The yen that were written last, and the fraction.
    pub(super) yen: Last,
    pub(super) fraction: LastFraction,
}

impl Repeats {
    /// A text of a row with this mark; none when it was not kept.
    #[inline(always)]
    pub(super) fn find(&self, mark: Mark, number: usize) -> Option<&[u8]> {
        let text = &self.kept.get(mark.number())?[number];
        (!text.is_empty()).then_some(text)
    }

    /// Keeps the text.
    pub(super) fn keep(&mut self, mark: Mark, number: usize, text: &[u8]) {
        if self.kept.len() <= mark.number() {
            self.kept.resize(mark.number() + 1, Default::default());
        }
        self.kept[mark.number()][number] = text.into();
    }
}
