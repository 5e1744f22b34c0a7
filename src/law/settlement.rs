//! When a trade on the Tokyo market is settled, where nobody says it.

use crate::units::Day;

/// From this day trades are settled a weekday earlier.
const TWO_DAYS_FROM: Day = Day::ymd(2019, 7, 16);

/// For trades of this day and later the rate of the day of settlement counts: the regulation is of tax years that begin
/// after 1992-03-17.
const RULE_FROM: Day = Day::ymd(1993, 1, 1);

/// Both, in the order of the rule and of its change.
pub(super) const DATES: [Day; 2] = [RULE_FROM, TWO_DAYS_FROM];

/// The usual day of settlement, weekends left out; holidays are not known here.
pub fn usual_settlement(trade: Day) -> Day {
    if trade < RULE_FROM {
        return trade;
    }
    let mut left = if trade < TWO_DAYS_FROM { 3 } else { 2 };
    let mut day = trade;
    while left > 0 {
        day = day.plus_days(1);
        if !day.is_weekend() {
            left -= 1;
        }
    }
    day
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekends_are_left_out_and_the_number_of_days_is_that_of_the_day_of_the_trade() {
        // A Friday, a Monday and a Tuesday.
        assert_eq!(usual_settlement(Day::ymd(2019, 7, 12)), Day::ymd(2019, 7, 17));
        assert_eq!(usual_settlement(Day::ymd(2019, 7, 15)), Day::ymd(2019, 7, 18));
        assert_eq!(usual_settlement(Day::ymd(2019, 7, 16)), Day::ymd(2019, 7, 18));
        assert_eq!(usual_settlement(Day::ymd(2024, 5, 31)), Day::ymd(2024, 6, 4));
        assert_eq!(usual_settlement(Day::ymd(1992, 12, 31)), Day::ymd(1992, 12, 31));
        assert_eq!(usual_settlement(Day::ymd(1993, 1, 1)), Day::ymd(1993, 1, 6));
    }
}
