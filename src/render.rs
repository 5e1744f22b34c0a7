//! Answers for people and for programs. The canonical form is JSON; the text is drawn from the same value.

mod behind;
mod compare;
mod credit;
mod digits;
pub mod error_file;
pub mod fact_table;
pub mod figures;
pub mod forms;
pub mod gain;
pub mod html;
mod in_dollars;
pub mod json;
pub mod lang;
mod money;
pub mod outline;
pub mod page;
pub mod partners;
mod personal;
pub mod pfic;
pub mod pfic_compare;
mod pfic_form;
pub mod pfic_rows;
pub mod pfic_screen;
pub mod pfic_status;
pub mod pfic_text;
mod program;
mod question;
pub mod rows;
pub mod rules;
pub mod schema;
pub mod schema_rows;
pub mod screen;
pub mod starter;
pub mod summary;
pub mod sweep;
pub mod text;
mod timeline;
pub mod topic;
pub mod why;
pub mod year;

pub use compare::{Comparison, comparison_text};
pub use digits::Digits;
pub use program::Program;
pub use timeline::{Timeline, timeline_csv, timeline_screen, timeline_text};

pub use crate::units::{PART_PLACES, YEN_PLACES};
