//! A company's years: what its income and assets are, and those of its subsidiaries.

use rust_decimal::Decimal;

use super::words;
use crate::units::{Day, Percent, Span};

words! {
    /// What an item of gross income is.
    pub enum IncomeKind {
        Dividends = "dividends",
        Interest = "interest",
        Royalties = "royalties",
        Rents = "rents",
        Annuities = "annuities",
        /// Gains on the disposal of assets.
        Gains = "gains",
        /// Income of the business itself.
        Active = "active",
    }
}

/// A company, its years in order and apart from each other, and the period of a holding if one is asked about.
#[derive(Clone, Debug, PartialEq)]
pub struct Company {
    pub id: Option<String>,
    pub years: Vec<CompanyYear>,
    pub held: Option<HeldFor>,
}

/// The days on which a holder held the company's shares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeldFor {
    /// The day of acquisition.
    pub from: Day,
    /// The day of disposal; `None` while still held.
    pub until: Option<Day>,
}

/// One taxable year of the company.
#[derive(Clone, Debug, PartialEq)]
pub struct CompanyYear {
    pub span: Span,
    pub operations: Operations,
}

/// Income and assets of one company in one year.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Operations {
    /// `None` when the income is not stated.
    pub gross_income: Option<Vec<IncomeItem>>,
    /// By the last day of each quarter; in order of days.
    pub quarters: Vec<Quarter>,
    pub subsidiaries: Vec<Subsidiary>,
}

/// A part of the gross income of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IncomeItem {
    pub kind: IncomeKind,
    pub amount: Decimal,
    /// Rents and royalties: derived in the active conduct of a business. Gains: from assets that produce no passive income.
    pub active: bool,
}

/// Assets on the last day of a quarter, by value, without the stock of the subsidiaries that are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quarter {
    pub date: Day,
    /// Passive and all assets; `None` when they are not stated.
    pub assets: Option<(Decimal, Decimal)>,
    /// Of a subsidiary: the value of the owner's stock in it.
    pub stock: Option<Decimal>,
}

/// A corporation in which the company, or the subsidiary above it, owns stock.
#[derive(Clone, Debug, PartialEq)]
pub struct Subsidiary {
    pub name: Option<String>,
    /// The part of its stock that its owner above owns, by value.
    pub owned: Percent,
    /// Dividends from it to its owner.
    pub dividends: Option<Decimal>,
    pub operations: Operations,
}
