//! Civil dates, without time of day, zone or clock.

use std::fmt;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// A day of the Gregorian calendar between 1900-01-01 and 2999-12-31.
///
/// The bounds leave room on both sides, so that no addition of days or months asked for by the law
/// can leave the calendar. A `Day` in a table of law is checked by the compiler:
///
/// ```compile_fail
/// const NO_SUCH_DAY: iijtax::units::Day = iijtax::units::Day::ymd(2007, 2, 29);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(NaiveDate);

impl Day {
    /// The first day a fact may name.
    pub const MIN: Day = Day::ymd(1900, 1, 1);
    /// The last day a fact may name.
    pub const MAX: Day = Day::ymd(2999, 12, 31);
    /// How many bytes [`Day::parse`] reads.
    pub const LENGTH: usize = 10;

    /// A day of the law's tables. Panics, in a constant at compile time, when there is no such day.
    #[expect(
        clippy::panic,
        reason = "in a constant a day that does not exist does not compile; beside those only days are made that every month has"
    )]
    pub const fn ymd(year: i32, month: u32, day: u32) -> Day {
        match NaiveDate::from_ymd_opt(year, month, day) {
            Some(date) => Day(date),
            None => panic!("no such day"),
        }
    }

    /// The same from its digits, `YYYY-MM-DD`.
    #[expect(
        clippy::panic,
        reason = "a day of the law's tables is a constant, and without that form it does not compile"
    )]
    pub const fn of(digits: &str) -> Day {
        let [year @ .., b'-', m1, m2, b'-', d1, d2] = digits.as_bytes() else { panic!("YYYY-MM-DD") };
        assert!(year.len() == 4, "YYYY-MM-DD");
        Day::ymd(number(year) as i32, number(&[*m1, *m2]), number(&[*d1, *d2]))
    }

    /// Reads exactly `YYYY-MM-DD`; `None` for any other text, a day that does not exist, or one out of bounds.
    #[inline]
    pub fn parse(text: impl AsRef<[u8]>) -> Option<Day> {
        let bytes: [u8; Day::LENGTH] = text.as_ref().try_into().ok()?;
        let (year, month, day) = numbers_of_day(bytes)?;
        let date = Day(NaiveDate::from_ymd_opt(year, month, day)?);
        (Day::MIN..=Day::MAX).contains(&date).then_some(date)
    }

    /// The day so many days after 1970-01-01; `None` out of bounds.
    pub fn from_epoch_days(days: i32) -> Option<Day> {
        let date = Day(NaiveDate::from_epoch_days(days)?);
        (Day::MIN..=Day::MAX).contains(&date).then_some(date)
    }

    /// How many days after 1970-01-01, or before when negative.
    pub fn epoch_days(self) -> i32 {
        self.0.to_epoch_days()
    }

    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// `days` later, or earlier when negative.
    #[expect(
        clippy::expect_used,
        reason = "the calendar has 260,000 years on either side of what a fact may name, where a test moves days by ten times as far as any are"
    )]
    pub fn plus_days(self, days: i32) -> Day {
        let shift = Days::new(u64::from(days.unsigned_abs()));
        let moved = if days < 0 { self.0.checked_sub_days(shift) } else { self.0.checked_add_days(shift) };
        Day(moved.expect("bounded days stay far inside the calendar"))
    }

    /// The same day of the month `months` later, or the month's last day where it is shorter.
    #[expect(
        clippy::expect_used,
        reason = "the calendar has 260,000 years on either side of what a fact may name, where a test moves days by ten times as far as any are"
    )]
    pub fn plus_months(self, months: u32) -> Day {
        Day(self.0.checked_add_months(Months::new(months)).expect("bounded days stay far inside the calendar"))
    }

    /// The same day of the month `months` earlier, or the month's last day where it is shorter.
    #[expect(
        clippy::expect_used,
        reason = "the calendar has 260,000 years on either side of what a fact may name, where a test moves days by ten times as far as any are"
    )]
    pub fn minus_months(self, months: u32) -> Day {
        Day(self.0.checked_sub_months(Months::new(months)).expect("bounded days stay far inside the calendar"))
    }

    /// The first day on which something acquired on this day has been held for more than `months` months.
    ///
    /// The months run from the day after the acquisition; what is acquired on the last day of a month
    /// runs from the first of the next, and so through whole months.
    ///
    /// ```
    /// use iijtax::units::Day;
    /// assert_eq!(Day::ymd(2012, 9, 19).first_day_beyond_months(12), Day::ymd(2013, 9, 20));
    /// assert_eq!(Day::ymd(2011, 2, 28).first_day_beyond_months(12), Day::ymd(2012, 3, 1));
    /// ```
    pub fn first_day_beyond_months(self, months: u32) -> Day {
        let begins = self.plus_days(1);
        if begins.0.day() == 1 { begins.plus_months(months) } else { self.plus_months(months).plus_days(1) }
    }

    /// Whole days from `earlier` to this day; negative when this day is the earlier one.
    pub const fn days_since(self, earlier: Day) -> i32 {
        self.0.to_epoch_days() - earlier.0.to_epoch_days()
    }

    /// Whether the day's year has 366 days.
    pub fn is_in_leap_year(self) -> bool {
        self.0.leap_year()
    }

    /// Whether it is a Saturday or a Sunday.
    pub fn is_weekend(self) -> bool {
        matches!(self.0.weekday(), Weekday::Sat | Weekday::Sun)
    }

    /// The month, from 1.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    pub fn day_of_month(self) -> u32 {
        self.0.day()
    }

    /// The anniversary of `first` that begins the year in which this day lies.
    pub fn year_begun_on(self, first: Day) -> Day {
        let month_day = |year: i32| {
            let shift = (year - first.year()) * 12;
            if shift < 0 { first.minus_months(shift.unsigned_abs()) } else { first.plus_months(shift.unsigned_abs()) }
        };
        let this_year = month_day(self.year());
        if this_year <= self { this_year } else { month_day(self.year() - 1) }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Year, month and day of `YYYY-MM-DD`; all ten bytes are looked at at once.
#[inline]
fn numbers_of_day(bytes: [u8; 10]) -> Option<(i32, u32, u32)> {
    const FORM: u128 = within(*b"0000-00-00");
    /// What takes the largest that may stand at a place just below the high bit, and any larger beyond.
    const ROOM: u128 = within([0x76, 0x76, 0x76, 0x76, 0x7F, 0x76, 0x76, 0x7F, 0x76, 0x76]);
    const HIGHS: u128 = within([0x80; 10]);
    let values = within(bytes) ^ FORM;
    // A byte whose high bit is set is refused itself, so that what it carries over does not matter.
    if (values | values.wrapping_add(ROOM)) & HIGHS != 0 {
        return None;
    }
    // The eight digits without the hyphens, then by pairs in every other byte.
    let (front, back) = (values as u64, (values >> u64::BITS) as u64);
    let digits = front & 0xFFFF_FFFF | front >> 8 & 0xFFFF_0000_0000 | back << 48;
    let pairs = digits * 10 + (digits >> 8);
    let pair = |at: u32| (pairs >> (16 * at)) as u32 & 0xFF;
    Some(((pair(0) * 100 + pair(1)) as i32, pair(2), pair(3)))
}

const fn within(bytes: [u8; 10]) -> u128 {
    let [a, b, c, d, e, f, g, h, i, j] = bytes;
    u128::from_le_bytes([a, b, c, d, e, f, g, h, i, j, 0, 0, 0, 0, 0, 0])
}

const fn number(mut digits: &[u8]) -> u32 {
    let mut value = 0;
    while let [digit, rest @ ..] = digits {
        assert!(digit.is_ascii_digit(), "digits");
        value = value * 10 + (*digit - b'0') as u32;
        digits = rest;
    }
    value
}

/// The days from `first` to `last`, both included. Empty when `last` is before `first`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub first: Day,
    pub last: Day,
}

impl Span {
    pub const fn new(first: Day, last: Day) -> Span {
        Span { first, last }
    }

    /// The months that end on `last`: from the day after the same date `months` earlier, through `last`.
    ///
    /// ```
    /// use iijtax::units::{Day, Span};
    /// let year = Span::months_ending_on(12, Day::ymd(2005, 2, 28));
    /// assert_eq!(year.first, Day::ymd(2004, 2, 29));
    /// ```
    pub fn months_ending_on(months: u32, last: Day) -> Span {
        Span { first: last.minus_months(months).plus_days(1), last }
    }

    /// The last days of the quarters of a year: of every third month, and the last day itself.
    ///
    /// ```
    /// use iijtax::units::{Day, Span};
    /// let year = Span::new(Day::ymd(2006, 4, 1), Day::ymd(2007, 3, 31));
    /// assert_eq!(year.quarter_ends()[..2], [Day::ymd(2006, 6, 30), Day::ymd(2006, 9, 30)]);
    /// assert_eq!(year.quarter_ends().len(), 4);
    /// ```
    pub fn quarter_ends(self) -> Vec<Day> {
        let ends = (1..).map(|quarter| self.first.plus_months(3 * quarter).plus_days(-1));
        ends.take_while(|end| *end < self.last).chain([self.last]).collect()
    }

    pub fn contains(self, day: Day) -> bool {
        self.first <= day && day <= self.last
    }

    /// The number of days in the span.
    pub fn days(self) -> i32 {
        (self.last.days_since(self.first) + 1).max(0)
    }

    /// The days that both spans have.
    pub fn overlap(self, other: Span) -> Span {
        Span { first: self.first.max(other.first), last: self.last.min(other.last) }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What is enacted without an end lasts beyond every day that a fact may name.
        if self.last == Day::MAX {
            write_said!(f, "{} on", "{}以後", self.first)
        } else {
            write_said!(f, "{} to {}", "{}から{}まで", self.first, self.last)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// No length that a law names, and no year of a holder, leads out of the calendar.
    #[test]
    fn every_length_of_the_laws_leads_to_a_day() {
        for law in crate::law::LAWS {
            let marks = law.marks(None);
            assert!(!marks.months.is_empty());
            for day in [Day::MIN, Day::MAX] {
                for about in marks.around(day) {
                    assert!((about.year() - day.year()).abs() <= 20, "{about}");
                }
            }
        }
    }

    #[test]
    fn every_day_is_read_from_its_text_and_nothing_else_is() {
        let mut day = Day::MIN;
        while day < Day::MAX {
            assert_eq!(Day::parse(day.to_string()), Some(day));
            day = day.plus_days(1);
        }
        assert_eq!(Day::parse(Day::MAX.to_string()), Some(Day::MAX));
        // Any other byte at any place, but for another digit.
        let text = *b"2007-06-28";
        for at in 0..text.len() {
            for byte in (0..=u8::MAX).filter(|byte| !byte.is_ascii_digit() && *byte != text[at]) {
                let mut other = text;
                other[at] = byte;
                assert_eq!(Day::parse(other), None, "{other:?}");
            }
        }
        for text in ["2007-00-28", "2007-13-01", "2007-02-29", "2007-06-31", "2007-06-00", "1899-12-31", "2007-6-280"] {
            assert_eq!(Day::parse(text), None, "{text}");
        }
    }

    #[test]
    fn days_are_moved_by_more_than_all_the_years_that_facts_can_name() {
        let years = Day::MAX.year() - Day::MIN.year() + 1;
        for day in [Day::MIN, Day::MAX] {
            for years in [1, years, 10 * years] {
                let (days, months) = (366 * years, 12 * years as u32);
                assert_eq!(day.plus_days(days).days_since(day), days);
                assert_eq!(day.plus_days(-days).days_since(day), -days);
                assert_eq!(day.plus_months(months).year(), day.year() + years);
                assert_eq!(day.minus_months(months).year(), day.year() - years);
            }
        }
    }
}
