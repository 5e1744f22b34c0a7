//! What is asked where a fact is missing.

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use crate::facts::Field;

/// A fact that is missing, and the question that settles it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Question {
    pub field: &'static str,
    pub question: &'static str,
}

/// The questions about a dividend that settle these facts.
pub(super) fn questions(fields: impl Iterator<Item = Field>) -> Vec<Question> {
    fields.map(|field| Question { field: field.path(), question: field.question() }).collect()
}
