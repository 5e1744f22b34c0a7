//! The activity statement of Interactive Brokers: sections of one CSV, each with its own header.

use super::amounts::{DateOrder, date, money, per_share, shares};
use super::table::{Under, lines};
use super::{Cash, Reading, Statement, other_security, shares_by_text, sum_above, wrong_amount, wrong_date};
use crate::facts::Field;
use crate::input::Problem;
use crate::year::EntryKind;

/// Sections with cash of dividends.
const DIVIDENDS: &str = "Dividends";
const TAX: &str = "Withholding Tax";
const FEES: &str = "Fees";

pub fn read(text: &str, reading: Reading<'_>, statement: &mut Statement) -> Result<(), Vec<Problem>> {
    let mut header: Vec<String> = Vec::new();
    let mut has_dividends = false;
    for (line, cells) in lines(text, ',') {
        let [section, kind, rest @ ..] = &cells[..] else { continue };
        match kind.as_str() {
            "Header" => {
                header = rest.to_vec();
                has_dividends |= section == DIVIDENDS;
            }
            "Data" if [DIVIDENDS, TAX, FEES].contains(&section.as_str()) => {
                row(line, section, &Under::new(&header, rest), reading, statement);
            }
            "Data" => statement.ignore(
                line,
                section,
                word!("a section without cash of dividends", "配当の入出金以外のセクション"),
            ),
            _ => statement.ignore(line, section, sum_above()),
        }
    }
    if !has_dividends {
        let said = word!(
            "the statement has no section Dividends: include it, or there is none",
            "明細書にDividendsのセクションがありません（出力対象に含めるか、配当がないか）"
        );
        statement.said.push(said.to_owned());
    }
    Ok(())
}

fn row(line: usize, section: &str, row: &Under<'_>, reading: Reading<'_>, statement: &mut Statement) {
    let (currency, description) = (row.get("Currency"), row.get("Description"));
    if currency.starts_with("Total") {
        return statement.ignore(line, section, sum_above());
    }
    // `3774.T(JP3152820001) Cash Dividend …`
    let security = description.split_once('(').and_then(|(symbol, rest)| Some((symbol, rest.split_once(')')?.0)));
    let Some((symbol, isin)) = security.map(|(symbol, isin)| (symbol.trim(), isin)) else {
        if section == FEES {
            return statement.ignore(line, section, word!("a fee of no security", "証券に係らない手数料"));
        }
        let why = word!("no security before the first bracket", "最初の括弧の前に証券の記号がない");
        return statement.wonder(line, description, why);
    };
    let is_named = reading.symbols.iter().any(|wanted| wanted == symbol);
    if !(is_named || reading.symbols.is_empty() && isin.starts_with("JP")) {
        return statement.ignore(line, description, other_security());
    }
    let Some(day) = date(row.get("Date"), DateOrder::Ymd) else {
        return statement.wonder(line, description, wrong_date(row.get("Date")));
    };
    let Some(amount) = money(row.get("Amount"), '.') else {
        return statement.wonder(line, description, wrong_amount(row.get("Amount")));
    };
    let upper = description.to_ascii_uppercase();
    let kind = match section {
        _ if upper.contains("PAYMENT IN LIEU") && !upper.contains(" TAX") => EntryKind::PaymentInLieu,
        DIVIDENDS if upper.contains("DIVIDEND") => EntryKind::Dividend,
        TAX if upper.ends_with("JP TAX") => EntryKind::Tax,
        FEES => EntryKind::Fee,
        _ => {
            let why = word!("neither a dividend nor tax of Japan", "配当でも日本の税でもない");
            return statement.wonder(line, description, why);
        }
    };
    let cash = Cash { line, kind, symbol, paid: Some(day), booked: None, currency, amount };
    let found = per_share(description).and_then(|yen| shares(amount, yen));
    let is_dividend = kind == EntryKind::Dividend && currency == "JPY";
    if let (Some(row), Some(shares), true) = (statement.book(&cash), found, is_dividend) {
        row.cells.push((Field::Shares, shares.to_string()));
        let from = shares_by_text();
        statement.said.push(said!("line {line}: {shares} shares, {from}", "{line}行目：{shares}株（{from}）"));
    }
}
