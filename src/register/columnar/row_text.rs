//! Rows of columns as texts, each of which is the same whatever the file that holds the row: what a receipt digests.

use std::fmt::Write;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Decimal128Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type,
    UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Fields};

/// The first of these columns whose values have no text here.
pub fn without_text(fields: &Fields) -> Option<&Field> {
    fields.iter().find(|field| !has_text(field.data_type())).map(|field| field.as_ref())
}

fn has_text(kind: &DataType) -> bool {
    match kind {
        DataType::Dictionary(_, values) => has_text(values),
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Boolean | DataType::Null => true,
        DataType::Date32 | DataType::Decimal128(..) | DataType::Float32 | DataType::Float64 => true,
        kind => kind.is_integer(),
    }
}

/// Calls `each` with every row of a batch: an object of JSON with all columns in their order, numbers with all their
/// digits as texts. A value of a column without texts is null.
pub fn each_row(batch: &RecordBatch, mut each: impl FnMut(&[u8])) {
    let schema = batch.schema();
    let names: Vec<String> = schema.fields().iter().map(|field| quoted(field.name())).collect();
    let keys: Vec<Option<Vec<usize>>> = batch.columns().iter().map(keys).collect();
    let mut row = String::new();
    for at in 0..batch.num_rows() {
        row.clear();
        for (column, ((name, array), keys)) in names.iter().zip(batch.columns()).zip(&keys).enumerate() {
            row.push(if column == 0 { '{' } else { ',' });
            row.push_str(name);
            row.push(':');
            match keys.as_ref().filter(|_| array.is_valid(at)).and_then(|keys| keys.get(at)) {
                Some(key) => cell(&mut row, array.as_any_dictionary().values(), *key),
                None => cell(&mut row, array, at),
            }
        }
        row.push('}');
        each(row.as_bytes());
    }
}

/// Where in its dictionary the value of each row stands; none of a column without one, or with one that is empty.
fn keys(array: &ArrayRef) -> Option<Vec<usize>> {
    let dictionary = array.as_any_dictionary_opt()?;
    (!dictionary.values().is_empty()).then(|| dictionary.normalized_keys())
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn cell(row: &mut String, array: &ArrayRef, at: usize) {
    if array.is_null(at) {
        return row.push_str("null");
    }
    let mut number = |value: &dyn std::fmt::Display| {
        // Writing into memory does not fail.
        let _ = write!(row, "\"{value}\"");
    };
    match array.data_type() {
        DataType::Int8 => number(&array.as_primitive::<Int8Type>().value(at)),
        DataType::Int16 => number(&array.as_primitive::<Int16Type>().value(at)),
        DataType::Int32 => number(&array.as_primitive::<Int32Type>().value(at)),
        DataType::Int64 => number(&array.as_primitive::<Int64Type>().value(at)),
        DataType::UInt8 => number(&array.as_primitive::<UInt8Type>().value(at)),
        DataType::UInt16 => number(&array.as_primitive::<UInt16Type>().value(at)),
        DataType::UInt32 => number(&array.as_primitive::<UInt32Type>().value(at)),
        DataType::UInt64 => number(&array.as_primitive::<UInt64Type>().value(at)),
        DataType::Decimal128(..) => number(&array.as_primitive::<Decimal128Type>().value_as_string(at)),
        DataType::Date32 => number(&array.as_primitive::<Date32Type>().value(at)),
        // Bits, since two numbers that print alike are not the same.
        DataType::Float32 => number(&array.as_primitive::<Float32Type>().value(at).to_bits()),
        DataType::Float64 => number(&array.as_primitive::<Float64Type>().value(at).to_bits()),
        DataType::Utf8 => row.push_str(&quoted(array.as_string::<i32>().value(at))),
        DataType::LargeUtf8 => row.push_str(&quoted(array.as_string::<i64>().value(at))),
        DataType::Utf8View => row.push_str(&quoted(array.as_string_view().value(at))),
        DataType::Boolean => row.push_str(if array.as_boolean().value(at) { "true" } else { "false" }),
        _ => row.push_str("null"),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow_array::{
        BinaryArray, Decimal128Array, DictionaryArray, Float32Array, Float64Array, Int64Array, StringArray,
    };
    use arrow_schema::Schema;

    use super::*;

    fn rows(columns: Vec<(&str, ArrayRef)>) -> Vec<String> {
        let mut rows = Vec::new();
        let batch =
            RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, array)| (name, array, true)));
        each_row(&batch.unwrap(), |row| rows.push(String::from_utf8(row.to_vec()).unwrap()));
        rows
    }

    #[test]
    fn a_row_is_the_same_text_in_words_and_in_dictionaries() {
        let plain: ArrayRef = Arc::new(StringArray::from(vec![Some("a\"b"), None, Some("c")]));
        let words: DictionaryArray<Int32Type> = vec![Some("a\"b"), None, Some("c")].into_iter().collect();
        let yen: ArrayRef = Arc::new(Int64Array::from(vec![Some(17180), Some(0), None]));
        let rate = Decimal128Array::from(vec![Some(15_315_000), Some(0), None]).with_precision_and_scale(9, 6).unwrap();
        let rate: ArrayRef = Arc::new(rate);
        let of = |text: ArrayRef| rows(vec![("x", text), ("yen", yen.clone()), ("rate", rate.clone())]);
        let expected = [
            r#"{"x":"a\"b","yen":"17180","rate":"15.315000"}"#,
            r#"{"x":null,"yen":"0","rate":"0.000000"}"#,
            r#"{"x":"c","yen":null,"rate":null}"#,
        ];
        assert_eq!(of(plain), expected);
        assert_eq!(of(Arc::new(words)), expected);
    }

    #[test]
    fn a_number_that_is_no_decimal_is_told_by_its_bits() {
        // One and a half: the sign, the exponent 0 (127, or 1023), and half as the first bit behind the point.
        let short: ArrayRef = Arc::new(Float32Array::from(vec![1.5]));
        let long: ArrayRef = Arc::new(Float64Array::from(vec![1.5]));
        let expected = format!(r#"{{"short":"{}","long":"{}"}}"#, 0x3FC0_0000_u32, 0x3FF8_0000_0000_0000_u64);
        assert_eq!(rows(vec![("short", short), ("long", long)]), [expected]);
    }

    #[test]
    fn a_column_without_text_is_named() {
        let bytes = Field::new("bytes", DataType::Binary, true);
        let schema = Schema::new(vec![Field::new("id", DataType::Utf8, true), bytes]);
        assert_eq!(without_text(schema.fields()).map(|field| field.name().as_str()), Some("bytes"));
        let bytes: ArrayRef = Arc::new(BinaryArray::from(vec![b"x".as_slice()]));
        assert_eq!(rows(vec![("bytes", bytes)]), [r#"{"bytes":null}"#]);
    }
}
