//! Values into facts: how each type is read, and which fact goes where.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::json::{self, NotJson, Value};
use super::scalar::{self, Refused};
use crate::facts::table::table_of_facts;
use crate::facts::{
    ClassSet, Fact, Field, FieldSpec, Filing, FxTable, LobTest, LobTests, SpecialClass, Stated, StatedHedge, StatedLot,
    StatedRates, StatedSoldLot, StatedStep, ValueType, Word,
};
use crate::units::{Country, Day, Percent, Rate, Yen};

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

    fn hint(value: Value<'_>, value_type: ValueType) -> Refused {
        T::hint(value, value_type)
    }
}

/// Facts without which there is no holder: the value itself.
macro_rules! fill_plainly {
    ($($type:ty),*) => { $(
        impl Fill for $type {
            #[inline(always)]
            fn fill(&mut self, value: Value<'_>, context: &mut Context<'_>) -> bool {
                let Some(read) = <$type>::read(value, context.value_type) else { return false };
                *self = read;
                true
            }

            fn hint(value: Value<'_>, value_type: ValueType) -> Refused {
                <$type as Scalar>::hint(value, value_type)
            }
        }
    )* };
}
fill_plainly!(crate::facts::HolderKind, Country, Filing);

/// Words of the program's own lists.
macro_rules! read_words {
    ($($type:ty),*) => { $(
        impl Scalar for $type {
            #[inline(always)]
            fn read(value: Value<'_>, _: ValueType) -> Option<Self> {
                let Value::Text(text) = value else { return None };
                <$type as Word>::from_word(text)
            }

            fn hint(value: Value<'_>, value_type: ValueType) -> Refused {
                near_word(value, value_type)
            }
        }
    )* };
}
read_words!(
    crate::facts::HolderKind,
    crate::facts::Instrument,
    crate::facts::FilingStatus,
    crate::facts::DividendKind,
    crate::facts::SaleKind,
    crate::facts::SalePlace,
    crate::facts::AcquiredBy
);

#[inline(never)]
#[cold]
fn near_word(value: Value<'_>, value_type: ValueType) -> Refused {
    let ValueType::Word(known) = value_type else { return None };
    let text = text_of(value)?;
    scalar::nearest(&text, known.iter().copied()).map(|near| format!("did you mean {near:?}?"))
}

/// The text, if it is one.
pub(super) fn text_of(value: Value<'_>) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.to_owned()),
        Value::Escaped(text) => json::unescaped(text),
        _ => None,
    }
}

impl Scalar for bool {
    #[inline(always)]
    fn read(value: Value<'_>, _: ValueType) -> Option<bool> {
        if let Value::Bool(is) = value { Some(is) } else { None }
    }

    fn hint(value: Value<'_>, _: ValueType) -> Refused {
        matches!(value, Value::Text("true" | "false")).then(|| "write it without quotes".to_owned())
    }
}

impl Scalar for Day {
    #[inline(always)]
    fn read(value: Value<'_>, _: ValueType) -> Option<Day> {
        match value {
            Value::Text(text) => Day::parse(text),
            Value::Day(day) => Some(day),
            _ => None,
        }
    }

    fn hint(value: Value<'_>, _: ValueType) -> Refused {
        let Value::Text(text) = value else { return None };
        scalar::date(text).err().flatten()
    }
}

impl Scalar for Filing {
    #[inline(always)]
    fn read(value: Value<'_>, value_type: ValueType) -> Option<Filing> {
        match value {
            Value::Bool(true) => Some(Filing::InTime),
            Value::Bool(false) => Some(Filing::Missing),
            _ => Day::read(value, value_type).map(Filing::On),
        }
    }

    fn hint(value: Value<'_>, value_type: ValueType) -> Refused {
        <Day as Scalar>::hint(value, value_type)
    }
}

impl Scalar for Country {
    #[inline(always)]
    fn read(value: Value<'_>, _: ValueType) -> Option<Country> {
        let Value::Text(text) = value else { return None };
        scalar::known_country(text)
    }

    fn hint(value: Value<'_>, _: ValueType) -> Refused {
        let Value::Text(text) = value else { return None };
        scalar::country(text).err().flatten()
    }
}

impl Scalar for Decimal {
    #[inline(always)]
    fn read(value: Value<'_>, value_type: ValueType) -> Option<Decimal> {
        match value {
            // A number, or its digits as a text: both are read from the digits.
            Value::Number(digits) | Value::Text(digits) => match scalar::plain_number(digits, value_type) {
                Ok(number) => number,
                Err(scalar::NotPlain) => scalar::number(digits, value_type).ok(),
            },
            Value::Decimal(mantissa, scale) => scalar::bounded(mantissa, scale, value_type),
            _ => None,
        }
    }

    fn hint(value: Value<'_>, value_type: ValueType) -> Refused {
        let (Value::Number(digits) | Value::Text(digits)) = value else { return None };
        scalar::number(digits, value_type).err().flatten()
    }
}

/// Numbers with a type of their own.
macro_rules! read_numbers {
    ($($type:ty: $of:expr;)*) => { $(
        impl Scalar for $type {
            #[inline(always)]
            fn read(value: Value<'_>, value_type: ValueType) -> Option<$type> {
                Decimal::read(value, value_type).and_then($of)
            }

            fn hint(value: Value<'_>, value_type: ValueType) -> Refused {
                <Decimal as Scalar>::hint(value, value_type)
            }
        }
    )* };
}
read_numbers! {
    Percent: Percent::new;
    Rate: Rate::new;
    Yen: |yen: Decimal| i64::try_from(yen).ok().map(Yen::new);
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
}

impl Fill for ClassSet {
    fn fill(&mut self, value: Value<'_>, context: &mut Context<'_>) -> bool {
        *self = ClassSet::NONE;
        words(value, context, SpecialClass::from_word, |class| self.insert(class))
    }
}

impl Fill for Option<LobTests> {
    fn fill(&mut self, value: Value<'_>, context: &mut Context<'_>) -> bool {
        let tests = self.insert(LobTests::default());
        words(value, context, LobTest::from_word, |test| tests.insert(test))
    }
}

/// Each word of a list.
fn words<T>(
    value: Value<'_>,
    context: &mut Context<'_>,
    from_word: fn(&str) -> Option<T>,
    mut insert: impl FnMut(T),
) -> bool {
    let (Value::List(list), ValueType::List(item)) = (value, context.value_type) else { return false };
    let mut position = 0;
    let inside = &mut *context.inside;
    let read = json::items(list, |at, token| {
        let word = token.and_then(text_of);
        match word.as_deref().and_then(from_word) {
            Some(word) => insert(word),
            None => {
                let hint = token.and_then(|value| near_word(value, *item));
                inside.refuse(at, &format!("[{position}]"), described(token), item.wanted(), hint);
            }
        }
        position += 1;
    });
    read.unwrap_or_else(|NotJson| context.inside.not_json());
    true
}

/// An object of a list: which of the table's facts it states, and in which order they stand in the table.
pub trait Item: Default {
    const SPEC: &'static [FieldSpec];
    /// Reads the field at a position of the table; false where it is refused.
    fn fill(&mut self, at: usize, value: Value<'_>, context: &mut Context<'_>) -> bool;
    /// See [`Fill::hint`].
    fn hint(at: usize, value: Value<'_>, value_type: ValueType) -> Refused;
}

/// Each object of a list.
fn objects<T: Item>(value: Value<'_>, context: &mut Context<'_>, list: &mut Vec<T>) -> bool {
    let Value::List(text) = value else { return false };
    list.clear();
    let inside = &mut *context.inside;
    let read = json::items(text, |at, token| {
        let path = list.len();
        let mut item = T::default();
        match token {
            Some(Value::Object(object)) => {
                let mut within = Within { inside, at, path: format_args!("[{path}]").to_string() };
                object_into(&mut item, object, &mut within);
            }
            other => {
                let wanted = ValueType::Object(T::SPEC).wanted();
                inside.refuse(at, &format!("[{path}]"), described(other), wanted, None);
            }
        }
        list.push(item);
    });
    read.unwrap_or_else(|NotJson| context.inside.not_json());
    true
}

/// A place inside a list: an item of it.
struct Within<'w> {
    inside: &'w mut dyn Inside,
    at: usize,
    path: String,
}

impl Inside for Within<'_> {
    fn refuse(&mut self, at: usize, path: &str, got: String, wanted: String, hint: Refused) {
        self.inside.refuse(self.at + at, &format!("{}{path}", self.path), got, wanted, hint);
    }

    fn not_json(&mut self) {
        self.inside.not_json();
    }
}

/// Reads the fields of one object of a list.
fn object_into<T: Item>(item: &mut T, object: &str, within: &mut Within<'_>) {
    let (mut seen, mut stated) = (0_u32, 0_u32);
    let read = json::members(object, |(key_at, key), (at, token)| {
        let (Value::Text(name) | Value::Escaped(name)) = key else { return };
        let Some(position) = T::SPEC.iter().position(|field| field.name == name) else {
            let (wanted, hint) = known_keys(name, T::SPEC);
            return within.refuse(key_at, &format!(".{name}"), "an unknown key".to_owned(), wanted, hint);
        };
        let bit = 1 << position;
        if seen & bit != 0 {
            let got = "the key a second time".to_owned();
            return within.refuse(key_at, &format!(".{name}"), got, "each key once".to_owned(), None);
        }
        seen |= bit;
        let Some(value) = token else { return };
        stated |= bit;
        let value_type = T::SPEC[position].value;
        if !item.fill(position, value, &mut Context { value_type, inside: within }) {
            let hint = T::hint(position, value, value_type);
            within.refuse(at, &format!(".{name}"), described(Some(value)), value_type.wanted(), hint);
        }
    });
    if read.is_err() {
        return within.not_json();
    }
    for (position, field) in T::SPEC.iter().enumerate() {
        if field.required && stated & 1 << position == 0 {
            within.refuse(0, &format!(".{}", field.name), "nothing".to_owned(), field.value.wanted(), None);
        }
    }
}

/// What a message says was wanted instead of an unknown key, and the key that was meant.
pub(super) fn known_keys(given: &str, known: &[FieldSpec]) -> (String, Refused) {
    let names = || known.iter().map(|field| field.name);
    match scalar::nearest(given, names()) {
        Some(near) => ("a known key".to_owned(), Some(format!("did you mean {near:?}?"))),
        None => (format!("one of {}", names().collect::<Vec<_>>().join(", ")), None),
    }
}

impl<T: Item> Fill for Vec<T> {
    fn fill(&mut self, value: Value<'_>, context: &mut Context<'_>) -> bool {
        objects(value, context, self)
    }
}

impl<T: Item> Fill for Option<Vec<T>> {
    fn fill(&mut self, value: Value<'_>, context: &mut Context<'_>) -> bool {
        objects(value, context, self.get_or_insert_default())
    }
}

impl Fill for StatedRates {
    #[inline(always)]
    fn fill(&mut self, value: Value<'_>, context: &mut Context<'_>) -> bool {
        if let Value::Object(rates) = value {
            self.table = Some(Arc::new(rates_by_date(rates, context.inside)));
            self.rate = None;
            return true;
        }
        let rate = Decimal::read(value, context.value_type);
        self.rate = rate.or(self.rate);
        rate.is_some()
    }

    fn hint(value: Value<'_>, value_type: ValueType) -> Refused {
        <Decimal as Scalar>::hint(value, value_type)
    }
}

/// An object whose keys are dates and whose values are rates.
pub(super) fn rates_by_date(object: &str, inside: &mut dyn Inside) -> FxTable {
    let mut table = FxTable::default();
    let read = json::members(object, |(key_at, key), (at, token)| {
        let (Value::Text(date) | Value::Escaped(date)) = key else { return };
        let path = format!(".{date}");
        let day = match scalar::date(date) {
            Ok(day) => day,
            Err(hint) => {
                return inside.refuse(key_at, &path, described(Some(key)), ValueType::Date.wanted(), hint);
            }
        };
        let rate = token.and_then(|value| Decimal::read(value, ValueType::JpyPerUsd));
        match rate {
            None => {
                let hint = token.and_then(|value| <Decimal as Scalar>::hint(value, ValueType::JpyPerUsd));
                inside.refuse(at, &path, described(token), ValueType::JpyPerUsd.wanted(), hint);
            }
            Some(_) if table.has(day) => {
                let got = "the date a second time".to_owned();
                inside.refuse(key_at, &path, got, "each date once".to_owned(), None);
            }
            Some(rate) => table.insert(day, rate),
        }
    });
    read.unwrap_or_else(|NotJson| inside.not_json());
    table
}

/// The value in a message: short ones as they are, long ones by their kind.
pub(super) fn described(value: Option<Value<'_>>) -> String {
    match value {
        None => "null".to_owned(),
        Some(Value::Bool(value)) => value.to_string(),
        Some(Value::Number(digits)) => shortened(digits),
        Some(Value::Text(text)) => format!("{:?}", shortened(text)),
        Some(Value::Escaped(text)) => format!("{:?}", shortened(&json::unescaped(text).unwrap_or_default())),
        Some(Value::List(_)) => "a list".to_owned(),
        Some(Value::Object(_)) => "an object".to_owned(),
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
        /// Reads a value into its fact's place; false where it is refused.
        #[inline(always)]
        pub(super) fn fill(stated: &mut Stated, field: Field, value: Value<'_>, inside: &mut dyn Inside) -> bool {
            match field {
                $($(Field::$name => fill!(@fill stated inside $name value $place),)*)*
                $($(Field::$item_name => false,)*)*
            }
        }

        /// What to do about a value that is refused, where that is more than giving what was wanted.
        pub(super) fn hint(stated: &Stated, field: Field, value: Value<'_>) -> Refused {
            /// The hint of the type of a place.
            fn of<T: Fill>(_: &T, value: Value<'_>, value_type: ValueType) -> Refused {
                T::hint(value, value_type)
            }
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

            fn hint(at: usize, value: Value<'_>, value_type: ValueType) -> Refused {
                fn of<T, F: Fill>(_: impl Fn(&T) -> &F, value: Value<'_>, value_type: ValueType) -> Refused {
                    F::hint(value, value_type)
                }
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
        $stated.$($place).+.fill($value, &mut Context { value_type: const { Field::$name.value_type() }, inside: $inside })
    };
    (@put_back $stated:ident $blank:ident object) => { () };
    (@put_back $stated:ident $blank:ident ($($place:ident).+)) => {
        $stated.$($place).+.clone_from(&$blank.$($place).+)
    };
}
table_of_facts!(fill);
