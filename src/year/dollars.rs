//! Dividends that are stated in dollars: what they are in yen, and what their tax is.
//!
//! Japan's tax is of yen. Where the yen are stated as well, the rate of exchange follows; where only the rate is, the yen
//! do. Where neither is, no amount in yen is said, and the shares of the dollars are what is told.

use rust_decimal::Decimal;

use super::fit::{candidates, rate_in_dollars};
use crate::answer::WithheldAs;
use crate::facts::{Amount, Case, Field};
use crate::law::Law;
use crate::units::{Exact, Yen};

use super::sums::whole_yen;

/// What an entry states in dollars.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dollars {
    pub gross: Option<Decimal>,
    pub withheld: Option<Decimal>,
    /// Taken by the depositary or the broker.
    pub fee: Option<Decimal>,
}

/// How the yen of a dividend in dollars are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Translated {
    /// The yen are stated, and the rate of exchange is what makes them these dollars.
    ByYen,
    /// At the rate that is stated or looked up.
    ByRate,
    /// They are not known.
    NotAtAll,
}

/// So fine a unit stands for a dollar where no yen are known: a hundredth of a cent.
const UNITS: u32 = 10_000;

impl Dollars {
    /// Puts yen into the case. Where none are known, units that no answer shows.
    pub fn translate(&self, case: &mut Case) -> Option<Translated> {
        if case.dividend.withheld_usd.take().is_some() {
            // It is taken as dollars, with what later entries add to it.
            case.dividend.withheld = None;
        }
        let gross = Exact::from(self.gross.filter(|gross| !gross.is_zero())?);
        if case.dividend.in_dollars.take().is_some() {
            let spot = Decimal::from(UNITS);
            case.dividend.spot = Some(spot);
            case.dividend.amount = Amount::Gross((gross * Exact::from(spot)).decimal(6));
            return Some(Translated::NotAtAll);
        }
        let has_yen = case.stated.contains(Field::Gross) || case.stated.contains(Field::PerShare);
        Some(if has_yen { Translated::ByYen } else { Translated::ByRate })
    }
}

/// Tax in dollars as the yen that were withheld: at the rate it fits, floored to the yen as tax is, or else at the rate of
/// exchange.
pub fn withheld(case: &Case, law: &'static Law, gross_usd: Option<Decimal>, tax_usd: Exact) -> Option<Yen> {
    let (gross, spot) = (case.gross()?, Exact::from(case.dividend.spot?));
    let in_dollars = gross_usd.map_or(gross / spot, Exact::from);
    // Of the rate that is due and of that without a treaty, as of a payment by itself.
    let mut rates = candidates(case, law);
    rates.retain(|it| matches!(it.how, WithheldAs::Due | WithheldAs::WithoutForm));
    let rate = rate_in_dollars(in_dollars, tax_usd, &rates);
    Some(rate.filter(|_| !tax_usd.is_zero()).map_or_else(|| whole_yen(tax_usd * spot), |rate| gross.tax_jpy(rate)))
}
