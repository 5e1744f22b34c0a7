//! Values that are read by themselves: words, days, numbers, countries.
//!
//! They are inlined by force where code is optimized; elsewhere that makes functions of half a megabyte, and a build longer.

use rust_decimal::Decimal;

use super::{Context, Fill, Scalar};
use crate::facts::{Filing, ValueType, Word};
use crate::input::hints;
use crate::input::json::{self, Cursor, Value};
use crate::input::meant;
use crate::input::plain::{self, Notation};
use crate::input::scalar::{self, Refused};
use crate::units::{AdsRatio, Country, Day, Percent, Rate, Share, Yen};

/// Facts without which there is no holder: the value itself.
macro_rules! fill_plainly {
    ($($type:ty),*) => { $(
        impl Fill for $type {
            #[cfg_attr(not(debug_assertions), inline(always))]
            fn fill(&mut self, value: Value<'_>, context: &mut Context<'_>) -> bool {
                let Some(read) = <$type>::read(value, context.value_type) else { return false };
                *self = read;
                true
            }

            #[cfg_attr(not(debug_assertions), inline(always))]
            fn fill_plainly<N: Notation>(&mut self, cursor: &mut Cursor<'_>, value_type: ValueType) -> bool {
                let Some(read) = <$type>::read_plainly::<N>(cursor, value_type) else { return false };
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
            #[cfg_attr(not(debug_assertions), inline(always))]
            fn read(value: Value<'_>, _: ValueType) -> Option<Self> {
                let Value::Text(text) = value else { return None };
                <$type as Word>::from_word(text)
            }

            #[cfg_attr(not(debug_assertions), inline(always))]
            fn read_plainly<N: Notation>(cursor: &mut Cursor<'_>, _: ValueType) -> Option<Self> {
                let start = *cursor;
                let read = plain::word::<N>(cursor).and_then(<$type as Word>::from_bytes);
                if read.is_none() {
                    *cursor = start;
                }
                read
            }

            fn hint(value: Value<'_>, value_type: ValueType) -> Refused {
                near_word(value, value_type)
            }
        }
    )* };
}
read_words!(
    crate::facts::FundClass,
    crate::facts::HeldThrough,
    crate::facts::SeenThroughBy,
    crate::facts::IraClass,
    crate::facts::Instrument,
    crate::facts::FilingStatus,
    crate::facts::DividendKind,
    crate::facts::PayerKind,
    crate::facts::SaleKind,
    crate::facts::SalePlace,
    crate::facts::AcquiredBy
);

impl Scalar for crate::facts::HolderKind {
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn read(value: Value<'_>, _: ValueType) -> Option<Self> {
        let Value::Text(text) = value else { return None };
        <crate::facts::HolderKind as Word>::from_word(text)
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn read_plainly<N: Notation>(cursor: &mut Cursor<'_>, _: ValueType) -> Option<Self> {
        let start = *cursor;
        let read = plain::word::<N>(cursor).and_then(<crate::facts::HolderKind as Word>::from_bytes);
        if read.is_none() {
            *cursor = start;
        }
        read
    }

    fn hint(value: Value<'_>, value_type: ValueType) -> Refused {
        let usual = text_of(value).and_then(|text| crate::input::kind_words::hint(&text));
        usual.map(str::to_owned).or_else(|| near_word(value, value_type))
    }
}

#[inline(never)]
#[cold]
pub(super) fn near_word(value: Value<'_>, value_type: ValueType) -> Refused {
    let ValueType::Word(known) = value_type else { return None };
    let text = text_of(value)?;
    scalar::nearest(&text, known.iter().copied()).map(|near| meant(format_args!("{near:?}")))
}

/// The text, if it is one.
pub(crate) fn text_of(value: Value<'_>) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.to_owned()),
        Value::Escaped(text) => json::unescaped(text),
        _ => None,
    }
}

impl Scalar for bool {
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn read(value: Value<'_>, _: ValueType) -> Option<bool> {
        if let Value::Bool(is) = value { Some(is) } else { None }
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn read_plainly<N: Notation>(cursor: &mut Cursor<'_>, _: ValueType) -> Option<bool> {
        plain::truth::<N>(cursor)
    }

    fn hint(value: Value<'_>, _: ValueType) -> Refused {
        match value {
            Value::Text("true" | "false") => Some(hints::without_quotes()),
            Value::Text(text) | Value::Number(text) => hints::truth(text),
            _ => None,
        }
    }
}

impl Scalar for Day {
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn read(value: Value<'_>, _: ValueType) -> Option<Day> {
        match value {
            Value::Text(text) => Day::parse(text),
            Value::Day(day) => Some(day),
            _ => None,
        }
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn read_plainly<N: Notation>(cursor: &mut Cursor<'_>, _: ValueType) -> Option<Day> {
        plain::day::<N>(cursor)
    }

    fn hint(value: Value<'_>, _: ValueType) -> Refused {
        let (Value::Text(text) | Value::Number(text)) = value else { return None };
        scalar::date(text).err().flatten()
    }
}

impl Scalar for Filing {
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn read(value: Value<'_>, value_type: ValueType) -> Option<Filing> {
        match value {
            Value::Bool(true) => Some(Filing::InTime),
            Value::Bool(false) => Some(Filing::Missing),
            _ => Day::read(value, value_type).map(Filing::On),
        }
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn read_plainly<N: Notation>(cursor: &mut Cursor<'_>, _: ValueType) -> Option<Filing> {
        match plain::truth::<N>(cursor) {
            Some(true) => Some(Filing::InTime),
            Some(false) => Some(Filing::Missing),
            None => plain::day::<N>(cursor).map(Filing::On),
        }
    }

    fn hint(value: Value<'_>, value_type: ValueType) -> Refused {
        <Day as Scalar>::hint(value, value_type).or_else(|| <bool as Scalar>::hint(value, value_type))
    }
}

impl Scalar for Country {
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn read(value: Value<'_>, _: ValueType) -> Option<Country> {
        let Value::Text(text) = value else { return None };
        scalar::known_country(text)
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn read_plainly<N: Notation>(cursor: &mut Cursor<'_>, _: ValueType) -> Option<Country> {
        plain::country::<N>(cursor)
    }

    fn hint(value: Value<'_>, _: ValueType) -> Refused {
        let Value::Text(text) = value else { return None };
        scalar::country(text).err().flatten()
    }
}

impl Scalar for Decimal {
    #[cfg_attr(not(debug_assertions), inline(always))]
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

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn read_plainly<N: Notation>(cursor: &mut Cursor<'_>, value_type: ValueType) -> Option<Decimal> {
        plain::number::<N>(cursor, value_type)
    }

    fn hint(value: Value<'_>, value_type: ValueType) -> Refused {
        let (Value::Number(digits) | Value::Text(digits)) = value else { return None };
        scalar::number(digits, value_type).err().flatten()
    }
}

impl Scalar for crate::facts::SecurityCode {
    fn read(value: Value<'_>, _: ValueType) -> Option<Self> {
        match value {
            Value::Text(text) | Value::Number(text) => Self::parse(text),
            Value::Decimal(mantissa, 0) => Self::parse(&mantissa.to_string()),
            _ => None,
        }
    }

    fn read_plainly<N: Notation>(_: &mut Cursor<'_>, _: ValueType) -> Option<Self> {
        // Few records state it: it is read the long way.
        None
    }

    fn hint(value: Value<'_>, _: ValueType) -> Refused {
        let (Value::Text(text) | Value::Number(text)) = value else { return None };
        let shorter = text.strip_suffix('0').and_then(Self::parse);
        shorter.map(|code| {
            said!(
                "did you mean {:?}? A fifth character is no part of the code",
                "{:?}の誤りではありませんか。5文字目は証券コードに含まれません。",
                code.as_str()
            )
        })
    }
}

impl Scalar for crate::facts::Isin {
    fn read(value: Value<'_>, _: ValueType) -> Option<Self> {
        let Value::Text(text) = value else { return None };
        Self::parse(text)
    }

    fn read_plainly<N: Notation>(_: &mut Cursor<'_>, _: ValueType) -> Option<Self> {
        // Few records state it: it is read the long way.
        None
    }

    fn hint(value: Value<'_>, _: ValueType) -> Refused {
        let Value::Text(text) = value else { return None };
        (text.len() == 12).then(|| {
            word!("the check digit, or a character before it, is wrong", "検査数字又はその前の文字に誤りがあります。")
                .to_owned()
        })
    }
}

impl Scalar for Share {
    fn read(value: Value<'_>, _: ValueType) -> Option<Share> {
        let Value::Text(text) = value else { return None };
        scalar::share(text).ok()
    }

    fn read_plainly<N: Notation>(_: &mut Cursor<'_>, _: ValueType) -> Option<Share> {
        // Few records state it: it is read the long way.
        None
    }

    fn hint(value: Value<'_>, _: ValueType) -> Refused {
        match value {
            Value::Number(text) | Value::Text(text) => scalar::share(text).err().flatten(),
            Value::Decimal(mantissa, places) => scalar::share(&scalar::digits(mantissa, places)).err().flatten(),
            _ => None,
        }
    }
}

impl Scalar for AdsRatio {
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn read(value: Value<'_>, value_type: ValueType) -> Option<AdsRatio> {
        match value {
            Value::Number(text) | Value::Text(text) => scalar::ads_ratio(text, value_type).ok(),
            Value::Decimal(..) => AdsRatio::new(Decimal::read(value, value_type)?, Decimal::ONE),
            _ => None,
        }
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn read_plainly<N: Notation>(cursor: &mut Cursor<'_>, value_type: ValueType) -> Option<AdsRatio> {
        let start = *cursor;
        let read = plain::number::<N>(cursor, value_type).and_then(|ads| AdsRatio::new(ads, Decimal::ONE));
        if read.is_none() {
            *cursor = start;
        }
        read
    }

    fn hint(value: Value<'_>, value_type: ValueType) -> Refused {
        let (Value::Number(text) | Value::Text(text)) = value else { return None };
        scalar::ads_ratio(text, value_type).err().flatten()
    }
}

/// Numbers with a type of their own.
macro_rules! read_numbers {
    ($($type:ty: $of:expr;)*) => { $(
        impl Scalar for $type {
            #[cfg_attr(not(debug_assertions), inline(always))]
            fn read(value: Value<'_>, value_type: ValueType) -> Option<$type> {
                Decimal::read(value, value_type).and_then($of)
            }

            #[cfg_attr(not(debug_assertions), inline(always))]
            fn read_plainly<N: Notation>(cursor: &mut Cursor<'_>, value_type: ValueType) -> Option<$type> {
                let start = *cursor;
                let read = plain::number::<N>(cursor, value_type).and_then($of);
                if read.is_none() {
                    *cursor = start;
                }
                read
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
    crate::facts::Month: |month: Decimal| u32::try_from(month).ok().map(crate::facts::Month);
}
