//! The one JSON tokenizer: values where they stand, without a tree.
//!
//! A [`Cursor`] hands out the values of a text. It checks what it passes over, but for the inside of a list or object
//! that it hands out whole, which whoever reads it checks. What is no JSON is an error without words: these come
//! from serde_json, see [`syntax_error`].

use crate::units::Day;

use super::bytes::{controls, end_of, equal_to};

/// A value that is stated, as JSON, a cell of text or a column has it. JSON's null states none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'a> {
    Bool(bool),
    /// A text without escapes, without its quotes.
    Text(&'a str),
    /// A JSON text with escapes, as it is written, without its quotes.
    Escaped(&'a str),
    /// A JSON number as it is written.
    Number(&'a str),
    /// A whole list as JSON.
    List(&'a str),
    /// A whole object as JSON.
    Object(&'a str),
    Day(Day),
    /// An exact number: digits, and how many of them are decimals.
    Decimal(i128, u32),
}

impl Value<'_> {
    /// A number as digits, where it is one or a text.
    pub fn digits(self) -> Option<String> {
        match self {
            Value::Number(digits) | Value::Text(digits) => Some(digits.to_owned()),
            Value::Decimal(mantissa, scale) => {
                Some(rust_decimal::Decimal::try_from_i128_with_scale(mantissa, scale).ok()?.to_string())
            }
            _ => None,
        }
    }
}

/// The text is no JSON.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NotJson;

/// A place in a text.
#[derive(Clone, Copy, Debug)]
pub struct Cursor<'a> {
    text: &'a str,
    pub at: usize,
    /// A newline is no blank, but where the text ends.
    is_line: bool,
}

/// Nobody nests facts deeper; the limit keeps a file of brackets from exhausting the stack.
pub(super) const MAX_DEPTH: usize = 32;

impl<'a> Cursor<'a> {
    pub fn new(text: &'a str, at: usize) -> Cursor<'a> {
        Cursor { text, at, is_line: false }
    }

    /// The same in a text of many lines, of which one is read.
    pub fn line(text: &'a str, at: usize) -> Cursor<'a> {
        Cursor { text, at, is_line: true }
    }

    /// The whole text.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// What is left of it.
    #[inline(always)]
    pub fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// The next bytes, where there are so many.
    #[inline(always)]
    pub fn ahead<const N: usize>(&self) -> Option<&'a [u8; N]> {
        self.rest().first_chunk()
    }

    #[inline(always)]
    pub fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Passes over blanks. Most texts have none.
    #[inline(always)]
    pub fn skip_blanks(&mut self) {
        if self.peek().is_some_and(|byte| byte <= b' ') {
            self.skip_more_blanks();
        }
    }

    #[inline(never)]
    fn skip_more_blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\r')) || !self.is_line && self.peek() == Some(b'\n') {
            self.at += 1;
        }
    }

    /// Passes over blanks and this byte, if it is the next.
    #[inline(always)]
    pub fn eat(&mut self, byte: u8) -> bool {
        self.skip_blanks();
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    /// Passes over these bytes, if they are the next.
    #[expect(
        clippy::indexing_slicing,
        reason = "the reader has read as far as this, and goes over bytes that it has looked at; tests of spoilt texts hold it"
    )]
    #[inline(always)]
    pub(super) fn eat_all(&mut self, wanted: &super::bytes::Pattern) -> bool {
        let are_next = wanted.begins(&self.text.as_bytes()[self.at..]);
        self.at += if are_next { wanted.length() } else { 0 };
        are_next
    }

    /// The next value, none for null; a list or an object is passed over whole.
    #[inline(always)]
    pub fn value(&mut self) -> Result<Option<Value<'a>>, NotJson> {
        self.skip_blanks();
        self.value_here()
    }

    /// The same where no blanks stand before it.
    #[inline(always)]
    pub fn value_here(&mut self) -> Result<Option<Value<'a>>, NotJson> {
        let start = self.at;
        match self.peek().ok_or(NotJson)? {
            b'"' => self.quoted().map(Some),
            b'-' | b'0'..=b'9' => {
                let bytes = self.text.as_bytes();
                self.at += 1;
                while bytes.get(self.at).is_some_and(|byte| is_of_number(*byte)) {
                    self.at += 1;
                }
                Ok(Some(Value::Number(self.text.get(start..self.at).ok_or(NotJson)?)))
            }
            b't' => self.literal("true", Some(Value::Bool(true))),
            b'f' => self.literal("false", Some(Value::Bool(false))),
            b'n' => self.literal("null", None),
            b'[' => Ok(Some(Value::List(self.nested()?))),
            b'{' => Ok(Some(Value::Object(self.nested()?))),
            _ => Err(NotJson),
        }
    }

    /// The next key of an object, without its quotes, and whether it has escapes; the colon is passed over.
    #[inline(always)]
    pub fn key(&mut self) -> Result<Value<'a>, NotJson> {
        self.skip_blanks();
        if self.peek() != Some(b'"') {
            return Err(NotJson);
        }
        let key = self.quoted()?;
        if self.eat(b':') { Ok(key) } else { Err(NotJson) }
    }

    /// How many bytes stand before the end of the line.
    pub fn rest_of_line(&self) -> usize {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        memchr::memchr(b'\n', rest).unwrap_or(rest.len())
    }

    /// Whether the text ends here, blanks apart.
    pub fn is_at_end(&mut self) -> bool {
        self.skip_blanks();
        self.at == self.text.len()
    }

    fn literal(&mut self, word: &str, value: Option<Value<'a>>) -> Result<Option<Value<'a>>, NotJson> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        if !rest.starts_with(word.as_bytes()) {
            return Err(NotJson);
        }
        self.at += word.len();
        Ok(value)
    }

    /// The text whose quote stands here.
    #[inline(always)]
    fn quoted(&mut self) -> Result<Value<'a>, NotJson> {
        let bytes = self.text.as_bytes();
        let start = self.at + 1;
        let end = end_of(bytes, start, |word| equal_to(b'"', word) | equal_to(b'\\', word) | controls(word));
        let end = end.ok_or(NotJson)?;
        if bytes.get(end) == Some(&b'"') {
            self.at = end + 1;
            return Ok(Value::Text(self.text.get(start..end).ok_or(NotJson)?));
        }
        self.escaped(start, end)
    }

    /// A text in which an escape stands at a place.
    #[inline(never)]
    fn escaped(&mut self, start: usize, mut end: usize) -> Result<Value<'a>, NotJson> {
        let bytes = self.text.as_bytes();
        loop {
            match bytes.get(end) {
                Some(b'"') => break,
                Some(b'\\') => end += 2,
                _ => return Err(NotJson),
            }
            let ends = |word| equal_to(b'"', word) | equal_to(b'\\', word) | controls(word);
            end = end_of(bytes, end, ends).ok_or(NotJson)?;
        }
        self.at = end + 1;
        Ok(Value::Escaped(self.text.get(start..end).ok_or(NotJson)?))
    }

    /// The list or object that begins here, to its last bracket.
    fn nested(&mut self) -> Result<&'a str, NotJson> {
        let (start, mut depth) = (self.at, 0_usize);
        let bytes = self.text.as_bytes();
        loop {
            match bytes.get(self.at).ok_or(NotJson)? {
                b'"' => {
                    self.quoted()?;
                    continue;
                }
                b'[' | b'{' => depth += 1,
                b']' | b'}' => depth = depth.saturating_sub(1),
                b'\n' if self.is_line => return Err(NotJson),
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                return self.text.get(start..self.at).ok_or(NotJson);
            }
        }
    }
}

fn is_of_number(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-')
}

/// Hands each item of a list to `take`, with where it begins.
pub(super) fn items<'a>(list: &'a str, mut take: impl FnMut(usize, Option<Value<'a>>)) -> Result<(), NotJson> {
    let mut cursor = Cursor::new(list, 0);
    if !cursor.eat(b'[') {
        return Err(NotJson);
    }
    if cursor.eat(b']') {
        return Ok(());
    }
    loop {
        cursor.skip_blanks();
        let at = cursor.at;
        take(at, cursor.value()?);
        if cursor.eat(b']') {
            return Ok(());
        }
        if !cursor.eat(b',') {
            return Err(NotJson);
        }
    }
}

/// Hands each key and value of an object to `take`, with where they begin.
pub(super) fn members<'a>(
    object: &'a str,
    mut take: impl FnMut((usize, Value<'a>), (usize, Option<Value<'a>>)),
) -> Result<(), NotJson> {
    let mut cursor = Cursor::new(object, 0);
    if !cursor.eat(b'{') {
        return Err(NotJson);
    }
    if cursor.eat(b'}') {
        return Ok(());
    }
    loop {
        cursor.skip_blanks();
        let at = cursor.at;
        let key = cursor.key()?;
        cursor.skip_blanks();
        let value_at = cursor.at;
        take((at, key), (value_at, cursor.value()?));
        if cursor.eat(b'}') {
            return Ok(());
        }
        if !cursor.eat(b',') {
            return Err(NotJson);
        }
    }
}

/// The same with keys and values as they are written, quotes and all.
pub(super) fn written_members<'a>(object: &'a str, mut take: impl FnMut(&'a str, &'a str)) -> Result<(), NotJson> {
    let mut begins = Vec::new();
    members(object, |(key_at, _), (at, _)| begins.push((key_at, at)))?;
    let written = |at: usize| {
        let mut cursor = Cursor::new(object, at);
        cursor.value()?;
        object.get(at..cursor.at).ok_or(NotJson)
    };
    for (key_at, at) in begins {
        take(written(key_at)?, written(at)?);
    }
    Ok(())
}

/// The text without its escapes; nothing where one of them is broken.
pub(super) fn unescaped(text: &str) -> Option<String> {
    // The words for escapes are serde_json's, as those for all else that is no JSON.
    serde_json::from_str(&format!("\"{text}\"")).ok()
}

/// What is wrong with a text that is no JSON, and in which line and column of it; none when it is JSON after all.
pub(super) fn syntax_error(text: &str) -> Option<(String, usize, usize)> {
    let error = serde_json::from_str::<serde::de::IgnoredAny>(text).err()?;
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default().to_owned();
    Some((message, error.line(), error.column().max(1)))
}

/// What nests deeper than [`MAX_DEPTH`].
pub(super) fn too_deep() -> &'static str {
    word!("lists or objects nested more than 32 deep", "32段を超えて入れ子になったリスト又はオブジェクト")
}

/// What serde_json does not look for where nothing is read: lists or objects nested deeper than [`MAX_DEPTH`], or a text
/// with a broken escape. Where it stands, and what it is.
pub(super) fn other_error(text: &str) -> Option<(usize, &'static str)> {
    let (mut cursor, mut depth) = (Cursor::new(text, 0), 0_usize);
    while let Some(byte) = cursor.peek() {
        match byte {
            b'"' => {
                let at = cursor.at;
                if let Value::Escaped(text) = cursor.quoted().ok()?
                    && unescaped(text).is_none()
                {
                    return Some((
                        at,
                        word!("a text with a broken escape sequence", "エスケープ表記に誤りのある文字列"),
                    ));
                }
                continue;
            }
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH + 1 {
            return Some((cursor.at, too_deep()));
        }
        cursor.at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether the text is one value, and all values in it are.
    fn is_json(text: &str) -> bool {
        fn value(value_of: Option<Value<'_>>) -> bool {
            let mut all = true;
            let Some(this) = value_of else { return true };
            match this {
                Value::List(list) => items(list, |_, item| all &= value(item)).is_ok() && all,
                Value::Object(object) => {
                    members(object, |(_, key), (_, item)| all &= value(Some(key)) && value(item)).is_ok() && all
                }
                Value::Escaped(text) => unescaped(text).is_some(),
                Value::Number(digits) => super::super::scalar::is_json_number(digits),
                Value::Bool(_) | Value::Text(_) | Value::Day(_) | Value::Decimal(..) => true,
            }
        }
        let mut cursor = Cursor::new(text, 0);
        cursor.value().is_ok_and(value) && cursor.is_at_end()
    }

    #[test]
    fn what_is_json_is_what_serde_json_says() {
        let pieces = [
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"a\"",
            "\"\\u00e9\"",
            "\"\\x\"",
            "\"",
            "1",
            "-0.5e-3",
            "01",
            "1.",
            "true",
            "nul",
            " ",
            "\n",
            "é",
            "\u{1}",
            "\"\\\"",
        ];
        let mut numbers = Numbers(7);
        let (mut good, mut tried) = (0, 0);
        for _ in 0..200_000 {
            let length = numbers.below(9) + 1;
            let text: String = (0..length).map(|_| pieces[numbers.below(pieces.len())]).collect();
            let wanted = serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok();
            // Where texts end only a full reader knows; the strictness on escapes is serde_json's own.
            let strict = serde_json::from_str::<serde_json::Value>(&text).is_ok();
            assert_eq!(is_json(&text), strict, "{text:?}");
            (good, tried) = (good + usize::from(wanted), tried + 1);
        }
        assert!(good > 5_000 && good < tried, "{good} of {tried}");
    }

    /// A small generator, the same on every machine.
    struct Numbers(u64);

    impl Numbers {
        fn below(&mut self, most: usize) -> usize {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) as usize % most
        }
    }
}
