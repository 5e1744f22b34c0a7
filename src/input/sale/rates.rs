//! Spot rates of the day of the sale and of the days of acquisition.

use rust_decimal::Decimal;

use crate::input::fx::FxTable;
use crate::input::node::Value;
use crate::input::precedence::Layers;
use crate::input::reader::Problems;
use crate::input::{Node, Place};
use crate::units::Day;

/// Where rates come from: one for the sale alone, and a table for every day.
pub(super) struct Rates<'a, 'p> {
    of_sale: Option<Decimal>,
    table: Option<(Place, String, Table<'a>)>,
    problems: &'p Problems,
}

enum Table<'a> {
    File(&'a FxTable),
    Given(FxTable),
}

impl<'a, 'p> Rates<'a, 'p> {
    /// A file of rates is more specific than the file of a sale, a flag more than both.
    pub fn new(layers: &Layers<'a, 'p>, fx: Option<(&'a str, &'a FxTable)>, problems: &'p Problems) -> Self {
        let stating = || layers.all().filter(|layer| layer.node(NAME).is_some());
        let is_table = |node: &Node<'_>| matches!(node.value, Value::Object(_));
        let file =
            fx.map(|(name, table)| (Place { file: name.to_owned(), at: None }, String::new(), Table::File(table)));
        let first = stating().next().filter(|layer| layer.is_flag() || fx.is_none());
        let of_sale =
            first.filter(|layer| !layer.node(NAME).is_some_and(is_table)).and_then(|layer| layer.number(NAME));
        let table = file.or_else(|| {
            let layer = stating().find(|layer| layer.node(NAME).is_some_and(is_table))?;
            let node = layer.node(NAME)?;
            let path = layer.at(NAME);
            Some((node.place(), path.clone(), Table::Given(FxTable::from_node(node, &path, problems))))
        });
        Rates { of_sale, table, problems }
    }

    /// The one rate that is stated for the sale.
    pub fn of_sale(&self) -> Option<Decimal> {
        self.of_sale
    }

    /// The rate of the day of the sale.
    pub fn on_sale(&self, date: Day) -> Option<Decimal> {
        self.of_sale.or_else(|| self.on(date))
    }

    /// The rate of `day` in the table; one that lacks the day is a problem, no table is not.
    pub fn on(&self, day: Day) -> Option<Decimal> {
        let (place, path, table) = self.table.as_ref()?;
        let rate = match table {
            Table::File(table) => table.rate(day),
            Table::Given(table) => table.rate(day),
        };
        let missing = |hint| {
            let got = format!("no rate for {day}");
            self.problems.add(place.clone(), path, got, "a rate of that day", Some(hint));
        };
        rate.map_err(missing).ok()
    }
}

const NAME: &str = "jpy_per_usd";
