//! `iijtax rules`.

use super::args::{RulesArgs, RulesCommand, RulesFormat};
use super::output::Output;
use super::{Exit, Failure};
use crate::law::{LAWS, Law, irc, statute};
use crate::render::json::to_json;
use crate::render::{partners, rules};

pub fn run(args: &RulesArgs, out: &mut Output) -> Result<Exit, Failure> {
    if args.source {
        let coverage = rules::coverage();
        out.print(&match args.format {
            RulesFormat::Text => rules::coverage_text(&coverage),
            RulesFormat::Json => to_json(&coverage),
            RulesFormat::Csv => rules::coverage_csv(&coverage),
            RulesFormat::Markdown => rules::coverage_markdown(&coverage),
        });
        return Ok(Exit::Determined);
    }
    if args.coverage {
        let versions = partners::views(&statute::LAW);
        out.print(&match args.format {
            RulesFormat::Text => partners::text(&versions),
            RulesFormat::Json => to_json(&versions),
            RulesFormat::Csv => partners::csv(&versions),
            RulesFormat::Markdown => partners::markdown(&versions),
        });
        return Ok(Exit::Determined);
    }
    let mut views = rules::views(&laws(args.law.as_deref())?);
    if args.law.as_deref().is_none_or(|id| id == irc::CHAPTER.law) {
        views.extend(rules::statute_views());
    }
    if args.unverified {
        views.retain(|view| view.is_unverified());
    }
    if let Some(RulesCommand::Show { id }) = &args.command {
        views.retain(|view| view.id() == id);
        let [view] = &views[..] else { return Err(unknown_rule(id)) };
        if args.format == RulesFormat::Text {
            out.print(&rules::show(view));
            return Ok(Exit::Determined);
        }
    }
    out.print(&match args.format {
        RulesFormat::Text => rules::text(&views),
        RulesFormat::Json => to_json(&views),
        RulesFormat::Csv => rules::csv(&views),
        RulesFormat::Markdown => rules::markdown(&views),
    });
    Ok(Exit::Determined)
}

fn laws(id: Option<&str>) -> Result<Vec<&'static Law>, Failure> {
    let Some(id) = id else { return Ok(LAWS.to_vec()) };
    let known: Vec<_> = LAWS.iter().map(|law| law.id).collect();
    let law = LAWS.iter().find(|law| law.id == id).copied();
    law.map(|law| vec![law]).ok_or_else(|| Failure::Usage(format!("no law {id:?}; there are {}", known.join(", "))))
}

fn unknown_rule(id: &str) -> Failure {
    let mut all = rules::views(LAWS);
    all.extend(rules::statute_views());
    let near = all.iter().map(|view| (strsim::damerau_levenshtein(id, view.id()), view.id())).min();
    let hint = near
        .filter(|(distance, _)| *distance <= 8)
        .map_or(String::new(), |(_, near)| format!("; did you mean {near}?"));
    Failure::Usage(format!("no rule {id:?}{hint}; `iijtax rules` lists them"))
}
