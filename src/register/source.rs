//! Where records come from: text, Arrow streams, Parquet files.
//!
//! Columns are decoded by libraries, which trust what a file says of itself. So that is looked at first, what they may
//! reserve is bounded, and a panic of theirs is told as the error it is.

mod blocks;
mod bounds;
mod frames;
pub(super) mod grouped;
pub(super) mod guard;
mod pages;
mod renamed;
mod thrift;

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_ipc::reader::{FileReader, StreamReader};
use arrow_schema::{DataType, Field, FieldRef, Schema, SchemaRef};
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
};

use super::chunk::{Chunks, Ends, Text};
use super::intake::not_read;
use super::task::Chunk;
use super::{Fault, Format, Layout, columnar, csv_layout, fault};
use crate::facts::ValueType;
use crate::input::{COLUMNS, Keep, Names, named};
use crate::lang::{self, Lang};

use bounds::ROWS;
use frames::Frames;
use grouped::Grouped;
use guard::caught;
use renamed::Renamed;

/// What a library may read for one batch of an Arrow stream, with the dictionaries before it.
const BATCH: u64 = 128 << 20;

/// What the texts of the rows that are answered at a time may come to.
const TEXTS: usize = 64 << 20;

type Input = Box<dyn Read + Send>;

/// An input that is read chunk by chunk.
pub struct Source {
    from: From,
    /// How messages call it.
    name: String,
    rows: u64,
    /// What columns were last read; text counts its own bytes.
    bytes: u64,
    /// The rest of a batch of which only the first rows were handed on.
    rest: Option<RecordBatch>,
}

enum From {
    Text(Chunks<Input>),
    Stream(Box<StreamReader<Tail<Frames<Input>>>>),
    ArrowFile(Box<FileReader<Box<dyn blocks::File>>>),
    Parquet(Box<Groups>),
    /// An empty stream: nothing was written, not even a schema.
    Nothing,
}

impl Source {
    /// Opens a stream of records whose columns are facts and reads what stands before the first.
    pub fn open(input: Input, format: Format, name: &str) -> Result<(Source, Layout), Fault> {
        Source::open_with(input, format, name, &Names::new(Keep::None), &[])
    }

    /// The same of a register with names of its own, for which a folder says some facts.
    pub fn open_with(
        input: Input,
        format: Format,
        name: &str,
        names: &Names,
        says: &[&str],
    ) -> Result<(Source, Layout), Fault> {
        let failed = |error: io::Error| not_read(name, &error);
        let (from, layout) = match format {
            Format::Ndjson => {
                let input = if names.is_plain() { input } else { Box::new(Renamed::new(input, names.clone())) };
                let layout = Layout::Ndjson { names: names.clone() };
                (From::Text(Chunks::new(input, Ends::Lines)), layout)
            }
            Format::Csv => {
                let mut chunks = Chunks::new(input, Ends::Quoted);
                let header = chunks.first().map_err(failed)?;
                let layout = csv_layout(&header, name, names, says).map_err(Fault::Facts)?;
                match layout {
                    // Rows that are members of others stand inside their record.
                    Layout::Csv { columns, header } if grouped::has_members(&columns) => {
                        let line = chunks.line();
                        let rows: Input = Box::new(Grouped::new(chunks, columns.clone()));
                        let layout = Layout::Groups { columns, header };
                        (From::Text(Chunks::new(rows, Ends::Lines).beginning_at(line)), layout)
                    }
                    layout => (From::Text(chunks), layout),
                }
            }
            Format::Arrow => {
                let mut input = Tail::new(Frames::new(input, BATCH));
                if input.skip_file_magic().map_err(failed)? {
                    (From::Nothing, Layout::Columns { columns: Vec::new(), kept: Vec::new(), dropped: Vec::new() })
                } else {
                    let reader = guarded(|| StreamReader::try_new(input, None)).map_err(|error| {
                        let why = said!("not an Arrow stream: {error}", "Arrowストリームではありません（{error}）。");
                        fault(name, why)
                    })?;
                    let layout = columnar::layout(&reader.schema(), name, names, says).map_err(Fault::Facts)?;
                    (From::Stream(Box::new(reader)), layout)
                }
            }
            Format::Parquet => {
                let why = word!(
                    "a Parquet file is read from its end and cannot come through a pipe; name the file",
                    "Parquetファイルは末尾から読み取るため、パイプでは渡せません。ファイル名を指定してください。"
                );
                return Err(fault(name, why));
            }
        };
        Ok((Source { from, name: name.to_owned(), rows: 0, bytes: 0, rest: None }, layout))
    }

    /// Opens an Arrow file, which is read by what its end says of its parts.
    pub fn arrow_file(
        mut file: Box<dyn blocks::File>,
        name: &str,
        names: &Names,
        says: &[&str],
    ) -> Result<(Source, Layout), Fault> {
        let failed = |why: String| {
            fault(name, said!("not a whole Arrow file: {why}", "完全なArrowファイルではありません（{why}）。"))
        };
        blocks::check(&mut *file, BATCH).map_err(failed)?;
        let reader = guarded(|| FileReader::try_new(file, None)).map_err(failed)?;
        let layout = columnar::layout(&reader.schema(), name, names, says).map_err(Fault::Facts)?;
        let from = From::ArrowFile(Box::new(reader));
        Ok((Source { from, name: name.to_owned(), rows: 0, bytes: 0, rest: None }, layout))
    }

    /// Opens a Parquet file whose columns are facts.
    pub fn parquet(file: File, name: &str) -> Result<(Source, Layout), Fault> {
        Source::parquet_with(file, name, &Names::new(Keep::None), &[])
    }

    /// The same with names of its own.
    pub fn parquet_with(file: File, name: &str, names: &Names, says: &[&str]) -> Result<(Source, Layout), Fault> {
        let failed = |why: String| {
            fault(
                name,
                said!(
                    "not a whole Parquet file, it may have been cut short: {why}",
                    "完全なParquetファイルではありません。途中で切れている可能性があります（{why}）。"
                ),
            )
        };
        let groups = Groups::open(file).map_err(failed)?;
        let layout = columnar::layout(groups.metadata.schema(), name, names, says).map_err(Fault::Facts)?;
        let from = From::Parquet(Box::new(groups));
        let source = Source { from, name: name.to_owned(), rows: 0, bytes: 0, rest: None };
        Ok((source, layout))
    }

    /// Opens rows that a run wrote in columns, whatever their columns are.
    pub fn of_rows(mut file: File, name: &str) -> Result<Source, Fault> {
        let failed = |error: io::Error| not_read(name, &error);
        let mut magic = Vec::new();
        (&mut file).take(4).read_to_end(&mut magic).map_err(failed)?;
        file.seek(SeekFrom::Start(0)).map_err(failed)?;
        let from = if magic == b"PAR1" {
            let cut = |why: String| {
                fault(name, said!("not a whole Parquet file: {why}", "完全なParquetファイルではありません（{why}）。"))
            };
            From::Parquet(Box::new(Groups::open(file).map_err(cut)?))
        } else {
            let wanted = |why: String| {
                fault(
                    name,
                    said!(
                        "neither Parquet nor an Arrow stream: {why}",
                        "ParquetファイルでもArrowストリームでもありません（{why}）。"
                    ),
                )
            };
            let input: Input = Box::new(file);
            let mut input = Tail::new(Frames::new(input, BATCH));
            match input.skip_file_magic().map_err(failed)? {
                true => From::Nothing,
                false => From::Stream(Box::new(guarded(|| StreamReader::try_new(input, None)).map_err(wanted)?)),
            }
        };
        Ok(Source { from, name: name.to_owned(), rows: 0, bytes: 0, rest: None })
    }

    /// The next chunk, in the memory of `spare` where that can be used; none at the end.
    pub fn next(&mut self, mut spare: Text) -> Result<Option<Chunk>, Fault> {
        match &mut self.from {
            From::Nothing => Ok(None),
            From::Text(chunks) => {
                let last = chunks.line() - 1;
                match chunks.next(&mut spare) {
                    Ok(true) => Ok(Some(Chunk::Text(spare))),
                    Ok(false) => Ok(None),
                    Err(error) => Err(Fault::Input(said!(
                        "{}: could not be read on: {1}; the last complete line is line {last}",
                        "{}: 続きを読み取れません（{1}）。最後の完全な行は{last}行目です。",
                        named(&self.name),
                        lang::of_io(&error)
                    ))),
                }
            }
            From::Stream(reader) => {
                if let Some(batch) = self.rest.take() {
                    return Ok(Some(self.chunk(batch)));
                }
                let before = reader.get_ref().bytes();
                reader.get_mut().may_read = BATCH;
                let batch = guarded(|| reader.next().transpose());
                self.bytes = reader.get_ref().read;
                let all = reader.get_ref().bytes();
                let cut = |why: String| cut_off(&self.name, &why, self.rows);
                match batch {
                    // A record has a kind and a residence, and takes a byte at the least.
                    Ok(Some(batch)) if batch.num_rows() as u64 > all - before => {
                        let (rows, bytes) = (batch.num_rows(), all - before);
                        Err(cut(said!(
                            "the Arrow stream is damaged: {rows} records in {bytes} bytes",
                            "Arrowストリームが壊れています（{bytes}バイトに対し{rows}件のレコード）"
                        )))
                    }
                    Ok(Some(batch)) if batch.get_array_memory_size() as u64 > 2 * BATCH => {
                        Err(cut(too_long("stream", "ストリーム")))
                    }
                    Ok(Some(batch)) => Ok(Some(self.chunk(batch))),
                    Err(error) => Err(cut(said!(
                        "the Arrow stream was cut off or is damaged: {error}",
                        "Arrowストリームが途中で切れているか、壊れています（{error}）"
                    ))),
                    Ok(None) if reader.get_ref().ends() => Ok(None),
                    Ok(None) => Err(cut(word!(
                        "the Arrow stream was cut off: it has no end-of-stream mark",
                        "Arrowストリームが途中で切れています（終端の印がない）"
                    )
                    .to_owned())),
                }
            }
            From::ArrowFile(reader) => {
                if let Some(batch) = self.rest.take() {
                    return Ok(Some(self.chunk(batch)));
                }
                let cut = |why: String| cut_off(&self.name, &why, self.rows);
                match guarded(|| reader.next().transpose()) {
                    Ok(Some(batch)) if batch.get_array_memory_size() as u64 > 4 * BATCH => {
                        Err(cut(too_long("file", "ファイル")))
                    }
                    Ok(Some(batch)) => {
                        self.bytes += batch.get_array_memory_size() as u64;
                        Ok(Some(self.chunk(batch)))
                    }
                    Ok(None) => Ok(None),
                    Err(error) => {
                        Err(cut(said!("the Arrow file is damaged: {error}", "Arrowファイルが壊れています（{error}）")))
                    }
                }
            }
            From::Parquet(groups) => match groups.next() {
                Ok(Some(batch)) => Ok(Some(self.chunk(batch))),
                Ok(None) => Ok(None),
                Err(error) => {
                    let why = said!("damaged: {error}", "壊れています（{error}）");
                    Err(cut_off(&self.name, &why, self.rows))
                }
            },
        }
    }

    /// How many bytes were read, where that is known: to show how far a run is.
    pub fn bytes_read(&self) -> u64 {
        if let From::Text(chunks) = &self.from { chunks.bytes_read() } else { self.bytes }
    }

    /// As many rows of a batch as are answered at a time; the others are kept.
    fn chunk(&mut self, batch: RecordBatch) -> Chunk {
        let first_row = self.rows + 1;
        let rows = match self.from {
            From::Stream(_) | From::ArrowFile(_) => columnar::rows_within(&batch, TEXTS).min(ROWS),
            _ => batch.num_rows(),
        };
        let batch = if rows < batch.num_rows() {
            self.rest = Some(batch.slice(rows, batch.num_rows() - rows));
            batch.slice(0, rows)
        } else {
            batch
        };
        self.rows += batch.num_rows() as u64;
        Chunk::Rows { batch, first_row }
    }
}

fn too_long(what: &str, what_in_japanese: &str) -> String {
    let batch = long_batch();
    match lang::chosen() {
        Lang::En => format!("the Arrow {what} has {batch}"),
        Lang::Ja => format!("Arrow{what_in_japanese}を読み取れません（{batch}）"),
    }
}

fn long_batch() -> &'static str {
    word!(
        "a batch of more than 128 MiB; write smaller batches",
        "128MiBを超えるバッチがある。より小さなバッチで書き出すこと"
    )
}

fn cut_off(name: &str, why: &str, rows: u64) -> Fault {
    fault(
        name,
        said!("{why}; the last complete record is record {rows}", "{why}。最後の完全なレコードはレコード{rows}です。"),
    )
}

/// Calls a library that reads what nobody checked.
fn guarded<T, E: std::fmt::Display>(call: impl FnOnce() -> Result<T, E>) -> Result<T, String> {
    caught(call)?.map_err(|error| error.to_string())
}

/// The groups of rows of a Parquet file, one after another.
struct Groups {
    file: Arc<File>,
    metadata: ArrowReaderMetadata,
    next: usize,
    reader: Option<ParquetRecordBatchReader>,
}

impl Groups {
    fn open(file: File) -> Result<Groups, String> {
        bounds::footer(&file)?;
        let metadata = guarded(|| {
            let metadata = ArrowReaderMetadata::load(&file, ArrowReaderOptions::new())?;
            let options = ArrowReaderOptions::new().with_schema(with_dictionaries(metadata.schema()));
            // Where a file cannot be read so, it is read as it is.
            let with_dictionaries = ArrowReaderMetadata::try_new(metadata.metadata().clone(), options);
            Ok::<_, parquet::errors::ParquetError>(with_dictionaries.unwrap_or(metadata))
        })?;
        Ok(Groups { file: Arc::new(file), metadata, next: 0, reader: None })
    }

    fn next(&mut self) -> Result<Option<RecordBatch>, String> {
        loop {
            if let Some(reader) = &mut self.reader
                && let Some(batch) = guarded(|| reader.next().transpose())?
            {
                return Ok(Some(batch));
            }
            if self.next == self.metadata.metadata().num_row_groups() {
                return Ok(None);
            }
            let group = self.next;
            self.next += 1;
            let rows = caught(|| bounds::rows(&self.file, self.metadata.metadata(), group)).flatten()?;
            let file = self.file.try_clone().map_err(|error| error.to_string())?;
            let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(file, self.metadata.clone());
            self.reader = Some(guarded(|| builder.with_batch_size(rows).with_row_groups(vec![group]).build())?);
        }
    }
}

/// The same columns, those of words as dictionaries: so they mostly stand in a Parquet file, and each word need be looked
/// at only once.
fn with_dictionaries(schema: &Schema) -> SchemaRef {
    let is_word = |field: &Field| {
        let column = COLUMNS.iter().find(|column| column.path == field.name());
        column.is_some_and(|column| matches!(column.value, ValueType::Word(_) | ValueType::Country))
    };
    let dictionary = DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8));
    let field = |field: &FieldRef| {
        let as_dictionary = *field.data_type() == DataType::Utf8 && is_word(field);
        if as_dictionary { Arc::new(Field::clone(field).with_data_type(dictionary.clone())) } else { field.clone() }
    };
    Arc::new(Schema::new_with_metadata(
        schema.fields().iter().map(field).collect::<Vec<_>>(),
        schema.metadata().clone(),
    ))
}

/// Remembers the last bytes read: an Arrow stream is whole only if it ends with the mark for it.
struct Tail<R> {
    input: R,
    /// Bytes that were looked at and not yet read.
    ahead: Vec<u8>,
    last: [u8; 8],
    read: u64,
    /// How many bytes may still be read.
    may_read: u64,
}

impl<R: Read> Tail<Frames<R>> {
    /// How many bytes were read, and what packed ones stand for.
    fn bytes(&self) -> u64 {
        self.read.saturating_add(self.input.inflated)
    }
}

impl<R: Read> Tail<R> {
    fn new(input: R) -> Tail<R> {
        Tail { input, ahead: Vec::new(), last: [0xFF; 8], read: 0, may_read: BATCH }
    }

    /// An Arrow file is a stream behind eight bytes. True when there is nothing at all.
    fn skip_file_magic(&mut self) -> io::Result<bool> {
        let mut begins = Vec::new();
        (&mut self.input).take(8).read_to_end(&mut begins)?;
        if begins != b"ARROW1\0\0" {
            self.ahead.clone_from(&begins);
        }
        Ok(begins.is_empty())
    }

    fn ends(&self) -> bool {
        self.last == [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0]
    }
}

impl<R: Read> Read for Tail<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.may_read == 0 {
            return Err(io::Error::other(long_batch()));
        }
        let count = if self.ahead.is_empty() {
            (&mut self.input).take(self.may_read).read(buffer)?
        } else {
            let count = self.ahead.as_slice().take(self.may_read).read(buffer)?;
            self.ahead.drain(..count);
            count
        };
        self.read += count as u64;
        self.may_read -= count as u64;
        for byte in buffer.iter().take(count).skip(count.saturating_sub(self.last.len())) {
            self.last.rotate_left(1);
            self.last[7] = *byte;
        }
        Ok(count)
    }
}
