//! Facts as flags: every fact of the table has one, for the commands that ask about its event.
//!
//! The facts of the event that a command asks about go by their own keys, `--payment-date`, and so do those of the
//! holder, `--residence`. Facts in an object go by their path, `--us-filing-status`; where the last key means only one
//! fact, it is enough. A value is written as in a cell of a register; the words of a list have commas between them.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::json::Value;
use super::keys::{COLUMNS, Column};
use super::question::Question;
use super::scalar::is_json_number;
use super::{Place, Problem};
use crate::facts::{CONVERTED, DIVIDEND, Field, FieldSpec, HOLDER, PAYER, RELIEF, SALE, US, ValueType};

/// A fact that a flag states.
#[derive(Debug)]
pub struct FactFlag {
    pub field: Field,
    pub value: ValueType,
    /// With its two hyphens.
    pub name: String,
    /// Other names, without hyphens before them.
    pub aliases: Vec<String>,
    column: &'static Column,
}

/// A flag that was given.
#[derive(Clone, Debug)]
pub struct GivenFlag {
    pub flag: &'static FactFlag,
    /// As it was written.
    pub written: String,
    /// As a cell of a register has it.
    cell: String,
}

impl GivenFlag {
    pub fn new(flag: &'static FactFlag, written: &str) -> GivenFlag {
        let cell = match flag.value {
            ValueType::List(ValueType::Word(_)) if !written.starts_with('[') => {
                let words = written.split(',').map(str::trim).filter(|word| !word.is_empty());
                serde_json::Value::from_iter(words).to_string()
            }
            _ => written.to_owned(),
        };
        GivenFlag { flag, written: written.to_owned(), cell }
    }

    /// What is wrong where a list or an object is no JSON.
    pub(super) fn not_json(&self) -> Problem {
        let place = Place { file: self.flag.name.clone(), at: None };
        let (got, wanted) = (word!("text that is not JSON", "JSONでない文字列"), self.flag.value.wanted());
        let hint = word!("write it in JSON, in quotes of the shell", "シェルの引用符で囲んだJSONで書いてください。");
        Problem { place, path: String::new(), got: got.to_owned(), wanted, hint: Some(hint.to_owned()) }
    }

    pub(super) fn field(&self) -> Field {
        self.flag.field
    }

    /// The value as a profile has it.
    pub fn json(&self) -> serde_json::Value {
        let text = || serde_json::Value::from(self.written.as_str());
        match self.value() {
            Value::Bool(is) => is.into(),
            Value::List(json) | Value::Object(json) => serde_json::from_str(json).unwrap_or_else(|_| text()),
            _ if self.flag.value.bounds().is_some() && is_json_number(&self.written) => {
                let number = serde_json::from_str::<serde_json::Value>(&self.written).unwrap_or_default();
                // One with more digits than JSON's readers keep stays a text, of which none is lost.
                let kept = format!("{number}");
                if kept == self.written { number } else { text() }
            }
            _ => text(),
        }
    }

    /// The value as the reader takes it. A flag without one is refused like a wrong one, and does not state nothing.
    pub(super) fn value(&self) -> Value<'_> {
        self.flag.column.value_of(&self.cell).unwrap_or(Value::Text(""))
    }
}

/// The flags of the commands that ask about an event.
pub fn fact_flags(question: Question) -> &'static [FactFlag] {
    static OF_DIVIDEND: LazyLock<Vec<FactFlag>> = LazyLock::new(|| flags(Question::Dividend));
    static OF_SALE: LazyLock<Vec<FactFlag>> = LazyLock::new(|| flags(Question::Sale));
    match question {
        Question::Dividend => &OF_DIVIDEND,
        Question::Sale => &OF_SALE,
    }
}

/// The flag that states a fact.
pub fn fact_flag(question: Question, field: Field) -> Option<&'static FactFlag> {
    fact_flags(question).iter().find(|flag| flag.field == field)
}

/// The row of a fact in the tables.
pub fn spec_of(field: Field) -> Option<&'static FieldSpec> {
    let tables = [HOLDER, RELIEF, US, PAYER, DIVIDEND, CONVERTED, SALE];
    tables.into_iter().flatten().find(|spec| spec.field == Some(field))
}

/// Names for what people look for first.
const SHORT: [(Field, &str); 2] = [(Field::PaymentDate, "paid"), (Field::SaleDate, "sold")];

fn flags(question: Question) -> Vec<FactFlag> {
    let event = question.level().prefix();
    let is_asked = |column: &&Column| {
        let (first, _) = column.path.split_once('.').unwrap_or_default();
        event.starts_with(first) || !["dividend", "sale"].contains(&first)
    };
    let columns: Vec<&'static Column> = COLUMNS.iter().filter(is_asked).collect();
    let is_of_event = |column: &Column| column.path.starts_with(event);
    let is_of_holder = |column: &Column| !column.path.contains('.');
    // Names are given out to those who come first.
    let mut taken: HashMap<String, Field> = HashMap::new();
    let mut names: HashMap<Field, Vec<String>> = HashMap::new();
    let mut give = |name: String, field: Field| {
        if *taken.entry(name.clone()).or_insert(field) == field {
            let own: &mut Vec<String> = names.entry(field).or_default();
            if !own.contains(&name) {
                own.push(name);
            }
        }
    };
    let of_event = || columns.iter().filter(|column| is_of_event(column));
    let of_holder = || columns.iter().filter(|column| is_of_holder(column));
    let own_key = |column: &Column| hyphened(column.path.strip_prefix(event).unwrap_or(column.path));
    match question {
        Question::Dividend => of_holder().chain(of_event()).for_each(|column| give(own_key(column), column.field)),
        Question::Sale => of_event().chain(of_holder()).for_each(|column| give(own_key(column), column.field)),
    }
    for column in &columns {
        let whole = if is_of_holder(column) { format!("holder-{}", column.path) } else { column.path.to_owned() };
        give(hyphened(&whole), column.field);
    }
    for (field, name) in SHORT.into_iter().filter(|(field, _)| columns.iter().any(|column| column.field == *field)) {
        give(name.to_owned(), field);
    }
    // A last key that could mean two facts means neither.
    fn last(column: &Column) -> &'static str {
        column.path.rsplit('.').next().unwrap_or(column.path)
    }
    let mut means: HashMap<&str, usize> = HashMap::new();
    columns.iter().for_each(|column| *means.entry(last(column)).or_default() += 1);
    for column in
        columns.iter().filter(|column| means.get(last(column)) == Some(&1) && !column.path.starts_with("payer."))
    {
        give(hyphened(last(column)), column.field);
    }
    let flag = |column: &&'static Column| {
        let mut names = names.remove(&column.field).unwrap_or_default().into_iter();
        let name = format!("--{}", names.next()?);
        let aliases = names.collect();
        Some(FactFlag { field: column.field, value: column.value, name, aliases, column })
    };
    columns.iter().filter_map(flag).collect()
}

fn hyphened(path: &str) -> String {
    path.replace(['.', '_'], "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fact_of_the_event_has_a_flag_and_no_name_means_two() {
        for (question, other) in [(Question::Dividend, "sale."), (Question::Sale, "dividend.")] {
            let flags = fact_flags(question);
            let columns = COLUMNS.iter().filter(|column| !column.path.starts_with(other));
            assert_eq!(flags.len(), columns.count());
            let own = flags.iter().map(|flag| flag.name.trim_start_matches('-'));
            let mut names: Vec<&str> =
                own.chain(flags.iter().flat_map(|flag| flag.aliases.iter().map(String::as_str))).collect();
            let all = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), all);
        }
    }

    #[test]
    fn a_name_is_that_of_the_event_first_where_a_sale_is_asked_about() {
        use Question::{Dividend, Sale};
        for (question, name, path) in [
            (Dividend, "kind", "kind"),
            (Dividend, "holder-kind", "kind"),
            (Dividend, "dividend-kind", "dividend.kind"),
            (Dividend, "payer-kind", "payer.kind"),
            (Dividend, "payment-date", "dividend.payment_date"),
            (Dividend, "paid", "dividend.payment_date"),
            (Dividend, "dividend-payment-date", "dividend.payment_date"),
            (Dividend, "filing-status", "us.filing_status"),
            (Dividend, "us-filing-status", "us.filing_status"),
            (Dividend, "application-filed", "relief.application_filed"),
            (Dividend, "ads-per-share", "dividend.ads_per_share"),
            (Dividend, "payer-ads-per-share", "payer.ads_per_share"),
            (Dividend, "converted-date", "dividend.converted.date"),
            (Sale, "kind", "sale.kind"),
            (Sale, "holder-kind", "kind"),
            (Sale, "shares", "sale.shares"),
            (Sale, "holder-shares", "shares"),
            (Sale, "residence", "residence"),
            (Sale, "date", "sale.date"),
            (Sale, "sold", "sale.date"),
            (Sale, "pfic", "sale.pfic"),
            (Sale, "us-pfic", "us.pfic"),
        ] {
            let flag = fact_flags(question).iter().find(|flag| {
                flag.name.trim_start_matches('-') == name || flag.aliases.iter().any(|alias| alias == name)
            });
            assert_eq!(flag.map(|flag| flag.field.path()), Some(path), "{name}");
        }
        let has = |name: &str| fact_flags(Dividend).iter().any(|flag| flag.aliases.iter().any(|alias| alias == name));
        assert!(!has("name") && !has("code"), "a payer's name is no holder's");
    }
}
