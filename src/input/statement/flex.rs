//! A Flex query of Interactive Brokers: sections of XML elements whose attributes are the columns.

use std::collections::{BTreeSet, HashMap};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use rust_decimal::Decimal;

use super::amounts::{DateOrder, date, money, per_share, shares};
use super::trades::{Trade, settle};
use super::{Cash, Reading, Statement, no_trades, other_security, problem, shares_by_text, wrong_amount, wrong_date};
use crate::facts::Field;
use crate::input::Problem;
use crate::units::Day;
use crate::year::EntryKind;

/// One element that books something, with its attributes.
struct Element {
    line: usize,
    name: String,
    attributes: HashMap<String, String>,
}

impl Element {
    fn get(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }

    fn day(&self, name: &str) -> Option<Day> {
        date(self.get(name), DateOrder::Ymd)
    }
}

pub fn read(text: &str, reading: Reading<'_>, statement: &mut Statement) -> Result<(), Vec<Problem>> {
    let elements = elements(text, &statement.name)?;
    let accruals: Vec<_> = elements.iter().filter(|element| element.name == "ChangeInDividendAccrual").collect();
    let cash: Vec<_> = elements.iter().filter(|element| element.name == "CashTransaction").collect();
    for (section, count) in [("CashTransactions", cash.len()), ("ChangeInDividendAccruals", accruals.len())] {
        if count == 0 {
            let said = said!(
                "the query has nothing in the section {section}",
                "クエリのセクション{section}には何もありません"
            );
            statement.said.push(said);
        }
    }
    for element in &cash {
        transaction(element, &accruals, reading, statement);
    }
    let mut trades = Vec::new();
    for element in elements.iter().filter(|element| element.name != "CashTransaction") {
        if element.name == "Trade" && wants(element, reading) {
            match trade(element) {
                _ if !reading.takes_trades => statement.ignore(element.line, "Trade", no_trades()),
                _ if !["", "EXECUTION"].contains(&element.get("levelOfDetail")) => {
                    statement.ignore(element.line, "Trade", word!("a sum of executions", "約定の合計"));
                }
                Some(trade) => trades.push(trade),
                None => {
                    let why = word!(
                        "a trade without a date, a quantity or cash in JPY or USD",
                        "日付、数量又はJPY若しくはUSDの金額のない売買"
                    );
                    statement.wonder(element.line, "Trade", why)
                }
            }
            continue;
        }
        let why = match element.name == "ChangeInDividendAccrual" {
            true => word!("read for the number of shares", "株式数の確認に使用"),
            false => word!(
                "no cash of a dividend: state lots and sales in the profile or by --payments",
                "配当の入出金以外。取得口と売却はプロファイル又は--paymentsで記載"
            ),
        };
        statement.ignore(element.line, &element.name, why);
    }
    if reading.takes_trades {
        settle(trades, &BTreeSet::new(), statement);
    }
    statement.ignored.sort_by_key(|aside| aside.line);
    Ok(())
}

/// Whether an element is of a Japanese security that is asked about.
fn wants(element: &Element, reading: Reading<'_>) -> bool {
    let country = [element.get("issuerCountryCode"), element.get("isin").get(..2).unwrap_or_default()];
    let is_japanese = country.iter().find(|code| !code.is_empty()).is_some_and(|code| *code == "JP");
    let is_named = reading.symbols.iter().any(|wanted| wanted == element.get("symbol"));
    is_named || reading.symbols.is_empty() && is_japanese
}

/// Shares and cash of a trade, commissions in it.
fn trade(element: &Element) -> Option<Trade> {
    let is_yen = match element.get("currency") {
        "JPY" => true,
        "USD" => false,
        _ => return None,
    };
    let shares = money(element.get("quantity"), '.').filter(|shares| !shares.is_zero())?;
    let cash = money(element.get("netCash"), '.')?.abs();
    let (on, settled) = (element.day("tradeDate")?, element.day("settleDateTarget"));
    Some(Trade { line: element.line, symbol: element.get("symbol").to_owned(), on, settled, shares, cash, is_yen })
}

/// Elements that only hold others, or say whose statement it is.
const FRAMES: [&str; 3] = ["FlexQueryResponse", "FlexStatements", "FlexStatement"];

fn transaction(element: &Element, accruals: &[&Element], reading: Reading<'_>, statement: &mut Statement) {
    let (line, what, symbol) = (element.line, element.get("type"), element.get("symbol"));
    if element.get("levelOfDetail") == "SUMMARY" {
        return statement.ignore(line, what, word!("a sum of detailed rows", "明細行の合計"));
    }
    if !wants(element, reading) {
        return statement.ignore(line, what, other_security());
    }
    let description = element.get("description").to_ascii_uppercase();
    let kind = match what {
        "Dividends" => EntryKind::Dividend,
        "Withholding Tax" if description.contains("JP TAX") => EntryKind::Tax,
        "Payment In Lieu Of Dividends" => EntryKind::PaymentInLieu,
        "Other Fees" => EntryKind::Fee,
        _ => {
            let why =
                word!("neither a dividend nor tax of Japan, nor a fee", "配当、日本の税及び手数料のいずれでもない");
            return statement.wonder(line, what, why);
        }
    };
    let paid = element.day("settleDate").or_else(|| element.day("dateTime"));
    let Some(paid) = paid else {
        return statement.wonder(line, what, wrong_date(element.get("settleDate")));
    };
    let Some(amount) = money(element.get("amount"), '.') else {
        return statement.wonder(line, what, wrong_amount(element.get("amount")));
    };
    let (booked, currency) = (element.day("reportDate"), element.get("currency"));
    let cash = Cash { line, kind, symbol, paid: Some(paid), booked, currency, amount };
    let found = held(element, accruals, paid, amount);
    let Some(row) = statement.book(&cash) else { return };
    let action = element.get("actionID");
    if !action.is_empty() {
        row.cells.push((Field::Id, action.to_owned()));
    }
    if kind != EntryKind::Dividend {
        return;
    }
    if let Some(ex_date) = element.day("exDate") {
        row.cells.push((Field::ExDate, ex_date.to_string()));
    }
    if let Some((shares, from)) = found {
        row.cells.push((Field::Shares, shares.to_string()));
        statement.said.push(said!("line {line}: {shares} shares, {from}", "{line}行目：{shares}株（{from}）"));
    }
}

/// How many shares a dividend is on, and how that is known: by the accrual of its day, or else by its text.
fn held(element: &Element, accruals: &[&Element], paid: Day, amount: Decimal) -> Option<(Decimal, String)> {
    let same = |it: &&&Element| {
        let is_of = it.get("symbol") == element.get("symbol") && it.day("payDate") == Some(paid);
        is_of && money(it.get("grossAmount"), '.') == Some(amount)
    };
    let accrued = accruals.iter().find(same).and_then(|it| Some((money(it.get("quantity"), '.')?, it.line)));
    match accrued {
        Some((shares, line)) => {
            Some((shares.normalize(), said!("as accrued on line {line}", "{line}行目の未収計上による")))
        }
        None => {
            let shares = per_share(element.get("description")).and_then(|yen| shares(amount, yen))?;
            Some((shares, shares_by_text().to_owned()))
        }
    }
}

/// Every element with its line; none of another's text is kept.
fn elements(text: &str, name: &str) -> Result<Vec<Element>, Vec<Problem>> {
    let mut reader = Reader::from_str(text);
    let mut found = Vec::new();
    let (mut at, mut line) = (0_usize, 1);
    let mut line_of = |position: u64| {
        let position = usize::try_from(position).unwrap_or(text.len()).min(text.len());
        line += text.as_bytes().get(at..position).unwrap_or_default().iter().filter(|byte| **byte == b'\n').count();
        at = at.max(position);
        line
    };
    loop {
        let before = reader.buffer_position();
        let event = reader.read_event();
        // Text stands before an element as an event of its own, so that the element begins here.
        let line = line_of(before);
        match event {
            Ok(Event::Start(start) | Event::Empty(start)) => {
                let element = element(&start, line).map_err(|got| broken(name, line, &got))?;
                let is_section = element.attributes.is_empty();
                if !is_section && !FRAMES.contains(&element.name.as_str()) {
                    found.push(element);
                }
            }
            Ok(Event::Eof) => return Ok(found),
            Ok(_) => {}
            Err(error) => return Err(broken(name, line, &error.to_string())),
        }
    }
}

fn element(start: &BytesStart<'_>, line: usize) -> Result<Element, String> {
    let mut attributes = HashMap::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let key = attribute.key.as_ref().to_owned();
        // No number of an account is kept.
        if key == "accountId" || key == "acctAlias" || key == "name" {
            continue;
        }
        let value = quick_xml::escape::unescape(&attribute.value).map_err(|error| error.to_string())?.into_owned();
        attributes.insert(key, value);
    }
    Ok(Element { line, name: start.name().as_ref().to_owned(), attributes })
}

fn broken(name: &str, line: usize, error: &str) -> Vec<Problem> {
    let got = said!("XML that is broken ({error})", "壊れたXML（{error}）");
    let wanted = word!("a Flex query as it was downloaded", "ダウンロードしたままのFlexクエリ");
    problem(name, line, got, wanted)
}
