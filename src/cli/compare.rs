//! `iijtax compare`.

use super::args::{AnswerFormat, CompareArgs};
use super::output::Output;
use super::{Exit, Failure, given};
use crate::case::Case;
use crate::compare;
use crate::law::{Law, Regime};
use crate::render::{Comparison, comparison_text, json, rows};

pub fn run(args: &CompareArgs, out: &mut Output) -> Result<Exit, Failure> {
    let (case, law) = given::read(&args.given, &args.fields)?;
    let regimes = match (&args.left, &args.right) {
        (Some(left), Some(right)) => vec![named(left, &case, law)?, named(right, &case, law)?],
        _ => compare::regimes(&case, law),
    };
    let answer = compare::compare(&case, law, &regimes);
    match args.format {
        AnswerFormat::Json => out.print(&json::to_json(&Comparison::new(&case, &answer))),
        AnswerFormat::Csv => out.print(&rows::comparison_csv(&Comparison::new(&case, &answer))),
        AnswerFormat::Text => out.print(&comparison_text(&case, &answer)),
    }
    Ok(Exit::from(answer.japan.status))
}

fn named(id: &str, case: &Case, law: &'static Law) -> Result<&'static Regime, Failure> {
    let regimes = compare::regimes(case, law);
    regimes.iter().copied().find(|regime| regime.id == id).ok_or_else(|| {
        let known: Vec<_> = regimes.iter().map(|regime| regime.id).collect();
        let country = case.residence.name();
        Failure::Usage(format!("no regime {id:?} for a resident of {country}; there are {}", known.join(", ")))
    })
}
