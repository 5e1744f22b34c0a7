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
use super::quick::{is_held_in_time, is_withheld_from_gross, number, whole_yen, yen};
use super::scalar::{decimal, number_at, quick_digits, quickly_bounded};
use super::spans::{Place, Sequence, Spans};
use super::spec::Wire;
use super::words::{Padded, controls, end_of, equal_to};
use crate::case::{Amount, Case, Payment};
use crate::law::Law;
use crate::units::{Day, Percent, Yen};

/// The kinds of records that came so far.
#[derive(Debug)]
pub(super) struct Alikes<R> {
    kinds: Vec<Kind<R>>,
    spans: Spans,
    by_text: HashMap<Common, usize, FixedState>,
    by_codes: HashMap<Box<[u64]>, usize, FixedState>,
    /// Of the row that was looked for last: the slots that state something of its own, and the codes of all else.
    row: Vec<u64>,
    /// How many records were of a kind that had come before, and how many were not.
    known: u64,
    new: u64,
}

/// What records of text have in common that are of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Common {
    spans: Sequence,
    /// Which slots state something of a record's own: a cell may be empty.
    stated: u64,
}

/// A kind of record. What every record needs of it stands together, apart from the case.
#[derive(Debug)]
pub struct Kind<R> {
    /// As the first of the kind has it.
    payment: Payment,
    entitled: Option<Day>,
    law: &'static Law,
    pub attached: R,
    case: Box<Case>,
}

/// What a record has of its own.
#[derive(Clone, Copy, Debug, Default)]
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

/// A record that was read.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "it goes from hand to hand once, and a box for every record costs more")]
pub enum Taken<'q, 't, R> {
    /// It is of a kind that is known.
    Alike(Alike<'t>, &'q mut Kind<R>),
    /// Its case, and what is attached to its kind where it is the first of one.
    New { case: &'q Case, law: &'static Law, attached: Option<&'q mut R> },
}

/// A record of a kind that is known: what it has of its own, and what it is paid.
#[derive(Clone, Copy, Debug)]
pub struct Alike<'t> {
    id: Id<'t>,
    pub ownership: Option<Percent>,
    pub since: Option<Day>,
    pub payment: Payment,
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

    /// The position of the kind of the record that begins at a place, what the record has of its own, and where its line
    /// ends; nothing when its kind is not known, or when the general reader has to say what is wrong.
    #[inline(always)]
    pub fn find<'t>(&mut self, writing: Writing, text: Padded<'t>, at: usize) -> Option<(usize, Alike<'t>, usize)> {
        let (own, spans, end) = self.read(writing, text, at)?;
        let stated = own.slots.stated;
        let at = *self.by_text.get(&Common { spans, stated })?;
        Some((at, self.of_kind(at, own)?, end))
    }

    /// The same of a row of columns, of which these codes stand for all that is not its own.
    #[inline(always)]
    pub fn find_row<'t>(&mut self, codes: &[u64], own: Own<'t>) -> Option<(usize, Alike<'t>)> {
        self.row.clear();
        self.row.push(own.slots.stated);
        self.row.extend_from_slice(codes);
        let at = *self.by_codes.get(self.row.as_slice())?;
        Some((at, self.of_kind(at, own)?))
    }

    #[inline(always)]
    fn read<'t>(&self, writing: Writing, text: Padded<'t>, at: usize) -> Option<(Own<'t>, Sequence, usize)> {
        let mut own = Own::default();
        let value = |slot, in_quotes, at| own.value(writing, slot, in_quotes, text, at);
        let (spans, end) = self.spans.follow(text, at, value)?;
        Some((own, spans, end))
    }

    /// A record of this kind; nothing where its own facts are not possible together.
    #[inline(always)]
    fn of_kind<'t>(&mut self, at: usize, own: Own<'t>) -> Option<Alike<'t>> {
        self.known += 1;
        let kind = &self.kinds[at];
        let payment = own.payment(kind.payment);
        let is_possible =
            is_held_in_time(kind.entitled, own.since) && stays_exact(&payment) && is_withheld_from_gross(&payment);
        let Own { id, ownership, since, .. } = own;
        is_possible.then_some(Alike { id, ownership, since, payment })
    }

    #[inline(always)]
    pub fn taken<'t>(&mut self, at: usize, record: Alike<'t>) -> Taken<'_, 't, R> {
        Taken::Alike(record, &mut self.kinds[at])
    }

    /// Keeps the case of a record of text as the first of its kind; its own values stand at these places.
    pub fn keep<'q, 't>(
        &'q mut self,
        writing: Writing,
        text: Padded<'t>,
        record: Range<usize>,
        places: &[Place],
        case: &'q Case,
        law: &'static Law,
    ) -> Taken<'q, 't, R> {
        let at = record.start;
        if self.is_worth_while() {
            if self.kinds.len() == MOST_KINDS || self.spans.is_full() {
                self.clear();
            }
            self.spans.learn(text.bytes, record, places);
            if let Some((Own { slots, .. }, spans, _)) = self.read(writing, text, at) {
                self.by_text.insert(Common { spans, stated: slots.stated }, self.kinds.len());
                return self.push(case, law);
            }
        }
        Taken::New { case, law, attached: None }
    }

    /// The same of the row of columns that was looked for last.
    pub fn keep_row<'q, 't>(&'q mut self, case: &'q Case, law: &'static Law) -> Taken<'q, 't, R> {
        if !self.is_worth_while() {
            return Taken::New { case, law, attached: None };
        }
        if self.kinds.len() == MOST_KINDS {
            self.clear();
        }
        self.by_codes.insert(self.row.as_slice().into(), self.kinds.len());
        self.push(case, law)
    }

    fn push<'q, 't>(&'q mut self, case: &Case, law: &'static Law) -> Taken<'q, 't, R> {
        let (payment, entitled) = (case.payment(), case.dividend.entitlement_date);
        self.kinds.push(Kind { payment, entitled, law, attached: R::default(), case: Box::new(case.clone()) });
        let at = self.kinds.len() - 1;
        let Kind { case, attached, .. } = &mut self.kinds[at];
        Taken::New { case, law, attached: Some(attached) }
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

impl<R> Kind<R> {
    /// The case of a record of this kind, and what is attached to the kind.
    pub fn case(&mut self, record: &Alike<'_>) -> (&Case, &'static Law, &mut R) {
        record.put_into(&mut self.case);
        (&self.case, self.law, &mut self.attached)
    }
}

#[inline(always)]
fn percent(digits: &[u8]) -> Option<Percent> {
    let (mantissa, scale) = quick_digits(digits, Wire::Percent)?;
    Percent::of_digits(mantissa, scale)
}

impl<'r> Own<'r> {
    /// What this record is paid, where the first of its kind is paid so.
    #[inline(always)]
    fn payment(&self, first: Payment) -> Payment {
        // What it does not state, the first of its kind did not state either.
        Payment {
            amount: self.amount.unwrap_or(first.amount),
            shares: self.shares.or(first.shares),
            withheld: self.withheld.or(first.withheld),
            ..first
        }
    }

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
}

impl<'t> Alike<'t> {
    /// Its id; one of digits is written into the buffer.
    #[inline]
    pub fn id<'b>(&self, buffer: &'b mut itoa::Buffer) -> Option<&'b str>
    where
        't: 'b,
    {
        match self.id {
            Id::None => None,
            Id::Text(text) => Some(text),
            Id::Number(number) => Some(buffer.format(number)),
        }
    }

    fn put_into(&self, case: &mut Case) {
        if let Some(id) = &mut case.id {
            id.clear();
            id.push_str(self.id(&mut itoa::Buffer::new()).unwrap_or_default());
        }
        case.hold(self.ownership, self.since);
        let Payment { amount, shares, withheld, .. } = self.payment;
        (case.dividend.amount, case.shares, case.dividend.withheld) = (amount, shares, withheld);
    }
}
