//! What a fact can be: its type, its unit, its bounds, and what a message says was wanted.

use crate::lang;

/// One field of an object.
#[derive(Debug)]
pub struct FieldSpec {
    pub name: &'static str,
    pub value: ValueType,
    pub required: bool,
    /// What it means.
    pub doc: &'static str,
    /// What holds when it is absent; empty when nothing does.
    pub absent: &'static str,
    /// The fact, of what is stated of a holder, its dividend and its sale.
    pub field: Option<super::Field>,
}

impl FieldSpec {
    /// What it means, in the chosen language.
    pub fn meaning(&self) -> &'static str {
        lang::of(self.doc)
    }

    /// What holds when it is absent, in the chosen language.
    pub fn when_absent(&self) -> &'static str {
        lang::of(self.absent)
    }
}

/// How a value is written, and within which bounds.
#[derive(Clone, Copy, Debug)]
pub enum ValueType {
    Text,
    Bool,
    Date,
    DateOrBool,
    Country,
    Word(&'static [&'static str]),
    Percent,
    /// A number of shares or ADSs.
    Shares,
    /// Yen, with fractions.
    Yen,
    /// Whole yen.
    WholeYen,
    Dollars,
    AdsPerShare,
    /// A part of a whole: a fraction, or a percentage with its sign.
    Share,
    /// A month, from 1 to 12.
    Month,
    /// Of a Japanese security.
    SecurityCode,
    Isin,
    JpyPerUsd,
    /// The same the other way round, from which that is calculated.
    UsdPerJpy,
    /// One rate, or an object of rates by date.
    JpyPerUsdOrTable,
    /// An object of rates by date.
    JpyPerUsdTable,
    /// The calendar year in which a tax year begins.
    TaxYear,
    /// A lot by its id, or by its position in the list, from 1.
    LotName,
    /// A part of a corporation's stock, by value.
    PercentByValue,
    List(&'static ValueType),
    /// An object that can hold others of its kind; the name is what the schema calls it.
    Nested(&'static str, fn() -> &'static [FieldSpec]),
    Object(&'static [FieldSpec]),
}

/// Bounds of a number: the largest value and the most fraction digits.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// The smallest value; zero itself is out where it is `None`.
    pub least: Option<u64>,
    pub most: u64,
    pub decimals: u32,
}

impl ValueType {
    /// The bounds of a number; `None` for what is none.
    #[inline(always)]
    pub fn bounds(self) -> Option<Bounds> {
        let (least, most, decimals) = match self {
            ValueType::Percent => (Some(0), 100, 10),
            ValueType::PercentByValue => (Some(0), 100, 4),
            ValueType::LotName => (None, 1_000_000, 0),
            ValueType::Shares => (None, 1_000_000_000_000, 6),
            ValueType::Yen => (Some(0), 100_000_000_000_000, 6),
            ValueType::WholeYen => (Some(0), 100_000_000_000_000, 0),
            ValueType::Dollars => (Some(0), 10_000_000_000_000, 4),
            ValueType::AdsPerShare => (None, 1_000_000, 6),
            ValueType::TaxYear => (None, 2999, 0),
            ValueType::Month => (None, 12, 0),
            ValueType::JpyPerUsd | ValueType::JpyPerUsdOrTable | ValueType::JpyPerUsdTable => (Some(1), 100_000, 6),
            ValueType::UsdPerJpy => (None, 1, 12),
            _ => return None,
        };
        Some(Bounds { least, most, decimals })
    }

    /// What a message says was wanted.
    pub fn wanted(self) -> String {
        let number = |what: &str| {
            let bounds = self.bounds().expect("a number has bounds");
            let from = bounds.least.map_or("above 0 and up to".to_owned(), |least| format!("from {least} to"));
            let decimals = match bounds.decimals {
                0 => "without a fraction".to_owned(),
                most => format!("with at most {most} decimals"),
            };
            format!("{what} {from} {} {decimals}", grouped(bounds.most))
        };
        match self {
            ValueType::Text => "a text".to_owned(),
            ValueType::Bool => "true or false".to_owned(),
            ValueType::Date => "a date YYYY-MM-DD from 1900-01-01 to 2999-12-31".to_owned(),
            ValueType::DateOrBool => "a date YYYY-MM-DD, true or false".to_owned(),
            ValueType::Country => "a country code of two capital letters (ISO 3166-1)".to_owned(),
            ValueType::Word(words) => match words {
                [one] => format!("{one:?}"),
                _ => format!("one of {}", words.join(", ")),
            },
            ValueType::Percent | ValueType::PercentByValue => number("a percentage"),
            ValueType::LotName => "the id of a lot, or its position in the list from 1".to_owned(),
            ValueType::Shares => number("a number of shares"),
            ValueType::Yen | ValueType::WholeYen => number("yen"),
            ValueType::Dollars => number("dollars"),
            ValueType::AdsPerShare => format!(
                "{}, or a ratio with the ADSs first, such as \"1:3\" or \"1/3\" for an ADS of three shares, or \"3 shares = 1 ADS\"",
                number("a number of ADSs for one share")
            ),
            ValueType::Share => {
                "a part of the whole as a fraction or a percentage, such as \"1/3\" or \"33.5%\"".to_owned()
            }
            ValueType::JpyPerUsd => format!("{}, or dollars for one yen below 1", number("yen for one dollar")),
            ValueType::UsdPerJpy => number("dollars for one yen"),
            ValueType::JpyPerUsdTable => format!("an object of rates by date, each {}", number("yen for one dollar")),
            ValueType::TaxYear => "a year, such as 2009".to_owned(),
            ValueType::Month => "a month from 1 to 12".to_owned(),
            ValueType::SecurityCode => {
                "a security code of four characters, such as 3774 or 130A: digits, and a capital letter in the second or last place".to_owned()
            }
            ValueType::Isin => "an ISIN: twelve characters of which the last is the check digit, such as JP3152820001".to_owned(),
            ValueType::JpyPerUsdOrTable => {
                format!("{}, or an object of such rates by date", number("yen for one dollar"))
            }
            ValueType::List(item) => format!("a list, each item {}", item.wanted()),
            ValueType::Object(_) | ValueType::Nested(..) => "an object".to_owned(),
        }
    }
}

pub(crate) use crate::units::grouped;

pub(crate) const fn field(name: &'static str, value: ValueType, doc: &'static str, absent: &'static str) -> FieldSpec {
    FieldSpec { name, value, required: false, doc, absent, field: None }
}

pub(crate) const fn required(name: &'static str, value: ValueType, doc: &'static str) -> FieldSpec {
    FieldSpec { name, value, required: true, doc, absent: "", field: None }
}
