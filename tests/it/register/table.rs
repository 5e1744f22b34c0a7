//! The README's table of what is read and what is refused: each ending that the program knows is in it and is that of a
//! file that another program wrote, and each message that it quotes is what is really said.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use iijtax::register::intake::ENDINGS;

use super::command::{output, text};
use super::forms::{OTHERS, file};
use crate::support::{path, temporary};

/// The rows of the table: what is read, and what is refused.
fn table() -> Vec<(String, String)> {
    let readme = fs::read_to_string(path("README.md")).unwrap();
    let lines = readme.lines().skip_while(|line| !line.starts_with("| read | refused")).skip(2);
    let rows = lines.take_while(|line| line.starts_with('|')).map(|line| {
        let cells: Vec<_> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        // A cell without anything is nothing between its bars.
        (cells[0].to_owned(), cells.get(1).copied().unwrap_or_default().trim_matches('|').trim().to_owned())
    });
    rows.collect()
}

/// The files of the fixtures that say what `holders.csv` says, which another test reads.
fn fixtures() -> Vec<String> {
    let names = fs::read_dir(path("fixtures/registers")).unwrap();
    let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| !OTHERS.contains(&name.as_str())).collect()
}

#[test]
fn every_ending_is_in_the_table_and_that_of_a_file_another_program_wrote() {
    let read: String = table().into_iter().map(|(read, _)| read + "\n").collect();
    let (fixtures, made) = (fixtures(), fs::read_to_string(path("fixtures/registers/make.py")).unwrap());
    let packings = ["gz", "zst"];
    for ending in ENDINGS.iter().map(|(ending, _)| *ending).chain(packings) {
        assert!(read.contains(&format!("`.{ending}`")), "{ending} is not in the table");
        // The plain register is written by hand; all others are written by the programs that `make.py` names.
        let of = fixtures.iter().find(|name| name.ends_with(&format!(".{ending}")) && *name != "holders.csv");
        let of = of.unwrap_or_else(|| panic!("no program wrote a .{ending}"));
        let program = of.split(['.', '-']).next().unwrap();
        assert!(made.contains(program), "{of} is not said to be written by anything");
    }
    // Nothing else is said to be read by its ending.
    let named: BTreeSet<&str> = read.split("`.").skip(1).filter_map(|rest| rest.split('`').next()).collect();
    let known: BTreeSet<&str> = ENDINGS.iter().map(|(ending, _)| *ending).chain(packings).collect();
    assert_eq!(named, known);
}

/// Each row of the table by its first words, with files that show it. What is refused is shown by a case for each quoted
/// message.
#[test]
fn every_row_of_the_table_is_shown_by_a_file() {
    let shown: &[(&str, &[&str])] = &[
        (
            "`.ndjson`, `.jsonl`",
            &["polars.ndjson", "pandas.jsonl", "pandas-indent.json", "pandas-records.json", "duckdb.json"],
        ),
        (
            "`.csv`, `.tsv`",
            &[
                "duckdb.csv",
                "polars.tsv",
                "polars.tab",
                "polars.psv",
                "pandas-semicolon.csv",
                "calc-utf-16.csv",
                "pandas-shift_jis.csv",
            ],
        ),
        ("`.xlsx`", &["pandas.xlsx", "calc.xlsx"]),
        ("`.gz`, `.zst`", &["pandas.csv.gz", "pandas.csv.zst"]),
        (
            "`.parquet`",
            &[
                "polars-zstd.parquet",
                "polars-gzip.parquet",
                "polars-brotli.parquet",
                "polars-lz4.parquet",
                "polars-snappy.parquet",
                "polars-lz4.arrow",
                "polars-zstd.arrows",
                "polars.ipc",
                "pandas.feather",
            ],
        ),
        (
            "strings in every width",
            &["pyarrow-views.arrow", "pandas-category.parquet", "polars-categorical.arrow", "pandas.parquet"],
        ),
        ("floating point", &["pandas.parquet"]),
        ("folders `KEY=VALUE`", &["by-residence-csv", "by-residence-parquet"]),
        ("other names and words", &["calc-german.csv"]),
        ("dates in several ways", &["dates"]),
        ("columns that are no facts", &[]),
    ];
    let (table, fixtures) = (table(), fixtures());
    assert_eq!(table.len(), shown.len());
    for ((read, _), (begins, files)) in table.iter().zip(shown) {
        assert!(read.starts_with(begins), "{read} is not shown by any file");
        for name in *files {
            assert!(fixtures.iter().any(|known| known == name), "{name}");
        }
    }
}

/// What is run for a message, and the file it is about.
struct Case {
    said: &'static str,
    args: Vec<String>,
    input: Vec<u8>,
}

fn case(said: &'static str, args: &[&str]) -> Case {
    Case { said, args: args.iter().map(|arg| (*arg).to_owned()).collect(), input: Vec::new() }
}

fn written(name: &str, bytes: &[u8]) -> String {
    let place = temporary(name);
    fs::write(&place, bytes).unwrap();
    place.to_str().unwrap().to_owned()
}

#[test]
fn every_message_that_the_table_quotes_is_said() {
    let plain = b"id,kind,residence\na,individual,US\n";
    let piped = Case { input: fs::read(file("polars-zstd.parquet")).unwrap(), ..case("name the file", &["-"]) };
    let latin = b"id,kind,residence\nM\xFCller,individual,DE\n";
    let cases = [
        case("its name does not say how it is written", &[&written("holders.txt", plain)]),
        case("bytes that are not UTF-8", &[&written("latin.csv", latin)]),
        case("save it as .xlsx or as CSV in UTF-8", &[&written("old.csv", b"\xD0\xCF\x11\xE0")]),
        case("write it without the percent sign", &[&file("percent.xlsx")]),
        case("unpack it on the way", &[&written("holders.csv.xz", b"\xFD7zXZ\0"), "--from", "csv"]),
        case("unpack it on the way", &[&written("holders.csv.bz2", b"BZh9"), "--from", "csv"]),
        case("unpack it on the way", &[&written("holders.csv.lz4", b"\x04\x22\x4D\x18"), "--from", "csv"]),
        piped,
        case("cast the column to date32 or string", &[&file("zoned.parquet"), "--to", "csv"]),
        case("a time that is not midnight", &[&file("inexact.parquet"), "--to", "csv"]),
        case("more than 15 digits", &[&file("inexact.parquet"), "--to", "csv"]),
        case(
            "delete the separator at the end of the line",
            &[&written("more.csv", b"kind,residence\nindividual,US,\n")],
        ),
        case(
            "write the year with four digits",
            &[
                &written("short.csv", b"kind,residence,held_since\nindividual,US,6/28/07\n"),
                "--map",
                "held_since=held_since@mdy",
            ],
        ),
        case("got no such column", &[&written("other.csv", b"id,type,country\na,individual,US\n")]),
        case("got nothing", &[&written("other.ndjson", b"{\"type\":\"individual\",\"country\":\"US\"}\n")]),
    ];
    let mut said: BTreeSet<String> = BTreeSet::new();
    for Case { said: message, args, input } in &cases {
        let ran = output(&args.iter().map(String::as_str).collect::<Vec<_>>(), input);
        assert_ne!(ran.status.code(), Some(0), "{message}: {args:?}");
        let told = [text(&ran.stdout), text(&ran.stderr)].concat();
        assert!(told.contains(message), "{message} is not in\n{told}");
        said.insert((*message).to_owned());
    }
    let terminal = Command::new("script")
        .args(["-qec", &format!("{} batch {}", env!("CARGO_BIN_EXE_iijtax"), file("polars-zstd.parquet")), "/dev/null"])
        .output()
        .expect("`script` is part of every Linux");
    assert!(text(&terminal.stdout).contains("not for a terminal"), "{}", text(&terminal.stdout));
    said.insert("not for a terminal".to_owned());
    let quoted: BTreeSet<String> = table()
        .iter()
        .flat_map(|(_, refused)| refused.split('"').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>())
        .collect();
    assert_eq!(quoted, said, "what the table quotes, and what is shown to be said");
}
