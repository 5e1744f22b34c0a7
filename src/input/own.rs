//! What a record has of its own: what holders of a kind may differ in.

use super::flat::{Cell, Slot, Slots};
use super::quick::{number, whole_yen, yen};
use super::scalar::{decimal, number_at, quick_digits, quickly_bounded};
use super::spec::Wire;
use super::words::{Padded, controls, end_of, equal_to};
use crate::facts::{Amount, Case, Payment};
use crate::units::{Day, Exact, Percent};

/// A record of a kind that is known: what it has of its own, and what it is paid.
#[derive(Debug, Default)]
pub struct Alike<'t> {
    pub(super) slots: Slots,
    id: Id<'t>,
    pub ownership: Option<Percent>,
    pub since: Option<Day>,
    pub payment: Payment,
    pub gross: Option<Exact>,
}

#[derive(Clone, Copy, Debug, Default)]
enum Id<'r> {
    #[default]
    None,
    Text(&'r str),
    /// In a column of integers.
    Number(i128),
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

    /// What it does not state of its own, the first of its kind has.
    #[inline(never)]
    pub(super) fn complete_by(&mut self, first: &Payment) {
        let Payment { amount, shares, withheld, .. } = self.payment;
        self.payment = Payment {
            amount: if amount == Amount::Unknown { first.amount } else { amount },
            shares: shares.or(first.shares),
            withheld: withheld.or(first.withheld),
            ..*first
        };
    }

    /// Takes the own value that begins at a place of a text, and tells where it ends: what stands there is the next
    /// span's.
    #[inline(always)]
    pub(super) fn value<const CSV: bool>(
        &mut self,
        slot: Slot,
        in_quotes: bool,
        text: Padded<'t>,
        at: usize,
    ) -> Option<usize> {
        if CSV && matches!(text.bytes.get(at)?, b',' | b'"' | b'\r' | b'\n') {
            self.slots.note_null(slot)?;
            return Some(at);
        }
        self.slots.note(slot)?;
        match slot {
            Slot::Id => {
                let end = match (CSV, in_quotes) {
                    (false, _) => {
                        let ends = |word| equal_to(b'"', word) | equal_to(b'\\', word) | controls(word);
                        end_of(text.bytes, at, ends)
                    }
                    (true, true) => end_of(text.bytes, at, |word| equal_to(b'"', word) | equal_to(b'\n', word)),
                    (true, false) => {
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
                self.payment.shares = Some(decimal(mantissa, scale));
                Some(end)
            }
            Slot::PerShare | Slot::Gross => {
                let (mantissa, scale, end) = number_at(text.bytes, at, Wire::Yen)?;
                let yen = decimal(mantissa, scale);
                self.payment.amount = if slot == Slot::Gross { Amount::Gross(yen) } else { Amount::PerShare(yen) };
                Some(end)
            }
            Slot::Withheld => {
                let (mantissa, scale, end) = number_at(text.bytes, at, Wire::WholeYen)?;
                self.payment.withheld = Some(yen(decimal(mantissa, scale))?);
                Some(end)
            }
            _ => None,
        }
    }

    /// Takes all cells that are a row's own; nothing where one is not plain.
    #[inline(always)]
    pub fn take(&mut self, mut cells: impl Iterator<Item = (Slot, Cell<'t>)>) -> Option<()> {
        cells.try_for_each(|(slot, cell)| self.cell(slot, cell))
    }

    /// Takes a cell of one of the slots that are a record's own.
    #[inline(always)]
    fn cell(&mut self, slot: Slot, cell: Cell<'t>) -> Option<()> {
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
            (Slot::Shares, _) => self.payment.shares = Some(number(cell, Wire::Shares)?),
            (Slot::PerShare, _) => self.payment.amount = Amount::PerShare(number(cell, Wire::Yen)?),
            (Slot::Gross, _) => self.payment.amount = Amount::Gross(number(cell, Wire::Yen)?),
            (Slot::Withheld, _) => self.payment.withheld = Some(whole_yen(cell)?),
            _ => return None,
        }
        Some(())
    }

    /// Puts its own facts into the case of the first of its kind.
    pub(super) fn put_into(&self, case: &mut Case) {
        if let Some(id) = &mut case.id {
            id.clear();
            id.push_str(self.id(&mut itoa::Buffer::new()).unwrap_or_default());
        }
        case.hold(self.ownership, self.since);
        let Payment { amount, shares, withheld, .. } = self.payment;
        (case.dividend.amount, case.shares, case.dividend.withheld) = (amount, shares, withheld);
    }
}

#[inline(always)]
fn percent(digits: &[u8]) -> Option<Percent> {
    let (mantissa, scale) = quick_digits(digits, Wire::Percent)?;
    Percent::of_digits(mantissa, scale)
}
