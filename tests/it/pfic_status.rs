//! A company's years: the law in truth tables, and bad input with its messages.

use iijtax::case::Company;
use iijtax::input::{Document, Problem, read_company};
use iijtax::law::form_20f;
use iijtax::render::json::to_json;
use iijtax::render::pfic_status::PficStatus;
use iijtax::us::pfic;
use serde_json::Value;

use crate::support::{goldens, invalid, texts};
use crate::tables::{check, rows_in};

fn read(name: &str, bytes: Vec<u8>) -> Result<Company, Vec<Problem>> {
    let document = Document::new(name, bytes)?;
    read_company(&document.parse()?, &[])
}

/// The canonical answer to a company.
fn answer(company: &Value) -> Result<Value, String> {
    let company = read("company.json", company.to_string().into_bytes()).map_err(|problems| texts(&problems))?;
    let answer = pfic::status(&company, &form_20f::LAW);
    Ok(serde_json::from_str(&to_json(&PficStatus::new(&answer))).expect("the answer is JSON"))
}

#[test]
fn every_row_of_every_truth_table_holds() {
    check(&rows_in("fixtures/tables-pfic-status"), 30, answer);
}

#[test]
fn bad_companies_are_refused_with_their_messages() {
    invalid("fixtures/invalid-companies", 8, |name, bytes, _| read(name, bytes).map(|_| ()));
}

#[test]
fn examples_print_as_before() {
    goldens("fixtures/companies", 3, &["pfic", "status", "--company"]);
}
