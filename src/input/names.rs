//! What a register calls its columns: other names for facts, other words for their values, and what is no fact at all.

use std::borrow::Cow;

use serde_json::Value as Json;

use super::keys::{COLUMNS, Column, REMARKS, is_comment};
use super::one_of;
use super::scalar::nearest;
use super::written::{Written, is_value};
use crate::lang;

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
    /// The ways in which its values may be written, beside that of facts.
    ways: Vec<Written>,
}

impl Rename {
    /// What the register calls it.
    pub fn own(&self) -> &str {
        &self.own
    }

    /// Whether points stand between the digits of its numbers.
    pub fn groups_by_points(&self) -> bool {
        self.ways.contains(&Written::DecimalComma)
    }

    /// Whether only the column is called otherwise, and its values are written as the fact's.
    pub fn is_of_name_alone(&self) -> bool {
        self.values.is_empty() && self.ways.is_empty()
    }

    /// A value in the fact's words. One that is not mapped is as it is, and refused where it is none.
    pub fn value<'t>(&'t self, text: &'t str) -> Cow<'t, str> {
        self.read(text, |_| true)
    }

    /// The same where a text may have blanks around it that mean nothing.
    pub fn value_in<'t>(&'t self, text: &'t str) -> Cow<'t, str> {
        match self.value(text) {
            read if read == text => self.value(self.to.bare(text)),
            read => read,
        }
    }

    /// The same of what is a number by its type, whose point stands where it stands.
    pub fn number<'t>(&'t self, digits: &'t str) -> Cow<'t, str> {
        self.read(digits, Written::is_of_numbers)
    }

    fn read<'t>(&'t self, text: &'t str, is_way: impl Fn(Written) -> bool) -> Cow<'t, str> {
        if let Some((_, to)) = self.values.iter().find(|(own, _)| own == text) {
            return to.into();
        }
        let ways = self.ways.iter().filter(|way| is_way(**way));
        let is_known = |read: &String| self.ways.len() == 1 || is_value(self.to.value, read);
        let mut found = ways.filter_map(|way| way.read(text)).filter(is_known);
        match found.next() {
            // What two ways take for different values is neither.
            Some(read) if found.all(|other| other == read) => read.into(),
            _ => text.into(),
        }
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
        let (path, names) = to.split_once('@').map_or((to, None), |(path, names)| (path, Some(names)));
        let known = |name: &str| {
            let found = Written::ALL.iter().find(|(known, _)| *known == name).map(|(_, way)| *way);
            found.ok_or_else(|| {
                said!(
                    "no way to write {name:?}; {}",
                    "{name:?}という書式はありません。{}を指定してください。",
                    one_of(Written::ALL.map(|(name, _)| name))
                )
            })
        };
        let ways = names.into_iter().flat_map(|names| names.split('+')).map(known).collect::<Result<Vec<_>, _>>()?;
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
        match self.renames.iter_mut().find(|rename| rename.own == own) {
            None => self.renames.push(Rename { own: own.to_owned(), to, values: Vec::new(), ways }),
            // What is said later is added.
            Some(known) if known.to.path == to.path => {
                for way in ways {
                    if !known.ways.contains(&way) {
                        known.ways.push(way);
                    }
                }
            }
            Some(_) => return Err(said!("{own}: named twice", "{own}: 二重に指定されています。")),
        }
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
            if rename.values.iter().any(|(known, other)| known == word && other != to) {
                return Err(said!("{own}:{word}: named twice", "{own}:{word}: 二重に指定されています。"));
            }
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

    /// What the register calls a fact, where that is not the fact's own name.
    pub fn own_name(&self, path: &str) -> Option<&str> {
        self.renames.iter().find(|rename| rename.to.path == path).map(Rename::own)
    }

    /// Whether something inside this object is renamed.
    pub fn goes_into(&self, path: &str) -> bool {
        self.renames.iter().any(|rename| rename.own.strip_prefix(path).is_some_and(|rest| rest.starts_with('.')))
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
    ("居住国", "residence"),
    ("居住地国", "residence"),
    ("国", "residence"),
    ("種別", "kind"),
    ("区分", "kind"),
    ("株数", "shares"),
    ("保有株数", "shares"),
    ("株式数", "shares"),
    ("持株比率", "ownership_percent"),
    ("議決権割合", "ownership_percent"),
    ("口座番号", "id"),
    ("顧客番号", "id"),
    ("取得日", "held_since"),
    ("支払日", "dividend.payment_date"),
    ("支払開始日", "dividend.payment_date"),
    ("源泉徴収税額", "dividend.withheld_jpy"),
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
