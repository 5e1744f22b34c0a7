//! Which lots are sold: those the sale names, those disposed of that day, or the first acquired.

use rust_decimal::Decimal;

use super::{Chosen, on};
use crate::facts::{Case, Fact, Lot, LotMethod, Part, first_in_first_out};
use crate::input::Node;
use crate::input::node::Value;
use crate::input::precedence::Layers;
use crate::input::reader::{Object, Problems};
use crate::units::Day;

pub(super) fn choose(
    layers: &Layers<'_, '_>,
    holder: &Object<'_, '_>,
    case: &Case,
    date: Option<Day>,
    stated: Option<Decimal>,
    problems: &Problems,
) -> Chosen {
    let choice = Choice { layers, lots: &case.lots, date, stated, problems };
    if let Some(layer) = layers.all().find(|layer| layer.node("lots").is_some()) {
        return choice.identified(layer, &ids(holder, problems));
    }
    if case.lots.is_empty() {
        return choice.whole_holding(case.shares, case.ownership.since());
    }
    choice.of_lots()
}

struct Choice<'c, 'a, 'p> {
    layers: &'c Layers<'a, 'p>,
    lots: &'c [Lot],
    date: Option<Day>,
    stated: Option<Decimal>,
    problems: &'c Problems,
}

impl Choice<'_, '_, '_> {
    /// The lots that the sale names.
    fn identified(&self, layer: &Object<'_, '_>, ids: &[Option<String>]) -> Chosen {
        let mut parts: Vec<Part> = Vec::new();
        if self.lots.is_empty()
            && let Some(node) = layer.node("lots")
        {
            self.problems.contradiction(node, &layer.at("lots"), "no such fact: the profile has no lots");
            return self.chosen(LotMethod::Identified, parts);
        }
        let named_lots = layer.objects("lots");
        if let (Some(node), true) = (layer.node("lots"), named_lots.is_empty()) {
            self.problems.contradiction(node, &layer.at("lots"), "at least one lot, or no such fact");
        }
        for (_, named) in named_lots {
            let (name, shares) = (named.id_or_position("lot"), named.number("shares"));
            let (Some(name), Some(node)) = (name, named.node("lot")) else { continue };
            let complain = |wanted: String, hint| {
                self.problems.add(node.place(), &named.at("lot"), node.described(), wanted, hint);
            };
            let by_position = || name.parse().ok().and_then(|at: usize| at.checked_sub(1)).filter(|at| *at < ids.len());
            let by_id = ids.iter().position(|id| id.as_deref() == Some(name.as_str()));
            let Some(lot) = by_id.or_else(by_position) else {
                let known: Vec<_> = ids.iter().flatten().map(String::as_str).collect();
                let known = if known.is_empty() { String::new() } else { format!("one of {}, or ", known.join(", ")) };
                complain(format!("{known}a position from 1 to {}", ids.len()), None);
                continue;
            };
            if parts.iter().any(|part| part.lot == lot) {
                complain("each lot once".to_owned(), None);
                continue;
            }
            self.is_held(lot, complain);
            let held = self.lots[lot].shares;
            if let (Some(sold), Some(held), Some(node)) = (shares, held, named.node("shares"))
                && sold > held
            {
                let wanted = format!("at most {}, the shares of lot {}", held.normalize(), lot + 1);
                self.problems.contradiction(node, &named.at("shares"), wanted);
            }
            parts.push(Part { lot, shares: shares.or(held) });
        }
        self.adds_up(&parts, "sale.lots");
        self.chosen(LotMethod::Identified, parts)
    }

    /// A holding without lots, as one.
    fn whole_holding(&self, held: Option<Decimal>, since: Option<Day>) -> Chosen {
        if let (Some(date), Some(since)) = (self.date, since)
            && date < since
        {
            self.complain("date", format!("a day not before the acquisition on {since}"));
        }
        self.is_enough(held);
        let shares = self.stated.or(held);
        let sold = match (self.stated, held) {
            (Some(stated), _) => Fact::Stated(stated),
            (None, Some(held)) => Fact::Assumed(held),
            (None, None) => Fact::Unknown,
        };
        Chosen { method: Fact::Assumed(LotMethod::Whole), shares: sold, parts: vec![Part { lot: 0, shares }] }
    }

    /// The lots disposed of that day, or else those acquired first.
    fn of_lots(&self) -> Chosen {
        let that_day = |lot: &usize| self.date.is_some() && self.lots[*lot].disposed == self.date;
        let disposed: Vec<_> = (0..self.lots.len()).filter(that_day).collect();
        if !disposed.is_empty() {
            disposed.iter().for_each(|lot| self.is_held(*lot, |wanted, _| self.complain("date", wanted)));
            let parts: Vec<_> = disposed.into_iter().map(|lot| Part { lot, shares: self.lots[lot].shares }).collect();
            self.adds_up(&parts, &format!("the lots disposed of on {}", on(self.date)));
            return self.chosen(LotMethod::Identified, parts);
        }
        let open: Vec<_> = self.lots.iter().filter(|lot| lot.may_be_sold_on(self.date)).collect();
        let held: Decimal = open.iter().filter_map(|lot| lot.shares).sum();
        if open.is_empty() {
            let first = self.lots.iter().filter_map(|lot| lot.acquired).min();
            let wanted = match (first, self.date) {
                (Some(first), Some(date)) if date < first => format!("a day not before the acquisition on {first}"),
                _ => "a day on which a lot is held".to_owned(),
            };
            self.complain("date", wanted);
            return self.chosen(LotMethod::FirstInFirstOut, Vec::new());
        }
        self.is_enough(Some(held));
        let shares = self.stated.unwrap_or(held);
        let parts = first_in_first_out(self.lots, self.date, shares).unwrap_or_default();
        let method = if shares == held || open.len() == 1 { LotMethod::Whole } else { LotMethod::FirstInFirstOut };
        let stated = self.stated.map_or(Fact::Assumed(shares), Fact::Stated);
        Chosen { method: Fact::Assumed(method), shares: stated, parts }
    }

    fn chosen(&self, method: LotMethod, parts: Vec<Part>) -> Chosen {
        let total: Option<Decimal> = parts.iter().map(|part| part.shares).sum();
        let shares = total.filter(|_| !parts.is_empty()).map_or(Fact::Unknown, Fact::Stated);
        Chosen { method: Fact::Stated(method), shares, parts }
    }

    fn is_held(&self, lot: usize, complain: impl Fn(String, Option<String>)) {
        let Some(date) = self.date else { return };
        let Lot { acquired, disposed, .. } = self.lots[lot];
        match (acquired, disposed) {
            (Some(acquired), _) if acquired > date => complain(
                format!("a lot acquired by {date}, the day of the sale"),
                Some(format!("lot {} was acquired on {acquired}", lot + 1)),
            ),
            (_, Some(disposed)) if disposed != date => complain(
                format!("a lot that is sold on {date}"),
                Some(format!("lot {} was disposed of on {disposed}", lot + 1)),
            ),
            _ => {}
        }
    }

    /// The stated number must be what the parts add up to.
    fn adds_up(&self, parts: &[Part], what: &str) {
        let total: Option<Decimal> = parts.iter().map(|part| part.shares).sum();
        if let (Some(stated), Some(total)) = (self.stated, total)
            && stated != total
        {
            self.complain("shares", format!("{} as {what} add up to", total.normalize()));
        }
    }

    /// Nobody sells more than is held.
    fn is_enough(&self, held: Option<Decimal>) {
        if let (Some(stated), Some(held)) = (self.stated, held)
            && stated > held
        {
            self.complain("shares", format!("at most {}, which are held on {}", held.normalize(), on(self.date)));
        }
    }

    fn complain(&self, name: &str, wanted: String) {
        let Some(layer) = self.layers.layer(name) else { return };
        if let Some(node) = layer.node(name) {
            self.problems.contradiction(node, &layer.at(name), wanted);
        }
    }
}

/// The ids of the lots, in order; two lots with one id are a problem.
fn ids(holder: &Object<'_, '_>, problems: &Problems) -> Vec<Option<String>> {
    let Some(Value::List(lots)) = holder.node("lots").map(|node| &node.value) else { return Vec::new() };
    let mut ids: Vec<Option<String>> = Vec::new();
    for (at, lot) in lots.iter().enumerate() {
        let id = id(lot);
        if let Some((id, node)) = &id
            && ids.iter().flatten().any(|known| known == id)
        {
            problems.contradiction(node, &format!("lots[{at}].id"), "an id that no other lot has");
        }
        ids.push(id.map(|(id, _)| id));
    }
    ids
}

fn id<'n, 'a>(lot: &'n Node<'a>) -> Option<(String, &'n Node<'a>)> {
    let node = lot.field("id")?;
    let Value::Text(id) = &node.value else { return None };
    Some((id.clone().into_owned(), node))
}
