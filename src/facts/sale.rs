//! One sale of shares or ADSs, or one exchange of the one for the other.

use rust_decimal::Decimal;

use super::{Case, Fact, Lot, words};
use crate::units::{Day, Exact, Percent};

words! {
    /// What was done with the shares.
    pub enum SaleKind {
        /// Sold, or disposed of in another way that realises an amount.
        Sale = "sale",
        /// ADSs given for the shares they represent, or shares for ADSs.
        Exchange = "exchange",
    }
}

words! {
    /// Where the sale took place.
    pub enum SalePlace {
        OutsideJapan = "outside_japan",
        InJapan = "in_japan",
    }
}

words! {
    /// How the holder came by the shares.
    pub enum AcquiredBy {
        Purchase = "purchase",
        Inheritance = "inheritance",
        Legacy = "legacy",
        Gift = "gift",
    }
}

words! {
    /// How it is known which shares were sold.
    pub enum LotMethod {
        /// The holder says which.
        Identified = "identified",
        /// The shares acquired first.
        FirstInFirstOut = "first_in_first_out",
        /// All that is held, or the only lot.
        Whole = "whole",
    }
}

/// What the sale brings, before its expenses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proceeds {
    Unknown,
    /// Yen for each share or ADS sold.
    PerUnitJpy(Decimal),
    /// Dollars for each share or ADS sold.
    PerUnitUsd(Decimal),
    /// Yen for all that is sold.
    Jpy(Decimal),
    /// Dollars for all that is sold.
    Usd(Decimal),
}

impl Proceeds {
    /// Whether they are turned into dollars at the spot rate of the day.
    pub fn are_in_yen(self) -> bool {
        matches!(self, Proceeds::PerUnitJpy(_) | Proceeds::Jpy(_))
    }
}

/// The part of one lot that is sold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Which lot of the holder, from 0.
    pub lot: usize,
    /// `None` when the holder does not say how many it holds.
    pub shares: Option<Decimal>,
}

/// One sale or exchange.
#[derive(Clone, Debug, PartialEq)]
pub struct Sale {
    pub kind: Fact<SaleKind>,
    /// The trade date.
    pub date: Option<Day>,
    /// When it was settled, or is taken to have been; none where no rate of a day was asked for.
    pub settled: Fact<Day>,
    /// When purchases were settled is taken to be usual for some lot.
    pub has_usual_settlement: bool,
    /// The lots state every purchase about the sale.
    pub purchases_complete: Option<bool>,
    pub place: Fact<SalePlace>,
    /// Shares or ADSs sold; assumed to be all that is held.
    pub shares: Fact<Decimal>,
    pub proceeds: Proceeds,
    /// Yen for a dollar on the day of settlement.
    pub spot: Option<Decimal>,
    pub expenses_usd: Option<Decimal>,
    /// The basis in what is sold, where the lots do not state it.
    pub basis_usd: Option<Decimal>,
    /// How many ADSs represent one share, for an exchange.
    pub ads_per_share: Option<crate::units::AdsRatio>,
    pub acquired_by: Fact<AcquiredBy>,
    /// The company is a PFIC in one of its years in which the shares were held.
    pub pfic: Fact<bool>,
    pub group: Group,
    /// At least half of the company's assets was land in Japan at some time in the year before the sale.
    pub real_estate_company: Fact<bool>,
    pub listed: Fact<bool>,
    /// The individual stays in Japan when selling.
    pub present_in_japan: Fact<bool>,
    /// Acquired by a qualified stock option.
    pub option_shares: Fact<bool>,
    /// The country of residence taxes the gain; it has no ordinary answer, as many leave out gains on large holdings.
    pub taxed_in_residence: Option<bool>,
    pub method: Fact<LotMethod>,
    /// What is sold of which lot, in the order it is reported.
    pub parts: Vec<Part>,
}

/// What the holder and those in a special relationship with it hold and sell of the issued shares.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Group {
    /// The most they held at any time in the three years to the end of the year of the sale.
    pub held: Fact<Percent>,
    /// On the day before the year of the sale.
    pub before_year: Fact<Percent>,
    /// The most they held at any time in the year of the sale, which is what treaties ask.
    pub in_year: Fact<Percent>,
    /// In the year of the sale.
    pub sold: Option<Percent>,
}

impl Sale {
    /// What it brings in dollars, before expenses; `None` when the price, the number or the rate is unknown.
    pub fn proceeds_usd(&self) -> Option<Exact> {
        let times_shares = |price: Decimal| Some(Exact::from(self.shares.get()?) * Exact::from(price));
        let at_spot = |yen: Exact| Some(yen / Exact::from(self.spot?));
        match self.proceeds {
            Proceeds::Unknown => None,
            Proceeds::PerUnitJpy(price) => at_spot(times_shares(price)?),
            Proceeds::PerUnitUsd(price) => times_shares(price),
            Proceeds::Jpy(yen) => at_spot(Exact::from(yen)),
            Proceeds::Usd(usd) => Some(Exact::from(usd)),
        }
    }
}

impl Lot {
    /// Adjusted basis of the whole lot in dollars: as stated, or the yen paid at the spot rate of their day, or the value
    /// at the death of who left it.
    pub fn basis_usd(&self) -> Option<Exact> {
        let paid_in_yen = || Some(Exact::from(self.cost_jpy?) / Exact::from(self.cost_spot?));
        self.cost_usd.map(Exact::from).or_else(paid_in_yen).or(self.transfer.value_usd.map(Exact::from))
    }
}

impl Case {
    /// The exact basis in dollars of the part of a lot that is sold.
    pub fn basis_sold(&self, part: &Part) -> Option<Exact> {
        let sale = self.sale.as_ref()?;
        if let Some(basis) = sale.basis_usd {
            return Some(Exact::from(basis));
        }
        let lot = self.lot(part.lot);
        if self.is_given(part.lot) {
            return self.gift_basis(part);
        }
        let basis = lot.basis_usd()?;
        match (part.shares, lot.shares) {
            (Some(sold), Some(held)) if sold != held => Some(basis * Exact::ratio(sold, held)),
            _ => Some(basis),
        }
    }
}

/// Takes `shares` from the lots that may be sold on `date`, the first acquired first; of lots acquired on the same
/// day the first in the list. `None` when they hold fewer.
pub fn first_in_first_out(lots: &[Lot], date: Option<Day>, shares: Decimal) -> Option<Vec<Part>> {
    let mut open: Vec<(usize, &Lot)> = lots.iter().enumerate().filter(|(_, lot)| lot.may_be_sold_on(date)).collect();
    open.sort_by_key(|(_, lot)| lot.acquired);
    let mut left = shares;
    let mut parts = Vec::new();
    for (at, lot) in open {
        let taken = lot.shares?.min(left);
        if taken.is_zero() {
            break;
        }
        parts.push(Part { lot: at, shares: Some(taken) });
        left -= taken;
    }
    left.is_zero().then_some(parts)
}

impl Lot {
    /// Whether the lot was acquired by `date` and not disposed of on another day; an unknown date rules nothing out.
    pub fn may_be_sold_on(&self, date: Option<Day>) -> bool {
        let Some(date) = date else { return self.disposed.is_none() };
        self.acquired.is_none_or(|acquired| acquired <= date) && self.disposed.is_none_or(|disposed| disposed == date)
    }
}
