//! One holder and one dividend, from their trees to a [`Case`].

use rust_decimal::Decimal;

use super::fx::FxTable;
use super::node::Value;
use super::precedence::{Layers, place_of};
use super::reader::{Object, Problems};
use super::spec::{DIVIDEND, HOLDER, grouped};
use super::{Node, Place, Problem};
use crate::facts::{
    Amount, Case, ClassSet, Dividend, DividendKind, Fact, Filing, FilingStatus, HolderKind, Instrument, LobTest, Lot,
    Ownership, Payment, Relief, SpecialClass, UsFacts,
};
use crate::units::Country;
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

impl Given<'_> {
    /// Where a field of the dividend is stated, the most specific place first; else the holder's file.
    pub fn place_of(&self, field: &str) -> Place {
        place_of(field, &self.flags, &self.dividends, &self.holder, "dividend")
    }
}

/// Reads everything and reports as many problems as can be found.
pub fn read_case(given: &Given<'_>) -> Result<Case, Vec<Problem>> {
    let problems = Problems::default();
    let case = read(given, &problems);
    let problems = problems.in_order();
    match case {
        Some(case) if problems.is_empty() => Ok(case),
        _ => Err(problems),
    }
}

fn read(given: &Given<'_>, problems: &Problems) -> Option<Case> {
    let holder = Object::new(&given.holder, "", HOLDER, problems)?;
    let event = Event::new(given, &holder, problems);
    // Read only for its keys: a sale is no part of this question.
    holder.object("sale");
    let case = holder_case(&holder, |instrument, dollars| event.dividend(instrument, dollars, problems), problems)?;
    amount_in_bounds(&case, &holder, problems);
    held_in_time(&case, &holder, problems);
    held_until(&case, &holder, problems);
    withheld_from_gross(&case, given, problems);
    Some(case)
}

/// The holder's facts, with the dividend that `dividend` reads once it is known in which form it is held, and whether
/// its dollars can matter.
pub(super) fn holder_case(
    holder: &Object<'_, '_>,
    dividend: impl FnOnce(Fact<Instrument>, bool) -> Dividend,
    problems: &Problems,
) -> Option<Case> {
    let kind = holder.word("kind", HolderKind::from_word);
    let residence = holder.country("residence");
    let lots = lots(holder, problems);
    let shares = shares(holder, &lots, problems);
    let ownership = ownership(holder, kind, problems);
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
    let us = us_facts(holder);
    parts_of_other_income(holder, &us, problems);
    let dividend = dividend(instrument, can_be_us_holder(holder, kind));
    let hedged = hedged(holder, problems);
    let bool = |name| holder.bool(name);
    let (pension, requirements) = (bool("pension_business_income"), bool("meets_additional_requirements"));
    let (establishment, owner) = (bool("japan_permanent_establishment"), bool("beneficial_owner"));
    let (capital_asset, citizen, us_person) = (bool("capital_asset"), bool("us_citizen"), bool("us_person"));
    let (entitled, subject, elects) =
        (bool("entitled_to_benefits"), bool("subject_to_tax"), bool("elects_prior_treaty"));
    let limbs = holder.words("limitation_on_benefits", LobTest::from_word).into_iter().collect();
    let limbs = holder.node("limitation_on_benefits").map(|_| limbs);
    let issued = issued(holder, kind, &ownership, problems);
    let direct = direct(holder, &ownership, problems);
    let id = holder.text("id");
    // Everything has been read, so that everything wrong with it is known.
    Some(Case {
        id,
        kind: kind?,
        residence: residence?,
        ownership,
        direct,
        held_until: holder.date("held_until"),
        issued,
        hedged,
        instrument,
        shares,
        pension_business_income: Fact::stated_or(pension, false),
        meets_additional_requirements: Fact::stated(requirements),
        limbs,
        entitled_to_benefits: Fact::stated_or(entitled, true),
        subject_to_tax: Fact::stated_or(subject, true),
        elects_prior_treaty: Fact::stated_or(elects, false),
        japan_permanent_establishment: Fact::stated_or(establishment, false),
        beneficial_owner: Fact::stated_or(owner, true),
        capital_asset: Fact::stated_or(capital_asset, true),
        us_citizen: Fact::stated_or(citizen, false),
        us_person: Fact::stated(us_person),
        special_classes,
        relief: Relief { application: filing("application_filed"), second_form: filing("second_form_filed") },
        us,
        dividend,
        sale: None,
        lots,
    })
}

/// The dividend's fields, each from its most specific place.
struct Event<'a, 'p> {
    layers: Layers<'a, 'p>,
    fx: Option<(&'a str, &'a FxTable)>,
}

impl<'a, 'p> Event<'a, 'p> {
    fn new(given: &Given<'a>, holder: &Object<'a, 'p>, problems: &'p Problems) -> Self {
        let layers = Layers::new(&given.flags, &given.dividends, holder.object("dividend"), DIVIDEND, problems);
        Event { layers, fx: given.fx }
    }

    fn layer(&self, name: &str) -> Option<&Object<'a, 'p>> {
        self.layers.layer(name)
    }

    fn date(&self, name: &str) -> Option<Day> {
        self.layers.date(name)
    }

    fn number(&self, name: &str) -> Option<Decimal> {
        self.layers.number(name)
    }

    fn dividend(&self, instrument: Fact<Instrument>, dollars: bool, problems: &Problems) -> Dividend {
        let is_ads = instrument.get() == Some(Instrument::Ads);
        let mut dividend = Dividend {
            kind: Fact::stated_or(
                self.layer("kind").and_then(|layer| layer.word("kind", DividendKind::from_word)),
                DividendKind::Cash,
            ),
            amount: self.amount(problems),
            ads_per_share: self.number("ads_per_share"),
            entitlement_date: self.date("entitlement_date"),
            record_date: self.date("record_date"),
            accounting_period_end: self.date("accounting_period_end"),
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
            listed: Fact::stated_or(self.layer("listed").and_then(|layer| layer.bool("listed")), true),
            investment_income: Fact::stated_or(
                self.layer("investment_income_percent").and_then(|layer| layer.percent("investment_income_percent")),
                Percent::ZERO,
            ),
        };
        self.in_order(&dividend, problems);
        let by_depositary = dividend.depositary_receipt_date.filter(|_| is_ads);
        self.rates(&mut dividend, by_depositary, dollars, problems);
        dividend
    }

    fn amount(&self, problems: &Problems) -> Amount {
        let stated =
            |layer: &&Object<'a, 'p>| layer.node("per_share_jpy").is_some() || layer.node("gross_jpy").is_some();
        let Some(layer) = self.layers.all().find(stated) else { return Amount::Unknown };
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
        let near = near(entitled);
        let about = [
            ("ex_date", dividend.ex_date),
            ("fiscal_year_end", dividend.fiscal_year_end),
            ("record_date", dividend.record_date),
            ("accounting_period_end", dividend.accounting_period_end),
        ];
        for (name, day) in about {
            if let (Some(layer), true) = (self.layer(name), day.is_some_and(|day| !near.contains(day))) {
                let node = layer.node(name).expect("the layer states it");
                let wanted = format!("a day within a year of the entitlement date {entitled}");
                problems.contradiction(node, &layer.at(name), wanted);
            }
        }
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
    fn rates(&self, dividend: &mut Dividend, by_depositary: Option<Day>, dollars: bool, problems: &Problems) {
        let flag = self.layers.all().find(|layer| layer.is_flag() && layer.node("jpy_per_usd").is_some());
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
            // A rate that nobody needs is not missed.
            _ => included_on.filter(|_| dollars).and_then(|day| look_up(day, None)),
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

fn ownership(holder: &Object<'_, '_>, kind: Option<HolderKind>, problems: &Problems) -> Ownership {
    let percent = holder.percent("ownership_percent");
    let since = holder.date("held_since");
    if let Some(history) = holder.node("ownership_history") {
        for name in ["ownership_percent", "held_since"] {
            if holder.node(name).is_some() {
                problems.contradiction(history, "ownership_history", format!("either it or {name}, not both"));
            }
        }
        return Ownership::History(history_steps(holder, problems));
    }
    let percent = match (percent, kind) {
        (Some(percent), _) => Fact::Stated(percent),
        (None, Some(HolderKind::Corporation)) => Fact::Unknown,
        (None, _) => Fact::Assumed(Percent::ZERO),
    };
    Ownership::Constant { percent, since }
}

/// The part of all issued shares: as stated, or else what is stated of the voting stock.
fn issued(
    holder: &Object<'_, '_>,
    kind: Option<HolderKind>,
    ownership: &Ownership,
    problems: &Problems,
) -> Fact<Percent> {
    let stated = holder.percent("issued_percent");
    if let (Some(node), Some(HolderKind::Corporation | HolderKind::PensionFund)) = (holder.node("issued_percent"), kind)
    {
        let wanted = "no such fact: only of an individual it matters how much of all issued shares is held";
        problems.contradiction(node, "issued_percent", wanted);
    }
    Fact::stated_or(stated, ownership.largest().unwrap_or(Percent::ZERO))
}

/// The part of the voting stock that is held directly, which is no more than all of it.
fn direct(holder: &Object<'_, '_>, ownership: &Ownership, problems: &Problems) -> Option<Percent> {
    let direct = holder.percent("direct_ownership_percent")?;
    if let (Some(all), Some(node)) = (ownership.largest(), holder.node("direct_ownership_percent"))
        && direct > all
    {
        problems.contradiction(node, "direct_ownership_percent", format!("at most {all}, all that is owned"));
    }
    Some(direct)
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
    let mut lots: Vec<Lot> = Vec::new();
    let mut ids: Vec<Option<String>> = Vec::new();
    for (node, lot) in holder.objects("lots") {
        let (acquired, disposed) = (lot.date("acquired"), lot.date("disposed"));
        if let (Some(acquired), Some(disposed), Some(node)) = (acquired, disposed, lot.node("disposed"))
            && disposed < acquired
        {
            let wanted = format!("a day not before the acquisition on {acquired}");
            problems.contradiction(node, &lot.at("disposed"), wanted);
        }
        if let (Some(yen), Some(_)) = (lot.node("cost_jpy"), lot.node("cost_usd")) {
            problems.contradiction(yen, &lot.at("cost_jpy"), "either cost_jpy or cost_usd, not both");
        }
        let id = lot.text("id");
        let read = Lot {
            shares: lot.number("shares"),
            acquired,
            disposed,
            cost_usd: lot.number("cost_usd"),
            cost_jpy: lot.number("cost_jpy"),
            cost_spot: lot.number("jpy_per_usd"),
        };
        // Lots of one day can differ in what they cost, or have ids; otherwise they are one lot.
        let twin = lots.iter().zip(&ids).position(|(other, other_id)| {
            let differ =
                |one: Option<Decimal>, other: Option<Decimal>| one.zip(other).is_some_and(|(one, other)| one != other);
            let named = id.as_ref().zip(other_id.as_ref()).is_some_and(|(one, other)| one != other);
            let apart = named || differ(other.cost_usd, read.cost_usd) || differ(other.cost_jpy, read.cost_jpy);
            other.acquired == acquired && other.disposed == disposed && !apart
        });
        if let (Some(twin), true) = (twin, acquired.is_some()) {
            problems.add(
                node.place(),
                &format!("lots[{}]", lots.len()),
                format!("a lot acquired, and disposed of, on the same days as lots[{twin}]"),
                "each lot once",
                Some("add up their shares, or state what each cost".to_owned()),
            );
        }
        ids.push(id);
        lots.push(read);
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
        personal_currency: Fact::stated_or(us.and_then(|us| us.bool("personal_currency_transaction")), false),
        other_preferential_income_usd: us.and_then(|us| us.number("other_preferential_income_usd")),
        modified_adjusted_gross_income_usd: us.and_then(|us| us.number("modified_adjusted_gross_income_usd")),
        net_investment_income_usd: us.and_then(|us| us.number("net_investment_income_usd")),
        personal_exemptions_usd: us.and_then(|us| us.number("personal_exemptions_usd")),
        other_foreign_income_usd: us.and_then(|us| us.number("other_foreign_income_usd")),
        other_foreign_preferential_income_usd: us.and_then(|us| us.number("other_foreign_preferential_income_usd")),
        other_foreign_tax_usd: us.and_then(|us| us.number("other_foreign_tax_usd")),
        foreign_income_deductions_usd: us.and_then(|us| us.number("foreign_income_deductions_usd")),
        elects_adjustment_exception: us.and_then(|us| us.bool("elects_adjustment_exception")),
        elects_no_limitation: us.and_then(|us| us.bool("elects_no_limitation")),
    }
}

/// What is taxed at reduced rates and arises abroad is part of what is taxed so, and of what arises there.
fn parts_of_other_income(holder: &Object<'_, '_>, us: &UsFacts, problems: &Problems) {
    let object = holder.object("us");
    let part = "other_foreign_preferential_income_usd";
    let (Some(stated), Some(us_object)) = (us.other_foreign_preferential_income_usd, &object) else { return };
    let Some(node) = us_object.node(part) else { return };
    let wholes = [
        (us.other_foreign_income_usd, "other_foreign_income_usd"),
        (us.other_preferential_income_usd, "other_preferential_income_usd"),
    ];
    for (_, name) in wholes.into_iter().filter(|(whole, _)| stated > whole.unwrap_or_default()) {
        problems.contradiction(node, &us_object.at(part), format!("at most us.{name}, of which it is a part"));
    }
}

/// Whether the United States part can speak to the holder at all, so that dollars matter.
fn can_be_us_holder(holder: &Object<'_, '_>, kind: Option<HolderKind>) -> bool {
    let resident = holder.country("residence").is_none_or(|country| country == Country::UNITED_STATES);
    let by_person = matches!(kind, Some(HolderKind::Estate | HolderKind::Trust) | None);
    resident || by_person || holder.bool("us_citizen") == Some(true)
}

fn whole_yen(value: Decimal) -> Option<Yen> {
    i64::try_from(value).ok().map(Yen::new)
}

/// The gross amount must be one that stays exact through every step: below the bound of yen amounts,
/// and of at most eighteen digits.
#[inline]
pub(super) fn stays_exact(payment: &Payment, gross: Option<Exact>) -> bool {
    // The numerator has the digits of both factors: where that is small, so is all else, as for nearly every holding.
    gross.is_some_and(|gross| gross.has_numerator_below(MOST_YEN)) || is_long_and_stays_exact(payment, gross)
}

#[inline(never)]
fn is_long_and_stays_exact(payment: &Payment, gross: Option<Exact>) -> bool {
    let (Amount::PerShare(yen), Some(shares)) = (payment.amount, payment.shares) else { return true };
    let digits = |value: Decimal| value.mantissa().unsigned_abs();
    let is_short = |yen, shares| {
        let product = digits(yen).checked_mul(digits(shares));
        product.is_some_and(|product| product < 10_u128.pow(DIGITS))
    };
    // Zeros at the end do not count, and cost time to take off.
    (is_short(yen, shares) || is_short(yen.normalize(), shares.normalize()))
        && gross.is_none_or(|gross| gross < Exact::whole(MOST_YEN))
}

fn amount_in_bounds(case: &Case, holder: &Object<'_, '_>, problems: &Problems) {
    let payment = case.payment();
    if let (Amount::PerShare(yen), Some(shares), false) =
        (payment.amount, payment.shares, stays_exact(&payment, payment.gross()))
    {
        let divided = case.dividend.ads_per_share.filter(|_| case.is_ads());
        let divided = divided.map_or(String::new(), |ads| format!(", {ads} ADSs for one share"));
        let place = holder.node("shares").or(holder.node("lots")).map_or(holder.place(), Node::place);
        problems.add(
            place,
            "shares",
            format!("{shares} shares at {yen} yen{divided}"),
            format!(
                "a gross amount below {} yen, of at most {DIGITS} digits before it is divided, so that every amount stays exact",
                grouped(MOST_YEN as u64)
            ),
            None,
        );
    }
}

/// The days within a year of the entitlement date: no other date of a dividend that must be near it lies outside.
pub(super) fn near(entitled: Day) -> Span {
    Span::new(entitled.minus_months(MOST_MONTHS_APART), entitled.plus_months(MOST_MONTHS_APART))
}

const MOST_MONTHS_APART: u32 = 12;

const DIGITS: u32 = 18;
const MOST_YEN: i64 = 100_000_000_000_000;

/// Nobody is entitled to a dividend on a holding that began after the entitlement date, or that was sold
/// before the ex-dividend date.
fn held_in_time(case: &Case, holder: &Object<'_, '_>, problems: &Problems) {
    let entitled = case.dividend.entitlement_date;
    let late =
        |day: Option<Day>| day.zip(entitled).filter(|(day, entitled)| day > entitled).map(|(_, entitled)| entitled);
    if let (Some(node), Some(entitled)) = (holder.node("held_since"), late(case.ownership.since())) {
        problems.contradiction(node, "held_since", format!("a day not after the entitlement date {entitled}"));
    }
    if let Ownership::History(steps) = &case.ownership
        && let Some(node) = holder.node("ownership_history")
        && let Some(entitled) = late(steps.first().map(|(from, _)| *from))
    {
        let wanted = format!("a first step not after the entitlement date {entitled}");
        problems.contradiction(node, "ownership_history", wanted);
    }
    for (at, lot) in case.lots.iter().enumerate() {
        let Some(node) = holder.node("lots") else { continue };
        let sold = lot.disposed.zip(case.dividend.ex_date).filter(|(sold, ex)| sold < ex);
        if let Some(entitled) = late(lot.acquired) {
            let got = format!("an acquisition on {}", lot.acquired.unwrap_or(entitled));
            let wanted = format!("one not after the entitlement date {entitled}: the lot does not get this dividend");
            problems.add(node.place(), &format!("lots[{at}].acquired"), got, wanted, None);
        }
        if let Some((sold, ex)) = sold {
            let wanted = format!("one not before the ex-dividend date {ex}: the lot does not get this dividend");
            problems.add(node.place(), &format!("lots[{at}].disposed"), format!("a disposal on {sold}"), wanted, None);
        }
    }
}

/// The last day of a holding that is there on the entitlement date.
fn held_until(case: &Case, holder: &Object<'_, '_>, problems: &Problems) {
    let (Some(until), Some(node)) = (case.held_until, holder.node("held_until")) else { return };
    if let Some(since) = case.ownership.since().filter(|since| until < *since) {
        problems.contradiction(node, "held_until", format!("a day not before held_since, {since}"));
    } else if let Some(entitled) = case.dividend.entitlement_date.filter(|entitled| until < *entitled) {
        problems.contradiction(node, "held_until", format!("a day not before the entitlement date {entitled}"));
    }
}

/// No agent can withhold more than is paid.
fn withheld_from_gross(case: &Case, given: &Given<'_>, problems: &Problems) {
    if let (Some(withheld), Some(gross)) = (case.dividend.withheld, case.gross())
        && Exact::from(withheld) > gross
    {
        let got = format!("{} yen", withheld.value());
        let wanted = "at most the gross amount of the dividend";
        problems.add(given.place_of("withheld_jpy"), "dividend.withheld_jpy", got, wanted, None);
    }
}
