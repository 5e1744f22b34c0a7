//! What a record states, as it was read: the facts that are kept as they are in a [`Case`], and those that only
//! together make one.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::{
    AcquiredBy, Amount, Case, Dividend, Fact, Field, FieldSet, Filing, FxTable, HolderKind, Instrument, Lot, Ownership,
    SaleKind, SalePlace, Transfer,
};
use crate::units::{Day, Percent, Span};

/// A record's facts. Every row of the table of facts names its place here.
#[derive(Clone, Debug)]
pub struct Stated {
    /// What is stated once is kept there; what follows from several facts is filled in by [`Stated::resolve`].
    pub case: Case,
    /// Which facts are stated.
    pub facts: FieldSet,
    /// Those of them that only a dividend states that holders have in common.
    pub shared: FieldSet,
    pub ownership_percent: Option<Percent>,
    pub held_since: Option<Day>,
    pub ownership_history: Option<Vec<StatedStep>>,
    pub issued_percent: Option<Percent>,
    pub shares: Option<Decimal>,
    pub lots: Vec<StatedLot>,
    pub hedged: Vec<StatedHedge>,
    pub per_share: Option<Decimal>,
    pub gross: Option<Decimal>,
    pub jpy_per_usd: StatedRates,
    pub converted_on: Option<Day>,
    pub converted_at: Option<Decimal>,
    pub sale: StatedSale,
}

/// One step of the share of voting stock over time.
#[derive(Clone, Copy, Debug, Default)]
pub struct StatedStep {
    pub from: Option<Day>,
    pub percent: Option<Percent>,
}

/// Shares that were acquired, and perhaps disposed of, together.
#[derive(Clone, Debug, Default)]
pub struct StatedLot {
    pub shares: Option<Decimal>,
    pub acquired: Option<Day>,
    pub disposed: Option<Day>,
    pub cost_usd: Option<Decimal>,
    pub cost_jpy: Option<Decimal>,
    pub jpy_per_usd: Option<Decimal>,
    pub settled: Option<Day>,
    pub acquired_by: Option<AcquiredBy>,
    pub donor_acquired: Option<Day>,
    pub donor_basis_usd: Option<Decimal>,
    pub value_at_transfer_usd: Option<Decimal>,
    pub id: Option<String>,
}

/// Days of diminished risk of loss.
#[derive(Clone, Copy, Debug, Default)]
pub struct StatedHedge {
    pub from: Option<Day>,
    pub to: Option<Day>,
}

/// What is sold of one lot.
#[derive(Clone, Debug, Default)]
pub struct StatedSoldLot {
    /// Its id, or its position in digits.
    pub lot: Option<String>,
    pub shares: Option<Decimal>,
}

/// One rate, and rates by date.
#[derive(Clone, Debug, Default)]
pub struct StatedRates {
    /// The one rate; none where a table is more specific.
    pub rate: Option<Decimal>,
    /// Rates by date, which may be less specific than the one rate.
    pub table: Option<Arc<FxTable>>,
}

impl StatedRates {
    /// The table, where no rate is more specific.
    pub fn of_days(&self) -> Option<&FxTable> {
        self.table.as_deref().filter(|_| self.rate.is_none())
    }
}

/// The facts of a sale.
#[derive(Clone, Debug, Default)]
pub struct StatedSale {
    pub kind: Option<SaleKind>,
    pub date: Option<Day>,
    pub settled: Option<Day>,
    pub purchases_complete: Option<bool>,
    pub shares: Option<Decimal>,
    pub price_jpy: Option<Decimal>,
    pub price_usd: Option<Decimal>,
    pub proceeds_jpy: Option<Decimal>,
    pub proceeds_usd: Option<Decimal>,
    pub expenses_usd: Option<Decimal>,
    pub jpy_per_usd: StatedRates,
    pub place: Option<SalePlace>,
    pub lots: Option<Vec<StatedSoldLot>>,
    pub basis_usd: Option<Decimal>,
    pub ads_per_share: Option<crate::units::AdsRatio>,
    pub acquired_by: Option<AcquiredBy>,
    pub pfic: Option<bool>,
    pub group_issued_percent: Option<Percent>,
    pub group_percent_before_year: Option<Percent>,
    pub group_percent_in_year: Option<Percent>,
    pub group_sold_percent: Option<Percent>,
    pub real_estate_company: Option<bool>,
    pub listed: Option<bool>,
    pub present_in_japan: Option<bool>,
    pub option_shares: Option<bool>,
    pub taxed_in_residence: Option<bool>,
}

impl Default for Stated {
    /// Nothing is stated. Kind and residence, without which there is no holder, are whatever they are until then.
    fn default() -> Stated {
        Stated {
            case: Case::BLANK,
            facts: FieldSet::NONE,
            shared: FieldSet::NONE,
            ownership_percent: None,
            held_since: None,
            ownership_history: None,
            issued_percent: None,
            shares: None,
            lots: Vec::new(),
            hedged: Vec::new(),
            per_share: None,
            gross: None,
            jpy_per_usd: StatedRates::default(),
            converted_on: None,
            converted_at: None,
            sale: StatedSale::default(),
        }
    }
}

impl Stated {
    /// Fills in what follows from several facts; of a sale the dividend is none.
    #[inline]
    pub fn resolve(&mut self, rates: Option<&FxTable>, is_sale: bool) {
        let case = &mut self.case;
        (case.stated, case.shared) = (self.facts, self.shared);
        match &self.ownership_history {
            None => case.hold(self.ownership_percent, self.held_since),
            Some(steps) => {
                let steps = steps.iter().filter_map(|step| step.from.zip(step.percent));
                case.ownership = Ownership::History(steps.collect());
            }
        }
        let issued = self.issued_percent.map(Fact::Stated);
        let assumed = || Fact::Assumed(case.ownership.largest().unwrap_or(Percent::ZERO));
        case.issued = issued.unwrap_or_else(assumed);
        case.shares = self.shares;
        if !(self.lots.is_empty() && case.lots.is_empty()) {
            case.lots.clear();
            case.lots.extend(self.lots.iter().map(StatedLot::lot));
        }
        if self.shares.is_none() && !self.lots.is_empty() {
            case.shares = self.lots.iter().map(|lot| lot.shares).sum();
        }
        if !(self.hedged.is_empty() && case.hedged.is_empty()) {
            join(&mut case.hedged, &self.hedged);
        }
        if is_sale {
            case.dividend = Dividend::NONE;
            return;
        }
        case.dividend.amount = match (self.per_share, self.gross) {
            (Some(yen), _) => Amount::PerShare(yen),
            (None, Some(yen)) => Amount::Gross(yen),
            (None, None) => Amount::Unknown,
        };
        if !self.facts.contains(Field::Instrument) {
            case.take_instrument();
        }
        let included_on = case.included_on();
        // A file of rates is more specific than those of the dividend.
        let table = rates.or(self.jpy_per_usd.of_days());
        let look_up = |day: Day| table.and_then(|table| table.rate(day).ok());
        case.dividend.spot = match (table, self.jpy_per_usd.rate) {
            (None, rate) => rate,
            // A rate that nobody needs is not missed.
            _ => included_on.filter(|_| case.can_be_us_holder()).and_then(look_up),
        };
        case.dividend.converted = match self.converted_on {
            None => None,
            Some(day) => self.converted_at.or_else(|| look_up(day)).map(|rate| (day, rate)),
        };
    }
}

impl StatedLot {
    fn lot(&self) -> Lot {
        let StatedLot { shares, acquired, disposed, cost_usd, cost_jpy, jpy_per_usd, settled, acquired_by, .. } = *self;
        let StatedLot { donor_acquired, donor_basis_usd, value_at_transfer_usd, .. } = *self;
        let transfer = Transfer { donor_acquired, donor_basis_usd, value_usd: value_at_transfer_usd };
        Lot { shares, acquired, disposed, cost_usd, cost_jpy, cost_spot: jpy_per_usd, settled, acquired_by, transfer }
    }
}

/// The same days as spans in order and apart from each other, so that no day is counted twice.
fn join(apart: &mut Vec<Span>, hedged: &[StatedHedge]) {
    let spans = hedged.iter().filter_map(|hedge| hedge.from.zip(hedge.to));
    let mut spans: Vec<_> = spans.filter(|(from, to)| from <= to).map(|(from, to)| Span::new(from, to)).collect();
    spans.sort_by_key(|span| span.first);
    apart.clear();
    for span in spans {
        match apart.last_mut() {
            Some(before) if span.first <= before.last => before.last = before.last.max(span.last),
            _ => apart.push(span),
        }
    }
}

impl Case {
    /// Puts in place what is held where nobody says it: shares, but of a dividend with a ratio of ADSs, whose holders
    /// have the one or the other, only where nothing depends on it.
    fn take_instrument(&mut self) {
        self.instrument = Fact::Unknown;
        let depends = self.lacks_instrument_for_amounts()
            || self.lacks_instrument_for_inclusion()
            || self.relief.second_form != Filing::Assumed;
        if self.ads_per_share().is_none() || !depends {
            self.instrument = Fact::Assumed(Instrument::Share);
        }
    }

    /// Whether the United States part can speak to the holder at all, so that dollars matter.
    pub fn can_be_us_holder(&self) -> bool {
        self.residence == crate::units::Country::UNITED_STATES
            || matches!(self.kind, HolderKind::Estate | HolderKind::Trust)
            || (self.kind == HolderKind::Individual && self.us_citizen == Fact::Stated(true))
    }
}
