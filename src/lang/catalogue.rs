//! The catalogue: Japanese words by the English ones.

use std::collections::HashMap;
use std::sync::{Mutex, OnceLock};

use super::{Lang, chosen};

/// A line each: English, a tab, Japanese. A number in the English text may be written `{}`; then the Japanese one has the
/// numbers in their order as `{1}`, `{2}`, and the line stands for all texts that differ in numbers alone.
const TABLES: &[&str] = &[
    include_str!("rules.tsv"),
    include_str!("facts.tsv"),
    include_str!("sources.tsv"),
    include_str!("countries.tsv"),
    include_str!("words-errors.tsv"),
    include_str!("words-japan.tsv"),
    include_str!("words-us.tsv"),
];

/// Data's words in the chosen language; English where the catalogue lacks them, which a test does not allow.
pub fn of(english: &'static str) -> &'static str {
    match chosen() {
        Lang::En => english,
        Lang::Ja => japanese(english).unwrap_or(english),
    }
}

/// Every line: the English words and the Japanese ones.
pub fn entries() -> impl Iterator<Item = (&'static str, &'static str)> {
    TABLES.iter().flat_map(|table| table.lines()).filter_map(|line| line.split_once('\t'))
}

/// What is Japanese for this text, where the catalogue has it.
pub fn japanese(english: &str) -> Option<&'static str> {
    let all = catalogue();
    if let Some(&text) = all.get(english) {
        return Some(text);
    }
    let (pattern, numbers) = without_numbers(english);
    let text = all.get(pattern.as_str())?;
    // Each text of a table of law is made once and kept: there are no more of them than rules.
    static MADE: Mutex<Option<HashMap<String, &'static str>>> = Mutex::new(None);
    let mut made = MADE.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let made = made.get_or_insert_default();
    if let Some(&text) = made.get(english) {
        return Some(text);
    }
    let mut filled = (*text).to_owned();
    for (at, number) in numbers.iter().enumerate().rev() {
        filled = filled.replace(&format!("{{{}}}", at + 1), number);
    }
    let filled: &'static str = Box::leak(filled.into_boxed_str());
    made.insert(english.to_owned(), filled);
    Some(filled)
}

fn catalogue() -> &'static HashMap<&'static str, &'static str> {
    static ALL: OnceLock<HashMap<&'static str, &'static str>> = OnceLock::new();
    ALL.get_or_init(|| entries().collect())
}

/// The text with `{}` for each number, and the numbers: `$1,500`, `2026-06-26` and `15.315` are one each.
fn without_numbers(text: &str) -> (String, Vec<&str>) {
    let (mut pattern, mut numbers) = (String::with_capacity(text.len()), Vec::new());
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        let inside = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '-');
        let run = from.split(|c| !inside(c)).next().unwrap_or(from);
        let number = run.trim_end_matches([',', '.', '-']);
        pattern.push_str(before);
        pattern.push_str("{}");
        numbers.push(number);
        rest = from.strip_prefix(number).unwrap_or_default();
    }
    pattern.push_str(rest);
    (pattern, numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_cut_out_whole() {
        let (pattern, numbers) = without_numbers("From 2026-06-26, 15.315% of $1,500, or 20.");
        assert_eq!(pattern, "From {}, {}% of ${}, or {}.");
        assert_eq!(numbers, ["2026-06-26", "15.315", "1,500", "20"]);
    }

    #[test]
    fn every_line_has_both_languages_and_no_line_stands_twice() {
        let mut seen = HashMap::new();
        for (line, at) in TABLES.iter().flat_map(|table| table.lines().zip(1..)) {
            let (english, japanese) = line.split_once('\t').unwrap_or_else(|| panic!("line {at} has no tab: {line}"));
            assert!(!english.is_empty() && !japanese.is_empty(), "line {at} lacks a language: {line}");
            assert!(!japanese.contains('\t'), "line {at} has a second tab: {line}");
            assert_eq!(seen.insert(english, at), None, "line {at} stands twice: {english}");
        }
    }
}
