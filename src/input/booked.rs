//! An entry of a year as a file of payments or a broker's statement has it.

use crate::facts::Field;

/// The keys of a record that are no facts of its holder or dividend.
pub const OWN_KEYS: [&str; 8] =
    ["payer", "entry", "booked", "amount_jpy", "amount_usd", "gross_usd", "withheld_usd", "fee_usd"];

/// An entry as cells, with its own keys beside the facts.
#[derive(Clone, Debug, Default)]
pub struct Row {
    pub file: String,
    pub line: usize,
    pub cells: Vec<(Field, String)>,
    pub own: Vec<(&'static str, String)>,
}
