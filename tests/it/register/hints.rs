//! Values that people write otherwise, in a register: each is refused with the hint that a single profile gets, in its row
//! and in the summary, which also names the map that reads the whole column.

use serde_json::{Map, Value, json};

use crate::support::{run, temporary};

/// A fact, a value that people write for it, and what is said to do.
const REFUSED: &[(&str, &str, &str)] = &[
    ("residence", "UK", "did you mean \"GB\"?"),
    ("residence", "米国", "did you mean \"US\"?"),
    ("residence", "USA", "did you mean \"US\"?"),
    ("residence", "Japan", "did you mean \"JP\"?"),
    ("residence", "Hong Kong", "did you mean \"HK\"?"),
    ("residence", "South Korea", "did you mean \"KR\"?"),
    ("residence", "UAE", "did you mean \"AE\"?"),
    ("kind", "Individual", "did you mean \"individual\"?"),
    ("kind", "Corp", "did you mean \"corporation\"?"),
    ("ownership_percent", "15%", "write it without the percent sign"),
    ("ownership_percent", "0,5", "write 0.5"),
    ("shares", "1,500", "write the digits without separators"),
    ("shares", "-5", "write it without a sign"),
    ("dividend.per_share_jpy", "¥1,500", "write 1500"),
    ("dividend.per_share_jpy", "$12.50", "this fact is in yen, not in dollars"),
    ("dividend.withheld_usd", "¥1,500", "this fact is in dollars, not in yen"),
    ("dividend.payment_date", "6/28/2007", "write 2007-06-28"),
    ("dividend.payment_date", "05/06/2007", "write the year first"),
    ("dividend.payment_date", "20070628", "write 2007-06-28"),
    ("dividend.payment_date", "39261", "write 2007-06-28, if it is a spreadsheet's number"),
    ("dividend.payment_date", "28-Jun-07", "write the year with four digits"),
    ("dividend.payment_date", "1182988800000", "write 2007-06-28, if it counts milliseconds"),
    ("beneficial_owner", "yes", "write true"),
    ("relief.application_filed", "no", "write false"),
];

fn record(path: &str, value: &str) -> Map<String, Value> {
    let mut record = Map::new();
    for (key, usual) in [
        ("id", "A"),
        ("kind", "individual"),
        ("residence", "US"),
        ("shares", "100"),
        ("dividend.payment_date", "2007-06-28"),
        ("dividend.per_share_jpy", "1500"),
    ] {
        record.insert(key.to_owned(), json!(usual));
    }
    record.insert(path.to_owned(), json!(value));
    record
}

fn csv(records: &[Map<String, Value>]) -> String {
    let mut keys: Vec<&str> = Vec::new();
    for key in records.iter().flat_map(Map::keys) {
        if !keys.contains(&key.as_str()) {
            keys.push(key);
        }
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&keys).unwrap();
    for record in records {
        writer
            .write_record(keys.iter().map(|key| record.get(*key).and_then(Value::as_str).unwrap_or_default()))
            .unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

fn file(name: &str, text: &str) -> String {
    let file = temporary(name);
    std::fs::write(&file, text).unwrap();
    file.to_str().unwrap().to_owned()
}

#[test]
fn a_value_is_refused_in_a_register_with_the_hint_of_a_single_profile() {
    let records: Vec<_> = REFUSED.iter().map(|(path, value, _)| record(path, value)).collect();
    let ndjson: String = records.iter().map(|record| format!("{}\n", Value::Object(record.clone()))).collect();
    // As Python writes what is not ASCII.
    let escaped: String =
        ndjson.chars().map(|it| if it == '¥' { "\\u00a5".to_owned() } else { it.to_string() }).collect();
    let registers = [("hints.csv", csv(&records)), ("hints.ndjson", ndjson), ("escaped.ndjson", escaped)];
    for (name, text) in registers {
        let ran = run(&["batch", &file(name, &text), "--to", "ndjson", "--keep", "none"]);
        assert_eq!(ran.code, 3, "{}", ran.stderr);
        let rows: Vec<Value> = ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(rows.len(), REFUSED.len());
        for ((path, value, hint), row) in REFUSED.iter().zip(rows) {
            let message = row["error_message"].as_str().unwrap();
            assert_eq!(row["error_path"], *path, "{value}: {message}");
            assert!(message.contains(&format!("; {hint}")), "{name}: {value}: {message}");
            let profile = file("hints.json", &Value::Object(record(path, value)).to_string());
            let single = run(&["dividend", "--holder", &profile]);
            let (first, said) = (message.split(" | ").next().unwrap(), single.stderr.lines().next().unwrap());
            assert!(said.ends_with(first), "{value}: {said}\n{first}");
        }
    }
}

/// The summary names the fields, how often, the first of each with what to do, and the map for the whole column; with that
/// map the same register is read.
#[test]
fn the_summary_says_what_was_refused_and_the_map_that_reads_it() {
    for (path, values, wanted) in [
        ("residence", ["UK", "UK"], "residence:UK=GB"),
        ("kind", ["Individual", "Individual"], "kind:Individual=individual"),
        ("dividend.payment_date", ["6/28/2007", "6/28/2007"], "dividend.payment_date=dividend.payment_date@mdy"),
        ("dividend.payment_date", ["28/6/2007", "27.6.2007"], "dividend.payment_date=dividend.payment_date@dmy"),
        ("dividend.payment_date", ["20070628", "20070627"], "dividend.payment_date=dividend.payment_date@yyyymmdd"),
        ("dividend.payment_date", ["39261", "39260"], "dividend.payment_date=dividend.payment_date@serial"),
        ("dividend.payment_date", ["28-Jun-07", "27-Jun-07"], "dividend.payment_date=dividend.payment_date@d-mon-y"),
        (
            "dividend.payment_date",
            ["1182988800000", "1182902400000"],
            "dividend.payment_date=dividend.payment_date@epoch-ms",
        ),
        ("shares", ["1,250,000", "12,500"], "shares=shares@thousands"),
        ("ownership_percent", ["0,5", "0,25"], "ownership_percent=ownership_percent@decimal-comma"),
        ("beneficial_owner", ["yes", "no"], "beneficial_owner=beneficial_owner@yes-no"),
    ] {
        let records = values.map(|value| record(path, value));
        let register = file("refused.csv", &csv(&records));
        let ran = run(&["batch", &register]);
        let said = format!("2 records invalid: {path}, first in line 2: got {:?}; ", values[0]);
        let unbroken = ran.stderr.split_whitespace().collect::<Vec<_>>().join(" ");
        let (_, rest) = unbroken.split_once(&said).unwrap_or_else(|| panic!("{said}\nis not in\n{}", ran.stderr));
        let (_, map) = rest.split_once(" or --map '").unwrap_or_else(|| panic!("no map in {rest}"));
        assert!(map.starts_with(&format!("{wanted}'")), "{map}");
        let mended = run(&["batch", &register, "--map", wanted]);
        assert_eq!(mended.code, 0, "{wanted}: {}{}", mended.stdout, mended.stderr);
    }
    // A column under another name.
    let other = "id,type,country,shares\nA,Ind,US,1\nB,Ind,US,2\n";
    let register = file("other.csv", other);
    let ran = run(&["batch", &register, "--map", "type=kind,country=residence"]);
    assert!(ran.stderr.contains("2 records invalid: kind, first in line 2: got \"Ind\""), "{}", ran.stderr);
}

/// What could be read in two ways is not proposed in either, nor what another unit would make of it.
#[test]
fn no_map_is_proposed_for_what_could_mean_two_things() {
    for (path, value) in [
        ("dividend.payment_date", "05/06/2007"),
        ("shares", "1,500"),
        ("dividend.per_share_jpy", "$1,500"),
        ("dividend.withheld_usd", "¥1,500"),
        ("ownership_percent", "15%"),
    ] {
        let ran = run(&["batch", &file("two.csv", &csv(&[record(path, value)]))]);
        assert!(ran.stderr.contains(&format!("1 record invalid: {path}")), "{}", ran.stderr);
        assert!(!ran.stderr.contains("--map '"), "{}", ran.stderr);
        // Where the column decides which it is, both are named.
        let is_undecided = matches!(value, "05/06/2007" | "1,500");
        assert_eq!(ran.stderr.matches("--map").count(), if is_undecided { 2 } else { 0 }, "{}", ran.stderr);
    }
}

#[test]
fn the_summary_for_programs_lists_every_refused_field_and_the_screen_keeps_its_lines() {
    let records: Vec<_> = REFUSED.iter().map(|(path, value, _)| record(path, value)).collect();
    let (register, summary) = (file("all.csv", &csv(&records)), temporary("all.json"));
    run(&["batch", &register, "--summary", summary.to_str().unwrap(), "--threads", "2"]);
    let summary: Value = serde_json::from_slice(&std::fs::read(&summary).unwrap()).unwrap();
    let fields = summary["refused"].as_array().unwrap();
    let count = |path: &str| REFUSED.iter().filter(|(of, ..)| *of == path).count();
    for field in fields {
        assert_eq!(field["records"], count(field["path"].as_str().unwrap()), "{field}");
    }
    let all: u64 = fields.iter().map(|field| field["records"].as_u64().unwrap()).sum();
    assert_eq!((all, &summary["invalid"]), (REFUSED.len() as u64, &json!(REFUSED.len())));
    let most = fields.iter().map(|field| field["records"].as_u64().unwrap());
    assert!(most.is_sorted_by(|a, b| a >= b), "the most first");
    let screen = run(&["batch", &register]).stderr;
    assert!(screen.lines().count() <= 25, "{screen}");
    assert!(screen.contains("more fields; --summary FILE has them all"), "{screen}");
}

#[test]
fn a_contradiction_is_told_with_the_value_of_its_own_cell() {
    let text = "id,kind,residence,held_since,dividend.entitlement_date,dividend.payment_date\n\
                a,individual,US,2008-01-01,2007-03-31,2007-06-28\n";
    let ran = crate::support::run_in(".", &["batch", "--from", "csv", "--to", "ndjson"], text.as_bytes());
    let row: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(row["error_path"], "held_since");
    assert_eq!(row["error_message"], "got \"2008-01-01\", wanted a day not after the entitlement date 2007-03-31");
}
