//! Which event is asked about, and which facts are then no part of the question.

use super::keys::Level;
use crate::facts::{Field, FieldSet};

/// Which event is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    Dividend,
    Sale,
}

impl Question {
    /// The object of the event.
    pub(super) const fn level(self) -> Level {
        match self {
            Question::Dividend => Level::Dividend,
            Question::Sale => Level::Sale,
        }
    }

    /// Whether it reads a fact, and not its key alone.
    pub fn reads(self, field: Field) -> bool {
        !self.ignored().contains(field)
    }

    /// Facts that are no part of the question, and of which only the keys are read.
    pub(super) const fn ignored(self) -> FieldSet {
        const OF_SALE: FieldSet = below(Level::Sale);
        const OF_DIVIDEND: FieldSet = below(Level::Dividend);
        match self {
            Question::Dividend => OF_SALE,
            Question::Sale => OF_DIVIDEND,
        }
    }
}

/// The facts of an object.
pub(super) const fn below(level: Level) -> FieldSet {
    let (mut set, mut fields) = (FieldSet::NONE, Field::ALL);
    while let [field, rest @ ..] = fields {
        if begins(field.path().as_bytes(), level.prefix().as_bytes()) {
            set = set.with(FieldSet::one(*field));
        }
        fields = rest;
    }
    set
}

const fn begins(mut path: &[u8], mut prefix: &[u8]) -> bool {
    while let ([byte, path_rest @ ..], [wanted, prefix_rest @ ..]) = (path, prefix) {
        if *byte != *wanted {
            return false;
        }
        (path, prefix) = (path_rest, prefix_rest);
    }
    prefix.is_empty()
}
