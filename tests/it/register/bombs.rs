//! Small files that stand for large ones: each is read within the memory that is promised, or refused with its place. The
//! program runs under a limit of its address space, so that what is reserved and never used counts as well.

#![cfg(target_os = "linux")]

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use arrow_ipc::CompressionType;
use arrow_ipc::writer::{FileWriter, IpcWriteOptions, StreamWriter};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ArrowReaderMetadata;
use parquet::basic::{BrotliLevel, Compression, GzipLevel, ZstdLevel};
use parquet::file::properties::{WriterProperties, WriterVersion};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::command::{HOLDER, text};
use crate::support::{path, temporary};

/// Kilobytes of address space: what any input may take.
const MOST: &str = "500000";

/// Runs a register under the limit.
fn run(register: &PathBuf) -> Output {
    let mut shell = Command::new("sh");
    let script = format!("ulimit -v {MOST}; exec \"$0\" batch \"$1\" --to ndjson --threads 1 --allow-invalid");
    shell.args(["-c", &script, env!("CARGO_BIN_EXE_iijtax")]).arg(register).output().unwrap()
}

fn written(name: &str, bytes: &[u8]) -> PathBuf {
    let path = temporary(name);
    fs::write(&path, bytes).unwrap();
    assert!(bytes.len() < 2_000_000, "{name} has {} bytes", bytes.len());
    path
}

/// The register is refused, by a message that names it and says so.
#[track_caller]
fn refused(name: &str, bytes: &[u8], said: &str) {
    let ran = run(&written(name, bytes));
    let told = text(&ran.stderr);
    assert_eq!(ran.status.code(), Some(1), "{name}: {told}");
    let first = told.lines().next().unwrap_or_default();
    assert!(first.starts_with("error: ") && first.contains(name) && first.contains(said), "{name}: {told}");
}

#[test]
fn a_packed_line_that_is_too_long_is_one_invalid_record() {
    const LENGTH: usize = 24_000_000;
    let line = |out: &mut dyn Write| {
        out.write_all(HOLDER.as_bytes()).unwrap();
        out.write_all(b"\n{\"id\":\"").unwrap();
        (0..LENGTH / 1000).for_each(|_| out.write_all(&[b'x'; 1000]).unwrap());
        out.write_all(format!("\"}}\n{HOLDER}\n").as_bytes()).unwrap();
    };
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    line(&mut gzip);
    let mut zstd = zstd::stream::write::Encoder::new(Vec::new(), 1).unwrap();
    line(&mut zstd);
    for (name, bytes) in [("long.ndjson.gz", gzip.finish().unwrap()), ("long.ndjson.zst", zstd.finish().unwrap())] {
        let ran = run(&written(name, &bytes));
        let rows = text(&ran.stdout);
        assert_eq!(ran.status.code(), Some(0), "{name}: {}", text(&ran.stderr));
        let states: Vec<_> = rows.lines().map(|row| row.contains("\"status\":\"invalid\"")).collect();
        assert_eq!(states, [false, true, false], "{name}: {rows}");
        assert!(
            rows.contains("\"error_line\":2") && rows.contains("a record of at most 4194304 bytes"),
            "{name}: {rows}"
        );
    }
}

/// Records whose ids are long and alike.
fn records(count: usize, length: usize) -> RecordBatch {
    let column = |text: &str| -> ArrayRef { Arc::new(StringArray::from_iter_values((0..count).map(|_| text))) };
    let long = "x".repeat(length);
    let columns = [("id", column(&long)), ("kind", column("individual")), ("residence", column("US"))];
    RecordBatch::try_from_iter(columns).unwrap()
}

#[test]
fn a_packed_page_of_parquet_that_holds_more_than_it_says_is_refused() {
    let batch = records(400, 20_000);
    let packings = [
        (Compression::GZIP(GzipLevel::try_new(1).unwrap()), "a page that says it has 1100000 bytes and holds more"),
        (Compression::BROTLI(BrotliLevel::try_new(1).unwrap()), "a page that says it has 1100000 bytes and holds more"),
        // Libraries hold these to what they say.
        (Compression::ZSTD(ZstdLevel::try_new(1).unwrap()), "damaged: "),
        (Compression::SNAPPY, "damaged: "),
        (Compression::LZ4_RAW, "damaged: "),
    ];
    for (packing, said) in packings {
        for version in [WriterVersion::PARQUET_1_0, WriterVersion::PARQUET_2_0] {
            let properties = WriterProperties::builder()
                .set_compression(packing)
                .set_writer_version(version)
                .set_dictionary_enabled(false)
                .set_column_encoding("id".into(), parquet::basic::Encoding::PLAIN)
                .set_data_page_size_limit(64 << 20);
            let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), Some(properties.build())).unwrap();
            writer.write(&batch).unwrap();
            let mut file = writer.into_inner().unwrap();
            let metadata = ArrowReaderMetadata::load(&bytes::Bytes::from(file.clone()), Default::default()).unwrap();
            let page = metadata.metadata().row_group(0).column(0).data_page_offset() as usize;
            // Whole, it is read.
            let whole = run(&written("whole.parquet", &file));
            assert_eq!(whole.status.code(), Some(0), "{packing:?}: {}", text(&whole.stderr));
            assert_eq!(text(&whole.stdout).lines().count(), 400, "{packing:?}");
            // The head begins with its kind and with what is unpacked, eight million bytes: four bytes as a number.
            assert_eq!((file[page], file[page + 2]), (0x15, 0x15), "{packing:?}");
            let mut says = 2 * 1_100_000_u32;
            for (at, byte) in file[page + 3..page + 7].iter_mut().enumerate() {
                assert_eq!(*byte >= 0x80, at < 3, "{packing:?}");
                *byte = (says & 0x7F) as u8 | if at < 3 { 0x80 } else { 0 };
                says >>= 7;
            }
            refused("bomb.parquet", &file, said);
            let ran = run(&written("bomb.parquet", &file));
            assert!(text(&ran.stderr).contains("the last complete record is record 0"), "{}", text(&ran.stderr));
        }
    }
}

#[test]
fn a_packed_batch_of_arrow_is_held_to_what_it_says_and_that_to_the_bound() {
    let batch = records(40, 20_011);
    for packing in [CompressionType::ZSTD, CompressionType::LZ4_FRAME] {
        let options = || IpcWriteOptions::default().try_with_compression(Some(packing)).unwrap();
        let mut stream = StreamWriter::try_new_with_options(Vec::new(), &batch.schema(), options()).unwrap();
        stream.write(&batch).unwrap();
        stream.finish().unwrap();
        let mut file = FileWriter::try_new_with_options(Vec::new(), &batch.schema(), options()).unwrap();
        file.write(&batch).unwrap();
        file.finish().unwrap();
        for (name, whole) in [("bomb.arrows", stream.into_inner().unwrap()), ("bomb.arrow", file.into_inner().unwrap())]
        {
            let length = (40 * 20_011_u64).to_le_bytes();
            let places: Vec<_> = memchr::memmem::find_iter(&whole, &length).collect();
            let of_texts = *places.last().expect("each packed buffer begins with its length");
            for (says, said) in [(1_u64 << 40, "that stands for "), (1_000, "record 0")] {
                let mut bytes = whole.clone();
                bytes[of_texts..of_texts + 8].copy_from_slice(&says.to_le_bytes());
                refused(name, &bytes, said);
            }
        }
    }
}

/// The workbook of a spreadsheet, with one part changed, or one more.
pub(super) fn workbook(part: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let plain = fs::read(path("fixtures/registers/calc.xlsx")).unwrap();
    let mut from = ZipArchive::new(Cursor::new(plain)).unwrap();
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    let mut is_new = true;
    for at in 0..from.len() {
        let mut entry = from.by_index(at).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        if name == part {
            bytes = change(&String::from_utf8(bytes).unwrap()).into_bytes();
            is_new = false;
        }
        to.start_file(name, SimpleFileOptions::default()).unwrap();
        to.write_all(&bytes).unwrap();
    }
    if is_new {
        to.start_file(part, SimpleFileOptions::default()).unwrap();
        to.write_all(change("").as_bytes()).unwrap();
    }
    to.finish().unwrap().into_inner()
}

pub(super) const SHEET: &str = "xl/worksheets/sheet1.xml";
const TEXTS: &str = "xl/sharedStrings.xml";

#[test]
fn a_workbook_that_unpacks_to_much_or_says_so_is_refused() {
    let plain = run(&written("plain.xlsx", &workbook(SHEET, str::to_owned)));
    assert_eq!(text(&plain.stdout).lines().count(), 6, "{}", text(&plain.stderr));
    let long = || "x".repeat(5_000_000);
    let tail = "</sheetData>";
    for (part, change, said) in [
        // Memory is reserved for as many texts as it says there are.
        (
            TEXTS,
            Box::new(|xml: &str| xml.replacen("uniqueCount=\"", "uniqueCount=\"9999999999", 1))
                as Box<dyn Fn(&str) -> String>,
            "texts in ",
        ),
        (
            TEXTS,
            Box::new(|xml: &str| xml.replacen("<sst ", &format!("<sst a=\"{}\" ", long()), 1)),
            "a piece of more than",
        ),
        (SHEET, Box::new(|xml: &str| xml.replacen(tail, &(long() + tail), 1)), "a piece of more than"),
        (SHEET, Box::new(|xml: &str| xml.replacen(tail, &format!("<!--{}-->{tail}", long()), 1)), "a comment"),
        ("docProps/more.xml", Box::new(|_: &str| long().repeat(7)), "unpacks to more than 32 MiB"),
        (SHEET, Box::new(|xml: &str| xml.replace("r=\"A2\"", "r=\"A1048577\"")), "which no sheet has"),
        (SHEET, Box::new(|xml: &str| xml.replace("r=\"B2\"", "r=\"A2\"")), "not in order"),
    ] {
        refused("bomb.xlsx", &workbook(part, change), said);
    }
}
