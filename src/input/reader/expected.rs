//! The keys of the last record, in order: mostly the next one has the same.

use crate::facts::{Field, FieldSet};
use crate::input::keys::{Key, Level, Named};

/// The keys of an object in order, no fact among them twice.
#[derive(Clone, Debug, Default)]
pub(super) struct Expected(Vec<Next>);

/// A key that is expected.
#[derive(Clone, Debug)]
pub(super) struct Next {
    /// None where it names no fact, and is never the expected one.
    pub key: Option<&'static Key>,
    /// The fact that it names, where that is one to be read.
    pub field: Option<Field>,
    /// The facts that it and those before it name.
    facts: FieldSet,
}

impl Expected {
    /// What is expected at a position.
    #[inline(always)]
    pub fn next(&self, position: usize) -> Option<&Next> {
        self.0.get(position)
    }

    /// The key at a position of an object of this level.
    #[inline(always)]
    pub fn at(&self, position: usize, level: Level) -> Option<&'static Key> {
        self.0.get(position)?.key.filter(|key| key.level == level)
    }

    /// The facts that so many keys name.
    #[inline(always)]
    pub fn facts(&self, count: usize) -> FieldSet {
        let last = count.checked_sub(1).and_then(|last| self.0.get(last));
        last.map_or(FieldSet::NONE, |last| last.facts)
    }

    /// Expects a key at its position from now on, and none of those that stood behind another one.
    pub fn note(&mut self, position: usize, key: Option<&'static Key>, ignored: FieldSet) {
        let is_it = |known: &Next| match (known.key, key) {
            (Some(known), Some(key)) => std::ptr::eq(known, key),
            (known, key) => known.is_none() && key.is_none(),
        };
        if self.0.get(position).is_some_and(is_it) {
            return;
        }
        self.0.truncate(position);
        let (before, fact) = (self.facts(position), key.map_or(FieldSet::NONE, |key| key.fact));
        if self.0.len() == position && position < 2 * Field::ALL.len() && before.and(fact).is_empty() {
            let field = match key {
                Some(&Key { named: Named::Fact(field), .. }) if !ignored.contains(field) => Some(field),
                _ => None,
            };
            self.0.push(Next { key, field, facts: before.with(fact) });
        }
    }
}
