//! `iijtax example`.

use clap::Args;

use super::facts::Anything;
use super::output::Output;
use super::{Exit, Failure, Run, hints};
use crate::input::got_wanted;

/// Print an example file that is built in, or list them.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES_HELP)]
pub struct ExampleArgs {
    /// Which example; without it, all are listed.
    #[arg(value_name = "NAME", value_parser = Anything::ids(names), hide_possible_values = true)]
    pub name: Option<String>,
}

const EXAMPLES_HELP: &str = "\
Examples:
  iijtax example
  iijtax example us-individual-credit > profile.json
  iijtax example us-individual-credit | iijtax dividend --holder -";

/// A file that is built in.
pub struct Example {
    pub name: &'static str,
    pub text: &'static str,
    /// The command that reads it, and by which flag.
    pub reader: &'static str,
}

/// Makes the list of examples out of the names of files in the folders of fixtures, with the command that reads them.
macro_rules! examples {
    ($($folder:literal, $reader:literal: $($name:literal)*;)*) => {
        /// Every example, by folder and name.
        pub const EXAMPLES: &[Example] = &[$($(Example {
            name: $name,
            text: include_str!(concat!("../../fixtures/", $folder, "/", $name, ".json")),
            reader: $reader,
        },)*)*];
    };
}

examples! {
    "holders", "dividend --holder":
        "us-individual-credit" "us-individual-ads" "us-individual-2004" "us-individual-beyond-earnings"
        "us-individual-pfic" "us-individual-split" "us-parent-corporation" "us-corporation-nearly-ten"
        "us-corporation-unknown" "us-pension-fund" "us-trust" "ira" "ric" "charity" "fund" "government"
        "international-organization" "nominee" "nominee-owners" "partnership" "llc" "de-individual" "ke-us-citizen"
        "us-individual-2026" "ntt" "us-pension-fund-2025" "ira-pension-fund" "ric-ownership" "fund-corporation"
        "government-exempt" "international-organization-exempt" "taxed-entity";
    "sales", "gain --holder":
        "us-individual-first-in-first-out" "us-individual-identified-loss" "ads-for-shares" "basis-unknown"
        "gb-corporation-substantial" "pfic-gain" "resident-of-japan";
    "holdings", "pfic excess --holding":
        "yen-test" "sold-at-a-gain" "sold-in-2026";
    "companies", "pfic status --company":
        "three-years" "holding-company" "one-quarter-missing";
    "dividends", "dividend --holder profile.json --dividend":
        "2007-year-end";
}

fn names() -> Vec<&'static str> {
    EXAMPLES.iter().map(|example| example.name).collect()
}

impl Run for ExampleArgs {
    fn run(&self, out: &mut Output) -> Result<Exit, Failure> {
        let Some(name) = &self.name else {
            let width = EXAMPLES.iter().map(|example| example.name.len()).max().unwrap_or(0);
            let line = |example: &Example| format!("{:width$}  iijtax {} -\n", example.name, example.reader);
            out.print(&EXAMPLES.iter().map(line).collect::<String>());
            return Ok(Exit::Determined);
        };
        let example = EXAMPLES.iter().find(|example| example.name == name).ok_or_else(|| {
            let near = hints::called(name, names().into_iter());
            let wanted = word!("an example that `iijtax example` lists", "`iijtax example`の一覧にある例の名前");
            Failure::Usage(hints::with_near(got_wanted(format_args!("{name:?}"), wanted), near))
        })?;
        out.print_data(example.text);
        Ok(Exit::Determined)
    }
}
