//! The law `statute`: statutes and treaties as enacted, by date, each number with its citation and how well it is
//! evidenced.
//!
//! Japan first, then the United States. The treaties stand in [`super::treaty`], a file for each partner.

mod credit;
mod domestic;
mod gain_treaties;
mod gains;
mod holders;
mod japan;
mod japan_gains;
mod personal;
mod pfic_status;
mod transfers;
mod us;

use std::sync::LazyLock;

use super::coverage::{FIRST_DAY, LAST_DAY};
pub use super::sources;
use super::{Law, Partners, irc, treaty};
use crate::facts::HolderKind;
use crate::units::Span;

/// Statutes and treaties, for payments from the first day of the treaty of 1971. What is enacted has no last day, so the
/// law has none; each table of the United States has its own, and what lies beyond it is not encoded.
pub static LAW: Law = Law {
    id: "statute",
    title: "statutes and treaties as enacted, by date",
    is_enacted: true,
    covers: Span::new(FIRST_DAY, LAST_DAY),
    ends_with: "what is enacted has no last day",
    kinds: HolderKind::ALL,
    holders: holders::HOLDERS,
    distributions: japan::DISTRIBUTIONS,
    other_payer: None,
    deducted: treaty::DEDUCTED,
    scope: japan::SCOPE,
    domestic: domestic::REGIMES,
    treaties: treaty::TREATIES,
    partners: &PARTNERS,
    treaty_notes: japan::TREATY_NOTES,
    relief: japan::RELIEF,
    us: us::CHAPTER,
    gains: gains::CHAPTER,
    pfic_status: pfic_status::CHAPTER,
    japan_notes: japan::NOTES,
    open_list: japan::OPEN_LIST,
    pfic: &irc::CHAPTER,
    disclaimers: japan::DISCLAIMERS,
};

static PARTNERS: LazyLock<Partners> = LazyLock::new(|| Partners::new(LAW.treaties));
