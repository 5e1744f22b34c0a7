//! Losses on shares that are bought again, IRC 1091: which of the shares bought replace which of those sold.

use rust_decimal::Decimal;

use crate::units::{Day, Exact};

/// Shares that are sold at a loss, in the order in which losses are looked at.
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
    /// Which of the losses.
    pub loss: usize,
    /// The lot of the shares that were bought.
    pub by: usize,
    pub shares: Decimal,
    /// The part of the loss that is not deducted.
    pub disallowed: Exact,
}

/// Matches losses, in their order, to what is bought within so many days of the sale, the first bought first. What is
/// matched is taken from `bought`, so that later losses can be matched to the rest.
pub fn replaced(losses: &[LossSale], bought: &mut [Bought], within_days: i32) -> Vec<Replaced> {
    // Those bought on one day keep their order.
    bought.sort_by_key(|it| it.on);
    let mut all = Vec::new();
    for (at, loss) in losses.iter().enumerate() {
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
            all.push(Replaced { loss: at, by: it.lot, shares, disallowed });
        }
    }
    all
}
