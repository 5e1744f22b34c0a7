//! `iijtax sources`.

use clap::Args;

use super::output::Output;
use super::rules::{RulesFormat, laws};
use super::{Exit, Failure, Run};
use crate::law::{Rule, irc};
use crate::render::json::to_json;
use crate::render::{rules, sources};

/// List the documents that rules cite: where each can be read, when it was checked, and how many rules rest on it.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct SourcesArgs {
    /// Only the sources of this law.
    #[arg(long, value_name = "LAW")]
    pub law: Option<String>,
    /// How to print them.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: RulesFormat,
}

const EXAMPLES: &str = "\
Examples:
  iijtax sources
  iijtax sources --law statute --format csv > sources.csv";

impl Run for SourcesArgs {
    fn run(&self, out: &mut Output) -> Result<Exit, Failure> {
        let mut all: Vec<&'static Rule> = Vec::new();
        for law in laws(self.law.as_deref())? {
            all.extend(law.rules().into_iter().map(|(_, rule)| rule));
        }
        if self.law.as_deref().is_none_or(|id| id == irc::CHAPTER.law) {
            all.extend(rules::statute_rules());
        }
        let views = sources::views(&all);
        out.print(&match self.format {
            RulesFormat::Text => sources::text(&views),
            RulesFormat::Json => to_json(&views),
            RulesFormat::Csv => sources::csv(&views),
            RulesFormat::Markdown => sources::markdown(&views),
        });
        Ok(Exit::Determined)
    }

    fn wants_json(&self) -> bool {
        self.format == RulesFormat::Json
    }
}
