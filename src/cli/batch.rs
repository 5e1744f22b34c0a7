//! `iijtax batch`.

mod choices;
mod reads;
mod writes;

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Instant;

use arrow_schema::Field;
use clap::Args;

use super::args::{FxArg, LawArg};
use super::facts::{FactFlags, OfShared};
use super::output::Output;
use super::receipt::Receipts;
use super::registers::{self, Part};
use super::standard_output::StandardOutput;
use super::summary::summary;
use super::tape;
use super::{Exit, Failure, Run, inputs};
use crate::dividend;
use crate::input::{COLUMNS, Names, Shared, fact_called, listed, map_option, meant, named, visible};
use crate::register::intake::Opened;
use crate::register::{self, Fault, Format, Shape, Task};
use crate::render::json::to_json;
use crate::render::rows::Chosen;
use crate::render::text;
use choices::{FromChoice, OnError, ToChoice, chosen, separator};
use writes::{Asked, bar, create, digester_of};

/// Answer a register of holders, one row each.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct BatchArgs {
    /// The register: files, folders and patterns; - for standard input. Files come in the order given, those of a folder by
    /// the bytes of their paths; what a folder called KEY=VALUE says holds for all records in it.
    #[arg(value_name = "INPUT", default_value = "-")]
    pub inputs: Vec<PathBuf>,
    /// Where the rows go; written beside its place and put there when complete. - for standard output.
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub output: PathBuf,
    /// The dividend that all records share, JSON; flags override it, and a record's own fields override both.
    #[arg(long, value_name = "FILE")]
    pub dividend: Option<PathBuf>,
    #[command(flatten)]
    pub fx: FxArg,
    #[command(flatten)]
    pub law: LawArg,
    /// The form of the input; by default from its name, and from its content where it comes through a pipe.
    #[arg(long, value_name = "FORMAT")]
    pub from: Option<FromChoice>,
    /// The format of the output; by default from its file name, else that of the input.
    #[arg(long, value_name = "FORMAT")]
    pub to: Option<ToChoice>,
    /// What separates the values of a CSV: one character, or tab; by default what its header has most of , ; | and tab.
    #[arg(long, value_name = "CHARACTER", value_parser = separator)]
    pub separator: Option<u8>,
    /// The encoding of a text, like shift_jis; by default UTF-8, and UTF-16 where that shows.
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// The sheet of a workbook; by default its first.
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
    /// What the register calls its columns: COLUMN=FACT,..., like country=residence,type=kind,type:Ind=individual, dates
    /// and numbers written otherwise like paid=dividend.payment_date@yyyymmdd (or @mdy, @dmy, @d-mon-y, @serial, @epoch-ms,
    /// @timestamp, @thousands, @decimal-comma, @yes-no), or in several ways like @yyyymmdd+mdy; of JSON, keys inside
    /// objects by their dotted path; or a file of JSON, {"COLUMN": "FACT"}. Of several, each adds to the others.
    #[arg(long, value_name = "MAP")]
    pub map: Vec<String>,
    /// Which columns that are no facts are passed on to the rows: all, none, or their names with commas between.
    #[arg(long, value_name = "COLUMNS", default_value = "all")]
    pub keep: String,
    /// Which columns a row has, in this order, by their names with commas between; by default all. What they do not need is
    /// not worked out; the summary adds up the United States' part only where a column of it is chosen.
    #[arg(long, value_name = "COLUMNS", value_parser = chosen, default_value = "all", hide_default_value = true)]
    pub columns: Chosen,
    /// Write the whole answer for each record, NDJSON, instead of a flat row.
    #[arg(long, conflicts_with = "columns")]
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
    #[command(flatten)]
    pub facts: FactFlags<OfShared>,
}

const EXAMPLES: &str = "\
One record is a holder's profile: in NDJSON with nested objects or dotted keys, in CSV with dotted columns,
in Arrow and Parquet with dotted columns or structs. There is one row per record, in the same order, and behind
that of a holder whose members are taxed one for each of these; the row of an invalid record has its line,
field and reason.

Exit codes: 0 every record was answered, 3 some were invalid, 1 the run failed, 2 usage.

Examples:
  iijtax batch holders.ndjson -o rows.ndjson --dividend 2007.json
  iijtax batch holders.csv -o rows.parquet --dividend 2007.json --errors errors.csv
  iijtax batch holders.csv -o rows.csv --paid 2026-06-26 --entitlement-date 2026-03-31 --per-share-jpy 20
  iijtax batch parts/ 'more/*.csv.gz' -o rows.ndjson --dividend 2007.json
  zcat holders.ndjson.gz | iijtax batch --dividend 2007.json --summary totals.json > rows.ndjson
  iijtax batch holders.ndjson --dividend 2007.json --explain H000000042";

impl Run for BatchArgs {
    fn run(&self, out: &mut Output) -> Result<Exit, Failure> {
        let parts = registers::parts(&self.inputs)?;
        let receipt = out.receipt();
        self.places(&parts, receipt.map(|(place, _)| place))?;
        if receipt.is_some() {
            tape::keep();
        }
        let dividend = self.dividend.as_deref().map(inputs::document).transpose()?;
        let fx = self.fx.file.as_deref().map(inputs::rates).transpose()?;
        let names = self.names()?;
        let kept = tape::kept();
        let shared = Shared {
            name: "",
            dividend: dividend.as_ref(),
            flags: &self.facts.given,
            constants: &[],
            fx: fx.as_ref().map(|(name, table)| (name.as_str(), table)),
            law: self.law.law(),
        };
        // What is wrong for all is said before anything is opened.
        shared.reader().map_err(Failure::Facts)?;
        match &self.explain {
            Some(id) => self.explain(&parts, &names, shared, id, out),
            None => {
                let receipt = out.receipt().map(|(place, command)| Asked { place, command, kept: &kept });
                self.answer(&parts, &names, shared, receipt)
            }
        }
    }

    fn canonical(&mut self) -> Receipts {
        if self.explain.is_some() { Receipts::None } else { Receipts::OfRun }
    }
}

impl BatchArgs {
    /// Answers every record.
    fn answer(
        &self,
        parts: &[Part],
        names: &Names,
        shared: Shared<'_>,
        receipt: Option<Asked<'_>>,
    ) -> Result<Exit, Failure> {
        let threads = self.threads.map_or_else(cores, usize::from);
        let started = Instant::now();
        let mut first = None;
        let mut run: Option<(register::Run<'_>, Shape)> = None;
        let mut files = Vec::new();
        let mut told = None;
        let mut floats: Vec<&str> = Vec::new();
        let mut strangers = BTreeSet::new();
        let mut kept: Option<Vec<Field>> = None;
        let mut digester = None;
        let bar = bar(parts);
        for part in parts {
            let name = inputs::name(&part.path);
            let Opened { source, layout, form } = self.open(part, &name, names)?;
            let first = *first.get_or_insert(form);
            floats.extend(layout.floats());
            strangers.extend(layout.strangers().into_iter().map(str::to_owned));
            let (run, shape) = match &mut run {
                Some(run) => run,
                // Only now is it known that there is something to read.
                none => {
                    let to = self.to(first)?;
                    let shape = self.shape(to);
                    digester = receipt.as_ref().map(|_| digester_of(to));
                    let fields = layout.kept_fields();
                    let outputs = self.outputs(to, &fields, &mut files, bar.clone(), digester.as_ref())?;
                    kept = Some(fields).filter(|_| to != Format::Ndjson && !self.full);
                    told = self.summary.as_deref().filter(|path| !is_standard(path)).map(create).transpose()?;
                    none.insert((register::Run::new(outputs), shape))
                }
            };
            if kept.as_ref().is_some_and(|kept| *kept != layout.kept_fields()) {
                return Err(Failure::Input(said!(
                    "{}: has other columns to pass on to the rows than the file before it; name those to --keep, or none",
                    "{}: 出力行に引き継ぐ列が直前のファイルと異なります。引き継ぐ列を--keepで指定するか、noneとしてください。",
                    visible(named(&name))
                )));
            }
            let facts = part.facts();
            let task = Task {
                shared: Shared { name: &name, constants: &facts, ..shared },
                layout: &layout,
                shape: *shape,
                chosen: &self.columns,
                stops: self.on_error == OnError::Stop,
                collects: self.errors.is_some(),
                guards_formulas: self.csv_safe,
                of_many: parts.len() > 1,
                one_by_one: false,
            };
            run.part(source, task, threads)?;
        }
        let Some((run, _)) = run else {
            return Err(Failure::Usage(word!("no register is named", "名簿が指定されていません。").to_owned()));
        };
        let report = run.finish();
        if let Some(bar) = bar {
            bar.finish_and_clear();
        }
        let report = report?;
        strangers.extend(report.strangers.iter().cloned());
        self.tell(&strangers);
        let summary = summary(&report, notes(floats), started.elapsed().as_secs_f64());
        if let Some(file) = &told {
            file.writer().and_then(|mut file| file.write_all(to_json(&summary).as_bytes())).map_err(Failure::Output)?;
        }
        let is_complete = report.tally.invalid == 0 || self.allow_invalid;
        let exit = match () {
            () if !summary.holds() || report.tally.bugs > 0 => Exit::Failed,
            () if is_complete => Exit::Determined,
            () => Exit::InvalidFacts,
        };
        let receipt = receipt.zip(digester).map(|(asked, digester)| asked.receipt(parts, digester, exit, &summary));
        let receipt = receipt.transpose()?;
        for file in files.into_iter().chain(told).chain(receipt) {
            file.keep().map_err(Failure::Output)?;
        }
        match &self.summary {
            Some(path) if is_standard(path) => {
                let text = to_json(&summary);
                StandardOutput::open().and_then(|mut out| out.write_all(text.as_bytes())).map_err(Failure::Output)?;
            }
            Some(_) => {}
            // Nobody reads it when standard error is closed.
            None => drop(io::stderr().write_all(summary.text().as_bytes())),
        }
        Ok(exit)
    }

    /// Says once which columns are no facts, and which facts some of them may be meant to be.
    fn tell(&self, strangers: &BTreeSet<String>) {
        if strangers.is_empty() {
            return;
        }
        const MOST: usize = 20;
        let shown = strangers.iter().take(MOST).map(|name| match fact_called(name) {
            _ if name.is_empty() => "\"\"".to_owned(),
            _ if let Some(column) = column_inside(name) => said!(
                "{name} (its facts have columns of their own, like {column})",
                "{name}（その中の項目は{column}のように個別の列とします）"
            ),
            Some(fact) => {
                let meant = meant(map_option(&format!("{name}={fact}")));
                said!("{} ({meant})", "{}（{meant}）", visible(name))
            }
            None => visible(name),
        });
        let shown: Vec<_> = shown.collect();
        let more = match strangers.len().saturating_sub(MOST) {
            0 => String::new(),
            more => said!(", and {more} more", "、他{more}列"),
        };
        let shown = listed(shown.iter().map(String::as_str));
        let text = said!(
            "warning: no facts, and not used: {shown}{more}\n",
            "警告：事実の列でないため使用しません：{shown}{more}\n"
        );
        drop(io::stderr().write_all(text.as_bytes()));
    }

    /// Prints one record's answer with all its steps.
    fn explain(
        &self,
        parts: &[Part],
        names: &Names,
        shared: Shared<'_>,
        id: &str,
        out: &mut Output,
    ) -> Result<Exit, Failure> {
        for part in parts {
            let name = inputs::name(&part.path);
            let Opened { source, layout, .. } = self.open(part, &name, names)?;
            let facts = part.facts();
            let shared = Shared { name: &name, constants: &facts, ..shared };
            if let Some((case, law)) = register::find(source, &layout, &shared, id)? {
                let answer = dividend::determine(&case, law);
                out.print(&text::dividend(&answer, None, text::Steps::All));
                return Ok(Exit::from(answer.japan.status));
            }
        }
        let names: Vec<_> = parts.iter().take(3).map(|part| inputs::shown(&part.path)).collect();
        let names = listed(names.iter().map(String::as_str));
        Err(Failure::Usage(said!(
            "{names}: no record has the id {id:?}",
            "{names}: idが{id:?}のレコードはありません。"
        )))
    }
}

/// The first column of the facts inside an object of facts.
fn column_inside(name: &str) -> Option<&'static str> {
    let is_inside = |path: &str| path.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'));
    COLUMNS.iter().map(|column| column.path).find(|path| is_inside(path))
}

/// How columns were read that could have been read otherwise.
fn notes(mut floats: Vec<&str>) -> Vec<String> {
    floats.sort_unstable();
    floats.dedup();
    if floats.is_empty() {
        return Vec::new();
    }
    let columns = listed(floats);
    vec![said!(
        "binary floating point, read as the shortest decimals it stands for, of at most 15 digits: {columns}",
        "2進浮動小数点数の列を、それを表す最短の10進数（15桁まで）として読み取り：{columns}"
    )]
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

fn is_standard(path: &Path) -> bool {
    path == Path::new("-")
}

fn file_name(path: &Path) -> Option<&str> {
    path.file_name()?.to_str()
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
