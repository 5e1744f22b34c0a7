//! The excess rules over a whole holding, year by year.

use std::ops::Range;

use super::calendar::Calendar;
use super::credit::is_held_for_credit;
use super::interest::Tables;
use super::spread::Part;
use crate::answer::pfic::{DayCount, LotYear, PficRegime, TaxYear};
use crate::facts::{Block, Distribution, PficHolding};
use crate::law::PficChapter;
use crate::units::{Day, Decimal28, Exact, Usd};

/// A holding laid out for the rules: its blocks of shares, its tax years and its amounts.
pub(super) struct Engine<'a> {
    pub holding: &'a PficHolding,
    pub chapter: &'static PficChapter,
    pub tables: &'a Tables,
    pub regime: PficRegime,
    pub day_count: DayCount,
    pub calendar: Calendar,
    pub blocks: Vec<Begun>,
    /// Of each distribution, for one share or ADS.
    per_unit: Vec<Decimal28>,
    /// Of each tax year, its distributions by their places.
    in_year: Vec<Range<usize>>,
}

/// A block of shares and the beginning of its holding period.
#[derive(Clone, Copy)]
pub(super) struct Begun {
    pub block: Block,
    pub begins: Day,
    pub segment: usize,
    /// The first day of the holding period on which the company is a PFIC, if it ever is.
    pub pfic_from: Option<Day>,
    /// The basis it was left with when an election ended.
    pub marked_basis: Option<Usd>,
}

impl Begun {
    /// Whether the shares are stock of a PFIC on `day`, now or because they were once.
    pub fn is_tainted_on(&self, day: Day) -> bool {
        self.pfic_from.is_some_and(|from| from <= day)
    }
}

/// How a block is treated in a tax year.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Treatment {
    /// Excess distributions and gains; the first year of an election for shares held before.
    Excess,
    Marked,
}

/// The excess distributions of one tax year.
pub(super) struct ExcessYear {
    /// The place of the year's first distribution.
    pub first: usize,
    /// Of each distribution of the year: the excess in dollars, block by block.
    pub parts: Vec<Vec<Part>>,
    /// Of each distribution of the year: the excess in yen.
    pub jpy: Vec<Decimal28>,
    pub lots: Vec<LotYear>,
}

impl<'a> Engine<'a> {
    pub fn new(
        holding: &'a PficHolding,
        chapter: &'static PficChapter,
        tables: &'a Tables,
        regime: PficRegime,
        day_count: DayCount,
    ) -> Engine<'a> {
        let first = holding.lots.iter().map(|lot| lot.acquired).min().unwrap_or(Day::MIN);
        // Shares acquired on a year's last day begin to be held in the next.
        let last = holding.last_event().max(first).plus_days(1);
        let calendar = Calendar::new(holding, tables, first, last);
        let mut engine = Engine {
            blocks: Vec::new(),
            per_unit: holding.distributions.iter().map(|it| Decimal28::from(it.per_unit)).collect(),
            in_year: in_year(holding, &calendar),
            holding,
            chapter,
            tables,
            regime,
            day_count,
            calendar,
        };
        engine.blocks = holding.blocks().into_iter().map(|block| engine.begun(block, None)).collect();
        engine
    }

    /// The block with its holding period, which begins anew on `restart` where it is given.
    fn begun(&self, block: Block, restart: Option<Day>) -> Begun {
        let first = match self.day_count {
            DayCount::Statute => block.acquired.plus_days(1),
            DayCount::Inclusive => block.acquired,
        };
        let begins = restart.map_or(first, |restart| restart.max(first));
        let pfic_from = self.holding.first_pfic_day_from(begins.min(block.sold.unwrap_or(Day::MAX)));
        Begun { block, begins, segment: self.calendar.segment_of(begins), pfic_from, marked_basis: None }
    }

    /// How a block is treated in a year of the calendar.
    pub fn treatment(&self, begun: &Begun, year: &TaxYear) -> Treatment {
        let Some(election) = self.election() else { return Treatment::Excess };
        if !election.covers(year.name) {
            return Treatment::Excess;
        }
        let held_as_pfic_before = begun.pfic_from.is_some_and(|from| from < year.span.first);
        if year.name == election.first_year && held_as_pfic_before { Treatment::Excess } else { Treatment::Marked }
    }

    /// The election, where it is not set aside.
    pub fn election(&self) -> Option<crate::facts::Election> {
        self.holding.mark_to_market.filter(|_| self.regime == PficRegime::MarkToMarket)
    }

    /// The first day of the first tax year after the election, once it is over.
    fn restart(&self) -> Option<Day> {
        let last_year = self.election()?.last_year?;
        Some(self.holding.tax_year_named(last_year).last.plus_days(1))
    }

    /// Blocks as they are held in a year: after an election has ended, their holding period begins anew,
    /// with the basis it has left them.
    pub fn blocks_in(&self, year: &TaxYear, bases: &[Usd]) -> Vec<Begun> {
        match self.restart().filter(|restart| *restart <= year.span.first) {
            None => self.blocks.clone(),
            restart => {
                let anew = |(begun, basis): (&Begun, &Usd)| Begun {
                    marked_basis: Some(*basis),
                    ..self.begun(begun.block, restart)
                };
                self.blocks.iter().zip(bases).map(anew).collect()
            }
        }
    }

    /// Tests every block in every year, in the currency of the distributions.
    pub fn excess_years(&self) -> Vec<ExcessYear> {
        let mut years: Vec<_> = self.in_year.iter().map(ExcessYear::new).collect();
        for begun in &self.blocks {
            self.test(begun, None, &mut years);
            if let Some(restart) = self.restart() {
                self.test(&self.begun(begun.block, Some(restart)), Some(restart), &mut years);
            }
        }
        years
    }

    /// One block: for each share, what was received, what the preceding years allow, and the excess.
    fn test(&self, begun: &Begun, from: Option<Day>, years: &mut [ExcessYear]) {
        let block = &begun.block;
        let shares = Decimal28::from(block.shares);
        let first_year = self.calendar.year_of(begun.begins);
        let last_year = block.sold.map_or(self.calendar.years.len() - 1, |sold| self.calendar.year_of(sold));
        // Shares sold after an ex-dividend date are paid later.
        let paid = self.holding.distributions.iter().filter(|it| block.gets(it.date, it.ex_date));
        let last_year =
            paid.map(|it| self.calendar.year_of(it.date)).max().map_or(last_year, |paid| paid.max(last_year));
        // For each year of the holding period: what the average of a later one counts.
        let mut counted: Vec<Decimal28> = Vec::new();
        let of_holding = self.calendar.years.iter().zip(&self.in_year).zip(years);
        for (at, ((year, places), tested)) in of_holding.enumerate().take(last_year + 1).skip(first_year) {
            let of_year = || {
                let of_holding = self.holding.distributions.iter().zip(&self.per_unit);
                of_holding.take(places.end).skip(places.start)
            };
            let held = |it: &Distribution| block.gets(it.date, it.ex_date) && from.is_none_or(|from| from <= it.date);
            let received: Decimal28 = of_year().filter(|(it, _)| held(it)).map(|(_, per_unit)| *per_unit).sum();
            let preceding_years = counted.len().min(self.chapter.preceding_years);
            let preceding: Decimal28 = counted.iter().skip(counted.len() - preceding_years).copied().sum();
            counted.push(received);
            let applies = self.applies(begun, year, from);
            if received.is_zero() || !applies {
                continue;
            }
            let over = (preceding_years as i32).max(1);
            let average = preceding / Decimal28::whole(over);
            let threshold = preceding * self.excess_over() / Decimal28::whole(over);
            let is_first = at == first_year;
            let excess = if is_first { Decimal28::ZERO } else { (received - threshold).above_zero() };
            let mut total = Decimal28::ZERO;
            let of_year = of_year().zip(tested.jpy.iter_mut().zip(&mut tested.parts)).filter(|_| !excess.is_zero());
            for ((distribution, per_unit), (jpy, parts)) in of_year.filter(|((it, _), _)| held(it)) {
                if !begun.is_tainted_on(distribution.date) {
                    continue;
                }
                // The share first: it is at most one, where the product has no bound.
                let part = excess * (*per_unit / received);
                let not_income = part * self.prior_share(begun, year, distribution.date);
                if let Some(last) = counted.last_mut() {
                    *last = *last - not_income;
                }
                total += part;
                let part = part * shares;
                *jpy += part;
                let amount = part / Decimal28::from(distribution.jpy_per_usd);
                let is_credited = is_held_for_credit(block, distribution);
                parts.push(Part { begins: begun.begins, segment: begun.segment, amount, is_credited });
            }
            tested.lots.push(LotYear {
                lot: block.lot,
                shares: block.shares,
                acquired: block.acquired,
                sold: block.sold,
                received: received * shares,
                preceding: preceding * shares,
                years: preceding_years,
                average: average * shares,
                threshold: threshold * shares,
                excess: total * shares,
                gain: None,
            });
        }
    }

    /// Whether the test for excess distributions is made in this year: with the holding period begun
    /// anew only after the election, without it only before its end.
    fn applies(&self, begun: &Begun, year: &TaxYear, from: Option<Day>) -> bool {
        let after = self.restart().is_some_and(|restart| restart <= year.span.first);
        after == from.is_some() && self.treatment(begun, year) == Treatment::Excess
    }

    /// 125% as a factor.
    fn excess_over(&self) -> Decimal28 {
        Decimal28::from(Exact::whole(1).percent(self.chapter.excess_over))
    }

    /// The part of an amount spread through `end` that falls on prior years as stock of a PFIC.
    fn prior_share(&self, begun: &Begun, year: &TaxYear, end: Day) -> Decimal28 {
        let first_pfic_day = self.holding.first_pfic_day().unwrap_or(Day::MAX);
        let prior = year.span.first.days_since(begun.begins.max(first_pfic_day)).max(0);
        let all = (end.days_since(begun.begins) + 1).max(1);
        Decimal28::whole(prior) / Decimal28::whole(all)
    }
}

impl ExcessYear {
    fn new(distributions: &Range<usize>) -> ExcessYear {
        ExcessYear {
            first: distributions.start,
            parts: vec![Vec::new(); distributions.len()],
            jpy: vec![Decimal28::ZERO; distributions.len()],
            lots: Vec::new(),
        }
    }
}

fn in_year(holding: &PficHolding, calendar: &Calendar) -> Vec<Range<usize>> {
    let before = |day: Day| holding.distributions.partition_point(|distribution| distribution.date < day);
    let range = |span: crate::units::Span| before(span.first)..before(span.last.plus_days(1));
    calendar.years.iter().map(|year| range(year.span)).collect()
}
