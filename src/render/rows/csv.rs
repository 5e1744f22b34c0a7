//! Rows as comma-separated values: a cell without a value is empty.

use std::borrow::Cow;

use super::super::Comparison;
use super::super::digits::Digits;
use super::{
    Chosen, Key, Mark, Marks, Nulls, Paths, Place, Repeats, Row, Words, WriteCells, push_amount, push_day, push_rate,
    push_usd, push_whole, push_yen,
};
use crate::dividend::{self, Amounts, Decision, Next};
use crate::facts::Case;
use crate::input::needs_quotes;
use crate::law::WithSigns;
use crate::units::{Day, Printed, Rate, Usd, Yen};

/// Writes rows to the end of a buffer.
pub struct CsvRows<'o>(pub &'o mut Vec<u8>, pub &'o mut Repeats);

impl CsvRows<'_> {
    pub fn row(&mut self, row: &Row<'_>, chosen: &Chosen) {
        self.0.reserve(512);
        row.write_chosen(chosen, self);
        self.0.pop();
        self.0.push(b'\n');
    }

    #[inline(always)]
    fn value<T>(&mut self, value: Option<T>, push: impl FnOnce(&mut Vec<u8>, T)) {
        self.value_like_last(value, |out, value, _| push(out, value));
    }

    /// The same of what may be as it was last.
    #[inline(always)]
    fn value_like_last<T>(&mut self, value: Option<T>, push: impl FnOnce(&mut Vec<u8>, T, &mut Repeats)) {
        if let Some(value) = value {
            push(self.0, value, self.1);
        }
        self.0.push(b',');
    }
}

impl WriteCells for CsvRows<'_> {
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
        if are_none { self.0.extend_from_slice(nulls.csv.as_bytes()) } else { write(self) }
    }

    #[inline(always)]
    fn text(&mut self, _: Key, value: Option<&str>) {
        let guards = self.1.guards_formulas;
        self.value(value, |out, text| if guards { push_harmless(out, text) } else { push_cell(out, text) });
    }

    #[inline(always)]
    fn word(&mut self, key: Key, value: Option<&'static str>) {
        self.paths(key, value);
    }

    #[inline(always)]
    fn paths(&mut self, _: Key, value: Option<&str>) {
        self.value(value, |out, word| out.extend_from_slice(word.as_bytes()));
    }

    #[inline(always)]
    fn rate(&mut self, _: Key, value: Option<Rate>) {
        self.value(value, push_rate);
    }

    #[inline(always)]
    fn amount(&mut self, _: Key, value: Option<Printed>) {
        self.value_like_last(value, |out, amount, last| push_amount(out, amount, &mut last.fraction));
    }

    #[inline(always)]
    fn yen(&mut self, _: Key, value: Option<Yen>) {
        self.value_like_last(value, |out, yen, last| push_yen(out, yen, &mut last.yen));
    }

    #[inline(always)]
    fn usd(&mut self, _: Key, value: Option<Usd>) {
        self.value(value, push_usd);
    }

    #[inline(always)]
    fn flag(&mut self, _: Key, value: Option<bool>) {
        self.value(value, |out, is| out.extend_from_slice(if is { b"true" } else { b"false" }));
    }

    #[inline(always)]
    fn count(&mut self, _: Key, value: Option<u64>) {
        self.value(value, push_whole);
    }

    #[inline(always)]
    fn day(&mut self, _: Key, value: Option<Day>) {
        self.value(value, push_day);
    }
}

/// The names of the columns, as a line.
pub fn csv_header(chosen: &Chosen) -> String {
    chosen.each().map(|(name, _)| name).collect::<Vec<_>>().join(",") + "\n"
}

/// The header, the row of a decision, and behind it those of the holder's members.
#[expect(clippy::expect_used, reason = "cells are written from texts, and split at no letter")]
pub fn csv_rows(case: &Case, decision: &Decision) -> String {
    let mut out = csv_header(&Chosen::ALL).into_bytes();
    let (mut marks, mut repeats) = (Marks::default(), Repeats::default());
    let mut write = |case: &Case, decision: &Decision, amounts: &Amounts, place: Place<'_>| {
        let next = Next::new(&WithSigns::of(case), decision);
        let words = Words::new(decision, &next);
        let (mut missing, mut unused) = (Paths::default(), Paths::default());
        let missing = missing.of(decision.missing());
        let unused = unused.of(decision.unused(case, amounts.gross.is_some()));
        let row = Row::new(case.id.as_deref(), &words, marks.of(&words), amounts, next.claim_by, missing, unused);
        CsvRows(&mut out, &mut repeats).row(&row.of_member(place), &Chosen::ALL);
    };
    write(case, decision, &decision.amounts(case), Place::default());
    dividend::each_member(case, decision.law, &mut |of, member, decision, amounts| {
        let share = member.of_whole.to_string();
        write(&member.case, decision, amounts, Place { member_of: of.id.as_deref(), share: Some(&share) });
    });
    String::from_utf8(out).expect("cells are text")
}

/// The regimes of a comparison, a row each.
pub fn comparison_csv(comparison: &Comparison) -> String {
    let digits = |digits: Option<Digits>| digits.map_or_else(String::new, |digits| digits.0.to_string());
    let header = [
        "id",
        "law",
        "regime",
        "from",
        "until",
        "applies",
        "status",
        "rule",
        "rate_percent",
        "gross_jpy",
        "tax_jpy",
        "net_jpy",
        "member_of",
        "share_of_whole",
    ];
    let members = comparison.members.iter().flatten().map(|member| (&member.comparison, Some(member)));
    let each = [(comparison, None)].into_iter().chain(members);
    let rows =
        each.flat_map(|(comparison, member)| comparison.regimes.iter().map(move |column| (comparison, member, column)));
    let rows = rows.map(|(comparison, member, column)| {
        [
            comparison.id.clone().unwrap_or_default(),
            column.law.to_owned(),
            column.regime.to_owned(),
            column.from.to_string(),
            column.until.to_string(),
            column.applies.to_string(),
            column.status.to_owned(),
            column.rule.unwrap_or_default().to_owned(),
            digits(column.rate_percent),
            digits(comparison.gross_jpy),
            digits(column.tax_jpy),
            digits(column.net_jpy),
            member.and_then(|member| member.member_of.clone()).unwrap_or_default(),
            member.map(|member| member.share_of_whole.clone()).unwrap_or_default(),
        ]
    });
    table(header.map(str::to_owned), rows)
}

/// Comma-separated values with a header.
#[expect(clippy::expect_used, reason = "a vector takes every byte, records are equally long, and cells are texts")]
pub(crate) fn table<const N: usize>(header: [String; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for record in std::iter::once(header).chain(rows) {
        writer.write_record(&record).expect("a vector takes every byte");
    }
    String::from_utf8(writer.into_inner().expect("a vector takes every byte")).expect("cells are text")
}

/// Writes a cell that no spreadsheet takes for a formula: behind an apostrophe where it begins like one.
#[inline(never)]
fn push_harmless(out: &mut Vec<u8>, text: &str) {
    push_cell(out, &harmless(text));
}

/// The text, behind an apostrophe where a spreadsheet would take it for a formula.
pub fn harmless(text: &str) -> Cow<'_, str> {
    // Blanks before it are passed over by some.
    let begins = text.trim_start_matches(|char: char| char.is_whitespace() || char.is_control()).chars().next();
    let is_formula = matches!(begins, Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠'))
        || text.starts_with(|char: char| char.is_control());
    if is_formula { format!("'{text}").into() } else { text.into() }
}

/// Writes a cell, quoted where it must be.
pub fn push_cell(out: &mut Vec<u8>, text: &str) {
    if !needs_quotes(text.as_bytes()) {
        return out.extend_from_slice(text.as_bytes());
    }
    out.push(b'"');
    for byte in text.bytes() {
        out.extend(std::iter::repeat_n(byte, if byte == b'"' { 2 } else { 1 }));
    }
    out.push(b'"');
}
