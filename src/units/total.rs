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
    #[expect(
        clippy::expect_used,
        reason = "a tax is a part of the amount, to which tests of rates and amounts of every kind hold it"
    )]
    fn sub(self, yen: Yen) -> Printed {
        let rest = self.whole.checked_sub_signed(yen.value()).expect("a tax is no more than the amount");
        Printed { whole: rest, ..self }
    }
}

/// A sum of any number of amounts as they are printed, so that who adds up a column finds the same.
#[derive(Clone, Copy, Debug, Default)]
pub struct Total {
    /// Whole yen, and fractions in units of the last digit: together they are the sum.
    whole: i128,
    fraction: i128,
}

impl Total {
    #[inline]
    pub fn add(&mut self, amount: Printed) {
        self.whole += i128::from(amount.whole);
        self.fraction += i128::from(amount.fraction);
    }

    #[inline]
    pub fn add_yen(&mut self, yen: Yen) {
        self.whole += i128::from(yen.value());
    }

    pub fn add_total(&mut self, other: Total) {
        self.whole += other.whole;
        self.fraction += other.fraction;
    }

    /// In units of the last fraction digit.
    fn units(self) -> i128 {
        self.whole * UNIT + self.fraction
    }

    /// The sum in digits, zeros at the end of the fraction dropped.
    pub fn digits(self) -> String {
        let units = self.units();
        let sign = if units < 0 { "-" } else { "" };
        let (whole, fraction) = (units.unsigned_abs() / UNIT as u128, units.unsigned_abs() % UNIT as u128);
        let fraction = format!("{fraction:0width$}", width = YEN_PLACES as usize);
        match fraction.trim_end_matches('0') {
            "" => format!("{sign}{whole}"),
            fraction => format!("{sign}{whole}.{fraction}"),
        }
    }
}

impl PartialEq for Total {
    fn eq(&self, other: &Total) -> bool {
        self.units() == other.units()
    }
}

impl Eq for Total {}

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
        self.whole -= other.whole;
        self.fraction -= other.fraction;
        self
    }
}
