//! The national holidays of Japan, on which its offices are closed.
//!
//! The days of the equinoxes are announced in February for the year after, so that the table ends with the last year that
//! is announced; the others follow from the Act, with its changes of 2016, 2019, 2020 and 2021.

use crate::units::Day;

/// Days by year, each as a hundred times its month and its day, with those that stand in for a holiday on a Sunday and
/// those between two holidays.
pub const HOLIDAYS: &[(i32, &[u32])] = &[
    (2010, &[101, 111, 211, 321, 322, 429, 503, 504, 505, 719, 920, 923, 1011, 1103, 1123, 1223]),
    (2011, &[101, 110, 211, 321, 429, 503, 504, 505, 718, 919, 923, 1010, 1103, 1123, 1223]),
    (2012, &[101, 102, 109, 211, 320, 429, 430, 503, 504, 505, 716, 917, 922, 1008, 1103, 1123, 1223, 1224]),
    (2013, &[101, 114, 211, 320, 429, 503, 504, 505, 506, 715, 916, 923, 1014, 1103, 1104, 1123, 1223]),
    (2014, &[101, 113, 211, 321, 429, 503, 504, 505, 506, 721, 915, 923, 1013, 1103, 1123, 1124, 1223]),
    (2015, &[101, 112, 211, 321, 429, 503, 504, 505, 506, 720, 921, 922, 923, 1012, 1103, 1123, 1223]),
    (2016, &[101, 111, 211, 320, 321, 429, 503, 504, 505, 718, 811, 919, 922, 1010, 1103, 1123, 1223]),
    (2017, &[101, 102, 109, 211, 320, 429, 503, 504, 505, 717, 811, 918, 923, 1009, 1103, 1123, 1223]),
    (2018, &[101, 108, 211, 212, 321, 429, 430, 503, 504, 505, 716, 811, 917, 923, 924, 1008, 1103, 1123, 1223, 1224]),
    (
        2019,
        &[
            101, 114, 211, 321, 429, 430, 501, 502, 503, 504, 505, 506, 715, 811, 812, 916, 923, 1014, 1022, 1103,
            1104, 1123,
        ],
    ),
    (2020, &[101, 113, 211, 223, 224, 320, 429, 503, 504, 505, 506, 723, 724, 810, 921, 922, 1103, 1123]),
    (2021, &[101, 111, 211, 223, 320, 429, 503, 504, 505, 722, 723, 808, 809, 920, 923, 1103, 1123]),
    (2022, &[101, 110, 211, 223, 321, 429, 503, 504, 505, 718, 811, 919, 923, 1010, 1103, 1123]),
    (2023, &[101, 102, 109, 211, 223, 321, 429, 503, 504, 505, 717, 811, 918, 923, 1009, 1103, 1123]),
    (
        2024,
        &[101, 108, 211, 212, 223, 320, 429, 503, 504, 505, 506, 715, 811, 812, 916, 922, 923, 1014, 1103, 1104, 1123],
    ),
    (2025, &[101, 113, 211, 223, 224, 320, 429, 503, 504, 505, 506, 721, 811, 915, 923, 1013, 1103, 1123, 1124]),
    (2026, &[101, 112, 211, 223, 320, 429, 503, 504, 505, 506, 720, 811, 921, 922, 923, 1012, 1103, 1123]),
    (2027, &[101, 111, 211, 223, 321, 322, 429, 503, 504, 505, 719, 811, 920, 923, 1011, 1103, 1123]),
];

/// The last year of which it is known which days are holidays.
pub const LAST_HOLIDAY_YEAR: i32 = HOLIDAYS.last().expect("the table has years").0;

/// Whether a day is a national holiday; not, outside the table.
pub fn is_national_holiday(day: Day) -> bool {
    let days = HOLIDAYS.iter().find(|(year, _)| *year == day.year());
    days.is_some_and(|(_, days)| days.contains(&(day.month() * 100 + day.day_of_month())))
}

const _: () = assert!(is_in_order(HOLIDAYS));

const fn is_in_order(mut years: &[(i32, &[u32])]) -> bool {
    while let [(year, days), rest @ ..] = years {
        if !is_ascending(days) {
            return false;
        }
        if let [(next, _), ..] = rest
            && *next != *year + 1
        {
            return false;
        }
        years = rest;
    }
    true
}

const fn is_ascending(mut days: &[u32]) -> bool {
    while let [day, rest @ ..] = days {
        if let [next, ..] = rest
            && *next <= *day
        {
            return false;
        }
        days = rest;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the Act says of every year alike, by a calculation of its own: the days with a fixed date, the Mondays, what
    /// stands in for a Sunday and what lies between two holidays.
    #[test]
    fn every_year_has_the_days_of_the_act_and_those_that_follow_from_them() {
        for &(year, days) in HOLIDAYS {
            let named: Vec<Day> = days.iter().map(|day| Day::ymd(year, day / 100, day % 100)).collect();
            let has = |month, day| named.contains(&Day::ymd(year, month, day));
            for (month, day) in [(1, 1), (2, 11), (4, 29), (5, 3), (5, 4), (5, 5), (11, 3), (11, 23)] {
                assert!(has(month, day), "{year}-{month}-{day}");
            }
            assert_eq!(has(2, 23), year >= 2020, "the emperor's birthday of {year}");
            assert_eq!(has(12, 23), year <= 2018, "the emperor's birthday of {year}");
            // The equinoxes fall on 20 or 21 March, and on 22 or 23 September.
            assert!(has(3, 20) || has(3, 21));
            assert!(has(9, 22) || has(9, 23));
            let is_sunday = |day: Day| day.is_weekend() && !day.plus_days(1).is_weekend();
            for day in &named {
                let monday = day.plus_days(1);
                assert!(!is_sunday(*day) || named.contains(&monday), "{day} is a Sunday, and {monday} no holiday");
            }
            for day in (0..365).map(|days| Day::ymd(year, 1, 1).plus_days(days)) {
                let lies_between = named.contains(&day.plus_days(-1)) && named.contains(&day.plus_days(1));
                assert!(!lies_between || is_sunday(day) || named.contains(&day), "{day} lies between two holidays");
            }
        }
        let count: Vec<usize> = HOLIDAYS.iter().map(|(_, days)| days.len()).collect();
        // Worked out from the Act, and the same in an independent calendar of holidays.
        assert_eq!(count, [16, 15, 18, 17, 17, 17, 17, 17, 20, 22, 18, 17, 16, 17, 21, 19, 18, 17]);
    }

    #[test]
    fn nothing_outside_the_table_is_a_holiday() {
        assert!(!is_national_holiday(Day::ymd(2009, 1, 1)));
        assert!(is_national_holiday(Day::ymd(2010, 1, 1)));
        assert!(is_national_holiday(Day::ymd(LAST_HOLIDAY_YEAR, 11, 23)));
        assert!(!is_national_holiday(Day::ymd(LAST_HOLIDAY_YEAR + 1, 1, 1)));
    }
}
