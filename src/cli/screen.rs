//! Arguments that say how much of an answer is shown.

use clap::{Args, ValueEnum};

use super::Failure;
use crate::facts::ValueType;
use crate::input::{got_wanted, listed};
use crate::render::text::Steps;
use crate::units::Day;

/// How much of the answer is shown to people.
#[derive(Debug, Args)]
#[command(next_help_heading = "What is shown")]
pub struct ScreenArgs {
    /// Print the whole answer, not the first screen of it; in a pager on a terminal.
    #[arg(long)]
    pub all: bool,
    /// The whole answer, and the rules that hold for it; =all for every rule that was asked.
    #[arg(long, value_name = "WHICH", num_args = 0..=1, require_equals = true, default_missing_value = "met")]
    pub explain: Option<Explain>,
    /// Write a long answer to the terminal as it is, without a pager.
    #[arg(long)]
    pub no_pager: bool,
}

/// The same of what has no rules to explain.
#[derive(Debug, Args)]
#[command(next_help_heading = "What is shown")]
pub struct AllArgs {
    /// With the rules and citations; in a pager on a terminal.
    #[arg(long)]
    pub all: bool,
    /// Write a long answer to the terminal as it is, without a pager.
    #[arg(long)]
    pub no_pager: bool,
}

/// Which of the rules asked are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Explain {
    /// The rules that hold.
    Met,
    /// Every rule that was asked, with those that do not hold and why.
    All,
}

impl ScreenArgs {
    /// Which steps the whole answer has.
    pub fn steps(&self) -> Steps {
        match self.explain {
            None => Steps::None,
            Some(Explain::Met) => Steps::Met,
            Some(Explain::All) => Steps::All,
        }
    }

    /// Whether the whole answer is asked for.
    pub fn is_whole(&self) -> bool {
        self.all || self.explain.is_some()
    }
}

/// The day on which it is asked what is open.
#[derive(Debug, Args)]
pub struct AsOfArg {
    /// Say of what is to be done what is open, overdue or lapsed on this day.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
}

impl AsOfArg {
    /// The day, where one is given.
    ///
    /// # Errors
    ///
    /// What is given is no day.
    pub fn day(&self) -> Result<Option<Day>, Failure> {
        let Some(text) = &self.as_of else { return Ok(None) };
        let day = Day::parse(text).ok_or_else(|| {
            Failure::Usage(format!("--as-of: {}", got_wanted(format_args!("{text:?}"), ValueType::Date.wanted())))
        })?;
        Ok(Some(day))
    }
}

/// The explanation of one figure.
///
/// # Errors
///
/// There is no such figure: says which there are.
pub fn figure(asked: &str, found: Result<String, Vec<&'static str>>) -> Result<String, Failure> {
    found.map_err(|known| {
        if known.is_empty() {
            return Failure::Usage(said!(
                "--why: got {asked:?}, and this answer has no figure",
                "--why: {asked:?}は指定できません。この回答には数値がありません。"
            ));
        }
        let known = listed(known);
        let wanted = said!("a figure that this answer has: {known}", "この回答にある数値（{known}）のいずれか");
        Failure::Usage(format!("--why: {}", got_wanted(format_args!("{asked:?}"), wanted)))
    })
}
