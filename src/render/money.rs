//! Amounts of money as answers write them.

use super::digits::Digits;
use super::page::grouped;
use crate::units::Decimal28;

/// `1,234 yen`, in Japanese `1,234円`.
pub(super) fn yen(digits: Option<Digits>) -> Option<String> {
    digits.map(yen_in)
}

/// `1,234 yen`, in Japanese `1,234円`.
pub(super) fn yen_in(digits: Digits) -> String {
    said!("{} yen", "{}円", grouped(digits.0))
}

/// `$1,234.50`, with the sign before the dollar.
pub(super) fn usd(digits: Option<Digits>) -> Option<String> {
    digits.map(|digits| {
        let mut cents = digits.0;
        cents.rescale(2);
        let sign = if cents.is_sign_negative() { "-" } else { "" };
        let text = cents.abs().to_string();
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, "00"));
        format!("{sign}${}.{fraction}", grouped(whole.parse().unwrap_or_default()))
    })
}

/// The digits of yen with two places; averages are seldom whole.
pub(super) fn yen_digits(amount: Decimal28) -> Digits {
    Digits(amount.decimal(2))
}

/// One amount of the table of money.
pub struct Amount {
    pub label: String,
    /// With its unit.
    pub value: String,
    /// What the amount is by, or what it leaves out.
    pub note: String,
    /// The path of the figure in the JSON answer.
    pub path: &'static str,
}

/// `15.315%`.
pub fn percent(digits: Digits) -> String {
    format!("{}%", digits.0)
}

/// `0%, 5% or 10%`, in Japanese `0%、5%又は10%`.
pub fn or(items: &[String]) -> String {
    match items {
        [first @ .., last] if !first.is_empty() => {
            let first = first.join(word!(", ", "、"));
            said!("{first} or {last}", "{first}又は{last}")
        }
        _ => items.join(""),
    }
}
