//! Conditions in words: what they ask in general, and why they are met or not in a case.

use std::fmt;

use super::condition::{ex_date_window, months_to_entitlement};
use super::{Condition, Holding, Outcome};
use crate::case::{Case, Filing, Stake};
use crate::units::{Day, Percent, Span};

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Condition::ResidentOf(country) => write!(f, "resident of {}", country.name()),
            Condition::NotResidentOf(country) => write!(f, "not resident of {}", country.name()),
            Condition::EstablishmentInJapan => f.write_str("attributable to a permanent establishment in Japan"),
            Condition::NoEstablishmentInJapan => f.write_str("not attributable to a permanent establishment in Japan"),
            Condition::Kind(kind) => f.write_str(kind.noun()),
            Condition::Noncorporate => f.write_str("not a corporation"),
            Condition::BeneficialOwner => f.write_str("beneficial owner"),
            Condition::NotBeneficialOwner => f.write_str("not the beneficial owner"),
            Condition::VotingStock(threshold, Holding::OnEntitlement) => {
                write!(f, "{threshold} of the voting stock on the entitlement date")
            }
            Condition::VotingStock(threshold, Holding::ThroughoutMonthsToEntitlement(months)) => {
                write!(f, "{threshold} of the voting stock for the {months} months ending on the entitlement date")
            }
            Condition::MeetsAdditionalRequirements => f.write_str("meets the additional requirements"),
            Condition::NotFromBusiness => f.write_str("not from carrying on a business"),
            Condition::DividendIs(kind) => write!(f, "the distribution is {}", kind.name()),
            Condition::HoldsAds => f.write_str("holds ADSs"),
            Condition::HoldsShares => f.write_str("holds shares"),
            Condition::ApplicationBeforePayment => f.write_str("application filed before the payment"),
            Condition::SecondFormWithinMonths { months, .. } => {
                write!(f, "second form filed within {months} months after the fiscal year end")
            }
            Condition::UsCitizen => f.write_str("citizen of the United States"),
            Condition::UsPerson => f.write_str("a United States person"),
            Condition::NotCapitalAsset => f.write_str("not held as a capital asset"),
            Condition::InClass(class) => write!(f, "stated to be of the class {}", class.name()),
            Condition::TaxYearBeginsBefore(day) => write!(f, "the holder's tax year begins before {day}"),
            Condition::FinancialServices => f.write_str("in a banking, insurance or financing business"),
            Condition::Pfic => f.write_str("the company is a PFIC that year or the year before"),
            Condition::NotPfic => f.write_str("the company is no PFIC that year or the year before"),
            Condition::HeldAroundExDate { more_than_days, begins_days_before, period_days } => write!(
                f,
                "held more than {more_than_days} days of the {period_days} that begin {begins_days_before} days \
                 before the ex-dividend date"
            ),
        }
    }
}

impl Condition {
    /// Why it is met, not met or unknown in this case: a clause without capital or full stop.
    pub fn because(&self, case: &Case, lot: usize) -> String {
        let outcome = self.test(case, lot);
        if outcome == Outcome::Unknown {
            let fields: Vec<_> = self.asks(case, lot).iter().map(|field| field.path()).collect();
            return format!("{} is not known", fields.join(" and "));
        }
        let met = outcome == Outcome::Met;
        match *self {
            Condition::ResidentOf(_) | Condition::NotResidentOf(_) => {
                format!("the holder is resident of {}", case.residence.name())
            }
            Condition::EstablishmentInJapan | Condition::NoEstablishmentInJapan => {
                let is = case.japan_permanent_establishment.get() == Some(true);
                format!("the dividend is {}attributable to a permanent establishment in Japan", no(is))
            }
            Condition::Kind(_) | Condition::Noncorporate => format!("the holder is {}", case.kind.noun()),
            Condition::BeneficialOwner | Condition::NotBeneficialOwner => {
                format!("the holder is {}the beneficial owner", no(case.beneficial_owner.get() == Some(true)))
            }
            Condition::VotingStock(threshold, holding) => {
                let held = held(case, holding);
                if met { format!("{held}: {threshold}") } else { format!("{held}, not {threshold}") }
            }
            Condition::MeetsAdditionalRequirements => {
                format!("the holder {} the additional requirements", if met { "meets" } else { "does not meet" })
            }
            Condition::NotFromBusiness => {
                format!("the dividend {} from carrying on a business", if met { "does not derive" } else { "derives" })
            }
            Condition::DividendIs(_) => {
                let kind = case.dividend.kind.get().map_or("not stated", |kind| kind.name());
                format!("the distribution is {kind}")
            }
            Condition::HoldsAds | Condition::HoldsShares => {
                format!("the holder holds {}", if case.is_ads() { "ADSs" } else { "shares" })
            }
            Condition::ApplicationBeforePayment => {
                filing(case.relief.application, "the application", case.dividend.payment_date, "the payment on")
            }
            Condition::SecondFormWithinMonths { months, usual_year_end_month } => {
                let latest = case.fiscal_year_end(usual_year_end_month).map(|end| end.plus_months(months));
                filing(case.relief.second_form, "the second form", latest, "the last day for it,")
            }
            Condition::UsCitizen => {
                format!("the holder is {}a citizen of the United States", no(case.us_citizen.get() == Some(true)))
            }
            Condition::UsPerson => {
                format!("{} is {}a United States person", case.kind.noun(), no(case.us_person.get() == Some(true)))
            }
            Condition::NotCapitalAsset => {
                format!("the shares are {}held as a capital asset", no(case.capital_asset.get() == Some(true)))
            }
            Condition::InClass(class) => {
                format!("{} is {}among the stated special_classes", class.name(), no(met))
            }
            Condition::TaxYearBeginsBefore(day) => {
                let begins = case.tax_year_begins().map_or(String::new(), |begins| begins.to_string());
                format!("the tax year begins on {begins}, {} {day}", if met { "before" } else { "not before" })
            }
            Condition::FinancialServices => {
                let is = case.us.financial_services.get() == Some(true);
                format!("the holder is {}in a banking, insurance or financing business", no(is))
            }
            Condition::Pfic | Condition::NotPfic => {
                let is = case.us.pfic.get() == Some(true);
                format!("the company is {} PFIC that year or the year before", if is { "a" } else { "no" })
            }
            Condition::HeldAroundExDate { more_than_days, begins_days_before, period_days } => {
                let window = ex_date_window(case, begins_days_before, period_days);
                let days = window.and_then(|window| case.counted_days(lot, window)).unwrap_or_default();
                let window = window.map_or(String::new(), |window| window.to_string());
                format!("{days} days counted from {window}; more than {more_than_days} are needed")
            }
        }
    }
}

fn no(is: bool) -> &'static str {
    if is { "" } else { "not " }
}

/// What is held when it matters: `9.99% of the voting stock on 2007-03-31`.
fn held(case: &Case, holding: Holding) -> String {
    let on = case.dividend.entitlement_date.map_or("the entitlement date".to_owned(), |day| day.to_string());
    let assumed = matches!(case.stake, Stake::Constant { percent, .. } if percent.is_assumed());
    let part = |percent: Option<Percent>| match percent {
        _ if assumed => "under 10% (assumed)".to_owned(),
        Some(percent) => percent.to_string(),
        None => format!("at most {}", case.stake.largest().unwrap_or(Percent::ZERO)),
    };
    let now = part(case.stake.on(case.dividend.entitlement_date));
    match holding {
        Holding::OnEntitlement => format!("{now} of the voting stock on {on}"),
        Holding::ThroughoutMonthsToEntitlement(months) => {
            let Some(span) = months_to_entitlement(case, months) else {
                return format!("{now} of the voting stock");
            };
            match &case.stake {
                Stake::Constant { since: Some(since), .. } => {
                    format!("{now} of the voting stock since {since}, asked for every day from {span}")
                }
                Stake::Constant { since: None, .. } => format!("{now} of the voting stock"),
                Stake::History(_) => format!("{} of the voting stock at the least from {span}", lowest(case, span)),
            }
        }
    }
}

fn lowest(case: &Case, span: Span) -> Percent {
    let Stake::History(steps) = &case.stake else { return Percent::ZERO };
    let inside = steps.iter().filter(|(from, _)| span.contains(*from)).map(|(_, percent)| *percent);
    inside.chain(case.stake.on(Some(span.first))).min().unwrap_or(Percent::ZERO)
}

fn filing(filing: Filing, form: &str, limit: Option<Day>, limit_is: &str) -> String {
    let limit = limit.map_or(String::new(), |day| format!("; {limit_is} {day}"));
    match filing {
        Filing::Assumed => format!("{form} is assumed to be filed in time{limit}"),
        Filing::InTime => format!("{form} was filed in time{limit}"),
        Filing::Missing => format!("{form} was not filed{limit}"),
        Filing::On(day) => format!("{form} was filed on {day}{limit}"),
    }
}
