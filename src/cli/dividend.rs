//! `iijtax dividend`.

use clap::Args;

use super::args::{AnswerFormat, DividendFlags, FormatArg, GivenArgs};
use super::output::Output;
use super::{Exit, Failure, Run, inputs};
use crate::dividend;
use crate::render::rows::{self, Words};
use crate::render::{json, text};

/// Determine what is withheld, refundable, creditable and taxed.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct DividendArgs {
    #[command(flatten)]
    pub given: GivenArgs,
    #[command(flatten)]
    pub format: FormatArg,
    /// Print every rule that was asked, with citation, outcome and reason.
    #[arg(long)]
    pub explain: bool,
    #[command(flatten)]
    pub fields: DividendFlags,
}

const EXAMPLES: &str = "\
Examples:
  iijtax dividend --holder profile.json
  iijtax dividend --holder profile.json --explain
  iijtax dividend --holder profile.json --dividend 2007.json --payment-date 2007-06-28
  cat profile.json | iijtax dividend --holder - --format json | jq .japan.tax_jpy";

impl Run for DividendArgs {
    fn run(&self, out: &mut Output) -> Result<Exit, Failure> {
        let (case, law) = inputs::read(&self.given, &self.fields)?;
        let answer = dividend::determine(&case, law);
        match self.format.choice {
            AnswerFormat::Json => out.print_data(&json::to_json(&json::Dividend::new(&answer))),
            AnswerFormat::Csv => {
                let decision = dividend::decide(&case, law);
                let (words, amounts) = (Words::new(&decision), decision.amounts(&case));
                out.print_data(&rows::csv_row(case.id.as_deref(), &words, &amounts, decision.missing(), answer.unused));
            }
            AnswerFormat::Text => out.print(&text::dividend(&answer, self.explain)),
        }
        Ok(Exit::from(answer.japan.status))
    }

    fn wants_json(&self) -> bool {
        self.format.is_json()
    }
}
