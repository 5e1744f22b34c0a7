//! Trades of a statement as lots and sales: of shares that are not named, those bought first are sold first.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::Statement;
use crate::facts::Field;
use crate::input::booked::Row;
use crate::lang::{self, Lang};
use crate::units::Day;

/// One trade.
#[derive(Clone, Debug)]
pub struct Trade {
    pub line: usize,
    pub symbol: String,
    pub on: Day,
    pub settled: Option<Day>,
    /// Negative where they are sold.
    pub shares: Decimal,
    /// With commissions in it: what was paid or received, without a sign.
    pub cash: Decimal,
    pub is_yen: bool,
}

/// All purchases of a security that a statement has.
#[derive(Clone, Debug)]
pub struct Lots {
    pub payer: String,
    /// A list as the profile writes it.
    pub list: String,
}

/// Shares of one purchase that went the same way.
struct Piece {
    acquired: Day,
    shares: Decimal,
    disposed: Option<Day>,
}

/// Makes of the trades of each security lots, sales, and the lots that each of its dividends is on. A security that was
/// split, or of which more is sold than the statement has bought, is left alone, and that is said.
pub fn settle(mut trades: Vec<Trade>, was_split: &BTreeSet<String>, statement: &mut Statement) {
    // What is bought on a day can be sold on it.
    trades.sort_by_key(|trade| (trade.on, trade.shares.is_sign_negative()));
    let mut by_symbol: BTreeMap<String, Vec<Trade>> = BTreeMap::new();
    for trade in trades {
        by_symbol.entry(trade.symbol.clone()).or_default().push(trade);
    }
    for (symbol, trades) in by_symbol {
        let pieces = if was_split.contains(&symbol) {
            Err(word!("the shares were split", "株式分割があったため").to_owned())
        } else {
            pieces(&trades)
        };
        match pieces {
            Ok(pieces) => take(&symbol, &trades, &pieces, statement),
            Err(why) => {
                for trade in &trades {
                    let why = word!(
                        "no lots are made of the trades of this security",
                        "この証券の売買からは取得口を作成しない"
                    );
                    statement.ignore(trade.line, word!("a trade", "売買"), why);
                }
                statement.said.push(said!(
                    "{symbol}: no lots are made of its trades: {why}; state lots and sales",
                    "{symbol}：{why}、売買から取得口を作成しません。取得口と売却を記載してください"
                ));
            }
        }
    }
}

/// Each purchase in pieces by the day they are sold, in order.
fn pieces(trades: &[Trade]) -> Result<Vec<Piece>, String> {
    let mut pieces: Vec<Piece> = Vec::new();
    for trade in trades {
        if trade.shares > Decimal::ZERO {
            pieces.push(Piece { acquired: trade.on, shares: trade.shares, disposed: None });
            continue;
        }
        let mut left = -trade.shares;
        while left > Decimal::ZERO {
            let Some((at, piece)) = pieces.iter_mut().enumerate().find(|(_, piece)| piece.disposed.is_none()) else {
                return Err(said!(
                    "line {} sells more than the file has bought",
                    "{}行目の売却数がファイル中の購入数を超えるため",
                    trade.line
                ));
            };
            let rest = piece.shares - left.min(piece.shares);
            let (acquired, taken) = (piece.acquired, piece.shares - rest);
            (piece.shares, piece.disposed) = (taken, Some(trade.on));
            left -= taken;
            if rest > Decimal::ZERO {
                pieces.insert(at + 1, Piece { acquired, shares: rest, disposed: None });
            }
        }
    }
    Ok(pieces)
}

fn take(symbol: &str, trades: &[Trade], pieces: &[Piece], statement: &mut Statement) {
    let is_bought = |trade: &&Trade| trade.shares > Decimal::ZERO;
    let (bought, sold): (Vec<_>, Vec<_>) = trades.iter().partition(is_bought);
    let lots: Vec<_> = bought.iter().map(|trade| lot(trade)).collect();
    statement.lots.push(Lots { payer: symbol.to_owned(), list: Value::from(lots).to_string() });
    let mut on_dividends = Vec::new();
    for row in statement.rows.iter_mut().filter(|row| is_dividend_of(row, symbol)) {
        on_dividends.extend(hold(row, pieces));
    }
    for trade in &sold {
        let mut row = Row { file: statement.name.clone(), line: trade.line, ..Row::default() };
        row.own = vec![("payer", symbol.to_owned()), ("entry", "sale".to_owned())];
        row.cells.push((Field::SaleDate, trade.on.to_string()));
        row.cells.push((Field::SaleShares, (-trade.shares).normalize().to_string()));
        let proceeds = if trade.is_yen { Field::SaleProceeds } else { Field::SaleProceedsUsd };
        row.cells.push((proceeds, trade.cash.normalize().to_string()));
        row.cells.extend(trade.settled.map(|day| (Field::SaleSettled, day.to_string())));
        statement.rows.push(row);
    }
    let (bought, sold) = (bought.len(), sold.len());
    statement.said.push(match lang::chosen() {
        Lang::En => format!(
            "{symbol}: {} and {} as lots, the first bought sold first; the file may not go back to the first",
            counted(bought, "purchase"),
            counted(sold, "sale")
        ),
        Lang::Ja => format!(
            "{symbol}：購入{bought}件及び売却{sold}件から取得口を作成（先入先出。ファイルが最初の購入から始まっているとは限らない）"
        ),
    });
    statement.said.extend(on_dividends);
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

fn lot(trade: &Trade) -> Value {
    let cost = if trade.is_yen { "cost_jpy" } else { "cost_usd" };
    let mut lot = json!({
        "id": format!("line {}", trade.line),
        "shares": trade.shares.normalize().to_string(),
        "acquired": trade.on.to_string(),
        cost: trade.cash.normalize().to_string(),
    });
    if let (Some(day), Some(lot)) = (trade.settled, lot.as_object_mut()) {
        lot.insert("settled".to_owned(), day.to_string().into());
    }
    lot
}

fn is_dividend_of(row: &Row, symbol: &str) -> bool {
    let own = |wanted: &str| row.own.iter().find(|(key, _)| *key == wanted).map(|(_, text)| text.as_str());
    own("payer") == Some(symbol) && own("entry").is_none()
}

/// States the lots that a dividend is on; says it where they are not as many shares as the dividend is on.
fn hold(row: &mut Row, pieces: &[Piece]) -> Option<String> {
    let cell = |wanted: Field| row.cells.iter().find(|(field, _)| *field == wanted).map(|(_, text)| text.clone());
    let day = Day::parse(cell(Field::ExDate).or_else(|| cell(Field::PaymentDate))?)?;
    let mut held: BTreeMap<(Day, Option<Day>), Decimal> = BTreeMap::new();
    for piece in pieces.iter().filter(|it| it.acquired < day && it.disposed.is_none_or(|disposed| day <= disposed)) {
        *held.entry((piece.acquired, piece.disposed)).or_default() += piece.shares;
    }
    let shares = held.values().sum::<Decimal>().normalize();
    let stated = cell(Field::Shares).and_then(|text| text.parse::<Decimal>().ok());
    if shares.is_zero() || stated.is_some_and(|stated| stated != shares) {
        let of = stated
            .map_or(String::new(), |stated| said!(", and the dividend is on {stated}", "、配当の対象は{stated}株"));
        return Some(said!(
            "line {}: {shares} shares are held on {day} by the trades{of}: no lots are stated",
            "{}行目：売買によれば{day}の保有は{shares}株{of}。取得口は記載しない",
            row.line
        ));
    }
    let lot = |((acquired, disposed), shares): ((Day, Option<Day>), Decimal)| {
        let disposed = disposed.map(|day| day.to_string());
        json!({ "shares": shares.normalize().to_string(), "acquired": acquired.to_string(), "disposed": disposed })
    };
    let lots: Vec<_> = held.into_iter().map(lot).collect();
    row.cells.push((Field::Lots, Value::from(lots).to_string()));
    None
}
