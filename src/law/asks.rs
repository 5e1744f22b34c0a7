//! Which missing facts would settle a condition.

use super::{Condition, HoldingPeriod, Outcome};
use crate::facts::{Case, Field, FieldSet, Ownership};

impl Condition {
    /// The facts that would settle it; none where it is settled.
    pub fn asks(&self, case: &Case, lot: usize) -> FieldSet {
        if self.test(case, lot) == Outcome::Unknown { self.asks_of_open(case, lot) } else { FieldSet::NONE }
    }

    /// The facts that are missing, where the outcome is known to be unknown.
    pub(crate) fn asks_of_open(&self, case: &Case, lot: usize) -> FieldSet {
        let dividend = &case.dividend;
        match self {
            Condition::VotingStock(_, holding) | Condition::DirectVotingStock(_, holding) => {
                let (percent, since) = match case.ownership {
                    Ownership::Constant { percent, since } => (percent.get().is_none(), since.is_none()),
                    Ownership::History(_) => (false, false),
                };
                let throughout = holding.is_a_period();
                let by_date = throughout || matches!(case.ownership, Ownership::History(_));
                let until = matches!(holding, HoldingPeriod::Including(_)) && case.held_until.is_none();
                FieldSet::missing(&[
                    (percent, Field::OwnershipPercent),
                    (throughout && since, Field::HeldSince),
                    (until, Field::HeldUntil),
                    (by_date && holding.span(case).is_none(), holding.ends_by(case)),
                ])
            }
            Condition::EntitledToBenefitsFrom(_) => FieldSet::one(Field::PaymentDate),
            Condition::MeetsAdditionalRequirements => FieldSet::one(Field::MeetsAdditionalRequirements),
            Condition::MeetsLobTest(_) | Condition::MeetsAnyLobTest(_) => FieldSet::one(Field::LimitationOnBenefits),
            Condition::UsPerson => FieldSet::one(Field::UsPerson),
            Condition::TaxedOnItsShare => FieldSet::one(Field::TaxedOnItsShare),
            Condition::HeldThroughResidents(_) => FieldSet::one(Field::HeldThrough),
            Condition::Kind(_) | Condition::ExemptInJapan | Condition::FundTaxedAs(_) => {
                case.kind.own_fact().map_or(FieldSet::NONE, FieldSet::one)
            }
            Condition::TaxYearBeginsBefore(_) | Condition::TaxYearBeginsFrom(_) if case.sale.is_some() => {
                FieldSet::one(Field::SaleDate)
            }
            Condition::TaxYearBeginsBefore(_) | Condition::TaxYearBeginsFrom(_)
                if case.lacks_instrument_for_inclusion() =>
            {
                FieldSet::one(Field::Instrument)
            }
            Condition::HoldsAds | Condition::HoldsShares => FieldSet::one(Field::Instrument),
            Condition::TaxYearBeginsBefore(_)
            | Condition::TaxYearBeginsFrom(_)
            | Condition::ApplicationBeforePayment => FieldSet::one(Field::PaymentDate),
            Condition::Sale(condition) => condition.asks(case, lot),
            Condition::SecondFormBy(limit) => FieldSet::one(limit.counted_from()),
            Condition::FilesAs(_) => FieldSet::one(Field::FilingStatus),
            Condition::HeldAroundExDate { .. } | Condition::HeldByRecipient { .. } => FieldSet::missing(&[
                (case.lot(lot).acquired.is_none(), Field::HeldSince),
                (dividend.ex_date.is_none(), Field::ExDate),
            ]),
            // The others have an ordinary answer, or are always known.
            Condition::ResidentOf(..)
            | Condition::NotResidentOf(..)
            | Condition::ResidentOfAny(..)
            | Condition::EstablishmentInJapan
            | Condition::NoEstablishmentInJapan
            | Condition::KindIn(..)
            | Condition::PaidByAnother(..)
            | Condition::StatesExemption(..)
            | Condition::HoldsThrough(..)
            | Condition::TaxedItself
            | Condition::Noncorporate
            | Condition::NotIndividual
            | Condition::BeneficialOwner
            | Condition::NotBeneficialOwner
            | Condition::NotLargeIndividual(..)
            | Condition::IssuedBelow(..)
            | Condition::StatesAdditionalRequirements
            | Condition::MayMeetAnyLobTest(..)
            | Condition::LobTestsNotStated
            | Condition::EntitledToBenefits
            | Condition::NotKnown(..)
            | Condition::CapitalLikeVotes
            | Condition::SubjectToTax
            | Condition::ElectsPriorTreaty
            | Condition::Listed
            | Condition::InvestmentIncomeAtMost(..)
            | Condition::NotFromBusiness
            | Condition::DividendIs(..)
            | Condition::UsCitizen
            | Condition::NotCapitalAsset
            | Condition::InClass(..)
            | Condition::ConversionYearBeginsFrom(..)
            | Condition::PaidBefore(..)
            | Condition::PaidFrom(..)
            | Condition::HasHedgedDays
            | Condition::PersonalCurrency
            | Condition::FinancialServices
            | Condition::Pfic
            | Condition::NotPfic
            | Condition::ElectsNoLimitation
            | Condition::TakesAdjustmentException
            | Condition::OnPayeeStatements
            | Condition::Limit(_)
            | Condition::Company(_) => FieldSet::NONE,
        }
    }
}
