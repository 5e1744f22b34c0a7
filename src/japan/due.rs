//! The rate that is due, whatever becomes of the paperwork.

use super::decision::{Found, Open, Withholding, without_rate};
use super::rows::{base, candidates};
use super::treaty::{Through, decide, through};
use super::undetermined::settle;
use super::{members, relief};
use crate::answer::{Silent, Status, Trace};
use crate::facts::{Case, FieldSet, HolderKind};
use crate::law::{Effect, Law, Outcome, Rule, WithSigns};
use crate::units::Rate;

/// The rate that is due under a law; none where it states no single one.
#[inline(never)]
pub fn rate_due(case: &WithSigns<'_>, law: &'static Law) -> Option<Rate> {
    due(case, law, &mut Silent, drop).rate
}

/// What is due, whatever becomes of the paperwork.
#[inline]
pub(super) fn due<T: Trace>(
    case: &WithSigns<'_>,
    law: &'static Law,
    trace: &mut T,
    open: impl FnOnce(Open),
) -> Withholding {
    let mut open = Some(open);
    if case.behind.is_some() {
        let mut told = |found| {
            if let Some(open) = open.take() {
                open(found);
            }
        };
        // What Japan exempts of itself it exempts behind an entity as well.
        let is_public = matches!(case.kind, HolderKind::Government | HolderKind::InternationalOrganization);
        if let Some(entity) = case.taxed_entity().filter(|_| !is_public) {
            return of_taxed_entity(case, entity, law, trace, &mut told);
        }
        if let Some(decided) = behind(case, law, trace, &mut told) {
            return decided;
        }
    }
    let base = base(case, law);
    let mut decided = Withholding {
        status: Status::Determined,
        regime: None,
        rule: None,
        rate: None,
        highest_rate: None,
        at_source: None,
        base,
        is_treaty_rate: false,
        is_out_of_scope: false,
        by_trial: false,
        may_exempt: false,
        questions: FieldSet::NONE,
        evidence_of_members: None,
    };
    let found = match scope(case, law, trace) {
        Some(rule) => {
            decided.is_out_of_scope = true;
            let Some(rate) = rule.rate() else {
                return Withholding { status: Status::NotAddressed, rule: Some(rule), base: None, ..decided };
            };
            Found::Rate { regime: None, rule, rate }
        }
        None if case.lacks_members() => {
            members::lacking(case, law, &mut decided, trace);
            return decided;
        }
        None => decide(case, law, base, trace),
    };
    match found {
        Found::Rate { regime, rule, rate } => {
            (decided.regime, decided.rule) = (regime, Some(rule));
            (decided.rate, decided.highest_rate) = (Some(rate), Some(rate));
        }
        Found::NotStated { regime, rule, at_most } => {
            (decided.status, decided.regime, decided.rule) = (without_rate(rule), regime, Some(rule));
            decided.highest_rate = at_most.into_iter().chain(decided.statutory_rate()).min();
        }
        Found::Open => {
            let found = settle(case, law, relief::asks(case, law));
            decided.try_all(&found);
            if found.asks_own && base.is_none() {
                // It may turn out to be looked through, and then nothing is known of who is behind it.
                decided.highest_rate = decided.highest_rate.max(members::highest_without_treaty(case, law));
            }
            if let Some(open) = open {
                open(found);
            }
        }
    }
    decided.is_treaty_rate = decided.regime.is_some_and(|regime| !law.is_domestic(regime));
    decided
}

/// Of a member, where it is open whose income its share is for its country.
#[inline(never)]
fn behind<T: Trace>(
    case: &WithSigns<'_>,
    law: &'static Law,
    trace: &mut T,
    open: &mut dyn FnMut(Open),
) -> Option<Withholding> {
    if !members::is_open(case) {
        return None;
    }
    let decide = |case: &Case, found: &mut Option<Open>| {
        let mut keep = |open| *found = Some(open);
        let keep: &mut dyn FnMut(Open) = &mut keep;
        due(&WithSigns::of(case), law, &mut Silent, keep)
    };
    let found = members::either(case, law, trace, decide, &mut *open);
    found.or_else(|| {
        // It makes no difference.
        let case = Case { taxed_on_its_share: Some(true), ..case.case().clone() };
        Some(due(&WithSigns::of(&case), law, trace, open))
    })
}

/// Of a member of an entity that its own country taxes and Japan does not: what the entity's treaty says of the entity.
#[inline(never)]
fn of_taxed_entity<T: Trace>(
    case: &WithSigns<'_>,
    entity: &Case,
    law: &'static Law,
    trace: &mut T,
    open: &mut dyn FnMut(Open),
) -> Withholding {
    let of_entity = due(&WithSigns::of(entity), law, trace, open);
    let base = base(case, law);
    let decided = Withholding { base, ..of_entity };
    let mut versions = candidates(case, law.regimes_with(case.residence));
    if let (Some(regime), None) = (versions.next(), versions.next())
        && let Through::Found(Found::NotStated { regime, rule, at_most }) = through(case, law, regime, trace)
    {
        return Withholding {
            status: without_rate(rule),
            regime,
            rule: Some(rule),
            rate: None,
            highest_rate: at_most.into_iter().chain(decided.statutory_rate()).min(),
            is_treaty_rate: true,
            questions: FieldSet::NONE,
            ..decided
        };
    }
    match base {
        // Without a treaty Japan taxes the member itself.
        Some((regime, rule, rate)) if decided.status == Status::Determined && !decided.is_treaty_rate => {
            let (regime, rule, rate) = (Some(regime), Some(rule), Some(rate));
            Withholding { regime, rule, rate, highest_rate: rate, ..decided }
        }
        _ => decided,
    }
}

/// The rule that takes the holder or the distribution out before any rate is asked.
#[inline]
fn scope(case: &WithSigns<'_>, law: &'static Law, trace: &mut impl Trace) -> Option<&'static Rule> {
    let of_kind = law.rules_for(case, |holders| holders.scope);
    let of_distribution = law.rules_on(case, |distributions| distributions.scope);
    let of_payer = law.other_payer.filter(|_| case.payer.is_another());
    let is_out = |trace: &mut _, rule: &'static Rule| Trace::ask(trace, rule, case, 0) == Outcome::Met;
    let mut before = of_kind.iter().chain(of_distribution).chain(of_payer);
    // Of most holders, distributions and payers nothing is asked before.
    let nothing_before = of_kind.is_empty() && of_distribution.is_empty() && of_payer.is_none();
    let first = if nothing_before { None } else { before.find(|rule| is_out(trace, rule)) };
    let first = first.or_else(|| law.scope.iter().find(|rule| is_out(trace, rule)));
    first.filter(|rule| !matches!(rule.effect, Effect::Taxable))
}
