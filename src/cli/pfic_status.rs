//! `iijtax pfic status`.

use super::args::{AnswerFormat, PficStatusArgs};
use super::output::Output;
use super::{Exit, Failure, inputs};
use crate::render::json::to_json;
use crate::render::pfic_status::{PficStatus, csv, text};
use crate::us::pfic;

pub fn run(args: &PficStatusArgs, out: &mut Output) -> Result<Exit, Failure> {
    let (company, law) = inputs::read_company(args)?;
    let answer = pfic::status(&company, law);
    match args.format {
        AnswerFormat::Json => out.print(&to_json(&PficStatus::new(&answer))),
        AnswerFormat::Csv => out.print(&csv(&PficStatus::new(&answer))),
        AnswerFormat::Text => out.print(&text(&answer, args.explain)),
    }
    Ok(Exit::from(answer.status))
}
