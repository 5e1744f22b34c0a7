//! The command line: one file for each command, one conversion from outcome to exit code.

mod args;
mod ask;
mod atomic_file;
mod batch;
mod compare;
mod completions;
mod dividend;
mod example;
mod exit;
mod facts;
mod gain;
mod help;
mod hints;
mod init;
mod inputs;
mod man;
mod new_file;
mod output;
mod pager;
mod pfic;
mod places;
mod receipt;
mod registers;
mod rules;
mod schema;
mod screen;
mod signals;
mod snippet;
mod sources;
mod standard_output;
mod summary;
mod sweep;
mod tape;
mod timeline;
mod usage;
mod verify;
mod year;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use anstream::AutoStream;
use clap::{ColorChoice, Parser, Subcommand};

pub use exit::{Exit, Failure};
#[cfg(unix)]
pub use standard_output::look_at_standard_output;

use crate::lang::{self, Lang};
use output::Output;
use receipt::Receipts;

/// Makes the enum of the commands out of their list, each with the type of its arguments.
macro_rules! commands {
    ($($name:ident($args:ty),)*) => {
        #[derive(Debug, Subcommand)]
        enum Command {
            // The sizes of arguments differ widely.
            $($name(Box<$args>),)*
        }

        impl Command {
            fn run(&self, out: &mut Output) -> Result<Exit, Failure> {
                match self {
                    $(Command::$name(args) => args.run(out),)*
                }
            }

            fn wants_json(&self) -> bool {
                match self {
                    $(Command::$name(args) => args.wants_json(),)*
                }
            }

            fn canonical(&mut self) -> Receipts {
                match self {
                    $(Command::$name(args) => args.canonical(),)*
                }
            }
        }
    };
}

commands! {
    Dividend(dividend::DividendArgs),
    Batch(batch::BatchArgs),
    Compare(compare::CompareArgs),
    Timeline(timeline::TimelineArgs),
    Sweep(sweep::SweepArgs),
    Gain(gain::GainArgs),
    Year(year::YearArgs),
    Pfic(pfic::PficArgs),
    Verify(verify::VerifyArgs),
    Rules(rules::RulesArgs),
    Sources(sources::SourcesArgs),
    Ask(ask::AskArgs),
    Init(init::InitArgs),
    Example(example::ExampleArgs),
    Schema(schema::SchemaArgs),
    Completions(completions::CompletionsArgs),
    Man(man::ManArgs),
    Help(help::HelpArgs),
}

/// What a command does with its arguments. The comment on the arguments is the command's line in the help.
trait Run {
    /// Answers on standard output; the exit code follows the answer.
    fn run(&self, out: &mut Output) -> Result<Exit, Failure>;

    /// Whether errors are to be JSON as well.
    fn wants_json(&self) -> bool {
        false
    }

    /// Makes it give its canonical answer, as receipts hold it; whether it has one.
    fn canonical(&mut self) -> Receipts {
        Receipts::None
    }
}

/// What Japan withholds from a dividend of Internet Initiative Japan, what can be claimed back, and what
/// the United States then does with it: each figure with its rule and citation.
#[derive(Debug, Parser)]
#[command(name = "iijtax", version, max_term_width = 100, after_help = EXIT_CODES, disable_help_subcommand = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,

    /// When to colour the text.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: ColorChoice,

    /// The language of words.
    ///
    /// Of the answer, its reasons and its errors; keys and codes stay. Without it LC_ALL, LC_MESSAGES and LANG say.
    #[arg(long, global = true, value_name = "LANG", value_enum)]
    lang: Option<Lang>,

    /// Of a command that answers: also write down what was asked, of which facts, by which law, and what was answered, for
    /// iijtax verify.
    #[arg(long, global = true, value_name = "FILE")]
    receipt: Option<PathBuf>,
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

/// Runs the program and returns its exit code.
pub fn run(args: impl IntoIterator<Item = OsString>) -> u8 {
    let args: Vec<OsString> = args.into_iter().collect();
    lang::choose(language(&args).unwrap_or_else(Lang::of_environment));
    let cli = match Cli::try_parse_from(&args) {
        Ok(cli) => cli,
        Err(mut error) => {
            hints::mend(&mut error);
            // Help and version are answers; all else is a usage error.
            if !error.use_stderr() {
                let mut out = Output::new(ColorChoice::Auto);
                out.print(&error.render().ansi().to_string());
                return ended(
                    out.flush().map(|()| Exit::Determined).map_err(Failure::Output),
                    false,
                    ColorChoice::Auto,
                );
            }
            if asks_for_json(&args) {
                let said = usage::said(&error).unwrap_or_else(|| error.to_string());
                let message = Failure::Usage(said.trim_end().to_owned()).message(true);
                let _ = std::io::stderr().write_all(message.as_bytes());
            } else {
                let _ = match usage::said(&error) {
                    Some(said) => io::stderr().write_all(said.as_bytes()),
                    None => error.print(),
                };
            }
            return Exit::Usage.code();
        }
    };
    let mut out = Output::new(cli.color);
    let result = answer(&cli, &args, &mut out);
    let result = result.and_then(|exit| out.flush().map(|()| exit).map_err(Failure::Output));
    ended(result, cli.command.wants_json(), cli.color)
}

/// Says on standard error why there is no answer, where there is none; the exit code.
fn ended(result: Result<Exit, Failure>, wants_json: bool, color: ColorChoice) -> u8 {
    let failure = match result {
        Ok(exit) => return exit.code(),
        Err(failure) => failure,
    };
    let exit = failure.exit();
    if exit != Exit::Determined {
        let mut stderr = AutoStream::new(io::stderr(), output::choice(color));
        let _ = match !wants_json && io::stderr().is_terminal() {
            true => stderr.write_all(failure.message_on_terminal().as_bytes()),
            false => io::stderr().write_all(failure.message(wants_json).as_bytes()),
        };
    }
    exit.code()
}

/// Runs the command, and writes its receipt where one is asked for.
fn answer(cli: &Cli, args: &[OsString], out: &mut Output) -> Result<Exit, Failure> {
    let Some(place) = &cli.receipt else { return cli.command.run(out) };
    let own = args.get(1..).unwrap_or_default();
    let receipts = Cli::try_parse_from(args).map_or(Receipts::None, |mut again| again.command.canonical());
    match receipts {
        Receipts::None => {
            let why = word!(
                "--receipt: this command gives no answer that could be verified; use it with dividend, compare, timeline, \
                 sweep, gain, year, pfic or batch",
                "--receipt: このコマンドには検証できる回答がありません。dividend、compare、timeline、sweep、gain、year、pfic\
                 又はbatchで使用してください。"
            );
            Err(Failure::Usage(why.to_owned()))
        }
        Receipts::OfRun => {
            out.asks_for_receipt(place.clone(), receipt::with_language(receipt::without_receipt(own)?, language(args)));
            cli.command.run(out)
        }
        Receipts::OfAnswer => {
            tape::keep();
            let result = cli.command.run(out);
            let kept = tape::kept();
            let exit = result?;
            receipt::write(place, own, &kept)?;
            Ok(exit)
        }
    }
}

/// The language that a command line asks for, be the rest of it as it may.
fn language(args: &[OsString]) -> Option<Lang> {
    let split = args.array_windows().filter(|[flag, _]| *flag == "--lang").map(|[_, value]| value.to_str());
    let joined = args.iter().filter_map(|arg| arg.to_str()?.strip_prefix("--lang=")).map(Some);
    split.chain(joined).next_back().flatten().and_then(Lang::from_code)
}

/// Whether a command line that could not be parsed asks for JSON.
fn asks_for_json(args: &[OsString]) -> bool {
    let split = args.array_windows().any(|[flag, value]| *flag == "--format" && *value == "json");
    split || args.iter().any(|arg| arg == "--format=json")
}

/// Says that a panic is a bug, and returns its exit code.
pub fn bug() -> u8 {
    let said = word!(
        "error: this is a bug in iijtax; please report it with the command and its files\n",
        "エラー：iijtaxの不具合です。コマンドとファイルを添えてご報告ください。\n"
    );
    let _ = std::io::stderr().write_all(said.as_bytes());
    Exit::Failed.code()
}
