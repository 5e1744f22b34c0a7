//! What the user can type. The comments here are the manual.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, ColorChoice, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::law::{Law, form_20f, statute};

/// What Japan withholds from a dividend of Internet Initiative Japan, what can be claimed back, and what
/// the United States then does with it: each figure with its rule and citation.
#[derive(Debug, Parser)]
#[command(name = "iijtax", version, max_term_width = 100, after_help = EXIT_CODES)]
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
  5  not addressed, or the rate is not stated by the law or not encoded

Not tax advice.";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Determine what is withheld, refundable, creditable and taxed.
    #[command(after_help = DIVIDEND_EXAMPLES)]
    Dividend(DividendArgs),
    /// Answer a register of holders, a row for each.
    #[command(after_help = BATCH_EXAMPLES)]
    Batch(BatchArgs),
    /// Set the regimes side by side: no treaty, and each version of the holder's treaty.
    #[command(after_help = COMPARE_EXAMPLES)]
    Compare(CompareArgs),
    /// Show how the rate for such a holder changed, period by period, with rule and citation.
    #[command(after_help = TIMELINE_EXAMPLES)]
    Timeline(TimelineArgs),
    /// Determine the gain or loss on a sale, and how Japan and the United States tax it.
    #[command(after_help = GAIN_EXAMPLES)]
    Gain(Box<GainArgs>),
    /// Passive foreign investment companies: status, excess distributions, marking to market.
    #[command(subcommand)]
    Pfic(PficCommand),
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

const TIMELINE_EXAMPLES: &str = "\
Examples:
  iijtax timeline --residence US
  iijtax timeline --residence DE --kind corporation --ownership-percent 25
  iijtax timeline --residence US --kind corporation --ownership-percent 60 --limitation-on-benefits listed_company";

const PFIC_EXAMPLES: &str = "\
Days of a holding period:
  statute    not the day of acquisition, but the day of the distribution or sale: 2012-01-01 to
             2014-12-31 has 1,095 days. Section 1223 is read so throughout the Code.
  inclusive  both days, as most public calculators count: 1,096.

Examples:
  iijtax pfic excess --holding holding.json
  iijtax pfic excess --holding holding.json --year 2009 --explain
  iijtax pfic mtm --holding holding.json --fx DEXJPUS.csv
  iijtax pfic compare --holding holding.json --format json | jq .cheaper";

const GAIN_EXAMPLES: &str = "\
Examples:
  iijtax gain --holder profile.json
  iijtax gain --holder profile.json --sale 2008.json --fx DEXJPUS.csv
  iijtax gain --holder profile.json --date 2008-05-02 --shares 100 --price-jpy 412000 --jpy-per-usd 105.31

The exit code follows the United States part.";

const PFIC_STATUS_EXAMPLES: &str = "\
Examples:
  iijtax pfic status --company iij.json
  iijtax pfic status --company iij.json --held-from 2006-05-10 --held-until 2008-02-29

The exit code follows the years, and the holding if one is asked about.";

const RULES_EXAMPLES: &str = "\
Examples:
  iijtax rules
  iijtax rules show form-20f.us-2003.general
  iijtax rules --law statute --unverified
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

/// The holder, the sale and the law.
#[derive(Debug, Args)]
pub struct GainArgs {
    /// The holder's profile, JSON; - for standard input.
    #[arg(long, value_name = "FILE")]
    pub holder: PathBuf,
    /// The sale, JSON; what it states overrides the profile's sale.
    #[arg(long, value_name = "FILE")]
    pub sale: Option<PathBuf>,
    /// Daily spot rates, CSV as the Federal Reserve publishes them (DEXJPUS), for the sale and for costs in yen.
    #[arg(long, value_name = "FILE")]
    pub fx: Option<PathBuf>,
    /// The law to read.
    #[arg(long, default_value = "auto", value_name = "LAW")]
    pub law: LawChoice,
    #[command(flatten)]
    pub fields: SaleFlags,
    /// How to print the answer.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: AnswerFormat,
    /// Print every rule that was asked, with citation, outcome and reason.
    #[arg(long)]
    pub explain: bool,
}

/// Fields of the sale; they override its file and the profile.
#[derive(Debug, Args)]
#[command(next_help_heading = "Fields of the sale")]
pub struct SaleFlags {
    /// sale, or exchange of ADSs and shares.
    #[arg(long, value_name = "KIND")]
    pub kind: Option<String>,
    /// The trade date.
    #[arg(long, value_name = "DATE")]
    pub date: Option<String>,
    /// How many shares or ADSs.
    #[arg(long, value_name = "N")]
    pub shares: Option<String>,
    /// Yen for each of them.
    #[arg(long, value_name = "YEN", group = "amount")]
    pub price_jpy: Option<String>,
    /// Dollars for each of them.
    #[arg(long, value_name = "USD", group = "amount")]
    pub price_usd: Option<String>,
    /// Yen for all of them.
    #[arg(long, value_name = "YEN", group = "amount")]
    pub proceeds_jpy: Option<String>,
    /// Dollars for all of them.
    #[arg(long, value_name = "USD", group = "amount")]
    pub proceeds_usd: Option<String>,
    /// Expenses of the sale.
    #[arg(long, value_name = "USD")]
    pub expenses_usd: Option<String>,
    /// Spot rate on the day of the sale.
    #[arg(long, value_name = "YEN")]
    pub jpy_per_usd: Option<String>,
    /// outside_japan or in_japan.
    #[arg(long, value_name = "PLACE")]
    pub place: Option<String>,
    /// Basis in what is sold, where no lots state it.
    #[arg(long, value_name = "USD")]
    pub basis_usd: Option<String>,
    /// Of an exchange: how many ADSs represent one share.
    #[arg(long, value_name = "N")]
    pub ads_per_share: Option<String>,
    /// purchase, inheritance, legacy or gift.
    #[arg(long, value_name = "WAY")]
    pub acquired_by: Option<String>,
}

impl SaleFlags {
    /// The flags that were given: field, flag and value.
    pub fn given(&self) -> Vec<(&'static str, &'static str, &str)> {
        let all = [
            ("kind", "--kind", &self.kind),
            ("date", "--date", &self.date),
            ("shares", "--shares", &self.shares),
            ("price_jpy", "--price-jpy", &self.price_jpy),
            ("price_usd", "--price-usd", &self.price_usd),
            ("proceeds_jpy", "--proceeds-jpy", &self.proceeds_jpy),
            ("proceeds_usd", "--proceeds-usd", &self.proceeds_usd),
            ("expenses_usd", "--expenses-usd", &self.expenses_usd),
            ("jpy_per_usd", "--jpy-per-usd", &self.jpy_per_usd),
            ("place", "--place", &self.place),
            ("basis_usd", "--basis-usd", &self.basis_usd),
            ("ads_per_share", "--ads-per-share", &self.ads_per_share),
            ("acquired_by", "--acquired-by", &self.acquired_by),
        ];
        all.into_iter().filter_map(|(field, flag, value)| Some((field, flag, value.as_deref()?))).collect()
    }
}

/// The company, a holding and the law.
#[derive(Debug, Args)]
pub struct PficStatusArgs {
    /// The company's years, JSON; - for standard input.
    #[arg(long, value_name = "FILE")]
    pub company: PathBuf,
    /// The day a holder acquired shares, to see which years matter to the holding.
    #[arg(long, value_name = "DATE")]
    pub held_from: Option<String>,
    /// The day the holder disposed of them.
    #[arg(long, value_name = "DATE")]
    pub held_until: Option<String>,
    /// The law to read.
    #[arg(long, default_value = "auto", value_name = "LAW")]
    pub law: LawChoice,
    /// How to print the answer.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: AnswerFormat,
    /// Print every rule that was asked, with citation, outcome and reason.
    #[arg(long)]
    pub explain: bool,
}

impl PficStatusArgs {
    /// The flags that were given: field of the holding, flag and value.
    pub fn given(&self) -> Vec<(&'static str, &'static str, &str)> {
        let all = [("from", "--held-from", &self.held_from), ("until", "--held-until", &self.held_until)];
        all.into_iter().filter_map(|(field, flag, value)| Some((field, flag, value.as_deref()?))).collect()
    }
}

/// Which law is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LawChoice {
    /// The law that covers the date of the payment or sale; form-20f where no date is given.
    Auto,
    /// What the company's Form 20-F says, for payments from 1973 to 2010.
    #[value(name = "form-20f")]
    Form20f,
    /// Statutes and treaties as enacted, by date, from 1973 to 2026.
    Statute,
}

impl LawChoice {
    /// The law it names; none for the one that covers the payment.
    pub fn law(self) -> Option<&'static Law> {
        match self {
            LawChoice::Auto => None,
            LawChoice::Form20f => Some(&form_20f::LAW),
            LawChoice::Statute => Some(&statute::LAW),
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
    #[command(flatten)]
    pub fields: FieldFlags,
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
    /// Every regime that payments from this day meet, without a treaty and with one.
    #[arg(long, value_name = "DATE", conflicts_with = "left")]
    pub from: Option<String>,
    /// Until this day.
    #[arg(long, value_name = "DATE", conflicts_with = "left")]
    pub until: Option<String>,
    #[command(flatten)]
    pub fields: FieldFlags,
}

/// Such a holder, who has held its part for long.
#[derive(Debug, Args)]
pub struct TimelineArgs {
    /// The country of tax residence, two capital letters.
    #[arg(long, value_name = "COUNTRY")]
    pub residence: String,
    /// individual, corporation, pension_fund, estate or trust.
    #[arg(long, value_name = "KIND", default_value = "individual")]
    pub kind: String,
    /// Share of the payer's voting stock.
    #[arg(long, value_name = "PERCENT")]
    pub ownership_percent: Option<String>,
    /// The part of it that is held directly.
    #[arg(long, value_name = "PERCENT")]
    pub direct_ownership_percent: Option<String>,
    /// An individual's share of all issued shares.
    #[arg(long, value_name = "PERCENT")]
    pub issued_percent: Option<String>,
    /// Paragraphs of the limitation on benefits that the holder meets, with commas between them; empty for none.
    #[arg(long, value_name = "WORDS", value_delimiter = ',')]
    pub limitation_on_benefits: Option<Vec<String>>,
    /// The holder elects the treaty before a new one, as long as it may.
    #[arg(long)]
    pub elects_prior_treaty: bool,
    /// The payer's shares are not listed.
    #[arg(long)]
    pub unlisted: bool,
    /// The law to read; auto is statute here.
    #[arg(long, default_value = "auto", value_name = "LAW")]
    pub law: LawChoice,
    /// How to print the answer.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: AnswerFormat,
}

#[derive(Debug, Subcommand)]
pub enum PficCommand {
    /// In which of its years a company is a passive foreign investment company.
    #[command(after_help = PFIC_STATUS_EXAMPLES)]
    Status(PficStatusArgs),
    /// Excess distributions and gains under the default regime: allocation, tax, interest, Form 8621.
    #[command(after_help = PFIC_EXAMPLES)]
    Excess(PficArgs),
    /// With the mark-to-market election: inclusions, limited losses, basis, year by year and lot by lot.
    #[command(after_help = PFIC_EXAMPLES)]
    Mtm(PficArgs),
    /// Both over the same lots: tax and interest by year, and which costs less.
    #[command(after_help = PFIC_EXAMPLES)]
    Compare(PficArgs),
}

impl PficCommand {
    fn wants_json(&self) -> bool {
        match self {
            PficCommand::Status(args) => args.format == AnswerFormat::Json,
            PficCommand::Excess(args) | PficCommand::Mtm(args) | PficCommand::Compare(args) => {
                args.format == AnswerFormat::Json
            }
        }
    }
}

/// A holding, and how it is read.
#[derive(Debug, Args)]
pub struct PficArgs {
    /// The holding over the years, JSON; - for standard input.
    #[arg(long, value_name = "FILE")]
    pub holding: PathBuf,
    /// Daily spot rates, CSV as the Federal Reserve publishes them (DEXJPUS).
    #[arg(long, value_name = "FILE")]
    pub fx: Option<PathBuf>,
    /// Rates of interest after the end of the built-in table, CSV: start,end,rate_percent.
    #[arg(long, value_name = "FILE")]
    pub interest_rates: Option<PathBuf>,
    /// Only this tax year, by the calendar year in which it begins.
    #[arg(long, value_name = "YEAR")]
    pub year: Option<i32>,
    /// Which days of a holding period count.
    #[arg(long, value_name = "HOW", default_value = "statute")]
    pub day_count: DayCountChoice,
    /// The law to read.
    #[arg(long, default_value = "auto", value_name = "LAW")]
    pub law: PficLawChoice,
    /// How to print the answer.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: AnswerFormat,
    /// Print every rule that was followed, with citation and reason, and the tests lot by lot.
    #[arg(long)]
    pub explain: bool,
}

/// Which days of a holding period count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DayCountChoice {
    /// Not the day of acquisition, but the day of the distribution or disposition.
    Statute,
    /// Both.
    Inclusive,
}

/// Which law is read on passive foreign investment companies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PficLawChoice {
    /// form-20f when every day of the holding lies in the time it covers; else statute.
    Auto,
    /// What the company's Form 20-F says, completed by the statute's tables.
    #[value(name = "form-20f")]
    Form20f,
    /// The Internal Revenue Code.
    Statute,
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
    /// Print the coverage of Japan's treaty partners under the statutes: versions, rates and evidence.
    #[arg(long, conflicts_with_all = ["source", "unverified", "law"])]
    pub coverage: bool,
    /// Only the rules that still rest on secondary sources or memory.
    #[arg(long, conflicts_with = "source")]
    pub unverified: bool,
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
    /// A holding of a passive foreign investment company.
    Holding,
    /// A sale by itself.
    Sale,
    /// A company, year by year.
    Company,
    /// The answer of `iijtax dividend`.
    Answer,
    /// The answer of `iijtax compare`.
    Comparison,
    /// The answer of `iijtax timeline`.
    Timeline,
    /// The answer of `iijtax pfic excess` and `iijtax pfic mtm`.
    Pfic,
    /// The answer of `iijtax pfic compare`.
    PficComparison,
    /// The answer of `iijtax gain`.
    Gain,
    /// The answer of `iijtax pfic status`.
    PficStatus,
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
            Command::Timeline(args) => args.format == AnswerFormat::Json,
            Command::Gain(args) => args.format == AnswerFormat::Json,
            Command::Pfic(command) => command.wants_json(),
            Command::Rules(args) => args.format == RulesFormat::Json,
            Command::Batch(_) | Command::Schema(_) | Command::Completions(_) | Command::Man => false,
        }
    }
}
