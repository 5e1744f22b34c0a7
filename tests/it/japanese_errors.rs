//! Errors in Japanese: every refusal that is tested in English has no English sentence left, the same exit code and the
//! same place; and who asks for which language.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::support::{Ran, json_files, path, run, run_in, temporary};

const JA: [&str; 2] = ["--lang", "ja"];

/// Two English words in a row that are no code: words are of letters alone, begin with at most one capital letter, and
/// stand in no quotes of code.
pub fn english_left(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    // A usage line is code.
    for line in text.lines().filter(|line| !line.starts_with("使い方：")) {
        // What a quotation of code, a value or a name of a file holds is the user's.
        let line: String = line.split('`').enumerate().map(|(at, part)| if at % 2 == 0 { part } else { "¤" }).collect();
        let mut before: Option<&str> = None;
        for word in line.split([' ', ',']).filter(|word| !word.is_empty()) {
            let is_word = word.len() > 1
                && word.chars().all(|char| char.is_ascii_alphabetic() || char == '\'')
                && word.chars().skip(1).any(|char| char.is_ascii_lowercase());
            // A command's own name is followed by that of a command.
            let is_code = ["iijtax", "batch", "pfic"].contains(&word);
            if let (true, Some(before)) = (is_word && !is_code, before) {
                found.push(format!("{before} {word}: {line}"));
            }
            before = (is_word && !is_code).then_some(word);
        }
    }
    found
}

#[test]
fn english_words_in_a_row_are_found_and_codes_are_not() {
    for text in ["got nothing, wanted", "の in its text", "値が required here です"] {
        assert!(!english_left(text).is_empty(), "{text}");
    }
    for text in [
        "kind: 入力：\"individul\"。条件：individual、corporation、iraのいずれか。",
        "`iijtax init holder`でひな形",
        "使い方：iijtax pfic [OPTIONS] <COMMAND>",
        "--residence US --kind individual",
    ] {
        assert_eq!(english_left(text), [""; 0], "{text}");
    }
}

/// What a command says of an error in both languages: the same code, and no English sentence in Japanese.
fn both(folder: &str, args: &[&str], stdin: &[u8]) -> (Ran, Ran) {
    let english = run_in(folder, args, stdin);
    let japanese = run_in(folder, &[args, &JA].concat(), stdin);
    assert_eq!(english.code, japanese.code, "{args:?}: {}", japanese.stderr);
    assert!(!english.stderr.contains(|char: char| ('ぁ'..='龥').contains(&char)), "{args:?}: {}", english.stderr);
    let left = english_left(&japanese.stderr);
    assert!(left.is_empty(), "{args:?}: {left:#?}");
    assert!(japanese.stderr.contains("エラー"), "{args:?}: {}", japanese.stderr);
    (english, japanese)
}

/// Where each error stands: file, line, column and field.
fn places(stderr: &str) -> Vec<[Value; 4]> {
    let errors: Value = serde_json::from_str(stderr).unwrap_or_else(|_| panic!("{stderr}"));
    let errors = errors["errors"].as_array().unwrap();
    errors.iter().map(|it| ["file", "line", "column", "path"].map(|key| it[key].clone())).collect()
}

/// The commands whose invalid files are under a folder.
const REFUSED: [(&str, &[&str]); 4] = [
    ("fixtures/invalid", &["dividend", "--holder"]),
    ("fixtures/invalid-sales", &["gain", "--holder"]),
    ("fixtures/invalid-companies", &["pfic", "status", "--company"]),
    ("fixtures/invalid-year", &["year", "--holder", "../year/holder.json", "--tax-year", "2025", "--payments"]),
];

#[test]
fn every_invalid_file_is_refused_in_japanese_at_the_same_places() {
    for (folder, command) in REFUSED {
        for file in json_files(folder) {
            let name = file.file_name().unwrap().to_str().unwrap();
            let rates = file.with_extension("csv");
            let fx = rates.file_name().unwrap().to_str().unwrap();
            let fx: &[&str] = if rates.exists() { &["--fx", fx] } else { &[] };
            let args = [command, &[name], fx].concat();
            let (english, japanese) = both(folder, &args, b"");
            assert_eq!(english.stderr.lines().count(), japanese.stderr.lines().count(), "{name}");
            let json = |more: &[&str]| run_in(folder, &[&args[..], &["--format", "json"], more].concat(), b"").stderr;
            let (english, japanese) = (json(&[]), json(&JA));
            assert_eq!(places(&english), places(&japanese), "{name}");
            assert_ne!(english, japanese, "{name}");
        }
    }
}

/// Command lines that cannot be understood, or ask for what there is not.
const USAGE: &[&[&str]] = &[
    &[],
    &["no-such-command"],
    &["dividend"],
    &["dividend", "--no-such-flag"],
    &["dividend", "--residense", "US"],
    &["dividend", "--per-share", "5"],
    &["dividend", "--law", "moon", "--residence", "US"],
    &["dividend", "--law", "statutes", "--residence", "US"],
    &["dividend", "--format", "pdf", "--residence", "US"],
    &["dividend", "--holder"],
    &["dividend", "--color", "maybe"],
    &["dividend", "extra"],
    &["dividend", "--why=tax", "--all", "--residence", "US"],
    &["dividend", "--residence", "US", "--kind", "individual", "--why", "nothing"],
    &["dividend", "--residence", "US", "--kind", "individual", "--as-of", "2024-13-01"],
    &["dividend", "--residence", "US", "--residence", "DE", "--kind", "individual"],
    &["batch", "--threads", "0"],
    &["batch", "--threads", "many"],
    &["batch", "--separator", "long"],
    &["batch", "--on-error", "fly"],
    &["batch", "--map", "x=nothing_like_it"],
    &["batch", "--map", "kind=kind@never"],
    &["batch", "a.csv", "--explain", "x", "--to", "csv"],
    &["batch", "README.md"],
    &["verify"],
    &["verify", "README.md"],
    &["verify", "a.json", "b.json", "--rows", "x.csv"],
    &["verify", "a.json", "--row", "5"],
    &["compare", "--residence", "US", "--kind", "individual", "--from", "2024"],
    &["compare", "--residence", "US", "--kind", "individual", "--from", "1900-01-01"],
    &["compare", "--residence", "US", "--kind", "individual", "--left", "us-treaty-2003"],
    &["sweep", "ownership_percent", "9..1", "--residence", "US", "--kind", "corporation"],
    &["sweep", "nothing_like_it", "--residence", "US", "--kind", "corporation"],
    &["year", "--residence", "US"],
    &["year", "--tax-year", "soon", "--residence", "US"],
    &["year", "--tax-year", "2025", "--residence", "US", "--carryover", "2025=4"],
    &["year", "--tax-year", "2025", "--residence", "US", "--carryover", "x"],
    &["pfic"],
    &["pfic", "nothing"],
    &["pfic", "compare", "--holding", "fixtures/holdings/yen-test.json", "--forms"],
    &["rules", "--law", "moon"],
    &["rules", "show"],
    &["rules", "show", "nothing-like-this"],
    &["schema"],
    &["schema", "row", "--format", "text"],
    &["init"],
    &["init", "nothing"],
    &["example", "nothing"],
    &["help", "nothing"],
    &["rules", "--receipt", "x.json"],
];

#[test]
fn every_usage_error_is_said_in_japanese() {
    let mut asked = 0;
    for args in USAGE {
        let english = run(args);
        // Without any command the help is printed, which is English.
        if english.stderr.starts_with("What ") || args.is_empty() {
            continue;
        }
        assert!([1, 2].contains(&english.code), "{args:?}: {}", english.stderr);
        let (english, japanese) = both(".", args, b"");
        assert_eq!(japanese.stdout, "", "{args:?}");
        assert_eq!(english.stderr.contains("Usage: "), japanese.stderr.contains("使い方："), "{args:?}");
        assert_eq!(english.stderr.contains("tip: "), japanese.stderr.contains("ヒント："), "{args:?}");
        assert_eq!(english.stderr.contains("'--help'"), japanese.stderr.contains("'--help'"), "{args:?}");
        asked += 1;
    }
    assert!(asked >= 20, "{asked}");
}

#[test]
fn a_usage_error_is_json_in_japanese_too() {
    let ran = run(&["dividend", "--format", "json", "--no-such-flag", "--lang", "ja"]);
    let error: Value = serde_json::from_str(&ran.stderr).unwrap();
    assert_eq!((ran.code, error["schema"].as_str()), (2, Some("iijtax.error/1")));
    let message = error["errors"][0]["message"].as_str().unwrap();
    assert!(message.starts_with("エラー：引数'--no-such-flag'は使用できません。"), "{message}");
}

fn register(name: &str, bytes: &[u8]) -> String {
    let place = temporary(name);
    fs::write(&place, bytes).unwrap();
    place.to_str().unwrap().to_owned()
}

/// What the README's table of registers says is refused.
#[test]
fn every_refusal_of_registers_is_said_in_japanese() {
    let file = |name: &str| path("fixtures/registers").join(name).to_str().unwrap().to_owned();
    let plain = b"id,kind,residence\na,individual,US\n";
    let cases: [&[&str]; 12] = [
        &[&register("holders.txt", plain)],
        &[&register("latin.csv", b"id,kind,residence\nM\xFCller,individual,DE\n")],
        &[&register("old.csv", b"\xD0\xCF\x11\xE0")],
        &[&file("percent.xlsx")],
        &[&register("holders.csv.xz", b"\xFD7zXZ\0"), "--from", "csv"],
        &[&register("holders.csv.bz2", b"BZh9"), "--from", "csv"],
        &[&register("holders.csv.lz4", b"\x04\x22\x4D\x18"), "--from", "csv"],
        &[&file("zoned.parquet"), "--to", "csv"],
        &[&file("inexact.parquet"), "--to", "csv"],
        &[&register("other.csv", b"id,type,country\na,individual,US\n")],
        &[&register("cut.ndjson", b"{\"kind\":\"individual\",\"residence\":\"US\"}\n{\"kind\":"), "--to", "csv"],
        &[&register("broken.json", b"[{\"kind\":\"individual\",\"residence\":\"US\"}] x"), "--to", "csv"],
    ];
    let parquet = fs::read(file("polars-zstd.parquet")).unwrap();
    let all = cases.iter().map(|args| (*args, &b""[..])).chain([(&["-"][..], &parquet[..])]);
    for (args, input) in all {
        let args = [&["batch"], args].concat();
        let (english, japanese) = (run_in(".", &args, input), run_in(".", &[&args[..], &JA].concat(), input));
        assert_eq!(english.code, japanese.code, "{args:?}: {}", japanese.stderr);
        assert_ne!(english.code, 0, "{args:?}");
        assert_eq!(english_left(&japanese.stderr), [""; 0], "{args:?}");
        // The rows: the same but for the words of errors.
        let mut reader = csv::Reader::from_reader(japanese.stdout.as_bytes());
        let header = reader.headers().unwrap().clone();
        for record in reader.records() {
            let record = record.unwrap();
            let cells: BTreeMap<&str, &str> = header.iter().zip(&record).collect();
            assert_eq!(english_left(cells["error_message"]), [""; 0], "{args:?}");
        }
        let codes = |ran: &Ran| -> Vec<Vec<String>> {
            let mut reader = csv::Reader::from_reader(ran.stdout.as_bytes());
            let header = reader.headers().unwrap().clone();
            let is_words = |name: &str| name == "error_message";
            let rows = reader.records().map(|row| {
                let row = row.unwrap();
                header.iter().zip(&row).filter(|(name, _)| !is_words(name)).map(|(_, cell)| cell.to_owned()).collect()
            });
            rows.collect()
        };
        assert_eq!(codes(&english), codes(&japanese), "{args:?}");
    }
}

/// A receipt is verified whatever the language it was written and is verified in.
#[test]
fn a_receipt_holds_in_both_languages() {
    let rows = b"id,kind,residence\na,individual,US\nb,individul,US\nc,individual,USA\n";
    let holder = "fixtures/holders/us-individual-ads.json";
    for written in ["en", "ja"] {
        let (receipt, output) = (temporary("run.receipt.json"), temporary("rows.csv"));
        let (receipt, output) = (receipt.to_str().unwrap(), output.to_str().unwrap());
        let register = register("holders.csv", rows);
        let batch = ["batch", &register, "--output", output, "--receipt", receipt, "--lang", written];
        assert_eq!(run(&batch).code, 3);
        let answer = temporary("receipt.json");
        let answer = answer.to_str().unwrap();
        assert_eq!(run(&["dividend", "--holder", holder, "--receipt", answer, "--lang", written]).code, 0);
        for read in ["en", "ja"] {
            let ran = run(&["verify", receipt, "--rows", output, "--lang", read]);
            assert_eq!(ran.code, 0, "{written}, {read}: {}", ran.stdout);
            let ran = run(&["verify", answer, "--lang", read]);
            assert_eq!(ran.code, 0, "{written}, {read}: {}", ran.stdout);
            // Neither the law nor a rule of the answer is said to have changed.
            assert!(!ran.stdout.contains("\n  - "), "{written}, {read}: {}", ran.stdout);
        }
    }
}

/// The words of a run's receipt give the same rows again, though the environment chose the language.
#[test]
fn the_receipt_of_a_run_notes_the_language_of_its_messages() {
    let register = register("holders.csv", b"id,kind,residence\nb,individul,US\n");
    let rows = |lang: &str, more: &[&str]| {
        let (receipt, output) = (temporary("run.receipt.json"), temporary("rows.csv"));
        let args = ["batch", &register, "-o", output.to_str().unwrap(), "--receipt", receipt.to_str().unwrap()];
        let mut command = iijtax(&[("LC_ALL", lang)]);
        assert_eq!(command.args([&args, more].concat()).output().unwrap().status.code(), Some(3));
        let receipt: Value = serde_json::from_str(&fs::read_to_string(receipt).unwrap()).unwrap();
        let words: Vec<String> = serde_json::from_value(receipt["command"].clone()).unwrap();
        (words, fs::read_to_string(output).unwrap())
    };
    let (words, japanese) = rows("ja_JP.UTF-8", &[]);
    assert_eq!(words[words.len() - 2..], JA);
    let (again, same) = rows("C", &JA);
    assert_eq!((again.len(), same), (words.len(), japanese.clone()));
    let (words, english) = rows("C", &[]);
    assert!(!words.contains(&"--lang".to_owned()) && english != japanese);
}

/// The program with these variables of the environment and no other that chooses a language.
fn iijtax(variables: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_iijtax"));
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(name);
    }
    command.envs(variables.iter().copied());
    command
}

#[test]
fn the_environment_chooses_the_language_and_a_flag_overrides_it() {
    let is_japanese = |variables: &[(&str, &str)], more: &[&str]| {
        let output = iijtax(variables).args(["dividend", "--no-such-flag"]).args(more).output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{stderr}");
        assert!(stderr.starts_with("エラー：") || stderr.starts_with("error: "), "{stderr}");
        stderr.starts_with("エラー：")
    };
    let (ja, en) = ("ja_JP.UTF-8", "en_US.UTF-8");
    for (variables, expected) in [
        (&[][..], false),
        (&[("LANG", ja)][..], true),
        (&[("LANG", "ja")], true),
        (&[("LANG", en)], false),
        (&[("LC_MESSAGES", ja)], true),
        (&[("LC_ALL", ja)], true),
        // The first that is set and not empty decides.
        (&[("LC_MESSAGES", en), ("LANG", ja)], false),
        (&[("LC_MESSAGES", ja), ("LANG", en)], true),
        (&[("LC_ALL", "C"), ("LC_MESSAGES", ja), ("LANG", ja)], false),
        (&[("LC_ALL", ja), ("LC_MESSAGES", en), ("LANG", en)], true),
        (&[("LC_ALL", ""), ("LC_MESSAGES", ""), ("LANG", ja)], true),
    ] {
        assert_eq!(is_japanese(variables, &[]), expected, "{variables:?}");
        assert!(!is_japanese(variables, &["--lang", "en"]), "{variables:?}");
        assert!(is_japanese(variables, &["--lang=ja"]), "{variables:?}");
    }
}
