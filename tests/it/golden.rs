//! Exact answers to the example holders, as text and as JSON. `UPDATE_GOLDEN=1` rewrites them; read the diff.

use crate::support::{Ran, golden, json_files, path, run, run_in};

fn answer(command: &str, stem: &str, more: &[&str]) -> Ran {
    let holder = format!("fixtures/holders/{stem}.json");
    run(&[&[command, "--holder", &holder], more].concat())
}

#[test]
fn every_example_holder_has_its_exact_answers() {
    for file in json_files("fixtures/holders") {
        let stem = file.file_stem().unwrap().to_str().unwrap();
        let to = |kind: &str| path("fixtures/golden").join(format!("{stem}.{kind}"));
        let text = answer("dividend", stem, &["--explain=all"]);
        assert_eq!(text.stderr, "", "{stem}");
        golden(&to("dividend.txt"), &text.stdout);
        golden(&to("dividend.json"), &answer("dividend", stem, &["--format", "json"]).stdout);
        golden(&to("compare.txt"), &answer("compare", stem, &["--all"]).stdout);
    }
}

#[test]
fn the_flat_row_and_the_comparison_have_their_exact_forms() {
    let holder = "us-individual-ads";
    golden(&path("fixtures/golden/row.csv"), &answer("dividend", holder, &["--format", "csv"]).stdout);
    golden(&path("fixtures/golden/compare.csv"), &answer("compare", holder, &["--format", "csv"]).stdout);
    golden(&path("fixtures/golden/compare.json"), &answer("compare", holder, &["--format", "json"]).stdout);
}

#[test]
fn the_rulebook_is_printed_exactly() {
    golden(&path("fixtures/golden/rules.txt"), &run(&["rules"]).stdout);
    golden(&path("fixtures/golden/rules.csv"), &run(&["rules", "--format", "csv"]).stdout);
    golden(&path("fixtures/golden/coverage.txt"), &run(&["rules", "--coverage"]).stdout);
    golden(&path("fixtures/golden/coverage.csv"), &run(&["rules", "--coverage", "--format", "csv"]).stdout);
    golden(&path("fixtures/golden/source.txt"), &run(&["rules", "--source"]).stdout);
    golden(
        &path("fixtures/golden/rule.txt"),
        &run(&["rules", "show", "form-20f.us-2003.controlling-corporation"]).stdout,
    );
}

#[test]
fn help_is_printed_exactly() {
    golden(&path("fixtures/golden/help.txt"), &run_in(".", &["--help"], b"").stdout);
    golden(&path("fixtures/golden/help-dividend.txt"), &run(&["dividend", "--help"]).stdout);
    golden(&path("fixtures/golden/help-gain.txt"), &run(&["gain", "--help"]).stdout);
    golden(&path("fixtures/golden/help-pfic-status.txt"), &run(&["pfic", "status", "--help"]).stdout);
}
