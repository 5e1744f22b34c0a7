//! Sales under the statutes: truth tables, rules that fire, bad facts of a group.

use std::collections::BTreeSet;

use iijtax::gain;
use iijtax::law::Effect;
use iijtax::law::statute::LAW;
use iijtax::render::gain::Gain;
use iijtax::render::json::to_json;
use serde_json::{Value, json};

use crate::gain::case;
use crate::tables::{check, rows_in};

const FOLDER: &str = "fixtures/tables-statute-gain";

fn answer(profile: &Value) -> Result<Value, String> {
    let case = case(profile)?;
    let answer = gain::determine(&case, &LAW);
    Ok(serde_json::from_str(&to_json(&Gain::new(&answer))).expect("the answer is JSON"))
}

#[test]
fn every_row_of_every_truth_table_on_sales_holds() {
    check(&rows_in(FOLDER), 480, answer);
}

/// Two thousand random sales, worked out share by share in another language: see `tests/oracles/wash_sales.py`.
#[test]
fn losses_on_what_is_bought_again_are_those_of_the_shares() {
    let rows: Vec<_> =
        rows_in("fixtures/oracles").into_iter().filter(|row| row.place.starts_with("wash_sales.csv:")).collect();
    check(&rows, 2_000, answer);
}

/// Every rule is met in some row, and one with conditions is not met in another.
#[test]
fn every_rule_on_sales_is_met_in_some_row_and_not_met_in_another() {
    let mut outcomes: BTreeSet<(&str, &str)> = BTreeSet::new();
    for row in rows_in(FOLDER) {
        let case = case(&row.profile).unwrap();
        let answer = gain::determine(&case, &LAW);
        outcomes.extend(answer.steps.iter().map(|step| (step.rule.id, step.outcome.name())));
        outcomes.extend(answer.notes.iter().map(|rule| (rule.id, "met")));
        outcomes.extend(answer.actions.iter().map(|todo| (todo.rule.id, "met")));
        for step in &answer.steps {
            assert!(!step.because(&case).is_empty(), "{}: {}", row.place, step.rule.id);
        }
    }
    let mut wrong = Vec::new();
    for rule in LAW.gains.rules() {
        let told_only = matches!(rule.effect, Effect::Note | Effect::Action(..));
        if !outcomes.contains(&(rule.id, "met")) {
            wrong.push(format!("{} is never met", rule.id));
        }
        if !rule.when.is_empty() && !told_only && !outcomes.contains(&(rule.id, "not_met")) {
            wrong.push(format!("{} is never not met", rule.id));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn facts_of_a_group_that_cannot_be_are_refused() {
    let refused = |kind: &str, sale: Value| {
        let profile = json!({ "kind": kind, "residence": "KE", "ownership_percent": 30, "sale": sale });
        case(&profile).expect_err("refused")
    };
    let held = refused("corporation", json!({ "group_issued_percent": 29 }));
    assert!(
        held.contains("sale.group_issued_percent: got 29, wanted at least 30%, what the holder owns itself"),
        "{held}"
    );
    let sold = refused("corporation", json!({ "group_issued_percent": 31, "group_sold_percent": 32 }));
    assert!(sold.contains("sale.group_sold_percent: got 32, wanted at most 31%, all that the group held"), "{sold}");
    let in_year = refused("corporation", json!({ "group_issued_percent": 31, "group_percent_in_year": 31.01 }));
    assert!(
        in_year.contains("sale.group_percent_in_year: got 31.01, wanted at most 31%, the most that the group held"),
        "{in_year}"
    );
    let present = refused("corporation", json!({ "present_in_japan": true }));
    assert!(present.contains("no such fact: it matters only to an individual"), "{present}");
    assert!(!refused("individual", json!({ "present_in_japan": true, "price_jpy": "x" })).contains("no such fact"));
}

/// A sale of which the paperwork of a group is not known asks for it, and for nothing else.
#[test]
fn what_is_missing_of_a_group_is_asked() {
    let profile = json!({
        "kind": "corporation", "residence": "KE", "ownership_percent": 30, "held_since": "2020-01-06",
        "sale": { "date": "2024-05-07", "proceeds_usd": 1500, "basis_usd": 1000 },
    });
    let answer = answer(&profile).unwrap();
    assert_eq!(answer["japan"]["status"], "undetermined");
    let asked: Vec<_> = answer["japan"]["questions"].as_array().unwrap().iter().map(|it| &it["field"]).collect();
    assert_eq!(asked, ["sale.group_sold_percent"]);
}

/// What a treaty asks of the year of the sale is taken from the three years, and said to be; what the country of
/// residence does is asked.
#[test]
fn what_a_treaty_asks_beyond_domestic_law_is_assumed_or_asked() {
    let sale = |more: Value| {
        let mut sale =
            json!({ "date": "2024-05-07", "proceeds_usd": 1500, "group_issued_percent": 30, "group_sold_percent": 5 });
        sale.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let profile = json!({
            "kind": "corporation", "residence": "AU", "ownership_percent": 30,
            "lots": [{ "shares": 10, "acquired": "2020-01-06", "cost_usd": 1000 }], "sale": sale,
        });
        answer(&profile).unwrap()
    };
    let fields = |list: &Value| -> Vec<String> {
        list.as_array().unwrap().iter().map(|it| it["field"].as_str().unwrap().to_owned()).collect()
    };
    let open = sale(json!({}));
    assert_eq!(open["japan"]["status"], "undetermined");
    assert_eq!(fields(&open["japan"]["questions"]), ["sale.taxed_in_residence"]);
    assert!(fields(&open["assumptions"]).contains(&"sale.group_percent_in_year".to_owned()));
    let stated = sale(json!({ "group_percent_in_year": 24, "taxed_in_residence": false }));
    assert_eq!(stated["japan"]["taxed"], false);
    assert!(!fields(&stated["assumptions"]).contains(&"sale.group_percent_in_year".to_owned()));
}
