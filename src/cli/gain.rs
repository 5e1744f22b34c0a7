//! `iijtax gain`.

use std::path::PathBuf;

use clap::Args;

use super::args::{AnswerFormat, FormatArg, FormsArg, HolderArg, LawArg, given};
use super::inputs::{Dated, Files, choose};
use super::output::Output;
use super::receipt::Receipts;
use super::screen::ScreenArgs;
use super::{Exit, Failure, Run};
use crate::facts::{Case, Field};
use crate::forms;
use crate::gain;
use crate::input::{Question, read_sale};
use crate::law::{self, Law};
use crate::render::forms::FormLines;
use crate::render::gain::{Gain, csv, screen, text};
use crate::render::json::to_json;

/// Determine the gain or loss on a sale, and how Japan and the United States tax it.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct GainArgs {
    #[command(flatten)]
    pub holder: HolderArg,
    /// The sale, JSON; what it states overrides the profile's sale.
    #[arg(long, value_name = "FILE")]
    pub sale: Option<PathBuf>,
    /// Daily spot rates, CSV as the Federal Reserve publishes them (DEXJPUS), for the sale and for costs in yen.
    #[arg(long, value_name = "FILE")]
    pub fx: Option<PathBuf>,
    #[command(flatten)]
    pub law: LawArg,
    #[command(flatten)]
    pub fields: SaleFlags,
    #[command(flatten)]
    pub format: FormatArg,
    #[command(flatten)]
    pub forms: FormsArg,
    #[command(flatten)]
    pub screen: ScreenArgs,
}

const EXAMPLES: &str = "\
Examples:
  iijtax gain --holder profile.json
  iijtax gain --holder profile.json --sale 2008.json --fx DEXJPUS.csv
  iijtax gain --holder profile.json --date 2008-05-02 --shares 100 --price-jpy 412000 --jpy-per-usd 105.31

The exit code follows the United States part.";

/// Fields of the sale; they override its file and the profile.
#[derive(Debug, Args)]
#[command(next_help_heading = "Fields of the sale")]
pub struct SaleFlags {
    /// sale, or exchange of ADSs and shares.
    #[arg(long, value_name = "KIND")]
    pub kind: Option<String>,
    /// The trade date.
    #[arg(long, value_name = "DATE")]
    pub date: Option<String>,
    /// How many shares or ADSs.
    #[arg(long, value_name = "N")]
    pub shares: Option<String>,
    /// Yen for each of them.
    #[arg(long, value_name = "YEN", group = "amount")]
    pub price_jpy: Option<String>,
    /// Dollars for each of them.
    #[arg(long, value_name = "USD", group = "amount")]
    pub price_usd: Option<String>,
    /// Yen for all of them.
    #[arg(long, value_name = "YEN", group = "amount")]
    pub proceeds_jpy: Option<String>,
    /// Dollars for all of them.
    #[arg(long, value_name = "USD", group = "amount")]
    pub proceeds_usd: Option<String>,
    /// Expenses of the sale.
    #[arg(long, value_name = "USD")]
    pub expenses_usd: Option<String>,
    /// Spot rate on the day of the sale.
    #[arg(long, value_name = "YEN")]
    pub jpy_per_usd: Option<String>,
    /// outside_japan or in_japan.
    #[arg(long, value_name = "PLACE")]
    pub place: Option<String>,
    /// Basis in what is sold, where no lots state it.
    #[arg(long, value_name = "USD")]
    pub basis_usd: Option<String>,
    /// Of an exchange: how many ADSs represent one share.
    #[arg(long, value_name = "N")]
    pub ads_per_share: Option<String>,
    /// purchase, inheritance, legacy or gift.
    #[arg(long, value_name = "WAY")]
    pub acquired_by: Option<String>,
}

impl SaleFlags {
    /// The flags that were given: field, flag and value.
    pub fn given(&self) -> Vec<(&'static str, &'static str, &str)> {
        given([
            ("kind", "--kind", &self.kind),
            ("date", "--date", &self.date),
            ("shares", "--shares", &self.shares),
            ("price_jpy", "--price-jpy", &self.price_jpy),
            ("price_usd", "--price-usd", &self.price_usd),
            ("proceeds_jpy", "--proceeds-jpy", &self.proceeds_jpy),
            ("proceeds_usd", "--proceeds-usd", &self.proceeds_usd),
            ("expenses_usd", "--expenses-usd", &self.expenses_usd),
            ("jpy_per_usd", "--jpy-per-usd", &self.jpy_per_usd),
            ("place", "--place", &self.place),
            ("basis_usd", "--basis-usd", &self.basis_usd),
            ("ads_per_share", "--ads-per-share", &self.ads_per_share),
            ("acquired_by", "--acquired-by", &self.acquired_by),
        ])
    }
}

impl Run for GainArgs {
    fn run(&self, out: &mut Output) -> Result<Exit, Failure> {
        let (case, law) = self.read()?;
        let answer = gain::determine(&case, law);
        if self.forms.forms {
            let lines = FormLines::new(&forms::of_gain(&answer, self.forms.whole_dollars));
            self.forms.print(&lines, &self.format, out);
            return Ok(Exit::from(answer.us.status));
        }
        match self.format.choice {
            AnswerFormat::Json => out.print_data(&to_json(&Gain::new(&answer))),
            AnswerFormat::Csv => out.print_data(&csv(&Gain::new(&answer))),
            AnswerFormat::Text => match self.screen.is_whole() {
                true => out.print_long(&text(&answer, self.screen.steps()), self.screen.no_pager),
                false => out.print(&screen(&answer)),
            },
        }
        Ok(Exit::from(answer.us.status))
    }

    fn wants_json(&self) -> bool {
        self.format.is_json()
    }

    fn canonical(&mut self) -> Receipts {
        self.format.choice = AnswerFormat::Json;
        Receipts::OfAnswer
    }
}

impl GainArgs {
    /// The case of a sale and the law that it was given.
    fn read(&self) -> Result<(Case, &'static Law), Failure> {
        let event = self.sale.as_deref().map(|path| ("--sale", path));
        let files = Files::read(("--holder", &self.holder.file), event, self.fx.as_deref(), &self.fields.given())?;
        let given = files.given();
        let case = read_sale(&given).map_err(Failure::Facts)?;
        let clock = Dated { day: case.taxed_on(), path: "sale.date", what: "a sale date" };
        let asked = law::asked_of(self.law.choice.law(), &case);
        let law = choose(asked, &clock, || given.place_of(Question::Sale, Field::SaleDate))?;
        Ok((case, law))
    }
}
