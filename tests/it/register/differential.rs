//! Every field of the schema, stated in the record, in the shared dividend, in both and in conflict, in every format and
//! order of keys: a row says what the single command says of the same facts, and refuses what that refuses.
//!
//! The fields and their values are drawn from what `iijtax schema` prints, so that a new field is held by itself.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, RecordBatch, StringArray};
use arrow_ipc::writer::StreamWriter;
use iijtax::dividend;
use iijtax::input::{Document, Given, Place, Problem, read_case};
use iijtax::law;
use iijtax::register::{Fault, Format};
use iijtax::render::json;
use parquet::arrow::ArrowWriter;
use serde_json::{Map, Value, json};

use super::{PLAIN, Run, SAME, ndjson, run};
use crate::holders::{csv, nested};
use crate::support::{self, at};

type Record = Map<String, Value>;

/// The paths of a schema that hold values, each with its part of the schema.
fn leaves(schema: &Value, prefix: &str, found: &mut BTreeMap<String, Value>) {
    for (name, field) in schema["properties"].as_object().expect("an object's schema lists its fields") {
        let path = format!("{prefix}{name}");
        let stated = stated(field);
        match stated["properties"].is_object() {
            true => leaves(&stated, &format!("{path}."), found),
            false => drop(found.insert(path, stated)),
        }
    }
}

/// What a field may be when it is not null.
fn stated(field: &Value) -> Value {
    let choices = field["anyOf"].as_array().cloned().unwrap_or_default();
    let (nulls, others): (Vec<_>, Vec<_>) = choices.into_iter().partition(|choice| choice["type"] == "null");
    match others.as_slice() {
        [only] if !nulls.is_empty() => only.clone(),
        _ => field.clone(),
    }
}

fn schema(of: &str) -> Value {
    let ran = support::run(&["schema", of]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    serde_json::from_str(&ran.stdout).unwrap()
}

/// Values that the schema allows, and some that it does not, in both ways that a number or a list can be wrong.
fn values(schema: &Value, path: &str) -> Vec<Value> {
    if schema["$ref"] == "#/$defs/member" {
        return vec![
            json!({ "kind": "individual", "residence": "US", "share": "1/2" }),
            json!({ "kind": "corporation", "residence": "DE", "share_percent": 50, "taxed_on_its_share": true }),
            json!({ "kind": "individual", "residence": "US" }),
            json!(7),
        ];
    }
    if let Some(choices) = schema["anyOf"].as_array() {
        return choices.iter().flat_map(|choice| values(choice, path)).collect();
    }
    if let Some(words) = schema["enum"].as_array() {
        return words.iter().cloned().chain([json!("no_such_word")]).collect();
    }
    match schema["type"].as_str() {
        Some("boolean") => vec![json!(true), json!(false), json!("perhaps")],
        Some("number") => vec![json!(0), json!(1), json!(10), json!(49.5), json!(2008), json!(-1), json!(1e15)],
        Some("integer") => vec![json!(1), json!(2008), json!(0), json!(-1)],
        Some("string") if schema["format"] == "date" => {
            let days = ["2004-06-30", "2006-09-30", "2007-03-27", "2007-03-31", "2007-06-28", "2011-05-01"];
            days.iter().map(|day| json!(day)).chain([json!("2007-02-29"), json!("31.3.2007")]).collect()
        }
        Some("string") if schema["pattern"].as_str() == Some("^[A-Z]{2}$") => {
            ["US", "GB", "JP", "DE", "CA", "KE", "UK", "us"].map(Value::from).to_vec()
        }
        Some("string") if schema["pattern"].is_string() => {
            ["12.5", "100", "0.000001", "007", "1,5"].map(Value::from).to_vec()
        }
        Some("string") => ["a \"b\", c", "é\\n"].map(Value::from).to_vec(),
        Some("array") => lists(&schema["items"], path),
        Some("object") => vec![json!({}), json!({"2007-06-28": 123.17, "2007-03-30": "117.5"}), json!({"2007": 1})],
        other => panic!("{path}: a field of the type {other:?}, for which this test has no values"),
    }
}

/// Lists of one and of several items, each of whose fields goes through its own values.
fn lists(items: &Value, path: &str) -> Vec<Value> {
    let mut lists = vec![json!([])];
    let Some(fields) = items["properties"].as_object() else {
        let values = values(items, path);
        lists.extend(values.iter().map(|value| json!([value])));
        lists.push(json!([values[0], values[1]]));
        return lists;
    };
    let required = items["required"].as_array().cloned().unwrap_or_default();
    let plain: Map<String, Value> = fields
        .iter()
        .filter(|(name, _)| required.contains(&json!(name)))
        .map(|(name, field)| (name.clone(), values(&stated(field), path)[1].clone()))
        .collect();
    lists.push(json!([plain]));
    for (name, field) in fields {
        for value in values(&stated(field), path) {
            let mut item = plain.clone();
            item.insert(name.clone(), value);
            lists.push(json!([item]));
            lists.push(json!([plain, item]));
        }
    }
    lists
}

/// Records to which one field is added: what most holders state, and other kinds of holders.
fn bases() -> Vec<Record> {
    let dated = json!({"id": "a", "dividend.payment_date": "2007-06-28", "dividend.entitlement_date": "2007-03-31"});
    let holders = [
        json!({"kind": "individual", "residence": "US", "shares": 10, "dividend.per_share_jpy": "1750.50"}),
        json!({"kind": "corporation", "residence": "CA", "ownership_percent": "25", "held_since": "2006-07-01",
               "dividend.gross_jpy": 100_000}),
    ];
    let record = |holder: Value| {
        let mut record = dated.as_object().unwrap().clone();
        record.extend(holder.as_object().unwrap().clone());
        record
    };
    holders.map(record).to_vec()
}

/// What the single command says: the whole answer, or its messages.
fn single(record: &Record, shared: &Map<String, Value>) -> Result<Value, Vec<String>> {
    let mut profile = nested(record);
    let amounts = ["per_share_jpy", "gross_jpy"];
    // An object of nothing but nulls states nothing.
    let is_empty = |value: &Value| value.as_object().is_some_and(|object| object.values().all(Value::is_null));
    if is_empty(&profile["dividend"]["converted"]) {
        profile["dividend"]["converted"] = Value::Null;
    }
    let has_amount = amounts.iter().any(|name| !profile["dividend"][name].is_null());
    let mut lent = Vec::new();
    for (name, value) in shared {
        let is_stated = !profile["dividend"][name].is_null() || has_amount && amounts.contains(&name.as_str());
        if !is_stated {
            profile["dividend"][name] = value.clone();
            lent.push(name.as_str());
        }
    }
    let document = Document::new("holders", profile.to_string().into_bytes()).unwrap();
    let given = Given::profile(&document);
    let case = read_case(&given).map_err(|problems| messages(&problems))?;
    let law = law::choose(None, &case).map_err(|outside| {
        let place = Place { file: String::new(), at: None };
        messages(&[Problem::outside(place, &outside)])
    })?;
    let answer = dividend::determine(&case, law);
    let mut answer = serde_json::from_str(&json::to_json(&json::Dividend::new(&answer))).unwrap();
    support::forget_unused(&mut answer, &lent);
    Ok(answer)
}

/// Messages in an order of their own: that in which keys stand does not matter.
fn messages(problems: &[Problem]) -> Vec<String> {
    let mut all: Vec<_> = problems.iter().map(|problem| format!("{}: {}", problem.path, problem.message())).collect();
    all.sort();
    all
}

/// Those of a row.
fn row_messages(row: &Value) -> Vec<String> {
    let text = |column: &str| row[column].as_str().unwrap_or_default().to_owned();
    let mut all: Vec<_> =
        format!("{}: {}", text("error_path"), text("error_message")).split(" | ").map(str::to_owned).collect();
    all.sort();
    all
}

/// A record on one line: keys dotted or nested, spaced, in the other order.
fn lines(record: &Record) -> Vec<String> {
    let mut reversed = String::from("{");
    for (path, value) in record.iter().rev() {
        let comma = if reversed.len() > 1 { "," } else { "" };
        reversed += &format!("{comma}{}:{value}", Value::from(path.as_str()));
    }
    let spaced = serde_json::to_string_pretty(&nested(record)).unwrap().replace('\n', " ");
    vec![Value::Object(record.clone()).to_string(), nested(record).to_string(), spaced, reversed + "}"]
}

/// The records as columns: of flags where all that state something state one, else of text.
fn batch(records: &[Record]) -> RecordBatch {
    let mut paths: Vec<&String> = records.iter().flat_map(|record| record.keys()).collect();
    paths.sort_unstable();
    paths.dedup();
    let column = |path: &&String| -> (String, ArrayRef, bool) {
        let values: Vec<_> = records.iter().map(|record| record.get(*path).filter(|value| !value.is_null())).collect();
        let array: ArrayRef = if values.iter().flatten().all(|value| value.is_boolean()) {
            Arc::new(BooleanArray::from_iter(values.iter().map(|value| value.and_then(Value::as_bool))))
        } else {
            let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            Arc::new(StringArray::from_iter(values.iter().map(|value| value.map(text))))
        };
        ((*path).clone(), array, true)
    };
    RecordBatch::try_from_iter_with_nullable(paths.iter().map(column)).unwrap()
}

fn arrow(records: &[Record]) -> Vec<u8> {
    let batch = batch(records);
    let mut writer = StreamWriter::try_new(Vec::new(), &batch.schema()).unwrap();
    // A batch has its bounds, which all records with a column for every field would come to.
    for first in (0..records.len()).step_by(1000) {
        writer.write(&batch.slice(first, (records.len() - first).min(1000))).unwrap();
    }
    writer.finish().unwrap();
    writer.into_inner().unwrap()
}

fn parquet(records: &[Record]) -> Vec<u8> {
    let batch = batch(records);
    let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.into_inner().unwrap()
}

/// The rows, or what is wrong with what all records share.
fn rows(input: &[u8], from: Format, shared: &str, threads: usize, full: bool) -> Result<Vec<Value>, Vec<Problem>> {
    match run(input, Run { from, to: Format::Ndjson, full, threads, dividend: shared, ..PLAIN }) {
        Ok((rows, ..)) => {
            Ok(String::from_utf8(rows).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect())
        }
        Err(Fault::Facts(problems)) => Err(problems),
        Err(other) => panic!("{from:?}: {other:?}"),
    }
}

/// Where rows and the single command differ: the field in question, and what differs.
#[derive(Default)]
struct Differences {
    all: Vec<(String, String)>,
    answered: usize,
    refused: usize,
}

impl Differences {
    /// Holds records that share a dividend against the single command. Each comes with the field that it is about.
    fn compare(&mut self, records: &[(String, Record)], shared: &Map<String, Value>) {
        let answers = |records: &[Record]| records.iter().map(|record| single(record, shared)).collect::<Vec<_>>();
        let only: Vec<Record> = records.iter().map(|(_, record)| record.clone()).collect();
        let expected = answers(&only);
        self.answered += expected.iter().filter(|answer| answer.is_ok()).count();
        self.refused += expected.iter().filter(|answer| answer.is_err()).count();
        let text = Value::Object(shared.clone()).to_string();
        let ways = only.iter().map(lines).collect::<Vec<_>>();
        let ndjson_in =
            |way: usize| ways.iter().map(|lines| lines[way].clone() + "\n").collect::<String>().into_bytes();
        // In a cell null is nothing.
        let stated = |record: &Record| record.clone().into_iter().filter(|(_, value)| !value.is_null()).collect();
        let stated: Vec<Record> = only.iter().map(stated).collect();
        let of_cells = answers(&stated);
        let mut inputs: Vec<_> = (0..4).map(|way| (Format::Ndjson, ndjson_in(way))).collect();
        inputs.extend([
            (Format::Csv, csv(&stated)),
            (Format::Arrow, arrow(&stated)),
            (Format::Parquet, parquet(&stated)),
        ]);
        for (at, (from, input)) in inputs.into_iter().enumerate() {
            let expected = if from == Format::Ndjson { &expected } else { &of_cells };
            let threads: &[usize] = match at % 2 {
                _ if shared.is_empty() => &[1, 2],
                0 => &[1],
                _ => &[2],
            };
            for &threads in threads {
                let rows = match rows(&input, from, &text, threads, false) {
                    Ok(rows) => rows,
                    // What all records share is refused before the first; the single command says the same of it.
                    Err(problems) => {
                        let is_said = |expected: &Result<Value, Vec<String>>| {
                            let said = |problem: &Problem| format!("dividend.{}: {}", problem.path, problem.message());
                            let said: Vec<_> = problems.iter().map(said).collect();
                            expected.as_ref().is_err_and(|messages| said.iter().all(|said| messages.contains(said)))
                        };
                        if !expected.iter().any(is_said) {
                            let (field, what) = (records[0].0.clone(), format!("{from:?}: {problems:?} with {text}"));
                            self.all.push((field, what));
                        }
                        continue;
                    }
                };
                assert_eq!(rows.len(), records.len(), "{from:?}");
                for (((field, record), expected), row) in records.iter().zip(expected).zip(&rows) {
                    // A cell has no type: what a message says that it got can differ there.
                    if let Some(difference) = differs(row, expected, from == Format::Ndjson) {
                        self.all.push((field.clone(), format!("{from:?}: {difference}: {record:?} with {text}")));
                    }
                }
            }
        }
        let whole = rows(&ndjson(only.into_iter().map(Value::Object)), Format::Ndjson, &text, 1, true);
        let whole = whole.unwrap_or_default();
        for (((field, record), expected), whole) in records.iter().zip(&expected).zip(&whole) {
            if expected.as_ref().is_ok_and(|expected| expected != whole) {
                self.all.push((field.clone(), format!("the whole answer to {record:?} with {text}")));
            }
        }
    }
}

/// What differs first.
fn differs(row: &Value, expected: &Result<Value, Vec<String>>, with_messages: bool) -> Option<String> {
    match expected {
        Err(messages) => {
            let said = row_messages(row);
            let same = !with_messages || said == *messages;
            (row["status"] != "invalid" || !same).then(|| format!("{said:?}, not {messages:?}"))
        }
        Ok(answer) => {
            let unused =
                answer["unused"].as_array().map(|paths| paths.iter().filter_map(Value::as_str).collect::<Vec<_>>());
            let unused = unused.filter(|paths| !paths.is_empty()).map(|paths| paths.join(" "));
            if row["unused"].as_str() != unused.as_deref() {
                return Some(format!("unused is {}, not {unused:?}", row["unused"]));
            }
            let pair = SAME.iter().find(|(column, path)| row[column] != at(answer, path));
            pair.map(|(column, path)| {
                format!("{column} is {}, not {}; {}", row[column], at(answer, path), row["error_message"])
            })
        }
    }
}

/// Every field with every value in the record alone.
fn in_records(fields: &BTreeMap<String, Value>) -> Vec<(String, Record)> {
    let mut records = Vec::new();
    for (path, schema) in fields {
        for (value, base) in values(schema, path)
            .into_iter()
            .chain([Value::Null])
            .flat_map(|value| bases().into_iter().map(move |base| (value.clone(), base)))
        {
            let mut record = base;
            record.insert(path.clone(), value);
            records.push((path.clone(), record));
        }
    }
    records
}

/// The first difference of each field.
fn first_of_each(differences: &[&(String, String)]) -> String {
    let mut first = BTreeMap::new();
    for (field, what) in differences {
        first.entry(field).or_insert(what);
    }
    first.iter().map(|(field, what)| format!("{field}: {what}\n")).collect()
}

fn differences() -> Differences {
    let mut holder = BTreeMap::new();
    leaves(&schema("holder"), "", &mut holder);
    let mut dividend = BTreeMap::new();
    leaves(&schema("dividend"), "dividend.", &mut dividend);
    // A dividend by itself says who pays it, which a holder's file has beside it.
    dividend.retain(|path, _| !path.starts_with("dividend.payer"));
    assert!(dividend.keys().all(|path| holder.contains_key(path)), "a holder's file has the fields of a dividend");
    assert!(holder.len() > 50 && dividend.len() > 10, "{} and {} fields", holder.len(), dividend.len());
    let mut differences = Differences::default();
    differences.compare(&in_records(&holder), &Map::new());
    for (path, schema) in &dividend {
        let name = path.strip_prefix("dividend.").unwrap();
        let values = values(schema, path);
        for value in &values {
            let mut shared = json!({});
            support::put(&mut shared, name, value.clone());
            let shared = shared.as_object().expect("a dividend is an object");
            let mut records = Vec::new();
            for base in bases() {
                let without: Record = base.clone().into_iter().filter(|(key, _)| key != path).collect();
                // Not stated, null, the same, and others.
                let mut null = without.clone();
                null.insert(path.clone(), Value::Null);
                records.extend([base, without.clone(), null].map(|record| (path.clone(), record)));
                for own in [value, &values[0], &values[values.len() - 1]] {
                    let mut record = without.clone();
                    record.insert(path.clone(), own.clone());
                    records.push((path.clone(), record));
                }
            }
            differences.compare(&records, shared);
        }
    }
    differences
}

#[test]
fn every_field_is_read_as_the_single_command_reads_it() {
    let differences = differences();
    let (answered, refused) = (differences.answered, differences.refused);
    assert!(answered > 500 && refused > 200, "{answered} answered, {refused} refused");
    let all: Vec<_> = differences.all.iter().collect();
    assert!(all.is_empty(), "{} differences, such as\n{}", all.len(), first_of_each(&all));
}
