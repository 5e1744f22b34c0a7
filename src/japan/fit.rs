//! What was really withheld, held against the rates that the law knows: which of them it fits.

use super::Withholding;
use crate::answer::{Fit, InDollars, Status, WithheldAs};
use crate::facts::{Case, DollarsAlone};
use crate::law::{Law, Regime, Rule};
use crate::units::{Exact, Rate, Usd};

use rust_decimal::Decimal;

/// A rate that a tax can have been withheld at.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    pub rate: Rate,
    pub how: WithheldAs,
    pub rule: Option<&'static Rule>,
}

/// The rates that a payment may have been withheld at: the one that is due first, then the one without a treaty, then
/// others of the holder's treaty and of domestic law, then those of other treaties, each from the lowest.
pub fn fitting(case: &Case, law: &'static Law, decided: &Withholding) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut add = |rate: Rate, how, rule| {
        if found.iter().all(|known| known.rate != rate) {
            found.push(Candidate { rate, how, rule });
        }
    };
    if let (Some(rate), Status::Determined) = (decided.rate, decided.status) {
        add(rate, WithheldAs::Due, decided.rule);
    }
    if let Some((_, rule, rate)) = decided.base {
        add(rate, WithheldAs::WithoutForm, Some(rule));
    }
    // A rate of the holder's own treaty, of whatever version, or of domestic law names its rule; one of the day that only
    // another country's treaty has tells no more than that some form was taken for another.
    let day = case.dividend.payment_date;
    let is_of_day = |regime: &&'static Regime| day.is_none_or(|day| regime.span.contains(day));
    let own = law.regimes_with(case.residence).iter();
    let domestic = law.domestic.iter().filter(is_of_day);
    let of_others = law.treaties.iter().flat_map(|treaty| treaty.regimes).filter(is_of_day);
    for (regimes, has_rule) in [(Vec::from_iter(own.chain(domestic)), true), (Vec::from_iter(of_others), false)] {
        let rows = regimes.into_iter().flat_map(|regime| regime.rows);
        let mut others: Vec<_> = rows.filter_map(|rule| Some((rule.rate()?, rule))).collect();
        others.sort_by_key(|(rate, _)| *rate);
        others.into_iter().for_each(|(rate, rule)| add(rate, WithheldAs::Other, has_rule.then_some(rule)));
    }
    found
}

impl Candidate {
    /// Whether a tax in dollars fits it: both amounts were rounded to the cent.
    pub fn fits(&self, gross: Exact, tax: Exact) -> bool {
        let due = gross.at(self.rate);
        let off = if due > tax { due - tax } else { tax - due };
        off <= Exact::from(Decimal::new(1, 2))
    }
}

/// Which of the rates a tax fits by `fits`, the first that it does.
pub fn fit(gross: Exact, tax: Exact, candidates: &[Candidate], fits: impl Fn(&Candidate) -> bool) -> Fit {
    let percent = (tax * Exact::whole(100) / gross).decimal(4);
    if tax.is_zero() {
        return Fit { how: WithheldAs::Nothing, rate: None, rule: None, percent };
    }
    match candidates.iter().find(|it| fits(it)) {
        Some(it) => Fit { how: it.how, rate: Some(it.rate), rule: it.rule, percent },
        None => Fit { how: WithheldAs::NoRate, rate: None, rule: None, percent },
    }
}

/// What can be said of a dividend whose dollars alone are stated.
pub(super) fn in_dollars(alone: DollarsAlone, case: &Case, law: &'static Law, decided: &Withholding) -> InDollars {
    let gross = Exact::from(alone.gross);
    let withheld = alone.withheld.map(Exact::from);
    let candidates = fitting(case, law, decided);
    let of_tax = withheld.filter(|_| !gross.is_zero());
    let fit = of_tax.map(|tax| fit(gross, tax, &candidates, |it| it.fits(gross, tax)));
    let due = decided.rate.map(|rate| gross.at(rate).usd());
    // Of cents that were rounded, no difference is made.
    let is_as_due = fit.is_some_and(|fit| fit.rate.is_some() && fit.rate == decided.rate);
    let withheld = withheld.map(Exact::usd);
    let more = |left: Option<Usd>, right: Option<Usd>| {
        let difference = left.zip(right).map(|(left, right)| (left - right).max(Usd::ZERO))?;
        Some(if is_as_due { Usd::ZERO } else { difference })
    };
    let at_most = due.or(decided.highest_rate.map(|rate| gross.at(rate).usd()));
    InDollars { gross: gross.usd(), due, withheld, fit, over: more(withheld, at_most), under: more(due, withheld) }
}
