//! From JSON text to a [`Case`](crate::case::Case), with every error located. Nothing after this re-checks a fact.
//!
//! Text is parsed once into a tree that knows where every value stands; the tree is read
//! against tables of fields, which are also what `iijtax schema` prints; and numbers are
//! read from their digits, never through binary floating point. A register of many holders is read
//! record by record, by a quick reader where it recognises all of a record, and else the same way.

mod flat;
mod fx;
mod node;
mod problem;
mod profile;
mod quick;
mod reader;
mod record;
mod scalar;
mod scan;
mod spec;

pub use flat::{COLUMNS, Cell, Column, REMARKS, Slot, digits};
pub use fx::FxTable;
pub use node::{Document, Node, members};
pub use problem::{Place, Problem};
pub use profile::{Given, read_case};
pub use quick::Quick;
pub use record::{Raw, Refused, Shared};
pub(crate) use scalar::nearest;
pub use spec::{DIVIDEND, FieldSpec, HOLDER, Wire};

/// The largest file read for one holder. A profile has some hundred bytes; a day's rates for fifty years, half a megabyte.
pub const MAX_BYTES: u64 = 16 * 1024 * 1024;
