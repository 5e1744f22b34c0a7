//! `iijtax compare`.

use clap::Args;

use super::args::{AnswerFormat, FormatArg, GivenArgs};
use super::facts::{FactFlags, OfDividend};
use super::hints::{self, with_near};
use super::output::Output;
use super::receipt::Receipts;
use super::screen::AllArgs;
use super::{Exit, Failure, Run, inputs};
use crate::compare;
use crate::facts::{Case, ValueType};
use crate::input::{got_wanted, listed};
use crate::law::{self, Law, Regime};
use crate::render::{Comparison, comparison_text, html, json, rows};
use crate::units::{Day, Span};

/// Set the regimes side by side: no treaty, and each version of the holder's treaty.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct CompareArgs {
    #[command(flatten)]
    pub given: GivenArgs,
    #[command(flatten)]
    pub format: FormatArg,
    #[command(flatten)]
    pub screen: AllArgs,
    /// The regime to compare from.
    #[arg(long, value_name = "REGIME", requires = "right")]
    pub left: Option<String>,
    /// The regime to compare to.
    #[arg(long, value_name = "REGIME", requires = "left")]
    pub right: Option<String>,
    /// Every regime that payments from this day meet, without a treaty and with one, each by the law of its own days.
    #[arg(long, value_name = "DATE", conflicts_with = "left")]
    pub from: Option<String>,
    /// Until this day.
    #[arg(long, value_name = "DATE", conflicts_with = "left")]
    pub until: Option<String>,
    #[command(flatten)]
    pub facts: FactFlags<OfDividend>,
}

const EXAMPLES: &str = "\
Examples:
  iijtax compare --holder profile.json
  iijtax compare --holder profile.json --from 2009-01-01 --until 2014-12-31
  iijtax compare --holder profile.json --left us-prior-treaty-1971 --right us-treaty-2003";

impl Run for CompareArgs {
    fn run(&self, out: &mut Output) -> Result<Exit, Failure> {
        let (case, law) = inputs::read(&self.given, &self.facts.given)?;
        let asked = self.given.law.law();
        let answer = match (&self.left, &self.right, range(self, asked)?) {
            (Some(_), ..) if case.has_members() => {
                let why = word!(
                    "--left, --right: got a holder with members, wanted one holder: each member has the regimes of its own \
                     country; ask for a member by itself, or leave these away for all of them",
                    "--left、--right: 構成員のある保有者には使用できません。適用される制度は構成員ごとにその国のものとなります。\
                     構成員を個別に照会するか、これらのオプションを外して全員について照会してください。"
                );
                return Err(Failure::Usage(why.to_owned()));
            }
            (Some(left), Some(right), _) => {
                let chosen = [named("--left", left, &case, law)?, named("--right", right, &case, law)?];
                compare::compare(&case, law, &chosen)
            }
            (.., Some(range)) => {
                // What nothing else dates, the range does.
                let undated = law::dated_by(&case.dividend).is_none();
                let of_range = law::choose_by_day(asked, Some(range.first).filter(|_| undated)).unwrap_or(law);
                compare::compare_range(&case, if undated { of_range } else { law }, asked, range)
            }
            _ => compare::compare(&case, law, &compare::chosen(&case, law, None)),
        };
        match self.format.choice {
            AnswerFormat::Json => out.print_data(&json::to_json(&Comparison::new(&case, &answer))),
            AnswerFormat::Csv => out.print_data(&rows::comparison_csv(&Comparison::new(&case, &answer))),
            AnswerFormat::Html => out.print_data(&html::compare(&case, &answer)),
            AnswerFormat::Text => out.print(&comparison_text(&case, &answer, self.screen.all)),
        }
        Ok(Exit::from(answer.japan.status))
    }

    fn wants_json(&self) -> bool {
        self.format.is_json()
    }

    fn canonical(&mut self) -> Receipts {
        self.format.choice = AnswerFormat::Json;
        Receipts::OfAnswer
    }
}

/// The days from `--from` until `--until`; what is not given is where the law asked for, or else all of them, begin or end.
fn range(args: &CompareArgs, asked: Option<&'static Law>) -> Result<Option<Span>, Failure> {
    let day = |flag: &str, given: &Option<String>, otherwise: Day| match given {
        None => Ok(otherwise),
        Some(text) => Day::parse(text).ok_or_else(|| {
            Failure::Usage(format!("{flag}: {}", got_wanted(format_args!("{text:?}"), ValueType::Date.wanted())))
        }),
    };
    if args.from.is_none() && args.until.is_none() {
        return Ok(None);
    }
    let covered = law::covered(asked);
    let range = Span::new(day("--from", &args.from, covered.first)?, day("--until", &args.until, covered.last)?);
    for (flag, day) in [("--from", range.first), ("--until", range.last)] {
        if !covered.contains(day) {
            let law = asked.map_or("auto", |law| law.id);
            let wanted = said!("a day that the law {law} covers: {covered}", "{law}の対象期間内（{covered}）の日");
            return Err(Failure::Usage(format!("{flag}: {}", got_wanted(day, wanted))));
        }
    }
    if range.days() == 0 {
        let wanted = said!("a day not before {}", "{}以後の日", range.first);
        return Err(Failure::Usage(format!("--until: {}", got_wanted(range.last, wanted))));
    }
    Ok(Some(range))
}

fn named(flag: &str, id: &str, case: &Case, law: &'static Law) -> Result<&'static Regime, Failure> {
    let regimes = compare::regimes(case, law);
    regimes.iter().copied().find(|regime| regime.id == id).ok_or_else(|| {
        let known: Vec<_> = regimes.iter().map(|regime| regime.id).collect();
        let near = hints::called(id, known.iter().copied());
        let (country, known) = (case.residence.name(), listed(known));
        let wanted = said!(
            "a regime for a resident of {country}: {known}",
            "{country}の居住者に適用される制度（{known}）のいずれか"
        );
        Failure::Usage(format!("{flag}: {}", with_near(got_wanted(format_args!("{id:?}"), wanted), near)))
    })
}
