//! The vocabulary of what an individual, an estate or a trust pays on a dividend: the reduced rates by bracket, the tax
//! on net investment income, and the exemption of small gains from currency.

use super::Rule;
use super::tables::{
    INVESTMENT_THRESHOLDS_OF_TRUSTS, LOW_BRACKETS, PREFERENTIAL_RATES, PREFERENTIAL_RATES_OF_TRUSTS, PreferentialRates,
};
use crate::units::Rate;

/// What a law says about it.
#[derive(Debug)]
pub struct PersonalRules {
    /// What makes a foreign corporation's dividends qualify; asked before the rates.
    pub qualified_corporation: Rule,
    /// Ordinary income fills the brackets first.
    pub stacking: Rule,
    /// The tax is never more than by the schedule of ordinary rates.
    pub schedule: Rule,
    pub investment_tax: Rule,
    /// Of net investment income above the threshold.
    pub investment_rate: Rate,
    pub investment_threshold: Rule,
    /// Shown where that tax may be due and some tax is creditable.
    pub investment_note: Rule,
    /// What gain from currency in a personal transaction is.
    pub personal_currency_character: Rule,
    /// Gain from currency in a personal transaction that is not recognised, up to so many dollars.
    pub personal_currency: Rule,
    pub personal_currency_usd: i64,
    /// A loss in such a transaction.
    pub personal_currency_loss: Rule,
}

impl PersonalRules {
    /// Every rule, with the rows of the tables it refers to, in reading order.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        let years = |rows: &'static [PreferentialRates]| rows.iter().map(|row| &row.rule);
        let stacked = [&self.qualified_corporation, &self.stacking, &self.schedule].into_iter();
        let stacked = stacked.chain(years(PREFERENTIAL_RATES)).chain(years(PREFERENTIAL_RATES_OF_TRUSTS));
        let stacked = stacked.chain(LOW_BRACKETS.iter().map(|row| &row.rule));
        let taxed = [&self.investment_tax, &self.investment_threshold].into_iter();
        let taxed = taxed.chain(INVESTMENT_THRESHOLDS_OF_TRUSTS.iter().map(|row| &row.rule));
        let currency = [
            &self.investment_note,
            &self.personal_currency_character,
            &self.personal_currency,
            &self.personal_currency_loss,
        ];
        stacked.chain(taxed).chain(currency)
    }
}
