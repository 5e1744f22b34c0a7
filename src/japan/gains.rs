//! Whether Japan taxes a gain on shares or ADSs.

use crate::answer::{GainJapan, Status, Steps, Trace};
use crate::facts::{Case, FieldSet};
use crate::law::{Effect, Law, Outcome, Rule};

/// Japan's answer, with every rule asked recorded.
pub fn gain(case: &Case, law: &'static Law, trace: &mut Steps) -> GainJapan {
    let answer = |status, taxed, rule, treaty, questions| GainJapan { status, taxed, rule, treaty, questions };
    let own = law.rules_for(case, |holders| holders.scope).iter();
    let own = own.chain(law.other_payer.filter(|_| case.payer.is_another()));
    let mut outside = own.chain(law.scope).filter(|rule| rule.effect == Effect::NotAddressed);
    if let Some(rule) = outside.find(|rule| trace.ask(rule, case, 0) == Outcome::Met) {
        return answer(Status::NotAddressed, None, rule, None, FieldSet::NONE);
    }
    let mut possible: Vec<Option<Effect>> = Vec::new();
    let mut missing = FieldSet::NONE;
    for rule in law.gains.japan {
        let outcome = trace.ask(rule, case, 0);
        if outcome == Outcome::NotMet {
            continue;
        }
        let (effect, treaty, asked) = after_treaty(case, law, rule, trace);
        missing = missing.with(asked);
        if outcome == Outcome::Unknown {
            possible.push(effect);
            missing = missing.with(rule.asks(case, 0));
            continue;
        }
        // What is not known does not matter where every rule that is possible says the same.
        let is_settled = possible.iter().all(|other| other.map(is_taxed) == effect.map(is_taxed));
        let status = match effect {
            Some(Effect::NotAddressed) => Status::NotAddressed,
            Some(Effect::NotEncoded) => Status::NotEncoded,
            Some(_) if is_settled => Status::Determined,
            _ => Status::Undetermined,
        };
        let taxed = if status == Status::Determined { effect.and_then(is_taxed) } else { None };
        let questions = if status == Status::Undetermined { missing } else { FieldSet::NONE };
        return answer(status, taxed, rule, treaty, questions);
    }
    // A test of the rulebook holds that the last rule on gains has no condition; without it the law would not say.
    let last = law.gains.japan.last().unwrap_or(&law.gains.exchange);
    answer(Status::Undetermined, None, last, None, missing)
}

/// What is left of a rule of domestic law once the treaty has spoken, with the treaty's rule; the facts that are missing
/// where it is not known which rule that is.
fn after_treaty(
    case: &Case,
    law: &'static Law,
    rule: &'static Rule,
    trace: &mut Steps,
) -> (Option<Effect>, Option<&'static Rule>, FieldSet) {
    let Effect::Assessed(kind) = rule.effect else { return (Some(rule.effect), None, FieldSet::NONE) };
    if !case.kind.is_ordinary() {
        // Whether a treaty is open to such a holder is answered for dividends alone.
        return (Some(Effect::NotEncoded), None, FieldSet::NONE);
    }
    let rows = law.gains.treaty_rows(kind, case.residence);
    let mut asked = rows.map(|row| (row, trace.ask(row, case, 0)));
    match asked.find(|(_, outcome)| *outcome != Outcome::NotMet) {
        Some((row, Outcome::Unknown)) => (None, None, row.asks(case, 0)),
        Some((row, _)) => (Some(row.effect), Some(row), FieldSet::NONE),
        None => (Some(rule.effect), None, FieldSet::NONE),
    }
}

/// Whether the gain is taxed; `None` where a treaty decides it that is not encoded.
fn is_taxed(effect: Effect) -> Option<bool> {
    match effect {
        Effect::NotTaxed => Some(false),
        Effect::NotEncoded => None,
        _ => Some(true),
    }
}
