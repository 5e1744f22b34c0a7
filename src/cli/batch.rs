//! `iijtax batch`.

use std::fs::{self, File};
use std::io::{self, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};

use super::args::{FxArg, LawArg};
use super::atomic_file::Beside;
use super::output::{Output, Shown};
use super::places::Places;
use super::summary::summary;
use super::{Exit, Failure, Run, inputs};
use crate::dividend;
use crate::input::Shared;
use crate::register::{self, Fault, Format, Layout, Outputs, Shape, Sink, Source, Task};
use crate::render::json::to_json;
use crate::render::text;

/// Answer a register of holders, one row each.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct BatchArgs {
    /// The register; - for standard input.
    #[arg(value_name = "INPUT", default_value = "-")]
    pub input: PathBuf,
    /// Where the rows go; written to a temporary file and renamed when complete. - for standard output.
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub output: PathBuf,
    /// The dividend that all records share, JSON; a record's own fields override it.
    #[arg(long, value_name = "FILE")]
    pub dividend: Option<PathBuf>,
    #[command(flatten)]
    pub fx: FxArg,
    #[command(flatten)]
    pub law: LawArg,
    /// The format of the input; by default from its file name, else ndjson.
    #[arg(long, value_name = "FORMAT")]
    pub from: Option<FormatChoice>,
    /// The format of the output; by default from its file name, else that of the input.
    #[arg(long, value_name = "FORMAT")]
    pub to: Option<FormatChoice>,
    /// Write the whole answer for each record, NDJSON, instead of a flat row.
    #[arg(long)]
    pub full: bool,
    /// Also write invalid records here, each with what is wrong with it, to be corrected and run again:
    /// CSV for CSV, NDJSON for all else.
    #[arg(long, value_name = "FILE")]
    pub errors: Option<PathBuf>,
    /// In CSV, put an apostrophe before texts that a spreadsheet would run as formulas: =, +, -, @ at their beginning.
    #[arg(long)]
    pub csv_safe: bool,
    /// What to do at an invalid record.
    #[arg(long, value_name = "WHAT", default_value = "continue")]
    pub on_error: OnError,
    /// Exit 0 even if records were invalid.
    #[arg(long)]
    pub allow_invalid: bool,
    /// How many threads to use; by default one per core. The output does not depend on it.
    #[arg(long, value_name = "N")]
    pub threads: Option<NonZeroUsize>,
    /// Write the closing summary here, as JSON, instead of to standard error.
    #[arg(long, value_name = "FILE")]
    pub summary: Option<PathBuf>,
    /// Answer only the record with this id, with every rule that was asked, like `iijtax dividend --explain`.
    #[arg(long, value_name = "ID", conflicts_with_all = ["output", "to", "errors", "summary"])]
    pub explain: Option<String>,
}

const EXAMPLES: &str = "\
One record is a holder's profile: in NDJSON with nested objects or dotted keys, in CSV with dotted columns,
in Arrow and Parquet with dotted columns or structs. There is one row per record, in the same order; the row
of an invalid record has its line, field and reason.

Exit codes: 0 every record was answered, 3 some were invalid, 1 the run failed, 2 usage.

Examples:
  iijtax batch holders.ndjson -o rows.ndjson --dividend 2007.json
  iijtax batch holders.csv -o rows.parquet --dividend 2007.json --errors errors.csv
  zcat holders.ndjson.gz | iijtax batch --dividend 2007.json --summary totals.json > rows.ndjson
  iijtax batch holders.ndjson --dividend 2007.json --explain H000000042";

/// The forms of a register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FormatChoice {
    /// One JSON object on each line.
    Ndjson,
    /// Comma-separated values with a header.
    Csv,
    /// An Arrow IPC stream.
    Arrow,
    Parquet,
}

/// What an invalid record does to a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OnError {
    /// Write its row, and count it.
    Continue,
    /// End the run without writing the output.
    Stop,
}

impl Run for BatchArgs {
    fn run(&self, out: &mut Output) -> Result<Exit, Failure> {
        self.places()?;
        let name = inputs::name(&self.input);
        let dividend = self.dividend.as_deref().map(inputs::document).transpose()?;
        let fx = self.fx.file.as_deref().map(inputs::rates).transpose()?;
        let shared = Shared {
            name: &name,
            dividend: dividend.as_ref(),
            fx: fx.as_ref().map(|(name, table)| (name.as_str(), table)),
            law: self.law.law(),
        };
        let from = self.from.map(Format::from).or_else(|| of_name(&self.input)).unwrap_or(Format::Ndjson);
        let (source, layout) = open(&self.input, from, &name)?;
        match &self.explain {
            Some(id) => explain(source, &layout, &shared, id, out),
            None => answer(self, from, source, &layout, shared),
        }
    }
}

impl BatchArgs {
    /// Looks at every file that is named before any is opened: none is written over another.
    fn places(&self) -> Result<(), Failure> {
        let mut places = Places::default();
        places.reads("the register", &self.input)?;
        if let Some(path) = &self.dividend {
            places.reads("--dividend", path)?;
        }
        if let Some(path) = &self.fx.file {
            places.reads("--fx", path)?;
        }
        if self.explain.is_none() {
            places.writes("--output", &self.output)?;
        }
        if let Some(path) = &self.errors {
            places.writes("--errors", path)?;
        }
        self.summary.iter().try_for_each(|path| places.writes("--summary", path))
    }
}

/// Answers every record.
fn answer(
    args: &BatchArgs,
    from: Format,
    source: Source,
    layout: &Layout,
    shared: Shared<'_>,
) -> Result<Exit, Failure> {
    let to = match args.to.map(Format::from).or_else(|| of_name(&args.output)) {
        Some(format) if args.full && format != Format::Ndjson => {
            return Err(Failure::Usage("--full writes whole answers, which only ndjson can hold".to_owned()));
        }
        None if args.full => Format::Ndjson,
        format => format.unwrap_or(from),
    };
    let shape = match to {
        _ if args.full => Shape::Full,
        Format::Ndjson => Shape::Ndjson,
        Format::Csv => Shape::Csv,
        Format::Arrow => Shape::Columns,
        Format::Parquet => Shape::Dictionaries,
    };
    let task = Task {
        shared,
        layout,
        shape,
        stops: args.on_error == OnError::Stop,
        collects: args.errors.is_some(),
        guards_formulas: args.csv_safe,
        one_by_one: false,
    };
    let output = if is_standard(&args.output) { None } else { Some(create(&args.output)?) };
    let errors = args.errors.as_deref().map(create).transpose()?;
    let told = args.summary.as_deref().filter(|path| !is_standard(path)).map(create).transpose()?;
    let rows: Box<dyn Write + Send> = match &output {
        Some(file) => Box::new(file.writer().map_err(Failure::Output)?),
        None => Box::new(Shown::new(io::stdout())),
    };
    let collected = errors.as_ref().map(Beside::writer).transpose().map_err(Failure::Output)?;
    let bar = bar(&args.input);
    let outputs = Outputs {
        rows: Sink::open(rows, to)?,
        errors: collected.map(|file| Box::new(file) as Box<dyn Write + Send>),
        progress: match &bar {
            Some(bar) => Box::new(move |bytes, records| {
                bar.set_position(bytes);
                bar.set_message(format!("{records} records"));
            }),
            None => Box::new(|_, _| {}),
        },
    };
    let threads = args.threads.map_or_else(cores, usize::from);
    let started = Instant::now();
    let report = register::run(source, task, outputs, threads);
    if let Some(bar) = bar {
        bar.finish_and_clear();
    }
    let report = report?;
    let summary = summary(&report, started.elapsed().as_secs_f64());
    if let Some(file) = &told {
        file.writer().and_then(|mut file| file.write_all(to_json(&summary).as_bytes())).map_err(Failure::Output)?;
    }
    for file in [output, errors, told].into_iter().flatten() {
        file.keep().map_err(Failure::Output)?;
    }
    match &args.summary {
        Some(path) if is_standard(path) => {
            io::stdout().write_all(to_json(&summary).as_bytes()).map_err(Failure::Output)?
        }
        Some(_) => {}
        // Nobody reads it when standard error is closed.
        None => drop(io::stderr().write_all(summary.text().as_bytes())),
    }
    if !summary.holds() || report.tally.bugs > 0 {
        return Ok(Exit::Failed);
    }
    let is_complete = report.tally.invalid == 0 || args.allow_invalid;
    Ok(if is_complete { Exit::Determined } else { Exit::InvalidFacts })
}

/// Prints one record's answer with all its steps.
fn explain(source: Source, layout: &Layout, shared: &Shared<'_>, id: &str, out: &mut Output) -> Result<Exit, Failure> {
    let Some((case, law)) = register::find(source, layout, shared, id)? else {
        return Err(Failure::Usage(format!("{}: no record has the id {id:?}", shared.name)));
    };
    let answer = dividend::determine(&case, law);
    out.print(&text::dividend(&answer, true));
    Ok(Exit::from(answer.japan.status))
}

fn open(path: &Path, format: Format, name: &str) -> Result<(Source, Layout), Failure> {
    if is_standard(path) {
        return Ok(Source::open(Box::new(io::stdin()), format, name)?);
    }
    let file = File::open(path).map_err(|error| Failure::Input(format!("{name}: could not be opened: {error}")))?;
    Ok(match format {
        Format::Parquet => Source::parquet(file, name)?,
        _ => Source::open(Box::new(file), format, name)?,
    })
}

fn create(path: &Path) -> Result<Beside, Failure> {
    Beside::create(path)
        .map_err(|error| Failure::Output(io::Error::new(error.kind(), format!("{}: {error}", path.display()))))
}

/// A bar for people who watch; none where standard error is a file or a pipe.
fn bar(input: &Path) -> Option<ProgressBar> {
    if !io::stderr().is_terminal() {
        return None;
    }
    let bar = match fs::metadata(input).ok().filter(fs::Metadata::is_file) {
        Some(metadata) => ProgressBar::new(metadata.len())
            .with_style(ProgressStyle::with_template("{bar:30} {percent}%  {msg}, {bytes_per_sec}, {eta} left").ok()?),
        None => ProgressBar::new_spinner()
            .with_style(ProgressStyle::with_template("{spinner} {msg}, {bytes} read, {bytes_per_sec}").ok()?),
    };
    bar.enable_steady_tick(Duration::from_millis(200));
    Some(bar)
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

fn is_standard(path: &Path) -> bool {
    path == Path::new("-")
}

fn of_name(path: &Path) -> Option<Format> {
    Format::of_name(path.file_name()?.to_str()?)
}

impl From<FormatChoice> for Format {
    fn from(choice: FormatChoice) -> Format {
        match choice {
            FormatChoice::Ndjson => Format::Ndjson,
            FormatChoice::Csv => Format::Csv,
            FormatChoice::Arrow => Format::Arrow,
            FormatChoice::Parquet => Format::Parquet,
        }
    }
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Failure {
        match fault {
            Fault::Facts(problems) => Failure::Facts(problems),
            Fault::Input(message) => Failure::Input(message),
            Fault::Output(error) => Failure::Output(error),
        }
    }
}
