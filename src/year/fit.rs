//! What was really withheld of a payment, held against the rates that the law knows.

use super::Payment;
use crate::answer::{Fit, Silent};
use crate::facts::Case;
use crate::japan::{self, Candidate, fitting};
use crate::law::Law;
use crate::units::{Exact, Rate};

/// The rates of the law on the day of a payment, that which is due first.
pub fn candidates(case: &Case, law: &'static Law) -> Vec<Candidate> {
    fitting(case, law, &japan::withholding(case, law, &mut Silent, drop))
}

/// The first of the rates that a tax in dollars fits.
pub fn rate_in_dollars(gross: Exact, tax: Exact, candidates: &[Candidate]) -> Option<Rate> {
    candidates.iter().find(|it| it.fits(gross, tax)).map(|it| it.rate)
}

/// What the tax of a payment fits, where it is stated.
pub fn fit(payment: &Payment, law: &'static Law) -> Option<Fit> {
    let case = &payment.case;
    let (gross, withheld) = (case.gross()?, case.dividend.withheld?);
    if gross.is_zero() {
        return None;
    }
    let tax = Exact::from(withheld);
    let in_dollars = |yen: Exact| case.dividend.spot.map_or(yen, |spot| yen / Exact::from(spot));
    let fits = |it: &Candidate| match payment.is_in_dollars_alone {
        true => it.fits(in_dollars(gross), in_dollars(tax)),
        false => gross.tax_jpy(it.rate) == withheld,
    };
    Some(japan::fit(gross, tax, &candidates(case, law), fits))
}
