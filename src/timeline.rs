//! How the rate for a holder changed over the time that a law covers.

use crate::answer::{Japan, Silent};
use crate::facts::{Case, Ownership};
use crate::japan;
use crate::law::{Law, Outcome, Regime};
use crate::units::{Day, Span};

/// Days on which the same rule gives the same rate.
#[derive(Debug)]
pub struct Period {
    pub span: Span,
    pub japan: Japan,
}

/// The periods of a law for such a holder, who has held its part for long: every holding period is complete. The
/// dates of the case's dividend are not looked at.
pub fn timeline(case: &Case, law: &'static Law) -> Vec<Period> {
    let mut case = case.clone();
    if let Ownership::Constant { since, .. } = &mut case.ownership {
        *since = Some(Day::MIN);
    }
    let begins = first_days(&case, law);
    let ends = begins.iter().skip(1).map(|day| day.plus_days(-1)).chain([law.covers.last]);
    let mut periods: Vec<Period> = Vec::new();
    for (first, last) in begins.iter().zip(ends) {
        (case.dividend.payment_date, case.dividend.entitlement_date) = (Some(*first), Some(*first));
        let (_, japan) = japan::withhold(&case, law, &mut Silent);
        match periods.last_mut() {
            Some(before) if says_the_same(&before.japan, &japan) => before.span.last = last,
            _ => periods.push(Period { span: Span::new(*first, last), japan }),
        }
    }
    periods
}

/// The days on which another block of rules can begin to apply, in order.
fn first_days(case: &Case, law: &'static Law) -> Vec<Day> {
    let open = |regime: &&Regime| regime.election.is_none_or(|it| it.test(case, 0) == Outcome::Met);
    let treaties = law.regimes_with(case.residence).iter().filter(open);
    let elected = treaties.clone().filter(|regime| regime.election.is_some()).map(|it| it.span.last.plus_days(1));
    let mut days: Vec<_> = law.domestic.iter().chain(treaties).map(|regime| regime.span.first).chain(elected).collect();
    days.sort_unstable();
    days.dedup();
    days.retain(|day| law.covers.contains(*day));
    days
}

fn says_the_same(before: &Japan, after: &Japan) -> bool {
    let said = |japan: &Japan| {
        let (rule, regime) = (japan.rule.map(|rule| rule.id), japan.regime.map(|regime| regime.id));
        (japan.status, japan.rate, japan.highest_rate, rule, regime, japan.statutory_rate)
    };
    said(before) == said(after)
}
