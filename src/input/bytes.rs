//! Texts eight bytes at a time: where they end.

const ONES: u64 = u64::from_le_bytes([1; 8]);
const HIGHS: u64 = ONES << 7;

/// The high bits of the bytes of a word that are zero; those above the first may be set wrongly.
#[inline(always)]
fn zeros(word: u64) -> u64 {
    word.wrapping_sub(ONES) & !word & HIGHS
}

/// The same of the bytes that are this one.
#[inline(always)]
pub(crate) fn equal_to(byte: u8, word: u64) -> u64 {
    zeros(word ^ (ONES * u64::from(byte)))
}

/// The same of control characters. For words without a byte above 0x7F it is right for all of them.
#[inline(always)]
pub(super) fn controls(word: u64) -> u64 {
    word.wrapping_sub(ONES * 0x20) & !word & HIGHS
}

/// The eight bytes that begin at a place; zeros for those behind the end.
#[inline(always)]
pub(super) fn word_at(bytes: &[u8], at: usize) -> Option<u64> {
    match bytes.get(at..)?.first_chunk() {
        Some(eight) => Some(u64::from_le_bytes(*eight)),
        None => last_word(bytes, at),
    }
}

#[inline(never)]
fn last_word(bytes: &[u8], at: usize) -> Option<u64> {
    let rest = bytes.get(at..).filter(|rest| !rest.is_empty())?;
    Some(rest.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte)))
}

/// The place of the first byte that `ends` finds in a word.
#[inline(always)]
pub(crate) fn end_of(bytes: &[u8], mut at: usize, ends: impl Fn(u64) -> u64) -> Option<usize> {
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
    let (last, at) = match bytes.last_chunk() {
        _ if rest.is_empty() => return None,
        // Nothing is found again in what was looked at before.
        Some(last) => (u64::from_le_bytes(*last), bytes.len() - 8),
        // What the word does not have is filled with what ends nothing.
        None => (rest.iter().rev().fold(u64::MAX, |word, byte| word << 8 | u64::from(*byte)), 0),
    };
    let found = ends(last);
    (found != 0).then(|| at + found.trailing_zeros() as usize / 8)
}

/// A text that is looked for all at once, as most that are looked for have some dozen bytes.
#[derive(Debug)]
pub(super) struct Pattern {
    text: Box<[u8]>,
    /// The first bytes in words of eight, filled with zeros, and which of their bits count.
    words: [u64; WORDS],
    masks: [u64; WORDS],
}

const WORDS: usize = 6;

impl Pattern {
    pub fn new(text: &[u8]) -> Pattern {
        let bytes = |at: usize| text.iter().skip(at * 8).take(8);
        let words = std::array::from_fn(|at| bytes(at).rev().fold(0, |word, byte| word << 8 | u64::from(*byte)));
        let masks = std::array::from_fn(|at| bytes(at).fold(0, |mask, _| mask << 8 | 0xFF));
        Pattern { words, masks, text: text.into() }
    }

    #[inline(always)]
    pub fn length(&self) -> usize {
        self.text.len()
    }

    /// Whether the bytes begin with it.
    #[inline(always)]
    pub fn begins(&self, bytes: &[u8]) -> bool {
        match bytes.first_chunk::<{ WORDS * 8 }>() {
            // Of the words that a shorter one does not have no bit counts, and they need not be looked at.
            Some(first) => match self.text.len() {
                0..=16 => self.begins_words::<2>(first),
                17..=32 => self.begins_words::<4>(first),
                33..=48 => self.begins_words::<WORDS>(first),
                _ => bytes.starts_with(&self.text),
            },
            None => bytes.starts_with(&self.text),
        }
    }

    #[expect(
        clippy::indexing_slicing,
        reason = "no more words are compared than there are, as is asserted at compile time"
    )]
    #[inline(always)]
    fn begins_words<const N: usize>(&self, first: &[u8; WORDS * 8]) -> bool {
        const { assert!(N <= WORDS) };
        let (eights, _) = first.as_chunks::<8>();
        let (mut differs, mut at) = (0, 0);
        // A plain loop: it is unrolled, and an iterator here was a call for every key.
        while at < N {
            differs |= (u64::from_le_bytes(eights[at]) ^ self.words[at]) & self.masks[at];
            at += 1;
        }
        differs == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_text_is_found_wherever_it_is() {
        for length in 0..=20 {
            let bytes = format!("{}\"b\"", "é".repeat(length)).into_bytes();
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

    #[test]
    fn a_pattern_begins_what_has_each_of_its_bytes_and_nothing_else() {
        let alphabet: Vec<u8> = (b'a'..=b'z').cycle().take(60).collect();
        for length in 1..=50 {
            let pattern = Pattern::new(&alphabet[..length]);
            // With fewer bytes behind it than a pattern has at most, and with more.
            for behind in [length, 60] {
                assert!(pattern.begins(&alphabet[..behind]), "{length} of {behind}");
                for at in 0..length {
                    let mut other = alphabet[..behind].to_vec();
                    other[at] ^= 1;
                    assert!(!pattern.begins(&other), "{length} of {behind}, another byte at {at}");
                }
            }
        }
    }
}
