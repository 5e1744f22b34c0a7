//! `iijtax year`.

use std::path::PathBuf;
use std::str::FromStr;

use clap::Args;
use rust_decimal::Decimal;

use super::args::{AnswerFormat, FormatArg, FxArg, HolderArg, LawArg};
use super::inputs;
use super::output::Output;
use super::{Exit, Failure, Run};
use crate::input::{Document, GivenYear, read_year};
use crate::render::json::to_json;
use crate::render::year::{Year, csv, text};
use crate::units::Exact;
use crate::year::{self, Carryover, YearQuestion};

/// Answer for a whole tax year: every payment and sale of it, the totals, the credit and what to do.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct YearArgs {
    #[command(flatten)]
    pub holder: HolderArg,
    /// The calendar year in which the tax year begins.
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i32).range(1973..=2999))]
    pub tax_year: i32,
    /// Payments and sales, each a record with what only it states: JSON lines, a JSON list or CSV.
    #[arg(long, value_name = "FILE")]
    pub payments: Vec<PathBuf>,
    /// Unused foreign tax credit of an earlier year, such as 2023=125.50; can be given for several years.
    #[arg(long, value_name = "YEAR=USD")]
    pub carryover: Vec<CarryoverArg>,
    #[command(flatten)]
    pub fx: FxArg,
    #[command(flatten)]
    pub law: LawArg,
    #[command(flatten)]
    pub format: FormatArg,
}

const EXAMPLES: &str = "\
Examples:
  iijtax year --holder profile.json --tax-year 2025 --payments 2025.ndjson
  iijtax year --holder profile.json --tax-year 2025 --payments ads.csv --payments shares.csv --format csv
  iijtax year --holder profile.json --tax-year 2025 --payments 2025.ndjson --carryover 2023=125.50

The profile's own dividend and sale are entries like the others. `iijtax schema payment` describes a record.
The exit code follows the Japanese part of all payments.";

/// A year and dollars.
#[derive(Clone, Copy, Debug)]
pub struct CarryoverArg(Carryover);

impl FromStr for CarryoverArg {
    type Err = String;

    fn from_str(text: &str) -> Result<CarryoverArg, String> {
        let wanted = || "a year and dollars, such as 2023=125.50".to_owned();
        let (year, usd) = text.split_once('=').ok_or_else(wanted)?;
        let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        let year = year.parse().ok().filter(|_| is_year).ok_or_else(wanted)?;
        let is_plain = usd.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        let usd = Decimal::from_str_exact(usd).ok().filter(|usd| is_plain && usd.scale() <= 2);
        let usd = usd.filter(|usd| *usd < Decimal::from(1_000_000_000_000_u64)).ok_or_else(wanted)?;
        Ok(CarryoverArg(Carryover { year, usd: Exact::from(usd).usd() }))
    }
}

impl Run for YearArgs {
    fn run(&self, out: &mut Output) -> Result<Exit, Failure> {
        let question = self.question()?;
        let (holder, payments) = (inputs::document(&self.holder.file)?, self.documents()?);
        let fx = self.fx.file.as_deref().map(inputs::rates).transpose()?;
        let given = GivenYear {
            holder: &holder,
            payments: payments.iter().collect(),
            booked: Vec::new(),
            fx: fx.as_ref().map(|(name, table)| (name.as_str(), table)),
            law: self.law.law(),
        };
        let netted = year::net(read_year(&given).map_err(Failure::Facts)?);
        let answer = year::determine(&question, &netted);
        match self.format.choice {
            AnswerFormat::Json => out.print_data(&to_json(&Year::new(&answer))),
            AnswerFormat::Csv => out.print_data(&csv(&Year::new(&answer))),
            AnswerFormat::Text => out.print(&text(&answer)),
        }
        Ok(Exit::from(answer.status()))
    }

    fn wants_json(&self) -> bool {
        self.format.is_json()
    }
}

impl YearArgs {
    fn question(&self) -> Result<YearQuestion, Failure> {
        let carryovers: Vec<_> = self.carryover.iter().map(|CarryoverArg(carryover)| *carryover).collect();
        for (at, it) in carryovers.iter().enumerate() {
            if it.year >= self.tax_year {
                let message = format!("--carryover {}: wanted a year before the tax year {}", it.year, self.tax_year);
                return Err(Failure::Usage(message));
            }
            if carryovers[..at].iter().any(|earlier| earlier.year == it.year) {
                return Err(Failure::Usage(format!("--carryover {}: wanted each year once", it.year)));
            }
        }
        Ok(YearQuestion { tax_year: self.tax_year, carryovers, law: self.law.law() })
    }

    fn documents(&self) -> Result<Vec<Document>, Failure> {
        self.payments.iter().map(|path| inputs::document(path)).collect()
    }
}
