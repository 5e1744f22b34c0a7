//! JSON Schemas: of the input from the tables the parser reads against; of answers from files, which a test makes of their
//! types and holds to them, so that a build need not.

#[cfg(test)]
mod of_types;

use serde_json::{Map, Value, json};

use crate::facts::{COMPANY, DIVIDEND, FieldSpec, HOLDER, HOLDING, PAYER, SALE, SUBSIDIARY, ValueType};

pub(super) const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// Of a holder's profile.
pub fn holder() -> Value {
    document(word!("A holder and what it holds", "保有者とその保有"), HOLDER)
}

/// Of a dividend by itself.
pub fn dividend() -> Value {
    let mut schema = document(word!("One distribution of the company", "会社の一回の分配"), DIVIDEND);
    put_property(&mut schema, "payer", object(PAYER));
    schema
}

/// Of a holding of a passive foreign investment company.
pub fn holding() -> Value {
    let title = word!(
        "A holding of a passive foreign investment company over the years",
        "受動的外国投資会社（PFIC）の各年の保有"
    );
    document(title, HOLDING)
}

/// Of a sale by itself.
pub fn sale() -> Value {
    document(word!("One sale or exchange of shares or ADSs", "株式又はADSの一回の売却又は交換"), SALE)
}

/// Of a company, year by year.
pub fn company() -> Value {
    let mut schema = document(word!("A company, year by year", "会社の各年度"), COMPANY);
    put(&mut schema, "$defs", json!({ "subsidiary": object(SUBSIDIARY) }));
    schema
}

/// As its file has it.
#[expect(clippy::expect_used, reason = "the files are written by a test that holds each to a type")]
pub(super) fn of_answer(file: &str) -> Value {
    serde_json::from_str(file).expect("a schema is JSON")
}

/// Of the answer of `iijtax dividend`.
pub fn answer() -> Value {
    of_answer(include_str!("schema/answer.json"))
}

/// Of the answer of `iijtax compare`.
pub fn comparison() -> Value {
    of_answer(include_str!("schema/comparison.json"))
}

/// Of the answer of `iijtax timeline`.
pub fn timeline() -> Value {
    of_answer(include_str!("schema/timeline.json"))
}

/// Of the answer of `iijtax sweep`.
pub fn sweep() -> Value {
    of_answer(include_str!("schema/sweep.json"))
}

/// Of the answer of `iijtax pfic excess` and `iijtax pfic mtm`.
pub fn pfic() -> Value {
    of_answer(include_str!("schema/pfic.json"))
}

/// Of the answer of `iijtax pfic compare`.
pub fn pfic_comparison() -> Value {
    of_answer(include_str!("schema/pfic-comparison.json"))
}

/// Of the answer of `iijtax gain`.
pub fn gain() -> Value {
    of_answer(include_str!("schema/gain.json"))
}

/// Of the answer of `iijtax pfic status`.
pub fn pfic_status() -> Value {
    of_answer(include_str!("schema/pfic-status.json"))
}

/// Of the answer of `iijtax year`.
pub fn year() -> Value {
    of_answer(include_str!("schema/year.json"))
}

/// Of the lines of forms that `--forms` prints.
pub fn forms() -> Value {
    of_answer(include_str!("schema/forms.json"))
}

/// Of the data sheets that `iijtax dividend --forms` prints.
pub fn papers() -> Value {
    of_answer(include_str!("schema/papers.json"))
}

/// Of a record of a payments file: the facts that it states over a profile, and a few keys of its own.
pub fn payment() -> Value {
    let mut schema = document(
        word!("An entry of a year, read over a profile", "年間の記帳の一件（プロファイルに優先する）"),
        HOLDER,
    );
    put(&mut schema, "required", json!([]));
    let own = [
        (
            "payer",
            json!({ "type": ["string", "null"], "description": word!("Who pays, as totals are to call it.", "支払者（合計における呼称）。") }),
        ),
        (
            "entry",
            json!({
                "enum": crate::year::EntryKind::WORDS,
                "description": word!(
                    "What is booked; a dividend with negative amounts takes an earlier one back. When absent: sale where one is stated, else dividend.",
                    "記帳の種類。負の額の配当は先の配当の取消し。記載がない場合：売却の記載があればsale、それ以外はdividend。"
                ),
            }),
        ),
        (
            "booked",
            json!({
                "type": ["string", "null"], "format": "date",
                "description": word!(
                    "When it was booked, where that is not dividend.payment_date of the payment it belongs to.",
                    "記帳日（属する支払のdividend.payment_dateと異なる場合）。"
                ),
            }),
        ),
        (
            "amount_jpy",
            json!({ "type": ["number", "string", "null"], "description": word!(
                "Of what is no dividend and no sale: yen with their sign. Tax is positive where it is withheld, negative where it is given back.",
                "配当でも売却でもないものの額：符号付きの円。税額は、源泉徴収されたものは正、返還されたものは負。"
            ) }),
        ),
        (
            "amount_usd",
            json!({ "type": ["number", "string", "null"], "description": word!("Instead: dollars.", "これに代えて：ドル。") }),
        ),
        (
            "gross_usd",
            json!({ "type": ["number", "string", "null"], "description": word!(
                "Of a dividend that is stated in dollars: before tax and fees. It can stand in dividend as well, as can the next two.",
                "ドルで記載する配当の税及び手数料の控除前の額。次の二つと同様に、dividendの中にも記載できる。"
            ) }),
        ),
        (
            "withheld_usd",
            json!({ "type": ["number", "string", "null"], "description": word!("Its tax of Japan in dollars.", "その日本の税額（ドル）。") }),
        ),
        (
            "fee_usd",
            json!({ "type": ["number", "string", "null"], "description": word!(
                "The depositary's or broker's fee, which is neither tax nor less of the dividend.",
                "受託者又は証券会社の手数料。税ではなく、配当の減額でもない。"
            ) }),
        ),
    ];
    for (key, value) in own {
        put_property(&mut schema, key, value);
    }
    schema
}

fn document(title: &str, fields: &'static [FieldSpec]) -> Value {
    let mut schema = object(fields);
    let is_member = |field: &FieldSpec| matches!(field.value, ValueType::List(ValueType::Nested("member", _)));
    if fields.iter().any(is_member) {
        put(&mut schema, "$defs", json!({ "member": object(HOLDER) }));
    }
    put(&mut schema, "$schema", DIALECT);
    put(&mut schema, "title", title);
    schema
}

/// Puts a member into a schema, which is an object.
pub(super) fn put(schema: &mut Value, key: &str, value: impl Into<Value>) {
    if let Some(members) = schema.as_object_mut() {
        members.insert(key.to_owned(), value.into());
    }
}

/// Puts a property into the schema of an object.
fn put_property(schema: &mut Value, key: &str, value: Value) {
    if let Some(properties) = schema.get_mut("properties") {
        put(properties, key, value);
    }
}

fn object(fields: &[FieldSpec]) -> Value {
    let required: Vec<_> = fields.iter().filter(|field| field.required).map(|field| field.name).collect();
    let property = |field: &FieldSpec| (field.name.to_owned(), described(field));
    json!({
        "type": "object",
        "properties": fields.iter().map(property).collect::<Map<_, _>>(),
        "required": required,
        // Comments, which are not read.
        "patternProperties": { "^#": true },
        "additionalProperties": false,
    })
}

fn described(field: &FieldSpec) -> Value {
    let value = of(field.value);
    // Null is as good as absent.
    let mut schema = if field.required { value } else { json!({ "anyOf": [value, { "type": "null" }] }) };
    let absent = match field.when_absent() {
        "" => String::new(),
        absent => said!(" When absent: {absent}.", "記載がない場合：{absent}。"),
    };
    put(&mut schema, "description", format!("{}{absent}", field.meaning()));
    schema
}

fn of(value_type: ValueType) -> Value {
    let date = json!({ "type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" });
    match value_type {
        ValueType::Text => json!({ "type": "string" }),
        ValueType::Bool => json!({ "type": "boolean" }),
        ValueType::Date => date,
        ValueType::DateOrBool => json!({ "anyOf": [date, { "type": "boolean" }] }),
        ValueType::Country => json!({ "type": "string", "pattern": "^[A-Z]{2}$", "description": value_type.wanted() }),
        ValueType::Word(words) => json!({ "enum": words }),
        ValueType::List(item) => json!({ "type": "array", "items": of(*item) }),
        ValueType::Object(fields) => object(fields),
        ValueType::Nested(name, _) => json!({ "$ref": format!("#/$defs/{name}") }),
        ValueType::LotName => json!({ "anyOf": [{ "type": "string" }, { "type": "integer", "minimum": 1 }] }),
        ValueType::JpyPerUsdOrTable => {
            let rate = of(ValueType::JpyPerUsd);
            json!({ "anyOf": [rate, { "type": "object", "additionalProperties": rate }] })
        }
        ValueType::JpyPerUsdTable => json!({ "type": "object", "additionalProperties": of(ValueType::JpyPerUsd) }),
        ValueType::AdsPerShare => {
            let mut ratio = number(value_type);
            if let Some(ways) = ratio.get_mut("anyOf").and_then(Value::as_array_mut) {
                ways.push(json!({ "type": "string", "pattern": "^[0-9. ]+( *(ADSs?|shares?) *)?[:/=][0-9. ]+( *(ADSs?|shares?))?$" }));
            }
            ratio
        }
        ValueType::Share => json!({
            "type": "string", "pattern": "^([0-9]+ */ *[0-9]+|[0-9]+([.][0-9]+)? *%)$", "description": value_type.wanted(),
        }),
        ValueType::SecurityCode => json!({
            "anyOf": [{ "type": "string", "pattern": "^[1-9][0-9A-Z][0-9][0-9A-Z]$" }, { "type": "integer", "minimum": 1300, "maximum": 9999 }],
        }),
        ValueType::Isin => json!({ "type": "string", "pattern": "^[A-Z]{2}[0-9A-Z]{9}[0-9]$" }),
        ValueType::Percent
        | ValueType::PercentByValue
        | ValueType::Month
        | ValueType::Shares
        | ValueType::Yen
        | ValueType::WholeYen
        | ValueType::Dollars
        | ValueType::JpyPerUsd
        | ValueType::UsdPerJpy
        | ValueType::TaxYear => number(value_type),
    }
}

/// A number, or its digits as a text.
fn number(value_type: ValueType) -> Value {
    let Some(bounds) = value_type.bounds() else { return Value::Bool(true) };
    // A rate below 1 is one the other way round.
    let least = bounds.least.filter(|_| !matches!(value_type, ValueType::JpyPerUsd));
    let (least, value) = least.map_or(("exclusiveMinimum", 0), |least| ("minimum", least));
    json!({
        "anyOf": [
            { "type": "number", least: value, "maximum": bounds.most },
            { "type": "string", "pattern": "^(0|[1-9][0-9]*)([.][0-9]+)?$" },
        ],
        "description": value_type.wanted(),
    })
}
