//! Daily exchange rates.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::units::Day;

/// Yen for a dollar by day.
#[derive(Debug, Default)]
pub struct FxTable {
    days: BTreeMap<Day, Decimal>,
}

impl FxTable {
    pub fn is_empty(&self) -> bool {
        self.days.is_empty()
    }

    pub fn has(&self, day: Day) -> bool {
        self.days.contains_key(&day)
    }

    pub fn insert(&mut self, day: Day, rate: Decimal) {
        self.days.insert(day, rate);
    }

    /// The rate of `day`, or what to do without one.
    pub fn rate(&self, day: Day) -> Result<Decimal, String> {
        self.days.get(&day).copied().ok_or_else(|| match self.days.range(..day).next_back() {
            Some((before, rate)) => {
                said!(
                    "the last before it is {rate} on {before}; give the rate to be used for {day}",
                    "直前のレートは{before}の{rate}です。{day}に用いるレートを記載してください。"
                )
            }
            None => said!("give the rate to be used for {day}", "{day}に用いるレートを記載してください。"),
        })
    }
}
