//! The payments of a year as flat rows, with their totals.

use super::wire::{Payment, Totals, Year};
use crate::render::digits::Digits;
use crate::render::rows::table;
use crate::units::Day;

const COLUMNS: [&str; 23] = [
    "row",
    "payer",
    "id",
    "file",
    "line",
    "payment_date",
    "law",
    "status",
    "rate_percent",
    "gross_jpy",
    "tax_jpy",
    "withheld_jpy",
    "over_withheld_jpy",
    "under_withheld_jpy",
    "refundable_jpy",
    "refund_until",
    "refunded_jpy",
    "dividend_usd",
    "qualified_usd",
    "ordinary_usd",
    "creditable_usd",
    "category",
    "currency_gain_usd",
];

/// A row for each payment, by its number, and one for their totals.
pub fn csv(year: &Year) -> String {
    let payments = year.payments.iter().map(payment);
    table(COLUMNS.map(str::to_owned), payments.chain([totals(&year.totals)]).collect::<Vec<_>>().into_iter())
}

fn digits(digits: Option<Digits>) -> String {
    digits.map_or_else(String::new, |digits| digits.0.to_string())
}

fn day(day: Option<Day>) -> String {
    day.map_or_else(String::new, |day| day.to_string())
}

fn payment(it: &Payment) -> [String; COLUMNS.len()] {
    [
        it.number.to_string(),
        it.payer.clone().unwrap_or_default(),
        it.id.clone().unwrap_or_default(),
        it.place.file.clone(),
        it.place.line.map_or_else(String::new, |line| line.to_string()),
        day(it.payment_date),
        it.law.to_owned(),
        it.status.to_owned(),
        digits(it.rate_percent),
        digits(it.gross_jpy),
        digits(it.tax_jpy),
        digits(it.withheld_jpy),
        digits(it.over_withheld_jpy),
        digits(it.under_withheld_jpy),
        digits(it.refundable_jpy),
        day(it.refund_until),
        digits(Some(it.refunded_jpy)),
        digits(it.dividend_usd),
        digits(it.qualified_usd),
        digits(it.ordinary_usd),
        digits(it.creditable_usd),
        it.category.unwrap_or_default().to_owned(),
        digits(it.currency_gain_usd),
    ]
}

fn totals(it: &Totals) -> [String; COLUMNS.len()] {
    let mut row: [String; COLUMNS.len()] = std::array::from_fn(|_| String::new());
    let mut put = |column: &str, cell: String| {
        if let Some((_, place)) = COLUMNS.iter().zip(&mut row).find(|(name, _)| **name == column) {
            *place = cell;
        }
    };
    put("row", "total".to_owned());
    for (column, amount) in [
        ("gross_jpy", it.gross_jpy),
        ("tax_jpy", it.tax_jpy),
        ("withheld_jpy", it.withheld_jpy),
        ("over_withheld_jpy", it.over_withheld_jpy),
        ("under_withheld_jpy", it.under_withheld_jpy),
        ("refundable_jpy", it.refundable_jpy),
        ("refunded_jpy", it.refunded_jpy),
        ("dividend_usd", it.dividend_usd),
        ("qualified_usd", it.qualified_usd),
        ("ordinary_usd", it.ordinary_usd),
        ("creditable_usd", it.creditable_usd),
        ("currency_gain_usd", it.currency_gain_usd),
    ] {
        put(column, digits(Some(amount)));
    }
    row
}
