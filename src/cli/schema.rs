//! `iijtax schema`.

use clap::{Args, ValueEnum};

use super::output::Output;
use super::{Exit, Failure, Run};
use crate::render::json::to_json;
use crate::render::schema;

/// Print the JSON Schema of a profile, a dividend or an answer.
#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// What to describe.
    pub of: SchemaOf,
}

/// What has a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// A holder's profile.
    Holder,
    /// A dividend by itself.
    Dividend,
    /// A holding of a passive foreign investment company.
    Holding,
    /// A sale by itself.
    Sale,
    /// A company, year by year.
    Company,
    /// The answer of `iijtax dividend`.
    Answer,
    /// The answer of `iijtax compare`.
    Comparison,
    /// The answer of `iijtax timeline`.
    Timeline,
    /// The answer of `iijtax sweep`.
    Sweep,
    /// The answer of `iijtax pfic excess` and `iijtax pfic mtm`.
    Pfic,
    /// The answer of `iijtax pfic compare`.
    PficComparison,
    /// The answer of `iijtax gain`.
    Gain,
    /// The answer of `iijtax pfic status`.
    PficStatus,
    /// A record of a payments file.
    Payment,
    /// The answer of `iijtax year`.
    Year,
    /// The lines of forms that `--forms` prints.
    Forms,
}

impl Run for SchemaArgs {
    fn run(&self, out: &mut Output) -> Result<Exit, Failure> {
        out.print(&to_json(&match self.of {
            SchemaOf::Holder => schema::holder(),
            SchemaOf::Dividend => schema::dividend(),
            SchemaOf::Sale => schema::sale(),
            SchemaOf::Company => schema::company(),
            SchemaOf::Holding => schema::holding(),
            SchemaOf::Answer => schema::answer(),
            SchemaOf::Comparison => schema::comparison(),
            SchemaOf::Timeline => schema::timeline(),
            SchemaOf::Sweep => schema::sweep(),
            SchemaOf::Gain => schema::gain(),
            SchemaOf::PficStatus => schema::pfic_status(),
            SchemaOf::Payment => schema::payment(),
            SchemaOf::Year => schema::year(),
            SchemaOf::Forms => schema::forms(),
            SchemaOf::Pfic => schema::pfic(),
            SchemaOf::PficComparison => schema::pfic_comparison(),
        }));
        Ok(Exit::Determined)
    }
}
