//! The vocabulary of law, and the laws written in it.
//!
//! One [`Rule`] is one sentence of law: what it says, where it stands, under which conditions, with
//! what effect. Rules stand in dated blocks, [`Regime`]s; a [`Law`] is a set of regimes and chapters.
//! No number of law stands anywhere else in the program.

mod condition;
mod distance;
pub mod form_20f;
pub mod irc;
mod pfic;
mod reason;
mod regime;
mod rule;
pub mod tables;

pub use condition::{Condition, Holding, Outcome, Threshold};
pub use distance::{Distance, Unit};
pub use pfic::{PficChapter, PficDetails, treaty_rate};
pub use regime::{Clock, Country, Law, Regime, Relief, Treaty, UsChapter};
pub use rule::{Action, Category, Citation, Effect, Evidence, Rule, Source};

/// Every law the program knows, in the order they are listed to the user.
pub static LAWS: &[&Law] = &[&form_20f::LAW];

/// Every chapter on passive foreign investment companies, oldest law first: the first that covers all
/// days of a holding is the one it is read by.
pub static PFIC_CHAPTERS: &[&PficChapter] = &[&form_20f::PFIC, &irc::CHAPTER];
