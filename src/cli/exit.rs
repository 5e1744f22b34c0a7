//! How the program ends.

use std::io;

use serde::Serialize;

use super::snippet;
use crate::answer::Status;
use crate::input::Problem;
use crate::render::json::{ERROR_SCHEMA, ErrorLine, to_json};

/// The exit codes, which scripts rely on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    Determined,
    Failed,
    Usage,
    InvalidFacts,
    Undetermined,
    /// Not addressed, the law does not state the rate, or this program does not have it.
    NotAddressed,
}

impl Exit {
    pub fn code(self) -> u8 {
        match self {
            Exit::Determined => 0,
            Exit::Failed => 1,
            Exit::Usage => 2,
            Exit::InvalidFacts => 3,
            Exit::Undetermined => 4,
            Exit::NotAddressed => 5,
        }
    }
}

impl From<Status> for Exit {
    fn from(status: Status) -> Exit {
        match status {
            Status::Determined => Exit::Determined,
            Status::Undetermined => Exit::Undetermined,
            Status::RateNotStated | Status::NotEncoded | Status::NotAddressed => Exit::NotAddressed,
        }
    }
}

/// Why there is no answer.
#[derive(Debug)]
pub enum Failure {
    /// The facts are invalid.
    Facts(Vec<Problem>),
    /// A file could not be read.
    Input(String),
    /// The output could not be written.
    Output(io::Error),
    /// What was asked for does not exist; with what does.
    Usage(String),
}

impl Failure {
    pub fn exit(&self) -> Exit {
        match self {
            Failure::Facts(_) => Exit::InvalidFacts,
            // Who closes the pipe has read enough.
            Failure::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Determined,
            Failure::Input(_) | Failure::Output(_) => Exit::Failed,
            Failure::Usage(_) => Exit::Usage,
        }
    }

    /// What is written to standard error.
    pub fn message(&self, json: bool) -> String {
        if json {
            return to_json(&Errors { schema: ERROR_SCHEMA, errors: self.errors() });
        }
        self.errors().iter().map(|error| said!("error: {}\n", "エラー：{}\n", error.message())).collect()
    }

    /// The same for a terminal: what has a place, with its line.
    pub fn message_on_terminal(&self) -> String {
        let Failure::Facts(problems) = self else { return self.message(false) };
        let one = |problem: &Problem| {
            snippet::shown(problem).unwrap_or_else(|| said!("error: {problem}\n", "エラー：{problem}\n"))
        };
        problems.iter().map(one).collect::<Vec<_>>().join("\n")
    }

    fn errors(&self) -> Vec<ErrorLine<'_>> {
        match self {
            Failure::Facts(problems) => problems.iter().map(ErrorLine::located).collect(),
            Failure::Input(message) | Failure::Usage(message) => vec![ErrorLine::plain(message.clone())],
            Failure::Output(error) => {
                let error = crate::lang::of_io(error);
                let said = said!("the answer could not be written: {error}", "回答を書き込めません（{error}）。");
                vec![ErrorLine::plain(said)]
            }
        }
    }
}

#[derive(Serialize)]
struct Errors<'a> {
    schema: &'static str,
    errors: Vec<ErrorLine<'a>>,
}
