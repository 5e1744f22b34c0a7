//! Entries that belong together are netted: reversals, late tax, refunds.

use rust_decimal::Decimal;

use super::dollars::{Dollars, Translated, withheld};
use super::sums::whole_yen;
use super::{Booked, Entry, EntryKind, Origin, law_of};
use crate::facts::{Amount, Case, Field, FieldSet};
use crate::law::Law;
use crate::units::{Day, Exact, Span, Yen};

/// A payment, with all entries that belong to it.
#[derive(Clone, Debug)]
pub struct Payment {
    pub origin: Origin,
    pub payer: Option<String>,
    /// With its net amounts.
    pub case: Case,
    /// What the entry states itself.
    pub own: FieldSet,
    /// Later entries that changed it, in the order of the files.
    pub changes: Vec<Change>,
    /// As stated in dollars, and how the yen are known then.
    pub dollars: Dollars,
    pub translated: Option<Translated>,
    /// Of which no amount in yen is known: the case counts in units that no answer shows.
    pub is_in_dollars_alone: bool,
}

/// A later entry on a payment.
#[derive(Clone, Debug)]
pub struct Change {
    pub origin: Origin,
    pub kind: EntryKind,
    pub booked: Option<Day>,
    /// As it was booked.
    pub amount: Option<Booked>,
    /// What it changes of the gross amount and of what is withheld, in yen; of a refund what was paid back.
    pub gross: Option<Exact>,
    pub tax: Option<Exact>,
}

/// An entry that is no part of any payment's withholding.
#[derive(Clone, Debug)]
pub struct Apart {
    pub entry: Entry,
    /// The payment it belongs to, by its position.
    pub of: Option<usize>,
    pub why: &'static str,
}

/// A sale.
#[derive(Clone, Debug)]
pub struct Sold {
    pub origin: Origin,
    pub payer: Option<String>,
    pub case: Case,
}

/// All entries, each at its place.
#[derive(Clone, Debug, Default)]
pub struct Netted {
    pub payments: Vec<Payment>,
    /// Dividends that were taken back whole.
    pub reversed: Vec<Payment>,
    pub apart: Vec<Apart>,
    pub sales: Vec<Sold>,
    tax_year_begins: Option<Day>,
}

impl Netted {
    /// The days of the tax year that begins in a calendar year.
    pub fn span(&self, year: i32) -> Span {
        let stated = self.tax_year_begins;
        let first = |year: i32| match stated {
            // The last day of the year belongs to the tax year that begins in it.
            Some(begins) => Day::ymd(year, 12, 31).year_begun_on(begins),
            None => Day::ymd(year, 1, 1),
        };
        Span::new(first(year), first(year + 1).plus_days(-1))
    }
}

impl Payment {
    /// The day by which it is placed in a year: of its inclusion, or of the payment while that is open.
    pub fn day(&self) -> Option<Day> {
        self.case.included_on().or(self.case.dividend.payment_date)
    }

    /// The calendar year in which the holder's tax year of the payment begins.
    pub fn tax_year(&self) -> Option<i32> {
        let day = self.day()?;
        let begins = match self.case.us.tax_year_begins {
            Some(begins) => day.year_begun_on(begins),
            None => Day::ymd(day.year(), 1, 1),
        };
        Some(begins.year())
    }

    /// What Japan has paid back of it.
    pub fn refunded(&self) -> Yen {
        let refunds = self.changes.iter().filter(|it| it.kind == EntryKind::Refund);
        refunds.filter_map(|it| it.tax).map(whole_yen).fold(Yen::ZERO, |sum, yen| sum + yen)
    }

    fn is_of(&self, entry: &Entry) -> bool {
        let own = (self.payer.as_deref(), self.case.dividend.payment_date);
        // The profile's id is the holder's, and no payment's.
        let states_id = entry.own.contains(Field::Id) && self.own.contains(Field::Id);
        own == entry.payment() && (!states_id || entry.case.id == self.case.id)
    }

    /// What is left of the gross amount, and of the tax where that is stated.
    fn gross_left(&self) -> Option<Exact> {
        let changes = self.changes.iter().filter(|it| it.kind != EntryKind::Refund).filter_map(|it| it.gross);
        // Shares of ADSs can each have a denominator of its own.
        self.case.gross().map(|gross| changes.fold(gross, |left, change| left.plus_within(change, GROSS_PLACES)))
    }

    fn tax_left(&self) -> Option<Exact> {
        let changes = self.changes.iter().filter(|it| it.kind != EntryKind::Refund);
        let changed: Vec<_> = changes.filter_map(|it| it.tax).collect();
        let spot = self.case.dividend.spot.map(Exact::from);
        let in_dollars = self.dollars.withheld.map(Exact::from).zip(spot).map(|(usd, spot)| usd * spot);
        let own = self.case.dividend.withheld.map(Exact::from).or(in_dollars);
        if changed.is_empty() { own } else { Some(own.unwrap_or(Exact::ZERO) + changed.into_iter().sum()) }
    }

    /// All that was withheld in dollars, where none of it is stated in yen.
    fn tax_in_dollars(&self) -> Option<Exact> {
        let changes = self.changes.iter().filter(|it| it.kind != EntryKind::Refund && it.tax.is_some());
        let later: Option<Vec<_>> = changes.map(|it| it.amount.and_then(Booked::usd).map(Exact::from)).collect();
        let later = later?;
        let own = self.dollars.withheld.map(Exact::from);
        if self.case.dividend.withheld.is_some() && later.is_empty() || own.is_none() && later.is_empty() {
            return None;
        }
        // A later entry has it as more that was withheld, as it has yen.
        Some(own.unwrap_or(Exact::ZERO) + later.into_iter().sum())
    }

    /// Puts the net amounts into the case.
    fn settle(&mut self, law: Option<&'static Law>) {
        let (gross, tax) = (self.gross_left(), self.tax_left());
        if self.changes.iter().any(|it| it.gross.is_some())
            && let Some(gross) = gross
        {
            self.case.dividend.amount = Amount::Gross(gross.decimal(GROSS_PLACES));
        }
        if self.changes.iter().any(|it| it.tax.is_some() && it.kind != EntryKind::Refund) {
            // Who gets back more than was withheld has nothing withheld.
            self.case.dividend.withheld = tax.map(|tax| whole_yen(tax.max(Exact::ZERO)));
        }
        if let Some(usd) = self.tax_in_dollars() {
            let (law, gross) = (law_of(law, &self.case), self.dollars.gross);
            let is_whole = self.changes.iter().all(|it| it.gross.is_none());
            let usd = usd.max(Exact::ZERO);
            self.case.dividend.withheld = match self.case.dividend.spot.filter(|_| self.is_in_dollars_alone) {
                Some(spot) => Some(whole_yen(usd * Exact::from(spot))),
                None => withheld(&self.case, law, gross.filter(|_| is_whole), usd),
            };
        }
    }
}

/// Fraction digits of a gross amount of which a part was taken back, as many as one can be stated with.
const GROSS_PLACES: u32 = 6;

/// Nets the entries of all files.
pub fn net(entries: Vec<Entry>, law: Option<&'static Law>) -> Netted {
    let tax_year_begins = entries.iter().find_map(|entry| entry.case.us.tax_year_begins);
    let mut netted = Netted { tax_year_begins, ..Netted::default() };
    let (dividends, rest): (Vec<_>, Vec<_>) =
        entries.into_iter().partition(|it| it.kind == EntryKind::Dividend && !it.is_reversal);
    for entry in dividends {
        let fee = entry.dollars.fee;
        if let Some(fee) = fee {
            let of = Some(netted.payments.len());
            let amount = Some(Booked::Usd(-fee));
            let fee = Entry { kind: EntryKind::Fee, amount, dollars: Dollars::default(), ..entry.clone() };
            netted.set_apart(fee, of, a_fee());
        }
        netted.payments.push(Payment::new(entry));
    }
    for entry in rest {
        match entry.kind {
            EntryKind::Dividend => netted.reverse(entry),
            EntryKind::Tax => netted.tax(entry),
            EntryKind::Refund => netted.refund(entry),
            EntryKind::Sale => {
                let Entry { origin, payer, case, .. } = entry;
                netted.sales.push(Sold { origin, payer, case });
            }
            EntryKind::PaymentInLieu => {
                let why = word!(
                    "no dividend: paid by the borrower of the shares, without tax of Japan",
                    "配当に該当しない（株式の借り手による支払で、日本の税を伴わない）"
                );
                netted.set_apart(entry, None, why);
            }
            EntryKind::Fee => {
                let of = netted.payments.iter().position(|payment| payment.is_of(&entry));
                netted.set_apart(entry, of, a_fee());
            }
        }
    }
    netted.payments.iter_mut().for_each(|payment| payment.settle(law));
    netted.take_out_reversed();
    netted
}

fn a_fee() -> &'static str {
    word!("a fee: neither tax nor less of a dividend", "租税ではなく、配当の額からも控除しない")
}

impl Payment {
    fn new(entry: Entry) -> Payment {
        let Entry { origin, payer, mut case, own, dollars, .. } = entry;
        let translated = dollars.translate(&mut case);
        let is_in_dollars_alone = translated == Some(Translated::NotAtAll);
        let changes = Vec::new();
        Payment { origin, payer, case, own, changes, dollars, translated, is_in_dollars_alone }
    }
}

impl Netted {
    fn set_apart(&mut self, entry: Entry, of: Option<usize>, why: &'static str) {
        self.apart.push(Apart { entry, of, why });
    }

    /// A reversal takes back the first payment of its day that has as much left, or else one that has more.
    fn reverse(&mut self, entry: Entry) {
        // Dollars are compared as dollars: what was booked and what takes it back are at one rate.
        let in_dollars = |payment: &Payment, usd: Option<Decimal>| {
            Some(Exact::from(usd?) * Exact::from(payment.case.dividend.spot?))
        };
        let left = |payment: &Payment| payment.gross_left().filter(|_| payment.is_of(&entry));
        let same_day = self.payments.iter().find(|payment| payment.is_of(&entry));
        let back = entry.case.gross().or(same_day.and_then(|it| in_dollars(it, entry.dollars.gross)));
        let same = self.payments.iter().position(|it| left(it).is_some() && left(it) == back);
        let more = || self.payments.iter().position(|it| left(it) > back && back.is_some());
        let Some(payment) = same.or_else(more).and_then(|at| self.payments.get_mut(at)) else {
            return self.set_apart(
                entry,
                None,
                word!("a reversal of a dividend that is not in these files", "これらのファイルにない配当の取消し"),
            );
        };
        let usd = entry.dollars.withheld;
        let in_yen = entry.case.dividend.withheld.filter(|_| entry.case.dividend.withheld_usd.is_none());
        let tax = in_yen.map(Exact::from).or(in_dollars(payment, usd));
        let change = Change {
            origin: entry.origin,
            kind: EntryKind::Dividend,
            booked: entry.booked,
            amount: usd.map(|usd| Booked::Usd(-usd)),
            gross: back.map(|back| -back),
            tax: tax.map(|tax| -tax),
        };
        payment.changes.push(change);
    }

    /// Late tax belongs to the payment of its day; tax that is given back, to one that has as much.
    fn tax(&mut self, entry: Entry) {
        let Some(amount) = entry.amount else { return };
        let of = |payment: &Payment| payment.is_of(&entry);
        let spot = |payment: &Payment| payment.case.dividend.spot.or(entry.case.dividend.spot);
        let gives_back = |payment: &Payment| {
            amount.in_yen(spot(payment)).is_some_and(|yen| payment.tax_left().is_some_and(|left| left >= -yen))
        };
        let (is_back, payments) = (amount.is_negative(), &self.payments);
        let at = payments.iter().position(|it| of(it) && is_back && gives_back(it));
        let at = at.or_else(|| payments.iter().position(|it| of(it) && !is_back && it.tax_left().is_none()));
        let at = at.or_else(|| payments.iter().position(of));
        let Some((at, payment)) = at.and_then(|at| Some((at, self.payments.get_mut(at)?))) else {
            return self.set_apart(
                entry,
                None,
                word!("tax of a payment that is not in these files", "これらのファイルにない支払の税額"),
            );
        };
        let Some(tax) = amount.in_yen(spot(payment)) else {
            return self.set_apart(
                entry,
                Some(at),
                word!(
                    "tax in dollars of a payment without a rate of exchange",
                    "為替レートのない支払に係るドル建ての税額"
                ),
            );
        };
        let change = Change {
            origin: entry.origin,
            kind: EntryKind::Tax,
            booked: entry.booked,
            amount: Some(amount),
            gross: None,
            tax: Some(tax),
        };
        payment.changes.push(change);
    }

    fn refund(&mut self, entry: Entry) {
        let at = self.payments.iter().position(|payment| payment.is_of(&entry));
        if let (Some(payment), Some(amount)) = (at.and_then(|at| self.payments.get_mut(at)), entry.amount) {
            let tax = amount.in_yen(payment.case.dividend.spot.or(entry.case.dividend.spot));
            payment.changes.push(Change {
                origin: entry.origin.clone(),
                kind: EntryKind::Refund,
                booked: entry.booked,
                amount: entry.amount,
                gross: None,
                tax,
            });
        }
        self.set_apart(entry, at, word!("tax that Japan paid back", "日本から還付された税額"));
    }

    /// What was taken back whole is no payment any more.
    fn take_out_reversed(&mut self) {
        let is_reversed = |payment: &Payment| {
            let was_changed = payment.changes.iter().any(|it| it.gross.is_some());
            was_changed && payment.case.gross().is_some_and(Exact::is_zero)
        };
        let mut moved = Vec::with_capacity(self.payments.len());
        let (mut kept, mut taken) = (Vec::new(), Vec::new());
        for payment in std::mem::take(&mut self.payments) {
            if is_reversed(&payment) {
                moved.push(None);
                taken.push(payment);
            } else {
                moved.push(Some(kept.len()));
                kept.push(payment);
            }
        }
        (self.payments, self.reversed) = (kept, taken);
        for apart in &mut self.apart {
            apart.of = apart.of.and_then(|at| *moved.get(at)?);
        }
    }
}
