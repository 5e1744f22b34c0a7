//! One holder and one sale, from their trees to a [`Case`].

mod lots;
mod rates;

use rust_decimal::Decimal;

use self::rates::Rates;
use super::fx::FxTable;
use super::precedence::{Layers, place_of};
use super::profile::holder_case;
use super::reader::{Object, Problems};
use super::spec::{HOLDER, SALE};
use super::{Node, Place, Problem};
use crate::facts::{AcquiredBy, Case, Dividend, Fact, Group, HolderKind, Proceeds, Sale, SaleKind, SalePlace};
use crate::units::{Day, Exact, Percent};

/// What the user gave: a profile, and sales that override each other, the more specific later.
#[derive(Debug)]
pub struct GivenSale<'a> {
    pub holder: Node<'a>,
    /// From `--sale`.
    pub sales: Vec<Node<'a>>,
    /// Single fields of the sale given by flags, by name.
    pub flags: Vec<(&'static str, Node<'a>)>,
    /// The file of daily rates.
    pub fx: Option<(&'a str, &'a FxTable)>,
}

impl GivenSale<'_> {
    /// Where a field of the sale is stated, the most specific place first; else the holder's file.
    pub fn place_of(&self, field: &str) -> Place {
        place_of(field, &self.flags, &self.sales, &self.holder, "sale")
    }
}

/// Reads everything and reports as many problems as can be found. The case has a sale and no dividend.
pub fn read_sale(given: &GivenSale<'_>) -> Result<Case, Vec<Problem>> {
    let problems = Problems::default();
    let case = read(given, &problems);
    let problems = problems.in_order();
    match case {
        Some(case) if problems.is_empty() => Ok(case),
        _ => Err(problems),
    }
}

fn read(given: &GivenSale<'_>, problems: &Problems) -> Option<Case> {
    let holder = Object::new(&given.holder, "", HOLDER, problems)?;
    let layers = Layers::new(&given.flags, &given.sales, holder.object("sale"), SALE, problems);
    if layers.is_empty() {
        let wanted = "a sale: in the profile, in a file given by --sale, or by flags such as --date";
        problems.add(given.holder.place(), "sale", "nothing", wanted, None);
    }
    // Read only for its keys: a dividend is no part of this question.
    holder.object("dividend");
    let mut case = holder_case(&holder, |_, _| Dividend::NONE, problems)?;

    let kind = Fact::stated_or(layers.word("kind", SaleKind::from_word), SaleKind::Sale);
    let date = layers.date("date");
    let stated = layers.number("shares");
    let chosen = lots::choose(&layers, &holder, &case, date, stated, problems);
    let rates = Rates::new(&layers, given.fx, problems);
    let proceeds = proceeds(&layers, problems);
    for part in &chosen.parts {
        let Some(lot) = case.lots.get_mut(part.lot) else { continue };
        if let (Some(_), None, Some(acquired)) = (lot.cost_jpy, lot.cost_spot, lot.acquired) {
            lot.cost_spot = rates.on(acquired);
        }
    }
    let sale = Sale {
        spot: date.filter(|_| proceeds.are_in_yen()).map_or_else(|| rates.of_sale(), |date| rates.on_sale(date)),
        kind,
        date,
        place: Fact::stated(layers.word("place", SalePlace::from_word)),
        shares: chosen.shares,
        proceeds,
        expenses_usd: layers.number("expenses_usd"),
        basis_usd: layers.number("basis_usd"),
        ads_per_share: layers.number("ads_per_share"),
        acquired_by: Fact::stated_or(layers.word("acquired_by", AcquiredBy::from_word), AcquiredBy::Purchase),
        group: group(&layers, &case),
        real_estate_company: Fact::stated_or(layers.bool("real_estate_company"), false),
        listed: Fact::stated_or(layers.bool("listed"), true),
        present_in_japan: Fact::stated_or(layers.bool("present_in_japan"), false),
        option_shares: Fact::stated_or(layers.bool("option_shares"), false),
        taxed_in_residence: layers.bool("taxed_in_residence"),
        pfic: layers.bool("pfic").map_or(case.us.pfic, Fact::Stated),
        method: chosen.method,
        parts: chosen.parts,
    };
    belongs_to_kind(&layers, kind, problems);
    of_one_group(&layers, &sale, &case, problems);
    one_basis(&layers, &sale, &case, problems);
    case.sale = Some(Box::new(sale));
    stays_exact(&case, &layers, &holder, problems);
    Some(case)
}

/// What is not stated of the group is taken to be what the holder owns itself.
fn group(layers: &Layers<'_, '_>, case: &Case) -> Group {
    let assumed = |percent: Option<Percent>| percent.map_or(Fact::Unknown, Fact::Assumed);
    let held = layers.percent("group_issued_percent").map_or(assumed(case.ownership.largest()), Fact::Stated);
    let before = layers.percent("group_percent_before_year");
    let in_year = layers.percent("group_percent_in_year");
    Group {
        held,
        before_year: before.map_or(assumed(held.get()), Fact::Stated),
        in_year: in_year.map_or(assumed(held.get()), Fact::Stated),
        sold: layers.percent("group_sold_percent"),
    }
}

/// A group holds no less than the holder, and sells no more than it held; only an individual stays anywhere.
fn of_one_group(layers: &Layers<'_, '_>, sale: &Sale, case: &Case, problems: &Problems) {
    let complain = |name: &str, wanted: String| {
        let Some(layer) = layers.layer(name) else { return };
        if let Some(node) = layer.node(name) {
            problems.contradiction(node, &layer.at(name), wanted);
        }
    };
    let group = &sale.group;
    if let (Fact::Stated(held), Some(own)) = (group.held, case.ownership.on(sale.date))
        && held < own
    {
        complain("group_issued_percent", format!("at least {own}, what the holder owns itself"));
    }
    if let (Some(sold), Some(held)) = (group.sold, group.held.get())
        && sold > held
    {
        complain("group_sold_percent", format!("at most {held}, all that the group held"));
    }
    if let (Fact::Stated(in_year), Some(held)) = (group.in_year, group.held.get())
        && in_year > held
    {
        complain("group_percent_in_year", format!("at most {held}, the most that the group held"));
    }
    if sale.present_in_japan == Fact::Stated(true) && case.kind != HolderKind::Individual {
        complain("present_in_japan", "no such fact: it matters only to an individual".to_owned());
    }
}

/// The price or the proceeds, from the most specific place that states either.
fn proceeds(layers: &Layers<'_, '_>, problems: &Problems) -> Proceeds {
    let stated = |layer: &&Object<'_, '_>| AMOUNTS.iter().any(|name| layer.node(name).is_some());
    let Some(layer) = layers.all().find(stated) else { return Proceeds::Unknown };
    let names: Vec<_> = AMOUNTS.into_iter().filter(|name| layer.node(name).is_some()).collect();
    let [name] = names[..] else {
        let second = names[1];
        let node = layer.node(second).expect("the layer states it");
        problems.contradiction(node, &layer.at(second), format!("either {} or {second}, not both", names[0]));
        return Proceeds::Unknown;
    };
    let Some(number) = layer.number(name) else { return Proceeds::Unknown };
    match name {
        "price_jpy" => Proceeds::PerUnitJpy(number),
        "price_usd" => Proceeds::PerUnitUsd(number),
        "proceeds_jpy" => Proceeds::Jpy(number),
        _ => Proceeds::Usd(number),
    }
}

const AMOUNTS: [&str; 4] = ["price_jpy", "price_usd", "proceeds_jpy", "proceeds_usd"];

/// An exchange brings nothing in, and only it turns one number of shares into another.
fn belongs_to_kind(layers: &Layers<'_, '_>, kind: Fact<SaleKind>, problems: &Problems) {
    let complain = |name: &str, wanted: &str| {
        let Some(layer) = layers.layer(name) else { return };
        if let Some(node) = layer.node(name) {
            problems.contradiction(node, &layer.at(name), wanted);
        }
    };
    if kind.get() == Some(SaleKind::Exchange) {
        let amounts = AMOUNTS.into_iter().chain(["expenses_usd"]);
        amounts.for_each(|name| complain(name, "no such fact: nothing is realised when ADSs and shares are exchanged"));
    } else {
        complain("ads_per_share", "no such fact: it matters only to an exchange");
    }
}

/// The basis of the sale as a whole is for one lot that does not state its own.
fn one_basis(layers: &Layers<'_, '_>, sale: &Sale, case: &Case, problems: &Problems) {
    let Some(layer) = layers.layer("basis_usd") else { return };
    let Some(node) = layer.node("basis_usd") else { return };
    let stated = |lot: usize| case.lot(lot).cost_usd.or(case.lot(lot).cost_jpy).is_some();
    let wanted = match &sale.parts[..] {
        [part] if stated(part.lot) => "no such fact: the lot that is sold states its cost",
        [_] | [] => return,
        _ => "no such fact: several lots are sold, and each states its cost_usd or cost_jpy",
    };
    problems.contradiction(node, &layer.at("basis_usd"), wanted);
}

/// Amounts in dollars must stay below their bound, so that every cent stays exact.
fn stays_exact(case: &Case, layers: &Layers<'_, '_>, holder: &Object<'_, '_>, problems: &Problems) {
    let Some(sale) = &case.sale else { return };
    let too_much = |usd: Option<Exact>| usd.is_some_and(|usd| usd >= Exact::whole(MOST_USD));
    let wanted = format!("an amount below {MOST_USD} dollars at the rate of its day");
    let named = AMOUNTS.iter().find_map(|name| Some((name, layers.layer(name)?)));
    if let (Some((name, layer)), true) = (named, too_much(sale.proceeds_usd()))
        && let Some(node) = layer.node(name)
    {
        problems.contradiction(node, &layer.at(name), wanted.clone());
    }
    for part in sale.parts.iter().filter(|part| too_much(case.lot(part.lot).basis_usd())) {
        let lot = holder.node("lots").and_then(|lots| lots.item(part.lot));
        if let Some(node) = lot.and_then(|lot| lot.field("cost_jpy")) {
            problems.contradiction(node, &format!("lots[{}].cost_jpy", part.lot), wanted.clone());
        }
    }
    let each = sale.parts.iter().filter_map(|part| case.lot(part.lot).basis_usd());
    let all = each.filter(|usd| *usd < Exact::whole(MOST_USD)).map(|usd| i128::from(usd.usd().cents())).sum::<i128>();
    if let (Some(node), true) = (holder.node("lots"), all >= i128::from(MOST_USD) * 100) {
        problems.contradiction(node, "lots", format!("costs that add up to less than {MOST_USD} dollars"));
    }
}

/// Far above any amount, far below what cents can hold.
const MOST_USD: i64 = 10_000_000_000_000;

/// What is sold of which lot.
struct Chosen {
    method: Fact<crate::facts::LotMethod>,
    shares: Fact<Decimal>,
    parts: Vec<crate::facts::Part>,
}

/// How a message calls a day that may be unknown.
fn on(date: Option<Day>) -> String {
    date.map_or("the day of the sale".to_owned(), |date| date.to_string())
}
