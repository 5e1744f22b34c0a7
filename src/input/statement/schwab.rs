//! The transactions of Charles Schwab, in dollars.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::amounts::{DateOrder, date, money};
use super::table::{Under, lines};
use super::trades::{Trade, settle};
use super::{Cash, Reading, Statement, no_trades, not_asked, problem, sum_above, title, wrong_amount, wrong_date};
use crate::facts::Field;
use crate::input::Problem;
use crate::lang::{self, Lang};
use crate::units::Day;
use crate::year::EntryKind;

const DIVIDENDS: [&str; 9] = [
    "Qualified Dividend",
    "Cash Dividend",
    "Non-Qualified Div",
    "Special Qual Div",
    "Qual Div Reinvest",
    "Reinvest Dividend",
    "Pr Yr Cash Div",
    "Pr Yr Non-Qual Div",
    "Div Adjustment",
];
const PURCHASES: [&str; 2] = ["Buy", "Reinvest Shares"];
/// Tax of the United States, which is none of Japan's.
const TAX_AT_HOME: [&str; 3] = ["NRA Tax Adj", "NRA Withholding", "Pr Yr NRA Tax"];

/// Whether a line names the columns.
pub fn is_header(cells: &[String]) -> bool {
    ["Date", "Action", "Symbol", "Amount"].iter().all(|name| cells.iter().any(|cell| cell == name))
}

/// The day of a row: of `07/07/2025 as of 07/03/2025` the second, on which it took effect, and the first, on which it
/// was booked.
fn days(text: &str) -> Option<(Day, Day)> {
    let (booked, paid) = text.split_once(" as of ").unwrap_or((text, text));
    Some((date(paid, DateOrder::Mdy)?, date(booked, DateOrder::Mdy)?))
}

pub fn read(text: &str, reading: Reading<'_>, statement: &mut Statement) -> Result<(), Vec<Problem>> {
    let lines = lines(text, ',');
    let Some(at) = lines.iter().position(|(_, cells)| is_header(cells)) else {
        let got = word!("no header", "見出し行なし").to_owned();
        let wanted = word!("the columns Date, Action, Symbol, Amount", "列Date、Action、Symbol、Amount");
        return Err(problem(&statement.name, 1, got, wanted));
    };
    let (before, rest) = lines.split_at(at);
    for (line, cells) in before {
        statement.ignore(*line, cells.first().map_or("", String::as_str), title());
    }
    let Some(((header_line, header), rows)) = rest.split_first() else { return Ok(()) };
    statement.ignore(*header_line, "Date", super::header());
    let of_symbol = |action: &'static [&'static str]| {
        let rows = rows.iter().map(|(_, cells)| Under::new(header, cells));
        let rows = rows.filter(move |row| action.contains(&row.get("Action")));
        rows.map(|row| row.get("Symbol").to_owned()).collect::<BTreeSet<_>>()
    };
    let taxed = of_symbol(&["Foreign Tax Paid"]);
    // Who had foreign tax withheld is the only sign of a foreign company.
    let found = if taxed.is_empty() { of_symbol(&DIVIDENDS) } else { taxed };
    reading.told(&statement.name, &found)?;
    let (mut trades, mut was_split) = (Vec::new(), BTreeSet::new());
    for (line, cells) in rows {
        let row = Under::new(header, cells);
        let (action, symbol) = (row.get("Action"), row.get("Symbol"));
        if row.get("Date").starts_with("Transactions Total") {
            statement.ignore(*line, "Transactions Total", sum_above());
            continue;
        }
        let is_asked = reading.wants(symbol) && (!reading.symbols.is_empty() || found.contains(symbol));
        if !is_asked {
            statement.ignore(*line, action, not_asked());
            continue;
        }
        let kind = match action {
            _ if DIVIDENDS.contains(&action) => EntryKind::Dividend,
            "Foreign Tax Paid" | "Tax Reversal" => EntryKind::Tax,
            "ADR Mgmt Fee" => EntryKind::Fee,
            _ if TAX_AT_HOME.contains(&action) => {
                statement.ignore(*line, action, word!("tax of the United States", "米国の税"));
                continue;
            }
            "Stock Split" if reading.takes_trades => {
                was_split.insert(symbol.to_owned());
                let why = word!(
                    "a split: no lots are made of trades about it",
                    "株式分割（前後の売買から取得口は作成しない）"
                );
                statement.ignore(*line, action, why);
                continue;
            }
            "Buy" | "Sell" | "Reinvest Shares" if reading.takes_trades => {
                match trade(*line, &row) {
                    Some(trade) => trades.push(trade),
                    None => {
                        let why =
                            word!("a trade without a date, a quantity or an amount", "日付、数量又は金額のない売買");
                        statement.wonder(*line, action, why);
                    }
                }
                continue;
            }
            "Buy" | "Sell" | "Reinvest Shares" | "Stock Split" => {
                statement.ignore(*line, action, no_trades());
                continue;
            }
            _ => {
                statement.wonder(*line, action, word!("an action that is not known", "未知の取引種別"));
                continue;
            }
        };
        let Some((paid, booked)) = days(row.get("Date")) else {
            statement.wonder(*line, action, wrong_date(row.get("Date")));
            continue;
        };
        let Some(amount) = money(row.get("Amount"), '.') else {
            statement.wonder(*line, action, wrong_amount(row.get("Amount")));
            continue;
        };
        let paid_on = (kind != EntryKind::Fee).then_some(paid);
        let cash = Cash { line: *line, kind, symbol, paid: paid_on, booked: Some(booked), currency: "USD", amount };
        let held = (kind == EntryKind::Dividend).then(|| position(rows, header, symbol, paid)).flatten();
        if let (Some(entry), Some((shares, buys))) = (statement.book(&cash), held) {
            entry.cells.push((Field::Shares, shares.to_string()));
            let buys = match (buys, lang::chosen()) {
                (1, Lang::En) => "one purchase".to_owned(),
                (_, Lang::En) => format!("{buys} purchases"),
                (_, Lang::Ja) => format!("購入{buys}件"),
            };
            statement.said.push(said!(
                "line {line}: {shares} shares, by the trades of the file up to {paid} ({buys}): it may not go back to the first",
                "{line}行目：{shares}株（{paid}までのファイル中の売買（{buys}）による。ファイルが最初の購入から始まっているとは限らない）"
            ));
        }
    }
    if reading.takes_trades {
        settle(trades, &was_split, statement);
        statement.ignored.sort_by_key(|aside| aside.line);
    }
    Ok(())
}

/// Shares and cash of a trade, in dollars; the day of settlement is not in the file.
fn trade(line: usize, row: &Under<'_>) -> Option<Trade> {
    let (on, _) = days(row.get("Date"))?;
    let shares = money(row.get("Quantity"), '.')?.abs();
    let cash = money(row.get("Amount"), '.')?.abs();
    let shares = if row.get("Action") == "Sell" { -shares } else { shares };
    let symbol = row.get("Symbol").to_owned();
    (!shares.is_zero()).then_some(Trade { line, symbol, on, settled: None, shares, cash, is_yen: false })
}

/// What the trades of the file up to a day leave, and of how many purchases; none where it has none, or a split.
fn position(rows: &[(usize, Vec<String>)], header: &[String], symbol: &str, until: Day) -> Option<(Decimal, usize)> {
    let (mut held, mut buys) = (Decimal::ZERO, 0);
    for (_, cells) in rows {
        let row = Under::new(header, cells);
        let action = row.get("Action");
        if row.get("Symbol") != symbol || days(row.get("Date")).is_none_or(|(day, _)| day > until) {
            continue;
        }
        let quantity = money(row.get("Quantity"), '.').map(|quantity| quantity.abs());
        if PURCHASES.contains(&action) {
            (held, buys) = (held + quantity?, buys + 1);
        } else if action == "Sell" {
            held -= quantity?;
        } else if action == "Stock Split" {
            return None;
        }
    }
    (buys > 0 && held > Decimal::ZERO).then(|| (held.normalize(), buys))
}
