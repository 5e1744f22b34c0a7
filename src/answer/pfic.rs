//! What the engine says about a holding of a passive foreign investment company.

use super::Status;
use crate::facts::{PficHolding, words};
use crate::law::{PficChapter, Rule};
use crate::units::{Day, Decimal28, Rate, Span, Usd, Yen};

/// A holding over its tax years, under the default regime or with its mark-to-market election.
#[derive(Debug)]
pub struct PficAnswer<'a> {
    pub holding: &'a PficHolding,
    pub chapter: &'static PficChapter,
    pub regime: PficRegime,
    pub day_count: DayCount,
    /// In order; only those in which something happened, or the one that was asked for.
    pub years: Vec<PficYear>,
    /// The tax years for which the form is filed: those above, and all others in which shares are held
    /// while the company is a PFIC.
    pub filing: Vec<Filing>,
    /// The rows of tables that a figure was taken from, in the order of the tables.
    pub rows: Vec<&'static Rule>,
    pub notes: Vec<&'static Rule>,
    pub steps: Vec<PficStep>,
    /// Where a return is due after the table of interest ends: what its interest leaves out.
    pub open_interest: Option<OpenInterest>,
}

/// Interest that is calculated up to a day, and open from there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenInterest {
    /// The last day whose rate is known.
    pub known_until: Day,
    /// The last of the due dates to which interest runs.
    pub runs_to: Day,
}

impl PficAnswer<'_> {
    /// Whether every figure is final.
    pub fn status(&self) -> Status {
        if self.open_interest.is_some() { Status::NotEncoded } else { Status::Determined }
    }
}

words! {
    /// By which rules a holding is taxed.
    pub enum PficRegime {
        /// Excess distributions and gains spread over the holding period.
        Default = "default",
        MarkToMarket = "mark_to_market",
    }
}

words! {
    /// Which days of a holding period count.
    pub enum DayCount {
        /// Not the day of acquisition, but the day of the distribution or disposition.
        Statute = "statute",
        /// Both.
        Inclusive = "inclusive",
    }
}

/// One tax year of the holder.
#[derive(Clone, Copy, Debug)]
pub struct TaxYear {
    /// The calendar year in which it begins.
    pub name: i32,
    pub span: Span,
    /// When its return is due.
    pub due: Day,
    pub due_rule: &'static Rule,
}

words! {
    /// Whether the form is filed for a tax year.
    pub enum Duty {
        /// Something happened, or a mark-to-market election is in effect.
        Event = "event",
        /// Its first part alone, for stock that is held.
        PartOne = "part_one",
        NotDue = "not_due",
        /// On what the stock is worth at the end of the year, or on whether the holder files jointly.
        Depends = "depends",
    }
}

/// Whether the form is filed for a tax year in which shares are held, and why.
#[derive(Clone, Debug)]
pub struct Filing {
    pub year: TaxYear,
    pub duty: Duty,
    pub rule: &'static Rule,
    pub because: String,
}

/// What a tax year brings.
#[derive(Debug)]
pub struct PficYear {
    pub year: TaxYear,
    pub events: Vec<PficEvent>,
    /// The test for excess distributions, block by block; gains as well.
    pub lots: Vec<LotYear>,
    /// Marks at the year's end and sales of marked shares, block by block.
    pub marks: Vec<Mark>,
    pub totals: PficTotals,
}

/// Amounts of a tax year, or of all of them.
#[derive(Clone, Copy, Debug, Default)]
pub struct PficTotals {
    pub distributions: Usd,
    pub excess: Usd,
    /// Dividends at ordinary rates.
    pub not_excess: Usd,
    /// Gains under section 1291, marks of the first year among them.
    pub gain: Usd,
    /// Losses that section 1291 leaves to the general rules, as a positive amount.
    pub loss: Usd,
    /// Gains and losses of shares that are no stock of a PFIC; negative for a loss.
    pub other_gain: Usd,
    /// Line 16b.
    pub ordinary: Usd,
    /// Line 16c.
    pub tax: Usd,
    /// Line 16d.
    pub credit: Usd,
    /// Line 16e.
    pub additional: Usd,
    /// Line 16f.
    pub interest: Usd,
    /// Creditable now under section 901.
    pub credit_now: Usd,
    /// Marked to market: lines 10c and 13c where they are gains.
    pub marked_income: Usd,
    /// Lines 12 and 14b.
    pub marked_loss: Usd,
    /// Line 14c, under the general rules on losses.
    pub capital_loss: Usd,
}

words! {
    /// What is spread over a holding period.
    pub enum EventKind {
        Distribution = "distribution",
        Sale = "sale",
        /// The increase in value at the end of an election's first year.
        Mark = "mark",
    }
}

/// A distribution, a sale or a mark, and its allocation.
#[derive(Debug)]
pub struct PficEvent {
    pub kind: EventKind,
    /// Its place among the distributions or sales of the holding; of a mark, the year's price.
    pub at: usize,
    pub date: Day,
    /// Of a distribution, in yen.
    pub gross_jpy: Option<Decimal28>,
    pub excess_jpy: Option<Decimal28>,
    /// Of the tax withheld on it: what is due, on shares held long enough, and what can be claimed back.
    pub creditable_jpy: Option<Yen>,
    pub refundable_jpy: Option<Yen>,
    /// The distribution, or the proceeds, or the market value.
    pub gross: Usd,
    /// The excess distribution or the gain: what is allocated.
    pub spread: Usd,
    /// The losses of a sale, as a positive amount.
    pub loss: Usd,
    pub other_gain: Usd,
    pub lines: Vec<Line>,
    pub ordinary: Usd,
    pub tax: Usd,
    pub credit: Usd,
    pub interest: Usd,
    /// The part of the tax withheld that is credited now.
    pub credit_now: Usd,
    /// Of a distribution: what is not in excess is no qualified dividend.
    pub never_qualified: bool,
}

words! {
    /// What the days of a line are.
    pub enum Character {
        /// Before the company's first year as a PFIC: ordinary income now.
        BeforePfic = "before_pfic",
        /// A prior year as stock of a PFIC: highest rate and interest.
        PriorYear = "prior_year",
        /// The tax year of the event: ordinary income.
        CurrentYear = "current_year",
    }
}

/// What is allocated to the days of one tax year that have the same character.
#[derive(Clone, Debug)]
pub struct Line {
    pub year: i32,
    pub span: Span,
    /// Of one holding period; none where several of different lengths are added.
    pub days: Option<i32>,
    pub character: Character,
    pub allocated: Usd,
    /// Of prior years.
    pub charge: Option<Charge>,
}

/// The tax and interest of a prior year.
#[derive(Clone, Copy, Debug)]
pub struct Charge {
    pub rate: Rate,
    pub rate_rule: &'static Rule,
    pub tax: Usd,
    pub credit: Usd,
    /// Interest runs on the days after this one.
    pub from: Day,
    pub to: Day,
    /// Interest on one dollar.
    pub factor: Decimal28,
    pub interest: Usd,
}

/// The test of one block of shares in one tax year.
#[derive(Clone, Copy, Debug)]
pub struct LotYear {
    pub lot: usize,
    pub shares: rust_decimal::Decimal,
    pub acquired: Day,
    pub sold: Option<Day>,
    /// Line 15a, in yen.
    pub received: Decimal28,
    /// Line 15b: of the preceding years, an excess only as far as it was income.
    pub preceding: Decimal28,
    /// How many preceding years there are, at most three.
    pub years: usize,
    /// Line 15c.
    pub average: Decimal28,
    /// Line 15d.
    pub threshold: Decimal28,
    /// Line 15e, in yen.
    pub excess: Decimal28,
    /// Line 15f, a loss when negative.
    pub gain: Option<Decimal28>,
}

/// Shares valued at the end of a tax year, or sold while they are marked.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    pub lot: usize,
    pub shares: rust_decimal::Decimal,
    /// The last day of the year, or the day of the sale.
    pub date: Day,
    pub is_sale: bool,
    /// Line 10a or 13a.
    pub value: Usd,
    /// Line 10b or 13b.
    pub basis: Usd,
    /// Line 11 or 14a: unreversed inclusions before.
    pub unreversed: Usd,
    /// Ordinary income, by this election or, in its first year, by section 1291.
    pub income: Usd,
    /// The income goes through section 1291.
    pub coordinated: bool,
    /// Line 12 or 14b.
    pub loss: Usd,
    /// Line 14c.
    pub capital_loss: Usd,
    /// Sold in a year that is not marked: gain, or loss when negative, under the general rules.
    pub general_gain: Option<Usd>,
    pub basis_after: Usd,
    pub unreversed_after: Usd,
}

/// One rule that was followed, and how.
#[derive(Debug)]
pub struct PficStep {
    pub rule: &'static Rule,
    pub because: String,
}

/// What a table does not know and an event needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beyond {
    pub kind: EventKind,
    /// The event's place, as in [`PficEvent::at`].
    pub at: usize,
    pub what: BeyondWhat,
}

/// Which table, and which entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BeyondWhat {
    /// The highest rate of a tax year.
    HighestRate(i32),
    /// Interest through this day.
    Interest(Day),
    /// The highest rate of a tax year, where it stands in for the holder's own rate.
    OrdinaryRate(i32),
}

impl PficEvent {
    /// Line 16e.
    pub fn additional(&self) -> Usd {
        self.tax - self.credit
    }
}

/// Both regimes over the same lots.
#[derive(Debug)]
pub struct PficComparison<'a> {
    pub default: PficAnswer<'a>,
    pub marked: PficAnswer<'a>,
    pub years: Vec<ComparedYear>,
    /// The rows of the highest rates taken for ordinary income; empty when the holder states a rate.
    pub rate_rules: Vec<&'static Rule>,
    /// The increase in value of shares still held, which the default regime has not taxed yet.
    pub unrealised: Option<Usd>,
}

impl PficComparison<'_> {
    /// What interest is open under either regime.
    pub fn open_interest(&self) -> Option<OpenInterest> {
        let both = [self.default.open_interest, self.marked.open_interest];
        both.into_iter().flatten().max_by_key(|open| open.runs_to)
    }

    /// Whether every figure is final.
    pub fn status(&self) -> Status {
        if self.open_interest().is_some() { Status::NotEncoded } else { Status::Determined }
    }
}

/// One tax year under both.
#[derive(Clone, Copy, Debug)]
pub struct ComparedYear {
    pub name: i32,
    /// On ordinary income.
    pub rate: Rate,
    pub default: YearCost,
    pub marked: YearCost,
}

/// What one tax year costs.
#[derive(Clone, Copy, Debug, Default)]
pub struct YearCost {
    /// Dividends, allocations to the current year, marks; negative when more is deducted.
    pub ordinary: Usd,
    pub tax_on_ordinary: Usd,
    /// Tax withheld that is credited now.
    pub credit: Usd,
    /// Line 16e.
    pub additional: Usd,
    /// Line 16f.
    pub interest: Usd,
    pub total: Usd,
    /// Gain, or loss when negative, under the general rules; not in the total.
    pub capital: Usd,
}
