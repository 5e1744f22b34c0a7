//! Sales: which shares they were, and that they were held.

use rust_decimal::Decimal;

use super::object::Object;
use super::pfic_holding_amounts::{Located, Rates};
use super::scalar;
use super::{Node, meant};
use crate::facts::{HeldLot, HoldingSale};
use crate::units::Day;

/// The sales in order of days, each with the lots its shares are of: the ones identified, or else those
/// acquired first. `complete` says that all lots could be read, so that what is held is known.
pub(super) fn sales<'a>(
    object: &Object<'a, '_>,
    lots: &[HeldLot],
    rates: &Rates<'_>,
    complete: bool,
) -> Vec<(HoldingSale, Located<'a>)> {
    let read = |(_, it): &(Node<'a>, Object<'a, '_>)| {
        let date = it.date("date");
        let shares = date.map_or_else(|| it.number("shares"), |date| rates.shares(it, date));
        let proceeds = date.and_then(|date| rates.money(it, "proceeds_usd", "proceeds_jpy", date));
        Some((date?, shares?, proceeds?))
    };
    let given = object.objects("sales");
    let mut facts: Vec<_> = given.iter().filter_map(|it| Some((read(it)?, &it.1))).collect();
    if !complete || facts.len() < given.len() {
        return Vec::new();
    }
    facts.sort_by_key(|((date, ..), _)| *date);
    let mut left: Vec<_> = lots.iter().map(|lot| lot.shares).collect();
    let mut sales = Vec::new();
    for ((date, shares, proceeds), it) in facts {
        let identified = it.node("lots").is_some();
        let held: Decimal = held(lots, &left, date).map(|(_, shares)| shares).sum();
        if held < shares {
            let held = held.normalize();
            let wanted =
                said!("at most the {held} shares that are held on {date}", "{date}に保有する{held}株以下の株式数");
            if let Some(node) = it.node("shares") {
                rates.problems.contradiction(node, &it.at("shares"), wanted);
            }
            return Vec::new();
        }
        let from = if identified {
            identify(it, lots, &left, date, shares, rates)
        } else {
            Some(first_in(held_lots(lots, &left, date), shares))
        };
        let Some(from) = from else { return Vec::new() };
        for (lot, shares) in &from {
            left.get_mut(*lot).into_iter().for_each(|left| *left -= shares);
        }
        let Some(node) = it.node("date") else { continue };
        let located = Located { node: node.clone(), path: it.at("date") };
        sales.push((HoldingSale { date, shares, proceeds, from, identified }, located));
    }
    sales
}

fn held<'l>(lots: &'l [HeldLot], left: &'l [Decimal], date: Day) -> impl Iterator<Item = (usize, Decimal)> + 'l {
    let acquired = lots.iter().zip(left).enumerate().filter(move |(_, (lot, _))| lot.acquired <= date);
    acquired.map(|(at, (_, left))| (at, *left)).filter(|(_, left)| !left.is_zero())
}

fn held_lots(lots: &[HeldLot], left: &[Decimal], date: Day) -> Vec<(usize, Decimal)> {
    held(lots, left, date).collect()
}

/// The lots are in order of acquisition.
fn first_in(held: Vec<(usize, Decimal)>, shares: Decimal) -> Vec<(usize, Decimal)> {
    let mut wanted = shares;
    let mut from = Vec::new();
    for (lot, left) in held {
        if wanted.is_zero() {
            break;
        }
        let taken = left.min(wanted);
        wanted -= taken;
        from.push((lot, taken));
    }
    from
}

fn identify(
    it: &Object<'_, '_>,
    lots: &[HeldLot],
    left: &[Decimal],
    date: Day,
    shares: Decimal,
    rates: &Rates<'_>,
) -> Option<Vec<(usize, Decimal)>> {
    let mut from: Vec<(usize, Decimal)> = Vec::new();
    for (_, part) in it.objects("lots") {
        let (id, taken) = (part.text("lot")?, rates.shares(&part, date)?);
        let mut all = lots.iter().zip(left).enumerate();
        let Some((at, (lot, left))) = all.find(|(_, (lot, _))| lot.id == id) else {
            let near = scalar::nearest(&id, lots.iter().map(|lot| lot.id.as_str()));
            let hint = near.map(|near| meant(format_args!("{near:?}")));
            let node = part.node("lot")?;
            let wanted = word!("the id of a lot", "取得口のid");
            rates.problems.add(node.place(), &part.at("lot"), node.described(), wanted, hint);
            return None;
        };
        if lot.acquired > date {
            let wanted = said!(
                "a lot acquired by {date}, which this one, of {}, is not",
                "{date}までに取得した取得口（この取得口の取得日は{}）",
                lot.acquired
            );
            rates.problems.contradiction(part.node("lot")?, &part.at("lot"), wanted);
            return None;
        }
        let before: Decimal = from.iter().filter(|(lot, _)| *lot == at).map(|(_, taken)| *taken).sum();
        let most = *left - before;
        if taken > most {
            let wanted = said!(
                "at most the {} shares of that lot that are held on {date}",
                "その取得口につき{date}に保有する{}株以下の株式数",
                most.normalize()
            );
            rates.problems.contradiction(part.node("shares")?, &part.at("shares"), wanted);
            return None;
        }
        from.push((at, taken));
    }
    let all: Decimal = from.iter().map(|(_, taken)| *taken).sum();
    if all != shares {
        let wanted = said!(
            "lots that add up to the {} shares sold, not to {}",
            "合計が売却株式数の{}株に一致する取得口（現在の合計は{}株）",
            shares.normalize(),
            all.normalize()
        );
        rates.problems.contradiction(it.node("lots")?, &it.at("lots"), wanted);
        return None;
    }
    Some(from)
}
