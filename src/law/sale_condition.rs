//! What rules on sales ask: tested against the facts, and in words.

use super::coverage::FIRST_DAY;
use super::{Condition, Country, Treaty};
use crate::facts::{AcquiredBy, Case, SaleKind, SalePlace};
use crate::units::{Day, Percent};

impl Condition {
    /// The conditions on a sale; `None` while a fact is missing.
    pub(super) fn holds_for_sale(self, case: &Case, lot: usize) -> Option<bool> {
        let sale = case.sale.as_ref()?;
        match self {
            Condition::SaleIs(kind) => sale.kind.get().map(|known| known == kind),
            Condition::Sold(place) => sale.place.get().map(|known| known == place),
            Condition::AcquiredBy(way) => case.acquired_by(lot).map(|known| known == way),
            // What was inherited counts as held for more than a year.
            Condition::HeldMoreThanMonths(..=12) if case.is_inherited(lot) => Some(true),
            Condition::HeldMoreThanMonths(months) => {
                Some(sale.date? >= case.held_from(lot)?.first_day_beyond_months(months))
            }
            Condition::AcquiredBefore(day) => Some(case.lot(lot).acquired? < day),
            Condition::AcquiredFrom(day) => Some(case.lot(lot).acquired? >= day),
            Condition::SoldBefore(day) => Some(sale.date? < day),
            Condition::SoldFrom(day) => Some(sale.date? >= day),
            Condition::GroupHeld(threshold) => sale.group.held.get().map(|held| threshold.is_reached_by(held)),
            Condition::GroupSold(threshold) => sale.group.sold.map(|sold| threshold.is_reached_by(sold)),
            Condition::GroupHeldBeforeYear(threshold) => {
                sale.group.before_year.get().map(|held| threshold.is_reached_by(held))
            }
            Condition::GroupHeldInYear(threshold) => sale.group.in_year.get().map(|held| threshold.is_reached_by(held)),
            Condition::NotTaxedInResidence => sale.taxed_in_residence.map(|is| !is),
            Condition::TreatyOnSale(table) => treaty_on(table, case.residence, sale.date),
            Condition::RealEstateCompany => sale.real_estate_company.get(),
            Condition::SharesListed => sale.listed.get(),
            Condition::SharesUnlisted => sale.listed.get().map(|is| !is),
            Condition::PresentInJapan => sale.present_in_japan.get(),
            Condition::OptionShares => sale.option_shares.get(),
            Condition::PficWhileHeld => sale.pfic.get(),
            Condition::NotPficWhileHeld => sale.pfic.get().map(|is| !is),
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
            | Condition::PassiveIncome(..)
            | Condition::PassiveAssets(..)
            | Condition::OwnsByValue(..)
            | Condition::IncomeIs(..)
            | Condition::FromActivity
            | Condition::HeldInYear => None,
        }
    }

    /// Why it is met or not: a clause without capital or full stop.
    pub(super) fn because_of_sale(self, case: &Case, lot: usize) -> String {
        let Some(sale) = &case.sale else { return String::new() };
        match self {
            Condition::SaleIs(_) => format!("the event is {}", sale.kind.get().map_or("not stated", noun)),
            Condition::Sold(_) => match sale.place.get() {
                Some(SalePlace::OutsideJapan) => "sold outside Japan".to_owned(),
                _ => "sold within Japan".to_owned(),
            },
            Condition::AcquiredBy(_) => {
                format!("acquired by {}", case.acquired_by(lot).map_or("not stated", AcquiredBy::name))
            }
            Condition::HeldMoreThanMonths(..=12) if case.is_inherited(lot) => {
                "inherited, which counts as held for more than a year".to_owned()
            }
            Condition::HeldMoreThanMonths(months) => {
                let Some(acquired) = case.held_from(lot) else { return String::new() };
                let sold = sale.date.map_or(String::new(), |day| day.to_string());
                let first = acquired.first_day_beyond_months(months);
                let period = match (months % 12, months / 12) {
                    (0, 1) => "a year".to_owned(),
                    (0, years) => format!("{years} years"),
                    _ => format!("{months} months"),
                };
                format!("acquired on {acquired}, held for more than {period} from {first}, sold on {sold}")
            }
            Condition::AcquiredBefore(_) | Condition::AcquiredFrom(_) => {
                case.lot(lot).acquired.map_or(String::new(), |day| format!("acquired on {day}"))
            }
            Condition::SoldBefore(_) | Condition::SoldFrom(_) => {
                sale.date.map_or(String::new(), |day| format!("sold on {day}"))
            }
            Condition::GroupHeld(_) => part(sale.group.held.get(), sale.group.held.is_assumed(), "held"),
            Condition::GroupSold(_) => part(sale.group.sold, false, "sold"),
            Condition::GroupHeldBeforeYear(_) => {
                part(sale.group.before_year.get(), sale.group.before_year.is_assumed(), "held before the year")
            }
            Condition::GroupHeldInYear(_) => {
                part(sale.group.in_year.get(), sale.group.in_year.is_assumed(), "held in the year")
            }
            Condition::NotTaxedInResidence => match sale.taxed_in_residence {
                Some(is) => format!("the country of residence {} the gain", if is { "taxes" } else { "does not tax" }),
                None => "whether the country of residence taxes the gain is not stated".to_owned(),
            },
            Condition::TreatyOnSale(table) => {
                let applied = treaty_on(table, case.residence, sale.date) == Some(true);
                let day = sale.date.map_or(String::new(), |day| format!(" on {day}"));
                format!("{} treaty with {} applied{day}", if applied { "a" } else { "no" }, case.residence.name())
            }
            Condition::RealEstateCompany => {
                format!("the company is {} company with mostly land in Japan", article(sale.real_estate_company.get()))
            }
            Condition::SharesListed | Condition::SharesUnlisted => {
                format!("the shares are {}listed", not(sale.listed.get()))
            }
            Condition::PresentInJapan => {
                format!("the holder does {}sell while staying in Japan", not(sale.present_in_japan.get()))
            }
            Condition::OptionShares => {
                format!("the shares were {}acquired by a qualified stock option", not(sale.option_shares.get()))
            }
            _ => {
                let is = sale.pfic.get() == Some(true);
                format!("the company is {} PFIC in a year in which the shares were held", if is { "a" } else { "no" })
            }
        }
    }
}

/// Whether a treaty of the table applied; it does not depend on the day where one always or never did.
fn treaty_on(table: &[Treaty], residence: Country, date: Option<Day>) -> Option<bool> {
    let regimes = table.iter().filter(|treaty| treaty.partners.contains(&residence)).flat_map(|it| it.regimes);
    let spans: Vec<_> = regimes.map(|regime| regime.span).collect();
    match date {
        Some(day) => Some(spans.iter().any(|span| span.contains(day))),
        None if spans.is_empty() => Some(false),
        None => spans.iter().any(|span| span.contains(FIRST_DAY)).then_some(true),
    }
}

fn part(percent: Option<Percent>, is_assumed: bool, did: &str) -> String {
    let percent = percent.map_or("an unknown part".to_owned(), |percent| percent.to_string());
    format!("{percent} of the issued shares{} {did} by the holder's group", if is_assumed { " (assumed)" } else { "" })
}

fn not(is: Option<bool>) -> &'static str {
    if is == Some(true) { "" } else { "not " }
}

fn article(is: Option<bool>) -> &'static str {
    if is == Some(true) { "a" } else { "no" }
}

pub(super) fn noun(kind: SaleKind) -> &'static str {
    match kind {
        SaleKind::Sale => "a sale",
        SaleKind::Exchange => "an exchange of ADSs and shares",
    }
}
