//! Answers in Japanese have no English sentence left: every command, every example, every form of answer.

use serde_json::Value;

use crate::japanese_errors::english_left;
use crate::support::{json_files, run_at};

/// Names, and terms that stand in English behind the Japanese ones.
const NAMES: [&str; 14] = [
    "Internet Initiative Japan",
    "International Financial Law Review",
    "Regulations Follower",
    "Revenue Procedure",
    "Revenue Ruling",
    "Administration des contributions directes",
    "Operations / Fund",
    "capital loss",
    "filing status",
    "fiscal year",
    "mutual fund corporation",
    "payee statement",
    "holder state",
    "resident charity",
];

/// What a command says with its names taken out: of JSON the texts, of a page what is read on it.
fn said(words: &[&str]) -> String {
    let ran = run_at("200", ".", &[words, &["--lang", "ja"]].concat(), b"");
    assert_ne!(ran.code, 1, "{words:?}: {}", ran.stderr);
    let is = |format: &str| words.windows(2).any(|pair| pair == ["--format", format]);
    let mut text = match () {
        () if is("json") => texts(&serde_json::from_str(&ran.stdout).unwrap_or(Value::Null)).join("\n"),
        () if is("html") => read_on_page(&ran.stdout),
        () => ran.stdout,
    };
    text.push_str(&ran.stderr);
    NAMES.iter().fold(text, |text, name| text.replace(name, "¤"))
}

/// The texts of a value, but for ids.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(values) => values.iter().flat_map(texts).collect(),
        Value::Object(fields) => fields.iter().filter(|(key, _)| *key != "id").flat_map(|(_, it)| texts(it)).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
    }
}

/// The text between the tags of a page, without its style.
fn read_on_page(page: &str) -> String {
    let body = page.split_once("</style>").map_or(page, |(_, body)| body);
    let pieces = body.split('<').filter_map(|piece| piece.split_once('>').map(|(_, text)| text));
    pieces.collect::<Vec<_>>().join("\n").replace("&quot;", "\"").replace("&amp;", "&")
}

#[track_caller]
fn all_in_japanese(command: &[&str], forms: &[&[&str]]) {
    for form in forms {
        let words = [command, form].concat();
        let left = english_left(&said(&words));
        assert!(left.is_empty(), "{words:?}: {left:#?}");
    }
}

const ANSWERS: &[&[&str]] =
    &[&[], &["--all", "--no-pager"], &["--explain=all", "--no-pager"], &["--format", "json"], &["--format", "html"]];

/// Runs a command with each file of a folder.
fn each(folder: &str, command: &[&str], forms: &[&[&str]]) {
    for file in json_files(folder) {
        let file = file.to_str().unwrap();
        all_in_japanese(&[command, &[file]].concat(), forms);
    }
}

#[test]
fn dividends() {
    let more: &[&[&str]] = &[&["--as-of", "2027-01-01"], &["--forms"], &["--format", "markdown"]];
    each("fixtures/holders", &["dividend", "--holder"], &[ANSWERS, more].concat());
}

#[test]
fn comparisons_timelines_and_sweeps() {
    let forms: &[&[&str]] = &[&[], &["--all"], &["--format", "json"], &["--format", "html"]];
    each("fixtures/holders", &["compare", "--holder"], forms);
    for holder in ["us-individual-2026", "us-corporation-nearly-ten", "llc", "de-individual"] {
        let file = format!("fixtures/holders/{holder}.json");
        all_in_japanese(&["timeline", "--holder", &file], forms);
        for range in ["ownership_percent 0..100", "dividend.payment_date 2004-01-01..2030-01-01", "kind", "residence"] {
            let words: Vec<&str> = ["sweep"].into_iter().chain(range.split(' ')).chain(["--holder", &file]).collect();
            all_in_japanese(&words, &[&[], &["--format", "json"], &["--format", "svg"]]);
        }
    }
}

#[test]
fn sales_and_foreign_investment_companies() {
    each("fixtures/sales", &["gain", "--holder"], ANSWERS);
    let forms: &[&[&str]] = &[&[], &["--all", "--no-pager"], &["--format", "json"], &["--format", "html"]];
    each("fixtures/companies", &["pfic", "status", "--company"], &forms[..3]);
    for file in json_files("fixtures/holdings") {
        let file = file.to_str().unwrap();
        all_in_japanese(&["pfic", "excess", "--holding", file], forms);
        all_in_japanese(&["pfic", "mtm", "--holding", file], forms);
        all_in_japanese(&["pfic", "compare", "--holding", file], &forms[..3]);
    }
}

#[test]
fn years_rules_and_schemas() {
    for payments in ["2025", "cases", "chains"] {
        let file = format!("fixtures/year/{payments}.ndjson");
        let command =
            ["year", "--holder", "fixtures/year/holder.json", "--tax-year", "2025", "--payments", file.as_str()];
        all_in_japanese(&command, ANSWERS);
    }
    for format in ["text", "json", "markdown"] {
        all_in_japanese(&["rules", "--format", format], &[&[]]);
        all_in_japanese(&["sources", "--format", format], &[&[]]);
    }
    all_in_japanese(&["rules"], &[&["--coverage"], &["show", "statute.us-2013.general"], &["show", "no-such-rule"]]);
    for of in ["holder", "dividend", "sale", "company", "holding"] {
        all_in_japanese(&["schema", of, "--format", "text"], &[&[]]);
    }
}

/// What of a value is no word: keys, figures, flags, and how long its lists are. Texts that no language changes are codes.
fn without_words(value: &Value, other: &Value, place: &str) {
    match (value, other) {
        (Value::Object(these), Value::Object(those)) => {
            assert_eq!(these.keys().collect::<Vec<_>>(), those.keys().collect::<Vec<_>>(), "{place}");
            these.iter().for_each(|(key, it)| without_words(it, &those[key], &format!("{place}.{key}")));
        }
        (Value::Array(these), Value::Array(those)) => {
            assert_eq!(these.len(), those.len(), "{place}");
            these.iter().zip(those).for_each(|(it, other)| without_words(it, other, place));
        }
        (Value::String(text), Value::String(other)) => {
            let key = place.rsplit('.').next().unwrap_or_default();
            assert!(text == other || WORDS.contains(&key) || key.ends_with("_cite"), "{place}: {text} and {other}");
        }
        (value, other) => assert_eq!(value, other, "{place}"),
    }
}

/// The keys under which words stand.
const WORDS: [&str; 13] = [
    "because",
    "by",
    "cite",
    "form_8621_revision",
    "question",
    "says",
    "text",
    "title",
    "value",
    "wanted",
    "what",
    "why",
    "with",
];

#[test]
fn keys_codes_and_figures_are_the_same_in_both_languages() {
    let holders = json_files("fixtures/holders");
    let of = |command: &[&str], folder: &str| {
        json_files(folder).iter().map(|file| [command, &[file.to_str().unwrap()]].concat().join("\n")).collect()
    };
    let mut commands: Vec<String> = Vec::new();
    for command in ["dividend", "compare", "timeline"] {
        commands.extend(holders.iter().map(|file| format!("{command}\n--holder\n{}", file.display())));
    }
    let others: [(&[&str], &str); 5] = [
        (&["gain", "--holder"], "fixtures/sales"),
        (&["pfic", "excess", "--holding"], "fixtures/holdings"),
        (&["pfic", "mtm", "--holding"], "fixtures/holdings"),
        (&["pfic", "compare", "--holding"], "fixtures/holdings"),
        (&["pfic", "status", "--company"], "fixtures/companies"),
    ];
    commands.extend(others.into_iter().flat_map(|(command, folder)| -> Vec<String> { of(command, folder) }));
    for payments in ["2025", "cases", "chains"] {
        commands.push(format!(
            "year\n--holder\nfixtures/year/holder.json\n--tax-year\n2025\n--payments\nfixtures/year/{payments}.ndjson"
        ));
    }
    for command in &commands {
        let words: Vec<&str> = command.lines().chain(["--format", "json"]).collect();
        let answer = |lang: &str| run_at("80", ".", &[&words[..], &["--lang", lang]].concat(), b"");
        let (english, japanese) = (answer("en"), answer("ja"));
        assert_eq!(english.code, japanese.code, "{command}");
        if english.stdout.is_empty() {
            continue;
        }
        let value = |text: &str| serde_json::from_str::<Value>(text).unwrap();
        without_words(&value(&english.stdout), &value(&japanese.stdout), command.lines().next().unwrap());
    }
}
