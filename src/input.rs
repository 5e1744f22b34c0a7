//! From JSON text to a [`Case`](crate::facts::Case), with every error located. Nothing after this re-checks a fact.
//!
//! Text is parsed once into a tree that knows where every value stands; the tree is read
//! against tables of fields, which are also what `iijtax schema` prints; and numbers are
//! read from their digits, never through binary floating point. A register of many holders is read
//! record by record, by a quick reader where it recognises all of a record, and else the same way.

mod alike;
mod behind;
mod company;
mod flat;
mod fx;
mod interest_rates;
mod line;
mod node;
mod own;
mod pfic_holding;
mod pfic_holding_company;
mod pfic_holding_events;
mod pfic_holding_sales;
mod pfic_holding_spec;
mod precedence;
mod problem;
mod profile;
mod quick;
mod reader;
mod record;
mod sale;
mod scalar;
mod scan;
mod spans;
mod spec;
mod words;

pub use alike::{Alikes, Kind, KindAt, Taken};
pub use company::read_company;
pub use flat::{COLUMNS, Cell, Column, REMARKS, Slot, digits};
pub use fx::FxTable;
pub use interest_rates::interest_rates;
pub use node::{Document, Node, members};
pub use own::Alike;
pub use pfic_holding::{GivenHolding, Located, read_holding};
pub use pfic_holding_spec::HOLDING;
pub use problem::{Place, Problem, visible};
pub use profile::{Given, read_case};
pub use quick::Quick;
pub use record::{Raw, Refused, Shared};
pub use sale::{GivenSale, read_sale};
pub(crate) use scalar::nearest;
pub use spec::{COMPANY, DIVIDEND, FieldSpec, HOLDER, SALE, SUBSIDIARY, Wire};
pub use words::{PAD, Padded};
pub(crate) use words::{needs_quotes, plain_length};

/// The largest file read for one holder. A profile has some hundred bytes; a day's rates for fifty years, half a megabyte.
pub const MAX_BYTES: u64 = 16 * 1024 * 1024;
