//! `iijtax sweep`.

use clap::{Args, ValueEnum};

use super::args::GivenArgs;
use super::facts::{FactFlags, OfDividend};
use super::inputs::Files;
use super::output::Output;
use super::receipt::Receipts;
use super::{Exit, Failure, Run};
use crate::answer::Status;
use crate::facts::Case;
use crate::input::{Given, Problem, countries, got_wanted, read_case, read_case_with};
use crate::law::days_in;
use crate::render::json::to_json;
use crate::render::sweep::{self as render, Sweep};
use crate::sweep::{self, Fact, Piece, Said, Scale, Values};
use crate::units::Day;

/// Say where the answer changes while one fact takes every value of a range, and to what.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct SweepArgs {
    /// The fact: a percentage, a date, a word, a country, yes or no, or days_held.
    pub fact: String,
    /// FROM..TO, both counted; of words and countries those to try, with commas between them. Everything when absent.
    pub range: Option<String>,
    #[command(flatten)]
    pub given: GivenArgs,
    /// How to print the answer.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: SweepFormat,
    #[command(flatten)]
    pub facts: FactFlags<OfDividend>,
}

/// The forms of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SweepFormat {
    /// For people, with a chart.
    Text,
    /// The canonical object.
    Json,
    /// A row for each piece.
    Csv,
    /// A drawing, of what has an order.
    Svg,
}

const EXAMPLES: &str = "\
Examples:
  iijtax sweep ownership_percent --holder profile.json
  iijtax sweep days_held 1..800 --holder profile.json
  iijtax sweep payment_date 2003-01-01..2014-12-31 --holder profile.json --law statute
  iijtax sweep residence --holder profile.json
  iijtax sweep kind individual,corporation,pension_fund --holder profile.json --format json";

impl Run for SweepArgs {
    fn run(&self, out: &mut Output) -> Result<Exit, Failure> {
        let event = self.given.dividend.as_deref().map(|path| ("--dividend", path));
        let (holder, flags) = (self.given.holder.file.as_deref(), &self.facts.given);
        let files = Files::read(holder, event, self.given.fx.file.as_deref(), flags)?;
        let given = files.given(flags);
        // A profile need not state the fact that is swept.
        let own = read_case(&given).ok();
        let entitled = own.as_ref().and_then(|case| case.dividend.entitlement_date);
        let fact = Fact::named(&self.fact, entitled).map_err(|wanted| {
            Failure::Usage(format!("FACT: {}", got_wanted(format_args!("{:?}", self.fact), wanted)))
        })?;
        let asked = self.given.law.law();
        let read = |value: &str| read_case_with(&given, (fact.field, fact.name, value));
        let answer = match fact.values {
            Values::Ordered(scale) => {
                let range = range(scale, self.range.as_deref())?;
                let ends = [range.0, range.1].map(|end| read(&scale.stated(end)).ok());
                let case = own.as_ref().or(ends.iter().flatten().next());
                let marks = sweep::marks(scale, case, &days_stated(&given));
                let ask = |at: i64| {
                    let value = scale.stated(at);
                    sweep::said(read(&value), asked, &value, &fact)
                };
                let mut pieces = sweep::pieces(range, &marks, &mut { ask });
                sweep::refused_together(&mut pieces, ask);
                refuse_if_none(&pieces, || read(&scale.stated(range.0)).err())?;
                Sweep::ordered(fact.name, scale, case, asked, &pieces)
            }
            Values::Words(words) => {
                let known: Vec<_> = words.iter().map(|word| (*word).to_owned()).collect();
                listed(self, &fact, known, own.as_ref(), &read)?
            }
            Values::Countries => {
                let known = countries().map(|country| country.as_str().to_owned()).collect();
                listed(self, &fact, known, own.as_ref(), &read)?
            }
        };
        match self.format {
            SweepFormat::Json => out.print_data(&to_json(&answer)),
            SweepFormat::Csv => out.print_data(&render::csv(&answer)),
            SweepFormat::Text => out.print(&render::text(&answer)),
            SweepFormat::Svg => out.print_data(&render::svg(&answer).ok_or_else(|| {
                Failure::Usage(said!(
                    "--format svg: {} has no order to draw; use text, json or csv",
                    "--format svg: {}には順序がないため描画できません。text、json又はcsvを指定してください。",
                    fact.name
                ))
            })?),
        }
        Ok(exit(&answer))
    }

    fn wants_json(&self) -> bool {
        self.format == SweepFormat::Json
    }

    fn canonical(&mut self) -> Receipts {
        self.format = SweepFormat::Json;
        Receipts::OfAnswer
    }
}

/// The groups of the values that were asked for, or else of all.
fn listed(
    args: &SweepArgs,
    fact: &Fact,
    known: Vec<String>,
    own: Option<&Case>,
    read: &impl Fn(&str) -> Result<Case, Vec<Problem>>,
) -> Result<Sweep, Failure> {
    let asked = args.given.law.law();
    let values = match &args.range {
        None => known,
        Some(text) => {
            let values: Vec<String> = text.split(',').map(str::to_owned).collect();
            if let Some(wrong) = values.iter().find(|value| !known.contains(value)) {
                let wanted = fact.field.value_type().wanted();
                let wanted = said!("{wanted}, with commas between several", "{wanted}（複数はカンマ区切り）");
                return Err(Failure::Usage(format!("RANGE: {}", got_wanted(format_args!("{wrong:?}"), wanted))));
            }
            values
        }
    };
    let first = values.first().cloned().unwrap_or_default();
    let groups = sweep::groups(values, |value| sweep::said(read(value), asked, value, fact));
    if groups.iter().all(|(_, said)| matches!(said, Said::Refused(_)))
        && let Err(problems) = read(&first)
    {
        return Err(Failure::Facts(problems));
    }
    Ok(Sweep::listed(fact.name, own, asked, groups))
}

/// What is wrong with every value is wrong with the facts.
fn refuse_if_none(pieces: &[Piece<Said>], problems: impl FnOnce() -> Option<Vec<Problem>>) -> Result<(), Failure> {
    match pieces {
        [Piece { said: Said::Refused(_), .. }] => problems().map_or(Ok(()), |problems| Err(Failure::Facts(problems))),
        _ => Ok(()),
    }
}

/// The days that are stated anywhere.
fn days_stated(given: &Given<'_>) -> Vec<Day> {
    let documents = given.holder.into_iter().chain(given.events.iter().copied()).map(|document| document.text());
    let flags = given.flags.iter().map(|flag| flag.written.as_str());
    let mut days: Vec<Day> = documents.chain(flags).flat_map(days_in).collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// `FROM..TO`; where nothing is given all values, as far as that is a range to draw.
fn range(scale: Scale, text: Option<&str>) -> Result<(i64, i64), Failure> {
    let refused =
        |got: &str, wanted: &str| Failure::Usage(format!("RANGE: {}", got_wanted(format_args!("{got:?}"), wanted)));
    let form = || said!("FROM..TO, such as {}", "{}のようなFROM..TO", scale.example());
    let text = match (text, scale.usual()) {
        (Some(text), _) => text,
        (None, Some(usual)) => return Ok(usual),
        (None, None) => {
            return Err(Failure::Usage(format!("RANGE: {}", got_wanted(word!("none", "指定なし"), form()))));
        }
    };
    let (first, last) = text.split_once("..").ok_or_else(|| refused(text, &form()))?;
    let value = |text: &str| scale.parse(text).ok_or_else(|| refused(text, &scale.wanted()));
    let (from, until) = (value(first)?, value(last)?);
    if until < from {
        return Err(refused(
            text,
            &said!("the lower end first: {last}..{first}", "小さい方を先にした範囲（{last}..{first}）"),
        ));
    }
    Ok((from, until))
}

/// Undetermined where a piece is, else not addressed where one is.
fn exit(answer: &Sweep) -> Exit {
    let statuses = || answer.pieces.iter().filter_map(|piece| piece.status);
    if statuses().any(|status| status == Status::Undetermined.name()) {
        return Exit::Undetermined;
    }
    if statuses().any(|status| status != Status::Determined.name()) { Exit::NotAddressed } else { Exit::Determined }
}
