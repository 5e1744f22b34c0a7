//! From text to facts, with every error located. Nothing after this re-checks a fact.
//!
//! A holder's facts are read by one [`Reader`], whether there is one holder or a register of millions, in JSON, in
//! cells of text or in columns: keys are found in one step, values go straight to their places, and nothing is built
//! before something is wrong. What is no register, a company or a holding of a passive foreign investment company, is
//! read from a tree of the same tokens. Numbers are read from their digits, never through binary floating point.

mod booked;
mod bytes;
mod company;
mod csv_line;
mod fill;
mod flags;
mod fx;
mod hints;
mod interest_rates;
mod json;
mod keys;
mod kind_words;
mod layer;
mod names;
mod node;
mod object;
mod payments;
mod pfic_holding;
mod pfic_holding_amounts;
mod pfic_holding_company;
mod pfic_holding_events;
mod pfic_holding_sales;
mod plain;
mod problem;
mod profile;
mod proposal;
mod question;
mod reader;
mod record;
mod sale;
mod scalar;
mod statement;
mod written;

pub use booked::{OWN_KEYS, Row};
pub(crate) use bytes::{end_of, equal_to, needs_quotes, plain_length};
pub use company::read_company;
pub use csv_line::{CsvLine, TakeCells};
pub use flags::{FactFlag, GivenFlag, fact_flag, fact_flags, spec_of};
pub use interest_rates::interest_rates;
pub use json::{Cursor, NotJson, Value};
pub use keys::{COLUMNS, Column, REMARKS, is_known};
pub use layer::{Layer, Text};
pub use names::{Keep, Names, Rename, fact_called, unit};
pub use node::{Document, Node, members};
pub use payments::{GivenYear, read_year};
pub use pfic_holding::{GivenHolding, read_holding};
pub use pfic_holding_amounts::Located;
pub use problem::{Place, Problem, ended, got_wanted, listed, meant, named, one_of, quoted, visible};
pub use profile::{Given, read_case, read_case_with};
pub use proposal::{Proposal, Proposer, map_option, other_table};
pub use question::Question;
pub use reader::Reader;
pub use record::{Raw, Refused, Shared};
pub use sale::read_sale;
pub(crate) use scalar::nearest;
pub use scalar::{countries, country_codes, digits};
pub use statement::{Aside, ColumnMap, Lots, Reading, Statement, StatementFormat, read_statement};

/// The largest file read for one holder. A profile has some hundred bytes; a day's rates for fifty years, half a megabyte.
pub const MAX_BYTES: u64 = 16 * 1024 * 1024;
