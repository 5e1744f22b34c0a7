//! Records that are alike: they state the same, but for the id, the amounts paid and withheld, and how much is held since
//! when.
//!
//! A register has many holders and few kinds of them. What a record has of its own is read anew each time, and put
//! into the case that the first record of its kind became; all else was read then, and is told by its bytes.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use rust_decimal::Decimal;

use super::flat::{Cell, Slot, Slots};
use super::profile::stays_exact;
use super::quick::{date, hold, is_held_in_time, is_withheld_from_gross, number, push_id, whole_yen};
use super::spec::Wire;
use crate::case::{Amount, Case};
use crate::law::Law;
use crate::units::{Day, Percent, Yen};

/// The kinds of records that came so far, and the one record that is being read.
#[derive(Debug)]
pub(super) struct Alikes<R> {
    own: Own,
    kinds: Vec<Kind<R>>,
    by_key: HashMap<Box<[u64]>, usize, FixedState>,
    /// How many records were of a kind that had come before, and how many were not.
    known: u64,
    new: u64,
}

/// A kind of record.
#[derive(Debug)]
struct Kind<R> {
    case: Case,
    law: &'static Law,
    attached: R,
}

/// What a record has of its own, and by what it is told from other kinds.
#[derive(Debug, Default)]
struct Own {
    slots: Slots,
    /// All that is not its own, as it is written, in words; and last which slots it states.
    key: Vec<u64>,
    id: String,
    ownership: Option<Percent>,
    since: Option<Day>,
    shares: Option<Decimal>,
    amount: Option<Amount>,
    withheld: Option<Yen>,
}

/// The case of a record, and what is attached to its kind where it is of one.
#[derive(Debug)]
pub struct Taken<'q, R> {
    pub case: &'q Case,
    pub law: &'static Law,
    pub attached: Option<&'q mut R>,
}

/// More kinds than a register has; each takes some kilobytes.
const MOST_KINDS: usize = 2048;

/// Of so many records at least half must be of a known kind; in a register that is not so, nothing is looked up.
const TRIAL: u64 = 4 * MOST_KINDS as u64;

impl<R: Default> Alikes<R> {
    pub fn new() -> Alikes<R> {
        let by_key = HashMap::with_hasher(FixedState::default());
        Alikes { own: Own::default(), kinds: Vec::new(), by_key, known: 0, new: 0 }
    }

    /// Begins a record; false when looking for its kind is not worth the while.
    pub fn begin(&mut self) -> bool {
        self.own.begin();
        self.new < TRIAL || self.new < self.known
    }

    /// Takes a field; nothing when no record of its kind is kept.
    #[inline(always)]
    pub fn set(&mut self, slot: Slot, cell: Cell<'_>) -> Option<()> {
        self.own.set(slot, cell)
    }

    /// The same for a text in a column, where an empty one states nothing.
    #[inline(always)]
    pub fn set_text(&mut self, slot: Slot, text: &str) -> Option<()> {
        if text.is_empty() { Some(()) } else { self.own.set(slot, Cell::Text(text)) }
    }

    /// The position of the record's kind, into whose case its own facts are put; nothing when it is not known, or when
    /// the general reader has to say what is wrong.
    pub fn find(&mut self) -> Option<usize> {
        let own = &mut self.own;
        own.key.push(own.slots.stated);
        let found = self.by_key.get(own.key.as_slice()).copied();
        let Some(at) = found else {
            self.new += 1;
            return None;
        };
        self.known += 1;
        let case = &mut self.kinds[at].case;
        own.put_into(case);
        let is_possible = is_held_in_time(case, own.since) && stays_exact(case) && is_withheld_from_gross(case);
        is_possible.then_some(at)
    }

    pub fn taken(&mut self, at: usize) -> Taken<'_, R> {
        let Kind { case, law, attached } = &mut self.kinds[at];
        Taken { case, law, attached: Some(attached) }
    }

    /// Keeps the case of the record that was just read as the first of its kind.
    pub fn keep(&mut self, case: &Case, law: &'static Law) -> Taken<'_, R> {
        if self.kinds.len() == MOST_KINDS {
            self.kinds.clear();
            self.by_key.clear();
        }
        let at = self.kinds.len();
        self.by_key.insert(self.own.key.as_slice().into(), at);
        self.kinds.push(Kind { case: case.clone(), law, attached: R::default() });
        self.taken(at)
    }
}

impl Own {
    fn begin(&mut self) {
        self.slots = Slots::default();
        (self.ownership, self.since, self.shares) = (None, None, None);
        (self.amount, self.withheld) = (None, None);
        self.key.clear();
    }

    #[inline(always)]
    fn set(&mut self, slot: Slot, cell: Cell<'_>) -> Option<()> {
        if !self.slots.note(slot, cell)? {
            return Some(());
        }
        match slot {
            Slot::Id => {
                self.id.clear();
                push_id(&mut self.id, cell)?;
            }
            Slot::OwnershipPercent => self.ownership = Some(Percent::new(number(cell, Wire::Percent)?)?),
            Slot::HeldSince => self.since = Some(date(cell)?),
            Slot::Shares => self.shares = Some(number(cell, Wire::Shares)?),
            Slot::PerShare => self.amount = Some(Amount::PerShare(number(cell, Wire::Yen)?)),
            Slot::Gross => self.amount = Some(Amount::Gross(number(cell, Wire::Yen)?)),
            Slot::Withheld => self.withheld = Some(whole_yen(cell)?),
            _ => self.push(slot, cell)?,
        }
        Some(())
    }

    /// Adds a field to the key, so that no two records have the same that differ in one.
    #[inline(always)]
    fn push(&mut self, slot: Slot, cell: Cell<'_>) -> Option<()> {
        match cell {
            Cell::Text(text) => return self.push_text(slot, text.as_bytes()),
            // No text begins with such bytes.
            Cell::Bool(is) => self.push_word(slot, 0, word(&[0xFE, u8::from(is)])),
            Cell::Day(day) => {
                let [first, second, third, fourth] = day.days_since(Day::MIN).to_le_bytes();
                self.push_word(slot, 0, word(&[0xFD, first, second, third, fourth]));
            }
            Cell::Number(digits) => {
                self.push_word(slot, 0, word(&[0xFC]));
                return self.push_text(slot, digits.as_bytes());
            }
            Cell::Decimal(mantissa, scale) => {
                self.push_word(slot, 3, word(&[0xFB]));
                self.key.extend([mantissa as u64, (mantissa >> 64) as u64, u64::from(scale)]);
            }
            Cell::Null | Cell::Json(_) => return None,
        }
        Some(())
    }

    #[inline(always)]
    fn push_text(&mut self, slot: Slot, text: &[u8]) -> Option<()> {
        match (text.first_chunk::<8>(), text.last_chunk::<8>()) {
            (Some(first), Some(last)) => {
                let (eights, rest) = text[FIRST..].as_chunks::<8>();
                let more = eights.len() + usize::from(!rest.is_empty());
                if more > MOST_MORE {
                    return None;
                }
                self.push_word(slot, more as u64, u64::from_le_bytes(*first));
                self.key.extend(eights.iter().map(|eight| u64::from_le_bytes(*eight)));
                if !rest.is_empty() {
                    let bits = 8 * rest.len();
                    self.key.push(u64::from_le_bytes(*last) >> (64 - bits) | u64::MAX << bits);
                }
            }
            _ => self.push_word(slot, 0, word(text)),
        }
        Some(())
    }

    /// Adds the first seven bytes of a value, with the slot and the number of words that follow in the place of the last.
    #[inline(always)]
    fn push_word(&mut self, slot: Slot, more: u64, word: u64) {
        const BITS: u32 = 8 * FIRST as u32;
        self.key.push(word & !(u64::MAX << BITS) | (slot as u64 | more << 6) << BITS);
    }

    #[inline]
    fn put_into(&mut self, case: &mut Case) {
        if let Some(id) = &mut case.id {
            std::mem::swap(id, &mut self.id);
        }
        hold(case, self.ownership, self.since);
        // Where it states none, neither did the first of its kind.
        if let Some(shares) = self.shares {
            case.shares = Some(shares);
        }
        if let Some(amount) = self.amount {
            case.dividend.amount = amount;
        }
        if let Some(withheld) = self.withheld {
            case.dividend.withheld = Some(withheld);
        }
    }
}

/// How many bytes of a value stand in its first word.
const FIRST: usize = 7;

/// How many words may follow the first: two bits have room for so many.
const MOST_MORE: usize = 3;

const _: () = assert!(Slot::ALL.len() <= 64, "six bits have room for a slot");

/// Up to seven bytes as a word, filled with what no text has.
#[inline(always)]
fn word(bytes: &[u8]) -> u64 {
    let value = match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        (Some(first), Some(last)) => {
            u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << (8 * (bytes.len() - 4))
        }
        _ => bytes.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte)),
    };
    value | u64::MAX << (8 * bytes.len())
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_two_values_have_the_same_words() {
        let letters = ["", "a", "\0", "é", "ab", "b", "true", "7", "aaaaaaa", "aaaaaaaa", "abcdefghijklmnopqrstuvw"];
        let mut texts: HashSet<String> = letters.map(str::to_owned).into();
        for length in 0..=31 {
            texts.insert("2004-07-01 and so on until the end"[..length].to_owned());
            texts.insert("\0".repeat(length));
        }
        let of_texts = texts.iter().flat_map(|text| [Cell::Text(text), Cell::Number(text)]);
        let days = [Day::ymd(2004, 7, 1), Day::MIN, Day::MAX].map(Cell::Day);
        let numbers =
            [(0, 0), (7, 0), (7, 1), (-7, 0), (i128::MAX, 0)].map(|(mantissa, scale)| Cell::Decimal(mantissa, scale));
        let cells: Vec<_> = of_texts.chain(days).chain(numbers).chain([false, true].map(Cell::Bool)).collect();
        let mut seen = HashSet::new();
        // One value alone, and one behind another.
        for slot in [Slot::Kind, Slot::Residence, Slot::Withheld] {
            for cell in &cells {
                for before in [None, Some(Cell::Text("aaaaaaaa")), Some(Cell::Text("a"))] {
                    let mut own = Own::default();
                    if let Some(before) = before {
                        own.push(Slot::Kind, before).unwrap();
                    }
                    own.push(slot, *cell).unwrap();
                    assert!(seen.insert(own.key), "{slot:?} {cell:?} {before:?}");
                }
            }
        }
        assert_eq!(seen.len(), 3 * 3 * cells.len());
    }

    #[test]
    fn a_long_value_is_not_looked_up() {
        assert!(Own::default().push(Slot::Kind, Cell::Text(&"a".repeat(31))).is_some());
        assert!(Own::default().push(Slot::Kind, Cell::Text(&"a".repeat(32))).is_none());
    }
}
