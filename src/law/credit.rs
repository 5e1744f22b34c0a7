//! The vocabulary of what limits the foreign tax credit: how long shares are held, and which part of the United States
//! tax it can offset.

use rust_decimal::Decimal;

use super::{Effect, Rule};
use crate::facts::{FilingStatus, words};
use crate::law::Category;
use crate::law::tables::{AdjustmentCeiling, TrustCeiling};
use crate::units::Exact;

/// What a law says about the credit beyond which tax is creditable.
#[derive(Debug)]
pub struct CreditLimits {
    /// Since when shares have to be held for the credit.
    pub holding_since: Rule,
    /// Asked for each lot.
    pub holding: Rule,
    /// What becomes of the tax on lots that were not held.
    pub not_held: Rule,
    /// How the limitation is calculated: the first that holds decides, and the last has no condition.
    pub methods: &'static [Rule],
    /// The part of the tax that can be offset.
    pub limit: Rule,
    /// Personal exemptions are put back into taxable income.
    pub exemptions: Rule,
    /// When there are none to put back.
    pub no_exemptions: Rule,
    /// When a deduction that counts as one is what there is to put back.
    pub senior_deduction: Rule,
    /// Deductions that belong to no income are apportioned by gross income.
    pub deductions: Rule,
    /// What is taxed at reduced rates is shared by income from abroad and at home alike.
    pub shared_rates: Rule,
    /// When passive income leaves its category.
    pub high_taxed: Rule,
    /// For how many years back and forward the rest is carried: the first that holds decides.
    pub carryover: &'static [Rule],
    /// What the income that is taxed at the rates of ordinary income must not exceed.
    pub ceilings: &'static [AdjustmentCeiling],
    /// The same of estates and trusts.
    pub ceilings_of_trusts: &'static [TrustCeiling],
    /// Shown where the limitation could be elected away.
    pub election_note: Rule,
    /// Shown where it was elected away and cannot be.
    pub election_not_open: Rule,
    /// Shown where some tax is creditable.
    pub deduction_note: Rule,
    /// Shown where some tax can be refunded later.
    pub refund_note: Rule,
}

impl CreditLimits {
    /// Every rule but the rows of the tables, in reading order.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        let held = [&self.holding_since, &self.holding, &self.not_held];
        let calculated = [&self.limit, &self.deductions, &self.shared_rates, &self.high_taxed];
        let exempt = [&self.exemptions, &self.no_exemptions, &self.senior_deduction];
        let notes = [&self.election_note, &self.election_not_open, &self.deduction_note, &self.refund_note];
        let methods = self.methods.iter().chain(calculated).chain(exempt).chain(self.carryover);
        let ceilings = self.ceilings.iter().map(|row| &row.rule);
        let ceilings = ceilings.chain(self.ceilings_of_trusts.iter().map(|row| &row.rule));
        held.into_iter().chain(methods).chain(ceilings).chain(notes)
    }
}

words! {
    /// How the limitation is calculated.
    pub enum LimitMethod {
        /// Foreign income and taxable income as they are.
        Ordinary = "ordinary",
        /// Income that is taxed at reduced rates counts in the proportion of its rate to the highest one.
        RateDifferential = "rate_differential",
        /// As they are, although some income is taxed at reduced rates.
        AdjustmentException = "adjustment_exception",
        /// All creditable tax is credited against the tax there is.
        NoLimitation = "no_limitation",
    }
}

/// The amounts of a year that conditions on the limitation ask for, in dollars. Decimals, because steps keep them.
#[derive(Clone, Copy, Debug)]
pub struct LimitAmounts {
    pub category: Option<Category>,
    /// All creditable foreign tax of the category.
    pub foreign_tax: Decimal,
    /// What is taxed at reduced rates, wherever it arises.
    pub preferential: Option<Decimal>,
    /// The part of it from abroad.
    pub foreign_preferential: Option<Decimal>,
    /// Taxable income without what is taxed at reduced rates.
    pub other_income: Option<Decimal>,
    /// What it must not exceed for the exception, where the year's table says.
    pub ceiling: Option<Decimal>,
    /// The tax with reduced rates is less than that of the schedule of ordinary rates.
    pub reduced_tax_is_lower: Option<bool>,
}

impl Rule {
    /// How it calculates the limitation, if it is a rule that says so.
    pub fn limit_method(&self) -> Option<LimitMethod> {
        match self.effect {
            Effect::Limit(method) => Some(method),
            _ => None,
        }
    }
}

impl AdjustmentCeiling {
    /// The ceiling of those who file so.
    pub fn of(&self, status: FilingStatus) -> Exact {
        Exact::whole(match status {
            FilingStatus::Single => self.single,
            FilingStatus::MarriedJointly => self.married_jointly,
            FilingStatus::MarriedSeparately => self.married_separately,
            FilingStatus::HeadOfHousehold => self.head_of_household,
        })
    }
}
