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
        page.line(QUIET, word!(FLAGS, FLAGS_IN_JAPANESE));
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
const FLAGS_IN_JAPANESE: &str = "ファイルではキーとして、dividend、compare、timeline及びgainではオプションとしても記載できます。\
                                 residenceは--residence、配当のpayment_dateは--payment-date、us.filing_statusは\
                                 --us-filing-status、又は同じ名前の事実が他にないため--filing-statusです。gainでは--kindと\
                                 --sharesは売却のもの、--holder-kindと--holder-sharesは保有者のものです。オプションはファイルに\
                                 優先します。語の一覧はカンマで区切り、その他の一覧はJSONで記載します。";

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
        (true, _) => word!(" Required.", "必須。").to_owned(),
        (false, "") => String::new(),
        (false, absent) => said!(" If absent: {absent}.", "記載がない場合：{absent}。"),
    };
    let doc = if inside(field.value).is_some() {
        word!("Its keys are below.", "キーは下に掲げる。")
    } else {
        field.meaning()
    };
    said!("{}: {doc}{absent}", "［{}］{doc}{absent}", written(field.value))
}

/// How a value is written, in few words.
pub(super) fn written(value: ValueType) -> String {
    let text = match value {
        ValueType::Word(words) => return listed(words),
        ValueType::List(ValueType::Word(words)) => return said!("list of {}", "リスト：{}", listed(words)),
        ValueType::Text => word!("text", "文字列"),
        ValueType::Bool => word!("true or false", "true又はfalse"),
        ValueType::Date => "YYYY-MM-DD",
        ValueType::DateOrBool => word!("YYYY-MM-DD, true or false", "YYYY-MM-DD、true又はfalse"),
        ValueType::Country => word!("country, two letters", "国コード2字"),
        ValueType::Percent | ValueType::PercentByValue => word!("percent", "百分率"),
        ValueType::Shares => word!("number", "数"),
        ValueType::Yen => word!("yen", "円"),
        ValueType::WholeYen => word!("whole yen", "円（端数なし）"),
        ValueType::Dollars => word!("dollars", "ドル"),
        ValueType::AdsPerShare => word!("number or ratio", "数又は比率"),
        ValueType::Share => word!("fraction or percent", "分数又は百分率"),
        ValueType::JpyPerUsd => word!("yen for a dollar", "1ドル当たりの円"),
        ValueType::UsdPerJpy => word!("dollars for a yen", "1円当たりのドル"),
        ValueType::JpyPerUsdOrTable => word!(
            "yen for a dollar, or an object of rates by date",
            "1ドル当たりの円、又は日付ごとのレートのオブジェクト"
        ),
        ValueType::JpyPerUsdTable => {
            word!("object of yen for a dollar by date", "日付ごとの1ドル当たりの円のオブジェクト")
        }
        ValueType::Month => word!("month, 1 to 12", "月（1から12）"),
        ValueType::TaxYear => word!("year", "年"),
        ValueType::LotName => word!("id or position of a lot", "取得口のid又は順番"),
        ValueType::SecurityCode => word!("code of four characters", "4文字の証券コード"),
        ValueType::Isin => "ISIN",
        ValueType::List(_) => word!("list of objects", "オブジェクトのリスト"),
        ValueType::Object(_) | ValueType::Nested(..) => word!("object", "オブジェクト"),
    };
    text.to_owned()
}

fn listed(words: &[&str]) -> String {
    words.join(word!(", ", "、"))
}
