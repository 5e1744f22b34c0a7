//! What a register calls its columns: other names for facts, other words for their values, and what is no fact at all.

use std::borrow::Cow;

use serde_json::Value as Json;

use super::keys::{COLUMNS, Column, REMARKS, is_comment};
use super::scalar::{self, nearest};
use super::{kind_words, one_of};
use crate::facts::ValueType;
use crate::lang;
use crate::units::Day;

/// How a register's own columns are read.
#[derive(Clone, Debug, Default)]
pub struct Names {
    renames: Vec<Rename>,
    pub keep: Keep,
}

/// Which columns that are no facts are passed on to the rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Keep {
    #[default]
    All,
    None,
    Only(Vec<String>),
}

/// A column by its own name, and the fact that it states.
#[derive(Clone, Debug)]
pub struct Rename {
    own: String,
    pub to: &'static Column,
    /// The register's words, and those of the fact.
    values: Vec<(String, String)>,
    written: Written,
}

/// How the values of a column are written, where it is not as facts are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    Plain,
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
    const ALL: [(&str, Written); 9] = [
        ("yyyymmdd", Written::YearMonthDay),
        ("mdy", Written::MonthDayYear),
        ("dmy", Written::DayMonthYear),
        ("d-mon-y", Written::DayMonthName),
        ("serial", Written::Serial),
        ("epoch-ms", Written::EpochMillis),
        ("thousands", Written::Thousands),
        ("decimal-comma", Written::DecimalComma),
        ("yes-no", Written::YesNo),
    ];

    /// The value as facts are written; none where it is not written so.
    pub(super) fn read(self, text: &str) -> Option<String> {
        let date = |year: &str, month: &str, day: &str| {
            let date = format!("{year}-{month:0>2}-{day:0>2}");
            (year.len() == 4).then_some(date)
        };
        let parts = || {
            let mut parts = text.split(['/', '.', '-']);
            let three = (parts.next()?, parts.next()?, parts.next()?);
            parts.next().is_none().then_some(three)
        };
        match self {
            Written::Plain => None,
            Written::YearMonthDay => {
                let is_whole = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
                is_whole.then(|| date(&text[..4], &text[4..6], &text[6..]))?
            }
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
            Written::DayMonthName => {
                let mut parts = text.split(['-', ' ', '/', '.']).filter(|part| !part.is_empty());
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

/// The `--map` that reads the whole of a column whose values are written as one that was refused: where it is a date, a number
/// or a yes that is known how to be read, or a word that means another. None where it could be read in two ways.
pub fn map_for(own: &str, path: &str, written: &str) -> Option<String> {
    let to = COLUMNS.iter().find(|column| column.path == path)?;
    // What separates the parts of a map cannot stand in them.
    if own.contains([',', '=', ':', '@']) {
        return None;
    }
    let reads = |way: &Written| way.read(written).filter(|read| is_value(to.value, read));
    let mut ways = Written::ALL.iter().filter_map(|(name, way)| Some((*name, reads(way)?)));
    if let Some((name, value)) = ways.next() {
        return ways.all(|(_, other)| other == value).then(|| format!("{own}={path}@{name}"));
    }
    let meant = match to.value {
        ValueType::Country => scalar::country_called(written).filter(|_| scalar::known_country(written).is_none())?,
        ValueType::Word(known) if known.contains(&written) => return None,
        ValueType::Word(known) if path == "kind" => {
            kind_words::meant(written).unwrap_or_else(|| nearest(written, known.iter().copied()))?
        }
        ValueType::Word(known) => nearest(written, known.iter().copied())?,
        _ => return None,
    };
    let is_plain = !written.contains([',', '=']) && !meant.contains(',');
    let first = if own == path { String::new() } else { format!("{own}={path},") };
    is_plain.then(|| format!("{first}{own}:{written}={meant}"))
}

/// Whether a text is a value of this type, as far as ways to write are about it.
fn is_value(value: ValueType, text: &str) -> bool {
    match value {
        ValueType::Date => Day::parse(text).is_some(),
        ValueType::DateOrBool => Day::parse(text).is_some() || matches!(text, "true" | "false"),
        ValueType::Bool => matches!(text, "true" | "false"),
        other => other.bounds().is_some() && scalar::number(text, other).is_ok(),
    }
}

impl Rename {
    /// What the register calls it.
    pub fn own(&self) -> &str {
        &self.own
    }

    /// A value in the fact's words. One that is not mapped is as it is, and refused where it is none.
    pub fn value<'t>(&'t self, text: &'t str) -> Cow<'t, str> {
        if let Some((_, to)) = self.values.iter().find(|(own, _)| own == text) {
            return to.into();
        }
        self.written.read(text).map_or(text.into(), Cow::Owned)
    }
}

impl Names {
    /// Columns that have the facts' own names.
    pub fn new(keep: Keep) -> Names {
        Names { renames: Vec::new(), keep }
    }

    /// Adds what `--map` says: `country=residence,type=kind,type:Ind=individual,paid=dividend.payment_date@yyyymmdd`.
    pub fn add_text(&mut self, text: &str) -> Result<(), String> {
        for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let (own, to) = part.split_once('=').ok_or_else(|| {
                said!(
                    "{part:?}: wanted COLUMN=FACT, like country=residence, or a file of JSON",
                    "{part:?}: country=residenceのような「列名=項目名」又はJSONファイルが必要です。"
                )
            })?;
            match own.split_once(':') {
                Some((own, word)) => self.add_value(own, word, to)?,
                None => self.add(own, to)?,
            }
        }
        Ok(())
    }

    /// Adds what a file says: `{"country": "residence", "type": {"to": "kind", "values": {"Ind": "individual"}}}`.
    pub fn add_json(&mut self, text: &str) -> Result<(), String> {
        let wanted = word!(
            r#"wanted {"COLUMN": "FACT"} or {"COLUMN": {"to": "FACT", "values": {"WORD": "word"}}}"#,
            r#"{"列名": "項目名"}又は{"列名": {"to": "項目名", "values": {"元の語": "項目の語"}}}の形が必要です。"#
        );
        let map: Json = serde_json::from_str(text).map_err(|error| {
            let error = lang::of_json_error(&error);
            said!("no JSON: {error}", "JSONとして読めません（{error}）。")
        })?;
        for (own, to) in map.as_object().ok_or(wanted)? {
            // A key for remarks of whoever wrote the file.
            if is_comment(own) {
                continue;
            }
            match to {
                Json::String(to) => self.add(own, to)?,
                Json::Object(to) => {
                    let fact = to.get("to").and_then(Json::as_str).ok_or(wanted)?;
                    self.add(own, fact)?;
                    for (word, value) in to.get("values").and_then(Json::as_object).into_iter().flatten() {
                        self.add_value(own, word, value.as_str().ok_or(wanted)?)?;
                    }
                    if let Some(key) = to.keys().find(|key| *key != "to" && *key != "values") {
                        return Err(said!(
                            "{own}: {key:?} is no key of it; {wanted}",
                            "{own}: {key:?}というキーはありません。{wanted}"
                        ));
                    }
                }
                _ => return Err(said!("{own}: {wanted}", "{own}: {wanted}")),
            }
        }
        Ok(())
    }

    fn add(&mut self, own: &str, to: &str) -> Result<(), String> {
        let (path, written) = match to.split_once('@') {
            None => (to, Written::Plain),
            Some((path, name)) => {
                let found = Written::ALL.iter().find(|(known, _)| *known == name);
                let known = || one_of(Written::ALL.map(|(name, _)| name));
                let unknown = || {
                    said!(
                        "no way to write {name:?}; {}",
                        "{name:?}という書式はありません。{}を指定してください。",
                        known()
                    )
                };
                (path, found.ok_or_else(unknown)?.1)
            }
        };
        let column = COLUMNS.iter().find(|column| column.path == path);
        let to = column.ok_or_else(|| match fact_called(path) {
            Some(near) => said!(
                "{own}={path}: {path:?} is no fact; did you mean {near:?}?",
                "{own}={path}: {path:?}という項目はありません。{near:?}の誤りではありませんか。"
            ),
            None => said!(
                "{own}={path}: {path:?} is no fact; `iijtax schema holder --format text` lists them",
                "{own}={path}: {path:?}という項目はありません。項目の一覧は`iijtax schema holder --format text`で確認できます。"
            ),
        })?;
        if self.renames.iter().any(|rename| rename.own == own) {
            return Err(said!("{own}: named twice", "{own}: 二重に指定されています。"));
        }
        self.renames.push(Rename { own: own.to_owned(), to, values: Vec::new(), written });
        Ok(())
    }

    fn add_value(&mut self, own: &str, word: &str, to: &str) -> Result<(), String> {
        if !self.renames.iter().any(|rename| rename.own == own) {
            // Words of a column that has a fact's own name already.
            self.add(own, own).map_err(|_| {
                said!(
                    "{own}:{word}: say first which fact it is: {own}=FACT",
                    "{own}:{word}: 先にどの項目の列かを{own}=項目名で指定してください。"
                )
            })?;
        }
        let rename = self.renames.iter_mut().find(|rename| rename.own == own);
        if let Some(rename) = rename {
            rename.values.push((word.to_owned(), to.to_owned()));
        }
        Ok(())
    }

    /// Whether names are read as they are.
    pub fn is_plain(&self) -> bool {
        self.renames.is_empty()
    }

    /// What a column is read as.
    pub fn rename(&self, own: &str) -> Option<&Rename> {
        self.renames.iter().find(|rename| rename.own == own)
    }

    /// Columns that are renamed and that are not among these.
    pub fn missing(&self, has: impl Fn(&str) -> bool) -> Vec<&str> {
        self.renames.iter().map(|rename| rename.own.as_str()).filter(|own| !has(own)).collect()
    }

    /// Whether a column that is no fact is passed on.
    pub fn keeps(&self, own: &str) -> bool {
        match &self.keep {
            _ if REMARKS.contains(&own) => false,
            Keep::All => true,
            Keep::None => false,
            Keep::Only(names) => names.iter().any(|name| name == own),
        }
    }
}

/// Other names that registers have for facts: without case, and without what is no letter or digit.
const COMMON: &[(&str, &str)] = &[
    ("country", "residence"),
    ("countrycode", "residence"),
    ("countryofresidence", "residence"),
    ("taxcountry", "residence"),
    ("taxresidence", "residence"),
    ("taxresidency", "residence"),
    ("residencecountry", "residence"),
    ("residencycountry", "residence"),
    ("domicile", "residence"),
    ("type", "kind"),
    ("holdertype", "kind"),
    ("holderkind", "kind"),
    ("investortype", "kind"),
    ("entitytype", "kind"),
    ("clienttype", "kind"),
    ("accounttype", "kind"),
    ("qty", "shares"),
    ("quantity", "shares"),
    ("units", "shares"),
    ("position", "shares"),
    ("sharecount", "shares"),
    ("noofshares", "shares"),
    ("numberofshares", "shares"),
    ("sharesheld", "shares"),
    ("pct", "ownership_percent"),
    ("percent", "ownership_percent"),
    ("percentage", "ownership_percent"),
    ("ownership", "ownership_percent"),
    ("ownershippct", "ownership_percent"),
    ("ownershippercentage", "ownership_percent"),
    ("votingpercent", "ownership_percent"),
    ("account", "id"),
    ("accountid", "id"),
    ("accountno", "id"),
    ("accountnumber", "id"),
    ("clientid", "id"),
    ("holderid", "id"),
    ("reference", "id"),
    ("acquired", "held_since"),
    ("acquisitiondate", "held_since"),
    ("purchasedate", "held_since"),
    ("securitytype", "instrument"),
    ("isin", "payer.isin"),
    ("paydate", "dividend.payment_date"),
    ("payabledate", "dividend.payment_date"),
    ("paid", "dividend.payment_date"),
    ("exdividenddate", "dividend.ex_date"),
    ("taxwithheldjpy", "dividend.withheld_jpy"),
    ("whtjpy", "dividend.withheld_jpy"),
];

/// Which fact a name most likely means; never one in another unit.
pub fn fact_called(own: &str) -> Option<&'static str> {
    let plain = |text: &str| -> String {
        text.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let own_plain = plain(own);
    let by_path = COLUMNS.iter().find(|column| {
        let last = column.path.rsplit('.').next().unwrap_or_default();
        // A name alone is the holder's, and not the payer's or the sale's.
        let is_others = column.path.starts_with("sale.") || column.path.starts_with("payer.");
        plain(column.path) == own_plain || plain(last) == own_plain && !is_others
    });
    if let Some(column) = by_path {
        return Some(column.path);
    }
    if let Some((_, fact)) = COMMON.iter().find(|(name, _)| *name == own_plain) {
        return Some(fact);
    }
    let near = nearest(own, COLUMNS.iter().map(|column| column.path))?;
    // A date that is cut short is a date still; an amount without its unit is none.
    let is_of_unit = unit(own) == unit(near) || unit(own).is_none() && unit(near) == Some("date");
    is_of_unit.then(|| COLUMNS.iter().find(|column| column.path == near).map(|column| column.path))?
}

/// The unit that a name ends with.
pub fn unit(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    ["usd", "jpy", "percent", "days", "date"].into_iter().find(|unit| name.ends_with(unit))
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

    #[test]
    fn names_that_people_use_lead_to_facts_and_never_across_units() {
        for (own, expected) in [
            ("Country", Some("residence")),
            ("Tax Country", Some("residence")),
            ("type", Some("kind")),
            ("QTY", Some("shares")),
            ("PaymentDate", Some("dividend.payment_date")),
            ("ownership_percentage", Some("ownership_percent")),
            ("residense", Some("residence")),
            ("withheld_usd", Some("dividend.withheld_usd")),
            ("withheld_eur", None),
            ("ISIN", Some("payer.isin")),
            ("name", None),
        ] {
            assert_eq!(fact_called(own), expected, "{own}");
        }
    }
}
