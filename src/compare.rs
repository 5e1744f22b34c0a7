//! One dividend of one holder under several regimes, whatever their dates.

use crate::answer::{Alternative, Japan, Silent};
use crate::facts::Case;
use crate::japan;
use crate::law::{Law, Outcome, Regime};
use crate::units::Span;

/// Regimes side by side, and the answer under the one that applies.
#[derive(Debug)]
pub struct Comparison {
    pub law: &'static Law,
    pub japan: Japan,
    pub alternatives: Vec<Alternative>,
}

/// The regimes that can be compared for a holder: those without a treaty, then every version of its treaty.
pub fn regimes(case: &Case, law: &'static Law) -> Vec<&'static Regime> {
    law.domestic.iter().chain(law.regimes_with(case.residence)).collect()
}

/// Of these, the ones that payments on the days of `range` meet; without one, the law of the payment date without a
/// treaty and every version of the treaty whose rates are stated.
pub fn chosen(case: &Case, law: &'static Law, range: Option<Span>) -> Vec<&'static Regime> {
    let elected = |regime: &Regime| regime.election.is_none_or(|it| it.test(case, 0) == Outcome::Met);
    let meets = |regime: &Regime| match range {
        Some(range) => regime.span.overlap(range).days() > 0,
        None if law.domestic.contains(regime) => {
            case.dividend.payment_date.is_none_or(|paid| regime.span.contains(paid))
        }
        None => regime.states_rates() || case.dividend.payment_date.is_none_or(|paid| regime.span.contains(paid)),
    };
    regimes(case, law).into_iter().filter(|regime| elected(regime) && meets(regime)).collect()
}

/// Sets `regimes` side by side; none of them for who or what the law takes out before any rate is asked.
pub fn compare(case: &Case, law: &'static Law, regimes: &[&'static Regime]) -> Comparison {
    let (decided, japan) = japan::withhold(case, law, &mut Silent);
    let regimes = regimes.iter().filter(|_| !decided.is_out_of_scope);
    let alternatives = regimes.map(|regime| japan::alternative(case, law, regime, &decided, &japan)).collect();
    Comparison { law, japan, alternatives }
}
