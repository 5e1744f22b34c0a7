//! `iijtax pfic status`.

use std::path::PathBuf;

use clap::Args;

use crate::cli::args::{AnswerFormat, FormatArg, LawArg, given, no_page};
use crate::cli::inputs::{self, Dated, choose};
use crate::cli::output::Output;
use crate::cli::screen::ScreenArgs;
use crate::cli::{Exit, Failure, Run};
use crate::facts::Company;
use crate::input::{Document, Node, read_company};
use crate::law::{Law, form_20f};
use crate::render::json::to_json;
use crate::render::pfic_status::{PficStatus, csv, screen, text};
use crate::us::pfic;

/// In which of its years a company is a passive foreign investment company.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct StatusArgs {
    /// The company's years, JSON; - for standard input.
    #[arg(long, value_name = "FILE")]
    pub company: PathBuf,
    /// The day a holder acquired shares, to see which years matter to the holding.
    #[arg(long, value_name = "DATE")]
    pub held_from: Option<String>,
    /// The day the holder disposed of them.
    #[arg(long, value_name = "DATE")]
    pub held_until: Option<String>,
    #[command(flatten)]
    pub law: LawArg,
    #[command(flatten)]
    pub format: FormatArg,
    #[command(flatten)]
    pub screen: ScreenArgs,
}

const EXAMPLES: &str = "\
Examples:
  iijtax pfic status --company iij.json
  iijtax pfic status --company iij.json --held-from 2006-05-10 --held-until 2008-02-29

The exit code follows the years, and the holding if one is asked about.";

impl Run for StatusArgs {
    fn run(&self, out: &mut Output) -> Result<Exit, Failure> {
        let (company, law) = self.read()?;
        let answer = pfic::status(&company, law);
        match self.format.choice {
            AnswerFormat::Json => out.print_data(&to_json(&PficStatus::new(&answer))),
            AnswerFormat::Csv => out.print_data(&csv(&PficStatus::new(&answer))),
            AnswerFormat::Html => return Err(no_page("pfic status")),
            AnswerFormat::Text if self.screen.is_whole() => {
                out.print_long(&text(&answer, self.screen.steps()), self.screen.no_pager);
            }
            AnswerFormat::Text => out.print(&screen(&answer)),
        }
        Ok(Exit::from(answer.status))
    }

    fn wants_json(&self) -> bool {
        self.format.is_json()
    }
}

impl StatusArgs {
    /// The flags that were given: field of the holding, flag and value.
    pub fn given(&self) -> Vec<(&'static str, &'static str, &str)> {
        given([("from", "--held-from", &self.held_from), ("until", "--held-until", &self.held_until)])
    }

    /// The company and the law that it was given, which must cover the first day of every year.
    fn read(&self) -> Result<(Company, &'static Law), Failure> {
        let document = inputs::document(&self.company)?;
        let node = document.parse().map_err(Failure::Facts)?;
        let given = self.given().into_iter().map(|(field, flag, value)| (field, Document::flag(flag, value)));
        let given: Vec<_> = given.collect();
        let flags: Vec<_> = given.iter().map(|(field, document)| (*field, document.flag_node())).collect();
        let company = read_company(&node, &flags).map_err(Failure::Facts)?;
        let mut law = &form_20f::LAW;
        for (at, year) in company.years.iter().enumerate() {
            let begins = || node.field("years").and_then(|years| years.item(at)).and_then(|year| year.field("begins"));
            let path = format!("years[{at}].begins");
            let what = word!("a first day of a year", "年度の初日");
            let clock = Dated { day: Some(year.span.first), path: &path, what };
            law = choose(self.law.choice.law(), &clock, || begins().map_or_else(|| node.place(), Node::place))?;
        }
        Ok((company, law))
    }
}
