//! Spot rates of the days on which the sale and the purchases are settled.

use rust_decimal::Decimal;

use super::super::ended;
use crate::facts::{Contradiction, Field, FxTable, StatedSale};
use crate::lang::{self, Lang};
use crate::units::Day;

/// Where rates come from: one for the sale alone, and a table for every day.
pub(super) struct Rates<'a> {
    of_sale: Option<Decimal>,
    table: Option<&'a FxTable>,
}

impl<'a> Rates<'a> {
    /// A file of rates is more specific than the file of a sale, a flag more than both.
    pub fn new(sale: &'a StatedSale, file: Option<&'a FxTable>, has_flag_rate: bool) -> Rates<'a> {
        let of_sale = sale.jpy_per_usd.rate.filter(|_| has_flag_rate || file.is_none());
        Rates { of_sale, table: file.or(sale.jpy_per_usd.table.as_deref()) }
    }

    /// The one rate that is stated for the sale.
    pub fn of_sale(&self) -> Option<Decimal> {
        self.of_sale
    }

    /// The rate of the day on which the sale is settled.
    pub fn on_sale(&mut self, day: (Day, bool), found: &mut Vec<Contradiction>) -> Option<Decimal> {
        self.of_sale.or_else(|| self.on(day, found))
    }

    /// The rate of `day` in the table; one that lacks the day is a problem, no table is not. The day may be the usual one
    /// of settlement, where nobody states it.
    pub fn on(&mut self, (day, is_usual): (Day, bool), found: &mut Vec<Contradiction>) -> Option<Decimal> {
        let missing = |hint: String| {
            let hint = match (is_usual, lang::chosen()) {
                (false, _) => hint,
                (true, Lang::En) => hint + ", the usual day of settlement, or state settled",
                (true, Lang::Ja) => ended(&hint) + "同日は通常の決済日です。異なる場合はsettledを記載してください。",
            };
            let rate = Contradiction::new(Field::SaleSpot, word!("a rate of that day", "同日の為替レート"))
                .got(said!("no rate for {day}", "{day}の為替レートなし"));
            found.push(rate.hint(hint));
        };
        self.table?.rate(day).map_err(missing).ok()
    }
}
