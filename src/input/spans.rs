//! What stands between a record's own values, learned as whole texts.
//!
//! The records of a register differ in their own values, and in little else: the names of the fields, the quotes and
//! commas, and what holds for many holders come again, byte for byte. Such a text is compared as one, however many
//! fields it has, and is not read a second time. Records with the same spans are the same but for their own values.

use std::ops::Range;

use super::behind::{Behind, To};
use super::flat::{Slot, Slots};
use super::words::Padded;

/// The spans that were learned.
#[derive(Debug)]
pub(super) struct Spans {
    /// By where they begin: at the beginning of a record, or behind a value of each slot.
    behind: Vec<Behind>,
    /// How many there are.
    count: u16,
}

/// What records of text have in common that are of a kind: which spans they have, in order, each by its number from 1; and
/// which of their own values state something, as a cell may be empty. No two kinds have the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Common(u128);

/// Where in a text an own value stands.
pub(super) type Place = (Slot, Range<usize>);

const BITS: u32 = 12;

/// As many as have a number in a [`Common`]; each takes some hundred bytes.
const MOST_SPANS: u16 = (1 << BITS) - 1;

/// A longer text is not learned.
const LONGEST: usize = 1024;

const _: () =
    assert!(Slot::OWN + (Slot::OWN + 1) * BITS <= u128::BITS, "there is room for a span before and behind each");

impl Common {
    /// What is left when one more span is added; its number is less than [`MOST_SPANS`].
    #[inline(always)]
    fn with(self, number: u16) -> Common {
        Common(self.0 << BITS | (u128::from(number) + 1))
    }

    /// The same with the own values that are stated.
    #[inline(always)]
    pub fn stating(self, slots: Slots) -> Common {
        let own = slots.stated & ((1 << Slot::OWN) - 1);
        Common(self.0 << Slot::OWN | u128::from(own))
    }
}

impl Spans {
    pub fn new() -> Spans {
        let behind = std::iter::repeat_with(Behind::default).take(1 + Slot::ALL.len()).collect();
        Spans { behind, count: 0 }
    }

    pub fn clear(&mut self) {
        *self = Spans::new();
    }

    /// Whether there is no room for another record's.
    pub fn is_full(&self) -> bool {
        u32::from(self.count) + Slot::OWN + 1 > u32::from(MOST_SPANS)
    }

    /// Follows the record that begins at a place from span to span, and tells which it has and where its line ends;
    /// nothing when one is not known. `value` takes each own value where it begins, and tells where it ends. A slot must
    /// not be taken twice.
    #[inline(always)]
    pub fn follow(
        &self,
        text: Padded<'_>,
        mut at: usize,
        mut value: impl FnMut(Slot, bool, usize) -> Option<usize>,
    ) -> Option<(Common, usize)> {
        let mut common = Common::default();
        let mut behind = &self.behind[0];
        loop {
            let span = behind.find(text.bytes.get(at..)?)?;
            common = common.with(span.number);
            at += span.text.length();
            let To::Value { slot, in_quotes } = span.to else {
                // What stands behind the text is not the record's.
                return (at <= text.text.len()).then_some((common, at - 1));
            };
            at = value(slot, in_quotes, at)?;
            behind = &self.behind[position(slot)];
        }
    }

    /// Learns the spans of a record, with the newline that ends it, in which its own values stand at these places. What
    /// has no room is left out. There must be room for a record.
    pub fn learn(&mut self, text: &[u8], record: Range<usize>, places: &[Place]) {
        let (mut from, mut before) = (record.start, 0);
        for (slot, place) in places {
            let in_quotes = place.start > from && text[place.start - 1] == b'"';
            self.keep(before, &text[from..place.start], To::Value { slot: *slot, in_quotes });
            (from, before) = (place.end, position(*slot));
        }
        self.keep(before, &text[from..record.end], To::End);
    }

    fn keep(&mut self, before: usize, text: &[u8], to: To) {
        if text.len() <= LONGEST && self.behind[before].learn(text, to, self.count) {
            self.count += 1;
        }
    }
}

/// Where the spans behind a value are, among all.
#[inline(always)]
fn position(slot: Slot) -> usize {
    1 + slot as usize
}

#[cfg(test)]
mod tests {
    use super::super::PAD;
    use super::*;

    /// Learns a record whose own values stand in angle brackets, which are taken off.
    fn learn(spans: &mut Spans, marked: &str, slots: &[Slot]) {
        let mut text = String::new();
        let mut places = Vec::new();
        for (at, part) in marked.split(['<', '>']).enumerate() {
            if at % 2 == 1 {
                places.push((slots[at / 2], text.len()..text.len() + part.len()));
            }
            text += part;
        }
        spans.learn(text.as_bytes(), 0..text.len(), &places);
    }

    /// The values of a record, which end where no letter or digit stands, and its spans.
    fn follow(spans: &Spans, text: &str) -> Option<(Common, Vec<String>)> {
        let bytes = [text.as_bytes(), &[b'\n'; PAD]].concat();
        let mut values = Vec::new();
        let found = spans.follow(Padded::new(&bytes, text.len()).unwrap(), 0, |_, _, at| {
            let end = at + text[at..].find(|letter: char| !letter.is_alphanumeric())?;
            values.push(text[at..end].to_owned());
            Some(end)
        })?;
        assert_eq!(found.1, text.len() - 1);
        Some((found.0, values))
    }

    #[test]
    fn a_record_is_followed_where_all_its_spans_are_known() {
        let mut spans = Spans::new();
        let slots = [Slot::Id, Slot::Shares, Slot::PerShare];
        learn(&mut spans, "{id:\"<a>\",kind:x,shares:<7>,paid:y,per:<2>}\n", &slots);
        learn(&mut spans, "{id:\"<b>\",kind:xx,shares:<7>,paid:z,per:<2>}\n", &slots);
        let (first, values) = follow(&spans, "{id:\"a\",kind:x,shares:123,paid:y,per:5}\n").unwrap();
        assert_eq!(values, ["a", "123", "5"]);
        let (second, _) = follow(&spans, "{id:\"b\",kind:xx,shares:1,paid:z,per:5}\n").unwrap();
        let (mixed, _) = follow(&spans, "{id:\"b\",kind:xx,shares:1,paid:y,per:5}\n").unwrap();
        assert!(first != second && first != mixed && second != mixed);
        for unknown in ["{id:\"a\",kind:y,shares:1,paid:y,per:5}\n", "{id:a,kind:x,shares:1,paid:y,per:5}\n", "{\n"] {
            assert_eq!(follow(&spans, unknown), None);
        }
    }

    #[test]
    fn a_span_is_not_taken_for_one_that_goes_on() {
        let slots = [Slot::Id, Slot::Shares];
        let texts = ["<a>,<1>\n", "<a>,,<2>\n", "<a>,,,<3>\n", "<a>\n"];
        for first in 0..texts.len() {
            let mut spans = Spans::new();
            for at in 0..texts.len() {
                learn(&mut spans, texts[(first + at) % texts.len()], &slots);
            }
            let follow = |text| follow(&spans, text).map(|(_, values)| values);
            assert_eq!(follow("a,7\n").unwrap(), ["a", "7"]);
            assert_eq!(follow("a,,7\n").unwrap(), ["a", "7"]);
            assert_eq!(follow("a,,,7\n").unwrap(), ["a", "7"]);
            assert_eq!(follow("a\n").unwrap(), ["a"]);
        }
    }

    #[test]
    fn what_has_no_room_is_left_out() {
        let mut spans = Spans::new();
        for number in 0..20 {
            learn(&mut spans, &format!("<a>,,{number}\n"), &[Slot::Id]);
            learn(&mut spans, "<a>,<1>\n", &[Slot::Id, Slot::Shares]);
        }
        let known = (0..20).filter(|number| follow(&spans, &format!("a,,{number}\n")).is_some());
        assert!((4..20).contains(&known.count()));
        assert!(follow(&spans, "a,2\n").is_some());
        learn(&mut spans, &format!("<a>,{}\n", "x".repeat(LONGEST)), &[Slot::Id]);
        assert!(!spans.is_full());
        for number in 0.. {
            if spans.is_full() {
                break;
            }
            learn(&mut spans, &format!("{number},<a>\n"), &[Slot::Id]);
        }
        assert!(spans.count <= MOST_SPANS);
        spans.clear();
        assert_eq!(follow(&spans, "a,2\n"), None);
    }
}
