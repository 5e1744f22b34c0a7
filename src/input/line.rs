//! A line of comma-separated values, taken apart where it stands.

use super::flat::Slot;
use super::words::{Key, Padded, Passage, end_of, equal_to};

/// A place in a line: where a cell begins.
///
/// What ends a cell is looked for alone, and not what must not stand in one: a cell with a newline or a comma too many is
/// no number, no day, and no word that was ever taken.
#[derive(Debug)]
pub(super) struct Line<'a> {
    text: Padded<'a>,
    at: usize,
    /// What ends the cell that begins here: a comma, a newline, or a quote.
    ends_with: u8,
    is_last: bool,
}

impl<'a> Line<'a> {
    pub fn new(text: Padded<'a>, at: usize) -> Line<'a> {
        Line { text, at, ends_with: b',', is_last: false }
    }

    /// Begins a cell, the last or another: passes over an empty one, or over the quote that opens one. Tells whether it was
    /// empty.
    #[inline(always)]
    pub fn begin(&mut self, is_last: bool) -> Option<bool> {
        (self.is_last, self.ends_with) = (is_last, if is_last { b'\n' } else { b',' });
        let mut byte = *self.text.bytes.get(self.at)?;
        if byte == b'"' {
            self.ends_with = b'"';
            self.at += 1;
            byte = *self.text.bytes.get(self.at)?;
        }
        let is_return = byte == b'\r' && self.ends_with == b'\n' && self.text.bytes.get(self.at + 1) == Some(&b'\n');
        let is_empty = byte == self.ends_with || is_return;
        if is_empty {
            self.pass(self.at + usize::from(is_return))?;
        }
        Some(is_empty)
    }

    /// Where the line ends, behind its last cell; nothing when that is not in the text.
    #[inline(always)]
    pub fn end(&self) -> Option<usize> {
        (self.at <= self.text.text.len()).then_some(self.at - 1)
    }

    /// Passes over what ends a cell.
    #[inline(always)]
    fn pass(&mut self, end: usize) -> Option<()> {
        self.at = end + 1;
        if self.ends_with == b'"' { self.pass_behind_quote() } else { Some(()) }
    }

    #[inline(never)]
    fn pass_behind_quote(&mut self) -> Option<()> {
        if self.text.bytes.get(self.at) == Some(&b'\r') && self.is_last {
            self.at += 1;
        }
        let wanted = if self.is_last { b'\n' } else { b',' };
        let is_there = self.text.bytes.get(self.at) == Some(&wanted);
        self.at += 1;
        is_there.then_some(())
    }

    /// Where a cell's value ends: before the return, where the line ends with one.
    #[inline(always)]
    fn value_end(&self, start: usize, end: usize) -> usize {
        let has_return = self.ends_with == b'\n' && end > start && self.text.bytes.get(end - 1) == Some(&b'\r');
        end - usize::from(has_return)
    }
}

/// A cell; the place is then that of the next.
impl<'a> Passage<'a> for Line<'a> {
    #[inline(always)]
    fn bytes(&mut self) -> Option<&'a [u8]> {
        let (start, ends_with) = (self.at, self.ends_with);
        let end = end_of(self.text.bytes, start, |word| equal_to(ends_with, word))?;
        let value = self.text.bytes.get(start..self.value_end(start, end))?;
        self.pass(end)?;
        Some(value)
    }

    #[inline(always)]
    fn plain(&mut self) -> Option<&'a str> {
        let (start, ends_with) = (self.at, self.ends_with);
        // A comma may stand in quotes.
        let other = if ends_with == b'"' { b'"' } else { b',' };
        let ends = |word| equal_to(other, word) | equal_to(b'\n', word) | equal_to(b'"', word);
        let end = end_of(self.text.bytes, start, ends)?;
        if *self.text.bytes.get(end)? != ends_with {
            return None;
        }
        let value = self.text.text.get(start..self.value_end(start, end))?;
        self.pass(end)?;
        Some(value)
    }

    #[inline(always)]
    fn push(&mut self, slot: Slot, key: &mut Key) -> Option<()> {
        let ends_with = self.ends_with;
        let end = key.push_to(slot, self.text.bytes, self.at, |word| equal_to(ends_with, word))?;
        self.pass(end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::PAD;

    /// The cells of the first line, an empty one as none; nothing where it is not taken.
    fn cells(line: &str, count: usize) -> Option<(Vec<Option<String>>, usize)> {
        let bytes = [line.as_bytes(), &[b'\n'; PAD]].concat();
        let mut at = Line::new(Padded::new(&bytes, line.len()).unwrap(), 0);
        let read = |position| {
            let is_empty = at.begin(position + 1 == count)?;
            Some(if is_empty { None } else { Some(at.plain()?.to_owned()) })
        };
        let cells = (0..count).map(read).collect::<Option<Vec<_>>>()?;
        Some((cells, at.end()?))
    }

    #[test]
    fn cells_are_told_apart_as_they_are_written() {
        let cell = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        for (line, wanted, end) in [
            ("a,bc,d\nx", ["a", "bc", "d"], 6),
            ("a,bc,d\r\nx", ["a", "bc", "d"], 7),
            (",,\n", ["", "", ""], 2),
            (",,\r\n", ["", "", ""], 3),
            ("\"a\",\"b, c\",\"d\"\nx", ["a", "b, c", "d"], 14),
            ("\"\",a,\"\"\r\n", ["", "a", ""], 8),
            ("a,b,\rc\n", ["a", "b", "\rc"], 6),
            ("a,b,\"\r\"\n", ["a", "b", "\r"], 7),
            ("é,a longer one than a word,\r\n", ["é", "a longer one than a word", ""], 29),
        ] {
            assert_eq!(cells(line, 3), Some((wanted.map(cell).to_vec(), end)), "{line:?}");
        }
    }

    #[test]
    fn what_is_not_plain_is_left() {
        for line in [
            "a,b\nc,d\n",
            "a,b,c,d\n",
            "a,\"b\"\"c\",d\n",
            "a,b\"c,d\n",
            "a,\"b\nc\",d\n",
            "a,\"b\"c,d\n",
            "a,b,\"c\"d\n",
            "a,b,\"c",
            "a,b,\r",
        ] {
            assert_eq!(cells(line, 3), None, "{line:?}");
        }
    }
}
