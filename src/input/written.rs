//! Ways to write dates, numbers and yes that a register may have, and what `--map` calls each.

use crate::facts::ValueType;
use crate::units::Day;

use super::scalar;

/// How values are written, where it is not as facts are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// Dates like 20240628.
    YearMonthDay,
    /// Dates like 6/28/2024, or with dots or dashes.
    MonthDayYear,
    /// Dates like 28/6/2024.
    DayMonthYear,
    /// Dates as spreadsheets count them: 45471.
    Serial,
    /// Dates as milliseconds from the beginning of 1970: 1719532800000.
    EpochMillis,
    /// Dates with a time that is midnight, without a zone: 2024-06-28 00:00:00.
    Timestamp,
    /// Dates like 29-Jun-18 or 29 June 2018, with English names; a year of two digits is one from 1930 to 2029, as
    /// spreadsheets take it.
    DayMonthName,
    /// Numbers like 1,250,000.
    Thousands,
    /// Numbers like 1.250.000,5.
    DecimalComma,
    /// yes and no, y and n, 1 and 0.
    YesNo,
}

impl Written {
    pub(super) const ALL: [(&str, Written); 10] = [
        ("yyyymmdd", Written::YearMonthDay),
        ("mdy", Written::MonthDayYear),
        ("dmy", Written::DayMonthYear),
        ("d-mon-y", Written::DayMonthName),
        ("serial", Written::Serial),
        ("epoch-ms", Written::EpochMillis),
        ("timestamp", Written::Timestamp),
        ("thousands", Written::Thousands),
        ("decimal-comma", Written::DecimalComma),
        ("yes-no", Written::YesNo),
    ];

    /// What `--map` calls it.
    pub(super) fn name(self) -> &'static str {
        Written::ALL.iter().find(|(_, way)| *way == self).map_or("", |(name, _)| name)
    }

    /// The value as facts are written; none where it is not written so.
    pub(super) fn read(self, text: &str) -> Option<String> {
        // A day that there is.
        let date = |year: &str, month: &str, day: &str| {
            let date = format!("{year}-{month:0>2}-{day:0>2}");
            (year.len() == 4 && Day::parse(date.as_str()).is_some()).then_some(date)
        };
        let parts = || {
            let mut parts = without_midnight(text).split(['/', '.', '-']);
            let three = (parts.next()?, parts.next()?, parts.next()?);
            parts.next().is_none().then_some(three)
        };
        match self {
            Written::YearMonthDay => scalar::eight_digits(text).and_then(|(year, month, day)| date(year, month, day)),
            Written::MonthDayYear => parts().and_then(|(month, day, year)| date(year, month, day)),
            Written::DayMonthYear => parts().and_then(|(day, month, year)| date(year, month, day)),
            // Day 25569 is the first of 1970: the leap day of 1900 that spreadsheets count was never there.
            Written::Serial => {
                let days: i32 = text.strip_suffix(".0").unwrap_or(text).parse().ok()?;
                Day::from_epoch_days(days.checked_sub(25_569)?).map(|day| day.to_string())
            }
            Written::EpochMillis => {
                const OF_A_DAY: i64 = 24 * 60 * 60 * 1000;
                let millis: i64 = text.strip_suffix(".0").unwrap_or(text).parse().ok()?;
                let days = (millis % OF_A_DAY == 0).then_some(millis / OF_A_DAY)?;
                Day::from_epoch_days(i32::try_from(days).ok()?).map(|day| day.to_string())
            }
            Written::Timestamp => {
                let day = Some(without_midnight(text)).filter(|day| day.len() < text.len());
                day.filter(|day| Day::parse(*day).is_some()).map(str::to_owned)
            }
            Written::DayMonthName => {
                let mut parts = without_midnight(text).split(['-', ' ', '/', '.']).filter(|part| !part.is_empty());
                let (day, month, year) = (parts.next()?, month_called(parts.next()?)?, parts.next()?);
                let year = match year.len() {
                    2 => format!("{}{year}", if year < "30" { "20" } else { "19" }),
                    _ => year.to_owned(),
                };
                parts.next().is_none().then(|| date(&year, &month.to_string(), day))?
            }
            Written::Thousands => grouped(text, ',', '.').filter(|_| text.contains(',')),
            Written::DecimalComma => grouped(text, '.', ',').filter(|_| text.contains([',', '.'])),
            Written::YesNo => match text.to_ascii_lowercase().as_str() {
                "yes" | "y" | "1" | "true" => Some("true".to_owned()),
                "no" | "n" | "0" | "false" => Some("false".to_owned()),
                _ => None,
            },
        }
    }

    /// Whether a number that has a type of its own can be written so: where its point stands is known already.
    pub(super) fn is_of_numbers(self) -> bool {
        !matches!(self, Written::Thousands | Written::DecimalComma)
    }
}

/// Whether a text is a value of this type as it stands, as far as ways to write are about it.
pub(super) fn is_value(value: ValueType, text: &str) -> bool {
    match value {
        ValueType::Date => Day::parse(text).is_some(),
        ValueType::DateOrBool => Day::parse(text).is_some() || matches!(text, "true" | "false"),
        ValueType::Bool => matches!(text, "true" | "false"),
        other => other.bounds().is_some() && scalar::number(text, other).is_ok(),
    }
}

/// The text without a time behind it that is midnight.
pub(super) fn without_midnight(text: &str) -> &str {
    let ends = |at: &usize| is_midnight(text.get(at + 1..).unwrap_or_default());
    text.match_indices(['T', ' ']).map(|(at, _)| at).find(ends).and_then(|at| text.get(..at)).unwrap_or(text)
}

/// 0:00, 00:00:00.000 and the like, without a zone.
fn is_midnight(text: &str) -> bool {
    let (clock, zero) = text.strip_suffix(" AM").map_or((text, &["0", "00"][..]), |clock| (clock, &["12"][..]));
    let mut parts = clock.split(':');
    let is_hour = parts.next().is_some_and(|hour| zero.contains(&hour));
    let rest: Vec<&str> = parts.collect();
    let is_zero = |part: &str| {
        let (whole, fraction) = part.split_once('.').unwrap_or((part, "0"));
        whole == "00" && !fraction.is_empty() && fraction.bytes().all(|byte| byte == b'0')
    };
    is_hour && matches!(rest.len(), 1 | 2) && rest.iter().all(|part| is_zero(part))
}

/// A number whose digits stand in groups of three, or together, with something else than a point before its fraction.
fn grouped(text: &str, group: char, point: char) -> Option<String> {
    let (whole, fraction) = text.split_once(point).map_or((text, None), |(whole, fraction)| (whole, Some(fraction)));
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = whole.split(group);
    let first = groups.next()?;
    let rest: Vec<_> = groups.collect();
    let are_groups = rest.iter().all(|group| group.len() == 3 && are_digits(group));
    let begins = are_digits(first) && (rest.is_empty() || first.len() <= 3);
    let is_number = are_groups && begins && fraction.is_none_or(are_digits);
    let whole = rest.iter().fold(first.to_owned(), |all, group| all + group);
    is_number.then(|| fraction.map_or(whole.clone(), |fraction| format!("{whole}.{fraction}")))
}

/// The number of a month by its English name, or the first letters of it.
fn month_called(name: &str) -> Option<usize> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let name = name.to_ascii_lowercase();
    let found = NAMES
        .iter()
        .position(|month| name.len() >= 3 && month.starts_with(&name) || name == "sept" && *month == "september");
    found.map(|at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_as_the_column_writes_them() {
        for (written, given, expected) in [
            (Written::YearMonthDay, "20240628", Some("2024-06-28")),
            (Written::YearMonthDay, "2024-06-28", None),
            (Written::MonthDayYear, "6/28/2024", Some("2024-06-28")),
            (Written::DayMonthYear, "28.6.2024", Some("2024-06-28")),
            (Written::DayMonthYear, "28/6/24", None),
            (Written::MonthDayYear, "28/6/2024", None),
            (Written::MonthDayYear, "2024-06-28", None),
            (Written::MonthDayYear, "6/28/2024 0:00", Some("2024-06-28")),
            (Written::MonthDayYear, "6/28/2024 12:00:00 AM", Some("2024-06-28")),
            (Written::MonthDayYear, "6/28/2024 12:00", None),
            (Written::Timestamp, "2024-06-28 00:00:00", Some("2024-06-28")),
            (Written::Timestamp, "2024-06-28T00:00:00.000000", Some("2024-06-28")),
            (Written::Timestamp, "2024-06-28T00:00:00Z", None),
            (Written::Timestamp, "2024-06-28T09:00:00", None),
            (Written::Timestamp, "2024-06-31 00:00:00", None),
            (Written::Timestamp, "2024-06-28", None),
            // 2018-06-29 is 43280 in a spreadsheet.
            (Written::Serial, "43280", Some("2018-06-29")),
            (Written::Serial, "x", None),
            (Written::Thousands, "1,250,000", Some("1250000")),
            (Written::Thousands, "1,250.5", Some("1250.5")),
            (Written::Thousands, "1,25", None),
            (Written::Thousands, "1250", None),
            (Written::Thousands, "1250,000", None),
            (Written::DecimalComma, "0,5", Some("0.5")),
            (Written::DecimalComma, "50,125", Some("50.125")),
            (Written::DecimalComma, "1.250.000,5", Some("1250000.5")),
            (Written::DecimalComma, "1.250", Some("1250")),
            (Written::DecimalComma, "25", None),
            (Written::DecimalComma, "1.25", None),
            (Written::DecimalComma, "1,250,000", None),
            (Written::DayMonthName, "29-Jun-18", Some("2018-06-29")),
            (Written::DayMonthName, "1 September 2031", Some("2031-09-01")),
            (Written::DayMonthName, "5.Mar.99", Some("1999-03-05")),
            (Written::DayMonthName, "29-Ju-18", None),
            (Written::DayMonthName, "2018-06-29", None),
            (Written::YesNo, "Y", Some("true")),
            (Written::YesNo, "No", Some("false")),
            (Written::YesNo, "maybe", None),
        ] {
            assert_eq!(written.read(given).as_deref(), expected, "{written:?} {given}");
        }
    }
}
