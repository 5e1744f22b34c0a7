//! Records that are alike: they state the same, but for the id, the amounts paid and withheld, and how much is held since
//! when.
//!
//! A register has many holders and few kinds of them. What a record has of its own is read anew each time, and put
//! into the case that the first record of its kind became; all else was read then, and is told by its bytes, or in
//! columns by codes for its values.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use rust_decimal::Decimal;

use super::flat::{Cell, Column, Slot, Slots};
use super::line::TakeCell;
use super::profile::stays_exact;
use super::quick::{hold, is_held_in_time, is_withheld_from_gross, number, whole_yen, yen};
use super::scalar::{quick_digits, quick_number, quickly_bounded};
use super::scan::{Cursor, Take};
use super::spec::Wire;
use super::words::{Key, Passage};
use crate::case::{Amount, Case};
use crate::law::Law;
use crate::units::{Day, Percent, Yen};

/// The kinds of records that came so far.
#[derive(Debug)]
pub(super) struct Alikes<R> {
    /// Of the record that is being read: all that is not its own.
    key: Key,
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

/// More kinds than a register has; each takes some kilobytes.
const MOST_KINDS: usize = 2048;

/// Of so many records at least half must be of a known kind; in a register that is not so, nothing is looked up.
const TRIAL: u64 = 4 * MOST_KINDS as u64;

impl<R: Default> Alikes<R> {
    pub fn new() -> Alikes<R> {
        let by_key = HashMap::with_hasher(FixedState::default());
        Alikes { key: Key::new(), kinds: Vec::new(), by_key, known: 0, new: 0 }
    }

    /// Begins a record; nothing when looking for its kind is not worth the while.
    #[inline]
    pub fn begin<'q, 'r>(&'q mut self) -> Option<Reading<'q, 'r>> {
        self.key.clear();
        (self.new < TRIAL || self.new < self.known).then(|| Reading { own: Own::default(), key: &mut self.key })
    }

    /// The same of a row of columns, where these codes stand for all that is not its own.
    #[inline]
    pub fn begin_with<'q, 'r>(&'q mut self, codes: &[u64]) -> Option<Reading<'q, 'r>> {
        let reading = self.begin()?;
        codes.iter().try_for_each(|code| reading.key.push(*code))?;
        Some(reading)
    }

    /// The position of the record's kind, into whose case its own facts are put; nothing when it is not known, or when
    /// the general reader has to say what is wrong.
    pub fn find(&mut self, own: &Own<'_>) -> Option<usize> {
        let Some(at) = self.by_key.get(self.key.words(own.slots.stated)).copied() else {
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

    /// Keeps the case of the record that was just looked for, with the slots that it states, as the first of its kind.
    pub fn keep(&mut self, stated: u64, case: &Case, law: &'static Law) -> Taken<'_, R> {
        if self.kinds.len() == MOST_KINDS {
            self.kinds.clear();
            self.by_key.clear();
        }
        let at = self.kinds.len();
        self.by_key.insert(self.key.words(stated).into(), at);
        self.kinds.push(Kind { case: case.clone(), law, attached: R::default() });
        self.taken(at)
    }
}

/// A record that is being read: what is its own, and all else as its key.
pub(super) struct Reading<'q, 'r> {
    pub own: Own<'r>,
    key: &'q mut Key,
}

impl<'r> Reading<'_, 'r> {
    /// Takes a text where it stands; nothing when no record of its kind is kept, as of all that follows.
    #[inline(always)]
    pub fn passage(&mut self, slot: Slot, text: &mut impl Passage<'r>) -> Option<()> {
        let own = &mut self.own;
        own.slots.note(slot)?;
        match slot {
            Slot::Id => own.id = Id::Text(text.plain()?),
            Slot::OwnershipPercent => own.ownership = Some(percent(text.bytes()?)?),
            Slot::HeldSince => own.since = Some(Day::parse(text.bytes()?)?),
            Slot::Shares | Slot::PerShare | Slot::Gross | Slot::Withheld => own.number(slot, text.bytes()?)?,
            _ => text.push(slot, self.key)?,
        }
        Some(())
    }
}

impl<'r, const SIMPLE: bool> Take<'r, SIMPLE> for Reading<'_, 'r> {
    #[inline(always)]
    fn text(&mut self, slot: Slot, text: &mut Cursor<'r, SIMPLE>) -> Option<()> {
        self.passage(slot, text)
    }

    #[inline(always)]
    fn number(&mut self, slot: Slot, digits: &'r [u8]) -> Option<()> {
        self.own.slots.note(slot)?;
        match slot {
            Slot::OwnershipPercent => self.own.ownership = Some(percent(digits)?),
            Slot::Shares | Slot::PerShare | Slot::Gross | Slot::Withheld => self.own.number(slot, digits)?,
            Slot::Id | Slot::HeldSince => return None,
            _ => self.key.push_number(slot, digits)?,
        }
        Some(())
    }

    #[inline(always)]
    fn literal(&mut self, slot: Slot, cell: Cell<'r>) -> Option<()> {
        match (slot, cell) {
            (_, Cell::Null) => self.own.slots.note_null(slot),
            (_, Cell::Bool(is)) if !slot.is_own() => {
                self.own.slots.note(slot)?;
                self.key.push_bool(slot, is)
            }
            _ => None,
        }
    }
}

impl<'r> TakeCell<'r> for Reading<'_, 'r> {
    #[inline(always)]
    fn cell(&mut self, column: &'static Column, cell: &mut impl Passage<'r>) -> Option<()> {
        self.passage(column.slot?, cell)
    }
}

#[inline(always)]
fn percent(digits: &[u8]) -> Option<Percent> {
    let (mantissa, scale) = quick_digits(digits, Wire::Percent)?;
    Percent::of_digits(mantissa, scale)
}

impl<'r> Own<'r> {
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

    /// Takes one of the numbers of shares and amounts.
    #[inline(always)]
    fn number(&mut self, slot: Slot, digits: &[u8]) -> Option<()> {
        match slot {
            Slot::Shares => self.shares = Some(quick_number(digits, Wire::Shares)?),
            Slot::PerShare => self.amount = Some(Amount::PerShare(quick_number(digits, Wire::Yen)?)),
            Slot::Gross => self.amount = Some(Amount::Gross(quick_number(digits, Wire::Yen)?)),
            _ => self.withheld = Some(yen(quick_number(digits, Wire::WholeYen)?)?),
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
