//! The command line: one file for each command, one conversion from outcome to exit code.

mod args;
mod atomic_file;
mod batch;
mod compare;
mod completions;
mod dividend;
mod exit;
mod gain;
mod inputs;
mod output;
mod pfic;
mod pfic_status;
mod rules;
mod schema;
mod timeline;

use std::ffi::OsString;
use std::io::Write;

use clap::Parser;

pub use args::Cli;
pub use exit::{Exit, Failure};

use args::Command;

/// Runs the program and returns its exit code.
pub fn run(args: impl IntoIterator<Item = OsString>) -> u8 {
    let args: Vec<OsString> = args.into_iter().collect();
    let cli = match Cli::try_parse_from(&args) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are answers; all else is a usage error. A closed pipe is neither.
            if error.use_stderr() && asks_for_json(&args) {
                let message = Failure::Usage(error.to_string().trim_end().to_owned()).message(true);
                let _ = std::io::stderr().write_all(message.as_bytes());
            } else {
                let _ = error.print();
            }
            return if error.use_stderr() { Exit::Usage.code() } else { Exit::Determined.code() };
        }
    };
    let mut out = output::Output::new(cli.color);
    let result = match &cli.command {
        Command::Dividend(args) => dividend::run(args, &mut out),
        Command::Batch(args) => batch::run(args, &mut out),
        Command::Compare(args) => compare::run(args, &mut out),
        Command::Timeline(args) => timeline::run(args, &mut out),
        Command::Gain(args) => gain::run(args, &mut out),
        Command::Pfic(command) => pfic::run(command, &mut out),
        Command::Rules(args) => rules::run(args, &mut out),
        Command::Schema(args) => schema::run(args, &mut out),
        Command::Completions(args) => completions::completions(args, &mut out),
        Command::Man => completions::man(&mut out),
    };
    let result = result.and_then(|exit| out.flush().map(|()| exit).map_err(Failure::Output));
    match result {
        Ok(exit) => exit.code(),
        Err(failure) => {
            let exit = failure.exit();
            if exit != Exit::Determined {
                let text = failure.message(cli.command.wants_json());
                let _ = std::io::stderr().write_all(text.as_bytes());
            }
            exit.code()
        }
    }
}

/// Whether a command line that could not be parsed asks for JSON.
fn asks_for_json(args: &[OsString]) -> bool {
    let split = args.windows(2).any(|pair| pair[0] == "--format" && pair[1] == "json");
    split || args.iter().any(|arg| arg == "--format=json")
}

/// Says that a panic is a bug, and returns its exit code.
pub fn bug() -> u8 {
    let _ = std::io::stderr()
        .write_all(b"error: this is a bug in iijtax; please report it with the command and its files\n");
    Exit::Failed.code()
}
