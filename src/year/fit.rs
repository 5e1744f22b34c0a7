//! What was really withheld, held against the rates that the law knows: which of them it fits.

use rust_decimal::Decimal;

use super::Payment;
use crate::answer::{Silent, Status};
use crate::facts::{Case, words};
use crate::japan;
use crate::law::{Law, Rule};
use crate::units::{Exact, Rate};

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

/// A rate that a tax can have been withheld at.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    pub rate: Rate,
    pub how: WithheldAs,
    pub rule: Option<&'static Rule>,
}

/// What a tax fits.
#[derive(Clone, Copy, Debug)]
pub struct Fit {
    pub how: WithheldAs,
    /// The rate it fits.
    pub rate: Option<Rate>,
    pub rule: Option<&'static Rule>,
    /// What it is of the gross amount, in percent.
    pub percent: Decimal,
}

/// The rates of the law on the day of a payment: the one that is due first, then the one without a treaty, then others
/// from the lowest.
pub fn candidates(case: &Case, law: &'static Law) -> Vec<Candidate> {
    let (_, decided) = japan::withhold(case, law, &mut Silent);
    let mut found: Vec<Candidate> = Vec::new();
    let mut add = |rate: Rate, how, rule| {
        if found.iter().all(|known| known.rate != rate) {
            found.push(Candidate { rate, how, rule });
        }
    };
    if let (Some(rate), Status::Determined) = (decided.rate, decided.status) {
        add(rate, WithheldAs::Due, decided.rule);
    }
    if let Some(rate) = decided.statutory_rate {
        add(rate, WithheldAs::WithoutForm, decided.statutory_rule);
    }
    let day = case.dividend.payment_date;
    let regimes = law.domestic.iter().chain(law.treaties.iter().flat_map(|treaty| treaty.regimes));
    let on_day = regimes.filter(|regime| day.is_none_or(|day| regime.span.contains(day)));
    let mut others: Vec<_> =
        on_day.flat_map(|regime| regime.rows).filter_map(|rule| Some((rule.rate()?, rule))).collect();
    others.sort_by_key(|(rate, _)| *rate);
    others.into_iter().for_each(|(rate, rule)| add(rate, WithheldAs::Other, Some(rule)));
    found
}

/// The first of the rates that a tax in dollars fits: both amounts were rounded to the cent.
pub fn rate_in_dollars(gross: Exact, tax: Exact, candidates: &[Candidate]) -> Option<Rate> {
    let cent = Exact::from(Decimal::new(1, 2));
    let fits = |rate: Rate| {
        let due = gross.at(rate);
        let off = if due > tax { due - tax } else { tax - due };
        off <= cent
    };
    candidates.iter().map(|it| it.rate).find(|rate| fits(*rate))
}

/// What the tax of a payment fits, where it is stated.
pub fn fit(payment: &Payment, law: &'static Law) -> Option<Fit> {
    let case = &payment.case;
    let (gross, withheld) = (case.gross()?, case.dividend.withheld?);
    if gross.is_zero() {
        return None;
    }
    let tax = Exact::from(withheld);
    let percent = (tax * Exact::whole(100) / gross).decimal(4);
    if tax.is_zero() {
        return Some(Fit { how: WithheldAs::Nothing, rate: None, rule: None, percent });
    }
    let candidates = candidates(case, law);
    let found = candidates.iter().find(|it| match payment.is_in_dollars_alone {
        true => rate_in_dollars(dollars(gross, case), dollars(tax, case), std::slice::from_ref(it)).is_some(),
        false => gross.tax_jpy(it.rate) == withheld,
    });
    Some(match found {
        Some(it) => Fit { how: it.how, rate: Some(it.rate), rule: it.rule, percent },
        None => Fit { how: WithheldAs::NoRate, rate: None, rule: None, percent },
    })
}

fn dollars(yen: Exact, case: &Case) -> Exact {
    case.dividend.spot.map_or(yen, |spot| yen / Exact::from(spot))
}
