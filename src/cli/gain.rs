//! `iijtax gain`.

use std::path::PathBuf;

use clap::Args;

use super::args::{AnswerFormat, FormatArg, FormsArg, LawArg, ProfileArg};
use super::facts::{FactFlags, OfSale};
use super::inputs::{Dated, Files, choose};
use super::output::Output;
use super::receipt::Receipts;
use super::screen::{AsOfArg, ScreenArgs, figure};
use super::{Exit, Failure, Run};
use crate::facts::{Case, Field};
use crate::forms;
use crate::gain;
use crate::input::{Question, read_sale};
use crate::law::{self, Law};
use crate::render::forms::FormLines;
use crate::render::gain::{Gain, csv, screen, text};
use crate::render::json::to_json;
use crate::render::{html, why};

/// Determine the gain or loss on a sale, and how Japan and the United States tax it.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct GainArgs {
    #[command(flatten)]
    pub holder: ProfileArg,
    /// The sale, JSON; what it states overrides the profile's sale.
    #[arg(long, value_name = "FILE")]
    pub sale: Option<PathBuf>,
    /// Daily spot rates, CSV as the Federal Reserve publishes them (DEXJPUS), for the sale and for costs in yen.
    #[arg(long, value_name = "FILE")]
    pub fx: Option<PathBuf>,
    #[command(flatten)]
    pub law: LawArg,
    #[command(flatten)]
    pub format: FormatArg,
    #[command(flatten)]
    pub forms: FormsArg,
    #[command(flatten)]
    pub screen: ScreenArgs,
    #[command(flatten)]
    pub on: AsOfArg,
    /// Explain one figure by its arithmetic and its rules.
    #[arg(long, value_name = "FIELD", conflicts_with_all = ["all", "explain", "format", "forms"])]
    pub why: Option<String>,
    #[command(flatten)]
    pub facts: FactFlags<OfSale>,
}

const EXAMPLES: &str = "\
Examples:
  iijtax gain --holder profile.json
  iijtax gain --holder profile.json --sale 2008.json --fx DEXJPUS.csv
  iijtax gain --holder profile.json --why us.gain_usd
  iijtax gain --holder profile.json --date 2008-05-02 --shares 100 --price-jpy 412000 --jpy-per-usd 105.31

The exit code follows the United States part.";

impl Run for GainArgs {
    fn run(&self, out: &mut Output) -> Result<Exit, Failure> {
        let (case, law) = self.read()?;
        let answer = gain::determine(&case, law);
        if self.forms.forms {
            let lines = FormLines::new(&forms::of_gain(&answer, self.forms.whole_dollars));
            self.forms.print(&lines, &self.format, out)?;
            return Ok(Exit::from(answer.us.status));
        }
        let as_of = self.on.day()?;
        match self.format.choice {
            AnswerFormat::Json => out.print_data(&to_json(&Gain::new(&answer).on(as_of))),
            AnswerFormat::Csv => out.print_data(&csv(&Gain::new(&answer))),
            AnswerFormat::Html => out.print_data(&html::gain(&answer, as_of)),
            AnswerFormat::Text => match &self.why {
                Some(field) => out.print(&figure(field, why::gain(&answer, field))?),
                None if self.screen.is_whole() => {
                    out.print_long(&text(&answer, as_of, self.screen.steps()), self.screen.no_pager);
                }
                None => out.print(&screen(&answer, as_of)),
            },
        }
        Ok(Exit::from(answer.us.status))
    }

    fn wants_json(&self) -> bool {
        self.format.is_json()
    }

    fn canonical(&mut self) -> Receipts {
        self.format.choice = AnswerFormat::Json;
        self.why = None;
        Receipts::OfAnswer
    }
}

impl GainArgs {
    /// The case of a sale and the law that it was given.
    fn read(&self) -> Result<(Case, &'static Law), Failure> {
        let event = self.sale.as_deref().map(|path| ("--sale", path));
        let flags = &self.facts.given;
        let files = Files::read(self.holder.file.as_deref(), event, self.fx.as_deref(), flags)?;
        let given = files.given(flags);
        let case = read_sale(&given).map_err(Failure::Facts)?;
        let clock = Dated { day: case.taxed_on(), path: "sale.date", what: word!("a sale date", "売却日") };
        let asked = law::asked_of(self.law.choice.law(), &case);
        let law = choose(asked, &clock, || given.place_of(Question::Sale, Field::SaleDate))?;
        Ok((case, law))
    }
}
