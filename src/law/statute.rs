//! The law `statute`: statutes and treaties as enacted, by date, each number with its citation and how well it is
//! evidenced.
//!
//! Japan first, then the United States. The treaties stand in [`super::treaty`], a file for each partner.

mod credit;
mod domestic;
mod gain_treaties;
mod gains;
mod japan;
mod japan_gains;
mod personal;
mod pfic_status;
pub mod sources;
mod us;

use super::{Law, irc, treaty};
use crate::units::{Day, Span};

/// Statutes and treaties, for payments from the first day of the treaty of 1971. What is enacted has no last day, so the
/// law has none; each table of the United States has its own, and what lies beyond it is not encoded.
pub static LAW: Law = Law {
    id: "statute",
    title: "statutes and treaties as enacted, by date",
    covers: Span::new(FIRST_DAY, LAST_DAY),
    ends_with: "what is enacted has no last day",
    scope: japan::SCOPE,
    domestic: domestic::REGIMES,
    treaties: treaty::TREATIES,
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

/// The first day of this law.
pub(super) const FIRST_DAY: Day = Day::ymd(1973, 1, 1);

/// The last day of what is enacted without an end.
pub(super) const LAST_DAY: Day = Day::MAX;

/// The day on which the tables of Japan's side were last compared with what is enacted. Payments after it are answered by
/// the law as it stood then.
pub(super) const CHECKED_ON: Day = Day::ymd(2026, 11, 29);
