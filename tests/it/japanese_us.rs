//! Exact answers in Japanese about sales, holdings, companies and years. `UPDATE_GOLDEN=1` rewrites them; read the diff.

use crate::support::{golden, path, run};

/// A golden: its name, and the command line that makes it.
const ANSWERS: &[(&str, &str)] = &[
    ("first-in-first-out.gain.txt", "gain --holder fixtures/sales/us-individual-first-in-first-out.json"),
    ("identified-loss.gain.txt", "gain --holder fixtures/sales/us-individual-identified-loss.json"),
    ("identified-loss.gain.all.txt", "gain --holder fixtures/sales/us-individual-identified-loss.json --all"),
    ("us-individual-ads.excess.txt", "pfic excess --holding fixtures/holdings/us-individual-ads.json"),
    ("us-individual-ads.mtm.all.txt", "pfic mtm --holding fixtures/holdings/us-individual-ads.json --all"),
    ("us-individual-ads.compare.txt", "pfic compare --holding fixtures/holdings/us-individual-ads.json"),
    ("us-individual-ads.compare.all.txt", "pfic compare --holding fixtures/holdings/us-individual-ads.json --all"),
    ("sold-at-a-gain.excess.txt", "pfic excess --holding fixtures/holdings/sold-at-a-gain.json"),
    ("sold-at-a-gain.excess.all.txt", "pfic excess --holding fixtures/holdings/sold-at-a-gain.json --all"),
    ("three-years.pfic-status.txt", "pfic status --company fixtures/companies/three-years.json"),
    ("three-years.pfic-status.all.txt", "pfic status --company fixtures/companies/three-years.json --all"),
    ("2025.year.txt", YEAR),
];

const YEAR: &str = "year --holder fixtures/year/holder.json --tax-year 2025 --payments fixtures/year/2025.ndjson \
                    --carryover 2014=4 --carryover 2015=3.50";

fn said(command: &str) -> String {
    let args: Vec<_> = command.split(' ').filter(|word| !word.is_empty()).chain(["--lang", "ja"]).collect();
    let ran = run(&args);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{command}");
    ran.stdout
}

#[test]
fn answers_of_the_united_states_are_exact_in_japanese() {
    for (name, command) in ANSWERS {
        golden(&path("fixtures/golden/ja").join(name), &said(command));
    }
}

#[test]
fn a_year_in_japanese_is_exact_up_to_what_the_rules_say() {
    let all = said(&format!("{YEAR} --all"));
    // What is to do and to know is said by the rules of each payment.
    let shown = &all[..all.find("\n必要な手続\n").expect("something is to be done")];
    golden(&path("fixtures/golden/ja/2025.year.all.txt"), shown);
}
