//! Registers in columns: Arrow and Parquet, typed as a database would have them.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow_array::builder::{
    BooleanBuilder, Date32Builder, Decimal128Builder, Int64Builder, ListBuilder, StringBuilder,
    StringDictionaryBuilder, StructBuilder,
};
use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Decimal128Type, Int32Type, Int64Type};
use arrow_array::{Array, ArrayRef, RecordBatch, StructArray};
use arrow_ipc::reader::StreamReader;
use arrow_ipc::writer::StreamWriter;
use arrow_schema::{DataType, Field, Fields};
use iijtax::register::Format;
use iijtax::units::Day;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

/// A row of JSON with its values as they are written.
pub type Cells = BTreeMap<String, Box<RawValue>>;

/// The value as a cell of a table has it.
pub fn plain(raw: &RawValue) -> String {
    match raw.get() {
        "null" => String::new(),
        text if text.starts_with('"') => serde_json::from_str(text).unwrap(),
        other => other.to_owned(),
    }
}

fn text(value: Option<&Value>) -> Option<String> {
    value.map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned))
}

/// The records as columns of many types: strings, a dictionary, booleans, integers, decimals, days, lists, structs.
pub fn batch(records: &[Map<String, Value>]) -> RecordBatch {
    let all = |path: &str| records.iter().map(|record| record.get(path).cloned()).collect::<Vec<_>>();
    let strings = |path: &str| -> ArrayRef {
        let mut builder = StringBuilder::new();
        all(path).iter().for_each(|value| builder.append_option(text(value.as_ref())));
        Arc::new(builder.finish())
    };
    let dictionary = |path: &str| -> ArrayRef {
        let mut builder = StringDictionaryBuilder::<Int32Type>::new();
        all(path).iter().for_each(|value| builder.append_option(text(value.as_ref())));
        Arc::new(builder.finish())
    };
    let flags = |path: &str| -> ArrayRef {
        let mut builder = BooleanBuilder::new();
        all(path).iter().for_each(|value| builder.append_option(value.as_ref().and_then(Value::as_bool)));
        Arc::new(builder.finish())
    };
    let integers = |path: &str| -> ArrayRef {
        let mut builder = Int64Builder::new();
        all(path).iter().for_each(|value| builder.append_option(value.as_ref().and_then(Value::as_i64)));
        Arc::new(builder.finish())
    };
    let days = |path: &str| -> ArrayRef {
        let mut builder = Date32Builder::new();
        let day = |value: &Option<Value>| Day::parse(value.as_ref()?.as_str()?);
        let since = Day::ymd(1970, 1, 1);
        all(path).iter().for_each(|value| builder.append_option(day(value).map(|day| day.days_since(since))));
        Arc::new(builder.finish())
    };
    let decimals = |path: &str| -> ArrayRef {
        let mut builder = Decimal128Builder::new().with_data_type(DataType::Decimal128(12, 6));
        let units = |value: &Option<Value>| {
            let mut decimal: rust_decimal::Decimal = text(value.as_ref())?.parse().ok()?;
            decimal.rescale(6);
            Some(decimal.mantissa())
        };
        all(path).iter().for_each(|value| builder.append_option(units(value)));
        Arc::new(builder.finish())
    };
    let mut classes = ListBuilder::new(StringBuilder::new());
    for value in all("special_classes") {
        match value.as_ref().and_then(Value::as_array) {
            Some(items) => {
                items.iter().for_each(|item| classes.values().append_option(item.as_str()));
                classes.append(true);
            }
            None => classes.append(false),
        }
    }
    let lot =
        Fields::from(vec![Field::new("shares", DataType::Int64, true), Field::new("acquired", DataType::Utf8, true)]);
    let mut lots = ListBuilder::new(StructBuilder::from_fields(lot, 0));
    for value in all("lots") {
        let Some(items) = value.as_ref().and_then(Value::as_array) else {
            lots.append(false);
            continue;
        };
        for item in items {
            lots.values().field_builder::<Int64Builder>(0).unwrap().append_option(item["shares"].as_i64());
            lots.values().field_builder::<StringBuilder>(1).unwrap().append_option(item["acquired"].as_str());
            lots.values().append(true);
        }
        lots.append(true);
    }
    let relief: ArrayRef = Arc::new(StructArray::from(vec![
        (Arc::new(Field::new("application_filed", DataType::Utf8, true)), strings("relief.application_filed")),
        (Arc::new(Field::new("second_form_filed", DataType::Utf8, true)), strings("relief.second_form_filed")),
    ]));
    let mut columns: Vec<(String, ArrayRef)> = vec![
        ("relief".to_owned(), relief),
        ("special_classes".to_owned(), Arc::new(classes.finish())),
        ("lots".to_owned(), Arc::new(lots.finish())),
    ];
    for (path, column) in [
        ("kind", dictionary("kind")),
        ("ownership_percent", decimals("ownership_percent")),
        ("meets_additional_requirements", flags("meets_additional_requirements")),
        ("beneficial_owner", flags("beneficial_owner")),
        ("entitled_to_benefits", flags("entitled_to_benefits")),
        ("us_citizen", flags("us_citizen")),
        ("us_person", flags("us_person")),
        ("pension_business_income", flags("pension_business_income")),
        ("japan_permanent_establishment", flags("japan_permanent_establishment")),
        ("us.financial_services", flags("us.financial_services")),
        ("us.pfic", flags("us.pfic")),
        ("dividend.withheld_jpy", integers("dividend.withheld_jpy")),
        ("dividend.entitlement_date", days("dividend.entitlement_date")),
        ("dividend.payment_date", days("dividend.payment_date")),
    ] {
        columns.push((path.to_owned(), column));
    }
    for path in [
        "id",
        "residence",
        "held_since",
        "shares",
        "instrument",
        "us.tax_year_begins",
        "us.ordinary_rate_percent",
        "dividend.kind",
        "dividend.per_share_jpy",
        "dividend.gross_jpy",
        "dividend.ads_per_share",
        "dividend.ex_date",
        "dividend.depositary_receipt_date",
        "dividend.fiscal_year_end",
        "dividend.jpy_per_usd",
        "dividend.earnings_and_profits_percent",
        "dividend.basis_usd",
    ] {
        columns.push((path.to_owned(), strings(path)));
    }
    RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(path, column)| (path, column, true))).unwrap()
}

/// A stream of several batches.
pub fn stream(records: &[Map<String, Value>]) -> Vec<u8> {
    let batch = batch(records);
    let mut writer = StreamWriter::try_new(Vec::new(), &batch.schema()).unwrap();
    for start in (0..batch.num_rows()).step_by(3_000) {
        writer.write(&batch.slice(start, 3_000.min(batch.num_rows() - start))).unwrap();
    }
    writer.finish().unwrap();
    writer.into_inner().unwrap()
}

pub fn parquet(records: &[Map<String, Value>]) -> Vec<u8> {
    let batch = batch(records);
    let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.into_inner().unwrap()
}

fn batches(bytes: &[u8], format: Format) -> Vec<RecordBatch> {
    if format == Format::Parquet {
        let reader = ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::copy_from_slice(bytes)).unwrap();
        reader.build().unwrap().map(Result::unwrap).collect()
    } else {
        StreamReader::try_new(bytes, None).unwrap().map(Result::unwrap).collect()
    }
}

/// What the columns are called, in order.
pub fn names(bytes: &[u8], format: Format) -> Vec<String> {
    let batches = batches(bytes, format);
    batches[0].schema().fields().iter().map(|field| field.name().clone()).collect()
}

/// Holds rows in columns against rows of JSON, digit by digit.
pub fn assert_rows(bytes: &[u8], format: Format, expected: &[Cells]) {
    let batches = batches(bytes, format);
    let mut rows = expected.iter();
    for batch in &batches {
        for row in 0..batch.num_rows() {
            let expected = rows.next().expect("no more rows than expected");
            for (name, column) in batch.schema().fields().iter().zip(batch.columns()) {
                let cell = cell(column, row);
                assert_eq!(cell, plain(&expected[name.name()]), "{} of row {row}", name.name());
            }
        }
    }
    assert!(rows.next().is_none(), "as many rows as expected");
}

/// Cells of a stream, row by row.
pub fn cells(bytes: &[u8], columns: &[&str]) -> Vec<Vec<String>> {
    let batches = StreamReader::try_new(bytes, None).unwrap().map(Result::unwrap);
    let row =
        |batch: &RecordBatch, row| columns.iter().map(|name| cell(batch.column_by_name(name).unwrap(), row)).collect();
    batches.flat_map(|batch| (0..batch.num_rows()).map(|at| row(&batch, at)).collect::<Vec<_>>()).collect()
}

fn cell(column: &ArrayRef, row: usize) -> String {
    if column.is_null(row) {
        return String::new();
    }
    match column.data_type() {
        DataType::Utf8 => column.as_string::<i32>().value(row).to_owned(),
        DataType::LargeUtf8 => column.as_string::<i64>().value(row).to_owned(),
        DataType::Utf8View => column.as_string_view().value(row).to_owned(),
        DataType::Boolean => column.as_boolean().value(row).to_string(),
        DataType::Int64 => column.as_primitive::<Int64Type>().value(row).to_string(),
        DataType::Date32 => Day::from_epoch_days(column.as_primitive::<Date32Type>().value(row)).unwrap().to_string(),
        DataType::Decimal128(_, scale) => {
            let value = column.as_primitive::<Decimal128Type>().value(row);
            let scale = u32::try_from(*scale).unwrap();
            rust_decimal::Decimal::from_i128_with_scale(value, scale).normalize().to_string()
        }
        other => panic!("no column is {other}"),
    }
}
