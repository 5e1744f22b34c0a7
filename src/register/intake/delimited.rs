//! Values separated by something else than a comma, as comma-separated ones: line by line, so that lines keep their
//! numbers, and broken quotes stay as they are.

use std::io::{self, Read};

use super::Input;
use crate::register::MAX_RECORD;
use crate::register::hand_over::hand_over;

/// What separates the values of a header: of the usual ones that which comes most, the comma where none does.
pub fn separator(begins: &[u8]) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0), (b'|', 0)];
    let mut is_quoted = false;
    for byte in begins {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' if !is_quoted => break,
            byte if !is_quoted => {
                counts.iter_mut().filter(|(other, _)| other == byte).for_each(|(_, count)| *count += 1)
            }
            _ => {}
        }
    }
    // The first of those that come equally often.
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(separator, _)| separator)
}

/// What the last byte stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Before a cell.
    Begins,
    /// In a cell without quotes.
    Plain,
    /// Between quotes.
    Quoted,
    /// Behind a quote that closed, or that is the first of two.
    Closed,
}

/// Puts commas in place of the separator, and quotes around cells that have one.
pub struct Delimited {
    input: Input,
    separator: u8,
    state: State,
    raw: Vec<u8>,
    /// The cell without quotes that was begun.
    cell: Vec<u8>,
    out: Vec<u8>,
    at: usize,
    is_over: bool,
}

impl Delimited {
    pub fn new(input: Input, separator: u8) -> Delimited {
        let (raw, cell, out) = (vec![0; 64 * 1024], Vec::new(), Vec::new());
        Delimited { input, separator, state: State::Begins, raw, cell, out, at: 0, is_over: false }
    }

    fn take(&mut self, byte: u8) {
        let ends = byte == b'\n' || byte == self.separator;
        let put = if byte == self.separator { b',' } else { byte };
        match self.state {
            State::Begins if byte == b'"' => {
                self.out.push(byte);
                self.state = State::Quoted;
            }
            State::Quoted => {
                self.out.push(byte);
                self.state = if byte == b'"' { State::Closed } else { State::Quoted };
            }
            State::Closed if byte == b'"' => {
                self.out.push(byte);
                self.state = State::Quoted;
            }
            State::Begins | State::Plain | State::Closed if ends => {
                self.end_cell();
                self.out.push(put);
                self.state = State::Begins;
            }
            State::Closed => {
                self.out.push(byte);
            }
            State::Begins | State::Plain => {
                self.cell.push(byte);
                self.state = State::Plain;
                // No record is that long; it is told of as it stands.
                if self.cell.len() > MAX_RECORD {
                    self.out.append(&mut self.cell);
                }
            }
        }
    }

    fn end_cell(&mut self) {
        if memchr::memchr2(b',', b'"', &self.cell).is_none() {
            self.out.append(&mut self.cell);
            return;
        }
        let cell = self.cell.strip_suffix(b"\r").unwrap_or(&self.cell);
        self.out.push(b'"');
        for byte in cell {
            self.out.extend(std::iter::repeat_n(*byte, if *byte == b'"' { 2 } else { 1 }));
        }
        self.out.push(b'"');
        self.cell.clear();
    }
}

impl Read for Delimited {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at == self.out.len() && !self.is_over {
            (self.at, self.is_over) = (0, false);
            self.out.clear();
            let count = self.input.read(&mut self.raw)?;
            self.is_over = count == 0;
            let raw = std::mem::take(&mut self.raw);
            raw.iter().take(count).for_each(|byte| self.take(*byte));
            self.raw = raw;
            if self.is_over {
                self.end_cell();
            }
        }
        hand_over(&self.out, &mut self.at, buffer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn commas(text: &str, separator: u8) -> String {
        let mut out = String::new();
        let input = Box::new(io::Cursor::new(text.to_owned().into_bytes()));
        Delimited::new(input, separator).read_to_string(&mut out).unwrap();
        out
    }

    #[test]
    fn cells_keep_what_they_hold_and_lines_their_numbers() {
        for (given, separator, expected) in [
            ("a;b\n1;2\n", b';', "a,b\n1,2\n"),
            ("a;b\r\n\r\n1,5;\"x;y\"\"\"\r\n", b';', "a,b\r\n\r\n\"1,5\",\"x;y\"\"\"\r\n"),
            ("a\tb\n\"1\n2\"\t3", b'\t', "a,b\n\"1\n2\",3"),
            ("a|say \"hi\"|c\n", b'|', "a,\"say \"\"hi\"\"\",c\n"),
            ("a;b,c\r\n", b';', "a,\"b,c\"\n"),
        ] {
            assert_eq!(commas(given, separator), expected);
        }
    }

    #[test]
    fn the_header_says_what_separates() {
        for (header, expected) in [
            ("id,kind\n;;;;", b','),
            ("id;kind;a,b", b';'),
            ("\"a;b;c\",kind", b','),
            ("id\tkind", b'\t'),
            ("id|kind", b'|'),
            ("id", b','),
        ] {
            assert_eq!(separator(header.as_bytes()), expected, "{header}");
        }
    }
}
