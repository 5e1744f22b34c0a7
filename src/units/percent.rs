//! Shares of a whole and rates of tax, both in percent.

use std::cmp::Ordering;
use std::fmt;

use rust_decimal::Decimal;

use super::POWERS_OF_TEN;

/// A share of a whole, in percent, with exactly the digits it was stated with: `9.99` is 9.99%.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(Digits);

impl Percent {
    pub const ZERO: Percent = Percent::of("0");
    pub const HUNDRED: Percent = Percent::of("100");

    /// A percentage of the law's tables. Panics, in a constant at compile time, unless it is digits with at most one point.
    pub const fn of(digits: &str) -> Percent {
        Percent(Digits::of(digits))
    }

    /// A stated percentage; `None` outside 0 to 100, or with more than sixteen decimals.
    pub fn new(value: Decimal) -> Option<Percent> {
        let percent = Percent(Digits::new(value)?);
        (percent <= Percent::HUNDRED).then_some(percent)
    }

    pub fn value(self) -> Decimal {
        self.0.value()
    }

    /// Points from this percentage up to `other`; negative when it is above.
    pub fn points_to(self, other: Percent) -> Decimal {
        (other.value() - self.value()).normalize()
    }

    /// The percentage in the middle of two, if it has few enough decimals.
    pub fn halfway_to(self, other: Percent) -> Option<Percent> {
        Percent::new((self.value() + other.value()) / Decimal::TWO)
    }

    pub(super) fn digits(self) -> Digits {
        self.0
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}%", self.value())
    }
}

/// A rate of tax in percent of the gross amount: `15.315` is 15.315%.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rate(Digits);

impl Rate {
    pub const ZERO: Rate = Rate::of("0");

    /// A rate of the law's tables. A malformed one does not compile:
    ///
    /// ```compile_fail
    /// const NO_RATE: iijtax::units::Rate = iijtax::units::Rate::of("10%");
    /// ```
    pub const fn of(digits: &str) -> Rate {
        Rate(Digits::of(digits))
    }

    /// A stated rate; `None` outside 0 to 100, or with more than sixteen decimals.
    pub fn new(value: Decimal) -> Option<Rate> {
        Percent::new(value).map(|percent| Rate(percent.0))
    }

    pub fn value(self) -> Decimal {
        self.0.value()
    }

    /// Points from this rate up to `other`; negative when it is above.
    pub fn points_to(self, other: Rate) -> Decimal {
        (other.value() - self.value()).normalize()
    }

    /// As an integer of units of the last of `places` fraction digits; the digits beyond are dropped.
    pub fn in_units(self, places: u32) -> i128 {
        let Digits { mantissa, scale } = self.0;
        let mantissa = i128::from(mantissa);
        match places.checked_sub(scale) {
            Some(more) => mantissa * 10_i128.pow(more),
            None => mantissa / 10_i128.pow(scale - places),
        }
    }

    /// The digits without the point, and how many of them are decimals; no zeros at the end of these.
    pub fn mantissa_and_scale(self) -> (u64, u32) {
        (self.0.mantissa, self.0.scale)
    }

    pub(super) fn digits(self) -> Digits {
        self.0
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}%", self.value())
    }
}

/// A number that is not negative, in digits; without zeros at the end of its fraction, so that equal
/// numbers are the same. Compared for every record, and so kept smaller than a [`Decimal`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Digits {
    pub mantissa: u64,
    pub scale: u32,
}

/// The most decimals of a percentage.
const MOST_DECIMALS: u32 = 16;

impl Digits {
    /// Digits with at most one point, at compile time.
    const fn of(digits: &str) -> Digits {
        let bytes = digits.as_bytes();
        assert!(!bytes.is_empty() && bytes.len() <= 9, "between one and nine characters");
        let (mut mantissa, mut scale, mut point, mut at) = (0, 0, false, 0);
        while at < bytes.len() {
            match bytes[at] {
                b'.' if !point && at > 0 && at + 1 < bytes.len() => point = true,
                digit @ b'0'..=b'9' => {
                    mantissa = mantissa * 10 + (digit - b'0') as u64;
                    if point {
                        scale += 1;
                    }
                }
                _ => panic!("only digits and one point between them"),
            }
            at += 1;
        }
        assert!(!point || bytes[bytes.len() - 1] != b'0', "no zeros at the end");
        Digits { mantissa, scale }
    }

    fn new(value: Decimal) -> Option<Digits> {
        let (mut mantissa, mut scale) = (u64::try_from(value.mantissa()).ok()?, value.scale());
        while scale > 0 && mantissa.is_multiple_of(10) {
            (mantissa, scale) = (mantissa / 10, scale - 1);
        }
        (scale <= MOST_DECIMALS).then_some(Digits { mantissa, scale })
    }

    fn value(self) -> Decimal {
        Decimal::from_i128_with_scale(self.mantissa.into(), self.scale)
    }
}

impl PartialOrd for Digits {
    fn partial_cmp(&self, other: &Digits) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Digits {
    fn cmp(&self, other: &Digits) -> Ordering {
        if self.scale == other.scale {
            return self.mantissa.cmp(&other.mantissa);
        }
        // No scale is above those of the table, see the constructors.
        let scaled =
            |digits: &Digits, scale: u32| u128::from(digits.mantissa) * u128::from(POWERS_OF_TEN[scale as usize]);
        scaled(self, other.scale).cmp(&scaled(other, self.scale))
    }
}
