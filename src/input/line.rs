//! A line of comma-separated values, taken apart where it stands.

use super::flat::{Column, Slot};
use super::words::{Key, Padded, Passage, end_of, equal_to};

/// Takes the cells of a line that state something, and gives up with nothing.
pub(super) trait TakeCell<'a> {
    fn cell(&mut self, column: &'static Column, cell: &mut impl Passage<'a>) -> Option<()>;
}

/// Hands each cell of the line that begins at a place to `take`, and tells where the line ends; nothing where `take` gives
/// up, or the line has not as many cells as there are columns.
#[inline(always)]
pub(super) fn cells<'a>(
    columns: &[Option<&'static Column>],
    text: Padded<'a>,
    at: usize,
    take: &mut impl TakeCell<'a>,
) -> Option<usize> {
    let mut line = Line { text, at };
    let (last, others) = columns.split_last()?;
    for column in others {
        line.cell::<b','>(*column, take)?;
    }
    line.cell::<b'\n'>(*last, take)?;
    // What stands behind the text is not the line's.
    (line.at <= text.text.len()).then_some(line.at - 1)
}

/// A place in a line: where a cell begins.
struct Line<'a> {
    text: Padded<'a>,
    at: usize,
}

/// A cell that ends with this byte: a comma, a newline, or a quote.
///
/// That is looked for alone, and not what must not stand in a cell: one with a newline or a comma too many is no
/// number, no day, and no word that was ever taken.
struct Cell<'l, 'a, const END: u8>(&'l mut Line<'a>);

impl<'a> Line<'a> {
    /// Reads a cell, the last one of the line if it ends with a newline.
    #[inline(always)]
    fn cell<const END: u8>(&mut self, column: Option<&'static Column>, take: &mut impl TakeCell<'a>) -> Option<()> {
        match *self.text.bytes.get(self.at)? {
            b'"' => self.quoted::<END>(column, take),
            byte if byte == END => {
                self.at += 1;
                Some(())
            }
            b'\r' if END == b'\n' && self.text.bytes.get(self.at + 1) == Some(&END) => {
                self.at += 2;
                Some(())
            }
            _ => Cell::<END>(self).hand(column, take),
        }
    }

    #[inline(never)]
    fn quoted<const END: u8>(&mut self, column: Option<&'static Column>, take: &mut impl TakeCell<'a>) -> Option<()> {
        self.at += 1;
        if self.text.bytes.get(self.at) == Some(&b'"') {
            self.at += 1;
        } else {
            Cell::<b'"'>(self).hand(column, take)?;
        }
        if END == b'\n' && self.text.bytes.get(self.at) == Some(&b'\r') {
            self.at += 1;
        }
        let ends = self.text.bytes.get(self.at) == Some(&END);
        self.at += 1;
        ends.then_some(())
    }

    /// Passes over the cell's end, and tells where its value ends: before the return, where the line ends with one.
    #[inline(always)]
    fn pass<const END: u8>(&mut self, end: usize) -> usize {
        let has_return = END == b'\n' && end > self.at && self.text.bytes.get(end - 1) == Some(&b'\r');
        self.at = end + 1;
        end - usize::from(has_return)
    }
}

impl<'a, const END: u8> Cell<'_, 'a, END> {
    #[inline(always)]
    fn hand(mut self, column: Option<&'static Column>, take: &mut impl TakeCell<'a>) -> Option<()> {
        match column {
            Some(column) => take.cell(column, &mut self),
            None => self.plain().map(|_| ()),
        }
    }
}

/// The place is then behind the cell's end.
impl<'a, const END: u8> Passage<'a> for Cell<'_, 'a, END> {
    #[inline(always)]
    fn bytes(&mut self) -> Option<&'a [u8]> {
        let start = self.0.at;
        let end = end_of(self.0.text.bytes, start, |word| equal_to(END, word))?;
        self.0.text.bytes.get(start..self.0.pass::<END>(end))
    }

    #[inline(always)]
    fn plain(&mut self) -> Option<&'a str> {
        let start = self.0.at;
        // A comma may stand in quotes.
        let other = if END == b'"' { b'"' } else { b',' };
        let ends = |word| equal_to(other, word) | equal_to(b'\n', word) | equal_to(b'"', word);
        let end = end_of(self.0.text.bytes, start, ends)?;
        if *self.0.text.bytes.get(end)? != END {
            return None;
        }
        self.0.text.text.get(start..self.0.pass::<END>(end))
    }

    #[inline(always)]
    fn push(&mut self, slot: Slot, key: &mut Key) -> Option<()> {
        let end = key.push_to(slot, self.0.text.bytes, self.0.at, |word| equal_to(END, word))?;
        self.0.pass::<END>(end);
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::flat::COLUMNS;
    use super::*;
    use crate::input::PAD;

    #[derive(Default)]
    struct Texts(Vec<(&'static str, String)>);

    impl<'a> TakeCell<'a> for Texts {
        fn cell(&mut self, column: &'static Column, cell: &mut impl Passage<'a>) -> Option<()> {
            self.0.push((column.path, cell.plain()?.to_owned()));
            Some(())
        }
    }

    /// The texts of the first line's three cells, and where it ends; nothing where it is not taken.
    fn read(line: &str) -> Option<([String; 3], usize)> {
        let bytes = [line.as_bytes(), &[b'\n'; PAD]].concat();
        let columns: Vec<_> = COLUMNS.iter().take(3).map(Some).collect();
        let mut texts = Texts::default();
        let end = cells(&columns, Padded::new(&bytes, line.len()).unwrap(), 0, &mut texts)?;
        let text = |column: &Option<&'static Column>| {
            let of = texts.0.iter().find(|(path, _)| *path == column.unwrap().path);
            of.map_or(String::new(), |(_, text)| text.clone())
        };
        Some((std::array::from_fn(|at| text(&columns[at])), end))
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
