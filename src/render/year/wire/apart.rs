//! What stands apart from the payments of a year, and what statements came to, as it is written.

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use super::{Change, Place};
use crate::input::Statement;
use crate::render::digits::Digits;
use crate::units::Day;
use crate::year::{self, Booked, Netted, YearAnswer};

/// A dividend that was taken back whole.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Reversed {
    pub payer: Option<String>,
    pub payment_date: Option<Day>,
    pub place: Place,
    pub by: Vec<Change>,
}

/// An entry that is no part of any payment's withholding.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Apart {
    pub place: Place,
    #[cfg_attr(test, schemars(extend("enum" = ["dividend", "tax", "payment_in_lieu", "fee", "refund"])))]
    pub entry: &'static str,
    pub payer: Option<String>,
    pub booked: Option<Day>,
    pub payment_date: Option<Day>,
    pub amount_jpy: Option<Digits>,
    pub amount_usd: Option<Digits>,
    /// The payment of the year it belongs to.
    pub payment: Option<usize>,
    /// The tax year of the payment it belongs to, where that is known.
    pub of_tax_year: Option<i32>,
    pub why: &'static str,
}

/// An entry of another tax year.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Outside {
    pub place: Place,
    #[cfg_attr(test, schemars(extend("enum" = ["dividend", "sale"])))]
    pub entry: &'static str,
    pub payer: Option<String>,
    pub date: Option<Day>,
}

/// What a broker's statement came to.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct StatementRead {
    pub file: String,
    #[cfg_attr(test, schemars(extend("enum" = ["ibkr-flex", "ibkr-csv", "schwab", "map"])))]
    pub format: &'static str,
    /// How many of its rows became entries.
    pub used: usize,
    pub ignored: Vec<StatementRow>,
    pub not_understood: Vec<StatementRow>,
    /// What was concluded, and from what.
    pub said: Vec<String>,
}

/// A row of a statement that is no entry.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct StatementRow {
    pub line: usize,
    pub what: String,
    pub why: String,
}

impl StatementRead {
    pub fn new(statement: &Statement) -> StatementRead {
        let row = |aside: &crate::input::Aside| StatementRow {
            line: aside.line,
            what: aside.what.clone(),
            why: aside.why.clone(),
        };
        StatementRead {
            file: statement.name.clone(),
            format: statement.format,
            used: statement.rows.len(),
            ignored: statement.ignored.iter().map(row).collect(),
            not_understood: statement.not_understood.iter().map(row).collect(),
            said: statement.said.clone(),
        }
    }
}

impl Reversed {
    pub fn new(payment: &year::Payment) -> Reversed {
        Reversed {
            payer: payment.payer.clone(),
            payment_date: payment.case.dividend.payment_date,
            place: Place::new(&payment.origin),
            by: payment.changes.iter().map(|change| Change::new(change, !payment.is_in_dollars_alone)).collect(),
        }
    }
}

pub fn aparts(answer: &YearAnswer<'_>) -> Vec<Apart> {
    let netted: &Netted = answer.netted;
    let number = |at: usize| {
        let payment = netted.payments.get(at)?;
        answer.rows.iter().find(|row| std::ptr::eq(row.payment, payment)).map(|row| row.number)
    };
    let apart = |it: &year::Apart| {
        let entry = &it.entry;
        let amount = |of: fn(Booked) -> Option<rust_decimal::Decimal>| entry.amount.and_then(of).map(Digits::from);
        Apart {
            place: Place::new(&entry.origin),
            entry: entry.kind.name(),
            payer: entry.payer.clone(),
            booked: entry.booked,
            payment_date: entry.case.dividend.payment_date,
            amount_jpy: amount(Booked::jpy),
            amount_usd: amount(Booked::usd),
            payment: it.of.and_then(number),
            of_tax_year: it.of.and_then(|at| netted.payments.get(at)).and_then(year::Payment::tax_year),
            why: it.why,
        }
    };
    netted.apart.iter().map(apart).collect()
}

pub fn outside(answer: &YearAnswer<'_>) -> Vec<Outside> {
    let payments = answer.outside.iter().map(|payment| Outside {
        place: Place::new(&payment.origin),
        entry: "dividend",
        payer: payment.payer.clone(),
        date: payment.day(),
    });
    let sales = answer.sold_outside.iter().map(|sold| Outside {
        place: Place::new(&sold.origin),
        entry: "sale",
        payer: sold.payer.clone(),
        date: sold.case.taxed_on(),
    });
    payments.chain(sales).collect()
}
