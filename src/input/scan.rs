//! A scanner for flat JSON records of known fields, many times faster than building a tree.
//!
//! It takes a record only when it recognises all of it: known keys, plain texts, digits, literals.
//! At anything else it gives up, and the general reader decides; so what it takes, the general
//! reader takes the same way, and every error is the general reader's.

use super::flat::{Cell, Slot};

/// Scans records; learns the order of their keys.
#[derive(Debug)]
pub struct Scanner {
    keys: Vec<Key>,
    /// The keys of the last record, in order, as positions in `keys`.
    order: Vec<usize>,
}

/// A key that is known, as it stands in a record.
#[derive(Debug)]
struct Key {
    /// With quotes and colon.
    text: String,
    /// The objects it can stand in: none, or the one that the path begins with.
    within: Option<&'static str>,
    is: Is,
}

#[derive(Clone, Copy, Debug)]
enum Is {
    Value(Slot),
    /// An object whose fields are known.
    Object(&'static str),
}

impl Default for Scanner {
    fn default() -> Self {
        let quoted = |name: &str| format!("{name:?}:");
        let mut keys = Vec::new();
        for (slot, path) in Slot::ALL.iter().zip(Slot::WORDS) {
            keys.push(Key { text: quoted(path), within: None, is: Is::Value(*slot) });
            if let Some((outer, inner)) = path.split_once('.') {
                keys.push(Key { text: quoted(inner), within: Some(outer), is: Is::Value(*slot) });
                let is_new = !keys.iter().any(|key| matches!(key.is, Is::Object(name) if name == outer));
                if is_new {
                    keys.push(Key { text: quoted(outer), within: None, is: Is::Object(outer) });
                }
            }
        }
        Scanner { keys, order: Vec::new() }
    }
}

impl Scanner {
    /// Hands each field to `set`; false when the record is not taken, by the scanner or by `set`.
    pub fn scan<'a>(&mut self, record: &'a str, mut set: impl FnMut(Slot, Cell<'a>) -> bool) -> bool {
        let mut cursor = Cursor { bytes: record.as_bytes(), text: record, at: 0 };
        let mut place = 0;
        // The object within which the next key stands, and whether it was left again.
        let mut within = None;
        let mut objects: u64 = 0;
        if !cursor.eat(b'{') {
            return false;
        }
        loop {
            let Some(at) = self.key(&mut cursor, within, place) else { return false };
            place += 1;
            match self.keys[at].is {
                Is::Value(slot) => {
                    let Some(cell) = cursor.value() else { return false };
                    if !set(slot, cell) {
                        return false;
                    }
                }
                Is::Object(name) => {
                    // Twice the same object is an error, which the general reader describes.
                    if !cursor.eat(b'{') || at >= 64 || objects & (1 << at) != 0 {
                        return false;
                    }
                    objects |= 1 << at;
                    within = Some(name);
                    continue;
                }
            }
            if cursor.eat(b',') {
                continue;
            }
            if !cursor.eat(b'}') {
                return false;
            }
            if within.take().is_some() {
                if cursor.eat(b',') {
                    continue;
                }
                if !cursor.eat(b'}') {
                    return false;
                }
            }
            cursor.skip_blanks();
            return cursor.at == cursor.bytes.len();
        }
    }

    /// The position of the next key; first tried is the one that stood here in the last record.
    fn key(&mut self, cursor: &mut Cursor<'_>, within: Option<&'static str>, place: usize) -> Option<usize> {
        cursor.skip_blanks();
        let rest = &cursor.bytes[cursor.at..];
        let stands = |key: &Key| rest.starts_with(key.text.as_bytes()) && key.within == within;
        let expected = self.order.get(place).copied().filter(|at| stands(&self.keys[*at]));
        let at = match expected {
            Some(at) => at,
            None => {
                let at = self.keys.iter().position(stands)?;
                self.order.truncate(place);
                self.order.push(at);
                at
            }
        };
        cursor.at += self.keys[at].text.len();
        Some(at)
    }
}

/// A place in a record.
struct Cursor<'a> {
    bytes: &'a [u8],
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    #[inline]
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    #[inline]
    fn skip_blanks(&mut self) {
        while let Some(b' ' | b'\t' | b'\r' | b'\n') = self.peek() {
            self.at += 1;
        }
    }

    #[inline]
    fn eat(&mut self, byte: u8) -> bool {
        self.skip_blanks();
        let is = self.peek() == Some(byte);
        self.at += usize::from(is);
        is
    }

    /// A plain value: a text without escapes, a number, or a literal.
    #[inline]
    fn value(&mut self) -> Option<Cell<'a>> {
        self.skip_blanks();
        match self.peek()? {
            b'"' => self.plain_text(),
            b'0'..=b'9' => {
                let start = self.at;
                while let Some(b'0'..=b'9' | b'.') = self.peek() {
                    self.at += 1;
                }
                self.text.get(start..self.at).map(Cell::Number)
            }
            b't' => self.literal("true", Cell::Bool(true)),
            b'f' => self.literal("false", Cell::Bool(false)),
            b'n' => self.literal("null", Cell::Null),
            _ => None,
        }
    }

    fn plain_text(&mut self) -> Option<Cell<'a>> {
        let start = self.at + 1;
        let length = self.bytes[start..].iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f))?;
        if self.bytes[start + length] != b'"' {
            return None;
        }
        self.at = start + length + 1;
        self.text.get(start..start + length).map(Cell::Text)
    }

    fn literal(&mut self, word: &str, cell: Cell<'a>) -> Option<Cell<'a>> {
        let is = self.bytes[self.at..].starts_with(word.as_bytes());
        self.at += word.len();
        is.then_some(cell)
    }
}
