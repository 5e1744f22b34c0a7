//! Rows as JSON objects, one on each line, every key always present.

use super::{
    Chosen, Key, Mark, Nulls, Repeats, Row, WriteCells, push_amount, push_day, push_rate, push_usd, push_whole,
    push_yen,
};
use crate::input::plain_length;
use crate::units::{Day, Printed, Rate, Usd, Yen};

/// Writes rows to the end of a buffer.
pub struct NdjsonRows<'o>(pub &'o mut Vec<u8>, pub &'o mut Repeats);

impl NdjsonRows<'_> {
    pub fn row(&mut self, row: &Row<'_>, chosen: &Chosen) {
        // Longer than nearly every row: the buffer grows once for each, if at all.
        self.0.reserve(1024);
        let start = self.0.len();
        row.write_chosen(chosen, self);
        // Before every member stands a comma, but not before the first.
        match self.0.get_mut(start) {
            Some(comma) => *comma = b'{',
            None => self.0.push(b'{'),
        }
        self.0.extend_from_slice(b"}\n");
    }

    #[inline(always)]
    fn value<T>(&mut self, key: Key, value: Option<T>, push: impl FnOnce(&mut Vec<u8>, T)) {
        self.value_like_last(key, value, |out, value, _| push(out, value));
    }

    /// The same of what may be as it was last.
    #[inline(always)]
    fn value_like_last<T>(&mut self, key: Key, value: Option<T>, push: impl FnOnce(&mut Vec<u8>, T, &mut Repeats)) {
        match value {
            Some(value) => {
                self.0.extend_from_slice(key.name.as_bytes());
                push(self.0, value, self.1);
            }
            None => self.0.extend_from_slice(key.null.as_bytes()),
        }
    }
}

impl WriteCells for NdjsonRows<'_> {
    #[expect(clippy::indexing_slicing, reason = "what is written is put behind what was there")]
    #[inline(always)]
    fn together(&mut self, mark: Mark, number: usize, write: impl FnOnce(&mut Self)) {
        if let Some(text) = self.1.find(mark, number) {
            return self.0.extend_from_slice(text);
        }
        let start = self.0.len();
        write(self);
        self.1.keep(mark, number, &self.0[start..]);
    }

    #[inline(always)]
    fn seldom(&mut self, are_none: bool, nulls: Nulls, write: impl FnOnce(&mut Self)) {
        if are_none { self.0.extend_from_slice(nulls.json.as_bytes()) } else { write(self) }
    }

    #[inline(always)]
    fn text(&mut self, key: Key, value: Option<&str>) {
        self.value(key, value, push_text);
    }

    #[inline(always)]
    fn word(&mut self, key: Key, value: Option<&'static str>) {
        self.paths(key, value);
    }

    #[inline(always)]
    fn paths(&mut self, key: Key, value: Option<&str>) {
        match value {
            Some(word) => {
                self.0.extend_from_slice(key.text.as_bytes());
                self.0.extend_from_slice(word.as_bytes());
                self.0.push(b'"');
            }
            None => self.0.extend_from_slice(key.null.as_bytes()),
        }
    }

    #[inline(always)]
    fn rate(&mut self, key: Key, value: Option<Rate>) {
        self.value(key, value, push_rate);
    }

    #[inline(always)]
    fn amount(&mut self, key: Key, value: Option<Printed>) {
        self.value_like_last(key, value, |out, amount, last| push_amount(out, amount, &mut last.fraction));
    }

    #[inline(always)]
    fn yen(&mut self, key: Key, value: Option<Yen>) {
        self.value_like_last(key, value, |out, yen, last| push_yen(out, yen, &mut last.yen));
    }

    #[inline(always)]
    fn usd(&mut self, key: Key, value: Option<Usd>) {
        self.value(key, value, push_usd);
    }

    #[inline(always)]
    fn flag(&mut self, key: Key, value: Option<bool>) {
        self.value(key, value, |out, is| out.extend_from_slice(if is { b"true" } else { b"false" }));
    }

    #[inline(always)]
    fn count(&mut self, key: Key, value: Option<u64>) {
        self.value(key, value, push_whole);
    }

    #[inline(always)]
    fn day(&mut self, key: Key, value: Option<Day>) {
        match value {
            Some(day) => {
                self.0.extend_from_slice(key.text.as_bytes());
                push_day(self.0, day);
                self.0.push(b'"');
            }
            None => self.0.extend_from_slice(key.null.as_bytes()),
        }
    }
}

/// Writes a JSON text, escaped where it must be.
#[inline]
pub fn push_text(out: &mut Vec<u8>, text: &str) {
    if plain_length(text.as_bytes()).is_some() {
        push_escaped(out, text);
    } else {
        out.push(b'"');
        out.extend_from_slice(text.as_bytes());
        out.push(b'"');
    }
}

#[expect(clippy::expect_used, reason = "a vector takes every byte")]
#[inline(never)]
fn push_escaped(out: &mut Vec<u8>, text: &str) {
    serde_json::to_writer(out, text).expect("a vector takes every byte");
}
