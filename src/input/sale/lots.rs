//! Which lots are sold: those the sale names, those disposed of that day, or the first acquired.

use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;

use super::super::listed;
use super::{Chosen, on};
use crate::facts::{
    Contradiction, Fact, Field, Lot, LotMethod, Part, Stated, StatedSale, StatedSoldLot, first_in_first_out,
};
use crate::units::Day;

pub(super) fn choose(stated: &Stated, sale: &StatedSale, found: &mut Vec<Contradiction>) -> Chosen {
    let case = &stated.case;
    let mut choice = Choice { lots: &case.lots, date: sale.date, stated: sale.shares, found };
    if let Some(named) = &sale.lots {
        let ids = choice.ids(stated);
        return choice.identified(named, &ids, stated.lots.len());
    }
    if case.lots.is_empty() {
        return choice.whole_holding(case.shares, case.ownership.since());
    }
    choice.of_lots()
}

struct Choice<'c> {
    lots: &'c [Lot],
    date: Option<Day>,
    stated: Option<Decimal>,
    found: &'c mut Vec<Contradiction>,
}

impl Choice<'_> {
    /// The position of each lot by its id; two lots with one id are a problem.
    fn ids<'s>(&mut self, stated: &'s Stated) -> HashMap<&'s str, usize> {
        let mut ids = HashMap::new();
        for (at, lot) in stated.lots.iter().enumerate() {
            let Some(id) = lot.id.as_deref() else { continue };
            if ids.contains_key(id) {
                let wanted = word!("an id that no other lot has", "他の取得口と重複しないid");
                self.found.push(Contradiction::new(Field::Lots, wanted).in_item(at, Some("id")));
            } else {
                ids.insert(id, at);
            }
        }
        ids
    }

    /// The lots that the sale names.
    fn identified(&mut self, named: &[StatedSoldLot], ids: &HashMap<&str, usize>, count: usize) -> Chosen {
        let mut parts: Vec<Part> = Vec::new();
        if self.lots.is_empty() {
            let wanted = word!(
                "no such fact: the profile has no lots",
                "この項目を記載しないこと（プロファイルに取得口の記載がない）"
            );
            self.found.push(Contradiction::new(Field::SaleLots, wanted));
            return self.chosen(LotMethod::Identified, parts);
        }
        if named.is_empty() {
            let wanted = word!("at least one lot, or no such fact", "1つ以上の取得口の記載又はこの項目の省略");
            self.found.push(Contradiction::new(Field::SaleLots, wanted));
        }
        let mut sold_lots = HashSet::new();
        for (position, it) in named.iter().enumerate() {
            let Some(name) = it.lot.as_deref() else { continue };
            let at_lot = |wanted: String| Contradiction::new(Field::SaleLots, wanted).in_item(position, Some("lot"));
            let by_position = || name.parse().ok().and_then(|at: usize| at.checked_sub(1)).filter(|at| *at < count);
            let Some(lot) = ids.get(name).copied().or_else(by_position) else {
                let mut known: Vec<_> = ids.iter().map(|(id, at)| (*at, *id)).collect();
                known.sort_unstable();
                let known: Vec<_> = known.into_iter().map(|(_, id)| id).collect();
                let known = match known.is_empty() {
                    true => String::new(),
                    false => said!("one of {}, or ", "{}のいずれか、又は", listed(known)),
                };
                let wanted = said!("{known}a position from 1 to {count}", "{known}1から{count}までの順番");
                self.found.push(at_lot(wanted));
                continue;
            };
            if !sold_lots.insert(lot) {
                self.found.push(at_lot(word!("each lot once", "重複のない取得口").to_owned()));
                continue;
            }
            if let Some((wanted, hint)) = self.is_not_held(lot) {
                self.found.push(at_lot(wanted).hint(hint));
            }
            let held = self.lots.get(lot).and_then(|lot| lot.shares);
            if let (Some(sold), Some(held)) = (it.shares, held)
                && sold > held
            {
                let wanted = said!(
                    "at most {0}, the shares of lot {1}",
                    "取得口{1}の株式数（{0}株）以下の数",
                    held.normalize(),
                    lot + 1
                );
                let shares = Contradiction::new(Field::SaleLots, wanted).in_item(position, Some("shares"));
                self.found.push(shares);
            }
            parts.push(Part { lot, shares: it.shares.or(held) });
        }
        self.adds_up(&parts, |total| said!("{total} as sale.lots add up to", "sale.lotsの合計である{total}株"));
        self.chosen(LotMethod::Identified, parts)
    }

    /// A holding without lots, as one.
    fn whole_holding(&mut self, held: Option<Decimal>, since: Option<Day>) -> Chosen {
        if let (Some(date), Some(since)) = (self.date, since)
            && date < since
        {
            self.complain(
                Field::SaleDate,
                said!("a day not before the acquisition on {since}", "取得日（{since}）以後の日"),
            );
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
    fn of_lots(&mut self) -> Chosen {
        let that_day = |(_, lot): &(usize, &Lot)| self.date.is_some() && lot.disposed == self.date;
        let disposed: Vec<_> = self.lots.iter().enumerate().filter(that_day).collect();
        if !disposed.is_empty() {
            for (lot, _) in &disposed {
                if let Some((wanted, _)) = self.is_not_held(*lot) {
                    self.complain(Field::SaleDate, wanted);
                }
            }
            let parts: Vec<_> = disposed.into_iter().map(|(at, lot)| Part { lot: at, shares: lot.shares }).collect();
            let day = on(self.date);
            self.adds_up(&parts, |total| {
                said!(
                    "{total} as the lots disposed of on {day} add up to",
                    "{day}に処分した取得口の合計である{total}株"
                )
            });
            return self.chosen(LotMethod::Identified, parts);
        }
        let open: Vec<_> = self.lots.iter().filter(|lot| lot.may_be_sold_on(self.date)).collect();
        let held: Decimal = open.iter().filter_map(|lot| lot.shares).sum();
        if open.is_empty() {
            let first = self.lots.iter().filter_map(|lot| lot.acquired).min();
            let wanted = match (first, self.date) {
                (Some(first), Some(date)) if date < first => {
                    said!("a day not before the acquisition on {first}", "取得日（{first}）以後の日")
                }
                _ => word!("a day on which a lot is held", "取得口を保有している日").to_owned(),
            };
            self.complain(Field::SaleDate, wanted);
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

    /// Why a lot cannot be sold on the day: what is wanted, and what it is instead.
    fn is_not_held(&self, lot: usize) -> Option<(String, String)> {
        let date = self.date?;
        let Lot { acquired, disposed, .. } = *self.lots.get(lot)?;
        match (acquired, disposed) {
            (Some(acquired), _) if acquired > date => Some((
                said!("a lot acquired by {date}, the day of the sale", "売却日（{date}）までに取得した取得口"),
                said!("lot {} was acquired on {acquired}", "取得口{}の取得日は{acquired}です。", lot + 1),
            )),
            (_, Some(disposed)) if disposed != date => Some((
                said!("a lot that is sold on {date}", "{date}に売却した取得口"),
                said!("lot {} was disposed of on {disposed}", "取得口{}の処分日は{disposed}です。", lot + 1),
            )),
            _ => None,
        }
    }

    /// The stated number must be what the parts add up to.
    fn adds_up(&mut self, parts: &[Part], wanted: impl Fn(Decimal) -> String) {
        let total: Option<Decimal> = parts.iter().map(|part| part.shares).sum();
        if let (Some(stated), Some(total)) = (self.stated, total)
            && stated != total
        {
            self.complain(Field::SaleShares, wanted(total.normalize()));
        }
    }

    /// Nobody sells more than is held.
    fn is_enough(&mut self, held: Option<Decimal>) {
        if let (Some(stated), Some(held)) = (self.stated, held)
            && stated > held
        {
            let wanted = said!(
                "at most {0}, which are held on {1}",
                "{1}に保有する{0}株以下の株式数",
                held.normalize(),
                on(self.date)
            );
            self.complain(Field::SaleShares, wanted);
        }
    }

    fn complain(&mut self, field: Field, wanted: String) {
        self.found.push(Contradiction::new(field, wanted));
    }
}
