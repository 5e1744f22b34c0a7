//! What a fact can be: its type, its unit, its bounds, and what a message says was wanted.

use crate::lang::{self, Lang};

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

/// The largest amounts that are read: far above any there is, and far below what whole yen and cents can hold.
pub const MOST_YEN: i64 = 100_000_000_000_000;
pub const MOST_USD: i64 = 10_000_000_000_000;

impl ValueType {
    /// The bounds of a number; `None` for what is none.
    #[inline(always)]
    pub fn bounds(self) -> Option<Bounds> {
        let (least, most, decimals) = match self {
            ValueType::Percent => (Some(0), 100, 10),
            ValueType::PercentByValue => (Some(0), 100, 4),
            ValueType::LotName => (None, 1_000_000, 0),
            ValueType::Shares => (None, 1_000_000_000_000, 6),
            ValueType::Yen => (Some(0), MOST_YEN.unsigned_abs(), 6),
            ValueType::WholeYen => (Some(0), MOST_YEN.unsigned_abs(), 0),
            ValueType::Dollars => (Some(0), MOST_USD.unsigned_abs(), 4),
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
        let yen_per_dollar = || self.number(word!("yen for one dollar", "1ドル当たりの円"));
        match self {
            ValueType::Text => word!("a text", "文字列").to_owned(),
            ValueType::Bool => word!("true or false", "true又はfalse").to_owned(),
            ValueType::Date => word!(
                "a date YYYY-MM-DD from 1900-01-01 to 2999-12-31",
                "1900-01-01から2999-12-31までの日付（YYYY-MM-DD）"
            )
            .to_owned(),
            ValueType::DateOrBool => {
                word!("a date YYYY-MM-DD, true or false", "日付（YYYY-MM-DD）、true又はfalse").to_owned()
            }
            ValueType::Country => word!(
                "a country code of two capital letters (ISO 3166-1)",
                "大文字2字の国コード（ISO 3166-1）"
            )
            .to_owned(),
            ValueType::Word(words) => match words {
                [one] => format!("{one:?}"),
                _ => said!("one of {}", "{}のいずれか", words.join(word!(", ", "、"))),
            },
            ValueType::Percent | ValueType::PercentByValue => self.number(word!("a percentage", "百分率")),
            ValueType::LotName => word!(
                "the id of a lot, or its position in the list from 1",
                "取得口のid、又は一覧における順番（1から）"
            )
            .to_owned(),
            ValueType::Shares => self.number(word!("a number of shares", "株数")),
            ValueType::Yen | ValueType::WholeYen => self.number(word!("yen", "円の額")),
            ValueType::Dollars => self.number(word!("dollars", "ドルの額")),
            ValueType::AdsPerShare => said!(
                "{}, or a ratio with the ADSs first, such as \"1:3\" or \"1/3\" for an ADS of three shares, or \"3 shares = 1 ADS\"",
                "{}、又はADSを先とする比率（1 ADSが3株に当たる場合は\"1:3\"、\"1/3\"、\"3 shares = 1 ADS\"など）",
                self.number(word!("a number of ADSs for one share", "1株当たりのADSの数"))
            ),
            ValueType::Share => word!(
                "a part of the whole as a fraction or a percentage, such as \"1/3\" or \"33.5%\"",
                "全体に対する割合を示す分数又は百分率（\"1/3\"、\"33.5%\"など）"
            )
            .to_owned(),
            ValueType::JpyPerUsd => said!(
                "{}, or dollars for one yen below 1",
                "{}、又は1円当たりのドル（1未満）",
                yen_per_dollar()
            ),
            ValueType::UsdPerJpy => self.number(word!("dollars for one yen", "1円当たりのドル")),
            ValueType::JpyPerUsdTable => said!(
                "an object of rates by date, each {}",
                "日付ごとのレートのオブジェクト（各レートは{}）",
                yen_per_dollar()
            ),
            ValueType::TaxYear => word!("a year, such as 2009", "年（2009など）").to_owned(),
            ValueType::Month => word!("a month from 1 to 12", "1から12までの月").to_owned(),
            ValueType::SecurityCode => word!(
                "a security code of four characters, such as 3774 or 130A: digits, and a capital letter in the second or last place",
                "4文字の証券コード（3774、130Aなど。数字から成り、2文字目又は末尾は大文字の英字でもよい）"
            )
            .to_owned(),
            ValueType::Isin => word!(
                "an ISIN: twelve characters of which the last is the check digit, such as JP3152820001",
                "ISIN（12文字で、末尾はチェックディジット。JP3152820001など）"
            )
            .to_owned(),
            ValueType::JpyPerUsdOrTable => said!(
                "{}, or an object of such rates by date",
                "{}、又はそのレートの日付ごとのオブジェクト",
                yen_per_dollar()
            ),
            ValueType::List(item) => said!("a list, each item {}", "リスト（各項目は{}）", item.wanted()),
            ValueType::Object(_) | ValueType::Nested(..) => word!("an object", "オブジェクト").to_owned(),
        }
    }

    /// What a number is, and within which bounds.
    fn number(self, what: &str) -> String {
        let Some(Bounds { least, most, decimals }) = self.bounds() else { return what.to_owned() };
        let most = grouped(most);
        match lang::chosen() {
            Lang::En => {
                let from = least.map_or("above 0 and up to".to_owned(), |least| format!("from {least} to"));
                let decimals = match decimals {
                    0 => "without a fraction".to_owned(),
                    most => format!("with at most {most} decimals"),
                };
                format!("{what} {from} {most} {decimals}")
            }
            Lang::Ja => {
                let from = least.map_or("0超".to_owned(), |least| format!("{least}以上"));
                let decimals = match decimals {
                    0 => "整数".to_owned(),
                    most => format!("小数{most}桁以内"),
                };
                format!("{what}（{from}{most}以下、{decimals}）")
            }
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
