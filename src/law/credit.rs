//! The vocabulary of what limits the foreign tax credit: how long shares are held, and which part of the United States
//! tax it can offset.

use rust_decimal::Decimal;

use super::{Condition, Effect, Rule};
use crate::facts::{Case, Field, FieldSet, FilingStatus, HolderKind, words};
use crate::law::tables::{AdjustmentCeiling, TrustCeiling};
use crate::law::{Category, Outcome};
use crate::units::{Exact, Usd};

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
        let calculated = [&self.limit, &self.deductions, &self.shared_rates];
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

impl Condition {
    /// Asks the amounts of the year, or else the facts.
    pub fn test_limit(&self, case: &Case, amounts: &LimitAmounts) -> Outcome {
        let whole = |dollars: u32| Decimal::from(dollars);
        Outcome::of(match *self {
            Condition::CategoryIs(category) => amounts.category.map(|known| known == category),
            Condition::ForeignTaxAtMost(most) => Some(amounts.foreign_tax <= whole(most)),
            Condition::NoPreferentialIncome => amounts.preferential.map(|amount| amount.is_zero()),
            Condition::NoOtherIncome => amounts.other_income.map(|amount| amount.is_zero()),
            Condition::ReducedTaxNotLower => amounts.reduced_tax_is_lower.map(|is_lower| !is_lower),
            Condition::ForeignPreferentialBelow(mark) => amounts.foreign_preferential.map(|it| it < whole(mark)),
            Condition::OtherIncomeWithinCeiling => {
                amounts.other_income.zip(amounts.ceiling).map(|(income, ceiling)| income <= ceiling)
            }
            Condition::ResidentOf(..)
            | Condition::NotResidentOf(..)
            | Condition::ResidentOfAny(..)
            | Condition::EstablishmentInJapan
            | Condition::NoEstablishmentInJapan
            | Condition::Kind(..)
            | Condition::KindIn(..)
            | Condition::PaidByAnother(..)
            | Condition::ExemptInJapan
            | Condition::StatesExemption(..)
            | Condition::HoldsThrough(..)
            | Condition::TaxedItself
            | Condition::TaxedOnItsShare
            | Condition::FundTaxedAs(..)
            | Condition::Noncorporate
            | Condition::NotIndividual
            | Condition::BeneficialOwner
            | Condition::NotBeneficialOwner
            | Condition::VotingStock(..)
            | Condition::DirectVotingStock(..)
            | Condition::NotLargeIndividual(..)
            | Condition::IssuedBelow(..)
            | Condition::MeetsAdditionalRequirements
            | Condition::StatesAdditionalRequirements
            | Condition::MeetsLobTest(..)
            | Condition::MeetsAnyLobTest(..)
            | Condition::MayMeetAnyLobTest(..)
            | Condition::LobTestsNotStated
            | Condition::EntitledToBenefits
            | Condition::NotKnown(..)
            | Condition::CapitalLikeVotes
            | Condition::EntitledToBenefitsFrom(..)
            | Condition::HeldThroughResidents(..)
            | Condition::SubjectToTax
            | Condition::ElectsPriorTreaty
            | Condition::Listed
            | Condition::InvestmentIncomeAtMost(..)
            | Condition::NotFromBusiness
            | Condition::DividendIs(..)
            | Condition::HoldsAds
            | Condition::HoldsShares
            | Condition::ApplicationBeforePayment
            | Condition::SecondFormBy(..)
            | Condition::UsCitizen
            | Condition::UsPerson
            | Condition::NotCapitalAsset
            | Condition::InClass(..)
            | Condition::TaxYearBeginsBefore(..)
            | Condition::TaxYearBeginsFrom(..)
            | Condition::ConversionYearBeginsFrom(..)
            | Condition::PaidBefore(..)
            | Condition::PaidFrom(..)
            | Condition::HasHedgedDays
            | Condition::PersonalCurrency
            | Condition::FinancialServices
            | Condition::Pfic
            | Condition::NotPfic
            | Condition::HeldAroundExDate { .. }
            | Condition::HeldByRecipient { .. }
            | Condition::FilesAs(..)
            | Condition::ElectsNoLimitation
            | Condition::TakesAdjustmentException
            | Condition::OnPayeeStatements
            | Condition::SaleIs(..)
            | Condition::Sold(..)
            | Condition::AcquiredBy(..)
            | Condition::HeldMoreThanMonths(..)
            | Condition::AcquiredBefore(..)
            | Condition::AcquiredFrom(..)
            | Condition::SoldBefore(..)
            | Condition::SoldFrom(..)
            | Condition::GroupHeld(..)
            | Condition::GroupSold(..)
            | Condition::GroupHeldBeforeYear(..)
            | Condition::GroupHeldInYear(..)
            | Condition::NotTaxedInResidence
            | Condition::TreatyOnSale(..)
            | Condition::RealEstateCompany
            | Condition::SharesListed
            | Condition::SharesUnlisted
            | Condition::PresentInJapan
            | Condition::OptionShares
            | Condition::PficWhileHeld
            | Condition::NotPficWhileHeld
            | Condition::PassiveIncome(..)
            | Condition::PassiveAssets(..)
            | Condition::OwnsByValue(..)
            | Condition::IncomeIs(..)
            | Condition::FromActivity
            | Condition::HeldInYear => return self.test(case, 0),
        })
    }

    /// The facts that are missing when the outcome is unknown.
    pub fn asks_for_limit(&self, case: &Case) -> FieldSet {
        match self {
            Condition::OtherIncomeWithinCeiling | Condition::ReducedTaxNotLower => FieldSet::missing(&[
                (case.us.taxable_income_usd.is_none(), Field::TaxableIncome),
                (individual(case) && case.us.filing_status.is_none(), Field::FilingStatus),
            ]),
            Condition::NoOtherIncome => {
                FieldSet::missing(&[(case.us.taxable_income_usd.is_none(), Field::TaxableIncome)])
            }
            Condition::ResidentOf(..)
            | Condition::NotResidentOf(..)
            | Condition::ResidentOfAny(..)
            | Condition::EstablishmentInJapan
            | Condition::NoEstablishmentInJapan
            | Condition::Kind(..)
            | Condition::KindIn(..)
            | Condition::PaidByAnother(..)
            | Condition::ExemptInJapan
            | Condition::StatesExemption(..)
            | Condition::HoldsThrough(..)
            | Condition::TaxedItself
            | Condition::TaxedOnItsShare
            | Condition::FundTaxedAs(..)
            | Condition::Noncorporate
            | Condition::NotIndividual
            | Condition::BeneficialOwner
            | Condition::NotBeneficialOwner
            | Condition::VotingStock(..)
            | Condition::DirectVotingStock(..)
            | Condition::NotLargeIndividual(..)
            | Condition::IssuedBelow(..)
            | Condition::MeetsAdditionalRequirements
            | Condition::StatesAdditionalRequirements
            | Condition::MeetsLobTest(..)
            | Condition::MeetsAnyLobTest(..)
            | Condition::MayMeetAnyLobTest(..)
            | Condition::LobTestsNotStated
            | Condition::EntitledToBenefits
            | Condition::NotKnown(..)
            | Condition::CapitalLikeVotes
            | Condition::EntitledToBenefitsFrom(..)
            | Condition::HeldThroughResidents(..)
            | Condition::SubjectToTax
            | Condition::ElectsPriorTreaty
            | Condition::Listed
            | Condition::InvestmentIncomeAtMost(..)
            | Condition::NotFromBusiness
            | Condition::DividendIs(..)
            | Condition::HoldsAds
            | Condition::HoldsShares
            | Condition::ApplicationBeforePayment
            | Condition::SecondFormBy(..)
            | Condition::UsCitizen
            | Condition::UsPerson
            | Condition::NotCapitalAsset
            | Condition::InClass(..)
            | Condition::TaxYearBeginsBefore(..)
            | Condition::TaxYearBeginsFrom(..)
            | Condition::ConversionYearBeginsFrom(..)
            | Condition::PaidBefore(..)
            | Condition::PaidFrom(..)
            | Condition::HasHedgedDays
            | Condition::PersonalCurrency
            | Condition::FinancialServices
            | Condition::Pfic
            | Condition::NotPfic
            | Condition::HeldAroundExDate { .. }
            | Condition::HeldByRecipient { .. }
            | Condition::FilesAs(..)
            | Condition::ElectsNoLimitation
            | Condition::TakesAdjustmentException
            | Condition::CategoryIs(..)
            | Condition::ForeignTaxAtMost(..)
            | Condition::NoPreferentialIncome
            | Condition::OnPayeeStatements
            | Condition::ForeignPreferentialBelow(..)
            | Condition::SaleIs(..)
            | Condition::Sold(..)
            | Condition::AcquiredBy(..)
            | Condition::HeldMoreThanMonths(..)
            | Condition::AcquiredBefore(..)
            | Condition::AcquiredFrom(..)
            | Condition::SoldBefore(..)
            | Condition::SoldFrom(..)
            | Condition::GroupHeld(..)
            | Condition::GroupSold(..)
            | Condition::GroupHeldBeforeYear(..)
            | Condition::GroupHeldInYear(..)
            | Condition::NotTaxedInResidence
            | Condition::TreatyOnSale(..)
            | Condition::RealEstateCompany
            | Condition::SharesListed
            | Condition::SharesUnlisted
            | Condition::PresentInJapan
            | Condition::OptionShares
            | Condition::PficWhileHeld
            | Condition::NotPficWhileHeld
            | Condition::PassiveIncome(..)
            | Condition::PassiveAssets(..)
            | Condition::OwnsByValue(..)
            | Condition::IncomeIs(..)
            | Condition::FromActivity
            | Condition::HeldInYear => self.asks(case, 0),
        }
    }

    /// Why it came out so, of the amounts of the year; a clause.
    pub fn because_of_limit(&self, case: &Case, amounts: &LimitAmounts) -> String {
        let usd = |amount: Option<Decimal>| {
            amount.map_or("not known".to_owned(), |amount| Exact::from(amount).usd().to_string())
        };
        match *self {
            Condition::CategoryIs(_) => {
                format!("the category is {}", amounts.category.map_or("not known", Category::name).replace('_', " "))
            }
            Condition::ForeignTaxAtMost(most) => {
                format!("the creditable foreign tax is {}, the mark {}", usd(Some(amounts.foreign_tax)), dollars(most))
            }
            Condition::NoPreferentialIncome => {
                format!("income taxed at reduced rates is {}", usd(amounts.preferential))
            }
            Condition::ForeignPreferentialBelow(mark) => {
                format!("that from abroad is {}, the mark {}", usd(amounts.foreign_preferential), dollars(mark))
            }
            Condition::OtherIncomeWithinCeiling => format!(
                "taxable income without it is {}, the ceiling of the year {}",
                usd(amounts.other_income),
                usd(amounts.ceiling)
            ),
            Condition::NoOtherIncome => {
                format!("taxable income without what is taxed at reduced rates is {}", usd(amounts.other_income))
            }
            Condition::ReducedTaxNotLower => match amounts.reduced_tax_is_lower {
                Some(true) => "the reduced rates make the tax less than the schedule of ordinary rates".to_owned(),
                Some(false) => "the schedule of ordinary rates asks no more than the reduced rates".to_owned(),
                None => "what the reduced rates save is not known".to_owned(),
            },
            Condition::ResidentOf(..)
            | Condition::NotResidentOf(..)
            | Condition::ResidentOfAny(..)
            | Condition::EstablishmentInJapan
            | Condition::NoEstablishmentInJapan
            | Condition::Kind(..)
            | Condition::KindIn(..)
            | Condition::PaidByAnother(..)
            | Condition::ExemptInJapan
            | Condition::StatesExemption(..)
            | Condition::HoldsThrough(..)
            | Condition::TaxedItself
            | Condition::TaxedOnItsShare
            | Condition::FundTaxedAs(..)
            | Condition::Noncorporate
            | Condition::NotIndividual
            | Condition::BeneficialOwner
            | Condition::NotBeneficialOwner
            | Condition::VotingStock(..)
            | Condition::DirectVotingStock(..)
            | Condition::NotLargeIndividual(..)
            | Condition::IssuedBelow(..)
            | Condition::MeetsAdditionalRequirements
            | Condition::StatesAdditionalRequirements
            | Condition::MeetsLobTest(..)
            | Condition::MeetsAnyLobTest(..)
            | Condition::MayMeetAnyLobTest(..)
            | Condition::LobTestsNotStated
            | Condition::EntitledToBenefits
            | Condition::NotKnown(..)
            | Condition::CapitalLikeVotes
            | Condition::EntitledToBenefitsFrom(..)
            | Condition::HeldThroughResidents(..)
            | Condition::SubjectToTax
            | Condition::ElectsPriorTreaty
            | Condition::Listed
            | Condition::InvestmentIncomeAtMost(..)
            | Condition::NotFromBusiness
            | Condition::DividendIs(..)
            | Condition::HoldsAds
            | Condition::HoldsShares
            | Condition::ApplicationBeforePayment
            | Condition::SecondFormBy(..)
            | Condition::UsCitizen
            | Condition::UsPerson
            | Condition::NotCapitalAsset
            | Condition::InClass(..)
            | Condition::TaxYearBeginsBefore(..)
            | Condition::TaxYearBeginsFrom(..)
            | Condition::ConversionYearBeginsFrom(..)
            | Condition::PaidBefore(..)
            | Condition::PaidFrom(..)
            | Condition::HasHedgedDays
            | Condition::PersonalCurrency
            | Condition::FinancialServices
            | Condition::Pfic
            | Condition::NotPfic
            | Condition::HeldAroundExDate { .. }
            | Condition::HeldByRecipient { .. }
            | Condition::FilesAs(..)
            | Condition::ElectsNoLimitation
            | Condition::TakesAdjustmentException
            | Condition::OnPayeeStatements
            | Condition::SaleIs(..)
            | Condition::Sold(..)
            | Condition::AcquiredBy(..)
            | Condition::HeldMoreThanMonths(..)
            | Condition::AcquiredBefore(..)
            | Condition::AcquiredFrom(..)
            | Condition::SoldBefore(..)
            | Condition::SoldFrom(..)
            | Condition::GroupHeld(..)
            | Condition::GroupSold(..)
            | Condition::GroupHeldBeforeYear(..)
            | Condition::GroupHeldInYear(..)
            | Condition::NotTaxedInResidence
            | Condition::TreatyOnSale(..)
            | Condition::RealEstateCompany
            | Condition::SharesListed
            | Condition::SharesUnlisted
            | Condition::PresentInJapan
            | Condition::OptionShares
            | Condition::PficWhileHeld
            | Condition::NotPficWhileHeld
            | Condition::PassiveIncome(..)
            | Condition::PassiveAssets(..)
            | Condition::OwnsByValue(..)
            | Condition::IncomeIs(..)
            | Condition::FromActivity
            | Condition::HeldInYear => self.because(case, 0),
        }
    }
}

fn individual(case: &Case) -> bool {
    case.kind == HolderKind::Individual
}

/// Whole dollars of the law, as they are printed.
pub(super) fn dollars(dollars: u32) -> Usd {
    Exact::whole(i64::from(dollars)).usd()
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
