//! One dividend of one holder under several regimes, whatever their dates.

use crate::answer::{Alternative, Japan, Trace};
use crate::case::Case;
use crate::japan;
use crate::law::{Law, Regime};

/// Regimes side by side, and the answer under the one that applies.
#[derive(Debug)]
pub struct Comparison {
    pub law: &'static Law,
    pub japan: Japan,
    pub alternatives: Vec<Alternative>,
}

/// The regimes that can be compared for a holder: without a treaty, then every version of its treaty.
pub fn regimes(case: &Case, law: &'static Law) -> Vec<&'static Regime> {
    law.domestic.iter().chain(law.regimes_with(case.residence)).collect()
}

/// Sets `regimes` side by side; none of them for who or what the law takes out before any rate is asked.
pub fn compare(case: &Case, law: &'static Law, regimes: &[&'static Regime]) -> Comparison {
    let japan = japan::withhold(case, law, &mut Trace::silent());
    let in_scope = japan.rule.is_none_or(|rule| !law.scope.contains(rule));
    let alternatives =
        regimes.iter().filter(|_| in_scope).map(|regime| japan::alternative(case, law, regime, &japan)).collect();
    Comparison { law, japan, alternatives }
}
