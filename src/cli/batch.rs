//! `iijtax batch`.

use std::fs::{self, File};
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::args::{BatchArgs, FormatChoice, OnError};
use super::atomic_file::Beside;
use super::output::Output;
use super::{Exit, Failure, inputs};
use crate::dividend;
use crate::facts::FxTable;
use crate::input::Shared;
use crate::register::{self, Fault, Format, Layout, Outputs, Shape, Sink, Source, Task};
use crate::render::json::to_json;
use crate::render::summary::Summary;
use crate::render::text;

pub fn run(args: &BatchArgs, out: &mut Output) -> Result<Exit, Failure> {
    let name = inputs::name(&args.input);
    let dividend = args.dividend.as_deref().map(inputs::document).transpose()?;
    let fx = match &args.fx {
        Some(path) => {
            let name = inputs::name(path);
            let table = FxTable::from_csv(&name, &inputs::bytes(path)?).map_err(Failure::Facts)?;
            Some((name, table))
        }
        None => None,
    };
    let shared = Shared {
        name: &name,
        dividend: dividend.as_ref(),
        fx: fx.as_ref().map(|(name, table)| (name.as_str(), table)),
        law: args.law.law(),
    };
    let from = args.from.map(Format::from).or_else(|| of_name(&args.input)).unwrap_or(Format::Ndjson);
    let (source, layout) = open(&args.input, from, &name)?;
    match &args.explain {
        Some(id) => explain(source, &layout, &shared, id, out),
        None => answer(args, from, source, &layout, shared),
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
        one_by_one: false,
    };
    let output = if is_standard(&args.output) { None } else { Some(create(&args.output)?) };
    let errors = args.errors.as_deref().map(create).transpose()?;
    let rows: Box<dyn Write + Send> = match &output {
        Some(file) => Box::new(file.writer().map_err(Failure::Output)?),
        None => Box::new(io::stdout()),
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
    let summary = Summary::new(&report, started.elapsed().as_secs_f64());
    for file in [output, errors].into_iter().flatten() {
        file.keep().map_err(Failure::Output)?;
    }
    match &args.summary {
        Some(path) => fs::write(path, to_json(&summary)).map_err(Failure::Output)?,
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
