//! The same facts under another regime, and the distance to the next better rate.

use super::withholding::{Decision, decide_under, rows, without_rate};
use crate::answer::{Alternative, Japan, NextTier, Prior, Status, Trace};
use crate::facts::Case;
use crate::law::{Law, Outcome, Regime};

/// What each regime of the holder's treaty, other than the one that decided, would have brought.
pub fn compare_with(case: &Case, law: &'static Law, japan: &Japan) -> Vec<Alternative> {
    let regimes = law.regimes_with(case.residence).iter().filter(|regime| Some(*regime) != japan.regime);
    let speaks = |regime: &&'static Regime| speaks(case, law, regime, japan);
    regimes.filter(speaks).map(|regime| alternative(case, law, regime, japan)).collect()
}

/// What the oldest regime of the holder's treaty brings whose rates are stated, where there are several.
pub fn prior(case: &Case, law: &'static Law, japan: &Japan) -> Option<Prior> {
    let mut stated = law.regimes_with(case.residence).iter().filter(|regime| has_rates_of_its_days(regime));
    let (oldest, _) = (stated.next()?, stated.next()?);
    if japan.regime == Some(oldest) {
        return Some(Prior { rate: japan.rate, tax: japan.tax });
    }
    speaks(case, law, oldest, japan).then(|| {
        let Alternative { rate, tax, .. } = alternative(case, law, oldest, japan);
        Prior { rate, tax }
    })
}

/// Whether the law asks for a rate at all, and the regime is open to the holder.
fn speaks(case: &Case, law: &Law, regime: &Regime, japan: &Japan) -> bool {
    let in_scope = japan.rule.is_none_or(|rule| !law.scope.contains(rule));
    in_scope
        && has_rates_of_its_days(regime)
        && regime.preconditions.iter().all(|rule| rule.test(case, 0) == Outcome::Met)
}

/// Whether it states rates for everybody on its days, and not only for those who elect it.
fn has_rates_of_its_days(regime: &Regime) -> bool {
    regime.election.is_none() && regime.states_rates()
}

/// What `regime` says of the facts, whatever its dates, against the answer now, which speaks of a rate.
pub fn alternative(case: &Case, law: &'static Law, regime: &'static Regime, japan: &Japan) -> Alternative {
    let decision = if law.domestic.contains(regime) {
        rows(case, regime, &mut Trace::silent())
    } else {
        let base = japan.statutory_regime.zip(japan.statutory_rule).zip(japan.statutory_rate);
        let base = base.map(|((regime, rule), rate)| (regime, rule, rate));
        decide_under(case, law, regime, base, &mut Trace::silent())
    };
    let (status, rule, rate) = match decision {
        Decision::Rate { rule, rate, .. } => (Status::Determined, Some(rule), Some(rate)),
        Decision::NotStated { rule, .. } => (without_rate(rule), Some(rule), None),
        Decision::Open => (Status::Undetermined, None, None),
    };
    let tax = rate.and_then(|rate| japan.gross.map(|gross| gross.tax_jpy(rate)));
    let more_than_now = tax.zip(japan.tax).map(|(tax, now)| tax - now);
    Alternative { regime, rule, status, rate, tax, more_than_now }
}

/// The closest better row of the regime that decided which a holder of the same kind can reach.
pub fn next_tier(case: &Case, japan: &Japan) -> Option<NextTier> {
    let (regime, winner, rate) = (japan.regime?, japan.rule?, japan.rate?);
    let ahead = regime.rows.iter().rev().skip_while(|rule| *rule != winner).skip(1);
    ahead
        .filter_map(|rule| rule.rate().filter(|better| *better < rate).map(|better| (rule, better)))
        .find(|(rule, _)| rule.when.iter().all(|condition| condition.is_within_reach(case)))
        .map(|(rule, rate)| NextTier {
            rule,
            rate,
            needs: rule.when.iter().filter_map(|condition| condition.distance(case)).collect(),
        })
}
