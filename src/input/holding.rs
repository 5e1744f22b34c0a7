//! A holding of a passive foreign investment company, from its tree to a [`Holding`].

use std::collections::HashSet;

use rust_decimal::Decimal;

use super::fx::FxTable;
use super::holding_sales::sales;
use super::holding_spec::HOLDING;
use super::node::Value;
use super::reader::{Object, Problems};
use super::{Node, Place, Problem};
use crate::case::{Block, Distribution, Election, HeldLot, HolderKind, Holding, Money, YearEndPrice};
use crate::law::irc::PFIC_DETAILS;
use crate::units::{Day, Exact, Fine, Percent, Rate, Span, Yen};

/// A holding, and where its events stand, for messages about tables that do not reach them.
#[derive(Debug)]
pub struct GivenHolding<'a> {
    pub holding: Holding,
    /// Each in the order of the holding's own list.
    pub distributions: Vec<Located<'a>>,
    pub sales: Vec<Located<'a>>,
    pub prices: Vec<Located<'a>>,
    /// The whole document.
    pub document: Node<'a>,
}

/// A value of the document and its path.
#[derive(Clone, Debug)]
pub struct Located<'a> {
    pub node: Node<'a>,
    pub path: String,
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
    let own = object.node("jpy_per_usd").map(|node| FxTable::from_node(node, "jpy_per_usd", problems));
    if let (Some(node), false) = (object.node("jpy_per_usd"), is_object(&object)) {
        problems.contradiction(node, "jpy_per_usd", "an object of rates by date, such as {\"2009-06-26\": 95.2}");
    }
    let rates = Rates { file: fx, own: own.as_ref(), problems };
    let kind = object.word("kind", |word| HolderKind::from_word(word).filter(|kind| *kind != HolderKind::PensionFund));
    let tax_year_begins = tax_year_begins(&object, problems);
    let (lots, complete) = lots(&object, &rates);
    let sales = sales(&object, &lots, &rates, complete);
    let mut holding = Holding {
        id: object.text("id"),
        kind: kind.unwrap_or(HolderKind::Individual),
        tax_year_begins,
        ordinary_rate: object.number("ordinary_rate_percent").and_then(Rate::new),
        ads_per_share: object.number("ads_per_share"),
        lots,
        distributions: Vec::new(),
        sales: Vec::new(),
        prices: Vec::new(),
        pfic_years: pfic_years(&object, problems),
        mark_to_market: election(&object, problems),
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

/// Where spot rates come from.
pub(super) struct Rates<'r> {
    file: Option<(&'r str, &'r FxTable)>,
    own: Option<&'r FxTable>,
    pub problems: &'r Problems,
}

impl Rates<'_> {
    /// The rate that stands in `object`, or else the one of `day` in the tables.
    pub fn of(&self, object: &Object<'_, '_>, day: Day) -> Option<Decimal> {
        if object.node("jpy_per_usd").is_some() {
            return object.number("jpy_per_usd");
        }
        let (rate, wanted) = match (self.file, self.own) {
            (Some((name, table)), _) => (table.rate(day), format!("a rate of that day in {name}")),
            (None, Some(table)) => (table.rate(day), "a rate of that day in jpy_per_usd".to_owned()),
            (None, None) => {
                let hint = format!("give jpy_per_usd here or by date, or a file of daily rates with --fx, for {day}");
                (Err(hint), "a rate of that day".to_owned())
            }
        };
        let place = object.node("date").or(object.node("acquired")).map(Node::place);
        let missing = |hint| {
            let (place, path) = (place.unwrap_or(object.place()), object.at("jpy_per_usd"));
            self.problems.add(place, &path, format!("no rate for {day}"), wanted, Some(hint));
        };
        rate.map_err(missing).ok()
    }

    /// An amount given in dollars or in yen, one of the two.
    pub fn money(&self, object: &Object<'_, '_>, usd: &str, jpy: &str, day: Day) -> Option<Money> {
        match (object.node(usd), object.node(jpy)) {
            (Some(_), Some(second)) => {
                self.problems.contradiction(second, &object.at(jpy), format!("either {usd} or {jpy}, not both"));
                None
            }
            (Some(_), None) => object.number(usd).map(Money::Usd),
            (None, Some(_)) => {
                let rate = self.of(object, day);
                Some(Money::Jpy { amount: object.number(jpy)?, jpy_per_usd: rate? })
            }
            (None, None) => {
                self.problems.add(object.place(), &object.at(usd), "nothing", format!("{usd} or {jpy}"), None);
                None
            }
        }
    }
}

fn is_object(object: &Object<'_, '_>) -> bool {
    object.node("jpy_per_usd").is_none_or(|node| matches!(node.value, Value::Object(_)))
}

fn tax_year_begins(object: &Object<'_, '_>, problems: &Problems) -> Option<Day> {
    let begins = object.date("tax_year_begins")?;
    if begins.day_of_month() != 1 {
        let node = object.node("tax_year_begins")?;
        problems.contradiction(node, "tax_year_begins", "the first day of a month");
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
            rates.problems.add(node.place(), "lots", "an empty list", "at least one lot", None);
        }
    } else if object.node("lots").is_none() {
        rates.problems.add(object.place(), "lots", "nothing", "a list of lots", None);
    }
    for (at, (_, lot)) in given.into_iter().enumerate() {
        let id = lot.text("id").unwrap_or_else(|| (at + 1).to_string());
        if !ids.insert(id.clone()) {
            let place = lot.node("id").map_or(lot.place(), Node::place);
            rates.problems.add(place, &lot.at("id"), format!("{id:?} a second time"), "each id once", None);
        }
        let (shares, acquired) = (lot.number("shares"), lot.date("acquired"));
        let cost = acquired.and_then(|acquired| rates.money(&lot, "cost_usd", "cost_jpy", acquired));
        if let (Some(shares), Some(acquired), Some(cost)) = (shares, acquired, cost) {
            lots.push(HeldLot { id, shares, acquired, cost });
        }
    }
    lots.sort_by_key(|lot| lot.acquired);
    let complete = lots.len() == all;
    (lots, complete)
}

fn distributions<'a>(
    object: &Object<'a, '_>,
    holding: &Holding,
    blocks: &[Block],
    rates: &Rates<'_>,
    complete: bool,
) -> Vec<(Distribution, Located<'a>)> {
    let read = |it: &Object<'a, '_>| {
        let date = it.date("date")?;
        let spot = rates.of(it, date);
        let held: Decimal = blocks.iter().filter(|block| block.is_held_on(date)).map(|block| block.shares).sum();
        let node = it.node("date")?;
        if held.is_zero() {
            if complete {
                let wanted = match holding.lots.first() {
                    Some(lot) if date <= lot.acquired => {
                        format!("a day after the first acquisition, on {}", lot.acquired)
                    }
                    _ => "a day on which shares are held".to_owned(),
                };
                rates.problems.contradiction(node, &it.at("date"), wanted);
            }
            return None;
        }
        let held = Exact::from(held);
        let (per_unit, gross) = match (it.node("per_share_jpy"), it.node("gross_jpy")) {
            (Some(_), Some(second)) => {
                let wanted = "either per_share_jpy or gross_jpy, not both";
                rates.problems.contradiction(second, &it.at("gross_jpy"), wanted);
                return None;
            }
            (Some(_), None) => {
                let yen = Exact::from(it.number("per_share_jpy")?);
                let per_unit = holding.ads_per_share.map_or(yen, |ads| yen / Exact::from(ads));
                (per_unit, per_unit * held)
            }
            (None, Some(_)) => {
                let gross = Exact::from(it.number("gross_jpy")?);
                (gross / held, gross)
            }
            (None, None) => {
                let wanted = "per_share_jpy or gross_jpy";
                rates.problems.add(it.place(), &it.at("per_share_jpy"), "nothing", wanted, None);
                return None;
            }
        };
        if gross >= Exact::whole(MOST_YEN) {
            let wanted = format!("less than {MOST_YEN} yen for the whole holding");
            rates.problems.contradiction(node, &it.at("per_share_jpy"), wanted);
            return None;
        }
        let withheld = withheld(it, gross, rates.problems)?;
        let distribution = Distribution { date, per_unit, gross, withheld, jpy_per_usd: spot? };
        Some((distribution, Located { node: node.clone(), path: it.at("date") }))
    };
    object.objects("distributions").iter().filter_map(|(_, it)| read(it)).collect()
}

fn withheld(it: &Object<'_, '_>, gross: Exact, problems: &Problems) -> Option<Yen> {
    let percent = it.percent("withheld_percent");
    let yen = it.number("withheld_jpy").and_then(|yen| i64::try_from(yen).ok()).map(Yen::new);
    if let (Some(_), Some(second)) = (it.node("withheld_percent"), it.node("withheld_jpy")) {
        let wanted = "either withheld_percent or withheld_jpy, not both";
        problems.contradiction(second, &it.at("withheld_jpy"), wanted);
        return None;
    }
    if let (Some(yen), Some(node)) = (yen, it.node("withheld_jpy"))
        && Exact::from(yen) > gross
    {
        let wanted = format!("at most the distribution of {} yen", gross.decimal(6));
        problems.contradiction(node, &it.at("withheld_jpy"), wanted);
    }
    let of_gross = |percent: Percent| gross.percent(percent).floor_jpy();
    Some(yen.or(percent.map(of_gross)).unwrap_or(Yen::ZERO))
}

fn prices<'a>(object: &Object<'a, '_>, holding: &Holding, rates: &Rates<'_>) -> Vec<(YearEndPrice, Located<'a>)> {
    let mut days = HashSet::new();
    let mut read = |it: &Object<'a, '_>| {
        let date = it.date("date")?;
        let node = it.node("date")?;
        let last = holding.tax_year(date).last;
        if date != last {
            let wanted = format!("the last day of a tax year of the holder, here {last}");
            rates.problems.contradiction(node, &it.at("date"), wanted);
        } else if !days.insert(date) {
            rates.problems.contradiction(node, &it.at("date"), "each day once");
        }
        let stated: Vec<_> = ["per_share_jpy", "per_share_usd", "per_ads_usd"]
            .into_iter()
            .filter(|name| it.node(name).is_some())
            .collect();
        let ads = holding.ads_per_share.map_or(Exact::whole(1), Exact::from);
        let per_unit = match stated[..] {
            ["per_share_jpy"] => {
                let spot = rates.of(it, date);
                Exact::from(it.number("per_share_jpy")?) / Exact::from(spot?) / ads
            }
            ["per_share_usd"] => Exact::from(it.number("per_share_usd")?) / ads,
            ["per_ads_usd"] if holding.ads_per_share.is_some() => Exact::from(it.number("per_ads_usd")?),
            ["per_ads_usd"] => {
                let wanted = "a price per share, or ads_per_share with the holding";
                rates.problems.contradiction(it.node("per_ads_usd")?, &it.at("per_ads_usd"), wanted);
                return None;
            }
            [] => {
                let wanted = "per_share_jpy, per_share_usd or per_ads_usd";
                rates.problems.add(it.place(), &it.at("per_share_jpy"), "nothing", wanted, None);
                return None;
            }
            [_, second, ..] => {
                rates.problems.contradiction(it.node(second)?, &it.at(second), "one price, not several");
                return None;
            }
            [_] => return None,
        };
        Some((YearEndPrice { date, per_unit }, Located { node: node.clone(), path: it.at("date") }))
    };
    object.objects("prices").iter().filter_map(|(_, it)| read(it)).collect()
}

/// The company's years as a PFIC, in order; one that never ends for `pfic_from`.
fn pfic_years(object: &Object<'_, '_>, problems: &Problems) -> Vec<Span> {
    let since = PFIC_DETAILS.pfic_since;
    let too_early = format!("a day not before {since}: no earlier year of a company makes it a PFIC");
    match (object.node("pfic_years"), object.node("pfic_from")) {
        (Some(_), Some(second)) => {
            problems.contradiction(second, "pfic_from", "either pfic_years or pfic_from, not both");
            return Vec::new();
        }
        (None, None) => {
            let hint = "an empty list of pfic_years says that it never was one";
            problems.add(object.place(), "pfic_years", "nothing", "pfic_years or pfic_from", Some(hint.to_owned()));
            return Vec::new();
        }
        (None, Some(node)) => {
            let from = object.date("pfic_from");
            if from.is_some_and(|from| from < since) {
                problems.contradiction(node, "pfic_from", too_early);
            }
            return from.map(|from| Span::new(from, Day::MAX)).into_iter().collect();
        }
        (Some(_), None) => {}
    }
    let mut years: Vec<(Span, Node<'_>, String)> = Vec::new();
    for (node, year) in object.objects("pfic_years") {
        let (Some(first), Some(last)) = (year.date("begins"), year.date("ends")) else { continue };
        let begins = year.node("begins").unwrap_or(&node);
        let ends = year.node("ends").unwrap_or(&node);
        if first < since {
            problems.contradiction(begins, &year.at("begins"), too_early.clone());
        }
        if last < first || Span::new(first, last).days() > MOST_DAYS_OF_A_YEAR {
            let latest = first.plus_days(MOST_DAYS_OF_A_YEAR - 1);
            problems.contradiction(ends, &year.at("ends"), format!("a day of one tax year, from {first} to {latest}"));
        }
        years.push((Span::new(first, last), begins.clone(), year.at("begins")));
    }
    years.sort_by_key(|(span, ..)| span.first);
    for pair in years.windows(2) {
        let ((before, ..), (_, node, path)) = (&pair[0], &pair[1]);
        if pair[1].0.first <= before.last {
            let wanted = format!("a day after {}, on which another of the company's years ends", before.last);
            problems.contradiction(node, path, wanted);
        }
    }
    years.into_iter().map(|(span, ..)| span).collect()
}

fn election(object: &Object<'_, '_>, problems: &Problems) -> Option<Election> {
    let election = object.object("mark_to_market")?;
    let year = |name| election.number(name).and_then(|year| i32::try_from(year).ok());
    let (first_year, last_year) = (year("first_year")?, year("last_year"));
    let since = PFIC_DETAILS.election_since;
    if first_year < since {
        let wanted = format!("a tax year from {since} on, for which there is the election");
        problems.contradiction(election.node("first_year")?, &election.at("first_year"), wanted);
    }
    if let (Some(last), Some(node)) = (last_year, election.node("last_year"))
        && last < first_year
    {
        problems.contradiction(node, &election.at("last_year"), format!("a year not before {first_year}"));
    }
    Some(Election { first_year, last_year })
}

/// All amounts together must be few enough digits for sums over every lot and year.
fn stays_bounded(holding: &Holding, node: &Node<'_>, problems: &Problems) {
    let costs = holding.lots.iter().map(|lot| lot.cost.usd());
    let proceeds = holding.sales.iter().map(|sale| sale.proceeds.usd());
    let received = holding.distributions.iter().map(|it| it.gross / Exact::from(it.jpy_per_usd));
    let shares: Decimal = holding.lots.iter().map(|lot| lot.shares).sum();
    let values = holding.prices.iter().map(|price| price.per_unit * Exact::from(shares));
    let all: Fine = costs.chain(proceeds).chain(received).chain(values).map(Fine::from).sum();
    if all > Fine::from(Decimal::from(MOST_USD)) {
        let place = Place { file: node.place().file, at: None };
        let got = format!("{} dollars in all lots, distributions, sales and values", all.decimal(0));
        problems.add(place, "", got, format!("at most {MOST_USD} dollars, so that every sum stays exact"), None);
    }
}

const MOST_YEN: i64 = 100_000_000_000_000;
const MOST_USD: i64 = 10_000_000_000_000;
/// A year of 53 weeks.
const MOST_DAYS_OF_A_YEAR: i32 = 371;
