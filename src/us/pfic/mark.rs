//! Marking to market: values at year's ends and sales of marked shares, block by block, in whole cents,
//! so that the marks of a life add up to its gain.

use super::engine::{Begun, Engine, Treatment};
use super::spread::Part;
use crate::answer::pfic::{Mark, TaxYear};
use crate::facts::HoldingSale;
use crate::units::{Day, Decimal28, Exact, Usd, to_the_cent};

/// What marking does in one tax year.
#[derive(Default)]
pub(super) struct Marked {
    pub marks: Vec<Mark>,
    /// Increases of the first year that go through section 1291.
    pub coordinated: Vec<Part>,
    /// The place of the price, and its day.
    pub coordinated_on: Option<(usize, Day)>,
    pub coordinated_value: Usd,
}

/// Of one block: its adjusted basis, and its unreversed inclusions.
#[derive(Clone, Copy)]
struct State {
    basis: Usd,
    unreversed: Usd,
}

const NOTHING: Usd = Usd::from_cents(0);

impl Engine<'_> {
    /// The marks of every year of the calendar, and the basis that each block is left with.
    pub(super) fn marked_years(&self) -> (Vec<Marked>, Vec<Usd>) {
        let mut states: Vec<_> = self.costs().into_iter().map(|basis| State { basis, unreversed: NOTHING }).collect();
        let years = self.calendar.years.iter().map(|year| self.marked_year(year, &mut states)).collect();
        (years, states.into_iter().map(|state| state.basis).collect())
    }

    fn marked_year(&self, tax_year: &TaxYear, states: &mut [State]) -> Marked {
        let mut marked = Marked::default();
        let Some(election) = self.election() else { return marked };
        if !election.covers(tax_year.name) {
            return marked;
        }
        for (at, sale) in self.sales(tax_year) {
            self.marked_sale((at, sale), tax_year, states, &mut marked);
        }
        let last = tax_year.span.last;
        let price = self.holding.prices.iter().enumerate().find(|(_, price)| price.date == last);
        let (Some((at, price)), Some(_)) = (price, self.holding.pfic_year(last)) else { return marked };
        for (begun, state) in self.blocks.iter().zip(states).filter(|(begun, _)| begun.block.is_held_after(last)) {
            let value = price.per_unit * Exact::from(begun.block.shares);
            let coordinated = self.treatment(begun, tax_year) == Treatment::Excess;
            let mark = state.at_year_end(begun, last, value.usd(), coordinated);
            if coordinated {
                let amount = Decimal28::from(mark.income);
                marked.coordinated.push(Part {
                    begins: begun.begins,
                    segment: begun.segment,
                    amount,
                    is_credited: false,
                });
                marked.coordinated_on = Some((at, last));
                marked.coordinated_value = marked.coordinated_value + mark.value;
            }
            marked.marks.push(mark);
        }
        marked
    }

    fn marked_sale(
        &self,
        (at, sale): (usize, &HoldingSale),
        year: &TaxYear,
        states: &mut [State],
        marked: &mut Marked,
    ) {
        let of_sale: Vec<_> =
            self.blocks.iter().zip(states).filter(|(begun, _)| begun.block.sale == Some(at)).collect();
        let share = |begun: &Begun| sale.proceeds.usd() * Exact::ratio(begun.block.shares, sale.shares);
        let shares: Vec<_> = of_sale.iter().map(|(begun, _)| Decimal28::from(share(begun))).collect();
        let proceeds = to_the_cent(sale.proceeds.usd().usd(), &shares);
        for ((begun, state), proceeds) in of_sale.into_iter().zip(proceeds) {
            if self.treatment(begun, year) == Treatment::Excess {
                continue;
            }
            let is_pfic = self.holding.pfic_year(sale.date).is_some();
            marked.marks.push(state.at_sale(begun, sale.date, proceeds, is_pfic));
        }
    }

    /// The cost of each block in whole cents; the blocks of a lot add up to its cost.
    fn costs(&self) -> Vec<Usd> {
        let mut costs = Vec::with_capacity(self.blocks.len());
        for blocks in self.blocks.chunk_by(|left, right| left.block.lot == right.block.lot) {
            let [first, ..] = blocks else { continue };
            let lot = self.holding.lot(first.block.lot);
            let part = |begun: &Begun| Decimal28::from(lot.cost.usd() * Exact::ratio(begun.block.shares, lot.shares));
            costs.extend(to_the_cent(lot.cost.usd().usd(), &blocks.iter().map(part).collect::<Vec<_>>()));
        }
        costs
    }
}

impl State {
    fn at_year_end(&mut self, begun: &Begun, date: Day, value: Usd, coordinated: bool) -> Mark {
        let before = *self;
        let mut mark = self.mark(begun, date, value);
        if value > before.basis {
            mark.income = value - before.basis;
            self.unreversed = before.unreversed + mark.income;
            self.basis = value;
        } else {
            mark.loss = (before.basis - value).min(before.unreversed);
            self.unreversed = before.unreversed - mark.loss;
            self.basis = before.basis - mark.loss;
        }
        Mark { coordinated, basis_after: self.basis, unreversed_after: self.unreversed, ..mark }
    }

    fn at_sale(&mut self, begun: &Begun, date: Day, proceeds: Usd, is_pfic: bool) -> Mark {
        let before = *self;
        let mut mark = self.mark(begun, date, proceeds);
        if !is_pfic {
            mark.general_gain = Some(proceeds - before.basis);
        } else if proceeds > before.basis {
            mark.income = proceeds - before.basis;
        } else {
            mark.loss = (before.basis - proceeds).min(before.unreversed);
            mark.capital_loss = before.basis - proceeds - mark.loss;
        }
        *self = State { basis: NOTHING, unreversed: NOTHING };
        Mark { is_sale: true, ..mark }
    }

    fn mark(&self, begun: &Begun, date: Day, value: Usd) -> Mark {
        Mark {
            lot: begun.block.lot,
            shares: begun.block.shares,
            date,
            is_sale: false,
            value,
            basis: self.basis,
            unreversed: self.unreversed,
            income: NOTHING,
            coordinated: false,
            loss: NOTHING,
            capital_loss: NOTHING,
            general_gain: None,
            basis_after: NOTHING,
            unreversed_after: NOTHING,
        }
    }
}
