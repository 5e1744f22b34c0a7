//! A line of comma-separated values, taken apart where it stands.

use super::flat::Column;
use super::words::{Padded, end_of, equal_to};

/// Hands each cell of the line that begins at a place to `take`, with where its value begins, and tells where the line
/// ends; nothing where `take` gives up, or the line has not as many cells as there are columns. Of a column that
/// is not read nothing is handed.
pub(super) fn cells<'a>(
    columns: &[Option<&'static Column>],
    text: Padded<'a>,
    at: usize,
    mut take: impl FnMut(&'static Column, &'a str, usize) -> Option<()>,
) -> Option<usize> {
    let mut line = Line { text, at };
    let (last, others) = columns.split_last()?;
    let mut hand = |column: &Option<_>, (value, at)| column.map_or(Some(()), |column| take(column, value, at));
    for column in others {
        hand(column, line.cell(b',')?)?;
    }
    hand(last, line.cell(b'\n')?)?;
    // What stands behind the text is not the line's.
    (line.at <= text.text.len()).then_some(line.at - 1)
}

/// A place in a line: where a cell begins.
struct Line<'a> {
    text: Padded<'a>,
    at: usize,
}

impl<'a> Line<'a> {
    /// Reads a cell that ends with this byte, the last one of the line if that is a newline: its value, and where that
    /// begins.
    #[inline]
    fn cell(&mut self, end: u8) -> Option<(&'a str, usize)> {
        let in_quotes = self.peek() == Some(b'"');
        let start = self.at + usize::from(in_quotes);
        // In quotes a comma may stand.
        let other = if in_quotes { b'"' } else { b',' };
        let ends = |word| equal_to(other, word) | equal_to(b'\n', word) | equal_to(b'"', word);
        let mut value = start..end_of(self.text.bytes, start, ends)?;
        self.at = value.end;
        if in_quotes {
            self.pass(b'"')?;
            if end == b'\n' && self.peek() == Some(b'\r') {
                self.at += 1;
            }
        } else if end == b'\n' && value.end > start && self.text.bytes[value.end - 1] == b'\r' {
            // Before the newline a return may stand.
            value.end -= 1;
        }
        self.pass(end)?;
        Some((self.text.text.get(value)?, start))
    }

    fn peek(&self) -> Option<u8> {
        self.text.bytes.get(self.at).copied()
    }

    /// Passes over this byte.
    fn pass(&mut self, byte: u8) -> Option<()> {
        let is = self.peek() == Some(byte);
        self.at += 1;
        is.then_some(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::flat::COLUMNS;
    use super::*;
    use crate::input::PAD;

    /// The texts of the first line's three cells, and where it ends; nothing where it is not taken.
    fn read(line: &str) -> Option<([String; 3], usize)> {
        let bytes = [line.as_bytes(), &[b'\n'; PAD]].concat();
        let columns: Vec<_> = COLUMNS.iter().take(3).map(Some).collect();
        let mut texts: [String; 3] = Default::default();
        let mut count = 0;
        let end = cells(&columns, Padded::new(&bytes, line.len()).unwrap(), 0, |column, text, at| {
            assert_eq!(column.path, COLUMNS[count].path);
            assert_eq!(&line[at..at + text.len()], text);
            text.clone_into(&mut texts[count]);
            count += 1;
            Some(())
        })?;
        assert_eq!(count, 3);
        Some((texts, end))
    }

    #[test]
    fn cells_are_told_apart_as_they_are_written() {
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
            assert_eq!(read(line), Some((wanted.map(str::to_owned), end)), "{line:?}");
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
            assert_eq!(read(line), None, "{line:?}");
        }
    }
}
