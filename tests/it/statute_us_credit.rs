//! The foreign tax credit of the statutes: truth tables.

use iijtax::law::statute::LAW;
use serde_json::Value;

use crate::support::answer_under;
use crate::tables::{Row, check, rows_in};

fn answer(profile: &Value) -> Result<Value, String> {
    answer_under(&LAW, profile)
}

fn rows_of(table: &str) -> Vec<Row> {
    let rows = rows_in("fixtures/tables-statute-us").into_iter();
    rows.filter(|row| row.place.starts_with(&format!("{table}.csv:"))).collect()
}

#[test]
fn every_row_on_what_is_creditable_holds() {
    check(&rows_of("credit"), 20, answer);
}

#[test]
fn every_row_on_sixteen_days_of_holding_holds() {
    check(&rows_of("holding_901k"), 30, answer);
}
