//! Records of JSON that call everything otherwise: the error and the summary name the `--map` that reads them, and it does.

use std::fs;
use std::sync::Arc;

use arrow_array::{ArrayRef, Int64Array, RecordBatch, StringArray};
use arrow_ipc::writer::StreamWriter;
use parquet::arrow::ArrowWriter;
use serde_json::Value;

use super::command::{output, text};
use crate::support::temporary;

/// What three records say, in the facts' own names.
const PLAIN: &str = r#"{"id":"1","residence":"US","kind":"individual","shares":100,"dividend":{"payment_date":"2024-06-28"}}
{"id":"2","residence":"DE","kind":"corporation","shares":2000,"dividend":{"payment_date":"2024-06-28"}}
{"id":"3","residence":"GB","kind":"pension_fund","shares":30,"dividend":{"payment_date":"2024-06-28"}}
"#;

/// The same as other programs write it, with the form that its name says.
const OTHERS: &[(&str, &str)] = &[
    (
        "flat.ndjson",
        r#"{"account":"1","country":"US","type":"Ind","qty":100,"paid":"20240628"}
{"account":"2","country":"Germany","type":"Corp","qty":2000,"paid":20240628}
{"account":"3","country":"UK","type":"Pension Plan","qty":30,"paid":"2024-06-28"}
"#,
    ),
    (
        "nested.ndjson",
        r#"{"holder":{"account":"1","country":"US","type":"Ind"},"position":{"qty":100},"dividend":{"paid":"6/28/2024"}}
{"holder":{"account":"2","country":"Germany","type":"Corp"},"position":{"qty":2000},"dividend":{"paid":"2024-06-28 00:00:00"}}
{"holder":{"account":"3","country":"UK","type":"Pension Plan"},"position":{"qty":30},"dividend":{"paid":"20240628"}}
"#,
    ),
    (
        "list.json",
        r#"[{"Account":"1","Tax Country":"US","Type":"Ind","Qty":100,"Pay Date":1719532800000},
{"Account":"2","Tax Country":"Germany","Type":"Corp","Qty":2000,"Pay Date":1719532800000},
{"Account":"3","Tax Country":"UK","Type":"Pension Plan","Qty":30,"Pay Date":1719532800000}]
"#,
    ),
    (
        "objects.json",
        r#"{
  "account": "1",
  "country": "US",
  "type": "Ind",
  "qty": 100,
  "paid": 45471
}
{
  "account": "2",
  "country": "Germany",
  "type": "Corp",
  "qty": 2000,
  "paid": "28-Jun-24"
}
{
  "account": "3",
  "country": "UK",
  "type": "Pension Plan",
  "qty": 30,
  "paid": "2024-06-28"
}
"#,
    ),
];

fn file(name: &str, text: &str) -> String {
    let place = temporary(name);
    fs::write(&place, text).unwrap();
    place.to_str().unwrap().to_owned()
}

/// The map between quotes behind these words, which stands whole in one line.
#[track_caller]
fn map_in(told: &str, before: &str) -> String {
    let unbroken = told.replace("\n    ", " ");
    let (_, rest) = unbroken.split_once(before).unwrap_or_else(|| panic!("{before} is not in\n{told}"));
    let map = rest.split_once('\'').unwrap().0.to_owned();
    assert!(told.contains(&map), "{map} is broken in\n{told}");
    map
}

#[test]
fn the_map_that_is_proposed_reads_records_that_call_everything_otherwise() {
    let facts = |row: &str| {
        let row: Value = serde_json::from_str(row).unwrap();
        ["id", "status", "rate_percent", "rule", "missing", "unused"].map(|key| row[key].clone())
    };
    let plain = output(&[&file("plain.ndjson", PLAIN), "--to", "ndjson"], b"");
    let expected: Vec<_> = text(&plain.stdout).lines().map(facts).collect();
    for (name, records) in OTHERS {
        let register = file(name, records);
        let refused = output(&[&register, "--to", "ndjson"], b"");
        let told = text(&refused.stderr);
        assert_eq!(refused.status.code(), Some(3), "{name}: {told}");
        assert!(told.contains("3 records invalid: kind, first in line 1: got nothing; did you mean"), "{told}");
        let map = map_in(&told, "got nothing; did you mean --map '");
        // Each row says what is about its own record.
        let rows = text(&refused.stdout);
        assert!(rows.lines().next().unwrap().to_lowercase().contains("type=kind"), "{rows}");
        let japanese = output(&[&register, "--lang", "ja", "--to", "ndjson"], b"");
        let told = text(&japanese.stderr).replace("\n    ", " ");
        assert!(told.contains("不正3件：kind、最初は1行目、入力：記載なし。"), "{told}");
        assert!(told.contains(&format!("--map '{map}'")), "{told}");
        let mapped = output(&[&register, "--map", &map, "--keep", "none", "--to", "ndjson"], b"");
        assert_eq!(mapped.status.code(), Some(0), "{map}: {}{}", text(&mapped.stdout), text(&mapped.stderr));
        assert_eq!(text(&mapped.stdout).lines().map(facts).collect::<Vec<_>>(), expected, "{name}: {map}");
    }
}

#[test]
fn the_summary_for_programs_has_the_whole_map_and_people_see_some_of_its_words() {
    let countries = [
        "France", "Germany", "Italy", "Spain", "Sweden", "Norway", "Denmark", "Finland", "Japan", "Canada", "Brazil",
        "Mexico",
    ];
    let record = |country: &&str| format!("{{\"country\":\"{country}\",\"kind\":\"individual\"}}\n");
    let register = file("countries.ndjson", &countries.iter().map(record).collect::<String>());
    let place = temporary("summary.json");
    output(&[&register, "--summary", place.to_str().unwrap(), "--threads", "2"], b"");
    let summary: Value = serde_json::from_slice(&fs::read(&place).unwrap()).unwrap();
    let map = summary["refused"][0]["map"].as_str().unwrap();
    assert!(map.starts_with("country=residence,country:France=FR,country:Germany=DE,"), "{map}");
    assert_eq!(map.matches(',').count(), countries.len(), "{map}");
    let mapped = output(&[&register, "--map", map], b"");
    assert_eq!(mapped.status.code(), Some(0), "{}", text(&mapped.stderr));
    let told = text(&output(&[&register], b"").stderr);
    assert_eq!(map_in(&told, "did you mean --map '").matches(':').count(), 8, "{told}");
    assert!(told.replace("\n    ", " ").contains("and more words: --summary FILE"), "{told}");
}

#[test]
fn values_in_objects_are_mapped_where_they_stand() {
    let record = r#"{"id":"a","kind":"individual","residence":"US","dividend":{"payment_date":20240628,"per_share_jpy":"1,250"},"note":{"paid":1}}"#;
    let register = file("values.ndjson", &format!("{record}\n"));
    let told = text(&output(&[&register], b"").stderr);
    let map = map_in(&told, "; or --map '");
    assert_eq!(map, "dividend.payment_date=dividend.payment_date@yyyymmdd");
    let thousands = "dividend.per_share_jpy=dividend.per_share_jpy@thousands";
    let mapped = output(&[&register, "--map", &map, "--map", thousands, "--to", "ndjson"], b"");
    assert_eq!(mapped.status.code(), Some(0), "{}{}", text(&mapped.stdout), text(&mapped.stderr));
    let row: Value = serde_json::from_slice(&mapped.stdout).unwrap();
    assert_eq!((&row["status"], &row["note"]["paid"]), (&"determined".into(), &1.into()));
    // A number's point stands where it stands, whatever the texts of its column mean by it.
    for (shares, taken) in [("1.250", "1.25"), ("\"1.250\"", "1250"), ("\"1.250,5\"", "1250.5")] {
        let record = format!(
            "{{\"kind\":\"individual\",\"residence\":\"US\",\"shares\":{shares},\"dividend.gross_jpy\":{shares}}}"
        );
        let maps = "dividend.gross_jpy=dividend.gross_jpy@decimal-comma,shares=shares@decimal-comma";
        let run = output(&["--map", maps, "--to", "csv", "--columns", "gross_jpy"], record.as_bytes());
        assert_eq!(text(&run.stdout).lines().nth(1), Some(taken), "{}{}", text(&run.stdout), text(&run.stderr));
    }
}

#[test]
fn tables_that_are_no_records_are_told_how_to_become_them() {
    for table in [
        r#"{"id":{"0":"a","1":"b"},"residence":{"0":"US","1":"US"},"kind":{"0":"individual","1":"individual"}}"#,
        r#"{"0":{"id":"a","residence":"US","kind":"individual"}}"#,
        r#"{"columns":["id","residence"],"index":[0],"data":[["a","US"]]}"#,
        r#"{"schema":{"fields":[]},"data":[{"id":"a"}]}"#,
        r#"{"residence":["US"],"kind":["individual"]}"#,
        r#"[["a","US","individual"]]"#,
    ] {
        let run = output(&["--from", "ndjson", "--to", "ndjson"], table.as_bytes());
        let told = text(&run.stderr);
        assert_eq!(run.status.code(), Some(3), "{table}: {told}");
        assert!(told.contains("orient=\"records\"") && !told.contains("--map '"), "{table}: {told}");
    }
}

/// What the three records of [`PLAIN`] say, in columns that have other names and pass a note on.
fn columns() -> RecordBatch {
    let texts = |texts: [&str; 3]| -> ArrayRef { Arc::new(StringArray::from(texts.to_vec())) };
    RecordBatch::try_from_iter([
        ("account", texts(["1", "2", "3"])),
        ("Tax Country", texts(["US", "DE", "GB"])),
        ("type", texts(["individual", "corporation", "pension_fund"])),
        ("note", texts(["x", "y", "z"])),
        ("qty", Arc::new(Int64Array::from(vec![100, 2000, 30])) as ArrayRef),
        ("paid", texts(["2024-06-28"; 3])),
    ])
    .unwrap()
}

#[test]
fn one_map_is_proposed_for_all_columns_of_a_header_and_read_when_it_is_copied() {
    let facts = |row: &str| {
        let row: Value = serde_json::from_str(row).unwrap();
        ["id", "status", "rate_percent", "rule", "missing", "unused"].map(|key| row[key].clone())
    };
    let plain = output(&[&file("plain.ndjson", PLAIN), "--to", "ndjson"], b"");
    let expected: Vec<_> = text(&plain.stdout).lines().map(facts).collect();
    let batch = columns();
    let csv = "account,Tax Country,type,note,qty,paid\n1,US,individual,x,100,2024-06-28\n\
               2,DE,corporation,y,2000,2024-06-28\n3,GB,pension_fund,z,30,2024-06-28\n";
    let mut stream = StreamWriter::try_new(Vec::new(), &batch.schema()).unwrap();
    stream.write(&batch).unwrap();
    stream.finish().unwrap();
    let mut parquet = ArrowWriter::try_new(Vec::new(), batch.schema(), None).unwrap();
    parquet.write(&batch).unwrap();
    for (name, bytes) in [
        ("others.csv", csv.as_bytes().to_vec()),
        ("others.tsv", csv.replace(',', "\t").into_bytes()),
        ("others.arrows", stream.into_inner().unwrap()),
        ("others.parquet", parquet.into_inner().unwrap()),
    ] {
        let place = temporary(name);
        fs::write(&place, bytes).unwrap();
        let register = place.to_str().unwrap();
        let refused = output(&[register, "--to", "ndjson"], b"");
        let told = text(&refused.stderr);
        assert_eq!(refused.status.code(), Some(3), "{name}: {told}");
        assert_eq!(told.matches("got no such column").count(), 2, "{name}: {told}");
        assert_eq!(told.matches("--map").count(), 1, "{name}: {told}");
        let map = map_in(&told, "did you mean --map '");
        let every = "account=id,Tax Country=residence,type=kind,qty=shares,paid=dividend.payment_date";
        assert_eq!(map, every, "{name}");
        let read = output(&[register, "--map", &map, "--to", "ndjson"], b"");
        assert_eq!(read.status.code(), Some(0), "{name}: {}{}", text(&read.stdout), text(&read.stderr));
        assert_eq!(text(&read.stdout).lines().map(facts).collect::<Vec<_>>(), expected, "{name}");
        // What a map says already is not said again, and what no column is likely to be is asked for.
        let said = output(&[register, "--map", "account=id,type=kind"], b"");
        let map = map_in(&text(&said.stderr), "did you mean --map '");
        assert_eq!(map, "Tax Country=residence,qty=shares,paid=dividend.payment_date", "{name}");
        let told = text(&output(&[register, "--map", "type=instrument"], b"").stderr);
        assert!(
            told.contains("kind: got no such column") && told.contains("say which it is: --map COLUMN=kind"),
            "{told}"
        );
        let map = map_in(&told, "did you mean --map '");
        assert_eq!(map, "account=id,Tax Country=residence,qty=shares,paid=dividend.payment_date", "{name}");
    }
}

#[test]
fn a_map_is_quoted_for_the_shell_where_it_has_to_be() {
    let run = output(&["--from", "csv"], "id,Tax Country,kind\na,US,individual\n".as_bytes());
    let told = text(&run.stderr);
    assert!(told.contains("did you mean --map 'Tax Country=residence'?"), "{told}");
    let told = text(&output(&[], br#"{"tax'country":"US","kind":"individual"}"#).stderr).replace("\n    ", " ");
    assert!(told.contains(r"--map 'tax'\''country=residence'?"), "{told}");
}
