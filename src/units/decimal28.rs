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
pub struct Decimal28(Decimal);

/// Digits behind the point that are not noise, for amounts up to some ten billion.
const SURE_PLACES: u32 = 16;

impl Decimal28 {
    pub const ZERO: Decimal28 = Decimal28(Decimal::ZERO);
    pub const ONE: Decimal28 = Decimal28(Decimal::ONE);

    pub fn whole(value: i32) -> Decimal28 {
        Decimal28(value.into())
    }

    /// What one exact amount is more than another: rounded once, or each of them where no exact difference can be held.
    pub fn difference(one: Exact, other: Exact) -> Decimal28 {
        match one.sum_that_fits(-other) {
            Some(exact) => exact.into(),
            None => Decimal28::from(one) - Decimal28::from(other),
        }
    }

    /// Dollars and cents, half away from zero.
    #[expect(
        clippy::expect_used,
        reason = "amounts are bounded to 17 digits before the point, and tests of the longest facts reach no more"
    )]
    pub fn usd(self) -> Usd {
        let cents = self.decimal(2) * Decimal::ONE_HUNDRED;
        Usd::from_cents(cents.try_into().expect("amounts are bounded to 17 digits before the point"))
    }

    /// Whole cents, down.
    #[expect(
        clippy::expect_used,
        reason = "amounts are bounded to 17 digits before the point, and tests of the longest facts reach no more"
    )]
    fn cents_down(self) -> Usd {
        let cents = (self.0.round_dp(SURE_PLACES) * Decimal::ONE_HUNDRED).floor();
        Usd::from_cents(cents.try_into().expect("amounts are bounded to 17 digits before the point"))
    }

    /// The nearest decimal with at most `places` fraction digits, half away from zero, without zeros at its end.
    pub fn decimal(self, places: u32) -> Decimal {
        let away = RoundingStrategy::MidpointAwayFromZero;
        self.0.round_dp(SURE_PLACES).round_dp_with_strategy(places, away).normalize()
    }

    /// This amount times a rate of tax.
    pub fn at(self, rate: Rate) -> Decimal28 {
        Decimal28(self.0 * rate.value() / Decimal::ONE_HUNDRED)
    }

    /// This amount, or nothing where it is negative or only the noise of divisions.
    pub fn above_zero(self) -> Decimal28 {
        if self.0.round_dp(SURE_PLACES) > Decimal::ZERO { self } else { Decimal28::ZERO }
    }

    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// What one dollar grows to in `days` at `rate` a year, compounded daily in years of `days_in_year`.
    pub fn compounded(rate: Rate, days_in_year: i32, days: i32) -> Decimal28 {
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
        Decimal28(grown)
    }
}

impl From<Decimal> for Decimal28 {
    fn from(value: Decimal) -> Decimal28 {
        Decimal28(value)
    }
}

impl From<Exact> for Decimal28 {
    fn from(value: Exact) -> Decimal28 {
        Decimal28(value.significant())
    }
}

impl From<Usd> for Decimal28 {
    fn from(value: Usd) -> Decimal28 {
        Decimal28(value.decimal())
    }
}

impl Add for Decimal28 {
    type Output = Decimal28;

    fn add(self, other: Decimal28) -> Decimal28 {
        Decimal28(self.0 + other.0)
    }
}

impl AddAssign for Decimal28 {
    fn add_assign(&mut self, other: Decimal28) {
        self.0 += other.0;
    }
}

impl Sub for Decimal28 {
    type Output = Decimal28;

    fn sub(self, other: Decimal28) -> Decimal28 {
        Decimal28(self.0 - other.0)
    }
}

impl Neg for Decimal28 {
    type Output = Decimal28;

    fn neg(self) -> Decimal28 {
        Decimal28(-self.0)
    }
}

impl Mul for Decimal28 {
    type Output = Decimal28;

    fn mul(self, other: Decimal28) -> Decimal28 {
        Decimal28(self.0 * other.0)
    }
}

impl Div for Decimal28 {
    type Output = Decimal28;

    /// Panics when `other` is zero, as integers do.
    fn div(self, other: Decimal28) -> Decimal28 {
        Decimal28(self.0 / other.0)
    }
}

impl Sum for Decimal28 {
    fn sum<I: Iterator<Item = Decimal28>>(amounts: I) -> Decimal28 {
        amounts.fold(Decimal28::ZERO, Add::add)
    }
}

/// Rounds the parts of `whole`, none of them negative, so that they add up to it. Every part is rounded down or up to a
/// whole cent, and up are those that are nearest to it: none is off by a cent. Without parts there is nothing to add up.
pub fn to_the_cent(whole: Usd, parts: &[Decimal28]) -> Vec<Usd> {
    to_the_cent_within(whole, parts, &vec![whole; parts.len()])
}

/// The same where each part has a most that it can be. A cent that no part can take by the fraction it has left goes to
/// one that has room.
pub fn to_the_cent_within(whole: Usd, parts: &[Decimal28], most: &[Usd]) -> Vec<Usd> {
    let cent = Usd::from_cents(1);
    let down = parts.iter().map(|part| part.cents_down());
    let fraction = |(part, down): (&Decimal28, Usd)| (*part - Decimal28::from(down)).decimal(SURE_PLACES);
    let fractions: Vec<_> = parts.iter().zip(down.clone()).map(fraction).collect();
    let mut cents: Vec<_> = down.zip(most).map(|(part, most)| part.min(*most)).collect();
    let mut left = cents.iter().fold(whole, |rest, part| rest - *part);
    let mut order: Vec<_> = cents.iter_mut().zip(most).zip(fractions).enumerate().collect();
    // Of equal fractions the later year's is rounded up.
    order.sort_by_key(|(at, (_, fraction))| std::cmp::Reverse((*fraction, *at)));
    while left > Usd::default() {
        let before = left;
        for (_, ((cents, most), _)) in &mut order {
            if left > Usd::default() && **cents < **most {
                **cents = **cents + cent;
                left = left - cent;
            }
        }
        if left == before {
            break;
        }
    }
    cents
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_cent_that_division_has_frayed_is_still_half_a_cent() {
        let frayed = Decimal28::whole(1) / Decimal28::whole(600) * Decimal28::whole(3);
        assert_eq!(frayed.usd(), Usd::from_cents(1));
        assert_eq!((-frayed).usd(), Usd::from_cents(-1));
        let below = Decimal28::from(Decimal::new(4_999_999, 9));
        assert_eq!(below.usd(), Usd::from_cents(0));
    }

    #[test]
    fn parts_add_up_and_the_last_takes_the_rest() {
        let third = Decimal28::ONE / Decimal28::whole(3);
        let cents: Vec<_> = to_the_cent(Usd::from_cents(100), &[third; 3]).iter().map(|part| part.cents()).collect();
        assert_eq!(cents, [33, 33, 34]);
        assert!(to_the_cent(Usd::from_cents(0), &[]).is_empty());
    }

    #[test]
    fn the_parts_nearest_to_the_next_cent_are_rounded_up() {
        let cents = |whole, parts: &[Decimal28]| -> Vec<_> {
            to_the_cent(Usd::from_cents(whole), parts).iter().map(|part| part.cents()).collect()
        };
        let half = Decimal28::ONE / Decimal28::whole(200);
        assert_eq!(cents(5, &[half; 10]), [0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
        let of = |hundredths: i32| Decimal28::whole(hundredths) / Decimal28::whole(10_000);
        assert_eq!(cents(10, &[of(340), of(330), of(330)]), [4, 3, 3]);
        assert_eq!(cents(10, &[of(160), of(260), of(580)]), [1, 3, 6]);
    }

    #[test]
    fn no_part_is_more_than_its_most() {
        let most = [Usd::from_cents(1), Usd::from_cents(2), Usd::from_cents(0)];
        let within = to_the_cent_within(Usd::from_cents(3), &[Decimal28::ONE / Decimal28::whole(100); 3], &most);
        assert_eq!(within, most);
        let none = to_the_cent_within(Usd::from_cents(3), &[Decimal28::ONE], &[Usd::from_cents(2)]);
        assert_eq!(none, [Usd::from_cents(2)]);
    }

    #[test]
    fn an_exact_quotient_keeps_twenty_eight_digits() {
        let third = Exact::whole(1) / Exact::whole(3);
        assert_eq!(Decimal28::from(third).0.to_string(), format!("0.{}", "3".repeat(27)));
        let large = Exact::whole(10_000_000_000_000) / Exact::whole(3);
        assert_eq!(Decimal28::from(large).0.to_string(), format!("{}.{}", "3".repeat(13), "3".repeat(15)));
    }
}
