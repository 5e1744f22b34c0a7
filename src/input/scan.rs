//! A scanner for flat JSON records of known fields, many times faster than building a tree.
//!
//! It takes a record only when it recognises all of it: known keys, plain texts, digits, literals.
//! At anything else it gives up, and the general reader decides; so what it takes, the general
//! reader takes the same way, and every error is the general reader's.

use super::flat::{Cell, Slot};
use super::words::{Padded, Pattern, controls, end_of, equal_to};

/// Scans records; learns what stands between their values.
#[derive(Debug)]
pub struct Scanner {
    names: Vec<Name>,
    /// What was seen to stand between values; the first stands for the beginning of a record.
    leads: Vec<Lead>,
    /// For each name, and last for the beginning of a record, the positions of the leads behind it.
    follows: Vec<Vec<usize>>,
}

/// A name that is known, as it stands in a record.
#[derive(Debug)]
struct Name {
    /// With quotes and colon.
    text: String,
    /// The object it stands in, by its position among all names; [`TOP`] for none.
    within: usize,
    is: Is,
}

#[derive(Clone, Copy, Debug)]
enum Is {
    Value(Slot),
    /// An object whose fields are known.
    Object,
}

/// What leads from the end of one value to the beginning of the next, or to the end: comma, braces, name, opening quote.
#[derive(Debug)]
struct Lead {
    pattern: Pattern,
    to: To,
    /// The objects that it opens, as bits.
    opens: u64,
    /// The lead that followed it last.
    next: usize,
}

#[derive(Clone, Copy, Debug)]
enum To {
    /// The next value: its name, its slot, and whether the lead ends with the quote that opens a text.
    Value { name: usize, slot: Slot, opens_text: bool },
    /// The end of the line.
    End,
}

/// The record itself.
const TOP: usize = usize::MAX;

/// Registers in which more than so many fields follow one field are odd, and are not learned further.
const MOST_LEADS: usize = 8;

impl Default for Scanner {
    fn default() -> Self {
        let mut names = Vec::new();
        for (slot, path) in Slot::ALL.iter().zip(Slot::WORDS) {
            names.push(Name::new(path, TOP, Is::Value(*slot)));
            if let Some((outer, inner)) = path.split_once('.') {
                let text = quoted(outer);
                let within = names.iter().position(|name: &Name| name.text == text).unwrap_or(names.len());
                if within == names.len() {
                    names.push(Name::new(outer, TOP, Is::Object));
                }
                names.push(Name::new(inner, within, Is::Value(*slot)));
            }
        }
        let to = To::Value { name: names.len(), slot: Slot::Id, opens_text: false };
        // No value is before the beginning, so that nothing is found to lead there.
        let begin = Lead { pattern: Pattern::new(b""), to, opens: 0, next: usize::MAX };
        let follows = std::iter::repeat_with(Vec::new).take(names.len() + 1).collect();
        Scanner { names, leads: vec![begin], follows }
    }
}

impl Scanner {
    /// Hands each field of the record that begins at `start` to `take`, with where its value begins, and tells where the
    /// record's line ends; nothing when the record is not taken, by the scanner or by `take`.
    #[inline(always)]
    pub fn scan<'a>(
        &mut self,
        text: Padded<'a>,
        start: usize,
        mut take: impl FnMut(Slot, Cell<'a>, usize) -> Option<()>,
    ) -> Option<usize> {
        let mut cursor = Cursor { text, at: start };
        let mut objects = 0;
        // The lead that was taken last, and the one that followed it last.
        let (mut before, mut next) = (0, self.leads[0].next);
        let end = loop {
            let rest = cursor.text.bytes.get(cursor.at..)?;
            let Lead { pattern, to, opens, next: expected } = match self.leads.get(next) {
                Some(lead) if lead.pattern.begins(rest) => lead,
                _ => {
                    next = self.other_lead(rest, before).or_else(|| self.lead(&cursor, before))?;
                    &self.leads[next]
                }
            };
            (before, next) = (next, *expected);
            cursor.at += pattern.length();
            // Twice the same object is an error, which the general reader describes.
            if *opens != 0 && objects & opens != 0 {
                return None;
            }
            objects |= opens;
            let To::Value { slot, opens_text, .. } = *to else { break cursor.at - 1 };
            // What was learned from a number or a null leads to a text as well, but for the quote that opens it.
            let in_quotes = opens_text || cursor.take(b'"');
            let at = cursor.at;
            let cell =
                if in_quotes { Cell::Text(cursor.text()?) } else { cursor.number().or_else(|| cursor.literal())? };
            take(slot, cell, at)?;
        };
        // What stands behind the text is not the record's.
        (end <= text.text.len()).then_some(end)
    }

    /// The lead that stands here, where it is not the one that followed last, if it has stood behind a value of the same name
    /// before.
    #[inline(never)]
    fn other_lead(&mut self, rest: &[u8], before: usize) -> Option<usize> {
        let To::Value { name, .. } = self.leads[before].to else { return None };
        let next = *self.follows[name].iter().find(|at| self.leads[**at].pattern.begins(rest))?;
        self.leads[before].next = next;
        Some(next)
    }

    /// Reads what stands between two values piece by piece, and learns it.
    #[inline(never)]
    fn lead(&mut self, cursor: &Cursor<'_>, before: usize) -> Option<usize> {
        let mut cursor = *cursor;
        let start = cursor.at;
        let To::Value { name, .. } = self.leads[before].to else { return None };
        let mut within = TOP;
        if name == self.names.len() {
            if !cursor.eat(b'{') {
                return None;
            }
        } else if cursor.eat(b',') {
            within = self.names[name].within;
        } else {
            let braces = if self.names[name].within == TOP { 1 } else { 2 };
            let mut closed = 0;
            while closed < braces && cursor.eat(b'}') {
                closed += 1;
            }
            if closed == braces {
                cursor.skip_blanks();
                // The last line may end without a newline, and is the general reader's.
                return if cursor.take(b'\n') {
                    self.learn(cursor.text.bytes.get(start..cursor.at)?, before, To::End, 0)
                } else {
                    None
                };
            }
            if closed == 0 || !cursor.eat(b',') {
                return None;
            }
        }
        let mut opens = 0;
        let (to, slot) = loop {
            let at = self.name(&mut cursor, within)?;
            match self.names[at].is {
                Is::Value(slot) => break (at, slot),
                Is::Object => {
                    if !cursor.eat(b'{') || at >= 64 || opens & (1 << at) != 0 {
                        return None;
                    }
                    opens |= 1 << at;
                    within = at;
                }
            }
        };
        let to = To::Value { name: to, slot, opens_text: cursor.eat(b'"') };
        self.learn(cursor.text.bytes.get(start..cursor.at)?, before, to, opens)
    }

    /// Keeps a lead. Where too many are kept already, it is kept in the place of another.
    fn learn(&mut self, text: &[u8], before: usize, to: To, opens: u64) -> Option<usize> {
        let To::Value { name, .. } = self.leads[before].to else { return None };
        let lead = Lead { pattern: Pattern::new(text), to, opens, next: usize::MAX };
        let follows = &mut self.follows[name];
        let next = match follows.last() {
            Some(last) if follows.len() == MOST_LEADS => {
                self.leads[*last] = lead;
                *last
            }
            _ => {
                follows.push(self.leads.len());
                self.leads.push(lead);
                self.leads.len() - 1
            }
        };
        self.leads[before].next = next;
        Some(next)
    }

    /// The position of the name that stands here.
    fn name(&self, cursor: &mut Cursor<'_>, within: usize) -> Option<usize> {
        cursor.skip_blanks();
        let rest = cursor.text.bytes.get(cursor.at..)?;
        let stands = |name: &Name| name.within == within && rest.starts_with(name.text.as_bytes());
        let at = self.names.iter().position(stands)?;
        cursor.at += self.names[at].text.len();
        Some(at)
    }
}

impl Name {
    fn new(name: &str, within: usize, is: Is) -> Name {
        Name { text: quoted(name), within, is }
    }
}

fn quoted(name: &str) -> String {
    format!("{name:?}:")
}

/// A place in a record.
#[derive(Clone, Copy)]
struct Cursor<'a> {
    text: Padded<'a>,
    at: usize,
}

impl<'a> Cursor<'a> {
    #[inline]
    fn peek(&self) -> Option<u8> {
        self.text.bytes.get(self.at).copied()
    }

    /// Blanks within a line.
    #[inline]
    fn skip_blanks(&mut self) {
        while let Some(b' ' | b'\t' | b'\r') = self.peek() {
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

    /// A text behind its opening quote, without escapes; the cursor is then behind the closing one.
    #[inline(always)]
    fn text(&mut self) -> Option<&'a str> {
        let start = self.at;
        let ends = |word| equal_to(b'"', word) | equal_to(b'\\', word) | controls(word);
        let end = end_of(self.text.bytes, start, ends)?;
        self.at = end + 1;
        if self.text.bytes.get(end) == Some(&b'"') { self.text.text.get(start..end) } else { None }
    }

    /// What begins with a digit here, if anything does; whether all of it are digits is told when they are read.
    #[inline(always)]
    fn number(&mut self) -> Option<Cell<'a>> {
        let start = self.at;
        if !self.peek()?.is_ascii_digit() {
            return None;
        }
        self.at = end_of(self.text.bytes, start, |word| equal_to(b',', word) | equal_to(b'}', word))?;
        self.text.text.get(start..self.at).map(Cell::Number)
    }

    #[inline(always)]
    fn literal(&mut self) -> Option<Cell<'static>> {
        let (word, cell) = match self.peek()? {
            b't' => (&b"true"[..], Cell::Bool(true)),
            b'f' => (&b"false"[..], Cell::Bool(false)),
            _ => (&b"null"[..], Cell::Null),
        };
        let is = self.text.bytes.get(self.at..)?.starts_with(word);
        self.at += word.len();
        is.then_some(cell)
    }
}
