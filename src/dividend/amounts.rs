//! What a decision comes to in yen and dollars.

use super::Decision;
use crate::facts::{Case, Payment};
use crate::units::{Exact, Percent, Printed, Rate, Usd, Yen};
use crate::us;

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
    /// What was withheld, where it is stated.
    pub stated: Option<Yen>,
    /// What of that is above the tax due, or above the highest possible one while that is open.
    pub over: Option<Yen>,
    pub refundable: Option<Yen>,
    /// Under the oldest version of the holder's treaty, where it has had several.
    pub prior_tax: Option<Yen>,
    pub creditable: Option<Yen>,
    pub dividend_usd: Option<Usd>,
    pub creditable_usd: Option<Usd>,
}

impl Decision {
    /// What the decision comes to for the case it was made for.
    #[inline(always)]
    pub fn amounts(&self, case: &Case) -> Amounts {
        if case.has_members() {
            return self.amounts_of_members(case);
        }
        let payment = case.payment();
        self.amounts_of(case, &payment, payment.gross())
    }

    /// What it comes to for what the case is paid, which is this gross amount.
    #[inline]
    pub(super) fn amounts_of(&self, case: &Case, payment: &Payment, gross: Option<Exact>) -> Amounts {
        let Decision { japan, us, prior, .. } = self;
        // Nothing is withheld at a rate of nothing, whatever is paid.
        let of_nothing = japan.rate.filter(|rate| rate.is_zero()).map(|_| Yen::ZERO);
        let base = payment.taxed(gross);
        let tax_at = |rate: Rate| base.map(|base| base.tax_jpy(rate));
        let tax = japan.rate.and_then(tax_at).or(of_nothing);
        let at = |rate: Option<Rate>| if rate == japan.rate { tax } else { rate.and_then(tax_at) };
        let at_source = at(japan.at_source);
        let stated = payment.withheld_at([japan.rate, japan.statutory_rate()]);
        let withheld = stated.or(at_source);
        let both = withheld.zip(tax);
        let over = stated.and_then(|withheld| {
            let at_most = tax.or_else(|| japan.highest_rate.and_then(tax_at));
            at_most.map(|at_most| withheld.excess_over(at_most))
        });
        let share = if us.is_credited { us.credited_share(case, self.law) } else { None };
        let creditable = both.zip(share).map(|((withheld, due), share)| us::creditable(withheld.min(due), share));
        let in_dollars = |yen: Exact| payment.spot.map(|spot| us::in_dollars(yen, spot));
        let alone = payment.in_dollars;
        let dividend_usd = gross.and_then(in_dollars).or(alone.map(|it| Exact::from(it.gross)));
        let dividend_usd = dividend_usd.filter(|_| us.is_income);
        let credited_alone = || us::creditable_alone(alone?, japan.rate, japan.at_source, share?);
        let taxed = case.dividend.earnings_and_profits.get().filter(|percent| *percent != Percent::HUNDRED);
        let of_earnings = |usd: Exact| taxed.map_or(usd, |percent| usd.percent(percent)).usd();
        Amounts {
            gross: gross.map(Exact::printed),
            tax,
            at_source,
            withheld,
            stated,
            over,
            refundable: both.map(|(withheld, due)| withheld.excess_over(due)),
            prior_tax: match gross {
                None if !prior.is_now => None,
                _ => at(prior.rate),
            },
            creditable: creditable.map(Exact::floor_jpy),
            dividend_usd: dividend_usd.map(of_earnings),
            creditable_usd: creditable.and_then(in_dollars).or_else(credited_alone).map(Exact::usd),
        }
    }
}

impl Amounts {
    pub const NONE: Amounts = Amounts {
        gross: None,
        tax: None,
        at_source: None,
        withheld: None,
        stated: None,
        over: None,
        refundable: None,
        prior_tax: None,
        creditable: None,
        dividend_usd: None,
        creditable_usd: None,
    };
}
