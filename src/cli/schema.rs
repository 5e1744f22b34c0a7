//! `iijtax schema`.

use clap::{Args, ValueEnum};

use super::output::Output;
use super::{Exit, Failure, Run};
use crate::facts::{COMPANY, DIVIDEND, HOLDER, HOLDING, SALE};
use crate::render::json::to_json;
use crate::render::{fact_table, schema, schema_rows};

/// Print what a profile, a dividend or an answer can state: a JSON Schema, or a table for people.
#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// What to describe.
    pub of: SchemaOf,
    /// How to print it.
    #[arg(long, value_name = "FORMAT", default_value = "json")]
    pub format: SchemaFormat,
}

/// The forms of a description.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaFormat {
    /// JSON Schema.
    Json,
    /// A table of every key: of files that are read, not of answers.
    Text,
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
    /// A row of `iijtax batch`, and of `iijtax dividend --format csv`.
    Row,
    /// The summary of `iijtax batch --summary FILE`.
    Summary,
    /// The lines of forms of the United States that `--forms` prints.
    Forms,
    /// The data sheets for forms of Japan that `iijtax dividend --forms` prints.
    Papers,
}

impl Run for SchemaArgs {
    fn run(&self, out: &mut Output) -> Result<Exit, Failure> {
        if self.format == SchemaFormat::Text {
            out.print(&self.table()?);
            return Ok(Exit::Determined);
        }
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
            SchemaOf::Row => schema_rows::row(),
            SchemaOf::Summary => schema_rows::summary(),
            SchemaOf::Forms => schema::forms(),
            SchemaOf::Papers => schema::papers(),
            SchemaOf::Pfic => schema::pfic(),
            SchemaOf::PficComparison => schema::pfic_comparison(),
        }));
        Ok(Exit::Determined)
    }
}

impl SchemaArgs {
    fn table(&self) -> Result<String, Failure> {
        Ok(match self.of {
            SchemaOf::Holder => fact_table::text(word!("A holder's profile", "保有者のプロファイル"), HOLDER, true),
            SchemaOf::Dividend => fact_table::text(word!("A dividend by itself", "配当"), DIVIDEND, false),
            SchemaOf::Sale => fact_table::text(word!("A sale by itself", "売却"), SALE, false),
            SchemaOf::Holding => fact_table::text(word!("A holding of a PFIC", "PFIC株式の保有"), HOLDING, false),
            SchemaOf::Company => fact_table::text(word!("A company, year by year", "会社（年度別）"), COMPANY, false),
            _ => {
                let message = word!(
                    "--format: got text, wanted json: only holder, dividend, sale, holding and company have a table",
                    "--format: 表形式（text）があるのはholder、dividend、sale、holding及びcompanyのみです。jsonを指定してください。"
                );
                return Err(Failure::Usage(message.to_owned()));
            }
        })
    }
}
