//! A sale: the canonical object, the flat rows, and the page for people.

mod figures;
mod screen;
mod text;
mod wire;

pub use figures::figures;
pub use screen::{amounts, screen, to_do};
pub use text::{japan, lead, other, text};
pub use wire::Gain;

use super::digits::Digits;
use super::rows::table;

/// One row for each lot that is sold, with a header; one row without a lot where there are no figures.
pub fn csv(gain: &Gain) -> String {
    let digits = |digits: Option<Digits>| digits.map_or_else(String::new, |digits| digits.0.to_string());
    let header = [
        "id",
        "status",
        "law",
        "japan_status",
        "japan_taxed",
        "date",
        "lot",
        "shares",
        "acquired",
        "term",
        "proceeds_usd",
        "expenses_usd",
        "basis_usd",
        "gain_usd",
        "rule",
    ];
    let row = |lot: Option<&wire::Lot>| {
        let number = |of: fn(&wire::Lot) -> Option<Digits>| digits(lot.and_then(of));
        [
            gain.id.clone().unwrap_or_default(),
            gain.status.to_owned(),
            gain.law.to_owned(),
            gain.japan.status.to_owned(),
            gain.japan.taxed.map_or_else(String::new, |taxed| taxed.to_string()),
            gain.sale.date.map_or_else(String::new, |date| date.to_string()),
            number(|lot| Some(lot.lot)),
            number(|lot| lot.shares),
            lot.and_then(|lot| lot.acquired).map_or_else(String::new, |date| date.to_string()),
            lot.and_then(|lot| lot.term).unwrap_or_default().to_owned(),
            number(|lot| lot.proceeds_usd),
            number(|lot| lot.expenses_usd),
            number(|lot| lot.basis_usd),
            number(|lot| lot.gain_usd),
            lot.and_then(|lot| lot.rule).unwrap_or_default().to_owned(),
        ]
    };
    let rows: Vec<_> =
        if gain.us.lots.is_empty() { vec![row(None)] } else { gain.us.lots.iter().map(|lot| row(Some(lot))).collect() };
    table(header.map(str::to_owned), rows.into_iter())
}
