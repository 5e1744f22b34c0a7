//! The spans that begin at one place of a record, told from each other by a few of their bytes.

use std::collections::HashSet;

use super::flat::Slot;
use super::words::{Pattern, word_at};

/// A text from the end of one own value to the beginning of the next, or to the end of the line.
#[derive(Debug)]
pub(super) struct Span {
    pub text: Pattern,
    pub to: To,
    /// Among all spans.
    pub number: u16,
    /// The position of the next shorter one that may stand here as well, or [`NONE`].
    shorter: u16,
}

/// Where a span leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum To {
    Value {
        slot: Slot,
        /// The span ends with the quote that opens the value.
        in_quotes: bool,
    },
    /// Behind the end of the line.
    End,
}

/// The spans that begin at one place.
#[derive(Debug, Default)]
pub(super) struct Behind {
    /// The shortest first.
    spans: Vec<Span>,
    /// Where the two words begin that tell most spans from each other, within what the shortest has.
    words: [usize; 2],
    /// The bits of these words that count, where the shortest span has less than a word.
    mask: u64,
    /// By these words: the position of the longest span, or [`NONE`].
    longest: Vec<u16>,
    /// What is left of a hash when its last bits are taken off is a position among these.
    shift: u32,
}

const NONE: u16 = u16::MAX;

/// Where more spans than that cannot be told from each other, the others are not found.
const MOST_ALIKE: usize = 8;

/// So many spans are enough to see by which words they are told from each other.
const SAMPLE: usize = 256;

impl Behind {
    /// The span that stands here, if it is a known one: the longest, where one begins like another.
    #[inline(always)]
    pub fn find(&self, bytes: &[u8]) -> Option<&Span> {
        if let [only] = self.spans.as_slice() {
            return only.text.begins(bytes).then_some(only);
        }
        let mut at = *self.longest.get(self.place(bytes)?)?;
        loop {
            let span = self.spans.get(usize::from(at))?;
            if span.text.begins(bytes) {
                return Some(span);
            }
            at = span.shorter;
        }
    }

    /// Learns a span by this number; false where it is known.
    pub fn learn(&mut self, text: &[u8], to: To, number: u16) -> bool {
        if self.spans.iter().any(|span| span.text.bytes() == text) {
            return false;
        }
        let is_shortest = self.spans.first().is_none_or(|first| text.len() < first.text.length());
        let at = self.spans.partition_point(|span| span.text.length() <= text.len());
        self.spans.insert(at, Span { text: Pattern::new(text), to, number, shorter: NONE });
        if is_shortest || self.spans.len().is_power_of_two() {
            self.choose_words();
        }
        self.arrange();
        true
    }

    /// Chooses the words by which most spans are told from each other.
    fn choose_words(&mut self) {
        let window = self.spans[0].text.length();
        self.mask = if window < 8 { !(u64::MAX << (8 * window)) } else { u64::MAX };
        self.words = [0, 0];
        for chosen in 0..2 {
            let told = |at: usize| {
                let mut words = self.words;
                words[chosen] = at;
                let told: HashSet<_> =
                    self.spans.iter().rev().take(SAMPLE).map(|span| self.read_of(words, &span.text)).collect();
                told.len()
            };
            let places = 0..=window.saturating_sub(8);
            // Of those that are equal, the first.
            let best = places.rev().max_by_key(|at| told(*at));
            self.words[chosen] = best.unwrap_or_default();
        }
    }

    /// Puts the spans among each other.
    fn arrange(&mut self) {
        let places = (4 * self.spans.len()).next_power_of_two();
        self.shift = u64::BITS - places.trailing_zeros();
        self.longest.clear();
        self.longest.resize(places, NONE);
        let mut alike = vec![0; places];
        for at in 0..self.spans.len() {
            let Some(place) = self.place_of(&self.spans[at].text).filter(|place| alike[*place] < MOST_ALIKE) else {
                continue;
            };
            alike[place] += 1;
            self.spans[at].shorter = std::mem::replace(&mut self.longest[place], at as u16);
        }
    }

    #[inline(always)]
    fn place(&self, bytes: &[u8]) -> Option<usize> {
        self.read(self.words, bytes).map(|words| self.place_by(words))
    }

    fn place_of(&self, text: &Pattern) -> Option<usize> {
        self.read_of(self.words, text).map(|words| self.place_by(words))
    }

    #[inline(always)]
    fn place_by(&self, [first, second]: [u64; 2]) -> usize {
        // The fraction of the golden ratio.
        const MIX: u64 = 0x9E37_79B9_7F4A_7C15;
        ((first ^ second.rotate_left(32)).wrapping_mul(MIX) >> self.shift) as usize
    }

    #[inline(always)]
    fn read(&self, words: [usize; 2], bytes: &[u8]) -> Option<[u64; 2]> {
        let [first, second] = words;
        Some([word_at(bytes, first)? & self.mask, word_at(bytes, second)? & self.mask])
    }

    /// The same of a span, which may have less than a word.
    fn read_of(&self, words: [usize; 2], text: &Pattern) -> Option<[u64; 2]> {
        if text.length() < 8 { self.read(words, &text.first_word()) } else { self.read(words, text.bytes()) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::PAD;
    use super::*;

    /// Texts that begin alike in many ways, in an order of no kind.
    fn texts() -> Vec<String> {
        let (mut state, mut texts) = (20_060_731_u64, Vec::new());
        let mut next = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        let words = [",", "\"kind\":\"", "individual", "corporation", "US", "AR", "\",\"", "2006-03-31", "\n", "é"];
        for _ in 0..400 {
            texts.push((0..next(9)).map(|_| words[next(10) as usize]).collect::<String>());
        }
        texts
    }

    #[test]
    fn the_longest_span_that_stands_there_is_found() {
        let texts = texts();
        let mut behind = Behind::default();
        let mut known: Vec<&str> = Vec::new();
        for (number, text) in texts.iter().enumerate() {
            let is_new = !known.contains(&text.as_str());
            assert_eq!(behind.learn(text.as_bytes(), To::End, number as u16), is_new);
            if is_new {
                known.push(text);
            }
            if number % 16 != 7 {
                continue;
            }
            for text in texts.iter().flat_map(|text| [text.clone(), format!("{text},2006"), format!("{text}\n,")]) {
                let bytes = [text.as_bytes(), &[b'x'; PAD]].concat();
                let longest = known.iter().filter(|known| text.starts_with(**known)).max_by_key(|known| known.len());
                let found = behind.find(&bytes).map(|span| std::str::from_utf8(span.text.bytes()).unwrap());
                if found != longest.copied() {
                    // Only where too many cannot be told from each other.
                    let place = |text: &str| behind.place_of(&Pattern::new(text.as_bytes()));
                    let of_longest = place(longest.unwrap());
                    assert!(known.iter().filter(|known| place(known) == of_longest).count() > MOST_ALIKE, "{text:?}");
                }
            }
        }
        assert!(known.len() > 200, "{} spans", known.len());
    }

    #[test]
    fn spans_of_a_register_are_told_apart_by_two_words() {
        let mut behind = Behind::default();
        let mut count = 0;
        for instrument in ["share", "ads"] {
            for meets in ["true", "false"] {
                for year in 2003..2008 {
                    for day in ["03-31", "06-30", "09-30"] {
                        let text = format!(
                            ",\"instrument\":\"{instrument}\",\"meets_additional_requirements\":{meets},\
                             \"dividend.entitlement_date\":\"{year}-{day}\",\"dividend.per_share_jpy\":\""
                        );
                        assert!(behind.learn(text.as_bytes(), To::End, count));
                        count += 1;
                    }
                }
            }
        }
        let longest_chain = behind.longest.iter().map(|first| {
            std::iter::successors(Some(*first), |at| Some(behind.spans.get(usize::from(*at))?.shorter))
                .take_while(|at| *at != NONE)
                .count()
        });
        assert!(longest_chain.max() <= Some(3));
    }
}
