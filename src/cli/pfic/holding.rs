//! `iijtax pfic excess`, `mtm` and `compare`: a holding over the years, under one regime or both.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::answer::pfic::{Beyond, BeyondWhat, DayCount, EventKind, PficRegime};
use crate::cli::args::{AnswerFormat, FormatArg, FormsArg, FxArg, no_page};
use crate::cli::output::Output;
use crate::cli::screen::ScreenArgs;
use crate::cli::{Exit, Failure, inputs};
use crate::facts::PficHolding;
use crate::input::{GivenHolding, Place, Problem, interest_rates, read_holding};
use crate::lang;
use crate::law::tables::{UNDERPAYMENT, UNDERPAYMENT_TITLE, highest_rates};
use crate::law::{PFIC_CHAPTERS, PficChapter, form_20f, irc};
use crate::render::forms::FormLines;
use crate::render::{html, json, pfic, pfic_compare, pfic_rows, pfic_screen, pfic_text};
use crate::units::Day;
use crate::us::pfic::{Question, Tables, compare, determine, missing_prices};

/// A holding, and how it is read.
#[derive(Debug, Args)]
pub struct HoldingArgs {
    /// The holding over the years, JSON; - for standard input.
    #[arg(long, value_name = "FILE")]
    pub holding: PathBuf,
    #[command(flatten)]
    pub fx: FxArg,
    /// Rates of interest after the end of the built-in table, CSV: start,end,rate_percent.
    #[arg(long, value_name = "FILE")]
    pub interest_rates: Option<PathBuf>,
    /// Only this tax year, by the calendar year in which it begins.
    #[arg(long, value_name = "YEAR")]
    pub year: Option<i32>,
    /// Which days of a holding period count.
    #[arg(long, value_name = "HOW", default_value = "statute")]
    pub day_count: DayCountChoice,
    /// The law to read.
    #[arg(long, default_value = "auto", value_name = "LAW")]
    pub law: PficLawChoice,
    #[command(flatten)]
    pub format: FormatArg,
    #[command(flatten)]
    pub forms: FormsArg,
    #[command(flatten)]
    pub screen: ScreenArgs,
}

pub const EXAMPLES: &str = "\
Days of a holding period:
  statute    not the day of acquisition, but the day of the distribution or sale: 2012-01-01 to
             2014-12-31 has 1,095 days. Section 1223 is read so throughout the Code.
  inclusive  both days, as most public calculators count: 1,096.

Examples:
  iijtax pfic excess --holding holding.json
  iijtax pfic excess --holding holding.json --year 2009 --explain
  iijtax pfic mtm --holding holding.json --fx DEXJPUS.csv
  iijtax pfic compare --holding holding.json --format json | jq .cheaper";

/// Which days of a holding period count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DayCountChoice {
    /// Not the day of acquisition, but the day of the distribution or disposition.
    Statute,
    /// Both.
    Inclusive,
}

/// Which law is read on passive foreign investment companies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PficLawChoice {
    /// form-20f when every day of the holding lies in the time it covers; else statute.
    Auto,
    /// What the company's Form 20-F says, completed by the statute's tables.
    #[value(name = "form-20f")]
    Form20f,
    /// The Internal Revenue Code.
    Statute,
}

/// One regime over the holding.
pub fn run_regime(args: &HoldingArgs, regime: PficRegime, out: &mut Output) -> Result<Exit, Failure> {
    with_holding(args, regime == PficRegime::MarkToMarket, |given, question| {
        let answer = determine(&given.holding, question, regime).map_err(|beyond| unknown(given, question, &beyond))?;
        if args.forms.forms {
            let lines = FormLines::of_pfic(&answer, args.forms.whole_dollars);
            args.forms.print(&lines, &args.format, out)?;
            return Ok(answer.status().into());
        }
        let screen = &args.screen;
        match args.format.choice {
            AnswerFormat::Json => out.print_data(&json::to_json(&pfic::Pfic::new(&answer))),
            AnswerFormat::Csv => out.print_data(&pfic_rows::csv(&answer)),
            AnswerFormat::Html => out.print_data(&html::pfic(&answer)),
            AnswerFormat::Text if screen.is_whole() => {
                out.print_long(&pfic_text::answer(&answer, screen.explain.is_some()), screen.no_pager);
            }
            AnswerFormat::Text => out.print(&pfic_screen::screen(&answer)),
        }
        Ok(answer.status().into())
    })
}

/// Both regimes over the same lots.
pub fn run_compare(args: &HoldingArgs, out: &mut Output) -> Result<Exit, Failure> {
    if args.forms.forms {
        let message = word!(
            "--forms: Form 8621 is filled under one regime: pfic excess or pfic mtm",
            "--forms: Form 8621は1つの制度について作成します。pfic excess又はpfic mtmを使用してください。"
        );
        return Err(Failure::Usage(message.to_owned()));
    }
    with_holding(args, true, |given, question| {
        let answer = compare(&given.holding, question).map_err(|beyond| unknown(given, question, &beyond))?;
        match args.format.choice {
            AnswerFormat::Json => out.print_data(&json::to_json(&pfic_compare::PficComparison::new(&answer))),
            AnswerFormat::Csv => out.print_data(&pfic_compare::csv(&answer)),
            AnswerFormat::Html => return Err(no_page("pfic compare")),
            AnswerFormat::Text if args.screen.is_whole() => {
                let text = pfic_compare::text(&answer, args.screen.explain.is_some());
                out.print_long(&text, args.screen.no_pager);
            }
            AnswerFormat::Text => out.print(&pfic_compare::screen(&answer)),
        }
        Ok(answer.status().into())
    })
}

/// Reads the files of the command and answers; with `marked`, the election and its prices must be there.
fn with_holding(
    args: &HoldingArgs,
    marked: bool,
    answer: impl FnOnce(&GivenHolding<'_>, &Question<'_>) -> Result<Exit, Failure>,
) -> Result<Exit, Failure> {
    let document = inputs::document(&args.holding)?;
    let fx = args.fx.file.as_deref().map(inputs::rates).transpose()?;
    let rates = args
        .interest_rates
        .as_deref()
        .map(|path| interest_rates(&inputs::name(path), &inputs::bytes(path)?).map_err(Failure::Facts));
    let tables = Tables { given: rates.transpose()?.unwrap_or_default() };
    let node = document.parse().map_err(Failure::Facts)?;
    let fx = fx.as_ref().map(|(name, table)| (name.as_str(), table));
    let given = read_holding(&node, fx).map_err(Failure::Facts)?;
    if marked {
        elected(&given, args.year)?;
    }
    let question = Question {
        chapter: chapter(args.law, &given)?,
        tables: &tables,
        day_count: match args.day_count {
            DayCountChoice::Statute => DayCount::Statute,
            DayCountChoice::Inclusive => DayCount::Inclusive,
        },
        year: args.year,
    };
    answer(&given, &question)
}

/// The law asked for, which must cover every day of the holding's events.
fn chapter(choice: PficLawChoice, given: &GivenHolding<'_>) -> Result<&'static PficChapter, Failure> {
    let last = given.holding.last_event();
    match choice {
        PficLawChoice::Statute => Ok(&irc::CHAPTER),
        PficLawChoice::Auto => {
            let covers = |chapter: &&&'static PficChapter| chapter.covers.contains(last);
            Ok(PFIC_CHAPTERS.iter().find(covers).copied().unwrap_or(&irc::CHAPTER))
        }
        PficLawChoice::Form20f if form_20f::PFIC.covers.contains(last) => Ok(&form_20f::PFIC),
        PficLawChoice::Form20f => {
            let chapter = &form_20f::PFIC;
            let wanted = said!(
                "events from {}, which the law {} covers: {}",
                "{}の取引（{}の対象期間。{}）",
                chapter.covers,
                chapter.law,
                lang::of(chapter.ends_with)
            );
            Err(problem(
                given.document.place(),
                "",
                last.to_string(),
                wanted,
                Some(word!("read it by --law statute", "--law statuteで判定してください。").to_owned()),
            ))
        }
    }
}

fn elected(given: &GivenHolding<'_>, year: Option<i32>) -> Result<(), Failure> {
    let place = given.document.place();
    if given.holding.mark_to_market.is_none() {
        let wanted = word!(
            "the election's first tax year, such as {\"first_year\": 2009}",
            "{\"first_year\": 2009}のような、選択の最初の課税年度"
        );
        let got = word!("nothing", "記載なし").to_owned();
        return Err(problem(place, "mark_to_market", got, wanted.to_owned(), None));
    }
    let problems = missing_prices(&given.holding, year).into_iter().map(|day| Problem {
        place: place.clone(),
        path: "prices".to_owned(),
        got: said!("no price for {day}", "{day}の価格なし"),
        wanted: word!(
            "what a share was worth on the last day of each marked tax year",
            "時価評価する各課税年度の末日における1株の時価"
        )
        .to_owned(),
        hint: Some(said!(
            "give {{\"date\": \"{day}\", \"per_share_jpy\": …}}",
            "{{\"date\": \"{day}\", \"per_share_jpy\": …}}を記載してください。"
        )),
    });
    let problems: Vec<_> = problems.collect();
    if problems.is_empty() { Ok(()) } else { Err(Failure::Facts(problems)) }
}

/// Points at every event that needs an entry its table does not have.
fn unknown(given: &GivenHolding<'_>, question: &Question<'_>, beyond: &[Beyond]) -> Failure {
    let mut seen: Vec<&Beyond> = Vec::new();
    for it in beyond {
        if !seen.contains(&it) {
            seen.push(it);
        }
    }
    let problem = |it: &&Beyond| {
        let list = match it.kind {
            EventKind::Distribution => &given.distributions,
            EventKind::Sale => &given.sales,
            EventKind::Mark => &given.prices,
        };
        let located = list.get(it.at);
        let place = located.map_or_else(|| given.document.place(), |located| located.node.place());
        let (got, wanted, hint) = message(&given.holding, question.tables.interest_ends(), it.what);
        Problem { place, path: located.map_or(String::new(), |it| it.path.clone()), got, wanted, hint }
    };
    Failure::Facts(seen.iter().map(problem).collect())
}

fn message(holding: &PficHolding, interest_ends: Day, what: BeyondWhat) -> (String, String, Option<String>) {
    match what {
        BeyondWhat::HighestRate(year) | BeyondWhat::OrdinaryRate(year) => {
            let (title, rows) = highest_rates(holding.kind);
            let years = rows.first().zip(rows.last()).map(|(first, last)| (first.first, last.last));
            let (first, last) = years.unwrap_or_default();
            let wanted = said!(
                "tax years {first} to {last}, which the table {} knows: {}",
                "表{}に収録された課税年度（{first}から{last}まで。{}）",
                title.id,
                lang::of(title.says)
            );
            let own = matches!(what, BeyondWhat::OrdinaryRate(_));
            let hint = own.then(|| {
                word!(
                    "or state the holder's own rate as ordinary_rate_percent",
                    "又は保有者自身の税率をordinary_rate_percentに記載してください。"
                )
                .to_owned()
            });
            (said!("the highest rate of tax year {year}", "課税年度{year}の最高税率"), wanted, hint)
        }
        BeyondWhat::Interest(due) => {
            let first = UNDERPAYMENT.first().map_or(Day::MIN, |row| row.span.first);
            let (id, says) = (UNDERPAYMENT_TITLE.id, lang::of(UNDERPAYMENT_TITLE.says));
            let wanted = said!(
                "days from {first} to {interest_ends}, which the table {id} knows: {says}",
                "表{id}に収録された日（{first}から{interest_ends}まで。{says}）"
            );
            let hint = word!(
                "give later rates with --interest-rates FILE (start,end,rate_percent)",
                "その後の利率は--interest-rates FILE（start,end,rate_percent）で指定してください。"
            );
            let got = said!("interest to {due}, when the return is due", "申告期限（{due}）までの利子");
            (got, wanted, Some(hint.to_owned()))
        }
    }
}

fn problem(place: Place, path: &str, got: String, wanted: String, hint: Option<String>) -> Failure {
    Failure::Facts(vec![Problem { place, path: path.to_owned(), got, wanted, hint }])
}
