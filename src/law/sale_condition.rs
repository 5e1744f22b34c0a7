//! What rules on sales ask: tested against the facts, and in words.

use std::fmt;

use super::coverage::FIRST_DAY;
use super::reads::GROUP;
use super::{Country, Threshold, Treaty};
use crate::facts::{AcquiredBy, Case, Field, FieldSet, SaleKind, SalePlace};
use crate::lang;
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
            SaleCondition::SaleIs(_) => event(sale.kind.get()),
            SaleCondition::Sold(_) => place(match sale.place.get() {
                Some(SalePlace::OutsideJapan) => SalePlace::OutsideJapan,
                _ => SalePlace::InJapan,
            })
            .to_owned(),
            SaleCondition::AcquiredBy(_) => match case.acquired_by(lot) {
                Some(way) => said!("acquired by {}", "取得の方法は{}", lang::named(way.name())),
                None => word!("the way of acquisition is not stated", "取得の方法の記載がない").to_owned(),
            },
            SaleCondition::HeldMoreThanMonths(..=12) if case.is_inherited(lot) => word!(
                "inherited, which counts as held for more than a year",
                "相続により取得しており、1年を超えて保有したものとされる"
            )
            .to_owned(),
            SaleCondition::HeldMoreThanMonths(months) => {
                let Some(acquired) = case.held_from(lot) else { return String::new() };
                let sold = sale.date.map_or(String::new(), |day| day.to_string());
                let first = acquired.first_day_beyond_months(months);
                let period = length(months);
                said!(
                    "acquired on {acquired}, held for more than {period} from {first}, sold on {sold}",
                    "{acquired}に取得し、{first}以後は{period}を超える保有となり、{sold}に譲渡"
                )
            }
            SaleCondition::AcquiredBefore(_) | SaleCondition::AcquiredFrom(_) => {
                case.lot(lot).acquired.map_or(String::new(), |day| said!("acquired on {day}", "取得日は{day}"))
            }
            SaleCondition::SoldBefore(_) | SaleCondition::SoldFrom(_) => {
                sale.date.map_or(String::new(), |day| said!("sold on {day}", "譲渡日は{day}"))
            }
            SaleCondition::GroupHeld(_) => {
                let part = part(sale.group.held.get(), sale.group.held.is_assumed());
                said!("{part} held by the holder's group", "保有者及びその特殊関係者の所有割合は{part}")
            }
            SaleCondition::GroupSold(_) => {
                let part = part(sale.group.sold, false);
                said!("{part} sold by the holder's group", "保有者及びその特殊関係者の譲渡割合は{part}")
            }
            SaleCondition::GroupHeldBeforeYear(_) => {
                let part = part(sale.group.before_year.get(), sale.group.before_year.is_assumed());
                said!(
                    "{part} held before the year by the holder's group",
                    "譲渡の年の前年末における保有者及びその特殊関係者の所有割合は{part}"
                )
            }
            SaleCondition::GroupHeldInYear(_) => {
                let part = part(sale.group.in_year.get(), sale.group.in_year.is_assumed());
                said!(
                    "{part} held in the year by the holder's group",
                    "譲渡の年における保有者及びその特殊関係者の所有割合は{part}"
                )
            }
            SaleCondition::NotTaxedInResidence => match sale.taxed_in_residence {
                Some(true) => word!("the country of residence taxes the gain", "居住地国は譲渡益に課税する"),
                Some(false) => {
                    word!("the country of residence does not tax the gain", "居住地国は譲渡益に課税しない")
                }
                None => word!(
                    "whether the country of residence taxes the gain is not stated",
                    "居住地国が譲渡益に課税するか否かの記載がない"
                ),
            }
            .to_owned(),
            SaleCondition::TreatyOnSale(table) => {
                let applied = treaty_on(table, case.residence, sale.date) == Some(true);
                let country = case.residence.name();
                let day = sale.date.map_or(String::new(), |day| said!(" on {day}", "{day}において"));
                match applied {
                    true => said!("a treaty with {country} applied{day}", "{day}{country}との条約の適用があった"),
                    false => said!("no treaty with {country} applied{day}", "{day}{country}との条約の適用はなかった"),
                }
            }
            SaleCondition::RealEstateCompany => yes(
                sale.real_estate_company.get(),
                word!("the company is a company with mostly land in Japan", "発行会社は不動産関連法人である"),
                word!("the company is no company with mostly land in Japan", "発行会社は不動産関連法人でない"),
            ),
            SaleCondition::SharesListed | SaleCondition::SharesUnlisted => yes(
                sale.listed.get(),
                word!("the shares are listed", "株式は上場されている"),
                word!("the shares are not listed", "株式は上場されていない"),
            ),
            SaleCondition::PresentInJapan => yes(
                sale.present_in_japan.get(),
                word!("the holder does sell while staying in Japan", "保有者は日本に滞在する間に譲渡する"),
                word!("the holder does not sell while staying in Japan", "保有者の譲渡は日本に滞在する間のものでない"),
            ),
            SaleCondition::OptionShares => yes(
                sale.option_shares.get(),
                word!(
                    "the shares were acquired by a qualified stock option",
                    "株式は税制適格ストックオプションにより取得された"
                ),
                word!(
                    "the shares were not acquired by a qualified stock option",
                    "株式は税制適格ストックオプションにより取得されたものでない"
                ),
            ),
            SaleCondition::PficWhileHeld | SaleCondition::NotPficWhileHeld => yes(
                sale.pfic.get(),
                word!(
                    "the company is a PFIC in a year in which the shares were held",
                    "株式を保有していたいずれかの年度において発行会社はPFICである"
                ),
                word!(
                    "the company is no PFIC in a year in which the shares were held",
                    "株式を保有していたいずれの年度においても発行会社はPFICでない"
                ),
            ),
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
            SaleCondition::SaleIs(kind) => f.write_str(&event(Some(*kind))),
            SaleCondition::Sold(where_sold) => f.write_str(place(*where_sold)),
            SaleCondition::AcquiredBy(way) => {
                write_said!(f, "acquired by {}", "取得の方法が{}", lang::named(way.name()))
            }
            SaleCondition::HeldMoreThanMonths(months) => {
                write_said!(f, "held for more than {}", "{}を超えて保有", length(*months))
            }
            SaleCondition::AcquiredBefore(day) => write_said!(f, "acquired before {day}", "{day}より前に取得"),
            SaleCondition::AcquiredFrom(day) => write_said!(f, "acquired on or after {day}", "{day}以後に取得"),
            SaleCondition::SoldBefore(day) => write_said!(f, "sold before {day}", "{day}より前に譲渡"),
            SaleCondition::SoldFrom(day) => write_said!(f, "sold on or after {day}", "{day}以後に譲渡"),
            SaleCondition::GroupHeld(threshold) => write_said!(
                f,
                "the holder's group held {threshold} of the issued shares in the three years to the end of the year of \
                 the sale",
                "譲渡の年以前3年内のいずれかの時に、保有者及びその特殊関係者が発行済株式の{threshold}を所有"
            ),
            SaleCondition::GroupSold(threshold) => write_said!(
                f,
                "the holder's group sold {threshold} of the issued shares in the year",
                "譲渡の年に、保有者及びその特殊関係者が発行済株式の{threshold}を譲渡"
            ),
            SaleCondition::GroupHeldBeforeYear(threshold) => write_said!(
                f,
                "the holder's group held {threshold} of the issued shares on the day before the year",
                "譲渡の年の開始の日の前日に、保有者及びその特殊関係者が発行済株式の{threshold}を所有"
            ),
            SaleCondition::GroupHeldInYear(threshold) => write_said!(
                f,
                "the holder's group held {threshold} of the issued shares in the year",
                "譲渡の年のいずれかの時に、保有者及びその特殊関係者が発行済株式の{threshold}を所有"
            ),
            SaleCondition::NotTaxedInResidence => {
                f.write_str(word!("the country of residence does not tax the gain", "居住地国が譲渡益に課税しない"))
            }
            SaleCondition::TreatyOnSale(_) => f.write_str(word!(
                "a treaty with the country of residence applied on the day of the sale",
                "譲渡の日に居住地国との条約の適用がある"
            )),
            SaleCondition::RealEstateCompany => f.write_str(word!(
                "at least half of the company's assets is land in Japan",
                "発行会社の資産の50%以上が日本にある土地等である"
            )),
            SaleCondition::SharesListed => f.write_str(word!("the shares are listed", "株式が上場されている")),
            SaleCondition::SharesUnlisted => f.write_str(word!("the shares are not listed", "株式が上場されていない")),
            SaleCondition::PresentInJapan => {
                f.write_str(word!("sold while staying in Japan", "日本に滞在する間に譲渡"))
            }
            SaleCondition::OptionShares => {
                f.write_str(word!("acquired by a qualified stock option", "税制適格ストックオプションにより取得"))
            }
            SaleCondition::PficWhileHeld => f.write_str(word!(
                "the company is a PFIC in a year in which the shares were held",
                "株式を保有していたいずれかの年度において発行会社がPFICである"
            )),
            SaleCondition::NotPficWhileHeld => f.write_str(word!(
                "the company is no PFIC in any year in which the shares were held",
                "株式を保有していたいずれの年度においても発行会社がPFICでない"
            )),
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

/// `5% of the issued shares`.
fn part(percent: Option<Percent>, is_assumed: bool) -> String {
    let percent = percent.map_or(word!("an unknown part", "不明").to_owned(), |percent| percent.to_string());
    match is_assumed {
        true => said!("{percent} of the issued shares (assumed)", "発行済株式の{percent}（仮定）"),
        false => said!("{percent} of the issued shares", "発行済株式の{percent}"),
    }
}

fn yes(is: Option<bool>, yes: &str, no: &str) -> String {
    if is == Some(true) { yes } else { no }.to_owned()
}

fn event(kind: Option<SaleKind>) -> String {
    match kind {
        Some(SaleKind::Sale) => word!("the event is a sale", "売却である"),
        Some(SaleKind::Exchange) => word!("the event is an exchange of ADSs and shares", "ADSと株式との交換である"),
        None => word!("the event is not stated", "売却と交換のいずれであるかの記載がない"),
    }
    .to_owned()
}

fn place(place: SalePlace) -> &'static str {
    match place {
        SalePlace::OutsideJapan => word!("sold outside Japan", "日本国外で譲渡"),
        SalePlace::InJapan => word!("sold within Japan", "日本国内で譲渡"),
    }
}

/// `a year`, `3 years`, `18 months`.
fn length(months: u32) -> String {
    match (months % 12, months / 12) {
        (0, 1) => word!("a year", "1年").to_owned(),
        (0, years) => said!("{years} years", "{years}年"),
        _ => said!("{months} months", "{months}か月"),
    }
}
