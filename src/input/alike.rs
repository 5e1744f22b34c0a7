//! Records that are alike: they state the same, but for the id, the amounts paid and withheld, and how much is held since
//! when.
//!
//! A register has many holders and few kinds of them. What a record has of its own is read anew each time, and put
//! into the case that the first record of its kind became; all else was read then, and is told by the spans between
//! the own values, or in columns by codes for what stands there.

use std::hash::{BuildHasher, Hasher};
use std::ops::Range;

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use rust_decimal::Decimal;

use super::flat::{Slot, Slots};
use super::own::Alike;
use super::profile::stays_exact;
use super::quick::{is_held_in_time, is_withheld_from_gross};
use super::spans::{Common, Place, Spans};
use super::words::Padded;
use crate::facts::{Amount, Case, Payment};
use crate::law::Law;
use crate::units::Day;

/// The kinds of records that came so far.
#[derive(Debug)]
pub struct Alikes<R> {
    kinds: Vec<Kind<R>>,
    spans: Spans,
    /// Positions among the kinds.
    by_text: HashTable<u16>,
    by_codes: HashTable<u16>,
    /// Of rows of columns, for each kind: the slots that state something of their own, and the codes of all else.
    codes: Vec<u64>,
    /// How many records were of a kind that had come before, and how many were not.
    known: u64,
    new: u64,
}

/// A kind of record. What every record needs of it is little and stands together, so that all kinds stay at hand.
#[derive(Debug)]
pub struct Kind<R> {
    /// Of text.
    common: Common,
    is_ads: bool,
    ads_per_share: Option<Decimal>,
    /// Whether a record of this kind is paid something that it does not state itself.
    is_paid_as_first: bool,
    entitled: Option<Day>,
    pub attached: R,
    first: Box<First>,
}

/// The first record of a kind.
#[derive(Debug)]
struct First {
    case: Case,
    law: &'static Law,
    /// What it has not of its own.
    payment: Payment,
}

/// Where a kind stands, until another one is kept.
#[derive(Clone, Copy, Debug)]
pub struct KindAt(u16);

/// The case of a record, and what is attached to its kind where it is the first of one.
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
    pub(super) fn new() -> Alikes<R> {
        let (by_text, by_codes) = (HashTable::new(), HashTable::new());
        Alikes { kinds: Vec::new(), spans: Spans::new(), by_text, by_codes, codes: Vec::new(), known: 0, new: 0 }
    }

    /// The position of the kind of the record that begins at a place, and where its line ends; nothing when its kind is not
    /// known. What the record has of its own is put into `record`, an empty one. In `CSV` an empty cell states nothing.
    #[inline(always)]
    pub fn find<'t, const CSV: bool>(
        &self,
        text: Padded<'t>,
        at: usize,
        record: &mut Alike<'t>,
    ) -> Option<(KindAt, usize)> {
        let (common, end) = self.read::<CSV>(text, at, record)?;
        let is = |at: &u16| self.kinds[usize::from(*at)].common == common;
        let at = *self.by_text.find(hash(common), is)?;
        Some((KindAt(at), end))
    }

    /// The same of a row of columns, of which these codes stand for all that is not its own; that is in `record` already.
    #[inline(always)]
    pub fn find_row(&self, codes: &[u64], record: &Alike<'_>) -> Option<KindAt> {
        let row = Row { stated: record.slots.stated, codes };
        self.by_codes.find(row.hash(), |at| Row::of(&self.codes, *at, codes.len()) == row).copied().map(KindAt)
    }

    #[inline(always)]
    fn read<'t, const CSV: bool>(
        &self,
        text: Padded<'t>,
        at: usize,
        record: &mut Alike<'t>,
    ) -> Option<(Common, usize)> {
        let value = |slot, in_quotes, at| record.value::<CSV>(slot, in_quotes, text, at);
        let (spans, end) = self.spans.follow(text, at, value)?;
        Some((spans.stating(record.slots), end))
    }

    /// The kind of a record for which it was just found, whose payment is completed; nothing where the general reader has to
    /// say why the record's own facts are not possible together.
    #[inline(always)]
    pub fn kind_of(&mut self, KindAt(at): KindAt, record: &mut Alike<'_>) -> Option<&mut Kind<R>> {
        self.known += 1;
        let kind = &mut self.kinds[usize::from(at)];
        kind.complete(record);
        let is_possible = is_held_in_time(kind.entitled, record.since)
            && stays_exact(&record.payment, record.gross)
            && is_withheld_from_gross(record.payment.withheld, record.gross);
        is_possible.then_some(kind)
    }

    /// Keeps the case of a record of text as the first of its kind; its own values stand at these places.
    pub(super) fn keep<'q, const CSV: bool>(
        &'q mut self,
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
            let mut record = Alike::default();
            if let Some((common, _)) = self.read::<CSV>(text, at, &mut record) {
                let stated = record.slots;
                let kinds = &self.kinds;
                let again = |at: &u16| hash(kinds[usize::from(*at)].common);
                self.by_text.insert_unique(hash(common), kinds.len() as u16, again);
                return self.push(common, stated, case, law);
            }
        }
        Taken { case, law, attached: None }
    }

    /// The same of a row of columns.
    pub(super) fn keep_row<'q>(
        &'q mut self,
        codes: &[u64],
        stated: Slots,
        case: &'q Case,
        law: &'static Law,
    ) -> Taken<'q, R> {
        if !self.is_worth_while() {
            return Taken { case, law, attached: None };
        }
        if self.kinds.len() == MOST_KINDS {
            self.clear();
        }
        let row = Row { stated: stated.stated, codes };
        self.codes.push(row.stated);
        self.codes.extend_from_slice(codes);
        let again = |at: &u16| Row::of(&self.codes, *at, codes.len()).hash();
        self.by_codes.insert_unique(row.hash(), self.kinds.len() as u16, again);
        self.push(Common::default(), stated, case, law)
    }

    fn push(&mut self, common: Common, stated: Slots, case: &Case, law: &'static Law) -> Taken<'_, R> {
        let mut payment = case.payment();
        let Payment { is_ads, ads_per_share, .. } = payment;
        // Every record of the kind states what the first one states.
        if stated.states(Slot::PerShare) || stated.states(Slot::Gross) {
            payment.amount = Amount::Unknown;
        }
        payment.shares = payment.shares.filter(|_| !stated.states(Slot::Shares));
        payment.withheld = payment.withheld.filter(|_| !stated.states(Slot::Withheld));
        let at = self.kinds.len();
        self.kinds.push(Kind {
            common,
            is_ads,
            ads_per_share,
            is_paid_as_first: payment != Payment { is_ads, ads_per_share, ..Payment::default() },
            entitled: case.dividend.entitlement_date,
            attached: R::default(),
            first: Box::new(First { case: case.clone(), law, payment }),
        });
        self.kinds[at].taken()
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
        self.codes.clear();
    }
}

/// What rows of columns have in common that are of a kind: which slots state something of their own, and all else.
#[derive(PartialEq, Eq)]
struct Row<'c> {
    stated: u64,
    codes: &'c [u64],
}

impl<'c> Row<'c> {
    /// That of a kind, which has so many codes.
    #[inline(always)]
    fn of(all: &'c [u64], at: u16, width: usize) -> Row<'c> {
        let start = usize::from(at) * (1 + width);
        Row { stated: all[start], codes: &all[start + 1..start + 1 + width] }
    }

    #[inline(always)]
    fn hash(&self) -> u64 {
        let mut hasher = FixedState::default().build_hasher();
        hasher.write_u64(self.stated);
        self.codes.iter().for_each(|code| hasher.write_u64(*code));
        hasher.finish()
    }
}

impl<R> Kind<R> {
    /// Completes what a record is paid by what the records of its kind have alike.
    #[inline(always)]
    fn complete(&self, record: &mut Alike<'_>) {
        (record.payment.is_ads, record.payment.ads_per_share) = (self.is_ads, self.ads_per_share);
        if self.is_paid_as_first {
            record.complete_by(&self.first.payment);
        }
        record.gross = record.payment.gross();
    }

    /// The case of a record of this kind.
    pub fn case(&mut self, record: &Alike<'_>) -> Taken<'_, R> {
        record.put_into(&mut self.first.case);
        self.taken()
    }

    fn taken(&mut self) -> Taken<'_, R> {
        let Kind { first, attached, .. } = self;
        Taken { case: &first.case, law: first.law, attached: Some(attached) }
    }
}

#[inline(always)]
fn hash(common: Common) -> u64 {
    FixedState::default().hash_one(common)
}
