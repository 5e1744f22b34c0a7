//! Exact answers in Japanese about dividends, comparisons, timelines and sweeps, and what holds of every first screen.
//! `UPDATE_GOLDEN=1` rewrites them; read the diff.

use textwrap::core::display_width;

use crate::page::in_lines;
use crate::support::{Ran, golden, json_files, path, run_at};

const HOLDERS: &[&str] =
    &["us-individual-2026", "us-corporation-nearly-ten", "llc", "de-individual", "us-pension-fund"];

/// Others: the name of each, and the command line that makes it.
const ANSWERS: &[(&str, &str)] = &[
    ("us-individual-ads.versions.txt", "compare --holder fixtures/holders/us-individual-ads.json --all"),
    ("llc.versions.txt", "compare --holder fixtures/holders/llc.json"),
    ("timeline-de.txt", "timeline --residence DE --kind corporation --ownership-percent 25"),
    ("timeline-us.all.txt", "timeline --residence US --kind individual --all"),
    ("sweep-part.txt", "sweep ownership_percent 0..100 --holder fixtures/holders/us-corporation-nearly-ten.json"),
    ("why.txt", "dividend --holder fixtures/holders/us-individual-2026.json --why tax_jpy"),
    ("sheets.txt", "dividend --holder fixtures/holders/us-individual-2026.json --forms"),
    ("init-dividend.json", "init dividend --output -"),
];

fn said(columns: &str, command: &str) -> Ran {
    let args: Vec<_> = command.split(' ').chain(["--lang", "ja"]).collect();
    run_at(columns, ".", &args, b"")
}

fn exact(name: &str, columns: &str, command: &str) {
    let ran = said(columns, command);
    assert_eq!(ran.stderr, "", "{command}");
    golden(&path("fixtures/golden/ja").join(name), &ran.stdout);
}

#[test]
fn dividends_are_exact_in_japanese_at_every_width() {
    for holder in HOLDERS {
        let command = format!("dividend --holder fixtures/holders/{holder}.json");
        for columns in ["40", "80", "200"] {
            exact(&format!("{holder}.{columns}.txt"), columns, &command);
        }
        exact(&format!("{holder}.all.txt"), "80", &format!("{command} --all"));
    }
}

#[test]
fn comparisons_timelines_and_the_like_are_exact_in_japanese() {
    for (name, command) in ANSWERS {
        exact(name, "80", command);
    }
}

#[test]
fn a_page_is_exact_in_japanese() {
    let ran = said("80", "dividend --holder tests/pages/ads-late.json --as-of 2026-11-29 --format html");
    assert!(ran.stdout.starts_with("<!DOCTYPE html><html lang=\"ja\">"));
    golden(&path("fixtures/golden/ja/page.html"), &in_lines(&ran.stdout));
}

/// Japanese letters take two columns, and are not laid over the edge of a page for that.
#[test]
fn first_screens_in_japanese_keep_to_their_lines_and_columns() {
    for file in json_files("fixtures/holders") {
        let command = format!("dividend --holder {}", file.display());
        for (columns, most) in [("40", 40), ("80", 80), ("200", 100)] {
            let screen = said(columns, &command).stdout;
            for line in screen.lines() {
                assert!(display_width(line) <= most, "{command} at {columns}: {line}");
            }
            if columns == "80" {
                assert!(screen.lines().count() <= iijtax::render::screen::MOST_LINES, "{command}:\n{screen}");
            }
        }
    }
}
