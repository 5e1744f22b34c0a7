//! Boundaries of percentages: which side of them counts.

use std::fmt;

use super::Condition;
use crate::units::{Exact, Percent};

/// One side of a boundary.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Threshold {
    AtLeast(Percent),
    MoreThan(Percent),
}

impl Threshold {
    pub fn percent(self) -> Percent {
        match self {
            Threshold::AtLeast(percent) | Threshold::MoreThan(percent) => percent,
        }
    }

    pub fn is_reached_by(self, held: Percent) -> bool {
        match self {
            Threshold::AtLeast(percent) => held >= percent,
            Threshold::MoreThan(percent) => held > percent,
        }
    }
}

impl Threshold {
    /// The same of a part of a whole; nothing is a share of a whole that is nothing.
    pub fn is_reached_by_part(self, part: Exact, whole: Exact) -> bool {
        let mark = whole.percent(self.percent());
        match self {
            _ if whole.is_zero() => false,
            Threshold::AtLeast(_) => part >= mark,
            Threshold::MoreThan(_) => part > mark,
        }
    }
}

impl Condition {
    /// The part of the stock it asks for, where it is about how much is held.
    pub fn percent_of_holding(&self) -> Option<Percent> {
        match *self {
            Condition::VotingStock(threshold, _)
            | Condition::DirectVotingStock(threshold, _)
            | Condition::HeldThroughResidents(threshold)
            | Condition::NotLargeIndividual(threshold) => Some(threshold.percent()),
            Condition::IssuedBelow(percent) => Some(percent),
            // The list of conditions on a holding is exhaustive, and a test holds it against this one.
            _ => None,
        }
    }
}

impl fmt::Display for Threshold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Threshold::AtLeast(percent) => write_said!(f, "at least {percent}", "{percent}以上"),
            Threshold::MoreThan(percent) => write_said!(f, "more than {percent}", "{percent}超"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::LAWS;

    #[test]
    fn every_condition_on_how_much_is_held_states_it() {
        let rules = LAWS.iter().flat_map(|law| law.rules());
        let conditions = rules.flat_map(|(_, rule)| rule.when).filter(|condition| condition.is_about_a_holding());
        let is_on_days = |condition: &&Condition| {
            matches!(condition, Condition::HeldAroundExDate { .. } | Condition::HeldByRecipient { .. })
        };
        let (on_days, on_parts) = conditions.partition::<Vec<&Condition>, _>(is_on_days);
        assert!(!on_days.is_empty() && on_parts.len() > 50, "{} and {}", on_days.len(), on_parts.len());
        for condition in on_parts {
            assert!(condition.percent_of_holding().is_some(), "{condition:?}");
        }
    }
}
