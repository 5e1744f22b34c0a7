//! A layer of facts, and where in it a fact stands: for messages, and so without haste.

use super::fill::{described, shortened};
use super::flags::{GivenFlag, fact_flag, fact_flags};
use super::json::{self, NotJson, Value};
use super::keys::{KEYS, Level, Named};
use super::question::Question;
use super::{Place, Problem, visible};
use crate::facts::{Contradiction, Field, FieldSet, ValueType};

/// Where facts are read from.
#[derive(Clone, Copy, Debug)]
pub enum Text<'a> {
    /// A JSON object whose keys are those of a level.
    Json { text: &'a str, level: Level },
    /// Facts that flags of a command give.
    Flags { flags: &'a [GivenFlag], question: Question },
    /// Cells, by their facts.
    Cells(&'a [(Field, Option<Value<'a>>)]),
}

/// One layer of facts, and how messages call it.
#[derive(Clone, Copy, Debug)]
pub struct Layer<'a> {
    /// The file as the user named it; flags are called by their own names.
    pub name: &'a str,
    /// The line on which the text begins, from 1.
    pub first_line: usize,
    pub text: Text<'a>,
    /// Remarks of an earlier run may stand there.
    pub is_record: bool,
    /// Messages name facts by their whole path, and not by that below the object that the layer is.
    pub has_full_paths: bool,
    /// It describes the event for all its holders.
    pub is_shared: bool,
}

impl Layer<'_> {
    pub(super) fn place(&self, at: usize) -> Place {
        let at = match self.text {
            Text::Json { text, .. } => {
                let (line, column) = line_and_column(text, at);
                Some((line + self.first_line - 1, column))
            }
            Text::Cells(_) => Some((self.first_line, 1)),
            Text::Flags { .. } => None,
        };
        Place { file: self.name.to_owned(), at }
    }

    /// The place of what is said of a fact: a flag goes by its own name.
    pub(super) fn place_in(&self, field: Option<Field>, at: usize) -> Place {
        let flag = match (self.text, field) {
            (Text::Flags { question, .. }, Some(field)) => fact_flag(question, field),
            _ => None,
        };
        flag.map_or_else(|| self.place(at), |flag| Place { file: flag.name.clone(), at: None })
    }

    /// What to do about a value that another flag would take: `--kind individual` of a sale means the holder's.
    pub(super) fn other_flag(&self, field: Field) -> Option<String> {
        let Text::Flags { flags, question } = self.text else { return None };
        let given = flags.iter().find(|flag| flag.field() == field)?;
        let key = |field: Field| field.path().rsplit('.').next();
        let mut others =
            fact_flags(question).iter().filter(|flag| flag.field != field && key(flag.field) == key(field));
        let other =
            others.find(|flag| matches!(flag.value, ValueType::Word(words) if words.contains(&&*given.written)))?;
        Some(said!("it is {} {}", "正しくは{} {}です。", other.name, given.written))
    }

    /// What was given for a fact, in a message: a flag's value as it was typed.
    pub(super) fn got(&self, field: Field, described: String) -> String {
        match self.text {
            Text::Flags { flags, .. } => {
                flags.iter().find(|flag| flag.field() == field).map_or(described, |flag| match flag.written.as_str() {
                    "" => word!("nothing", "値なし").to_owned(),
                    written => visible(&shortened(written)),
                })
            }
            _ => described,
        }
    }

    /// The path of a fact as a message calls it: below the object that the layer is.
    pub(super) fn path(&self, path: &str) -> String {
        let inside = match self.text {
            Text::Json { level, .. } if !self.has_full_paths => path.strip_prefix(level.prefix()),
            Text::Json { .. } | Text::Cells(_) => None,
            Text::Flags { .. } => Some(""),
        };
        inside.unwrap_or(path).to_owned()
    }

    /// The value of a fact, and where it stands.
    pub(super) fn find(&self, field: Field) -> Option<(usize, Value<'_>)> {
        match self.text {
            Text::Json { text, level } => {
                let mut found = None;
                // What is no JSON is said elsewhere.
                let _ = walk(text, level, &mut |this, at, value| {
                    if this == field {
                        found = value.map(|value| (at, value)).or(found);
                    }
                });
                found
            }
            Text::Flags { flags, .. } => flags.iter().find(|flag| flag.field() == field).map(|flag| (0, flag.value())),
            Text::Cells(cells) => {
                let cell = cells.iter().find(|(this, value)| *this == field && value.is_some());
                cell.and_then(|(_, value)| Some((0, (*value)?)))
            }
        }
    }
}

impl Layer<'_> {
    /// The facts that the layer states.
    pub fn states(&self) -> FieldSet {
        match self.text {
            Text::Json { text, level } => {
                let mut states = FieldSet::NONE;
                let _ = walk(text, level, &mut |field, _, value| {
                    if value.is_some() {
                        states.insert(field);
                    }
                });
                states
            }
            Text::Flags { flags, .. } => flags.iter().map(GivenFlag::field).collect(),
            Text::Cells(cells) => cells.iter().filter(|(_, value)| value.is_some()).map(|(field, _)| *field).collect(),
        }
    }

    /// Where a fact stands; the whole layer where it does not.
    pub fn place_of(&self, field: Field) -> Place {
        self.place_in(Some(field), self.find(field).map_or_else(|| self.start(), |(at, _)| at))
    }

    /// A problem that is told from the beginning of a fact, with its place and path in the layer.
    pub(super) fn within(&self, mut problem: Problem, field: Field, at: usize) -> Problem {
        let start = self.place(at);
        let (Some((line, column)), Some((own_line, own_column))) = (start.at, problem.place.at) else { return problem };
        let at = match self.text {
            Text::Json { .. } if own_line == 1 => (line, column + own_column - 1),
            Text::Json { .. } => (line + own_line - 1, own_column),
            Text::Cells(_) | Text::Flags { .. } => (line, column),
        };
        problem.place = Place { at: Some(at), ..start };
        let dot = if problem.path.is_empty() || problem.path.starts_with('[') { "" } else { "." };
        problem.path = format!("{}{dot}{}", field.path(), problem.path);
        problem
    }

    /// Where its text begins.
    pub(super) fn start(&self) -> usize {
        match self.text {
            Text::Json { text, .. } => text.len() - text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).len(),
            Text::Flags { .. } | Text::Cells(_) => 0,
        }
    }
}

/// A contradiction with its place, in the most specific layer that states the fact.
pub(super) fn located(
    contradiction: &Contradiction,
    layers: &[Layer<'_>],
    owns: &[FieldSet],
    rates: Option<&str>,
) -> Problem {
    let Contradiction { field, item, path, got, wanted, hint } = contradiction;
    if let (Field::JpyPerUsd | Field::SaleSpot, Some(file)) = (field, rates) {
        let place = Place { file: file.to_owned(), at: None };
        let got = got.clone().unwrap_or_default();
        return Problem { place, path: String::new(), got, wanted: wanted.clone(), hint: hint.clone() };
    }
    let stating = layers.iter().zip(owns).rev().find(|(_, own)| own.contains(*field));
    let Some(layer) = stating.map(|(layer, _)| layer).or(layers.first()) else {
        let place = Place { file: String::new(), at: None };
        let got = got.clone().unwrap_or_default();
        return Problem { place, path: field.path().to_owned(), got, wanted: wanted.clone(), hint: hint.clone() };
    };
    let found = layer.find(*field);
    let (mut at, mut value) = found.map_or((layer.start(), None), |(at, value)| (at, Some(value)));
    let mut own_path = field.path().to_owned();
    if let (Some((position, key)), Some(Value::List(list))) = (item, value) {
        own_path = format!("{own_path}[{position}]");
        if let Some((within, token)) = item_of(list, *position) {
            (at, value) = (at + within, token);
        }
        if let (Some(key), Some(Value::Object(object))) = (key, value) {
            own_path = format!("{own_path}.{key}");
            if let Some((within, token)) = member_of(object, key) {
                (at, value) = (at + within, token);
            }
        }
    }
    let got = got.clone().unwrap_or_else(|| layer.got(*field, described(value)));
    let path = match (path, layer.text) {
        (_, Text::Flags { .. }) => String::new(),
        (Some(path), _) => path.clone(),
        (None, _) => layer.path(&own_path),
    };
    Problem { place: layer.place_in(Some(*field), at), path, got, wanted: wanted.clone(), hint: hint.clone() }
}

fn item_of(list: &str, position: usize) -> Option<(usize, Option<Value<'_>>)> {
    let (mut found, mut now) = (None, 0);
    json::items(list, |at, token| {
        if now == position {
            found = Some((at, token));
        }
        now += 1;
    })
    .ok()?;
    found
}

fn member_of<'a>(object: &'a str, wanted: &str) -> Option<(usize, Option<Value<'a>>)> {
    let mut found = None;
    json::members(object, |(_, key), (at, token)| {
        if matches!(key, Value::Text(name) if name == wanted) {
            found = Some((at, token));
        }
    })
    .ok()?;
    found
}

/// The problems in the order of their places, each once.
pub(super) fn in_order(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort_by(|a, b| (&a.place.file, a.place.at).cmp(&(&b.place.file, b.place.at)));
    problems.dedup();
    problems
}

/// The first of many problems, and that there are more.
pub(super) fn first_of(mut problems: Vec<Problem>) -> Vec<Problem> {
    if let Some(next) = problems.get(MOST_PROBLEMS) {
        let more = Problem {
            place: next.place.clone(),
            path: String::new(),
            got: too_many_problems(),
            wanted: word!("a file as its schema has it", "スキーマに従ったファイル").to_owned(),
            hint: None,
        };
        problems.truncate(MOST_PROBLEMS);
        problems.push(more);
    }
    problems
}

pub(super) fn too_many_problems() -> String {
    said!("more than {MOST_PROBLEMS} problems", "{MOST_PROBLEMS}件を超える誤り")
}

/// What is wrong with a layer that is no JSON.
pub(super) fn syntax(layer: &Layer<'_>) -> Vec<Problem> {
    let Text::Json { text, .. } = layer.text else { return Vec::new() };
    super::node::syntax(layer.name, text, layer.first_line)
}

/// Walks through an object the slow way.
fn walk<'a>(text: &'a str, level: Level, note: &mut dyn FnMut(Field, usize, Option<Value<'a>>)) -> Result<(), NotJson> {
    let object = text.trim_start_matches('\u{feff}');
    let start = text.len() - object.len();
    json::members(object, |(_, key), (at, token)| {
        let (Value::Text(name) | Value::Escaped(name)) = key else { return };
        let named = KEYS.find(level, name).and_then(|key| KEYS.get(key)).map(|key| key.named);
        let at = start + at;
        match (named, token) {
            (Some(Named::Object(inner, field)), Some(Value::Object(object))) => {
                note(field, at, token);
                let _ = walk(object, inner, &mut |field, within, value| note(field, at + within, value));
            }
            (Some(Named::Fact(field)), value) => note(field, at, value),
            _ => {}
        }
    })
}

/// So many problems of one text, or of a year's files, are said; whoever wrote more has them in common.
pub(super) const MOST_PROBLEMS: usize = 100;

pub(super) fn line_and_column(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.trim_start_matches('\u{feff}').chars().count() + 1)
}
