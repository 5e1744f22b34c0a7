//! Reads the tree against the tables of fields, collecting every problem instead of stopping at the first.

use std::cell::RefCell;

use rust_decimal::Decimal;

use super::fill::known_keys;
use super::keys::is_comment;
use super::layer::{first_of, in_order};
use super::node::Value;
use super::scalar::{self, Refused};
use super::{Node, Place, Problem, hints, meant};
use crate::facts::{FieldSpec, ValueType};
use crate::units::{AdsRatio, Day, Percent};

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

    /// The problems in the order of their places, and of many that there are more.
    pub fn in_order(self) -> Vec<Problem> {
        first_of(in_order(self.0.into_inner()))
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

impl<'a, 'p> Object<'a, 'p> {
    /// Takes the fields of `node` apart; unknown and repeated keys are problems.
    pub fn new(node: &Node<'a>, path: &str, spec: &'static [FieldSpec], problems: &'p Problems) -> Option<Self> {
        let Value::Object(pairs) = &node.value else {
            problems.add(node.place(), path, node.described(), ValueType::Object(spec).wanted(), None);
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

    fn add(&mut self, key: &Node<'a>, value: &Node<'a>) {
        let Value::Text(name) = &key.value else { return };
        let path = self.at(name);
        match self.spec.iter().find(|field| field.name == name) {
            None if is_comment(name) => {}
            None => {
                let (wanted, hint) = known_keys(name, self.spec);
                self.problems.add(key.place(), &path, word!("an unknown key", "未知のキー"), wanted, hint);
            }
            Some(field) if self.fields.iter().any(|(known, _)| known.name == field.name) => {
                let got = word!("the key a second time", "キーの重複");
                self.problems.add(key.place(), &path, got, word!("each key once", "重複のないキー"), None);
            }
            Some(field) => self.fields.push((field, value.clone())),
        }
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

    /// The row of a field.
    #[expect(
        clippy::expect_used,
        reason = "whatever an object states, each of its names is looked up, so that one which the table lacks ends the first \
                  reading of such an object, and of each kind there are examples"
    )]
    fn spec_of(&self, name: &str) -> &'static FieldSpec {
        self.spec.iter().find(|field| field.name == name).expect("fields are read by the names of their table")
    }

    /// Reads a field; a missing one is a problem only where the table says so.
    fn read<T>(&self, name: &str, read: impl Fn(&Node<'a>, ValueType) -> Result<T, Refused>) -> Option<T> {
        let field = self.spec_of(name);
        let Some(node) = self.node(name) else {
            self.missing(field);
            return None;
        };
        let refused =
            |hint| self.problems.add(node.place(), &self.at(name), node.described(), field.value.wanted(), hint);
        read(node, field.value).map_err(refused).ok()
    }

    fn missing(&self, field: &FieldSpec) {
        if field.required {
            let got = word!("nothing", "記載なし");
            self.problems.add(self.place.clone(), &self.at(field.name), got, field.value.wanted(), None);
        }
    }

    pub fn text(&self, name: &str) -> Option<String> {
        self.read(name, |node, _| text(node).map(str::to_owned))
    }

    pub fn bool(&self, name: &str) -> Option<bool> {
        self.read(name, |node, _| match &node.value {
            Value::Bool(value) => Ok(*value),
            Value::Text(word) if ["true", "false"].contains(&&**word) => Err(Some(hints::without_quotes())),
            _ => Err(None),
        })
    }

    pub fn date(&self, name: &str) -> Option<Day> {
        self.read(name, |node, _| text(node).and_then(scalar::date))
    }

    pub fn number(&self, name: &str) -> Option<Decimal> {
        self.read(name, number)
    }

    pub fn ads_ratio(&self, name: &str) -> Option<AdsRatio> {
        self.read(name, |node, value_type| match &node.value {
            Value::Number(digits) => scalar::ads_ratio(digits, value_type),
            Value::Text(text) => scalar::ads_ratio(text, value_type),
            _ => Err(None),
        })
    }

    pub fn percent(&self, name: &str) -> Option<Percent> {
        self.number(name).and_then(Percent::new)
    }

    pub fn word<T>(&self, name: &str, from_word: fn(&str) -> Option<T>) -> Option<T> {
        self.read(name, |node, value_type| word(node, value_type, from_word))
    }

    /// The object that a field holds.
    pub fn object(&self, name: &str) -> Option<Object<'a, 'p>> {
        let ValueType::Object(spec) = self.spec_of(name).value else { return None };
        Object::new(self.node(name)?, &self.at(name), spec, self.problems)
    }

    /// The objects of the list that a field holds, each with its node.
    pub fn objects(&self, name: &str) -> Vec<(Node<'a>, Object<'a, 'p>)> {
        let ValueType::List(item) = self.spec_of(name).value else { return Vec::new() };
        let spec = match item {
            ValueType::Object(spec) => spec,
            ValueType::Nested(_, spec) => spec(),
            _ => return Vec::new(),
        };
        let objects = self.items(name).into_iter();
        let read = objects.map(|(path, node)| (node.clone(), Object::new(node, &path, spec, self.problems)));
        read.filter_map(|(node, object)| Some((node, object?))).collect()
    }

    fn items(&self, name: &str) -> Vec<(String, &Node<'a>)> {
        let Some(node) = self.node(name) else {
            self.missing(self.spec_of(name));
            return Vec::new();
        };
        let path = self.at(name);
        match &node.value {
            Value::List(items) => items.iter().enumerate().map(|(at, item)| (format!("{path}[{at}]"), item)).collect(),
            _ => {
                self.problems.add(node.place(), &path, node.described(), self.spec_of(name).value.wanted(), None);
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
pub(super) fn number(node: &Node<'_>, value_type: ValueType) -> Result<Decimal, Refused> {
    match &node.value {
        Value::Number(digits) if matches!(value_type, ValueType::JpyPerUsd) => scalar::rate_of_exchange(digits),
        Value::Text(digits) if matches!(value_type, ValueType::JpyPerUsd) => scalar::rate_of_exchange(digits),
        Value::Number(digits) => scalar::number(digits, value_type),
        Value::Text(digits) => scalar::number(digits, value_type),
        _ => Err(None),
    }
}

fn word<T>(node: &Node<'_>, value_type: ValueType, from_word: fn(&str) -> Option<T>) -> Result<T, Refused> {
    let given = text(node)?;
    from_word(given).ok_or_else(|| {
        let ValueType::Word(known) = value_type else { return None };
        scalar::nearest(given, known.iter().copied()).map(|near| meant(format_args!("{near:?}")))
    })
}
