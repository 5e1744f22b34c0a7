//! Many records: one dividend, a register of holders, a row for each.
//!
//! Reads an input in chunks of whole records, answers the chunks on any number of threads, and writes
//! the rows in the input's order; so memory does not grow with the input, and the bytes do not depend
//! on the threads. The answers are those of the single command: the same reader, the same engines.

mod answers;
mod chunk;
mod columnar;
mod duplicates;
mod ordered;
mod sink;
mod source;
mod tally;
mod worker;

use std::io::Write;
use std::str::FromStr;

pub use chunk::MAX_RECORD;
pub use duplicates::{Duplicates, EXACT_UP_TO, fingerprint};
pub use sink::Sink;
pub use source::Source;
pub use tally::{Group, Sum, Tally, Totals};
pub use worker::Task;

use crate::input::{COLUMNS, Column, Place, Problem, REMARKS, Refused, Shared};
use crate::render::error_file;
use worker::{Worker, each_record};

/// How records are written in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One JSON object on each line.
    Ndjson,
    /// Comma-separated values with a header.
    Csv,
    /// An Arrow IPC stream, or file.
    Arrow,
    Parquet,
}

/// What is known of an input before its first record.
#[derive(Debug)]
pub enum Layout {
    Ndjson,
    Csv {
        /// None where a column is not read.
        columns: Vec<Option<&'static Column>>,
        header: Vec<String>,
    },
    Columns {
        columns: Vec<columnar::Source>,
    },
}

/// What is written for a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A flat row of JSON.
    Ndjson,
    /// A flat row of comma-separated values.
    Csv,
    /// A flat row in columns.
    Columns,
    /// The same, with words as dictionaries: for Parquet, which keeps them so.
    Dictionaries,
    /// The whole answer, JSON on one line.
    Full,
}

/// What a whole run came to.
#[derive(Debug, Default)]
pub struct Report {
    pub tally: Tally,
    /// Records whose id an earlier record had; none where there were too many ids to compare them all.
    pub duplicate_ids: Option<u64>,
}

/// Why a run did not come to its end.
#[derive(Debug)]
pub enum Fault {
    /// The facts are invalid: those that all records share, or the columns, or a record where the run
    /// was to stop at the first such.
    Facts(Vec<Problem>),
    /// The input cannot be read, or ends in the middle of a record.
    Input(String),
    /// The output cannot be written.
    Output(std::io::Error),
}

/// Where the rows go, and who is told.
pub struct Outputs<'w> {
    pub rows: Sink<'w>,
    /// Invalid records with their text, ready to be mended.
    pub errors: Option<Box<dyn Write + Send + 'w>>,
    /// Called now and then with the bytes read and the records answered.
    pub progress: Box<dyn FnMut(u64, u64) + Send + 'w>,
}

/// Answers every record of `source`.
pub fn run(source: Source, task: Task<'_>, outputs: Outputs<'_>, threads: usize) -> Result<Report, Fault> {
    let mut errors = outputs.errors;
    if let (Some(errors), Layout::Csv { header, .. }) = (&mut errors, task.layout) {
        errors.write_all(&error_file::csv_header(header)).map_err(Fault::Output)?;
    }
    let workers = (0..threads.max(1)).map(|_| Worker::new(task));
    let workers = workers.collect::<Result<Vec<_>, _>>().map_err(Fault::Facts)?;
    let mut report = Report::default();
    let mut ids = Duplicates::default();
    let mut rows = outputs.rows;
    let mut progress = outputs.progress;
    let write = |block: &worker::Block, bytes_read: u64| {
        rows.write(block)?;
        if let Some(errors) = &mut errors {
            errors.write_all(&block.errors).map_err(Fault::Output)?;
        }
        report.tally.merge(&block.tally);
        ids.add(&block.ids);
        progress(bytes_read, report.tally.records);
        match (&block.stopped, block.cut_at) {
            (Some(problems), _) => Err(Fault::Facts(problems.clone())),
            (None, Some(line)) => Err(Fault::Input(format!(
                "{}: cut off in the middle of line {line}; the last complete line is line {}",
                task.shared.name,
                line - 1
            ))),
            (None, None) => Ok(()),
        }
    };
    ordered::run(source, workers, write)?;
    rows.finish()?;
    if let Some(errors) = &mut errors {
        errors.flush().map_err(Fault::Output)?;
    }
    report.duplicate_ids = ids.found();
    Ok(report)
}

/// The first record with this id, as a case; or what is wrong with it. None when there is no such record.
pub fn find(
    mut source: Source,
    layout: &Layout,
    shared: &Shared<'_>,
    id: &str,
) -> Result<Option<(crate::facts::Case, &'static crate::law::Law)>, Fault> {
    let mut found = None;
    while let Some(chunk) = source.next(chunk::Text::default())? {
        each_record(layout, &chunk, |line, raw| {
            let read = shared.read(line as usize, raw);
            let own = match &read {
                Ok((case, _)) => case.id.as_deref(),
                Err(refused) => refused.id.as_deref(),
            };
            if own == Some(id) {
                found = Some(read);
            }
            found.is_none()
        });
        if let Some(read) = found {
            return read.map(Some).map_err(|Refused { problems, .. }| Fault::Facts(problems));
        }
    }
    Ok(None)
}

impl Format {
    /// The format that the end of a file's name says.
    pub fn of_name(name: &str) -> Option<Format> {
        match name.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
            "ndjson" | "jsonl" | "json" => Some(Format::Ndjson),
            "csv" => Some(Format::Csv),
            "arrow" | "arrows" | "ipc" => Some(Format::Arrow),
            "parquet" => Some(Format::Parquet),
            _ => None,
        }
    }
}

impl FromStr for Format {
    type Err = ();

    fn from_str(name: &str) -> Result<Format, ()> {
        Format::of_name(&format!(".{name}")).ok_or(())
    }
}

/// The columns that a header names, or what is wrong with it.
fn csv_layout(header: &[u8], name: &str) -> Result<Layout, Vec<Problem>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(header);
    let mut record = csv::StringRecord::new();
    let problem = |path: &str, got: String, wanted: String, hint| {
        let place = Place { file: name.to_owned(), at: Some((1, 1)) };
        Problem { place, path: path.to_owned(), got, wanted, hint }
    };
    match reader.read_record(&mut record) {
        Ok(true) => {}
        Ok(false) => return Ok(Layout::Csv { columns: Vec::new(), header: Vec::new() }),
        Err(error) => {
            return Err(vec![problem(
                "",
                format!("a broken header ({error})"),
                "the names of columns".to_owned(),
                None,
            )]);
        }
    }
    let header: Vec<String> = record.iter().map(|name| name.trim().to_owned()).collect();
    let mut problems = Vec::new();
    let mut columns: Vec<Option<&'static Column>> = Vec::new();
    for (at, path) in header.iter().enumerate() {
        let column = COLUMNS.iter().find(|column| column.path == path);
        if column.is_none() && !REMARKS.contains(&path.as_str()) {
            problems.push(problem(path, "an unknown column".to_owned(), known_columns(path), near_column(path)));
        } else if header[..at].contains(path) {
            problems.push(problem(path, "the column a second time".to_owned(), "each column once".to_owned(), None));
        }
        columns.push(column);
    }
    problems.extend(missing_columns(name, |path| header.iter().any(|name| name == path)));
    if problems.is_empty() { Ok(Layout::Csv { columns, header }) } else { Err(problems) }
}

/// The columns without which no record can be read.
fn missing_columns(name: &str, has: impl Fn(&str) -> bool) -> Vec<Problem> {
    let missing = COLUMNS.iter().filter(|column| column.required && !has(column.path));
    let problem = |column: &Column| Problem {
        place: Place { file: name.to_owned(), at: None },
        path: column.path.to_owned(),
        got: "no such column".to_owned(),
        wanted: column.value.wanted(),
        hint: None,
    };
    missing.map(problem).collect()
}

fn known_columns(path: &str) -> String {
    match near_column(path) {
        Some(_) => "a known column".to_owned(),
        None => "one of the columns that `iijtax schema holder` lists, dotted where nested".to_owned(),
    }
}

fn near_column(path: &str) -> Option<String> {
    let near = crate::input::nearest(path, COLUMNS.iter().map(|column| column.path));
    near.map(|near| format!("did you mean {near:?}?"))
}
