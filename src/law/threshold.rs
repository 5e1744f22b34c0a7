//! Boundaries of percentages: which side of them counts.

use std::fmt;

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

impl fmt::Display for Threshold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Threshold::AtLeast(percent) => write!(f, "at least {percent}"),
            Threshold::MoreThan(percent) => write!(f, "more than {percent}"),
        }
    }
}
