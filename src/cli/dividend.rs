//! `iijtax dividend`.

use clap::Args;

use super::args::{AnswerFormat, FormatArg, GivenArgs};
use super::facts::{FactFlags, OfDividend};
use super::output::Output;
use super::receipt::Receipts;
use super::screen::{AsOfArg, ScreenArgs, figure};
use super::{Exit, Failure, Run, inputs};
use crate::dividend;
use crate::render::data_sheets::Papers;
use crate::render::rows;
use crate::render::{data_sheets, html, json, screen, text, why};

/// Determine what is withheld, refundable, creditable and taxed.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct DividendArgs {
    #[command(flatten)]
    pub given: GivenArgs,
    #[command(flatten)]
    pub format: FormatArg,
    #[command(flatten)]
    pub screen: ScreenArgs,
    /// Print data sheets for the forms of Japan, box by box.
    #[arg(long, conflicts_with_all = ["all", "explain", "why"])]
    pub forms: bool,
    #[command(flatten)]
    pub on: AsOfArg,
    /// Explain one figure by its arithmetic and its rules.
    #[arg(long, value_name = "FIELD", conflicts_with_all = ["all", "explain", "format"])]
    pub why: Option<String>,
    #[command(flatten)]
    pub facts: FactFlags<OfDividend>,
}

const EXAMPLES: &str = "\
Examples:
  iijtax dividend --residence US --kind individual --shares 60000 --per-share-jpy 35 --paid 2024-06-28
  iijtax dividend --holder profile.json
  iijtax dividend --holder profile.json --as-of 2026-11-29
  iijtax dividend --holder profile.json --all
  iijtax dividend --holder profile.json --why japan.tax_jpy
  iijtax dividend --holder profile.json --forms
  iijtax dividend --holder profile.json --dividend 2007.json --payment-date 2007-06-28
  cat profile.json | iijtax dividend --holder - --format json | jq .japan.tax_jpy";

impl Run for DividendArgs {
    fn run(&self, out: &mut Output) -> Result<Exit, Failure> {
        let (case, law) = inputs::read(&self.given, &self.facts.given)?;
        let as_of = self.on.day()?;
        let answer = dividend::determine(&case, law);
        if self.forms {
            let sheets = Papers::new(&answer);
            match self.format.choice {
                AnswerFormat::Json => out.print_data(&json::to_json(&sheets)),
                AnswerFormat::Csv => out.print_data(&data_sheets::csv(&sheets)),
                AnswerFormat::Html => out.print_data(&html::dividend(&answer, as_of, Some(&sheets))),
                AnswerFormat::Text => out.print_long(&data_sheets::text(&sheets), self.screen.no_pager),
            }
            return Ok(Exit::from(answer.japan.status));
        }
        match self.format.choice {
            AnswerFormat::Json => out.print_data(&json::to_json(&json::Dividend::new(&answer).on(as_of))),
            AnswerFormat::Csv => {
                out.print_data(&rows::csv_rows(&case, &dividend::decide(&case, law)));
            }
            AnswerFormat::Html => out.print_data(&html::dividend(&answer, as_of, None)),
            AnswerFormat::Text => match &self.why {
                Some(field) => out.print(&figure(field, why::dividend(&answer, field))?),
                None if self.screen.is_whole() => {
                    let steps = self.screen.steps();
                    out.print_long(&text::dividend(&answer, as_of, steps), self.screen.no_pager);
                }
                None => out.print(&screen::dividend(&answer, as_of)),
            },
        }
        Ok(Exit::from(answer.japan.status))
    }

    fn wants_json(&self) -> bool {
        self.format.is_json()
    }

    fn canonical(&mut self) -> Receipts {
        self.format.choice = AnswerFormat::Json;
        self.why = None;
        self.forms = false;
        Receipts::OfAnswer
    }
}
