//! The canonical answer: one JSON object, every key always present, its shape versioned by `schema`.

mod dividend;
mod japan;
mod told;
mod us;

use serde::{Serialize, Serializer};

pub use dividend::{Dividend, Event, EvidenceByPart, Kept, Member, Need, NextTier, OtherLaw, Payer};
pub use japan::{Alternative, AtSource, Japan, Reconciliation};
pub use told::{Action, AssumedValue, Assumption, Note, Step};
pub use us::{CurrencyGain, Lot, ReturnOfCapital, Us};

use super::rows::INVALID;
use crate::answer::DividendAnswer;
use crate::input::Problem;
use crate::units::Day;

/// The version of the answer to `iijtax dividend`.
pub const DIVIDEND_SCHEMA: &str = "iijtax.dividend/1";
/// The version of the answer to `iijtax compare`.
pub const COMPARE_SCHEMA: &str = "iijtax.compare/1";
/// The version of the answer to `iijtax timeline`.
pub const TIMELINE_SCHEMA: &str = "iijtax.timeline/1";

/// The version of an object of errors.
pub const ERROR_SCHEMA: &str = "iijtax.error/1";

/// Writes a value the way answers are written: indented, with a newline at its end.
#[expect(
    clippy::expect_used,
    reason = "keys of answers are texts, and a text takes every byte; every kind of answer is written in tests"
)]
pub fn to_json(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).expect("answers hold nothing JSON cannot say");
    text.push('\n');
    text
}

/// Writes an answer on one line of a register.
pub fn push_answer(out: &mut Vec<u8>, answer: &DividendAnswer<'_>) {
    push_line(out, &Dividend::new(answer));
}

/// Writes on one line why a record of a register is not answered.
pub fn push_refusal(out: &mut Vec<u8>, id: Option<&str>, line: u64, problems: &[Problem]) {
    let errors = problems.iter().map(ErrorLine::located).collect();
    push_line(out, &Refusal { schema: ERROR_SCHEMA, id, status: INVALID, line, errors });
}

#[expect(
    clippy::expect_used,
    reason = "keys of answers are texts, and a vector takes every byte; every kind of answer is written in tests"
)]
fn push_line(out: &mut Vec<u8>, value: &impl Serialize) {
    serde_json::to_writer(&mut *out, value).expect("answers hold nothing JSON cannot say");
    out.push(b'\n');
}

#[derive(Serialize)]
struct Refusal<'a> {
    schema: &'static str,
    id: Option<&'a str>,
    status: &'static str,
    line: u64,
    errors: Vec<ErrorLine<'a>>,
}

/// One thing that is wrong.
#[derive(Debug, Serialize)]
pub struct ErrorLine<'a> {
    message: String,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    path: Option<&'a str>,
    got: Option<&'a str>,
    wanted: Option<&'a str>,
    hint: Option<&'a str>,
}

impl<'a> ErrorLine<'a> {
    /// A problem of the input.
    pub fn located(problem: &'a Problem) -> Self {
        ErrorLine {
            message: problem.to_string(),
            file: Some(&problem.place.file),
            line: problem.place.at.map(|(line, _)| line),
            column: problem.place.at.map(|(_, column)| column),
            path: Some(&problem.path),
            got: Some(&problem.got),
            wanted: Some(&problem.wanted),
            hint: problem.hint.as_deref(),
        }
    }

    /// A message without a place.
    pub fn plain(message: String) -> Self {
        ErrorLine { message, file: None, line: None, column: None, path: None, got: None, wanted: None, hint: None }
    }

    pub fn message(&self) -> &str {
        &self.message
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
