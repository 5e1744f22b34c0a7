//! What only the United States asks.

use rust_decimal::Decimal;

use super::{Fact, words};
use crate::units::{Day, Rate};

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

impl FilingStatus {
    /// The value of this status out of one for each, in the order in which they are written above.
    pub fn of<T>(self, values: [T; 4]) -> T {
        let [single, jointly, separately, head] = values;
        match self {
            FilingStatus::Single => single,
            FilingStatus::MarriedJointly => jointly,
            FilingStatus::MarriedSeparately => separately,
            FilingStatus::HeadOfHousehold => head,
        }
    }
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
