//! Amounts for which no exact quotient can be held: sums of shares with many denominators, and powers.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub};

use rust_decimal::{Decimal, RoundingStrategy};

use super::{Exact, Rate, Usd};

/// A decimal of 28 significant digits.
///
/// A gain that is spread over the days of a thousand lots is a sum of quotients with a thousand
/// denominators, and interest compounded daily is a power of the four hundredth degree: neither fits an
/// exact quotient of any length. Amounts here have at most 17 digits before the point, so eleven or
/// more stay behind it. What is exactly half a cent is still rounded as such: before a value is rounded
/// to cents, digits that only division can have left behind are dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Fine(Decimal);

/// Digits behind the point that are not noise, for amounts up to some ten billion.
const SURE_PLACES: u32 = 16;

impl Fine {
    pub const ZERO: Fine = Fine(Decimal::ZERO);
    pub const ONE: Fine = Fine(Decimal::ONE);

    pub fn whole(value: i32) -> Fine {
        Fine(value.into())
    }

    /// Dollars and cents, half away from zero.
    pub fn usd(self) -> Usd {
        let cents = self.decimal(2) * Decimal::ONE_HUNDRED;
        Usd::from_cents(cents.try_into().expect("amounts are bounded to 17 digits before the point"))
    }

    /// The nearest decimal with at most `places` fraction digits, half away from zero, without zeros at its end.
    pub fn decimal(self, places: u32) -> Decimal {
        let away = RoundingStrategy::MidpointAwayFromZero;
        self.0.round_dp(SURE_PLACES).round_dp_with_strategy(places, away).normalize()
    }

    /// This amount times a rate of tax.
    pub fn at(self, rate: Rate) -> Fine {
        Fine(self.0 * rate.value() / Decimal::ONE_HUNDRED)
    }

    /// This amount, or nothing where it is negative or only the noise of divisions.
    pub fn above_zero(self) -> Fine {
        if self.0.round_dp(SURE_PLACES) > Decimal::ZERO { self } else { Fine::ZERO }
    }

    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// What one dollar grows to in `days` at `rate` a year, compounded daily in years of `days_in_year`.
    pub fn compounded(rate: Rate, days_in_year: i32, days: i32) -> Fine {
        let mut power = Decimal::ONE + rate.value() / Decimal::ONE_HUNDRED / Decimal::from(days_in_year);
        let mut grown = Decimal::ONE;
        let mut days = days.max(0);
        while days > 0 {
            if days % 2 == 1 {
                grown *= power;
            }
            power *= power;
            days /= 2;
        }
        Fine(grown)
    }
}

impl From<Decimal> for Fine {
    fn from(value: Decimal) -> Fine {
        Fine(value)
    }
}

impl From<Exact> for Fine {
    fn from(value: Exact) -> Fine {
        Fine(value.significant())
    }
}

impl From<Usd> for Fine {
    fn from(value: Usd) -> Fine {
        Fine(value.decimal())
    }
}

impl Add for Fine {
    type Output = Fine;

    fn add(self, other: Fine) -> Fine {
        Fine(self.0 + other.0)
    }
}

impl AddAssign for Fine {
    fn add_assign(&mut self, other: Fine) {
        self.0 += other.0;
    }
}

impl Sub for Fine {
    type Output = Fine;

    fn sub(self, other: Fine) -> Fine {
        Fine(self.0 - other.0)
    }
}

impl Neg for Fine {
    type Output = Fine;

    fn neg(self) -> Fine {
        Fine(-self.0)
    }
}

impl Mul for Fine {
    type Output = Fine;

    fn mul(self, other: Fine) -> Fine {
        Fine(self.0 * other.0)
    }
}

impl Div for Fine {
    type Output = Fine;

    /// Panics when `other` is zero, as integers do.
    fn div(self, other: Fine) -> Fine {
        Fine(self.0 / other.0)
    }
}

impl Sum for Fine {
    fn sum<I: Iterator<Item = Fine>>(amounts: I) -> Fine {
        amounts.fold(Fine::ZERO, Add::add)
    }
}

/// Rounds the parts of `whole`, none of them negative, to the cent so that they add up to it: what
/// rounding leaves over goes to the last part. Without parts there is nothing to add up.
pub fn to_the_cent(whole: Usd, parts: &[Fine]) -> Vec<Usd> {
    to_the_cent_within(whole, parts, &vec![whole; parts.len()])
}

/// The same where each part has a most that it can be. What the last part cannot give or take, because
/// it would be negative or more than its most, the one before it does.
pub fn to_the_cent_within(whole: Usd, parts: &[Fine], most: &[Usd]) -> Vec<Usd> {
    let nothing = Usd::default();
    let mut cents: Vec<_> = parts.iter().zip(most).map(|(part, most)| part.usd().min(*most)).collect();
    let mut over = cents.iter().fold(whole, |rest, part| rest - *part);
    for (part, most) in cents.iter_mut().zip(most).rev() {
        let adjusted = (*part + over).max(nothing).min(*most);
        over = over - (adjusted - *part);
        *part = adjusted;
    }
    cents
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_cent_that_division_has_frayed_is_still_half_a_cent() {
        let frayed = Fine::whole(1) / Fine::whole(600) * Fine::whole(3);
        assert_eq!(frayed.usd(), Usd::from_cents(1));
        assert_eq!((-frayed).usd(), Usd::from_cents(-1));
        let below = Fine::from(Decimal::new(4_999_999, 9));
        assert_eq!(below.usd(), Usd::from_cents(0));
    }

    #[test]
    fn parts_add_up_and_the_last_takes_the_rest() {
        let third = Fine::ONE / Fine::whole(3);
        let cents: Vec<_> = to_the_cent(Usd::from_cents(100), &[third; 3]).iter().map(|part| part.cents()).collect();
        assert_eq!(cents, [33, 33, 34]);
        assert!(to_the_cent(Usd::from_cents(0), &[]).is_empty());
    }

    #[test]
    fn what_the_last_part_cannot_give_the_one_before_it_does() {
        let cents = |whole, parts: &[Fine]| -> Vec<_> {
            to_the_cent(Usd::from_cents(whole), parts).iter().map(|part| part.cents()).collect()
        };
        let half = Fine::ONE / Fine::whole(200);
        assert_eq!(cents(5, &[half; 10]), [1, 1, 1, 1, 1, 0, 0, 0, 0, 0]);
        let most = [Usd::from_cents(1), Usd::from_cents(2), Usd::from_cents(0)];
        let within = to_the_cent_within(Usd::from_cents(3), &[Fine::ONE / Fine::whole(100); 3], &most);
        assert_eq!(within, most);
    }

    #[test]
    fn an_exact_quotient_keeps_twenty_eight_digits() {
        let third = Exact::whole(1) / Exact::whole(3);
        assert_eq!(Fine::from(third).0.to_string(), format!("0.{}", "3".repeat(27)));
        let large = Exact::whole(10_000_000_000_000) / Exact::whole(3);
        assert_eq!(Fine::from(large).0.to_string(), format!("{}.{}", "3".repeat(13), "3".repeat(15)));
    }
}
