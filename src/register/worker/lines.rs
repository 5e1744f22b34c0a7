//! The records of a text, one after another.

use super::waiting::Place;
use crate::register::Layout;
use crate::register::chunk::{Ends, Text, first_end};
use crate::register::task::Record;

/// The records of a text, one after another.
pub(super) struct Lines<'a> {
    chunk: &'a Text,
    bytes: &'a [u8],
    ends: Ends,
    pub(super) place: Place,
}

impl<'a> Lines<'a> {
    pub(super) fn new(chunk: &'a Text, layout: &Layout) -> Lines<'a> {
        let ends = if matches!(layout, Layout::Csv { .. }) { Ends::Quoted } else { Ends::Lines };
        Lines { chunk, bytes: chunk.bytes(), ends, place: Place { at: 0, line: chunk.first_line } }
    }

    /// Passes over blank lines; false at the end.
    #[inline(always)]
    pub(super) fn skip_blank(&mut self) -> bool {
        match self.bytes.get(self.place.at) {
            None => false,
            Some(byte) if byte.is_ascii_whitespace() => self.skip_blank_lines(),
            Some(_) => true,
        }
    }

    #[inline(never)]
    fn skip_blank_lines(&mut self) -> bool {
        while let Some(rest) = self.bytes.get(self.place.at..).filter(|rest| !rest.is_empty()) {
            let length = memchr::memchr(b'\n', rest).map_or(rest.len(), |newline| newline + 1);
            if !rest.iter().take(length).all(u8::is_ascii_whitespace) {
                return true;
            }
            self.pass(self.place.at + length, 1);
        }
        false
    }

    /// The record that begins here, with its newline.
    pub(super) fn this(&self) -> &'a [u8] {
        self.text_at(self.place)
    }

    fn text_at(&self, place: Place) -> &'a [u8] {
        let rest = self.bytes.get(place.at..).unwrap_or_default();
        let length = first_end(rest, self.ends).unwrap_or(rest.len());
        rest.get(..length).unwrap_or_default()
    }

    pub(super) fn record(&self) -> Record<'a> {
        self.record_at(self.place)
    }

    pub(super) fn record_at(&self, place: Place) -> Record<'a> {
        let text = self.text_at(place);
        Record { line: place.line, text, is_cut: !text.ends_with(b"\n") && self.chunk.is_cut }
    }

    pub(super) fn pass_this(&mut self) {
        let this = self.this();
        let lines = memchr::memchr_iter(b'\n', this).count() as u64;
        self.pass(self.place.at + this.len(), lines);
    }

    /// The next record begins there, so many lines further.
    #[inline(always)]
    pub(super) fn pass(&mut self, next: usize, lines: u64) {
        self.place = Place { at: next, line: self.place.line + lines };
    }
}
