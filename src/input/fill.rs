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
    /// Reads the value; what to do about it where it is refused.
    fn fill(&mut self, value: Value<'_>, context: &mut Context<'_>) -> Result<(), Refused>;
}

/// A value that is read by itself.
pub trait Scalar: Sized {
    fn read(value: Value<'_>, value_type: ValueType) -> Result<Self, Refused>;
}

impl<T: Scalar> Fill for Option<T> {
    #[inline(always)]
    fn fill(&mut self, value: Value<'_>, context: &mut Context<'_>) -> Result<(), Refused> {
        *self = Some(T::read(value, context.value_type)?);
        Ok(())
    }
}

impl<T: Scalar> Fill for Fact<T> {
    #[inline(always)]
    fn fill(&mut self, value: Value<'_>, context: &mut Context<'_>) -> Result<(), Refused> {
        *self = Fact::Stated(T::read(value, context.value_type)?);
        Ok(())
    }
}

/// Facts without which there is no holder: the value itself.
macro_rules! fill_plainly {
    ($($type:ty),*) => { $(
        impl Fill for $type {
            #[inline(always)]
            fn fill(&mut self, value: Value<'_>, context: &mut Context<'_>) -> Result<(), Refused> {
                *self = <$type>::read(value, context.value_type)?;
                Ok(())
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
            fn read(value: Value<'_>, value_type: ValueType) -> Result<Self, Refused> {
                word(value, value_type)
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

#[inline(always)]
fn word<T: Word>(value: Value<'_>, value_type: ValueType) -> Result<T, Refused> {
    if let Value::Text(text) = value
        && let Some(word) = T::from_word(text)
    {
        return Ok(word);
    }
    Err(near_word(value, value_type))
}

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
    fn read(value: Value<'_>, _: ValueType) -> Result<bool, Refused> {
        match value {
            Value::Bool(is) => Ok(is),
            Value::Text("true" | "false") => Err(Some("write it without quotes".to_owned())),
            _ => Err(None),
        }
    }
}

impl Scalar for Day {
    #[inline(always)]
    fn read(value: Value<'_>, _: ValueType) -> Result<Day, Refused> {
        match value {
            Value::Text(text) => scalar::date(text),
            Value::Day(day) => Ok(day),
            _ => Err(None),
        }
    }
}

impl Scalar for Filing {
    #[inline(always)]
    fn read(value: Value<'_>, value_type: ValueType) -> Result<Filing, Refused> {
        match value {
            Value::Bool(true) => Ok(Filing::InTime),
            Value::Bool(false) => Ok(Filing::Missing),
            _ => Day::read(value, value_type).map(Filing::On),
        }
    }
}

impl Scalar for Country {
    #[inline(always)]
    fn read(value: Value<'_>, _: ValueType) -> Result<Country, Refused> {
        match value {
            Value::Text(text) => scalar::country(text),
            _ => Err(None),
        }
    }
}

impl Scalar for Decimal {
    #[inline(always)]
    fn read(value: Value<'_>, value_type: ValueType) -> Result<Decimal, Refused> {
        match value {
            // A number, or its digits as a text: both are read from the digits.
            Value::Number(digits) | Value::Text(digits) => scalar::number(digits, value_type),
            Value::Decimal(mantissa, scale) => scalar::bounded(mantissa, scale, value_type).ok_or(None),
            _ => Err(None),
        }
    }
}

impl Scalar for Percent {
    #[inline(always)]
    fn read(value: Value<'_>, value_type: ValueType) -> Result<Percent, Refused> {
        Percent::new(Decimal::read(value, value_type)?).ok_or(None)
    }
}

impl Scalar for Rate {
    #[inline(always)]
    fn read(value: Value<'_>, value_type: ValueType) -> Result<Rate, Refused> {
        Rate::new(Decimal::read(value, value_type)?).ok_or(None)
    }
}

impl Scalar for Yen {
    #[inline(always)]
    fn read(value: Value<'_>, value_type: ValueType) -> Result<Yen, Refused> {
        i64::try_from(Decimal::read(value, value_type)?).map(Yen::new).map_err(|_| None)
    }
}

impl Fill for Option<String> {
    #[inline(always)]
    fn fill(&mut self, value: Value<'_>, context: &mut Context<'_>) -> Result<(), Refused> {
        match value {
            // The memory of the last record's text is used again.
            Value::Text(text) => {
                let own = self.get_or_insert_default();
                own.clear();
                own.push_str(text);
            }
            Value::Escaped(text) => *self = Some(json::unescaped(text).ok_or(None)?),
            // The digits of a position, where that is as good as an id.
            Value::Number(digits) if matches!(context.value_type, ValueType::LotName) => {
                scalar::number(digits, context.value_type)?;
                *self = Some(digits.to_owned());
            }
            _ => return Err(None),
        }
        Ok(())
    }
}

impl Fill for ClassSet {
    fn fill(&mut self, value: Value<'_>, context: &mut Context<'_>) -> Result<(), Refused> {
        *self = ClassSet::NONE;
        words(value, context, SpecialClass::from_word, |class| self.insert(class))
    }
}

impl Fill for Option<LobTests> {
    fn fill(&mut self, value: Value<'_>, context: &mut Context<'_>) -> Result<(), Refused> {
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
) -> Result<(), Refused> {
    let (Value::List(list), ValueType::List(item)) = (value, context.value_type) else { return Err(None) };
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
    Ok(read.unwrap_or_else(|NotJson| context.inside.not_json()))
}

/// An object of a list: which of the table's facts it states, and in which order they stand in the table.
pub trait Item: Default {
    const SPEC: &'static [FieldSpec];
    fn fill(&mut self, at: usize, value: Value<'_>, context: &mut Context<'_>) -> Result<(), Refused>;
}

/// Each object of a list.
fn objects<T: Item>(value: Value<'_>, context: &mut Context<'_>, list: &mut Vec<T>) -> Result<(), Refused> {
    let Value::List(text) = value else { return Err(None) };
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
    Ok(read.unwrap_or_else(|NotJson| context.inside.not_json()))
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
        if let Err(hint) = item.fill(position, value, &mut Context { value_type, inside: within }) {
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
    fn fill(&mut self, value: Value<'_>, context: &mut Context<'_>) -> Result<(), Refused> {
        objects(value, context, self)
    }
}

impl<T: Item> Fill for Option<Vec<T>> {
    fn fill(&mut self, value: Value<'_>, context: &mut Context<'_>) -> Result<(), Refused> {
        objects(value, context, self.get_or_insert_default())
    }
}

impl Fill for StatedRates {
    #[inline(always)]
    fn fill(&mut self, value: Value<'_>, context: &mut Context<'_>) -> Result<(), Refused> {
        match value {
            Value::Object(rates) => {
                self.table = Some(Arc::new(rates_by_date(rates, context.inside)));
                self.rate = None;
            }
            _ => self.rate = Some(Decimal::read(value, context.value_type)?),
        }
        Ok(())
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
        let rate = token.ok_or(None).and_then(|value| Decimal::read(value, ValueType::JpyPerUsd));
        match rate {
            Err(hint) => {
                inside.refuse(at, &path, described(token), ValueType::JpyPerUsd.wanted(), hint);
            }
            Ok(_) if table.has(day) => {
                let got = "the date a second time".to_owned();
                inside.refuse(key_at, &path, got, "each date once".to_owned(), None);
            }
            Ok(rate) => table.insert(day, rate),
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
        /// Reads a value into its fact's place; what to do about it where it is refused.
        #[inline(always)]
        pub(super) fn fill(
            stated: &mut Stated,
            field: Field,
            value: Value<'_>,
            inside: &mut dyn Inside,
        ) -> Result<(), Refused> {
            match field {
                $($(Field::$name => fill!(@fill stated inside $name value $place),)*)*
                $($(Field::$item_name => Err(None),)*)*
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

            fn fill(&mut self, at: usize, value: Value<'_>, context: &mut Context<'_>) -> Result<(), Refused> {
                let mut position = 0;
                $(
                    if at == position {
                        return self.$field.fill(value, context);
                    }
                    position += 1;
                )*
                let _ = position;
                Err(None)
            }
        })*
    };
    (@fill $stated:ident $inside:ident $name:ident $value:ident object) => { Err(None) };
    (@fill $stated:ident $inside:ident $name:ident $value:ident ($($place:ident).+)) => {
        $stated.$($place).+.fill($value, &mut Context { value_type: const { Field::$name.value_type() }, inside: $inside })
    };
    (@put_back $stated:ident $blank:ident object) => { () };
    (@put_back $stated:ident $blank:ident ($($place:ident).+)) => {
        $stated.$($place).+.clone_from(&$blank.$($place).+)
    };
}
table_of_facts!(fill);
