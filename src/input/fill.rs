//! Values into facts: how each type is read, and which fact goes where.

mod lists;
mod scalars;

pub(super) use lists::known_keys;

use super::json::{self, Cursor, Value};
use super::plain::{self, Json, Notation};
use super::scalar::{self, Refused};
use crate::facts::table::table_of_facts;
use crate::facts::{
    Fact, Field, FieldSpec, Stated, StatedHedge, StatedLot, StatedSoldLot, StatedSplit, StatedStep, ValueType,
};

/// Takes what is wrong inside a list or an object: where in its text, the path below the fact's own, what was got and
/// wanted, and what to do.
pub trait Inside {
    fn refuse(&mut self, at: usize, path: &str, got: String, wanted: String, hint: Refused);
    fn not_json(&mut self);
}

/// What a fact is read from, beside the value itself.
pub struct Context<'c> {
    pub value_type: ValueType,
    pub inside: &'c mut dyn Inside,
}

/// A place that a fact is read into.
pub trait Fill {
    /// Reads the value; false where it is refused.
    fn fill(&mut self, value: Value<'_>, context: &mut Context<'_>) -> bool;

    /// Reads the value that stands at a place of a text, if it is written as nearly all are; else the place is left as it
    /// is, and the fact as good as not read.
    #[inline(always)]
    fn fill_plainly<N: Notation>(&mut self, cursor: &mut Cursor<'_>, value_type: ValueType) -> bool {
        let _ = (cursor, value_type);
        false
    }

    /// What to do about a value that is refused, where that is more than giving what was wanted.
    fn hint(value: Value<'_>, value_type: ValueType) -> Refused {
        let _ = (value, value_type);
        None
    }
}

/// A value that is read by itself.
pub trait Scalar: Sized {
    /// None where it is refused.
    fn read(value: Value<'_>, value_type: ValueType) -> Option<Self>;

    /// See [`Fill::fill_plainly`].
    fn read_plainly<N: Notation>(cursor: &mut Cursor<'_>, value_type: ValueType) -> Option<Self>;

    /// See [`Fill::hint`].
    fn hint(value: Value<'_>, value_type: ValueType) -> Refused {
        let _ = (value, value_type);
        None
    }
}

impl<T: Scalar> Fill for Option<T> {
    #[inline(always)]
    fn fill(&mut self, value: Value<'_>, context: &mut Context<'_>) -> bool {
        let Some(read) = T::read(value, context.value_type) else { return false };
        *self = Some(read);
        true
    }

    #[inline(always)]
    fn fill_plainly<N: Notation>(&mut self, cursor: &mut Cursor<'_>, value_type: ValueType) -> bool {
        let Some(read) = T::read_plainly::<N>(cursor, value_type) else { return false };
        *self = Some(read);
        true
    }

    fn hint(value: Value<'_>, value_type: ValueType) -> Refused {
        T::hint(value, value_type)
    }
}

impl<T: Scalar> Fill for Fact<T> {
    #[inline(always)]
    fn fill(&mut self, value: Value<'_>, context: &mut Context<'_>) -> bool {
        let Some(read) = T::read(value, context.value_type) else { return false };
        *self = Fact::Stated(read);
        true
    }

    #[inline(always)]
    fn fill_plainly<N: Notation>(&mut self, cursor: &mut Cursor<'_>, value_type: ValueType) -> bool {
        let Some(read) = T::read_plainly::<N>(cursor, value_type) else { return false };
        *self = Fact::Stated(read);
        true
    }

    fn hint(value: Value<'_>, value_type: ValueType) -> Refused {
        T::hint(value, value_type)
    }
}

/// What a text with escapes says: a hint is about that.
fn unescaped(value: Value<'_>) -> Option<String> {
    if let Value::Escaped(text) = value { json::unescaped(text) } else { None }
}

/// An object of a list: which of the table's facts it states, and in which order they stand in the table.
pub trait Item: Default {
    const SPEC: &'static [FieldSpec];
    /// Reads the field at a position of the table; false where it is refused.
    fn fill(&mut self, at: usize, value: Value<'_>, context: &mut Context<'_>) -> bool;
    /// See [`Fill::fill_plainly`].
    fn fill_plainly(&mut self, at: usize, cursor: &mut Cursor<'_>) -> bool;
    /// See [`Fill::hint`].
    fn hint(at: usize, value: Value<'_>, value_type: ValueType) -> Refused;
}

impl Fill for Option<String> {
    #[inline(always)]
    fn fill(&mut self, value: Value<'_>, context: &mut Context<'_>) -> bool {
        match value {
            // The memory of the last record's text is used again.
            Value::Text(text) => {
                let own = self.get_or_insert_default();
                own.clear();
                own.push_str(text);
            }
            Value::Escaped(text) => *self = json::unescaped(text),
            // The digits of a position, where that is as good as an id.
            Value::Number(digits) if matches!(context.value_type, ValueType::LotName) => {
                *self = scalar::number(digits, context.value_type).ok().map(|_| digits.to_owned());
            }
            _ => return false,
        }
        self.is_some()
    }

    #[inline(always)]
    fn fill_plainly<N: Notation>(&mut self, cursor: &mut Cursor<'_>, _: ValueType) -> bool {
        let Some(text) = plain::text::<N>(cursor) else { return false };
        let own = self.get_or_insert_default();
        own.clear();
        own.push_str(text);
        true
    }
}

/// The value in a message: short ones as they are, long ones by their kind.
pub(super) fn described(value: Option<Value<'_>>) -> String {
    match value {
        None => "null".to_owned(),
        Some(Value::Bool(value)) => value.to_string(),
        Some(Value::Number(digits)) => shortened(digits),
        Some(Value::Text(text)) => format!("{:?}", shortened(text)),
        Some(Value::Escaped(text)) => format!("{:?}", shortened(&json::unescaped(text).unwrap_or_default())),
        Some(Value::List(_)) => word!("a list", "リスト").to_owned(),
        Some(Value::Object(_)) => word!("an object", "オブジェクト").to_owned(),
        Some(Value::Day(day)) => format!("{:?}", day.to_string()),
        Some(Value::Decimal(mantissa, scale)) => format!("{:?}", scalar::digits(mantissa, scale)),
    }
}

pub(super) fn shortened(text: &str) -> String {
    const MOST: usize = 40;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    text.chars().take(MOST).chain(['…']).collect()
}

/// Makes of the table which value goes where.
macro_rules! fill {
    (
        stated { $(
            $(#[doc = $about:literal])* $object:ident $prefix:literal {
                $($name:ident $key:literal: $type:expr => $place:tt { $($rest:tt)* })*
            }
        )* }
        items { $(
            $(#[doc = $item_about:literal])* $list:ident $item_prefix:literal in $item:ident {
                $($item_name:ident $item_key:literal: $item_type:expr => ($field:ident) { $($item_rest:tt)* })*
            }
        )* }
    ) => {
        /// Reads a value into its fact's place; false where it is refused. Few values have something inside, so that who
        /// takes what is wrong there is made for these alone.
        #[inline(always)]
        pub(super) fn fill<I: Inside>(
            stated: &mut Stated,
            field: Field,
            value: Value<'_>,
            inside: impl FnOnce() -> I,
        ) -> bool {
            match field {
                $($(Field::$name => fill!(@fill stated inside $name value $place),)*)*
                $($(Field::$item_name => false,)*)*
            }
        }

        /// Reads the value that stands at a place of a text into its fact's place, if it is written as nearly all are; else
        /// the place is left as it is.
        #[inline(always)]
        pub(super) fn fill_plainly<N: Notation>(stated: &mut Stated, field: Field, cursor: &mut Cursor<'_>) -> bool {
            match field {
                $($(Field::$name => fill!(@fill_plainly stated cursor $name $place),)*)*
                $($(Field::$item_name => false,)*)*
            }
        }

        /// What to do about a value that is refused, where that is more than giving what was wanted.
        pub(super) fn hint(stated: &Stated, field: Field, value: Value<'_>) -> Refused {
            /// The hint of the type of a place.
            fn of<T: Fill>(_: &T, value: Value<'_>, value_type: ValueType) -> Refused {
                T::hint(value, value_type)
            }
            let unescaped = unescaped(value);
            let value = unescaped.as_deref().map_or(value, Value::Text);
            match field {
                $($(Field::$name => fill!(@hint stated field value $place),)*)*
                $($(Field::$item_name => None,)*)*
            }
        }

        /// Puts back what is kept in a fact's place before anything is read.
        pub(super) fn put_back(stated: &mut Stated, field: Field, blank: &Stated) {
            match field {
                $($(Field::$name => fill!(@put_back stated blank $place),)*)*
                $($(Field::$item_name => (),)*)*
            }
        }

        $(impl Item for $item {
            const SPEC: &'static [FieldSpec] = crate::facts::$list;

            fn fill(&mut self, at: usize, value: Value<'_>, context: &mut Context<'_>) -> bool {
                match Self::SPEC.get(at).and_then(|spec| spec.field) {
                    $(Some(Field::$item_name) => self.$field.fill(value, context),)*
                    _ => false,
                }
            }

            #[inline(always)]
            fn fill_plainly(&mut self, at: usize, cursor: &mut Cursor<'_>) -> bool {
                match Self::SPEC.get(at).and_then(|spec| spec.field) {
                    $(Some(Field::$item_name) => {
                        self.$field.fill_plainly::<Json>(cursor, const { Field::$item_name.value_type() })
                    })*
                    _ => false,
                }
            }

            fn hint(at: usize, value: Value<'_>, value_type: ValueType) -> Refused {
                fn of<T, F: Fill>(_: impl Fn(&T) -> &F, value: Value<'_>, value_type: ValueType) -> Refused {
                    F::hint(value, value_type)
                }
                let unescaped = unescaped(value);
                let value = unescaped.as_deref().map_or(value, Value::Text);
                match Self::SPEC.get(at).and_then(|spec| spec.field) {
                    $(Some(Field::$item_name) => of(|item: &Self| &item.$field, value, value_type),)*
                    _ => None,
                }
            }
        })*
    };
    (@fill $stated:ident $inside:ident $name:ident $value:ident object) => { false };
    (@hint $stated:ident $field:ident $value:ident object) => { None };
    (@hint $stated:ident $field:ident $value:ident ($($place:ident).+)) => {
        of(&$stated.$($place).+, $value, $field.value_type())
    };
    (@fill $stated:ident $inside:ident $name:ident $value:ident ($($place:ident).+)) => {
        $stated.$($place).+.fill(
            $value,
            &mut Context { value_type: const { Field::$name.value_type() }, inside: &mut $inside() },
        )
    };
    (@fill_plainly $stated:ident $cursor:ident $name:ident object) => { false };
    (@fill_plainly $stated:ident $cursor:ident $name:ident ($($place:ident).+)) => {
        $stated.$($place).+.fill_plainly::<N>($cursor, const { Field::$name.value_type() })
    };
    (@put_back $stated:ident $blank:ident object) => { () };
    (@put_back $stated:ident $blank:ident ($($place:ident).+)) => {
        $stated.$($place).+.clone_from(&$blank.$($place).+)
    };
}
table_of_facts!(fill);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::CsvLine;
    use crate::input::keys::COLUMNS;
    use crate::input::plain::Cells;

    /// Counts what is wrong inside.
    struct Count<'c>(&'c mut usize);

    impl Inside for Count<'_> {
        fn refuse(&mut self, _: usize, _: &str, _: String, _: String, _: Refused) {
            *self.0 += 1;
        }

        fn not_json(&mut self) {
            *self.0 += 1;
        }
    }

    const TEXTS: &[&str] = &[
        "0",
        "1",
        "10562",
        "1234567",
        "12345678",
        "1750.50",
        "0.001",
        "9.99",
        "100",
        "100.1",
        "1e5",
        "1e-5",
        "1.5e1",
        "01",
        "1.",
        "-5",
        "-0",
        "1.2.3",
        "0.118734",
        "12.345678",
        "99.999999999",
        "0123.4567",
        "1234567.",
        "12345678.",
        "1234567.8",
        "123456789012345",
        "1234567890123456",
        "99999999999.12",
        "1.23456789e1",
        "12345678e2",
        "1234.5678.9",
        "\"0\"",
        "\"1\"",
        "\"10562\"",
        "\"1750.50\"",
        "\"0.0001\"",
        "\"99.9999\"",
        "\"100.01\"",
        "\"0.118734\"",
        "\"12.345678\"",
        "\"99.9999999999\"",
        "\"0.1000000000\"",
        "\"00.118734\"",
        "\"12345678\"",
        "\"123456789012345\"",
        "\"1234567890123456\"",
        "\"12345678.\"",
        "\"1234567 8\"",
        "\"01\"",
        "\"1.\"",
        "\".5\"",
        "\"\"",
        "\"-5\"",
        "\"1,5\"",
        "\"1 \"",
        "true",
        "false",
        "null",
        "truth",
        "\"true\"",
        "\"2007-06-28\"",
        "\"2007-02-29\"",
        "\"1899-12-31\"",
        "\"3000-01-01\"",
        "\"2007-6-28\"",
        "\"20070628\"",
        "\"2007-06-28 \"",
        "\"US\"",
        "\"us\"",
        "\"ZZ\"",
        "\"USA\"",
        "\"individual\"",
        "\"Individual\"",
        "\"corporation\"",
        "\"ads\"",
        "\"share\"",
        "\"single\"",
        "\"cash\"",
        "\"on_market\"",
        "\"purchase\"",
        "\"a lot\"",
        "\"株主\"",
        "\"a\\tb\"",
        "\"\\u0041\"",
        "\"a\nb\"",
        "[]",
        "[ ]",
        "[\"listed_company\"]",
        "[ \"listed_company\" , \"government\" ]",
        "[\"listed_company\",\"listed_company\"]",
        "[\"nothing\"]",
        "[1]",
        "[\"bank\"]",
        "[\"dealer\"]",
        "[{}]",
        "[{\"shares\":1,\"acquired\":\"2004-01-05\"}]",
        "[{\"acquired\":\"2004-01-05\",\"shares\":\"2.5\"},{\"shares\":7}]",
        "[{\"shares\":1,\"shares\":1}]",
        "[{\"shares\":1,\"ac\":1}]",
        "[{\"shares\":-1}]",
        "[{\"from\":\"2004-01-05\",\"percent\":12}]",
        "[ { \"from\" : \"2004-01-05\" , \"percent\" : \"12\" } ]",
        "[{\"from\":\"2004-01-05\"}]",
        "[{\"from\":null,\"percent\":1}]",
        "[{\"from\":\"2004-01-05\",\"to\":\"2004-01-06\"}]",
        "[{\"lot\":\"1\",\"shares\":5}]",
        "[{\"lot\":1,\"shares\":5}]",
        "[,]",
        "[{\"shares\":1},]",
        "{}",
        "{\"2007-06-28\":120}",
    ];

    #[test]
    fn what_is_read_plainly_is_what_the_long_way_reads() {
        let mut read = 0;
        for field in Field::ALL.iter().copied() {
            for text in TEXTS {
                for behind in [",\"next\":1}                ", "}\n                   ", " ,\"next\":\"\"}          "] {
                    let whole = format!("{text}{behind}");
                    let (mut plainly, mut long) = (Stated::default(), Stated::default());
                    let mut cursor = Cursor::line(&whole, 0);
                    if !fill_plainly::<Json>(&mut plainly, field, &mut cursor) {
                        assert_eq!(cursor.at, 0, "{}: {text} is left where it stands", field.path());
                        let is_as_before = format!("{plainly:?}") == format!("{:?}", Stated::default());
                        assert!(is_as_before || text.starts_with('['), "{}: {text} touches nothing", field.path());
                        continue;
                    }
                    let mut wrong = 0;
                    let mut again = Cursor::line(&whole, 0);
                    let value = again.value().ok().flatten();
                    let is_filled = value.is_some_and(|value| fill(&mut long, field, value, || Count(&mut wrong)));
                    assert!(is_filled && wrong == 0, "{}: {text} is refused the long way", field.path());
                    assert_eq!(cursor.at, again.at, "{}: {text}", field.path());
                    assert_eq!(format!("{plainly:?}"), format!("{long:?}"), "{}: {text}", field.path());
                    read += 1;
                }
            }
        }
        assert!(read > 1_500, "{read}");
    }

    #[test]
    fn what_is_read_plainly_of_a_cell_is_what_the_long_way_reads() {
        let mut read = 0;
        for column in COLUMNS.iter() {
            for text in TEXTS {
                let bare = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(text);
                for cell in [bare, text] {
                    for behind in
                        [",next\n                ", "\n                   ", "\r\n                 ", "", "\"x,"]
                    {
                        let whole = format!("{cell}{behind}");
                        let (mut plainly, mut long) = (Stated::default(), Stated::default());
                        let mut cursor = Cursor::line(&whole, 0);
                        if !fill_plainly::<Cells>(&mut plainly, column.field, &mut cursor) {
                            assert_eq!(cursor.at, 0, "{}: {whole:?} is left where it stands", column.path);
                            let is_as_before = format!("{plainly:?}") == format!("{:?}", Stated::default());
                            assert!(is_as_before, "{}: {whole:?} touches nothing", column.path);
                            continue;
                        }
                        let (mut cells, mut wrong) = (Vec::new(), 0);
                        CsvLine::default().cells(&whole, 0, |_, cell| cells.push(cell.to_owned()));
                        let value = column.value_of(&cells[0]);
                        let is_filled =
                            value.is_some_and(|value| fill(&mut long, column.field, value, || Count(&mut wrong)));
                        assert!(is_filled && wrong == 0, "{}: {whole:?} is refused the long way", column.path);
                        assert_eq!(cursor.at, cells[0].len(), "{}: {whole:?}", column.path);
                        assert!(matches!(cursor.peek(), Some(b',' | b'\n')), "{}: {whole:?}", column.path);
                        assert_eq!(format!("{plainly:?}"), format!("{long:?}"), "{}: {whole:?}", column.path);
                        read += 1;
                    }
                }
            }
        }
        assert!(read > 1_500, "{read}");
    }
}
