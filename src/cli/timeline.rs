//! `iijtax timeline`.

use clap::Args;
use serde_json::{Map, Value};

use super::args::{AnswerFormat, FormatArg, LawChoice};
use super::output::Output;
use super::receipt::Receipts;
use super::screen::AllArgs;
use super::{Exit, Failure, Run};
use crate::facts::Case;
use crate::input::{Document, Given, read_case};
use crate::render::{Timeline, json, timeline_csv, timeline_screen, timeline_text};
use crate::timeline;

/// Show how the rate for such a holder changed, period by period, with rule and citation.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct TimelineArgs {
    /// The country of tax residence, two capital letters.
    #[arg(long, value_name = "COUNTRY")]
    pub residence: String,
    /// The kind of holder, as in a profile: individual, corporation, pension_fund and so on.
    #[arg(long, value_name = "KIND", default_value = "individual")]
    pub kind: String,
    /// Share of the payer's voting stock.
    #[arg(long, value_name = "PERCENT")]
    pub ownership_percent: Option<String>,
    /// The part of it that is held directly.
    #[arg(long, value_name = "PERCENT")]
    pub direct_ownership_percent: Option<String>,
    /// An individual's share of all issued shares.
    #[arg(long, value_name = "PERCENT")]
    pub issued_percent: Option<String>,
    /// Paragraphs of the limitation on benefits that the holder meets, with commas between them; empty for none.
    #[arg(long, value_name = "WORDS", value_delimiter = ',')]
    pub limitation_on_benefits: Option<Vec<String>>,
    /// The holder elects to keep the earlier treaty for as long as it may.
    #[arg(long)]
    pub elects_prior_treaty: bool,
    /// The payer's shares are not listed.
    #[arg(long)]
    pub unlisted: bool,
    /// The law to read; auto reads form-20f until 2010, then statute.
    #[arg(long, default_value = "auto", value_name = "LAW")]
    pub law: LawChoice,
    #[command(flatten)]
    pub format: FormatArg,
    #[command(flatten)]
    pub screen: AllArgs,
}

const EXAMPLES: &str = "\
Examples:
  iijtax timeline --residence US
  iijtax timeline --residence DE --kind corporation --ownership-percent 25
  iijtax timeline --residence US --kind corporation --ownership-percent 60 --limitation-on-benefits listed_company";

impl Run for TimelineArgs {
    fn run(&self, out: &mut Output) -> Result<Exit, Failure> {
        let case = holder(self)?;
        let asked = self.law.law();
        let answer = Timeline::new(&case, asked, &timeline::timeline(&case, asked));
        match self.format.choice {
            AnswerFormat::Json => out.print_data(&json::to_json(&answer)),
            AnswerFormat::Csv => out.print_data(&timeline_csv(&answer)),
            AnswerFormat::Text if self.screen.all => {
                out.print_long(&timeline_text(&case, &answer), self.screen.no_pager);
            }
            AnswerFormat::Text => out.print(&timeline_screen(&case, &answer)),
        }
        Ok(Exit::Determined)
    }

    fn wants_json(&self) -> bool {
        self.format.is_json()
    }

    fn canonical(&mut self) -> Receipts {
        self.format.choice = AnswerFormat::Json;
        Receipts::OfAnswer
    }
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
