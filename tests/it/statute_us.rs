//! The United States under the statutes: truth tables, and rules that fire.

use std::collections::BTreeSet;

use iijtax::dividend;
use iijtax::law::form_20f;
use iijtax::law::statute::LAW;
use iijtax::law::{PersonalRules, Rule};

use serde_json::json;

use crate::support::{answer_under, case};
use crate::tables::{check, rows_in};

const FOLDER: &str = "fixtures/tables-statute-us";

#[test]
fn every_row_of_every_truth_table_of_the_united_states_holds() {
    check(&rows_in(FOLDER), 1_000, |profile| answer_under(&LAW, profile));
}

/// Every rule is met in some row, and one with conditions is not met in another.
#[test]
fn every_rule_of_the_united_states_is_met_in_some_row_and_not_met_in_another() {
    let mut outcomes: BTreeSet<(&str, &str)> = BTreeSet::new();
    for row in rows_in(FOLDER).into_iter().chain(rows_in("fixtures/tables-statute")) {
        let case = case(&row.profile).unwrap();
        let answer = dividend::determine(&case, &LAW);
        outcomes.extend(answer.steps.iter().map(|step| (step.rule.id, step.outcome.name())));
        outcomes.extend(answer.notes.iter().map(|rule| (rule.id, "met")));
        outcomes.extend(answer.actions.iter().map(|todo| (todo.rule.id, "met")));
    }
    let us = &LAW.us;
    let asked = us.rates.iter().chain(us.categories).chain(us.holder).chain(us.all_excluded());
    let personal = us.personal.into_iter().flat_map(PersonalRules::rules);
    let told = us.notes.iter().chain(us.actions);
    let rules: Vec<&Rule> = asked.chain(personal).chain(told).collect();
    let is_told = |rule: &Rule| told_only(rule);
    let mut wrong = Vec::new();
    for rule in rules {
        if !outcomes.contains(&(rule.id, "met")) {
            wrong.push(format!("{} is never met", rule.id));
        }
        if !rule.when.is_empty() && !is_told(rule) && !outcomes.contains(&(rule.id, "not_met")) {
            wrong.push(format!("{} is never not met", rule.id));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Notes and actions are shown where they hold, and leave no step where they do not.
fn told_only(rule: &Rule) -> bool {
    rule.id.starts_with("statute.us-note.") || rule.id.starts_with("statute.us.file-")
}

/// DIV-4 grants a credit for tax under the Treaty: of none is spoken where no rate of it decides, and nothing is said while
/// it is open which rate does.
#[test]
fn that_no_credit_is_stated_is_said_where_japans_rate_is_settled() {
    let says = |profile: serde_json::Value| -> bool {
        let answer = answer_under(&form_20f::LAW, &profile).unwrap();
        answer["steps"].as_array().unwrap().iter().any(|step| step["rule"] == "form-20f.us.credit-not-stated")
    };
    // The Prior Treaty's 15% or the Treaty's 10%: the day of payment decides.
    assert!(!says(
        json!({ "kind": "individual", "residence": "US", "dividend": { "entitlement_date": "2004-03-31" } })
    ));
    assert!(!says(json!({ "kind": "individual", "residence": "US", "dividend": { "payment_date": "2007-06-28" } })));
    // A citizen who lives in Argentina has no treaty with Japan.
    assert!(says(json!({
        "kind": "individual", "residence": "AR", "us_citizen": true, "dividend": { "payment_date": "2007-06-28" },
    })));
}
