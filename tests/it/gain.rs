//! Sales: the law in truth tables, invariants over a grid, and bad input with its messages.

use iijtax::facts::Case;
use iijtax::gain;
use iijtax::input::{Document, Given, read_sale};
use iijtax::law::form_20f;
use iijtax::render::gain::Gain;
use iijtax::render::json::to_json;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::support::{examples, refused, run, texts};
use crate::tables::{check, rows_in};

/// The facts of a profile with a sale, or every problem in one text.
pub fn case(profile: &Value) -> Result<Case, String> {
    let read = || {
        let document = Document::new("profile.json", profile.to_string().into_bytes())?;
        read_sale(&Given::profile(&document))
    };
    read().map_err(|problems| texts(&problems))
}

/// The canonical answer to a profile with a sale.
pub fn answer(profile: &Value) -> Result<Value, String> {
    let case = case(profile)?;
    let answer = gain::determine(&case, &form_20f::LAW);
    Ok(serde_json::from_str(&to_json(&Gain::new(&answer))).expect("the answer is JSON"))
}

#[test]
fn every_row_of_every_truth_table_holds() {
    check(&rows_in("fixtures/tables-gain"), 60, answer);
}

/// Every combination of lots, prices, days and kinds that the tables touch one by one.
fn grid() -> Vec<Value> {
    let lots = [
        json!([{ "shares": 3, "acquired": "2006-05-10", "cost_usd": 1000 }]),
        json!([
            { "shares": 3, "acquired": "2006-05-10", "cost_usd": "333.335" },
            { "shares": 7, "acquired": "2007-05-12", "cost_jpy": 100_001, "jpy_per_usd": "117.03" },
            { "shares": "0.5", "acquired": "2008-02-29", "cost_usd": 90 }
        ]),
        json!([
            { "shares": 1, "acquired": "2007-05-11", "cost_usd": 1 },
            { "shares": 1, "acquired": "2007-05-11", "cost_usd": 2 },
            { "shares": 1, "acquired": "2007-05-11", "cost_usd": 3 }
        ]),
    ];
    let amounts = [json!({ "proceeds_usd": 0 }), json!({ "proceeds_usd": 100 }), json!({ "price_jpy": "12345.67" })];
    let mut profiles = Vec::new();
    for (kind, us_person) in [("individual", None), ("corporation", None), ("trust", Some(true))] {
        for lots in &lots {
            for amount in &amounts {
                for date in ["2008-02-29", "2008-05-11", "2008-05-12", "2008-05-13", "2010-12-31", "2011-01-01"] {
                    for (expenses, shares) in [("0", None), ("10.01", None), ("0.05", Some("2.5"))] {
                        for pfic in [false, true] {
                            let mut sale = amount.clone();
                            sale["date"] = date.into();
                            sale["jpy_per_usd"] = "103.71".into();
                            sale["expenses_usd"] = expenses.into();
                            sale["shares"] = shares.into();
                            sale["pfic"] = pfic.into();
                            profiles.push(json!({
                                "kind": kind, "residence": "US", "us_person": us_person, "ownership_percent": 1,
                                "lots": lots, "us": { "ordinary_rate_percent": 35 }, "sale": sale,
                            }));
                        }
                    }
                }
            }
        }
    }
    profiles
}

fn cents(value: &Value) -> i64 {
    let decimal: Decimal = value.to_string().parse().unwrap_or_else(|_| panic!("{value} is no number"));
    i64::try_from(decimal * Decimal::ONE_HUNDRED).expect("whole cents")
}

#[test]
fn lines_add_up_to_their_totals_everywhere() {
    let grid = grid();
    assert!(grid.len() >= 900, "{} cases", grid.len());
    for profile in &grid {
        let answer = answer(profile).unwrap_or_else(|problems| panic!("{profile}: {problems}"));
        let us = &answer["us"];
        let lots = us["lots"].as_array().expect("lots");
        for column in ["proceeds_usd", "expenses_usd", "basis_usd", "gain_usd"] {
            let sum: i64 = lots.iter().map(|lot| cents(&lot[column])).sum();
            assert_eq!(sum, cents(&us[column]), "{column} of {profile}");
        }
        let of = |name: &str| cents(&us[name]);
        assert_eq!(of("gain_usd"), of("proceeds_usd") - of("expenses_usd") - of("basis_usd"), "{profile}");
        let parts = of("at_maximum_rate_usd") + of("at_ordinary_rates_usd") + of("excess_distribution_usd");
        assert_eq!(of("gain_usd"), parts - of("capital_loss_usd"), "{profile}");
        assert!(of("at_maximum_rate_usd") <= of("long_term_usd").max(0), "{profile}");
        assert!(of("capital_loss_usd") == 0 || parts == of("excess_distribution_usd"), "{profile}");
        assert_eq!(answer["japan"]["taxed"], Value::Bool(false), "{profile}");
    }
}

#[test]
fn the_order_of_lots_does_not_matter_to_the_whole() {
    for profile in grid().iter().filter(|profile| profile["sale"]["shares"].is_null()) {
        let mut turned = profile.clone();
        turned["lots"].as_array_mut().expect("lots").reverse();
        let (one, other) = (answer(profile).expect("valid"), answer(&turned).expect("valid"));
        for total in ["proceeds_usd", "expenses_usd", "basis_usd", "gain_usd"] {
            assert_eq!(one["us"][total], other["us"][total], "{total} of {profile}");
        }
    }
}

#[test]
fn bad_sales_are_refused_with_their_messages() {
    refused("fixtures/invalid-sales", 30, &["gain", "--holder"]);
}

#[test]
fn examples_print_as_before_and_exit_by_the_united_states_part() {
    examples("fixtures/sales", "gain", &["gain", "--holder"]);
    let code = |stem: &str| run(&["gain", "--holder", &format!("fixtures/sales/{stem}.json")]).code;
    assert_eq!(code("us-individual-first-in-first-out"), 0);
    assert_eq!(code("ads-for-shares"), 0);
    assert_eq!(code("basis-unknown"), 4);
    assert_eq!(code("resident-of-japan"), 5);
}

#[test]
fn the_day_of_acquisition_is_asked_for_in_the_words_of_lots() {
    let asked = iijtax::facts::Field::HeldSince.question_about_sale();
    assert_eq!(asked, "On which day were the shares acquired (held_since, or acquired of each lot)?");
}
