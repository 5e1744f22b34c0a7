//! Records in columns: Arrow batches in and out.

mod keys;
mod output;
mod values;

pub use keys::Coder;
use keys::Keys;
pub use output::{Columns, schema};

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_buffer::NullBuffer;
use arrow_schema::{DataType, Fields, Schema};

use super::chunk::MAX_RECORD;
use super::records::{Record, Take, Written};
use crate::input::{COLUMNS, Cell, Column, Place, Problem, REMARKS, Raw, Slot};
use values::{Values, push_json};

/// A column of the input, and where it stands in a batch.
#[derive(Clone, Debug)]
pub struct Source {
    column: &'static Column,
    /// Positions: of the column, and of the field in each struct on the way down.
    path: Vec<usize>,
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
            (None, Some(column)) => sources.push(Source { column, path: at }),
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
    let wanted = column.wire.wanted();
    match kind {
        DataType::Float16 | DataType::Float32 | DataType::Float64 => Some((
            format!("a column of type {kind}"),
            wanted,
            Some(
                "binary floating point does not hold decimal fractions exactly, so that a tax could be off by a yen; \
                 cast the column to decimal, integer or string"
                    .to_owned(),
            ),
        )),
        DataType::Timestamp(..) | DataType::Date64 => {
            let hint = "a day has no time and no zone; cast the column to date32 or string";
            Some((format!("a column of type {kind}"), wanted, Some(hint.to_owned())))
        }
        kind if Values::can_read(kind) => None,
        kind => {
            let hint = "string, boolean, integer, decimal and date32 columns are read";
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
    rows: usize,
    /// The columns of what is a row's own.
    own: Vec<(Slot, usize)>,
    /// The key of each row, one after another: what stands in its other columns.
    keys: Option<Keys<'b>>,
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
    /// The rows of a batch, with keys where `coder` gives them.
    pub fn new(sources: &[Source], batch: &'b RecordBatch, coder: Option<&'b mut Coder>) -> ColumnRows<'b> {
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
        let columns: Vec<_> = sources.iter().map(leaf).collect();
        let own = columns.iter().enumerate();
        let own = own.filter_map(|(at, leaf)| Some((leaf.column.slot.filter(|slot| slot.is_own())?, at))).collect();
        let keys = coder.and_then(|coder| coder.keys(&columns, batch.num_rows()));
        ColumnRows { columns, rows: batch.num_rows(), own, keys }
    }

    /// Hands each row to `take` until that has enough.
    pub fn rows(&self, first_row: u64, take: &mut impl Take) {
        let nested = self.columns.iter().filter(|leaf| matches!(leaf.values, Values::Nested));
        let nested: Vec<_> = nested.collect();
        for row in 0..self.rows {
            let record =
                Record { line: first_row + row as u64, written: Written::Row(self, row), text: &[], is_cut: false };
            let is_nested = nested.iter().any(|leaf| !leaf.is_null(row));
            if !(if is_nested { self.nested_row(row, record, take) } else { take.record(record) }) {
                return;
            }
        }
    }

    /// The values of a row without lists and structs.
    #[inline]
    pub fn cells(&self, row: usize) -> impl Iterator<Item = (&'static Column, Cell<'_>)> {
        self.columns.iter().map(move |leaf| (leaf.column, leaf.cell(row)))
    }

    /// Those of them that are the row's own.
    #[inline]
    pub fn own(&self, row: usize) -> impl Iterator<Item = (Slot, Cell<'_>)> {
        self.own.iter().map(move |(slot, at)| (*slot, self.columns[*at].cell(row)))
    }

    /// What tells the others from those of other rows.
    #[inline]
    pub fn key(&self, row: usize) -> Option<&[u64]> {
        self.keys.as_ref()?.of(row)
    }

    /// Lists and structs stand as JSON beside the row for as long as it is read.
    fn nested_row(&self, row: usize, record: Record<'_>, take: &mut impl Take) -> bool {
        let texts: Vec<_> = self.columns.iter().map(|leaf| leaf.json(row)).collect();
        if texts.iter().flatten().any(|text| text.len() > MAX_RECORD) {
            let wanted = format!("a record of at most {MAX_RECORD} bytes");
            let written = Written::Raw(Raw::Broken("a longer list", &wanted));
            return take.record(Record { written, ..record });
        }
        let cell = |(leaf, text): (&Leaf<'b>, _)| {
            let text: &Option<String> = text;
            (leaf.column, text.as_ref().map_or_else(|| leaf.cell(row), |text| Cell::Json(text)))
        };
        // A scope of its own: the cells borrow both the batch and the texts.
        let cells: Vec<(&'static Column, Cell<'_>)> = self.columns.iter().zip(&texts).map(cell).collect();
        take.record(Record { written: Written::Raw(Raw::Cells(&cells)), ..record })
    }
}

impl<'b> Leaf<'b> {
    #[inline]
    fn cell(&self, row: usize) -> Cell<'b> {
        if self.is_null(row) { Cell::Null } else { self.values.cell(self.column, row) }
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
