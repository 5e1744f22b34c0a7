//! What the types of answers say of themselves, held against the files of their schemas. `UPDATE_GOLDEN=1` rewrites these;
//! read the diff.

use std::borrow::Cow;
use std::fs;
use std::path::Path;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema, schema_for};

use crate::render::data_sheets::Papers;
use crate::render::digits::{Digits, Ratio};
use crate::render::forms::FormLines;
use crate::render::gain::Gain;
use crate::render::json::Dividend;
use crate::render::pfic::Pfic;
use crate::render::pfic_compare::PficComparison;
use crate::render::pfic_status::PficStatus;
use crate::render::summary::Summary;
use crate::render::sweep::Sweep;
use crate::render::year::Year;
use crate::render::{Comparison, Timeline};
use crate::units::Day;

/// A type that is written by itself, not member by member.
macro_rules! written_as {
    ($($type:ty: $name:literal $schema:tt;)*) => { $(
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn inline_schema() -> bool {
                true
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    )* };
}
written_as! {
    Digits: "Number" { "type": "number" };
    Ratio: "Ratio" { "anyOf": [{ "type": "number" }, { "type": "string", "pattern": "^[0-9]+:[0-9]+$" }] };
    Day: "Date" { "type": "string", "format": "date" };
}

#[test]
fn every_answer_has_the_schema_of_its_type() {
    let files = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/render/schema");
    let mut differ = Vec::new();
    for (name, schema) in [
        ("answer", schema_for!(Dividend)),
        ("comparison", schema_for!(Comparison)),
        ("timeline", schema_for!(Timeline)),
        ("sweep", schema_for!(Sweep)),
        ("gain", schema_for!(Gain)),
        ("year", schema_for!(Year)),
        ("forms", schema_for!(FormLines)),
        ("papers", schema_for!(Papers)),
        ("pfic", schema_for!(Pfic)),
        ("pfic-comparison", schema_for!(PficComparison)),
        ("pfic-status", schema_for!(PficStatus)),
        ("summary", schema_for!(Summary)),
    ] {
        let file = files.join(name).with_extension("json");
        let text = serde_json::to_string_pretty(&schema.to_value()).unwrap() + "\n";
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&file, &text).unwrap();
        }
        if fs::read_to_string(&file).unwrap() != text {
            differ.push(name);
        }
    }
    assert!(differ.is_empty(), "{differ:?} differ; run with UPDATE_GOLDEN=1 and read the diff");
}
