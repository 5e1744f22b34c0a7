//! One holder with its dividend or its sale, and what follows from the facts of both.

use rust_decimal::Decimal;

use super::{
    Amount, Behind, ClassSet, Deemed, Dividend, DividendKind, Fact, Field, FieldSet, Filing, FundClass, HeldThrough,
    HolderKind, Instrument, IraClass, LobTests, Lot, Member, Ownership, Payer, Payment, Relief, Sale, SeenThroughBy,
    Transfer, UsFacts,
};
use crate::units::{AdsRatio, Country, Day, Exact, Percent, Share, Span};

/// One holder, one dividend or one sale, and what is known of them.
#[derive(Clone, Debug)]
pub struct Case {
    /// Which facts are stated.
    pub stated: FieldSet,
    /// Those of them that are stated of the dividend for all its holders, and not by this one.
    pub shared: FieldSet,
    pub id: Option<String>,
    pub kind: HolderKind,
    pub residence: Country,
    /// Japan exempts the holder itself, by something else than a tax treaty.
    pub exempt_in_japan: Option<bool>,
    pub fund_taxed_as: Option<FundClass>,
    pub seen_through_by: Option<SeenThroughBy>,
    pub certified_as: Option<IraClass>,
    /// Of an entity or a nominee: who is behind it.
    pub members: Vec<Member>,
    /// Of a member: its part, as it is stated.
    pub share: Option<Share>,
    pub share_percent: Option<Percent>,
    /// Its country of residence treats that part of the income as its own.
    pub taxed_on_its_share: Option<bool>,
    /// The id of the holder it is a member of, where each has a row.
    pub member_of: Option<String>,
    /// Of a member: whose it is, and through whom it holds.
    pub behind: Option<Box<Behind>>,
    pub ownership: Ownership,
    /// The part of the voting stock that is held directly, when it is not all of `ownership`.
    pub direct: Option<Percent>,
    pub held_through: Option<HeldThrough>,
    /// The last day of the unbroken holding, for periods that only have to contain the entitlement date.
    pub held_until: Option<Day>,
    /// The part of all issued shares on the record date.
    pub issued: Fact<Percent>,
    /// What is counted lot by lot; empty when the whole holding is one lot.
    pub lots: Vec<Lot>,
    /// Days of diminished risk of loss, in order and apart from each other.
    pub hedged: Vec<Span>,
    pub instrument: Fact<Instrument>,
    pub shares: Option<Decimal>,
    pub pension_business_income: Fact<bool>,
    pub meets_additional_requirements: Fact<bool>,
    /// The paragraphs of a treaty's limitation on benefits that the holder meets; `None` where it does not say.
    pub limbs: Option<LobTests>,
    pub entitled_to_benefits: Fact<bool>,
    pub subject_to_tax: Fact<bool>,
    pub elects_prior_treaty: Fact<bool>,
    pub japan_permanent_establishment: Fact<bool>,
    pub beneficial_owner: Fact<bool>,
    pub capital_asset: Fact<bool>,
    pub us_citizen: Fact<bool>,
    pub us_person: Fact<bool>,
    pub special_classes: ClassSet,
    pub relief: Relief,
    pub us: UsFacts,
    pub payer: Payer,
    pub dividend: Dividend,
    /// When the question is about a sale; the dividend is then an empty one.
    pub sale: Option<Box<Sale>>,
}

impl Case {
    /// An individual of whom nothing else is stated.
    pub const BLANK: Case = Case {
        stated: FieldSet::NONE,
        shared: FieldSet::NONE,
        id: None,
        kind: HolderKind::Individual,
        residence: Country::UNITED_STATES,
        exempt_in_japan: None,
        fund_taxed_as: None,
        seen_through_by: None,
        certified_as: None,
        members: Vec::new(),
        share: None,
        share_percent: None,
        taxed_on_its_share: None,
        member_of: None,
        behind: None,
        ownership: Ownership::Constant { percent: Fact::Assumed(Percent::ZERO), since: None },
        direct: None,
        held_through: None,
        held_until: None,
        issued: Fact::Assumed(Percent::ZERO),
        lots: Vec::new(),
        hedged: Vec::new(),
        instrument: Fact::Assumed(Instrument::Share),
        shares: None,
        pension_business_income: Fact::Assumed(false),
        meets_additional_requirements: Fact::Unknown,
        limbs: None,
        entitled_to_benefits: Fact::Assumed(true),
        subject_to_tax: Fact::Assumed(true),
        elects_prior_treaty: Fact::Assumed(false),
        japan_permanent_establishment: Fact::Assumed(false),
        beneficial_owner: Fact::Assumed(true),
        capital_asset: Fact::Assumed(true),
        us_citizen: Fact::Assumed(false),
        us_person: Fact::Unknown,
        special_classes: ClassSet::NONE,
        relief: Relief { application: Filing::Assumed, second_form: Filing::Assumed },
        us: UsFacts::BLANK,
        payer: Payer::NONE,
        dividend: Dividend::NONE,
        sale: None,
    };

    /// Whether the holder is of a kind, or is treated as one by what it states.
    #[inline]
    pub fn is_of_kind(&self, kind: HolderKind) -> Option<bool> {
        match self.kind {
            own if own == kind => Some(true),
            own if own.is_ordinary() => Some(false),
            _ => self.is_treated_as(kind),
        }
    }

    #[inline(never)]
    fn is_treated_as(&self, kind: HolderKind) -> Option<bool> {
        match (self.kind, kind) {
            (HolderKind::Ric, HolderKind::Corporation) => Some(true),
            (HolderKind::Fund, HolderKind::Corporation) => self.fund_taxed_as.map(|is| is == FundClass::Corporation),
            (HolderKind::Ira, HolderKind::PensionFund) => self.certified_as.map(|is| is == IraClass::PensionFund),
            _ => Some(false),
        }
    }

    /// What is held is known to be ADSs.
    pub fn is_ads(&self) -> bool {
        self.instrument.get() == Some(Instrument::Ads)
    }

    /// The amounts follow from the facts but for whether shares or ADSs are held.
    #[inline]
    pub fn lacks_instrument_for_amounts(&self) -> bool {
        self.instrument == Fact::Unknown
            && matches!(self.dividend.amount, Amount::PerShare(_))
            && self.shares.is_some()
            && self.ads_per_share() != Some(AdsRatio::ONE)
    }

    /// The day of the inclusion follows from the facts but for whether shares or ADSs are held.
    pub fn lacks_instrument_for_inclusion(&self) -> bool {
        let Dividend { depositary_receipt_date: received, payment_date: paid, .. } = self.dividend;
        self.instrument == Fact::Unknown && received.is_some() && received != paid
    }

    /// The gross amount in yen; `None` when the facts give no amount.
    #[inline]
    pub fn gross(&self) -> Option<Exact> {
        self.payment().gross()
    }

    /// What its amounts hang on.
    #[inline]
    pub fn payment(&self) -> Payment {
        let Dividend { amount, withheld, spot, withheld_usd, in_dollars, .. } = self.dividend;
        let (ads_per_share, instrument) = (self.ads_per_share(), self.instrument.get());
        let (shares, deemed) = (self.shares, self.deemed());
        Payment { amount, shares, instrument, ads_per_share, deemed, withheld, spot, withheld_usd, in_dollars }
    }

    /// How many ADSs represent one share: as the dividend says, or else the payer.
    #[inline]
    pub fn ads_per_share(&self) -> Option<AdsRatio> {
        self.dividend.ads_per_share.or(self.payer.ads_per_share)
    }

    #[inline]
    fn deemed(&self) -> Deemed {
        let dividend = &self.dividend;
        if !dividend.kind.get().is_some_and(DividendKind::is_partly_deemed) {
            return Deemed::All;
        }
        Deemed::Part(match (dividend.deemed_per_share, dividend.deemed_gross) {
            (Some(yen), _) => Amount::PerShare(yen),
            (None, Some(yen)) => Amount::Gross(yen),
            (None, None) => Amount::Unknown,
        })
    }

    /// An amount is paid of which Japan taxes a part, and which part is not stated.
    #[inline]
    pub fn lacks_deemed_part(&self) -> bool {
        self.deemed() == Deemed::Part(Amount::Unknown) && self.dividend.amount != Amount::Unknown
    }

    /// Whether the payer's shares are listed: as the dividend says, or else by since and until when the payer's are, on
    /// the record date or the day of payment.
    #[inline]
    pub fn is_listed(&self) -> Fact<bool> {
        match self.dividend.listed {
            stated @ Fact::Stated(_) => stated,
            assumed => {
                let day = self.record_date().or(self.dividend.payment_date);
                day.and_then(|day| self.payer.is_listed_on(day)).map_or(assumed, Fact::Stated)
            }
        }
    }

    /// The part of the voting stock on the entitlement date and the day since which it is held unbroken, as far as they
    /// are stated; nothing where a history says it.
    pub fn holding(&self) -> Option<(Option<Percent>, Option<Day>)> {
        match self.ownership {
            Ownership::Constant { percent: Fact::Stated(percent), since } => Some((Some(percent), since)),
            Ownership::Constant { since, .. } => Some((None, since)),
            Ownership::History(_) => None,
        }
    }

    /// Puts a constant holding in the place of what is held: one that is not stated is taken to be none, but for a
    /// corporation.
    pub fn hold(&mut self, ownership: Option<Percent>, since: Option<Day>) {
        let percent = match (ownership, self.kind) {
            (Some(percent), _) => Fact::Stated(percent),
            (None, HolderKind::Corporation) => Fact::Unknown,
            (None, _) => Fact::Assumed(Percent::ZERO),
        };
        self.ownership = Ownership::Constant { percent, since };
        self.issued = Fact::Assumed(percent.get().unwrap_or(Percent::ZERO));
    }

    /// How many lots the holding is counted in: the stated ones, or the whole holding as one.
    pub fn lot_count(&self) -> usize {
        self.lots.len().max(1)
    }

    /// The lot at `index`; without stated lots the whole holding, acquired when it began.
    pub fn lot(&self, index: usize) -> Lot {
        self.lots.get(index).copied().unwrap_or(Lot {
            shares: self.shares,
            acquired: self.ownership.since(),
            disposed: None,
            cost_usd: None,
            cost_jpy: None,
            cost_spot: None,
            settled: None,
            acquired_by: None,
            transfer: Transfer::default(),
        })
    }

    /// The day the holder must include the dividend: for shares its receipt, for ADSs the depositary's.
    pub fn included_on(&self) -> Option<Day> {
        if self.lacks_instrument_for_inclusion() {
            return None;
        }
        let by_depositary = self.dividend.depositary_receipt_date.filter(|_| self.is_ads());
        by_depositary.or(self.dividend.payment_date)
    }

    /// The day the question is about: of the sale, or of the inclusion of the dividend.
    pub fn taxed_on(&self) -> Option<Day> {
        match &self.sale {
            Some(sale) => sale.date,
            None => self.included_on(),
        }
    }

    /// The day on which the holder's part of the voting stock counts.
    pub fn ownership_day(&self) -> Option<Day> {
        match &self.sale {
            Some(sale) => sale.date,
            None => self.dividend.entitlement_date,
        }
    }

    /// The fact that gives that day.
    pub fn ownership_day_field(&self) -> Field {
        if self.sale.is_some() { Field::SaleDate } else { Field::EntitlementDate }
    }

    /// The first day of the holder's tax year that contains the inclusion, or the sale.
    pub fn tax_year_begins(&self) -> Option<Day> {
        self.taxed_on().map(|day| self.tax_year_of(day))
    }

    /// The first day of the holder's tax year in which the yen were converted.
    pub fn conversion_year_begins(&self) -> Option<Day> {
        self.dividend.converted.map(|(day, _)| self.tax_year_of(day))
    }

    fn tax_year_of(&self, day: Day) -> Day {
        match self.us.tax_year_begins {
            Some(begins) => day.year_begun_on(begins),
            None => Day::ymd(day.year(), 1, 1),
        }
    }
}

impl Case {
    /// The days of `window` on which the lot was held at risk: the day of acquisition does not count,
    /// the day of disposal does, hedged days do not. `None` when the acquisition is unknown.
    pub fn counted_days(&self, lot: usize, window: Span) -> Option<i32> {
        self.acquired(lot).map(|acquired| self.days_since(acquired, lot, window))
    }

    /// The same, if an unknown acquisition was long ago.
    pub fn most_counted_days(&self, lot: usize, window: Span) -> i32 {
        self.days_since(self.acquired(lot).unwrap_or(Day::MIN), lot, window)
    }

    /// The same, if an unknown acquisition was the last that is paid this dividend: the day before the ex-dividend date.
    pub fn recipient_days(&self, lot: usize, window: Span) -> i32 {
        let last = self.dividend.ex_date.map_or(Day::MAX, |ex_date| ex_date.plus_days(-1));
        self.days_since(self.acquired(lot).unwrap_or(last), lot, window)
    }

    fn acquired(&self, lot: usize) -> Option<Day> {
        self.lots.get(lot).map_or_else(|| self.ownership.since(), |lot| lot.acquired)
    }

    fn days_since(&self, acquired: Day, lot: usize, window: Span) -> i32 {
        let disposed = self.lots.get(lot).and_then(|lot| lot.disposed).unwrap_or(Day::MAX);
        let held = Span { first: acquired.plus_days(1), last: disposed }.overlap(window);
        // The spans stand in order and apart, so that of many only those about the days held are looked at.
        let first = self.hedged.partition_point(|hedge| hedge.last < held.first);
        let about = self.hedged.iter().skip(first).take_while(|hedge| hedge.first <= held.last);
        let hedged: i32 = about.map(|hedge| hedge.overlap(held).days()).sum();
        held.days() - hedged
    }
}
