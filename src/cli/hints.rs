//! What to do about arguments that do not parse: suggestions that stay within the unit, and the words that people use.

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::input::Question::{Dividend, Sale};
use crate::input::{fact_flags, listed, meant, unit};

/// Mends the suggestions of an error.
pub fn mend(error: &mut clap::Error) {
    match error.kind() {
        ErrorKind::UnknownArgument => flag(error),
        ErrorKind::InvalidValue => value(error),
        _ => {}
    }
}

/// A flag that is none: yen are never suggested to who wrote dollars, and who wrote neither is asked.
fn flag(error: &mut clap::Error) {
    let Some(given) = text(error, ContextKind::InvalidArg) else { return };
    let given = given.split('=').next().unwrap_or_default().to_owned();
    let is_money = |name: &str| matches!(unit(name), Some("jpy" | "usd"));
    let crosses = |near: &str| is_money(near) && unit(near) != unit(&given);
    if text(error, ContextKind::SuggestedArg).is_some_and(|near| crosses(&near)) {
        error.remove(ContextKind::SuggestedArg);
        error.remove(ContextKind::SuggestedSubcommand);
        let flags = fact_flags(Dividend).iter().chain(fact_flags(Sale)).map(|flag| flag.name.as_str());
        let mut begun: Vec<_> = flags.filter(|name| name.strip_prefix(given.as_str()).is_some_and(is_unit)).collect();
        begun.sort_unstable();
        begun.dedup();
        if !begun.is_empty() {
            let tip = StyledStr::from(said!("say in what: {}", "通貨を示してください：{}", listed(begun)));
            error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip]));
        }
    }
}

fn is_unit(rest: &str) -> bool {
    matches!(rest, "-jpy" | "-usd")
}

/// A word that is none of those known: the one that differs only in how it is written, or what people call a law.
fn value(error: &mut clap::Error) {
    let Some(given) = text(error, ContextKind::InvalidValue) else { return };
    let Some(ContextValue::Strings(known)) = error.get(ContextKind::ValidValue) else { return };
    let near = called(&given, known.iter().map(String::as_str)).map(str::to_owned);
    if let Some(near) = near {
        error.insert(ContextKind::SuggestedValue, ContextValue::String(near));
    }
}

/// Which of the known words somebody means.
pub fn called<'k>(given: &str, known: impl Iterator<Item = &'k str> + Clone) -> Option<&'k str> {
    let given = plain(given);
    if given.is_empty() {
        return None;
    }
    let law = match given.as_str() {
        _ if given.contains("20f") => "form-20f",
        _ if given.starts_with("statut") => "statute",
        "law" | "act" | "acts" | "japan" | "treaty" | "enacted" | "inforce" | "current" => "statute",
        "default" | "automatic" | "both" | "any" => "auto",
        _ => "",
    };
    let same = known.clone().find(|word| plain(word) == given);
    same.or_else(|| known.clone().find(|word| *word == law)).or_else(|| crate::input::nearest(&given, known))
}

/// A message, and what was meant, where something is near it.
pub fn with_near(message: String, near: Option<&str>) -> String {
    match near {
        None => message,
        Some(near) => format!("{message}{}{}", word!("; ", ""), meant(near)),
    }
}

/// Without case, and without what is no letter or digit.
fn plain(text: &str) -> String {
    text.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn text(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::called;

    #[test]
    fn laws_and_words_are_found_as_people_write_them() {
        let laws = ["auto", "form-20f", "statute"];
        for (given, expected) in [
            ("statutes", Some("statute")),
            ("Statute", Some("statute")),
            ("20-f", Some("form-20f")),
            ("20F", Some("form-20f")),
            ("form20f", Some("form-20f")),
            ("Form 20-F", Some("form-20f")),
            ("japan", Some("statute")),
            ("AUTO", Some("auto")),
            ("moon", None),
            ("", None),
        ] {
            assert_eq!(called(given, laws.into_iter()), expected, "{given}");
        }
        let formats = ["text", "json", "csv"];
        assert_eq!(called("JSON", formats.into_iter()), Some("json"));
        assert_eq!(called("20-f", formats.into_iter()), None);
        assert_eq!(called("statutes", formats.into_iter()), None);
    }
}
