//! Bad input: each file under `fixtures/invalid` with its exact message, exit code 3, and nothing on standard output.

use std::path::Path;

use crate::support::{golden, json_files, run_in};

#[test]
fn every_invalid_profile_is_refused_with_its_message() {
    for file in json_files("fixtures/invalid") {
        let name = file.file_name().unwrap().to_str().unwrap();
        let ran = run_in("fixtures/invalid", &["dividend", "--holder", name], b"");
        assert_eq!(ran.code, 3, "{name}: {}", ran.stderr);
        assert_eq!(ran.stdout, "", "{name}");
        golden(&file.with_extension("err"), &ran.stderr);
    }
}

#[test]
fn errors_are_json_when_json_is_asked_for() {
    let args = ["dividend", "--holder", "unknown-key.json", "--format", "json"];
    let ran = run_in("fixtures/invalid", &args, b"");
    assert_eq!((ran.code, ran.stdout.as_str()), (3, ""));
    let error: serde_json::Value = serde_json::from_str(&ran.stderr).unwrap();
    assert_eq!(error["schema"], "iijtax.error/1");
    let first = &error["errors"][0];
    assert_eq!((first["file"].as_str(), first["line"].as_u64()), (Some("unknown-key.json"), Some(4)));
    assert_eq!((first["column"].as_u64(), first["path"].as_str()), (Some(3), Some("ownership_percentage")));
    assert_eq!(first["hint"], "did you mean \"ownership_percent\"?");
    assert_eq!(error["errors"].as_array().unwrap().len(), 2);
}

#[test]
fn zeros_at_the_end_of_a_sum_of_shares_are_no_digits() {
    // A million shares, of lots that have six decimals each.
    let profile = serde_json::json!({
        "kind": "individual",
        "residence": "US",
        "lots": [
            { "shares": "0.000001", "acquired": "2005-12-05" },
            { "shares": "999999.999999", "acquired": "2006-02-20" },
        ],
        "dividend": { "per_share_jpy": "1234.567", "payment_date": "2007-06-28" },
    });
    let answer = crate::support::answer(&profile).unwrap();
    assert_eq!(crate::support::at(&answer, "japan.gross_jpy"), 1_234_567_000);
}

/// What a return of capital leaves of the costs of the lots is added up in cents.
#[test]
fn costs_of_lots_that_no_sum_can_hold_are_refused_where_capital_is_returned() {
    let profile = |lots: usize, earnings_and_profits: Option<&str>| {
        let lot = |at| serde_json::json!({ "id": format!("{at}"), "shares": "1", "acquired": "2010-01-04", "cost_usd": "999999999999.5" });
        serde_json::json!({
            "kind": "individual",
            "residence": "US",
            "lots": (0..lots).map(lot).collect::<Vec<_>>(),
            "dividend": {
                "gross_jpy": "99999999999999.99",
                "payment_date": "2025-06-30",
                "jpy_per_usd": "1",
                "earnings_and_profits_percent": earnings_and_profits,
            },
        })
    };
    let answer = crate::support::answer_under(&iijtax::law::statute::LAW, &profile(10, Some("50"))).unwrap();
    assert_eq!(crate::support::at(&answer, "us.return_of_capital.capital_gain_usd"), 40_000_000_000_005_i64);
    let refusal = crate::support::case(&profile(11, Some("50"))).unwrap_err();
    assert!(
        refusal.contains("lots: got a list, wanted costs that add up to less than 10000000000000 dollars"),
        "{refusal}"
    );
    assert!(crate::support::case(&profile(11, None)).is_ok());
}

#[test]
fn a_missing_file_and_a_folder_cannot_be_read() {
    let ran = run_in(".", &["dividend", "--holder", "nobody.json"], b"");
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert_eq!(ran.stderr, "error: nobody.json: got no such file, wanted a file that can be read\n");
    let ran = run_in(".", &["dividend", "--holder", "fixtures"], b"");
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert_eq!(ran.stderr, "error: fixtures: got a folder, wanted a file that can be read\n");
}

#[test]
fn a_hundred_megabytes_of_brackets_are_refused() {
    let ran = run_in(".", &["dividend", "--holder", "-"], &vec![b'['; 100 << 20]);
    assert_eq!((ran.code, ran.stdout.as_str()), (3, ""));
    assert_eq!(ran.stderr, "error: standard input: got a file that is too large, wanted at most 16 MiB\n");
    let ran = run_in(".", &["dividend", "--holder", "-"], &vec![b'['; 15 << 20]);
    assert_eq!((ran.code, ran.stdout.as_str()), (3, ""));
    let expected = "error: standard input:1:15728640: got text that is not JSON (EOF while parsing a list), \
                    wanted a JSON object\n";
    assert_eq!(ran.stderr, expected);
}

#[test]
fn every_prefix_of_a_profile_is_refused_or_read_without_panic() {
    let text = std::fs::read(crate::support::path("fixtures/holders/us-individual-ads.json")).unwrap();
    for length in 0..text.len() - 1 {
        let document = iijtax::input::Document::new("cut.json", text[..length].to_vec()).unwrap();
        let problems = document.parse().err();
        assert!(
            problems.is_some() || text[length..].trim_ascii().is_empty(),
            "the first {length} bytes are no profile"
        );
    }
}

#[test]
fn bad_flags_name_the_flag() {
    let holder = "fixtures/holders/us-pension-fund.json";
    let bad = ["--payment-date", "2007-6-28", "--gross-jpy", "1_000", "--jpy-per-usd", "0"];
    let ran = run_in(".", &[["dividend", "--holder", holder].as_slice(), &bad].concat(), b"");
    assert_eq!((ran.code, ran.stdout.as_str()), (3, ""));
    golden(&crate::support::path("fixtures/invalid/flags.err"), &ran.stderr);
}

#[test]
fn bad_tables_of_rates_name_the_line() {
    let bad = "observation_date,DEXJPUS\n2007-06-27,122.80\n2007-06-28,1e9\n28 June,123\n2007-06-27,122.81\n";
    let file = std::env::temp_dir().join(format!("iijtax-fx-{}.csv", std::process::id()));
    std::fs::write(&file, bad).unwrap();
    let name = file.to_str().unwrap();
    let args = ["dividend", "--holder", "fixtures/holders/us-pension-fund.json", "--fx", name];
    let ran = run_in(".", &args, b"");
    std::fs::remove_file(&file).unwrap();
    assert_eq!((ran.code, ran.stdout.as_str()), (3, ""));
    let stderr = ran.stderr.replace(name, "fx.csv");
    golden(Path::new(&crate::support::path("fixtures/invalid/fx.err")), &stderr);
}

#[test]
fn what_is_wrong_with_several_files_is_said_together() {
    let files = ["dividend", "--holder", "empty.json", "--dividend", "array.json", "--fx", "not-json.json"];
    let ran = run_in("fixtures/invalid", &files, b"");
    assert_eq!((ran.code, ran.stdout.as_str()), (3, ""));
    let expected = "error: not-json.json: got no row with a date and a rate, wanted rows such as 2007-06-28,123.17\n\
                    error: empty.json: got an empty document, wanted a JSON object\n";
    assert_eq!(ran.stderr, expected);
    let both = run_in(".", &["dividend", "--holder", "-", "--dividend", "-"], b"{}");
    assert_eq!((both.code, both.stdout.as_str()), (2, ""));
    assert_eq!(both.stderr, "error: --holder and --dividend cannot both be standard input\n");
}

#[test]
fn a_flag_at_fault_is_named_and_a_rate_nobody_needs_is_not_missed() {
    let holder = ["dividend", "--holder", "fixtures/holders/de-individual.json"];
    let early = run_in(".", &[&holder[..], &["--payment-date", "1972-12-31"]].concat(), b"");
    assert_eq!(early.code, 3);
    assert!(early.stderr.starts_with("error: --payment-date: got 1972-12-31, wanted"), "{}", early.stderr);
    let holiday = ["--fx", "fixtures/fx/dexjpus.csv", "--payment-date", "2007-07-04"];
    assert_eq!(run_in(".", &[&holder[..], &holiday].concat(), b"").code, 5);
}

#[test]
fn another_series_than_yen_for_a_dollar_is_refused() {
    use iijtax::facts::FxTable;
    let read = |text: &str| FxTable::from_csv("fx.csv", text.as_bytes());
    let problems = read("observation_date,DEXUSEU\n2007-06-28,1.35\n").unwrap_err();
    let expected = "fx.csv:1:1: got the series \"DEXUSEU\", wanted yen for a dollar: the series DEXJPUS (RXI_N.B.JA)";
    assert_eq!(problems[0].to_string(), expected);
    let day = iijtax::units::Day::ymd(2007, 6, 28);
    let two = read("observation_date,DEXUSEU,DEXJPUS\n2007-06-28,1.35,123.17\n").unwrap();
    assert_eq!(two.rate(day).unwrap().to_string(), "123.17");
    let h10 =
        "\"Unique Identifier: \",H10/H10/RXI_N.B.JA\n\"Time Period\",RXI_N.B.JA\n2007-06-28,123.17\n2007-07-04,ND\n";
    assert_eq!(read(h10).unwrap().rate(day).unwrap().to_string(), "123.17");
}

#[test]
fn usage_errors_are_json_too() {
    let ran = run_in(".", &["dividend", "--format", "json"], b"");
    let error: serde_json::Value = serde_json::from_str(&ran.stderr).unwrap();
    assert_eq!((ran.code, &error["schema"]), (2, &serde_json::Value::from("iijtax.error/1")));
    assert!(error["errors"][0]["message"].as_str().unwrap().contains("--holder <FILE>"));
}

#[test]
fn of_many_problems_of_a_company_a_hundred_are_said_and_that_there_are_more() {
    for (items, said) in [(100, 100), (101, 101), (5_000, 101)] {
        let items = vec!["{\"kind\":\"luck\",\"amount_jpy\":1}"; items].join(",\n");
        let company = format!(
            "{{\"id\":\"a\",\"years\":[{{\"begins\":\"2006-04-01\",\"ends\":\"2007-03-31\",\"assets\":[],\"gross_income\":[{items}]}}]}}"
        );
        let ran = run_in("fixtures", &["pfic", "status", "--company", "-"], company.as_bytes());
        assert_eq!(ran.code, 3);
        let lines: Vec<_> = ran.stderr.lines().collect();
        assert_eq!(lines.len(), said);
        assert!(lines[99].contains(":100:"), "{}", lines[99]);
        let last = "error: standard input:101:9: got more than 100 problems, wanted a file as its schema has it";
        assert_eq!(lines.get(100).copied(), (said == 101).then_some(last));
    }
}

#[test]
fn of_many_problems_of_a_year_a_hundred_are_said_and_that_there_are_more() {
    for (payments, said) in [(100, 100), (101, 101), (3_000, 101)] {
        let payments = "{\"payment_date\":\"soon\"}\n".repeat(payments);
        let args = ["year", "--holder", "year/holder.json", "--tax-year", "2025", "--payments", "-"];
        let ran = run_in("fixtures", &args, payments.as_bytes());
        let lines: Vec<_> = ran.stderr.lines().collect();
        assert_eq!((ran.code, lines.len()), (3, said), "{}", lines[0]);
        let more = lines.get(100).is_some_and(|line| line.contains("got more than 100 problems, wanted a file"));
        assert_eq!(more, said == 101);
    }
}
