//! The batch: the same answers as the single command, the same bytes whatever the threads and the format.

mod bombs;
mod chosen;
pub mod columns;
mod command;
mod damaged;
mod dates;
mod differential;
mod faults;
mod forms;
mod hints;
mod names;
mod next;
mod odd;
mod others;
mod outputs;
mod pieces;
mod proposals;
mod table;
mod thresholds;

use std::collections::BTreeSet;
use std::io::{Cursor, Write};
use std::sync::{Arc, Mutex};

use iijtax::dividend;
use iijtax::facts::FxTable;
use iijtax::input::{Document, Given, Shared, read_case};
use iijtax::law;
use iijtax::register::{self, Fault, Format, Layout, Outputs, Report, Shape, Sink, Source, Task};
use iijtax::render::json;
use iijtax::render::rows::Chosen;
use serde_json::{Map, Value};

use crate::holders::{Numbers, csv, holder, nested};
use crate::support::{at, forget_unused};

/// The dividend that the holders of these tests share.
const DIVIDEND: &str = r#"{"kind": "cash", "ads_per_share": 400, "ex_date": "2007-03-28"}"#;

/// Memory that is written to by the batch and read by the test.
#[derive(Clone, Default)]
struct Memory(Arc<Mutex<Vec<u8>>>);

impl Write for Memory {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Memory {
    fn bytes(&self) -> Vec<u8> {
        self.0.lock().unwrap().clone()
    }
}

/// How a run of a test differs from the plain one.
#[derive(Clone, Copy)]
struct Run<'a> {
    from: Format,
    to: Format,
    full: bool,
    one_by_one: bool,
    threads: usize,
    dividend: &'a str,
    fx: Option<&'a FxTable>,
}

const PLAIN: Run<'static> = Run {
    from: Format::Ndjson,
    to: Format::Ndjson,
    full: false,
    one_by_one: false,
    threads: 1,
    dividend: DIVIDEND,
    fx: None,
};

/// What is to be done of a register that nothing was said of.
fn task<'a>(shared: Shared<'a>, layout: &'a Layout, shape: Shape) -> Task<'a> {
    Task {
        shared,
        layout,
        shape,
        chosen: &Chosen::ALL,
        stops: false,
        collects: false,
        guards_formulas: false,
        of_many: false,
        one_by_one: false,
    }
}

/// Rows, collected errors and the report.
fn run(input: &[u8], run: Run<'_>) -> Result<(Vec<u8>, Vec<u8>, Report), Fault> {
    let (source, layout) = open(input, run.from)?;
    let dividend = Document::new("dividend.json", run.dividend.as_bytes().to_vec()).unwrap();
    let shared = Shared {
        name: "holders",
        dividend: Some(&dividend),
        flags: &[],
        constants: &[],
        fx: run.fx.map(|table| ("fx.csv", table)),
        law: None,
    };
    let shape = match run.to {
        _ if run.full => Shape::Full,
        Format::Ndjson => Shape::Ndjson,
        Format::Csv => Shape::Csv,
        Format::Arrow => Shape::Columns,
        Format::Parquet => Shape::Dictionaries,
    };
    let one_by_one = run.one_by_one;
    let task = Task { collects: true, one_by_one, ..task(shared, &layout, shape) };
    let (rows, errors) = (Memory::default(), Memory::default());
    let outputs = Outputs {
        rows: Sink::open(Box::new(rows.clone()), run.to)?,
        errors: Some(Box::new(errors.clone())),
        progress: Box::new(|_, _| {}),
    };
    let report = register::run(source, task, outputs, run.threads)?;
    Ok((rows.bytes(), errors.bytes(), report))
}

/// Whether every record of a register is answered.
pub fn attempt(input: &[u8], from: Format) -> bool {
    run(input, Run { from, to: Format::Ndjson, ..PLAIN }).is_ok_and(|(.., report)| report.tally.invalid == 0)
}

fn open(input: &[u8], from: Format) -> Result<(Source, Layout), Fault> {
    if from == Format::Parquet {
        let path = crate::support::temporary("open.parquet");
        std::fs::write(&path, input).unwrap();
        return Source::parquet(std::fs::File::open(&path).unwrap(), "holders");
    }
    Source::open(Box::new(Cursor::new(input.to_vec())), from, "holders")
}

fn records(count: usize) -> Vec<Map<String, Value>> {
    let mut numbers = Numbers::new(20_060_731);
    (0..count).map(|at| holder(&mut numbers, at)).collect()
}

fn ndjson(records: impl Iterator<Item = Value>) -> Vec<u8> {
    records.flat_map(|record| format!("{record}\n").into_bytes()).collect()
}

fn flat(records: &[Map<String, Value>]) -> Vec<u8> {
    ndjson(records.iter().cloned().map(Value::Object))
}

/// What differs first, for people.
#[track_caller]
fn same(left: &[u8], right: &[u8]) {
    let lines = |bytes: &[u8]| String::from_utf8_lossy(bytes).lines().map(str::to_owned).collect::<Vec<_>>();
    let (left, right) = (lines(left), lines(right));
    for (line, (left, right)) in left.iter().zip(&right).enumerate() {
        assert_eq!(left, right, "line {}", line + 1);
    }
    assert_eq!(left.len(), right.len(), "as many lines");
}

const MANY: usize = 10_000;

#[test]
fn records_are_read_together_as_each_of_them_alone_in_every_format() {
    let records = records(MANY);
    let columns = columns::stream(&records);
    let inputs = [
        (Format::Ndjson, flat(&records)),
        (Format::Ndjson, ndjson(records.iter().map(nested))),
        (Format::Csv, csv(&records)),
        (Format::Arrow, columns),
    ];
    for (from, input) in inputs {
        let together = run(&input, Run { from, to: Format::Ndjson, ..PLAIN }).unwrap();
        let alone = run(&input, Run { from, to: Format::Ndjson, one_by_one: true, ..PLAIN }).unwrap();
        same(&together.0, &alone.0);
        same(&together.1, &alone.1);
        assert_eq!(together.2.tally.records, MANY as u64);
        assert!(together.2.tally.invalid > 900, "{from:?}: {} invalid records", together.2.tally.invalid);
    }
}

/// Programs write every record with the same keys, and null for what it does not have.
#[test]
fn a_null_says_no_more_than_a_key_that_is_not_there() {
    let records = records(MANY / 4);
    let keys: BTreeSet<&String> = records.iter().flat_map(Map::keys).collect();
    let has = |record: &Map<String, Value>, key: &String| record.get(key).cloned().unwrap_or(Value::Null);
    let with_nulls = |record| keys.iter().map(|key| ((*key).clone(), has(record, key))).collect::<Map<_, _>>();
    let filled: Vec<_> = records.iter().map(with_nulls).collect();
    let nulls = filled.iter().flat_map(Map::values).filter(|value| value.is_null()).count();
    assert!(nulls > 10 * filled.len(), "{nulls} nulls");
    let rows = |input: &[u8], one_by_one| run(input, Run { one_by_one, ..PLAIN }).unwrap().0;
    let together = rows(&flat(&filled), false);
    same(&together, &rows(&flat(&filled), true));
    same(&without_messages(&together), &without_messages(&rows(&flat(&records), false)));
}

/// What messages say of a value depends on how it was written; the facts do not.
fn without_messages(rows: &[u8]) -> Vec<u8> {
    let rows = String::from_utf8(rows.to_vec()).unwrap();
    let row = |line: &str| {
        let mut row: Map<String, Value> = serde_json::from_str(line).unwrap();
        row.retain(|key, _| key != "error_message" && key != "error_line" && key != "error_path");
        Value::Object(row)
    };
    ndjson(rows.lines().map(row))
}

#[test]
fn every_format_of_the_input_gives_the_same_rows() {
    let records = records(MANY);
    let (expected, ..) = run(&flat(&records), PLAIN).unwrap();
    let (nested, ..) = run(&ndjson(records.iter().map(nested)), PLAIN).unwrap();
    same(&without_messages(&expected), &without_messages(&nested));
    for (from, input) in [
        (Format::Csv, csv(&records)),
        (Format::Arrow, columns::stream(&records)),
        (Format::Parquet, columns::parquet(&records)),
    ] {
        let (rows, ..) = run(&input, Run { from, to: Format::Ndjson, ..PLAIN }).unwrap();
        same(&without_messages(&expected), &without_messages(&rows));
    }
}

#[test]
fn every_format_of_the_output_has_the_same_rows() {
    let records = records(2_000);
    let input = flat(&records);
    let (expected, ..) = run(&input, PLAIN).unwrap();
    let expected: Vec<columns::Cells> =
        String::from_utf8(expected).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (rows, ..) = run(&input, Run { to: Format::Csv, ..PLAIN }).unwrap();
    let mut reader = csv::Reader::from_reader(&*rows);
    let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let mut count = 0;
    for (row, expected) in reader.records().map(Result::unwrap).zip(&expected) {
        for (name, cell) in header.iter().zip(&row) {
            assert_eq!(cell, columns::plain(&expected[name]), "{name} of row {count}");
        }
        count += 1;
    }
    assert_eq!(count, records.len());
    for to in [Format::Arrow, Format::Parquet] {
        let (rows, ..) = run(&input, Run { to, ..PLAIN }).unwrap();
        columns::assert_rows(&rows, to, &expected);
    }
}

#[test]
fn the_bytes_do_not_depend_on_the_threads() {
    // More than a few chunks.
    let records: Vec<_> = (0..4).flat_map(|_| records(MANY)).collect();
    let input = flat(&records);
    for to in [Format::Ndjson, Format::Csv, Format::Arrow, Format::Parquet] {
        let one = run(&input, Run { to, ..PLAIN }).unwrap();
        for threads in [2, 3, 8] {
            let many = run(&input, Run { to, threads, ..PLAIN }).unwrap();
            assert!(one.0 == many.0, "{threads} threads, {to:?}");
            assert!(one.1 == many.1, "{threads} threads, {to:?}");
            assert_eq!(format!("{:?}", one.2.tally), format!("{:?}", many.2.tally));
            assert_eq!(one.2.duplicate_ids, many.2.duplicate_ids);
        }
        assert_eq!(one.2.duplicate_ids, Some(3 * MANY as u64));
    }
}

/// The pairs of a column of a row and the path of the same figure in the canonical answer.
const SAME: &[(&str, &str)] = &[
    ("id", "id"),
    ("status", "status"),
    ("law", "law"),
    ("regime", "japan.regime"),
    ("rule", "japan.rule"),
    ("rate_percent", "japan.rate_percent"),
    ("highest_rate_percent", "japan.highest_rate_percent"),
    ("gross_jpy", "japan.gross_jpy"),
    ("tax_jpy", "japan.tax_jpy"),
    ("at_source_tax_jpy", "japan.at_source.tax_jpy"),
    ("refundable_jpy", "japan.refundable_jpy"),
    ("net_jpy", "japan.net_jpy"),
    ("over_withheld_jpy", "japan.reconciliation.over_withheld_jpy"),
    ("us_status", "us.status"),
    ("qualified", "us.qualified"),
    ("creditable_jpy", "us.credit.creditable_jpy"),
    ("category", "us.credit.category"),
    ("dividend_usd", "us.dividend_usd"),
    ("creditable_usd", "us.credit.creditable_usd"),
];

#[test]
fn a_record_is_answered_as_the_single_command_answers_its_holder() {
    let records = records(MANY);
    let (rows, ..) = run(&flat(&records), PLAIN).unwrap();
    let (full, ..) = run(&flat(&records), Run { full: true, ..PLAIN }).unwrap();
    let lines = |bytes: Vec<u8>| -> Vec<Value> {
        String::from_utf8(bytes).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    let shared: Map<String, Value> = serde_json::from_str(DIVIDEND).unwrap();
    let (mut answered, mut others) = (0, 0);
    for ((record, row), whole) in records.iter().zip(lines(rows)).zip(lines(full)) {
        let mut profile = nested(record);
        let mut lent = Vec::new();
        for (name, value) in &shared {
            if profile["dividend"][name].is_null() {
                profile["dividend"][name] = value.clone();
                lent.push(name.as_str());
            }
        }
        let document = Document::new("holders", profile.to_string().into_bytes()).unwrap();
        let given = Given::profile(&document);
        let case = read_case(&given);
        let law = case.as_ref().ok().and_then(|case| law::choose(None, case).ok());
        let (Ok(case), Some(law)) = (&case, law) else {
            assert_eq!(row["status"], "invalid", "{record:?}");
            assert_eq!(whole["status"], "invalid");
            continue;
        };
        let answer = dividend::determine(case, law);
        let mut answer: Value = serde_json::from_str(&json::to_json(&json::Dividend::new(&answer))).unwrap();
        forget_unused(&mut answer, &lent);
        assert_eq!(whole, answer);
        for (column, path) in SAME {
            assert_eq!(row[column], at(&answer, path), "{column} of {record:?}");
        }
        // Stated it is, whether or not anything is known to hold it against.
        let withheld = case.dividend.withheld.map_or(Value::Null, |yen| yen.value().into());
        assert_eq!(row["withheld_jpy"], withheld, "{record:?}");
        let missing = answer["japan"]["questions"].as_array().unwrap().iter();
        let missing: Vec<_> = missing.map(|question| question["field"].as_str().unwrap()).collect();
        assert_eq!(
            row["missing"],
            if missing.is_empty() { Value::Null } else { missing.join(" ").into() },
            "{record:?}"
        );
        let stated = law.regimes_with(case.residence).iter().filter(|it| it.states_rates() && it.election.is_none());
        let stated: Vec<_> = stated.map(|regime| regime.id).collect();
        let oldest = if stated.len() > 1 { stated[0] } else { "" };
        let prior = at(&answer, &format!("comparison.{oldest}"));
        let decided = answer["japan"]["regime"] == oldest;
        let prior = if decided { &answer["japan"] } else { &prior };
        assert_eq!(row["prior_rate_percent"], at(prior, "rate_percent"), "{record:?}");
        assert_eq!(row["prior_tax_jpy"], at(prior, "tax_jpy"), "{record:?}");
        let other = &answer["other_law"];
        let said = (&other["status"], &other["rate_percent"]) != (&answer["status"], &answer["japan"]["rate_percent"]);
        let other_rate = if said { at(other, "rate_percent") } else { Value::Null };
        assert_eq!(row["other_law_rate_percent"], other_rate, "{record:?}");
        others += usize::from(!other_rate.is_null());
        answered += 1;
    }
    assert!(others > 500, "{others} told apart by the other law");
    assert!(answered > 8_000, "{answered} answered");
}

#[test]
fn what_a_record_states_overrides_the_shared_dividend() {
    let holder = r#"{"id":"a","kind":"individual","residence":"US","shares":"10""#;
    let input = format!(
        "{holder}}}\n{holder},\"dividend.gross_jpy\":700}}\n{holder},\"dividend\":{{\"per_share_jpy\":null}}}}\n{holder},\"dividend.per_share_jpy\":8}}\n"
    );
    let dividend = r#"{"per_share_jpy": 100, "payment_date": "2007-06-28"}"#;
    let (rows, ..) = run(input.as_bytes(), Run { dividend, ..PLAIN }).unwrap();
    let gross: Vec<Value> = String::from_utf8(rows)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["gross_jpy"].clone())
        .collect();
    assert_eq!(gross, [1000, 700, 1000, 80].map(Value::from));
}

#[test]
fn rates_by_date_are_looked_up_for_every_record() {
    let records = records(2_000);
    let fx = FxTable::from_csv(
        "fx.csv",
        b"DATE,DEXJPUS\n2003-12-10,107.5\n2004-06-30,108.9\n2004-07-01,108.64\n2007-06-28,123.17\n",
    );
    let fx = fx.unwrap();
    let table =
        r#"{"ads_per_share": 400, "jpy_per_usd": {"2003-12-10": 107.5, "2007-06-28": "123.17", "2004-07-01": 108.64}}"#;
    for run_of in [Run { fx: Some(&fx), ..PLAIN }, Run { dividend: table, ..PLAIN }] {
        let together = run(&flat(&records), run_of).unwrap();
        let alone = run(&flat(&records), Run { one_by_one: true, ..run_of }).unwrap();
        same(&together.0, &alone.0);
        let priced =
            String::from_utf8(together.0).unwrap().lines().filter(|row| !row.contains("\"dividend_usd\":null")).count();
        assert!(priced > 100, "{priced} rows in dollars");
    }
}

#[test]
fn mended_records_are_read_again() {
    let records = records(MANY);
    for (from, input) in [(Format::Ndjson, flat(&records)), (Format::Csv, csv(&records))] {
        let (rows, errors, report) = run(&input, Run { from, to: Format::Ndjson, ..PLAIN }).unwrap();
        let invalid: Vec<u8> = String::from_utf8(rows)
            .unwrap()
            .lines()
            .filter(|line| line.contains("\"status\":\"invalid\""))
            .flat_map(|line| format!("{line}\n").into_bytes())
            .collect();
        // Not mended, they are refused again for the same reasons.
        let (again, errors_again, report_again) = run(&errors, Run { from, to: Format::Ndjson, ..PLAIN }).unwrap();
        same(&without_messages(&invalid), &without_messages(&again));
        assert_eq!(report.tally.invalid, report_again.tally.records);
        assert_eq!(errors.split(|byte| *byte == b'\n').count(), errors_again.split(|byte| *byte == b'\n').count());
        // Mended, they are answered.
        let mended = String::from_utf8(errors).unwrap().replace("persn", "individual");
        let (.., report_mended) = run(mended.as_bytes(), Run { from, to: Format::Ndjson, ..PLAIN }).unwrap();
        assert!(report_mended.tally.invalid < report.tally.invalid);
    }
}

#[test]
fn totals_are_the_sums_of_the_rows() {
    let (rows, _, report) = run(&flat(&records(MANY)), PLAIN).unwrap();
    let totals = report.tally.totals;
    let columns = [
        ("gross_jpy", totals.gross),
        ("tax_jpy", totals.tax),
        ("at_source_tax_jpy", totals.at_source),
        ("withheld_jpy", totals.withheld),
        ("over_withheld_jpy", totals.over_withheld),
        ("refundable_jpy", totals.refundable),
        ("net_jpy", totals.net),
        ("creditable_jpy", totals.creditable),
    ];
    let rows = String::from_utf8(rows).unwrap();
    for (name, sum) in columns {
        // The digits as they are written; a binary float would not add up.
        let cells = rows.lines().filter_map(|line| {
            let (_, rest) = line.split_once(&format!("\"{name}\":")).unwrap();
            rest.split([',', '}']).next().unwrap().parse::<rust_decimal::Decimal>().ok()
        });
        let cells: Vec<_> = cells.collect();
        assert!(cells.len() > 20, "{name}: {} cells", cells.len());
        let added = cells.iter().sum::<rust_decimal::Decimal>().normalize().to_string();
        assert_eq!((sum.total.digits(), sum.records), (added, cells.len() as u64), "{name}");
    }
    for (left, right) in [totals.of_net(), totals.of_refund()] {
        assert_eq!(left, right);
    }
    let counted: u64 = report.tally.groups.iter().map(|group| group.records).sum();
    assert_eq!(counted + report.tally.invalid, MANY as u64);
}
