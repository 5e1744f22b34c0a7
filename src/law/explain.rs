//! Conditions in words: what they ask in general, and why they are met or not in a case.

use std::fmt;

use super::condition::ex_date_window;
use super::{Condition, Country, HoldingPeriod, Outcome, SaleCondition};
use crate::facts::{Case, Filing, HolderKind, Instrument, Ownership, Seen};
use crate::units::{Day, Percent};

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Condition::ResidentOf(country) => write!(f, "resident of {}", country.name()),
            Condition::NotResidentOf(country) => write!(f, "not resident of {}", country.name()),
            Condition::ResidentOfAny(countries) => {
                let codes: Vec<_> = countries.iter().map(Country::as_str).collect();
                write!(f, "resident of {}", codes.join(", "))
            }
            Condition::EstablishmentInJapan => f.write_str("attributable to a permanent establishment in Japan"),
            Condition::NoEstablishmentInJapan => f.write_str("not attributable to a permanent establishment in Japan"),
            Condition::Kind(kind) => f.write_str(kind.noun()),
            Condition::KindIn(kinds) => {
                let nouns: Vec<_> = kinds.iter().map(|kind| kind.noun()).collect();
                f.write_str(&nouns.join(", or "))
            }
            Condition::PaidByAnother(true) => f.write_str("paid by another company"),
            Condition::PaidByAnother(false) => {
                f.write_str("paid by Internet Initiative Japan, or by no company that is named")
            }
            Condition::ExemptInJapan => f.write_str("exempt in Japan by something else than a tax treaty"),
            Condition::StatesExemption(true) => f.write_str("states that Japan exempts it"),
            Condition::StatesExemption(false) => f.write_str("states that Japan does not exempt it"),
            Condition::HoldsThrough(Seen::Own) => f.write_str("holds through an entity of its own country"),
            Condition::HoldsThrough(Seen::Japan) => f.write_str("holds through an entity of Japan"),
            Condition::HoldsThrough(Seen::Third) => f.write_str("holds through an entity of another country"),
            Condition::HoldsThrough(Seen::Taxed) => f.write_str(
                "holds through an entity that its own country, which is the member's, taxes and Japan does not",
            ),
            Condition::HoldsThrough(Seen::Mixed) => {
                f.write_str("holds through several entities, one of which its own country taxes and Japan does not")
            }
            Condition::TaxedItself => {
                f.write_str("taxed itself, and not those behind it or an entity it holds through")
            }
            Condition::TaxedOnItsShare => f.write_str("its country treats its share as its own income"),
            Condition::FundTaxedAs(class) => write!(f, "a fund that its country taxes as {}", class.noun()),
            Condition::Noncorporate => f.write_str("not a corporation"),
            Condition::NotIndividual => f.write_str("not an individual"),
            Condition::BeneficialOwner => f.write_str("beneficial owner"),
            Condition::NotBeneficialOwner => f.write_str("not the beneficial owner"),
            Condition::VotingStock(threshold, holding) => write!(f, "{threshold} of the voting stock {holding}"),
            Condition::DirectVotingStock(threshold, holding) => {
                write!(f, "{threshold} of the voting stock, held directly, {holding}")
            }
            Condition::NotLargeIndividual(threshold) => {
                write!(f, "not an individual with {threshold} of the issued shares on the record date")
            }
            Condition::IssuedBelow(percent) => {
                write!(f, "less than {percent} of the issued shares on the record date")
            }
            Condition::MeetsAdditionalRequirements => f.write_str("meets the additional requirements"),
            Condition::StatesAdditionalRequirements => {
                f.write_str("states that it meets the additional requirements, not by which paragraph")
            }
            Condition::MeetsLobTest(limb) => write!(f, "limitation on benefits: {}", limb.noun()),
            Condition::MeetsAnyLobTest(limbs) | Condition::MayMeetAnyLobTest(limbs) => {
                let nouns: Vec<_> = limbs.iter().map(|limb| limb.noun()).collect();
                write!(f, "limitation on benefits: {}", nouns.join("; or "))
            }
            Condition::LobTestsNotStated => f.write_str("states no paragraph of the limitation on benefits"),
            Condition::EntitledToBenefits => f.write_str("not denied the treaty's benefits"),
            Condition::EntitledToBenefitsFrom(day) => {
                write!(f, "not denied the treaty's benefits, for what is paid from {day}")
            }
            Condition::HeldThroughResidents(threshold) => {
                write!(f, "{threshold} of the voting stock held directly or through residents of the two countries")
            }
            Condition::NotKnown(what) => write!(f, "{what}: not known here"),
            Condition::CapitalLikeVotes => f.write_str("as much of the capital as of the voting stock"),
            Condition::SubjectToTax => f.write_str("the dividend is subject to tax where the holder is resident"),
            Condition::ElectsPriorTreaty => f.write_str("elected the treaty before this one, in its entirety"),
            Condition::Listed => f.write_str("the payer's shares are listed"),
            Condition::InvestmentIncomeAtMost(most) => {
                write!(f, "at most {most} of the payer's gross income of its year before is interest and dividends")
            }
            Condition::NotFromBusiness => f.write_str("not from carrying on a business"),
            Condition::DividendIs(kind) => write!(f, "the distribution is {}", kind.name()),
            Condition::HoldsAds => f.write_str("holds ADSs"),
            Condition::HoldsShares => f.write_str("holds shares"),
            Condition::ApplicationBeforePayment => f.write_str("application filed before the payment"),
            Condition::SecondFormBy(limit) => write!(f, "second form filed {limit}"),
            Condition::UsCitizen => f.write_str("citizen of the United States"),
            Condition::UsPerson => f.write_str("a United States person"),
            Condition::NotCapitalAsset => f.write_str("not held as a capital asset"),
            Condition::InClass(class) => write!(f, "stated to be of the class {}", class.name()),
            Condition::TaxYearBeginsBefore(day) => write!(f, "the holder's tax year begins before {day}"),
            Condition::TaxYearBeginsFrom(day) => write!(f, "the holder's tax year begins on or after {day}"),
            Condition::ConversionYearBeginsFrom(day) => {
                write!(f, "the tax year of the conversion begins on or after {day}")
            }
            Condition::PaidBefore(day) => write!(f, "paid before {day}"),
            Condition::PaidFrom(day) => write!(f, "paid on or after {day}"),
            Condition::HasHedgedDays => f.write_str("hedged on some days"),
            Condition::PersonalCurrency => f.write_str("the currency was exchanged in a personal transaction"),
            Condition::FinancialServices => f.write_str("in a banking, insurance or financing business"),
            Condition::Pfic => f.write_str("the company is a PFIC that year or the year before"),
            Condition::NotPfic => f.write_str("the company is no PFIC that year or the year before"),
            Condition::HeldAroundExDate { more_than_days, begins_days_before, period_days }
            | Condition::HeldByRecipient { more_than_days, begins_days_before, period_days } => write!(
                f,
                "held more than {more_than_days} days of the {period_days} that begin {begins_days_before} days \
                 before the ex-dividend date"
            ),
            Condition::FilesAs(status) => write!(f, "files as {}", status.name().replace('_', " ")),
            Condition::ElectsNoLimitation => f.write_str("elects to credit without limitation"),
            Condition::TakesAdjustmentException => f.write_str("does not decline the exception"),
            Condition::OnPayeeStatements => {
                f.write_str("all gross income from abroad is passive and on payee statements")
            }
            Condition::Sale(condition) => condition.fmt(f),
            Condition::Limit(condition) => condition.fmt(f),
            Condition::Company(condition) => condition.fmt(f),
        }
    }
}

impl Condition {
    /// Why it is met, not met or unknown in this case: a clause without capital or full stop.
    pub fn because(&self, case: &Case, lot: usize) -> String {
        let outcome = self.test(case, lot);
        if outcome == Outcome::Unknown && matches!(self, Condition::Sale(SaleCondition::Sold(_))) {
            return "the place of the sale is not known".to_owned();
        }
        if let Condition::NotKnown(what) = self {
            return format!("{what}: not known here");
        }
        if outcome == Outcome::Unknown {
            let fields: Vec<_> = self.asks(case, lot).iter().map(|field| field.path()).collect();
            return format!("{} is not known", fields.join(" and "));
        }
        let met = outcome == Outcome::Met;
        match *self {
            Condition::ResidentOf(_) | Condition::NotResidentOf(_) | Condition::ResidentOfAny(_) => {
                format!("the holder is resident of {}", case.residence.name())
            }
            Condition::EstablishmentInJapan | Condition::NoEstablishmentInJapan => {
                let is = case.japan_permanent_establishment.get() == Some(true);
                let what = if case.sale.is_some() { "gain" } else { "dividend" };
                format!("the {what} is {}attributable to a permanent establishment in Japan", no(is))
            }
            Condition::Kind(kind) if kind != case.kind && case.kind.own_fact().is_some() => {
                let own = match (case.kind, case.fund_taxed_as, case.certified_as) {
                    (HolderKind::Fund, Some(class), _) => format!(" that its country taxes as {}", class.noun()),
                    (HolderKind::Ira, _, Some(certified)) => format!(" that is certified as {}", certified.noun()),
                    _ => String::new(),
                };
                format!("the holder is {}{own}", case.kind.noun())
            }
            Condition::Kind(_) | Condition::KindIn(_) | Condition::Noncorporate | Condition::NotIndividual => {
                format!("the holder is {}", case.kind.noun())
            }
            Condition::PaidByAnother(_) => match case.payer.called() {
                Some(name) => format!("the payer is {name}"),
                None => "the payer is not named".to_owned(),
            },
            Condition::ExemptInJapan | Condition::StatesExemption(_) => match case.exempt_in_japan {
                Some(is) => format!("the holder states that it is {}exempt in Japan", no(is)),
                None => "whether Japan exempts the holder is not stated".to_owned(),
            },
            Condition::HoldsThrough(_) => match case.seen_through() {
                Some(Seen::Own) => "the entity is of the member's own country".to_owned(),
                Some(Seen::Japan) => "the entity is of Japan".to_owned(),
                Some(Seen::Third) => "the entity is of another country than the member".to_owned(),
                Some(Seen::Taxed) => {
                    "the entity is taxed by its country, which is the member's, and not by Japan".to_owned()
                }
                Some(Seen::Mixed) => "one of several entities is taxed by its own country and not by Japan".to_owned(),
                None => "no entity stands between".to_owned(),
            },
            Condition::TaxedItself => match (case.is_seen_through(), case.is_behind_foreign_entity()) {
                (true, _) => "those behind the holder are taxed".to_owned(),
                (_, true) => "an entity abroad is taxed".to_owned(),
                (false, false) => "the holder itself is taxed".to_owned(),
            },
            Condition::TaxedOnItsShare => match case.taxed_on_its_share {
                Some(is) => format!(
                    "the member's country {} its share as its own income",
                    if is { "treats" } else { "does not treat" }
                ),
                None => "whether the member's country treats its share as its own income is not stated".to_owned(),
            },
            Condition::FundTaxedAs(_) => match case.fund_taxed_as {
                Some(class) => format!("the fund is taxed as {} at home", class.noun()),
                None => format!("the holder is {}", case.kind.noun()),
            },
            Condition::BeneficialOwner | Condition::NotBeneficialOwner => {
                format!("the holder is {}the beneficial owner", no(case.beneficial_owner.get() == Some(true)))
            }
            Condition::DirectVotingStock(threshold, _)
                if case.direct.is_some_and(|direct| !threshold.is_reached_by(direct)) =>
            {
                let direct = case.direct.unwrap_or(Percent::ZERO);
                format!("{direct} of the voting stock is held directly, not {threshold}")
            }
            Condition::VotingStock(threshold, holding) | Condition::DirectVotingStock(threshold, holding) => {
                let held = held(case, holding);
                if met { format!("{held}: {threshold}") } else { format!("{held}, not {threshold}") }
            }
            Condition::NotLargeIndividual(threshold) => {
                if case.kind != HolderKind::Individual {
                    return format!("the holder is {}", case.kind.noun());
                }
                let issued = case.issued.get().unwrap_or(Percent::ZERO);
                let assumed = if case.issued.is_assumed() { " (assumed)" } else { "" };
                let than = if met { "not " } else { "" };
                format!("{issued} of the issued shares{assumed}, {than}{threshold}")
            }
            Condition::IssuedBelow(percent) => {
                let issued = case.issued.get().unwrap_or(Percent::ZERO);
                format!("{issued} of the issued shares, {}less than {percent}", no(met))
            }
            Condition::MeetsAdditionalRequirements => {
                format!("the holder {} the additional requirements", if met { "meets" } else { "does not meet" })
            }
            Condition::StatesAdditionalRequirements => {
                format!("the holder {} that it meets them", if met { "states" } else { "does not state" })
            }
            Condition::MeetsLobTest(limb) => match case.limbs {
                Some(_) => format!("{} is {}among the paragraphs that are stated", limb.name(), no(met)),
                None => "no paragraph is stated, only whether the conditions are met".to_owned(),
            },
            Condition::MeetsAnyLobTest(_) | Condition::MayMeetAnyLobTest(_) => match (case.limbs, met) {
                (Some(_), true) => "one of the paragraphs that are stated is enough".to_owned(),
                (Some(_), false) => "none of the paragraphs that are stated is enough".to_owned(),
                (None, true) if case.meets_additional_requirements.get().is_none() => {
                    "no paragraph is stated: that one is met is assumed".to_owned()
                }
                (None, _) => {
                    format!("the holder states that it {} the conditions", if met { "meets" } else { "does not meet" })
                }
            },
            Condition::LobTestsNotStated => {
                if met { "no paragraph is stated" } else { "the paragraphs are stated" }.to_owned()
            }
            Condition::EntitledToBenefits => {
                format!("the holder is {}denied the treaty's benefits", no(!met))
            }
            Condition::EntitledToBenefitsFrom(day) if case.dividend.payment_date.is_some_and(|paid| paid < day) => {
                format!("what denies the benefits applies only to what is paid from {day}")
            }
            Condition::EntitledToBenefitsFrom(_) => format!("the holder is {}denied the treaty's benefits", no(!met)),
            Condition::HeldThroughResidents(threshold) => match case.direct {
                Some(direct) if !threshold.is_reached_by(direct) && met => {
                    "what is held indirectly is held through residents of the two countries".to_owned()
                }
                Some(direct) if !met && case.held_through.is_none() => {
                    format!("{direct} of the voting stock is held directly, and not stated through whom the rest is")
                }
                Some(direct) if !met => format!(
                    "{direct} of the voting stock is held directly, and the rest not through residents of the two \
                     countries alone"
                ),
                Some(direct) => format!("{direct} of the voting stock is held directly"),
                None => "the voting stock is held directly (assumed)".to_owned(),
            },
            Condition::CapitalLikeVotes => "the part of the capital is taken to be that of the voting stock".to_owned(),
            // Said above: it is never anything but unknown.
            Condition::NotKnown(_) => String::new(),
            Condition::SubjectToTax => {
                format!("the dividend is {}subject to tax in {}", no(met), case.residence.name())
            }
            Condition::ElectsPriorTreaty => format!("the holder {} it", if met { "elected" } else { "did not elect" }),
            Condition::Listed => format!("the payer's shares are {}listed", no(met)),
            Condition::InvestmentIncomeAtMost(most) => {
                let percent = case.dividend.investment_income.get().unwrap_or(Percent::ZERO);
                format!("{percent} of the payer's gross income is interest and dividends; at most {most} may be")
            }
            Condition::NotFromBusiness => {
                format!("the dividend {} from carrying on a business", if met { "does not derive" } else { "derives" })
            }
            Condition::DividendIs(_) => {
                let kind = case.dividend.kind.get().map_or("not stated", |kind| kind.name());
                format!("the distribution is {kind}")
            }
            Condition::HoldsAds | Condition::HoldsShares => {
                let held = case.instrument.get().map(|held| if held == Instrument::Ads { "ADSs" } else { "shares" });
                held.map_or("whether shares or ADSs are held is not stated".to_owned(), |held| {
                    format!("the holder holds {held}")
                })
            }
            Condition::ApplicationBeforePayment => {
                filing(case.relief.application, "the application", case.dividend.payment_date, "the payment on")
            }
            Condition::SecondFormBy(limit) => {
                filing(case.relief.second_form, "the second form", limit.last_day(case), "the last day for it,")
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
            Condition::TaxYearBeginsFrom(day) => {
                let begins = case.tax_year_begins().map_or(String::new(), |begins| begins.to_string());
                format!("the tax year begins on {begins}, {} {day}", if met { "not before" } else { "before" })
            }
            Condition::ConversionYearBeginsFrom(day) => {
                let begins = case.conversion_year_begins().map_or(String::new(), |begins| begins.to_string());
                let order = if met { "not before" } else { "before" };
                format!("the tax year of the conversion begins on {begins}, {order} {day}")
            }
            Condition::PaidBefore(_) | Condition::PaidFrom(_) => {
                let paid = case.dividend.payment_date.map_or(String::new(), |day| day.to_string());
                format!("the dividend is paid on {paid}")
            }
            Condition::HasHedgedDays => format!("{} hedged spans are stated", case.hedged.len()),
            Condition::PersonalCurrency => format!("the exchange is {}stated to be a personal transaction", no(met)),
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
            Condition::HeldByRecipient { more_than_days, begins_days_before, period_days } => {
                let window = ex_date_window(case, begins_days_before, period_days);
                let days = window.map(|window| (case.counted_days(lot, window), window));
                match days {
                    Some((Some(days), window)) => {
                        format!("{days} days counted from {window}; more than {more_than_days} are needed")
                    }
                    Some((None, window)) => {
                        let days = case.recipient_days(lot, window);
                        format!("{days} days counted from {window} at the least; more than {more_than_days} are needed")
                    }
                    None => format!(
                        "who is paid the dividend and still holds the shares has held them for {more_than_days} days more"
                    ),
                }
            }
            Condition::FilesAs(_) => {
                let status = case.us.filing_status.map_or("not stated", |status| status.name());
                format!("the filing status is {}", status.replace('_', " "))
            }
            Condition::ElectsNoLimitation => format!("the holder does {}elect it", no(met)),
            Condition::OnPayeeStatements => {
                format!("the year's gross income from abroad is {}all passive and on payee statements", no(met))
            }
            Condition::TakesAdjustmentException => {
                format!("the holder {} it", if met { "does not decline" } else { "declines" })
            }
            Condition::Sale(condition) => condition.because(case, lot),
            // Asked only of a company and of a year's credit, which give their own reasons.
            Condition::Limit(_) | Condition::Company(_) => String::new(),
        }
    }
}

fn no(is: bool) -> &'static str {
    if is { "" } else { "not " }
}

/// What is held when it matters: `9.99% of the voting stock on 2007-03-31`.
fn held(case: &Case, holding: HoldingPeriod) -> String {
    let that_day = if case.sale.is_some() { "the day of the sale" } else { "the entitlement date" };
    let on = case.ownership_day().map_or(that_day.to_owned(), |day| day.to_string());
    let assumed = matches!(case.ownership, Ownership::Constant { percent, .. } if percent.is_assumed());
    let part = |percent: Option<Percent>| match percent {
        _ if assumed => "under 10% (assumed)".to_owned(),
        Some(percent) => percent.to_string(),
        None => format!("at most {}", case.ownership.largest().unwrap_or(Percent::ZERO)),
    };
    let now = part(case.ownership.on(case.ownership_day()));
    match holding {
        HoldingPeriod::OnEntitlement => format!("{now} of the voting stock on {on}"),
        HoldingPeriod::OnAccountingPeriodEnd => {
            let day = case.accounting_period_end();
            let on = day.map_or("the last day of the accounting period".to_owned(), |day| day.to_string());
            format!("{} of the voting stock on {on}", part(case.ownership.on(day)))
        }
        HoldingPeriod::Including(length) => {
            let since = match case.ownership {
                Ownership::Constant { since: Some(since), .. } => format!(" since {since}"),
                Ownership::Constant { since: None, .. } | Ownership::History(_) => String::new(),
            };
            let until = case.held_until.map_or(String::new(), |until| format!(" until {until}"));
            format!("{now} of the voting stock{since}{until}, asked for {length} that include {on}")
        }
        HoldingPeriod::Throughout(..) | HoldingPeriod::WhicheverEnd(_) | HoldingPeriod::PriorYearToPayment { .. } => {
            let Some(span) = holding.span(case) else { return format!("{now} of the voting stock") };
            match &case.ownership {
                Ownership::Constant { since: Some(since), .. } => {
                    format!("{now} of the voting stock since {since}, asked for every day from {span}")
                }
                Ownership::Constant { since: None, .. } => format!("{now} of the voting stock"),
                Ownership::History(_) => {
                    let lowest = case.ownership.lowest_in(span).unwrap_or(Percent::ZERO);
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
