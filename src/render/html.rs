//! Answers as one page to hand over: a file that asks for nothing from any network, runs no script, and prints.
//!
//! The words are those of the first screen, and the numbers those of the JSON answer: each that stands there carries its path
//! in `data-path`. Every figure leads to its rules, and every rule to the place where it is written.

mod bars;
mod compare;
mod dates;
mod dividend;
mod figures;
mod flow;
mod gain;
mod ladder;
mod money;
mod pfic;
mod rules;
mod scale;
mod shell;
mod svg;
mod timeline;
mod whole_days;
mod year;
mod years;

pub use compare::compare;
pub use dividend::dividend;
pub use gain::gain;
pub use pfic::pfic;
pub use timeline::timeline;
pub use year::year;
