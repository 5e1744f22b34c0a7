//! Japan: what is withheld, at source and finally, and whether a gain is taxed.

mod amounts;
mod assumptions;
mod by_ownership;
mod comparison;
mod decision;
mod due;
mod fit;
mod gains;
mod lob_tests;
mod members;
mod reads;
mod relief;
mod rows;
mod treaty;
mod undetermined;
mod withholding;

pub use assumptions::assumptions;
pub use by_ownership::{OwnershipStep, by_ownership, held};
pub use comparison::{Prior, alternative, alternative_beside, compare_with, next_tier, prior};
pub use decision::{Open, Withholding};
pub use due::rate_due;
pub use fit::{Candidate, fit, fitting};
pub use gains::gain;
pub use lob_tests::{OtherTests, other_tests};
pub use reads::{gross_reads, reads};
pub use relief::{Standing, claim_lapses, route_of_application, todos};

pub use withholding::{decided, withhold, withholding};
