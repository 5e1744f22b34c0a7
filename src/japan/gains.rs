//! Whether Japan taxes a gain on shares or ADSs.

use crate::answer::{GainJapan, Status, Trace};
use crate::case::Case;
use crate::law::{Effect, Law, Outcome};

/// Japan's answer, with every rule asked recorded.
pub fn gain(case: &Case, law: &'static Law, trace: &mut Trace) -> GainJapan {
    let mut outside = law.scope.iter().filter(|rule| rule.effect == Effect::NotAddressed);
    if let Some(rule) = outside.find(|rule| trace.ask(rule, case, 0) == Outcome::Met) {
        return GainJapan { status: Status::NotAddressed, taxed: None, rule };
    }
    let mut possible = Vec::new();
    for rule in law.gains.japan {
        match trace.ask(rule, case, 0) {
            Outcome::NotMet => {}
            Outcome::Unknown => possible.push(rule.effect),
            Outcome::Met => {
                // What is not known does not matter where every rule that is possible says the same.
                let status = match rule.effect {
                    Effect::NotAddressed => Status::NotAddressed,
                    effect if possible.iter().all(|other| *other == effect) => Status::Determined,
                    _ => Status::Undetermined,
                };
                let taxed = (status == Status::Determined).then_some(rule.effect != Effect::NotTaxed);
                return GainJapan { status, taxed, rule };
            }
        }
    }
    unreachable!("the last rule on gains has no condition")
}
