//! What was given or inherited, and sold: whose basis counts, and whose days.

use super::{AcquiredBy, Case, Field, FieldSet, Part};
use crate::units::{Day, Exact};

/// On which side of the donor's basis and of the value at the gift a sale comes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GiftSide {
    /// Above the donor's basis, which is what counts.
    Gain,
    /// Below the lower of the two, which is what counts.
    Loss,
    /// Between them: neither gain nor loss.
    Between,
}

impl Case {
    /// How a lot that is sold was come by.
    pub fn acquired_by(&self, lot: usize) -> Option<AcquiredBy> {
        let of_sale = || self.sale.as_ref().and_then(|sale| sale.acquired_by.get());
        self.lot(lot).acquired_by.or_else(of_sale)
    }

    /// Whether it was given, by a lot that can say what the donor had; a holding without lots states its own basis and
    /// days.
    pub fn is_given(&self, lot: usize) -> bool {
        self.acquired_by(lot) == Some(AcquiredBy::Gift) && lot < self.lots.len()
    }

    /// Whether it was left by somebody who died.
    pub fn is_inherited(&self, lot: usize) -> bool {
        matches!(self.acquired_by(lot), Some(AcquiredBy::Inheritance | AcquiredBy::Legacy))
    }

    /// The day from which a lot that is sold counts as held: the donor's where the donor's basis counts, and an earlier one
    /// where it replaces shares sold at a loss.
    pub fn held_from(&self, lot: usize) -> Option<Day> {
        let it = self.lot(lot);
        if !self.is_given(lot) {
            return it.transfer.held_from.or(it.acquired);
        }
        let part = self.sale.as_ref()?.parts.iter().find(|part| part.lot == lot)?;
        let by_value = it.transfer.value_usd < it.transfer.donor_basis_usd;
        match self.gift_side(part)? {
            GiftSide::Loss if by_value => it.acquired,
            _ => it.transfer.donor_acquired,
        }
    }

    /// Whether the donor's days count and are not known.
    pub fn lacks_days_of_donor(&self, lot: usize) -> bool {
        self.is_given(lot) && self.held_from(lot).is_none() && self.lot(lot).transfer.donor_acquired.is_none()
    }

    /// How a gift comes out; none while a fact is missing that decides it.
    pub fn gift_side(&self, part: &Part) -> Option<GiftSide> {
        let realised = self.realised_for(part)?;
        let donor = self.part_of(part, self.lot(part.lot).transfer.donor_basis_usd)?;
        if realised > donor {
            return Some(GiftSide::Gain);
        }
        let value = self.part_of(part, self.lot(part.lot).transfer.value_usd)?;
        Some(if realised < donor.min(value) { GiftSide::Loss } else { GiftSide::Between })
    }

    /// The basis that counts; what is realised where there is neither gain nor loss.
    pub(super) fn gift_basis(&self, part: &Part) -> Option<Exact> {
        let transfer = self.lot(part.lot).transfer;
        let donor = self.part_of(part, transfer.donor_basis_usd);
        match self.gift_side(part)? {
            GiftSide::Gain => donor,
            GiftSide::Loss => Some(donor?.min(self.part_of(part, transfer.value_usd)?)),
            GiftSide::Between => self.realised_for(part),
        }
    }

    /// What is missing to say which basis and which days count.
    pub fn missing_of_gift(&self, part: &Part) -> FieldSet {
        let transfer = self.lot(part.lot).transfer;
        let above = self.part_of(part, transfer.donor_basis_usd).zip(self.realised_for(part));
        let is_gain = above.is_some_and(|(donor, realised)| realised > donor);
        let by_value = transfer.value_usd < transfer.donor_basis_usd && self.gift_side(part) == Some(GiftSide::Loss);
        FieldSet::missing(&[
            (transfer.donor_basis_usd.is_none(), Field::LotDonorBasis),
            (!by_value && transfer.donor_acquired.is_none(), Field::LotDonorAcquired),
            (!is_gain && transfer.value_usd.is_none(), Field::LotValueAtTransfer),
        ])
    }

    /// The part's share of what the sale brings, less its expenses.
    fn realised_for(&self, part: &Part) -> Option<Exact> {
        let sale = self.sale.as_ref()?;
        let all = sale.proceeds_usd()? - sale.expenses_usd.map_or(Exact::ZERO, Exact::from);
        match (part.shares, sale.shares.get()) {
            (Some(sold), Some(of)) if sold != of => Some(all * Exact::ratio(sold, of)),
            _ => Some(all),
        }
    }

    /// The part's share of an amount of its whole lot.
    fn part_of(&self, part: &Part, amount: Option<rust_decimal::Decimal>) -> Option<Exact> {
        let amount = Exact::from(amount?);
        match (part.shares, self.lot(part.lot).shares) {
            (Some(sold), Some(held)) if sold != held => Some(amount * Exact::ratio(sold, held)),
            _ => Some(amount),
        }
    }
}
