//! Rows into Arrow columns.

use std::sync::Arc;

use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Decimal128Array, DictionaryArray, Int32Array, Int64Array, RecordBatch,
    StringArray, new_null_array,
};
use arrow_buffer::{BooleanBuffer, Buffer, NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::{DataType, Field, Schema, SchemaRef};

use crate::render::rows::{Chosen, Key, Kind, Nulls, Row, WriteCells};
use crate::units::{Day, Printed, Rate, Usd, YEN_PLACES, Yen};

/// Fraction digits of a rate in percent: those of the tables, and some more.
const RATE_PLACES: u32 = 6;

/// Digits of an amount in yen, sixteen before the point: more than the bound of amounts, and in Parquet twelve bytes.
const YEN_DIGITS: u8 = 28;

/// The columns of the output with their types, those that are passed on behind; words and rates as dictionaries, where
/// these are wanted.
pub fn schema_with(dictionaries: bool, chosen: &Chosen, kept: &[Field]) -> SchemaRef {
    let own = chosen.each().map(|(name, kind)| Field::new(name, data_type(kind, dictionaries), true));
    Arc::new(Schema::new(own.chain(kept.iter().cloned()).collect::<Vec<_>>()))
}

fn data_type(kind: Kind, dictionaries: bool) -> DataType {
    match kind {
        Kind::Word | Kind::Rate if dictionaries => {
            DataType::Dictionary(Box::new(DataType::Int32), Box::new(data_type(kind, false)))
        }
        Kind::Text | Kind::Word => DataType::Utf8,
        Kind::Rate => DataType::Decimal128(9, RATE_PLACES as i8),
        Kind::Amount => DataType::Decimal128(YEN_DIGITS, YEN_PLACES as i8),
        Kind::Yen | Kind::Count => DataType::Int64,
        Kind::Usd => DataType::Decimal128(18, 2),
        Kind::Flag => DataType::Boolean,
        Kind::Day => DataType::Date32,
    }
}

/// Collects rows as columns.
#[derive(Debug)]
pub struct Columns {
    columns: Vec<Cells>,
    /// The column that the next cell goes to.
    at: usize,
    /// The mark of each row, which stands for its words and rates: these are put together column by column at the
    /// end, which is far quicker than row by row.
    marks: Vec<i32>,
    /// The words and rates of the rows with a mark.
    known: Vec<Vec<Again>>,
    /// Some of these are new since the last batch.
    some_are_new: bool,
    /// What the columns are called, and of which types they are.
    schema: SchemaRef,
    chosen: Chosen,
}

/// The cells of one column so far. One without a value has an empty one in its place.
#[derive(Debug)]
struct Cells {
    values: Values,
    count: usize,
    nulls: usize,
    /// Which cells have a value, as soon as one has none.
    valid: Vec<bool>,
    /// So many more cells follow, all without a value.
    more_nulls: usize,
    /// An array without a value: what a column that is seldom stated mostly is.
    empty: Option<ArrayRef>,
}

#[derive(Debug)]
enum Values {
    /// The texts one after another, and where each ends.
    Text(Vec<u8>, Vec<i32>),
    Decimal(Vec<i128>, DataType),
    Integer(Vec<i64>),
    /// Days since 1970.
    Day(Vec<i32>),
    /// These are among the words and rates of a row, at this position; as a dictionary, if one was made.
    Again(usize, Option<ArrayRef>),
}

/// A word or a rate.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Again {
    Null,
    Word(&'static str),
    Rate(i128),
    Flag(bool),
}

impl Columns {
    pub fn new(dictionaries: bool, chosen: &Chosen) -> Columns {
        let mut again = 0..;
        let cells = |(_, kind): (&str, Kind)| {
            let values = match (kind, data_type(kind, false)) {
                (Kind::Word | Kind::Rate | Kind::Flag, _) => Values::Again(again.next().unwrap_or_default(), None),
                (_, DataType::Utf8) => Values::Text(Vec::new(), vec![0]),
                (_, DataType::Int64) => Values::Integer(Vec::new()),
                (_, DataType::Date32) => Values::Day(Vec::new()),
                (_, kind) => Values::Decimal(Vec::new(), kind),
            };
            Cells { values, count: 0, nulls: 0, valid: Vec::new(), more_nulls: 0, empty: None }
        };
        let columns = chosen.each().map(cells).collect();
        let (schema, chosen) = (schema_with(dictionaries, chosen, &[]), chosen.clone());
        let (marks, known) = (Vec::new(), Vec::new());
        Columns { columns, at: 0, marks, known, some_are_new: false, schema, chosen }
    }

    pub fn row(&mut self, row: &Row<'_>) {
        let mark = row.mark.number();
        if self.known.get(mark).is_none_or(Vec::is_empty) {
            self.known.resize(self.known.len().max(mark + 1), Vec::new());
            if let Some(known) = self.known.get_mut(mark) {
                row.write_chosen(&self.chosen, &mut WordsOnly(known));
                self.some_are_new = true;
            }
        }
        self.marks.push(mark as i32);
        self.at = 0;
        if self.chosen.is_all() {
            return row.write(self);
        }
        let chosen = std::mem::take(&mut self.chosen);
        row.write_chosen(&chosen, self);
        self.chosen = chosen;
    }

    /// The rows since the last time.
    #[expect(
        clippy::expect_used,
        reason = "every row writes every column that was chosen, to which tests of chosen columns hold it"
    )]
    pub fn finish(&mut self) -> RecordBatch {
        let Columns { columns, marks, known, schema, .. } = self;
        let marks = ScalarBuffer::from(taken(marks));
        let is_old = !std::mem::take(&mut self.some_are_new);
        let array = |(cells, field): (&mut Cells, &Arc<Field>)| match &mut cells.values {
            Values::Again(at, dictionary) => {
                let at = *at;
                let values = || known.iter().map(move |cells| cells.get(at).copied().unwrap_or(Again::Null));
                match field.data_type() {
                    DataType::Dictionary(_, kind) => {
                        let values = match dictionary.take_if(|_| is_old) {
                            Some(values) => values,
                            None => distinct(kind, values()),
                        };
                        let positions = Int32Array::new(marks.clone(), None);
                        Arc::new(DictionaryArray::new(positions, dictionary.insert(values).clone()))
                    }
                    kind => gathered(kind, &values().collect::<Vec<_>>(), &marks),
                }
            }
            _ => cells.finish(),
        };
        let arrays = columns.iter_mut().zip(schema.fields()).map(array).collect();
        RecordBatch::try_new(self.schema.clone(), arrays).expect("every row has every column")
    }

    #[expect(
        clippy::indexing_slicing,
        reason = "a row begins at the first column and writes one cell for each that was chosen, to which tests of chosen \
                  columns hold it"
    )]
    #[inline(always)]
    fn next(&mut self, is_valid: bool) -> &mut Values {
        let cells = &mut self.columns[self.at];
        self.at += 1;
        if cells.more_nulls > 0 {
            cells.add_nulls();
        }
        if !is_valid {
            cells.add_null();
        } else if cells.nulls > 0 {
            cells.valid.push(true);
        }
        cells.count += 1;
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

#[expect(clippy::expect_used, reason = "a batch is made of a chunk, and a chunk has some megabytes")]
fn end(bytes: &[u8]) -> i32 {
    i32::try_from(bytes.len()).expect("the texts of a batch are less than two gigabytes")
}

/// The value of each mark: a word or a rate.
fn distinct(kind: &DataType, values: impl Iterator<Item = Again>) -> ArrayRef {
    match kind {
        DataType::Utf8 => {
            let words = values.map(|value| if let Again::Word(word) = value { Some(word) } else { None });
            Arc::new(StringArray::from_iter(words))
        }
        kind => {
            let rates = values.map(|value| if let Again::Rate(rate) = value { Some(rate) } else { None });
            Arc::new(Decimal128Array::from_iter(rates).with_data_type(kind.clone()))
        }
    }
}

/// The value of each row, by its mark.
#[expect(
    clippy::indexing_slicing,
    reason = "the first row with a mark leaves what it stands for, before the mark is counted"
)]
fn gathered(kind: &DataType, values: &[Again], marks: &[i32]) -> ArrayRef {
    let is_stated: Vec<_> = values.iter().map(|value| *value != Again::Null).collect();
    let some_are_null = is_stated.contains(&false) && marks.iter().any(|mark| !is_stated[*mark as usize]);
    let bits = |is: &[bool]| BooleanBuffer::collect_bool(marks.len(), |row| is[marks[row] as usize]);
    let nulls = some_are_null.then(|| NullBuffer::from(bits(&is_stated)));
    match kind {
        DataType::Utf8 => {
            let words = values.iter().map(|value| if let Again::Word(word) = value { *word } else { "" });
            let words: Vec<_> = words.collect();
            let mut bytes = Vec::new();
            let mut ends = begun(marks.len() + 1);
            ends.extend(marks.iter().map(|mark| {
                bytes.extend_from_slice(words[*mark as usize].as_bytes());
                end(&bytes)
            }));
            let offsets = OffsetBuffer::new(ScalarBuffer::from(ends));
            Arc::new(StringArray::new(offsets, Buffer::from_vec(bytes), nulls))
        }
        DataType::Boolean => {
            let flags: Vec<_> = values.iter().map(|value| *value == Again::Flag(true)).collect();
            Arc::new(BooleanArray::new(bits(&flags), nulls))
        }
        kind => {
            let rates = values.iter().map(|value| if let Again::Rate(rate) = value { *rate } else { 0 });
            let rates: Vec<_> = rates.collect();
            let values: Vec<_> = marks.iter().map(|mark| rates[*mark as usize]).collect();
            Arc::new(Decimal128Array::new(values.into(), nulls).with_data_type(kind.clone()))
        }
    }
}

impl Values {
    fn data_type(&self) -> &DataType {
        match self {
            Values::Text(..) => &DataType::Utf8,
            Values::Decimal(_, kind) => kind,
            Values::Integer(_) | Values::Again(..) => &DataType::Int64,
            Values::Day(_) => &DataType::Date32,
        }
    }
}

impl Cells {
    #[inline(never)]
    fn add_null(&mut self) {
        if self.nulls == 0 {
            self.valid.resize(self.count, true);
        }
        self.valid.push(false);
        self.nulls += 1;
    }

    /// Adds the cells without a value that were only counted.
    #[inline(never)]
    fn add_nulls(&mut self) {
        let count = std::mem::take(&mut self.more_nulls);
        if self.nulls == 0 {
            self.valid.resize(self.count, true);
        }
        self.nulls += count;
        self.count += count;
        self.valid.resize(self.count, false);
        match &mut self.values {
            Values::Text(bytes, ends) => ends.extend(std::iter::repeat_n(end(bytes), count)),
            Values::Decimal(values, _) => values.extend(std::iter::repeat_n(0, count)),
            Values::Integer(values) => values.extend(std::iter::repeat_n(0, count)),
            Values::Day(values) => values.extend(std::iter::repeat_n(0, count)),
            Values::Again(..) => {}
        }
    }

    /// The cells as an array. The next ones find as much memory as these took, so that it does not grow bit by bit.
    #[expect(
        clippy::indexing_slicing,
        reason = "as soon as one cell has no value each has a place among the valid ones"
    )]
    #[expect(clippy::unreachable, reason = "the only caller takes the columns of words and rates itself")]
    fn finish(&mut self) -> ArrayRef {
        if self.count == 0 && self.more_nulls > 0 {
            let length = std::mem::take(&mut self.more_nulls);
            return match self.empty.take_if(|empty| empty.len() >= length) {
                Some(empty) => self.empty.insert(empty).slice(0, length),
                None => self.empty.insert(new_null_array(self.values.data_type(), length)).clone(),
            };
        }
        if self.more_nulls > 0 {
            self.add_nulls();
        }
        let valid = || BooleanBuffer::collect_bool(self.count, |row| self.valid[row]);
        let nulls = (self.nulls > 0).then(|| NullBuffer::from(valid()));
        self.valid.clear();
        (self.count, self.nulls) = (0, 0);
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
            Values::Day(values) => Arc::new(Date32Array::new(taken(values).into(), nulls)),
            Values::Again(..) => {
                unreachable!("words and rates are gathered by the marks of the rows, and have no cells")
            }
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
    #[expect(
        clippy::indexing_slicing,
        reason = "the cells that are left out are of columns that were chosen, to which tests of chosen columns hold it"
    )]
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
    fn paths(&mut self, _: Key, value: Option<&str>) {
        self.push_text(value);
    }

    #[inline(always)]
    fn word(&mut self, _: Key, _: Option<&'static str>) {
        self.at += 1;
    }

    #[inline(always)]
    fn rate(&mut self, _: Key, _: Option<Rate>) {
        self.at += 1;
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
    fn flag(&mut self, _: Key, _: Option<bool>) {
        self.at += 1;
    }

    #[inline(always)]
    fn count(&mut self, _: Key, value: Option<u64>) {
        self.push_integer(value.and_then(|count| i64::try_from(count).ok()));
    }

    #[inline(always)]
    fn day(&mut self, _: Key, value: Option<Day>) {
        if let Values::Day(values) = self.next(value.is_some()) {
            values.push(value.map_or(0, Day::epoch_days));
        }
    }
}

/// Takes the words and rates of a row.
struct WordsOnly<'w>(&'w mut Vec<Again>);

impl WriteCells for WordsOnly<'_> {
    fn word(&mut self, _: Key, value: Option<&'static str>) {
        self.0.push(value.map_or(Again::Null, Again::Word));
    }

    fn rate(&mut self, _: Key, value: Option<Rate>) {
        self.0.push(value.map_or(Again::Null, |rate| Again::Rate(rate.in_units(RATE_PLACES))));
    }

    fn flag(&mut self, _: Key, value: Option<bool>) {
        self.0.push(value.map_or(Again::Null, Again::Flag));
    }

    fn text(&mut self, _: Key, _: Option<&str>) {}

    fn paths(&mut self, _: Key, _: Option<&str>) {}

    fn amount(&mut self, _: Key, _: Option<Printed>) {}

    fn yen(&mut self, _: Key, _: Option<Yen>) {}

    fn usd(&mut self, _: Key, _: Option<Usd>) {}

    fn count(&mut self, _: Key, _: Option<u64>) {}

    fn day(&mut self, _: Key, _: Option<Day>) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_rates_are_dictionaries_where_these_are_wanted() {
        let words = DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8));
        let rates = DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Decimal128(9, 6)));
        for (dictionaries, word, rate) in [(false, DataType::Utf8, DataType::Decimal128(9, 6)), (true, words, rates)] {
            let schema = schema_with(dictionaries, &Chosen::ALL, &[]);
            for (field, (_, of)) in schema.fields().iter().zip(Chosen::ALL.each()) {
                match of {
                    Kind::Word => assert_eq!(field.data_type(), &word, "{field}"),
                    Kind::Rate => assert_eq!(field.data_type(), &rate, "{field}"),
                    _ => assert!(!matches!(field.data_type(), DataType::Dictionary(..)), "{field}"),
                }
            }
        }
    }
}
