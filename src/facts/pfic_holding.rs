//! A holding of a passive foreign investment company over the years: lots, distributions, sales, prices.

use rust_decimal::Decimal;

use super::HolderKind;
use crate::units::{Day, Exact, Rate, Span, Yen};

/// One holder's shares or ADSs of the company and what happened to them.
///
/// Valid by construction of `input`: every sale is of shares that were held, every distribution falls
/// on a day on which some were, and amounts have few enough digits to add up.
#[derive(Clone, Debug)]
pub struct PficHolding {
    pub id: Option<String>,
    /// An individual, a corporation, an estate or a trust.
    pub kind: HolderKind,
    /// The first day of one tax year of the holder, the first of a month; the others follow by whole years.
    pub tax_year_begins: Option<Day>,
    /// The holder's rate on ordinary income.
    pub ordinary_rate: Option<Rate>,
    /// How many ADSs represent one share, when the lots are ADSs: amounts per share are divided by it.
    pub ads_per_share: Option<crate::units::AdsRatio>,
    /// In order of acquisition.
    pub lots: Vec<HeldLot>,
    /// In order of days.
    pub distributions: Vec<Distribution>,
    /// In order of days.
    pub sales: Vec<HoldingSale>,
    /// Of the last days of tax years, in order.
    pub prices: Vec<YearEndPrice>,
    /// The company's tax years in which it was a PFIC, in order and apart from each other.
    pub pfic_years: Vec<Span>,
    pub mark_to_market: Option<Election>,
    /// The holder files jointly; unknown where it is not stated.
    pub joint: Option<bool>,
    /// What the holder's stock of other PFICs is worth at the end of a tax year.
    pub other_pfic_value_usd: Option<Decimal>,
    /// The shares are owned through another PFIC; not where it is not stated.
    pub owned_through_pfic: bool,
}

/// Shares acquired together.
#[derive(Clone, Debug)]
pub struct HeldLot {
    /// As it was given, or else its place in the list, from 1.
    pub id: String,
    pub shares: Decimal,
    pub acquired: Day,
    /// Of the whole lot.
    pub cost: Money,
}

/// An amount of dollars, or of yen with the rate of its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Money {
    Usd(Decimal),
    Jpy { amount: Decimal, jpy_per_usd: Decimal },
}

impl Money {
    /// In dollars, not rounded.
    pub fn usd(self) -> Exact {
        match self {
            Money::Usd(amount) => amount.into(),
            Money::Jpy { amount, jpy_per_usd } => Exact::ratio(amount, jpy_per_usd),
        }
    }
}

/// One payment of the company on all shares.
#[derive(Clone, Copy, Debug)]
pub struct Distribution {
    pub date: Day,
    /// Shares acquired on it or later do not get the distribution, and those held for days about it give no credit.
    pub ex_date: Option<Day>,
    /// Yen for each share or ADS held.
    pub per_unit: Exact,
    /// Yen for the whole holding.
    pub gross: Exact,
    pub withheld: Yen,
    pub jpy_per_usd: Decimal,
}

/// One sale, with the shares that were sold.
#[derive(Clone, Debug)]
pub struct HoldingSale {
    pub date: Day,
    pub shares: Decimal,
    /// Of all the shares sold.
    pub proceeds: Money,
    /// The lots by their place in the holding, and how many shares of each.
    pub from: Vec<(usize, Decimal)>,
    /// The holder said which shares; otherwise those acquired first are taken.
    pub identified: bool,
}

/// What one share or ADS was worth on the last day of a tax year.
#[derive(Clone, Copy, Debug)]
pub struct YearEndPrice {
    pub date: Day,
    pub per_unit: Exact,
}

/// The tax years of a mark-to-market election, each named by the calendar year in which it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Election {
    pub first_year: i32,
    /// `None` while it lasts.
    pub last_year: Option<i32>,
}

impl Election {
    /// Whether it is in effect in a tax year.
    pub fn covers(self, year: i32) -> bool {
        self.first_year <= year && self.last_year.is_none_or(|last| year <= last)
    }
}

/// Shares with the same acquisition and the same end: what the excess rules look at one by one.
#[derive(Clone, Copy, Debug)]
pub struct Block {
    /// The lot by its place in the holding.
    pub lot: usize,
    pub shares: Decimal,
    pub acquired: Day,
    /// The sale by its place in the holding; `None` while held.
    pub sale: Option<usize>,
    pub sold: Option<Day>,
}

impl Block {
    /// Whether the shares were held when the day began: neither acquired on it nor sold before.
    pub fn is_held_on(&self, day: Day) -> bool {
        self.acquired < day && self.sold.is_none_or(|sold| day <= sold)
    }

    /// Whether the shares get a distribution.
    pub fn gets(&self, date: Day, ex_date: Option<Day>) -> bool {
        self.is_held_on(ex_date.unwrap_or(date))
    }

    /// The days of `window` that count: not the day of acquisition, but the day of the sale.
    pub fn days_held_in(&self, window: Span) -> i32 {
        Span { first: self.acquired.plus_days(1), last: self.sold.unwrap_or(Day::MAX) }.overlap(window).days()
    }

    /// Whether the shares are held when the day ends.
    pub fn is_held_after(&self, day: Day) -> bool {
        self.acquired <= day && self.sold.is_none_or(|sold| day < sold)
    }
}

impl PficHolding {
    /// The lot at its place, as blocks, sales and answers have it.
    #[expect(
        clippy::indexing_slicing,
        reason = "the reader takes sales out of the lots it has read; a test answers random holdings"
    )]
    pub fn lot(&self, place: usize) -> &HeldLot {
        &self.lots[place]
    }

    /// The distribution at its place, as events have it.
    #[expect(
        clippy::indexing_slicing,
        reason = "the place is of an event, which was made of the holding's own list; a test answers random holdings"
    )]
    pub fn distribution(&self, place: usize) -> &Distribution {
        &self.distributions[place]
    }

    /// The sale at its place, as events have it.
    #[expect(
        clippy::indexing_slicing,
        reason = "the place is of an event, which was made of the holding's own list; a test answers random holdings"
    )]
    pub fn sale(&self, place: usize) -> &HoldingSale {
        &self.sales[place]
    }

    /// The lots taken apart by what became of their shares, in order of lots, sold shares first.
    #[expect(
        clippy::indexing_slicing,
        reason = "the reader takes sales out of the lots it has read; a test answers random holdings"
    )]
    pub fn blocks(&self) -> Vec<Block> {
        let mut left: Vec<_> = self.lots.iter().map(|lot| (lot.acquired, lot.shares)).collect();
        let mut blocks = Vec::with_capacity(self.lots.len());
        for (at, sale) in self.sales.iter().enumerate() {
            for &(lot, shares) in &sale.from {
                let (acquired, left) = &mut left[lot];
                *left -= shares;
                blocks.push(Block { lot, shares, acquired: *acquired, sale: Some(at), sold: Some(sale.date) });
            }
        }
        for (lot, (acquired, shares)) in left.into_iter().enumerate().filter(|(_, (_, shares))| !shares.is_zero()) {
            blocks.push(Block { lot, shares, acquired, sale: None, sold: None });
        }
        blocks.sort_by_key(|block| (block.lot, block.sold.unwrap_or(Day::MAX)));
        blocks
    }

    /// The holder's tax year that contains `day`.
    pub fn tax_year(&self, day: Day) -> Span {
        let first = day.year_begun_on(self.tax_year_begins.unwrap_or(Day::ymd(day.year(), 1, 1)));
        Span { first, last: first.plus_months(12).plus_days(-1) }
    }

    /// The tax year that begins in the calendar year `year`.
    pub fn tax_year_named(&self, year: i32) -> Span {
        self.tax_year(Day::ymd(year, 12, 31))
    }

    /// The company's year as a PFIC that contains `day`, if it does.
    pub fn pfic_year(&self, day: Day) -> Option<Span> {
        self.pfic_years.iter().copied().find(|year| year.contains(day))
    }

    /// Whether the company is a PFIC in its year that contains `day` or in the year before; a year that
    /// is no year as a PFIC is taken to have twelve months.
    pub fn is_pfic_or_was_the_year_before(&self, day: Day) -> bool {
        self.pfic_years.iter().any(|year| year.first <= day && (day <= year.last || day <= year.last.plus_months(12)))
    }

    /// Whether shares are held, and the company is a PFIC, on some day of `span`.
    pub fn is_held_as_pfic_in(&self, span: Span) -> bool {
        let held = |block: &Block| Span { first: block.acquired, last: block.sold.unwrap_or(Day::MAX) }.overlap(span);
        let as_pfic = |held: Span| self.pfic_years.iter().any(|year| year.overlap(held).days() > 0);
        self.blocks().iter().map(held).any(as_pfic)
    }

    /// The first day of the company's first year as a PFIC.
    pub fn first_pfic_day(&self) -> Option<Day> {
        self.pfic_years.first().map(|year| year.first)
    }

    /// The first day from `day` on that lies in a year of the company as a PFIC.
    pub fn first_pfic_day_from(&self, day: Day) -> Option<Day> {
        self.pfic_years.iter().find(|year| year.last >= day).map(|year| year.first.max(day))
    }

    /// The days of everything that happened, the last first.
    pub fn last_event(&self) -> Day {
        let distributions = self.distributions.last().map(|distribution| distribution.date);
        let sales = self.sales.last().map(|sale| sale.date);
        let prices = self.prices.last().map(|price| price.date);
        let lots = self.lots.last().map(|lot| lot.acquired);
        [distributions, sales, prices, lots].into_iter().flatten().max().unwrap_or(Day::MIN)
    }
}
