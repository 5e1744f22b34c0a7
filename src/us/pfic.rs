//! Passive foreign investment companies: whether the company is one.

mod status;

pub use status::status;
