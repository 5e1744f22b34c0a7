//! Shares of a whole and rates of tax, both in percent.

use std::fmt;

use rust_decimal::Decimal;

/// A share of a whole, in percent, with exactly the digits it was stated with: `9.99` is 9.99%.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(Decimal);

impl Percent {
    pub const ZERO: Percent = Percent(Decimal::ZERO);
    pub const HUNDRED: Percent = Percent::of("100");

    /// A percentage of the law's tables. Panics, in a constant at compile time, unless it is digits with at most one point.
    pub const fn of(digits: &str) -> Percent {
        Percent(decimal(digits))
    }

    /// A stated percentage; `None` outside 0 to 100.
    pub fn new(value: Decimal) -> Option<Percent> {
        let percent = Percent(value.normalize());
        (Percent::ZERO <= percent && percent <= Percent::HUNDRED).then_some(percent)
    }

    pub fn value(self) -> Decimal {
        self.0
    }

    /// Points from this percentage up to `other`; negative when it is above.
    pub fn points_to(self, other: Percent) -> Decimal {
        (other.0 - self.0).normalize()
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}%", self.0)
    }
}

/// A rate of tax in percent of the gross amount: `15.315` is 15.315%.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rate(Decimal);

impl Rate {
    /// A rate of the law's tables. A malformed one does not compile:
    ///
    /// ```compile_fail
    /// const NO_RATE: iijtax::units::Rate = iijtax::units::Rate::of("10%");
    /// ```
    pub const fn of(digits: &str) -> Rate {
        Rate(decimal(digits))
    }

    /// A stated rate; `None` outside 0 to 100.
    pub fn new(value: Decimal) -> Option<Rate> {
        Percent::new(value).map(|percent| Rate(percent.0))
    }

    pub fn value(self) -> Decimal {
        self.0
    }

    /// Points from this rate up to `other`; negative when it is above.
    pub fn points_to(self, other: Rate) -> Decimal {
        (other.0 - self.0).normalize()
    }
}

impl Rate {
    /// As an integer of units of the last of `places` fraction digits; the digits beyond are dropped.
    pub fn in_units(self, places: u32) -> i128 {
        let mut value = self.0;
        value.rescale(places);
        value.mantissa()
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}%", self.0)
    }
}

/// Digits with at most one point, as a decimal, at compile time.
const fn decimal(digits: &str) -> Decimal {
    let bytes = digits.as_bytes();
    assert!(!bytes.is_empty() && bytes.len() <= 9, "between one and nine characters");
    let (mut value, mut scale, mut point, mut at) = (0_u32, 0, false, 0);
    while at < bytes.len() {
        match bytes[at] {
            b'.' if !point && at > 0 && at + 1 < bytes.len() => point = true,
            digit @ b'0'..=b'9' => {
                value = value * 10 + (digit - b'0') as u32;
                if point {
                    scale += 1;
                }
            }
            _ => panic!("only digits and one point between them"),
        }
        at += 1;
    }
    assert!(!point || bytes[bytes.len() - 1] != b'0', "no zeros at the end");
    Decimal::from_parts(value, 0, 0, false, scale)
}
