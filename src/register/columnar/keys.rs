//! Keys of rows: a code for each column that holds what many rows have alike, made column by column.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::Leaf;
use super::values::Values;
use crate::input::Cell;

/// Gives codes to values. They hold from batch to batch.
#[derive(Debug, Default)]
pub struct Coder {
    texts: HashMap<Box<str>, u64, FixedState>,
    numbers: HashMap<(i128, u32), u64, FixedState>,
    /// Of the last keys that were made: kept for its memory.
    words: Vec<u64>,
}

/// A word for each of these columns, row after row.
#[derive(Debug)]
pub(super) struct Keys<'k> {
    words: &'k [u64],
    width: usize,
    /// Which rows have a value that no code stands for; empty where none has.
    odd: Vec<bool>,
}

impl Keys<'_> {
    /// The key of a row; none where a value of it has no code.
    #[inline]
    pub fn of(&self, row: usize) -> Option<&[u64]> {
        let is_odd = self.odd.get(row).is_some_and(|is_odd| *is_odd);
        if is_odd { None } else { self.words.get(row * self.width..(row + 1) * self.width) }
    }
}

/// No value.
const NULL: u64 = 0;

/// More different values than the columns of a register hold that many have alike.
const MOST_VALUES: usize = 1 << 16;

/// The place of one column in every row.
struct Places<'k, 'b> {
    words: &'k mut [u64],
    width: usize,
    column: usize,
    leaf: &'k Leaf<'b>,
}

impl Places<'_, '_> {
    /// Fills in the code of each row; nothing where one that is not null has none.
    #[inline(always)]
    fn fill(&mut self, mut code: impl FnMut(usize) -> Option<u64>) -> Option<()> {
        let column = self.column;
        let some_are_null = !self.leaf.nulls.is_empty();
        for (row, words) in self.words.chunks_exact_mut(self.width).enumerate() {
            let is_null = some_are_null && self.leaf.is_null(row);
            words[column] = if is_null { NULL } else { code(row)? };
        }
        Some(())
    }
}

impl Coder {
    /// The keys of all rows; none where a column holds too many different values. A row with a value in a column that
    /// belongs to no slot has no key.
    pub(super) fn keys(&mut self, columns: &[Leaf<'_>], rows: usize) -> Option<Keys<'_>> {
        let is_own = |leaf: &&Leaf<'_>| leaf.column.slot.is_some_and(|slot| slot.is_own());
        let (shared, others): (Vec<_>, Vec<_>) =
            columns.iter().filter(|leaf| !is_own(leaf)).partition(|leaf| leaf.column.slot.is_some());
        let mut odd = Vec::new();
        for leaf in others.into_iter().filter(|leaf| !matches!(leaf.values, Values::Null)) {
            odd.resize(rows, false);
            odd.iter_mut().enumerate().for_each(|(row, is_odd)| *is_odd |= !leaf.is_null(row));
        }
        let width = shared.len();
        let mut words = std::mem::take(&mut self.words);
        // What stands there from before is written over, column by column.
        words.resize(rows * width, NULL);
        for (column, leaf) in shared.into_iter().enumerate() {
            let mut places = Places { words: &mut words, width, column, leaf };
            match &leaf.values {
                // Each of the values once, however many rows have it.
                Values::Dictionary(positions, values) => {
                    let code = |value: Option<&str>| value.map_or(Some(NULL), |text| self.text(text));
                    let codes = values.iter().map(code).collect::<Option<Vec<_>>>()?;
                    places.fill(|row| Some(codes[positions[row]]))?;
                }
                Values::Bool(array) => places.fill(|row| Some(1 + u64::from(array.value(row))))?,
                Values::Date(array) => places.fill(|row| Some(1 + u64::from(array.value(row).cast_unsigned())))?,
                Values::Nested => return None,
                _ => places.fill(|row| match leaf.cell(row) {
                    Cell::Null => Some(NULL),
                    Cell::Text(text) => self.text(text),
                    Cell::Bool(is) => self.text(if is { "true" } else { "false" }),
                    Cell::Decimal(mantissa, scale) => self.number((mantissa, scale)),
                    Cell::Day(_) | Cell::Number(_) | Cell::Json(_) => None,
                })?,
            }
        }
        self.words = words;
        Some(Keys { words: &self.words, width, odd })
    }

    fn text(&mut self, text: &str) -> Option<u64> {
        if let Some(code) = self.texts.get(text) {
            return Some(*code);
        }
        let code = self.texts.len() as u64 + 1;
        (self.texts.len() < MOST_VALUES).then(|| *self.texts.entry(text.into()).or_insert(code))
    }

    fn number(&mut self, number: (i128, u32)) -> Option<u64> {
        if let Some(code) = self.numbers.get(&number) {
            return Some(*code);
        }
        let code = self.numbers.len() as u64 + 1;
        (self.numbers.len() < MOST_VALUES).then(|| *self.numbers.entry(number).or_insert(code))
    }
}
