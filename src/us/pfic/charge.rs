//! What an allocated amount costs: ordinary income now, or the highest rate of each prior year with interest.

use super::engine::Engine;
use super::interest::highest_rate;
use super::spread::{Part, Slice, spread};
use crate::answer::pfic::{Beyond, BeyondWhat, Character, Charge, EventKind, Line, PficEvent, TaxYear};
use crate::units::{Day, Decimal28, Usd, to_the_cent, to_the_cent_within};

/// The event that is assessed, and what is known of it before.
pub(super) struct Assessed<'p> {
    pub kind: EventKind,
    pub at: usize,
    pub date: Day,
    pub parts: &'p [Part],
    pub gross: Usd,
    /// Creditable tax for each dollar of the event.
    pub credit_share: Decimal28,
}

/// Rates that the tables do not know, in order.
pub(super) type Unknown = Vec<Beyond>;

impl Engine<'_> {
    /// Spreads the parts of an event and charges what falls on prior years.
    pub(super) fn assess(&self, event: &Assessed<'_>, unknown: &mut Unknown) -> PficEvent {
        let whole: Decimal28 = event.parts.iter().map(|part| part.amount).sum();
        let slices = spread(&self.calendar, event.parts, event.date);
        let current = self.calendar.year_of(event.date);
        let prior = |slice: &&Slice| slice.character == Character::PriorYear;
        let rates: Vec<_> = slices.iter().filter(prior).map(|slice| self.rate(slice, event, unknown)).collect();
        let charged: Vec<_> = slices.iter().filter(prior).zip(&rates).collect();

        let taxes: Vec<_> =
            charged.iter().map(|(slice, rate)| rate.map_or(Decimal28::ZERO, |it| slice.amount.at(it.0))).collect();
        let credited: Vec<_> = event.parts.iter().filter(|part| part.is_credited).copied().collect();
        let credited = spread(&self.calendar, &credited, event.date);
        let of_credited = |slice: &Slice| -> Decimal28 {
            let same = credited.iter().filter(|it| it.year == slice.year && it.character == slice.character);
            same.map(|it| it.amount).sum()
        };
        let credits: Vec<_> = charged
            .iter()
            .zip(&taxes)
            .map(|((slice, _), tax)| (of_credited(slice) * event.credit_share).min(*tax))
            .collect();
        let factors: Vec<_> = charged
            .iter()
            .zip(taxes.iter().zip(&credits))
            .map(|((slice, _), (tax, credit))| self.factor(slice.year, current, *tax - *credit, event, unknown))
            .collect();
        let interests: Vec<_> = taxes
            .iter()
            .zip(&credits)
            .zip(&factors)
            .map(|((tax, credit), factor)| (*tax - *credit) * *factor)
            .collect();

        let total = |parts: &[Decimal28]| parts.iter().copied().sum::<Decimal28>().usd();
        let (tax, credit) = (total(&taxes), total(&credits));
        // Tax of less than half a cent is none, and bears no interest.
        let interest = if tax > credit { total(&interests) } else { Usd::default() };
        let taxes = to_the_cent(tax, &taxes);
        let credits = to_the_cent_within(credit, &credits, &taxes);
        let bears = |(tax, credit): (&Usd, &Usd)| if tax > credit { interest } else { Usd::default() };
        let most: Vec<_> = taxes.iter().zip(&credits).map(bears).collect();
        let interests = to_the_cent_within(interest, &interests, &most);
        let spread = whole.usd();
        // Line 16b is rounded by itself, and what is left of the whole is that of the prior years: no line is off by more
        // than the rounding of the two.
        let ordinary = slices.iter().filter(|slice| !prior(slice)).map(|slice| slice.amount).sum::<Decimal28>().usd();
        let amounts = allocated(&slices, spread, ordinary);
        // Interest beyond the last quarter that is known is open, and the answer says so.
        let ends = self.tables.interest_ends();
        let due = self.calendar.year(current).due.min(ends);
        let figures = taxes.into_iter().zip(credits).zip(factors.into_iter().zip(interests));
        let mut charges = charged.iter().zip(figures).map(|((slice, rate), ((tax, credit), (factor, interest)))| {
            rate.map(|(rate, rate_rule)| Charge {
                rate,
                rate_rule,
                tax,
                credit,
                from: self.calendar.year(slice.year).due.min(ends),
                to: due,
                factor,
                interest,
            })
        });
        let lines: Vec<_> = slices
            .iter()
            .zip(amounts)
            .map(|(slice, allocated)| Line {
                year: self.calendar.year(slice.year).name,
                span: slice.span,
                days: slice.days,
                character: slice.character,
                allocated,
                charge: if slice.character == Character::PriorYear { charges.next().flatten() } else { None },
            })
            .collect();
        PficEvent {
            kind: event.kind,
            at: event.at,
            date: event.date,
            gross_jpy: None,
            excess_jpy: None,
            creditable_jpy: None,
            refundable_jpy: None,
            gross: event.gross,
            spread,
            loss: Usd::default(),
            other_gain: Usd::default(),
            ordinary,
            tax,
            credit,
            interest,
            credit_now: Usd::default(),
            never_qualified: false,
            lines,
        }
    }

    fn rate(
        &self,
        slice: &Slice,
        event: &Assessed<'_>,
        unknown: &mut Unknown,
    ) -> Option<(crate::units::Rate, &'static crate::law::Rule)> {
        let TaxYear { name, span, .. } = *self.calendar.year(slice.year);
        let rate = highest_rate(self.holding.kind, span);
        if rate.is_none() && !slice.amount.above_zero().is_zero() {
            unknown.push(Beyond { kind: event.kind, at: event.at, what: BeyondWhat::HighestRate(name) });
        }
        rate
    }

    /// Interest on one dollar; nothing is asked of the table when there is no tax to bear it.
    fn factor(&self, from: usize, to: usize, tax: Decimal28, event: &Assessed<'_>, unknown: &mut Unknown) -> Decimal28 {
        let factor = self.calendar.factor(from, to);
        if factor.is_none() && !tax.above_zero().is_zero() {
            let what = BeyondWhat::Interest(self.calendar.year(to).due);
            unknown.push(Beyond { kind: event.kind, at: event.at, what });
        }
        factor.unwrap_or(Decimal28::ZERO)
    }
}

/// The amount of each slice in cents: those of ordinary income add up to `ordinary`, all of them to `whole`.
fn allocated(slices: &[Slice], whole: Usd, ordinary: Usd) -> Vec<Usd> {
    let is_prior = |slice: &&Slice| slice.character == Character::PriorYear;
    let (prior, others): (Vec<_>, Vec<_>) = slices.iter().partition(is_prior);
    let cents = |total, slices: Vec<&Slice>| {
        to_the_cent(total, &slices.iter().map(|slice| slice.amount).collect::<Vec<_>>()).into_iter()
    };
    let (mut prior, mut others) = (cents(whole - ordinary, prior), cents(ordinary, others));
    let next = |slice: &Slice| if is_prior(&slice) { prior.next() } else { others.next() };
    slices.iter().map(next).map(Option::unwrap_or_default).collect()
}
