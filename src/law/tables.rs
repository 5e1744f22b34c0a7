//! Tables of statute law by date: rates and due dates that a rule refers to without stating them.
//!
//! Each row is a rule, with its citation and how well it is evidenced. That a table has neither gaps
//! nor overlaps is checked by the compiler. Beyond its last row a table knows nothing: there is no default.

mod adjustment_ceiling;
mod due_date;
mod highest_rate;
mod holidays;
mod investment_threshold;
mod low_bracket;
mod preferential_rate;
mod underpayment_rate;

pub use adjustment_ceiling::{ADJUSTMENT_CEILINGS, ADJUSTMENT_CEILINGS_OF_TRUSTS, AdjustmentCeiling, TrustCeiling};
pub use due_date::{DUE_DATES, DueDate};
pub use highest_rate::{BLENDED, CORPORATE_BY_DAY, HIGHEST_CORPORATE, HIGHEST_INDIVIDUAL, HighestRate};
pub use holidays::{HOLIDAYS, LAST_HOLIDAY_YEAR, is_national_holiday};
pub use investment_threshold::{
    INVESTMENT_THRESHOLDS, INVESTMENT_THRESHOLDS_OF_TRUSTS, InvestmentThreshold, investment_threshold,
};
pub use low_bracket::{LOW_BRACKETS, LowBrackets};
pub use preferential_rate::{
    LAST_PREFERENTIAL_YEAR, PREFERENTIAL_RATES, PREFERENTIAL_RATES_OF_TRUSTS, PreferentialRates,
};
pub use underpayment_rate::{UNDERPAYMENT, UnderpaymentRate};

use super::Rule;
use crate::facts::HolderKind;

/// What a table is called in answers and messages.
#[derive(Debug)]
pub struct Title {
    pub id: &'static str,
    pub says: &'static str,
}

/// The highest rates for the tax years of a corporation, or of everybody else.
pub fn highest_rates(kind: HolderKind) -> (&'static Title, &'static [HighestRate]) {
    match kind {
        HolderKind::Corporation => (&highest_rate::CORPORATE_TITLE, HIGHEST_CORPORATE),
        _ => (&highest_rate::INDIVIDUAL_TITLE, HIGHEST_INDIVIDUAL),
    }
}

/// What the table of underpayment rates is called.
pub const UNDERPAYMENT_TITLE: &Title = &underpayment_rate::TITLE;

/// Every row of the tables that the rules on passive foreign investment companies refer to, as rules.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    let highest = HIGHEST_INDIVIDUAL.iter().chain(HIGHEST_CORPORATE).map(|row| &row.rule);
    highest
        .chain([&BLENDED])
        .chain(UNDERPAYMENT.iter().map(|row| &row.rule))
        .chain(DUE_DATES.iter().map(|row| &row.rule))
}
