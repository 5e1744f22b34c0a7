//! Japan: what is withheld, at source and finally, and whether a gain is taxed.

mod amounts;
mod assumed;
mod comparison;
mod gains;
mod open;
mod relief;
mod withholding;

pub use assumed::assumptions;
pub use comparison::{alternative, compare_with, next_tier, prior};
pub use gains::gain;
pub use relief::todos;
pub use withholding::withhold;
