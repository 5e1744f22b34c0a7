//! Losses on shares that are bought again, IRC 1091: which of the shares bought replace which of those sold.

use rust_decimal::Decimal;

use crate::units::{Day, Exact};

/// Shares that are sold at a loss.
#[derive(Clone, Copy, Debug)]
pub struct LossSale {
    /// Which lot they are of.
    pub lot: usize,
    pub sold_on: Day,
    pub shares: Decimal,
    /// More than nothing.
    pub loss: Exact,
}

/// Shares that are bought, as far as they can replace others.
#[derive(Clone, Copy, Debug)]
pub struct Bought {
    pub lot: usize,
    pub on: Day,
    /// What is left of them; each share replaces another once.
    pub shares: Decimal,
}

/// So many shares of one lot replace as many that were sold of another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Replaced {
    /// The lot of the shares that were bought.
    pub by: usize,
    pub shares: Decimal,
    /// The part of the loss that is not deducted.
    pub disallowed: Exact,
}

/// Matches a loss to what is bought within so many days of the sale, in the order of `bought`. What is matched is taken
/// from it, so that later losses can be matched to the rest.
pub fn replaced(loss: &LossSale, bought: &mut [Bought], within_days: i32) -> Vec<Replaced> {
    let mut all = Vec::new();
    let mut left = loss.shares;
    let near = |it: &Bought| it.on.days_since(loss.sold_on).abs() <= within_days;
    for it in bought.iter_mut().filter(|it| it.lot != loss.lot && near(it)) {
        let shares = it.shares.min(left);
        if shares.is_zero() {
            continue;
        }
        it.shares -= shares;
        left -= shares;
        let disallowed = loss.loss * Exact::ratio(shares, loss.shares);
        all.push(Replaced { by: it.lot, shares, disallowed });
    }
    all
}
