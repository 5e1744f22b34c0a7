//! The same facts under another regime, and the distance to the next better rate.

use super::decision::{Found, Withholding, without_rate};
use super::rows::rows;
use super::treaty::{decide_under, limited};
use crate::answer::{Alternative, Japan, NextTier, Silent, Status};
use crate::facts::Case;
use crate::law::{Asked, Law, Outcome, Regime, WithSigns};
use crate::units::Rate;

/// What each regime of the holder's treaty, other than the one that decided, would have brought.
pub fn compare_with(case: &Case, law: &'static Law, decided: &Withholding, japan: &Japan) -> Vec<Alternative> {
    let regimes = law.regimes_with(case.residence).iter().filter(|regime| Some(*regime) != decided.regime);
    let signs = WithSigns::of(case);
    let speaks = |regime: &&'static Regime| has_rates_of_its_days(regime) && speaks(&signs, regime, decided);
    regimes.filter(speaks).map(|regime| alternative(case, law, regime, decided, japan)).collect()
}

/// What the oldest version of the holder's treaty brings whose rates are stated, where there are several.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Prior {
    pub rate: Option<Rate>,
    /// It is the version that decided.
    pub is_now: bool,
}

/// The rate under the oldest version of the holder's treaty whose rates are stated.
#[inline]
pub fn prior(case: &WithSigns<'_>, law: &'static Law, decided: &Withholding) -> Prior {
    let Some(oldest) = law.prior_regime_with(case.residence) else { return Prior::default() };
    if decided.regime == Some(oldest) {
        return Prior { rate: decided.rate, is_now: true };
    }
    if !speaks(case, oldest, decided) {
        return Prior::default();
    }
    let rate = match under(case, law, oldest, decided) {
        Found::Rate { rate, .. } => Some(rate),
        Found::NotStated { .. } | Found::Open => None,
    };
    Prior { rate, is_now: false }
}

/// Whether the law asks for a rate at all, and the regime is open to the holder.
fn speaks(case: &WithSigns<'_>, regime: &Regime, decided: &Withholding) -> bool {
    !decided.is_out_of_scope
        && decided.leads_to_treaty(case)
        && regime.preconditions.iter().all(|rule| case.outcome(rule, 0) == Outcome::Met)
}

/// Whether it states rates for everybody on its days, and not only for those who elect it.
fn has_rates_of_its_days(regime: &Regime) -> bool {
    regime.election.is_none() && regime.states_rates()
}

fn under(case: &WithSigns<'_>, law: &'static Law, regime: &'static Regime, decided: &Withholding) -> Found {
    if law.is_domestic(regime) {
        rows(case, regime, &mut Silent)
    } else {
        decide_under(case, law, regime, decided.base, &mut Silent)
    }
}

/// What `regime` says of the facts, whatever its dates, against the answer now, which speaks of a rate.
pub fn alternative(
    case: &Case,
    law: &'static Law,
    regime: &'static Regime,
    decided: &Withholding,
    japan: &Japan,
) -> Alternative {
    told(regime, under(&WithSigns::of(case), law, regime, decided), japan)
}

/// The same where `domestic` is what holds without a treaty: on days of its own, whatever day the dividend is paid.
pub fn alternative_beside(
    case: &Case,
    law: &'static Law,
    regime: &'static Regime,
    domestic: &'static Regime,
    japan: &Japan,
) -> Alternative {
    let case = &WithSigns::of(case);
    let without = rows(case, domestic, &mut Silent);
    if regime == domestic {
        return told(regime, without, japan);
    }
    let base = match without {
        Found::Rate { rule, rate, .. } => Some((domestic, rule, rate)),
        Found::NotStated { .. } | Found::Open => None,
    };
    let may_be_lower = |rate: Rate| {
        let mut lower = domestic.rows.iter().filter(|rule| rule.rate_before_surtax() < Some(rate));
        lower.any(|rule| rule.test(case, 0) != Outcome::NotMet)
    };
    let found = match limited(case, law, regime, base, &mut Silent, |_| without) {
        Found::Rate { rate, .. } if base.is_none() && may_be_lower(rate) => Found::Open,
        found => found,
    };
    told(regime, found, japan)
}

fn told(regime: &'static Regime, found: Found, japan: &Japan) -> Alternative {
    let (status, rule, rate) = match found {
        Found::Rate { rule, rate, .. } => (Status::Determined, Some(rule), Some(rate)),
        Found::NotStated { rule, .. } => (without_rate(rule), Some(rule), None),
        Found::Open => (Status::Undetermined, None, None),
    };
    let tax = rate.and_then(|rate| japan.taxed.map(|taxed| taxed.tax_jpy(rate)));
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
