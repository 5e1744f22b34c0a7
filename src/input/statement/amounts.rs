//! Amounts, dates and rates in words, as statements write them.

use rust_decimal::Decimal;

use crate::input::scalar;
use crate::units::{Day, Exact};

/// More than any amount or number of shares has before the point, so that sums of them stay within a decimal.
const MOST: i64 = 1_000_000_000_000_000;

/// No amount has more fraction digits, so that a quotient of two stays within a decimal.
const MOST_PLACES: u32 = 12;

/// An amount with its sign: `-$1,234.56`, `(12.00)`, `1372`; none where it is no amount, or one out of all bounds. What
/// separates decimals is told.
pub fn money(text: &str, decimal: char) -> Option<Decimal> {
    let text = text.trim();
    let (inner, is_bracketed) = match text.strip_prefix('(').and_then(|text| text.strip_suffix(')')) {
        Some(inner) => (inner, true),
        None => (text, false),
    };
    let (digits, is_negative) = match inner.trim().strip_prefix('-') {
        Some(digits) => (digits, true),
        None => (inner.trim(), false),
    };
    let digits = digits.trim_start_matches(['$', '¥']);
    let thousands = if decimal == ',' { '.' } else { ',' };
    let (whole, fraction) = match digits.split_once(decimal) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    let groups: Vec<_> = whole.split([thousands, '\'']).collect();
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let are_groups = groups.iter().skip(1).all(|group| group.len() == 3) && groups.iter().all(|group| is_digits(group));
    if !are_groups || groups.len() > 1 && groups.first().is_some_and(|first| first.len() > 3) {
        return None;
    }
    if fraction.is_some_and(|fraction| !is_digits(fraction)) {
        return None;
    }
    let plain = format!("{}.{}", groups.concat(), fraction.unwrap_or("0"));
    let amount = Decimal::from_str_exact(&plain).ok()?.normalize();
    if amount >= Decimal::from(MOST) || amount.scale() > MOST_PLACES {
        return None;
    }
    Some(if is_negative != is_bracketed { -amount } else { amount })
}

/// In which order a date with slashes or points has its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    Ymd,
    Mdy,
    Dmy,
}

/// A date, what stands behind it left out: `2025-06-27`, `20250627;202000`, `07/07/2025`.
pub fn date(text: &str, order: DateOrder) -> Option<Day> {
    let text = text.trim().split([';', ',', ' ', 'T']).next()?;
    if order == DateOrder::Ymd {
        return match scalar::eight_digits(text) {
            Some((year, month, day)) => Day::parse(format!("{year}-{month}-{day}")),
            None => Day::parse(text),
        };
    }
    let parts: Vec<_> = text.split(['/', '-', '.']).collect();
    let [first, second, year] = parts[..] else { return None };
    let (month, day) = if order == DateOrder::Mdy { (first, second) } else { (second, first) };
    let year = if year.len() == 2 { format!("20{year}") } else { year.to_owned() };
    Day::parse(format!("{year}-{month:0>2}-{day:0>2}"))
}

/// The yen a share of a description such as `CASH DIVIDEND JPY 18 PER SHARE`.
pub fn per_share(description: &str) -> Option<Decimal> {
    let upper = description.to_ascii_uppercase();
    let (before, _) = upper.split_once(" PER SHARE")?;
    let mut words = before.rsplit(' ');
    let rate = money(words.next()?, '.')?;
    (words.next() == Some("JPY") && rate > Decimal::ZERO).then_some(rate)
}

/// How many shares an amount is of, where it is a whole number of them.
pub fn shares(gross: Decimal, per_share: Decimal) -> Option<Decimal> {
    if per_share.is_zero() {
        return None;
    }
    let shares = Exact::ratio(gross.abs(), per_share);
    if shares >= Exact::whole(MOST) {
        return None;
    }
    let shares = shares.decimal(6);
    (shares.fract().is_zero() && Exact::from(shares) * Exact::from(per_share) == Exact::from(gross.abs()))
        .then_some(shares)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_they_are_written_and_nothing_else_is() {
        let read = |text| money(text, '.').map(|amount| amount.normalize().to_string());
        for (text, amount) in [
            ("-$1,234.56", Some("-1234.56")),
            ("$62.50", Some("62.5")),
            ("(12.00)", Some("-12")),
            ("1372", Some("1372")),
            ("-1,372", Some("-1372")),
            ("1'234.5", Some("1234.5")),
            ("1,23", None),
            ("1234,567", None),
            ("12.", None),
            ("", None),
            ("-", None),
            ("--", None),
            ("1e5", None),
            ("NaN", None),
            ("999,999,999,999,999.999999999999", Some("999999999999999.999999999999")),
            ("1,000,000,000,000,000", None),
            ("0.0000000000001", None),
        ] {
            assert_eq!(read(text).as_deref(), amount, "{text}");
        }
        assert_eq!(money("1.234,56", ','), Decimal::from_str_exact("1234.56").ok());
        assert_eq!(money("1,234.56", ','), None);
    }

    #[test]
    fn dates_are_read_in_the_order_of_their_file() {
        for (text, order, day) in [
            ("20250627;202000", DateOrder::Ymd, Some("2025-06-27")),
            ("2025-06-27, 20:20:00", DateOrder::Ymd, Some("2025-06-27")),
            ("07/03/2025", DateOrder::Mdy, Some("2025-07-03")),
            ("7/3/25", DateOrder::Mdy, Some("2025-07-03")),
            ("03-07-2025", DateOrder::Dmy, Some("2025-07-03")),
            ("13/01/2025", DateOrder::Mdy, None),
            ("2025-02-30", DateOrder::Ymd, None),
            ("", DateOrder::Mdy, None),
        ] {
            assert_eq!(date(text, order).map(|day| day.to_string()).as_deref(), day, "{text}");
        }
    }

    #[test]
    fn shares_follow_where_they_come_out_whole() {
        let decimal = |text: &str| Decimal::from_str_exact(text).unwrap();
        assert_eq!(
            per_share("3774.T(JP3152820001) Cash Dividend JPY 17.5 per Share (Ordinary)"),
            Some(decimal("17.5"))
        );
        assert_eq!(per_share("CASH DIVIDEND USD 18 PER SHARE"), None);
        assert_eq!(per_share("PAYMENT IN LIEU OF DIVIDEND"), None);
        assert_eq!(shares(decimal("8964"), decimal("18")), Some(decimal("498")));
        assert_eq!(shares(decimal("8965"), decimal("18")), None);
        assert_eq!(shares(decimal("999999999999999"), decimal("0.000000000001")), None);
    }
}
