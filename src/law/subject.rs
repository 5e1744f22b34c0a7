//! What a condition is about: the one list by which holdings, lots, dividends and treaties' tests are told apart.

use super::condition::ex_date_window;
use super::{CompanyCondition, Condition, HoldingPeriod, LimitCondition, SaleCondition, Threshold};
use crate::facts::{Case, LobTest};
use crate::units::Span;

/// What a condition asks about.
#[derive(Clone, Copy, Debug)]
enum Subject<'a> {
    /// The holder, its papers, elections and years, the payer, the day of payment.
    Circumstances,
    /// So much of the voting stock, held over a period.
    VotingStock(Threshold, HoldingPeriod),
    /// How much of the company is held in some other way.
    Holding,
    /// Tests of a treaty's limitation on benefits.
    LobTests(&'a [LobTest]),
    /// How much is held, and by whom where not directly.
    HoldingThroughResidents,
    /// What is distributed.
    Distribution,
    /// For how long each lot is held around the ex-dividend date.
    DaysOfLot { begins_days_before: i32, period_days: i32 },
    /// A sale, or the lot that is sold.
    Sale(SaleCondition),
    /// The amounts of a year.
    Limit(LimitCondition),
    /// The figures of a company.
    Company(CompanyCondition),
}

impl Condition {
    /// What it is about: a new condition is put in its place here, or nothing compiles.
    fn subject(&self) -> Subject<'_> {
        match self {
            Condition::VotingStock(threshold, holding) | Condition::DirectVotingStock(threshold, holding) => {
                Subject::VotingStock(*threshold, *holding)
            }
            Condition::NotLargeIndividual(_) | Condition::IssuedBelow(_) => Subject::Holding,
            Condition::MeetsLobTest(test) => Subject::LobTests(std::slice::from_ref(test)),
            Condition::MeetsAnyLobTest(tests) | Condition::MayMeetAnyLobTest(tests) => Subject::LobTests(tests),
            Condition::HeldThroughResidents(_) => Subject::HoldingThroughResidents,
            Condition::DividendIs(_) => Subject::Distribution,
            Condition::HeldAroundExDate { begins_days_before, period_days, .. }
            | Condition::HeldByRecipient { begins_days_before, period_days, .. } => {
                Subject::DaysOfLot { begins_days_before: *begins_days_before, period_days: *period_days }
            }
            Condition::Sale(condition) => Subject::Sale(*condition),
            Condition::Limit(condition) => Subject::Limit(*condition),
            Condition::Company(condition) => Subject::Company(*condition),
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
            | Condition::MeetsAdditionalRequirements
            | Condition::StatesAdditionalRequirements
            | Condition::LobTestsNotStated
            | Condition::EntitledToBenefits
            | Condition::NotKnown(..)
            | Condition::CapitalLikeVotes
            | Condition::EntitledToBenefitsFrom(..)
            | Condition::SubjectToTax
            | Condition::ElectsPriorTreaty
            | Condition::Listed
            | Condition::InvestmentIncomeAtMost(..)
            | Condition::NotFromBusiness
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
            | Condition::FilesAs(..)
            | Condition::ElectsNoLimitation
            | Condition::TakesAdjustmentException
            | Condition::OnPayeeStatements => Subject::Circumstances,
        }
    }

    /// The period that a condition on the holding period counts in, when its date is known.
    pub fn window_of(case: &Case) -> impl FnMut(&Condition) -> Option<Span> {
        |condition| match condition.subject() {
            Subject::DaysOfLot { begins_days_before, period_days } => {
                ex_date_window(case, begins_days_before, period_days)
            }
            Subject::Circumstances
            | Subject::VotingStock(..)
            | Subject::Holding
            | Subject::LobTests(_)
            | Subject::HoldingThroughResidents
            | Subject::Distribution
            | Subject::Sale(_)
            | Subject::Limit(_)
            | Subject::Company(_) => None,
        }
    }

    /// Whether the answer can differ from lot to lot.
    pub fn is_about_a_lot(&self) -> bool {
        match self.subject() {
            Subject::DaysOfLot { .. } => true,
            Subject::Sale(condition) => condition.is_about_a_lot(),
            Subject::Circumstances
            | Subject::VotingStock(..)
            | Subject::Holding
            | Subject::LobTests(_)
            | Subject::HoldingThroughResidents
            | Subject::Distribution
            | Subject::Limit(_)
            | Subject::Company(_) => false,
        }
    }

    /// Whether it asks, of a dividend, how much of the company is held or since when.
    pub fn is_about_a_holding(&self) -> bool {
        match self.subject() {
            Subject::VotingStock(..)
            | Subject::Holding
            | Subject::HoldingThroughResidents
            | Subject::DaysOfLot { .. } => true,
            Subject::Circumstances
            | Subject::LobTests(_)
            | Subject::Distribution
            | Subject::Sale(_)
            | Subject::Limit(_)
            | Subject::Company(_) => false,
        }
    }

    /// Whether it asks what is distributed, which a sale does not say.
    pub fn is_about_a_dividend(&self) -> bool {
        match self.subject() {
            Subject::Distribution | Subject::DaysOfLot { .. } => true,
            Subject::Circumstances
            | Subject::VotingStock(..)
            | Subject::Holding
            | Subject::LobTests(_)
            | Subject::HoldingThroughResidents
            | Subject::Sale(_)
            | Subject::Limit(_)
            | Subject::Company(_) => false,
        }
    }

    /// The part of the voting stock that it asks for and when that must be held, if it is one that does.
    pub fn voting_stock(&self) -> Option<(Threshold, HoldingPeriod)> {
        if let Subject::VotingStock(threshold, holding) = self.subject() { Some((threshold, holding)) } else { None }
    }

    /// The tests of the limitation on benefits that it looks for among those that are stated.
    pub fn lob_tests(&self) -> &[LobTest] {
        match self.subject() {
            Subject::LobTests(tests) => tests,
            Subject::Circumstances
            | Subject::VotingStock(..)
            | Subject::HoldingThroughResidents
            | Subject::Holding
            | Subject::Distribution
            | Subject::DaysOfLot { .. }
            | Subject::Sale(_)
            | Subject::Limit(_)
            | Subject::Company(_) => &[],
        }
    }

    /// What it asks of the amounts of a year, if it does.
    pub(super) fn of_limit(&self) -> Option<LimitCondition> {
        if let Subject::Limit(condition) = self.subject() { Some(condition) } else { None }
    }

    /// What it asks of a company's figures, if it does.
    pub(super) fn of_company(&self) -> Option<CompanyCondition> {
        if let Subject::Company(condition) = self.subject() { Some(condition) } else { None }
    }
}
