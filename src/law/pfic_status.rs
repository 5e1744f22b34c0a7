//! The chapter of a law that says when a company is a passive foreign investment company.

use super::{Condition, Effect, Rule, Threshold};
use crate::facts::IncomeItem;

/// The tests of income and assets, what is passive, and whose income and assets are counted.
#[derive(Clone, Copy, Debug)]
pub struct PficStatusChapter {
    pub income_test: Rule,
    pub asset_test: Rule,
    /// The value is that of a quarterly average.
    pub average: Rule,
    pub look_through: Rule,
    /// Stock of a subsidiary that is not looked through.
    pub stock: Rule,
    /// What income is; the first that covers an item decides, and the last covers all.
    pub income: &'static [Rule],
    /// What a year as such a company means for a holding.
    pub taint: Rule,
    pub notes: &'static [Rule],
    pub actions: &'static [Rule],
}

impl PficStatusChapter {
    /// Its rules, in reading order.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        let tests = [&self.income_test, &self.asset_test, &self.average, &self.look_through, &self.stock];
        tests.into_iter().chain(self.income).chain([&self.taint]).chain(self.notes).chain(self.actions)
    }

    /// The rule that says whether an item of gross income is passive, and what it says.
    pub fn classify(&'static self, item: &IncomeItem) -> (&'static Rule, bool) {
        let covers = |condition: &Condition| match condition {
            Condition::IncomeIs(kind) => item.kind == *kind,
            Condition::FromActivity => item.active,
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
            | Condition::NoOtherIncome
            | Condition::ReducedTaxNotLower
            | Condition::OnPayeeStatements
            | Condition::ForeignPreferentialBelow(..)
            | Condition::OtherIncomeWithinCeiling
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
            | Condition::HeldInYear => false,
        };
        let rule = self.income.iter().find(|rule| rule.when.iter().all(covers));
        let rule = rule.expect("the last rule on income covers every item");
        (rule, rule.effect == Effect::Passive(true))
    }
}

impl Rule {
    /// The threshold of a test of a company's figures.
    pub fn threshold(&self) -> Option<Threshold> {
        self.when.iter().find_map(|condition| match condition {
            Condition::PassiveIncome(threshold)
            | Condition::PassiveAssets(threshold)
            | Condition::OwnsByValue(threshold) => Some(*threshold),
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
            | Condition::NoOtherIncome
            | Condition::ReducedTaxNotLower
            | Condition::OnPayeeStatements
            | Condition::ForeignPreferentialBelow(..)
            | Condition::OtherIncomeWithinCeiling
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
            | Condition::IncomeIs(..)
            | Condition::FromActivity
            | Condition::HeldInYear => None,
        })
    }
}
