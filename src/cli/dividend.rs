//! `iijtax dividend`.

use super::args::{AnswerFormat, DividendArgs};
use super::output::Output;
use super::{Exit, Failure, inputs};
use crate::dividend;
use crate::render::rows::{self, Words};
use crate::render::{json, text};

pub fn run(args: &DividendArgs, out: &mut Output) -> Result<Exit, Failure> {
    let (case, law) = inputs::read(&args.given, &args.fields)?;
    let answer = dividend::determine(&case, law);
    match args.format {
        AnswerFormat::Json => out.print(&json::to_json(&json::Dividend::new(&answer))),
        AnswerFormat::Csv => {
            let decision = dividend::decide(&case, law);
            out.print(&rows::csv_row(case.id.as_deref(), &Words::new(&decision), &decision.amounts(&case)));
        }
        AnswerFormat::Text => out.print(&text::dividend(&answer, args.explain)),
    }
    Ok(Exit::from(answer.japan.status))
}
