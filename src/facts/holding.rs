//! What is held, in which form, since when and in which lots.

use rust_decimal::Decimal;

use super::{AcquiredBy, Fact, words};
use crate::units::{Day, Percent, Span};

words! {
    /// In which form the holder holds.
    pub enum Instrument {
        Share = "share",
        /// American depositary shares.
        Ads = "ads",
    }
}

/// The holder's part of the payer's voting stock, over time.
#[derive(Clone, Debug, PartialEq)]
pub enum Ownership {
    /// `percent` on the entitlement date, unbroken since `since`.
    Constant { percent: Fact<Percent>, since: Option<Day> },
    /// A step function, nothing before its first step; in order of days.
    History(Vec<(Day, Percent)>),
}

impl Ownership {
    /// The part held on `day`; the constant one is the part on the entitlement date.
    pub fn on(&self, day: Option<Day>) -> Option<Percent> {
        match self {
            Ownership::Constant { percent, .. } => percent.get(),
            Ownership::History(steps) => {
                let day = day?;
                let held = steps.iter().rev().find(|(from, _)| *from <= day);
                Some(held.map_or(Percent::ZERO, |(_, percent)| *percent))
            }
        }
    }

    /// The largest part that is stated, whenever it was held.
    pub fn largest(&self) -> Option<Percent> {
        match self {
            Ownership::Constant { percent, .. } => percent.get(),
            Ownership::History(steps) => steps.iter().map(|(_, percent)| *percent).max(),
        }
    }

    /// The smallest part held on any day of `span`, as far as the steps say.
    pub fn lowest_in(&self, span: Span) -> Option<Percent> {
        let Ownership::History(steps) = self else { return None };
        let inside = steps.iter().filter(|(from, _)| span.contains(*from)).map(|(_, percent)| *percent);
        inside.chain(self.on(Some(span.first))).min()
    }

    /// When the unbroken holding began, where that is one day.
    pub fn since(&self) -> Option<Day> {
        match self {
            Ownership::Constant { since, .. } => *since,
            Ownership::History(_) => None,
        }
    }
}

/// Shares that were acquired, and perhaps disposed of, together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lot {
    pub shares: Option<Decimal>,
    pub acquired: Option<Day>,
    /// `None` while still held.
    pub disposed: Option<Day>,
    /// Adjusted basis of the whole lot in dollars.
    pub cost_usd: Option<Decimal>,
    /// Instead: what was paid for it in yen.
    pub cost_jpy: Option<Decimal>,
    /// Yen for a dollar on the day on which the purchase was settled.
    pub cost_spot: Option<Decimal>,
    pub settled: Option<Day>,
    /// How it was come by, where the lot says it.
    pub acquired_by: Option<AcquiredBy>,
    pub transfer: Transfer,
}

/// What a gift, what was inherited, or what replaces shares sold at a loss carries over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Transfer {
    /// Of shares that replace some sold at a loss: the day from which they count as held.
    pub held_from: Option<Day>,
    pub donor_acquired: Option<Day>,
    pub donor_basis_usd: Option<Decimal>,
    /// The value at the gift, or at the death.
    pub value_usd: Option<Decimal>,
}
