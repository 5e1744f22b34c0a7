//! A company's years: the law in truth tables, and bad input with its messages.

use iijtax::facts::Company;
use iijtax::input::{Document, read_company};
use iijtax::law::form_20f;
use iijtax::render::json::to_json;
use iijtax::render::pfic_status::PficStatus;
use iijtax::us::pfic;
use serde_json::{Value, json};

use crate::support::{examples, refused, run, texts};
use crate::tables::{check, rows_in};

/// A company's facts, or every problem in one text.
pub fn read(company: &Value) -> Result<Company, String> {
    let read = || {
        let document = Document::new("company.json", company.to_string().into_bytes())?;
        read_company(&document.parse()?, &[])
    };
    read().map_err(|problems| texts(&problems))
}

/// The canonical answer to a company.
pub fn answer(company: &Value) -> Result<Value, String> {
    let company = read(company)?;
    let answer = pfic::status(&company, &form_20f::LAW);
    Ok(serde_json::from_str(&to_json(&PficStatus::new(&answer))).expect("the answer is JSON"))
}

#[test]
fn every_row_of_every_truth_table_holds() {
    check(&rows_in("fixtures/tables-pfic-status"), 30, answer);
}

#[test]
fn bad_companies_are_refused_with_their_messages() {
    refused("fixtures/invalid-companies", 15, &["pfic", "status", "--company"]);
}

#[test]
fn examples_print_as_before_and_exit_by_their_years() {
    examples("fixtures/companies", "pfic-status", &["pfic", "status", "--company"]);
    let code = |stem: &str| run(&["pfic", "status", "--company", &format!("fixtures/companies/{stem}.json")]).code;
    assert_eq!((code("three-years"), code("one-quarter-missing")), (0, 4));
}

#[test]
fn flags_say_when_shares_were_held() {
    let company = ["pfic", "status", "--company", "fixtures/companies/three-years.json", "--format", "json"];
    let held = |flags: &[&str]| {
        let answer: Value = serde_json::from_str(&run(&[&company[..], flags].concat()).stdout).unwrap();
        answer["holding"]["tainted"].clone()
    };
    assert_eq!(held(&["--held-from", "2006-05-10", "--held-until", "2007-03-31"]), Value::Bool(false));
    assert_eq!(held(&["--held-from", "2006-05-10", "--held-until", "2007-04-01"]), Value::Bool(true));
    // A flag overrides the file for itself alone.
    assert_eq!(held(&["--held-from", "2008-04-01"]), Value::Bool(false));
}

#[test]
fn a_year_that_the_law_does_not_reach_is_pointed_at() {
    let company = "{\n  \"years\": [\n    { \"begins\": \"2025-04-01\", \"ends\": \"2026-03-31\" }\n  ]\n}\n";
    let ran =
        crate::support::run_in(".", &["pfic", "status", "--law", "form-20f", "--company", "-"], company.as_bytes());
    assert_eq!(ran.code, 3);
    let said =
        "error: standard input:3:17: years[0].begins: got 2025-04-01, wanted a first day of a year from 1973-01-01";
    assert!(ran.stderr.starts_with(said), "{}", ran.stderr);
}

/// One more yen that is passive never makes a company less of a PFIC, and scale does not matter.
#[test]
fn more_passive_income_and_assets_never_cure_a_year() {
    let ends = ["2006-06-30", "2006-09-30", "2006-12-31", "2007-03-31"];
    let year = |passive: i64, income: i64, scale: i64| {
        let quarter = |date: &&str| json!({ "date": date, "passive_jpy": passive * scale, "total_jpy": 40 * scale });
        let answer = answer(&json!({ "years": [{
            "begins": "2006-04-01", "ends": "2007-03-31",
            "gross_income": [
                { "kind": "interest", "amount_jpy": income * scale },
                { "kind": "active", "amount_jpy": (40 - income) * scale },
            ],
            "assets": ends.iter().map(quarter).collect::<Vec<_>>(),
        }] }));
        answer.unwrap()["years"][0]["pfic"].as_bool().expect("everything is stated")
    };
    for passive in 0..=40 {
        for income in 0..=40 {
            let is = year(passive, income, 1);
            assert_eq!(is, passive >= 20 || income >= 30, "{passive} and {income} of 40");
            assert_eq!(is, year(passive, income, 1_000_000_000_001), "{passive} and {income} of 40, scaled");
        }
    }
}
