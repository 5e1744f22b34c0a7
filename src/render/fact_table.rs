//! The tables of facts for people: a heading for each object, and under it every key, how it is written, what it means
//! and what holds without it.

use anstyle::Style;

use super::page::{HEADING, Page, QUIET};
use crate::facts::{FieldSpec, ValueType};

/// The table of everything that a file of this kind can state; `is_profile` says how its facts are given as flags.
pub fn text(title: &str, spec: &'static [FieldSpec], is_profile: bool) -> String {
    let mut page = Page::new(LABEL);
    page.line(HEADING, title);
    if is_profile {
        page.line(QUIET, FLAGS);
    }
    let mut seen = Vec::new();
    section(&mut page, "", None, spec, &mut seen);
    page.into_text()
}

/// Most keys are shorter; a longer one moves its text.
const LABEL: usize = 26;

const FLAGS: &str = "In a file, the key; of dividend, compare, timeline and gain also a flag: --residence, \
                     --payment-date for payment_date of the dividend, --us-filing-status for us.filing_status, or \
                     --filing-status as no other fact is called so. Of gain, --kind and --shares are the sale's, and \
                     --holder-kind and --holder-shares the holder's. A flag overrides the files. The words of a list \
                     have commas between them, and other lists are written in JSON.";

/// The keys of an object, then the objects in it.
fn section(
    page: &mut Page,
    path: &str,
    about: Option<&str>,
    spec: &'static [FieldSpec],
    seen: &mut Vec<Vec<&'static str>>,
) {
    // What can hold others of its kind is shown once. It is known by its keys: a constant can stand in several places.
    let keys: Vec<_> = spec.iter().map(|field| field.name).collect();
    if seen.contains(&keys) {
        return;
    }
    seen.push(keys);
    match about {
        None => page.blank(),
        Some(about) => {
            page.heading(path);
            page.line(Style::new(), about);
        }
    }
    for field in spec {
        page.labelled(field.name, &described(field));
    }
    for field in spec {
        let path = if path.is_empty() { field.name.to_owned() } else { format!("{path}.{}", field.name) };
        if let Some(inner) = inside(field.value) {
            section(page, &path, Some(field.meaning()), inner, seen);
        }
    }
}

fn inside(value: ValueType) -> Option<&'static [FieldSpec]> {
    match value {
        ValueType::Object(inner) => Some(inner),
        ValueType::Nested(_, inner) => Some(inner()),
        ValueType::List(item) => inside(*item),
        _ => None,
    }
}

fn described(field: &FieldSpec) -> String {
    let absent = match (field.required, field.when_absent()) {
        (true, _) => " Required.".to_owned(),
        (false, "") => String::new(),
        (false, absent) => format!(" If absent: {absent}."),
    };
    let doc = if inside(field.value).is_some() { "Its keys are below." } else { field.meaning() };
    format!("{}: {doc}{absent}", written(field.value))
}

/// How a value is written, in few words.
pub(super) fn written(value: ValueType) -> String {
    match value {
        ValueType::Text => "text".to_owned(),
        ValueType::Bool => "true or false".to_owned(),
        ValueType::Date => "YYYY-MM-DD".to_owned(),
        ValueType::DateOrBool => "YYYY-MM-DD, true or false".to_owned(),
        ValueType::Country => "country, two letters".to_owned(),
        ValueType::Word(words) => words.join(", "),
        ValueType::Percent | ValueType::PercentByValue => "percent".to_owned(),
        ValueType::Shares => "number".to_owned(),
        ValueType::Yen => "yen".to_owned(),
        ValueType::WholeYen => "whole yen".to_owned(),
        ValueType::Dollars => "dollars".to_owned(),
        ValueType::AdsPerShare => "number or ratio".to_owned(),
        ValueType::Share => "fraction or percent".to_owned(),
        ValueType::JpyPerUsd => "yen for a dollar".to_owned(),
        ValueType::UsdPerJpy => "dollars for a yen".to_owned(),
        ValueType::JpyPerUsdOrTable => "yen for a dollar, or an object of rates by date".to_owned(),
        ValueType::JpyPerUsdTable => "object of yen for a dollar by date".to_owned(),
        ValueType::Month => "month, 1 to 12".to_owned(),
        ValueType::TaxYear => "year".to_owned(),
        ValueType::LotName => "id or position of a lot".to_owned(),
        ValueType::SecurityCode => "code of four characters".to_owned(),
        ValueType::Isin => "ISIN".to_owned(),
        ValueType::List(ValueType::Word(words)) => format!("list of {}", words.join(", ")),
        ValueType::List(_) => "list of objects".to_owned(),
        ValueType::Object(_) | ValueType::Nested(..) => "object".to_owned(),
    }
}
