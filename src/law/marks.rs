//! The numbers that a law names: the days, percentages and lengths of time at which what it says can change.
//!
//! They are found in the law's own text, as its types write it, and not condition by condition: a condition that is new
//! cannot be forgotten.

use std::collections::BTreeSet;
use std::fmt::Debug;

use rust_decimal::Decimal;

use super::{Condition, HoldingPeriod, Law, Length};
use crate::units::{Country, Day, Percent};

/// What a law names in its rules on a dividend.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    pub days: BTreeSet<Day>,
    pub percents: BTreeSet<Percent>,
    /// How long something is held, or within which time it is done, in months.
    pub months: BTreeSet<u32>,
    /// The same in days.
    pub lengths: BTreeSet<i32>,
}

impl Law {
    /// The numbers of everything it says of dividends to residents of this country; of every country where none is named.
    pub fn marks(&self, residence: Option<Country>) -> Marks {
        let treaties = match residence {
            Some(country) => self.regimes_with(country).to_vec(),
            None => self.treaties.iter().flat_map(|treaty| treaty.regimes).copied().collect(),
        };
        let rules = [self.scope, self.japan_notes, self.treaty_notes, self.open_list];
        let parts: [&dyn Debug; 9] = [
            &self.covers,
            &self.holders,
            &self.distributions,
            &self.deducted,
            &rules,
            &self.domestic,
            &treaties,
            &self.relief,
            &self.us,
        ];
        let mut marks = Marks::default();
        for part in parts {
            let text = format!("{part:?}");
            marks.days.extend(days_in(&text));
            marks.percents.extend(percents_in(&text));
        }
        for condition in self.rules().iter().flat_map(|(_, rule)| rule.when) {
            marks.add_lengths(condition);
        }
        marks.months.insert(MOST_MONTHS_TO_PAYMENT);
        marks
    }
}

/// A dividend is paid within so many months of its entitlement date as long as nobody says when; and how long an
/// accounting period is that nobody states.
const MOST_MONTHS_TO_PAYMENT: u32 = 12;

impl Marks {
    /// Those of both.
    pub fn with(mut self, other: Marks) -> Marks {
        self.days.extend(other.days);
        self.percents.extend(other.percents);
        self.months.extend(other.months);
        self.lengths.extend(other.lengths);
        self
    }

    fn add_lengths(&mut self, condition: &Condition) {
        match *condition {
            Condition::HeldAroundExDate { more_than_days, begins_days_before, period_days }
            | Condition::HeldByRecipient { more_than_days, begins_days_before, period_days } => {
                let after = period_days - begins_days_before;
                self.lengths.extend([
                    more_than_days,
                    begins_days_before,
                    after,
                    after - more_than_days,
                    more_than_days - begins_days_before,
                ]);
            }
            Condition::SecondFormBy(limit) => {
                self.months.insert(limit.months());
            }
            _ => {}
        }
        if let Some((_, HoldingPeriod::Throughout(length, _) | HoldingPeriod::Including(length))) =
            condition.voting_stock()
        {
            match length {
                Length::Months(months) => self.months.insert(months),
                Length::YearByDate => self.months.insert(MOST_MONTHS_TO_PAYMENT),
                Length::Days(days) => self.lengths.insert(days),
            };
        }
    }

    /// A day, and every day that one of the lengths of time leads to from it, in both directions.
    pub fn around(&self, day: Day) -> Vec<Day> {
        let mut days = vec![day];
        for months in &self.months {
            let next = day.plus_days(1);
            days.extend([day.plus_months(*months), next.plus_months(*months)]);
            days.extend([day.minus_months(*months), next.minus_months(*months)]);
        }
        for length in &self.lengths {
            days.extend([day.plus_days(*length), day.plus_days(-*length)]);
        }
        days
    }
}

/// Every day that stands in a text as `YYYY-MM-DD`.
pub fn days_in(text: &str) -> impl Iterator<Item = Day> + '_ {
    let bytes = text.as_bytes();
    bytes.array_windows::<{ Day::LENGTH }>().filter(|window| window[4] == b'-').filter_map(Day::parse)
}

/// Every percentage in the text of a law.
fn percents_in(text: &str) -> impl Iterator<Item = Percent> + '_ {
    let digits = |part: &str| part.split(|char: char| !char.is_ascii_digit()).next()?.parse::<u32>().ok();
    text.split("Percent(Digits { mantissa: ").skip(1).filter_map(move |part| {
        let mantissa = digits(part)?;
        let scale = digits(part.split_once("scale: ")?.1)?;
        Percent::new(Decimal::new(mantissa.into(), scale))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::{form_20f, statute};

    #[test]
    fn the_thresholds_and_the_days_that_are_known_are_found() {
        let of_20f = form_20f::LAW.marks(Some(Country::UNITED_STATES));
        for percent in ["10", "50"] {
            assert!(of_20f.percents.contains(&Percent::of(percent)), "{percent}: {:?}", of_20f.percents);
        }
        assert!(of_20f.days.contains(&Day::ymd(2004, 7, 1)));
        assert!(of_20f.lengths.contains(&60) && of_20f.months.contains(&12) && of_20f.months.contains(&8));
        let of_germany = statute::LAW.marks(Some(Country::code("DE")));
        assert!(of_germany.days.contains(&Day::ymd(2017, 1, 1)) && of_germany.months.contains(&18));
        assert!(of_germany.days.len() < statute::LAW.marks(None).days.len(), "treaties with others are left out");
    }
}
