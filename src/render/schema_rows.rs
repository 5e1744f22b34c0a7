//! JSON Schemas of a register's rows and of its summary.

use serde_json::{Map, Value, json};

use super::rows::{COLUMNS, INVALID, KINDS, Kind};
use super::schema::DIALECT;
use super::summary::Summary;
use crate::answer::Status;
use crate::law::{Category, Evidence, Form, Route};

/// Of a flat row of `iijtax batch` and of `iijtax dividend --format csv`, as NDJSON writes it. Columns that are passed on
/// stand behind those of every row.
pub fn row() -> Value {
    let property = |(name, kind): (&&str, &Kind)| ((*name).to_owned(), column(name, *kind));
    json!({
        "$schema": DIALECT,
        "title": "One row of a register",
        "type": "object",
        "properties": COLUMNS.iter().zip(KINDS).map(property).collect::<Map<_, _>>(),
        "required": COLUMNS,
        "additionalProperties": true,
    })
}

/// Of what `iijtax batch --summary FILE` writes.
pub fn summary() -> Value {
    schemars::schema_for!(Summary).to_value()
}

fn column(name: &str, kind: Kind) -> Value {
    let mut schema = match (name, kind) {
        ("status", _) => {
            let words: Vec<_> = Status::WORDS.iter().copied().chain([INVALID]).collect();
            json!({ "enum": words })
        }
        ("us_status", _) => one_of(Status::WORDS),
        ("category", _) => one_of(Category::WORDS),
        ("form", _) => of_words(Form::WORDS),
        ("route", _) => of_words(Route::WORDS),
        ("evidence", _) => one_of(&[Evidence::Primary, Evidence::Secondary, Evidence::Memory].map(Evidence::name)),
        (_, Kind::Text | Kind::Word) => json!({ "type": ["string", "null"] }),
        (_, Kind::Rate | Kind::Amount | Kind::Usd) => json!({ "type": ["number", "null"] }),
        (_, Kind::Yen | Kind::Count) => json!({ "type": ["integer", "null"] }),
        (_, Kind::Day) => json!({ "type": ["string", "null"], "format": "date" }),
        (_, Kind::Flag) => json!({ "type": ["boolean", "null"] }),
    };
    schema["description"] = says(name).into();
    schema
}

/// One of the words, or null.
fn one_of(words: &[&str]) -> Value {
    let words = words.iter().map(|word| json!(word));
    json!({ "enum": words.chain([Value::Null]).collect::<Vec<_>>() })
}

/// Some of the words, with blanks between, or null.
fn of_words(words: &[&str]) -> Value {
    let one = words.join("|");
    json!({ "type": ["string", "null"], "pattern": format!("^({one})( ({one}))*$") })
}

/// What a column holds.
fn says(name: &str) -> &'static str {
    match name {
        "id" => "The record's own.",
        "status" => "Of Japan's part; invalid where the record could not be read.",
        "law" => "The law that was read.",
        "regime" => "The block of rules that decided.",
        "rule" => "The rule that decided.",
        "rate_percent" => "The rate that is due to Japan, percent.",
        "highest_rate_percent" => "The highest rate that is possible, percent.",
        "evidence" => {
            "How well the rule that decided and the rate without a treaty are evidenced: the weaker of the two."
        }
        "gross_jpy" => "The gross amount, yen.",
        "tax_jpy" => "The tax that is due finally, whole yen.",
        "at_source_tax_jpy" => "What is withheld at payment, given the paperwork, whole yen.",
        "refundable_jpy" => "What was withheld above the tax due, whole yen.",
        "net_jpy" => "The gross amount less the tax due, yen.",
        "withheld_jpy" => "What was withheld, where the record states it, whole yen.",
        "over_withheld_jpy" => {
            "What of that is above the tax due, or above the highest possible while that is open, whole yen."
        }
        "prior_rate_percent" => "The rate under the oldest version of the treaty, percent.",
        "prior_tax_jpy" => "The tax under the oldest version of the treaty, whole yen.",
        "claim_by" => "The last day to claim back what was withheld above the tax due, where something can be claimed.",
        "form" => {
            "The forms that relief at source or the claim needs, with blanks between: by the numbers of the National Tax Agency, or, where the company's Form 20-F is the law, by what that calls them."
        }
        "route" => {
            "Through whom that goes, or, as payer, who settles what was withheld too much or too little: words with blanks between."
        }
        "us_status" => "Of the United States' part.",
        "qualified" => "The whole dividend is a qualified one.",
        "creditable_jpy" => "What of the tax is creditable in the United States, whole yen.",
        "category" => "The category of the foreign tax credit limitation.",
        "dividend_usd" => "The dividend as income, dollars.",
        "creditable_usd" => "What is creditable, dollars.",
        "missing" => "The facts that would settle it: paths with blanks between.",
        "unused" => "The facts of the record that no rule and no amount used: paths with blanks between.",
        "other_law_rate_percent" => {
            "The rate by the other law that covers the payment, where it says something else, percent."
        }
        "member_of" => {
            "Of a member's row, behind that of its whole: the id of the holder it is a member of, where that has one."
        }
        "share_of_whole" => {
            "Of a member's row: its part of what the record is paid, a fraction. The rows without one are the records', and add up to all."
        }
        "error_line" => "Of an invalid record: its line, or its number where there are no lines.",
        "error_path" => "Of an invalid record: the fact.",
        "error_message" => "Of an invalid record: what is wrong with it.",
        _ => "",
    }
}
