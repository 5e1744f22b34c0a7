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
    let (mut set, mut at) = (FieldSet::NONE, 0);
    while at < Field::ALL.len() {
        if begins(Field::ALL[at].path().as_bytes(), level.prefix().as_bytes()) {
            set = set.with(FieldSet::one(Field::ALL[at]));
        }
        at += 1;
    }
    set
}

const fn begins(path: &[u8], prefix: &[u8]) -> bool {
    let mut at = 0;
    while at < prefix.len() {
        if at == path.len() || path[at] != prefix[at] {
            return false;
        }
        at += 1;
    }
    true
}
