//! `iijtax timeline`.

use clap::Args;

use super::args::{AnswerFormat, FormatArg, LawChoice, ProfileArg};
use super::facts::{FactFlags, OfHolder};
use super::inputs::Files;
use super::output::Output;
use super::receipt::Receipts;
use super::screen::AllArgs;
use super::{Exit, Failure, Run};
use crate::answer::Status;
use crate::facts::{Case, Field, HolderKind};
use crate::input::{GivenFlag, Question, fact_flag, read_case};
use crate::render::{Timeline, html, json, timeline_csv, timeline_screen, timeline_text};
use crate::timeline;

/// Show how the rate for such a holder changed, period by period, with rule and citation.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct TimelineArgs {
    #[command(flatten)]
    pub holder: ProfileArg,
    /// The payer's shares are not listed.
    #[arg(long)]
    pub unlisted: bool,
    /// The law to read; auto reads form-20f until 2010, then statute.
    #[arg(long, default_value = "auto", value_name = "LAW")]
    pub law: LawChoice,
    #[command(flatten)]
    pub format: FormatArg,
    #[command(flatten)]
    pub screen: AllArgs,
    #[command(flatten)]
    pub facts: FactFlags<OfHolder>,
}

const EXAMPLES: &str = "\
Examples:
  iijtax timeline --residence US
  iijtax timeline --holder profile.json
  iijtax timeline --residence DE --kind corporation --ownership-percent 25
  iijtax timeline --residence US --kind corporation --ownership-percent 60 --limitation-on-benefits listed_company

The exit code follows the period that is settled least.";

impl Run for TimelineArgs {
    fn run(&self, out: &mut Output) -> Result<Exit, Failure> {
        let case = holder(self)?;
        let asked = self.law.law();
        let periods = timeline::timeline(&case, asked);
        let members = timeline::of_members(&case, asked);
        let answer = Timeline::new(&case, asked, &periods, &members);
        match self.format.choice {
            AnswerFormat::Json => out.print_data(&json::to_json(&answer)),
            AnswerFormat::Csv => out.print_data(&timeline_csv(&answer)),
            AnswerFormat::Html => out.print_data(&html::timeline(&case, &answer, &periods, &members)),
            AnswerFormat::Text if self.screen.all => {
                out.print_long(&timeline_text(&case, &answer), self.screen.no_pager);
            }
            AnswerFormat::Text => out.print(&timeline_screen(&case, &answer)),
        }
        let all = periods.iter().chain(members.iter().flat_map(|member| &member.periods));
        Ok(Exit::from(Status::least_settled(all.map(|period| period.japan.status))))
    }

    fn wants_json(&self) -> bool {
        self.format.is_json()
    }

    fn canonical(&mut self) -> Receipts {
        self.format.choice = AnswerFormat::Json;
        Receipts::OfAnswer
    }
}

/// The holder of the file and of the flags: an individual, where neither says more than where it is resident.
fn holder(args: &TimelineArgs) -> Result<Case, Failure> {
    let stated = &args.facts.given;
    let mut flags = stated.clone();
    let mut add = |field, written| {
        let flag = fact_flag(Question::Dividend, field).filter(|_| stated.iter().all(|flag| flag.flag.field != field));
        flags.extend(flag.map(|flag| GivenFlag::new(flag, written)));
    };
    if args.unlisted {
        add(Field::Listed, "false");
    }
    if args.holder.file.is_none() && !stated.is_empty() {
        add(Field::Kind, HolderKind::Individual.name());
    }
    let files = Files::read(args.holder.file.as_deref(), None, None, &flags)?;
    read_case(&files.given(&flags)).map_err(Failure::Facts)
}
