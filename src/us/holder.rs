//! Who is a U.S. holder, and which of them the law leaves out.

use crate::answer::{Status, Trace, Us};
use crate::facts::{Case, FieldSet};
use crate::law::{Effect, Law, Outcome, Rule};

pub(super) fn classify(case: &Case, law: &'static Law, trace: &mut Trace) -> Us {
    let mut missing = FieldSet::NONE;
    let mut deciding = None;
    for rule in law.us.holder {
        match trace.ask(rule, case, 0) {
            Outcome::NotMet => {}
            Outcome::Unknown => {
                missing = rule.asks(case, 0);
                break;
            }
            Outcome::Met => {
                deciding = Some(rule);
                break;
            }
        }
    }
    let us_holder = deciding.map(|rule| rule.effect == Effect::UsHolder);
    let mut us = Us {
        status: Status::Determined,
        us_holder,
        class: None,
        rule: deciding,
        questions: FieldSet::NONE,
        income: None,
    };
    if us_holder == Some(false) {
        us.status = Status::NotAddressed;
        return us;
    }
    let about_a_dividend = |rule: &&Rule| rule.when.iter().any(|condition| condition.is_about_a_dividend());
    for rule in law.us.excluded.iter().filter(|rule| case.sale.is_none() || !about_a_dividend(rule)) {
        match trace.ask(rule, case, 0) {
            Outcome::NotMet => {}
            Outcome::Unknown => missing = missing.with(rule.asks(case, 0)),
            Outcome::Met => {
                if let Effect::Excluded(class) = rule.effect {
                    (us.status, us.class, us.rule) = (Status::NotAddressed, class, Some(rule));
                    return us;
                }
            }
        }
    }
    super::ask_for(&mut us, missing);
    us
}
