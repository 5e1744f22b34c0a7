//! Records that are alike: they state the same, but for the id, the amount, and how much is held since when.
//!
//! A register has many holders and few kinds of them. What a record has of its own is read anew each time, and put
//! into the case that the first record of its kind became; all else was read then, and is told by its bytes.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use rust_decimal::Decimal;

use super::flat::{Cell, Slot};
use super::profile::stays_exact;
use super::quick::{date, hold, is_held_in_time, number, push_id};
use super::spec::Wire;
use crate::case::{Amount, Case};
use crate::law::Law;
use crate::units::{Day, Percent};

/// The kinds of records that came so far, and the one record that is being read.
#[derive(Debug)]
pub(super) struct Alikes<R> {
    own: Own,
    kinds: Vec<Kind<R>>,
    by_key: HashMap<Box<[u8]>, usize, FixedState>,
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
    /// The slots that the record has, and those that are not null, as bits.
    seen: u64,
    stated: u64,
    /// All that is not its own, as it is written.
    key: Vec<u8>,
    id: String,
    ownership: Option<Percent>,
    since: Option<Day>,
    shares: Option<Decimal>,
    amount: Option<Amount>,
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

    /// The position of the record's kind, into whose case its own facts are put; nothing when it is not known, or when
    /// the general reader has to say what is wrong.
    pub fn find(&mut self) -> Option<usize> {
        let own = &mut self.own;
        own.key.extend_from_slice(&own.stated.to_le_bytes());
        let found = self.by_key.get(own.key.as_slice()).copied();
        let Some(at) = found else {
            self.new += 1;
            return None;
        };
        self.known += 1;
        let case = &mut self.kinds[at].case;
        own.put_into(case);
        (is_held_in_time(case, own.since) && stays_exact(case)).then_some(at)
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
        (self.seen, self.stated) = (0, 0);
        (self.ownership, self.since, self.shares, self.amount) = (None, None, None, None);
        self.key.clear();
    }

    #[inline(always)]
    fn set(&mut self, slot: Slot, cell: Cell<'_>) -> Option<()> {
        let bit = 1 << slot as u64;
        if self.seen & bit != 0 {
            return None;
        }
        self.seen |= bit;
        if let Cell::Null = cell {
            return Some(());
        }
        self.stated |= bit;
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
            // Held against the amount, which is each record's own.
            Slot::Withheld => return None,
            _ => self.push(slot, cell)?,
        }
        Some(())
    }

    /// Adds a field to the key, so that no two records have the same that differ in one.
    #[inline(always)]
    fn push(&mut self, slot: Slot, cell: Cell<'_>) -> Option<()> {
        let key = &mut self.key;
        let mut push = |kind: u8, bytes: &[u8]| {
            key.extend_from_slice(&[slot as u8, kind, u8::try_from(bytes.len()).ok()?]);
            key.extend_from_slice(bytes);
            Some(())
        };
        match cell {
            Cell::Text(text) => push(b't', text.as_bytes()),
            Cell::Number(digits) => push(b'n', digits.as_bytes()),
            Cell::Bool(is) => push(b'b', &[u8::from(is)]),
            Cell::Day(day) => push(b'd', &day.days_since(Day::MIN).to_le_bytes()),
            Cell::Null | Cell::Decimal(..) | Cell::Json(_) => None,
        }
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
    }
}
