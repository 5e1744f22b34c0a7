//! From the cells of a flat record straight to a case, without a tree.
//!
//! Values go through the same functions as the general reader's. Whatever is missing, odd or in
//! contradiction makes this reader give the record up, and the general reader then says why; a test
//! holds the two together on many records.

use rust_decimal::Decimal;

use super::FxTable;
use super::Problem;
use super::alike::{Alikes, Taken};
use super::flat::{Cell, Column, Slot, Slots};
use super::line;
use super::node::Value;
use super::own::Alike;
use super::profile::{near, stays_exact};
use super::reader::Problems;
use super::record::Shared;
use super::scalar;
use super::scan::Scanner;
use super::spans::Place;
use super::spec::Wire;
use super::words::Padded;
use crate::facts::{Amount, Case, DividendKind, Fact, Filing, HolderKind, Instrument};
use crate::law::Law;
use crate::units::{Day, Exact, Percent, Rate, Yen};

/// Reads record after record into the same case, or into the case of its kind, to which an `R` is attached.
#[derive(Debug)]
pub struct Quick<'a, R> {
    scanner: Scanner,
    draft: Draft<'a>,
    /// The kinds that came before: where a record is of one of them, nothing else of it has to be read.
    pub alikes: Alikes<R>,
}

/// The case being put together.
#[derive(Debug)]
struct Draft<'a> {
    shared: Shared<'a>,
    /// What every record begins from; none when the shared facts need the general reader.
    blank: Option<Case>,
    /// The daily rates, from their own file or from the shared dividend.
    rates: Option<Rates<'a>>,
    case: Case,
    slots: Slots,
    /// Those that an earlier record stated and that were not put back since, as bits.
    touched: u64,
    id: String,
    ownership: Option<Percent>,
    since: Option<Day>,
    /// Where in its text the values stand that are its own.
    places: Vec<Place>,
}

#[derive(Debug)]
enum Rates<'a> {
    File(&'a FxTable),
    Shared(FxTable),
}

impl<'a, R: Default> Quick<'a, R> {
    /// A reader of records that share these facts; the problems of the shared facts, if there are any.
    pub fn new(shared: Shared<'a>) -> Result<Quick<'a, R>, Vec<Problem>> {
        let case = shared.blank()?;
        let mut rates = shared.fx.map(|(_, table)| Rates::File(table));
        let dividend = shared.dividend.map(super::Document::parse).transpose()?;
        let dividend = dividend.as_ref();
        if let (None, Some(node)) = (&rates, dividend.and_then(|dividend| dividend.get("jpy_per_usd")))
            && matches!(node.value, Value::Object(_))
        {
            rates = Some(Rates::Shared(FxTable::from_node(node, "jpy_per_usd", &Problems::default())));
        }
        let is_plain = dividend.is_none_or(|dividend| dividend.get("converted").is_none());
        let draft = Draft {
            shared,
            blank: is_plain.then(|| case.clone()),
            rates,
            case,
            slots: Slots::default(),
            touched: 0,
            id: String::new(),
            ownership: None,
            since: None,
            places: Vec::new(),
        };
        Ok(Quick { scanner: Scanner::default(), draft, alikes: Alikes::new() })
    }

    /// Reads the JSON record that begins at a place, and tells where its line ends; none when the general reader has to.
    #[inline(never)]
    pub fn json(&mut self, text: Padded<'_>, at: usize) -> Option<(Taken<'_, R>, usize)> {
        let draft = &mut self.draft;
        draft.begin()?;
        let end = self.scanner.scan(text, at, |slot, cell, at| draft.take(slot, cell, at))?;
        Some((self.finish::<false>(text, at, end)?, end))
    }

    /// Reads the line that begins at a place, one cell for each column, and tells where it ends; none when the general
    /// reader has to.
    #[inline(never)]
    pub fn line(
        &mut self,
        columns: &[Option<&'static Column>],
        text: Padded<'_>,
        at: usize,
    ) -> Option<(Taken<'_, R>, usize)> {
        let draft = &mut self.draft;
        draft.begin()?;
        let end = line::cells(columns, text, at, |column, text, at| draft.take_cell(column, text, at))?;
        Some((self.finish::<true>(text, at, end)?, end))
    }

    /// Completes the record of text that was read from a place to the end of its line.
    fn finish<const CSV: bool>(&mut self, text: Padded<'_>, at: usize, end: usize) -> Option<Taken<'_, R>> {
        let Quick { draft, alikes, .. } = self;
        let law = draft.finish()?;
        Some(alikes.keep::<CSV>(text, at..end + 1, &draft.places, &draft.case, law))
    }

    /// Reads a row of cells; none when the general reader has to. It is kept by its key, where it has one, and by all of its
    /// own cells.
    pub fn row<'c>(
        &mut self,
        key: Option<(&[u64], &Alike<'_>)>,
        cells: impl Iterator<Item = (&'static Column, Cell<'c>)>,
    ) -> Option<Taken<'_, R>> {
        let Quick { draft, alikes, .. } = self;
        draft.begin()?;
        each(cells, |slot, cell| draft.set(slot, cell))?;
        let law = draft.finish()?;
        let case = &draft.case;
        Some(match key {
            Some((key, own)) => alikes.keep_row(key, own.slots, case, law),
            None => Taken { case, law, attached: None },
        })
    }
}

/// Hands each cell that states something to `set`, until that or a column without a slot gives up.
#[inline(always)]
fn each<'c>(
    cells: impl Iterator<Item = (&'static Column, Cell<'c>)>,
    mut set: impl FnMut(Slot, Cell<'c>) -> Option<()>,
) -> Option<()> {
    for (column, cell) in cells {
        match (column.slot, cell) {
            (_, Cell::Null) => {}
            (Some(slot), cell) => set(slot, cell)?,
            (None, _) => return None,
        }
    }
    Some(())
}

impl Draft<'_> {
    fn begin(&mut self) -> Option<()> {
        self.blank.as_ref()?;
        // The id keeps its memory from record to record.
        if let Some(id) = self.case.id.take() {
            self.id = id;
        }
        self.touched |= self.slots.stated;
        (self.slots, self.ownership, self.since) = (Slots::default(), None, None);
        self.places.clear();
        Some(())
    }

    /// Takes a value whose text begins at a place.
    #[inline(always)]
    fn take(&mut self, slot: Slot, cell: Cell<'_>, at: usize) -> Option<()> {
        if let Cell::Text(text) | Cell::Number(text) = cell
            && slot.is_own()
        {
            self.places.push((slot, at..at + text.len()));
        }
        self.set(slot, cell)
    }

    /// The same of a cell, which may be empty.
    #[inline(always)]
    fn take_cell(&mut self, column: &'static Column, text: &str, at: usize) -> Option<()> {
        let Some(slot) = column.slot else {
            // What states nothing needs no slot.
            return text.is_empty().then_some(());
        };
        if text.is_empty() && slot.is_own() {
            self.places.push((slot, at..at));
        }
        self.take(slot, column.cell(text), at)
    }

    #[inline(always)]
    fn set(&mut self, slot: Slot, cell: Cell<'_>) -> Option<()> {
        if matches!(cell, Cell::Null) {
            return self.slots.note_null(slot);
        }
        self.slots.note(slot)?;
        let Draft { case, .. } = self;
        let dividend = &mut case.dividend;
        match slot {
            Slot::Id => {
                let mut id = std::mem::take(&mut self.id);
                id.clear();
                push_id(&mut id, cell)?;
                case.id = Some(id);
            }
            Slot::Kind => case.kind = HolderKind::from_word(text(cell)?)?,
            Slot::Residence => case.residence = scalar::country(text(cell)?).ok()?,
            Slot::OwnershipPercent => self.ownership = Some(Percent::new(number(cell, Wire::Percent)?)?),
            Slot::HeldSince => self.since = Some(date(cell)?),
            Slot::Instrument => case.instrument = Fact::Stated(Instrument::from_word(text(cell)?)?),
            Slot::Shares => case.shares = Some(number(cell, Wire::Shares)?),
            Slot::PensionBusinessIncome => case.pension_business_income = Fact::Stated(flag(cell)?),
            Slot::MeetsAdditionalRequirements => case.meets_additional_requirements = Fact::Stated(flag(cell)?),
            Slot::JapanPermanentEstablishment => case.japan_permanent_establishment = Fact::Stated(flag(cell)?),
            Slot::BeneficialOwner => case.beneficial_owner = Fact::Stated(flag(cell)?),
            Slot::CapitalAsset => case.capital_asset = Fact::Stated(flag(cell)?),
            Slot::UsCitizen => case.us_citizen = Fact::Stated(flag(cell)?),
            Slot::UsPerson => case.us_person = Fact::Stated(flag(cell)?),
            Slot::ApplicationFiled => case.relief.application = filing(cell)?,
            Slot::SecondFormFiled => case.relief.second_form = filing(cell)?,
            Slot::TaxYearBegins => case.us.tax_year_begins = Some(date(cell)?),
            Slot::OrdinaryRate => case.us.ordinary_rate = Some(Rate::new(number(cell, Wire::Percent)?)?),
            Slot::FinancialServices => case.us.financial_services = Fact::Stated(flag(cell)?),
            Slot::Pfic => case.us.pfic = Fact::Stated(flag(cell)?),
            Slot::DividendKind => dividend.kind = Fact::Stated(DividendKind::from_word(text(cell)?)?),
            Slot::PerShare => dividend.amount = Amount::PerShare(number(cell, Wire::Yen)?),
            Slot::Gross => dividend.amount = Amount::Gross(number(cell, Wire::Yen)?),
            Slot::AdsPerShare => dividend.ads_per_share = Some(number(cell, Wire::AdsPerShare)?),
            Slot::EntitlementDate => dividend.entitlement_date = Some(date(cell)?),
            Slot::ExDate => dividend.ex_date = Some(date(cell)?),
            Slot::PaymentDate => dividend.payment_date = Some(date(cell)?),
            Slot::DepositaryReceiptDate => dividend.depositary_receipt_date = Some(date(cell)?),
            Slot::FiscalYearEnd => dividend.fiscal_year_end = Some(date(cell)?),
            Slot::JpyPerUsd => dividend.spot = Some(number(cell, Wire::JpyPerUsdOrTable)?),
            Slot::EarningsAndProfits => {
                dividend.earnings_and_profits = Fact::Stated(Percent::new(number(cell, Wire::Percent)?)?);
            }
            Slot::BasisUsd => dividend.basis_usd = Some(number(cell, Wire::Dollars)?),
            Slot::Withheld => dividend.withheld = Some(whole_yen(cell)?),
        }
        Some(())
    }

    /// What an earlier record stated and this one does not is again what every record begins from. The records of
    /// a register mostly have the same fields, so that this is far less than to begin each from a copy.
    fn put_back(&mut self) {
        let left = self.touched & !self.slots.stated;
        self.touched = 0;
        if left == 0 {
            return;
        }
        let has_amount = self.states(Slot::PerShare) || self.states(Slot::Gross);
        let Draft { blank: Some(blank), case, .. } = self else { return };
        let (dividend, shared) = (&mut case.dividend, &blank.dividend);
        for slot in Slot::ALL.iter().filter(|slot| left & slot.bit() != 0) {
            match slot {
                // Of every record, or what follows from other fields.
                Slot::Id | Slot::Kind | Slot::Residence | Slot::OwnershipPercent | Slot::HeldSince => {}
                Slot::Instrument => case.instrument = blank.instrument,
                Slot::Shares => case.shares = blank.shares,
                Slot::PensionBusinessIncome => case.pension_business_income = blank.pension_business_income,
                Slot::MeetsAdditionalRequirements => {
                    case.meets_additional_requirements = blank.meets_additional_requirements;
                }
                Slot::JapanPermanentEstablishment => {
                    case.japan_permanent_establishment = blank.japan_permanent_establishment;
                }
                Slot::BeneficialOwner => case.beneficial_owner = blank.beneficial_owner,
                Slot::CapitalAsset => case.capital_asset = blank.capital_asset,
                Slot::UsCitizen => case.us_citizen = blank.us_citizen,
                Slot::UsPerson => case.us_person = blank.us_person,
                Slot::ApplicationFiled => case.relief.application = blank.relief.application,
                Slot::SecondFormFiled => case.relief.second_form = blank.relief.second_form,
                Slot::TaxYearBegins => case.us.tax_year_begins = blank.us.tax_year_begins,
                Slot::OrdinaryRate => case.us.ordinary_rate = blank.us.ordinary_rate,
                Slot::FinancialServices => case.us.financial_services = blank.us.financial_services,
                Slot::Pfic => case.us.pfic = blank.us.pfic,
                Slot::DividendKind => dividend.kind = shared.kind,
                // Two ways to state one fact.
                Slot::PerShare | Slot::Gross if has_amount => {}
                Slot::PerShare | Slot::Gross => dividend.amount = shared.amount,
                Slot::AdsPerShare => dividend.ads_per_share = shared.ads_per_share,
                Slot::EntitlementDate => dividend.entitlement_date = shared.entitlement_date,
                Slot::ExDate => dividend.ex_date = shared.ex_date,
                Slot::PaymentDate => dividend.payment_date = shared.payment_date,
                Slot::DepositaryReceiptDate => dividend.depositary_receipt_date = shared.depositary_receipt_date,
                Slot::FiscalYearEnd => dividend.fiscal_year_end = shared.fiscal_year_end,
                Slot::JpyPerUsd => dividend.spot = shared.spot,
                Slot::EarningsAndProfits => dividend.earnings_and_profits = shared.earnings_and_profits,
                Slot::BasisUsd => dividend.basis_usd = shared.basis_usd,
                Slot::Withheld => dividend.withheld = shared.withheld,
            }
        }
    }

    fn states(&self, slot: Slot) -> bool {
        self.slots.states(slot)
    }

    /// What follows from several fields together, and whether they go together.
    fn finish(&mut self) -> Option<&'static Law> {
        if !self.states(Slot::Kind)
            || !self.states(Slot::Residence)
            || self.states(Slot::PerShare) && self.states(Slot::Gross)
        {
            return None;
        }
        self.put_back();
        let kind = self.case.kind;
        self.case.hold(self.ownership, self.since);
        let is_estate_or_trust = matches!(kind, HolderKind::Estate | HolderKind::Trust);
        let contradicts = self.states(Slot::PensionBusinessIncome) && kind != HolderKind::PensionFund
            || self.states(Slot::UsCitizen) && kind != HolderKind::Individual
            || self.states(Slot::UsPerson) && !is_estate_or_trust;
        let dividend = &self.case.dividend;
        let is_before = |day: Option<Day>| day.zip(dividend.entitlement_date).is_some_and(|(day, first)| day < first);
        let out_of_order = is_before(dividend.payment_date)
            || is_before(dividend.depositary_receipt_date)
            || is_before(dividend.fiscal_year_end)
            || !is_held_in_time(dividend.entitlement_date, self.since);
        let apart =
            |day: Option<Day>| day.zip(dividend.entitlement_date).is_some_and(|(day, at)| !near(at).contains(day));
        let payment = self.case.payment();
        let gross = payment.gross();
        let impossible = !is_withheld_from_gross(payment.withheld, gross)
            || apart(dividend.ex_date)
            || apart(dividend.fiscal_year_end);
        if impossible || contradicts || out_of_order || !stays_exact(&payment, gross) {
            return None;
        }
        match (&self.rates, self.states(Slot::JpyPerUsd)) {
            (Some(Rates::File(table)), _) => self.case.dividend.spot = spot(&self.case, table)?,
            (Some(Rates::Shared(table)), false) => self.case.dividend.spot = spot(&self.case, table)?,
            _ => {}
        }
        self.shared.law_for(&self.case).ok()
    }
}

/// Whether a holding did not begin after the entitlement date.
#[inline]
pub(super) fn is_held_in_time(entitled: Option<Day>, since: Option<Day>) -> bool {
    since.zip(entitled).is_none_or(|(since, last)| since <= last)
}

/// Whether no more was withheld than is paid, as far as both are stated.
#[inline]
pub(super) fn is_withheld_from_gross(withheld: Option<Yen>, gross: Option<Exact>) -> bool {
    withheld.zip(gross).is_none_or(|(withheld, gross)| Exact::from(withheld) <= gross)
}

/// The rate of the day of inclusion: none without the day, and the outer none without a rate of it.
fn spot(case: &Case, table: &FxTable) -> Option<Option<Decimal>> {
    match case.included_on() {
        Some(day) => table.rate(day).ok().map(Some),
        None => Some(None),
    }
}

#[inline]
fn push_id(id: &mut String, cell: Cell<'_>) -> Option<()> {
    match cell {
        // A column of integers.
        Cell::Decimal(number, 0) => id.push_str(itoa::Buffer::new().format(number)),
        cell => id.push_str(text(cell)?),
    }
    Some(())
}

fn text(cell: Cell<'_>) -> Option<&str> {
    if let Cell::Text(text) = cell { Some(text) } else { None }
}

fn flag(cell: Cell<'_>) -> Option<bool> {
    if let Cell::Bool(is) = cell { Some(is) } else { None }
}

#[inline(always)]
pub(super) fn number(cell: Cell<'_>, wire: Wire) -> Option<Decimal> {
    match cell {
        Cell::Text(digits) | Cell::Number(digits) => scalar::quick_number(digits.as_bytes(), wire),
        Cell::Decimal(mantissa, scale) => scalar::bounded(mantissa, scale, wire),
        _ => None,
    }
}

pub(super) fn whole_yen(cell: Cell<'_>) -> Option<Yen> {
    yen(number(cell, Wire::WholeYen)?)
}

pub(super) fn yen(number: Decimal) -> Option<Yen> {
    i64::try_from(number).ok().map(Yen::new)
}

#[inline]
fn date(cell: Cell<'_>) -> Option<Day> {
    match cell {
        Cell::Text(text) => Day::parse(text),
        Cell::Day(day) => Some(day),
        _ => None,
    }
}

fn filing(cell: Cell<'_>) -> Option<Filing> {
    match cell {
        Cell::Bool(true) => Some(Filing::InTime),
        Cell::Bool(false) => Some(Filing::Missing),
        _ => date(cell).map(Filing::On),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{COLUMNS, PAD};
    use super::*;

    /// Whether a line of these columns is taken here, and not left to the general reader.
    fn is_taken(paths: &[&str], line: &str) -> bool {
        let columns: Vec<_> = paths.iter().map(|path| COLUMNS.iter().find(|column| column.path == *path)).collect();
        let bytes = [line.as_bytes(), &[b'\n'; PAD]].concat();
        let shared = Shared { name: "holders", dividend: None, fx: None, law: None };
        let mut quick = Quick::<()>::new(shared).unwrap();
        quick.line(&columns, Padded::new(&bytes, line.len()).unwrap(), 0).is_some()
    }

    #[test]
    fn what_states_nothing_needs_no_slot() {
        assert!(COLUMNS.iter().any(|column| column.path == "subject_to_tax" && column.slot.is_none()));
        let paths = ["id", "kind", "residence", "subject_to_tax", "dividend.payment_date", "no column"];
        assert!(is_taken(&paths, "a,individual,US,,2006-06-30,\n"));
        assert!(is_taken(&paths, "a,individual,US,\"\",2006-06-30,anything\n"));
        assert!(!is_taken(&paths, "a,individual,US,true,2006-06-30,\n"));
        assert!(!is_taken(&paths, "a,individual,,,2006-06-30,\n"));
    }
}
