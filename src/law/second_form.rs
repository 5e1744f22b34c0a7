//! Until when the depositary files the second form.

use std::fmt;

use super::tables::is_national_holiday;
use crate::facts::{Case, Field};
use crate::units::Day;

/// The period within which the second form is filed, and what it is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecondFormLimit {
    MonthsAfterFiscalYearEnd {
        months: u32,
        /// The month in which the payer's fiscal year ends, on its last day, when the facts do not say.
        usual_year_end_month: u32,
    },
    /// The day on which so many months, counted from the day after the record date, have elapsed: the day after the last
    /// of them, when the tax is determined. A day on which offices are closed moves it to the next on which they are not.
    MonthsFromDayAfterRecordDate { months: u32 },
}

impl SecondFormLimit {
    /// The last day on which the form is in time, when the date it is counted from is known.
    pub fn last_day(self, case: &Case) -> Option<Day> {
        match self {
            SecondFormLimit::MonthsAfterFiscalYearEnd { months, usual_year_end_month } => {
                case.fiscal_year_end(usual_year_end_month).map(|end| end.plus_months(months))
            }
            SecondFormLimit::MonthsFromDayAfterRecordDate { months } => determined_on(case, months).map(next_open_day),
        }
    }

    /// The day on which the tax is determined, on which what was put off counts as paid; none where the limit knows no
    /// such day.
    pub fn determined_on(self, case: &Case) -> Option<Day> {
        match self {
            SecondFormLimit::MonthsAfterFiscalYearEnd { .. } => None,
            SecondFormLimit::MonthsFromDayAfterRecordDate { months } => determined_on(case, months),
        }
    }

    /// How long the period is.
    pub fn months(self) -> u32 {
        match self {
            SecondFormLimit::MonthsAfterFiscalYearEnd { months, .. }
            | SecondFormLimit::MonthsFromDayAfterRecordDate { months } => months,
        }
    }

    /// The fact it is counted from.
    pub fn counted_from(self) -> Field {
        match self {
            SecondFormLimit::MonthsAfterFiscalYearEnd { .. } => Field::FiscalYearEnd,
            SecondFormLimit::MonthsFromDayAfterRecordDate { .. } => Field::RecordDate,
        }
    }
}

fn determined_on(case: &Case, months: u32) -> Option<Day> {
    let first = case.record_date()?.plus_days(1);
    let same = first.plus_months(months);
    // Months whose last has no such day end with it, and what is counted from their end comes a day later.
    Some(if same.day_of_month() < first.day_of_month() { same.plus_days(1) } else { same })
}

/// The day itself, or the next on which the tax offices are open: not on Saturdays, Sundays, national holidays and from
/// 29 December to 3 January. Holidays are known as far as their table goes: beyond it the day can only be later.
fn next_open_day(day: Day) -> Day {
    let is_closed = |day: &Day| {
        let around_new_year = match day.month() {
            12 => day.day_of_month() >= 29,
            1 => day.day_of_month() <= 3,
            _ => false,
        };
        day.is_weekend() || around_new_year || is_national_holiday(*day)
    };
    let mut open = day;
    while is_closed(&open) {
        open = open.plus_days(1);
    }
    open
}

impl fmt::Display for SecondFormLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SecondFormLimit::MonthsAfterFiscalYearEnd { months, .. } => {
                write_said!(f, "within {months} months after the fiscal year end", "事業年度の終了後{months}か月以内")
            }
            SecondFormLimit::MonthsFromDayAfterRecordDate { months } => {
                write_said!(
                    f,
                    "by the day after {months} months from the record date",
                    "基準日の翌日から起算して{months}か月を経過した日まで"
                )
            }
        }
    }
}
