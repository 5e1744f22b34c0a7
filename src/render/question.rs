//! What is asked where a fact is missing.

use schemars::JsonSchema;
use serde::Serialize;

use crate::facts::Field;

/// A fact that is missing, and the question that settles it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Question {
    pub field: &'static str,
    pub question: &'static str,
}

/// The questions about a dividend that settle these facts.
pub(super) fn questions(fields: impl Iterator<Item = Field>) -> Vec<Question> {
    fields.map(|field| Question { field: field.path(), question: field.question() }).collect()
}
