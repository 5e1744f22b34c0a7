//! Records that are alike: they state the same, but for the id, the amounts paid and withheld, and how much is held since
//! when.
//!
//! A register has many holders and few kinds of them. What a record has of its own is read anew each time, and put
//! into the case that the first record of its kind became; all else was read then, and is told by the spans between
//! the own values, or in columns by codes for what stands there.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::FixedState;
use rust_decimal::Decimal;

use super::flat::{Cell, Slot, Slots};
use super::profile::stays_exact;
use super::quick::{hold, is_held_in_time, is_withheld_from_gross, number, whole_yen, yen};
use super::scalar::{decimal, number_at, quick_digits, quickly_bounded};
use super::spans::{Place, Sequence, Spans};
use super::spec::Wire;
use super::words::{Padded, controls, end_of, equal_to};
use crate::case::{Amount, Case};
use crate::law::Law;
use crate::units::{Day, Percent, Yen};

/// The kinds of records that came so far.
#[derive(Debug)]
pub(super) struct Alikes<R> {
    kinds: Vec<Kind<R>>,
    spans: Spans,
    by_text: HashMap<Alike, usize, FixedState>,
    by_codes: HashMap<Box<[u64]>, usize, FixedState>,
    /// Of the row that was looked for last: the slots that state something of its own, and the codes of all else.
    row: Vec<u64>,
    /// How many records were of a kind that had come before, and how many were not.
    known: u64,
    new: u64,
}

/// What records of text have in common that are of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Alike {
    spans: Sequence,
    /// Which slots state something of a record's own: a cell may be empty.
    stated: u64,
}

/// A kind of record.
#[derive(Debug)]
struct Kind<R> {
    case: Case,
    law: &'static Law,
    attached: R,
}

/// What a record has of its own.
#[derive(Debug, Default)]
pub(super) struct Own<'r> {
    pub slots: Slots,
    id: Id<'r>,
    ownership: Option<Percent>,
    since: Option<Day>,
    shares: Option<Decimal>,
    amount: Option<Amount>,
    withheld: Option<Yen>,
}

#[derive(Clone, Copy, Debug, Default)]
enum Id<'r> {
    #[default]
    None,
    Text(&'r str),
    /// In a column of integers.
    Number(i128),
}

/// The case of a record, and what is attached to its kind where it is of one.
#[derive(Debug)]
pub struct Taken<'q, R> {
    pub case: &'q Case,
    pub law: &'static Law,
    pub attached: Option<&'q mut R>,
}

/// How records of text are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Writing {
    Json,
    /// Where an empty cell states nothing.
    Csv,
}

/// More kinds than a register has; each takes some kilobytes.
const MOST_KINDS: usize = 2048;

/// Of so many records at least half must be of a known kind; in a register that is not so, nothing is looked up.
const TRIAL: u64 = 4 * MOST_KINDS as u64;

impl<R: Default> Alikes<R> {
    pub fn new() -> Alikes<R> {
        let (by_text, by_codes) = (HashMap::default(), HashMap::default());
        Alikes { kinds: Vec::new(), spans: Spans::new(), by_text, by_codes, row: Vec::new(), known: 0, new: 0 }
    }

    /// The position of the kind of the record that begins at a place, into whose case its own facts are put, and where
    /// its line ends; nothing when its kind is not known, or when the general reader has to say what is wrong.
    #[inline(always)]
    pub fn find(&mut self, writing: Writing, text: Padded<'_>, at: usize) -> Option<(usize, usize)> {
        let (own, spans, end) = self.read(writing, text, at)?;
        let stated = own.slots.stated;
        let at = *self.by_text.get(&Alike { spans, stated })?;
        self.put(at, &own).then_some((at, end))
    }

    /// The same of a row of columns, of which these codes stand for all that is not its own.
    #[inline(always)]
    pub fn find_row(&mut self, codes: &[u64], own: &Own<'_>) -> Option<usize> {
        self.row.clear();
        self.row.push(own.slots.stated);
        self.row.extend_from_slice(codes);
        let at = *self.by_codes.get(self.row.as_slice())?;
        self.put(at, own).then_some(at)
    }

    #[inline(always)]
    fn read<'t>(&self, writing: Writing, text: Padded<'t>, at: usize) -> Option<(Own<'t>, Sequence, usize)> {
        let mut own = Own::default();
        let value = |slot, in_quotes, at| own.value(writing, slot, in_quotes, text, at);
        let (spans, end) = self.spans.follow(text, at, value)?;
        Some((own, spans, end))
    }

    /// Puts a record's own facts into the case of its kind; false where they are not possible together.
    #[inline(always)]
    fn put(&mut self, at: usize, own: &Own<'_>) -> bool {
        self.known += 1;
        let case = &mut self.kinds[at].case;
        own.put_into(case);
        is_held_in_time(case, own.since) && stays_exact(case) && is_withheld_from_gross(case)
    }

    pub fn taken(&mut self, at: usize) -> Taken<'_, R> {
        let Kind { case, law, attached } = &mut self.kinds[at];
        Taken { case, law, attached: Some(attached) }
    }

    /// Keeps the case of a record of text as the first of its kind; its own values stand at these places.
    pub fn keep<'q>(
        &'q mut self,
        writing: Writing,
        text: Padded<'_>,
        record: Range<usize>,
        places: &[Place],
        case: &'q Case,
        law: &'static Law,
    ) -> Taken<'q, R> {
        let at = record.start;
        if self.is_worth_while() {
            if self.kinds.len() == MOST_KINDS || self.spans.is_full() {
                self.clear();
            }
            self.spans.learn(text.bytes, record, places);
            if let Some((Own { slots, .. }, spans, _)) = self.read(writing, text, at) {
                self.by_text.insert(Alike { spans, stated: slots.stated }, self.kinds.len());
                return self.push(case, law);
            }
        }
        Taken { case, law, attached: None }
    }

    /// The same of the row of columns that was looked for last.
    pub fn keep_row<'q>(&'q mut self, case: &'q Case, law: &'static Law) -> Taken<'q, R> {
        if !self.is_worth_while() {
            return Taken { case, law, attached: None };
        }
        if self.kinds.len() == MOST_KINDS {
            self.clear();
        }
        self.by_codes.insert(self.row.as_slice().into(), self.kinds.len());
        self.push(case, law)
    }

    fn push(&mut self, case: &Case, law: &'static Law) -> Taken<'_, R> {
        self.kinds.push(Kind { case: case.clone(), law, attached: R::default() });
        self.taken(self.kinds.len() - 1)
    }

    /// Counts a record of no known kind, and tells whether kinds are worth being looked for.
    fn is_worth_while(&mut self) -> bool {
        self.new += 1;
        let is = self.new < TRIAL || self.new < self.known;
        if !is && !self.kinds.is_empty() {
            // Nothing is found any more, at no cost.
            self.clear();
        }
        is
    }

    fn clear(&mut self) {
        self.kinds.clear();
        self.spans.clear();
        self.by_text.clear();
        self.by_codes.clear();
    }
}

#[inline(always)]
fn percent(digits: &[u8]) -> Option<Percent> {
    let (mantissa, scale) = quick_digits(digits, Wire::Percent)?;
    Percent::of_digits(mantissa, scale)
}

impl<'r> Own<'r> {
    /// Takes the own value that begins at a place of a text, and tells where it ends: what stands there is the next
    /// span's.
    #[inline(always)]
    fn value(&mut self, writing: Writing, slot: Slot, in_quotes: bool, text: Padded<'r>, at: usize) -> Option<usize> {
        if writing == Writing::Csv && matches!(text.bytes.get(at)?, b',' | b'"' | b'\r' | b'\n') {
            self.slots.note_null(slot)?;
            return Some(at);
        }
        self.slots.note(slot)?;
        match slot {
            Slot::Id => {
                let end = match (writing, in_quotes) {
                    (Writing::Json, _) => {
                        let ends = |word| equal_to(b'"', word) | equal_to(b'\\', word) | controls(word);
                        end_of(text.bytes, at, ends)
                    }
                    (Writing::Csv, true) => end_of(text.bytes, at, |word| equal_to(b'"', word) | equal_to(b'\n', word)),
                    (Writing::Csv, false) => {
                        let ends = |word| equal_to(b',', word) | equal_to(b'"', word) | equal_to(b'\n', word);
                        end_of(text.bytes, at, ends)
                    }
                }?;
                self.id = Id::Text(text.text.get(at..end)?);
                Some(end)
            }
            Slot::HeldSince => {
                let end = at + Day::LENGTH;
                self.since = Some(Day::parse(text.bytes.get(at..end)?)?);
                Some(end)
            }
            Slot::OwnershipPercent => {
                let (mantissa, scale, end) = number_at(text.bytes, at, Wire::Percent)?;
                self.ownership = Some(Percent::of_digits(mantissa, scale)?);
                Some(end)
            }
            Slot::Shares => {
                let (mantissa, scale, end) = number_at(text.bytes, at, Wire::Shares)?;
                self.shares = Some(decimal(mantissa, scale));
                Some(end)
            }
            Slot::PerShare | Slot::Gross => {
                let (mantissa, scale, end) = number_at(text.bytes, at, Wire::Yen)?;
                let yen = decimal(mantissa, scale);
                self.amount = Some(if slot == Slot::Gross { Amount::Gross(yen) } else { Amount::PerShare(yen) });
                Some(end)
            }
            Slot::Withheld => {
                let (mantissa, scale, end) = number_at(text.bytes, at, Wire::WholeYen)?;
                self.withheld = Some(yen(decimal(mantissa, scale))?);
                Some(end)
            }
            _ => None,
        }
    }

    /// Takes a cell of one of the slots that are a record's own.
    #[inline(always)]
    pub fn cell(&mut self, slot: Slot, cell: Cell<'r>) -> Option<()> {
        if cell == Cell::Null {
            return Some(());
        }
        self.slots.note(slot)?;
        match (slot, cell) {
            (Slot::Id, Cell::Text(text)) => self.id = Id::Text(text),
            (Slot::Id, Cell::Decimal(number, 0)) => self.id = Id::Number(number),
            (Slot::HeldSince, Cell::Day(day)) => self.since = Some(day),
            (Slot::HeldSince, Cell::Text(text)) => self.since = Some(Day::parse(text)?),
            (Slot::OwnershipPercent, Cell::Text(text)) => self.ownership = Some(percent(text.as_bytes())?),
            (Slot::OwnershipPercent, Cell::Decimal(mantissa, scale)) => {
                let (mantissa, scale) = quickly_bounded(mantissa, scale, Wire::Percent)?;
                self.ownership = Some(Percent::of_digits(mantissa, scale)?);
            }
            (Slot::Shares, _) => self.shares = Some(number(cell, Wire::Shares)?),
            (Slot::PerShare, _) => self.amount = Some(Amount::PerShare(number(cell, Wire::Yen)?)),
            (Slot::Gross, _) => self.amount = Some(Amount::Gross(number(cell, Wire::Yen)?)),
            (Slot::Withheld, _) => self.withheld = Some(whole_yen(cell)?),
            _ => return None,
        }
        Some(())
    }

    #[inline]
    fn put_into(&self, case: &mut Case) {
        if let Some(id) = &mut case.id {
            id.clear();
            match self.id {
                Id::None => {}
                Id::Text(text) => id.push_str(text),
                Id::Number(number) => id.push_str(itoa::Buffer::new().format(number)),
            }
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
