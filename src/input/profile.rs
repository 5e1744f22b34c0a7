//! One holder and one dividend, from their trees to a [`Case`].

use rust_decimal::Decimal;

use super::fx::FxTable;
use super::node::Value;
use super::reader::{Object, Problems};
use super::spec::{DIVIDEND, HOLDER};
use super::{Node, Place, Problem};
use crate::case::{
    Amount, Case, ClassSet, Dividend, DividendKind, Fact, Filing, FilingStatus, HolderKind, Instrument, Lot, Relief,
    SpecialClass, Stake, UsFacts,
};
use crate::units::{Day, Exact, Percent, Rate, Span, Yen};

/// What the user gave: a profile, and dividends that override each other, the more specific later.
#[derive(Debug)]
pub struct Given<'a> {
    pub holder: Node<'a>,
    /// From `--dividend`, then one small object for each flag.
    pub dividends: Vec<Node<'a>>,
    /// Single fields of the dividend given by flags, by name.
    pub flags: Vec<(&'static str, Node<'a>)>,
    /// The file of daily rates.
    pub fx: Option<(&'a str, &'a FxTable)>,
}

/// Reads everything and reports as many problems as can be found.
pub fn read_case(given: &Given<'_>) -> Result<Case, Vec<Problem>> {
    let problems = Problems::default();
    let case = read(given, &problems);
    let problems = problems.into_inner();
    match case {
        Some(case) if problems.is_empty() => Ok(case),
        _ => Err(problems),
    }
}

fn read(given: &Given<'_>, problems: &Problems) -> Option<Case> {
    let holder = Object::new(&given.holder, "", HOLDER, problems)?;
    let event = Event::new(given, &holder, problems);

    let kind = holder.word("kind", HolderKind::from_word);
    let residence = holder.country("residence");
    let lots = lots(&holder, problems);
    let shares = shares(&holder, &lots, problems);
    let stake = stake(&holder, kind, problems);
    if kind.is_some_and(|kind| kind != HolderKind::PensionFund)
        && let Some(node) = holder.node("pension_business_income")
    {
        let kind = kind.map_or("", HolderKind::noun);
        problems.contradiction(
            node,
            "pension_business_income",
            format!("no such fact: the holder is {kind}, and only a pension fund has it"),
        );
    }
    if let (Some(node), Some(true)) = (holder.node("us_citizen"), holder.bool("us_citizen"))
        && kind.is_some_and(|kind| kind != HolderKind::Individual)
    {
        problems.contradiction(node, "us_citizen", "false or nothing: only an individual is a citizen");
    }
    let estate_or_trust = matches!(kind, Some(HolderKind::Estate | HolderKind::Trust));
    if let (Some(node), Some(_), false) = (holder.node("us_person"), kind, estate_or_trust) {
        let wanted =
            "no such fact: it is stated for estates and trusts, and follows from kind and residence for others";
        problems.contradiction(node, "us_person", wanted);
    }
    let instrument = Fact::stated_or(holder.word("instrument", Instrument::from_word), Instrument::Share);
    let mut special_classes = ClassSet::default();
    holder
        .words("special_classes", SpecialClass::from_word)
        .into_iter()
        .for_each(|class| special_classes.insert(class));

    let relief = holder.object("relief");
    let filing = |name| relief.as_ref().and_then(|relief| relief.filing(name)).unwrap_or(Filing::Assumed);
    let case = Case {
        id: holder.text("id"),
        kind: kind?,
        residence: residence?,
        stake,
        hedged: hedged(&holder, problems),
        instrument,
        shares,
        pension_business_income: Fact::stated_or(holder.bool("pension_business_income"), false),
        meets_additional_requirements: Fact::stated(holder.bool("meets_additional_requirements")),
        japan_permanent_establishment: Fact::stated_or(holder.bool("japan_permanent_establishment"), false),
        beneficial_owner: Fact::stated_or(holder.bool("beneficial_owner"), true),
        capital_asset: Fact::stated_or(holder.bool("capital_asset"), true),
        us_citizen: Fact::stated_or(holder.bool("us_citizen"), false),
        us_person: Fact::stated(holder.bool("us_person")),
        special_classes,
        relief: Relief { application: filing("application_filed"), second_form: filing("second_form_filed") },
        us: us_facts(&holder),
        dividend: event.dividend(instrument, problems),
        lots,
    };
    amount_in_bounds(&case, given, problems);
    held_in_time(&case, &holder, problems);
    Some(case)
}

/// The dividend's fields, each from its most specific place.
struct Event<'a, 'p> {
    /// Most specific first.
    layers: Vec<Object<'a, 'p>>,
    fx: Option<(&'a str, &'a FxTable)>,
}

impl<'a, 'p> Event<'a, 'p> {
    fn new(given: &Given<'a>, holder: &Object<'a, 'p>, problems: &'p Problems) -> Self {
        let files = given.dividends.iter().rev().filter_map(|node| Object::new(node, "", DIVIDEND, problems));
        let flags = given.flags.iter().rev().map(|(name, node)| Object::of_flag(name, node, DIVIDEND, problems));
        Event { layers: flags.chain(files).chain(holder.object("dividend")).collect(), fx: given.fx }
    }

    /// The layer that states the field, or the least specific one, where its absence is noted.
    fn layer(&self, name: &str) -> Option<&Object<'a, 'p>> {
        self.layers.iter().find(|layer| layer.node(name).is_some())
    }

    fn date(&self, name: &str) -> Option<Day> {
        self.layer(name)?.date(name)
    }

    fn number(&self, name: &str) -> Option<Decimal> {
        self.layer(name)?.number(name)
    }

    fn dividend(&self, instrument: Fact<Instrument>, problems: &Problems) -> Dividend {
        let is_ads = instrument.get() == Some(Instrument::Ads);
        let mut dividend = Dividend {
            kind: Fact::stated_or(
                self.layer("kind").and_then(|layer| layer.word("kind", DividendKind::from_word)),
                DividendKind::Cash,
            ),
            amount: self.amount(problems),
            ads_per_share: self.number("ads_per_share"),
            entitlement_date: self.date("entitlement_date"),
            ex_date: self.date("ex_date"),
            payment_date: self.date("payment_date"),
            depositary_receipt_date: self.date("depositary_receipt_date"),
            fiscal_year_end: self.date("fiscal_year_end"),
            spot: None,
            converted: None,
            earnings_and_profits: Fact::stated_or(
                self.layer("earnings_and_profits_percent")
                    .and_then(|layer| layer.percent("earnings_and_profits_percent")),
                Percent::HUNDRED,
            ),
            basis_usd: self.number("basis_usd"),
            withheld: self.number("withheld_jpy").and_then(whole_yen),
        };
        self.in_order(&dividend, problems);
        let by_depositary = dividend.depositary_receipt_date.filter(|_| is_ads);
        self.rates(&mut dividend, by_depositary, problems);
        dividend
    }

    fn amount(&self, problems: &Problems) -> Amount {
        let stated =
            |layer: &&Object<'a, 'p>| layer.node("per_share_jpy").is_some() || layer.node("gross_jpy").is_some();
        let Some(layer) = self.layers.iter().find(stated) else { return Amount::Unknown };
        match (layer.node("per_share_jpy"), layer.node("gross_jpy")) {
            (Some(_), Some(gross)) => {
                let wanted = "either per_share_jpy or gross_jpy, not both";
                problems.contradiction(gross, &layer.at("gross_jpy"), wanted);
                Amount::Unknown
            }
            (Some(_), None) => layer.number("per_share_jpy").map_or(Amount::Unknown, Amount::PerShare),
            _ => layer.number("gross_jpy").map_or(Amount::Unknown, Amount::Gross),
        }
    }

    fn in_order(&self, dividend: &Dividend, problems: &Problems) {
        let Some(entitled) = dividend.entitlement_date else { return };
        let later = [
            ("payment_date", dividend.payment_date),
            ("depositary_receipt_date", dividend.depositary_receipt_date),
            ("fiscal_year_end", dividend.fiscal_year_end),
        ];
        for (name, day) in later {
            if let (Some(layer), true) = (self.layer(name), day.is_some_and(|day| day < entitled)) {
                let node = layer.node(name).expect("the layer states it");
                problems.contradiction(
                    node,
                    &layer.at(name),
                    format!("a day not before the entitlement date {entitled}"),
                );
            }
        }
    }

    /// Takes the spot rate of the day of inclusion and the rate of conversion from what was given.
    fn rates(&self, dividend: &mut Dividend, by_depositary: Option<Day>, problems: &Problems) {
        let flag = self.layers.iter().find(|layer| layer.is_flag() && layer.node("jpy_per_usd").is_some());
        // A file of rates is more specific than a dividend file, a flag more than both.
        let layer = flag.or_else(|| self.layer("jpy_per_usd").filter(|_| self.fx.is_none()));
        let included_on = by_depositary.or(dividend.payment_date);
        let table = layer.and_then(|layer| {
            let node = layer.node("jpy_per_usd")?;
            let is_table = matches!(node.value, Value::Object(_));
            is_table.then(|| {
                (node.place(), layer.at("jpy_per_usd"), FxTable::from_node(node, &layer.at("jpy_per_usd"), problems))
            })
        });
        let whole_file = |name: &str| Place { file: name.to_owned(), at: None };
        let look_up = |day: Day, place: Option<(Place, String)>| {
            let (place, path, rate) = match (&table, self.fx) {
                (Some((place, path, table)), _) => (place.clone(), path.clone(), table.rate(day)),
                (None, Some((name, fx))) if flag.is_none() => (whole_file(name), String::new(), fx.rate(day)),
                _ => {
                    let (place, path) = place?;
                    problems.add(
                        place,
                        &path,
                        "no rate",
                        "the rate of the conversion, or a table of rates by date",
                        None,
                    );
                    return None;
                }
            };
            let missing =
                |hint| problems.add(place, &path, format!("no rate for {day}"), "a rate of that day", Some(hint));
            rate.map_err(missing).ok()
        };
        dividend.spot = match layer {
            Some(layer) if table.is_none() => layer.number("jpy_per_usd"),
            _ => included_on.and_then(|day| look_up(day, None)),
        };
        let Some(layer) = self.layer("converted") else { return };
        let Some(converted) = layer.object("converted") else { return };
        let Some(date) = converted.date("date") else { return };
        if let (Some(included), Some(node)) = (included_on, converted.node("date"))
            && date < included
        {
            let wanted = format!("a day not before the inclusion on {included}");
            problems.contradiction(node, &converted.at("date"), wanted);
        }
        let rate = match converted.node("jpy_per_usd") {
            Some(_) => converted.number("jpy_per_usd"),
            None => {
                let node = layer.node("converted").expect("the layer states it");
                look_up(date, Some((node.place(), converted.at("jpy_per_usd"))))
            }
        };
        dividend.converted = rate.map(|rate| (date, rate));
    }
}

fn stake(holder: &Object<'_, '_>, kind: Option<HolderKind>, problems: &Problems) -> Stake {
    let percent = holder.percent("ownership_percent");
    let since = holder.date("held_since");
    if let Some(history) = holder.node("ownership_history") {
        for name in ["ownership_percent", "held_since"] {
            if holder.node(name).is_some() {
                problems.contradiction(history, "ownership_history", format!("either it or {name}, not both"));
            }
        }
        return Stake::History(history_steps(holder, problems));
    }
    let percent = match (percent, kind) {
        (Some(percent), _) => Fact::Stated(percent),
        (None, Some(HolderKind::Corporation)) => Fact::Unknown,
        (None, _) => Fact::Assumed(Percent::ZERO),
    };
    Stake::Constant { percent, since }
}

fn history_steps(holder: &Object<'_, '_>, problems: &Problems) -> Vec<(Day, Percent)> {
    let mut steps: Vec<(Day, Percent)> = Vec::new();
    for (node, step) in holder.objects("ownership_history") {
        let (Some(from), Some(percent)) = (step.date("from"), step.percent("percent")) else { continue };
        if let Some((last, _)) = steps.last().filter(|(last, _)| *last >= from) {
            problems.add(
                step.node("from").map_or(node.place(), Node::place),
                &step.at("from"),
                from.to_string(),
                format!("a day after {last}, the one before it in the list"),
                None,
            );
        }
        steps.push((from, percent));
    }
    let is_empty = matches!(holder.node("ownership_history").map(|node| &node.value), Some(Value::List(items)) if items.is_empty());
    if let (Some(node), true) = (holder.node("ownership_history"), is_empty) {
        problems.add(node.place(), "ownership_history", "an empty list", "at least one step", None);
    }
    steps
}

fn lots(holder: &Object<'_, '_>, problems: &Problems) -> Vec<Lot> {
    let mut lots = Vec::new();
    for (_, lot) in holder.objects("lots") {
        let (acquired, disposed) = (lot.date("acquired"), lot.date("disposed"));
        if let (Some(acquired), Some(disposed), Some(node)) = (acquired, disposed, lot.node("disposed"))
            && disposed < acquired
        {
            let wanted = format!("a day not before the acquisition on {acquired}");
            problems.contradiction(node, &lot.at("disposed"), wanted);
        }
        lots.push(Lot { shares: lot.number("shares"), acquired, disposed, cost_usd: lot.number("cost_usd") });
    }
    lots
}

/// The stated number of shares, which the lots must make up when both are given.
fn shares(holder: &Object<'_, '_>, lots: &[Lot], problems: &Problems) -> Option<Decimal> {
    let stated = holder.number("shares");
    let of_lots: Option<Decimal> = lots.iter().map(|lot| lot.shares).sum();
    let of_lots = of_lots.filter(|_| !lots.is_empty());
    if let (Some(stated), Some(of_lots), Some(node)) = (stated, of_lots, holder.node("shares"))
        && stated != of_lots
    {
        problems.contradiction(node, "shares", format!("{} as the lots add up to", of_lots.normalize()));
    }
    stated.or(of_lots)
}

fn hedged(holder: &Object<'_, '_>, problems: &Problems) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for (node, hedge) in holder.objects("hedged") {
        let (Some(first), Some(last)) = (hedge.date("from"), hedge.date("to")) else { continue };
        if last < first {
            let to = hedge.node("to").unwrap_or(&node);
            problems.contradiction(to, &hedge.at("to"), format!("a day not before {first}"));
            continue;
        }
        spans.push(Span { first, last });
    }
    joined(spans)
}

/// The same days as spans in order and apart from each other, so that no day is counted twice.
fn joined(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_by_key(|span| span.first);
    let mut apart: Vec<Span> = Vec::new();
    for span in spans {
        match apart.last_mut() {
            Some(before) if span.first <= before.last => before.last = before.last.max(span.last),
            _ => apart.push(span),
        }
    }
    apart
}

fn us_facts(holder: &Object<'_, '_>) -> UsFacts {
    let us = holder.object("us");
    let us = us.as_ref();
    UsFacts {
        tax_year_begins: us.and_then(|us| us.date("tax_year_begins")),
        filing_status: us.and_then(|us| us.word("filing_status", FilingStatus::from_word)),
        taxable_income_usd: us.and_then(|us| us.number("taxable_income_usd")),
        ordinary_rate: us.and_then(|us| us.number("ordinary_rate_percent")).and_then(Rate::new),
        tax_before_credit_usd: us.and_then(|us| us.number("tax_before_credit_usd")),
        financial_services: Fact::stated_or(us.and_then(|us| us.bool("financial_services")), false),
        pfic: Fact::stated_or(us.and_then(|us| us.bool("pfic")), false),
    }
}

fn whole_yen(value: Decimal) -> Option<Yen> {
    i64::try_from(value).ok().map(Yen::new)
}

/// The gross amount must be one that stays exact through every step: below the bound of yen amounts,
/// and of at most eighteen digits.
pub(super) fn stays_exact(case: &Case) -> bool {
    let (Amount::PerShare(yen), Some(shares)) = (case.dividend.amount, case.shares) else { return true };
    let is_divided_by_less_than_one = || case.dividend.ads_per_share.is_some_and(|ads| ads < Decimal::ONE);
    if let (Ok(yen), Ok(shares)) = (i64::try_from(yen.mantissa()), i64::try_from(shares.mantissa()))
        && i128::from(yen) * i128::from(shares) < i128::from(MOST_YEN)
        && !(case.is_ads() && is_divided_by_less_than_one())
    {
        // Short, and small whatever the decimals are, which only make it smaller: nearly every holding.
        return true;
    }
    let digits = |value: Decimal| value.mantissa().unsigned_abs();
    let is_short = |yen, shares| {
        let product = digits(yen).checked_mul(digits(shares));
        product.is_some_and(|product| product < 10_u128.pow(DIGITS))
    };
    // Zeros at the end do not count, and cost time to take off.
    (is_short(yen, shares) || is_short(yen.normalize(), shares.normalize()))
        && case.gross().is_none_or(|gross| gross < Exact::whole(MOST_YEN))
}

fn amount_in_bounds(case: &Case, given: &Given<'_>, problems: &Problems) {
    if let (Amount::PerShare(yen), Some(shares), false) = (case.dividend.amount, case.shares, stays_exact(case)) {
        problems.add(
            given.holder.place(),
            "shares",
            format!("{shares} shares at {yen} yen"),
            format!("a product below {MOST_YEN} yen with at most {DIGITS} digits, so that every amount stays exact"),
            None,
        );
    }
}

const DIGITS: u32 = 18;
const MOST_YEN: i64 = 100_000_000_000_000;

/// Nobody is entitled to a dividend on a holding that began after the entitlement date.
fn held_in_time(case: &Case, holder: &Object<'_, '_>, problems: &Problems) {
    let (Some(since), Some(entitled)) = (case.stake.since(), case.dividend.entitlement_date) else { return };
    if let (Some(node), true) = (holder.node("held_since"), since > entitled) {
        problems.contradiction(node, "held_since", format!("a day not after the entitlement date {entitled}"));
    }
}
