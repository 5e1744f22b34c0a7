//! Sums of many amounts.

use super::{Exact, Yen};

/// A sum of any number of amounts, each with at most [`PLACES`] fraction digits: exactly the sum of what
/// is printed, so that who adds up a column finds the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// In units of the last fraction digit.
    units: i128,
}

/// Fraction digits of the amounts; one that never ends, a third of a yen, is rounded to so many.
const PLACES: u32 = 12;
const UNIT: i128 = 10_i128.pow(PLACES);

impl Total {
    pub fn add(&mut self, amount: Exact) {
        self.units += amount.in_units(PLACES);
    }

    pub fn add_yen(&mut self, yen: Yen) {
        self.units += i128::from(yen.value()) * UNIT;
    }

    pub fn add_total(&mut self, other: Total) {
        self.units += other.units;
    }

    /// The sum in digits, zeros at the end of the fraction dropped.
    pub fn digits(self) -> String {
        let sign = if self.units < 0 { "-" } else { "" };
        let (whole, fraction) = (self.units.unsigned_abs() / UNIT as u128, self.units.unsigned_abs() % UNIT as u128);
        let fraction = format!("{fraction:0width$}", width = PLACES as usize);
        match fraction.trim_end_matches('0') {
            "" => format!("{sign}{whole}"),
            fraction => format!("{sign}{whole}.{fraction}"),
        }
    }
}

impl std::ops::Add for Total {
    type Output = Total;

    fn add(mut self, other: Total) -> Total {
        self.add_total(other);
        self
    }
}

impl std::ops::Sub for Total {
    type Output = Total;

    fn sub(mut self, other: Total) -> Total {
        self.units -= other.units;
        self
    }
}
