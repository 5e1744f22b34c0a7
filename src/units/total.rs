//! Amounts as they are printed, and sums of many.

use super::Yen;

/// Fraction digits of a yen amount that are printed; all that a finite one can have.
pub const YEN_PLACES: u32 = 12;
const UNIT: i128 = 10_i128.pow(YEN_PLACES);

/// An amount of yen as it is printed. One that never ends, a third of a yen, is rounded to [`YEN_PLACES`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Printed {
    pub whole: u64,
    /// In units of the last fraction digit.
    pub fraction: u64,
}

impl Printed {
    /// In units of the last fraction digit.
    pub fn units(self) -> i128 {
        i128::from(self.whole) * UNIT + i128::from(self.fraction)
    }
}

impl std::ops::Sub<Yen> for Printed {
    type Output = Printed;

    /// Whole yen do not touch the fraction. Panics when they are more than there are.
    fn sub(self, yen: Yen) -> Printed {
        let rest = self.whole.checked_sub_signed(yen.value()).expect("a tax is no more than the amount");
        Printed { whole: rest, ..self }
    }
}

/// A sum of any number of amounts as they are printed, so that who adds up a column finds the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// In units of the last fraction digit.
    units: i128,
}

impl Total {
    pub fn add(&mut self, amount: Printed) {
        self.units += amount.units();
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
        let fraction = format!("{fraction:0width$}", width = YEN_PLACES as usize);
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
