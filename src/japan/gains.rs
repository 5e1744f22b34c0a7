//! Whether Japan taxes a gain on shares or ADSs.

use crate::answer::{GainJapan, Status, Trace};
use crate::case::{Case, FieldSet};
use crate::law::{Effect, Law, Outcome, Rule};

/// Japan's answer, with every rule asked recorded.
pub fn gain(case: &Case, law: &'static Law, trace: &mut Trace) -> GainJapan {
    let answer = |status, taxed, rule, treaty, questions| GainJapan { status, taxed, rule, treaty, questions };
    let mut outside = law.scope.iter().filter(|rule| rule.effect == Effect::NotAddressed);
    if let Some(rule) = outside.find(|rule| trace.ask(rule, case, 0) == Outcome::Met) {
        return answer(Status::NotAddressed, None, rule, None, FieldSet::NONE);
    }
    let mut possible: Vec<Effect> = Vec::new();
    let mut missing = FieldSet::NONE;
    for rule in law.gains.japan {
        let outcome = trace.ask(rule, case, 0);
        if outcome == Outcome::NotMet {
            continue;
        }
        let (effect, treaty) = after_treaty(case, law, rule, trace);
        if outcome == Outcome::Unknown {
            possible.push(effect);
            missing = missing.with(rule.asks(case, 0));
            continue;
        }
        // What is not known does not matter where every rule that is possible says the same.
        let is_settled = possible.iter().all(|other| is_taxed(*other) == is_taxed(effect));
        let status = match effect {
            Effect::NotAddressed => Status::NotAddressed,
            Effect::NotStated => Status::RateNotStated,
            _ if is_settled => Status::Determined,
            _ => Status::Undetermined,
        };
        let taxed = (status == Status::Determined).then_some(is_taxed(effect) == Some(true));
        let questions = if status == Status::Undetermined { missing } else { FieldSet::NONE };
        return answer(status, taxed, rule, treaty, questions);
    }
    unreachable!("the last rule on gains has no condition")
}

/// What is left of a rule of domestic law once the treaty has spoken, and the treaty's rule.
fn after_treaty(
    case: &Case,
    law: &'static Law,
    rule: &'static Rule,
    trace: &mut Trace,
) -> (Effect, Option<&'static Rule>) {
    let Effect::Assessed(kind) = rule.effect else { return (rule.effect, None) };
    let rows = law.gains.treaties.iter().find(|(of, _)| *of == kind).map_or(&[][..], |(_, rows)| *rows);
    let treaty = rows.iter().find(|row| trace.ask(row, case, 0) == Outcome::Met);
    (treaty.map_or(rule.effect, |row| row.effect), treaty)
}

/// Whether the gain is taxed; `None` where a treaty decides it that is not encoded.
fn is_taxed(effect: Effect) -> Option<bool> {
    match effect {
        Effect::NotTaxed => Some(false),
        Effect::NotStated => None,
        _ => Some(true),
    }
}
