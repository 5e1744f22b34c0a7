//! What the user can type. The comments here are the manual.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, ColorChoice, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::law::{Law, form_20f};

/// What Japan withholds from a dividend of Internet Initiative Japan, what can be claimed back, and what
/// the United States then does with it: each figure with its rule and citation.
#[derive(Debug, Parser)]
#[command(name = "iijtax", version, max_term_width = 100, after_help = EXIT_CODES)]
#[command(disable_help_subcommand = true)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,

    /// When to colour the text.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: ColorChoice,
}

const EXIT_CODES: &str = "\
Exit codes:
  0  determined
  1  reading or writing failed, or a bug
  2  usage
  3  invalid facts
  4  undetermined: a fact is missing that can change the answer
  5  not addressed, or the law does not state the rate

Not tax advice.";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Determine what is withheld, refundable, creditable and taxed.
    #[command(after_help = DIVIDEND_EXAMPLES)]
    Dividend(DividendArgs),
    /// Answer a register of holders, a row for each.
    #[command(after_help = BATCH_EXAMPLES)]
    Batch(BatchArgs),
    /// Set the regimes side by side: no treaty, the Prior Treaty, the Treaty.
    #[command(after_help = COMPARE_EXAMPLES)]
    Compare(CompareArgs),
    /// Print the rules as they are executed.
    #[command(after_help = RULES_EXAMPLES)]
    Rules(RulesArgs),
    /// Print the JSON Schema of a profile, a dividend or an answer.
    Schema(SchemaArgs),
    /// Print a completion script for a shell.
    Completions(CompletionsArgs),
    /// Print the manual page, in roff.
    Man,
}

const DIVIDEND_EXAMPLES: &str = "\
Examples:
  iijtax dividend --holder profile.json
  iijtax dividend --holder profile.json --explain
  iijtax dividend --holder profile.json --dividend 2007.json --payment-date 2007-06-28
  cat profile.json | iijtax dividend --holder - --format json | jq .japan.tax_jpy";

const BATCH_EXAMPLES: &str = "\
One record is a holder's profile: in NDJSON with nested objects or dotted keys, in CSV with dotted columns,
in Arrow and Parquet with dotted columns or structs. Rows come in the records' order, one for each; an
invalid record has a row with its line, field and reason.

Exit codes: 0 every record was answered, 3 some were invalid, 1 the run failed, 2 usage.

Examples:
  iijtax batch holders.ndjson -o rows.ndjson --dividend 2007.json
  iijtax batch holders.csv -o rows.parquet --dividend 2007.json --errors mend.csv
  zcat holders.ndjson.gz | iijtax batch --dividend 2007.json --summary totals.json > rows.ndjson
  iijtax batch holders.ndjson --dividend 2007.json --explain H000000042";

const COMPARE_EXAMPLES: &str = "\
Examples:
  iijtax compare --holder profile.json
  iijtax compare --holder profile.json --left us-prior-treaty-1971 --right us-treaty-2003";

const RULES_EXAMPLES: &str = "\
Examples:
  iijtax rules
  iijtax rules show form-20f.us-2003.general
  iijtax rules --source";

/// The holder, the dividend and the law.
#[derive(Debug, Args)]
pub struct GivenArgs {
    /// The holder's profile, JSON; - for standard input.
    #[arg(long, value_name = "FILE")]
    pub holder: PathBuf,
    /// The dividend, JSON; what it states overrides the profile's dividend.
    #[arg(long, value_name = "FILE")]
    pub dividend: Option<PathBuf>,
    /// Daily spot rates, CSV as the Federal Reserve publishes them (DEXJPUS).
    #[arg(long, value_name = "FILE")]
    pub fx: Option<PathBuf>,
    /// The law to read.
    #[arg(long, default_value = "auto", value_name = "LAW")]
    pub law: LawChoice,
    #[command(flatten)]
    pub fields: FieldFlags,
}

/// Fields of the dividend; they override its file and the profile.
#[derive(Debug, Args)]
#[command(next_help_heading = "Fields of the dividend")]
pub struct FieldFlags {
    /// When the dividend is paid.
    #[arg(long, value_name = "DATE")]
    pub payment_date: Option<String>,
    /// When entitlement to it is determined.
    #[arg(long, value_name = "DATE")]
    pub entitlement_date: Option<String>,
    /// The ex-dividend date.
    #[arg(long, value_name = "DATE")]
    pub ex_date: Option<String>,
    /// Yen for each share.
    #[arg(long, value_name = "YEN", conflicts_with = "gross_jpy")]
    pub per_share_jpy: Option<String>,
    /// Yen for the whole holding.
    #[arg(long, value_name = "YEN")]
    pub gross_jpy: Option<String>,
    /// How many ADSs represent one share.
    #[arg(long, value_name = "N")]
    pub ads_per_share: Option<String>,
    /// Spot rate on the day of inclusion.
    #[arg(long, value_name = "YEN")]
    pub jpy_per_usd: Option<String>,
    /// What an agent really withheld.
    #[arg(long, value_name = "YEN")]
    pub withheld_jpy: Option<String>,
}

impl FieldFlags {
    /// The flags that were given: field, flag and value.
    pub fn given(&self) -> Vec<(&'static str, &'static str, &str)> {
        let all = [
            ("payment_date", "--payment-date", &self.payment_date),
            ("entitlement_date", "--entitlement-date", &self.entitlement_date),
            ("ex_date", "--ex-date", &self.ex_date),
            ("per_share_jpy", "--per-share-jpy", &self.per_share_jpy),
            ("gross_jpy", "--gross-jpy", &self.gross_jpy),
            ("ads_per_share", "--ads-per-share", &self.ads_per_share),
            ("jpy_per_usd", "--jpy-per-usd", &self.jpy_per_usd),
            ("withheld_jpy", "--withheld-jpy", &self.withheld_jpy),
        ];
        all.into_iter().filter_map(|(field, flag, value)| Some((field, flag, value.as_deref()?))).collect()
    }
}

/// Which law is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LawChoice {
    /// The law that covers the payment date; form-20f where no date is given.
    Auto,
    /// What the company's Form 20-F says, for payments from 1973 to 2010.
    #[value(name = "form-20f")]
    Form20f,
}

impl LawChoice {
    /// The law it names; none for the one that covers the payment.
    pub fn law(self) -> Option<&'static Law> {
        match self {
            LawChoice::Auto => None,
            LawChoice::Form20f => Some(&form_20f::LAW),
        }
    }
}

#[derive(Debug, Args)]
pub struct DividendArgs {
    #[command(flatten)]
    pub given: GivenArgs,
    /// How to print the answer.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: AnswerFormat,
    /// Print every rule that was asked, with citation, outcome and reason.
    #[arg(long)]
    pub explain: bool,
}

#[derive(Debug, Args)]
pub struct BatchArgs {
    /// The register; - for standard input.
    #[arg(value_name = "INPUT", default_value = "-")]
    pub input: PathBuf,
    /// Where the rows go; written beside and renamed when whole. - for standard output.
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub output: PathBuf,
    /// The dividend that all share, JSON; what a record states itself overrides it.
    #[arg(long, value_name = "FILE")]
    pub dividend: Option<PathBuf>,
    /// Daily spot rates, CSV as the Federal Reserve publishes them (DEXJPUS).
    #[arg(long, value_name = "FILE")]
    pub fx: Option<PathBuf>,
    /// The law to read.
    #[arg(long, default_value = "auto", value_name = "LAW")]
    pub law: LawChoice,
    /// The format of the input; else as its name ends, or ndjson.
    #[arg(long, value_name = "FORMAT")]
    pub from: Option<FormatChoice>,
    /// The format of the output; else as its name ends, or that of the input.
    #[arg(long, value_name = "FORMAT")]
    pub to: Option<FormatChoice>,
    /// The whole answer to each record, NDJSON, instead of a flat row.
    #[arg(long)]
    pub full: bool,
    /// Also collect invalid records here with what is wrong with them, to be mended and read again:
    /// CSV for CSV, NDJSON for all else.
    #[arg(long, value_name = "FILE")]
    pub errors: Option<PathBuf>,
    /// What to do at an invalid record.
    #[arg(long, value_name = "WHAT", default_value = "continue")]
    pub on_error: OnError,
    /// Exit 0 even if records were invalid.
    #[arg(long)]
    pub allow_invalid: bool,
    /// How many threads work; else one for each core. The output is the same.
    #[arg(long, value_name = "N")]
    pub threads: Option<NonZeroUsize>,
    /// Write the closing summary here, as JSON, instead of to standard error.
    #[arg(long, value_name = "FILE")]
    pub summary: Option<PathBuf>,
    /// Print the record with this id with every rule that was asked, like `iijtax dividend --explain`.
    #[arg(long, value_name = "ID", conflicts_with_all = ["output", "to", "errors", "summary"])]
    pub explain: Option<String>,
}

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
    /// It gets its row, and is counted.
    Continue,
    /// The run ends, and the output is not written.
    Stop,
}

#[derive(Debug, Args)]
pub struct CompareArgs {
    #[command(flatten)]
    pub given: GivenArgs,
    /// How to print the answer.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: AnswerFormat,
    /// The regime to compare from.
    #[arg(long, value_name = "REGIME", requires = "right")]
    pub left: Option<String>,
    /// The regime to compare to.
    #[arg(long, value_name = "REGIME", requires = "left")]
    pub right: Option<String>,
}

/// The forms of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AnswerFormat {
    /// For people.
    Text,
    /// The canonical object.
    Json,
    /// One flat row with a header.
    Csv,
}

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct RulesArgs {
    #[command(subcommand)]
    pub command: Option<RulesCommand>,
    /// Only the rules of this law.
    #[arg(long, value_name = "LAW")]
    pub law: Option<String>,
    /// How to print the rules.
    #[arg(long, value_name = "FORMAT", default_value = "text", global = true)]
    pub format: RulesFormat,
    /// Print the coverage of the source document, label by label.
    #[arg(long)]
    pub source: bool,
}

#[derive(Debug, Subcommand)]
pub enum RulesCommand {
    /// One rule in full.
    Show {
        /// The rule's id.
        id: String,
    },
}

/// The forms of the list of rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RulesFormat {
    Text,
    Json,
    Csv,
    Markdown,
}

#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// What to describe.
    pub of: SchemaOf,
}

/// What has a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// A holder's profile.
    Holder,
    /// A dividend by itself.
    Dividend,
    /// The answer of `iijtax dividend`.
    Answer,
    /// The answer of `iijtax compare`.
    Comparison,
}

#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell.
    pub shell: Shell,
}

impl Command {
    /// Whether errors are to be JSON as well.
    pub fn wants_json(&self) -> bool {
        match self {
            Command::Dividend(args) => args.format == AnswerFormat::Json,
            Command::Compare(args) => args.format == AnswerFormat::Json,
            Command::Rules(args) => args.format == RulesFormat::Json,
            Command::Batch(_) | Command::Schema(_) | Command::Completions(_) | Command::Man => false,
        }
    }
}
