//! Lines of forms: the sums of the instructions, and what is empty says why.

use iijtax::law::forms::{FORM_LINES, form_line};
use serde_json::{Value, json};

use crate::support::{run, temporary};

fn lines(args: &[&str]) -> Vec<Value> {
    let ran = run(&[args, &["--forms", "--format", "json"]].concat());
    assert_eq!(ran.stderr, "", "{args:?}");
    let forms: Value = serde_json::from_str(&ran.stdout).unwrap();
    forms["lines"].as_array().unwrap().clone()
}

fn line<'l>(lines: &'l [Value], form: &str, line: &str) -> &'l Value {
    lines.iter().find(|it| it["form"] == form && it["line"] == line).unwrap_or_else(|| panic!("{form} {line}"))
}

const H2: [&str; 5] = ["year", "--holder", "fixtures/year/forms.json", "--tax-year", "2024"];

/// A single person of 2024 with 90,000 dollars of taxable income, 25,000 of it from Japan and 25,000 at home at reduced
/// rates, and the standard deduction, worked out by hand along the lines of the form.
#[test]
fn whole_dollars_are_those_of_the_form() {
    let lines = lines(&[&H2[..], &["--whole-dollars"]].concat());
    for (at, amount) in [
        ("1a", 8711),
        ("3c", 14600),
        ("3d", 25000),
        ("3e", 104600),
        ("3g", 3489),
        ("6", 3489),
        ("7", 5222),
        ("8", 2500),
        ("9", 2500),
        ("14", 2500),
        ("17", 5222),
        ("18", 57422),
        ("20", 11014),
        ("21", 1001),
        ("24", 1001),
        ("35", 1001),
    ] {
        assert_eq!(line(&lines, "Form 1116", at)["amount_usd"], json!(amount), "line {at}");
    }
    for (at, ratio) in [("3f", "0.2390"), ("19", "0.0909")] {
        assert_eq!(line(&lines, "Form 1116", at)["value"], json!(ratio), "line {at}");
    }
    for (at, amount) in [("8", 42975), ("9", 25553), ("10", 7025), ("11", 32578), ("12", 57422)] {
        assert_eq!(line(&lines, "Form 1116, worksheet for line 18", at)["amount_usd"], json!(amount), "line {at}");
    }
    // What no fact states is nothing for the sums, and says so.
    for at in ["5", "12", "22", "34"] {
        let filled = line(&lines, "Form 1116", at);
        let remark = filled["remark"].as_str().unwrap_or_default();
        assert!(filled["amount_usd"] == json!(0) && remark.starts_with("taken as nothing: no fact states"), "{filled}");
    }
    // 1,001.57 of the exact calculation.
    assert_eq!(line(&lines, "Form 1116", "24")["rounding_left_usd"], json!(0.57));
    assert_eq!(line(&lines, "Schedule 3", "1")["amount_usd"], json!(1001));
}

#[test]
fn in_cents_the_lines_are_the_answer() {
    let lines = lines(&H2);
    for (form, at, amount) in [
        ("Form 1116", "24", 1001.57),
        ("Form 1116", "1a", 8711.15),
        ("Form 1116", "3g", 3489.48),
        ("Form 1116", "7", 5221.66),
        ("Form 1116", "18", 57422.3),
        ("Schedule B (Form 1116)", "6", 1498.43),
        ("Form 1040", "3b", 25000.0),
    ] {
        assert_eq!(line(&lines, form, at)["amount_usd"].as_f64(), Some(amount), "{form}, line {at}");
    }
}

#[test]
fn what_is_empty_says_why() {
    let args = [
        "year",
        "--holder",
        "fixtures/year/holder.json",
        "--tax-year",
        "2025",
        "--payments",
        "fixtures/year/2025.ndjson",
    ];
    let lines = lines(&args);
    assert!(lines.len() > 60, "{}", lines.len());
    for it in &lines {
        let is_empty = it["amount_usd"].is_null() && it["value"].is_null();
        assert!(!is_empty || it["remark"].as_str().is_some_and(|remark| remark.len() > 9), "{it}");
    }
    // 300 shares of 2019 and 50 of 2025, sold for 20 dollars each in August 2025.
    let of =
        |at: &str| -> Vec<&Value> { lines.iter().filter(|it| it["form"] == "Form 8949" && it["line"] == at).collect() };
    let amounts = |at: &str| of(at).iter().map(|it| it["amount_usd"].clone()).collect::<Vec<_>>();
    assert_eq!(amounts("(d)"), [json!(6000), json!(1000)]);
    assert_eq!(amounts("(e)"), [json!(2400), json!(950)]);
    assert_eq!(amounts("(h)"), [json!(3600), json!(50)]);
    assert_eq!(of("part").iter().map(|it| it["value"].clone()).collect::<Vec<_>>(), [json!("II"), json!("I")]);
    assert_eq!(line(&lines, "Schedule D", "16")["amount_usd"], json!(3650));
    // 190,000 of income is below the threshold of 200,000.
    assert_eq!(line(&lines, "Form 8960", "17")["amount_usd"], json!(0));
}

#[test]
fn gains_and_pfics_have_their_lines() {
    let gain = lines(&["gain", "--holder", "fixtures/sales/us-individual-first-in-first-out.json"]);
    let amounts: Vec<_> = gain.iter().filter(|it| it["line"] == "(h)").map(|it| it["amount_usd"].clone()).collect();
    assert_eq!(amounts, [json!(127006.46), json!(20440.79)]);
    let files = crate::support::json_files("fixtures/holdings");
    let excess: usize = files
        .iter()
        .map(|file| {
            let ran = run(&["pfic", "excess", "--holding", file.to_str().unwrap(), "--forms", "--format", "json"]);
            let forms: Value = serde_json::from_str(&ran.stdout).unwrap_or_default();
            forms["lines"]
                .as_array()
                .map_or(0, |lines| lines.iter().filter(|it| it["line"] == "16a" || it["line"] == "11a").count())
        })
        .sum();
    assert!(excess > 5, "{excess}");
    // By the revision of 2011 the statement is of line 11a, and every amount has its rule.
    let of_2012 = lines(&["pfic", "excess", "--holding", "fixtures/holdings/yen-test.json", "--year", "2012"]);
    let numbers: Vec<_> = of_2012.iter().filter_map(|it| it["line"].as_str()).collect();
    assert!(["11a", "11b", "11c", "11d", "11e", "11f"].iter().all(|wanted| numbers.contains(wanted)), "{numbers:?}");
    for it in &of_2012 {
        assert_eq!(it["edition"], "Rev. 12-2011, tax year 2012");
        assert!(it["rule"].as_str().is_some_and(|rule| rule.starts_with("statute.")), "{it}");
        assert_eq!(it["evidence"], "secondary");
    }
    let statement: Vec<_> = of_2012.iter().filter(|it| it["line"] == "11a").collect();
    let sum: f64 = statement.iter().filter_map(|it| it["amount_usd"].as_f64()).sum();
    assert_eq!((statement.len(), (sum * 100.0).round()), (5, 39634.0));
    // A year without an event has Part I alone, where the form has one.
    let held = temporary("held.json");
    let text = r#"{"kind":"individual","pfic_from":"2015-01-01","joint":false,"lots":[{"shares":1000,"acquired":"2018-06-25","cost_usd":100000}],"prices":[{"date":"2020-12-31","per_share_usd":90}]}"#;
    std::fs::write(&held, text).unwrap();
    let part_one = lines(&["pfic", "excess", "--holding", held.to_str().unwrap(), "--year", "2020"]);
    let written = |line: &str| {
        let found = part_one.iter().find(|it| it["line"] == line).unwrap_or_else(|| panic!("{line}"));
        (found["value"].clone(), found["amount_usd"].clone())
    };
    assert_eq!(part_one.len(), 5);
    assert_eq!(written("1"), (json!("common"), Value::Null));
    assert_eq!(written("3"), (json!("1000"), Value::Null));
    assert_eq!(written("4").1.as_f64(), Some(90_000.0));
    assert_eq!((written("5").0, written("5").1.as_f64()), (json!("section 1291"), Some(0.0)));
    let compared = run(&["pfic", "compare", "--holding", files[0].to_str().unwrap(), "--forms"]);
    assert_eq!(compared.code, 2);
}

#[test]
fn each_line_is_in_the_table_once() {
    for it in FORM_LINES {
        assert!(std::ptr::eq(form_line(it.form, it.line), it), "{} {}", it.form, it.line);
    }
}

/// A line that the table lacks would end the program: each that the code names is there.
#[test]
fn every_line_that_is_filled_is_in_the_table() {
    let mut named = 0;
    for file in ["src/forms/credit.rs", "src/forms/gains.rs", "src/forms/year.rs"] {
        let code = std::fs::read_to_string(file).unwrap();
        for call in [".usd(", ".maybe(", ".empty(", ".add(", ".text(", ".taken_as_nothing("] {
            for after in code.split(call).skip(1) {
                // Other arguments are loops over lines, or the values of text.
                let Some((line, _)) = after.trim_start().strip_prefix('"').and_then(|rest| rest.split_once('"')) else {
                    continue;
                };
                assert!(FORM_LINES.iter().any(|it| it.line == line), "{file}: {call}\"{line}\"");
                named += 1;
            }
        }
    }
    assert!(named > 60, "{named}");
}

/// What is filled in says where the form or its instructions say what belongs there: on that form, by its own line where
/// the place names one.
#[test]
fn every_line_that_is_filled_in_cites_its_place() {
    let filled = lines(&H2);
    assert!(filled.len() > 10);
    for it in filled {
        let (form, line, cite) =
            (it["form"].as_str().unwrap(), it["line"].as_str().unwrap(), it["cite"].as_str().unwrap());
        let known = FORM_LINES.iter().any(|of| of.form == form && of.cite == cite);
        assert!(known && !cite.is_empty(), "{form} {line}: {cite:?}");
    }
}
