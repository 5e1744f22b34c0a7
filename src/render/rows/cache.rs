//! Text that repeats from row to row, kept as it was written: the law, the rule and the rate of a register
//! have a few values together, and writing them anew is a good part of a row.

use std::collections::HashMap;

use super::Words;
use super::numbers::{Last, LastFraction};
use crate::units::Rate;

/// Stands for the words of a row among those of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark(u32);

impl Mark {
    /// From 0, without gaps.
    pub fn number(self) -> usize {
        self.0 as usize
    }
}

/// Gives marks to words. There are not many: they all stand in the tables of the laws.
#[derive(Debug)]
pub struct Marks {
    known: HashMap<Words, Mark>,
    /// Words of late by where their texts stand, which takes no look at the texts themselves.
    recent: Vec<Option<(Addresses, Mark)>>,
}

/// Words by the addresses of their texts: where these are the same, so are the words.
type Addresses = [usize; 13];

/// How many of late are found without a look at their texts.
const RECENT: usize = 1024;

impl Default for Marks {
    fn default() -> Marks {
        Marks { known: HashMap::new(), recent: vec![None; RECENT] }
    }
}

impl Marks {
    /// The mark of these words: the same for the same.
    #[inline(always)]
    pub fn of(&mut self, words: &Words) -> Mark {
        let addresses = words.addresses();
        let slot = slot(&addresses);
        match self.recent.get(slot) {
            Some(Some((known, mark))) if *known == addresses => *mark,
            _ => self.find(words, addresses, slot),
        }
    }

    #[inline(never)]
    fn find(&mut self, words: &Words, addresses: Addresses, slot: usize) -> Mark {
        let next = Mark(self.known.len() as u32);
        let mark = *self.known.entry(*words).or_insert(next);
        if let Some(recent) = self.recent.get_mut(slot) {
            *recent = Some((addresses, mark));
        }
        mark
    }
}

#[inline(always)]
fn slot(addresses: &Addresses) -> usize {
    const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
    let mixed = addresses.iter().fold(0_u64, |mixed, word| (mixed ^ *word as u64).wrapping_mul(ODD).rotate_left(31));
    mixed as usize % RECENT
}

impl Words {
    /// Two words with the same addresses are the same; equal ones may have others.
    #[inline(always)]
    fn addresses(&self) -> Addresses {
        let text = |text: Option<&'static str>| text.map_or(0, |text| text.as_ptr() as usize);
        let rate = |rate: Option<Rate>| rate.map_or(0, Rate::number) as usize;
        // No address reaches that high.
        let flag = self.qualified.map_or(2, usize::from);
        [
            text(self.status),
            text(self.regime),
            text(self.rule),
            text(self.us_status),
            text(self.category) ^ flag << 60,
            text(self.form),
            text(self.route),
            rate(self.rate),
            rate(self.highest_rate),
            rate(self.prior_rate),
            rate(self.other_rate),
            text(self.law),
            text(self.evidence),
        ]
    }
}

/// How many repeated texts a row has.
const TEXTS: usize = 2;

/// The texts that were written, by the marks of their rows.
#[derive(Debug, Default)]
pub struct Repeats {
    /// An empty one was not yet written.
    kept: Vec<[Box<[u8]>; TEXTS]>,
    /// The yen that were written last, and the fraction.
    pub(super) yen: Last,
    pub(super) fraction: LastFraction,
    /// Texts that a spreadsheet would take for a formula are made harmless.
    pub guards_formulas: bool,
}

impl Repeats {
    /// A text of a row with this mark; none when it was not kept.
    #[inline(always)]
    pub(super) fn find(&self, mark: Mark, number: usize) -> Option<&[u8]> {
        let text = &self.kept.get(mark.number())?.get(number)?;
        (!text.is_empty()).then_some(text)
    }

    /// Keeps the text.
    pub(super) fn keep(&mut self, mark: Mark, number: usize, text: &[u8]) {
        if self.kept.len() <= mark.number() {
            self.kept.resize(mark.number() + 1, Default::default());
        }
        if let Some(kept) = self.kept.get_mut(mark.number()).and_then(|texts| texts.get_mut(number)) {
            *kept = text.into();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_differ_in_one_text_have_marks_of_their_own() {
        let plain = Words {
            evidence: Some("primary"),
            category: Some("passive"),
            law: Some("statute"),
            rate: Some(Rate::of("10")),
            ..Words::OF_INVALID
        };
        let different = [
            plain,
            Words { evidence: Some("secondary"), ..plain },
            Words { evidence: None, ..plain },
            Words { qualified: Some(false), ..plain },
            Words { qualified: Some(true), ..plain },
            Words { category: None, ..plain },
            Words { law: Some("form-20f"), ..plain },
            Words { rate: Some(Rate::of("15")), ..plain },
            Words { rate: None, prior_rate: plain.rate, ..plain },
            Words { rate: None, other_rate: plain.rate, ..plain },
        ];
        let mut marks = Marks::default();
        for number in [0, 1] {
            let given: Vec<_> = different.iter().map(|words| marks.of(words).number()).collect();
            assert_eq!(given, (0..different.len()).collect::<Vec<_>>(), "asked {number} times before");
        }
    }
}
