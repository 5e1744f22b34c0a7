//! What a run writes: in which format, to which files, and what watches and digests it.

use std::fs;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use arrow_schema::Field;
use indicatif::{ProgressBar, ProgressStyle};

use super::{BatchArgs, file_name, is_standard};
use crate::cli::atomic_file::Beside;
use crate::cli::output::Shown;
use crate::cli::registers::Part;
use crate::cli::tape::Kept;
use crate::cli::{Exit, Failure, inputs, receipt};
use crate::input::visible;
use crate::lang;
use crate::receipt::rows::{Digester, Digesting, RowForm};
use crate::register::intake::{self, Form, Packing, packing_of_name};
use crate::register::{self, Format, Outputs, Shape, Sink};
use crate::render::json::to_json;
use crate::render::summary::Summary;

impl BatchArgs {
    /// In which format rows are written.
    pub(super) fn to(&self, from: Form) -> Result<Format, Failure> {
        let by_name = file_name(&self.output).and_then(Format::of_name);
        let to = match self.to.map(Format::from).or(by_name) {
            Some(format) if self.full && format != Format::Ndjson => {
                let why = word!(
                    "--full writes whole answers, which only ndjson can hold",
                    "--fullは回答の全体を書き出すため、形式はndjsonに限られます。"
                );
                return Err(Failure::Usage(why.to_owned()));
            }
            Some(format) => format,
            None if self.full => Format::Ndjson,
            None if is_standard(&self.output) || is_no_file(&self.output) => from.of_rows(),
            None => {
                return Err(Failure::Usage(said!(
                    "--output {}: its name does not say how to write; say --to ndjson, csv, parquet or arrow (or name it \
                     .ndjson, .csv, .parquet, .arrow; .ndjson and .csv packed with .gz or .zst behind that)",
                    "--output {}: ファイル名から形式が分かりません。--toにndjson、csv、parquet又はarrowを指定するか、拡張子を\
                     .ndjson、.csv、.parquet又は.arrow（.ndjson及び.csvの圧縮は末尾に.gz又は.zst）としてください。",
                    inputs::shown(&self.output)
                )));
            }
        };
        let is_binary = matches!(to, Format::Arrow | Format::Parquet);
        if is_binary && is_standard(&self.output) && io::stdout().is_terminal() {
            let why = word!(
                "Parquet and Arrow are not for a terminal; name a file with --output, or say --to ndjson",
                "ParquetとArrowは端末に出力できません。--outputでファイルを指定するか、--to ndjsonとしてください。"
            );
            return Err(Failure::Usage(why.to_owned()));
        }
        if is_binary && self.packing().is_some() {
            let why = word!(
                "Parquet and Arrow are packed inside; leave .gz or .zst off the name",
                "ParquetとArrowは内部で圧縮されます。ファイル名の.gz又は.zstを外してください。"
            );
            return Err(Failure::Usage(why.to_owned()));
        }
        Ok(to)
    }

    /// How the output's name says that it is packed.
    fn packing(&self) -> Option<Packing> {
        packing_of_name(&file_name(&self.output)?.to_ascii_lowercase()).1
    }

    pub(super) fn shape(&self, to: Format) -> Shape {
        match to {
            _ if self.full => Shape::Full,
            Format::Ndjson => Shape::Ndjson,
            Format::Csv => Shape::Csv,
            Format::Arrow => Shape::Columns,
            Format::Parquet => Shape::Dictionaries,
        }
    }

    /// Opens the outputs; what is to be put in its place at the end is among `files`.
    pub(super) fn outputs(
        &self,
        to: Format,
        kept: &[Field],
        files: &mut Vec<Beside>,
        bar: Option<ProgressBar>,
        digester: Option<&Arc<Mutex<Digester>>>,
    ) -> Result<Outputs<'static>, Failure> {
        let mut open = |path: &Path| -> Result<Box<dyn Write + Send>, Failure> {
            let file = create(path)?;
            let writer = file.writer().map_err(Failure::Output)?;
            files.push(file);
            Ok(Box::new(writer))
        };
        let shown = || Shown::standard_output().map_err(Failure::Output);
        let rows: Box<dyn Write + Send> = match is_standard(&self.output) {
            // Columns come in many small pieces.
            true if to == Format::Arrow => Box::new(BufWriter::new(shown()?)),
            true => Box::new(shown()?),
            false => open(&self.output)?,
        };
        let rows = match self.packing() {
            Some(packing) => intake::packing(rows, packing).map_err(Failure::Usage)?,
            None => rows,
        };
        // Rows are digested as they are written, before they are packed.
        let is_binary = matches!(to, Format::Arrow | Format::Parquet);
        let sink = match digester {
            Some(digester) if is_binary => {
                if let Some(field) = register::without_text(&kept.to_vec().into()) {
                    let (name, kind) = (visible(field.name()), field.data_type());
                    let why = said!(
                        "--receipt: the column {name} of type {kind} cannot be proved: leave it out of --keep",
                        "--receipt: 型{kind}の列{name}は証明できません。--keepから外してください。"
                    );
                    return Err(Failure::Usage(why));
                }
                Sink::open_with(rows, to, &self.columns, kept)?.digesting(Arc::clone(digester))
            }
            Some(digester) => {
                Sink::open_with(Box::new(Digesting::new(rows, Arc::clone(digester))), to, &self.columns, kept)?
            }
            None => Sink::open_with(rows, to, &self.columns, kept)?,
        };
        Ok(Outputs {
            rows: sink,
            errors: self.errors.as_deref().map(open).transpose()?,
            progress: match bar {
                Some(bar) => Box::new(move |bytes, records| {
                    bar.set_position(bytes);
                    bar.set_message(said!("{records} records", "{records}件"));
                }),
                None => Box::new(|_, _| {}),
            },
        })
    }
}

/// The receipt that is asked for.
pub(super) struct Asked<'a> {
    pub place: &'a Path,
    pub command: &'a [String],
    /// What all records share, as it was read.
    pub kept: &'a [Kept],
}

impl Asked<'_> {
    /// Writes it beside its place.
    pub(super) fn receipt(
        self,
        parts: &[Part],
        digester: Arc<Mutex<Digester>>,
        exit: Exit,
        summary: &Summary,
    ) -> Result<Beside, Failure> {
        let digester = Arc::into_inner(digester).and_then(|digester| digester.into_inner().ok());
        let (rows, _) = digester
            .ok_or_else(|| {
                Failure::Input(
                    word!("the rows are still being written", "出力行の書込みが終わっていません。").to_owned(),
                )
            })?
            .finish();
        let registers: Vec<&Path> = parts.iter().map(|part| part.path.as_path()).collect();
        receipt::OfRun {
            place: self.place,
            command: self.command.to_vec(),
            kept: self.kept,
            registers: &registers,
            exit,
            totals: to_json(&summary.totals),
            rows,
        }
        .beside()
    }
}

/// What digests rows of this format.
pub(super) fn digester_of(to: Format) -> Arc<Mutex<Digester>> {
    let form = match to {
        Format::Ndjson => RowForm::Ndjson,
        Format::Csv => RowForm::Csv,
        Format::Arrow | Format::Parquet => RowForm::Columns,
    };
    Arc::new(Mutex::new(Digester::new(form)))
}

pub(super) fn create(path: &Path) -> Result<Beside, Failure> {
    Beside::create(path).map_err(|error| {
        let said = format!("{}: {}", path.display(), lang::of_io(&error));
        Failure::Output(io::Error::new(error.kind(), said))
    })
}

/// A bar for people who watch; none where standard error is a file or a pipe.
pub(super) fn bar(parts: &[Part]) -> Option<ProgressBar> {
    if !io::stderr().is_terminal() {
        return None;
    }
    // Of what is packed it is not known how much there is.
    let size = |part: &Part| {
        let is_plain = file_name(&part.path).is_some_and(|name| packing_of_name(name).1.is_none());
        fs::metadata(&part.path).ok().filter(|metadata| metadata.is_file() && is_plain).map(|metadata| metadata.len())
    };
    let bar = match parts.iter().map(size).sum::<Option<u64>>() {
        Some(size) => ProgressBar::new(size).with_style(
            ProgressStyle::with_template(word!(
                "{bar:30} {percent}%  {msg}, {bytes_per_sec}, {eta} left",
                "{bar:30} {percent}%  {msg}、{bytes_per_sec}、残り{eta}"
            ))
            .ok()?,
        ),
        None => ProgressBar::new_spinner().with_style(
            ProgressStyle::with_template(word!(
                "{spinner} {msg}, {bytes} read, {bytes_per_sec}",
                "{spinner} {msg}、{bytes}読取り済み、{bytes_per_sec}"
            ))
            .ok()?,
        ),
    };
    bar.enable_steady_tick(Duration::from_millis(200));
    Some(bar)
}

/// A device or a pipe, or a file without a name.
fn is_no_file(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| !metadata.is_file())
}
