//! Lists and objects inside a fact: words, lots, steps, rates by date.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::scalars::{near_word, text_of};
use super::{Context, Fill, Inside, Item, Scalar, described};
use crate::facts::{
    ClassSet, FieldSpec, FxTable, LobTest, LobTests, SpecialClass, StatedMembers, StatedRates, ValueType,
};
use crate::input::json::{self, Cursor, NotJson, Value};
use crate::input::keys::is_comment;
use crate::input::plain::{self, Json, Notation};
use crate::input::scalar::{self, Refused};

impl Fill for ClassSet {
    fn fill(&mut self, value: Value<'_>, context: &mut Context<'_>) -> bool {
        *self = ClassSet::NONE;
        words(value, context, SpecialClass::from_word, |class| self.insert(class))
    }

    fn fill_plainly<N: Notation>(&mut self, cursor: &mut Cursor<'_>, _: ValueType) -> bool {
        if !is_list::<N>(cursor) {
            return false;
        }
        *self = ClassSet::NONE;
        plain_words(cursor, SpecialClass::from_bytes, |class| self.insert(class))
    }
}

impl Fill for Option<LobTests> {
    fn fill(&mut self, value: Value<'_>, context: &mut Context<'_>) -> bool {
        let tests = self.insert(LobTests::default());
        words(value, context, LobTest::from_word, |test| tests.insert(test))
    }

    fn fill_plainly<N: Notation>(&mut self, cursor: &mut Cursor<'_>, _: ValueType) -> bool {
        if !is_list::<N>(cursor) {
            return false;
        }
        let tests = self.insert(LobTests::default());
        plain_words(cursor, LobTest::from_bytes, |test| tests.insert(test))
    }
}

/// Each word of a list.
fn words<T>(
    value: Value<'_>,
    context: &mut Context<'_>,
    from_word: fn(&str) -> Option<T>,
    mut insert: impl FnMut(T),
) -> bool {
    let (Value::List(list), ValueType::List(item)) = (value, context.value_type) else { return false };
    let mut position = 0;
    let inside = &mut *context.inside;
    let read = json::items(list, |at, token| {
        let word = token.and_then(text_of);
        match word.as_deref().and_then(from_word) {
            Some(word) => insert(word),
            None => {
                let hint = token.and_then(|value| near_word(value, *item));
                inside.refuse(at, &format!("[{position}]"), described(token), item.wanted(), hint);
            }
        }
        position += 1;
    });
    read.unwrap_or_else(|NotJson| context.inside.not_json());
    true
}

/// Whether a list stands there, as JSON has it: in a cell it has commas, and stands in quotes. What is none, such as null,
/// must not touch what the fact is.
#[inline(always)]
fn is_list<N: Notation>(cursor: &Cursor<'_>) -> bool {
    N::IN_QUOTES && cursor.peek() == Some(b'[')
}

/// Each word of a list that stands at a place; false, and nothing passed over, where one is not known.
fn plain_words<T>(cursor: &mut Cursor<'_>, from_bytes: fn(&[u8]) -> Option<T>, mut insert: impl FnMut(T)) -> bool {
    items_plainly(cursor, |cursor| {
        cursor.skip_blanks();
        let word = plain::word::<Json>(cursor).and_then(from_bytes);
        word.map(&mut insert).is_some()
    })
}

/// Hands each item of a list that stands at a place to `take`; false, and nothing passed over, where that refuses one.
#[inline(always)]
fn items_plainly<'t>(cursor: &mut Cursor<'t>, mut take: impl FnMut(&mut Cursor<'t>) -> bool) -> bool {
    let start = *cursor;
    let mut goes_on = cursor.eat(b'[');
    let mut is_over = goes_on && cursor.eat(b']');
    while goes_on && !is_over {
        goes_on = take(cursor);
        is_over = goes_on && cursor.eat(b']');
        goes_on = is_over || goes_on && cursor.eat(b',');
    }
    if !is_over {
        *cursor = start;
    }
    is_over
}

/// Each object of a list that stands at a place; false, and nothing passed over, where one is not written plainly.
fn objects_plainly<T: Item>(cursor: &mut Cursor<'_>, list: &mut Vec<T>) -> bool {
    list.clear();
    items_plainly(cursor, |cursor| {
        let mut item = T::default();
        let is_plain = object_plainly(cursor, &mut item);
        list.push(item);
        is_plain
    })
}

/// The fields of one object that stands at a place, each once.
#[inline(always)]
fn object_plainly<T: Item>(cursor: &mut Cursor<'_>, item: &mut T) -> bool {
    let mut stated = 0_u32;
    if !cursor.eat(b'{') {
        return false;
    }
    loop {
        cursor.skip_blanks();
        let Some(name) = plain::word::<Json>(cursor) else { return false };
        let Some(position) = T::SPEC.iter().position(|field| field.name.as_bytes() == name) else { return false };
        let bit = 1 << position;
        if stated & bit != 0 || !cursor.eat(b':') {
            return false;
        }
        stated |= bit;
        cursor.skip_blanks();
        if !item.fill_plainly(position, cursor) {
            return false;
        }
        if cursor.eat(b'}') {
            break;
        }
        if !cursor.eat(b',') {
            return false;
        }
    }
    T::SPEC.iter().enumerate().all(|(position, field)| !field.required || stated & 1 << position != 0)
}

/// Each object of a list.
fn objects<T: Item>(value: Value<'_>, context: &mut Context<'_>, list: &mut Vec<T>) -> bool {
    let Value::List(text) = value else { return false };
    let mut cursor = Cursor::new(text, 0);
    if objects_plainly(&mut cursor, list) && cursor.is_at_end() {
        return true;
    }
    list.clear();
    let inside = &mut *context.inside;
    let read = json::items(text, |at, token| {
        let position = list.len();
        let mut item = T::default();
        match token {
            Some(Value::Object(object)) => {
                let mut within = Within { inside, at, position };
                object_into(&mut item, object, &mut within);
            }
            other => {
                let wanted = ValueType::Object(T::SPEC).wanted();
                inside.refuse(at, &format!("[{position}]"), described(other), wanted, None);
            }
        }
        list.push(item);
    });
    read.unwrap_or_else(|NotJson| context.inside.not_json());
    true
}

/// A place inside a list: an item of it.
struct Within<'w> {
    inside: &'w mut dyn Inside,
    at: usize,
    position: usize,
}

impl Inside for Within<'_> {
    fn refuse(&mut self, at: usize, path: &str, got: String, wanted: String, hint: Refused) {
        self.inside.refuse(self.at + at, &format!("[{}]{path}", self.position), got, wanted, hint);
    }

    fn not_json(&mut self) {
        self.inside.not_json();
    }
}

/// Reads the fields of one object of a list.
fn object_into<T: Item>(item: &mut T, object: &str, within: &mut Within<'_>) {
    let (mut seen, mut stated) = (0_u32, 0_u32);
    let read = json::members(object, |(key_at, key), (at, token)| {
        let (Value::Text(name) | Value::Escaped(name)) = key else { return };
        let Some((position, spec)) = T::SPEC.iter().enumerate().find(|(_, field)| field.name == name) else {
            if is_comment(name) {
                return;
            }
            let (wanted, hint) = known_keys(name, T::SPEC);
            return within.refuse(
                key_at,
                &format!(".{name}"),
                word!("an unknown key", "未知のキー").to_owned(),
                wanted,
                hint,
            );
        };
        let bit = 1 << position;
        if seen & bit != 0 {
            let got = word!("the key a second time", "キーの重複").to_owned();
            let wanted = word!("each key once", "重複のないキー").to_owned();
            return within.refuse(key_at, &format!(".{name}"), got, wanted, None);
        }
        seen |= bit;
        let Some(value) = token else { return };
        stated |= bit;
        let value_type = spec.value;
        if !item.fill(position, value, &mut Context { value_type, inside: within }) {
            let hint = T::hint(position, value, value_type);
            within.refuse(at, &format!(".{name}"), described(Some(value)), value_type.wanted(), hint);
        }
    });
    if read.is_err() {
        return within.not_json();
    }
    for (position, field) in T::SPEC.iter().enumerate() {
        if field.required && stated & 1 << position == 0 {
            let got = word!("nothing", "記載なし").to_owned();
            within.refuse(0, &format!(".{}", field.name), got, field.value.wanted(), None);
        }
    }
}

/// What a message says was wanted instead of an unknown key, and the key that was meant.
pub(crate) fn known_keys(given: &str, known: &[FieldSpec]) -> (String, Refused) {
    let names = || known.iter().map(|field| field.name);
    match scalar::nearest(given, names()) {
        Some(near) => {
            (word!("a known key", "既知のキー").to_owned(), Some(crate::input::meant(format_args!("{near:?}"))))
        }
        None => (crate::input::one_of(names()), None),
    }
}

impl<T: Item> Fill for Vec<T> {
    fn fill(&mut self, value: Value<'_>, context: &mut Context<'_>) -> bool {
        objects(value, context, self)
    }

    fn fill_plainly<N: Notation>(&mut self, cursor: &mut Cursor<'_>, _: ValueType) -> bool {
        is_list::<N>(cursor) && objects_plainly(cursor, self)
    }
}

impl<T: Item> Fill for Option<Vec<T>> {
    fn fill(&mut self, value: Value<'_>, context: &mut Context<'_>) -> bool {
        objects(value, context, self.get_or_insert_default())
    }

    fn fill_plainly<N: Notation>(&mut self, cursor: &mut Cursor<'_>, _: ValueType) -> bool {
        is_list::<N>(cursor) && objects_plainly(cursor, self.get_or_insert_default())
    }
}

impl Fill for StatedRates {
    #[inline(always)]
    fn fill(&mut self, value: Value<'_>, context: &mut Context<'_>) -> bool {
        if let Value::Object(rates) = value {
            self.table = Some(Arc::new(rates_by_date(rates, context.inside)));
            self.rate = None;
            return true;
        }
        let rate = Decimal::read(value, context.value_type);
        (self.rate, self.inverted) = (rate.or(self.rate), None);
        rate.is_some() || self.invert(value)
    }

    #[inline(always)]
    fn fill_plainly<N: Notation>(&mut self, cursor: &mut Cursor<'_>, value_type: ValueType) -> bool {
        let rate = plain::number::<N>(cursor, value_type);
        (self.rate, self.inverted) = (rate.or(self.rate), None);
        rate.is_some()
    }

    fn hint(value: Value<'_>, value_type: ValueType) -> Refused {
        <Decimal as Scalar>::hint(value, value_type)
    }
}

impl StatedRates {
    /// Takes a rate that is dollars for a yen.
    #[cold]
    fn invert(&mut self, value: Value<'_>) -> bool {
        let rate = value.digits().and_then(|digits| Some((scalar::inverse(&digits)?, digits.parse().ok()?)));
        let Some((rate, written)) = rate else { return false };
        (self.rate, self.inverted) = (Some(rate), Some(written));
        true
    }
}

/// An object whose keys are dates and whose values are rates.
fn rates_by_date(object: &str, inside: &mut dyn Inside) -> FxTable {
    let mut table = FxTable::default();
    let read = json::members(object, |(key_at, key), (at, token)| {
        let (Value::Text(date) | Value::Escaped(date)) = key else { return };
        let path = format!(".{date}");
        let day = match scalar::date(date) {
            Ok(day) => day,
            Err(hint) => {
                return inside.refuse(key_at, &path, described(Some(key)), ValueType::Date.wanted(), hint);
            }
        };
        let inverse = |value: Value<'_>| scalar::inverse(&value.digits()?);
        let rate = token.and_then(|value| Decimal::read(value, ValueType::JpyPerUsd).or_else(|| inverse(value)));
        match rate {
            None => {
                let hint = token.and_then(|value| <Decimal as Scalar>::hint(value, ValueType::JpyPerUsd));
                inside.refuse(at, &path, described(token), ValueType::JpyPerUsd.wanted(), hint);
            }
            Some(_) if table.has(day) => {
                let got = word!("the date a second time", "日付の重複").to_owned();
                inside.refuse(key_at, &path, got, word!("each date once", "重複のない日付").to_owned(), None);
            }
            Some(rate) => table.insert(day, rate),
        }
    });
    read.unwrap_or_else(|NotJson| inside.not_json());
    table
}

impl Fill for Option<StatedMembers> {
    fn fill(&mut self, value: Value<'_>, context: &mut Context<'_>) -> bool {
        let Value::List(text) = value else { return false };
        if json::syntax_error(text).is_some() {
            context.inside.not_json();
        }
        let kept = &mut self.get_or_insert_default().0;
        kept.clear();
        kept.push_str(text);
        true
    }
}
