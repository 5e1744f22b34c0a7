//! What rules on sales ask: tested against the facts, and in words.

use std::fmt;

use super::coverage::FIRST_DAY;
use super::reads::GROUP;
use super::{Country, Threshold, Treaty};
use crate::facts::{AcquiredBy, Case, Field, FieldSet, SaleKind, SalePlace};
use crate::units::{Day, Percent};

/// What a rule asks of a sale or of the lot that is sold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SaleCondition {
    SaleIs(SaleKind),
    Sold(SalePlace),
    AcquiredBy(AcquiredBy),
    /// The part of the lot that is sold was held for more than so many months.
    HeldMoreThanMonths(u32),
    /// The lot was acquired before this day.
    AcquiredBefore(Day),
    /// The lot was acquired on this day or later.
    AcquiredFrom(Day),
    /// The day of the sale is before this one.
    SoldBefore(Day),
    /// The day of the sale is this one or later.
    SoldFrom(Day),
    /// The holder and those in a special relationship with it held so much of the issued shares at some time in the
    /// three years to the end of the year of the sale.
    GroupHeld(Threshold),
    /// They sold so much of the issued shares in that year.
    GroupSold(Threshold),
    /// They held so much of them on the day before that year.
    GroupHeldBeforeYear(Threshold),
    /// They held so much of them at some time in that year.
    GroupHeldInYear(Threshold),
    /// The country of residence does not tax the gain.
    NotTaxedInResidence,
    /// A treaty of this table with the country of residence applies on the day of the sale.
    TreatyOnSale(&'static [Treaty]),
    /// At least half of the company's assets was land in Japan at some time in the year before the sale.
    RealEstateCompany,
    /// The shares that are sold are listed.
    SharesListed,
    SharesUnlisted,
    /// The individual stays in Japan when selling.
    PresentInJapan,
    /// The shares were acquired by a qualified stock option.
    OptionShares,
    /// The company is a PFIC in one of its years in which the shares were held.
    PficWhileHeld,
    NotPficWhileHeld,
}

impl SaleCondition {
    /// Whether it holds; `None` while a fact is missing.
    pub(super) fn test(self, case: &Case, lot: usize) -> Option<bool> {
        let sale = case.sale.as_ref()?;
        match self {
            SaleCondition::SaleIs(kind) => sale.kind.get().map(|known| known == kind),
            SaleCondition::Sold(place) => sale.place.get().map(|known| known == place),
            SaleCondition::AcquiredBy(way) => case.acquired_by(lot).map(|known| known == way),
            // What was inherited counts as held for more than a year.
            SaleCondition::HeldMoreThanMonths(..=12) if case.is_inherited(lot) => Some(true),
            SaleCondition::HeldMoreThanMonths(months) => {
                Some(sale.date? >= case.held_from(lot)?.first_day_beyond_months(months))
            }
            SaleCondition::AcquiredBefore(day) => Some(case.lot(lot).acquired? < day),
            SaleCondition::AcquiredFrom(day) => Some(case.lot(lot).acquired? >= day),
            SaleCondition::SoldBefore(day) => Some(sale.date? < day),
            SaleCondition::SoldFrom(day) => Some(sale.date? >= day),
            SaleCondition::GroupHeld(threshold) => sale.group.held.get().map(|held| threshold.is_reached_by(held)),
            SaleCondition::GroupSold(threshold) => sale.group.sold.map(|sold| threshold.is_reached_by(sold)),
            SaleCondition::GroupHeldBeforeYear(threshold) => {
                sale.group.before_year.get().map(|held| threshold.is_reached_by(held))
            }
            SaleCondition::GroupHeldInYear(threshold) => {
                sale.group.in_year.get().map(|held| threshold.is_reached_by(held))
            }
            SaleCondition::NotTaxedInResidence => sale.taxed_in_residence.map(|is| !is),
            SaleCondition::TreatyOnSale(table) => treaty_on(table, case.residence, sale.date),
            SaleCondition::RealEstateCompany => sale.real_estate_company.get(),
            SaleCondition::SharesListed => sale.listed.get(),
            SaleCondition::SharesUnlisted => sale.listed.get().map(|is| !is),
            SaleCondition::PresentInJapan => sale.present_in_japan.get(),
            SaleCondition::OptionShares => sale.option_shares.get(),
            SaleCondition::PficWhileHeld => sale.pfic.get(),
            SaleCondition::NotPficWhileHeld => sale.pfic.get().map(|is| !is),
        }
    }

    /// Why it is met or not: a clause without capital or full stop.
    pub(super) fn because(self, case: &Case, lot: usize) -> String {
        let Some(sale) = &case.sale else { return String::new() };
        match self {
            SaleCondition::SaleIs(_) => format!("the event is {}", sale.kind.get().map_or("not stated", noun)),
            SaleCondition::Sold(_) => match sale.place.get() {
                Some(SalePlace::OutsideJapan) => "sold outside Japan".to_owned(),
                _ => "sold within Japan".to_owned(),
            },
            SaleCondition::AcquiredBy(_) => {
                format!("acquired by {}", case.acquired_by(lot).map_or("not stated", AcquiredBy::name))
            }
            SaleCondition::HeldMoreThanMonths(..=12) if case.is_inherited(lot) => {
                "inherited, which counts as held for more than a year".to_owned()
            }
            SaleCondition::HeldMoreThanMonths(months) => {
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
            SaleCondition::AcquiredBefore(_) | SaleCondition::AcquiredFrom(_) => {
                case.lot(lot).acquired.map_or(String::new(), |day| format!("acquired on {day}"))
            }
            SaleCondition::SoldBefore(_) | SaleCondition::SoldFrom(_) => {
                sale.date.map_or(String::new(), |day| format!("sold on {day}"))
            }
            SaleCondition::GroupHeld(_) => part(sale.group.held.get(), sale.group.held.is_assumed(), "held"),
            SaleCondition::GroupSold(_) => part(sale.group.sold, false, "sold"),
            SaleCondition::GroupHeldBeforeYear(_) => {
                part(sale.group.before_year.get(), sale.group.before_year.is_assumed(), "held before the year")
            }
            SaleCondition::GroupHeldInYear(_) => {
                part(sale.group.in_year.get(), sale.group.in_year.is_assumed(), "held in the year")
            }
            SaleCondition::NotTaxedInResidence => match sale.taxed_in_residence {
                Some(is) => format!("the country of residence {} the gain", if is { "taxes" } else { "does not tax" }),
                None => "whether the country of residence taxes the gain is not stated".to_owned(),
            },
            SaleCondition::TreatyOnSale(table) => {
                let applied = treaty_on(table, case.residence, sale.date) == Some(true);
                let day = sale.date.map_or(String::new(), |day| format!(" on {day}"));
                format!("{} treaty with {} applied{day}", if applied { "a" } else { "no" }, case.residence.name())
            }
            SaleCondition::RealEstateCompany => {
                format!("the company is {} company with mostly land in Japan", article(sale.real_estate_company.get()))
            }
            SaleCondition::SharesListed | SaleCondition::SharesUnlisted => {
                format!("the shares are {}listed", not(sale.listed.get()))
            }
            SaleCondition::PresentInJapan => {
                format!("the holder does {}sell while staying in Japan", not(sale.present_in_japan.get()))
            }
            SaleCondition::OptionShares => {
                format!("the shares were {}acquired by a qualified stock option", not(sale.option_shares.get()))
            }
            SaleCondition::PficWhileHeld | SaleCondition::NotPficWhileHeld => {
                let is = sale.pfic.get() == Some(true);
                format!("the company is {} PFIC in a year in which the shares were held", if is { "a" } else { "no" })
            }
        }
    }

    /// The facts that are missing when the outcome is unknown.
    pub(super) fn asks(self, case: &Case, lot: usize) -> FieldSet {
        match self {
            SaleCondition::AcquiredBefore(_) | SaleCondition::AcquiredFrom(_) => FieldSet::one(Field::HeldSince),
            SaleCondition::SoldBefore(_) | SaleCondition::SoldFrom(_) | SaleCondition::TreatyOnSale(_) => {
                FieldSet::one(Field::SaleDate)
            }
            SaleCondition::GroupHeld(_) | SaleCondition::GroupHeldBeforeYear(_) | SaleCondition::GroupHeldInYear(_) => {
                FieldSet::one(Field::GroupIssued)
            }
            SaleCondition::NotTaxedInResidence => FieldSet::one(Field::TaxedInResidence),
            SaleCondition::GroupSold(_) => FieldSet::one(Field::GroupSold),
            SaleCondition::HeldMoreThanMonths(_) => FieldSet::missing(&[
                (case.lot(lot).acquired.is_none(), Field::HeldSince),
                (case.lacks_days_of_donor(lot), Field::LotDonorAcquired),
                (case.taxed_on().is_none(), Field::SaleDate),
            ]),
            // The others have an ordinary answer.
            SaleCondition::SaleIs(_)
            | SaleCondition::Sold(_)
            | SaleCondition::AcquiredBy(_)
            | SaleCondition::RealEstateCompany
            | SaleCondition::SharesListed
            | SaleCondition::SharesUnlisted
            | SaleCondition::PresentInJapan
            | SaleCondition::OptionShares
            | SaleCondition::PficWhileHeld
            | SaleCondition::NotPficWhileHeld => FieldSet::NONE,
        }
    }

    /// Every fact that can decide how it comes out.
    pub(super) const fn reads(self) -> FieldSet {
        match self {
            SaleCondition::SaleIs(..) => FieldSet::one(Field::SaleKind),
            SaleCondition::Sold(..) => FieldSet::one(Field::SalePlace),
            SaleCondition::AcquiredBy(..) => FieldSet::one(Field::AcquiredBy),
            SaleCondition::HeldMoreThanMonths(..) => FieldSet::of(&[Field::HeldSince, Field::Lots, Field::SaleDate]),
            SaleCondition::AcquiredBefore(..) | SaleCondition::AcquiredFrom(..) => {
                FieldSet::of(&[Field::HeldSince, Field::Lots])
            }
            SaleCondition::SoldBefore(..) | SaleCondition::SoldFrom(..) => FieldSet::one(Field::SaleDate),
            SaleCondition::GroupHeld(..) => GROUP,
            SaleCondition::GroupSold(..) => FieldSet::one(Field::GroupSold),
            SaleCondition::GroupHeldBeforeYear(..) => GROUP.with(FieldSet::one(Field::GroupBeforeYear)),
            SaleCondition::GroupHeldInYear(..) => GROUP.with(FieldSet::one(Field::GroupInYear)),
            SaleCondition::NotTaxedInResidence => FieldSet::one(Field::TaxedInResidence),
            SaleCondition::TreatyOnSale(..) => FieldSet::of(&[Field::Residence, Field::SaleDate]),
            SaleCondition::RealEstateCompany => FieldSet::one(Field::RealEstateCompany),
            SaleCondition::SharesListed | SaleCondition::SharesUnlisted => {
                FieldSet::of(&[Field::SaleListed, Field::PayerListedSince, Field::PayerListedUntil])
            }
            SaleCondition::PresentInJapan => FieldSet::one(Field::PresentInJapan),
            SaleCondition::OptionShares => FieldSet::one(Field::OptionShares),
            SaleCondition::PficWhileHeld | SaleCondition::NotPficWhileHeld => {
                FieldSet::of(&[Field::SalePfic, Field::Pfic])
            }
        }
    }

    /// Whether the answer can differ from lot to lot.
    pub(super) fn is_about_a_lot(self) -> bool {
        match self {
            SaleCondition::HeldMoreThanMonths(_)
            | SaleCondition::AcquiredBefore(_)
            | SaleCondition::AcquiredFrom(_) => true,
            SaleCondition::SaleIs(_)
            | SaleCondition::Sold(_)
            | SaleCondition::AcquiredBy(_)
            | SaleCondition::SoldBefore(_)
            | SaleCondition::SoldFrom(_)
            | SaleCondition::GroupHeld(_)
            | SaleCondition::GroupSold(_)
            | SaleCondition::GroupHeldBeforeYear(_)
            | SaleCondition::GroupHeldInYear(_)
            | SaleCondition::NotTaxedInResidence
            | SaleCondition::TreatyOnSale(_)
            | SaleCondition::RealEstateCompany
            | SaleCondition::SharesListed
            | SaleCondition::SharesUnlisted
            | SaleCondition::PresentInJapan
            | SaleCondition::OptionShares
            | SaleCondition::PficWhileHeld
            | SaleCondition::NotPficWhileHeld => false,
        }
    }
}

impl fmt::Display for SaleCondition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SaleCondition::SaleIs(kind) => write!(f, "the event is {}", noun(*kind)),
            SaleCondition::Sold(SalePlace::OutsideJapan) => f.write_str("sold outside Japan"),
            SaleCondition::Sold(SalePlace::InJapan) => f.write_str("sold within Japan"),
            SaleCondition::AcquiredBy(way) => write!(f, "acquired by {}", way.name()),
            SaleCondition::HeldMoreThanMonths(12) => f.write_str("held for more than a year"),
            SaleCondition::HeldMoreThanMonths(months) if months % 12 == 0 => {
                write!(f, "held for more than {} years", months / 12)
            }
            SaleCondition::HeldMoreThanMonths(months) => write!(f, "held for more than {months} months"),
            SaleCondition::AcquiredBefore(day) => write!(f, "acquired before {day}"),
            SaleCondition::AcquiredFrom(day) => write!(f, "acquired on or after {day}"),
            SaleCondition::SoldBefore(day) => write!(f, "sold before {day}"),
            SaleCondition::SoldFrom(day) => write!(f, "sold on or after {day}"),
            SaleCondition::GroupHeld(threshold) => write!(
                f,
                "the holder's group held {threshold} of the issued shares in the three years to the end of the year of \
                 the sale"
            ),
            SaleCondition::GroupSold(threshold) => {
                write!(f, "the holder's group sold {threshold} of the issued shares in the year")
            }
            SaleCondition::GroupHeldBeforeYear(threshold) => {
                write!(f, "the holder's group held {threshold} of the issued shares on the day before the year")
            }
            SaleCondition::GroupHeldInYear(threshold) => {
                write!(f, "the holder's group held {threshold} of the issued shares in the year")
            }
            SaleCondition::NotTaxedInResidence => f.write_str("the country of residence does not tax the gain"),
            SaleCondition::TreatyOnSale(_) => {
                f.write_str("a treaty with the country of residence applied on the day of the sale")
            }
            SaleCondition::RealEstateCompany => f.write_str("at least half of the company's assets is land in Japan"),
            SaleCondition::SharesListed => f.write_str("the shares are listed"),
            SaleCondition::SharesUnlisted => f.write_str("the shares are not listed"),
            SaleCondition::PresentInJapan => f.write_str("sold while staying in Japan"),
            SaleCondition::OptionShares => f.write_str("acquired by a qualified stock option"),
            SaleCondition::PficWhileHeld => {
                f.write_str("the company is a PFIC in a year in which the shares were held")
            }
            SaleCondition::NotPficWhileHeld => {
                f.write_str("the company is no PFIC in any year in which the shares were held")
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

fn noun(kind: SaleKind) -> &'static str {
    match kind {
        SaleKind::Sale => "a sale",
        SaleKind::Exchange => "an exchange of ADSs and shares",
    }
}
