//! Which program gave an answer, so that two answers can be told apart.

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use crate::law;

/// Which program answered, by which law.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Program {
    pub version: &'static str,
    /// Of all that its tables of law say: another digest is another law, though not always of this answer.
    pub law_digest: &'static str,
}

impl Program {
    /// This one.
    pub fn own() -> Program {
        Program { version: env!("CARGO_PKG_VERSION"), law_digest: law::digest() }
    }
}
