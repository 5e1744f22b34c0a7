//! What a record states, as it was read: the facts that are kept as they are in a [`Case`], and those that only
//! together make one.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::{
    AcquiredBy, Amount, Case, Dividend, DollarsAlone, Fact, Field, FieldSet, Filing, FxTable, HolderKind, Instrument,
    Lot, Ownership, SaleKind, SalePlace, Split, Transfer, become_of,
};
use crate::units::{AdsRatio, Day, Exact, Percent, Span, Yen};

use rust_decimal::RoundingStrategy::MidpointAwayFromZero as HALF_AWAY;

/// As many fraction digits as an amount of yen can have.
const YEN_DIGITS: u32 = 6;
/// Of a rate that follows from yen and dollars.
const RATE_DIGITS: u32 = 10;

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
    pub splits: Vec<StatedSplit>,
    pub hedged: Vec<StatedHedge>,
    pub per_share: Option<Decimal>,
    pub gross: Option<Decimal>,
    pub gross_usd: Option<Decimal>,
    pub withheld_usd: Option<Decimal>,
    pub fee_usd: Option<Decimal>,
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
    pub held_from: Option<Day>,
    pub id: Option<String>,
}

/// So many shares become so many others.
#[derive(Clone, Copy, Debug, Default)]
pub struct StatedSplit {
    pub date: Option<Day>,
    pub from: Option<Decimal>,
    pub to: Option<Decimal>,
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
    /// That rate as it is written, where it is dollars for a yen.
    pub inverted: Option<Decimal>,
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
            splits: Vec::new(),
            hedged: Vec::new(),
            per_share: None,
            gross: None,
            gross_usd: None,
            withheld_usd: None,
            fee_usd: None,
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
            if !self.splits.is_empty() {
                let dividend = &case.dividend;
                let of_dividend = dividend.ex_date.or(dividend.entitlement_date).or(dividend.payment_date);
                split(&mut case.lots, &by_day(&self.splits), if is_sale { self.sale.date } else { of_dividend });
            }
        }
        if self.shares.is_none() && !self.lots.is_empty() {
            case.shares = case.lots.iter().map(|lot| lot.shares).sum();
        }
        if !(self.hedged.is_empty() && case.hedged.is_empty()) {
            join(&mut case.hedged, &self.hedged);
        }
        if is_sale {
            case.dividend = Dividend::NONE;
            let ratio = self.sale.ads_per_share.filter(|_| self.sale.kind == Some(SaleKind::Exchange));
            if !self.facts.contains(Field::Instrument) && ratio.is_some_and(|ratio| ratio != AdsRatio::ONE) {
                // What is received for it is a multiple or a part, and which is not said.
                case.instrument = Fact::Unknown;
            }
            return;
        }
        case.dividend.amount = match (self.per_share, self.gross) {
            (Some(yen), _) => Amount::PerShare(yen),
            (None, Some(yen)) => Amount::Gross(yen),
            (None, None) => Amount::Unknown,
        };
        if !self.facts.contains(Field::Withheld) {
            case.dividend.withheld = None;
        }
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
            _ => included_on.filter(|_| case.can_be_us_holder() || self.gross_usd.is_some()).and_then(look_up),
        };
        case.dividend.inverted = self.jpy_per_usd.inverted.filter(|_| table.is_none());
        (case.dividend.in_dollars, case.dividend.withheld_usd) = (None, None);
        if self.facts.and(IN_DOLLARS).is_empty() {
            // Nothing is stated in dollars.
        } else {
            take_dollars(case, self.gross_usd, self.withheld_usd);
        }
        case.dividend.converted = match self.converted_on {
            None => None,
            Some(day) => self.converted_at.or_else(|| look_up(day)).map(|rate| (day, rate)),
        };
    }
}

const IN_DOLLARS: FieldSet = FieldSet::of(&[Field::GrossUsd, Field::WithheldUsd]);

/// Turns what is stated in dollars into yen, at the rate of the inclusion; where the yen are stated as well, that rate is
/// what makes them these dollars. Without either the dollars stand for themselves.
#[inline(never)]
fn take_dollars(case: &mut Case, gross_usd: Option<Decimal>, withheld_usd: Option<Decimal>) {
    let of_yen = case.gross().zip(gross_usd.filter(|usd| !usd.is_zero()));
    let dividend = &mut case.dividend;
    if let (None, Some((yen, usd))) = (dividend.spot, of_yen) {
        dividend.spot = Some((yen / Exact::from(usd)).decimal(RATE_DIGITS)).filter(|rate| !rate.is_zero());
    }
    if let (None, Some(gross), Amount::Unknown) = (dividend.spot, gross_usd, dividend.amount) {
        dividend.in_dollars = Some(DollarsAlone { gross, withheld: withheld_usd });
        return;
    }
    let spot = dividend.spot;
    let yen = |usd: Option<Decimal>| usd?.checked_mul(spot?);
    if let (Some(gross), Amount::Unknown) = (yen(gross_usd), dividend.amount) {
        dividend.amount = Amount::Gross(gross.round_dp(YEN_DIGITS));
    }
    let whole = yen(withheld_usd).map(|yen| yen.round_dp_with_strategy(0, HALF_AWAY));
    let whole = whole.and_then(|yen| i64::try_from(yen).ok()).map(Yen::new);
    if dividend.withheld.is_none() && whole.is_some() {
        (dividend.withheld, dividend.withheld_usd) = (whole, withheld_usd);
    }
}

/// The splits, in order of their days.
fn by_day(splits: &[StatedSplit]) -> Vec<Split> {
    let splits = splits.iter().filter_map(|it| Some(Split { date: it.date?, from: it.from?, to: it.to? }));
    let mut splits: Vec<_> = splits.collect();
    splits.sort_by_key(|split| split.date);
    splits
}

/// Turns each lot into what it has become by the day that is asked about; one that leaves its bounds has no number.
fn split(lots: &mut [Lot], splits: &[Split], day: Option<Day>) {
    for lot in lots {
        let until = [day, lot.disposed].into_iter().flatten().min();
        lot.shares =
            lot.shares.zip(lot.acquired).and_then(|(shares, acquired)| become_of(splits, shares, acquired, until));
    }
}

impl StatedLot {
    fn lot(&self) -> Lot {
        let StatedLot { shares, acquired, disposed, cost_usd, cost_jpy, jpy_per_usd, settled, acquired_by, .. } = *self;
        let StatedLot { donor_acquired, donor_basis_usd, value_at_transfer_usd, held_from, .. } = *self;
        let transfer = Transfer { donor_acquired, donor_basis_usd, value_usd: value_at_transfer_usd, held_from };
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
