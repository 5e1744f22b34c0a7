//! Columns that are damaged or made to harm: every byte of small files with other values, files cut anywhere, and files
//! that say they hold far more than they do. Each is answered or refused with where it stopped, within bounds of time and
//! memory, and without a panic.

use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use arrow_array::builder::StringDictionaryBuilder;
use arrow_array::types::Int32Type;
use arrow_array::{
    Array, ArrayRef, Decimal128Array, DictionaryArray, Int32Array, Int64Array, ListArray, NullArray, RecordBatch,
    StringArray, StructArray,
};
use arrow_buffer::OffsetBuffer;
use arrow_ipc::reader::StreamReader;
use arrow_ipc::writer::StreamWriter;
use arrow_schema::{DataType, Field, Schema};
use iijtax::input::Shared;
use iijtax::register::{self, Fault, Format, MAX_RECORD, Outputs, Shape, Sink};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::{WriterProperties, WriterVersion};

use super::{PLAIN, Run, columns, open, records, run, task};
use crate::fuzz::limits::{Limits, is_thorough};

/// A batch with a column of each of the types that registers have: words, texts, lists, structs, numbers, days.
fn batch(rows: usize) -> RecordBatch {
    let wide = columns::batch(&records(rows));
    let names = ["id", "kind", "residence", "shares", "lots", "special_classes", "relief", "ownership_percent"];
    let at = names.map(|name| wide.schema().index_of(name).unwrap());
    wide.project(&at).unwrap()
}

fn stream(batch: &RecordBatch) -> Vec<u8> {
    let mut writer = StreamWriter::try_new(Vec::new(), &batch.schema()).unwrap();
    writer.write(&batch.slice(0, batch.num_rows() / 2)).unwrap();
    writer.write(&batch.slice(batch.num_rows() / 2, batch.num_rows() - batch.num_rows() / 2)).unwrap();
    writer.finish().unwrap();
    writer.into_inner().unwrap()
}

fn parquet(batch: &RecordBatch, properties: WriterProperties) -> Vec<u8> {
    let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), Some(properties)).unwrap();
    writer.write(batch).unwrap();
    writer.into_inner().unwrap()
}

/// Texts as differences from those before them.
fn deltas() -> WriterProperties {
    let newer = WriterProperties::builder().set_writer_version(WriterVersion::PARQUET_2_0);
    newer.set_dictionary_enabled(false).build()
}

fn properties() -> [WriterProperties; 3] {
    let plain = WriterProperties::builder().set_dictionary_enabled(false).build();
    let snappy = WriterProperties::builder().set_compression(Compression::SNAPPY).set_max_row_group_row_count(Some(7));
    [plain, snappy.build(), deltas()]
}

/// What came of it, in words; panics where it is neither rows nor a fault with a place.
#[track_caller]
fn outcome(bytes: &[u8], from: Format, what: &str) -> String {
    let limits = Limits::begin();
    let ran = catch_unwind(AssertUnwindSafe(|| run(bytes, Run { from, to: Format::Ndjson, ..PLAIN })));
    limits.end(|| what.to_owned());
    match ran {
        Ok(Ok((rows, ..))) => format!("{} rows", rows.iter().filter(|byte| **byte == b'\n').count()),
        Ok(Err(Fault::Input(message))) => {
            let is_located = message.starts_with("holders: ")
                && (message.contains("last complete record is record ")
                    || message.contains("not an Arrow stream")
                    || message.contains("not a whole Parquet file"));
            assert!(is_located, "{what}: {message}");
            message
        }
        Ok(Err(Fault::Facts(problems))) => {
            assert!(!problems.is_empty(), "{what}: nothing is said");
            problems[0].to_string()
        }
        Ok(Err(Fault::Output(error))) => panic!("{what}: {error}"),
        Err(_) => panic!("{what}: a panic"),
    }
}

/// Every byte with a few other values; a part of the places where there is little time.
fn flipped(whole: &[u8], from: Format, name: &str) {
    let stride = if is_thorough() { 5 } else { 23 };
    let mut refused = 0;
    for at in (0..whole.len()).step_by(stride) {
        for value in [0x00, 0x7F, 0x80, 0xFF, whole[at] ^ 1, whole[at].wrapping_add(1), whole[at] ^ 0x40] {
            let mut bytes = whole.to_vec();
            bytes[at] = value;
            let outcome = outcome(&bytes, from, &format!("{name}, byte {at} as {value:#04x}"));
            refused += usize::from(!outcome.ends_with(" rows"));
        }
    }
    assert!(refused > whole.len() / stride / 10, "{name}: only {refused} were refused");
}

#[test]
fn an_arrow_stream_with_any_byte_changed() {
    flipped(&stream(&batch(12)), Format::Arrow, "a stream");
}

#[test]
fn a_parquet_file_with_any_byte_changed() {
    for (number, properties) in properties().into_iter().enumerate() {
        flipped(&parquet(&batch(12), properties), Format::Parquet, &format!("file {number}"));
    }
}

#[test]
fn a_stream_and_files_cut_anywhere() {
    let stream = stream(&batch(12));
    for length in 1..stream.len() {
        let outcome = outcome(&stream[..length], Format::Arrow, &format!("{length} bytes"));
        assert!(!outcome.ends_with(" rows"), "{length} bytes: {outcome}");
    }
    for properties in properties() {
        let file = parquet(&batch(12), properties);
        for length in 0..file.len() {
            let outcome = outcome(&file[..length], Format::Parquet, &format!("{length} bytes"));
            assert!(!outcome.ends_with(" rows"), "{length} bytes: {outcome}");
        }
    }
}

#[test]
fn whole_files_of_every_encoding_are_read() {
    assert_eq!(outcome(&stream(&batch(40)), Format::Arrow, "whole"), "40 rows");
    for properties in properties() {
        assert_eq!(outcome(&parquet(&batch(40), properties), Format::Parquet, "whole"), "40 rows");
    }
}

fn texts(text: &str, rows: usize) -> ArrayRef {
    Arc::new(StringArray::from_iter_values((0..rows).map(|_| text)))
}

/// A text once, and so many rows that have it.
fn shared(text: &str, rows: usize) -> ArrayRef {
    let keys = Int32Array::from(vec![0; rows]);
    Arc::new(DictionaryArray::new(keys, Arc::new(StringArray::from(vec![text]))))
}

fn register(rows: usize, others: Vec<(&str, ArrayRef)>) -> RecordBatch {
    let known = vec![("kind", texts("individual", rows)), ("residence", texts("US", rows))];
    let columns = known.into_iter().chain(others).map(|(name, array)| (name, array, true));
    RecordBatch::try_from_iter_with_nullable(columns).unwrap()
}

/// Counts rows, and keeps none.
#[derive(Clone, Default)]
struct Counted(Arc<AtomicUsize>);

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.fetch_add(bytes.iter().filter(|byte| **byte == b'\n').count(), Ordering::Relaxed);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_long_text_that_many_rows_share_does_not_stand_in_memory_for_each() {
    // All rows together would be 600 megabytes.
    let rows = 3_000;
    let long = "x".repeat(200_000);
    let batch = register(rows, vec![("id", shared(&long, rows))]);
    let file = parquet(&batch, WriterProperties::builder().set_compression(Compression::SNAPPY).build());
    // Written bit by bit, so that the test itself takes little.
    let some = register(rows / 20, vec![("id", texts(&long, rows / 20))]);
    let mut writer = ArrowWriter::try_new(Vec::new(), some.schema(), Some(deltas())).unwrap();
    (0..20).for_each(|_| writer.write(&some).unwrap());
    let beginnings = writer.into_inner().unwrap();
    drop(some);
    for (bytes, from) in [(stream(&batch), Format::Arrow), (file, Format::Parquet), (beginnings, Format::Parquet)] {
        assert!(bytes.len() < 2_000_000, "{} bytes", bytes.len());
        let limits = Limits::begin();
        let (source, layout) = open(&bytes, from).unwrap();
        let shared = Shared { name: "holders", dividend: None, flags: &[], constants: &[], fx: None, law: None };
        let task = task(shared, &layout, Shape::Ndjson);
        let counted = Counted::default();
        let rows_to = Sink::open(Box::new(counted.clone()), Format::Ndjson).unwrap();
        let outputs = Outputs { rows: rows_to, errors: None, progress: Box::new(|_, _| {}) };
        register::run(source, task, outputs, 1).unwrap();
        limits.end(|| "a long text".to_owned());
        assert_eq!(counted.0.load(Ordering::Relaxed), rows);
    }
}

/// A dictionary of numbers is long where they differ, and each of them takes no more for that.
#[test]
fn numbers_of_a_dictionary_are_read_many_at_a_time() {
    let rows = 20_000;
    let shares: ArrayRef = Arc::new(Int64Array::from_iter_values(1..=rows as i64));
    let percents = Decimal128Array::from_iter_values((0..rows as i128).map(|at| at % 9_000));
    let percents: ArrayRef = Arc::new(percents.with_precision_and_scale(20, 3).unwrap());
    let batch = register(rows, vec![("shares", shares), ("ownership_percent", percents)]);
    let file = parquet(&batch, WriterProperties::builder().build());
    let (answers, ..) = run(&file, Run { from: Format::Parquet, to: Format::Arrow, ..PLAIN }).unwrap();
    let batches: Vec<_> = StreamReader::try_new(&answers[..], None).unwrap().map(Result::unwrap).collect();
    assert_eq!(batches.iter().map(RecordBatch::num_rows).sum::<usize>(), rows);
    assert!(batches.len() <= 10, "{} batches", batches.len());
}

#[test]
fn a_list_of_nothing_with_a_hundred_million_items_is_refused() {
    let items = 100_000_000;
    let list = |child: ArrayRef| -> ArrayRef {
        let field = Arc::new(Field::new("item", child.data_type().clone(), true));
        Arc::new(ListArray::new(field, OffsetBuffer::from_lengths([items, 0]), child, None))
    };
    let batch = register(2, vec![("id", texts("a", 2)), ("special_classes", list(Arc::new(NullArray::new(items))))]);
    let bytes = stream(&batch);
    assert!(bytes.len() < 10_000);
    let (rows, ..) = run(&bytes, Run { from: Format::Arrow, to: Format::Ndjson, ..PLAIN }).unwrap();
    let rows: Vec<serde_json::Value> =
        String::from_utf8(rows).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(rows[0]["error_message"].as_str().unwrap().contains(&format!("at most {MAX_RECORD} bytes")), "{}", rows[0]);
    assert_eq!(rows[1]["error_message"], serde_json::Value::Null);
    outcome(&bytes, Format::Arrow, "a list of nothing");
    // In a Parquet file the items may be a long text that stands there once.
    let texts_of_one = shared(&"x".repeat(4_000), 100_000);
    let field = Arc::new(Field::new("item", texts_of_one.data_type().clone(), true));
    let lists = ListArray::new(field, OffsetBuffer::from_lengths([100_000]), texts_of_one, None);
    let batch = register(1, vec![("id", texts("a", 1)), ("special_classes", Arc::new(lists))]);
    let file = parquet(&batch, WriterProperties::builder().set_compression(Compression::SNAPPY).build());
    assert!(file.len() < 100_000, "{} bytes", file.len());
    let message = outcome(&file, Format::Parquet, "a list of one text");
    assert!(message.contains("lists that may take"), "{message}");
}

#[test]
fn more_records_than_a_stream_has_bytes_are_damage() {
    let rows = 1 << 40;
    let columns = ["id", "kind", "residence"];
    let schema = Schema::new(columns.map(|name| Field::new(name, DataType::Null, true)).to_vec());
    let nulls = || -> ArrayRef { Arc::new(NullArray::new(rows)) };
    let batch = RecordBatch::try_new(Arc::new(schema), vec![nulls(), nulls(), nulls()]).unwrap();
    let mut writer = StreamWriter::try_new(Vec::new(), &batch.schema()).unwrap();
    writer.write(&batch).unwrap();
    writer.finish().unwrap();
    let message = outcome(&writer.into_inner().unwrap(), Format::Arrow, "records of nothing");
    assert!(message.contains("damaged: 1099511627776 records"), "{message}");
    assert!(message.contains("the last complete record is record 0"), "{message}");
}

#[test]
fn a_dictionary_without_words_is_a_column_of_nulls() {
    let empty = || -> ArrayRef {
        let mut builder = StringDictionaryBuilder::<Int32Type>::new();
        builder.append_nulls(2);
        Arc::new(builder.finish())
    };
    let batch = register(2, vec![("id", empty()), ("instrument", empty())]);
    for (bytes, from) in
        [(stream(&batch), Format::Arrow), (parquet(&batch, WriterProperties::builder().build()), Format::Parquet)]
    {
        let (rows, ..) = run(&bytes, Run { from, to: Format::Ndjson, ..PLAIN }).unwrap();
        let rows = String::from_utf8(rows).unwrap();
        assert_eq!(rows.matches("\"error_message\":null").count(), 2, "{rows}");
    }
}

/// Lots are 36 bytes each, like `{"shares":1,"acquired":"2001-01-01"}`, with commas between them and brackets around: 113,359
/// of them take 4,194,284 bytes, 20 less than a record of 4 MiB can have. Each further digit of a number is one more.
#[test]
fn a_list_can_be_as_long_as_a_record_and_no_longer() {
    let lots = |longer: usize| -> ArrayRef {
        let count = 113_359;
        let shares = (0..count).map(|at| if at < longer { 10 } else { 1 });
        let acquired: ArrayRef = Arc::new(StringArray::from(vec!["2001-01-01"; count]));
        let lot = StructArray::from(vec![
            (
                Arc::new(Field::new("shares", DataType::Int64, true)),
                Arc::new(Int64Array::from_iter_values(shares)) as ArrayRef,
            ),
            (Arc::new(Field::new("acquired", DataType::Utf8, true)), acquired),
        ]);
        let field = Arc::new(Field::new("item", lot.data_type().clone(), true));
        Arc::new(ListArray::new(field, OffsetBuffer::from_lengths([count]), Arc::new(lot), None))
    };
    // What is read is refused for what it says: lots of one day are one.
    for (longer, got) in
        [(20, "got a lot acquired"), (21, "got a longer list, wanted a record of at most 4194304 bytes")]
    {
        let bytes = stream(&register(1, vec![("id", texts("a", 1)), ("lots", lots(longer))]));
        let (rows, ..) = run(&bytes, Run { from: Format::Arrow, to: Format::Ndjson, ..PLAIN }).unwrap();
        let row: serde_json::Value = serde_json::from_slice(&rows).unwrap();
        let message = row["error_message"].as_str().unwrap();
        assert!(message.starts_with(got), "{longer}: {message}");
    }
}
