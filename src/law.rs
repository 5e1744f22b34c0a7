//! The vocabulary of law, and the laws written in it.
//!
//! One [`Rule`] is one sentence of law: what it says, where it stands, under which conditions, with
//! what effect. Rules stand in dated blocks, [`Regime`]s; a [`Law`] is a set of regimes and chapters.
//! No number of law stands anywhere else in the program.

mod condition;
mod distance;
pub mod form_20f;
mod reason;
mod regime;
mod rule;

pub use condition::{Condition, Holding, Outcome, Threshold};
pub use distance::{Distance, Unit};
pub use regime::{Clock, Country, Law, Regime, Relief, Treaty, UsChapter};
pub use rule::{Action, Category, Citation, Effect, Evidence, Rule, Source};

use crate::units::Day;

/// Every law the program knows, in the order they are listed to the user.
pub static LAWS: &[&Law] = &[&form_20f::LAW];

/// A payment on a day that the law asked for does not cover.
#[derive(Clone, Copy, Debug)]
pub struct Outside {
    pub law: &'static Law,
    pub paid: Day,
}

/// The law asked for, which must cover the payment; without one the first that does.
pub fn choose(asked: Option<&'static Law>, paid: Option<Day>) -> Result<&'static Law, Outside> {
    let covers = |law: &&&'static Law| paid.is_none_or(|day| law.covers.contains(day));
    let law = asked.or_else(|| LAWS.iter().find(covers).copied()).unwrap_or(&form_20f::LAW);
    match paid {
        Some(paid) if !law.covers.contains(paid) => Err(Outside { law, paid }),
        _ => Ok(law),
    }
}
