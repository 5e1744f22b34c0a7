//! A JSON document as a tree whose values know where they stand.
//!
//! For what is no register: companies and holdings, whose lists nest. The tokens are those of the one tokenizer.

use std::borrow::Cow;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use super::hints;
use super::json::{self, Cursor, MAX_DEPTH, NotJson, Value as Written};
use super::layer::line_and_column;
use super::scalar;
use super::{Place, Problem};
use crate::lang;

/// A text with the name it goes by in messages.
#[derive(Debug)]
pub struct Document {
    name: String,
    text: String,
    /// The line of its file on which the text begins, from 1.
    first_line: usize,
    is_flag: bool,
    /// The place that was asked for last.
    last: Mutex<Mark>,
}

/// A place, and its line and column in the text.
#[derive(Clone, Copy, Debug)]
struct Mark {
    at: usize,
    line: usize,
    column: usize,
}

impl Mark {
    const START: Mark = Mark { at: 0, line: 1, column: 1 };
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

impl Document {
    /// A file's bytes; a problem when they are not UTF-8.
    pub fn new(name: &str, bytes: Vec<u8>) -> Result<Document, Vec<Problem>> {
        let place = |at| Place { file: name.to_owned(), at };
        let text = String::from_utf8(bytes).map_err(|error| {
            let valid = error.as_bytes().utf8_chunks().next().map_or("", |chunk| chunk.valid());
            vec![Problem {
                place: place(Some(line_and_column(valid, valid.len()))),
                path: String::new(),
                got: word!("bytes that are not UTF-8", "UTF-8でないバイト列").to_owned(),
                wanted: word!("a JSON object in UTF-8", "UTF-8のJSONオブジェクト").to_owned(),
                hint: Some(word!("save the file in UTF-8", "ファイルをUTF-8で保存してください。").to_owned()),
            }]
        })?;
        Ok(Document { name: name.to_owned(), text, first_line: 1, is_flag: false, last: Mutex::new(Mark::START) })
    }

    /// One record of a file of many, which begins on `line`.
    pub fn record(name: &str, line: usize, text: &str) -> Document {
        Document {
            name: name.to_owned(),
            text: text.to_owned(),
            first_line: line,
            is_flag: false,
            last: Mutex::new(Mark::START),
        }
    }

    /// The value of a command-line flag, as a JSON string.
    pub fn flag(name: &str, value: &str) -> Document {
        Document {
            name: name.to_owned(),
            text: value.to_owned(),
            first_line: 1,
            is_flag: true,
            last: Mutex::new(Mark::START),
        }
    }

    /// The flag's value as a tree: a text.
    pub fn flag_node(&self) -> Node<'_> {
        Node { document: self, start: 0, value: Value::Text(Cow::Borrowed(&self.text)) }
    }

    /// Parses the whole text.
    pub fn parse(&self) -> Result<Node<'_>, Vec<Problem>> {
        let start = self.text.len() - self.text.trim_start_matches('\u{feff}').len();
        let mut cursor = Cursor::new(&self.text, start);
        cursor.skip_blanks();
        let at = cursor.at;
        let whole = cursor.value().map_err(|NotJson| Broken::NotJson).and_then(|token| self.node(at, token, 0));
        match whole {
            Ok(node) if cursor.is_at_end() => Ok(node),
            Err(Broken::TooDeep(at)) => Err(vec![self.too_deep(at)]),
            _ => Err(syntax(&self.name, &self.text, self.first_line)),
        }
    }

    fn too_deep(&self, at: usize) -> Problem {
        let got = json::too_deep().to_owned();
        let place = Place { file: self.name.clone(), at: Some(self.line_and_column(at)) };
        Problem { place, path: String::new(), got, wanted: json_object(), hint: None }
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Its text, as it was read.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Places are mostly asked for one behind the other: it is counted on from the last one, since from the beginning each
    /// time a long text would take the square of its length.
    fn line_and_column(&self, at: usize) -> (usize, usize) {
        let mut mark = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let last = Some(*mark).filter(|last| last.at <= at).unwrap_or(Mark::START);
        let between = self.text.get(last.at..at).unwrap_or_default();
        let (lines, columns) = line_and_column(between, between.len());
        let (line, column) = match lines {
            // A byte-order mark at the beginning of a line has no column.
            1 if last.column > 1 => (last.line, last.column + between.chars().count()),
            1 => (last.line, columns),
            _ => (last.line + lines - 1, columns),
        };
        *mark = Mark { at, line, column };
        (line + self.first_line - 1, column)
    }

    fn node<'a>(&'a self, start: usize, written: Option<Written<'a>>, depth: usize) -> Result<Node<'a>, Broken> {
        if depth > MAX_DEPTH {
            return Err(Broken::TooDeep(start));
        }
        let mut broken = Ok(());
        let mut keep = |read: Result<Node<'a>, Broken>| read.map_err(|error| broken = Err(error)).ok();
        let value = match written {
            None => Value::Null,
            Some(Written::Bool(is)) => Value::Bool(is),
            Some(Written::Text(text)) => Value::Text(Cow::Borrowed(text)),
            Some(Written::Escaped(text)) => Value::Text(Cow::Owned(json::unescaped(text).ok_or(Broken::NotJson)?)),
            Some(Written::Number(digits)) if scalar::is_json_number(digits) => Value::Number(digits),
            Some(Written::Number(_) | Written::Day(_) | Written::Decimal(..)) => return Err(Broken::NotJson),
            Some(Written::List(list)) => {
                let mut nodes = Vec::new();
                json::items(list, |at, item| nodes.extend(keep(self.node(start + at, item, depth + 1))))?;
                Value::List(nodes)
            }
            Some(Written::Object(object)) => {
                let mut nodes = Vec::new();
                json::members(object, |(key_at, key), (at, value)| {
                    let key = keep(self.node(start + key_at, Some(key), depth));
                    let value = keep(self.node(start + at, value, depth + 1));
                    nodes.extend(key.zip(value));
                })?;
                Value::Object(nodes)
            }
        };
        broken?;
        Ok(Node { document: self, start, value })
    }
}

/// Why a text is no tree.
enum Broken {
    NotJson,
    TooDeep(usize),
}

impl From<NotJson> for Broken {
    fn from(NotJson: NotJson) -> Broken {
        Broken::NotJson
    }
}

/// What is wrong with a text that is no JSON, or that is nested too deep to be read.
pub(super) fn syntax(name: &str, text: &str, first_line: usize) -> Vec<Problem> {
    let problem = |got: String, at, hint| {
        let place = Place { file: name.to_owned(), at };
        vec![Problem { place, path: String::new(), got, wanted: json_object(), hint }]
    };
    let json = text.strip_prefix('\u{feff}').unwrap_or(text);
    if json.trim().is_empty() {
        return problem(word!("an empty document", "空の文書").to_owned(), None, None);
    }
    let Some((message, line, column)) = json::syntax_error(json) else {
        let (at, got) = json::other_error(text).unwrap_or((0, word!("text that is not JSON", "JSONでない文字列")));
        let (line, column) = line_and_column(text, at);
        return problem(got.to_owned(), Some((line + first_line - 1, column)), None);
    };
    let hint = byte_at(json, line, column).and_then(|at| hints::json(json, at, &message));
    let message = lang::of_json(&message);
    let got = said!("text that is not JSON ({message})", "JSONとして読めない文字列（{message}）");
    problem(got, Some((line + first_line - 1, column)), hint)
}

fn json_object() -> String {
    word!("a JSON object", "JSONオブジェクト").to_owned()
}

/// Where a line and a column, in bytes, stand in a text.
fn byte_at(text: &str, line: usize, column: usize) -> Option<usize> {
    let before = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum::<usize>();
    (before..=before + column.saturating_sub(1)).rev().find(|at| text.is_char_boundary(*at))
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
            Value::Number(digits) => super::fill::shortened(digits),
            Value::Text(text) if self.document.is_flag => super::visible(&super::fill::shortened(text)),
            Value::Text(text) => format!("{:?}", super::fill::shortened(text)),
            Value::List(_) => word!("a list", "リスト").to_owned(),
            Value::Object(_) => word!("an object", "オブジェクト").to_owned(),
        }
    }
}

impl fmt::Display for Node<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.described())
    }
}

/// The members of a JSON object, keys and values as they are written; `None` when it is no object.
pub fn members(text: &str) -> Option<Vec<(&str, &str)>> {
    json::syntax_error(text).is_none().then_some(())?;
    let mut members = Vec::new();
    json::written_members(text, |key, value| members.push((key, value))).ok()?;
    Some(members)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_the_same_in_whatever_order_they_are_asked_for() {
        let text = "\u{feff}{\"é\": [1,\n  \"日本\", {\"b\":\n\n 2}], \"c\": null}\n";
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let orders = [1, 2, 3, 5, 7].map(|step| (0..places.len()).map(move |number| number * step));
        let document = Document::record("", 4, text);
        for number in orders.into_iter().flatten().chain((0..places.len()).rev()) {
            let at = places[number % places.len()];
            let (line, column) = line_and_column(text, at);
            assert_eq!(document.line_and_column(at), (line + 3, column), "{at}");
        }
    }
}
