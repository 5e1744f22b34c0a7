//! Takes a record's own keys out of it, and the signs of its amounts, before the reader of facts sees it. What is taken
//! out leaves blanks, so that all else keeps its place.

use rust_decimal::Decimal;

use super::super::booked::OWN_KEYS;
use super::super::json::{self, Cursor, NotJson, Value};
use super::super::{Place, Problem, meant, one_of, scalar};
use crate::facts::{Field, ValueType};
use crate::units::Day;
use crate::year::{Booked, EntryKind};

/// Those of them that are facts of the dividend, whose names stand for the whole path.
const OF_DIVIDEND: [&str; 3] = ["gross_usd", "withheld_usd", "fee_usd"];

/// The amounts of a dividend that a reversal has with a sign.
const SIGNED: [&str; 4] = ["gross_jpy", "withheld_jpy", "gross_usd", "withheld_usd"];

/// What a record says beside the facts.
#[derive(Clone, Debug, Default)]
pub struct Own {
    pub payer: Option<String>,
    pub kind: Option<EntryKind>,
    pub booked: Option<Day>,
    pub amount: Option<Booked>,
    pub is_reversal: bool,
}

/// Something wrong with it, and where in the record.
#[derive(Debug)]
pub struct Wrong {
    pub at: usize,
    path: String,
    got: String,
    wanted: String,
    hint: Option<String>,
}

impl Wrong {
    pub fn located(self, place: Place) -> Problem {
        let Wrong { path, got, wanted, hint, .. } = self;
        Problem { place, path, got, wanted, hint }
    }
}

/// The signs of the amounts that have one.
#[derive(Default)]
struct Signs {
    minus: Vec<&'static str>,
    plus: Vec<&'static str>,
}

impl Signs {
    fn note(&mut self, name: &str, is_negative: bool) {
        let Some(name) = SIGNED.iter().find(|known| **known == name) else { return };
        if is_negative { self.minus.push(name) } else { self.plus.push(name) }
    }

    /// Whether all are turned round; one that is and one that is not contradict each other.
    fn settle(&self, own: &mut Own, wrong: &mut Vec<Wrong>) {
        own.is_reversal = !self.minus.is_empty();
        if let (Some(minus), Some(_)) = (self.minus.first(), self.plus.first()) {
            wrong.push(Wrong {
                at: 0,
                path: format!("dividend.{minus}"),
                got: word!("a negative amount beside a positive one", "正の額と負の額の混在").to_owned(),
                wanted: word!(
                    "amounts of one sign: what is withheld is positive, and a reversal is negative throughout",
                    "符号の統一（源泉徴収税額は正の額で、取消しはすべて負の額で記載すること）"
                )
                .to_owned(),
                hint: Some(
                    word!(
                        "write late tax as an entry of its own, with \"entry\": \"tax\"",
                        "後から徴収された税は、\"entry\": \"tax\"とした別の明細として記載してください。"
                    )
                    .to_owned(),
                ),
            });
        }
    }
}

/// The record as JSON without its own keys and signs.
pub fn record(text: &str) -> (String, Own, Vec<Wrong>) {
    let (mut own, mut wrong, mut signs) = (Own::default(), Vec::new(), Signs::default());
    let mut edits = Edits::default();
    let read = json::members(text, |(key_at, key), (at, value)| {
        let Some(name) = words(key) else { return };
        if OF_DIVIDEND.contains(&name.as_str()) {
            edits.replace.push((key_at + 1, key_at + 1, "dividend.".to_owned()));
            signed(&name, at, value, &mut signs, &mut edits);
        } else if let Some(known) = OWN_KEYS.iter().find(|known| **known == name) {
            edits.cut.push((key_at, at));
            if let Some(value) = value {
                take(&mut own, known, words(value), at, &mut wrong);
            }
        } else if name == "dividend" {
            let Some(Value::Object(object)) = value else { return };
            let _ = json::members(object, |(_, key), (within, value)| {
                let Some(name) = words(key) else { return };
                signed(&name, at + within, value, &mut signs, &mut edits);
            });
        } else if let Some(name) = name.strip_prefix("dividend.") {
            signed(name, at, value, &mut signs, &mut edits);
        }
    });
    if read.is_err() {
        // The reader says what is wrong with it.
        return (text.to_owned(), Own::default(), Vec::new());
    }
    signs.settle(&mut own, &mut wrong);
    (edits.apply(text), own, wrong)
}

/// The same of cells.
pub fn cells(given: &[(&'static str, String)], facts: &mut Vec<(Field, String)>) -> (Own, Vec<Wrong>) {
    let (mut own, mut wrong, mut signs) = (Own::default(), Vec::new(), Signs::default());
    for (key, text) in given {
        match *key {
            "gross_usd" => facts.push((Field::GrossUsd, text.clone())),
            "withheld_usd" => facts.push((Field::WithheldUsd, text.clone())),
            "fee_usd" => facts.push((Field::FeeUsd, text.clone())),
            _ => take(&mut own, key, Some(text.clone()), 0, &mut wrong),
        }
    }
    for (field, text) in facts {
        let Some(name) = field.path().strip_prefix("dividend.") else { continue };
        if SIGNED.contains(&name) {
            signs.note(name, text.starts_with('-'));
            *text = text.trim_start_matches('-').to_owned();
        }
    }
    signs.settle(&mut own, &mut wrong);
    (own, wrong)
}

/// A text, or a number as it is written.
fn words(value: Value<'_>) -> Option<String> {
    match value {
        Value::Text(text) | Value::Number(text) => Some(text.to_owned()),
        Value::Escaped(text) => json::unescaped(text),
        _ => None,
    }
}

/// Looks at one fact of the dividend.
fn signed(name: &str, at: usize, value: Option<Value<'_>>, signs: &mut Signs, edits: &mut Edits) {
    let (Some(Value::Number(text) | Value::Text(text)), quoted) = (value, matches!(value, Some(Value::Text(_)))) else {
        return;
    };
    let start = at + usize::from(quoted);
    if SIGNED.contains(&name) {
        signs.note(name, text.starts_with('-'));
        if text.starts_with('-') {
            edits.replace.push((start, start + 1, String::new()));
        }
    }
}

/// One of a record's own keys.
fn take(own: &mut Own, key: &'static str, text: Option<String>, at: usize, wrong: &mut Vec<Wrong>) {
    let mut refuse = |got: String, wanted: String, hint: Option<String>| {
        wrong.push(Wrong { at, path: key.to_owned(), got, wanted, hint });
    };
    let Some(text) = text else {
        let got = word!("neither a text nor a number", "文字列でも数値でもない値");
        return refuse(got.to_owned(), word!("a text or a number", "文字列又は数値").to_owned(), None);
    };
    let got = || format!("{text:?}");
    match key {
        "payer" => own.payer = Some(text).filter(|text| !text.trim().is_empty()),
        "entry" => match EntryKind::from_word(&text) {
            Some(kind) => own.kind = Some(kind),
            None => {
                let near = scalar::nearest(&text, EntryKind::WORDS.iter().copied());
                let hint = near.map(|near| meant(format_args!("{near:?}")));
                refuse(got(), one_of(EntryKind::WORDS.iter().copied()), hint);
            }
        },
        "booked" => match Day::parse(&text) {
            Some(day) => own.booked = Some(day),
            None => refuse(got(), word!("a date YYYY-MM-DD", "日付（YYYY-MM-DD）").to_owned(), None),
        },
        _ => {
            let is_yen = key == "amount_jpy";
            let value_type = if is_yen { ValueType::Yen } else { ValueType::Dollars };
            match signed_number(&text, value_type) {
                Ok(_) if own.amount.is_some() => {
                    let wanted =
                        word!("either amount_jpy or amount_usd, not both", "amount_jpyとamount_usdのいずれか一方");
                    refuse(word!("a second amount", "2つ目の額").to_owned(), wanted.to_owned(), None);
                }
                Ok(amount) => own.amount = Some(if is_yen { Booked::Jpy(amount) } else { Booked::Usd(amount) }),
                Err(hint) => {
                    let wanted = said!("{}, or the same with a minus", "{}（取消しは負の額）", value_type.wanted());
                    refuse(got(), wanted, hint);
                }
            }
        }
    }
}

/// A number within the bounds of its type, but for its sign.
pub fn signed_number(text: &str, value_type: ValueType) -> Result<Decimal, Option<String>> {
    match text.strip_prefix('-') {
        Some(digits) => scalar::number(digits, value_type).map(|amount| -amount),
        None => scalar::number(text, value_type),
    }
}

/// The text of an object without some of its keys, and without what stands below them by dotted keys.
pub fn without_keys(text: &str, names: &[&str]) -> String {
    let object = text.trim_start_matches('\u{feff}');
    let skipped = text.len() - object.len();
    let mut edits = Edits::default();
    let read = json::members(object, |(key_at, key), (at, _)| {
        let Some(name) = words(key) else { return };
        if names.iter().any(|known| name.split('.').next() == Some(known)) {
            edits.cut.push((key_at + skipped, at + skipped));
        }
    });
    if read.is_err() { text.to_owned() } else { edits.apply(text) }
}

/// What is changed in a text.
#[derive(Default)]
struct Edits {
    /// Members: where the key begins, and where the value does.
    cut: Vec<(usize, usize)>,
    replace: Vec<(usize, usize, String)>,
}

impl Edits {
    /// Blanks stand for what is cut, but newlines stay.
    fn apply(self, text: &str) -> String {
        let mut bytes = text.as_bytes().to_vec();
        for (key_at, at) in self.cut {
            let Ok(end) = end_of_value(text, at) else { continue };
            let is_word = |(_, byte): &(usize, &u8)| !byte.is_ascii_whitespace();
            let next = bytes.iter().enumerate().skip(end).find(is_word);
            let before = bytes.iter().enumerate().take(key_at).rfind(is_word);
            let (from, to) = match (next, before) {
                // The comma goes with it; of the last member, the one before it.
                (Some((comma, b',')), _) => (key_at, comma + 1),
                (_, Some((comma, b','))) => (comma, end),
                _ => (key_at, end),
            };
            let cut = bytes.iter_mut().take(to).skip(from);
            cut.filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
        }
        let mut replace = self.replace;
        replace.sort_by_key(|(from, ..)| std::cmp::Reverse(*from));
        for (from, to, with) in replace {
            bytes.splice(from..to, with.into_bytes());
        }
        String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
    }
}

/// The value that begins there, as it is written.
pub fn value_at(text: &str, at: usize) -> Option<&str> {
    text.get(at..end_of_value(text, at).ok()?)
}

fn end_of_value(text: &str, at: usize) -> Result<usize, NotJson> {
    let mut cursor = Cursor::new(text, at);
    cursor.value()?;
    Ok(cursor.at)
}

/// The lots of a profile as JSON, one by one.
pub fn list_items(list: &str) -> Vec<&str> {
    let mut begins = Vec::new();
    if json::items(list, |at, _| begins.push(at)).is_err() {
        return Vec::new();
    }
    begins.into_iter().filter_map(|at| value_at(list, at)).collect()
}

/// The value of a member of an object, as it is written.
pub fn member<'a>(object: &'a str, name: &str) -> Option<&'a str> {
    let object = object.trim_start_matches('\u{feff}');
    let mut found = None;
    json::members(object, |(_, key), (at, _)| {
        if words(key).as_deref() == Some(name) {
            found = Some(at);
        }
    })
    .ok()?;
    value_at(object, found?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_out_leaves_the_rest_in_its_place() {
        for (text, rest) in [
            (r#"{"payer": "a", "id": "x"}"#, r#"{              "id": "x"}"#),
            (r#"{"id": "x", "payer": "a"}"#, r#"{"id": "x"              }"#),
            (r#"{"payer": "a"}"#, r#"{            }"#),
            (r#"{"entry":"fee","amount_usd":"-5","id":1}"#, r#"{                                "id":1}"#),
            (r#"{"id":1,"entry":"fee","amount_usd":-5}"#, r#"{"id":1                              }"#),
            (
                r#"{"dividend":{"gross_jpy":-30,"withheld_jpy":"-4"}}"#,
                r#"{"dividend":{"gross_jpy":30,"withheld_jpy":"4"}}"#,
            ),
        ] {
            let (kept, _, wrong) = record(text);
            assert_eq!(kept, rest);
            assert!(wrong.is_empty(), "{text}: {wrong:?}");
        }
        assert_eq!(
            without_keys("{\"dividend\": {\n\"a\": 1}, \"id\": 2}", &["dividend"]),
            "{             \n         \"id\": 2}"
        );
    }

    #[test]
    fn amounts_of_two_signs_and_words_that_are_none_are_refused() {
        for text in [
            r#"{"dividend":{"gross_jpy":30,"withheld_jpy":-4}}"#,
            r#"{"entry":"reversal"}"#,
            r#"{"booked":"2025-2-1"}"#,
            r#"{"amount_usd":1,"amount_jpy":2}"#,
            r#"{"amount_usd":"+1"}"#,
            r#"{"payer":["a"]}"#,
        ] {
            assert_eq!(record(text).2.len(), 1, "{text}");
        }
    }
}
