//! A holding of a passive foreign investment company, from its tree to a [`PficHolding`].

use std::collections::HashSet;

use rust_decimal::Decimal;

use super::node::Value;
use super::object::{Object, Problems};
use super::pfic_holding_amounts::{Located, Rates};
use super::pfic_holding_company::{election, pfic_years};
use super::pfic_holding_events::{distributions, prices};
use super::pfic_holding_sales::sales;
use super::{Node, Place, Problem, object, scalar};
use crate::facts::{FxTable, HOLDING, HeldLot, HolderKind, MOST_USD, Money, PficHolding, Split, ValueType};
use crate::units::{Day, Decimal28, Exact, Rate};

/// A holding, and where its events stand, for messages about tables that do not reach them.
#[derive(Debug)]
pub struct GivenHolding<'a> {
    pub holding: PficHolding,
    /// Each in the order of the holding's own list.
    pub distributions: Vec<Located<'a>>,
    pub sales: Vec<Located<'a>>,
    pub prices: Vec<Located<'a>>,
    /// The whole document.
    pub document: Node<'a>,
}

/// Reads everything and reports as many problems as can be found. A file of daily rates comes before
/// the holding's own table, the rate that stands with an amount before both.
pub fn read_holding<'a>(node: &Node<'a>, fx: Option<(&str, &FxTable)>) -> Result<GivenHolding<'a>, Vec<Problem>> {
    let problems = Problems::default();
    let given = read(node, fx, &problems);
    let problems = problems.in_order();
    match given {
        Some(given) if problems.is_empty() => Ok(given),
        _ => Err(problems),
    }
}

fn read<'a>(node: &Node<'a>, fx: Option<(&str, &FxTable)>, problems: &Problems) -> Option<GivenHolding<'a>> {
    let object = Object::new(node, "", HOLDING, problems)?;
    let own = object.node("jpy_per_usd").map(|node| rates_by_date(node, "jpy_per_usd", problems));
    if let (Some(node), false) = (object.node("jpy_per_usd"), is_object(&object)) {
        let wanted = word!(
            "an object of rates by date, such as {\"2009-06-26\": 95.2}",
            "{\"2009-06-26\": 95.2}のような日付別の為替レートのオブジェクト"
        );
        problems.contradiction(node, "jpy_per_usd", wanted);
    }
    let rates = Rates::new(fx, own.as_ref(), problems).with_splits(splits(&object));
    let kind = object.word("kind", |word| {
        HolderKind::from_word(word).filter(|kind| kind.is_ordinary() && *kind != HolderKind::PensionFund)
    });
    let tax_year_begins = tax_year_begins(&object, problems);
    let (lots, complete) = lots(&object, &rates);
    let sales = sales(&object, &lots, &rates, complete);
    let mut holding = PficHolding {
        id: object.text("id"),
        kind: kind.unwrap_or(HolderKind::Individual),
        tax_year_begins,
        ordinary_rate: object.number("ordinary_rate_percent").and_then(Rate::new),
        ads_per_share: object.ads_ratio("ads_per_share"),
        lots,
        distributions: Vec::new(),
        sales: Vec::new(),
        prices: Vec::new(),
        pfic_years: pfic_years(&object, problems),
        mark_to_market: election(&object, problems),
        joint: object.bool("joint"),
        other_pfic_value_usd: object.number("other_pfic_value_usd"),
        owned_through_pfic: object.bool("owned_through_pfic").unwrap_or_default(),
    };
    let mut located_sales = Vec::new();
    for (sale, located) in sales {
        holding.sales.push(sale);
        located_sales.push(located);
    }
    let blocks = holding.blocks();
    let mut distributions = distributions(&object, &holding, &blocks, &rates, complete);
    distributions.sort_by_key(|(distribution, _)| distribution.date);
    let (distributions, located_distributions): (Vec<_>, Vec<_>) = distributions.into_iter().unzip();
    holding.distributions = distributions;
    let mut prices = prices(&object, &holding, &rates);
    prices.sort_by_key(|(price, _)| price.date);
    let (prices, located_prices): (Vec<_>, Vec<_>) = prices.into_iter().unzip();
    holding.prices = prices;
    stays_bounded(&holding, node, problems);
    kind?;
    Some(GivenHolding {
        holding,
        distributions: located_distributions,
        sales: located_sales,
        prices: located_prices,
        document: node.clone(),
    })
}

fn is_object(object: &Object<'_, '_>) -> bool {
    object.node("jpy_per_usd").is_none_or(|node| matches!(node.value, Value::Object(_)))
}

fn tax_year_begins(object: &Object<'_, '_>, problems: &Problems) -> Option<Day> {
    let begins = object.date("tax_year_begins")?;
    if begins.day_of_month() != 1 {
        let node = object.node("tax_year_begins")?;
        problems.contradiction(node, "tax_year_begins", word!("the first day of a month", "月の初日"));
    }
    Some(begins)
}

/// The lots in order of acquisition, and whether every one of them could be read.
fn lots(object: &Object<'_, '_>, rates: &Rates<'_>) -> (Vec<HeldLot>, bool) {
    let mut lots = Vec::new();
    let mut ids = HashSet::new();
    let given = object.objects("lots");
    let all = given.len();
    if let (Some(node), 0) = (object.node("lots"), all) {
        if matches!(&node.value, Value::List(items) if items.is_empty()) {
            let (got, wanted) = (word!("an empty list", "空のリスト"), word!("at least one lot", "1つ以上の取得口"));
            rates.problems.add(node.place(), "lots", got, wanted, None);
        }
    } else if object.node("lots").is_none() {
        let (got, wanted) = (word!("nothing", "記載なし"), word!("a list of lots", "取得口のリスト"));
        rates.problems.add(object.place(), "lots", got, wanted, None);
    }
    for (at, (_, lot)) in given.into_iter().enumerate() {
        let id = lot.text("id").unwrap_or_else(|| (at + 1).to_string());
        if !ids.insert(id.clone()) {
            let place = lot.node("id").map_or(lot.place(), Node::place);
            let got = said!("{id:?} a second time", "idの重複（{id:?}）");
            rates.problems.add(place, &lot.at("id"), got, word!("each id once", "重複のないid"), None);
        }
        let acquired = lot.date("acquired");
        let shares = acquired.map_or_else(|| lot.number("shares"), |acquired| rates.shares(&lot, acquired));
        let cost = acquired.and_then(|acquired| rates.money(&lot, "cost_usd", "cost_jpy", acquired));
        let cost = cost.and_then(|cost| inherited(&lot, cost, rates.problems));
        if let (Some(shares), Some(acquired), Some(cost)) = (shares, acquired, cost) {
            lots.push(HeldLot { id, shares, acquired, cost });
        }
    }
    lots.sort_by_key(|lot| lot.acquired);
    let complete = lots.len() == all;
    (lots, complete)
}

fn splits(object: &Object<'_, '_>) -> Vec<Split> {
    let read =
        |it: &Object<'_, '_>| Some(Split { date: it.date("date")?, from: it.number("from")?, to: it.number("to")? });
    let mut splits: Vec<_> = object.objects("splits").iter().filter_map(|(_, it)| read(it)).collect();
    splits.sort_by_key(|split| split.date);
    splits
}

/// The basis of a lot: of what was inherited the decedent's where that is lower than the value at the death, unless the
/// decedent was a nonresident alien.
fn inherited(lot: &Object<'_, '_>, cost: Money, problems: &Problems) -> Option<Money> {
    let is_inherited = lot.word("acquired_by", |word| match word {
        "inheritance" => Some(true),
        "purchase" => Some(false),
        _ => None,
    });
    let (basis, nonresident) = (lot.number("decedent_basis_usd"), lot.bool("decedent_nonresident_alien"));
    if is_inherited != Some(true) {
        for key in ["decedent_basis_usd", "decedent_nonresident_alien"] {
            if let Some(node) = lot.node(key) {
                let wanted = word!(
                    "no such fact: the lot was not inherited",
                    "この項目を記載しないこと（相続による取得口ではない）"
                );
                problems.contradiction(node, &lot.at(key), wanted);
            }
        }
        return Some(cost);
    }
    match (basis, nonresident) {
        (_, Some(true)) => Some(cost),
        (Some(basis), _) if Exact::from(basis) < cost.usd() => Some(Money::Usd(basis)),
        (Some(_), _) => Some(cost),
        (None, _) if lot.node("decedent_basis_usd").is_some() => None,
        (None, _) => {
            let wanted = word!(
                "the decedent's basis, since stock of a PFIC keeps it where it is lower than the value at the death, or decedent_nonresident_alien: true",
                "被相続人の取得価額（PFICの株式は、死亡時の時価より低い場合、これを引き継ぐ）又はdecedent_nonresident_alien: true"
            );
            let got = word!("nothing", "記載なし");
            problems.add(lot.place(), &lot.at("decedent_basis_usd"), got, wanted, None);
            None
        }
    }
}

/// All amounts together must be few enough digits for sums over every lot and year.
fn stays_bounded(holding: &PficHolding, node: &Node<'_>, problems: &Problems) {
    let costs = holding.lots.iter().map(|lot| lot.cost.usd());
    let proceeds = holding.sales.iter().map(|sale| sale.proceeds.usd());
    let received = holding.distributions.iter().map(|it| it.gross / Exact::from(it.jpy_per_usd));
    let shares: Decimal = holding.lots.iter().map(|lot| lot.shares).sum();
    let values = holding.prices.iter().map(|price| price.per_unit * Exact::from(shares));
    let all: Vec<Exact> = costs.chain(proceeds).chain(received).chain(values).collect();
    let most = Exact::whole(MOST_USD);
    let bounded = all.iter().all(|amount| *amount <= most)
        && all.iter().map(|amount| Decimal28::from(*amount)).sum::<Decimal28>() <= Decimal28::from(most);
    if !bounded {
        let place = Place { file: node.place().file, at: None };
        let got = word!(
            "more dollars in all lots, distributions, sales and values together",
            "上限を超えるドルの額（取得口、分配、売却及び時価の合計）"
        );
        let wanted = said!(
            "at most {MOST_USD} dollars, so that every sum stays exact",
            "すべての合計を正確に計算できる{MOST_USD}ドル以下の額"
        );
        problems.add(place, "", got, wanted, None);
    }
}

/// An object whose keys are dates and whose values are rates.
fn rates_by_date(node: &Node<'_>, path: &str, problems: &Problems) -> FxTable {
    let mut table = FxTable::default();
    let Value::Object(pairs) = &node.value else { return table };
    for (key, value) in pairs {
        let Value::Text(date) = &key.value else { continue };
        let at = format!("{path}.{date}");
        let day = scalar::date(date);
        let rate = object::number(value, ValueType::JpyPerUsd);
        match (day, rate) {
            (Err(hint), _) => problems.add(key.place(), &at, key.described(), ValueType::Date.wanted(), hint),
            (_, Err(hint)) => {
                problems.add(value.place(), &at, value.described(), ValueType::JpyPerUsd.wanted(), hint);
            }
            (Ok(day), Ok(_)) if table.has(day) => {
                let got = word!("the date a second time", "日付の重複");
                problems.add(key.place(), &at, got, word!("each date once", "重複のない日付"), None);
            }
            (Ok(day), Ok(rate)) => table.insert(day, rate),
        }
    }
    table
}
