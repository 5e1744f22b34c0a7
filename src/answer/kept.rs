//! What of the gross amount is left to the holder when both countries have taken theirs.

use super::DividendAnswer;
use crate::facts::{Case, DividendKind};
use crate::units::{Exact, Usd};

/// What the holder keeps, as far as the facts settle it.
#[derive(Clone, Copy, Debug)]
pub struct Kept {
    /// Gross less what is due to Japan, with all that can be claimed back.
    pub after_japan: Option<Exact>,
    /// The United States' income tax on the dividend before the credit; the most it can be where `is_exact_tax` is not set.
    pub us_tax: Option<Usd>,
    /// The rates are those of the holder's brackets, not the maximum.
    pub is_exact_tax: bool,
    /// The credit that is allowed; the most it can be where `is_exact_credit` is not set.
    pub credit: Option<Usd>,
    pub is_exact_credit: bool,
    /// In dollars after both; only where tax and credit are exact. The tax on net investment income is not in it.
    pub after_both: Option<Usd>,
}

impl DividendAnswer<'_> {
    /// What the holder keeps.
    pub fn kept(&self) -> Kept {
        let after_japan = self.japan.net();
        let none = Kept {
            after_japan,
            us_tax: None,
            is_exact_tax: false,
            credit: None,
            is_exact_credit: false,
            after_both: None,
        };
        let Some(income) = self.us.income.as_deref().filter(|_| is_plain(self.case)) else { return none };
        let qualified = income.personal.tax().or(income.tax_at_maximum_rate).or_else(|| nothing(income.qualified_usd));
        let ordinary = nothing(income.ordinary_usd).or(income.tax_at_ordinary_rate);
        let us_tax = qualified.zip(ordinary).map(|(qualified, ordinary)| qualified + ordinary);
        let is_exact_tax =
            us_tax.is_some() && (income.personal.tax().is_some() || nothing(income.qualified_usd).is_some());
        let limited = income.credit.limited.allowed;
        let credit = limited.or(income.credit.creditable_usd);
        // Without the deductions that belong to no income the limitation is no more than an upper bound.
        let is_exact_credit = limited.is_some() && !income.credit.limited.is_at_most;
        let in_usd = income.spot.map(Exact::from);
        let settled = is_exact_tax && is_exact_credit && income.return_of_capital.is_none();
        let after_both = || Some((after_japan? / in_usd?).usd() - us_tax? + credit?);
        Kept { us_tax, is_exact_tax, credit, is_exact_credit, after_both: after_both().filter(|_| settled), ..none }
    }
}

/// The rules on passive foreign investment companies can change everything, and a stock split has no amounts.
fn is_plain(case: &Case) -> bool {
    case.us.pfic.get() != Some(true) && case.dividend.kind.get() == Some(DividendKind::Cash)
}

/// Nothing, of what is known to be nothing.
fn nothing(amount: Option<Usd>) -> Option<Usd> {
    amount.filter(|amount| *amount == Usd::ZERO)
}
