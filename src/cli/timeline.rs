//! `iijtax timeline`.

use serde_json::{Map, Value};

use super::args::{AnswerFormat, TimelineArgs};
use super::output::Output;
use super::{Exit, Failure};
use crate::facts::Case;
use crate::input::{Document, Given, read_case};
use crate::law::statute;
use crate::render::{Timeline, json, timeline_csv, timeline_text};
use crate::timeline;

pub fn run(args: &TimelineArgs, out: &mut Output) -> Result<Exit, Failure> {
    let case = holder(args)?;
    // Without a date every law could be meant; the statutes are the ones that changed.
    let law = args.law.law().unwrap_or(&statute::LAW);
    let answer = Timeline::new(&case, law, &timeline::timeline(&case, law));
    match args.format {
        AnswerFormat::Json => out.print(&json::to_json(&answer)),
        AnswerFormat::Csv => out.print(&timeline_csv(&answer)),
        AnswerFormat::Text => out.print(&timeline_text(&case, &answer)),
    }
    Ok(Exit::Determined)
}

/// The flags as a profile, which is then read like any other.
fn holder(args: &TimelineArgs) -> Result<Case, Failure> {
    let mut profile = Map::new();
    let mut state = |name: &str, value: Value| profile.insert(name.to_owned(), value);
    state("kind", Value::from(args.kind.as_str()));
    state("residence", Value::from(args.residence.as_str()));
    let texts = [
        ("ownership_percent", &args.ownership_percent),
        ("direct_ownership_percent", &args.direct_ownership_percent),
        ("issued_percent", &args.issued_percent),
    ];
    for (name, value) in texts.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?))) {
        state(name, Value::from(value));
    }
    if let Some(limbs) = &args.limitation_on_benefits {
        state("limitation_on_benefits", limbs.iter().map(String::as_str).filter(|limb| !limb.is_empty()).collect());
    }
    if args.elects_prior_treaty {
        state("elects_prior_treaty", Value::from(true));
    }
    if args.unlisted {
        state("dividend", serde_json::json!({ "listed": false }));
    }
    let text = Value::Object(profile).to_string();
    let document = Document::new("command line", text.into_bytes()).map_err(Failure::Facts)?;
    read_case(&Given::profile(&document)).map_err(Failure::Facts)
}
