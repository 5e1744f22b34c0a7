//! What is booked in a year, entry by entry, as payments files and statements have it.

use rust_decimal::Decimal;

use super::Dollars;
use crate::facts::{Case, FieldSet, words};
use crate::units::{Day, Exact};

words! {
    /// What an entry books.
    pub enum EntryKind {
        /// A dividend; with negative amounts, the reversal of one.
        Dividend = "dividend",
        /// Japan's tax by itself: withheld later, or given back by the withholding agent.
        Tax = "tax",
        /// What a borrower of the shares pays instead of the dividend.
        PaymentInLieu = "payment_in_lieu",
        /// A fee, such as a depositary's.
        Fee = "fee",
        /// Tax that Japan paid back.
        Refund = "refund",
        /// A sale of shares or ADSs.
        Sale = "sale",
    }
}

/// An amount that is booked, with its sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Booked {
    Jpy(Decimal),
    Usd(Decimal),
}

impl Booked {
    pub fn jpy(self) -> Option<Decimal> {
        match self {
            Booked::Jpy(yen) => Some(yen),
            Booked::Usd(_) => None,
        }
    }

    pub fn usd(self) -> Option<Decimal> {
        match self {
            Booked::Usd(usd) => Some(usd),
            Booked::Jpy(_) => None,
        }
    }

    pub fn is_negative(self) -> bool {
        let (Booked::Jpy(amount) | Booked::Usd(amount)) = self;
        amount.is_sign_negative() && !amount.is_zero()
    }

    /// In yen, at so many for a dollar.
    pub fn in_yen(self, spot: Option<Decimal>) -> Option<Exact> {
        match self {
            Booked::Jpy(yen) => Some(Exact::from(yen)),
            Booked::Usd(usd) => Some(Exact::from(usd) * Exact::from(spot?)),
        }
    }
}

/// Where an entry stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    pub file: String,
    pub line: Option<usize>,
}

/// One entry.
#[derive(Clone, Debug)]
pub struct Entry {
    pub origin: Origin,
    /// Who pays, as the file calls it.
    pub payer: Option<String>,
    pub kind: EntryKind,
    /// The amounts of the dividend were negative: it takes an earlier entry back.
    pub is_reversal: bool,
    /// When it was booked, where that is not the day of the payment it belongs to.
    pub booked: Option<Day>,
    /// Of what is no dividend and no sale.
    pub amount: Option<Booked>,
    /// Of a dividend that is stated in dollars, without signs.
    pub dollars: Dollars,
    /// The facts of the holder and of this entry.
    pub case: Case,
    /// What the entry states itself.
    pub own: FieldSet,
}

impl Entry {
    /// The payment that the entry is, or belongs to: who paid it and when.
    pub fn payment(&self) -> (Option<&str>, Option<Day>) {
        (self.payer.as_deref(), self.case.dividend.payment_date)
    }
}
