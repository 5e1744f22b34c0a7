//! Japan's treaties, a file for each partner whose rates are encoded, and the table of all partners.
//!
//! A version of a treaty is one [`Regime`]: its dates, whom it is open to, and its rows from most to least favourable.
//! A new protocol is one block at the end of its partner's file, beginning the day after the last one ends.

mod partners;
mod us;

pub use partners::{REMITTANCE_PARTNERS, TREATIES};
pub use us::{US_1971, US_2003, US_2013};

use super::{Citation, Clock, Condition, Effect, Ends, Evidence, Holding, Length, Regime, Rule};
use crate::case::HolderKind;
use crate::units::{Day, Rate, Span};

/// A version without its rules: what is read against the payment date, from `first` to `last`.
const fn version(id: &'static str, title: &'static str, first: &str, last: &str) -> Regime {
    Regime {
        id,
        title,
        clock: Clock::Taxable,
        span: Span::new(Day::of(first), Day::of(last)),
        gate: &[],
        entitled: &[],
        election: None,
        actions: &[],
        rows: &[],
    }
}

/// The time before the first version that is encoded, when the partner had a treaty whose rate is not.
const fn before(id: &'static str, title: &'static str, last: &str, rows: &'static [Rule]) -> Regime {
    Regime { rows, ..version(id, title, "1973-01-01", last) }
}

/// What must hold before any row is asked.
const fn gate(
    id: &'static str,
    says: &'static str,
    cites: &'static [Citation],
    evidence: Evidence,
    when: &'static [Condition],
) -> Rule {
    Rule { id, says, cites, evidence, when, effect: Effect::Requirement }
}

/// A row: at most so much is withheld.
const fn row(
    id: &'static str,
    says: &'static str,
    cites: &'static [Citation],
    evidence: Evidence,
    when: &'static [Condition],
    rate: &str,
) -> Rule {
    Rule { id, says, cites, evidence, when, effect: Effect::Withhold(Rate::of(rate)) }
}

/// The row of a version whose rate is not encoded.
const fn not_stated(id: &'static str, says: &'static str, cites: &'static [Citation], evidence: Evidence) -> Rule {
    Rule { id, says, cites, evidence, when: &[], effect: Effect::RateNotStated { at_most: None } }
}

const COMPANY: Condition = Condition::Kind(HolderKind::Corporation);
const PENSION_FUND: Condition = Condition::Kind(HolderKind::PensionFund);

/// Six months that end on the entitlement date.
const SIX_MONTHS: Holding = Holding::Throughout(Length::Months(6), Ends::Entitlement);
/// Twelve months that end on the entitlement date.
const TWELVE_MONTHS: Holding = Holding::Throughout(Length::Months(12), Ends::Entitlement);
