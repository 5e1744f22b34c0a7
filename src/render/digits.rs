//! Numbers in JSON with exactly their digits.

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::YEN_PLACES;
use crate::units::{AdsRatio, Exact, Percent, Rate, Usd, Yen};

/// A JSON number that is written with exactly these digits, never through binary floating point.
#[derive(Clone, Copy, Debug)]
pub struct Digits(pub Decimal);

impl Serialize for Digits {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let raw = RawValue::from_string(self.0.to_string()).map_err(serde::ser::Error::custom)?;
        raw.serialize(serializer)
    }
}

impl From<Decimal> for Digits {
    fn from(value: Decimal) -> Digits {
        Digits(value.normalize())
    }
}

impl From<Yen> for Digits {
    fn from(yen: Yen) -> Digits {
        Digits(yen.value().into())
    }
}

impl From<Usd> for Digits {
    fn from(usd: Usd) -> Digits {
        Digits(usd.decimal())
    }
}

impl From<Rate> for Digits {
    fn from(rate: Rate) -> Digits {
        Digits(rate.value())
    }
}

impl From<Percent> for Digits {
    fn from(percent: Percent) -> Digits {
        Digits(percent.value())
    }
}

/// Yen with their fraction. One that never ends is cut after [`YEN_PLACES`].
impl From<Exact> for Digits {
    fn from(amount: Exact) -> Digits {
        Digits(amount.decimal(YEN_PLACES))
    }
}

impl From<i32> for Digits {
    fn from(count: i32) -> Digits {
        Digits(count.into())
    }
}

/// How many ADSs represent one share: a number where a decimal is that, and else a ratio with the ADSs first.
#[derive(Debug)]
pub struct Ratio(pub AdsRatio);

impl Serialize for Ratio {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.decimal() {
            Some(decimal) => Digits::from(decimal).serialize(serializer),
            None => self.0.to_string().serialize(serializer),
        }
    }
}
