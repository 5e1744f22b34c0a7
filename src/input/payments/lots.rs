//! What the sales of a year leave of the profile's lots.

use rust_decimal::Decimal;

use super::split::{list_items, member, without_keys};
use crate::facts::Case;
use crate::units::Exact;

/// The lots that are left, each as the profile writes it but for its shares and its cost.
pub struct Left {
    lots: Vec<LeftLot>,
    is_touched: bool,
}

struct LeftLot {
    /// Its id, or its position, so that a later sale can name it.
    name: String,
    /// As an object without what is rewritten.
    text: String,
    shares: Option<Decimal>,
    cost: Option<(&'static str, Decimal)>,
}

const COSTS: [&str; 2] = ["cost_usd", "cost_jpy"];

impl Left {
    /// All lots of a list as it is written.
    pub fn new(list: &str) -> Left {
        let lot = |(at, text): (usize, &str)| {
            let number = |name| member(text, name).and_then(|text| text.trim_matches('"').parse::<Decimal>().ok());
            let id = member(text, "id").map(|id| id.trim_matches('"').to_owned());
            LeftLot {
                name: id.unwrap_or_else(|| (at + 1).to_string()),
                text: without_keys(text, &["id", "shares", "cost_usd", "cost_jpy"]),
                shares: number("shares"),
                cost: COSTS.iter().find_map(|name| Some((*name, number(name)?))),
            }
        };
        Left { lots: list_items(list).into_iter().enumerate().map(lot).collect(), is_touched: false }
    }

    /// Whether something was sold of them.
    pub fn is_touched(&self) -> bool {
        self.is_touched
    }

    /// The list of those of which something is left.
    pub fn json(&self) -> String {
        let written = |lot: &LeftLot| {
            let name = serde_json::Value::from(lot.name.as_str());
            let shares = lot.shares.map_or(String::new(), |shares| format!("\"shares\":\"{shares}\","));
            let cost = lot.cost.map_or(String::new(), |(key, cost)| format!("\"{key}\":\"{cost}\","));
            let rest = lot.text.trim().strip_prefix('{').unwrap_or(&lot.text);
            format!("{{{shares}{cost}\"id\":{name},{rest}")
        };
        format!("[{}]", self.lots.iter().map(written).collect::<Vec<_>>().join(","))
    }

    /// Takes away what a sale sold. The basis of what is left is what the part sold has not taken, to the cent.
    pub fn take(&mut self, case: &Case) {
        let Some(sale) = &case.sale else { return };
        self.is_touched = true;
        for part in &sale.parts {
            let Some((lot, sold)) = self.lots.get_mut(part.lot).zip(part.shares) else { continue };
            let held = lot.shares.unwrap_or(sold);
            let left = (held - sold).max(Decimal::ZERO);
            if let Some((key, cost)) = &mut lot.cost {
                let of_sold = match *key {
                    "cost_usd" => case.basis_sold(part).map(|basis| basis.usd().decimal()),
                    _ if held.is_zero() => None,
                    _ => Some((Exact::from(*cost) * Exact::ratio(sold, held)).decimal(6)),
                };
                *cost = (*cost - of_sold.unwrap_or_default()).max(Decimal::ZERO);
            }
            lot.shares = Some(left);
        }
        self.lots.retain(|lot| lot.shares.is_none_or(|shares| !shares.is_zero()));
    }
}
