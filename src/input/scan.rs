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
    /// The same in words of eight bytes, the last filled with zeros, and which bits of the last count.
    words: Vec<u64>,
    last: u64,
    /// The object it stands in, by its position among all keys; [`TOP`] for none.
    within: usize,
    is: Is,
}

impl Key {
    fn new(name: &str, within: usize, is: Is) -> Key {
        let text = quoted(name);
        let word = |bytes: &[u8]| bytes.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte));
        let words: Vec<_> = text.as_bytes().chunks(8).map(word).collect();
        let unused = words.len() * 8 - text.len();
        Key { words, last: u64::MAX >> (unused * 8), text, within, is }
    }

    /// Whether the record goes on with this key: eight bytes at once, as keys are ten to forty long.
    #[inline]
    fn begins(&self, bytes: &[u8]) -> bool {
        let Some((bytes, _)) = bytes.split_at_checked(self.words.len() * 8) else {
            return bytes.starts_with(self.text.as_bytes());
        };
        let (eights, _) = bytes.as_chunks::<8>();
        let mut different = 0;
        let mut last = 0;
        for (eight, word) in eights.iter().zip(&self.words) {
            different |= last;
            last = u64::from_le_bytes(*eight) ^ word;
        }
        different | (last & self.last) == 0
    }
}

fn quoted(name: &str) -> String {
    format!("{name:?}:")
}

#[derive(Clone, Copy, Debug)]
enum Is {
    Value(Slot),
    /// An object whose fields are known.
    Object,
}

/// The record itself.
const TOP: usize = usize::MAX;

impl Default for Scanner {
    fn default() -> Self {
        let mut keys = Vec::new();
        for (slot, path) in Slot::ALL.iter().zip(Slot::WORDS) {
            keys.push(Key::new(path, TOP, Is::Value(*slot)));
            if let Some((outer, inner)) = path.split_once('.') {
                let text = quoted(outer);
                let within = keys.iter().position(|key: &Key| key.text == text).unwrap_or(keys.len());
                if within == keys.len() {
                    keys.push(Key::new(outer, TOP, Is::Object));
                }
                keys.push(Key::new(inner, within, Is::Value(*slot)));
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
        let mut within = TOP;
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
                Is::Object => {
                    // Twice the same object is an error, which the general reader describes.
                    if !cursor.eat(b'{') || at >= 64 || objects & (1 << at) != 0 {
                        return false;
                    }
                    objects |= 1 << at;
                    within = at;
                    continue;
                }
            }
            if cursor.eat(b',') {
                continue;
            }
            if !cursor.eat(b'}') {
                return false;
            }
            if within != TOP {
                within = TOP;
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
    fn key(&mut self, cursor: &mut Cursor<'_>, within: usize, place: usize) -> Option<usize> {
        cursor.skip_blanks();
        let rest = &cursor.bytes[cursor.at..];
        let stands = |key: &Key| key.within == within && key.begins(rest);
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
        // Records written by programs have few.
        if self.peek() > Some(b' ') {
            return;
        }
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
        let length = plain_length(&self.bytes[start..])?;
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

/// How many bytes stand before the first that ends a plain text: a quote, a backslash, a control character.
#[inline]
fn plain_length(bytes: &[u8]) -> Option<usize> {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGHS: u64 = ONES << 7;
    let mut at = 0;
    // Eight bytes at once: a byte is zero where the high bit of (byte - 1) is set and its own is not.
    while let Some(eight) = bytes.get(at..at + 8) {
        let word = u64::from_le_bytes(eight.try_into().expect("eight bytes"));
        let zero = |word: u64| word.wrapping_sub(ONES) & !word;
        let ends = zero(word ^ (ONES * b'"' as u64)) | zero(word ^ (ONES * b'\\' as u64));
        let controls = word.wrapping_sub(ONES * 0x20) & !word;
        let found = (ends | controls) & HIGHS;
        if found != 0 {
            return Some(at + found.trailing_zeros() as usize / 8);
        }
        at += 8;
    }
    let rest = bytes[at..].iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f))?;
    Some(at + rest)
}
