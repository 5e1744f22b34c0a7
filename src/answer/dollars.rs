//! A dividend that is stated in dollars, without a rate that makes yen of them: what can be said of it all the same.

use rust_decimal::Decimal;

use super::Japan;
use crate::facts::words;
use crate::law::Rule;
use crate::units::{Rate, Usd, Yen};

words! {
    /// How the tax that was withheld came about.
    pub enum WithheldAs {
        /// At the rate that is due.
        Due = "as_due",
        /// At the rate without a treaty, although a treaty's is due.
        WithoutForm = "as_if_no_form_was_filed",
        /// At a rate of the law for other holders.
        Other = "at_another_rate",
        /// At no rate that the law has on that day.
        NoRate = "at_no_known_rate",
        Nothing = "nothing_withheld",
    }
}

/// What a tax fits.
#[derive(Clone, Copy, Debug)]
pub struct Fit {
    pub how: WithheldAs,
    /// The rate it fits.
    pub rate: Option<Rate>,
    pub rule: Option<&'static Rule>,
    /// What it is of the gross amount, in percent, to four decimals.
    pub percent: Decimal,
}

/// The amounts in dollars, each rounded to the cent; those of yen are not known.
#[derive(Clone, Copy, Debug)]
pub struct InDollars {
    pub gross: Usd,
    /// The tax due; none while its rate is open.
    pub due: Option<Usd>,
    /// As stated.
    pub withheld: Option<Usd>,
    /// Which rate it fits.
    pub fit: Option<Fit>,
    /// Withheld above what is due, or below; nothing where it fits the rate that is due.
    pub over: Option<Usd>,
    pub under: Option<Usd>,
}

impl Japan {
    /// Whether more was withheld than can be due, in whichever currency.
    pub fn is_over(&self) -> bool {
        self.refundable_at_least > Some(Yen::ZERO) || self.in_dollars.and_then(|it| it.over) > Some(Usd::ZERO)
    }
}
