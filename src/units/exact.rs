//! Exact quotients, which amounts are until they are rounded.

use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Div, Mul, Neg, Sub};

use ethnum::I256;
use rust_decimal::Decimal;

use super::percent::Digits;
use super::total::{Printed, YEN_PLACES};
use super::{POWERS_OF_TEN, Percent, Rate, Usd, Yen, grouped_decimal};

/// An exact quotient of two integers: what an amount is until it is rounded, once, at the end.
///
/// `(1/3) * 3` is 1. The integers have 255 bits, some 76 digits. The facts are bounded to so many
/// digits each that the longest chain of the program, a return of capital lot by lot, needs 60.
#[derive(Clone, Copy)]
pub struct Exact(Parts);

/// Numerator and denominator, the latter always positive.
#[derive(Clone, Copy)]
enum Parts {
    /// In 64 bits each: the usual case, and many times faster.
    Short(i64, i64),
    Long(I256, I256),
}

use Parts::{Long, Short};

impl Exact {
    pub const ZERO: Exact = Exact::whole(0);

    pub const fn whole(value: i64) -> Exact {
        Exact(Short(value, 1))
    }

    /// A quotient of two integers, the latter positive.
    pub(super) const fn of(numerator: i64, denominator: i64) -> Exact {
        Exact(Short(numerator, denominator))
    }

    /// A quotient of two long integers, the latter positive.
    pub(super) const fn quotient(numerator: I256, denominator: I256) -> Exact {
        Exact(Long(numerator, denominator))
    }

    /// The share that `part` is of `whole`. Panics when `whole` is zero.
    pub fn ratio(part: Decimal, whole: Decimal) -> Exact {
        Exact::from(part) / Exact::from(whole)
    }

    /// `share` of this amount.
    pub fn percent(self, share: Percent) -> Exact {
        self.hundredths(share.digits())
    }

    /// This amount times a rate of tax, not rounded.
    pub fn at(self, rate: Rate) -> Exact {
        self.hundredths(rate.digits())
    }

    /// The tax on this amount at `rate`, floored to the yen as withheld tax is.
    #[inline]
    pub fn tax_jpy(self, rate: Rate) -> Yen {
        let (mantissa, scale) = rate.mantissa_and_scale();
        if let (Short(numerator, denominator), Ok(mantissa)) = (self.0, i64::try_from(mantissa))
            && let Some(unit) = POWERS_OF_TEN.get(scale as usize + 2)
            && let (Some(part), Some(whole)) =
                (numerator.checked_mul(mantissa), denominator.checked_mul(unit.cast_signed()))
        {
            return Yen::new(part.div_euclid(whole));
        }
        self.long_tax_jpy(rate)
    }

    /// Of integers that need more than 64 bits, or may come to.
    #[inline(never)]
    fn long_tax_jpy(self, rate: Rate) -> Yen {
        self.at(rate).floor_jpy()
    }

    /// Whole yen, fractions dropped.
    #[inline]
    pub fn floor_jpy(self) -> Yen {
        Yen::new(match self.0 {
            Short(whole, 1) => whole,
            Short(numerator, denominator) => numerator.div_euclid(denominator),
            Long(numerator, denominator) => narrow(numerator.div_euclid(denominator)),
        })
    }

    /// Dollars and cents, half away from zero.
    pub fn usd(self) -> Usd {
        Usd::from_cents(narrow(self.rounded(2)))
    }

    /// The nearest decimal with at most `places` fraction digits, half away from zero, without zeros at its end.
    pub fn decimal(self, places: u32) -> Decimal {
        Decimal::from_i128_with_scale(self.in_units(places), places).normalize()
    }

    /// As [`Exact::decimal`], with commas between thousands.
    pub fn grouped(self, places: u32) -> String {
        grouped_decimal(self.decimal(places))
    }

    /// As it is printed: rounded to twelve fraction digits. Panics when it is negative.
    #[inline]
    pub fn printed(self) -> Printed {
        let (whole, fraction) = self.split(YEN_PLACES).unwrap_or_else(|| self.long_split(YEN_PLACES));
        Printed { whole, fraction }
    }

    #[expect(
        clippy::expect_used,
        reason = "an amount before or after tax is not negative, and has fewer digits than that"
    )]
    #[inline(never)]
    fn long_split(self, places: u32) -> (u64, u64) {
        let (units, unit) = (self.in_units(places), power_of_ten(places));
        let narrow = |part: i128| u64::try_from(part).expect("an amount before or after tax is not negative");
        (narrow(units / unit), narrow(units % unit))
    }

    /// Whole and fraction, the latter as an integer of `places` digits rounded half away from zero: the
    /// quick way to digits. `None` when it is negative or needs more than 64 bits.
    #[inline]
    fn split(self, places: u32) -> Option<(u64, u64)> {
        let Short(numerator, denominator) = self.0 else { return None };
        let (numerator, denominator) = (u64::try_from(numerator).ok()?, u64::try_from(denominator).ok()?);
        let (whole, rest) = (numerator / denominator, numerator % denominator);
        if rest == 0 {
            return Some((whole, 0));
        }
        let unit = 10_u64.checked_pow(places)?;
        if unit.is_multiple_of(denominator) {
            // The fraction ends within the places, as yen for a share and ADSs by the hundred make it.
            return Some((whole, rest * (unit / denominator)));
        }
        let scaled = u128::from(rest) * u128::from(unit);
        let (quotient, rest) = (scaled / u128::from(denominator), (scaled % u128::from(denominator)) as u64);
        let fraction = quotient as u64 + u64::from(rest >= denominator - rest);
        Some(if fraction == unit { (whole + 1, 0) } else { (whole, fraction) })
    }

    /// As an integer of units of the last of `places` fraction digits, rounded half away from zero.
    #[expect(
        clippy::expect_used,
        reason = "amounts and their sums of a year are bounded to 16 digits before the point, to which tests of the longest hold them"
    )]
    fn in_units(self, places: u32) -> i128 {
        i128::try_from(self.rounded(places)).expect("amounts are bounded to 16 digits before the point")
    }

    /// The nearest decimal of 28 significant digits.
    pub(super) fn significant(self) -> Decimal {
        let (numerator, denominator) = self.long();
        let whole = (numerator / denominator).unsigned_abs().to_string().len() as u32;
        self.decimal(28_u32.saturating_sub(whole))
    }

    /// The same, but never `mark` itself unless this is `mark`: a share just below a threshold is not shown as reaching it.
    pub fn decimal_beside(self, places: u32, mark: Decimal) -> Decimal {
        let rounded = self.decimal(places);
        let step = Decimal::new(1, places);
        match self.cmp(&Exact::from(mark)) {
            Ordering::Less if rounded >= mark => mark - step,
            Ordering::Greater if rounded <= mark => mark + step,
            _ => rounded,
        }
    }

    /// Whether `places` fraction digits show the whole value.
    pub fn fits(self, places: u32) -> bool {
        Exact::from(self.decimal(places)) == self
    }

    /// Whether it is below the bound by its numerator alone, whatever it is divided by.
    #[inline]
    pub(crate) fn has_numerator_below(self, bound: i64) -> bool {
        matches!(self.0, Short(numerator, _) if numerator < bound)
    }

    pub fn is_zero(self) -> bool {
        match self.0 {
            Short(numerator, _) => numerator == 0,
            Long(numerator, _) => numerator == I256::ZERO,
        }
    }

    fn hundredths(self, value: Digits) -> Exact {
        let (mantissa, scale) = value.mantissa_and_scale();
        self * Exact::fraction(i128::from(mantissa), power_of_ten(scale + 2))
    }

    fn rounded(self, places: u32) -> I256 {
        let unit = Exact::fraction(10_i128.pow(places), 1);
        let Some(scaled) = self.checked_mul(unit).or_else(|| self.reduced().checked_mul(unit)) else {
            return self.long_rounded(places);
        };
        let (numerator, denominator) = scaled.long();
        let (quotient, rest) = (numerator / denominator, (numerator % denominator).abs());
        if rest >= denominator - rest { quotient + numerator.signum() } else { quotient }
    }

    /// The same digit by digit, where the numerator has no room for so many more.
    #[inline(never)]
    fn long_rounded(self, places: u32) -> I256 {
        let (numerator, denominator) = self.long();
        let (mut quotient, mut rest) = ((numerator / denominator).abs(), (numerator % denominator).abs());
        for _ in 0..places {
            let mut digit = 0_u8;
            // Ten times the rest, which itself may have no room.
            let mut tenfold = I256::ZERO;
            for _ in 0..10 {
                if tenfold >= denominator - rest {
                    (digit, tenfold) = (digit + 1, tenfold - (denominator - rest));
                } else {
                    tenfold += rest;
                }
            }
            (quotient, rest) = (quotient * I256::from(10_u8) + I256::from(digit), tenfold);
        }
        let rounded = if rest >= denominator - rest { quotient + I256::ONE } else { quotient };
        rounded * numerator.signum()
    }

    /// The sum, where its integers fit.
    pub(super) fn sum_that_fits(self, other: Exact) -> Option<Exact> {
        self.checked_add(other).or_else(|| self.reduced().checked_add(other.reduced()))
    }

    /// The sum; where no exact one can be held, that of both rounded to so many fraction digits.
    pub fn plus_within(self, other: Exact, places: u32) -> Exact {
        let rounded = |amount: Exact| Exact::from(amount.decimal(places));
        self.sum_that_fits(other).unwrap_or_else(|| rounded(self) + rounded(other))
    }

    /// Whether numerator and denominator, without a common divisor, have at most eighteen digits each: as a factor it
    /// leaves room for others.
    pub fn is_short(self) -> bool {
        matches!(self.reduced().0, Short(..))
    }

    #[inline]
    const fn fraction(numerator: i128, denominator: i128) -> Exact {
        let (short_numerator, short_denominator) = (numerator as i64, denominator as i64);
        if short_numerator as i128 == numerator && short_denominator as i128 == denominator {
            Exact(Short(short_numerator, short_denominator))
        } else {
            Exact(Long(I256::new(numerator), I256::new(denominator)))
        }
    }

    /// Both integers, whatever their length.
    fn long(self) -> (I256, I256) {
        match self.0 {
            Short(numerator, denominator) => (I256::from(numerator), I256::from(denominator)),
            Long(numerator, denominator) => (numerator, denominator),
        }
    }

    /// The same without a common divisor.
    pub(crate) fn reduced(self) -> Exact {
        let (numerator, denominator) = self.long();
        let divisor = gcd(numerator.abs(), denominator);
        let (numerator, denominator) = (numerator / divisor, denominator / divisor);
        match (i64::try_from(numerator), i64::try_from(denominator)) {
            (Ok(numerator), Ok(denominator)) => Exact(Short(numerator, denominator)),
            _ => Exact(Long(numerator, denominator)),
        }
    }

    fn checked_mul(self, other: Exact) -> Option<Exact> {
        let ((a, b), (c, d)) = (self.long(), other.long());
        Some(Exact(Long(a.checked_mul(c)?, b.checked_mul(d)?)))
    }

    fn checked_add(self, other: Exact) -> Option<Exact> {
        let ((a, b), (c, d)) = (self.long(), other.long());
        if b == d {
            return Some(Exact(Long(a.checked_add(c)?, b)));
        }
        let (left, right) = (a.checked_mul(d)?, c.checked_mul(b)?);
        Some(Exact(Long(left.checked_add(right)?, b.checked_mul(d)?)))
    }

    /// Of integers that need more than 64 bits, or may come to.
    #[expect(
        clippy::expect_used,
        reason = "the facts are bounded so that reduced products fit, to which tests of the longest facts hold them"
    )]
    #[inline(never)]
    fn long_mul(self, other: Exact) -> Exact {
        self.checked_mul(other)
            .or_else(|| self.reduced().checked_mul(other.reduced()))
            .expect("the facts are bounded so that reduced products fit")
    }

    #[expect(
        clippy::expect_used,
        reason = "the facts are bounded so that reduced sums fit, to which tests of the longest facts hold them"
    )]
    #[inline(never)]
    fn long_add(self, other: Exact) -> Exact {
        self.sum_that_fits(other).expect("the facts are bounded so that reduced sums fit")
    }
}

impl From<Decimal> for Exact {
    #[inline]
    fn from(value: Decimal) -> Exact {
        let parts = value.unpack();
        match (i32::try_from(parts.mid), POWERS_OF_TEN.get(parts.scale as usize)) {
            (Ok(mid), Some(unit)) if parts.hi == 0 && !parts.negative => {
                Exact(Short(i64::from(mid) << 32 | i64::from(parts.lo), unit.cast_signed()))
            }
            _ => Exact::fraction(value.mantissa(), power_of_ten(value.scale())),
        }
    }
}

impl From<Yen> for Exact {
    fn from(value: Yen) -> Exact {
        Exact::whole(value.value())
    }
}

impl From<Usd> for Exact {
    fn from(value: Usd) -> Exact {
        Exact::fraction(i128::from(value.cents()), 100)
    }
}

impl Mul for Exact {
    type Output = Exact;

    #[inline]
    fn mul(self, other: Exact) -> Exact {
        if let (Short(a, b), Short(c, d)) = (self.0, other.0) {
            if let (Some(numerator), Some(denominator)) = (a.checked_mul(c), b.checked_mul(d)) {
                return Exact(Short(numerator, denominator));
            }
            return Exact::fraction(i128::from(a) * i128::from(c), i128::from(b) * i128::from(d));
        }
        self.long_mul(other)
    }
}

impl Div for Exact {
    type Output = Exact;

    /// Panics when `other` is zero, as integers do.
    #[inline]
    fn div(self, other: Exact) -> Exact {
        assert!(!other.is_zero(), "division of an exact amount by zero");
        match other.0 {
            // The smallest integer has no opposite in 64 bits.
            Short(numerator, denominator) if numerator > 0 => self * Exact(Short(denominator, numerator)),
            _ => {
                let (numerator, denominator) = other.long();
                self * Exact(Long(denominator * numerator.signum(), numerator.abs()))
            }
        }
    }
}

impl Add for Exact {
    type Output = Exact;

    #[inline]
    fn add(self, other: Exact) -> Exact {
        if let (Short(a, b), Short(c, d)) = (self.0, other.0) {
            let (left, right) = (i128::from(a) * i128::from(d), i128::from(c) * i128::from(b));
            if let Some(sum) = left.checked_add(right) {
                return Exact::fraction(sum, i128::from(b) * i128::from(d));
            }
        }
        self.long_add(other)
    }
}

impl Sub for Exact {
    type Output = Exact;

    fn sub(self, other: Exact) -> Exact {
        self + -other
    }
}

impl Neg for Exact {
    type Output = Exact;

    fn neg(self) -> Exact {
        match self.0 {
            Short(numerator, denominator) if numerator != i64::MIN => Exact(Short(-numerator, denominator)),
            _ => {
                let (numerator, denominator) = self.long();
                Exact(Long(-numerator, denominator))
            }
        }
    }
}

impl std::iter::Sum for Exact {
    fn sum<I: Iterator<Item = Exact>>(amounts: I) -> Exact {
        amounts.fold(Exact::ZERO, Add::add)
    }
}

impl PartialEq for Exact {
    fn eq(&self, other: &Exact) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Exact {}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Exact) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Exact) -> Ordering {
        if let (Short(a, b), Short(c, d)) = (self.0, other.0) {
            return (i128::from(a) * i128::from(d)).cmp(&(i128::from(c) * i128::from(b)));
        }
        match self.sum_that_fits(-*other) {
            Some(difference) => difference.long().0.cmp(&I256::ZERO),
            None => whole_by_whole(self.long(), other.long()),
        }
    }
}

impl fmt::Debug for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (numerator, denominator) = self.long();
        write!(f, "{numerator}/{denominator}")
    }
}

/// An amount narrowed to what the bounds of the facts guarantee.
#[expect(
    clippy::expect_used,
    reason = "amounts and their sums of a year are bounded to 16 digits before the point, to which tests of the longest hold them"
)]
fn narrow(value: I256) -> i64 {
    i64::try_from(value).expect("amounts are bounded to 16 digits before the point")
}

/// Panics beyond what 128 bits hold, which no scale of a fact comes to.
#[expect(
    clippy::expect_used,
    reason = "the scales of facts are bounded, to which tests of the longest facts hold them"
)]
fn power_of_ten(exponent: u32) -> i128 {
    10_i128.checked_pow(exponent).expect("the scales of facts are bounded")
}

/// Compares two quotients by their whole parts, then what is left of each by the whole parts of its reciprocal, and so on:
/// no integer becomes longer.
fn whole_by_whole((mut a, mut b): (I256, I256), (mut c, mut d): (I256, I256)) -> Ordering {
    loop {
        let (left, right) = (a.rem_euclid(b), c.rem_euclid(d));
        match a.div_euclid(b).cmp(&c.div_euclid(d)) {
            Ordering::Equal if left == I256::ZERO || right == I256::ZERO => return left.cmp(&right),
            // The larger one has the smaller reciprocal.
            Ordering::Equal => (a, b, c, d) = (d, right, b, left),
            differ => return differ,
        }
    }
}

fn gcd(mut a: I256, mut b: I256) -> I256 {
    while b != I256::ZERO {
        (a, b) = (b, a % b);
    }
    a.max(I256::ONE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digit_by_digit_a_quotient_is_rounded_as_at_once() {
        for (numerator, denominator) in [(1, 3), (2, 3), (-2, 3), (5, 2), (-5, 2), (1, 8), (999, 1000), (7, 1), (0, 9)]
        {
            let exact = Exact::of(numerator, denominator);
            for places in 0..6 {
                assert_eq!(exact.long_rounded(places), exact.rounded(places), "{numerator}/{denominator}, {places}");
            }
        }
        // Two thirds, of integers that have no room for another digit.
        let third = I256::MAX / I256::from(3);
        let two_thirds = Exact(Long(third * I256::from(2), third * I256::from(3)));
        assert_eq!(two_thirds.decimal(4), Decimal::new(6667, 4));
    }

    #[test]
    fn quotients_whose_difference_cannot_be_held_are_compared_and_added_up() {
        let most = I256::MAX / I256::from(4);
        let near = |more: i64| Exact(Long(most + I256::from(more), most));
        // One and a little more: the little is ever less.
        let all = [Exact::ZERO, near(-7), near(-6), Exact::whole(1), near(6), near(7), Exact::whole(2)];
        for (one, left) in all.iter().enumerate() {
            for (other, right) in all.iter().enumerate() {
                assert_eq!(left.cmp(right), one.cmp(&other), "{one}, {other}");
                assert_eq!((-*left).cmp(&-*right), other.cmp(&one), "{one}, {other}");
                assert_eq!(whole_by_whole(left.long(), right.long()), one.cmp(&other), "{one}, {other}");
            }
        }
        // Two thirds and a little more, whose denominator has no divisor in common with that.
        let before = most - I256::ONE;
        let other = Exact(Long(before / I256::from(3) * I256::from(2) + I256::ONE, before));
        assert!(near(6).sum_that_fits(-other).is_none());
        assert!(near(6) > other && other < near(-6));
        assert_eq!(near(6).plus_within(other, 6).decimal(12), Decimal::new(1_666_667, 6));
        assert_eq!(Exact::of(1, 3).plus_within(Exact::of(2, 3), 6), Exact::whole(1));
    }
}
