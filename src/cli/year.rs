//! `iijtax year`.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, ValueEnum};
use rust_decimal::Decimal;

use super::args::{AnswerFormat, FormatArg, FormsArg, FxArg, LawArg, ProfileArg};
use super::facts::{FactFlags, OfYear};
use super::inputs;
use super::output::Output;
use super::receipt::Receipts;
use super::screen::ScreenArgs;
use super::{Exit, Failure, Run};
use crate::forms;
use crate::input::{
    ColumnMap, Document, GivenYear, Place, Problem, Reading, Statement, StatementFormat, listed, read_statement,
    read_year,
};
use crate::law::Category;
use crate::render::forms::FormLines;
use crate::render::html;
use crate::render::json::to_json;
use crate::render::year::{Year, csv, screen, text};
use crate::units::{Exact, Usd};
use crate::year::{self, Carryover, YearQuestion};

/// Answer for a whole tax year: every payment and sale of it, the totals, the credit and what to do.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct YearArgs {
    #[command(flatten)]
    pub holder: ProfileArg,
    /// The calendar year in which the tax year begins.
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i32).range(1973..=2999))]
    pub tax_year: i32,
    /// Payments and sales, each a record with what only it states: JSON lines, a JSON list or CSV.
    #[arg(long, value_name = "FILE")]
    pub payments: Vec<PathBuf>,
    /// A broker's statement as it was downloaded; its layout is recognized, or named by --statement-format or --map.
    #[arg(long, value_name = "FILE")]
    pub statement: Vec<PathBuf>,
    /// How the statements are laid out.
    #[arg(long, value_name = "FORMAT", requires = "statement")]
    pub statement_format: Option<FormatOfStatement>,
    /// Of statements in any CSV: which column holds what, JSON.
    #[arg(long, value_name = "FILE", requires = "statement", conflicts_with = "statement_format")]
    pub map: Option<PathBuf>,
    /// Only this security of the statements; can be given for several.
    #[arg(long, value_name = "SYMBOL", requires = "statement")]
    pub symbol: Vec<String>,
    /// Take the trades of the statements as lots and sales, the shares bought first sold first.
    #[arg(long, requires = "statement")]
    pub trades: bool,
    /// Unused foreign tax credit of an earlier year, such as 2023=125.50 or general:2023=125.50; can be given for several.
    #[arg(long, value_name = "[CATEGORY:]YEAR=USD")]
    pub carryover: Vec<CarryoverArg>,
    /// What the credit's limitation of the year before left unused, such as 80.00 or general=80.00: what this year cannot
    /// use is carried back there first.
    #[arg(long, value_name = "[CATEGORY=]USD")]
    pub carryback_room: Vec<RoomArg>,
    #[command(flatten)]
    pub fx: FxArg,
    #[command(flatten)]
    pub law: LawArg,
    #[command(flatten)]
    pub format: FormatArg,
    #[command(flatten)]
    pub forms: FormsArg,
    #[command(flatten)]
    pub screen: ScreenArgs,
    #[command(flatten)]
    pub facts: FactFlags<OfYear>,
}

const EXAMPLES: &str = "\
Examples:
  iijtax year --holder profile.json --tax-year 2025 --payments 2025.ndjson
  iijtax year --holder profile.json --tax-year 2025 --payments ads.csv --payments shares.csv --format csv
  iijtax year --holder profile.json --tax-year 2025 --payments 2025.ndjson --carryover 2023=125.50

  iijtax year --holder profile.json --tax-year 2025 --statement flex.xml
  iijtax year --residence US --kind individual --filing-status single --tax-year 2025 --statement flex.xml
  iijtax year --holder profile.json --tax-year 2025 --statement schwab.csv --symbol IIJIY --fx DEXJPUS.csv

Flags override the profile, and a record's own facts override both. The profile's own dividend and sale are entries like
the others. `iijtax schema payment` describes a record.
The exit code follows the Japanese part of all payments.";

/// The layouts of statements that are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FormatOfStatement {
    /// A Flex query of Interactive Brokers, XML.
    IbkrFlex,
    /// An activity statement of Interactive Brokers, CSV.
    IbkrCsv,
    /// The transactions of Charles Schwab, CSV.
    Schwab,
}

impl FormatOfStatement {
    fn format(self) -> StatementFormat {
        match self {
            FormatOfStatement::IbkrFlex => StatementFormat::IbkrFlex,
            FormatOfStatement::IbkrCsv => StatementFormat::IbkrCsv,
            FormatOfStatement::Schwab => StatementFormat::Schwab,
        }
    }
}

/// What the year before left of a limitation.
#[derive(Clone, Copy, Debug)]
pub struct RoomArg((Option<Category>, Usd));

impl FromStr for RoomArg {
    type Err = String;

    fn from_str(text: &str) -> Result<RoomArg, String> {
        let (category, usd) = match text.split_once('=') {
            Some((category, usd)) => (Some(category_of(category)?), usd),
            None => (None, text),
        };
        let usd = dollars(usd).ok_or_else(|| {
            word!("dollars, such as 80.00 or general=80.00", "80.00又はgeneral=80.00のようなドルの額が必要です")
                .to_owned()
        })?;
        Ok(RoomArg((category, usd)))
    }
}

fn category_of(text: &str) -> Result<Category, String> {
    Category::from_word(text).ok_or_else(|| {
        let words = listed(Category::WORDS.iter().copied());
        said!("one of {words} before it", "前に{words}のいずれかが必要です")
    })
}

/// Plain dollars and cents.
fn dollars(text: &str) -> Option<Usd> {
    let is_plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let usd = Decimal::from_str_exact(text).ok().filter(|usd| is_plain && usd.scale() <= 2);
    let usd = usd.filter(|usd| *usd < Decimal::from(1_000_000_000_000_u64))?;
    Some(Exact::from(usd).usd())
}

/// A year and dollars.
#[derive(Clone, Copy, Debug)]
pub struct CarryoverArg(Carryover);

impl FromStr for CarryoverArg {
    type Err = String;

    fn from_str(text: &str) -> Result<CarryoverArg, String> {
        let wanted =
            || word!("a year and dollars, such as 2023=125.50", "2023=125.50のような年とドルの額が必要です").to_owned();
        let (category, text) = match text.split_once(':') {
            Some((category, rest)) => (Some(category_of(category)?), rest),
            None => (None, text),
        };
        let (year, usd) = text.split_once('=').ok_or_else(wanted)?;
        let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        let year = year.parse().ok().filter(|_| is_year).ok_or_else(wanted)?;
        let usd = dollars(usd).ok_or_else(wanted)?;
        Ok(CarryoverArg(Carryover { category, year, usd }))
    }
}

impl Run for YearArgs {
    fn run(&self, out: &mut Output) -> Result<Exit, Failure> {
        let question = self.question()?;
        if self.holder.file.is_none() && self.facts.given.is_empty() {
            return Err(inputs::no_holder());
        }
        let holder = self.holder.file.as_deref().map(inputs::document).transpose()?;
        let payments = self.documents()?;
        let statements = self.statements()?;
        let fx = self.fx.file.as_deref().map(inputs::rates).transpose()?;
        let given = GivenYear {
            holder: holder.as_ref(),
            flags: &self.facts.given,
            payments: payments.iter().collect(),
            lots: statements.iter().flat_map(|statement| statement.lots.iter().cloned()).collect(),
            booked: statements.iter().flat_map(|statement| statement.rows.iter().cloned()).collect(),
            fx: fx.as_ref().map(|(name, table)| (name.as_str(), table)),
            law: self.law.law(),
        };
        let netted = year::net(read_year(&given).map_err(Failure::Facts)?, self.law.law());
        let answer = year::determine(&question, &netted);
        if self.forms.forms {
            let lines = FormLines::new(&forms::of_year(&answer, self.forms.whole_dollars));
            self.forms.print(&lines, &self.format, out)?;
            return Ok(Exit::from(answer.status()));
        }
        match self.format.choice {
            AnswerFormat::Json => out.print_data(&to_json(&Year::new(&answer, &statements))),
            AnswerFormat::Csv => out.print_data(&csv(&Year::new(&answer, &statements))),
            AnswerFormat::Html => out.print_data(&html::year(&answer, &statements)),
            AnswerFormat::Text if self.screen.is_whole() => {
                out.print_long(&text(&answer, &statements, self.screen.steps()), self.screen.no_pager);
            }
            AnswerFormat::Text => out.print(&screen(&answer, &statements)),
        }
        Ok(Exit::from(answer.status()))
    }

    fn wants_json(&self) -> bool {
        self.format.is_json()
    }

    fn canonical(&mut self) -> Receipts {
        self.format.choice = AnswerFormat::Json;
        Receipts::OfAnswer
    }
}

impl YearArgs {
    fn question(&self) -> Result<YearQuestion, Failure> {
        let carryovers: Vec<_> = self.carryover.iter().map(|CarryoverArg(carryover)| *carryover).collect();
        for (at, it) in carryovers.iter().enumerate() {
            if it.year >= self.tax_year {
                let message = said!(
                    "--carryover {}: wanted a year before the tax year {}",
                    "--carryover {}: 課税年度{}より前の年を指定してください。",
                    it.year,
                    self.tax_year
                );
                return Err(Failure::Usage(message));
            }
            if carryovers.iter().take(at).any(|earlier| (earlier.year, earlier.category) == (it.year, it.category)) {
                return Err(Failure::Usage(said!(
                    "--carryover {}: wanted each year once",
                    "--carryover {}: 同じ年は一度だけ指定してください。",
                    it.year
                )));
            }
        }
        let room_before = self.carryback_room.iter().map(|RoomArg(room)| *room).collect();
        Ok(YearQuestion { tax_year: self.tax_year, carryovers, room_before, law: self.law.law() })
    }

    /// The statements, each read by its own layout.
    fn statements(&self) -> Result<Vec<Statement>, Failure> {
        let map = self.map.as_deref().map(|path| {
            let name = inputs::name(path);
            ColumnMap::read(&name, &utf8(&name, inputs::bytes(path)?)?).map_err(Failure::Facts)
        });
        let map = map.transpose()?;
        let reading = Reading { symbols: &self.symbol, map: map.as_ref(), takes_trades: self.trades };
        let read = |path: &PathBuf| {
            let name = inputs::name(path);
            let text = utf8(&name, inputs::bytes(path)?)?;
            let told = self.statement_format.map(FormatOfStatement::format);
            let told = told.or(map.as_ref().map(|_| StatementFormat::Mapped));
            let format = told.or_else(|| StatementFormat::of_text(&text)).ok_or_else(|| {
                let wanted = word!(
                    "a statement whose layout is known: Interactive Brokers (Flex XML, activity CSV), Schwab",
                    "書式に対応している明細書（Interactive BrokersのFlex XML又はアクティビティCSV、Schwab）"
                );
                let hint = word!(
                    "say which column holds what, by --map FILE",
                    "--map FILEで、どの列が何かを指定してください。"
                );
                problem(&name, word!("an unknown layout", "未知の書式"), wanted, Some(hint))
            })?;
            read_statement(&name, &text, format, reading).map_err(Failure::Facts)
        };
        self.statement.iter().map(read).collect()
    }

    fn documents(&self) -> Result<Vec<Document>, Failure> {
        self.payments.iter().map(|path| inputs::document(path)).collect()
    }
}

fn utf8(name: &str, bytes: Vec<u8>) -> Result<String, Failure> {
    String::from_utf8(bytes).map_err(|_| {
        let got = word!("bytes that are not UTF-8", "UTF-8でないバイト列");
        problem(name, got, word!("text in UTF-8", "UTF-8のテキスト"), None)
    })
}

fn problem(name: &str, got: &str, wanted: &str, hint: Option<&str>) -> Failure {
    let place = Place { file: name.to_owned(), at: None };
    let (got, wanted, hint) = (got.to_owned(), wanted.to_owned(), hint.map(str::to_owned));
    Failure::Facts(vec![Problem { place, path: String::new(), got, wanted, hint }])
}
