//! The United States: who is spoken to, the dividend as income, the credit for Japan's tax, gains, and passive
//! foreign investment companies.

mod credit;
mod decision;
mod dividend;
mod gains;
mod holder;
mod limitation;
mod personal;
pub mod pfic;
mod reads;
pub mod wash;
mod year;

use crate::answer::{Assumption, Income, Japan, Steps, Us};
use crate::facts::Case;
use crate::japan::Withholding;
use crate::law::{Law, Rule, WithSigns};
use crate::units::{Usd, Yen};

pub(crate) use credit::{creditable, creditable_alone, in_dollars};
pub use decision::{Portion, Qualification, Told, UsDecision, decide};
pub use gains::gain;
pub use limitation::{Incomes, limit};
pub use reads::reads;
pub use year::{OfYear, YearSums, of_year};

/// What the United States does with the dividend, given what Japan does: decided, and with its figures. Every rule asked
/// is recorded.
pub fn tax(
    case: &Case,
    law: &'static Law,
    decided: &Withholding,
    japan: &Japan,
    trace: &mut Steps,
) -> (UsDecision, Us) {
    let mut figures = dividend::Figures::new(case, law, japan);
    let us = decide(&WithSigns::of(case), law, decided, trace, |told, trace| figures.hear(told, trace));
    let UsDecision { status, us_holder, class, rule, questions, .. } = us;
    let income = us.is_income.then(|| Box::new(figures.income(&us, trace)));
    (us, Us { status, us_holder, class, rule, questions, income })
}

/// What the credit's limitation took to be the ordinary case.
pub fn limitation_assumptions(case: &Case, law: &'static Law, us: &Us) -> Vec<Assumption> {
    let of = |income: &Income| {
        let personal = personal::assumptions(case, &income.personal);
        personal.into_iter().chain(limitation::assumptions(case, law, &income.credit.limited)).collect::<Vec<_>>()
    };
    us.income.as_deref().into_iter().flat_map(of).collect()
}

/// What is worth knowing of the credit that was found.
pub fn credit_notes(law: &'static Law, japan: &Japan, us: &Us) -> Vec<&'static Rule> {
    let (Some(limits), Some(income)) = (law.us.credit_limits, &us.income) else { return Vec::new() };
    let credit = &income.credit;
    let some = |yen: Option<Yen>| yen.is_some_and(|yen| yen > Yen::ZERO);
    let is_cut = credit.limited.limitation.is_none_or(|it| it.carryover > Usd::ZERO);
    let investment = income.personal.investment.filter(|it| it.tax.is_none_or(|tax| tax > Usd::ZERO));
    let notes = [
        (credit.limited.can_elect && is_cut, &limits.election_note),
        (credit.limited.election_refused.is_some(), &limits.election_not_open),
        (some(credit.creditable), &limits.deduction_note),
        (some(credit.creditable) && some(japan.refundable), &limits.refund_note),
    ];
    let investment = investment.filter(|_| some(credit.creditable)).and(law.us.personal);
    let on_credit = notes.into_iter().filter(|(holds, _)| *holds).map(|(_, rule)| rule);
    on_credit.chain(investment.map(|rules| &rules.investment_note)).collect()
}
