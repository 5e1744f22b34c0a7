//! What an individual, an estate or a trust pays: the qualified part by rate, and the tax on net investment income.

use super::Because;
use crate::facts::{FieldSet, FilingStatus};
use crate::lang;
use crate::law::tables::PreferentialRates;
use crate::units::{Exact, Rate, Usd};

/// What the reduced rates come to.
#[derive(Clone, Debug, Default)]
pub struct Personal {
    /// The qualified part of the dividend by rate, from the lowest; none where the facts of the year are not stated.
    pub slices: Option<Vec<RateSlice>>,
    /// The same of everything the year taxes at reduced rates.
    pub all_slices: Option<Vec<RateSlice>>,
    /// The tax with reduced rates is less than by the schedule of ordinary rates; none where that is not known. Where it
    /// is not, the slices are those of the schedule.
    pub is_lower: Option<bool>,
    /// Each slice's amount and tax in cents, so that the parts add up.
    pub by_rate: Vec<TaxedSlice>,
    /// The facts that would give the slices; they leave the answer as it is.
    pub questions: FieldSet,
    /// The rates and brackets of the year, where part of the dividend is qualified.
    pub table: Option<&'static PreferentialRates>,
    pub investment: Option<InvestmentTax>,
}

/// A part of the dividend that is taxed at one rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateSlice {
    pub rate: Rate,
    pub amount: Exact,
}

/// The same in cents.
#[derive(Clone, Copy, Debug)]
pub struct TaxedSlice {
    pub rate: Rate,
    pub amount: Usd,
    pub tax: Usd,
}

impl Personal {
    /// The rates that are possible while the slices are not known, ascending.
    pub fn possible_rates(&self) -> Option<Vec<Rate>> {
        self.table.filter(|_| self.slices.is_none()).map(PreferentialRates::rates)
    }

    /// The tax on the qualified part.
    pub fn tax(&self) -> Option<Usd> {
        self.slices.as_ref().map(|_| self.by_rate.iter().map(|slice| slice.tax).sum())
    }
}

/// The tax on the net investment income of the year.
#[derive(Clone, Copy, Debug)]
pub struct InvestmentTax {
    pub rate: Rate,
    pub threshold: Option<Usd>,
    /// What is taxed: all of the year's, not only this dividend.
    pub base: Option<Usd>,
    pub tax: Option<Usd>,
    /// What this dividend can add to the tax.
    pub on_dividend_at_most: Option<Usd>,
    /// The facts that would settle it; they leave the answer as it is.
    pub questions: FieldSet,
}

/// Why a rule on it came out as it did.
#[derive(Clone, Copy, Debug)]
pub enum PersonalReason {
    /// Where the qualified part of the dividend begins and ends in taxable income.
    Stacked {
        from: Usd,
        to: Usd,
        tax: Usd,
    },
    /// What the schedule of ordinary rates asks of all such income, and what the reduced rates would.
    Schedule {
        ordinary: Usd,
        reduced: Usd,
    },
    Taxed(InvestmentTax),
    Threshold(Option<Usd>),
    /// For the holder's filing status, or for estates and trusts.
    Row(Option<FilingStatus>),
    /// So much gain, or loss, and what of it is recognised.
    Currency {
        gain: Usd,
        recognised: Usd,
    },
}

impl PersonalReason {
    /// In words: a clause without capital or full stop.
    pub fn words(self) -> String {
        let usd = |usd: Option<Usd>| usd.map_or(word!("not known", "不明").to_owned(), |usd| usd.to_string());
        match self {
            PersonalReason::Stacked { from, to, tax } => {
                said!(
                    "it lies between {from} and {to} of taxable income: {tax}",
                    "課税所得の{from}から{to}までの部分に当たる：{tax}"
                )
            }
            PersonalReason::Schedule { ordinary, reduced } => {
                said!(
                    "by the schedule it is {ordinary}, with reduced rates {reduced}",
                    "通常の税率表によれば{ordinary}、軽減税率によれば{reduced}"
                )
            }
            PersonalReason::Taxed(it) => match (it.base, it.tax) {
                (Some(base), Some(tax)) => said!("{} of {base} is {tax}", "{base}の{0}は{tax}", it.rate),
                _ => said!(
                    "what is taxed is not known; on this dividend at most {}",
                    "課税標準は不明。この配当について最大{}",
                    usd(it.on_dividend_at_most)
                ),
            },
            PersonalReason::Threshold(threshold) => usd(threshold),
            PersonalReason::Row(Some(status)) => {
                let status = lang::code(status.name());
                said!("the row of the tax year, filing status {status}", "課税年度の行、申告資格は{status}")
            }
            PersonalReason::Row(None) => word!("the row of the tax year", "課税年度の行").to_owned(),
            PersonalReason::Currency { gain, recognised } => {
                said!("{gain}, of which {recognised} is recognised", "{gain}、うち認識額{recognised}")
            }
        }
    }
}

impl From<PersonalReason> for Because {
    fn from(reason: PersonalReason) -> Because {
        Because::Personal(reason)
    }
}
