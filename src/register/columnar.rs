//! Records in columns: Arrow batches in and out.

mod output;
mod values;

pub use output::{Columns, schema};

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_buffer::NullBuffer;
use arrow_schema::{DataType, Fields, Schema};

use super::chunk::MAX_RECORD;
use crate::facts::Field;
use crate::input::{COLUMNS, Column, Place, Problem, REMARKS, Raw, Value};
use values::{Values, push_json};

/// A column of the input, and where it stands in a batch.
#[derive(Clone, Debug)]
pub struct Source {
    column: &'static Column,
    /// Positions: of the column, and of the field in each struct on the way down.
    path: Vec<usize>,
    /// Its numbers are binary fractions.
    is_float: bool,
}

impl Source {
    /// The column's name, where its numbers are binary fractions that are read as the decimals they stand for.
    pub fn float(&self) -> Option<&'static str> {
        self.is_float.then_some(self.column.path)
    }
}

/// The columns of a schema, or why they cannot be read.
pub fn sources(schema: &Schema, name: &str) -> Result<Vec<Source>, Vec<Problem>> {
    let mut sources = Vec::new();
    let mut problems = Vec::new();
    for (path, kind, at) in leaves(schema.fields(), "", &[]) {
        let path = path.as_str();
        if at.len() == 1 && REMARKS.contains(&path) {
            continue;
        }
        let column = COLUMNS.iter().find(|column| column.path == path);
        let wrong = match (column, kind) {
            (None, _) => Some(("an unknown column".to_owned(), super::known_columns(path), super::near_column(path))),
            (Some(column), _) if sources.iter().any(|source: &Source| source.column.path == column.path) => {
                Some(("the column a second time".to_owned(), "each column once".to_owned(), None))
            }
            (Some(column), kind) => unreadable(column, kind),
        };
        match (wrong, column) {
            (Some((got, wanted, hint)), _) => {
                let place = Place { file: name.to_owned(), at: None };
                problems.push(Problem { place, path: path.to_owned(), got, wanted, hint });
            }
            (None, Some(column)) => {
                let is_float = matches!(kind, DataType::Float32 | DataType::Float64);
                sources.push(Source { column, path: at, is_float });
            }
            (None, None) => {}
        }
    }
    problems.extend(super::missing_columns(name, |path| sources.iter().any(|source| source.column.path == path)));
    if problems.is_empty() { Ok(sources) } else { Err(problems) }
}

/// Every column that is no struct, with its dotted path, its type and where it stands.
fn leaves<'s>(fields: &'s Fields, prefix: &str, at: &[usize]) -> Vec<(String, &'s DataType, Vec<usize>)> {
    let mut found = Vec::new();
    for (index, field) in fields.iter().enumerate() {
        let path = format!("{prefix}{}", field.name());
        let at = [at, &[index]].concat();
        match field.data_type() {
            DataType::Struct(fields) if !COLUMNS.iter().any(|column| column.path == path) => {
                found.extend(leaves(fields, &format!("{path}."), &at));
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
    match kind {
        DataType::Float16 => Some((
            format!("a column of type {kind}"),
            wanted,
            Some(
                "so short a binary fraction does not hold the decimals of an amount; cast the column to decimal, integer \
                 or string"
                    .to_owned(),
            ),
        )),
        kind if Values::can_read(kind) => None,
        DataType::Timestamp(..) => {
            let hint = "a day has no zone; cast the column to date32 or string";
            Some((format!("a column of type {kind}"), wanted, Some(hint.to_owned())))
        }
        kind => {
            let hint = "string, boolean, integer, decimal, floating-point, date and timestamp columns are read";
            Some((format!("a column of type {kind}"), wanted, Some(hint.to_owned())))
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
}

#[derive(Debug)]
struct Leaf<'b> {
    column: &'static Column,
    values: Values<'b>,
    array: &'b ArrayRef,
    /// Which values there are, of the array and of the structs it stands in, where some are missing.
    nulls: Vec<&'b NullBuffer>,
}

impl<'b> ColumnRows<'b> {
    pub fn new(sources: &[Source], batch: &'b RecordBatch) -> ColumnRows<'b> {
        let leaf = |source: &Source| {
            let mut array = batch.column(source.path[0]);
            let mut nulls: Vec<_> = array.nulls().into_iter().collect();
            for at in &source.path[1..] {
                array = array.as_struct().column(*at);
                nulls.extend(array.nulls());
            }
            nulls.retain(|nulls| nulls.null_count() > 0);
            Leaf { column: source.column, values: Values::new(array), array, nulls }
        };
        ColumnRows { columns: sources.iter().map(leaf).collect() }
    }

    /// Hands the value of each column of a row over; false where one is longer than a record can be.
    #[inline(always)]
    pub fn each(&self, row: usize, mut take: impl FnMut(Field, Option<Value<'_>>)) -> bool {
        for leaf in &self.columns {
            let field = leaf.column.field;
            if !matches!(leaf.values, Values::Nested) {
                take(field, leaf.value(row));
                continue;
            }
            let text = leaf.json(row);
            if text.as_ref().is_some_and(|text| text.len() > MAX_RECORD) {
                return false;
            }
            take(field, text.as_deref().map(nested));
        }
        true
    }

    /// A row by itself, lists and structs as JSON.
    pub fn with_raw<T>(&self, row: usize, take: impl FnOnce(Raw<'_>) -> T) -> T {
        let texts: Vec<_> = self.columns.iter().map(|leaf| leaf.json(row)).collect();
        if texts.iter().flatten().any(|text| text.len() > MAX_RECORD) {
            let wanted = format!("a record of at most {MAX_RECORD} bytes");
            return take(Raw::Broken("a longer list", &wanted));
        }
        let cells = self.columns.iter().zip(&texts);
        let cells: Vec<_> = cells
            .map(|(leaf, text)| (leaf.column.field, text.as_deref().map(nested).or_else(|| leaf.value(row))))
            .collect();
        take(Raw::Cells(&cells))
    }
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
