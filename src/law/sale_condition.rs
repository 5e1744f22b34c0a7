//! What rules on sales ask: tested against the facts, and in words.

use super::Condition;
use crate::case::{AcquiredBy, Case, SaleKind, SalePlace};

impl Condition {
    /// The conditions on a sale; `None` while a fact is missing.
    pub(super) fn holds_for_sale(self, case: &Case, lot: usize) -> Option<bool> {
        let sale = case.sale.as_ref()?;
        match self {
            Condition::SaleIs(kind) => sale.kind.get().map(|known| known == kind),
            Condition::Sold(place) => sale.place.get().map(|known| known == place),
            Condition::AcquiredBy(way) => sale.acquired_by.get().map(|known| known == way),
            Condition::HeldMoreThanYears(years) => {
                Some(sale.date? >= case.lot(lot).acquired?.first_day_beyond_years(years))
            }
            Condition::PficWhileHeld => sale.pfic.get(),
            Condition::NotPficWhileHeld => sale.pfic.get().map(|is| !is),
            _ => None,
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
                format!("acquired by {}", sale.acquired_by.get().map_or("not stated", AcquiredBy::name))
            }
            Condition::HeldMoreThanYears(years) => {
                let Some(acquired) = case.lot(lot).acquired else { return String::new() };
                let sold = sale.date.map_or(String::new(), |day| day.to_string());
                let first = acquired.first_day_beyond_years(years);
                let year = if years == 1 { "a year".to_owned() } else { format!("{years} years") };
                format!("acquired on {acquired}, held for more than {year} from {first}, sold on {sold}")
            }
            _ => {
                let is = sale.pfic.get() == Some(true);
                format!("the company is {} PFIC in a year in which the shares were held", if is { "a" } else { "no" })
            }
        }
    }
}

pub(super) fn noun(kind: SaleKind) -> &'static str {
    match kind {
        SaleKind::Sale => "a sale",
        SaleKind::Exchange => "an exchange of ADSs and shares",
    }
}
