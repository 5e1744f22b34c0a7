//! Texts eight bytes at a time: where they end, and words that tell one sequence of values from every other.

use super::flat::Slot;

/// The text of whole records, and the bytes it stands in: at least [`PAD`] more, whatever they are, so that a word can be
/// read wherever a byte of the text is.
#[derive(Clone, Copy, Debug)]
pub struct Padded<'a> {
    pub text: &'a str,
    pub(super) bytes: &'a [u8],
}

/// How many bytes stand behind a padded text.
pub const PAD: usize = 64;

impl<'a> Padded<'a> {
    /// The first `length` of the bytes; nothing when they are not UTF-8, or too few stand behind them.
    pub fn new(bytes: &'a [u8], length: usize) -> Option<Padded<'a>> {
        let text = bytes.get(..length).filter(|text| bytes.len() - text.len() >= PAD)?;
        Some(Padded { text: simdutf8::basic::from_utf8(text).ok()?, bytes })
    }
}

/// A value that stands in a text and is read there, to its end.
pub(super) trait Passage<'a> {
    /// As bytes, whatever they are.
    fn bytes(&mut self) -> Option<&'a [u8]>;
    /// As a text that means what is written.
    fn plain(&mut self) -> Option<&'a str>;
    /// Into a key.
    fn push(&mut self, slot: Slot, key: &mut Key) -> Option<()>;
}

const ONES: u64 = u64::from_le_bytes([1; 8]);
const HIGHS: u64 = ONES << 7;

/// The high bits of the bytes of a word that are zero; those above the first may be set wrongly.
#[inline(always)]
fn zeros(word: u64) -> u64 {
    word.wrapping_sub(ONES) & !word & HIGHS
}

/// The same of the bytes that are this one.
#[inline(always)]
pub(super) fn equal_to(byte: u8, word: u64) -> u64 {
    zeros(word ^ (ONES * u64::from(byte)))
}

/// The same of control characters. For words without a byte above 0x7F it is right for all of them.
#[inline(always)]
pub(super) fn controls(word: u64) -> u64 {
    word.wrapping_sub(ONES * 0x20) & !word & HIGHS
}

/// The eight bytes that begin at a place.
#[inline(always)]
pub(super) fn word_at(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk().map(|eight| u64::from_le_bytes(*eight))
}

/// The place of the first byte that `ends` finds in a word.
#[inline(always)]
pub(super) fn end_of(bytes: &[u8], mut at: usize, ends: impl Fn(u64) -> u64) -> Option<usize> {
    loop {
        let found = ends(word_at(bytes, at)?);
        if found != 0 {
            return Some(at + found.trailing_zeros() as usize / 8);
        }
        at += 8;
    }
}

/// How many bytes stand before the first that ends a plain text: a quote, a backslash, a control character.
#[inline]
pub(crate) fn plain_length(bytes: &[u8]) -> Option<usize> {
    position_of(bytes, |word| equal_to(b'"', word) | equal_to(b'\\', word) | controls(word))
}

/// Whether a text has to stand in quotes as a cell of comma-separated values.
#[inline]
pub(crate) fn needs_quotes(bytes: &[u8]) -> bool {
    let ends = |word| equal_to(b',', word) | equal_to(b'"', word) | equal_to(b'\n', word) | equal_to(b'\r', word);
    position_of(bytes, ends).is_some()
}

/// The place of the first byte that `ends` finds in a word.
#[inline(always)]
fn position_of(bytes: &[u8], ends: impl Fn(u64) -> u64) -> Option<usize> {
    let (eights, rest) = bytes.as_chunks::<8>();
    let found = eights.iter().map(|eight| ends(u64::from_le_bytes(*eight))).enumerate().find(|(_, found)| *found != 0);
    if let Some((at, found)) = found {
        return Some(8 * at + found.trailing_zeros() as usize / 8);
    }
    // What the last word does not have is filled with what ends nothing.
    let last = rest.iter().rev().fold(u64::MAX, |word, byte| word << 8 | u64::from(*byte));
    let found = ends(last);
    (found != 0).then(|| 8 * eights.len() + found.trailing_zeros() as usize / 8)
}

/// Values as words, one after another, so that no two sequences have the same words.
///
/// A text is its bytes, eight to a word; its last word has less than eight of them and then `0xFF`, which no text has,
/// and the slot in its highest byte, or in a word of its own where that is taken. What is no text begins with
/// another byte that no text has, and has a fixed number of words. The first word of all says which slots are stated.
#[derive(Debug)]
pub(super) struct Key {
    words: [u64; MOST_WORDS],
    length: usize,
}

/// More than the values of a register take; with more a record is not looked up.
const MOST_WORDS: usize = 48;

const END: u64 = 0xFF;

/// Where the slot stands in a word.
const TOP: u32 = 56;

const _: () = assert!(Slot::ALL.len() < 0x40, "a slot is none of the bytes that begin what is no text");

impl Key {
    pub fn new() -> Key {
        Key { words: [0; MOST_WORDS], length: 1 }
    }

    pub fn clear(&mut self) {
        self.length = 1;
    }

    /// All words, when the values are those of these slots.
    #[inline]
    pub fn words(&mut self, stated: u64) -> &[u64] {
        self.words[0] = stated;
        &self.words[..self.length]
    }

    #[inline(always)]
    pub fn push(&mut self, word: u64) -> Option<()> {
        *self.words.get_mut(self.length)? = word;
        self.length += 1;
        Some(())
    }

    /// Adds the text that begins at a place and goes on to the first byte that `ends` finds; its end.
    #[inline(always)]
    pub fn push_to(&mut self, slot: Slot, bytes: &[u8], mut at: usize, ends: impl Fn(u64) -> u64) -> Option<usize> {
        loop {
            let word = word_at(bytes, at)?;
            let found = ends(word);
            if found != 0 {
                let count = found.trailing_zeros() / 8;
                self.push_last(slot, word, count)?;
                return Some(at + count as usize);
            }
            self.push(word)?;
            at += 8;
        }
    }

    /// Adds so many bytes of a word, less than eight, as the last of a text.
    #[inline(always)]
    fn push_last(&mut self, slot: Slot, word: u64, count: u32) -> Option<()> {
        let last = word & !(u64::MAX << (8 * count)) | END << (8 * count);
        if count == 7 {
            self.push(last)?;
            return self.push(slot as u64);
        }
        self.push(last | (slot as u64) << TOP)
    }

    pub fn push_bool(&mut self, slot: Slot, is: bool) -> Option<()> {
        const BOOL: u64 = 0xFE;
        self.push(BOOL | u64::from(is) << 8 | (slot as u64) << TOP)
    }

    /// Adds the digits of a JSON number.
    pub fn push_number(&mut self, slot: Slot, digits: &[u8]) -> Option<()> {
        const NUMBER: u64 = 0xFD;
        self.push(NUMBER)?;
        self.push_text(slot, digits)
    }

    pub fn push_text(&mut self, slot: Slot, text: &[u8]) -> Option<()> {
        let (eights, rest) = text.as_chunks::<8>();
        eights.iter().try_for_each(|eight| self.push(u64::from_le_bytes(*eight)))?;
        let last = rest.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte));
        self.push_last(slot, last, rest.len() as u32)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn padded(text: &str) -> Vec<u8> {
        [text.as_bytes(), &[b'x'; PAD]].concat()
    }

    #[derive(Clone, Copy, Debug)]
    enum Value<'t> {
        Text(&'t str),
        Number(&'t str),
        Flag(bool),
    }

    impl Value<'_> {
        fn push(self, key: &mut Key, slot: Slot) -> Option<()> {
            match self {
                Value::Text(text) => key.push_text(slot, text.as_bytes()),
                Value::Number(digits) => key.push_number(slot, digits.as_bytes()),
                Value::Flag(is) => key.push_bool(slot, is),
            }
        }
    }

    #[test]
    fn no_two_sequences_of_values_have_the_same_words() {
        let letters = ["", "a", "\0", "é", "ab", "b", "true", "7", "aaaaaaa", "aaaaaaaa", "abcdefghijklmnopqrstuvw"];
        let mut texts: HashSet<String> = letters.map(str::to_owned).into();
        for length in 0..=31 {
            texts.insert("2004-07-01 and so on until the end"[..length].to_owned());
            texts.insert("\0".repeat(length));
            texts.insert("\u{1}".repeat(length));
        }
        let numbers = texts.iter().map(|text| Value::Number(text));
        let flags = [false, true].map(Value::Flag);
        let values: Vec<_> = texts.iter().map(|text| Value::Text(text)).chain(numbers).chain(flags).collect();
        let mut seen = HashSet::new();
        // One value alone, and one behind another.
        for slot in [Slot::Kind, Slot::Residence, Slot::Withheld] {
            for value in &values {
                for before in [None, Some(Value::Text("aaaaaaaa")), Some(Value::Text("a")), Some(Value::Flag(true))] {
                    let mut key = Key::new();
                    if let Some(before) = before {
                        before.push(&mut key, Slot::Kind).unwrap();
                    }
                    value.push(&mut key, slot).unwrap();
                    assert!(seen.insert(key.words(0).to_vec()), "{slot:?} {value:?} {before:?}");
                }
            }
        }
        assert_eq!(seen.len(), 3 * 4 * values.len());
    }

    #[test]
    fn a_text_has_the_same_words_where_it_stands_as_by_itself() {
        for length in 0..=40 {
            let text = "2004-07-01, é and so on until the very end";
            let Some(text) = text.get(..length) else { continue };
            let (mut alone, mut there) = (Key::new(), Key::new());
            alone.push_text(Slot::Kind, text.as_bytes()).unwrap();
            let bytes = padded(&format!("{{\"{text}\",\""));
            let end = there.push_to(Slot::Kind, &bytes, 2, |word| equal_to(b'"', word));
            assert_eq!((end, there.words(0)), (Some(2 + text.len()), alone.words(0)), "{text}");
        }
    }

    #[test]
    fn a_record_with_more_words_than_there_is_room_for_is_not_looked_up() {
        let mut key = Key::new();
        let long = "a".repeat(8 * (MOST_WORDS - 1));
        assert!(key.push_text(Slot::Kind, &long.as_bytes()[..8 * (MOST_WORDS - 1) - 2]).is_some());
        assert!(key.push_text(Slot::Kind, b"a").is_none());
        assert!(Key::new().push_text(Slot::Kind, long.as_bytes()).is_none());
    }

    #[test]
    fn the_end_of_a_text_is_found_wherever_it_is() {
        for length in 0..=20 {
            let bytes = padded(&format!("{}\"b\"", "é".repeat(length)));
            assert_eq!(end_of(&bytes, 0, |word| equal_to(b'"', word)), Some(2 * length));
            assert_eq!(plain_length(&bytes), Some(2 * length));
            assert_eq!(plain_length("é".repeat(length).as_bytes()), None);
        }
        for text in ["", "a", "plain", "plain and long, é"] {
            for odd in [",", "\"", "\n", "\r"] {
                let text = text.replace(',', "");
                assert!(!needs_quotes(text.as_bytes()) && needs_quotes(format!("{text}{odd}").as_bytes()));
                assert!(needs_quotes(format!("{odd}{text}").as_bytes()));
            }
        }
        for (text, end) in [("a\\", 1), ("\u{1f}", 0), ("abcdefghi\n", 9), ("aé\t\"", 3)] {
            assert_eq!(plain_length(text.as_bytes()), Some(end));
        }
    }
}
