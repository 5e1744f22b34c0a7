//! `iijtax compare`.

use super::args::{AnswerFormat, CompareArgs};
use super::output::Output;
use super::{Exit, Failure, inputs};
use crate::compare;
use crate::facts::Case;
use crate::law::{Law, Regime};
use crate::render::{Comparison, comparison_text, json, rows};
use crate::units::{Day, Span};

pub fn run(args: &CompareArgs, out: &mut Output) -> Result<Exit, Failure> {
    let (case, law) = inputs::read(&args.given, &args.fields)?;
    let regimes = match (&args.left, &args.right) {
        (Some(left), Some(right)) => vec![named(left, &case, law)?, named(right, &case, law)?],
        _ => compare::chosen(&case, law, range(args, law)?),
    };
    let answer = compare::compare(&case, law, &regimes);
    match args.format {
        AnswerFormat::Json => out.print(&json::to_json(&Comparison::new(&case, &answer))),
        AnswerFormat::Csv => out.print(&rows::comparison_csv(&Comparison::new(&case, &answer))),
        AnswerFormat::Text => out.print(&comparison_text(&case, &answer)),
    }
    Ok(Exit::from(answer.japan.status))
}

/// The days from `--from` until `--until`; what is not given is where the law begins or ends.
fn range(args: &CompareArgs, law: &Law) -> Result<Option<Span>, Failure> {
    let day = |flag: &str, given: &Option<String>, otherwise: Day| match given {
        None => Ok(otherwise),
        Some(text) => Day::parse(text).ok_or_else(|| {
            Failure::Usage(format!("{flag}: got {text:?}, wanted a date YYYY-MM-DD from 1900-01-01 to 2999-12-31"))
        }),
    };
    if args.from.is_none() && args.until.is_none() {
        return Ok(None);
    }
    let range = Span::new(day("--from", &args.from, law.covers.first)?, day("--until", &args.until, law.covers.last)?);
    if range.days() == 0 {
        return Err(Failure::Usage(format!("--until: got {}, wanted a day not before {}", range.last, range.first)));
    }
    Ok(Some(range))
}

fn named(id: &str, case: &Case, law: &'static Law) -> Result<&'static Regime, Failure> {
    let regimes = compare::regimes(case, law);
    regimes.iter().copied().find(|regime| regime.id == id).ok_or_else(|| {
        let known: Vec<_> = regimes.iter().map(|regime| regime.id).collect();
        let country = case.residence.name();
        Failure::Usage(format!("no regime {id:?} for a resident of {country}; there are {}", known.join(", ")))
    })
}
