//! The table of facts of a company: what decides whether it is a passive foreign investment company.

use super::IncomeKind;
use super::types::{FieldSpec, ValueType, field, required};

/// A company, year by year.
pub const COMPANY: &[FieldSpec] = &[
    field("id", ValueType::Text, "Echoed in the answer.", ""),
    required("years", ValueType::List(&ValueType::Object(COMPANY_YEAR)), "The company's taxable years, in order."),
    field(
        "holding",
        ValueType::Object(HELD_FOR),
        "When a holder held its shares, to see which years matter to it.",
        "",
    ),
];

const COMPANY_YEAR: &[FieldSpec] = &[
    required("begins", ValueType::Date, "First day of the taxable year."),
    required("ends", ValueType::Date, "Last day of the taxable year, within twelve months."),
    field("gross_income", ValueType::List(&ValueType::Object(INCOME_ITEM)), GROSS_INCOME, "unknown"),
    field("assets", ValueType::List(&ValueType::Object(QUARTER)), ASSETS, "unknown"),
    field("subsidiaries", ValueType::List(&ValueType::Nested("subsidiary", subsidiary)), SUBSIDIARIES, "none"),
];

fn subsidiary() -> &'static [FieldSpec] {
    SUBSIDIARY
}

/// A corporation of whose stock the company, or another subsidiary, owns a part.
pub const SUBSIDIARY: &[FieldSpec] = &[
    field("name", ValueType::Text, "What the answer calls it.", "its position in the list"),
    required(
        "percent_by_value",
        ValueType::PercentByValue,
        "The part of its stock that its owner here owns, by value; a corporation owned through several others is stated once, with the sum.",
    ),
    field(
        "dividends_jpy",
        ValueType::WholeYen,
        "Dividends from it in its owner's year, counted where it is not looked through.",
        "none",
    ),
    field("gross_income", ValueType::List(&ValueType::Object(INCOME_ITEM)), GROSS_INCOME, "unknown"),
    field("assets", ValueType::List(&ValueType::Object(SUBSIDIARY_QUARTER)), ASSETS, "unknown"),
    field("subsidiaries", ValueType::List(&ValueType::Nested("subsidiary", subsidiary)), SUBSIDIARIES, "none"),
];

const GROSS_INCOME: &str = "All gross income of the year by kind, without dividends from the subsidiaries listed.";
const ASSETS: &str = "Assets by value on the last day of each quarter, without stock of the subsidiaries listed.";
const SUBSIDIARIES: &str = "Corporations of whose stock it owns a part.";

const INCOME_ITEM: &[FieldSpec] = &[
    required("kind", ValueType::Word(IncomeKind::WORDS), "What the income is."),
    required("amount_jpy", ValueType::WholeYen, "How much."),
    field(
        "active",
        ValueType::Bool,
        "Rents and royalties: derived in the active conduct of a business. Gains: from assets that produce no passive income.",
        "assumed false",
    ),
];

const QUARTER: &[FieldSpec] = &[
    required("date", ValueType::Date, "Last day of the quarter."),
    required(
        "passive_jpy",
        ValueType::WholeYen,
        "Value of the assets that produce passive income or are held to produce it.",
    ),
    required("total_jpy", ValueType::WholeYen, "Value of all assets."),
];

const SUBSIDIARY_QUARTER: &[FieldSpec] = &[
    required("date", ValueType::Date, "Last day of a quarter of the company at the top."),
    field(
        "passive_jpy",
        ValueType::WholeYen,
        "Value of its assets that produce passive income or are held to produce it.",
        "unknown",
    ),
    field("total_jpy", ValueType::WholeYen, "Value of all its assets.", "unknown"),
    field(
        "stock_jpy",
        ValueType::WholeYen,
        "Value of its owner's stock in it, counted where it is not looked through.",
        "unknown",
    ),
];

pub const HELD_FOR: &[FieldSpec] = &[
    required("from", ValueType::Date, "The day of acquisition."),
    field("until", ValueType::Date, "The day of disposal.", "still held"),
];
