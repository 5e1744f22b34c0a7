//! Japan: what is withheld, at source and finally, and whether a gain is taxed.

mod amounts;
mod assumptions;
mod comparison;
mod fit;
mod gains;
mod reads;
mod relief;
mod undetermined;
mod withholding;

pub use assumptions::assumptions;
pub use comparison::{Prior, alternative, alternative_beside, compare_with, next_tier, prior};
pub use fit::{Candidate, fit, fitting};
pub use gains::gain;
pub use reads::{gross_reads, reads};
pub use relief::{claim_lapses, todos};
pub use undetermined::Open;
pub use withholding::{Withholding, rate_due, withhold, withholding};
