//! Answers for people and for programs. The canonical form is JSON; the text is drawn from the same value.

mod compare;
mod digits;
pub mod json;
pub mod mend;
pub mod page;
pub mod rows;
pub mod rules;
pub mod schema;
pub mod summary;
pub mod text;

pub use compare::{Comparison, comparison_text};
pub use digits::Digits;

pub use crate::units::YEN_PLACES;
