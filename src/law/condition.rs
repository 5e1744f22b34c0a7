//! What a rule can ask of the facts: a closed list, each testable, printable and measurable.

use super::ownership::{held_through_residents, meets_any_lob_test, meets_lob_test, not_large, owns, owns_directly};
use super::{CompanyCondition, Country, HoldingPeriod, LimitCondition, SaleCondition, SecondFormLimit, Threshold};
use crate::facts::{
    Case, DividendKind, Fact, Filing, FilingStatus, FundClass, HolderKind, Instrument, LobTest, Seen, SpecialClass,
};
use crate::units::{Day, Span};

/// What came of asking a condition, or a whole rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Met,
    NotMet,
    /// A fact is missing, and it matters.
    Unknown,
}

impl Outcome {
    pub fn name(self) -> &'static str {
        match self {
            Outcome::Met => "met",
            Outcome::NotMet => "not_met",
            Outcome::Unknown => "unknown",
        }
    }

    #[inline]
    pub(super) fn of(known: Option<bool>) -> Outcome {
        match known {
            Some(true) => Outcome::Met,
            Some(false) => Outcome::NotMet,
            None => Outcome::Unknown,
        }
    }
}

/// One condition of a rule.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Condition {
    ResidentOf(Country),
    NotResidentOf(Country),
    ResidentOfAny(&'static [Country]),
    /// The dividend is attributable to a permanent establishment of the holder in Japan.
    EstablishmentInJapan,
    NoEstablishmentInJapan,
    /// The holder is of this kind, or taxed as one: a fund as it is classed, an individual retirement account as it is
    /// certified.
    Kind(HolderKind),
    KindIn(&'static [HolderKind]),
    /// Another company than the one whose Form 20-F is read is named as the payer, or is not.
    PaidByAnother(bool),
    /// Japan exempts the holder itself, by something else than a tax treaty.
    ExemptInJapan,
    /// The holder states that, or states that it is not so.
    StatesExemption(bool),
    /// Of a member: through entities of which country it holds.
    HoldsThrough(Seen),
    /// What Japan taxes is the holder itself: it holds for nobody else, and through no entity abroad.
    TaxedItself,
    /// Of a member: its country of residence treats its share as its own, which goes without saying where the entity is of
    /// that country.
    TaxedOnItsShare,
    /// Of a fund: how its country of residence taxes it.
    FundTaxedAs(FundClass),
    Noncorporate,
    NotIndividual,
    BeneficialOwner,
    NotBeneficialOwner,
    VotingStock(Threshold, HoldingPeriod),
    /// The same, of what is held directly and not through others.
    DirectVotingStock(Threshold, HoldingPeriod),
    /// Not an individual with so much of all issued shares on the record date.
    NotLargeIndividual(Threshold),
    /// Less than so much of all issued shares on the record date.
    IssuedBelow(crate::units::Percent),
    MeetsAdditionalRequirements,
    /// The holder states that it meets the treaty's further conditions, and not by which of its paragraphs.
    StatesAdditionalRequirements,
    /// The holder meets this paragraph of a treaty's limitation on benefits.
    MeetsLobTest(LobTest),
    /// It meets one of these paragraphs, or states without saying which that it meets the further conditions.
    MeetsAnyLobTest(&'static [LobTest]),
    /// The same, and taken to be so of a holder who says nothing of it.
    MayMeetAnyLobTest(&'static [LobTest]),
    /// The holder does not state by which paragraphs of the limitation on benefits it is entitled.
    LobTestsNotStated,
    /// Nothing in the treaty denies the holder its benefits.
    EntitledToBenefits,
    /// The same, by a rule that applies to what is paid on this day or later.
    EntitledToBenefitsFrom(Day),
    /// So much is held directly, or what is not is held only through residents of the two countries.
    HeldThroughResidents(Threshold),
    /// The text asks for something more, here in a noun phrase with its article, that this program does not know.
    NotKnown(&'static str),
    /// What is held of the voting stock is taken to be held of the capital as well, which is what the text asks for.
    CapitalLikeVotes,
    /// The dividend is subject to tax where the holder is resident.
    SubjectToTax,
    /// The holder elected the treaty before this one, in its entirety.
    ElectsPriorTreaty,
    /// The payer's shares are listed.
    Listed,
    /// So much of the payer's gross income, in its taxable year before that of the payment, is interest and dividends.
    InvestmentIncomeAtMost(crate::units::Percent),
    /// The dividend does not derive from carrying on a business.
    NotFromBusiness,
    DividendIs(DividendKind),
    HoldsAds,
    HoldsShares,
    /// The application for relief was filed before the payment.
    ApplicationBeforePayment,
    /// The second form was filed in time.
    SecondFormBy(SecondFormLimit),
    UsCitizen,
    /// The estate or trust is a domestic one for the United States.
    UsPerson,
    NotCapitalAsset,
    InClass(SpecialClass),
    TaxYearBeginsBefore(Day),
    TaxYearBeginsFrom(Day),
    /// The holder's tax year in which the yen were converted begins on this day or later.
    ConversionYearBeginsFrom(Day),
    /// The amount becomes taxable before this day.
    PaidBefore(Day),
    /// The amount becomes taxable on this day or later.
    PaidFrom(Day),
    /// The holder had diminished risk on some days.
    HasHedgedDays,
    /// The yen were exchanged in a personal transaction, and not in one connected with investment.
    PersonalCurrency,
    FinancialServices,
    Pfic,
    NotPfic,
    /// The lot is held for more than so many days of a period that begins so many days before the ex-dividend date.
    HeldAroundExDate {
        more_than_days: i32,
        begins_days_before: i32,
        period_days: i32,
    },
    /// The same of who is paid the dividend: a lot that was acquired on a day that is not stated was acquired with it.
    HeldByRecipient {
        more_than_days: i32,
        begins_days_before: i32,
        period_days: i32,
    },
    FilesAs(FilingStatus),
    /// The holder elects to credit without limitation.
    ElectsNoLimitation,
    /// The holder does not decline the exception from the adjustment for reduced rates.
    TakesAdjustmentException,
    /// All gross income from abroad of the year is passive and on payee statements.
    OnPayeeStatements,
    /// Of a sale or of the lot that is sold.
    Sale(SaleCondition),
    /// Of the amounts of a year that limit the credit.
    Limit(LimitCondition),
    /// Of the figures of a company, and not of a holder.
    Company(CompanyCondition),
}

impl Condition {
    /// Asks the facts; `lot` matters only to conditions on a lot. What takes more than a look stands in
    /// functions of its own, so that the others, most by far, cost no more than the look.
    // Were it put into the loop over a rule's conditions, the compiler would look at every fact that any of them can ask for
    // before the first is asked.
    #[inline(never)]
    pub fn test(&self, case: &Case, lot: usize) -> Outcome {
        let is = |known: bool| Outcome::of(Some(known));
        let not = |known: Option<bool>| Outcome::of(known.map(|known| !known));
        match *self {
            Condition::ResidentOf(country) => is(case.residence == country),
            Condition::NotResidentOf(country) => is(case.residence != country),
            Condition::ResidentOfAny(countries) => is(countries.contains(&case.residence)),
            Condition::EstablishmentInJapan => Outcome::of(case.japan_permanent_establishment.get()),
            Condition::NoEstablishmentInJapan => not(case.japan_permanent_establishment.get()),
            Condition::Kind(kind) => Outcome::of(case.is_of_kind(kind)),
            Condition::KindIn(kinds) => is(kinds.contains(&case.kind)),
            Condition::PaidByAnother(another) => is(case.payer.is_another() == another),
            Condition::ExemptInJapan => Outcome::of(case.exempt_in_japan),
            Condition::StatesExemption(exempt) => is(case.exempt_in_japan == Some(exempt)),
            Condition::HoldsThrough(seen) => is(case.seen_through() == Some(seen)),
            Condition::TaxedItself => is(!case.is_seen_through() && !case.is_behind_foreign_entity()),
            Condition::TaxedOnItsShare => {
                let own = || (case.seen_through() == Some(Seen::Own)).then_some(true);
                Outcome::of(case.taxed_on_its_share.or_else(own))
            }
            Condition::FundTaxedAs(class) if case.kind == HolderKind::Fund => {
                Outcome::of(case.fund_taxed_as.map(|taxed_as| taxed_as == class))
            }
            Condition::FundTaxedAs(_) => Outcome::NotMet,
            Condition::Noncorporate => is(case.kind != HolderKind::Corporation),
            Condition::NotIndividual => is(case.kind != HolderKind::Individual),
            Condition::BeneficialOwner => Outcome::of(case.beneficial_owner.get()),
            Condition::NotBeneficialOwner => not(case.beneficial_owner.get()),
            Condition::VotingStock(threshold, holding) => owns(case, threshold, holding),
            Condition::DirectVotingStock(threshold, holding) => owns_directly(case, threshold, holding),
            Condition::NotLargeIndividual(threshold) => not_large(case, threshold),
            Condition::IssuedBelow(percent) => Outcome::of(case.issued.get().map(|issued| issued < percent)),
            Condition::MeetsAdditionalRequirements => Outcome::of(case.meets_additional_requirements.get()),
            Condition::StatesAdditionalRequirements => {
                is(case.limbs.is_none() && case.meets_additional_requirements == Fact::Stated(true))
            }
            Condition::MeetsLobTest(limb) => Outcome::of(meets_lob_test(case, limb)),
            Condition::MeetsAnyLobTest(limbs) => Outcome::of(meets_any_lob_test(case, limbs)),
            Condition::MayMeetAnyLobTest(limbs) => is(meets_any_lob_test(case, limbs).unwrap_or(true)),
            // That a fund passes one is not assumed: the treaties have no paragraph for it.
            Condition::LobTestsNotStated => {
                is(case.limbs.is_none() && !matches!(case.kind, HolderKind::Ric | HolderKind::Fund))
            }
            Condition::EntitledToBenefits => Outcome::of(case.entitled_to_benefits.get()),
            Condition::EntitledToBenefitsFrom(day) => entitled_from(case, day),
            Condition::HeldThroughResidents(threshold) => Outcome::of(held_through_residents(case, threshold)),
            Condition::NotKnown(_) => Outcome::Unknown,
            Condition::CapitalLikeVotes => is(true),
            Condition::SubjectToTax => Outcome::of(case.subject_to_tax.get()),
            Condition::ElectsPriorTreaty => Outcome::of(case.elects_prior_treaty.get()),
            Condition::Listed => Outcome::of(case.is_listed().get()),
            Condition::InvestmentIncomeAtMost(most) => {
                Outcome::of(case.dividend.investment_income.get().map(|percent| percent <= most))
            }
            Condition::NotFromBusiness => not(case.pension_business_income.get()),
            Condition::DividendIs(kind) => Outcome::of(case.dividend.kind.get().map(|known| known == kind)),
            Condition::HoldsAds => Outcome::of(case.instrument.get().map(|held| held == Instrument::Ads)),
            Condition::HoldsShares => Outcome::of(case.instrument.get().map(|held| held == Instrument::Share)),
            Condition::ApplicationBeforePayment => application_before_payment(case),
            Condition::SecondFormBy(limit) => second_form_by(case, limit),
            Condition::UsCitizen => Outcome::of(case.us_citizen.get()),
            Condition::UsPerson => Outcome::of(case.us_person.get()),
            Condition::NotCapitalAsset => not(case.capital_asset.get()),
            Condition::InClass(class) => is(case.special_classes.contains(class)),
            Condition::TaxYearBeginsBefore(day) => tax_year_begins_before(case, day),
            Condition::TaxYearBeginsFrom(day) => tax_year_begins_from(case, day),
            Condition::ConversionYearBeginsFrom(day) => {
                Outcome::of(case.conversion_year_begins().map(|begins| begins >= day))
            }
            Condition::PaidBefore(day) => Outcome::of(case.dividend.payment_date.map(|paid| paid < day)),
            Condition::PaidFrom(day) => Outcome::of(case.dividend.payment_date.map(|paid| paid >= day)),
            Condition::HasHedgedDays => is(!case.hedged.is_empty()),
            Condition::PersonalCurrency => Outcome::of(case.us.personal_currency.get()),
            Condition::FinancialServices => Outcome::of(case.us.financial_services.get()),
            Condition::Pfic => Outcome::of(case.us.pfic.get()),
            Condition::NotPfic => not(case.us.pfic.get()),
            Condition::HeldAroundExDate { more_than_days, begins_days_before, period_days } => {
                held_around_ex_date(case, lot, more_than_days, begins_days_before, period_days)
            }
            Condition::HeldByRecipient { more_than_days, begins_days_before, period_days } => {
                held_by_recipient(case, lot, more_than_days, begins_days_before, period_days)
            }
            Condition::FilesAs(status) => Outcome::of(case.us.filing_status.map(|known| known == status)),
            Condition::ElectsNoLimitation => is(case.us.elects_no_limitation == Some(true)),
            Condition::TakesAdjustmentException => is(case.us.elects_adjustment_exception != Some(false)),
            Condition::OnPayeeStatements => Outcome::of(case.us.payee_statements.get()),
            Condition::Sale(condition) => test_sale(condition, case, lot),
            // Nothing is known of the company's figures in a holder's case, and of the year's without their engine.
            Condition::Limit(_) | Condition::Company(_) => Outcome::Unknown,
        }
    }
}

impl Case {
    /// The record date: as stated, or else the entitlement date.
    pub fn record_date(&self) -> Option<Day> {
        self.dividend.record_date.or(self.dividend.entitlement_date)
    }

    /// The last day of the accounting period for which the dividend is paid: as stated, or else the entitlement date,
    /// which in Japan is that day.
    pub fn accounting_period_end(&self) -> Option<Day> {
        self.dividend.accounting_period_end.or(self.dividend.entitlement_date)
    }

    /// The stated end of the payer's fiscal year, or else the usual one on or after the entitlement date.
    pub fn fiscal_year_end(&self, usual_month: u32) -> Option<Day> {
        self.dividend.fiscal_year_end.or_else(|| {
            let usual_month = self.payer.fiscal_year_end.map_or(usual_month, |month| month.0);
            let entitlement = self.dividend.entitlement_date?;
            let usual = |year| Day::ymd(year, usual_month, 1).plus_months(1).plus_days(-1);
            let this_year = usual(entitlement.year());
            Some(if this_year >= entitlement { this_year } else { usual(entitlement.year() + 1) })
        })
    }
}

/// The period that begins so many days before the ex-dividend date, when that date is known.
pub(super) fn ex_date_window(case: &Case, begins_days_before: i32, period_days: i32) -> Option<Span> {
    let first = case.dividend.ex_date?.plus_days(-begins_days_before);
    Some(Span { first, last: first.plus_days(period_days - 1) })
}

/// Who says that its benefits are denied has them before the day from which they can be.
#[inline(never)]
fn entitled_from(case: &Case, day: Day) -> Outcome {
    match (case.entitled_to_benefits.get(), case.dividend.payment_date) {
        (Some(true), _) => Outcome::Met,
        (entitled, Some(paid)) => Outcome::of(if paid < day { Some(true) } else { entitled }),
        (_, None) => Outcome::Unknown,
    }
}

#[inline(never)]
fn application_before_payment(case: &Case) -> Outcome {
    filed_by(case.relief.application, || case.dividend.payment_date.map(|paid| paid.plus_days(-1)))
}

#[inline(never)]
fn second_form_by(case: &Case, limit: SecondFormLimit) -> Outcome {
    filed_by(case.relief.second_form, || limit.last_day(case))
}

#[inline(never)]
fn tax_year_begins_before(case: &Case, day: Day) -> Outcome {
    Outcome::of(case.tax_year_begins().map(|begins| begins < day))
}

#[inline(never)]
fn tax_year_begins_from(case: &Case, day: Day) -> Outcome {
    Outcome::of(case.tax_year_begins().map(|begins| begins >= day))
}

#[inline(never)]
fn test_sale(condition: SaleCondition, case: &Case, lot: usize) -> Outcome {
    Outcome::of(condition.test(case, lot))
}

fn filed_by(filing: Filing, latest: impl FnOnce() -> Option<Day>) -> Outcome {
    match filing {
        Filing::Assumed | Filing::InTime => Outcome::Met,
        Filing::Missing => Outcome::NotMet,
        Filing::On(day) => Outcome::of(latest().map(|latest| day <= latest)),
    }
}

/// Whether more than so many days count. A missing fact does not matter when even the longest holding
/// it leaves possible is too short.
#[inline(never)]
fn held_around_ex_date(
    case: &Case,
    lot: usize,
    more_than_days: i32,
    begins_days_before: i32,
    period_days: i32,
) -> Outcome {
    let window = ex_date_window(case, begins_days_before, period_days);
    Outcome::of(match window.and_then(|window| case.counted_days(lot, window)) {
        Some(days) => Some(days > more_than_days),
        None => {
            let longest = case.most_counted_days(lot, window.unwrap_or(Span::new(Day::MIN, Day::MAX)));
            (longest <= more_than_days).then_some(false)
        }
    })
}

/// Whoever is paid the dividend acquired the shares before the ex-dividend date: a day that is not stated lies there, and
/// shares that are still held without risk diminished were then held for the rest of the period.
#[inline(never)]
fn held_by_recipient(
    case: &Case,
    lot: usize,
    more_than_days: i32,
    begins_days_before: i32,
    period_days: i32,
) -> Outcome {
    let known = held_around_ex_date(case, lot, more_than_days, begins_days_before, period_days);
    if known != Outcome::Unknown {
        return known;
    }
    let at_least = match ex_date_window(case, begins_days_before, period_days) {
        Some(window) => case.recipient_days(lot, window),
        None if case.lot(lot).disposed.is_none() && case.hedged.is_empty() => period_days - begins_days_before,
        None => 0,
    };
    if at_least > more_than_days { Outcome::Met } else { Outcome::Unknown }
}
