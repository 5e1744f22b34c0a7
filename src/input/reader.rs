//! Reads the tree against the tables of fields, collecting every problem instead of stopping at the first.

use std::cell::RefCell;

use rust_decimal::Decimal;

use super::node::Value;
use super::scalar::{self, Refused};
use super::spec::{FieldSpec, Wire};
use super::{Node, Place, Problem};
use crate::facts::Filing;
use crate::units::Country;
use crate::units::{Day, Percent};

/// The problems found so far.
#[derive(Default)]
pub(super) struct Problems(RefCell<Vec<Problem>>);

impl Problems {
    pub fn add(&self, place: Place, path: &str, got: impl Into<String>, wanted: impl Into<String>, hint: Refused) {
        let problem = Problem { place, path: path.to_owned(), got: got.into(), wanted: wanted.into(), hint };
        self.0.borrow_mut().push(problem);
    }

    /// A fact that contradicts another.
    pub fn contradiction(&self, node: &Node<'_>, path: &str, wanted: impl Into<String>) {
        self.add(node.place(), path, node.described(), wanted, None);
    }

    /// The problems in the order of their places.
    pub fn in_order(self) -> Vec<Problem> {
        let mut problems = self.0.into_inner();
        problems.sort_by(|a, b| (&a.place.file, a.place.at).cmp(&(&b.place.file, b.place.at)));
        problems.dedup();
        problems
    }
}

/// An object being read: its known fields, by name.
pub(super) struct Object<'a, 'p> {
    path: String,
    spec: &'static [FieldSpec],
    place: Place,
    fields: Vec<(&'static FieldSpec, Node<'a>)>,
    problems: &'p Problems,
}

impl Node<'_> {
    /// The text, if it is one.
    pub(super) fn text(&self) -> Option<&str> {
        text(self).ok()
    }
}

impl<'a, 'p> Object<'a, 'p> {
    /// Takes the fields of `node` apart; unknown and repeated keys are problems.
    pub fn new(node: &Node<'a>, path: &str, spec: &'static [FieldSpec], problems: &'p Problems) -> Option<Self> {
        let Value::Object(pairs) = &node.value else {
            problems.add(node.place(), path, node.described(), Wire::Object(spec).wanted(), None);
            return None;
        };
        let mut object = Object { path: path.to_owned(), spec, place: node.place(), fields: Vec::new(), problems };
        for (key, value) in pairs {
            object.add(key, value);
        }
        Some(object)
    }

    /// One field given by a flag; the flag's own name is its path.
    pub fn of_flag(name: &'static str, node: &Node<'a>, spec: &'static [FieldSpec], problems: &'p Problems) -> Self {
        let fields = spec.iter().filter(|field| field.name == name).map(|field| (field, node.clone())).collect();
        Object { path: String::new(), spec, place: node.place(), fields, problems }
    }

    /// Whether it is one field given by a flag.
    pub fn is_flag(&self) -> bool {
        self.place.at.is_none()
    }

    fn add(&mut self, key: &Node<'a>, value: &Node<'a>) {
        let Value::Text(name) = &key.value else { return };
        let path = self.at(name);
        match self.spec.iter().find(|field| field.name == name) {
            None => {
                let near = scalar::nearest(name, self.spec.iter().map(|field| field.name));
                let hint = near.map(|near| format!("did you mean {near:?}?"));
                self.problems.add(key.place(), &path, "an unknown key", self.known_keys(near.is_some()), hint);
            }
            Some(field) if self.fields.iter().any(|(known, _)| known.name == field.name) => {
                self.problems.add(key.place(), &path, "the key a second time", "each key once", None);
            }
            Some(field) => self.fields.push((field, value.clone())),
        }
    }

    /// All keys, or, when the hint names the right one, only that there is a list of them.
    fn known_keys(&self, hinted: bool) -> String {
        if hinted {
            return "a known key".to_owned();
        }
        let names: Vec<_> = self.spec.iter().map(|field| field.name).collect();
        format!("one of {}", names.join(", "))
    }

    /// Where the object begins.
    pub fn place(&self) -> Place {
        self.place.clone()
    }

    /// The path of a field of this object.
    pub fn at(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }

    /// The value of a field; `null` is as good as absent.
    pub fn node(&self, name: &str) -> Option<&Node<'a>> {
        let stated = self.fields.iter().find(|(field, _)| field.name == name);
        stated.map(|(_, node)| node).filter(|node| !matches!(node.value, Value::Null))
    }

    fn wire(&self, name: &str) -> &'static FieldSpec {
        self.spec.iter().find(|field| field.name == name).expect("fields are read by the names of their table")
    }

    /// Reads a field; a missing one is a problem only where the table says so.
    fn read<T>(&self, name: &str, read: impl Fn(&Node<'a>, Wire) -> Result<T, Refused>) -> Option<T> {
        let field = self.wire(name);
        let Some(node) = self.node(name) else {
            self.missing(field);
            return None;
        };
        let refused =
            |hint| self.problems.add(node.place(), &self.at(name), node.described(), field.wire.wanted(), hint);
        read(node, field.wire).map_err(refused).ok()
    }

    fn missing(&self, field: &FieldSpec) {
        if field.required {
            self.problems.add(self.place.clone(), &self.at(field.name), "nothing", field.wire.wanted(), None);
        }
    }

    pub fn text(&self, name: &str) -> Option<String> {
        self.read(name, |node, _| text(node).map(str::to_owned))
    }

    /// An id, or the digits of a position.
    pub fn id_or_position(&self, name: &str) -> Option<String> {
        self.read(name, |node, wire| match &node.value {
            Value::Number(digits) => scalar::number(digits, wire).map(|_| (*digits).to_owned()),
            _ => text(node).map(str::to_owned),
        })
    }

    pub fn bool(&self, name: &str) -> Option<bool> {
        self.read(name, |node, _| match &node.value {
            Value::Bool(value) => Ok(*value),
            Value::Text(word) if ["true", "false"].contains(&&**word) => {
                Err(Some("write it without quotes".to_owned()))
            }
            _ => Err(None),
        })
    }

    pub fn date(&self, name: &str) -> Option<Day> {
        self.read(name, |node, _| text(node).and_then(scalar::date))
    }

    pub fn filing(&self, name: &str) -> Option<Filing> {
        self.read(name, |node, _| match &node.value {
            Value::Bool(true) => Ok(Filing::InTime),
            Value::Bool(false) => Ok(Filing::Missing),
            _ => text(node).and_then(scalar::date).map(Filing::On),
        })
    }

    pub fn country(&self, name: &str) -> Option<Country> {
        self.read(name, |node, _| text(node).and_then(scalar::country))
    }

    pub fn number(&self, name: &str) -> Option<Decimal> {
        self.read(name, number)
    }

    pub fn percent(&self, name: &str) -> Option<Percent> {
        self.number(name).and_then(Percent::new)
    }

    pub fn word<T>(&self, name: &str, from_word: fn(&str) -> Option<T>) -> Option<T> {
        self.read(name, |node, wire| word(node, wire, from_word))
    }

    /// Reads each item of a list of words.
    pub fn words<T>(&self, name: &str, from_word: fn(&str) -> Option<T>) -> Vec<T> {
        let Wire::List(item) = self.wire(name).wire else { return Vec::new() };
        let read = |(path, node): (String, &Node<'a>)| {
            let refused = |hint| self.problems.add(node.place(), &path, node.described(), item.wanted(), hint);
            word(node, *item, from_word).map_err(refused).ok()
        };
        self.items(name).into_iter().filter_map(read).collect()
    }

    /// The object that a field holds.
    pub fn object(&self, name: &str) -> Option<Object<'a, 'p>> {
        let Wire::Object(spec) = self.wire(name).wire else { return None };
        Object::new(self.node(name)?, &self.at(name), spec, self.problems)
    }

    /// The objects of the list that a field holds, each with its node.
    pub fn objects(&self, name: &str) -> Vec<(Node<'a>, Object<'a, 'p>)> {
        let Wire::List(item) = self.wire(name).wire else { return Vec::new() };
        let spec = match item {
            Wire::Object(spec) => spec,
            Wire::Nested(_, spec) => spec(),
            _ => return Vec::new(),
        };
        let objects = self.items(name).into_iter();
        let read = objects.map(|(path, node)| (node.clone(), Object::new(node, &path, spec, self.problems)));
        read.filter_map(|(node, object)| Some((node, object?))).collect()
    }

    fn items(&self, name: &str) -> Vec<(String, &Node<'a>)> {
        let Some(node) = self.node(name) else {
            self.missing(self.wire(name));
            return Vec::new();
        };
        let path = self.at(name);
        match &node.value {
            Value::List(items) => items.iter().enumerate().map(|(at, item)| (format!("{path}[{at}]"), item)).collect(),
            _ => {
                self.problems.add(node.place(), &path, node.described(), self.wire(name).wire.wanted(), None);
                Vec::new()
            }
        }
    }
}

fn text<'n>(node: &'n Node<'_>) -> Result<&'n str, Refused> {
    match &node.value {
        Value::Text(text) => Ok(text),
        _ => Err(None),
    }
}

/// A number, or its digits as a text: both are read from the digits.
pub(super) fn number(node: &Node<'_>, wire: Wire) -> Result<Decimal, Refused> {
    match &node.value {
        Value::Number(digits) => scalar::number(digits, wire),
        Value::Text(digits) => scalar::number(digits, wire),
        _ => Err(None),
    }
}

fn word<T>(node: &Node<'_>, wire: Wire, from_word: fn(&str) -> Option<T>) -> Result<T, Refused> {
    let given = text(node)?;
    from_word(given).ok_or_else(|| {
        let Wire::Word(known) = wire else { return None };
        scalar::nearest(given, known.iter().copied()).map(|near| format!("did you mean {near:?}?"))
    })
}
