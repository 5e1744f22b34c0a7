//! What a ruling comes to for any amount: by its rates alone, whoever it was made for.

use crate::answer::Figures;
use crate::facts::{Case, Payment};
use crate::units::{Exact, Percent, Printed, Rate, Usd, Yen};
use crate::us;

/// The rates and shares that a ruling calculates by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    due: Option<Rate>,
    at_source: Option<Rate>,
    prior: Option<Rate>,
    /// The United States include the dividend in the holder's income.
    is_income: bool,
    /// The part of the tax due that is creditable, of 1.
    credited: Option<Exact>,
}

/// The amounts that a register states of a holder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amounts {
    /// As it is printed.
    pub gross: Option<Printed>,
    /// Due finally.
    pub tax: Option<Yen>,
    /// Withheld when it is paid, given the paperwork.
    pub at_source: Option<Yen>,
    /// What was really withheld: as stated, or else as the paperwork brings about.
    pub withheld: Option<Yen>,
    pub refundable: Option<Yen>,
    /// Under the oldest version of the holder's treaty, where it has had several.
    pub prior_tax: Option<Yen>,
    pub creditable: Option<Yen>,
    pub dividend_usd: Option<Usd>,
    pub creditable_usd: Option<Usd>,
}

impl Terms {
    /// The terms of these figures, where they are the same whatever is paid and withheld: nothing where a fact is
    /// missing and every value was tried, where there is no amount, and where a part of it is capital returned, since
    /// it then matters what the basis is.
    pub fn of(figures: &Figures, case: &Case) -> Option<Terms> {
        let Figures { japan, us, prior } = figures;
        let all_taxed = case.dividend.earnings_and_profits.get() == Some(Percent::HUNDRED);
        if japan.by_trial || !all_taxed || japan.gross.is_none() {
            return None;
        }
        let credit = us.income.as_ref().map(|income| &income.credit);
        Some(Terms {
            due: japan.rate,
            at_source: japan.at_source.map(|at_source| at_source.rate),
            prior: prior.and_then(|prior| prior.rate),
            is_income: us.income.is_some(),
            credited: credit.filter(|credit| credit.is_granted).and_then(|credit| credit.share),
        })
    }

    /// What they come to for what is paid, which is this gross amount.
    #[inline]
    pub fn calculate(&self, payment: &Payment, gross: Option<Exact>) -> Amounts {
        let Some(gross) = gross else { return Amounts::NONE };
        let tax = self.due.map(|rate| gross.tax_jpy(rate));
        let at = |rate: Option<Rate>| if rate == self.due { tax } else { rate.map(|rate| gross.tax_jpy(rate)) };
        let at_source = at(self.at_source);
        let withheld = payment.withheld.or(at_source);
        let both = withheld.zip(tax);
        let credited = both.zip(self.credited);
        let creditable = credited.map(|((withheld, due), share)| us::creditable(withheld.min(due), share));
        let in_dollars = |yen: Exact| payment.spot.map(|spot| us::in_dollars(yen, spot).usd());
        Amounts {
            gross: Some(gross.printed()),
            tax,
            at_source,
            withheld,
            refundable: both.map(|(withheld, due)| withheld.excess_over(due)),
            prior_tax: at(self.prior),
            creditable: creditable.map(Exact::floor_jpy),
            dividend_usd: if self.is_income { in_dollars(gross) } else { None },
            creditable_usd: creditable.and_then(in_dollars),
        }
    }
}

impl Amounts {
    pub const NONE: Amounts = Amounts {
        gross: None,
        tax: None,
        at_source: None,
        withheld: None,
        refundable: None,
        prior_tax: None,
        creditable: None,
        dividend_usd: None,
        creditable_usd: None,
    };

    /// The amounts that stand in these figures.
    pub fn of(figures: &Figures, case: &Case) -> Amounts {
        let Figures { japan, us, prior } = figures;
        let income = us.income.as_deref();
        let credit = income.map(|income| &income.credit);
        Amounts {
            gross: japan.gross.map(Exact::printed),
            tax: japan.tax,
            at_source: japan.at_source.and_then(|at_source| at_source.tax),
            withheld: japan.withheld(case),
            refundable: japan.refundable,
            prior_tax: prior.and_then(|prior| prior.tax),
            creditable: credit.and_then(|credit| credit.creditable),
            dividend_usd: income.and_then(|income| income.dividend),
            creditable_usd: credit.and_then(|credit| credit.creditable_usd),
        }
    }
}
