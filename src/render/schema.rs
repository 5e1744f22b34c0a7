//! JSON Schemas: of the input from the tables the parser reads against, of answers from their types.

use serde_json::{Map, Value, json};

use super::gain::Gain;
use super::json::Dividend;
use super::pfic_status::PficStatus;
use super::{Comparison, pfic, pfic_compare};
use crate::input::{COMPANY, DIVIDEND, FieldSpec, HOLDER, HOLDING, SALE, SUBSIDIARY, Wire};

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// Of a holder's profile.
pub fn holder() -> Value {
    document("A holder and what it holds", HOLDER)
}

/// Of a dividend by itself.
pub fn dividend() -> Value {
    document("One distribution of the company", DIVIDEND)
}

/// Of a holding of a passive foreign investment company.
pub fn holding() -> Value {
    document("A holding of a passive foreign investment company over the years", HOLDING)
}

/// Of a sale by itself.
pub fn sale() -> Value {
    document("One sale or exchange of shares or ADSs", SALE)
}

/// Of a company, year by year.
pub fn company() -> Value {
    let mut schema = document("A company, year by year", COMPANY);
    schema["$defs"] = json!({ "subsidiary": object(SUBSIDIARY) });
    schema
}

/// Of the answer of `iijtax dividend`.
pub fn answer() -> Value {
    schemars::schema_for!(Dividend).to_value()
}

/// Of the answer of `iijtax compare`.
pub fn comparison() -> Value {
    schemars::schema_for!(Comparison).to_value()
}

/// Of the answer of `iijtax timeline`.
pub fn timeline() -> Value {
    schemars::schema_for!(super::Timeline).to_value()
}

/// Of the answer of `iijtax pfic excess` and `iijtax pfic mtm`.
pub fn pfic() -> Value {
    schemars::schema_for!(pfic::Pfic).to_value()
}

/// Of the answer of `iijtax pfic compare`.
pub fn pfic_comparison() -> Value {
    schemars::schema_for!(pfic_compare::PficComparison).to_value()
}

/// Of the answer of `iijtax gain`.
pub fn gain() -> Value {
    schemars::schema_for!(Gain).to_value()
}

/// Of the answer of `iijtax pfic status`.
pub fn pfic_status() -> Value {
    schemars::schema_for!(PficStatus).to_value()
}

fn document(title: &str, fields: &'static [FieldSpec]) -> Value {
    let mut schema = object(fields);
    schema["$schema"] = DIALECT.into();
    schema["title"] = title.into();
    schema
}

fn object(fields: &[FieldSpec]) -> Value {
    let required: Vec<_> = fields.iter().filter(|field| field.required).map(|field| field.name).collect();
    let property = |field: &FieldSpec| (field.name.to_owned(), described(field));
    json!({
        "type": "object",
        "properties": fields.iter().map(property).collect::<Map<_, _>>(),
        "required": required,
        "additionalProperties": false,
    })
}

fn described(field: &FieldSpec) -> Value {
    let value = of(field.wire);
    // Null is as good as absent.
    let mut schema = if field.required { value } else { json!({ "anyOf": [value, { "type": "null" }] }) };
    let absent = if field.absent.is_empty() { String::new() } else { format!(" When absent: {}.", field.absent) };
    schema["description"] = format!("{}{absent}", field.doc).into();
    schema
}

fn of(wire: Wire) -> Value {
    let date = json!({ "type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" });
    match wire {
        Wire::Text => json!({ "type": "string" }),
        Wire::Bool => json!({ "type": "boolean" }),
        Wire::Date => date,
        Wire::DateOrBool => json!({ "anyOf": [date, { "type": "boolean" }] }),
        Wire::Country => json!({ "type": "string", "pattern": "^[A-Z]{2}$", "description": wire.wanted() }),
        Wire::Word(words) => json!({ "enum": words }),
        Wire::List(item) => json!({ "type": "array", "items": of(*item) }),
        Wire::Object(fields) => object(fields),
        Wire::Nested(name, _) => json!({ "$ref": format!("#/$defs/{name}") }),
        Wire::LotName => json!({ "anyOf": [{ "type": "string" }, { "type": "integer", "minimum": 1 }] }),
        Wire::JpyPerUsdOrTable => {
            let rate = of(Wire::JpyPerUsd);
            json!({ "anyOf": [rate, { "type": "object", "additionalProperties": rate }] })
        }
        Wire::JpyPerUsdTable => json!({ "type": "object", "additionalProperties": of(Wire::JpyPerUsd) }),
        Wire::Percent
        | Wire::PercentByValue
        | Wire::Shares
        | Wire::Yen
        | Wire::WholeYen
        | Wire::Dollars
        | Wire::AdsPerShare
        | Wire::JpyPerUsd
        | Wire::TaxYear => number(wire),
    }
}

/// A number, or its digits as a text.
fn number(wire: Wire) -> Value {
    let Some(bounds) = wire.bounds() else { return Value::Bool(true) };
    let (least, value) = bounds.least.map_or(("exclusiveMinimum", 0), |least| ("minimum", least));
    json!({
        "anyOf": [
            { "type": "number", least: value, "maximum": bounds.most },
            { "type": "string", "pattern": "^(0|[1-9][0-9]*)([.][0-9]+)?$" },
        ],
        "description": wire.wanted(),
    })
}
