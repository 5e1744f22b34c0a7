//! Statements of brokers as they come: their rows become entries of a year.
//!
//! Every row is used, left out with its reason, or listed as not understood; none is dropped. Currencies and signs are
//! those of the file: money that comes in is positive there, and tax and fees are negative. Nothing is read through
//! binary floating point, and no number of an account is kept.

mod amounts;
mod flex;
mod ibkr;
mod mapped;
mod schwab;
mod table;
mod trades;

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::booked::Row;
use super::{Place, Problem, listed};
use crate::facts::Field;
use crate::units::Day;
use crate::year::EntryKind;

pub use mapped::ColumnMap;
pub use trades::Lots;

/// How a statement is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatementFormat {
    /// A Flex query of Interactive Brokers, XML.
    IbkrFlex,
    /// An activity statement of Interactive Brokers, CSV.
    IbkrCsv,
    /// The transactions of Charles Schwab, CSV.
    Schwab,
    /// Any CSV, by a map of its columns.
    Mapped,
}

impl StatementFormat {
    pub fn name(self) -> &'static str {
        match self {
            StatementFormat::IbkrFlex => "ibkr-flex",
            StatementFormat::IbkrCsv => "ibkr-csv",
            StatementFormat::Schwab => "schwab",
            StatementFormat::Mapped => "map",
        }
    }

    /// What the beginning of a file says it is.
    pub fn of_text(text: &str) -> Option<StatementFormat> {
        let text = text.trim_start_matches('\u{feff}').trim_start();
        let first = text.lines().next().unwrap_or_default();
        if text.starts_with('<') && text.contains("<FlexQueryResponse") {
            Some(StatementFormat::IbkrFlex)
        } else if first.starts_with("Statement,Header,") {
            Some(StatementFormat::IbkrCsv)
        } else {
            let is_header = |line: &str| schwab::is_header(&table::cells(line));
            text.lines().take(3).any(is_header).then_some(StatementFormat::Schwab)
        }
    }
}

/// What a statement came to.
#[derive(Clone, Debug)]
pub struct Statement {
    pub name: String,
    pub format: &'static str,
    /// Entries of a year.
    pub rows: Vec<Row>,
    /// Purchases by security, where trades are taken.
    pub lots: Vec<Lots>,
    /// Rows that say nothing of a Japanese dividend.
    pub ignored: Vec<Aside>,
    /// Rows that may, and that are not understood.
    pub not_understood: Vec<Aside>,
    /// What was concluded, and from what.
    pub said: Vec<String>,
}

/// A row that is no entry.
#[derive(Clone, Debug)]
pub struct Aside {
    pub line: usize,
    /// What it calls itself.
    pub what: String,
    pub why: String,
}

/// What a statement is read by.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// Only of these securities, as the file calls them; none for all that the file says are Japanese.
    pub symbols: &'a [String],
    pub map: Option<&'a ColumnMap>,
    /// Trades are taken as lots and sales.
    pub takes_trades: bool,
}

/// Reads a statement.
pub fn read_statement(
    name: &str,
    text: &str,
    format: StatementFormat,
    reading: Reading<'_>,
) -> Result<Statement, Vec<Problem>> {
    let mut statement = Statement {
        name: name.to_owned(),
        format: format.name(),
        rows: Vec::new(),
        lots: Vec::new(),
        ignored: Vec::new(),
        not_understood: Vec::new(),
        said: Vec::new(),
    };
    match format {
        StatementFormat::IbkrFlex => flex::read(text, reading, &mut statement)?,
        StatementFormat::IbkrCsv => ibkr::read(text, reading, &mut statement)?,
        StatementFormat::Schwab => schwab::read(text, reading, &mut statement)?,
        StatementFormat::Mapped => mapped::read(text, reading, &mut statement)?,
    }
    Ok(statement)
}

/// Why a trade is left out.
fn no_trades() -> &'static str {
    word!(
        "a trade: take it by --trades, or state lots and sales in the profile or by --payments",
        "売買。--tradesで取り込むか、取得口と売却をプロファイル又は--paymentsで記載"
    )
}

/// What several layouts say of a row.
fn sum_above() -> &'static str {
    word!("a sum of the rows above it", "上の行の合計")
}

fn other_security() -> &'static str {
    word!("not of a Japanese security that is asked about", "対象の日本の証券以外")
}

fn not_asked() -> &'static str {
    word!("not of a security that is asked about", "対象の証券以外")
}

fn title() -> &'static str {
    word!("a title", "表題")
}

fn header() -> &'static str {
    word!("the header", "見出し行")
}

/// Texts of a row that are no date and no amount.
fn wrong_date(text: &str) -> String {
    said!("the date {text:?}", "日付{text:?}を読めない")
}

fn wrong_amount(text: &str) -> String {
    said!("the amount {text:?}", "金額{text:?}を読めない")
}

fn shares_by_text() -> &'static str {
    word!("the amount by the yen a share of its text", "金額を摘要の1株当たりの円で除した数")
}

/// Cash that a row of a statement books.
#[derive(Clone, Debug)]
struct Cash<'a> {
    line: usize,
    kind: EntryKind,
    symbol: &'a str,
    /// Which payment it belongs to.
    paid: Option<Day>,
    /// When it was booked, where that is another day.
    booked: Option<Day>,
    currency: &'a str,
    /// Positive where money comes in.
    amount: Decimal,
}

impl Statement {
    fn ignore(&mut self, line: usize, what: &str, why: &str) {
        self.ignored.push(Aside { line, what: what.to_owned(), why: why.to_owned() });
    }

    fn wonder(&mut self, line: usize, what: &str, why: impl Into<String>) {
        self.not_understood.push(Aside { line, what: what.to_owned(), why: why.into() });
    }

    /// Makes an entry of cash; other facts of it can be added.
    fn book(&mut self, cash: &Cash<'_>) -> Option<&mut Row> {
        let Cash { line, kind, symbol, paid, booked, currency, amount } = *cash;
        let is_yen = match currency {
            "JPY" => true,
            "USD" => false,
            other => {
                let why = said!("the currency {other:?}: wanted JPY or USD", "通貨{other:?}（条件：JPY又はUSD）");
                self.wonder(line, kind.name(), why);
                return None;
            }
        };
        let mut row = Row { file: self.name.clone(), line, ..Row::default() };
        row.own.push(("payer", symbol.to_owned()));
        if kind != EntryKind::Dividend {
            row.own.push(("entry", kind.name().to_owned()));
        }
        if let Some(paid) = paid {
            row.cells.push((Field::PaymentDate, paid.to_string()));
        }
        if let Some(booked) = booked.filter(|booked| Some(*booked) != paid) {
            row.own.push(("booked", booked.to_string()));
        }
        // Tax is an amount that was withheld; the file has it as money that goes out.
        let amount = if kind == EntryKind::Tax { -amount } else { amount };
        let amount = amount.normalize().to_string();
        match (kind, is_yen) {
            (EntryKind::Dividend, true) => row.cells.push((Field::Gross, amount)),
            (EntryKind::Dividend, false) => row.own.push(("gross_usd", amount)),
            (_, true) => row.own.push(("amount_jpy", amount)),
            (_, false) => row.own.push(("amount_usd", amount)),
        }
        self.rows.push(row);
        self.rows.last_mut()
    }
}

impl Reading<'_> {
    /// Whether a security is asked about, where the file does not say itself which are Japanese.
    fn wants(&self, symbol: &str) -> bool {
        self.symbols.is_empty() || self.symbols.iter().any(|wanted| wanted == symbol)
    }

    /// A file that does not say which of its securities are Japanese is told; one with a single one needs not be.
    fn told(&self, name: &str, found: &BTreeSet<String>) -> Result<(), Vec<Problem>> {
        if !self.symbols.is_empty() || found.len() <= 1 {
            return Ok(());
        }
        let found: Vec<_> = found.iter().map(String::as_str).collect();
        Err(vec![Problem {
            place: Place { file: name.to_owned(), at: None },
            path: String::new(),
            got: said!("dividends of {}", "{}の配当", listed(found.iter().copied())),
            wanted: word!(
                "the securities of Japanese companies, since the file does not say which are",
                "どれが日本の会社の証券かの指定（ファイルからは分からない）"
            )
            .to_owned(),
            hint: Some(said!(
                "name them, such as --symbol {}",
                "--symbol {}のように指定してください。",
                found.first().unwrap_or(&"")
            )),
        }])
    }
}

fn problem(name: &str, line: usize, got: String, wanted: &str) -> Vec<Problem> {
    let place = Place { file: name.to_owned(), at: Some((line, 1)) };
    vec![Problem { place, path: String::new(), got, wanted: wanted.to_owned(), hint: None }]
}
