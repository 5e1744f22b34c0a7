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
fn a_missing_file_is_invalid_and_a_folder_cannot_be_read() {
    let ran = run_in(".", &["dividend", "--holder", "nobody.json"], b"");
    assert_eq!((ran.code, ran.stdout.as_str()), (3, ""));
    let expected = "error: nobody.json: got no such file, wanted a file that exists; \
                    see `iijtax schema holder` for what goes into a profile\n";
    assert_eq!(ran.stderr, expected);
    let ran = run_in(".", &["dividend", "--holder", "fixtures"], b"");
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(ran.stderr.starts_with("error: fixtures: could not be read: "), "{}", ran.stderr);
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
    let bad = "observation_date,DEXJPUS\n2007-06-27,122.80\n2007-06-28,1e2\n28 June,123\n2007-06-27,122.81\n";
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
