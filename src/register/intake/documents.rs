//! JSON whose records stand over several lines, or in a list: a record on a line.
//!
//! Outside texts a line's end becomes a blank, so that columns of messages stay true; their lines are then the records'
//! numbers.

use std::io::{self, Read};

use super::Input;
use crate::register::hand_over::hand_over;

/// How records stand in JSON that has not one on each line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Items of one list.
    List,
    /// Objects one after another.
    Objects,
}

/// Whether a line is a whole value, or none that goes on in the next line.
pub fn is_whole(line: &[u8]) -> bool {
    let mut scan = Scan::default();
    line.iter().for_each(|byte| scan.take(*byte));
    scan.depth == 0
}

/// How the records stand; none where there is one on each line. What goes on behind its first line is an object only if
/// the second begins with a key, or closes it: else it is a line that was cut.
pub fn kind(begins: &[u8]) -> Option<Kind> {
    let begins = begins.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(begins).trim_ascii_start();
    if begins.starts_with(b"[") {
        return Some(Kind::List);
    }
    let (line, behind) = begins.split_at_checked(memchr::memchr(b'\n', begins)?)?;
    if !line.starts_with(b"{") || is_whole(line) {
        return None;
    }
    matches!(behind.trim_ascii_start().first(), Some(b'"' | b'}' | b']')).then_some(Kind::Objects)
}

/// How deep a byte stands.
#[derive(Clone, Copy, Debug, Default)]
struct Scan {
    depth: u64,
    is_text: bool,
    is_escaped: bool,
}

impl Scan {
    fn take(&mut self, byte: u8) {
        match (self.is_text, self.is_escaped, byte) {
            (true, true, _) => self.is_escaped = false,
            (true, false, b'\\') => self.is_escaped = true,
            (_, _, b'"') => self.is_text = !self.is_text,
            (false, _, b'{' | b'[') => self.depth += 1,
            (false, _, b'}' | b']') => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }
}

/// Where the reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    /// Before the list.
    Start,
    /// Between records.
    Between,
    Inside,
    /// Behind the list.
    End,
}

/// Puts each record on a line of its own.
pub struct Documents {
    input: Input,
    kind: Kind,
    at: At,
    scan: Scan,
    records: u64,
    raw: Vec<u8>,
    out: Vec<u8>,
    read: usize,
    is_over: bool,
}

impl Documents {
    pub fn new(input: Input, kind: Kind) -> Documents {
        let at = if kind == Kind::List { At::Start } else { At::Between };
        let (raw, out) = (vec![0; 64 * 1024], Vec::new());
        Documents { input, kind, at, scan: Scan::default(), records: 0, raw, out, read: 0, is_over: false }
    }

    fn take(&mut self, byte: u8) -> io::Result<()> {
        let is_blank = matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
        match (self.at, byte) {
            (At::Start, 0xEF | 0xBB | 0xBF) => {}
            (At::Start, b'[') => self.at = At::Between,
            (At::Start | At::Between | At::End, _) if is_blank => {}
            (At::Between, 0xEF | 0xBB | 0xBF) if self.records == 0 => {}
            (At::Between, b',') if self.kind == Kind::List && self.records > 0 => {}
            (At::Between, b']') if self.kind == Kind::List => self.at = At::End,
            (At::Between, _) => {
                (self.at, self.scan) = (At::Inside, Scan::default());
                self.records += 1;
                self.inside(byte);
            }
            (At::Inside, b',' | b']') if self.scan.depth == 0 && !self.scan.is_text => {
                self.end();
                if byte == b']' {
                    self.at = At::End;
                }
            }
            (At::Inside, _) => self.inside(byte),
            (At::Start | At::End, _) => {
                let why = said!(
                    "the JSON list ends after record {}, and something follows it",
                    "JSONのリストはレコード{}で終わり、その後に余分なデータがあります",
                    self.records
                );
                return Err(io::Error::new(io::ErrorKind::InvalidData, why));
            }
        }
        Ok(())
    }

    fn inside(&mut self, byte: u8) {
        let was_deep = self.scan.depth > 0;
        self.scan.take(byte);
        self.out.push(match byte {
            b'\n' | b'\r' | b'\t' if !self.scan.is_text => b' ',
            // A text cannot go on in the next line, and is refused for it.
            b'\n' => 0,
            other => other,
        });
        if was_deep && self.scan.depth == 0 {
            self.end();
        }
    }

    fn end(&mut self) {
        self.out.push(b'\n');
        self.at = At::Between;
    }
}

impl Read for Documents {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.read == self.out.len() && !self.is_over {
            self.read = 0;
            self.out.clear();
            let count = self.input.read(&mut self.raw)?;
            self.is_over = count == 0;
            let raw = std::mem::take(&mut self.raw);
            let taken = raw.iter().take(count).try_for_each(|byte| self.take(*byte));
            self.raw = raw;
            taken?;
            if self.is_over && self.kind == Kind::List && self.at != At::End {
                let why = said!(
                    "the JSON list is cut off in or after record {}: its closing bracket ] is missing",
                    "JSONのリストがレコード{}の途中又は直後で切れています（閉じ角括弧（]）がありません）",
                    self.records
                );
                return Err(io::Error::new(io::ErrorKind::UnexpectedEof, why));
            }
        }
        hand_over(&self.out, &mut self.read, buffer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> io::Result<String> {
        let Some(kind) = kind(text.as_bytes()) else { return Ok("as it is".to_owned()) };
        let mut out = String::new();
        let input = Box::new(io::Cursor::new(text.to_owned().into_bytes()));
        Documents::new(input, kind).read_to_string(&mut out).map(|_| out)
    }

    #[test]
    fn each_record_comes_to_a_line_of_its_own() {
        for (given, expected) in [
            ("{\"a\":1}\n{\"a\":2}\n", "as it is"),
            // Cut in the middle: the next line is not its rest.
            ("{\"a\":\n{\"a\":2}\n", "as it is"),
            ("not JSON\n", "as it is"),
            // Behind a whole record a line that begins as the rest of one is a record by itself, and so is what stands
            // behind no object.
            ("{\"a\":1}\n}\n{\"a\":2}\n", "as it is"),
            ("{\"a\":\"}\"}\n\"a\":2}\n", "as it is"),
            ("a,{\n\"b\",2\n", "as it is"),
            ("[{\"a\":1},\n {\"a\":[2,\"]\\\"}\"]}]\n", "{\"a\":1}\n{\"a\":[2,\"]\\\"}\"]}\n"),
            ("\u{feff}[]", ""),
            ("[1, \"x\", {}]", "1\n\"x\"\n{}\n"),
            ("{\n  \"a\": 1\n}\n{\n  \"a\": 2\n}", "{   \"a\": 1 }\n{   \"a\": 2 }\n"),
            ("{\n}\n", "{ }\n"),
        ] {
            assert_eq!(lines(given).unwrap(), expected, "{given}");
        }
    }

    #[test]
    fn a_list_that_is_cut_or_goes_on_is_an_error() {
        for given in ["[{\"a\":1}", "[{\"a\":1},", "[", "[{\"a\":1}] x", "[{\"a\":1}]{\"a\":2}"] {
            assert!(lines(given).is_err(), "{given}");
        }
    }
}
