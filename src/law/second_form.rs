//! Until when the depositary files the second form.

use std::fmt;

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
    /// So many months counted from the day after the record date; on the day they have elapsed the tax is determined.
    MonthsFromDayAfterRecordDate { months: u32 },
}

impl SecondFormLimit {
    /// The last day that is safe, when the date it is counted from is known.
    pub fn last_day(self, case: &Case) -> Option<Day> {
        match self {
            SecondFormLimit::MonthsAfterFiscalYearEnd { months, usual_year_end_month } => {
                case.fiscal_year_end(usual_year_end_month).map(|end| end.plus_months(months))
            }
            SecondFormLimit::MonthsFromDayAfterRecordDate { months } => {
                case.record_date().map(|record| record.plus_days(1).plus_months(months).plus_days(-1))
            }
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

impl fmt::Display for SecondFormLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SecondFormLimit::MonthsAfterFiscalYearEnd { months, .. } => {
                write!(f, "within {months} months after the fiscal year end")
            }
            SecondFormLimit::MonthsFromDayAfterRecordDate { months } => {
                write!(f, "within {months} months after the record date")
            }
        }
    }
}
