//! A tax year: the canonical object, the flat rows, and the page for people.

mod rows;
mod screen;
mod text;
mod wire;

pub use rows::csv;
pub use screen::screen;
pub use text::{lead, text};
pub use wire::{Payment, UsYear, Year};
