//! Which rules were followed, and how: steps, rows of tables, notes.

use super::engine::Engine;
use crate::answer::pfic::{Character, Charge, DayCount, EventKind, LotYear, PficEvent, PficRegime, PficStep, PficYear};
use crate::law::{Rule, tables};
use crate::units::{Decimal28, Usd, grouped_decimal};

use rust_decimal::Decimal;

/// The rows of tables that charges were taken from, in the order of the tables.
pub(super) fn rows(engine: &Engine<'_>, years: &[PficYear]) -> Vec<&'static Rule> {
    let charges: Vec<_> = charges(years).collect();
    let mut used: Vec<&'static Rule> = charges.iter().map(|charge| charge.rate_rule).collect();
    used.extend(years.iter().filter(|year| year.totals.tax > NOTHING).map(|year| year.year.due_rule));
    let bearing = charges.iter().filter(|charge| charge.tax > NOTHING);
    let interest = bearing.clone().map(|charge| charge.from).min().zip(bearing.map(|charge| charge.to).max());
    let mut given = None;
    for (_, _, row) in interest.into_iter().flat_map(|(from, to)| engine.tables.rows(from, to)) {
        match row {
            Some(row) => used.push(row),
            None => given = Some(&engine.chapter.details.given_rates),
        }
    }
    let in_order = tables::rules().filter(|rule| used.contains(rule));
    in_order.chain(given).collect()
}

pub(super) fn notes(engine: &Engine<'_>, years: &[PficYear]) -> Vec<&'static Rule> {
    let details = engine.chapter.details;
    let spread = years.iter().flat_map(|year| &year.events).any(|event| !event.lines.is_empty());
    let all = [
        (engine.regime == PficRegime::Default && engine.holding.mark_to_market.is_some(), &details.election_ignored),
        (engine.regime == PficRegime::MarkToMarket, &details.marketable),
        (years.iter().flat_map(|year| &year.events).any(|event| event.never_qualified), &engine.chapter.dividends),
        (super::open_interest(years, engine.tables.interest_ends()).is_some(), &details.open_interest),
        (spread, &details.cents),
        (spread && engine.day_count == DayCount::Statute, &details.day_counts_differ),
        (!years.is_empty(), &details.form_revision),
        (!years.is_empty(), &engine.chapter.form),
    ];
    all.into_iter().filter(|(holds, _)| *holds).map(|(_, rule)| rule).collect()
}

/// Every rule followed: those on the whole holding, then year by year.
pub(super) fn steps(engine: &Engine<'_>, years: &[PficYear]) -> Vec<PficStep> {
    let mut steps = Steps(Vec::new());
    let (chapter, details) = (engine.chapter, engine.chapter.details);
    match engine.election() {
        None => steps.add(&chapter.default_regime, "there is no mark-to-market election".to_owned()),
        Some(election) => {
            let until = election.last_year.map_or(String::new(), |last| format!(" through {last}"));
            steps.add(&chapter.election, format!("elected from tax year {}{until}", election.first_year));
            steps.add(&details.election_years, format!("the first is {}", election.first_year));
            steps.add(&details.marketable, "taken to be marketable".to_owned());
        }
    }
    match engine.holding.first_pfic_day() {
        Some(day) => steps.add(&details.taint, format!("a PFIC since the year that begins on {day}")),
        None => steps.add(&details.taint, "never a PFIC".to_owned()),
    }
    match engine.day_count {
        DayCount::Statute => steps.add(&details.days_statute, "asked for: statute".to_owned()),
        DayCount::Inclusive => steps.add(&details.days_inclusive, "asked for: inclusive".to_owned()),
    }
    for year in years {
        steps.year(engine, year);
    }
    steps.0
}

struct Steps(Vec<PficStep>);

const NOTHING: Usd = Usd::from_cents(0);

impl Steps {
    fn add(&mut self, rule: &'static Rule, because: String) {
        self.0.push(PficStep { rule, because });
    }

    fn year(&mut self, engine: &Engine<'_>, year: &PficYear) {
        let (chapter, details, name) = (engine.chapter, engine.chapter.details, year.year.name);
        self.test(engine, year);
        for event in &year.events {
            match event.kind {
                EventKind::Distribution => self.distribution(engine, event),
                EventKind::Sale => self.sale(engine, event),
                EventKind::Mark => {
                    self.add(&details.coordination, format!("{}: an increase of {}", event.date, usd(event.spread)));
                }
            }
            self.allocation(engine, event);
        }
        let totals = &year.totals;
        if totals.tax > NOTHING {
            let charges = year.events.iter().flat_map(|event| &event.lines).filter_map(|line| line.charge.as_ref());
            let earliest = charges.map(|charge| charge.from).min().unwrap_or(year.year.due);
            self.add(&details.highest_rate, format!("{name}: {} in tax", usd(totals.tax)));
            let runs = format!("{name}: from {earliest} at the earliest, to {}", year.year.due);
            self.add(&chapter.interest, format!("{runs}: {}", usd(totals.interest)));
            self.add(&details.compounding, runs);
        }
        self.marks(engine, year);
        if totals.not_excess > NOTHING && year.events.iter().any(|event| event.never_qualified) {
            self.add(&chapter.dividends, format!("{name}: {} at ordinary rates", usd(totals.not_excess)));
        }
    }

    fn test(&mut self, engine: &Engine<'_>, year: &PficYear) {
        let (chapter, details, name) = (engine.chapter, engine.chapter.details, year.year.name);
        let tested: Vec<_> = year.lots.iter().filter(|lot| !lot.received.is_zero()).collect();
        if tested.is_empty() {
            return;
        }
        let sum = |of: fn(&LotYear) -> Decimal28| yen(tested.iter().map(|lot| of(lot)).sum());
        let (received, average, threshold, excess) =
            (sum(|lot| lot.received), sum(|lot| lot.average), sum(|lot| lot.threshold), sum(|lot| lot.excess));
        let first = tested.iter().filter(|lot| lot.years == 0).count();
        if first > 0 {
            self.add(&details.first_year, format!("{name}: the first year of {first} of {}", lots(tested.len())));
        }
        if first < tested.len() {
            let because = format!(
                "{name}: {received} received; the average of the preceding years is {average}, of which {} is \
                 {threshold}: {excess} in excess",
                chapter.excess_over
            );
            self.add(&chapter.excess, because);
            self.add(
                &details.earlier_excess,
                format!("{name}: the preceding years count {}", sum(|lot| lot.preceding)),
            );
        }
        if tested.len() > 1 {
            self.add(&details.share_by_share, format!("{name}: {} blocks, each by itself", tested.len()));
        }
    }

    fn distribution(&mut self, engine: &Engine<'_>, event: &PficEvent) {
        let (chapter, details) = (engine.chapter, engine.chapter.details);
        let distribution = &engine.holding.distributions[event.at];
        if let Some(excess) = event.excess_jpy.filter(|_| event.spread > NOTHING) {
            let spot = distribution.jpy_per_usd;
            let because = format!("{}: {} at {spot} yen for a dollar: {}", event.date, yen(excess), usd(event.spread));
            self.add(&details.own_currency, because);
        }
        if let Some((rate, treaty)) = chapter.treaty_rate(event.date).filter(|_| distribution.withheld.value() > 0) {
            let withheld = distribution.withheld;
            let due = engine.due_rate(event.date).filter(|due| *due != rate);
            let due = due.map_or(String::new(), |due| format!(", {due} is due"));
            let back = event.refundable_jpy.filter(|yen| yen.value() > 0);
            let back = back.map_or(String::new(), |yen| format!("; {yen} yen can be claimed back"));
            let creditable = event.creditable_jpy.unwrap_or_default();
            self.add(
                &details.creditable,
                format!(
                    "{}: {withheld} yen withheld, the treaty allows {rate}{due}: {creditable} yen{back}",
                    event.date
                ),
            );
            self.add(treaty, format!("{}: {rate} of the gross amount", event.date));
            let (now, prior) = (usd(event.credit_now), usd(event.credit));
            self.add(&chapter.credit, format!("{}: {now} credited now, {prior} against prior years", event.date));
        }
    }

    fn sale(&mut self, engine: &Engine<'_>, event: &PficEvent) {
        let (chapter, details) = (engine.chapter, engine.chapter.details);
        let sale = &engine.holding.sales[event.at];
        let which = if sale.identified { &details.identified } else { &details.first_in };
        self.add(which, format!("{}: {} of {}", event.date, shares(sale.shares), lots(sale.from.len())));
        if event.spread > NOTHING {
            self.add(&chapter.gain, format!("{}: a gain of {}", event.date, usd(event.spread)));
        }
        if event.loss > NOTHING {
            self.add(&details.loss, format!("{}: a loss of {}", event.date, usd(event.loss)));
        }
        if event.other_gain != NOTHING {
            let because =
                format!("{}: {} on shares that never were stock of a PFIC", event.date, usd(event.other_gain));
            self.add(&details.taint, because);
        }
    }

    fn allocation(&mut self, engine: &Engine<'_>, event: &PficEvent) {
        let (chapter, details) = (engine.chapter, engine.chapter.details);
        let (Some(first), Some(last)) = (event.lines.first(), event.lines.last()) else { return };
        let days: Option<i32> = event.lines.iter().map(|line| line.days).sum();
        let days = days.map_or("the days of each lot".to_owned(), |days| format!("{days} days"));
        let (from, to) = (first.span.first, last.span.last);
        self.add(&chapter.allocation, format!("{}: {} over {days}, {from} to {to}", event.date, usd(event.spread)));
        let of = |character| {
            let lines = event.lines.iter().filter(|line| line.character == character);
            lines.map(|line| line.allocated).fold(NOTHING, |sum, part| sum + part)
        };
        for (rule, character) in [
            (&details.pre_pfic, Character::BeforePfic),
            (&chapter.prior_years, Character::PriorYear),
            (&chapter.current_year, Character::CurrentYear),
        ] {
            if of(character) > NOTHING {
                self.add(rule, format!("{}: {}", event.date, usd(of(character))));
            }
        }
    }

    fn marks(&mut self, engine: &Engine<'_>, year: &PficYear) {
        let (chapter, details, name) = (engine.chapter, engine.chapter.details, year.year.name);
        let totals = &year.totals;
        if totals.marked_income > NOTHING {
            self.add(&chapter.inclusion, format!("{name}: {}", usd(totals.marked_income)));
            self.add(&chapter.ordinary_rates, format!("{name}: {}", usd(totals.marked_income)));
        }
        if year.marks.iter().any(|mark| mark.basis > mark.value) {
            let unreversed = year.marks.iter().map(|mark| mark.unreversed).fold(NOTHING, |sum, part| sum + part);
            self.add(&details.unreversed, format!("{name}: {} before", usd(unreversed)));
            self.add(&chapter.limited_loss, format!("{name}: {}", usd(totals.marked_loss)));
        }
        if let Some(after) =
            year.marks.iter().filter(|mark| !mark.is_sale).map(|mark| mark.basis_after).reduce(|sum, part| sum + part)
        {
            self.add(&chapter.basis, format!("{name}: {} after", usd(after)));
        }
        if year.marks.iter().any(|mark| mark.is_sale && mark.general_gain.is_none()) {
            self.add(&details.marked_sale, format!("{name}: {} under the general rules", usd(totals.capital_loss)));
        }
        if let Some(gain) = year.marks.iter().filter_map(|mark| mark.general_gain).reduce(|sum, part| sum + part) {
            self.add(&details.unmarked_year, format!("{name}: sold with {} under the general rules", usd(gain)));
        }
        let elected = engine.election().is_some_and(|election| election.covers(name));
        if elected && engine.holding.pfic_year(year.year.span.last).is_none() {
            self.add(&details.unmarked_year, format!("{name}: the company is no PFIC on {}", year.year.span.last));
        }
        let after = engine.election().and_then(|election| election.last_year).is_some_and(|last| last < name);
        if after {
            self.add(&details.restart, format!("{name}: the election has ended"));
        }
    }
}

fn charges(years: &[PficYear]) -> impl Iterator<Item = &Charge> {
    let lines = years.iter().flat_map(|year| &year.events).flat_map(|event| &event.lines);
    lines.filter_map(|line| line.charge.as_ref())
}

fn lots(count: usize) -> String {
    if count == 1 { "1 lot".to_owned() } else { format!("{count} lots") }
}

fn shares(count: Decimal) -> String {
    let noun = if count == Decimal::ONE { "share" } else { "shares" };
    format!("{} {noun}", grouped_decimal(count))
}

fn usd(usd: Usd) -> String {
    usd.to_string()
}

fn yen(yen: Decimal28) -> String {
    format!("{} yen", grouped_decimal(yen.decimal(2)))
}
