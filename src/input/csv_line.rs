//! A line of comma-separated values, taken apart where it stands.

use super::bytes::{end_of, equal_to, word_at};
use super::json::Cursor;

/// Takes lines apart; keeps the memory for cells with doubled quotes.
#[derive(Debug, Default)]
pub struct CsvLine {
    unquoted: Vec<u8>,
    /// Newlines inside the quotes of the last line.
    newlines: u64,
}

/// Takes the cells of a line, with their positions.
pub trait TakeCells {
    /// Takes the cell that stands at a place, and passes over it, if it is written plainly; else leaves all as it is. Behind
    /// it a comma or a newline must stand.
    #[inline(always)]
    fn take_plainly(&mut self, position: usize, cursor: &mut Cursor<'_>) -> bool {
        let _ = (position, cursor);
        false
    }

    /// Takes a cell without its quotes.
    fn take(&mut self, position: usize, cell: &str);
}

/// Takes every cell as a text.
struct Texts<F>(F);

impl<F: FnMut(usize, &str)> TakeCells for Texts<F> {
    #[inline(always)]
    fn take(&mut self, position: usize, cell: &str) {
        self.0(position, cell);
    }
}

impl CsvLine {
    /// Hands each cell of the line that begins at a place to `take`, with its position, and tells how many there are and
    /// where the next line begins.
    #[inline(always)]
    pub fn cells(&mut self, text: &str, at: usize, take: impl FnMut(usize, &str)) -> (usize, usize) {
        self.each_cell(text, at, Texts(take))
    }

    /// The same, for who can read a cell where it stands.
    #[inline(always)]
    pub fn each_cell(&mut self, text: &str, at: usize, mut cells: impl TakeCells) -> (usize, usize) {
        let (mut cursor, mut position) = (Cursor::line(text, at), 0);
        self.newlines = 0;
        loop {
            if !cells.take_plainly(position, &mut cursor) {
                self.cell(text, &mut cursor, |cell| cells.take(position, cell));
            }
            let is_last = cursor.peek() != Some(b',');
            cursor.at += 1;
            position += 1;
            if is_last {
                return (position, cursor.at);
            }
        }
    }

    /// Hands the cell that stands at a place over, and passes over it.
    #[inline(always)]
    fn cell(&mut self, text: &str, cursor: &mut Cursor<'_>, take: impl FnOnce(&str)) {
        let (bytes, at) = (text.as_bytes(), cursor.at);
        let cell = if bytes.get(at) == Some(&b'"') {
            cursor.at = self.quoted(text, at);
            // The text around the quotes is what it was.
            simdutf8::basic::from_utf8(&self.unquoted).unwrap_or_default()
        } else {
            let end = end_of(bytes, at, |word| equal_to(b',', word) | equal_to(b'\n', word));
            cursor.at = end.unwrap_or(bytes.len());
            text.get(at..cursor.at).unwrap_or_default()
        };
        // Before the newline a return may stand.
        let is_last = cursor.peek() != Some(b',');
        take(if is_last { cell.strip_suffix('\r').unwrap_or(cell) } else { cell });
    }

    /// How many newlines stood inside the quotes of the last line.
    pub fn newlines(&self) -> u64 {
        self.newlines
    }

    /// Takes the quotes off the cell that begins with one at a place, and tells where it ends.
    #[inline(never)]
    fn quoted(&mut self, text: &str, at: usize) -> usize {
        let bytes = text.as_bytes();
        self.unquoted.clear();
        let mut at = at + 1;
        // Words are copied whole, and what stands behind a quote is taken back: most quotes are doubled, and stand close.
        while let Some(word) = word_at(bytes, at) {
            let quotes = equal_to(b'"', word);
            let length = self.unquoted.len();
            self.unquoted.extend_from_slice(&word.to_le_bytes());
            if quotes == 0 {
                let before_end = bytes.len() - at;
                self.unquoted.truncate(length + before_end);
                at += before_end.min(8);
                continue;
            }
            let before_quote = quotes.trailing_zeros() as usize / 8;
            let is_doubled = bytes.get(at + before_quote + 1) == Some(&b'"');
            // A doubled one stays as one, and the closing one goes.
            self.unquoted.truncate(length + before_quote + usize::from(is_doubled));
            at += before_quote + 1 + usize::from(is_doubled);
            if !is_doubled {
                break;
            }
        }
        // What stands behind the closing quote is taken as it is.
        let end = end_of(bytes, at, |word| equal_to(b',', word) | equal_to(b'\n', word)).unwrap_or(bytes.len());
        self.unquoted.extend_from_slice(bytes.get(at..end).unwrap_or_default());
        self.newlines += memchr::memchr_iter(b'\n', &self.unquoted).count() as u64;
        end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> (Vec<String>, usize) {
        let mut cells = Vec::new();
        let (count, next) = CsvLine::default().cells(line, 0, |position, cell| {
            assert_eq!(position, cells.len());
            cells.push(cell.to_owned());
        });
        assert_eq!(count, cells.len());
        (cells, next)
    }

    #[test]
    fn cells_are_told_apart_as_they_are_written() {
        for (line, wanted, next) in [
            ("a,bc,d\nx", &["a", "bc", "d"][..], 7),
            ("a,bc,d\r\nx", &["a", "bc", "d"], 8),
            (",,\n", &["", "", ""], 3),
            (",,\r\n", &["", "", ""], 4),
            ("\"a\",\"b, c\",\"d\"\nx", &["a", "b, c", "d"], 15),
            ("\"\",a,\"\"\r\n", &["", "a", ""], 9),
            ("a,\"b\"\"c\",d\n", &["a", "b\"c", "d"], 11),
            ("a,b\"c,d\n", &["a", "b\"c", "d"], 8),
            ("a,\"b\nc\",d\n", &["a", "b\nc", "d"], 10),
            ("a,\"b\"c,d\n", &["a", "bc", "d"], 9),
            ("a,b,\rc\n", &["a", "b", "\rc"], 7),
            ("é,a longer one than a word,\r\n", &["é", "a longer one than a word", ""], 30),
            ("a,b,\"c", &["a", "b", "c"], 7),
            ("a,b", &["a", "b"], 4),
            ("a\nb", &["a"], 2),
            ("\"1234567\"\"\",b\n", &["1234567\"", "b"], 14),
            ("\"12345678\"\"9\"\"\",b\n", &["12345678\"9\"", "b"], 18),
            ("\"\"\"\"\"\"\"\",\"é\"\"é\"\n", &["\"\"\"", "é\"é"], 18),
            ("a,\"12345678", &["a", "12345678"], 12),
            ("a,\"123\"\"", &["a", "123\""], 9),
        ] {
            let wanted: Vec<_> = wanted.iter().map(|cell| (*cell).to_owned()).collect();
            assert_eq!(read(line), (wanted, next), "{line:?}");
        }
    }
}
