//! What the sales of a year leave of the profile's lots.

use rust_decimal::Decimal;

use super::split::{list_items, member, without_keys};
use crate::answer::Replacement;
use crate::facts::Case;
use crate::gain;
use crate::law::{self, Law};
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

    /// More lots, of another list.
    pub fn add(&mut self, list: &str) {
        self.lots.append(&mut Left::new(list).lots);
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

    /// Takes away what a sale sold. The basis of what is left is what the part sold has not taken, to the cent; of shares
    /// that replace some sold at a loss it is the greater by that loss, and they go on as a lot of their own.
    pub fn take(&mut self, case: &Case, law: Option<&'static Law>) {
        let Some(sale) = &case.sale else { return };
        self.is_touched = true;
        for part in &sale.parts {
            let Some((lot, sold)) = self.lots.get_mut(part.lot).zip(part.shares) else { continue };
            let of_sold = case.basis_sold(part).map(|basis| basis.usd().decimal());
            lot.give(sold, of_sold);
        }
        let law = law::choose_by_day(law, case.taxed_on()).unwrap_or(&law::statute::LAW);
        let answer = gain::determine(case, law);
        let replacements = answer.us.figures.map_or_else(Vec::new, |figures| figures.replacements);
        let mut apart: Vec<(usize, LeftLot)> = Vec::new();
        for it in replacements {
            let Some(lot) = self.lots.get_mut(it.lot) else { continue };
            let own = it.basis.map(|basis| (basis - it.disallowed).decimal());
            let replacing = lot.replacing(&it, apart.len());
            lot.give(it.shares, own);
            apart.push((it.lot, replacing));
        }
        // Those that are all of their lot keep its name.
        let of_each: Vec<_> = apart.iter().map(|(at, _)| *at).collect();
        for (at, replacing) in &mut apart {
            let is_only = of_each.iter().filter(|other| *other == at).count() == 1;
            let all_of_it = self.lots.get_mut(*at).filter(|lot| lot.shares.is_some_and(|left| left.is_zero()));
            if let Some(lot) = all_of_it.filter(|_| is_only) {
                replacing.name.clone_from(&lot.name);
                lot.name.push_str(SOLD);
            }
        }
        for (at, replacing) in apart.into_iter().rev() {
            self.lots.insert(at + 1, replacing);
        }
        self.lots.retain(|lot| lot.shares.is_none_or(|shares| !shares.is_zero()));
    }
}

/// What is added to the name of a lot whose shares are all gone, until it is dropped.
const SOLD: &str = " (sold)";

impl LeftLot {
    /// Takes so many shares away, with so many dollars of the cost.
    fn give(&mut self, shares: Decimal, of_them: Option<Decimal>) {
        let held = self.shares.unwrap_or(shares);
        if let Some((key, cost)) = &mut self.cost {
            let taken = match *key {
                "cost_usd" => of_them,
                _ if held.is_zero() => None,
                _ => Some((Exact::from(*cost) * Exact::ratio(shares, held)).decimal(6)),
            };
            *cost = (*cost - taken.unwrap_or_default()).max(Decimal::ZERO);
        }
        self.shares = Some((held - shares).max(Decimal::ZERO));
    }

    /// The shares of it that replace some sold at a loss, with their basis and days.
    fn replacing(&self, it: &Replacement, count: usize) -> LeftLot {
        let text = without_keys(&self.text, &["jpy_per_usd", "held_from"]);
        let rest = text.trim().strip_prefix('{').unwrap_or(&text).to_owned();
        let held_from = it.held_from.map_or(String::new(), |day| format!("\"held_from\":\"{day}\","));
        LeftLot {
            name: format!("{} (replacing {})", self.name, count + 1),
            text: format!("{{{held_from}{rest}"),
            shares: Some(it.shares),
            cost: it.basis.map(|basis| ("cost_usd", basis.decimal())),
        }
    }
}
