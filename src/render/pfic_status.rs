//! A company's years: the canonical object, the flat rows, and the page for people.

mod text;
mod wire;

pub use text::{screen, text};
pub use wire::PficStatus;

use super::digits::Digits;
use super::rows::table;

/// One row for each year, with a header.
pub fn csv(status: &PficStatus) -> String {
    let digits = |digits: Option<Digits>| digits.map_or_else(String::new, |digits| digits.0.to_string());
    let known = |known: Option<bool>| known.map_or_else(String::new, |known| known.to_string());
    let header = [
        "id",
        "law",
        "begins",
        "ends",
        "status",
        "pfic",
        "rule",
        "income_percent",
        "income_margin_points",
        "assets_percent",
        "assets_margin_points",
        "held",
        "taints",
    ];
    let rows = status.years.iter().map(|year| {
        [
            status.id.clone().unwrap_or_default(),
            status.law.to_owned(),
            year.begins.to_string(),
            year.ends.to_string(),
            year.status.to_owned(),
            known(year.pfic),
            year.rule.unwrap_or_default().to_owned(),
            digits(year.income.percent),
            digits(year.income.margin_points),
            digits(year.assets.percent),
            digits(year.assets.margin_points),
            known(year.held),
            known(year.taints),
        ]
    });
    table(header.map(str::to_owned), rows)
}
