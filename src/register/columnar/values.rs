//! Values of Arrow arrays as values of facts.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Date64Type, Decimal128Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type,
    UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{
    Array, ArrayAccessor, ArrayRef, BooleanArray, Date32Array, Decimal128Array, Float32Array, Float64Array, Int64Array,
    LargeStringArray, OffsetSizeTrait, StringArray, StringViewArray,
};
use arrow_schema::{DataType, TimeUnit};

use super::super::chunk::MAX_RECORD;
use crate::input::{Column, Value, digits, plain_length};
use crate::units::{Day, shortest, shortest32};

/// An array with its type found out once.
#[derive(Debug)]
pub(super) enum Values<'b> {
    Text(&'b StringArray),
    LargeText(&'b LargeStringArray),
    TextView(&'b StringViewArray),
    /// The positions of the values, and the values.
    Dictionary(Vec<usize>, &'b StringArray),
    LargeDictionary(Vec<usize>, &'b LargeStringArray),
    ViewDictionary(Vec<usize>, &'b StringViewArray),
    Bool(&'b BooleanArray),
    Int64(&'b Int64Array),
    /// Integers of other widths.
    Integer(&'b ArrayRef),
    Decimal(&'b Decimal128Array, u32),
    Date(&'b Date32Array),
    /// Days with a time, which must be midnight: how many units a day has.
    Time(&'b ArrayRef, i64),
    /// Binary floating point, where it stands for a decimal.
    Float(&'b Float64Array),
    ShortFloat(&'b Float32Array),
    /// A list, or a struct in one: read as JSON.
    Nested,
    /// Nothing but nulls.
    Null,
}

impl<'b> Values<'b> {
    /// Whether values of this type are read.
    pub fn can_read(kind: &DataType) -> bool {
        match kind {
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Boolean | DataType::Date32 => true,
            DataType::Decimal128(_, scale) => *scale >= 0,
            DataType::Dictionary(_, values) => {
                matches!(**values, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View)
            }
            DataType::Float32 | DataType::Float64 => true,
            kind if units_of_a_day(kind).is_some() => true,
            DataType::List(item) | DataType::LargeList(item) => Values::can_read(item.data_type()),
            DataType::Struct(fields) => fields.iter().all(|field| Values::can_read(field.data_type())),
            DataType::Null => true,
            kind => kind.is_integer(),
        }
    }

    pub fn new(array: &'b ArrayRef) -> Values<'b> {
        match array.data_type() {
            DataType::Utf8 => Values::Text(array.as_string()),
            DataType::LargeUtf8 => Values::LargeText(array.as_string()),
            DataType::Utf8View => Values::TextView(array.as_string_view()),
            DataType::Float64 => Values::Float(array.as_primitive()),
            DataType::Float32 => Values::ShortFloat(array.as_primitive()),
            kind if units_of_a_day(kind).is_some() => Values::Time(array, units_of_a_day(kind).unwrap_or(i64::MAX)),
            DataType::Dictionary(..) => {
                let dictionary = array.as_any_dictionary();
                // Where there are no values, every row is null, and the library panics.
                let has_values = !dictionary.values().is_empty();
                let keys = if has_values { dictionary.normalized_keys() } else { vec![0; array.len()] };
                let values = dictionary.values();
                match values.data_type() {
                    DataType::LargeUtf8 => Values::LargeDictionary(keys, values.as_string()),
                    DataType::Utf8View => Values::ViewDictionary(keys, values.as_string_view()),
                    _ => Values::Dictionary(keys, values.as_string()),
                }
            }
            DataType::Boolean => Values::Bool(array.as_boolean()),
            DataType::Int64 => Values::Int64(array.as_primitive()),
            DataType::Decimal128(_, scale) => Values::Decimal(array.as_primitive(), u32::from(scale.unsigned_abs())),
            DataType::Date32 => Values::Date(array.as_primitive()),
            DataType::List(_) | DataType::LargeList(_) | DataType::Struct(_) => Values::Nested,
            DataType::Null => Values::Null,
            _ => Values::Integer(array),
        }
    }

    /// The value at a row that is not null.
    #[inline(always)]
    pub fn value(&self, column: &Column, row: usize) -> Option<Value<'b>> {
        match self {
            Values::Text(array) => column.value_of(array.value(row)),
            Values::LargeText(array) => column.value_of(array.value(row)),
            Values::TextView(array) => column.value_of(array.value(row)),
            Values::Dictionary(keys, values) => column.value_of(word(keys, *values, row)?),
            Values::LargeDictionary(keys, values) => column.value_of(word(keys, *values, row)?),
            Values::ViewDictionary(keys, values) => column.value_of(word(keys, *values, row)?),
            Values::Time(array, day) => Some(time(array, row, *day)),
            Values::Float(array) => {
                Some(float(shortest(array.value(row)), || word!("more than 15 digits", "15桁を超える数値")))
            }
            Values::ShortFloat(array) => {
                let else_says = || word!("more than 6 digits of 32 bits", "32ビットの6桁を超える数値");
                Some(float(shortest32(array.value(row)), else_says))
            }
            Values::Bool(array) => Some(Value::Bool(array.value(row))),
            Values::Int64(array) => Some(Value::Decimal(array.value(row).into(), 0)),
            Values::Integer(array) => integer(array, row).map(|value| Value::Decimal(value, 0)),
            Values::Decimal(array, scale) => Some(Value::Decimal(array.value(row), *scale)),
            Values::Date(array) => Some(date(array.value(row))),
            Values::Nested | Values::Null => None,
        }
    }
}

/// The text of a row in a dictionary, if it has one.
#[expect(
    clippy::indexing_slicing,
    reason = "the library makes a key for each row, and an array without texts gets as many"
)]
#[inline]
fn word<'b>(keys: &[usize], words: impl ArrayAccessor<Item = &'b str>, row: usize) -> Option<&'b str> {
    let has_word = !words.is_empty() && !words.is_null(keys[row]);
    has_word.then(|| words.value(keys[row]))
}

fn date(days: i32) -> Value<'static> {
    // A day out of bounds is none that a holder can mean; as a number it is refused with its field.
    Day::from_epoch_days(days).map_or(Value::Decimal(days.into(), 0), Value::Day)
}

/// How many units of such a time a day has, where it is a day without a zone, or in the zone that days are counted in.
pub(super) fn units_of_a_day(kind: &DataType) -> Option<i64> {
    const SECONDS: i64 = 24 * 60 * 60;
    Some(match kind {
        DataType::Date64 => SECONDS * 1_000,
        DataType::Timestamp(unit, zone)
            if zone.as_deref().is_none_or(|zone| matches!(zone, "UTC" | "+00:00" | "Z")) =>
        {
            match unit {
                TimeUnit::Second => SECONDS,
                TimeUnit::Millisecond => SECONDS * 1_000,
                TimeUnit::Microsecond => SECONDS * 1_000_000,
                TimeUnit::Nanosecond => SECONDS * 1_000_000_000,
            }
        }
        _ => return None,
    })
}

/// The day whose midnight it is.
fn time(array: &ArrayRef, row: usize, day: i64) -> Value<'static> {
    let units = match array.data_type() {
        DataType::Date64 => array.as_primitive::<Date64Type>().value(row),
        DataType::Timestamp(TimeUnit::Second, _) => array.as_primitive::<TimestampSecondType>().value(row),
        DataType::Timestamp(TimeUnit::Millisecond, _) => array.as_primitive::<TimestampMillisecondType>().value(row),
        DataType::Timestamp(TimeUnit::Microsecond, _) => array.as_primitive::<TimestampMicrosecondType>().value(row),
        _ => array.as_primitive::<TimestampNanosecondType>().value(row),
    };
    match i32::try_from(units.div_euclid(day)) {
        Ok(days) if units.rem_euclid(day) == 0 => date(days),
        _ => Value::Text(word!("a time that is not midnight", "0時でない時刻")),
    }
}

/// A number that stands for a decimal; of what stands for none it is said that it has more digits than it can hold.
fn float(decimal: Option<(i128, u32)>, else_says: fn() -> &'static str) -> Value<'static> {
    decimal.map_or_else(|| Value::Text(else_says()), |(mantissa, scale)| Value::Decimal(mantissa, scale))
}

fn integer(array: &dyn Array, row: usize) -> Option<i128> {
    Some(match array.data_type() {
        DataType::Int8 => array.as_primitive::<Int8Type>().value(row).into(),
        DataType::Int16 => array.as_primitive::<Int16Type>().value(row).into(),
        DataType::Int32 => array.as_primitive::<Int32Type>().value(row).into(),
        DataType::Int64 => array.as_primitive::<Int64Type>().value(row).into(),
        DataType::UInt8 => array.as_primitive::<UInt8Type>().value(row).into(),
        DataType::UInt16 => array.as_primitive::<UInt16Type>().value(row).into(),
        DataType::UInt32 => array.as_primitive::<UInt32Type>().value(row).into(),
        DataType::UInt64 => array.as_primitive::<UInt64Type>().value(row).into(),
        _ => return None,
    })
}

/// The longest of the texts of a dictionary.
fn longest_shared_of(values: &ArrayRef) -> usize {
    match values.data_type() {
        DataType::LargeUtf8 => {
            let offsets = values.as_string::<i64>().offsets();
            offsets.array_windows().map(|[from, to]| (to - from) as usize).max().unwrap_or(0)
        }
        DataType::Utf8View => longest_shared(values),
        _ => values.as_string::<i32>().offsets().array_windows().map(length).max().unwrap_or(0),
    }
}

/// The longest text that rows can have without it standing there for each of them.
pub(super) fn longest_shared(array: &ArrayRef) -> usize {
    match array.data_type() {
        DataType::Dictionary(..) => longest_shared_of(array.as_any_dictionary().values()),
        // The first four bytes of a view are the length of its text.
        DataType::Utf8View => {
            array.as_string_view().views().iter().map(|view| *view as u32).max().unwrap_or(0) as usize
        }
        DataType::Struct(_) => array.as_struct().columns().iter().map(longest_shared).sum(),
        DataType::List(_) => {
            let items = array.as_list::<i32>();
            longest_list(items.offsets().array_windows().map(length), items.values())
        }
        DataType::LargeList(_) => {
            let items = array.as_list::<i64>();
            longest_list(items.offsets().array_windows().map(|[from, to]| (to - from) as usize), items.values())
        }
        _ => 0,
    }
}

fn longest_list(lengths: impl Iterator<Item = usize>, items: &ArrayRef) -> usize {
    let one = longest_shared(items).saturating_add(written_null(items.data_type()));
    lengths.max().unwrap_or(0).saturating_mul(one)
}

/// What an item takes as JSON where nothing stands in it.
fn written_null(kind: &DataType) -> usize {
    match kind {
        DataType::Struct(fields) => {
            fields.iter().map(|field| field.name().len() + 4 + written_null(field.data_type())).sum()
        }
        _ => "null,".len(),
    }
}

fn length([from, to]: &[i32; 2]) -> usize {
    (to - from).unsigned_abs() as usize
}

/// Writes a value as JSON: lots, hedged days, special classes. What grows beyond a record's bound is not written to its end.
pub(super) fn push_json(out: &mut String, array: &ArrayRef, row: usize) {
    if array.is_null(row) {
        return out.push_str("null");
    }
    if out.len() > MAX_RECORD {
        return;
    }
    match array.data_type() {
        DataType::List(_) => {
            let list = array.as_list::<i32>();
            push_items(out, list.values(), list.value_offsets().get(row..).unwrap_or_default());
        }
        DataType::LargeList(_) => {
            let list = array.as_list::<i64>();
            push_items(out, list.values(), list.value_offsets().get(row..).unwrap_or_default());
        }
        DataType::Struct(fields) => {
            out.push('{');
            for (at, field) in fields.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                quoted(out, field.name());
                out.push(':');
                push_json(out, array.as_struct().column(at), row);
            }
            out.push('}');
        }
        DataType::Boolean => out.push_str(if array.as_boolean().value(row) { "true" } else { "false" }),
        DataType::Date32 => match Day::from_epoch_days(array.as_primitive::<Date32Type>().value(row)) {
            Some(day) => push_day(out, day),
            None => quoted(out, out_of_bounds()),
        },
        DataType::Decimal128(_, scale) => {
            let value = array.as_primitive::<Decimal128Type>().value(row);
            out.push_str(&digits(value, u32::from(scale.unsigned_abs())));
        }
        DataType::Float64 => push_float(out, shortest(array.as_primitive::<Float64Type>().value(row)), 15),
        DataType::Float32 => push_float(out, shortest32(array.as_primitive::<Float32Type>().value(row)), 6),
        kind if units_of_a_day(kind).is_some() => match time(array, row, units_of_a_day(kind).unwrap_or(i64::MAX)) {
            Value::Day(day) => push_day(out, day),
            Value::Text(text) => quoted(out, text),
            _ => quoted(out, out_of_bounds()),
        },
        DataType::Utf8 => quoted(out, array.as_string::<i32>().value(row)),
        DataType::LargeUtf8 => quoted(out, array.as_string::<i64>().value(row)),
        DataType::Utf8View => quoted(out, array.as_string_view().value(row)),
        DataType::Dictionary(..) => {
            let dictionary = array.as_any_dictionary();
            let key = integer(dictionary.keys(), row).and_then(|key| usize::try_from(key).ok());
            match key.filter(|key| dictionary.values().is_valid(*key)) {
                Some(key) => push_json(out, dictionary.values(), key),
                None => out.push_str("null"),
            }
        }
        _ => match integer(array, row) {
            Some(value) => out.push_str(itoa::Buffer::new().format(value)),
            None => out.push_str("null"),
        },
    }
}

/// The items of a list, which stand from the first of its offsets to the second. They are looked at where they stand: to cut
/// them out takes longer than to write them.
fn push_items<O: OffsetSizeTrait>(out: &mut String, items: &ArrayRef, offsets: &[O]) {
    let [from, to, ..] = *offsets else { return out.push_str("[]") };
    out.push('[');
    for at in from.as_usize()..to.as_usize() {
        if out.len() > MAX_RECORD {
            return;
        }
        if at > from.as_usize() {
            out.push(',');
        }
        push_json(out, items, at);
    }
    out.push(']');
}

fn push_day(out: &mut String, day: Day) {
    out.push('"');
    out.push_str(&day.to_string());
    out.push('"');
}

fn out_of_bounds() -> &'static str {
    word!("a day out of bounds", "範囲外の日付")
}

fn push_float(out: &mut String, decimal: Option<(i128, u32)>, most: u32) {
    match decimal {
        Some((mantissa, scale)) => out.push_str(&digits(mantissa, scale)),
        None => quoted(out, &said!("more than {most} digits", "{most}桁を超える数値")),
    }
}

fn quoted(out: &mut String, text: &str) {
    if plain_length(text.as_bytes()).is_none() {
        out.extend(["\"", text, "\""]);
        return;
    }
    let mut bytes = Vec::new();
    crate::render::rows::push_text(&mut bytes, text);
    out.push_str(&String::from_utf8_lossy(&bytes));
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow_array::{
        Date32Array, DictionaryArray, Int8Array, Int16Array, Int32Array, Int64Array, LargeListArray, LargeStringArray,
        ListArray, StringArray, StringViewArray, UInt8Array, UInt16Array, UInt32Array, UInt64Array,
    };

    use super::*;
    use crate::input::COLUMNS;

    fn value(path: &str, array: &ArrayRef, row: usize) -> String {
        let column = COLUMNS.iter().find(|column| column.path == path).unwrap();
        format!("{:?}", Values::new(array).value(column, row))
    }

    #[test]
    fn integers_of_every_length_are_numbers() {
        let arrays: [ArrayRef; 8] = [
            Arc::new(Int8Array::from(vec![100])),
            Arc::new(Int16Array::from(vec![100])),
            Arc::new(Int32Array::from(vec![100])),
            Arc::new(Int64Array::from(vec![100])),
            Arc::new(UInt8Array::from(vec![100])),
            Arc::new(UInt16Array::from(vec![100])),
            Arc::new(UInt32Array::from(vec![100])),
            Arc::new(UInt64Array::from(vec![100])),
        ];
        for array in &arrays {
            assert!(Values::can_read(array.data_type()));
            assert_eq!(value("shares", array, 0), "Some(Decimal(100, 0))", "{}", array.data_type());
        }
    }

    #[test]
    fn a_day_out_of_bounds_is_the_number_it_was_written_as() {
        // 36,525 days are a hundred years: the one is in 2070, the other after 3000.
        let days: ArrayRef = Arc::new(Date32Array::from(vec![36_525, 400_000]));
        assert_eq!(value("dividend.payment_date", &days, 0), format!("Some(Day({:?}))", Day::ymd(2070, 1, 1)));
        assert_eq!(value("dividend.payment_date", &days, 1), "Some(Decimal(400000, 0))");
    }

    #[test]
    fn a_word_of_a_dictionary_can_be_missing_whatever_its_texts_are() {
        let words = [Some("US"), None];
        let texts: [ArrayRef; 3] = [
            Arc::new(StringArray::from(words.to_vec())),
            Arc::new(LargeStringArray::from(words.to_vec())),
            Arc::new(StringViewArray::from(words.to_vec())),
        ];
        for texts in texts {
            let kind = texts.data_type().clone();
            let none = texts.slice(0, 0);
            let array: ArrayRef = Arc::new(DictionaryArray::new(Int32Array::from(vec![1, 0]), texts));
            assert_eq!(value("residence", &array, 0), "None", "{kind}");
            assert_eq!(value("residence", &array, 1), "Some(Text(\"US\"))", "{kind}");
            let array: ArrayRef = Arc::new(DictionaryArray::new(Int32Array::from(vec![None]), none));
            assert_eq!(value("residence", &array, 0), "None", "{kind} without words");
        }
    }

    #[test]
    fn a_list_is_written_from_where_its_items_stand() {
        let lists = vec![Some(vec![Some(1), Some(2)]), None, Some(vec![]), Some(vec![Some(3), None, Some(-4)])];
        let short: ArrayRef = Arc::new(ListArray::from_iter_primitive::<Int32Type, _, _>(lists.clone()));
        let long: ArrayRef = Arc::new(LargeListArray::from_iter_primitive::<Int32Type, _, _>(lists));
        for array in [short, long] {
            let json = |array: &ArrayRef, row| {
                let mut out = String::new();
                push_json(&mut out, array, row);
                out
            };
            let wanted = ["[1,2]", "null", "[]", "[3,null,-4]"];
            for (row, wanted) in wanted.into_iter().enumerate() {
                assert_eq!(json(&array, row), wanted);
                // A part of the column does not begin with the first of all items.
                assert_eq!(json(&array.slice(row, 1), 0), wanted);
            }
        }
    }
}
