//! Japan: what is withheld, at source and finally.

mod comparison;
mod open;
mod relief;
mod withholding;

pub use comparison::{alternative, compare_with, next_tier, prior};
pub use relief::todos;
pub use withholding::withhold;
