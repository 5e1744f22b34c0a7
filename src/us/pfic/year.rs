//! One tax year: its distributions, its sales and its marks, put together.

use super::charge::{Assessed, Unknown};
use super::credit::is_held_for_credit;
use super::engine::{Begun, Engine, ExcessYear, Treatment};
use super::mark::Marked;
use super::spread::Part;
use crate::answer::Silent;
use crate::answer::pfic::{EventKind, LotYear, PficEvent, PficTotals, PficYear, TaxYear};
use crate::facts::{Block, Case, Distribution, HoldingSale};
use crate::japan;
use crate::law::LAWS;
use crate::units::{Day, Decimal28, Exact, Rate, Usd, Yen};

impl Engine<'_> {
    /// Everything that happens in a year of the calendar.
    pub(super) fn year(
        &self,
        year: &TaxYear,
        excess: ExcessYear,
        marked: Marked,
        bases: &[Usd],
        unknown: &mut Unknown,
    ) -> PficYear {
        let distributions = self.holding.distributions.iter().enumerate().skip(excess.first);
        let mut events = Vec::new();
        for ((distribution, parts), jpy) in distributions.zip(&excess.parts).zip(&excess.jpy) {
            events.push(self.distribution(distribution, parts, *jpy, unknown));
        }
        let mut lots = excess.lots;
        let blocks = if self.sales(year).len() == 0 { Vec::new() } else { self.blocks_in(year, bases) };
        for sale in self.sales(year) {
            events.extend(self.sale(sale, year, &blocks, &mut lots, unknown));
        }
        events.extend(self.mark(&marked, unknown));
        events.sort_by_key(|event| event.date);
        lots.sort_by_key(|lot| (lot.lot, lot.sold));
        let totals = totals(&events, &marked);
        PficYear { year: *year, events, lots, marks: marked.marks, totals }
    }

    /// The sales of a tax year, with their places.
    pub(super) fn sales(&self, year: &TaxYear) -> impl ExactSizeIterator<Item = (usize, &HoldingSale)> {
        let before = |day| self.holding.sales.partition_point(|sale| sale.date < day);
        let (first, end) = (before(year.span.first), before(year.span.last.plus_days(1)));
        self.holding.sales.iter().enumerate().take(end).skip(first)
    }

    fn distribution(
        &self,
        (at, distribution): (usize, &Distribution),
        parts: &[Part],
        excess_jpy: Decimal28,
        unknown: &mut Unknown,
    ) -> PficEvent {
        let spot = Exact::from(distribution.jpy_per_usd);
        let due = self.due_rate(distribution.date).map(|rate| distribution.gross.tax_jpy(rate));
        let due = due.map_or(Yen::ZERO, |due| due.min(distribution.withheld));
        let gross = distribution.gross / spot;
        let credited = Exact::from(due) / spot;
        let credit_share = if gross.is_zero() { Decimal28::ZERO } else { Decimal28::from(credited / gross) };
        let held = self.part_held_for_credit(distribution);
        let creditable = credited * held;
        let assessed = Assessed {
            kind: EventKind::Distribution,
            at,
            date: distribution.date,
            parts,
            gross: gross.usd(),
            credit_share,
        };
        let event = self.assess(&assessed, unknown);
        PficEvent {
            gross_jpy: Some(distribution.gross.into()),
            excess_jpy: Some(excess_jpy),
            creditable_jpy: Some((Exact::from(due) * held).floor_jpy()),
            refundable_jpy: Some(distribution.withheld.excess_over(due)),
            // What is not used up by prior years is credited now, with the tax on what is not excess.
            credit_now: creditable.usd() - event.credit,
            never_qualified: self.holding.is_pfic_or_was_the_year_before(distribution.date),
            ..event
        }
    }

    /// What Japan asks of a small holder of listed shares: the rate of the treaty, or its own where that is lower, where
    /// the law is not a company's summary, which does not say it.
    pub(super) fn due_rate(&self, day: Day) -> Option<Rate> {
        let (treaty, _) = self.chapter.treaty_rate(day)?;
        let law = LAWS.iter().find(|law| law.id == self.chapter.law)?;
        if !law.is_enacted || !law.covers.contains(day) {
            return Some(treaty);
        }
        let mut case = Case::BLANK;
        case.dividend.payment_date = Some(day);
        japan::withholding(&case, law, &mut Silent, drop).rate.or(Some(treaty))
    }

    /// The part of the shares that get a distribution and were held long enough for the credit of its tax.
    fn part_held_for_credit(&self, distribution: &Distribution) -> Exact {
        let get = self.blocks.iter().map(|begun| &begun.block);
        let get: Vec<_> = get.filter(|block| block.gets(distribution.date, distribution.ex_date)).collect();
        let shares = |block: &&Block| Exact::from(block.shares);
        let held = get.iter().copied().filter(|block| is_held_for_credit(block, distribution));
        let (held, all): (Exact, Exact) = (held.map(|block| shares(&block)).sum(), get.iter().map(shares).sum());
        if all.is_zero() { Exact::ZERO } else { held / all }
    }

    /// A sale as far as section 1291 or the general rules see it; nothing when all its shares are marked.
    fn sale(
        &self,
        (at, sale): (usize, &HoldingSale),
        year: &TaxYear,
        blocks: &[Begun],
        lots: &mut Vec<LotYear>,
        unknown: &mut Unknown,
    ) -> Option<PficEvent> {
        let sold: Vec<_> = blocks
            .iter()
            .filter(|begun| begun.block.sale == Some(at) && self.treatment(begun, year) == Treatment::Excess)
            .collect();
        if sold.is_empty() {
            return None;
        }
        let (mut parts, mut loss, mut other) = (Vec::new(), Decimal28::ZERO, Decimal28::ZERO);
        for begun in &sold {
            let gain = self.gain(begun, sale);
            if !begun.is_tainted_on(sale.date) {
                other += gain;
                continue;
            }
            let amount = gain.above_zero();
            loss += (-gain).above_zero();
            if !amount.is_zero() {
                parts.push(Part { begins: begun.begins, segment: begun.segment, amount, is_credited: false });
            }
            with_gain(lots, begun, gain);
        }
        let shares: Decimal28 = sold.iter().map(|begun| Decimal28::from(begun.block.shares)).sum();
        let gross = Decimal28::from(sale.proceeds.usd()) * shares / Decimal28::from(sale.shares);
        let assessed = Assessed {
            kind: EventKind::Sale,
            at,
            date: sale.date,
            parts: &parts,
            gross: gross.usd(),
            credit_share: Decimal28::ZERO,
        };
        let event = self.assess(&assessed, unknown);
        Some(PficEvent { loss: loss.usd(), other_gain: other.usd(), ..event })
    }

    /// Dollars realised on a block of a sale less its part of the lot's cost, or less its basis once it was marked.
    fn gain(&self, begun: &Begun, sale: &HoldingSale) -> Decimal28 {
        let block = &begun.block;
        let lot = self.holding.lot(block.lot);
        let realised = sale.proceeds.usd() * Exact::ratio(block.shares, sale.shares);
        let basis = match begun.marked_basis {
            Some(basis) => Exact::from(basis.decimal()),
            None => lot.cost.usd() * Exact::ratio(block.shares, lot.shares),
        };
        Decimal28::difference(realised, basis)
    }

    /// The increase in value of the election's first year, which goes through section 1291.
    fn mark(&self, marked: &Marked, unknown: &mut Unknown) -> Option<PficEvent> {
        let (at, date) = marked.coordinated_on?;
        let parts: Vec<_> = marked.coordinated.iter().filter(|part| !part.amount.is_zero()).copied().collect();
        let gross = marked.coordinated_value;
        let assessed =
            Assessed { kind: EventKind::Mark, at, date, parts: &parts, gross, credit_share: Decimal28::ZERO };
        (!parts.is_empty()).then(|| self.assess(&assessed, unknown))
    }
}

/// Notes the gain of a sale with the block's test, or by itself where nothing was received that year.
fn with_gain(lots: &mut Vec<LotYear>, begun: &Begun, gain: Decimal28) {
    let block = &begun.block;
    let same = |lot: &&mut LotYear| lot.lot == block.lot && lot.sold == block.sold && lot.gain.is_none();
    match lots.iter_mut().find(same) {
        Some(lot) => lot.gain = Some(gain),
        None => lots.push(LotYear {
            lot: block.lot,
            shares: block.shares,
            acquired: block.acquired,
            sold: block.sold,
            received: Decimal28::ZERO,
            preceding: Decimal28::ZERO,
            years: 0,
            average: Decimal28::ZERO,
            threshold: Decimal28::ZERO,
            excess: Decimal28::ZERO,
            gain: Some(gain),
        }),
    }
}

fn totals(events: &[PficEvent], marked: &Marked) -> PficTotals {
    let mut totals = PficTotals::default();
    for event in events {
        match event.kind {
            EventKind::Distribution => {
                totals.distributions = totals.distributions + event.gross;
                totals.excess = totals.excess + event.spread;
                totals.not_excess = totals.not_excess + (event.gross - event.spread);
            }
            EventKind::Sale | EventKind::Mark => totals.gain = totals.gain + event.spread,
        }
        totals.loss = totals.loss + event.loss;
        totals.other_gain = totals.other_gain + event.other_gain;
        totals.ordinary = totals.ordinary + event.ordinary;
        totals.tax = totals.tax + event.tax;
        totals.credit = totals.credit + event.credit;
        totals.additional = totals.additional + event.additional();
        totals.interest = totals.interest + event.interest;
        totals.credit_now = totals.credit_now + event.credit_now;
    }
    for mark in &marked.marks {
        if !mark.coordinated {
            totals.marked_income = totals.marked_income + mark.income;
        }
        totals.marked_loss = totals.marked_loss + mark.loss;
        totals.capital_loss = totals.capital_loss + mark.capital_loss;
        totals.other_gain = totals.other_gain + mark.general_gain.unwrap_or_default();
    }
    totals
}

impl PficTotals {
    /// Line by line.
    pub fn plus(self, other: PficTotals) -> PficTotals {
        let add = |left: Usd, right: Usd| left + right;
        PficTotals {
            distributions: add(self.distributions, other.distributions),
            excess: add(self.excess, other.excess),
            not_excess: add(self.not_excess, other.not_excess),
            gain: add(self.gain, other.gain),
            loss: add(self.loss, other.loss),
            other_gain: add(self.other_gain, other.other_gain),
            ordinary: add(self.ordinary, other.ordinary),
            tax: add(self.tax, other.tax),
            credit: add(self.credit, other.credit),
            additional: add(self.additional, other.additional),
            interest: add(self.interest, other.interest),
            credit_now: add(self.credit_now, other.credit_now),
            marked_income: add(self.marked_income, other.marked_income),
            marked_loss: add(self.marked_loss, other.marked_loss),
            capital_loss: add(self.capital_loss, other.capital_loss),
        }
    }
}
