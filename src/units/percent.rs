//! Shares of a whole and rates of tax, both in percent.

use std::fmt;
use std::num::NonZeroU64;

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

    /// Nothing is due at it.
    #[inline]
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Points from this rate up to `other`; negative when it is above.
    pub fn points_to(self, other: Rate) -> Decimal {
        (other.value() - self.value()).normalize()
    }

    /// As an integer of units of the last of `places` fraction digits; the digits beyond are dropped.
    pub fn in_units(self, places: u32) -> i128 {
        let (mantissa, scale) = self.0.mantissa_and_scale();
        let mantissa = i128::from(mantissa);
        match places.checked_sub(scale) {
            Some(more) => mantissa * 10_i128.pow(more),
            None => mantissa / 10_i128.pow(scale - places),
        }
    }

    /// The digits without the point, and how many of them are decimals; no zeros at the end of these.
    #[inline]
    pub fn mantissa_and_scale(self) -> (u64, u32) {
        self.0.mantissa_and_scale()
    }

    /// Stands for the rate: the same number for the same rate, and zero for none.
    #[inline]
    pub fn number(self) -> u64 {
        self.0.0.get()
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

/// A number from zero to two hundred in digits, without zeros at the end of its fraction.
///
/// Rates are compared, and handed on with a decision, for every record. So one word has the number in units of the last of
/// the most decimals, above the bits that say how many of them are not used: the order of the words is that of the
/// numbers, equal numbers are the same word, and zero is nobody's.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Digits(NonZeroU64);

/// The most decimals of a percentage.
const MOST_DECIMALS: u32 = 16;
/// Two hundred, in units of the last of them.
#[expect(clippy::indexing_slicing, reason = "a constant: with a place beyond the end it does not compile")]
const MOST_UNITS: u64 = 2 * POWERS_OF_TEN[MOST_DECIMALS as usize + 2];
/// The bits for the decimals that are not used: their count less the most that is never told, at least one.
const BITS: u32 = 3;
const MOST_UNTOLD: u32 = MOST_DECIMALS - ((1 << BITS) - 1);
const _: () = assert!(MOST_UNITS <= u64::MAX >> BITS);
// What the bits can say is a power of ten, as is every number of decimals.
const _: () = assert!(
    ((1 << BITS) - 1 + MOST_UNTOLD) as usize == MOST_DECIMALS as usize
        && (MOST_DECIMALS as usize) < POWERS_OF_TEN.len()
);

impl Digits {
    /// Digits with at most one point, at compile time.
    #[expect(
        clippy::panic,
        reason = "percentages of the law's tables are constants, and a malformed one does not compile"
    )]
    const fn of(digits: &str) -> Digits {
        let bytes = digits.as_bytes();
        assert!(!bytes.is_empty() && bytes.len() <= 9, "between one and nine characters");
        let (mut mantissa, mut scale, mut point, mut left) = (0, 0, false, bytes);
        while let [byte, rest @ ..] = left {
            match byte {
                b'.' if !point && left.len() < bytes.len() && !rest.is_empty() => point = true,
                digit @ b'0'..=b'9' => {
                    mantissa = mantissa * 10 + (*digit - b'0') as u64;
                    if point {
                        scale += 1;
                    }
                }
                _ => panic!("only digits and one point between them"),
            }
            left = rest;
        }
        assert!(!point || !matches!(bytes, [.., b'0']), "no zeros at the end");
        match Digits::packed(mantissa, scale) {
            Some(digits) => digits,
            None => panic!("at most two hundred"),
        }
    }

    /// None above two hundred; the digits have no zeros at the end of their fraction.
    #[expect(clippy::indexing_slicing, reason = "the constants above: no number of decimals is more than the powers")]
    const fn packed(mantissa: u64, scale: u32) -> Option<Digits> {
        if scale > MOST_DECIMALS {
            return None;
        }
        let zeros = MOST_DECIMALS - scale;
        match mantissa.checked_mul(POWERS_OF_TEN[zeros as usize]) {
            Some(units @ 0..=MOST_UNITS) => {
                // Of longer fractions than nearly all have the digits themselves tell it.
                let told = if zeros <= MOST_UNTOLD { 1 } else { zeros - MOST_UNTOLD };
                match NonZeroU64::new(units << BITS | told as u64) {
                    Some(word) => Some(Digits(word)),
                    None => None,
                }
            }
            _ => None,
        }
    }

    fn new(value: Decimal) -> Option<Digits> {
        let (mut mantissa, mut scale) = (u64::try_from(value.mantissa()).ok()?, value.scale());
        while scale > 0 && mantissa.is_multiple_of(10) {
            (mantissa, scale) = (mantissa / 10, scale - 1);
        }
        Digits::packed(mantissa, scale)
    }

    /// The digits without the point, and how many of them are decimals.
    #[expect(clippy::indexing_slicing, reason = "the constants above: what the bits say is no more than the powers")]
    #[inline]
    pub fn mantissa_and_scale(self) -> (u64, u32) {
        let units = self.0.get() >> BITS;
        match (self.0.get() & ((1 << BITS) - 1)) as u32 {
            1 => of_long_fraction(units),
            told => {
                let zeros = told + MOST_UNTOLD;
                (units / POWERS_OF_TEN[zeros as usize], MOST_DECIMALS - zeros)
            }
        }
    }

    #[inline]
    fn is_zero(self) -> bool {
        self.0.get() >> BITS == 0
    }

    fn value(self) -> Decimal {
        let (mantissa, scale) = self.mantissa_and_scale();
        Decimal::from_i128_with_scale(mantissa.into(), scale)
    }
}

#[inline(never)]
fn of_long_fraction(units: u64) -> (u64, u32) {
    let (mut mantissa, mut scale) = (units, MOST_DECIMALS);
    while scale > 0 && mantissa.is_multiple_of(10) {
        (mantissa, scale) = (mantissa / 10, scale - 1);
    }
    (mantissa, scale)
}

/// As the digests of rules have it, which receipts keep.
impl fmt::Debug for Digits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mantissa, scale) = self.mantissa_and_scale();
        f.debug_struct("Digits").field("mantissa", &mantissa).field("scale", &scale).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_due_at_nothing_alone() {
        assert!(Rate::of("0").is_zero());
        assert!(Rate::new("0.00".parse().unwrap()).unwrap().is_zero());
        for rate in ["0.0000000000000001", "0.1", "1", "10", "100"] {
            assert!(!Rate::new(rate.parse().unwrap()).unwrap().is_zero(), "{rate}");
        }
    }

    #[test]
    fn a_percentage_keeps_its_digits_and_its_order_in_one_word() {
        let texts = [
            "0",
            "0.0000000000000001",
            "0.000000000000001",
            "0.00000000000001",
            "0.0000000000001",
            "0.00000001",
            "0.0000001",
            "0.000001",
            "0.00001",
            "0.01",
            "0.1",
            "1",
            "7.147",
            "9.99",
            "9.9999999999999999",
            "10",
            "15.315",
            "57.6460752303423488",
            "99.99999999999999",
            "99.999999999999999",
            "99.9999999999999999",
            "100",
        ];
        let percents: Vec<Percent> = texts.iter().map(|text| Percent::new(text.parse().unwrap()).unwrap()).collect();
        for (text, percent) in texts.iter().zip(&percents) {
            assert_eq!(percent.value().to_string(), *text);
            let scale = text.split_once('.').map_or(0, |(_, decimals)| decimals.len() as u32);
            assert_eq!(percent.digits().mantissa_and_scale().1, scale, "{text}");
        }
        assert!(percents.is_sorted_by(|left, right| left < right));
        let same =
            |left: &str, right: &str| Percent::new(left.parse().unwrap()) == Percent::new(right.parse().unwrap());
        assert!(same("10.00", "10") && same("0.0", "0") && same("1.50", "1.5") && !same("10", "1"));
        for text in ["100.0000000000000001", "101", "0.00000000000000001", "-1", "99999999999999999999"] {
            assert_eq!(Percent::new(text.parse().unwrap()), None, "{text}");
        }
    }
}
