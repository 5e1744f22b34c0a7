//! What is wrong with a command line, in Japanese, in the layout of the English words, which are clap's.

use std::error::Error;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::input::listed;
use crate::lang::{self, Lang};

/// The whole message; none where clap's own words stand, in English or of a kind that is not known here.
pub fn said(error: &clap::Error) -> Option<String> {
    if lang::chosen() == Lang::En {
        return None;
    }
    let mut said = format!("エラー：{}\n", sentence(error)?);
    let tips: Vec<String> = tips(error);
    for (at, tip) in tips.iter().enumerate() {
        said.push_str(if at == 0 { "\n  ヒント：" } else { "  ヒント：" });
        said.push_str(tip);
        said.push('\n');
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        let usage = usage.to_string();
        let usage = usage.strip_prefix("Usage: ").unwrap_or(&usage);
        said.push_str(&format!("\n使い方：{}\n", usage.trim_end()));
    }
    // Which flag that is only clap's own words have.
    if let Some(flag) = ["--help", "-h"].into_iter().find(|flag| error.to_string().contains(&format!("try '{flag}'"))) {
        said.push_str(&format!("\n詳しくは'{flag}'をご覧ください。\n"));
    }
    Some(said)
}

fn sentence(error: &clap::Error) -> Option<String> {
    let arg = || text(error, ContextKind::InvalidArg);
    let value = || text(error, ContextKind::InvalidValue);
    let number = |kind| match error.get(kind) {
        Some(ContextValue::Number(number)) => Some(*number),
        _ => None,
    };
    Some(match error.kind() {
        ErrorKind::UnknownArgument => format!("引数'{}'は使用できません。", arg()?),
        ErrorKind::InvalidValue if value()?.is_empty() => {
            format!("'{}'には値が必要です。{}", arg()?, choices("指定できる値", error, ContextKind::ValidValue))
        }
        ErrorKind::InvalidValue => {
            let choices = choices("指定できる値", error, ContextKind::ValidValue);
            format!("'{}'に値'{}'は指定できません。{choices}", arg()?, value()?)
        }
        ErrorKind::ValueValidation => {
            let why = error.source().map_or(String::new(), |why| format!("（{}）", reason(&why.to_string())));
            format!("'{}'に値'{}'は指定できません{why}。", arg()?, value()?)
        }
        ErrorKind::MissingRequiredArgument => {
            let missing = strings(error, ContextKind::InvalidArg)?;
            format!("次の引数が必要です：{}", below(missing.iter().map(String::as_str)))
        }
        ErrorKind::ArgumentConflict => conflict(error)?,
        ErrorKind::InvalidSubcommand => {
            format!("'{}'というコマンドはありません。", text(error, ContextKind::InvalidSubcommand)?)
        }
        ErrorKind::MissingSubcommand => {
            let choices = choices("コマンド", error, ContextKind::ValidSubcommand);
            format!("'{}'にはコマンドの指定が必要です。{choices}", text(error, ContextKind::InvalidSubcommand)?)
        }
        ErrorKind::NoEquals => format!("'{}'の値は等号（=）で指定してください。", arg()?),
        ErrorKind::TooManyValues => format!("'{}'の値'{}'は余分です。", arg()?, value()?),
        ErrorKind::TooFewValues => format!(
            "'{}'には{}個以上の値が必要です（指定は{}個）。",
            arg()?,
            number(ContextKind::MinValues)?,
            number(ContextKind::ActualNumValues)?
        ),
        ErrorKind::WrongNumberOfValues => format!(
            "'{}'には{}個の値が必要です（指定は{}個）。",
            arg()?,
            number(ContextKind::ExpectedNumValues)?,
            number(ContextKind::ActualNumValues)?
        ),
        ErrorKind::InvalidUtf8 => "引数にUTF-8でない文字があります。".to_owned(),
        _ => return None,
    })
}

fn conflict(error: &clap::Error) -> Option<String> {
    let prior = error.get(ContextKind::PriorArg);
    let (kind, this) = match text(error, ContextKind::InvalidArg) {
        Some(arg) => ("引数", arg),
        None => ("コマンド", text(error, ContextKind::InvalidSubcommand)?),
    };
    Some(match prior {
        Some(ContextValue::String(prior)) if *prior == this => format!("{kind}'{this}'は一度しか指定できません。"),
        Some(ContextValue::String(prior)) => format!("{kind}'{this}'は'{prior}'と同時に指定できません。"),
        Some(ContextValue::Strings(prior)) => {
            let prior = below(prior.iter().map(String::as_str));
            format!("{kind}'{this}'は次の引数と同時に指定できません：{prior}")
        }
        _ => format!("{kind}'{this}'は指定された他の引数と同時に指定できません。"),
    })
}

/// What is near, as far as clap or [`super::hints`] say it.
fn tips(error: &clap::Error) -> Vec<String> {
    let mut tips = Vec::new();
    for (kind, what) in [
        (ContextKind::SuggestedSubcommand, "コマンド"),
        (ContextKind::SuggestedArg, "引数"),
        (ContextKind::SuggestedValue, "値"),
    ] {
        let near = match error.get(kind) {
            Some(ContextValue::String(near)) => format!("'{near}'"),
            Some(ContextValue::Strings(near)) => listed(near.iter().map(String::as_str)),
            _ => continue,
        };
        tips.push(format!("似た{what}に{near}があります。"));
    }
    if let Some(ContextValue::StyledStrs(others)) = error.get(ContextKind::Suggested) {
        tips.extend(others.iter().map(|tip| tip_of(&tip.to_string())));
    }
    tips
}

/// A tip that clap has as a sentence, by the words in its quotes.
fn tip_of(english: &str) -> String {
    let quoted: Vec<&str> = english.split('\'').skip(1).step_by(2).collect();
    match quoted[..] {
        [value, written] if english.starts_with("to pass ") => {
            format!("'{value}'を値として渡すには、'{written}'としてください。")
        }
        [command, hyphens] if english.starts_with("subcommand ") => {
            format!("コマンド'{command}'を使用するには、前の'{hyphens}'を外してください。")
        }
        _ => english.to_owned(),
    }
}

/// What a parser of values says, which can be the standard library's.
fn reason(english: &str) -> String {
    if let Some((value, range)) = english.split_once(" is not in ") {
        return format!("{value}は{range}の範囲外");
    }
    lang::of_library(english)
}

fn choices(name: &str, error: &clap::Error, kind: ContextKind) -> String {
    match strings(error, kind) {
        Some(known) if !known.is_empty() => {
            format!("\n  [{name}：{}]", listed(known.iter().map(String::as_str)))
        }
        _ => String::new(),
    }
}

fn below<'w>(words: impl Iterator<Item = &'w str>) -> String {
    words.map(|word| format!("\n  {word}")).collect()
}

fn text(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        _ => None,
    }
}

fn strings(error: &clap::Error, kind: ContextKind) -> Option<&Vec<String>> {
    match error.get(kind) {
        Some(ContextValue::Strings(texts)) => Some(texts),
        _ => None,
    }
}
