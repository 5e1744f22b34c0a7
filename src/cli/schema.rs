//! `iijtax schema`.

use super::args::{SchemaArgs, SchemaOf};
use super::output::Output;
use super::{Exit, Failure};
use crate::render::json::to_json;
use crate::render::schema;

pub fn run(args: &SchemaArgs, out: &mut Output) -> Result<Exit, Failure> {
    out.print(&to_json(&match args.of {
        SchemaOf::Holder => schema::holder(),
        SchemaOf::Dividend => schema::dividend(),
        SchemaOf::Sale => schema::sale(),
        SchemaOf::Company => schema::company(),
        SchemaOf::Holding => schema::holding(),
        SchemaOf::Answer => schema::answer(),
        SchemaOf::Comparison => schema::comparison(),
        SchemaOf::Timeline => schema::timeline(),
        SchemaOf::Gain => schema::gain(),
        SchemaOf::PficStatus => schema::pfic_status(),
        SchemaOf::Pfic => schema::pfic(),
        SchemaOf::PficComparison => schema::pfic_comparison(),
    }));
    Ok(Exit::Determined)
}
