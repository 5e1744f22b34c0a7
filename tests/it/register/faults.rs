//! What a batch survives, in memory: broken text, odd headers, cut streams, wrong types.

use std::io::{self, Cursor, Read, Write};
use std::sync::Arc;

use arrow_array::{RecordBatch, StringArray, TimestampMillisecondArray};
use arrow_ipc::writer::StreamWriter;
use iijtax::input::{Keep, Names, Problem, Shared};
use iijtax::register::intake::{Opened, Wanted, open_stream};
use iijtax::register::{self, Duplicates, EXACT_UP_TO, Fault, Format, MAX_RECORD, Outputs, Shape, Sink, fingerprint};
use serde_json::Value;

use super::{PLAIN, Run, columns, records, run, task};

const HOLDER: &str = r#"{"id":"a","kind":"individual","residence":"US","shares":10,"dividend.per_share_jpy":100}"#;

fn rows(input: &[u8]) -> Vec<Value> {
    rows_of(input, Format::Ndjson)
}

fn rows_of(input: &[u8], from: Format) -> Vec<Value> {
    let (rows, ..) = run(input, Run { from, to: Format::Ndjson, ..PLAIN }).unwrap();
    String::from_utf8(rows).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn fault(input: &[u8], from: Format) -> Fault {
    run(input, Run { from, to: Format::Ndjson, ..PLAIN }).map(|_| ()).unwrap_err()
}

#[track_caller]
fn facts(input: &[u8], from: Format) -> Vec<Problem> {
    match fault(input, from) {
        Fault::Facts(problems) => problems,
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn failed(input: &[u8], from: Format) -> String {
    match fault(input, from) {
        Fault::Input(message) => message,
        other => panic!("{other:?}"),
    }
}

fn lines(rows: &[Value]) -> Vec<Option<u64>> {
    rows.iter().map(|row| row["error_line"].as_u64()).collect()
}

#[test]
fn nothing_in_is_nothing_out() {
    for from in [Format::Ndjson, Format::Csv, Format::Arrow] {
        assert!(rows_of(b"", from).is_empty(), "{from:?}");
    }
    assert!(rows(b"\n \r\n\t\n").is_empty());
}

#[test]
fn carriage_returns_a_byte_order_mark_and_blank_lines_do_no_harm() {
    let plain = rows(format!("{HOLDER}\n{HOLDER}\n").as_bytes());
    let odd = rows(format!("\u{feff}{HOLDER}\r\n\r\n  \n{HOLDER}\r\n\n").as_bytes());
    assert_eq!(plain, odd);
    let csv = "id,kind,residence\r\na,individual,US\r\n\r\nb,persn,US\r\n";
    assert_eq!(lines(&rows_of(format!("\u{feff}{csv}").as_bytes(), Format::Csv)), [None, Some(4)]);
}

#[test]
fn a_last_line_without_a_newline_is_read_and_one_that_is_cut_off_is_said() {
    assert_eq!(rows(format!("{HOLDER}\n{HOLDER}").as_bytes()).len(), 2);
    // Invalid is not cut off.
    assert_eq!(lines(&rows(format!("{HOLDER}\n{{\"id\":\"b\"}}").as_bytes())), [None, Some(2)]);
    let message = failed(format!("{HOLDER}\n{}", &HOLDER[..40]).as_bytes(), Format::Ndjson);
    assert!(message.contains("line 2") && message.contains("last complete line is line 1"), "{message}");
    let message = failed(b"id,kind,residence\na,individual,US\nb,indiv", Format::Csv);
    assert!(message.contains("line 3") && message.contains("last complete line is line 2"), "{message}");
}

#[test]
fn every_line_that_is_no_record_has_its_row_and_stops_nothing() {
    let input = format!("nonsense\n{HOLDER}\n[]\n{{\"id\":\"c\",\"kind\":1}}\n\u{0}\n{HOLDER}\n");
    let rows = rows(input.as_bytes());
    assert_eq!(lines(&rows), [Some(1), None, Some(3), Some(4), Some(5), None]);
    assert_eq!(rows[3]["id"], "c");
    assert_eq!(rows[3]["error_path"], "residence");
    assert!(rows[3]["error_message"].as_str().unwrap().contains("kind: got 1"), "{}", rows[3]);
    let mut bytes = HOLDER.as_bytes().to_vec();
    bytes[8] = 0xff;
    bytes.push(b'\n');
    let rows = self::rows(&[bytes, format!("{HOLDER}\n").into_bytes()].concat());
    assert_eq!(lines(&rows), [Some(1), None]);
    assert!(rows[0]["error_message"].as_str().unwrap().contains("not UTF-8"));
}

#[test]
fn a_line_too_long_is_refused_and_the_next_is_read() {
    let long = format!("{{\"id\":\"{}\"}}", "x".repeat(10_000_000));
    for input in [format!("{HOLDER}\n{long}\n{HOLDER}\n"), format!("{HOLDER}\n{long}\n{HOLDER}")] {
        let (out, errors, report) = run(input.as_bytes(), PLAIN).unwrap();
        let out = String::from_utf8(out).unwrap();
        let rows: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines(&rows), [None, Some(2), None]);
        let message = rows[1]["error_message"].as_str().unwrap();
        assert!(message.contains("10000009 bytes") && message.contains(&MAX_RECORD.to_string()), "{message}");
        assert_eq!(report.tally.invalid, 1);
        assert!(errors.len() < 1_000, "a line that is not kept is not collected");
    }
    // It may be the last, and end without a newline.
    assert_eq!(lines(&rows(format!("{HOLDER}\n{long}\n").as_bytes())), [None, Some(2)]);
    let csv = format!("id,kind,residence\n{},individual,US\nb,individual,US\n", "x".repeat(10_000_000));
    assert_eq!(lines(&rows_of(csv.as_bytes(), Format::Csv)), [Some(2), None]);
}

#[test]
fn columns_may_come_in_any_order_and_quoted() {
    let plain = "id,kind,residence,shares,dividend.per_share_jpy\na,individual,US,10,100\n";
    let other = "\"shares\",residence,\"dividend.per_share_jpy\",id,kind\n10,\"US\",\"100\",\"a\",individual\n";
    assert_eq!(rows_of(plain.as_bytes(), Format::Csv), rows_of(other.as_bytes(), Format::Csv));
    let text = "id,kind,residence\n\"a \"\"b\"\", c\nd\",individual,US\ne,x,US\n";
    let rows = rows_of(text.as_bytes(), Format::Csv);
    assert_eq!(rows[0]["id"], "a \"b\", c\nd");
    assert_eq!(lines(&rows), [None, Some(4)]);
}

#[test]
fn a_column_missing_twice_or_unknown_is_said_before_anything_is_read() {
    let problems = facts(b"id,residence\na,US\n", Format::Csv);
    assert_eq!((problems[0].path.as_str(), problems[0].got.as_str()), ("kind", "no such column"));
    let problems = facts(b"id,kind,residence,kind\na,individual,US,individual\n", Format::Csv);
    assert_eq!((problems[0].path.as_str(), problems[0].got.as_str()), ("kind", "the column a second time"));
    // What is no fact is passed on, and told of.
    let csv = b"id,kind,residence,dividend.payment_dat\na,individual,US,\n";
    let (_, layout) = super::open(csv, Format::Csv).unwrap();
    assert_eq!(layout.strangers(), ["dividend.payment_dat"]);
    assert_eq!(iijtax::input::fact_called("dividend.payment_dat"), Some("dividend.payment_date"));
}

#[test]
fn a_row_with_cells_too_few_or_too_many_is_refused() {
    let csv = b"id,kind,residence\na,individual,US\nb,individual\nc,individual,US,1\nd,individual,US\n";
    let (rows, errors, _) = run(csv, Run { from: Format::Csv, to: Format::Ndjson, ..PLAIN }).unwrap();
    let rows: Vec<Value> =
        String::from_utf8(rows).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines(&rows), [None, Some(3), Some(4), None]);
    assert!(rows[1]["error_message"].as_str().unwrap().contains("got 2 cells, wanted 3"));
    assert!(String::from_utf8(errors).unwrap().contains("\"c,individual,US,1\""));
}

#[test]
fn a_quote_that_nothing_closes_costs_one_line() {
    let csv = b"id,kind,residence\na,individual,US\n\"b,individual,US\nc,individual,US\nd,individual,US\n";
    let rows = rows_of(csv, Format::Csv);
    assert_eq!(lines(&rows), [None, Some(3), None, None]);
    assert!(rows[1]["error_message"].as_str().unwrap().contains("quote"));
}

#[test]
fn records_with_one_id_are_answered_and_counted() {
    let (rows, _, report) = run(format!("{HOLDER}\n{HOLDER}\n{HOLDER}\n").as_bytes(), PLAIN).unwrap();
    assert_eq!(rows.iter().filter(|byte| **byte == b'\n').count(), 3);
    assert_eq!(report.duplicate_ids, Some(2));
}

#[test]
fn repeated_ids_are_counted_exactly_or_not_at_all() {
    let count = |ids: u64, twice: u64| {
        let mut duplicates = Duplicates::default();
        let fingerprints: Vec<_> = (0..ids).chain(0..twice).map(|id| fingerprint(&format!("H{id}"))).collect();
        fingerprints.chunks(200).for_each(|block| duplicates.add(block));
        duplicates.found()
    };
    assert_eq!(count(EXACT_UP_TO as u64, 0), Some(0));
    assert_eq!(count(EXACT_UP_TO as u64 - 10, 10), Some(10));
    assert_eq!(count(EXACT_UP_TO as u64, 10), None);
    // On both sides of what is compared; of the ids themselves nothing but their fingerprints is looked at.
    let many = |ids: usize| {
        let mut duplicates = Duplicates::default();
        let block: Vec<_> = (0..1 << 16).map(|at: u64| at.wrapping_mul(0x9E37_79B9_7F4A_7C15)).collect();
        (0..ids >> 16).for_each(|_| duplicates.add(&block));
        duplicates.add(&block[..ids % (1 << 16)]);
        duplicates.found()
    };
    assert_eq!(many(EXACT_UP_TO), Some((EXACT_UP_TO - (1 << 16)) as u64));
    assert_eq!(many(EXACT_UP_TO + 1), None);
}

#[test]
fn a_stream_cut_anywhere_is_said() {
    let records = records(7_000);
    let stream = columns::stream(&records);
    assert_eq!(rows_of(&stream, Format::Arrow).len(), 7_000);
    // Without the mark at its end it is a stream of whole batches that many readers would take.
    let message = failed(&stream[..stream.len() - 8], Format::Arrow);
    assert!(message.contains("no end-of-stream mark") && message.contains("record 7000"), "{message}");
    let message = failed(&stream[..stream.len() / 2], Format::Arrow);
    assert!(message.contains("cut off"), "{message}");
    assert!(matches!(fault(b"ARROW", Format::Arrow), Fault::Input(_)));
}

#[test]
fn a_parquet_file_cut_short_is_said() {
    let file = columns::parquet(&records(1_000));
    assert_eq!(rows_of(&file, Format::Parquet).len(), 1_000);
    for length in [file.len() - 1, file.len() / 2, 100, 0] {
        let message = failed(&file[..length], Format::Parquet);
        assert!(message.contains("cut short"), "{message}");
    }
}

fn stream_of(columns: Vec<(&str, arrow_array::ArrayRef)>) -> Vec<u8> {
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let mut writer = StreamWriter::try_new(Vec::new(), &batch.schema()).unwrap();
    writer.write(&batch).unwrap();
    writer.finish().unwrap();
    writer.into_inner().unwrap()
}

#[test]
fn columns_that_cannot_hold_what_is_wanted_are_refused_with_the_reason() {
    let strings = |text: &str| Arc::new(StringArray::from(vec![text])) as arrow_array::ArrayRef;
    let stream = stream_of(vec![
        ("id", strings("a")),
        ("kind", strings("individual")),
        ("residence", strings("US")),
        ("dividend.per_share_jpy", arrow_array::new_null_array(&arrow_schema::DataType::Float16, 1)),
        ("dividend.payment_date", Arc::new(TimestampMillisecondArray::from(vec![0]).with_timezone("Asia/Tokyo"))),
    ]);
    let problems = facts(&stream, Format::Arrow);
    assert_eq!(problems[0].path, "dividend.per_share_jpy");
    let message = problems[0].to_string();
    assert!(message.contains("Float16") && message.contains("cast"), "{message}");
    assert!(problems[1].to_string().contains("cast the column to date32"), "{}", problems[1]);
}

#[test]
fn columns_are_checked_before_their_values() {
    let strings = |text: &str| Arc::new(StringArray::from(vec![text])) as arrow_array::ArrayRef;
    let problems = facts(&stream_of(vec![("id", strings("a")), ("knd", strings("x"))]), Format::Arrow);
    let paths: Vec<_> = problems.iter().map(|problem| problem.path.as_str()).collect();
    assert_eq!(paths, ["kind", "residence"]);
    let likely = problems[0].hint.as_deref().unwrap_or_default();
    assert_eq!(likely, "did you mean --map knd=kind?");
}

/// Lets so many bytes through, and panics where more are asked for.
struct Panics {
    left: usize,
    text: Cursor<Vec<u8>>,
}

impl Panics {
    fn behind(left: usize, text: &str) -> Panics {
        Panics { left, text: Cursor::new(text.as_bytes().to_vec()) }
    }

    fn count(&mut self, count: usize) {
        self.left = self.left.checked_sub(count).expect("as few bytes as were let through");
    }
}

impl Read for Panics {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.text.read(buffer)?;
        self.count(count);
        Ok(count)
    }
}

impl Write for Panics {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.count(bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A thread that panics while others wait for it would leave them waiting, and what it had locked would be lost to them.
#[test]
fn a_panic_where_records_are_read_or_written_ends_the_run_with_a_word_however_many_threads_there_are() {
    let input = format!("{HOLDER}\n").repeat(20_000);
    let names = Names::new(Keep::All);
    let wanted = Wanted { form: None, separator: None, encoding: None, sheet: None, names: &names, says: &[] };
    for threads in [1, 4] {
        for (read, written) in [(300_000, usize::MAX), (usize::MAX, 0), (usize::MAX, 300_000)] {
            let source = Panics::behind(read, &input);
            let Opened { source, layout, .. } = open_stream(Box::new(source), "holders", wanted).unwrap();
            let shared = Shared { name: "holders", dividend: None, flags: &[], constants: &[], fx: None, law: None };
            let outputs = Outputs {
                rows: Sink::open(Box::new(Panics::behind(written, "")), Format::Ndjson).unwrap(),
                errors: None,
                progress: Box::new(|_, _| {}),
            };
            let ran = register::run(source, task(shared, &layout, Shape::Ndjson), outputs, threads);
            match ran.map(drop) {
                Err(Fault::Input(message)) => assert!(message.contains("a bug in this program"), "{message}"),
                other => panic!("{threads} threads, {read} read, {written} written: {other:?}"),
            }
        }
    }
}
