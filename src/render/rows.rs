//! The answer as one flat row, for spreadsheets and registers.

use super::digits::Digits;
use super::{Comparison, json};
use crate::answer::DividendAnswer;

/// The columns, in order. Every format of flat rows has these.
pub const COLUMNS: [&str; 26] = [
    "id",
    "status",
    "law",
    "regime",
    "rule",
    "rate_percent",
    "highest_rate_percent",
    "gross_jpy",
    "tax_jpy",
    "net_jpy",
    "at_source_rate_percent",
    "at_source_tax_jpy",
    "at_source_net_jpy",
    "refundable_jpy",
    "prior_regime",
    "prior_rate_percent",
    "prior_tax_jpy",
    "us_status",
    "included_on",
    "dividend_usd",
    "qualified",
    "qualified_percent",
    "tax_at_maximum_rate_usd",
    "creditable_jpy",
    "creditable_usd",
    "category",
];

/// One row: a cell for each column, empty where the answer has null.
pub struct Row([String; COLUMNS.len()]);

impl Row {
    pub fn new(answer: &DividendAnswer<'_>) -> Row {
        let json::Dividend { id, law, status, japan, comparison, us, .. } = json::Dividend::new(answer);
        let digits = |digits: Option<Digits>| digits.map_or_else(String::new, |digits| digits.0.to_string());
        let text = |text: Option<&'static str>| text.unwrap_or_default().to_owned();
        let (at_source_rate, at_source_tax, at_source_net) =
            japan.at_source.map_or((None, None, None), |at| (Some(at.rate_percent), at.tax_jpy, at.net_jpy));
        let prior = prior(answer);
        let (prior_rate, prior_tax) = match (&prior, comparison.into_iter().find(|other| Some(other.regime) == prior)) {
            (Some(_), Some(other)) => (other.rate_percent, other.tax_jpy),
            // The Prior Treaty itself decided.
            (Some(prior), None) if japan.regime == Some(prior) => (japan.rate_percent, japan.tax_jpy),
            _ => (None, None),
        };
        let (creditable, creditable_usd, category) = us
            .credit
            .map_or((None, None, None), |credit| (credit.creditable_jpy, credit.creditable_usd, credit.category));
        Row([
            id.unwrap_or_default(),
            status.to_owned(),
            law.to_owned(),
            text(japan.regime),
            text(japan.rule),
            digits(japan.rate_percent),
            digits(japan.highest_rate_percent),
            digits(japan.gross_jpy),
            digits(japan.tax_jpy),
            digits(japan.net_jpy),
            digits(at_source_rate),
            digits(at_source_tax),
            digits(at_source_net),
            digits(japan.refundable_jpy),
            text(prior),
            digits(prior_rate),
            digits(prior_tax),
            us.status.to_owned(),
            us.included_on.map_or_else(String::new, |day| day.to_string()),
            digits(us.dividend_usd),
            us.qualified.map_or_else(String::new, |qualified| qualified.to_string()),
            digits(us.qualified_percent),
            digits(us.tax_at_maximum_rate_usd),
            digits(creditable),
            digits(creditable_usd),
            text(category),
        ])
    }
}

/// The oldest regime of the holder's treaty, where it has had several.
fn prior(answer: &DividendAnswer<'_>) -> Option<&'static str> {
    match answer.law.regimes_with(answer.case.residence) {
        [oldest, _, ..] => Some(oldest.id),
        _ => None,
    }
}

/// The header and the rows.
pub fn csv(rows: &[Row]) -> String {
    table(COLUMNS.map(str::to_owned), rows.iter().map(|row| row.0.clone()))
}

/// The regimes of a comparison, a row each.
pub fn comparison_csv(comparison: &Comparison) -> String {
    let digits = |digits: Option<Digits>| digits.map_or_else(String::new, |digits| digits.0.to_string());
    let header = ["id", "regime", "applies", "status", "rule", "rate_percent", "gross_jpy", "tax_jpy", "net_jpy"];
    let rows = comparison.regimes.iter().map(|column| {
        [
            comparison.id.clone().unwrap_or_default(),
            column.regime.to_owned(),
            column.applies.to_string(),
            column.status.to_owned(),
            column.rule.unwrap_or_default().to_owned(),
            digits(column.rate_percent),
            digits(comparison.gross_jpy),
            digits(column.tax_jpy),
            digits(column.net_jpy),
        ]
    });
    table(header.map(str::to_owned), rows)
}

/// Comma-separated values with a header.
pub(super) fn table<const N: usize>(header: [String; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for record in std::iter::once(header).chain(rows) {
        writer.write_record(&record).expect("a vector takes every byte");
    }
    String::from_utf8(writer.into_inner().expect("a vector takes every byte")).expect("cells are text")
}
