//! What is described is what is read and written.

use jsonschema::Validator;
use serde_json::Value;

use crate::support::{answer, json_files, run};
use crate::tables::{rows, rows_in};

fn validator(of: &str) -> Validator {
    let schema: Value = serde_json::from_str(&run(&["schema", of]).stdout).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

fn assert_valid(validator: &Validator, value: &Value, what: &str) {
    let errors: Vec<_> =
        validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{what}: {errors:#?}");
}

fn read(file: &std::path::Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
}

#[test]
fn examples_are_what_the_schemas_describe() {
    let (holder, dividend) = (validator("holder"), validator("dividend"));
    for file in json_files("fixtures/holders") {
        assert_valid(&holder, &read(&file), &file.display().to_string());
    }
    for file in json_files("fixtures/dividends") {
        assert_valid(&dividend, &read(&file), &file.display().to_string());
    }
}

#[test]
fn every_answer_is_what_its_schema_describes() {
    let (holder, dividend, comparison) = (validator("holder"), validator("answer"), validator("comparison"));
    for row in rows() {
        assert_valid(&holder, &row.profile, &row.place);
        assert_valid(&dividend, &answer(&row.profile).unwrap(), &row.place);
    }
    for file in json_files("fixtures/holders") {
        let args = ["compare", "--format", "json", "--holder", file.to_str().unwrap()];
        assert_valid(&comparison, &serde_json::from_str(&run(&args).stdout).unwrap(), args[4]);
    }
}

#[test]
fn sweeps_are_what_their_schema_describes() {
    let sweep = validator("sweep");
    let holder = ["--holder", "fixtures/holders/us-corporation-nearly-ten.json", "--format", "json"];
    for asked in [&["ownership_percent"][..], &["kind"], &["payment_date", "2007-01-01..2014-12-31"], &["days_held"]] {
        let ran = run(&[&["sweep"], asked, &holder].concat());
        assert_valid(&sweep, &serde_json::from_str(&ran.stdout).unwrap(), asked[0]);
    }
}

#[test]
fn sales_and_companies_are_what_their_schemas_describe() {
    let (holder, sale, answer) = (validator("holder"), validator("sale"), validator("gain"));
    let (company, status) = (validator("company"), validator("pfic-status"));
    for row in rows_in("fixtures/tables-gain") {
        assert_valid(&holder, &row.profile, &row.place);
        assert_valid(&sale, &row.profile["sale"], &row.place);
        assert_valid(&answer, &crate::gain::answer(&row.profile).unwrap(), &row.place);
    }
    for row in rows_in("fixtures/tables-pfic-status") {
        assert_valid(&company, &row.profile, &row.place);
        assert_valid(&status, &crate::pfic_status::answer(&row.profile).unwrap(), &row.place);
    }
    for file in json_files("fixtures/sales") {
        assert_valid(&holder, &read(&file), &file.display().to_string());
    }
    for file in json_files("fixtures/companies") {
        assert_valid(&company, &read(&file), &file.display().to_string());
    }
}

#[test]
fn the_schemas_refuse_what_the_parser_refuses() {
    let holder = validator("holder");
    let refused = ["unknown-key", "misspelt-word", "missing-required", "numbers-again", "wrong-types", "array"];
    for stem in refused {
        let file = crate::support::path("fixtures/invalid").join(format!("{stem}.json"));
        assert!(!holder.is_valid(&read(&file)), "{stem}");
    }
}

#[test]
fn data_sheets_are_what_their_schema_describes() {
    let papers = validator("papers");
    for holder in ["us-individual-2026", "us-corporation-unknown", "partnership", "nominee-owners"] {
        let file = format!("fixtures/holders/{holder}.json");
        let args = ["dividend", "--holder", &file, "--law", "statute"];
        let ran = run(&[&args[..], &["--forms", "--format", "json"]].concat());
        assert_valid(&papers, &serde_json::from_str(&ran.stdout).unwrap(), holder);
    }
}

#[test]
fn years_and_their_records_are_what_their_schemas_describe() {
    let (payment, year, forms) = (validator("payment"), validator("year"), validator("forms"));
    for stem in ["forms", "holder"] {
        let holder = format!("fixtures/year/{stem}.json");
        let payments = ["--payments", "fixtures/year/2025.ndjson"];
        let args = ["year", "--holder", &holder, "--tax-year", "2025", "--forms", "--format", "json"];
        let ran = run(&[&args[..], if stem == "holder" { &payments } else { &[] }].concat());
        assert_valid(&forms, &serde_json::from_str(&ran.stdout).unwrap(), stem);
    }
    let file = std::fs::read_to_string(crate::support::path("fixtures/year/cases.ndjson")).unwrap();
    for line in file.lines().take(40) {
        let case: Value = serde_json::from_str(line).unwrap();
        let payments = case["payments"].as_array().unwrap();
        assert_valid(&year, &crate::year::answer(&case["holder"], payments, 2025, &[]).unwrap(), line);
        for record in payments.iter().filter(|record| record["dividend"]["withheld_jpy"].as_i64() >= Some(0)) {
            assert_valid(&payment, record, line);
        }
    }
}

#[test]
fn rows_and_their_summary_are_what_their_schemas_describe() {
    let (row, summary) = (validator("row"), validator("summary"));
    let described: Value = serde_json::from_str(&run(&["schema", "row"]).stdout).unwrap();
    for (name, column) in described["properties"].as_object().unwrap() {
        assert!(column["description"].as_str().is_some_and(|says| says.ends_with('.')), "{name} is not described");
    }
    let folder = crate::support::temporary("summary.json");
    let register = folder.with_file_name("register.ndjson");
    let mut records = vec!["{}".to_owned(), "nonsense".to_owned()];
    for cell in rows().iter().map(|row| row.profile.to_string()) {
        records.push(cell);
    }
    for file in json_files("fixtures/holders") {
        records.push(read(&file).to_string());
    }
    std::fs::write(&register, records.join("\n") + "\n").unwrap();
    let place = folder.to_str().unwrap();
    let ran = run(&["batch", register.to_str().unwrap(), "--allow-invalid", "--summary", place]);
    let lines: Vec<Value> = ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of_records = lines.iter().filter(|line| line["share_of_whole"].is_null()).count();
    assert_eq!(of_records, records.len(), "{}", ran.stderr);
    assert!(lines.len() > records.len(), "some have members");
    for (line, record) in lines.iter().zip(&records) {
        assert_valid(&row, line, record);
        let known = described["properties"].as_object().unwrap();
        assert!(line.as_object().unwrap().keys().all(|key| known.contains_key(key)), "{line}");
    }
    for column in ["dividend_usd", "missing", "error_message"] {
        assert!(lines.iter().any(|line| !line[column].is_null()), "no row has {column}");
    }
    let written = read(&folder);
    assert_valid(&summary, &written, "the summary");
    let mut wrong = written.clone();
    wrong["totals"]["tax_jpy"]["sum"] = "10".into();
    assert!(!summary.is_valid(&wrong));
    let mut wrong = lines[2].clone();
    wrong["status"] = "settled".into();
    assert!(!row.is_valid(&wrong));
}
