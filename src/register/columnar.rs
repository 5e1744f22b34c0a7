//! Records in columns: Arrow batches in and out.

mod output;
pub mod row_text;
mod values;

pub use output::{Columns, schema_with};

use std::borrow::Cow;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_buffer::NullBuffer;
use arrow_schema::{DataType, Fields, Schema};

use super::Layout;
use super::chunk::MAX_RECORD;
use super::kept::Kept;
use crate::input::{COLUMNS, Column, Names, Place, Problem, REMARKS, Raw, Rename, Value, digits};
use values::{Values, push_json};

/// A column of the input, and where it stands in a batch.
#[derive(Clone, Debug)]
pub struct Source {
    column: &'static Column,
    at: Position,
    /// Its numbers are binary fractions.
    is_float: bool,
    /// Where its values are written otherwise.
    rename: Option<Rename>,
}

impl Source {
    /// What the register calls it, where it states this fact.
    pub fn own_name(&self, path: &str) -> Option<&str> {
        (self.column.path == path).then(|| self.rename.as_ref().map_or(self.column.path, Rename::own))
    }

    /// The column's name, where its numbers are binary fractions that are read as the decimals they stand for.
    pub fn float(&self) -> Option<&'static str> {
        self.is_float.then_some(self.column.path)
    }
}

/// A column that is no fact and is passed on: its name, its type, and where it stands.
#[derive(Clone, Debug)]
pub struct Passed {
    pub name: String,
    pub kind: DataType,
    at: Position,
}

/// Where a column stands in a batch.
#[derive(Clone, Debug)]
struct Position {
    column: usize,
    /// The field in each struct on the way down.
    inside: Vec<usize>,
}

/// The columns of a schema, or why they cannot be read.
pub fn layout(schema: &Schema, name: &str, names: &Names, says: &[&str]) -> Result<Layout, Vec<Problem>> {
    let mut sources = Vec::new();
    let (mut kept, mut dropped) = (Vec::new(), Vec::new());
    let mut problems = Vec::new();
    let leaves = leaves(schema.fields(), "", None);
    if leaves.len() > super::MOST_COLUMNS {
        return Err(vec![super::too_many_columns(name, leaves.len())]);
    }
    let own: Vec<_> = leaves.iter().map(|(path, ..)| path.clone()).collect();
    for (path, kind, at) in leaves {
        let path = path.as_str();
        if at.inside.is_empty() && REMARKS.contains(&path) {
            continue;
        }
        let rename = names.rename(path);
        let column = rename.map(|rename| rename.to).or_else(|| COLUMNS.iter().find(|column| column.path == path));
        let Some(column) = column else {
            match names.keeps(path) {
                true => kept.push(Passed { name: path.to_owned(), kind: kind.clone(), at }),
                false => dropped.push(path.to_owned()),
            }
            continue;
        };
        let wrong = match kind {
            _ if sources.iter().any(|source: &Source| source.column.path == column.path) => {
                let (got, wanted) = super::column_twice();
                Some((got, wanted, None))
            }
            kind => unreadable(column, kind),
        };
        if let Some((got, wanted, hint)) = wrong {
            let place = Place { file: name.to_owned(), at: None };
            problems.push(Problem { place, path: path.to_owned(), got, wanted, hint });
            // It is there, and what is wrong with it is said.
        }
        let is_float = matches!(kind, DataType::Float32 | DataType::Float64);
        sources.push(Source { column, at, is_float, rename: rename.cloned() });
    }
    let has = |path: &str| says.contains(&path) || sources.iter().any(|source| source.column.path == path);
    problems.extend(super::missing_columns(name, &own, names, has));
    if problems.is_empty() { Ok(Layout::Columns { columns: sources, kept, dropped }) } else { Err(problems) }
}

/// Every column that is no struct, with its dotted path, its type and where it stands.
fn leaves<'s>(fields: &'s Fields, prefix: &str, outer: Option<&Position>) -> Vec<(String, &'s DataType, Position)> {
    let mut found = Vec::new();
    for (index, field) in fields.iter().enumerate() {
        let path = format!("{prefix}{}", field.name());
        let at = match outer {
            None => Position { column: index, inside: Vec::new() },
            Some(outer) => Position { column: outer.column, inside: [&*outer.inside, &[index]].concat() },
        };
        match field.data_type() {
            DataType::Struct(fields) if !COLUMNS.iter().any(|column| column.path == path) => {
                found.extend(leaves(fields, &format!("{path}."), Some(&at)));
            }
            kind => found.push((path, kind, at)),
        }
    }
    found
}

type Wrong = (String, String, Option<String>);

/// Why a column of this type cannot be read exactly.
fn unreadable(column: &Column, kind: &DataType) -> Option<Wrong> {
    let wanted = column.value.wanted();
    let got = || said!("a column of type {kind}", "型{kind}の列");
    match kind {
        DataType::Float16 => {
            let hint = word!(
                "so short a binary fraction does not hold the decimals of an amount; cast the column to decimal, integer or string",
                "16ビットの浮動小数点数では金額の小数を保持できません。列をdecimal、integer又はstringに変換してください。"
            );
            Some((got(), wanted, Some(hint.to_owned())))
        }
        kind if Values::can_read(kind) => None,
        DataType::Timestamp(..) => {
            let hint = word!(
                "a day has no zone; cast the column to date32 or string",
                "日付に時間帯はありません。列をdate32又はstringに変換してください。"
            );
            Some((got(), wanted, Some(hint.to_owned())))
        }
        _ => {
            let hint = word!(
                "string, boolean, integer, decimal, floating-point, date and timestamp columns are read",
                "読み取れるのは、文字列、真偽値、整数、10進数、浮動小数点数、日付及び日時の列です。"
            );
            Some((got(), wanted, Some(hint.to_owned())))
        }
    }
}

/// How many rows of a batch come to no more than so many bytes of text, one at the least: many rows can share a long one.
pub fn rows_within(batch: &RecordBatch, bytes: usize) -> usize {
    let longest: usize = batch.columns().iter().map(values::longest_shared).sum();
    (bytes / longest.max(1)).max(1)
}

/// The rows of a batch.
#[derive(Debug)]
pub struct ColumnRows<'b> {
    columns: Vec<Leaf<'b>>,
    kept: Vec<&'b ArrayRef>,
}

#[derive(Debug)]
struct Leaf<'b> {
    column: &'static Column,
    values: Values<'b>,
    array: &'b ArrayRef,
    /// Which values there are, of the array and of the structs it stands in, where some are missing.
    nulls: Vec<&'b NullBuffer>,
    rename: Option<&'b Rename>,
}

impl<'b> ColumnRows<'b> {
    pub fn new(sources: &'b [Source], kept: &[Passed], batch: &'b RecordBatch) -> ColumnRows<'b> {
        let leaf = |source: &'b Source| {
            let mut array = batch.column(source.at.column);
            let mut nulls: Vec<_> = array.nulls().into_iter().collect();
            for at in &source.at.inside {
                array = array.as_struct().column(*at);
                nulls.extend(array.nulls());
            }
            nulls.retain(|nulls| nulls.null_count() > 0);
            let (column, rename) = (source.column, source.rename.as_ref());
            Leaf { column, values: Values::new(array), array, nulls, rename }
        };
        let array = |passed: &Passed| {
            let first = batch.column(passed.at.column);
            passed.at.inside.iter().fold(first, |array, at| array.as_struct().column(*at))
        };
        ColumnRows { columns: sources.iter().map(leaf).collect(), kept: kept.iter().map(array).collect() }
    }

    /// Takes the cells of a row that are passed on.
    pub fn keep(&self, row: usize, kept: &mut Kept) {
        for array in &self.kept {
            let mut json = String::new();
            push_json(&mut json, array, row);
            kept.push_json(&json);
        }
    }

    /// The columns that are passed on, whole.
    pub fn kept(&self) -> Vec<ArrayRef> {
        self.kept.iter().map(|array| (*array).clone()).collect()
    }

    /// Hands the value of each column of a row over; false where one is longer than a record can be.
    #[inline(always)]
    pub fn each(&self, row: usize, mut take: impl FnMut(&Column, Option<Value<'_>>)) -> bool {
        for leaf in &self.columns {
            let text;
            let value = match (leaf.rename, &leaf.values) {
                (None, Values::Nested) => {
                    text = leaf.json(row);
                    if text.as_deref().is_some_and(is_too_long) {
                        return false;
                    }
                    text.as_deref().map(nested)
                }
                (None, _) => leaf.value(row),
                (Some(rename), _) => {
                    text = leaf.renamed(row, rename, Rename::value);
                    text.as_deref().and_then(|text| leaf.column.value_of(text))
                }
            };
            take(leaf.column, value);
        }
        true
    }

    /// A row by itself, lists and structs as JSON.
    pub fn with_raw<T>(&self, row: usize, take: impl FnOnce(Raw<'_>) -> T) -> T {
        let text = |leaf: &Leaf<'_>| match leaf.rename {
            Some(rename) => leaf.renamed(row, rename, Rename::value_in),
            None => leaf.json(row),
        };
        let texts: Vec<_> = self.columns.iter().map(text).collect();
        if texts.iter().flatten().any(|text| is_too_long(text)) {
            let wanted = super::record_of_most();
            return take(Raw::Broken(word!("a longer list", "上限を超える長さのリスト"), &wanted, None));
        }
        let cells = self.columns.iter().zip(&texts);
        let cells: Vec<_> = cells
            .map(|(leaf, text)| {
                let value = match (leaf.rename, text.as_deref()) {
                    (Some(_), text) => text.and_then(|text| leaf.column.value_of(text)),
                    (None, Some(text)) => Some(nested(text)),
                    (None, None) => match leaf.value(row) {
                        Some(Value::Text(text)) => leaf.column.value_of(leaf.column.bare(text)),
                        value => value,
                    },
                };
                (leaf.column.field, value)
            })
            .collect();
        take(Raw::Cells(&cells))
    }
}

/// How a text of a column with another name is read.
type ReadText = for<'t> fn(&'t Rename, &'t str) -> Cow<'t, str>;

/// Whether a list takes more than a record can.
fn is_too_long(list: &str) -> bool {
    list.len() > MAX_RECORD
}

/// A list or a struct that stands as JSON.
fn nested(text: &str) -> Value<'_> {
    if text.starts_with('{') { Value::Object(text) } else { Value::List(text) }
}

impl<'b> Leaf<'b> {
    #[inline(always)]
    fn value(&self, row: usize) -> Option<Value<'b>> {
        if self.is_null(row) { None } else { self.values.value(self.column, row) }
    }

    /// The value in the fact's words, as a text; texts as `read` does.
    #[inline(never)]
    fn renamed(&self, row: usize, rename: &Rename, read: ReadText) -> Option<String> {
        if matches!(self.values, Values::Nested) {
            return self.json(row);
        }
        Some(match self.value(row)? {
            Value::Text(text) | Value::Escaped(text) | Value::List(text) | Value::Object(text) => {
                read(rename, text).into_owned()
            }
            Value::Bool(is) => rename.value(if is { "true" } else { "false" }).into_owned(),
            Value::Day(day) => rename.value(&day.to_string()).into_owned(),
            Value::Number(text) => rename.number(text).into_owned(),
            Value::Decimal(mantissa, scale) => rename.number(&digits(mantissa, scale)).into_owned(),
        })
    }

    fn json(&self, row: usize) -> Option<String> {
        (matches!(self.values, Values::Nested) && !self.is_null(row)).then(|| {
            let mut text = String::new();
            push_json(&mut text, self.array, row);
            text
        })
    }

    #[inline]
    fn is_null(&self, row: usize) -> bool {
        self.nulls.iter().any(|nulls| nulls.is_null(row))
    }
}
