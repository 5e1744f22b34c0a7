//! A line of comma-separated values, taken apart where it stands.

use super::bytes::{end_of, equal_to};

/// Takes lines apart; keeps the memory for cells with doubled quotes.
#[derive(Debug, Default)]
pub struct CsvLine {
    unquoted: String,
    /// Newlines inside the quotes of the last line.
    newlines: u64,
}

impl CsvLine {
    /// Hands each cell of the line that begins at a place to `take`, with its position, and tells how many there are and
    /// where the next line begins.
    #[inline(always)]
    pub fn cells(&mut self, text: &str, at: usize, mut take: impl FnMut(usize, &str)) -> (usize, usize) {
        let bytes = text.as_bytes();
        let (mut at, mut position) = (at, 0);
        self.newlines = 0;
        loop {
            let (end, cell) = if bytes.get(at) == Some(&b'"') {
                let end = self.quoted(text, at);
                (end, self.unquoted.as_str())
            } else {
                let end = end_of(bytes, at, |word| equal_to(b',', word) | equal_to(b'\n', word));
                let end = end.unwrap_or(bytes.len());
                (end, text.get(at..end).unwrap_or_default())
            };
            let is_last = bytes.get(end) != Some(&b',');
            // Before the newline a return may stand.
            let cell = if is_last { cell.strip_suffix('\r').unwrap_or(cell) } else { cell };
            take(position, cell);
            (at, position) = (end + 1, position + 1);
            if is_last {
                return (position, at);
            }
        }
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
        loop {
            let quote = memchr::memchr(b'"', bytes.get(at..).unwrap_or_default());
            let Some(quote) = quote.map(|quote| at + quote) else {
                self.unquoted.push_str(text.get(at..).unwrap_or_default());
                return text.len();
            };
            self.unquoted.push_str(text.get(at..quote).unwrap_or_default());
            if bytes.get(quote + 1) != Some(&b'"') {
                at = quote + 1;
                break;
            }
            self.unquoted.push('"');
            at = quote + 2;
        }
        // What stands behind the closing quote is taken as it is.
        let end = end_of(bytes, at, |word| equal_to(b',', word) | equal_to(b'\n', word)).unwrap_or(bytes.len());
        self.unquoted.push_str(text.get(at..end).unwrap_or_default());
        self.newlines += memchr::memchr_iter(b'\n', self.unquoted.as_bytes()).count() as u64;
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
        ] {
            let wanted: Vec<_> = wanted.iter().map(|cell| (*cell).to_owned()).collect();
            assert_eq!(read(line), (wanted, next), "{line:?}");
        }
    }
}
