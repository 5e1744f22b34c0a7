//! What is wrong in a layer, each with its place.

use super::Reader;
use crate::facts::{Field, ValueType};
use crate::input::Problem;
use crate::input::fill::{Inside, described, hint, known_keys, put_back};
use crate::input::json::{self, Cursor, NotJson, Value};
use crate::input::keys::{Level, is_comment};
use crate::input::layer::{Layer, MOST_PROBLEMS, Text, too_many_problems};
use crate::input::scalar::Refused;

/// Something wrong in the layer that is read.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// The fact it is about; none for a key that is none.
    field: Option<Field>,
    at: usize,
    path: String,
    got: String,
    wanted: String,
    hint: Refused,
}

impl Reader {
    /// The problems of the layer that was read.
    pub(super) fn found(&mut self, layer: &Layer<'_>) -> Vec<(Option<Field>, Problem)> {
        let is_flag = matches!(layer.text, Text::Flags { .. });
        let found = self.problems.drain(..).map(|found| {
            let Found { field, at, path, got, wanted, hint } = found;
            let got = match field {
                // An item of a list is said by itself.
                Some(field) if is_flag && field.path() == path => layer.got(field, got),
                _ => got,
            };
            let path = if is_flag { String::new() } else { layer.path(&path) };
            let hint = field.and_then(|field| layer.other_flag(field)).or(hint);
            (field, Problem { place: layer.place_in(field, at), path, got, wanted, hint })
        });
        found.collect()
    }

    #[inline(never)]
    #[cold]
    pub(super) fn refuse(&mut self, field: Field, value: Value<'_>, at: usize) {
        self.check_value(value);
        let hint = hint(&self.stated, field, value);
        put_back(&mut self.stated, field, &self.blank);
        self.problems.push(Found {
            field: Some(field),
            at,
            path: field.path().to_owned(),
            got: described(Some(value)),
            wanted: field.value_type().wanted(),
            hint,
        });
    }

    #[inline(never)]
    #[cold]
    pub(super) fn twice(&mut self, field: Field, at: usize) {
        let got = word!("the key a second time", "キーの重複").to_owned();
        let wanted = word!("each key once", "重複のないキー").to_owned();
        self.problems.push(Found { field: None, at, path: field.path().to_owned(), got, wanted, hint: None });
    }

    #[inline(never)]
    pub(super) fn unknown_key(&mut self, cursor: &Cursor<'_>, level: Level, key_at: usize, from: usize) {
        let mut again = *cursor;
        again.at = key_at;
        let name = match again.key() {
            Ok(Value::Text(name)) => name.to_owned(),
            Ok(Value::Escaped(name)) => json::unescaped(name).unwrap_or_default(),
            _ => String::new(),
        };
        if is_comment(&name) {
            return;
        }
        let (wanted, hint) = known_keys(&name, level.spec());
        let path = format!("{}{name}", level.prefix());
        let got = word!("an unknown key", "未知のキー").to_owned();
        self.problems.push(Found { field: None, at: key_at - from, path, got, wanted, hint });
    }

    /// An object of facts that is something else.
    #[inline(never)]
    pub(super) fn object_wanted(&mut self, field: Field, token: Option<Value<'_>>, at: usize) {
        self.check_inside(token);
        let Some(value) = token else { return };
        let (path, got) = (field.path().to_owned(), described(Some(value)));
        let wanted = field.value_type().wanted();
        self.problems.push(Found { field: Some(field), at, path, got, wanted, hint: None });
    }

    #[inline(never)]
    pub(super) fn no_object(&mut self, cursor: &mut Cursor<'_>, from: usize) -> Result<(), NotJson> {
        let at = cursor.at - from;
        let token = cursor.value()?;
        self.check_inside(token);
        self.no_object = true;
        let (path, got) = (String::new(), described(token));
        let wanted = ValueType::Object(&[]).wanted();
        self.problems.push(Found { field: None, at, path, got, wanted, hint: None });
        Ok(())
    }

    /// Passes over the rest of a text in which far too much is wrong.
    #[inline(never)]
    pub(super) fn too_many(&mut self, cursor: &mut Cursor<'_>, from: usize) -> Result<(), NotJson> {
        self.problems.truncate(MOST_PROBLEMS);
        let got = too_many_problems();
        let wanted = word!("a holder's facts", "保有者に関する事実").to_owned();
        let at = cursor.at - from;
        self.problems.push(Found { field: None, at, path: String::new(), got, wanted, hint: None });
        let rest = cursor.rest_of_line();
        cursor.at += rest;
        Ok(())
    }
}

/// What is wrong inside a fact: in its list or object.
pub(super) struct OfFact<'r> {
    pub(super) problems: &'r mut Vec<Found>,
    pub(super) not_json: &'r mut bool,
    pub(super) field: Field,
    pub(super) at: usize,
}

impl Inside for OfFact<'_> {
    #[inline(never)]
    #[cold]
    fn refuse(&mut self, at: usize, path: &str, got: String, wanted: String, hint: Refused) {
        if self.problems.len() > MOST_PROBLEMS {
            return;
        }
        let path = format!("{}{path}", self.field.path());
        self.problems.push(Found { field: Some(self.field), at: self.at + at, path, got, wanted, hint });
    }

    #[inline(never)]
    #[cold]
    fn not_json(&mut self) {
        *self.not_json = true;
    }
}
