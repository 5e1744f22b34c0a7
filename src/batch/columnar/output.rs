//! Rows into Arrow columns.

use std::sync::{Arc, LazyLock};

use arrow_array::builder::{BooleanBuilder, Decimal128Builder, Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema, SchemaRef};

use crate::render::rows::{COLUMNS, KINDS, Key, Kind, Row, WriteCells};
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
    builders: Vec<Builder>,
    /// The column that the next cell goes to.
    at: usize,
}

#[derive(Debug)]
enum Builder {
    Text(StringBuilder),
    Decimal(Decimal128Builder),
    Integer(Int64Builder),
    Flag(BooleanBuilder),
}

impl Default for Columns {
    fn default() -> Self {
        Columns::new()
    }
}

impl Columns {
    pub fn new() -> Columns {
        let builder = |kind: &Kind| match data_type(*kind) {
            DataType::Utf8 => Builder::Text(StringBuilder::new()),
            DataType::Int64 => Builder::Integer(Int64Builder::new()),
            DataType::Boolean => Builder::Flag(BooleanBuilder::new()),
            kind => Builder::Decimal(Decimal128Builder::new().with_data_type(kind)),
        };
        Columns { builders: KINDS.iter().map(builder).collect(), at: 0 }
    }

    pub fn row(&mut self, row: &Row<'_>) {
        self.at = 0;
        row.write(self);
    }

    /// The rows since the last time.
    pub fn finish(&mut self) -> RecordBatch {
        let array = |builder: &mut Builder| -> ArrayRef {
            match builder {
                Builder::Text(builder) => Arc::new(builder.finish()),
                Builder::Decimal(builder) => Arc::new(builder.finish()),
                Builder::Integer(builder) => Arc::new(builder.finish()),
                Builder::Flag(builder) => Arc::new(builder.finish()),
            }
        };
        let arrays = self.builders.iter_mut().map(array).collect();
        RecordBatch::try_new(schema(), arrays).expect("every row has every column")
    }

    fn next(&mut self) -> &mut Builder {
        self.at += 1;
        &mut self.builders[self.at - 1]
    }

    fn decimal(&mut self, value: Option<i128>) {
        if let Builder::Decimal(builder) = self.next() {
            builder.append_option(value);
        }
    }

    fn integer(&mut self, value: Option<i64>) {
        if let Builder::Integer(builder) = self.next() {
            builder.append_option(value);
        }
    }
}

impl WriteCells for Columns {
    fn text(&mut self, _: Key, value: Option<&str>) {
        if let Builder::Text(builder) = self.next() {
            builder.append_option(value);
        }
    }

    fn word(&mut self, key: Key, value: Option<&'static str>) {
        self.text(key, value);
    }

    fn rate(&mut self, _: Key, value: Option<Rate>) {
        self.decimal(value.map(|rate| rate.in_units(RATE_PLACES)));
    }

    fn amount(&mut self, _: Key, value: Option<Printed>) {
        self.decimal(value.map(Printed::units));
    }

    fn yen(&mut self, _: Key, value: Option<Yen>) {
        self.integer(value.map(Yen::value));
    }

    fn usd(&mut self, _: Key, value: Option<Usd>) {
        self.decimal(value.map(|usd| usd.cents().into()));
    }

    fn flag(&mut self, _: Key, value: Option<bool>) {
        if let Builder::Flag(builder) = self.next() {
            builder.append_option(value);
        }
    }

    fn count(&mut self, _: Key, value: Option<u64>) {
        self.integer(value.and_then(|count| i64::try_from(count).ok()));
    }
}
