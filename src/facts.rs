//! The parsed facts: one holder and one dividend or one sale, or a company. Knows no file format.
//!
//! A [`Case`] is valid by construction of `input`: percentages lie in 0 to 100, days exist and stand
//! in a possible order, amounts have few enough digits to stay exact. Engines re-check nothing.

mod checks;
mod company;
mod company_table;
mod field;
mod fx;
mod lob_test;
mod members;
mod payer;
mod pfic_holding;
mod pfic_holding_table;
mod sale;
mod splits;
mod stated;
pub(crate) mod table;
mod transfer;
mod types;

use rust_decimal::Decimal;

pub use checks::{Contradiction, Report, check_dividend, check_holder};
pub use company::{Company, CompanyYear, HeldFor, IncomeItem, IncomeKind, Operations, Quarter, Subsidiary};
pub use company_table::{COMPANY, HELD_FOR, SUBSIDIARY};
pub use field::{
    CONVERTED, DIVIDEND, Field, FieldSet, HEDGE, HISTORY, HOLDER, LOT, PAYER, RELIEF, SALE, SOLD_LOT, SPLIT, US,
};
pub use fx::FxTable;
pub use lob_test::{LobTest, LobTests};
pub use members::{Behind, MOST_LEVELS, MOST_MEMBERS, Member, Seen, WrongShare};
pub use payer::{Isin, Month, Payer, PayerKind, SecurityCode};
pub use pfic_holding::{Block, Distribution, Election, HeldLot, HoldingSale, Money, PficHolding, YearEndPrice};
pub use pfic_holding_table::HOLDING;
pub use sale::{AcquiredBy, Group, LotMethod, Part, Proceeds, Sale, SaleKind, SalePlace, first_in_first_out};
pub use splits::{Split, become_of, ratio_since};
pub use stated::{
    Stated, StatedHedge, StatedLot, StatedMembers, StatedRates, StatedSale, StatedSoldLot, StatedSplit, StatedStep,
};
pub use transfer::GiftSide;
pub use types::{Bounds, FieldSpec, ValueType};

use crate::units::Country;
use crate::units::{AdsRatio, Day, Exact, Percent, Rate, Share, Span, Yen};

/// What is written as one of some words.
pub trait Word: Copy {
    fn from_word(word: &str) -> Option<Self>;
    fn from_bytes(word: &[u8]) -> Option<Self>;
}

/// An enum whose variants have a word in profiles and answers.
macro_rules! words {
    ($(#[$doc:meta])* pub enum $name:ident { $($(#[$item:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[$item])* $variant,)* }

        impl $crate::facts::Word for $name {
            fn from_word(word: &str) -> Option<$name> {
                $name::from_word(word)
            }

            #[inline(always)]
            fn from_bytes(word: &[u8]) -> Option<$name> {
                $name::from_bytes(word)
            }
        }

        impl $name {
            /// Every variant, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];
            /// The word of every variant, in the same order.
            pub const WORDS: &'static [&'static str] = &[$($word,)*];

            /// The word used in profiles and answers.
            pub const fn name(self) -> &'static str {
                match self { $($name::$variant => $word,)* }
            }

            /// The variant with this word.
            pub fn from_word(word: &str) -> Option<$name> {
                $name::from_bytes(word.as_bytes())
            }

            /// The same where the word is not known to be a text.
            #[inline]
            pub fn from_bytes(word: &[u8]) -> Option<$name> {
                $(if word == $word.as_bytes() {
                    return Some($name::$variant);
                })*
                None
            }
        }
    };
}
pub(crate) use words;

/// A fact that has an ordinary answer, and whether the holder gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact<T> {
    Stated(T),
    /// Not stated, and taken to be the ordinary answer; listed in the answer.
    Assumed(T),
    /// Not stated, and without an ordinary answer. Never turned into "no".
    Unknown,
}

impl<T: Copy> Fact<T> {
    pub fn get(self) -> Option<T> {
        match self {
            Fact::Stated(value) | Fact::Assumed(value) => Some(value),
            Fact::Unknown => None,
        }
    }

    /// The stated value, or else the ordinary one.
    pub fn stated_or(stated: Option<T>, ordinary: T) -> Fact<T> {
        stated.map_or(Fact::Assumed(ordinary), Fact::Stated)
    }

    /// The stated value, or else unknown.
    pub fn stated(stated: Option<T>) -> Fact<T> {
        stated.map_or(Fact::Unknown, Fact::Stated)
    }

    pub fn is_assumed(self) -> bool {
        matches!(self, Fact::Assumed(_))
    }
}

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

words! {
    /// What the holder is.
    pub enum HolderKind {
        Individual = "individual",
        Corporation = "corporation",
        PensionFund = "pension_fund",
        Estate = "estate",
        Trust = "trust",
        /// A state, a subdivision or local authority, or a central bank.
        Government = "government",
        InternationalOrganization = "international_organization",
        Charity = "charity",
        /// An investment fund, whose country taxes it as a corporation, as a trust or not at all.
        Fund = "fund",
        /// A regulated investment company of the United States.
        Ric = "ric",
        /// Who holds for others.
        Nominee = "nominee",
        /// A partnership, or another entity whose members are taxed and not itself.
        Partnership = "partnership",
        /// An individual retirement account of the United States.
        Ira = "ira",
    }
}

/// The fact, unless it is so.
const fn unless(is: bool, field: Field) -> FieldSet {
    if is { FieldSet::NONE } else { FieldSet::one(field) }
}

words! {
    /// How a fund is taxed where it is resident.
    pub enum FundClass {
        Corporation = "corporation",
        Trust = "trust",
        /// Its holders are taxed, and not itself.
        Transparent = "transparent",
    }
}

impl FundClass {
    /// The word in a sentence, with its article.
    pub fn noun(self) -> &'static str {
        match self {
            FundClass::Corporation => "a corporation",
            FundClass::Trust => "a trust",
            FundClass::Transparent => "transparent",
        }
    }
}

words! {
    /// Through whom the part is held that is not held directly.
    pub enum HeldThrough {
        /// Through residents of the holder's country and of Japan alone.
        Residents = "residents",
        /// Through at least one resident of another country.
        Others = "others",
    }
}

words! {
    /// Which of the two countries look through an entity abroad, and tax its members.
    pub enum SeenThroughBy {
        /// Its own, while Japan takes it to be a corporation.
        Residence = "residence",
        /// Japan, while its own country taxes the entity.
        Japan = "japan",
        Both = "both",
    }
}

words! {
    /// As what an individual retirement account is certified to the withholding agent.
    pub enum IraClass {
        PensionFund = "pension_fund",
        /// As its owner, an individual.
        Owner = "owner",
    }
}

impl IraClass {
    /// The word in a sentence, with its article.
    pub fn noun(self) -> &'static str {
        match self {
            IraClass::PensionFund => "a pension fund",
            IraClass::Owner => "its owner",
        }
    }
}

impl HolderKind {
    /// The word in a sentence, with its article.
    pub fn noun(self) -> &'static str {
        match self {
            HolderKind::Individual => word!("an individual", "個人"),
            HolderKind::Corporation => word!("a corporation", "法人"),
            HolderKind::PensionFund => word!("a pension fund", "年金基金"),
            HolderKind::Estate => word!("an estate", "遺産財団"),
            HolderKind::Trust => word!("a trust", "信託"),
            HolderKind::Government => word!("a government or central bank", "政府又は中央銀行"),
            HolderKind::InternationalOrganization => word!("an international organization", "国際機関"),
            HolderKind::Charity => word!("a charity", "公益団体"),
            HolderKind::Fund => word!("a fund", "投資ファンド"),
            HolderKind::Ric => word!("a regulated investment company", "規制投資会社"),
            HolderKind::Nominee => word!("a nominee", "名義人"),
            HolderKind::Partnership => {
                word!("a partnership or other transparent entity", "組合その他の課税上透明な団体")
            }
            HolderKind::Ira => word!("an individual retirement account", "個人退職勘定"),
        }
    }

    /// The kinds whose rows every law has: the others are answered by rules of their own.
    pub const ORDINARY: &'static [HolderKind] = &[
        HolderKind::Individual,
        HolderKind::Corporation,
        HolderKind::PensionFund,
        HolderKind::Estate,
        HolderKind::Trust,
    ];

    #[inline]
    pub const fn is_ordinary(self) -> bool {
        matches!(
            self,
            HolderKind::Individual
                | HolderKind::Corporation
                | HolderKind::PensionFund
                | HolderKind::Estate
                | HolderKind::Trust
        )
    }

    /// The fact that only such a holder has, and that settles as what it is treated.
    pub const fn own_fact(self) -> Option<Field> {
        match self {
            HolderKind::Government | HolderKind::InternationalOrganization => Some(Field::ExemptInJapan),
            HolderKind::Fund => Some(Field::FundTaxedAs),
            HolderKind::Ira => Some(Field::CertifiedAs),
            HolderKind::Individual
            | HolderKind::Corporation
            | HolderKind::PensionFund
            | HolderKind::Estate
            | HolderKind::Trust
            | HolderKind::Charity
            | HolderKind::Ric
            | HolderKind::Nominee
            | HolderKind::Partnership => None,
        }
    }

    /// The facts that concern only other kinds of holders: they are no fault where they are stated, and unused.
    #[inline]
    pub const fn does_not_concern(self) -> FieldSet {
        const OF_KINDS: [FieldSet; HolderKind::ALL.len()] = {
            let (mut of_kinds, mut at) = ([FieldSet::NONE; HolderKind::ALL.len()], 0);
            while at < of_kinds.len() {
                of_kinds[at] = HolderKind::ALL[at].concerns_others();
                at += 1;
            }
            of_kinds
        };
        OF_KINDS[self as usize]
    }

    const fn concerns_others(self) -> FieldSet {
        unless(matches!(self, HolderKind::PensionFund | HolderKind::Ira), Field::PensionBusinessIncome)
            .with(unless(matches!(self, HolderKind::Individual), Field::UsCitizen))
            .with(unless(matches!(self, HolderKind::Estate | HolderKind::Trust), Field::UsPerson))
            .with(unless(
                matches!(self, HolderKind::Government | HolderKind::InternationalOrganization),
                Field::ExemptInJapan,
            ))
            .with(unless(matches!(self, HolderKind::Fund), Field::FundTaxedAs))
            .with(unless(matches!(self, HolderKind::Ira), Field::CertifiedAs))
            .with(unless(matches!(self, HolderKind::Partnership), Field::SeenThroughBy))
            .with(unless(
                matches!(self, HolderKind::Nominee | HolderKind::Partnership | HolderKind::Fund),
                Field::Members,
            ))
    }
}

words! {
    /// In which form the holder holds.
    pub enum Instrument {
        Share = "share",
        /// American depositary shares.
        Ads = "ads",
    }
}

/// The holder's part of the payer's voting stock, over time.
#[derive(Clone, Debug, PartialEq)]
pub enum Ownership {
    /// `percent` on the entitlement date, unbroken since `since`.
    Constant { percent: Fact<Percent>, since: Option<Day> },
    /// A step function, nothing before its first step; in order of days.
    History(Vec<(Day, Percent)>),
}

impl Ownership {
    /// The part held on `day`; the constant one is the part on the entitlement date.
    pub fn on(&self, day: Option<Day>) -> Option<Percent> {
        match self {
            Ownership::Constant { percent, .. } => percent.get(),
            Ownership::History(steps) => {
                let day = day?;
                let held = steps.iter().rev().find(|(from, _)| *from <= day);
                Some(held.map_or(Percent::ZERO, |(_, percent)| *percent))
            }
        }
    }

    /// The largest part that is stated, whenever it was held.
    pub fn largest(&self) -> Option<Percent> {
        match self {
            Ownership::Constant { percent, .. } => percent.get(),
            Ownership::History(steps) => steps.iter().map(|(_, percent)| *percent).max(),
        }
    }

    /// The smallest part held on any day of `span`, as far as the steps say.
    pub fn lowest_in(&self, span: Span) -> Option<Percent> {
        let Ownership::History(steps) = self else { return None };
        let inside = steps.iter().filter(|(from, _)| span.contains(*from)).map(|(_, percent)| *percent);
        inside.chain(self.on(Some(span.first))).min()
    }

    /// When the unbroken holding began, where that is one day.
    pub fn since(&self) -> Option<Day> {
        match self {
            Ownership::Constant { since, .. } => *since,
            Ownership::History(_) => None,
        }
    }
}

/// Shares that were acquired, and perhaps disposed of, together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lot {
    pub shares: Option<Decimal>,
    pub acquired: Option<Day>,
    /// `None` while still held.
    pub disposed: Option<Day>,
    /// Adjusted basis of the whole lot in dollars.
    pub cost_usd: Option<Decimal>,
    /// Instead: what was paid for it in yen.
    pub cost_jpy: Option<Decimal>,
    /// Yen for a dollar on the day on which the purchase was settled.
    pub cost_spot: Option<Decimal>,
    pub settled: Option<Day>,
    /// How it was come by, where the lot says it.
    pub acquired_by: Option<AcquiredBy>,
    pub transfer: Transfer,
}

/// What a gift, what was inherited, or what replaces shares sold at a loss carries over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Transfer {
    /// Of shares that replace some sold at a loss: the day from which they count as held.
    pub held_from: Option<Day>,
    pub donor_acquired: Option<Day>,
    pub donor_basis_usd: Option<Decimal>,
    /// The value at the gift, or at the death.
    pub value_usd: Option<Decimal>,
}

words! {
    /// The classes of holders that the United States part leaves out.
    pub enum SpecialClass {
        TaxExempt = "tax_exempt",
        LifeInsuranceCompany = "life_insurance_company",
        DealerInSecurities = "dealer_in_securities",
        MarkToMarketTrader = "mark_to_market_trader",
        AlternativeMinimumTax = "alternative_minimum_tax",
        TenPercentOwner = "ten_percent_owner",
        StraddleHedgeOrConversion = "straddle_hedge_or_conversion",
        OtherFunctionalCurrency = "other_functional_currency",
    }
}

/// A set of special classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClassSet(u8);

impl ClassSet {
    pub const NONE: ClassSet = ClassSet(0);

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub fn insert(&mut self, class: SpecialClass) {
        self.0 |= 1 << class as u8;
    }

    pub fn contains(self, class: SpecialClass) -> bool {
        self.0 & (1 << class as u8) != 0
    }
}

/// Whether a form was filed, as far as the holder says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filing {
    /// Not stated, and taken to be filed in time.
    Assumed,
    InTime,
    Missing,
    On(Day),
}

/// The forms that bring a treaty's rate about at source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relief {
    pub application: Filing,
    pub second_form: Filing,
}

/// What only the United States asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UsFacts {
    /// The first day of one tax year of the holder; the others follow by whole years.
    pub tax_year_begins: Option<Day>,
    pub filing_status: Option<FilingStatus>,
    pub taxable_income_usd: Option<Decimal>,
    pub ordinary_rate: Option<Rate>,
    pub tax_before_credit_usd: Option<Decimal>,
    pub financial_services: Fact<bool>,
    /// The company is a passive foreign investment company in its year of the dividend or the year before.
    pub pfic: Fact<bool>,
    /// The conversion of the yen is a personal transaction.
    pub personal_currency: Fact<bool>,
    /// Net capital gain and qualified dividends in the taxable income beside this dividend.
    pub other_preferential_income_usd: Option<Decimal>,
    pub modified_adjusted_gross_income_usd: Option<Decimal>,
    pub net_investment_income_usd: Option<Decimal>,
    /// Deducted in the taxable income.
    pub personal_exemptions_usd: Option<Decimal>,
    /// Other income of the dividend's category from abroad.
    pub other_foreign_income_usd: Option<Decimal>,
    /// The part of it that is taxed at reduced rates.
    pub other_foreign_preferential_income_usd: Option<Decimal>,
    /// Creditable tax on that other income.
    pub other_foreign_tax_usd: Option<Decimal>,
    /// Deductions apportioned to income of the category from abroad.
    pub foreign_income_deductions_usd: Option<Decimal>,
    /// All gross income of the year, wherever it arises.
    pub gross_income_usd: Option<Decimal>,
    /// Deductions that belong to no income, such as the standard deduction.
    pub general_deductions_usd: Option<Decimal>,
    /// Of all income from abroad that is taxed at reduced rates, the parts at the lowest rate, at 15% and at 20%, where
    /// they are not to follow from the return as a whole.
    pub foreign_split: ForeignSplit,
    pub elects_adjustment_exception: Option<bool>,
    pub elects_no_limitation: Option<bool>,
    /// All gross income from abroad of the year is passive and on payee statements.
    pub payee_statements: Fact<bool>,
}

/// At which rates income from abroad is taxed that is taxed at reduced ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ForeignSplit {
    /// 0%, until 2007 5%.
    pub lowest: Option<Decimal>,
    pub at_15: Option<Decimal>,
    pub at_20: Option<Decimal>,
}

impl UsFacts {
    /// Nothing is stated.
    pub const BLANK: UsFacts = UsFacts {
        tax_year_begins: None,
        filing_status: None,
        taxable_income_usd: None,
        ordinary_rate: None,
        tax_before_credit_usd: None,
        financial_services: Fact::Assumed(false),
        pfic: Fact::Assumed(false),
        personal_currency: Fact::Assumed(false),
        other_preferential_income_usd: None,
        modified_adjusted_gross_income_usd: None,
        net_investment_income_usd: None,
        personal_exemptions_usd: None,
        other_foreign_income_usd: None,
        other_foreign_preferential_income_usd: None,
        other_foreign_tax_usd: None,
        foreign_income_deductions_usd: None,
        gross_income_usd: None,
        general_deductions_usd: None,
        foreign_split: ForeignSplit { lowest: None, at_15: None, at_20: None },
        elects_adjustment_exception: None,
        elects_no_limitation: None,
        payee_statements: Fact::Assumed(true),
    };
}

words! {
    /// How an individual files in the United States.
    pub enum FilingStatus {
        Single = "single",
        MarriedJointly = "married_jointly",
        MarriedSeparately = "married_separately",
        HeadOfHousehold = "head_of_household",
    }
}

words! {
    /// What the company distributes.
    pub enum DividendKind {
        Cash = "cash",
        StockSplit = "stock_split",
        StockSplitTreatedAsDividend = "stock_split_treated_as_dividend",
        /// A dividend of surplus that goes with a reduction of capital surplus, wholly or in part.
        CapitalSurplus = "capital_surplus",
        /// The company's own purchase of its shares, other than on an exchange: a tender offer, for instance.
        BuyBack = "buy_back",
        Liquidation = "liquidation",
        /// Shares of the company for nothing.
        StockDividend = "stock_dividend",
        /// What a borrower of the shares pays in the place of the dividend.
        PaymentInLieu = "payment_in_lieu",
    }
}

impl DividendKind {
    /// Cash out of earnings, and splits: what every law speaks of.
    #[inline]
    pub const fn is_ordinary(self) -> bool {
        matches!(self, DividendKind::Cash | DividendKind::StockSplit | DividendKind::StockSplitTreatedAsDividend)
    }

    /// Only the part that exceeds the capital returned is a dividend for Japan.
    #[inline]
    pub const fn is_partly_deemed(self) -> bool {
        matches!(self, DividendKind::CapitalSurplus | DividendKind::BuyBack | DividendKind::Liquidation)
    }
}

/// How much is paid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Amount {
    #[default]
    Unknown,
    /// Yen for each share (not each ADS).
    PerShare(Decimal),
    /// Yen for the whole holding, before tax.
    Gross(Decimal),
}

/// What the amounts of a dividend hang on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Payment {
    pub amount: Amount,
    pub shares: Option<Decimal>,
    /// In which form it is held; none where that is open.
    pub instrument: Option<Instrument>,
    /// How many ADSs represent one share.
    pub ads_per_share: Option<AdsRatio>,
    /// What of it is a dividend for Japan.
    pub deemed: Deemed,
    /// What an agent really withheld.
    pub withheld: Option<Yen>,
    /// Yen for a dollar on the day of inclusion.
    pub spot: Option<Decimal>,
    /// What was withheld, where that is stated in dollars and turned into yen.
    pub withheld_usd: Option<Decimal>,
    pub in_dollars: Option<DollarsAlone>,
}

/// A dividend that is stated in dollars, without a rate of exchange that makes yen of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DollarsAlone {
    pub gross: Decimal,
    /// What an agent really withheld.
    pub withheld: Option<Decimal>,
}

/// What of a distribution is a dividend for Japan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Deemed {
    #[default]
    All,
    /// A part: how much, as the company's notice says.
    Part(Amount),
}

impl Payment {
    /// The part of the gross amount that Japan taxes as a dividend; `None` when the facts give none.
    #[inline]
    pub fn taxed(&self, gross: Option<Exact>) -> Option<Exact> {
        match self.deemed {
            Deemed::All => gross,
            Deemed::Part(amount) => Payment { amount, ..*self }.gross(),
        }
    }

    /// The gross amount in yen; `None` when the facts give no amount.
    #[inline]
    pub fn gross(&self) -> Option<Exact> {
        match self.amount {
            Amount::Unknown => None,
            Amount::Gross(yen) => Some(Exact::from(yen)),
            Amount::PerShare(yen) => {
                let shares = Exact::from(self.shares?);
                let per_unit = Exact::from(yen);
                match self.instrument {
                    Some(Instrument::Share) => Some(shares * per_unit),
                    Some(Instrument::Ads) => Some(shares * per_unit * self.ads_per_share?.shares_of_an_ads()),
                    // Where an ADS is a share it makes no difference.
                    None => (self.ads_per_share == Some(AdsRatio::ONE)).then(|| shares * per_unit),
                }
            }
        }
    }
}

impl Payment {
    /// What an agent really withheld, in yen. Dollars are those of the tax at the first of the rates that they fit within
    /// a cent, floored as tax is; or else at the rate of exchange.
    #[inline]
    pub fn withheld_at(&self, rates: [Option<Rate>; 2]) -> Option<Yen> {
        match self.withheld_usd {
            None => self.withheld,
            Some(usd) => self.fitted(Exact::from(usd), rates).or(self.withheld),
        }
    }

    #[inline(never)]
    fn fitted(&self, usd: Exact, rates: [Option<Rate>; 2]) -> Option<Yen> {
        let (taxed, spot) = (self.taxed(self.gross())?, Exact::from(self.spot?));
        let cent = Exact::from(Decimal::new(1, 2));
        let off = |due: Exact| if due > usd { due - usd } else { usd - due };
        let rate = rates.into_iter().flatten().find(|rate| off(taxed.at(*rate) / spot) <= cent)?;
        (!usd.is_zero()).then(|| taxed.tax_jpy(rate))
    }

    /// The tax as an agent may calculate it that takes it of each share first, what is smaller than one of so many parts of
    /// a yen dropped, and then of all shares; none where what each share is paid is not known.
    pub fn tax_by_share(&self, rate: Rate, parts_of_a_yen: u32) -> Option<Yen> {
        let Amount::PerShare(yen) = self.amount else { return None };
        let gross = self.gross().filter(|gross| !gross.is_zero())?;
        let parts = Exact::whole(i64::from(parts_of_a_yen));
        let of_share = (Exact::from(yen).at(rate) * parts).floor_jpy();
        let shares = gross / Exact::from(yen);
        Some((Exact::from(of_share) * shares / parts).floor_jpy())
    }
}

/// One distribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dividend {
    pub kind: Fact<DividendKind>,
    pub amount: Amount,
    /// What the company's notice calls a deemed dividend: yen for each share, or for the whole holding.
    pub deemed_per_share: Option<Decimal>,
    pub deemed_gross: Option<Decimal>,
    /// How many ADSs represent one share.
    pub ads_per_share: Option<AdsRatio>,
    pub entitlement_date: Option<Day>,
    /// When who is registered gets the dividend; the entitlement date where it is not stated.
    pub record_date: Option<Day>,
    /// The last day of the accounting period for which it is paid; the entitlement date where it is not stated.
    pub accounting_period_end: Option<Day>,
    pub ex_date: Option<Day>,
    pub payment_date: Option<Day>,
    pub depositary_receipt_date: Option<Day>,
    pub fiscal_year_end: Option<Day>,
    /// Yen for a dollar on the day of inclusion.
    pub spot: Option<Decimal>,
    /// That rate as it was stated, where it was dollars for a yen.
    pub inverted: Option<Decimal>,
    /// What was withheld, where that is stated in dollars and turned into yen.
    pub withheld_usd: Option<Decimal>,
    /// Where no yen are known.
    pub in_dollars: Option<DollarsAlone>,
    /// When the yen were turned into dollars, and at how many yen for one.
    pub converted: Option<(Day, Decimal)>,
    pub earnings_and_profits: Fact<Percent>,
    pub basis_usd: Option<Decimal>,
    /// What an agent really withheld.
    pub withheld: Option<Yen>,
    /// The payer's shares are listed.
    pub listed: Fact<bool>,
    /// The part of the payer's gross income, in its taxable year before that of the payment, that is interest and
    /// dividends.
    pub investment_income: Fact<Percent>,
}

impl Dividend {
    /// A day before which it cannot be paid, of the dates that come before a payment: that of entitlement, or else of the
    /// record, or else the ex-dividend date.
    pub fn not_paid_before(&self) -> Option<Day> {
        self.entitlement_date.or(self.record_date).or(self.ex_date)
    }

    /// No dividend: of a case that is about a sale.
    pub const NONE: Dividend = Dividend {
        kind: Fact::Assumed(DividendKind::Cash),
        amount: Amount::Unknown,
        deemed_per_share: None,
        deemed_gross: None,
        ads_per_share: None,
        entitlement_date: None,
        record_date: None,
        accounting_period_end: None,
        ex_date: None,
        payment_date: None,
        depositary_receipt_date: None,
        fiscal_year_end: None,
        spot: None,
        inverted: None,
        withheld_usd: None,
        in_dollars: None,
        converted: None,
        earnings_and_profits: Fact::Assumed(Percent::HUNDRED),
        basis_usd: None,
        withheld: None,
        listed: Fact::Assumed(true),
        investment_income: Fact::Assumed(Percent::ZERO),
    };
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
