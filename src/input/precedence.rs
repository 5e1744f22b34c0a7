//! One event from several places: the profile, a file of its own, and flags, of which the most specific wins.

use rust_decimal::Decimal;

use super::reader::{Object, Problems};
use super::spec::FieldSpec;
use super::{Node, Place};
use crate::units::{Day, Percent};

/// The same object as it stands in several places, most specific first.
pub(super) struct Layers<'a, 'p>(Vec<Object<'a, 'p>>);

impl<'a, 'p> Layers<'a, 'p> {
    /// Later flags and files override earlier ones, and all of them the profile.
    pub fn new(
        flags: &[(&'static str, Node<'a>)],
        files: &[Node<'a>],
        profile: Option<Object<'a, 'p>>,
        spec: &'static [FieldSpec],
        problems: &'p Problems,
    ) -> Self {
        let files = files.iter().rev().filter_map(|node| Object::new(node, "", spec, problems));
        let flags = flags.iter().rev().map(|(name, node)| Object::of_flag(name, node, spec, problems));
        Layers(flags.chain(files).chain(profile).collect())
    }

    pub fn all(&self) -> impl Iterator<Item = &Object<'a, 'p>> {
        self.0.iter()
    }

    /// Whether the event is given nowhere.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The layer that states the field, or the least specific one, where its absence is noted.
    pub fn layer(&self, name: &str) -> Option<&Object<'a, 'p>> {
        self.all().find(|layer| layer.node(name).is_some())
    }

    pub fn date(&self, name: &str) -> Option<Day> {
        self.layer(name)?.date(name)
    }

    pub fn number(&self, name: &str) -> Option<Decimal> {
        self.layer(name)?.number(name)
    }

    pub fn percent(&self, name: &str) -> Option<Percent> {
        self.layer(name)?.percent(name)
    }

    pub fn bool(&self, name: &str) -> Option<bool> {
        self.layer(name)?.bool(name)
    }

    pub fn word<T>(&self, name: &str, from_word: fn(&str) -> Option<T>) -> Option<T> {
        self.layer(name)?.word(name, from_word)
    }
}

/// Where a field of an event is stated, the most specific place first; else the holder's file.
pub(super) fn place_of(
    field: &str,
    flags: &[(&'static str, Node<'_>)],
    files: &[Node<'_>],
    holder: &Node<'_>,
    event: &str,
) -> Place {
    let flag = flags.iter().find(|(name, _)| *name == field).map(|(_, node)| node);
    let file = || files.iter().rev().find_map(|node| node.field(field));
    let profile = || holder.field(event).and_then(|event| event.field(field));
    flag.or_else(file).or_else(profile).map_or_else(|| holder.place(), Node::place)
}
