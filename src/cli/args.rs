//! Arguments that several commands share. The comments here are part of the manual.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Failure;
use super::output::Output;
use crate::law::{Law, form_20f, statute};
use crate::render::forms::{self, FormLines};
use crate::render::json::to_json;

/// The holder, the dividend and the law.
#[derive(Debug, Args)]
pub struct GivenArgs {
    #[command(flatten)]
    pub holder: ProfileArg,
    /// The dividend, JSON; what it states overrides the profile's dividend.
    #[arg(long, value_name = "FILE")]
    pub dividend: Option<PathBuf>,
    #[command(flatten)]
    pub fx: FxArg,
    #[command(flatten)]
    pub law: LawArg,
}

/// The file of the holder, where flags can state the holder as well.
#[derive(Debug, Args)]
pub struct ProfileArg {
    /// The holder's profile, JSON; - for standard input. Flags override what it states, or do without it.
    #[arg(id = "holder", long, value_name = "FILE")]
    pub file: Option<PathBuf>,
}

/// The file of exchange rates.
#[derive(Debug, Args)]
pub struct FxArg {
    /// Daily spot rates, CSV as the Federal Reserve publishes them (DEXJPUS).
    #[arg(id = "fx", long, value_name = "FILE")]
    pub file: Option<PathBuf>,
}

/// Which law is read.
#[derive(Debug, Args)]
pub struct LawArg {
    /// The law to read.
    #[arg(id = "law", long, default_value = "auto", value_name = "LAW")]
    pub choice: LawChoice,
}

/// Which law is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LawChoice {
    /// The law that covers the date of the payment or sale; form-20f where no date is given.
    Auto,
    /// What the company's Form 20-F says, for payments from 1973 to 2010.
    #[value(name = "form-20f")]
    Form20f,
    /// Statutes and treaties as enacted, by date, from 1973: Japan as far as enacted law reaches, the United States as far
    /// as its tables do.
    Statute,
}

impl LawArg {
    /// The law it names; none for the one that covers the payment.
    pub fn law(&self) -> Option<&'static Law> {
        self.choice.law()
    }
}

impl LawChoice {
    /// The law it names; none for the one that covers the payment.
    pub fn law(self) -> Option<&'static Law> {
        match self {
            LawChoice::Auto => None,
            LawChoice::Form20f => Some(&form_20f::LAW),
            LawChoice::Statute => Some(&statute::LAW),
        }
    }
}

/// How the answer is printed.
#[derive(Debug, Args)]
pub struct FormatArg {
    /// How to print the answer.
    #[arg(id = "format", long, value_name = "FORMAT", default_value = "text")]
    pub choice: AnswerFormat,
}

impl FormatArg {
    /// Whether errors are to be JSON as well.
    pub fn is_json(&self) -> bool {
        self.choice == AnswerFormat::Json
    }
}

/// Whether the lines of forms are printed instead of the answer.
#[derive(Debug, Args)]
pub struct FormsArg {
    /// Print which amount stands in which line of which form of the United States.
    #[arg(long)]
    pub forms: bool,
    /// Of forms: whole dollars, as their instructions allow.
    #[arg(long, requires = "forms")]
    pub whole_dollars: bool,
}

impl FormsArg {
    /// Prints lines in the format asked for.
    ///
    /// # Errors
    ///
    /// There is no page of forms.
    pub fn print(&self, lines: &FormLines, format: &FormatArg, out: &mut Output) -> Result<(), Failure> {
        match format.choice {
            AnswerFormat::Json => out.print_data(&to_json(lines)),
            AnswerFormat::Csv => out.print_data(&forms::csv(lines)),
            AnswerFormat::Text => out.print(&forms::text(lines)),
            AnswerFormat::Html => return Err(no_page("--forms")),
        }
        Ok(())
    }
}

/// Says that what is asked for has no page.
pub fn no_page(what: &str) -> Failure {
    Failure::Usage(said!(
        "--format: got html, wanted text, json or csv: there is no page for {what}",
        "--format: {what}にはhtmlのページがありません。text、json又はcsvを指定してください。"
    ))
}

/// The forms of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AnswerFormat {
    /// For people.
    Text,
    /// The canonical object.
    Json,
    /// One flat row with a header.
    Csv,
    /// A page to hand over, in one file, for a browser or for paper.
    Html,
}

/// Of flags, those that were given.
pub fn given<'a, const N: usize>(
    flags: [(&'static str, &'static str, &'a Option<String>); N],
) -> Vec<(&'static str, &'static str, &'a str)> {
    flags.into_iter().filter_map(|(field, flag, value)| Some((field, flag, value.as_deref()?))).collect()
}
