//! Many records: one dividend, a register of holders, a row for each.
//!
//! Reads an input in chunks of whole records, answers the chunks on any number of threads, and writes
//! the rows in the input's order; so memory does not grow with the input, and the bytes do not depend
//! on the threads. The answers are those of the single command: the same reader, the same engines.

mod answers;
mod chunk;
mod columnar;
mod duplicates;
mod hand_over;
pub mod intake;
mod kept;
mod ordered;
mod sink;
mod source;
mod tally;
mod task;
mod worker;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::fs::File;
use std::io::Write;
use std::str::FromStr;

pub use chunk::MAX_RECORD;
pub use columnar::row_text::without_text;
pub use duplicates::{Duplicates, EXACT_UP_TO, fingerprint};
pub use sink::Sink;
pub use source::Source;
pub use tally::{Group, RefusedField, Sum, Tally, Totals};
pub use task::Task;

use crate::input::{
    COLUMNS, Column, Keep, Names, Place, Problem, Proposal, Proposer, Question, REMARKS, Refused, Rename, Shared,
    fact_called, listed, map_option, meant, named,
};
use crate::lang;
use crate::receipt::rows::{Digester, Proof, RowForm, Rows};
use crate::render::error_file;
use kept::name_in_rows;
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
    Ndjson {
        names: Names,
    },
    Csv {
        columns: Vec<CsvColumn>,
        header: Vec<String>,
    },
    /// Comma-separated values of which some rows are members of others: each whole comes as a record of JSON, with the
    /// rows that it is made of.
    Groups {
        columns: Vec<CsvColumn>,
        header: Vec<String>,
    },
    Columns {
        columns: Vec<columnar::Source>,
        kept: Vec<columnar::Passed>,
        /// Columns that are neither.
        dropped: Vec<String>,
    },
}

/// A column of comma-separated values.
#[derive(Clone, Debug)]
pub struct CsvColumn {
    /// The fact that it states.
    pub column: Option<&'static Column>,
    /// The same, where its cells are read as they stand.
    pub plain: Option<&'static Column>,
    /// Where its values are written otherwise.
    pub rename: Option<Box<Rename>>,
    /// It is passed on to the rows.
    pub is_kept: bool,
}

impl CsvColumn {
    /// A cell in the fact's words, as it stands or without the blanks around it.
    fn read<'t>(&'t self, cell: &'t str) -> Cow<'t, str> {
        match &self.rename {
            Some(rename) => rename.value_in(cell),
            None => self.column.map_or(cell, |column| column.bare(cell)).into(),
        }
    }
}

impl Layout {
    /// The columns whose numbers are binary fractions, which are read as the decimals that they stand for.
    pub fn floats(&self) -> Vec<&'static str> {
        match self {
            Layout::Columns { columns, .. } => columns.iter().filter_map(columnar::Source::float).collect(),
            Layout::Ndjson { .. } | Layout::Csv { .. } | Layout::Groups { .. } => Vec::new(),
        }
    }

    /// What the register calls the column of a fact; none where that does not show.
    pub fn own_name(&self, path: &str) -> Option<&str> {
        match self {
            Layout::Ndjson { names } => {
                let own = || COLUMNS.iter().find(|column| column.path == path).map(|column| column.path);
                names.own_name(path).or_else(own)
            }
            Layout::Csv { columns, header } | Layout::Groups { columns, header, .. } => {
                let states = |column: &CsvColumn| column.column.is_some_and(|column| column.path == path);
                let at = columns.iter().position(states)?;
                header.get(at).map(String::as_str)
            }
            Layout::Columns { columns, .. } => columns.iter().find_map(|column| column.own_name(path)),
        }
    }

    /// What columns that are passed on are called in the rows, in order. Of JSON it is known only where they are named.
    pub fn kept(&self) -> Vec<String> {
        match self {
            Layout::Ndjson { names: Names { keep: Keep::Only(names), .. } } => {
                names.iter().map(|name| name_in_rows(name)).collect()
            }
            Layout::Ndjson { .. } => Vec::new(),
            Layout::Csv { columns, header } | Layout::Groups { columns, header } => {
                let kept = header.iter().zip(columns).filter(|(_, column)| column.is_kept);
                kept.map(|(name, _)| name_in_rows(name)).collect()
            }
            Layout::Columns { kept, .. } => kept.iter().map(|kept| name_in_rows(&kept.name)).collect(),
        }
    }

    /// The fields of such columns, for rows in columns: as they are in a register of columns, texts else.
    pub fn kept_fields(&self) -> Vec<arrow_schema::Field> {
        let field = |name, kind| arrow_schema::Field::new(name, kind, true);
        match self {
            Layout::Columns { kept, .. } => {
                kept.iter().map(|kept| field(name_in_rows(&kept.name), kept.kind.clone())).collect()
            }
            _ => self.kept().into_iter().map(|name| field(name, arrow_schema::DataType::Utf8)).collect(),
        }
    }

    /// The columns that are no facts, by the names they have in the register.
    pub fn strangers(&self) -> Vec<&str> {
        match self {
            Layout::Ndjson { .. } => Vec::new(),
            Layout::Csv { columns, header } | Layout::Groups { columns, header } => {
                let is_stranger = |name: &str, column: &CsvColumn| column.column.is_none() && !REMARKS.contains(&name);
                let strangers = header.iter().zip(columns).filter(|(name, column)| is_stranger(name, column));
                strangers.map(|(name, _)| name.as_str()).collect()
            }
            Layout::Columns { kept, dropped, .. } => {
                kept.iter().map(|kept| kept.name.as_str()).chain(dropped.iter().map(String::as_str)).collect()
            }
        }
    }
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
    /// Keys of records of JSON that are no facts.
    pub strangers: BTreeSet<String>,
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
    let mut run = Run::new(outputs);
    run.part(source, task, threads)?;
    run.finish()
}

/// A run over one source after another, whose rows are those of one register.
pub struct Run<'w> {
    outputs: Outputs<'w>,
    report: Report,
    ids: Duplicates,
    /// How the errors that are collected are written; none before the first source.
    errors_as: Option<ErrorsAs>,
    /// Of the sources before.
    bytes: u64,
}

/// How invalid records are written.
#[derive(Debug, PartialEq, Eq)]
enum ErrorsAs {
    Json,
    /// With these columns.
    Csv(Vec<String>),
}

impl<'w> Run<'w> {
    pub fn new(outputs: Outputs<'w>) -> Run<'w> {
        Run { outputs, report: Report::default(), ids: Duplicates::default(), errors_as: None, bytes: 0 }
    }

    /// Answers every record of a source.
    pub fn part(&mut self, source: Source, task: Task<'_>, threads: usize) -> Result<(), Fault> {
        self.begin_errors(&task)?;
        let workers = (0..threads.max(1)).map(|_| Worker::new(task));
        let workers = workers.collect::<Result<Vec<_>, _>>().map_err(Fault::Facts)?;
        let Run { outputs: Outputs { rows, errors, progress }, report, ids, bytes, .. } = self;
        let (before, mut read) = (*bytes, 0);
        let write = |block: &task::Block, bytes_read: u64| {
            rows.write(block)?;
            if let Some(errors) = errors {
                errors.write_all(&block.errors).map_err(Fault::Output)?;
            }
            report.tally.merge(&block.tally);
            ids.add(&block.ids);
            report.strangers.extend(block.strangers.iter().cloned());
            read = bytes_read;
            progress(before + bytes_read, report.tally.records);
            match (&block.stopped, &block.cut_at) {
                (Some(problems), _) => Err(Fault::Facts(problems.clone())),
                (None, Some((line, hint))) => {
                    Err(Fault::Input(cut_off(named(task.shared.name), *line, hint.as_deref())))
                }
                (None, None) => Ok(()),
            }
        };
        ordered::run(source, workers, write)?;
        self.bytes = before + read;
        Ok(())
    }

    /// Writes what stands before the first invalid record; files whose records are not written alike have no file of
    /// errors together.
    fn begin_errors(&mut self, task: &Task<'_>) -> Result<(), Fault> {
        let Some(errors) = &mut self.outputs.errors else { return Ok(()) };
        let errors_as = match task.layout {
            Layout::Csv { header, .. } | Layout::Groups { header, .. } => ErrorsAs::Csv(header.clone()),
            _ => ErrorsAs::Json,
        };
        match (&self.errors_as, &errors_as) {
            (Some(before), now) if before != now => {
                return Err(Fault::Input(said!(
                    "{}: has other columns than the file before it, so that --errors cannot hold the records of both; run them one by one",
                    "{}: 直前のファイルと列が異なるため、両方のレコードを--errorsの1つのファイルに書けません。1つずつ実行してください。",
                    named(task.shared.name)
                )));
            }
            (None, ErrorsAs::Csv(header)) => {
                errors.write_all(&error_file::csv_header(header)).map_err(Fault::Output)?;
            }
            _ => {}
        }
        self.errors_as = Some(errors_as);
        Ok(())
    }

    /// Writes what stands behind the last row.
    pub fn finish(mut self) -> Result<Report, Fault> {
        self.outputs.rows.finish()?;
        if let Some(errors) = &mut self.outputs.errors {
            errors.flush().map_err(Fault::Output)?;
        }
        self.report.duplicate_ids = self.ids.found();
        Ok(self.report)
    }
}

/// The first record with this id, or the first member of one, as a case; or what is wrong with it. None when there is no
/// such record.
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
            } else if let Ok((case, law)) = &read {
                case.each_member(&mut |_, member| {
                    if found.is_none() && member.case.id.as_deref() == Some(id) {
                        found = Some(Ok((member.case.clone(), *law)));
                    }
                });
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
    /// The format of rows that the end of a file's name says, that of a packing left aside.
    pub fn of_name(name: &str) -> Option<Format> {
        let name = name.to_ascii_lowercase();
        match intake::packing_of_name(&name).0.rsplit_once('.')?.1 {
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

/// What is said of a text that ends in the middle of a line, and of what is missing there.
fn cut_off(name: &str, line: u64, hint: Option<&str>) -> String {
    let mut text = match line - 1 {
        0 => said!(
            "{name}: cut off in the middle of line {line}; no line is complete",
            "{name}: {line}行目の途中で切れています。完全な行はありません。"
        ),
        last => said!(
            "{name}: cut off in the middle of line {line}; the last complete line is line {last}",
            "{name}: {line}行目の途中で切れています。最後の完全な行は{last}行目です。"
        ),
    };
    if let Some(hint) = hint {
        text += &said!("; {hint}", "{hint}");
    }
    text
}

/// The columns that a header names, or what is wrong with it.
fn csv_layout(header: &[u8], name: &str, names: &Names, says: &[&str]) -> Result<Layout, Vec<Problem>> {
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
            let hint = word!(
                "a text that is not UTF-8 needs its --encoding, like shift_jis",
                "UTF-8でないファイルには、shift_jisのように--encodingで文字コードを指定してください。"
            );
            let got = said!("a broken header ({})", "壊れた見出し行（{}）", lang::of_csv(&error));
            let wanted = word!("the names of columns", "列名の並び").to_owned();
            return Err(vec![problem("", got, wanted, Some(hint.to_owned()))]);
        }
    }
    if record.len() > MOST_COLUMNS {
        return Err(vec![too_many_columns(name, record.len())]);
    }
    let header: Vec<String> = record.iter().map(|name| name.trim().to_owned()).collect();
    let mut problems = Vec::new();
    let mut columns: Vec<CsvColumn> = Vec::new();
    for own in &header {
        let rename = names.rename(own);
        let column = rename.map(|rename| rename.to).or_else(|| COLUMNS.iter().find(|column| column.path == own));
        let again = |other: &CsvColumn| other.column.is_some_and(|other| Some(other.path) == column.map(|it| it.path));
        if columns.iter().any(again) {
            let (got, wanted) = column_twice();
            problems.push(problem(own, got, wanted, None));
        }
        let as_it_stands = rename.is_none_or(Rename::is_of_name_alone);
        let plain = column.filter(|column| as_it_stands && Question::Dividend.reads(column.field));
        let rename = rename.cloned().map(Box::new);
        columns.push(CsvColumn { column, plain, rename, is_kept: column.is_none() && names.keeps(own) });
    }
    let has = |path: &str| columns.iter().any(|column| column.column.is_some_and(|column| column.path == path));
    problems.extend(missing_columns(name, &header, names, |path| has(path) || says.contains(&path)));
    if problems.is_empty() { Ok(Layout::Csv { columns, header }) } else { Err(problems) }
}

/// More columns than any register has: each is looked at by its name.
const MOST_COLUMNS: usize = 10_000;

fn too_many_columns(name: &str, count: usize) -> Problem {
    let place = Place { file: name.to_owned(), at: None };
    let got = said!("{count} columns", "{count}列");
    let wanted = said!("at most {MOST_COLUMNS}", "{MOST_COLUMNS}列以下");
    Problem { place, path: String::new(), got, wanted, hint: None }
}

/// Why a file of the register cannot be read.
fn fault(name: &str, why: impl fmt::Display) -> Fault {
    Fault::Input(format!("{}: {why}", named(name)))
}

fn record_of_most() -> String {
    said!("a record of at most {MAX_RECORD} bytes", "{MAX_RECORD}バイト以下のレコード")
}

fn column_twice() -> (String, String) {
    let got = word!("the column a second time", "列の重複");
    (got.to_owned(), word!("each column once", "重複のない列").to_owned())
}

/// The columns without which no record can be read. What reads those that most likely are facts is one map, told with the
/// first of them.
fn missing_columns(name: &str, own: &[String], names: &Names, has: impl Fn(&str) -> bool) -> Vec<Problem> {
    let place = || Place { file: name.to_owned(), at: None };
    let missing: Vec<&Column> = COLUMNS.iter().filter(|column| column.required && !has(column.path)).collect();
    let free = own.iter().map(String::as_str).filter(|own| names.rename(own).is_none());
    let likely = match missing.is_empty() {
        true => Proposal::default(),
        false => Proposer::default().of_columns(free, &has),
    };
    let mut map = likely.map(0);
    let problem = |column: &Column| {
        let which = || {
            let shown = listed(own.iter().filter(|own| !own.is_empty()).take(20).map(String::as_str));
            if own.iter().all(|own| fact_called(own).is_none()) {
                return said!(
                    "the first line has to be the names of columns; if it is, say which it is: --map COLUMN={}, of {shown}",
                    "1行目は列名の行でなければなりません。列名であれば、どの列かを--map 列名={}で指定してください（列：{shown}）。",
                    column.path
                );
            }
            said!(
                "say which it is: --map COLUMN={}, of {shown}",
                "どの列かを--map 列名={}で指定してください（列：{shown}）。",
                column.path
            )
        };
        let hint = match likely.of_fact(column.path).is_empty() {
            true => Some(which()),
            false => map.take().map(|map| meant(map_option(&map))),
        };
        Problem {
            place: place(),
            path: column.path.to_owned(),
            got: word!("no such column", "該当する列なし").to_owned(),
            wanted: column.value.wanted(),
            hint,
        }
    };
    let unused = names.missing(|name| own.iter().any(|own| own == name));
    let unused = unused.into_iter().map(|renamed| Problem {
        place: place(),
        path: renamed.to_owned(),
        got: word!("no such column", "該当する列なし").to_owned(),
        wanted: word!("the columns that --map names", "--mapで指定した列").to_owned(),
        hint: None,
    });
    missing.into_iter().map(problem).chain(unused).collect()
}

/// Digests the rows of a Parquet file or an Arrow stream that a run wrote; with the proof of one, counted from 0.
///
/// # Errors
///
/// The file is neither, or is damaged.
pub fn digested_columns(file: File, name: &str, wanted: Option<u64>) -> Result<(Rows, Option<Proof>), Fault> {
    let mut source = Source::of_rows(file, name)?;
    let mut digester = Digester::proving(RowForm::Columns, wanted);
    while let Some(chunk) = source.next(chunk::Text::default())? {
        if let task::Chunk::Rows { batch, .. } = chunk {
            columnar::row_text::each_row(&batch, |row| digester.add_row(row));
        }
    }
    Ok(digester.finish())
}
