//! One table of exit codes for all commands, and what goes to which stream.

use crate::support::{Ran, run, run_in, temporary};

/// Arguments, with what they read from standard input, and the code.
type Row<'a> = (&'a [&'a str], &'a str, i32);

const HOLDER: &str = r#"{"kind":"individual","residence":"US","dividend":{"payment_date":"2024-06-28"}}"#;
const UNDETERMINED: &str = r#"{"kind":"corporation","residence":"US","dividend":{"payment_date":"2024-06-28"}}"#;
const RESIDENT: &str = r#"{"kind":"individual","residence":"JP","dividend":{"payment_date":"2024-06-28"}}"#;
const SALE: &str = r#"{"kind":"individual","residence":"US","shares":1,"lots":[{"shares":1,"acquired":"2020-01-06","cost_usd":1}],"sale":{"date":"2024-06-28","price_usd":2}}"#;
const COMPANY: &str = r#"{"years":[{"begins":"2024-04-01","ends":"2025-03-31"}]}"#;

/// What each command answers with each code: answers on standard output, and nothing there where there is none.
const ROWS: &[Row<'_>] = &[
    (&["dividend", "--holder", "-"], HOLDER, 0),
    (&["dividend", "--holder", "-"], UNDETERMINED, 4),
    (&["dividend", "--holder", "-"], RESIDENT, 5),
    (&["compare", "--holder", "-"], HOLDER, 0),
    (&["compare", "--holder", "-"], UNDETERMINED, 4),
    (&["compare", "--holder", "-"], RESIDENT, 5),
    (&["timeline", "--holder", "-"], HOLDER, 0),
    (&["timeline", "--holder", "-"], UNDETERMINED, 4),
    (&["timeline", "--holder", "-"], RESIDENT, 5),
    (&["gain", "--holder", "-"], SALE, 0),
    (&["year", "--holder", "-", "--tax-year", "2024"], HOLDER, 0),
    (&["year", "--holder", "-", "--tax-year", "2024"], UNDETERMINED, 4),
    (&["sweep", "ownership_percent", "--holder", "-"], HOLDER, 0),
    (&["pfic", "status", "--company", "-"], COMPANY, 4),
    (&["batch", "--from", "ndjson"], HOLDER, 0),
    (&["rules", "show", "JT-7.1"], "", 0),
    (&["sources"], "", 0),
    (&["schema", "holder"], "", 0),
    (&["init", "map", "--output", "-"], "", 0),
    (&["example"], "", 0),
    (&["completions", "bash"], "", 0),
    (&["man"], "", 0),
];

/// The commands that read a file, up to its name.
const READERS: &[&[&str]] = &[
    &["dividend", "--holder"],
    &["dividend", "--residence", "US", "--kind", "individual", "--dividend"],
    &["dividend", "--residence", "US", "--kind", "individual", "--fx"],
    &["compare", "--holder"],
    &["timeline", "--holder"],
    &["gain", "--holder"],
    &["gain", "--residence", "US", "--holder-kind", "individual", "--sale"],
    &["year", "--tax-year", "2024", "--holder"],
    &["year", "--holder", "fixtures/year/holder.json", "--tax-year", "2024", "--payments"],
    &["year", "--holder", "fixtures/year/holder.json", "--tax-year", "2024", "--statement"],
    &["pfic", "status", "--company"],
    &["pfic", "excess", "--holding"],
    &["pfic", "mtm", "--holding"],
    &["pfic", "compare", "--holding"],
    &["pfic", "excess", "--holding", "fixtures/holdings/yen-test.json", "--interest-rates"],
    &["batch", "--from", "ndjson"],
    &["batch", "--dividend"],
    &["batch", "--fx"],
    &["batch", "--map"],
];

fn commands() -> Vec<String> {
    let help = run(&["--help"]).stdout;
    let list = help.split("Commands:\n").nth(1).and_then(|rest| rest.split("\n\n").next()).unwrap();
    let words = list.lines().filter(|line| !line.starts_with("   ")).filter_map(|line| line.split_whitespace().next());
    words.map(str::to_owned).collect()
}

fn is_refused(ran: &Ran, code: i32, args: &[&str]) {
    assert_eq!(ran.code, code, "{args:?}: {}{}", ran.stdout, ran.stderr);
    assert_eq!(ran.stdout, "", "{args:?}");
    assert!(ran.stderr.starts_with("error: "), "{args:?}: {}", ran.stderr);
}

#[test]
fn every_command_ends_by_the_same_table() {
    for command in commands() {
        let is_of = |args: &[&str]| args[0] == command;
        let is_listed =
            ROWS.iter().any(|(args, ..)| is_of(args)) || ["help", "ask", "verify"].contains(&command.as_str());
        assert!(is_listed, "{command} has no row");
        if command != "help" {
            is_refused(&run(&[&command, "--no-such-flag"]), 2, &[&command]);
        }
    }
    for (args, given, code) in ROWS {
        let ran = run_in(".", args, given.as_bytes());
        assert_eq!(ran.code, *code, "{args:?}: {}", ran.stderr);
        assert_ne!(ran.stdout, "", "{args:?}");
        assert!(!ran.stderr.contains("error: "), "{args:?}: {}", ran.stderr);
    }
}

#[test]
fn a_file_that_is_not_there_is_reading_that_failed_and_a_broken_one_invalid_facts() {
    let folder = temporary("");
    for reader in READERS {
        let missing = run(&[reader, &["no-such-file.x"][..]].concat());
        is_refused(&missing, 1, reader);
        assert!(missing.stderr.contains("no-such-file.x"), "{reader:?}: {}", missing.stderr);
        if reader[0] != "batch" {
            is_refused(&run(&[reader, &[folder.to_str().unwrap()][..]].concat()), 1, reader);
            let broken = temporary("broken.x");
            std::fs::write(&broken, "kind: individual\n").unwrap();
            is_refused(&run(&[reader, &[broken.to_str().unwrap()][..]].concat()), 3, reader);
        }
    }
}

/// The table that people read is the one that is tested.
#[test]
fn the_readme_has_the_table_of_the_help() {
    let help = run(&["--help"]).stdout;
    let codes = help.split("Exit codes:\n").nth(1).and_then(|rest| rest.split("\n\n").next()).unwrap();
    let readme = std::fs::read_to_string(crate::support::path("README.md")).unwrap();
    for code in ["0", "1", "2", "3", "4", "5"] {
        assert!(codes.lines().any(|line| line.trim_start().starts_with(&format!("{code}  "))), "{codes}");
        assert!(readme.lines().any(|line| line.starts_with(&format!("| {code} | "))), "{code}");
    }
    for command in commands().iter().filter(|command| *command != "help") {
        assert!(readme.contains(&format!("`{command}`")) || readme.contains(&format!("iijtax {command}")), "{command}");
    }
}
