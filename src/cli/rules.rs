//! `iijtax rules`.

use clap::{Args, Subcommand, ValueEnum};

use super::facts::Anything;
use super::hints;
use super::output::Output;
use super::{Exit, Failure, Run};
use crate::input::{got_wanted, listed, one_of};
use crate::law::{LAWS, Law, irc, statute};
use crate::render::json::to_json;
use crate::render::{partners, rules};

/// Print the rules as they are executed.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
pub struct RulesArgs {
    #[command(subcommand)]
    pub command: Option<RulesCommand>,
    /// Only the rules of this law.
    #[arg(long, value_name = "LAW")]
    pub law: Option<String>,
    /// How to print the rules.
    #[arg(long, value_name = "FORMAT", default_value = "text", global = true)]
    pub format: RulesFormat,
    /// Print the coverage of the source document, label by label.
    #[arg(long)]
    pub source: bool,
    /// Print the coverage of Japan's treaty partners under the statutes: versions, rates and evidence.
    #[arg(long, conflicts_with_all = ["source", "unverified", "law"])]
    pub coverage: bool,
    /// Only the rules that still rest on secondary sources or memory.
    #[arg(long, conflicts_with = "source")]
    pub unverified: bool,
}

const EXAMPLES: &str = "\
Examples:
  iijtax rules
  iijtax rules show form-20f.us-2003.general
  iijtax rules show JT-7.1
  iijtax rules show pension fund
  iijtax rules --law statute --unverified
  iijtax rules --source
  iijtax rules --coverage";

#[derive(Debug, Subcommand)]
pub enum RulesCommand {
    /// One rule in full, or all that are found.
    Show {
        /// The rule's id or the end of it, a citation such as JT-7.1, or words that stand in it.
        #[arg(required = true, value_name = "RULE", value_parser = Anything::ids(rules::ids), hide_possible_values = true)]
        what: Vec<String>,
    },
}

/// The forms of the list of rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RulesFormat {
    Text,
    Json,
    Csv,
    Markdown,
}

impl Run for RulesArgs {
    fn run(&self, out: &mut Output) -> Result<Exit, Failure> {
        if self.source {
            let coverage = rules::coverage();
            out.print(&match self.format {
                RulesFormat::Text => rules::coverage_text(&coverage),
                RulesFormat::Json => to_json(&coverage),
                RulesFormat::Csv => rules::coverage_csv(&coverage),
                RulesFormat::Markdown => rules::coverage_markdown(&coverage),
            });
            return Ok(Exit::Determined);
        }
        if self.coverage {
            let versions = partners::views(&statute::LAW);
            out.print(&match self.format {
                RulesFormat::Text => partners::text(&versions),
                RulesFormat::Json => to_json(&versions),
                RulesFormat::Csv => partners::csv(&versions),
                RulesFormat::Markdown => partners::markdown(&versions),
            });
            return Ok(Exit::Determined);
        }
        let mut views = rules::views(&laws(self.law.as_deref())?);
        if self.law.as_deref().is_none_or(|id| id == irc::CHAPTER.law) {
            views.extend(rules::statute_views());
        }
        if self.unverified {
            views.retain(|view| view.is_unverified());
        }
        if let Some(RulesCommand::Show { what }) = &self.command {
            let what = what.join(" ");
            views = rules::found(views, &what).map_err(|near| unknown_rule(&what, &near))?;
            if self.format == RulesFormat::Text && views.len() <= MOST_IN_FULL {
                let shown: Vec<_> = views.iter().map(rules::show).collect();
                out.print(&shown.join("\n"));
                return Ok(Exit::Determined);
            }
        }
        out.print(&match self.format {
            RulesFormat::Text => rules::text(&views),
            RulesFormat::Json => to_json(&views),
            RulesFormat::Csv => rules::csv(&views),
            RulesFormat::Markdown => rules::markdown(&views),
        });
        Ok(Exit::Determined)
    }

    fn wants_json(&self) -> bool {
        self.format == RulesFormat::Json
    }
}

pub(super) fn laws(id: Option<&str>) -> Result<Vec<&'static Law>, Failure> {
    let Some(id) = id else { return Ok(LAWS.to_vec()) };
    let known: Vec<_> = LAWS.iter().map(|law| law.id).collect();
    let law = LAWS.iter().find(|law| law.id == id).copied();
    law.map(|law| vec![law]).ok_or_else(|| {
        let near = hints::called(id, known.iter().copied());
        let message = got_wanted(format_args!("{id:?}"), one_of(known));
        Failure::Usage(format!("--law: {}", hints::with_near(message, near)))
    })
}

/// So many rules that are found are shown in full, and more as a list.
const MOST_IN_FULL: usize = 3;

fn unknown_rule(what: &str, near: &[&str]) -> Failure {
    let near = listed(near.iter().copied());
    let hint = match near.is_empty() {
        true => String::new(),
        false => said!("; did you mean {near}?", "{near}の誤りではありませんか。"),
    };
    Failure::Usage(said!(
        "no rule has the id {what:?} or ends with it, cites it, or has these words{hint} `iijtax rules` lists them all",
        "idが{what:?}に一致する又はこれで終わるルール、これを引用するルール及びこの語を含むルールはありません。{hint}全ルールの一覧は`iijtax rules`で表示できます。"
    ))
}
