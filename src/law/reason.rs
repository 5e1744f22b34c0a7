//! Conditions in words: what they ask in general, and why they are met or not in a case.

use std::fmt;

use super::condition::{ex_date_window, months_to_entitlement};
use super::sale_condition::noun;
use super::{Condition, Holding, Outcome};
use crate::case::{Case, Filing, SalePlace, Stake};
use crate::units::{Day, Percent};

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
            Condition::ApplicationBeforePayment => f.write_str("application filed before the payment"),
            Condition::SecondFormWithinMonths { months, .. } => {
                write!(f, "second form filed within {months} months after the fiscal year end")
            }
            Condition::UsCitizen => f.write_str("citizen of the United States"),
            Condition::UsPerson => f.write_str("a United States person"),
            Condition::NotCapitalAsset => f.write_str("not held as a capital asset"),
            Condition::InClass(class) => write!(f, "stated to be of the class {}", class.name()),
            Condition::TaxYearBeginsBefore(day) => write!(f, "the holder's tax year begins before {day}"),
            Condition::PaidBefore(day) => write!(f, "paid before {day}"),
            Condition::PaidFrom(day) => write!(f, "paid on or after {day}"),
            Condition::HasHedgedDays => f.write_str("hedged on some days"),
            Condition::FinancialServices => f.write_str("in a banking, insurance or financing business"),
            Condition::Pfic => f.write_str("the company is a PFIC that year or the year before"),
            Condition::NotPfic => f.write_str("the company is no PFIC that year or the year before"),
            Condition::HeldAroundExDate { more_than_days, begins_days_before, period_days } => write!(
                f,
                "held more than {more_than_days} days of the {period_days} that begin {begins_days_before} days \
                 before the ex-dividend date"
            ),
            Condition::SaleIs(kind) => write!(f, "the event is {}", noun(*kind)),
            Condition::Sold(SalePlace::OutsideJapan) => f.write_str("sold outside Japan"),
            Condition::Sold(SalePlace::InJapan) => f.write_str("sold within Japan"),
            Condition::AcquiredBy(way) => write!(f, "acquired by {}", way.name()),
            Condition::HeldMoreThanYears(1) => f.write_str("held for more than a year"),
            Condition::HeldMoreThanYears(years) => write!(f, "held for more than {years} years"),
            Condition::PficWhileHeld => f.write_str("the company is a PFIC in a year in which the shares were held"),
            Condition::NotPficWhileHeld => {
                f.write_str("the company is no PFIC in any year in which the shares were held")
            }
            Condition::PassiveIncome(threshold) => write!(f, "{threshold} of the gross income is passive"),
            Condition::PassiveAssets(threshold) => {
                write!(f, "{threshold} of the value of the assets, by quarterly average, is passive")
            }
            Condition::OwnsByValue(threshold) => write!(f, "owns {threshold} of the stock by value"),
            Condition::IncomeIs(kind) => write!(f, "the income is {}", kind.name()),
            Condition::FromActivity => f.write_str("from the active conduct of a business"),
            Condition::HeldInYear => f.write_str("shares were held in the year"),
        }
    }
}

impl Condition {
    /// Why it is met, not met or unknown in this case: a clause without capital or full stop.
    pub fn because(&self, case: &Case, lot: usize) -> String {
        let outcome = self.test(case, lot);
        if outcome == Outcome::Unknown && matches!(self, Condition::Sold(_)) {
            return "the place of the sale is not known".to_owned();
        }
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
                let what = if case.sale.is_some() { "gain" } else { "dividend" };
                format!("the {what} is {}attributable to a permanent establishment in Japan", no(is))
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
            Condition::HoldsAds => {
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
            Condition::PaidBefore(_) | Condition::PaidFrom(_) => {
                let paid = case.dividend.payment_date.map_or(String::new(), |day| day.to_string());
                format!("the dividend is paid on {paid}")
            }
            Condition::HasHedgedDays => format!("{} hedged spans are stated", case.hedged.len()),
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
            Condition::SaleIs(_)
            | Condition::Sold(_)
            | Condition::AcquiredBy(_)
            | Condition::HeldMoreThanYears(_)
            | Condition::PficWhileHeld
            | Condition::NotPficWhileHeld => self.because_of_sale(case, lot),
            // Asked only of a company, which gives its own reasons.
            Condition::PassiveIncome(_)
            | Condition::PassiveAssets(_)
            | Condition::OwnsByValue(_)
            | Condition::IncomeIs(_)
            | Condition::FromActivity
            | Condition::HeldInYear => String::new(),
        }
    }
}

fn no(is: bool) -> &'static str {
    if is { "" } else { "not " }
}

/// What is held when it matters: `9.99% of the voting stock on 2007-03-31`.
fn held(case: &Case, holding: Holding) -> String {
    let that_day = if case.sale.is_some() { "the day of the sale" } else { "the entitlement date" };
    let on = case.stake_day().map_or(that_day.to_owned(), |day| day.to_string());
    let assumed = matches!(case.stake, Stake::Constant { percent, .. } if percent.is_assumed());
    let part = |percent: Option<Percent>| match percent {
        _ if assumed => "under 10% (assumed)".to_owned(),
        Some(percent) => percent.to_string(),
        None => format!("at most {}", case.stake.largest().unwrap_or(Percent::ZERO)),
    };
    let now = part(case.stake.on(case.stake_day()));
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
                Stake::History(_) => {
                    let lowest = case.stake.lowest_in(span).unwrap_or(Percent::ZERO);
                    format!("{lowest} of the voting stock at the least from {span}")
                }
            }
        }
    }
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
