//! Who is a U.S. holder, and which of them the law leaves out.

use super::UsDecision;
use crate::answer::{Status, Trace};
use crate::facts::{ClassSet, FieldSet};
use crate::law::{Effect, Law, Outcome, Rule, WithSigns};

#[inline]
pub(super) fn classify<T: Trace>(case: &WithSigns<'_>, law: &'static Law, trace: &mut T) -> UsDecision {
    let mut missing = FieldSet::NONE;
    let mut deciding = None;
    for rule in law.rules_for(case, |holders| holders.us_holder).iter().chain(law.us.holder) {
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
    let us_holder = deciding.map(|rule| matches!(rule.effect, Effect::UsHolder));
    let mut us = UsDecision {
        status: Status::Determined,
        us_holder,
        class: None,
        rule: deciding,
        questions: FieldSet::NONE,
        is_income: false,
        qualified: None,
        category: None,
        is_credited: false,
        credited: None,
    };
    if us_holder == Some(false) {
        us.status = Status::NotAddressed;
        return us;
    }
    // Who states no class is in none, which only an explanation says of each.
    let states_classes = !T::IS_SILENT || case.special_classes != ClassSet::default();
    let lists = [
        law.rules_for(case, |holders| holders.us_excluded),
        law.rules_on(case, |distributions| distributions.us_excluded),
        law.us.excluded,
        if states_classes { law.us.excluded_classes } else { &[] },
        law.us.excluded_owners,
    ];
    for rules in lists {
        for rule in rules.iter().filter(|rule| case.sale.is_none() || !is_about_a_dividend(rule)) {
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
    }
    us.ask_for(missing);
    us
}

fn is_about_a_dividend(rule: &Rule) -> bool {
    rule.when.iter().any(|condition| condition.is_about_a_dividend())
}
