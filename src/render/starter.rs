//! Files to begin with: the keys that matter most, each with a comment on what to fill in, and nothing filled in.
//!
//! They are made of the tables that the readers read by, so that they cannot say anything else. A comment is a key that
//! begins with #, which no reader reads; null is as good as absent.

use super::fact_table::written;
use crate::facts::{COMPANY, DIVIDEND, FieldSpec, HOLDER, HOLDING, SALE, ValueType};

/// Of a holder, with its dividend.
pub fn holder() -> String {
    let about = word!(
        "A holder: fill in what is null, and leave null what you do not know.",
        "保有者：nullの箇所に記入し、不明なものはnullのままにします。"
    );
    starter(about, HOLDER, HOLDER_KEYS)
}

/// Of a dividend that many holders share.
pub fn dividend() -> String {
    let about = word!(
        "A dividend, for --dividend: it overrides the dividend of a profile.",
        "配当（--dividend用）：プロファイルの配当に優先します。"
    );
    starter(about, DIVIDEND, DIVIDEND_KEYS)
}

/// Of a sale.
pub fn sale() -> String {
    let about = word!(
        "A sale, for `iijtax gain --sale`: it overrides the sale of a profile.",
        "売却（`iijtax gain --sale`用）：プロファイルの売却に優先します。"
    );
    starter(about, SALE, SALE_KEYS)
}

/// Of a holding of a passive foreign investment company.
pub fn holding() -> String {
    let about = word!(
        "A holding of a PFIC, for `iijtax pfic excess --holding`.",
        "PFICの保有（`iijtax pfic excess --holding`用）。"
    );
    starter(about, HOLDING, HOLDING_KEYS)
}

/// Of a company, year by year.
pub fn company() -> String {
    let about = word!("A company, for `iijtax pfic status --company`.", "会社（`iijtax pfic status --company`用）。");
    starter(about, COMPANY, COMPANY_KEYS)
}

/// What a register calls its columns.
pub fn map() -> String {
    word!(MAP, MAP_IN_JAPANESE).to_owned()
}

const HOLDER_KEYS: &[&str] = &[
    "id",
    "kind",
    "residence",
    "instrument",
    "shares",
    "ownership_percent",
    "held_since",
    "relief.application_filed",
    "us.filing_status",
    "us.taxable_income_usd",
    "us.tax_before_credit_usd",
    "us.general_deductions_usd",
    "us.gross_income_usd",
    "dividend.per_share_jpy",
    "dividend.ads_per_share",
    "dividend.entitlement_date",
    "dividend.ex_date",
    "dividend.payment_date",
    "dividend.jpy_per_usd",
    "dividend.withheld_jpy",
];

const DIVIDEND_KEYS: &[&str] = &[
    "kind",
    "per_share_jpy",
    "ads_per_share",
    "entitlement_date",
    "record_date",
    "ex_date",
    "payment_date",
    "fiscal_year_end",
    "jpy_per_usd",
];

const SALE_KEYS: &[&str] =
    &["date", "settled", "shares", "price_jpy", "price_usd", "expenses_usd", "jpy_per_usd", "place", "basis_usd"];

const HOLDING_KEYS: &[&str] = &[
    "id",
    "kind",
    "pfic_from",
    "ads_per_share",
    "ordinary_rate_percent",
    "jpy_per_usd",
    "lots.shares",
    "lots.acquired",
    "lots.cost_usd",
    "lots.cost_jpy",
    "distributions.date",
    "distributions.ex_date",
    "distributions.per_share_jpy",
    "distributions.withheld_percent",
    "distributions.jpy_per_usd",
];

const COMPANY_KEYS: &[&str] = &[
    "id",
    "years.begins",
    "years.ends",
    "years.gross_income.kind",
    "years.gross_income.amount_jpy",
    "years.assets.date",
    "years.assets.passive_jpy",
    "years.assets.total_jpy",
];

/// A column that the register does not have is an error which names it: what does not apply is deleted.
const MAP: &str = r##"{
  "#": "What the columns of a register are called, for `iijtax batch --map map.json`: on the left your names, on the right facts (`iijtax schema holder --format text`). Delete what your register does not have.",
  "Account": "id",
  "Country": "residence",
  "#Type": "values turns your words into those of the fact.",
  "Type": { "to": "kind", "values": { "Ind": "individual", "Corp": "corporation", "Pension": "pension_fund" } },
  "Quantity": "shares",
  "#Pay date": "@ says how dates and numbers are written: yyyymmdd, mdy, dmy, serial, thousands, yes-no.",
  "Pay date": "dividend.payment_date@mdy"
}
"##;
const MAP_IN_JAPANESE: &str = r##"{
  "#": "名簿の列の名前（`iijtax batch --map map.json`用）。左が名簿の列名、右が事実（`iijtax schema holder --format text`）。名簿にない列は削除します。",
  "Account": "id",
  "Country": "residence",
  "#Type": "valuesで名簿の語を事実の語に読み替えます。",
  "Type": { "to": "kind", "values": { "Ind": "individual", "Corp": "corporation", "Pension": "pension_fund" } },
  "Quantity": "shares",
  "#Pay date": "@の後に日付や数の書き方を示します：yyyymmdd、mdy、dmy、serial、thousands、yes-no。",
  "Pay date": "dividend.payment_date@mdy"
}
"##;

fn starter(about: &str, spec: &[FieldSpec], keys: &[&str]) -> String {
    let mut text = String::new();
    let first = said!(
        "{about} Keys that begin with # are comments. Every key: `iijtax schema`, with --format text.",
        "{about}#で始まるキーは注釈です。全てのキー：`iijtax schema`に--format textを付けて表示します。"
    );
    object(&mut text, Some(&first), spec, keys, 0);
    text.push('\n');
    text
}

/// An object with those of its fields that are named, each with its comment before it.
fn object(text: &mut String, about: Option<&str>, spec: &[FieldSpec], keys: &[&str], depth: usize) {
    let line = |text: &mut String, depth: usize| {
        text.push('\n');
        text.extend(std::iter::repeat_n("  ", depth));
    };
    text.push('{');
    if let Some(about) = about {
        line(text, depth + 1);
        text.push_str(&format!("\"#\": {},", quoted(about)));
    }
    let below =
        |name: &str| -> Vec<&str> { keys.iter().filter_map(|key| key.strip_prefix(name)?.strip_prefix('.')).collect() };
    let mut names: Vec<&str> = keys.iter().map(|key| key.split('.').next().unwrap_or(key)).collect();
    names.dedup();
    let named = names.iter().filter_map(|name| spec.iter().find(|field| field.name == *name));
    for (at, field) in named.enumerate() {
        if at > 0 {
            text.push(',');
        }
        line(text, depth + 1);
        text.push_str(&format!("\"#{}\": {},", field.name, quoted(&comment(field))));
        line(text, depth + 1);
        text.push_str(&format!("\"{}\": ", field.name));
        match field.value {
            ValueType::Object(inner) => object(text, None, inner, &below(field.name), depth + 1),
            ValueType::List(ValueType::Object(inner)) => {
                text.push('[');
                object(text, None, inner, &below(field.name), depth + 1);
                text.push(']');
            }
            _ => text.push_str("null"),
        }
    }
    line(text, depth);
    text.push('}');
}

/// What a field means, how it is written, and what holds without it.
fn comment(field: &FieldSpec) -> String {
    let about = match field.value {
        ValueType::Object(_) => field.meaning().to_owned(),
        ValueType::List(ValueType::Object(_)) => {
            said!("{} Repeat the object for each.", "{}それぞれについてオブジェクトを繰り返す。", field.meaning())
        }
        value => {
            let meaning = field.meaning().trim_end_matches(['.', '。']);
            said!("{meaning} ({}).", "{meaning}［{}］。", written(value))
        }
    };
    match (field.required, field.absent) {
        (true, _) => said!("{about} Required.", "{about}必須。"),
        (false, "" | "unknown") => about,
        (false, _) => said!("{about} If null: {}.", "{about}nullの場合：{}。", field.when_absent()),
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every key that is named stands in the file, so that no list names one that is gone.
    #[test]
    fn every_named_key_is_there() {
        let files = [
            (holder(), HOLDER_KEYS),
            (dividend(), DIVIDEND_KEYS),
            (sale(), SALE_KEYS),
            (holding(), HOLDING_KEYS),
            (company(), COMPANY_KEYS),
        ];
        for (text, keys) in files {
            let file: serde_json::Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
            for key in keys {
                let pointer = key.split('.').fold(String::new(), |pointer, part| {
                    let is_list = file.pointer(&pointer).is_some_and(serde_json::Value::is_array);
                    if is_list { format!("{pointer}/0/{part}") } else { format!("{pointer}/{part}") }
                });
                assert_eq!(file.pointer(&pointer), Some(&serde_json::Value::Null), "{key}: {text}");
            }
        }
        let map: serde_json::Value = serde_json::from_str(&map()).unwrap();
        assert_eq!(map["Country"], "residence");
    }
}
