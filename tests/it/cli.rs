//! The wiring: exit codes, streams, flags over files, pipes and colours.

use std::process::Command;

use serde_json::Value;

use crate::support::{path, run, run_in};

const ADS: &str = "fixtures/holders/us-individual-ads.json";

fn json(args: &[&str]) -> Value {
    let ran = run(&[args, &["--format", "json"]].concat());
    serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {}{}", ran.stdout, ran.stderr))
}

#[test]
fn exit_codes_follow_the_status() {
    let code = |stem: &str| run(&["dividend", "--holder", &format!("fixtures/holders/{stem}.json")]).code;
    assert_eq!(code("us-individual-ads"), 0);
    assert_eq!(code("us-corporation-unknown"), 4);
    assert_eq!(code("ntt"), 5);
    assert_eq!(code("de-individual"), 5);
    assert_eq!(run(&["compare", "--holder", "fixtures/holders/us-corporation-unknown.json"]).code, 4);
    assert_eq!(run(&["dividend"]).code, 2);
    assert_eq!(run(&["dividend", "--holder", ADS, "--law", "moon"]).code, 2);
    assert_eq!(run(&["--version"]).code, 0);
}

#[test]
fn standard_input_is_a_holder() {
    let profile = br#"{"kind":"individual","residence":"KE","shares":10,"dividend":{"per_share_jpy":100.5}}"#;
    let ran = run_in(".", &["dividend", "--holder", "-", "--format", "json"], profile);
    let answer: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((ran.code, &answer["japan"]["tax_jpy"]), (0, &Value::from(201)));
    assert_eq!(answer["id"], Value::Null);
}

#[test]
fn a_file_overrides_the_profile_and_a_flag_overrides_both() {
    let holder = ["dividend", "--holder", "fixtures/holders/us-pension-fund.json"];
    let file = ["--dividend", "fixtures/dividends/2007-year-end.json"];
    let with = |more: &[&str]| json(&[&holder, more].concat());
    assert_eq!(with(&[])["dividend"]["ex_date"], Value::Null);
    assert_eq!(with(&file)["dividend"]["ex_date"], "2007-03-27");
    let flagged = with(&[&file[..], &["--ex-date", "2007-03-26", "--per-share-jpy", "3.5"]].concat());
    assert_eq!(flagged["dividend"]["ex_date"], "2007-03-26");
    assert_eq!(flagged["japan"]["gross_jpy"], 8750);
    // A gross amount for a per-share one of a less specific place, not both.
    assert_eq!(with(&[&file[..], &["--gross-jpy", "999"]].concat())["japan"]["gross_jpy"], 999);
    assert_eq!(
        with(&["--payment-date", "2004-06-30", "--entitlement-date", "2004-03-31"])["japan"]["rate_percent"],
        15
    );
}

#[test]
fn daily_rates_come_from_a_file() {
    let args = ["dividend", "--holder", "fixtures/holders/us-individual-2004.json", "--fx", "fixtures/fx/dexjpus.csv"];
    let on = |day: &str| run(&[&args[..], &["--payment-date", day, "--format", "json"]].concat());
    let answer: Value = serde_json::from_str(&on("2007-06-29").stdout).unwrap();
    assert_eq!(answer["us"]["jpy_per_usd"].to_string(), "123.39");
    let holiday = on("2007-07-04");
    assert_eq!(holiday.code, 3);
    assert!(holiday.stderr.contains("no rate for 2007-07-04"), "{}", holiday.stderr);
    // A flag is more specific than the file.
    let flagged = run(&[&args[..], &["--jpy-per-usd", "100", "--format", "json"]].concat());
    let answer: Value = serde_json::from_str(&flagged.stdout).unwrap();
    assert_eq!(answer["us"]["dividend_usd"].to_string(), "110.99");
}

#[test]
fn colours_stand_only_where_they_are_wanted() {
    assert!(!run(&["dividend", "--holder", ADS]).stdout.contains('\u{1b}'));
    assert!(run(&["dividend", "--holder", ADS, "--color", "always"]).stdout.contains("\u{1b}["));
    assert!(!run(&["dividend", "--holder", ADS, "--color", "never"]).stdout.contains('\u{1b}'));
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for columns in [44_usize, 60, 100] {
        let output = Command::new(env!("CARGO_BIN_EXE_iijtax"))
            .args(["dividend", "--holder", ADS, "--explain=all"])
            .current_dir(path("."))
            .env("COLUMNS", columns.to_string())
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let long = text.lines().filter(|line| line.chars().count() > columns && line.split_whitespace().count() > 1);
        // A rule's id is never broken.
        let long: Vec<_> = long.filter(|line| line.split_whitespace().all(|word| word.len() < columns / 2)).collect();
        assert!(long.is_empty(), "{columns}: {long:#?}");
    }
}

#[test]
fn two_regimes_can_be_chosen() {
    let two = json(&["compare", "--holder", ADS, "--left", "us-prior-treaty-1971", "--right", "us-treaty-2003"]);
    assert_eq!(two["regimes"].as_array().unwrap().len(), 2);
    assert_eq!((&two["difference"]["points"], &two["difference"]["tax_jpy"]), (&Value::from(-5), &Value::from(-30000)));
    let unknown = run(&["compare", "--holder", ADS, "--left", "named-treaty", "--right", "us-treaty-2003"]);
    assert_eq!(unknown.code, 2);
    let expected = "error: --left: got \"named-treaty\", wanted a regime for a resident of the United States: \
                    no-treaty, us-prior-treaty-1971, us-treaty-2003\n";
    assert_eq!(unknown.stderr, expected);
}

#[test]
fn rules_are_shown_by_id_and_a_misspelt_one_is_suggested() {
    let rule = json(&["rules", "show", "form-20f.us-2003.general"]);
    assert_eq!(rule[0]["effect"], "withhold at most 10%");
    let ran = run(&["rules", "show", "form-20f.us-2003.genral"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("did you mean form-20f.us-2003.general"), "{}", ran.stderr);
    assert_eq!(run(&["rules", "--law", "moon"]).code, 2);
    assert!(run(&["rules", "--law", "form-20f", "--format", "markdown"]).stdout.starts_with("| rule |"));
    assert_eq!(json(&["rules", "--source"])[0]["label"], "MC-1.1");
    assert!(run(&["rules", "--source", "--format", "csv"]).stdout.starts_with("label,about,rules,"));
    assert!(run(&["rules", "--source", "--format", "markdown"]).stdout.starts_with("| label |"));
}

#[test]
fn completions_and_the_manual_page_are_printed() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = run(&["completions", shell]);
        assert_eq!(script.code, 0, "{shell}");
        assert!(script.stdout.contains("dividend"), "{shell}");
    }
    let man = run(&["man"]).stdout;
    assert!(man.contains(".TH iijtax 1") && man.contains("withheld\\-jpy"), "{man}");
}

#[test]
fn the_command_line_is_well_formed() {
    use clap::CommandFactory;
    iijtax::cli::Cli::command().debug_assert();
}

/// A rule is found by the end of its id, by a citation as a whole, and by words; else what is near is said.
#[test]
fn rules_are_found_by_what_people_know_of_them() {
    let ids = |what: &[&str]| -> Vec<String> {
        let found = json(&[&["rules", "show"], what].concat());
        found.as_array().unwrap().iter().map(|rule| rule["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids(&["us-2013.general"]), ["statute.us-2013.general"]);
    assert_eq!(ids(&["JT-7.1"]), ["form-20f.scope.other-holders", "form-20f.us-2003.general"]);
    assert_eq!(ids(&["jt-7.1"]), ids(&["JT-7.1"]));
    let of_funds = ids(&["pension", "FUND"]);
    assert!(of_funds.contains(&"form-20f.us-2003.pension-fund".to_owned()) && of_funds.len() > 3, "{of_funds:?}");
    let near = run(&["rules", "show", "us-2013.genral"]);
    assert_eq!((near.code, near.stdout.as_str()), (2, ""));
    assert!(near.stderr.contains("did you mean statute.us-2013.general, "), "{}", near.stderr);
    assert!(near.stderr.matches(".general").count() >= 2, "{}", near.stderr);
    let law = run(&["rules", "--law", "20-f"]);
    assert_eq!(law.code, 2);
    assert!(
        law.stderr.starts_with("error: --law: got \"20-f\", wanted one of") && law.stderr.contains("mean form-20f?")
    );
}

#[test]
fn shells_complete_countries_kinds_rules_facts_and_examples() {
    for shell in ["bash", "zsh", "fish"] {
        let script = run(&["completions", shell]).stdout;
        // The completions of fish have no arguments without a flag.
        let names: &[&str] = if shell == "fish" { &[] } else { &["statute.us-2013.general", "us-individual-credit"] };
        for word in ["us-filing-status", "pension_fund", "statute"].iter().chain(names) {
            assert!(script.contains(word), "{shell}: {word}");
        }
        // Residences, of which some country stands beside its neighbours.
        let codes = ["NL", "NO", "NP"].iter().all(|code| script.contains(code));
        assert!(codes, "{shell}");
    }
}

#[test]
fn a_manual_page_is_written_for_each_command() {
    let dir = crate::support::temporary("man");
    let ran = run(&["man", "--dir", dir.to_str().unwrap()]);
    assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (0, "", ""));
    let mut pages: Vec<_> =
        std::fs::read_dir(&dir).unwrap().map(|page| page.unwrap().file_name().into_string().unwrap()).collect();
    pages.sort_unstable();
    for name in ["iijtax.1", "iijtax-ask.1", "iijtax-pfic-status.1", "iijtax-rules-show.1", "iijtax-year.1"] {
        assert!(pages.iter().any(|page| page == name), "{pages:?}");
    }
    for name in pages.iter().filter(|name| *name != "iijtax.1") {
        let page = std::fs::read_to_string(dir.join(name)).unwrap();
        let title = name.trim_end_matches(".1").replace('-', "\\-");
        assert!(
            page.contains(&format!(".SH SYNOPSIS\n\\fB{}\\fR", title.replace("\\-", " "))) || page.contains(&title),
            "{name}: {page}"
        );
    }
    // Below a file there is no folder.
    let no = run(&["man", "--dir", dir.join("iijtax.1/x").to_str().unwrap()]);
    assert_eq!((no.code, no.stdout.as_str()), (1, ""));
    assert!(no.stderr.starts_with("error: --dir: "), "{}", no.stderr);
}

/// The README leads to the topics, and the program prints them from the same files.
#[test]
fn every_topic_of_the_reference_is_listed_and_printed() {
    let list = run(&["help"]).stdout;
    let mut topics = 0;
    for entry in std::fs::read_dir(path("src/help")).unwrap() {
        let file = entry.unwrap().path();
        let name = file.file_stem().unwrap().to_str().unwrap();
        assert!(list.contains(&format!("\n  {name} ")), "{name} is not listed:\n{list}");
        let text = std::fs::read_to_string(&file).unwrap();
        let printed = run(&["help", name, "--no-pager"]);
        assert_eq!(printed.code, 0, "{name}");
        // Nothing of it is left out but marks of headings and fences; prose is broken into lines.
        let words = |text: &str| -> Vec<String> {
            let kept = text.lines().filter(|line| !line.starts_with("```"));
            kept.flat_map(|line| line.trim_start_matches(['#', ' ']).split_whitespace().map(str::to_owned)).collect()
        };
        assert_eq!(words(&printed.stdout), words(&text), "{name}");
        topics += 1;
    }
    assert!(topics >= 3);
    let unknown = run(&["help", "taxes"]);
    assert_eq!((unknown.code, unknown.stdout.as_str()), (2, ""));
    assert!(unknown.stderr.contains("form-20f, jq, pfics, sales, spark"), "{}", unknown.stderr);
    assert!(run(&["help", "pfic", "compare"]).stdout.contains("Usage: iijtax pfic compare"));
}
