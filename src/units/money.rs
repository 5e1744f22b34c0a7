//! Whole yen, and dollars with their cents: what amounts are rounded to.

use std::fmt;
use std::ops::{Add, Neg, Sub};

use rust_decimal::Decimal;

/// Whole yen, as tax is withheld.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Yen(i64);

impl Yen {
    pub const ZERO: Yen = Yen(0);

    pub const fn new(yen: i64) -> Yen {
        Yen(yen)
    }

    pub const fn value(self) -> i64 {
        self.0
    }

    /// This amount less `other`, or nothing when `other` is larger.
    pub fn excess_over(self, other: Yen) -> Yen {
        Yen((self.0 - other.0).max(0))
    }
}

impl Sub for Yen {
    type Output = Yen;

    fn sub(self, other: Yen) -> Yen {
        Yen(self.0 - other.0)
    }
}

impl Add for Yen {
    type Output = Yen;

    fn add(self, other: Yen) -> Yen {
        Yen(self.0 + other.0)
    }
}

/// A whole number with commas between thousands.
pub(crate) fn grouped(value: u64) -> String {
    grouped_digits(&value.to_string())
}

/// A number with commas between thousands, without zeros at its end.
pub fn grouped_decimal(value: Decimal) -> String {
    let digits = value.abs().normalize().to_string();
    let (whole, fraction) = digits.split_once('.').map_or((digits.as_str(), ""), |(whole, rest)| (whole, rest));
    let point = if fraction.is_empty() { "" } else { "." };
    let sign = if value.is_sign_negative() && !value.is_zero() { "-" } else { "" };
    format!("{sign}{}{point}{fraction}", grouped_digits(whole))
}

fn grouped_digits(digits: &str) -> String {
    let mut text = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// With commas between thousands: `1,234`.
impl fmt::Display for Yen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}{}", grouped(self.0.unsigned_abs()))
    }
}

/// Dollars and cents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Usd(i64);

impl Usd {
    pub const ZERO: Usd = Usd(0);

    pub const fn from_cents(cents: i64) -> Usd {
        Usd(cents)
    }

    pub const fn cents(self) -> i64 {
        self.0
    }

    /// The dollars with their cents, zeros at the end dropped.
    pub fn decimal(self) -> Decimal {
        Decimal::new(self.0, 2).normalize()
    }
}

impl fmt::Display for Usd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let cents = self.0.unsigned_abs();
        write!(f, "{sign}${}.{:02}", grouped(cents / 100), cents % 100)
    }
}

impl Add for Usd {
    type Output = Usd;

    fn add(self, other: Usd) -> Usd {
        Usd(self.0 + other.0)
    }
}

impl Sub for Usd {
    type Output = Usd;

    fn sub(self, other: Usd) -> Usd {
        Usd(self.0 - other.0)
    }
}

impl Neg for Usd {
    type Output = Usd;

    fn neg(self) -> Usd {
        Usd(-self.0)
    }
}

impl std::iter::Sum for Usd {
    fn sum<I: Iterator<Item = Usd>>(amounts: I) -> Usd {
        amounts.fold(Usd::ZERO, Add::add)
    }
}
