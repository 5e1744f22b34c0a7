//! The README is true: its commands are run, and what it shows of their output is what they print.

use std::io::Write;
use std::process::Command;

use crate::support::{documents, path, run_in};

/// A command of the README and the output shown under it.
struct Example {
    command: String,
    shown: String,
}

/// Blocks marked `console` hold commands after `$ `, each followed by its output.
fn examples() -> Vec<Example> {
    let documents = documents();
    let blocks = documents.split("```console\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    let mut examples: Vec<Example> = Vec::new();
    for line in blocks.flat_map(str::lines) {
        match (line.strip_prefix("$ "), examples.last_mut()) {
            (Some(command), _) => examples.push(Example { command: command.to_owned(), shown: String::new() }),
            (None, Some(last)) => last.shown += &format!("{line}\n"),
            (None, None) => panic!("a block begins without a command: {line}"),
        }
    }
    examples
}

/// Runs a command in a shell that finds the built program, which `cargo run --` means too.
fn run(command: &str) -> String {
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_iijtax"));
    let folder = program.parent().unwrap().display().to_string();
    let command = command.replace("cargo run --", "iijtax");
    let output = Command::new("bash")
        .args(["-c", &command])
        .current_dir(path("."))
        .env("PATH", format!("{folder}:{}", std::env::var("PATH").unwrap()))
        .env("COLUMNS", "80")
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap()
}

/// Recipes with jq need it; where it is missing they are skipped, unless it is required.
fn has_jq() -> bool {
    let found = Command::new("jq").arg("--version").output().is_ok();
    let required = std::env::var_os("IIJTAX_REQUIRE_JQ").is_some();
    assert!(found || !required, "jq is required and not installed");
    found
}

#[test]
fn every_command_of_the_readme_prints_what_it_shows() {
    let examples = examples();
    assert!(examples.len() >= 10, "{} commands", examples.len());
    let jq = has_jq();
    for example in &examples {
        if !jq && example.command.contains("jq ") {
            // Written past the capture of the harness, so that a green run says what it has not seen.
            let _ = writeln!(std::io::stderr(), "skipped, jq is not installed: {}", example.command);
            continue;
        }
        let got = run(&example.command);
        assert!(
            got == example.shown,
            "$ {}\n--- the README shows\n{}\n--- the program prints\n{got}",
            example.command,
            example.shown
        );
    }
}

#[test]
fn the_readme_begins_with_the_first_answer() {
    let readme = std::fs::read_to_string(path("README.md")).unwrap();
    let first = examples().into_iter().next().unwrap().command;
    assert!(first.starts_with("cargo run -- dividend --holder fixtures/"), "{first}");
    let run = readme.find("    cargo run -- dividend --holder fixtures/").unwrap();
    let test = readme.find("    cargo test\n").unwrap();
    assert!(run < test && test < 900, "{run} {test}");
    let screen = readme.split("\n## ").next().unwrap().lines().count();
    assert!(screen <= 70, "{screen} lines before the first heading");
    assert!(readme.lines().count() <= 500, "{} lines", readme.lines().count());
}

#[test]
fn the_table_of_what_goes_in_names_every_fact() {
    let documents = documents();
    let section = documents.split("# What goes in").nth(1).and_then(|rest| rest.split("\n## ").next()).unwrap();
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    let first_cells = rows.map(|row| row.trim_start_matches("| ").split(" |").next().unwrap());
    let mut named: Vec<&str> =
        first_cells.flat_map(|cell| cell.split(", ")).map(|name| name.trim_matches('`')).collect();
    let mut known: Vec<&str> = iijtax::facts::HOLDER.iter().map(|fact| fact.name).collect();
    named.sort_unstable();
    known.sort_unstable();
    assert_eq!(named, known);
}

/// The table of partners is written from what the program prints of them, four to a line.
#[test]
fn the_table_of_partners_is_what_the_program_has_of_them() {
    let printed = run("iijtax rules --coverage --format csv");
    let mut partners: Vec<(String, Vec<String>)> = Vec::new();
    for record in csv::Reader::from_reader(printed.as_bytes()).records() {
        let record = record.unwrap();
        let (partner, from, rates, evidence) = (&record[0], &record[3], &record[5], &record[6]);
        if rates == "not encoded" {
            continue;
        }
        let grade = match evidence {
            "primary" => "",
            "secondary" => "\\*",
            _ => "\\*\\*",
        };
        let version = format!("{}: {rates}{grade}", from.strip_suffix("-01-01").unwrap_or(from));
        match partners.last_mut() {
            Some((last, versions)) if last == partner => versions.push(version),
            _ => partners.push((partner.to_owned(), vec![version])),
        }
    }
    let cells: Vec<String> =
        partners.iter().map(|(of, versions)| format!("**{of}** {}", versions.join(", "))).collect();
    let mut wanted = "| | | | |\n|---|---|---|---|\n".to_owned();
    for line in cells.chunks(4) {
        wanted.push_str(&format!("| {} |\n", line.join(" | ")));
    }
    assert!(documents().contains(&wanted), "the README needs this table of partners:\n{wanted}");
}

/// The schema of the Spark recipe has the columns of a row, in their order.
#[test]
fn the_spark_recipe_names_every_column_of_a_row() {
    let recipe = std::fs::read_to_string(path("tests/spark/recipes.py")).unwrap();
    let schema = recipe.split("SCHEMA = \"\"\"").nth(1).and_then(|rest| rest.split("\"\"\"").next()).unwrap();
    // Commas also stand in the numbers of a decimal, which no name begins with.
    let columns =
        schema.split(',').map(str::trim).filter(|column| !column.starts_with(|first: char| first.is_ascii_digit()));
    let named: Vec<&str> = columns.filter_map(|column| column.split_whitespace().next()).collect();
    let rows = run_in(
        ".",
        &["batch", "--from", "ndjson", "--to", "csv"],
        br#"{"id": "a", "kind": "individual", "residence": "US"}"#,
    );
    let header: Vec<&str> = rows.stdout.lines().next().unwrap().split(',').collect();
    assert_eq!(named, header);
}
