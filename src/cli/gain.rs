//! `iijtax gain`.

use super::args::{AnswerFormat, GainArgs};
use super::output::Output;
use super::{Exit, Failure, inputs};
use crate::gain;
use crate::render::gain::{Gain, csv, text};
use crate::render::json::to_json;

pub fn run(args: &GainArgs, out: &mut Output) -> Result<Exit, Failure> {
    let (case, law) = inputs::read_gain(args)?;
    let answer = gain::determine(&case, law);
    match args.format {
        AnswerFormat::Json => out.print(&to_json(&Gain::new(&answer))),
        AnswerFormat::Csv => out.print(&csv(&Gain::new(&answer))),
        AnswerFormat::Text => out.print(&text(&answer, args.explain)),
    }
    Ok(Exit::from(answer.us.status))
}
