//! A JSON document as a tree whose values know where they stand.
//!
//! The syntax is serde_json's. Places come from the raw values it hands out, which are slices of the
//! text; so the tree is exact to the column without a parser of our own.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::{Place, Problem};

/// A text with the name it goes by in messages.
#[derive(Debug)]
pub struct Document {
    name: String,
    text: String,
    /// The line of its file on which the text begins, from 1.
    first_line: usize,
    is_flag: bool,
}

/// A value and where it begins.
#[derive(Clone, Debug)]
pub struct Node<'a> {
    document: &'a Document,
    start: usize,
    pub(super) value: Value<'a>,
}

#[derive(Clone, Debug)]
pub(super) enum Value<'a> {
    Null,
    Bool(bool),
    /// The digits as they were written.
    Number(&'a str),
    Text(Cow<'a, str>),
    List(Vec<Node<'a>>),
    Object(Vec<(Node<'a>, Node<'a>)>),
}

/// Nobody nests facts deeper; the limit keeps a file of brackets from exhausting the stack.
const MAX_DEPTH: usize = 32;

impl Document {
    /// A file's bytes; a problem when they are not UTF-8.
    pub fn new(name: &str, bytes: Vec<u8>) -> Result<Document, Vec<Problem>> {
        let place = |at| Place { file: name.to_owned(), at };
        let text = String::from_utf8(bytes).map_err(|error| {
            let valid = error.utf8_error().valid_up_to();
            let before = String::from_utf8_lossy(&error.as_bytes()[..valid]).into_owned();
            vec![Problem {
                place: place(Some(line_and_column(&before, before.len()))),
                path: String::new(),
                got: "bytes that are not UTF-8".to_owned(),
                wanted: "a JSON object in UTF-8".to_owned(),
                hint: Some("save the file in UTF-8".to_owned()),
            }]
        })?;
        Ok(Document { name: name.to_owned(), text, first_line: 1, is_flag: false })
    }

    /// One record of a file of many, which begins on `line`.
    pub fn record(name: &str, line: usize, text: &str) -> Document {
        Document { name: name.to_owned(), text: text.to_owned(), first_line: line, is_flag: false }
    }

    /// The value of a command-line flag, as a JSON string.
    pub fn flag(name: &str, value: &str) -> Document {
        Document { name: name.to_owned(), text: value.to_owned(), first_line: 1, is_flag: true }
    }

    /// The flag's value as a tree: a text.
    pub fn flag_node(&self) -> Node<'_> {
        Node { document: self, start: 0, value: Value::Text(Cow::Borrowed(&self.text)) }
    }

    /// Parses the whole text.
    pub fn parse(&self) -> Result<Node<'_>, Vec<Problem>> {
        // Windows editors put a byte-order mark before UTF-8.
        let text = self.text.strip_prefix('\u{feff}').unwrap_or(&self.text);
        let wrong = |got: String, at| {
            vec![Problem {
                place: Place { file: self.name.clone(), at },
                path: String::new(),
                got,
                wanted: "a JSON object".to_owned(),
                hint: None,
            }]
        };
        if text.trim().is_empty() {
            return Err(wrong("an empty document".to_owned(), None));
        }
        let raw: &RawValue = serde_json::from_str(text).map_err(|error| {
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or_default();
            let line = error.line() + self.first_line - 1;
            wrong(format!("text that is not JSON ({message})"), Some((line, error.column().max(1))))
        })?;
        self.node(raw, 0).map_err(|(start, message)| wrong(message.to_owned(), Some(self.line_and_column(start))))
    }

    /// A value of this document that is not written in it: the cell of a row. It stands where the record begins.
    pub(super) fn cell<'a>(&'a self, value: Value<'a>) -> Node<'a> {
        Node { document: self, start: 0, value }
    }

    /// A list or an object written as JSON in a cell of this record.
    pub(super) fn json_cell<'a>(&'a self, text: &'a str) -> Option<Node<'a>> {
        let raw: &RawValue = serde_json::from_str(text).ok()?;
        self.node(raw, 0).ok()
    }

    fn line_and_column(&self, at: usize) -> (usize, usize) {
        let (line, column) = line_and_column(&self.text, at);
        (line + self.first_line - 1, column)
    }

    fn node<'a>(&'a self, raw: &'a RawValue, depth: usize) -> Result<Node<'a>, (usize, &'static str)> {
        let text = raw.get();
        // What stands in a cell stands outside this text, and counts as the record's beginning.
        let offset = (text.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        let start = if offset <= self.text.len() { offset } else { 0 };
        if depth > MAX_DEPTH {
            return Err((start, "lists or objects nested more than 32 deep"));
        }
        let broken = |_: serde_json::Error| (start, "a text with a broken escape sequence");
        let value = match text.as_bytes()[0] {
            b'n' => Value::Null,
            b't' => Value::Bool(true),
            b'f' => Value::Bool(false),
            b'"' => Value::Text(unescaped(text).map_err(broken)?),
            b'[' => {
                let items: Vec<&RawValue> = serde_json::from_str(text).map_err(broken)?;
                Value::List(items.into_iter().map(|item| self.node(item, depth + 1)).collect::<Result<_, _>>()?)
            }
            b'{' => {
                let pairs: Pairs<'a> = serde_json::from_str(text).map_err(broken)?;
                let pairs = pairs.0.into_iter();
                let nodes = pairs.map(|(key, value)| Ok((self.node(key, depth)?, self.node(value, depth + 1)?)));
                Value::Object(nodes.collect::<Result<_, _>>()?)
            }
            _ => Value::Number(text),
        };
        Ok(Node { document: self, start, value })
    }
}

impl<'a> Node<'a> {
    /// The value of a field, when this is an object that has it.
    pub fn field(&self, name: &str) -> Option<&Node<'a>> {
        let Value::Object(pairs) = &self.value else { return None };
        pairs.iter().find(|(key, _)| matches!(&key.value, Value::Text(key) if key == name)).map(|(_, value)| value)
    }

    /// An item of a list, when this is one that has it.
    pub fn item(&self, at: usize) -> Option<&Node<'a>> {
        let Value::List(items) = &self.value else { return None };
        items.get(at)
    }

    /// The object with each dotted key as a key of the object it names: `"dividend.ex_date"` stands in
    /// `dividend`. What an earlier run said of the record is left out.
    pub(super) fn nested(self, ignored: &[&str]) -> Node<'a> {
        let Value::Object(pairs) = self.value else { return self };
        let is = |key: &Node<'a>, is: &dyn Fn(&str) -> bool| matches!(&key.value, Value::Text(name) if is(name));
        let known = pairs.into_iter().filter(|(key, _)| !is(key, &|name| ignored.contains(&name)));
        // Objects first, so that dotted keys find theirs whichever comes first.
        let (dotted, mut nested): (Vec<_>, Vec<_>) = known.partition(|(key, _)| is(key, &|name| name.contains('.')));
        for (key, value) in dotted {
            nest(&mut nested, key, value);
        }
        Node { value: Value::Object(nested), ..self }
    }

    /// The value of a key, where this is an object that has it.
    pub(super) fn get(&self, name: &str) -> Option<&Node<'a>> {
        let Value::Object(pairs) = &self.value else { return None };
        let of_key = |(key, _): &&(Node<'a>, Node<'a>)| matches!(&key.value, Value::Text(text) if text == name);
        pairs.iter().find(of_key).map(|(_, value)| value).filter(|value| !matches!(value.value, Value::Null))
    }

    /// This object with what `shared` states of its key `name`, an object, and it does not. Of keys that
    /// are `alternatives` to each other none is added where one is stated.
    pub(super) fn with_defaults(mut self, name: &str, shared: &Node<'a>, alternatives: &[&str]) -> Node<'a> {
        let (Value::Object(defaults), Value::Object(pairs)) = (&shared.value, &mut self.value) else { return self };
        let is = |key: &Node<'a>, name: &str| matches!(&key.value, Value::Text(text) if text == name);
        // Null is as good as absent, and must not stand in the way.
        pairs.retain(|(key, value)| !(is(key, name) && matches!(value.value, Value::Null)));
        let at = pairs.iter().position(|(key, _)| is(key, name)).unwrap_or_else(|| {
            let key = Node { value: Value::Text(Cow::Owned(name.to_owned())), ..shared.clone() };
            pairs.push((key, Node { value: Value::Object(Vec::new()), ..shared.clone() }));
            pairs.len() - 1
        });
        let Value::Object(stated) = &mut pairs[at].1.value else { return self };
        stated.retain(|(_, value)| !matches!(value.value, Value::Null));
        let names = |pairs: &[(Node<'a>, Node<'a>)], name: &str| pairs.iter().any(|(key, _)| is(key, name));
        let has_alternative = alternatives.iter().any(|name| names(stated, name));
        for (key, value) in defaults {
            let Value::Text(name) = &key.value else { continue };
            let is_stated = names(stated, name) || has_alternative && alternatives.contains(&&**name);
            if !is_stated {
                stated.push((key.clone(), value.clone()));
            }
        }
        self
    }
}

/// Puts a value under a dotted key into the object that the key names, beside what is there.
fn nest<'a>(pairs: &mut Vec<(Node<'a>, Node<'a>)>, key: Node<'a>, value: Node<'a>) {
    let Value::Text(name) = &key.value else { return };
    let Some((outer, inner)) = name.split_once('.').map(|(outer, inner)| (outer.to_owned(), inner.to_owned())) else {
        pairs.push((key, value));
        return;
    };
    let holds_objects = |(key, value): &&mut (Node<'a>, Node<'a>)| {
        matches!(&key.value, Value::Text(text) if **text == *outer) && matches!(value.value, Value::Object(_))
    };
    let inner_key = Node { value: Value::Text(Cow::Owned(inner)), ..key.clone() };
    if let Some((_, Node { value: Value::Object(inside), .. })) = pairs.iter_mut().find(holds_objects) {
        return nest(inside, inner_key, value);
    }
    let mut inside = Vec::new();
    let object = Node { value: Value::Null, ..key.clone() };
    nest(&mut inside, inner_key, value);
    let key = Node { value: Value::Text(Cow::Owned(outer)), ..key };
    pairs.push((key, Node { value: Value::Object(inside), ..object }));
}

impl Node<'_> {
    /// Where the value stands.
    pub fn place(&self) -> Place {
        let at = (!self.document.is_flag).then(|| self.document.line_and_column(self.start));
        Place { file: self.document.name.clone(), at }
    }

    /// The value in a message: short ones as they are, long ones by their kind.
    pub(super) fn described(&self) -> String {
        match &self.value {
            Value::Null => "null".to_owned(),
            Value::Bool(value) => value.to_string(),
            Value::Number(digits) => shortened(digits),
            Value::Text(text) if self.document.is_flag => super::visible(&shortened(text)),
            Value::Text(text) => format!("{:?}", shortened(text)),
            Value::List(_) => "a list".to_owned(),
            Value::Object(_) => "an object".to_owned(),
        }
    }
}

impl fmt::Display for Node<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.described())
    }
}

/// The pairs of an object in order, with repeated keys kept, so that they can be complained of.
struct Pairs<'a>(Vec<(&'a RawValue, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Pairs<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Pairs<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

/// The members of a JSON object, keys and values as they are written; `None` when it is no object.
pub fn members(text: &str) -> Option<Vec<(&str, &str)>> {
    let pairs: Pairs<'_> = serde_json::from_str(text).ok()?;
    Some(pairs.0.into_iter().map(|(key, value)| (key.get(), value.get())).collect())
}

fn unescaped(text: &str) -> Result<Cow<'_, str>, serde_json::Error> {
    if text.contains('\\') {
        serde_json::from_str(text).map(Cow::Owned)
    } else {
        Ok(Cow::Borrowed(&text[1..text.len() - 1]))
    }
}

fn line_and_column(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..at];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let column = before[line_start..].trim_start_matches('\u{feff}').chars().count() + 1;
    (before.matches('\n').count() + 1, column)
}

fn shortened(text: &str) -> String {
    const MOST: usize = 40;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    text.chars().take(MOST).chain(['…']).collect()
}
