//! One distribution, how much is paid, and what of it is taxed and was withheld.

use rust_decimal::Decimal;

use super::{Fact, Instrument, words};
use crate::units::{AdsRatio, Day, Exact, Percent, Rate, Yen};

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
