//! When a part of the voting stock must be held: on one day, or on every day of a period.

use std::fmt;

use crate::facts::{Case, Field};
use crate::units::{Day, Span};

/// When a part of the voting stock must be held.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum HoldingPeriod {
    OnEntitlement,
    /// The last day of the accounting period for which the dividend is paid.
    OnAccountingPeriodEnd,
    /// Every day of a period.
    Throughout(Length, Ends),
    /// Every day of a period of this length on whichever day it ends, from the end of the accounting period to the payment:
    /// of a text that was not read, every way in which it can be meant.
    WhicheverEnd(Length),
    /// Every day of some period of this length that contains the entitlement date; it may end after it.
    Including(Length),
    /// Every day from the beginning of the payer's taxable year before the one of the payment, through the day
    /// before the payment.
    PriorYearToPayment {
        /// The month in which the payer's taxable year ends, on its last day, when the facts do not say.
        usual_year_end_month: u32,
    },
}

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// By the calendar: six months that end on 30 September begin on 1 April.
    Months(u32),
    /// Twelve months counted by date: from the day after the same date a year earlier.
    YearByDate,
    Days(i32),
}

/// The day on which a period ends. Mixing them is the commonest mistake in this field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// The day on which entitlement to the dividend is determined.
    Entitlement,
    /// The last day of the accounting period for which the dividend is paid.
    AccountingPeriod,
    /// The day before the payment.
    BeforePayment,
    /// The day on which the dividend becomes due, taken to be the payment date.
    Payment,
}

impl HoldingPeriod {
    /// The days on which it must be held; `None` where the date they hang on is unknown. Of the periods that contain
    /// the entitlement date, the one that ends on it.
    pub fn span(self, case: &Case) -> Option<Span> {
        match self {
            HoldingPeriod::OnEntitlement => case.ownership_day().map(|day| Span::new(day, day)),
            HoldingPeriod::OnAccountingPeriodEnd => Ends::AccountingPeriod.day(case).map(|day| Span::new(day, day)),
            HoldingPeriod::Throughout(length, ends) => ends.day(case).map(|last| length.ending_on(last)),
            HoldingPeriod::Including(length) => Ends::Entitlement.day(case).map(|last| length.ending_on(last)),
            HoldingPeriod::WhicheverEnd(length) => {
                let earliest = case.accounting_period_end().into_iter().chain(case.dividend.entitlement_date).min()?;
                Some(Span::new(length.ending_on(earliest).first, case.dividend.payment_date?))
            }
            HoldingPeriod::PriorYearToPayment { usual_year_end_month } => {
                let paid = case.dividend.payment_date?;
                let month = case.payer.fiscal_year_end.map_or(usual_year_end_month, |month| month.0);
                let usual = || Day::ymd(paid.year(), month, 1).plus_months(1).plus_days(-1);
                let some_end = case.dividend.fiscal_year_end.unwrap_or_else(usual);
                let this_year = paid.year_begun_on(some_end.plus_days(1));
                Some(Span::new(this_year.minus_months(MONTHS_OF_A_YEAR), paid.plus_days(-1)))
            }
        }
    }

    /// Whether it asks for more than one day.
    pub fn is_a_period(self) -> bool {
        !matches!(self, HoldingPeriod::OnEntitlement | HoldingPeriod::OnAccountingPeriodEnd)
    }

    /// Whether it goes on after the entitlement date, so that the last day of a holding matters.
    pub(super) fn ends_with_payment(self) -> bool {
        matches!(
            self,
            HoldingPeriod::Throughout(_, Ends::BeforePayment | Ends::Payment) | HoldingPeriod::WhicheverEnd(_)
        )
    }

    /// The longest it can be, in months, rounded up.
    pub(crate) fn most_months(self) -> u32 {
        match self {
            HoldingPeriod::OnEntitlement | HoldingPeriod::OnAccountingPeriodEnd => 0,
            HoldingPeriod::Throughout(length, _) | HoldingPeriod::Including(length) => length.most_months(),
            HoldingPeriod::WhicheverEnd(length) => length.most_months() + 2 * MONTHS_OF_A_YEAR,
            HoldingPeriod::PriorYearToPayment { .. } => 2 * MONTHS_OF_A_YEAR,
        }
    }

    /// The fact that gives the last day of the period.
    pub fn ends_by(self, case: &Case) -> Field {
        match self {
            HoldingPeriod::OnEntitlement => case.ownership_day_field(),
            HoldingPeriod::OnAccountingPeriodEnd
            | HoldingPeriod::Including(_)
            | HoldingPeriod::Throughout(_, Ends::Entitlement | Ends::AccountingPeriod) => Field::EntitlementDate,
            HoldingPeriod::WhicheverEnd(_) if case.accounting_period_end().is_none() => Field::EntitlementDate,
            HoldingPeriod::WhicheverEnd(_)
            | HoldingPeriod::Throughout(_, Ends::BeforePayment | Ends::Payment)
            | HoldingPeriod::PriorYearToPayment { .. } => Field::PaymentDate,
        }
    }
}

impl Length {
    /// The first day on which a period that began on `first` is long enough.
    pub fn is_full_on(self, first: Day) -> Day {
        // As many days as the period that ends on `first` has, give or take a leap day or a short month.
        let mut last = first.plus_days(first.days_since(self.ending_on(first).first));
        while self.ending_on(last).first < first {
            last = last.plus_days(1);
        }
        while self.ending_on(last.plus_days(-1)).first >= first {
            last = last.plus_days(-1);
        }
        last
    }

    /// In months, rounded up.
    fn most_months(self) -> u32 {
        match self {
            Length::Months(months) => months,
            Length::YearByDate => MONTHS_OF_A_YEAR,
            Length::Days(days) => days.unsigned_abs() / SHORTEST_MONTH + 1,
        }
    }

    /// So long, and ending on `last`.
    pub(crate) fn ending_on(self, last: Day) -> Span {
        match self {
            Length::Months(months) => Span::new(last.plus_days(1).minus_months(months), last),
            Length::YearByDate => Span::months_ending_on(MONTHS_OF_A_YEAR, last),
            Length::Days(days) => Span::new(last.plus_days(1 - days), last),
        }
    }
}

impl Ends {
    fn day(self, case: &Case) -> Option<Day> {
        match self {
            Ends::Entitlement => case.dividend.entitlement_date,
            Ends::AccountingPeriod => case.accounting_period_end(),
            Ends::BeforePayment => case.dividend.payment_date.map(|paid| paid.plus_days(-1)),
            Ends::Payment => case.dividend.payment_date,
        }
    }
}

const MONTHS_OF_A_YEAR: u32 = 12;
const SHORTEST_MONTH: u32 = 28;

/// What follows "of the voting stock": `on the entitlement date`; in Japanese what stands before it.
impl fmt::Display for HoldingPeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            HoldingPeriod::OnEntitlement => f.write_str(word!("on the entitlement date", "権利確定日に")),
            HoldingPeriod::OnAccountingPeriodEnd => {
                f.write_str(word!("on the last day of the accounting period", "事業年度の末日に"))
            }
            HoldingPeriod::Throughout(length, ends) => {
                write_said!(f, "for the {length} {ends}", "{ends}{length}の期間を通じて", length = length, ends = ends)
            }
            HoldingPeriod::Including(length) => {
                write_said!(
                    f,
                    "for {length} that include the entitlement date",
                    "権利確定日を含む{length}の期間を通じて"
                )
            }
            HoldingPeriod::WhicheverEnd(length) => write_said!(
                f,
                "for {length} up to the end of the accounting period, and on to the payment",
                "事業年度の末日に終了する{length}の期間及びその後支払までの期間を通じて"
            ),
            HoldingPeriod::PriorYearToPayment { .. } => f.write_str(word!(
                "from the beginning of the payer's taxable year before that of the payment, until it",
                "支払の日の属する発行会社の課税年度の直前の課税年度の開始の日から支払の日の前日まで継続して"
            )),
        }
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Length::Months(months) => write_said!(f, "{months} months", "{months}か月"),
            Length::YearByDate => write_said!(f, "{MONTHS_OF_A_YEAR} months", "{MONTHS_OF_A_YEAR}か月"),
            Length::Days(days) => write_said!(f, "{days} days", "{days}日"),
        }
    }
}

impl fmt::Display for Ends {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Ends::Entitlement => word!("ending on the entitlement date", "権利確定日に終了する"),
            Ends::AccountingPeriod => {
                word!("ending on the last day of the accounting period", "事業年度の末日に終了する")
            }
            Ends::BeforePayment => word!("before the payment", "支払の日の前日に終了する"),
            Ends::Payment => word!("ending on the day the dividend is due", "配当の支払期日に終了する"),
        })
    }
}
