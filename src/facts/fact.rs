//! A fact, and whether the holder gave it.

/// A fact that has an ordinary answer, and whether the holder gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact<T> {
    Stated(T),
    /// Not stated, and taken to be the ordinary answer; listed in the answer.
    Assumed(T),
    /// Not stated, and without an ordinary answer. Never turned into "no".
    Unknown,
}

impl<T: Copy> Fact<T> {
    pub fn get(self) -> Option<T> {
        match self {
            Fact::Stated(value) | Fact::Assumed(value) => Some(value),
            Fact::Unknown => None,
        }
    }

    /// The stated value, or else the ordinary one.
    pub fn stated_or(stated: Option<T>, ordinary: T) -> Fact<T> {
        stated.map_or(Fact::Assumed(ordinary), Fact::Stated)
    }

    /// The stated value, or else unknown.
    pub fn stated(stated: Option<T>) -> Fact<T> {
        stated.map_or(Fact::Unknown, Fact::Stated)
    }

    pub fn is_assumed(self) -> bool {
        matches!(self, Fact::Assumed(_))
    }
}
