//! The values of a fact in their order, as whole numbers.

use rust_decimal::Decimal;

use crate::facts::ValueType;
use crate::units::{Day, Percent};

/// How the values of a fact follow one another: each has a whole number, and the next value the next number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Percentages, by the finest that a profile can state.
    Percent,
    Day,
    /// How many days a holding has lasted on this day, which counts, as does the first.
    DaysHeld(Day),
}

/// The decimals of the finest percentage that a profile can state.
fn decimals() -> u32 {
    ValueType::Percent.bounds().map_or(0, |bounds| bounds.decimals)
}

/// Somewhat more than any law asks for.
const USUAL_DAYS_HELD: i64 = 800;

const EPOCH: Day = Day::ymd(1970, 1, 1);

impl Scale {
    /// The first and the last value.
    pub fn bounds(self) -> (i64, i64) {
        match self {
            Scale::Percent => (0, 100 * 10_i64.pow(decimals())),
            Scale::Day => (number(Day::MIN), number(Day::MAX)),
            Scale::DaysHeld(day) => (1, i64::from(day.days_since(Day::MIN)) + 1),
        }
    }

    /// The range where none is given; none of days, of which nobody wants a thousand years.
    pub fn usual(self) -> Option<(i64, i64)> {
        let (first, last) = self.bounds();
        match self {
            Scale::Percent => Some((first, last)),
            Scale::Day => None,
            Scale::DaysHeld(_) => Some((first, last.min(USUAL_DAYS_HELD))),
        }
    }

    /// A range, for messages.
    pub fn example(self) -> &'static str {
        match self {
            Scale::Percent => "0..100",
            Scale::Day => "2003-01-01..2014-12-31",
            Scale::DaysHeld(_) => "1..800",
        }
    }

    /// Reads a value; none outside the bounds, or with more decimals than a profile can state.
    pub fn parse(self, text: &str) -> Option<i64> {
        let at = match self {
            Scale::Percent => {
                let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
                let value = Decimal::from_str_exact(text).ok().filter(|_| plain && !text.starts_with('.'))?;
                self.of_percent(Percent::new(value)?)?
            }
            Scale::Day => number(Day::parse(text)?),
            Scale::DaysHeld(_) => text.parse().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()))?,
        };
        let (first, last) = self.bounds();
        (first..=last).contains(&at).then_some(at)
    }

    /// Where a percentage stands; none on another scale, or where it is finer than a profile can state.
    pub fn of_percent(self, percent: Percent) -> Option<i64> {
        let steps = percent.value().checked_mul(Decimal::from(10_i64.pow(decimals())))?.normalize();
        (self == Scale::Percent && steps.scale() == 0).then(|| i64::try_from(steps.mantissa()).ok())?
    }

    /// Where a day stands; none on the scale of percentages, or before a holding can begin.
    pub fn of_day(self, day: Day) -> Option<i64> {
        match self {
            Scale::Percent => None,
            Scale::Day => Some(number(day)),
            Scale::DaysHeld(last) => Some(i64::from(last.days_since(day)) + 1),
        }
    }

    /// The value as it is shown.
    pub fn shown(self, at: i64) -> String {
        match self {
            Scale::Percent => self.decimal(at).to_string(),
            Scale::Day => day(at).to_string(),
            Scale::DaysHeld(_) => at.to_string(),
        }
    }

    /// The fact's value as a profile states it: of days held, the first of them.
    pub fn stated(self, at: i64) -> String {
        match self {
            Scale::Percent | Scale::Day => self.shown(at),
            Scale::DaysHeld(last) => last.plus_days(i32::try_from(1 - at).unwrap_or(i32::MIN)).to_string(),
        }
    }

    /// The value as a number; none of a day.
    pub fn number(self, at: i64) -> Option<Decimal> {
        match self {
            Scale::Percent => Some(self.decimal(at)),
            Scale::Day => None,
            Scale::DaysHeld(_) => Some(at.into()),
        }
    }

    /// Whether a change between two neighbours is said by the first, as "above 50", and not by the second, as "from 10":
    /// whichever has the fewer decimals.
    pub fn is_said_by_the_first(self, second: i64) -> bool {
        self == Scale::Percent && self.decimal(second - 1).scale() < self.decimal(second).scale()
    }

    /// What a value of the scale is, in a message.
    pub fn wanted(self) -> String {
        match self {
            Scale::Percent => ValueType::Percent.wanted(),
            Scale::Day => ValueType::Date.wanted(),
            Scale::DaysHeld(_) => said!("a number of days from 1 to {}", "1から{}までの日数", self.bounds().1),
        }
    }

    fn decimal(self, at: i64) -> Decimal {
        Decimal::new(at, decimals()).normalize()
    }
}

fn number(day: Day) -> i64 {
    day.days_since(EPOCH).into()
}

fn day(at: i64) -> Day {
    i32::try_from(at).ok().and_then(Day::from_epoch_days).unwrap_or(Day::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_and_shown_as_they_are_stated() {
        let held = Scale::DaysHeld(Day::ymd(2007, 3, 31));
        for (scale, text, stated) in [
            (Scale::Percent, "0", "0"),
            (Scale::Percent, "9.9999999999", "9.9999999999"),
            (Scale::Percent, "100", "100"),
            (Scale::Day, "1900-01-01", "1900-01-01"),
            (Scale::Day, "2999-12-31", "2999-12-31"),
            (held, "1", "2007-03-31"),
            (held, "365", "2006-04-01"),
        ] {
            let at = scale.parse(text).unwrap();
            assert_eq!((scale.shown(at).as_str(), scale.stated(at).as_str()), (text, stated));
        }
        for (scale, text) in [
            (Scale::Percent, "100.1"),
            (Scale::Percent, "-1"),
            (Scale::Percent, "+1"),
            (Scale::Percent, ".5"),
            (Scale::Percent, "1e1"),
            (Scale::Percent, "1_0"),
            (Scale::Percent, "0.00000000001"),
            (Scale::Percent, ""),
            (Scale::Day, "2007-02-29"),
            (Scale::Day, "3000-01-01"),
            (held, "0"),
            (held, "+1"),
            (held, "40000"),
        ] {
            assert_eq!(scale.parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_change_is_said_by_the_rounder_of_its_sides() {
        let ten = Scale::Percent.parse("10").unwrap();
        assert!(!Scale::Percent.is_said_by_the_first(ten), "from 10%");
        assert!(Scale::Percent.is_said_by_the_first(ten + 1), "above 10%");
    }
}
