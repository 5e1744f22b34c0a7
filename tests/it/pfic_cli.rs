//! `iijtax pfic` as it is typed: exact messages of bad input, pages at two widths, wiring of flags, exit codes.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;

use crate::support::{path, temporary};

const HOLDINGS: &str = "fixtures/holdings";

/// Runs the program in the package's folder, on a page of `columns`.
fn pfic(args: &[&str], columns: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_iijtax"));
    command.arg("pfic").args(args).env("COLUMNS", columns).env("NO_COLOR", "1").current_dir(path("."));
    command.output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Compares with the golden file, or writes it when `UPDATE_GOLDEN` is set.
#[track_caller]
fn golden(file: &str, got: &str) {
    let file = path(HOLDINGS).join(file);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&file, got).unwrap();
    }
    let expected = fs::read_to_string(&file).unwrap_or_default();
    assert!(expected == got, "{} differs; UPDATE_GOLDEN=1 rewrites it\n--- got\n{got}", file.display());
}

fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let files = fs::read_dir(path(HOLDINGS).join(folder)).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files.filter(|file| file.extension().is_some_and(|is| is == extension)).collect();
    files.sort();
    files
}

fn holding(name: &str) -> String {
    format!("{HOLDINGS}/{name}.json")
}

#[test]
fn bad_input_says_where_and_what_to_do() {
    let cases = files("invalid", "json");
    assert!(cases.len() >= 18);
    for case in cases {
        let name = case.file_stem().unwrap().to_str().unwrap();
        let output = pfic(&["excess", "--holding", &holding(&format!("invalid/{name}"))], "80");
        assert_eq!(output.status.code(), Some(3), "{name}");
        assert!(output.stdout.is_empty(), "{name}");
        golden(&format!("invalid/{name}.txt"), &text(&output.stderr));
    }
}

#[test]
fn pages_are_readable_on_two_widths() {
    let cases = [
        ("excess", "yen-test", "2012"),
        ("excess", "us-individual-ads", "2006"),
        ("mtm", "us-individual-ads", "2006"),
        ("mtm", "us-individual-ads", "2008"),
        ("compare", "us-individual-ads", ""),
    ];
    for (command, name, year) in cases {
        for columns in ["80", "44"] {
            let file = holding(name);
            let mut args = vec![command, "--holding", &file, "--all"];
            if !year.is_empty() {
                args.extend(["--year", year]);
            }
            let output = pfic(&args, columns);
            assert_eq!(output.status.code(), Some(0), "{command} {name}");
            let page = text(&output.stdout);
            let widest = page.lines().map(|line| line.chars().count()).max().unwrap();
            assert!(widest <= columns.parse().unwrap(), "{command} {name}: {widest} columns");
            golden(&format!("golden/{command}-{name}-{year}-{columns}.txt"), &page);
        }
    }
}

#[test]
fn every_example_answers_in_every_format_and_explains_itself() {
    for file in files("", "json") {
        let name = file.file_stem().unwrap().to_str().unwrap();
        // Interest on a sale of 2026 runs into a quarter whose rate is not known.
        let code = if name == "sold-in-2026" { 5 } else { 0 };
        for format in ["text", "json", "csv"] {
            let output = pfic(&["excess", "--holding", &holding(name), "--format", format, "--explain"], "80");
            assert_eq!(output.status.code(), Some(code), "{name}: {}", text(&output.stderr));
            assert!(!output.stdout.is_empty());
        }
    }
    let output = pfic(&["excess", "--holding", &holding("yen-test"), "--explain"], "80");
    let page = text(&output.stdout);
    for rule in ["statute.pfic.own-currency", "statute.pfic.highest-rate", "statute.pfic.compounding"] {
        assert!(page.contains(rule), "{rule}");
    }
}

#[test]
fn interest_beyond_the_table_is_calculated_to_its_end_and_open_from_there() {
    let file = holding("sold-in-2026");
    let output = pfic(&["excess", "--holding", &file, "--format", "json"], "80");
    assert_eq!(output.status.code(), Some(5), "{}", text(&output.stderr));
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["status"], "not_encoded");
    assert_eq!(answer["interest_known_until"], "2026-12-31");
    // As below, through 2026-12-31. On 135.42 from 2025-04-15, 7% for 350 days, 6% for 91, 7% for 184: 16.86; on 135.05
    // from 2026-04-15, 6% for 76 days, 7% for 184: 6.61.
    let totals = &answer["years"][0]["totals"];
    assert_eq!((totals["tax_usd"].to_string(), totals["interest_usd"].to_string()), ("270.47".into(), "23.47".into()));
    let notes = answer["notes"].as_array().unwrap();
    assert!(notes.iter().any(|note| note["code"] == "open-interest"), "{notes:?}");
    let compared = pfic(&["excess", "--holding", &file], "80");
    assert!(text(&compared.stdout).contains("Interest is known to 2026-12-31; from then to 2027-04-15 it is open"));
    let rates = format!("{HOLDINGS}/interest-rates-2027.csv");
    let output = pfic(&["excess", "--holding", &file, "--interest-rates", &rates, "--format", "json"], "80");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    // 1,096 days; 366 of 2024 at 37% are 135.42, due 2025-04-15; 365 of 2025 are 135.05, due 2026-04-15.
    // 7% to 2026-03-31, 6% to 2026-06-30, 7% to 2027-03-31 and 6% to 2027-04-15, day by day:
    // 19.90 and 9.43.
    let totals = &answer["years"][0]["totals"];
    assert_eq!(totals["tax_usd"].to_string(), "270.47");
    assert_eq!(totals["interest_usd"].to_string(), "29.33");
    let tables = answer["tables"].as_array().unwrap();
    assert!(tables.iter().any(|row| row["rule"] == "statute.pfic.given-rates"));
}

/// Runs a command on a holding of ten shares that the company has been a PFIC for all along, with rates of interest
/// far beyond the table, and returns its answer.
fn in_years_to_come(command: &str, facts: Value) -> Value {
    let mut holding = serde_json::json!({ "kind": "individual", "pfic_from": "2000-04-01" });
    holding.as_object_mut().unwrap().extend(facts.as_object().unwrap().clone());
    let (file, rates) = (temporary("holding.json"), temporary("rates.csv"));
    fs::write(&file, holding.to_string()).unwrap();
    fs::write(&rates, "2027-01-01,2030-06-30,7\n").unwrap();
    let args = [command, "--holding", file.to_str().unwrap(), "--interest-rates", rates.to_str().unwrap()];
    let output = pfic(&[&args[..], &["--format", "json"]].concat(), "80");
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""), "{holding}");
    serde_json::from_str(&text(&output.stdout)).unwrap()
}

#[test]
fn the_highest_rate_is_known_for_the_years_to_come() {
    // Held from 2028-01-01 through 2029-12-31, 366 and 365 days: of the gain of 1,096 dollars 401,136/731 belongs to 2028,
    // and 37% of that is 203.037 dollars.
    let lots = serde_json::json!([{ "shares": 10, "acquired": "2027-12-31", "cost_usd": 1000 }]);
    let sales = serde_json::json!([{ "date": "2029-12-31", "shares": 10, "proceeds_usd": 2096 }]);
    let mut facts = serde_json::json!({ "lots": lots, "sales": sales });
    assert_eq!(in_years_to_come("excess", facts.clone())["totals"]["tax_usd"].to_string(), "203.04");
    facts["mark_to_market"] = serde_json::json!({ "first_year": 2029 });
    in_years_to_come("compare", facts.clone());
    // A corporation's is 21% of the same: 115.237 dollars.
    facts["kind"] = serde_json::json!("corporation");
    assert_eq!(in_years_to_come("excess", facts)["totals"]["tax_usd"].to_string(), "115.24");
}

#[test]
fn a_file_of_rates_must_agree_with_the_table_and_continue_it() {
    let folder = std::env::temp_dir().join(format!("iijtax-rates-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let cases = [
        ("2026-10-01,2026-12-31,8\n", "1:1: got 2026-10-01,2026-12-31,8, wanted 7% for 2026-10-01 to 2026-12-31"),
        ("2027-02-01,2027-03-31,7\n", "1:1: got 2027-02-01,2027-03-31,7, wanted a row that begins on 2027-01-01"),
        ("start,end,rate_percent\n2027-01-01,x,7\n", "2:1: got 2027-01-01,x,7, wanted start,end,rate_percent"),
        // In 74 years of 7% interest grows by more than its bound.
        ("2027-01-01,2100-12-31,7\n", "1:1: got 2027-01-01,2100-12-31,7, wanted rows whose years times their rates"),
        ("2027-01-01,2030-12-31,100\n2031-01-01,2999-12-31,8\n", "2:1: got 2031-01-01,2999-12-31,8, wanted rows whose"),
    ];
    for (rows, message) in cases {
        let file = folder.join("rates.csv");
        fs::write(&file, rows).unwrap();
        let args = ["excess", "--holding", &holding("sold-in-2026"), "--interest-rates", file.to_str().unwrap()];
        let output = pfic(&args, "80");
        assert_eq!(output.status.code(), Some(3), "{rows}");
        assert!(text(&output.stderr).contains(message), "{}", text(&output.stderr));
    }
    // 71 years are 497%.
    let file = folder.join("rates.csv");
    fs::write(&file, "2027-01-01,2097-12-31,7\n").unwrap();
    let args = ["excess", "--holding", &holding("sold-in-2026"), "--interest-rates", file.to_str().unwrap()];
    assert_eq!(pfic(&args, "80").status.code(), Some(0));
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn marking_needs_an_election_and_its_prices() {
    let output = pfic(&["mtm", "--holding", &holding("yen-test")], "80");
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(
        text(&output.stderr),
        "error: fixtures/holdings/yen-test.json:1:1: mark_to_market: got nothing, wanted the election's first tax year, \
         such as {\"first_year\": 2009}\n"
    );
    let folder = std::env::temp_dir().join(format!("iijtax-prices-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("holding.json");
    let profile = fs::read_to_string(path(&holding("us-individual-ads"))).unwrap().replace("2007-12-31", "2005-12-31");
    fs::write(&file, profile).unwrap();
    let output = pfic(&["compare", "--holding", file.to_str().unwrap()], "80");
    assert_eq!(output.status.code(), Some(3));
    assert!(text(&output.stderr).contains("prices: got no price for 2007-12-31"), "{}", text(&output.stderr));
    // The missing price is of a later year than the one asked for.
    let output = pfic(&["mtm", "--holding", file.to_str().unwrap(), "--year", "2006"], "80");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn the_law_follows_the_dates_and_the_flag() {
    let law = |name: &str, law: &str| {
        let output = pfic(&["excess", "--holding", &holding(name), "--law", law, "--format", "json"], "80");
        let answer: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
        (output.status.code(), answer["law"].as_str().unwrap_or_default().to_owned())
    };
    assert_eq!(law("us-individual-ads", "auto"), (Some(0), "form-20f".to_owned()));
    assert_eq!(law("us-individual-ads", "statute"), (Some(0), "statute".to_owned()));
    assert_eq!(law("yen-test", "auto"), (Some(0), "statute".to_owned()));
    assert_eq!(law("yen-test", "form-20f"), (Some(3), String::new()));
}

#[test]
fn a_file_of_daily_rates_serves_every_amount() {
    let folder = std::env::temp_dir().join(format!("iijtax-fx-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let (fx, file) = (folder.join("fx.csv"), folder.join("holding.json"));
    fs::write(&fx, "observation_date,DEXJPUS\n2008-12-05,92.7\n2009-12-04,89.5\n2010-12-03,82.8\n2011-12-05,77.9\n")
        .unwrap();
    let profile = fs::read_to_string(path(&holding("yen-test"))).unwrap();
    fs::write(&file, profile.split(",\n  \"jpy_per_usd\"").next().unwrap().to_owned() + "\n}\n").unwrap();
    let args = ["excess", "--holding", file.to_str().unwrap(), "--fx", fx.to_str().unwrap()];
    let output = pfic(&args, "80");
    assert_eq!(output.status.code(), Some(3));
    let message = text(&output.stderr);
    assert!(
        message.contains("distributions[4].jpy_per_usd: got no rate for 2012-12-05, wanted a rate of that day in ")
    );
    let rates = fs::read_to_string(&fx).unwrap();
    fs::write(&fx, rates + "2012-12-05,82\n").unwrap();
    let output = pfic(&args, "80");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let from_table = pfic(&["excess", "--holding", &holding("yen-test")], "80");
    assert_eq!(text(&output.stdout), text(&from_table.stdout));
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn schemas_of_holdings_and_answers_are_printed() {
    for (of, has) in [("holding", "mark_to_market"), ("pfic", "allocation"), ("pfic-comparison", "cheaper_by_usd")] {
        let output = Command::new(env!("CARGO_BIN_EXE_iijtax")).args(["schema", of]).output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        assert!(text(&output.stdout).contains(&format!("\"{has}\"")), "{of}");
    }
}
