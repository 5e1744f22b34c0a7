//! Text that comes again from row to row, kept as it was written: the law, the rule and the rate of a register
//! have a few values together, and writing them anew is a good part of a row.

use super::Words;
use super::numbers::Last;

/// Stands for the words of a row among those of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark(u32);

impl Mark {
    /// From 0, without gaps.
    pub fn number(self) -> usize {
        self.0 as usize
    }
}

/// Gives marks to words.
#[derive(Debug, Default)]
pub struct Marks {
    known: Vec<Words>,
}

/// More words than all laws together have for one dividend.
const MOST: usize = 4096;

impl Marks {
    /// The mark of these words: the same for the same. None beyond the number of words that are kept.
    pub fn of(&mut self, words: &Words) -> Option<Mark> {
        let at = self.known.iter().position(|known| known == words).unwrap_or(self.known.len());
        if at == MOST {
            return None;
        }
        if at == self.known.len() {
            self.known.push(*words);
        }
        Some(Mark(at as u32))
    }
}

/// How many texts a row has that come again.
pub const TEXTS: usize = 2;

/// The texts that were written, by the marks of their rows.
#[derive(Debug, Default)]
pub struct Repeats {
    /// An empty one was not yet written.
    kept: Vec<[Box<[u8]>; TEXTS]>,
    /// The yen that were written last.
    pub(super) yen: Last,
}

impl Repeats {
    /// A text of a row with this mark; none when it was not kept.
    #[inline(always)]
    pub(super) fn find(&self, mark: Option<Mark>, number: usize) -> Option<&[u8]> {
        let text = &self.kept.get(mark?.number())?[number];
        (!text.is_empty()).then_some(text)
    }

    /// Keeps the text, where the row has a mark.
    pub(super) fn keep(&mut self, mark: Option<Mark>, number: usize, text: &[u8]) {
        let Some(mark) = mark else { return };
        if self.kept.len() <= mark.number() {
            self.kept.resize(mark.number() + 1, Default::default());
        }
        self.kept[mark.number()][number] = text.into();
    }
}
