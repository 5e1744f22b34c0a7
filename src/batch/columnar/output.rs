//! Rows into Arrow columns.

use std::sync::{Arc, LazyLock};

use arrow_array::{ArrayRef, BooleanArray, Decimal128Array, Int64Array, RecordBatch, StringArray, new_null_array};
use arrow_buffer::{Buffer, NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::{DataType, Field, Schema, SchemaRef};

use crate::render::rows::{COLUMNS, KINDS, Key, Kind, Mark, Nulls, Row, TEXTS, WriteCells};
use crate::units::{Printed, Rate, Usd, YEN_PLACES, Yen};

/// Fraction digits of a rate in percent: those of the tables, and some more.
const RATE_PLACES: u32 = 6;

/// The columns of the output with their types.
pub fn schema() -> SchemaRef {
    static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
        let field = |(name, kind): (&&str, &Kind)| Field::new(*name, data_type(*kind), true);
        Arc::new(Schema::new(COLUMNS.iter().zip(KINDS).map(field).collect::<Vec<_>>()))
    });
    SCHEMA.clone()
}

fn data_type(kind: Kind) -> DataType {
    match kind {
        Kind::Text | Kind::Word => DataType::Utf8,
        Kind::Rate => DataType::Decimal128(9, RATE_PLACES as i8),
        Kind::Amount => DataType::Decimal128(38, YEN_PLACES as i8),
        Kind::Yen | Kind::Count => DataType::Int64,
        Kind::Usd => DataType::Decimal128(18, 2),
        Kind::Flag => DataType::Boolean,
    }
}

/// Collects rows as columns.
#[derive(Debug)]
pub struct Columns {
    columns: Vec<Cells>,
    /// The column that the next cell goes to.
    at: usize,
    /// What comes again together in a row, by the number of the text.
    together: [Together; TEXTS],
}

/// The cells of one column so far. One without a value has an empty one in its place.
#[derive(Debug)]
struct Cells {
    values: Values,
    /// Which cells have a value.
    valid: Vec<bool>,
    nulls: usize,
    /// So many more cells follow, all without a value.
    more_nulls: usize,
}

#[derive(Debug)]
enum Values {
    /// The texts one after another, and where each ends.
    Text(Vec<u8>, Vec<i32>),
    Decimal(Vec<i128>, DataType),
    Integer(Vec<i64>),
    Flag(Vec<bool>),
}

/// The cells of neighbouring columns in rows with a mark.
#[derive(Debug, Default)]
struct Together {
    /// The first of the columns.
    first: usize,
    /// What the rows with a mark have in each column; nothing where there was no such row.
    known: Vec<Vec<Again>>,
    /// The marks of the rows whose cells are still to be added.
    waiting: Vec<u32>,
}

/// A value that comes again.
#[derive(Debug)]
enum Again {
    Null,
    Text(Box<[u8]>),
    Decimal(i128),
    Integer(i64),
    Flag(bool),
}

impl Default for Columns {
    fn default() -> Self {
        Columns::new()
    }
}

impl Columns {
    pub fn new() -> Columns {
        let cells = |kind: &Kind| {
            let values = match data_type(*kind) {
                DataType::Utf8 => Values::Text(Vec::new(), vec![0]),
                DataType::Int64 => Values::Integer(Vec::new()),
                DataType::Boolean => Values::Flag(Vec::new()),
                kind => Values::Decimal(Vec::new(), kind),
            };
            Cells { values, valid: Vec::new(), nulls: 0, more_nulls: 0 }
        };
        Columns { columns: KINDS.iter().map(cells).collect(), at: 0, together: Default::default() }
    }

    pub fn row(&mut self, row: &Row<'_>) {
        self.at = 0;
        row.write(self);
    }

    /// The rows since the last time.
    pub fn finish(&mut self) -> RecordBatch {
        (0..TEXTS).for_each(|number| self.add_waiting(number));
        let arrays = self.columns.iter_mut().map(Cells::finish).collect();
        RecordBatch::try_new(schema(), arrays).expect("every row has every column")
    }

    /// Adds the cells that wait, column by column: far quicker than row by row.
    fn add_waiting(&mut self, number: usize) {
        let Together { first, known, waiting } = &mut self.together[number];
        let width = known.iter().map(Vec::len).max().unwrap_or(0);
        for (at, cells) in self.columns[*first..].iter_mut().take(width).enumerate() {
            cells.add(waiting.iter().map(|mark| &known[*mark as usize][at]));
        }
        waiting.clear();
    }

    #[inline(always)]
    fn next(&mut self, is_valid: bool) -> &mut Values {
        let cells = &mut self.columns[self.at];
        self.at += 1;
        if cells.more_nulls > 0 {
            cells.add_nulls();
        }
        cells.valid.push(is_valid);
        cells.nulls += usize::from(!is_valid);
        &mut cells.values
    }

    #[inline(always)]
    fn push_text(&mut self, value: Option<&str>) {
        if let Values::Text(bytes, ends) = self.next(value.is_some()) {
            if let Some(value) = value {
                bytes.extend_from_slice(value.as_bytes());
            }
            ends.push(end(bytes));
        }
    }

    #[inline(always)]
    fn push_decimal(&mut self, value: Option<i128>) {
        if let Values::Decimal(values, _) = self.next(value.is_some()) {
            values.push(value.unwrap_or_default());
        }
    }

    #[inline(always)]
    fn push_integer(&mut self, value: Option<i64>) {
        if let Values::Integer(values) = self.next(value.is_some()) {
            values.push(value.unwrap_or_default());
        }
    }
}

fn end(bytes: &[u8]) -> i32 {
    i32::try_from(bytes.len()).expect("the texts of a batch are less than two gigabytes")
}

impl Cells {
    /// The last cell, to be added again.
    fn last(&self) -> Again {
        if self.valid.last() != Some(&true) {
            return Again::Null;
        }
        let last = match &self.values {
            Values::Text(bytes, ends) => {
                let begins = ends.len().checked_sub(2).map_or(0, |at| ends[at] as usize);
                Some(Again::Text(bytes[begins..].into()))
            }
            Values::Decimal(values, _) => values.last().map(|value| Again::Decimal(*value)),
            Values::Integer(values) => values.last().map(|value| Again::Integer(*value)),
            Values::Flag(values) => values.last().map(|value| Again::Flag(*value)),
        };
        last.unwrap_or(Again::Null)
    }

    /// Adds cells.
    fn add<'a>(&mut self, cells: impl ExactSizeIterator<Item = &'a Again> + Clone) {
        let valid = cells.clone().map(|cell| !matches!(cell, Again::Null));
        self.nulls += valid.clone().filter(|is_valid| !is_valid).count();
        self.valid.extend(valid);
        match &mut self.values {
            Values::Text(bytes, ends) => ends.extend(cells.map(|cell| {
                if let Again::Text(text) = cell {
                    bytes.extend_from_slice(text);
                }
                end(bytes)
            })),
            Values::Decimal(values, _) => {
                values.extend(cells.map(|cell| if let Again::Decimal(value) = cell { *value } else { 0 }));
            }
            Values::Integer(values) => {
                values.extend(cells.map(|cell| if let Again::Integer(value) = cell { *value } else { 0 }));
            }
            Values::Flag(values) => values.extend(cells.map(|cell| matches!(cell, Again::Flag(true)))),
        }
    }

    /// Adds the cells without a value that were only counted.
    #[inline(never)]
    fn add_nulls(&mut self) {
        let count = std::mem::take(&mut self.more_nulls);
        self.add(std::iter::repeat_n(&Again::Null, count));
    }

    /// The cells as an array. The next ones find as much memory as these took, so that it does not grow bit by bit.
    fn finish(&mut self) -> ArrayRef {
        if self.more_nulls > 0 && self.valid.is_empty() {
            let kind = match &self.values {
                Values::Text(..) => &DataType::Utf8,
                Values::Decimal(_, kind) => kind,
                Values::Integer(_) => &DataType::Int64,
                Values::Flag(_) => &DataType::Boolean,
            };
            return new_null_array(kind, std::mem::take(&mut self.more_nulls));
        }
        self.add_nulls();
        let some_are_null = std::mem::take(&mut self.nulls) > 0;
        let nulls = some_are_null.then(|| NullBuffer::from(self.valid.as_slice()));
        self.valid.clear();
        match &mut self.values {
            Values::Text(bytes, ends) => {
                let ends = std::mem::replace(ends, begun(ends.len()));
                let offsets = OffsetBuffer::new(ScalarBuffer::from(ends));
                Arc::new(StringArray::new(offsets, Buffer::from_vec(taken(bytes)), nulls))
            }
            Values::Decimal(values, kind) => {
                let array = Decimal128Array::new(taken(values).into(), nulls);
                Arc::new(array.with_data_type(kind.clone()))
            }
            Values::Integer(values) => Arc::new(Int64Array::new(taken(values).into(), nulls)),
            Values::Flag(values) => Arc::new(BooleanArray::new(taken(values).into(), nulls)),
        }
    }
}

/// What was collected, with as much memory left in its place.
fn taken<T>(values: &mut Vec<T>) -> Vec<T> {
    let next = Vec::with_capacity(values.len());
    std::mem::replace(values, next)
}

/// Where texts end before there is one, with memory for so many ends.
fn begun(length: usize) -> Vec<i32> {
    let mut ends = Vec::with_capacity(length);
    ends.push(0);
    ends
}

impl WriteCells for Columns {
    #[inline(always)]
    fn together(&mut self, mark: Option<Mark>, number: usize, write: impl FnOnce(&mut Self)) {
        let Together { known, waiting, .. } = &mut self.together[number];
        if let Some(mark) = mark
            && let Some(cells) = known.get(mark.number()).filter(|cells| !cells.is_empty())
        {
            self.at += cells.len();
            return waiting.push(mark.number() as u32);
        }
        self.add_waiting(number);
        let first = self.at;
        write(self);
        if let Some(mark) = mark {
            let together = &mut self.together[number];
            together.first = first;
            together.known.resize_with(together.known.len().max(mark.number() + 1), Vec::new);
            together.known[mark.number()] = self.columns[first..self.at].iter().map(Cells::last).collect();
        }
    }

    #[inline(always)]
    fn seldom(&mut self, are_none: bool, nulls: Nulls, write: impl FnOnce(&mut Self)) {
        if !are_none {
            return write(self);
        }
        for cells in &mut self.columns[self.at..self.at + nulls.count] {
            cells.more_nulls += 1;
        }
        self.at += nulls.count;
    }

    #[inline(always)]
    fn text(&mut self, _: Key, value: Option<&str>) {
        self.push_text(value);
    }

    #[inline(always)]
    fn word(&mut self, _: Key, value: Option<&'static str>) {
        self.push_text(value);
    }

    #[inline(always)]
    fn rate(&mut self, _: Key, value: Option<Rate>) {
        self.push_decimal(value.map(|rate| rate.in_units(RATE_PLACES)));
    }

    #[inline(always)]
    fn amount(&mut self, _: Key, value: Option<Printed>) {
        self.push_decimal(value.map(Printed::units));
    }

    #[inline(always)]
    fn yen(&mut self, _: Key, value: Option<Yen>) {
        self.push_integer(value.map(Yen::value));
    }

    #[inline(always)]
    fn usd(&mut self, _: Key, value: Option<Usd>) {
        self.push_decimal(value.map(|usd| usd.cents().into()));
    }

    #[inline(always)]
    fn flag(&mut self, _: Key, value: Option<bool>) {
        if let Values::Flag(values) = self.next(value.is_some()) {
            values.push(value.unwrap_or_default());
        }
    }

    #[inline(always)]
    fn count(&mut self, _: Key, value: Option<u64>) {
        self.push_integer(value.and_then(|count| i64::try_from(count).ok()));
    }
}
