//! A scanner for flat JSON records of known fields, many times faster than building a tree.
//!
//! It takes a record only when it recognises all of it: known keys, plain texts, digits, literals.
//! At anything else it gives up, and the general reader decides; so what it takes, the general
//! reader takes the same way, and every error is the general reader's.

use super::flat::{Cell, Slot};

/// Scans records; learns what stands between their values.
#[derive(Debug)]
pub struct Scanner {
    keys: Vec<Key>,
    /// For each key, and last for the beginning of a record, what was seen to follow its value; the
    /// latest first.
    follows: Vec<Vec<Lead>>,
}

/// A key that is known, as it stands in a record.
#[derive(Debug)]
struct Key {
    /// With quotes and colon.
    pattern: Pattern,
    /// The object it stands in, by its position among all keys; [`TOP`] for none.
    within: usize,
    is: Is,
}

#[derive(Clone, Copy, Debug)]
enum Is {
    Value(Slot),
    /// An object whose fields are known.
    Object,
}

/// What leads from the end of one value to the beginning of the next: comma, braces, key, opening quote.
#[derive(Debug)]
struct Lead {
    pattern: Pattern,
    /// The key of the next value.
    to: usize,
    slot: Slot,
    /// It ends with the quote that opens a text.
    opens_text: bool,
    /// The objects that it opens, as bits.
    opens: u64,
}

/// The record itself.
const TOP: usize = usize::MAX;

/// Registers in which more than so many fields follow one field are odd, and are not learned further.
const MOST_LEADS: usize = 8;

impl Default for Scanner {
    fn default() -> Self {
        let mut keys = Vec::new();
        for (slot, path) in Slot::ALL.iter().zip(Slot::WORDS) {
            keys.push(Key::new(path, TOP, Is::Value(*slot)));
            if let Some((outer, inner)) = path.split_once('.') {
                let text = quoted(outer);
                let within = keys.iter().position(|key: &Key| key.pattern.text == text).unwrap_or(keys.len());
                if within == keys.len() {
                    keys.push(Key::new(outer, TOP, Is::Object));
                }
                keys.push(Key::new(inner, within, Is::Value(*slot)));
            }
        }
        let follows = std::iter::repeat_with(Vec::new).take(keys.len() + 1).collect();
        Scanner { keys, follows }
    }
}

impl Scanner {
    /// Hands each field to `set`; false when the record is not taken, by the scanner or by `set`. Where the record is
    /// `simple`, see [`is_simple`], it is scanned faster.
    #[inline]
    pub fn scan<'a>(&mut self, record: &'a str, simple: bool, mut set: impl FnMut(Slot, Cell<'a>) -> bool) -> bool {
        let mut cursor = Cursor { bytes: record.as_bytes(), text: record, at: 0, simple };
        // The key of the value just read, and the objects that were opened so far.
        let (mut key, mut objects) = (self.keys.len(), 0);
        loop {
            let (slot, opens_text) = match self.known_lead(&mut cursor, key) {
                Some(lead) => {
                    // Twice the same object is an error, which the general reader describes.
                    if objects & lead.opens != 0 {
                        return false;
                    }
                    objects |= lead.opens;
                    key = lead.to;
                    (lead.slot, lead.opens_text)
                }
                None => match self.lead(&mut cursor, key, &mut objects) {
                    Next::Value { to, slot, opens_text } => {
                        key = to;
                        (slot, opens_text)
                    }
                    Next::End => return true,
                    Next::Unknown => return false,
                },
            };
            // What was learned from a number or a null leads to a text as well, but for the quote that opens it.
            let is_text = opens_text || cursor.take(b'"');
            let cell = if is_text { cursor.rest_of_text() } else { cursor.plain_value() };
            if !cell.is_some_and(|cell| set(slot, cell)) {
                return false;
            }
        }
    }

    /// The lead that stands here, if it has stood behind a value of this key before.
    #[inline(always)]
    fn known_lead(&mut self, cursor: &mut Cursor<'_>, key: usize) -> Option<&Lead> {
        let rest = &cursor.bytes[cursor.at..];
        let leads = &mut self.follows[key];
        if !leads.first()?.pattern.begins(rest) {
            let at = leads.iter().position(|lead| lead.pattern.begins(rest))?;
            leads.swap(0, at);
        }
        cursor.at += leads[0].pattern.text.len();
        Some(&leads[0])
    }

    /// Reads what stands between two values piece by piece, and learns it.
    fn lead(&mut self, cursor: &mut Cursor<'_>, key: usize, objects: &mut u64) -> Next {
        let start = cursor.at;
        let mut within = TOP;
        if key == self.keys.len() {
            if !cursor.eat(b'{') {
                return Next::Unknown;
            }
        } else if cursor.eat(b',') {
            within = self.keys[key].within;
        } else {
            let braces = if self.keys[key].within == TOP { 1 } else { 2 };
            let mut closed = 0;
            while closed < braces && cursor.eat(b'}') {
                closed += 1;
            }
            if closed == braces {
                cursor.skip_blanks();
                return if cursor.at == cursor.bytes.len() { Next::End } else { Next::Unknown };
            }
            if closed == 0 || !cursor.eat(b',') {
                return Next::Unknown;
            }
        }
        let mut opens = 0;
        let (to, slot) = loop {
            let Some(at) = self.key(cursor, within) else { return Next::Unknown };
            match self.keys[at].is {
                Is::Value(slot) => break (at, slot),
                Is::Object => {
                    if !cursor.eat(b'{') || at >= 64 || (*objects | opens) & (1 << at) != 0 {
                        return Next::Unknown;
                    }
                    opens |= 1 << at;
                    within = at;
                }
            }
        };
        let opens_text = cursor.eat(b'"');
        *objects |= opens;
        if self.follows[key].len() < MOST_LEADS {
            let text = cursor.text.get(start..cursor.at).unwrap_or_default().to_owned();
            let lead = Lead { pattern: Pattern::new(text), to, slot, opens_text, opens };
            self.follows[key].insert(0, lead);
        }
        Next::Value { to, slot, opens_text }
    }

    /// The position of the key that stands here.
    fn key(&self, cursor: &mut Cursor<'_>, within: usize) -> Option<usize> {
        cursor.skip_blanks();
        let rest = &cursor.bytes[cursor.at..];
        let at = self.keys.iter().position(|key| key.within == within && key.pattern.begins(rest))?;
        cursor.at += self.keys[at].pattern.text.len();
        Some(at)
    }
}

/// What comes behind a value.
enum Next {
    Value { to: usize, slot: Slot, opens_text: bool },
    End,
    Unknown,
}

impl Key {
    fn new(name: &str, within: usize, is: Is) -> Key {
        Key { pattern: Pattern::new(quoted(name)), within, is }
    }
}

fn quoted(name: &str) -> String {
    format!("{name:?}:")
}

/// A text that is looked for all at once, as keys are ten to forty bytes long.
#[derive(Debug)]
struct Pattern {
    text: String,
    /// The first bytes in words of eight, filled with zeros, and which of their bits count.
    words: [u64; WORDS],
    masks: [u64; WORDS],
}

const WORDS: usize = 6;

impl Pattern {
    fn new(text: String) -> Pattern {
        let bytes = |at: usize| text.as_bytes().iter().skip(at * 8).take(8);
        let words = std::array::from_fn(|at| bytes(at).rev().fold(0, |word, byte| word << 8 | u64::from(*byte)));
        let masks = std::array::from_fn(|at| bytes(at).fold(0, |mask, _| mask << 8 | 0xFF));
        Pattern { words, masks, text }
    }

    /// Whether the bytes begin with it.
    #[inline(always)]
    fn begins(&self, bytes: &[u8]) -> bool {
        match bytes.first_chunk::<{ WORDS * 8 }>() {
            // Of the words that a shorter one does not have no bit counts, and they need not be looked at.
            Some(first) => match self.text.len() {
                0..=16 => self.begins_words::<2>(first),
                17..=32 => self.begins_words::<4>(first),
                33..=48 => self.begins_words::<WORDS>(first),
                _ => bytes.starts_with(self.text.as_bytes()),
            },
            None => bytes.starts_with(self.text.as_bytes()),
        }
    }

    #[inline(always)]
    fn begins_words<const N: usize>(&self, first: &[u8; WORDS * 8]) -> bool {
        let (eights, _) = first.as_chunks::<8>();
        let differs = |at: usize| (u64::from_le_bytes(eights[at]) ^ self.words[at]) & self.masks[at];
        (0..N).fold(0, |all, at| all | differs(at)) == 0
    }
}

/// A place in a record.
struct Cursor<'a> {
    bytes: &'a [u8],
    text: &'a str,
    at: usize,
    simple: bool,
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
        self.take(byte)
    }

    /// The same without blanks before it.
    #[inline]
    fn take(&mut self, byte: u8) -> bool {
        let is = self.peek() == Some(byte);
        self.at += usize::from(is);
        is
    }

    /// A plain value that is no text: a number, or a literal.
    #[inline]
    fn plain_value(&mut self) -> Option<Cell<'a>> {
        match self.peek()? {
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

    /// A text without escapes, behind its opening quote.
    #[inline(always)]
    fn rest_of_text(&mut self) -> Option<Cell<'a>> {
        let start = self.at;
        let rest = &self.bytes[start..];
        let length =
            if self.simple { length_to_quote(rest)? } else { plain_length(rest).filter(|at| rest[*at] == b'"')? };
        let end = start + length;
        self.at = end + 1;
        self.text.get(start..end).map(Cell::Text)
    }

    fn literal(&mut self, word: &str, cell: Cell<'a>) -> Option<Cell<'a>> {
        let is = self.bytes[self.at..].starts_with(word.as_bytes());
        self.at += word.len();
        is.then_some(cell)
    }
}

/// Whether the bytes have no backslash, and of the control characters only newlines: then a text ends at the next quote.
pub fn is_simple(bytes: &[u8]) -> bool {
    // Without a way out, so that many bytes are looked at at once.
    !bytes.iter().fold(false, |found, byte| found | (*byte == b'\\') | ((*byte < 0x20) & (*byte != b'\n')))
}

/// How many bytes stand before the first quote.
#[inline(always)]
fn length_to_quote(bytes: &[u8]) -> Option<usize> {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGHS: u64 = ONES << 7;
    let mut at = 0;
    while let Some(eight) = bytes[at..].first_chunk::<8>() {
        let differs = u64::from_le_bytes(*eight) ^ (ONES * b'"' as u64);
        let found = differs.wrapping_sub(ONES) & !differs & HIGHS;
        if found != 0 {
            return Some(at + found.trailing_zeros() as usize / 8);
        }
        at += 8;
    }
    bytes[at..].iter().position(|byte| *byte == b'"').map(|rest| at + rest)
}

/// How many bytes stand before the first that ends a plain text: a quote, a backslash, a control character.
#[inline]
pub(crate) fn plain_length(bytes: &[u8]) -> Option<usize> {
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
