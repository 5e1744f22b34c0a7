//! Receipts: what was answered is answered again, and what was changed is told apart from what has changed.

use std::fs;
use std::path::{Path, PathBuf};

use iijtax::receipt::rows::RunReceipt;
use iijtax::receipt::{Receipt, of_bytes};
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::support::{Ran, json_files, path, run, run_in, temporary};
use crate::tables::rows_in;

const ADS: &str = "fixtures/holders/us-individual-ads.json";

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A command with a receipt, which is read.
fn receipt_of(command: &[&str]) -> (PathBuf, Receipt) {
    let place = temporary("receipt.json");
    let ran = run(&[command, &["--receipt", text(&place)]].concat());
    assert!(ran.code == 0 || ran.code == 4 || ran.code == 5, "{command:?}: {}", ran.stderr);
    // What is printed does not change.
    assert_eq!(ran.stdout, run(command).stdout, "{command:?}");
    let receipt = Receipt::read(&fs::read_to_string(&place).unwrap()).unwrap();
    (place, receipt)
}

fn verify(path: &Path, more: &[&str]) -> Ran {
    run(&[&["verify", text(path)], more].concat())
}

/// A receipt as somebody would make it who forges its digests as well.
fn written(receipt: &Receipt, resealed: bool) -> PathBuf {
    let mut receipt = receipt.clone();
    if resealed {
        receipt.answer_sha256 = of_bytes(receipt.answer.get().as_bytes());
        receipt.seal = receipt.sealed();
    }
    let place = temporary("changed.json");
    fs::write(&place, serde_json::to_string_pretty(&receipt).unwrap()).unwrap();
    place
}

fn with_answer(receipt: &Receipt, from: &str, to: &str) -> Receipt {
    let answer = receipt.answer.get();
    assert!(answer.contains(from), "{from} in {answer}");
    let answer = RawValue::from_string(answer.replacen(from, to, 1)).unwrap();
    Receipt { answer, ..receipt.clone() }
}

#[test]
fn every_command_that_answers_has_a_receipt_that_verifies() {
    let commands: [&[&str]; 11] = [
        &["dividend", "--holder", ADS],
        &["dividend", "--holder", ADS, "--all", "--as-of", "2026-11-29"],
        &[
            "dividend",
            "--holder",
            "fixtures/holders/us-pension-fund.json",
            "--dividend",
            "fixtures/dividends/2007-year-end.json",
            "--format",
            "csv",
        ],
        &["dividend", "--holder", ADS, "--why", "japan.tax_jpy", "--color", "always"],
        &["compare", "--holder", ADS, "--from", "2009-01-01", "--until", "2014-12-31"],
        &["timeline", "--residence", "US"],
        &["sweep", "ownership_percent", "--holder", "fixtures/holders/us-corporation-nearly-ten.json"],
        &["gain", "--holder", "fixtures/sales/us-individual-first-in-first-out.json"],
        &[
            "year",
            "--holder",
            "fixtures/year/holder.json",
            "--tax-year",
            "2025",
            "--statement",
            "fixtures/statements/flex.xml",
        ],
        &["pfic", "status", "--company", "fixtures/companies/three-years.json"],
        &["pfic", "excess", "--holding", "fixtures/holdings/yen-test.json", "--forms"],
    ];
    for command in commands {
        let (place, receipt) = receipt_of(command);
        let ran = verify(&place, &["--files"]);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{command:?}: {}", ran.stdout);
        assert!(ran.stdout.contains("as it was, "), "{}", ran.stdout);
        // The answer says by itself who gave it.
        let answer: Value = serde_json::from_str(receipt.answer.get()).unwrap();
        assert_eq!(answer["program"]["law_digest"], iijtax::law::digest());
        assert_eq!(answer["program"]["version"], env!("CARGO_PKG_VERSION"));
    }
}

#[test]
fn a_thousand_receipts_verify_and_a_flipped_digit_is_named() {
    // Made here and not by a thousand runs: the truth tables have the answers of as many holders.
    let folder = temporary("receipts");
    fs::create_dir_all(&folder).unwrap();
    let rows: Vec<_> = rows_in("fixtures/tables").into_iter().chain(rows_in("fixtures/tables-statute")).collect();
    let mut places = Vec::new();
    for row in rows.iter().cycle() {
        if places.len() == 1000 {
            break;
        }
        let profile = row.profile.to_string();
        let Ok(document) = iijtax::input::Document::new("holder.json", profile.clone().into_bytes()) else { continue };
        let Ok(case) = iijtax::input::read_case(&iijtax::input::Given::profile(&document)) else { continue };
        let Ok(law) = iijtax::law::choose(None, &case) else { continue };
        let answer = iijtax::dividend::determine(&case, law);
        let answer = iijtax::render::json::to_json(&iijtax::render::json::Dividend::new(&answer));
        let command = ["dividend", "--holder", "holder.json"].map(str::to_owned).to_vec();
        let file = iijtax::receipt::File::new("holder.json", profile);
        let receipt = Receipt::new(command, vec![file], 0, &answer).unwrap();
        let place = folder.join(format!("{}.json", places.len()));
        fs::write(&place, serde_json::to_string(&receipt).unwrap()).unwrap();
        places.push(place);
    }
    let all: Vec<&str> = places.iter().map(|place| text(place)).collect();
    let ran = run(&[&["verify"], &all[..]].concat());
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert_eq!(ran.stdout.matches(": as it was, ").count(), 1000, "{}", ran.stdout.len());
    // One digit of one of them.
    let has_rate = |place: &&PathBuf| fs::read_to_string(place).unwrap().contains("\"highest_rate_percent\":1");
    let flipped = places[617..].iter().find(has_rate).unwrap();
    let receipt = Receipt::read(&fs::read_to_string(flipped).unwrap()).unwrap();
    let answer = receipt.answer.get();
    let at = answer.find("\"highest_rate_percent\":1").unwrap() + "\"highest_rate_percent\":".len();
    let digit = answer[at..].chars().next().unwrap();
    let other = if digit == '9' { '8' } else { '9' };
    let changed = format!("{}{other}{}", &answer[..at], &answer[at + 1..]);
    let changed = Receipt { answer: RawValue::from_string(changed).unwrap(), ..receipt };
    fs::write(flipped, serde_json::to_string(&changed).unwrap()).unwrap();
    let ran = run(&[&["verify"], &all[..]].concat());
    assert_eq!(ran.code, 3);
    assert_eq!(ran.stdout.matches(": as it was, ").count(), 999);
    let one = verify(flipped, &[]).stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        one.contains("the answer was changed in the receipt") && one.contains("japan.highest_rate_percent: "),
        "{one}"
    );
    assert_eq!(one.matches(" then, ").count(), 1, "{one}");
}

#[test]
fn changed_facts_answers_and_laws_are_told_apart() {
    let (_, receipt) = receipt_of(&["dividend", "--holder", ADS]);
    let says = |ran: &Ran, wanted: &[&str], not: &[&str]| {
        let joined = ran.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(ran.code, 3, "{joined}");
        for word in wanted {
            assert!(joined.contains(word), "{word}: {joined}");
        }
        for word in not {
            assert!(!joined.contains(word), "{word}: {joined}");
        }
    };
    const FACTS: &str = "the facts were changed in the receipt";
    const ANSWER: &str = "the answer was changed in the receipt";
    const LAW: &str = "the law has changed since";
    const FOLLOWS: &str = "this answer does not follow from these facts";
    // A fact.
    let mut changed = receipt.clone();
    changed.files[0].text = changed.files[0].text.replacen("\"per_share_jpy\": 6000", "\"per_share_jpy\": 7500", 1);
    says(
        &verify(&written(&changed, false), &[]),
        &[FACTS, "japan.gross_jpy: 600000 then, 750000 now"],
        &[ANSWER, LAW, FOLLOWS],
    );
    // A figure of the answer.
    let changed = with_answer(&receipt, "\"refundable_jpy\":60000", "\"refundable_jpy\":61000");
    says(
        &verify(&written(&changed, false), &[]),
        &[ANSWER, "japan.refundable_jpy: 61000 then, 60000 now", "form-20f.us-2003.general (20-F JT-7.1, JT-11)"],
        &[FACTS, LAW, FOLLOWS],
    );
    // The same with all digests made anew.
    says(&verify(&written(&changed, true), &[]), &[FOLLOWS, "61000 then, 60000 now"], &[FACTS, ANSWER, LAW]);
    // Facts with their digests made anew.
    let mut changed = receipt.clone();
    let facts = changed.files[0].text.replacen("\"per_share_jpy\": 6000", "\"per_share_jpy\": 7500", 1);
    changed.files[0] = iijtax::receipt::File::new(&changed.files[0].name, facts);
    says(
        &verify(&written(&changed, true), &[]),
        &[FOLLOWS, "japan.gross_jpy: 600000 then, 750000 now"],
        &[FACTS, ANSWER, LAW],
    );
    // What was answered when the law was another: by the rule of then, which said something else.
    let mut old = with_answer(
        &receipt,
        "\"rule\":\"form-20f.us-2003.general\",\"cite\":\"20-F JT-7.1, JT-11\",\"evidence\":\"primary\",\"rate_percent\":10",
        "\"rule\":\"form-20f.us-1971.general\",\"cite\":\"20-F JT-10, JT-11\",\"evidence\":\"primary\",\"rate_percent\":15",
    );
    old.program.law_digest = of_bytes(b"the law of then");
    let used = old.rules.iter_mut().find(|used| used.id == "form-20f.us-2003.general").unwrap();
    (used.sha256, used.cite) = (of_bytes(b"the rule of then"), "20-F JT-7.0".to_owned());
    says(
        &verify(&written(&old, true), &[]),
        &[
            LAW,
            "japan.rate_percent: 15 then, 10 now; by form-20f.us-1971.general (20-F JT-10, JT-11) then, by form-20f.us-2003.general (20-F JT-7.1, JT-11) now",
            "a rule of the answer has changed: form-20f.us-2003.general (20-F JT-7.0), which says something else (20-F JT-7.1, JT-11)",
        ],
        &[FACTS, ANSWER, FOLLOWS],
    );
    // Something else of the receipt.
    let mut changed = receipt.clone();
    changed.command.push("--as-of".to_owned());
    changed.command.push("2007-01-01".to_owned());
    assert_eq!(verify(&written(&changed, false), &[]).code, 3);
    let mut changed = receipt.clone();
    changed.exit_code = 5;
    says(&verify(&written(&changed, false), &[]), &["its seal is not that of what it says"], &[FACTS, ANSWER, LAW]);
}

#[test]
fn a_file_that_says_something_else_now_is_named_with_its_fact() {
    let holder = temporary("holder.json");
    fs::copy(path(ADS), &holder).unwrap();
    let (place, _) = receipt_of(&["dividend", "--holder", text(&holder)]);
    assert_eq!(verify(&place, &["--files"]).code, 0);
    let facts = fs::read_to_string(&holder).unwrap().replace("\"per_share_jpy\": 6000", "\"per_share_jpy\": 7500");
    fs::write(&holder, facts).unwrap();
    assert_eq!(verify(&place, &[]).code, 0, "the receipt itself holds");
    let ran = verify(&place, &["--files"]);
    assert_eq!(ran.code, 3);
    assert!(ran.stdout.contains("dividend.per_share_jpy: 6000 then, 7500 now"), "{}", ran.stdout);
    assert!(ran.stdout.contains("japan.gross_jpy: 600000 then, 750000 now"), "{}", ran.stdout);
    let found: Value = serde_json::from_str(&verify(&place, &["--files", "--format", "json"]).stdout).unwrap();
    assert_eq!(found["files_differ"][0]["facts"][0]["path"], "dividend.per_share_jpy");
    fs::remove_file(&holder).unwrap();
    assert_ne!(verify(&place, &["--files"]).code, 0);
}

#[test]
fn a_receipt_is_whole_or_not_there_and_overwrites_nothing_that_is_read() {
    let folder = temporary("places");
    fs::create_dir_all(&folder).unwrap();
    let holder = folder.join("holder.json");
    fs::copy(path(ADS), &holder).unwrap();
    let before = fs::read(&holder).unwrap();
    let refused = |args: &[&str], code: i32, message: &str| {
        let ran = run(args);
        assert_eq!(ran.code, code, "{args:?}: {}", ran.stderr);
        assert!(ran.stderr.contains(message), "{args:?}: {}", ran.stderr);
    };
    refused(&["dividend", "--holder", text(&holder), "--receipt", text(&holder)], 2, "are the same file");
    std::os::unix::fs::symlink(&holder, folder.join("link")).unwrap();
    refused(&["dividend", "--holder", text(&holder), "--receipt", text(&folder.join("link"))], 2, "are the same file");
    refused(&["dividend", "--holder", text(&holder), "--receipt", "-"], 2, "name a file");
    refused(&["rules", "--receipt", text(&folder.join("r"))], 2, "no answer that could be verified");
    refused(
        &["dividend", "--holder", text(&folder.join("none")), "--receipt", text(&folder.join("r"))],
        1,
        "no such file",
    );
    refused(&["dividend", "--holder", text(&holder), "--receipt", text(&folder.join("no/such/r"))], 1, "");
    assert_eq!(fs::read(&holder).unwrap(), before);
    assert!(!folder.join("r").exists());
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 2, "nothing is left beside");
    let (rows, register) = (folder.join("rows.ndjson"), folder.join("in.ndjson"));
    fs::write(&register, "{\"kind\":\"individual\",\"residence\":\"US\"}\n").unwrap();
    let batch = ["batch", text(&register), "-o", text(&rows), "--receipt"];
    refused(&[&batch[..], &[text(&register)]].concat(), 2, "are the same file");
    refused(&[&batch[..], &[text(&rows)]].concat(), 2, "are the same file");
    for (wrong, message) in [("{", "no receipt"), ("[]", "no receipt"), ("{\"schema\":\"other\"}", "no receipt")] {
        let place = temporary("wrong.json");
        fs::write(&place, wrong).unwrap();
        refused(&["verify", text(&place)], 2, message);
    }
    refused(&["verify", text(&folder.join("none"))], 1, "wanted a receipt");
}

/// A receipt says what to run, and only what answers is run.
#[test]
fn verifying_runs_nothing_but_answers_and_reads_nothing_but_the_receipt() {
    let (_, receipt) = receipt_of(&["dividend", "--holder", ADS]);
    for command in
        [&["batch", "x"][..], &["verify", "x"], &["dividend", "--holder", "/etc/hostname"], &["rules"], &["nothing"]]
    {
        let changed = Receipt { command: command.iter().map(|word| (*word).to_owned()).collect(), ..receipt.clone() };
        let ran = verify(&written(&changed, true), &[]);
        assert_eq!(ran.code, 3, "{command:?}: {}", ran.stdout);
        assert!(ran.stdout.contains("it cannot be answered again"), "{command:?}: {}", ran.stdout);
    }
}

#[test]
fn one_row_of_a_run_is_proved_without_the_others() {
    for ending in ["ndjson", "csv"] {
        let (register, rows) = (temporary("in.ndjson"), temporary(&format!("rows.{ending}")));
        let (place, proof) = (temporary("run.json"), temporary("proof.json"));
        let record = |at: usize| {
            let kind = if at.is_multiple_of(7) { "wrong" } else { "individual" };
            json!({ "id": format!("H{at}\n\"x"), "kind": kind, "residence": "US", "dividend": { "gross_jpy": 1000 + at } })
        };
        let lines: String = (0..53).map(|at| format!("{}\n", record(at))).collect();
        fs::write(&register, lines).unwrap();
        let batch = ["batch", text(&register), "-o", text(&rows), "--threads", "2"];
        let ran = run(&[&batch[..], &["--receipt", text(&place)]].concat());
        assert_eq!(ran.code, 3, "{}", ran.stderr);
        let written = fs::read(&rows).unwrap();
        assert_eq!(run(&batch).code, 3);
        assert_eq!(fs::read(&rows).unwrap(), written, "the same bytes without a receipt");
        let receipt = RunReceipt::read(&fs::read_to_string(&place).unwrap()).unwrap();
        assert_eq!((receipt.rows.count, receipt.exit_code), (53, 3));
        assert_eq!(receipt.registers[0].sha256, Some(of_bytes(&fs::read(&register).unwrap())));
        let whole = run(&["verify", text(&place), "--rows", text(&rows)]);
        assert_eq!((whole.code, whole.stderr.as_str()), (0, ""), "{}", whole.stdout);
        for row in [2, 32, 33, 52, 53] {
            let made = run(&["verify", text(&place), "--rows", text(&rows), "--row", &row.to_string()]);
            assert_eq!((made.code, made.stderr.as_str()), (0, ""));
            fs::write(&proof, &made.stdout).unwrap();
            let held = run(&["verify", text(&place), "--proof", text(&proof)]);
            assert_eq!(held.code, 0, "{row}: {}", held.stdout);
            // One digit of the row, or another place.
            let other = made.stdout.replacen(&format!("{}", 999 + row), "7777", 1);
            assert_ne!(other, made.stdout);
            fs::write(&proof, other).unwrap();
            assert_eq!(run(&["verify", text(&place), "--proof", text(&proof)]).code, 3);
            fs::write(&proof, made.stdout.replacen(&format!("\"row\": {row},"), "\"row\": 3,", 1)).unwrap();
            assert_eq!(run(&["verify", text(&place), "--proof", text(&proof)]).code, 3);
        }
        assert_eq!(run(&["verify", text(&place), "--rows", text(&rows), "--row", "54"]).code, 2);
        assert_eq!(run(&["verify", text(&place), "--rows", text(&rows), "--row", "0"]).code, 2);
        // A row that was changed, left out, or moved.
        let text_of_rows = String::from_utf8(written).unwrap();
        fs::write(&rows, text_of_rows.replacen("1001", "1002", 1)).unwrap();
        let changed = run(&["verify", text(&place), "--rows", text(&rows)]);
        assert_eq!(changed.code, 3);
        assert!(changed.stdout.contains("rows whose digest was"), "{}", changed.stdout);
        fs::write(&rows, &text_of_rows[..text_of_rows[..text_of_rows.len() - 1].rfind('\n').unwrap() + 1]).unwrap();
        let _ = run(&["verify", text(&place), "--rows", text(&rows)]).stdout;
        assert_eq!(run(&["verify", text(&place), "--rows", text(&rows)]).code, 3);
    }
    // A pipe has no digest, and its rows have.
    let place = temporary("run.json");
    let ran = run_in(".", &["batch", "--receipt", text(&place)], b"{\"kind\":\"individual\",\"residence\":\"US\"}\n");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let receipt = RunReceipt::read(&fs::read_to_string(&place).unwrap()).unwrap();
    assert_eq!((receipt.rows.count, &receipt.registers[0].sha256), (1, &None));
}

/// Rows in columns are digested by what stands in them, so that the same rows in another file have the same digest.
#[test]
fn a_row_of_columns_is_proved_whatever_the_file() {
    let record = |at: usize, more: usize| {
        let kind = if at.is_multiple_of(7) { "wrong" } else { "individual" };
        let gross = json!({ "gross_jpy": 1000 + at + more });
        json!({ "id": format!("H{at}\n\"x"), "kind": kind, "residence": "US", "desk": at, "dividend": gross })
            .to_string()
    };
    let answered = |ending: &str, more: usize| {
        let (register, rows) = (temporary("in.ndjson"), temporary(&format!("rows.{ending}")));
        let place = temporary("run.json");
        fs::write(&register, (0..53).map(|at| record(at, more) + "\n").collect::<String>()).unwrap();
        let batch = ["batch", text(&register), "-o", text(&rows), "--threads", "2"];
        let ran = run(&[&batch[..], &["--receipt", text(&place)]].concat());
        assert_eq!(ran.code, 3, "{}", ran.stderr);
        let written = fs::read(&rows).unwrap();
        assert_eq!(run(&batch).code, 3);
        assert_eq!(fs::read(&rows).unwrap(), written, "the same bytes without a receipt");
        (rows, place)
    };
    let verify_rows = |place: &Path, rows: &Path| run(&["verify", text(place), "--rows", text(rows)]);
    let (parquet, of_parquet) = answered("parquet", 0);
    let (arrow, of_arrow) = answered("arrow", 0);
    let receipt = |place: &Path| RunReceipt::read(&fs::read_to_string(place).unwrap()).unwrap();
    assert_eq!(receipt(&of_parquet).rows, receipt(&of_arrow).rows);
    assert_eq!(receipt(&of_parquet).rows.count, 53);
    for place in [&of_parquet, &of_arrow] {
        for rows in [&parquet, &arrow] {
            let held = verify_rows(place, rows);
            assert_eq!((held.code, held.stderr.as_str()), (0, ""), "{}", held.stdout);
        }
    }
    let proof = temporary("proof.json");
    for row in [2, 32, 53] {
        let made = run(&["verify", text(&of_parquet), "--rows", text(&arrow), "--row", &row.to_string()]);
        assert_eq!((made.code, made.stderr.as_str()), (0, ""));
        // Row 2 has 1,001 yen, and so on.
        assert!(made.stdout.contains(&format!("{}", 999 + row)), "{}", made.stdout);
        fs::write(&proof, &made.stdout).unwrap();
        assert_eq!(run(&["verify", text(&of_parquet), "--proof", text(&proof)]).code, 0);
        fs::write(&proof, made.stdout.replacen(&format!("{}", 999 + row), "7777", 1)).unwrap();
        assert_eq!(run(&["verify", text(&of_parquet), "--proof", text(&proof)]).code, 3);
    }
    // Another amount in every row, text for columns, a file that is cut short, and one that is none of these.
    let (other, _) = answered("parquet", 1);
    let differs = verify_rows(&of_arrow, &other);
    assert_eq!(differs.code, 3);
    assert!(differs.stdout.contains("rows whose digest was"), "{}", differs.stdout);
    let whole = fs::read(&parquet).unwrap();
    for (name, bytes) in [("cut", &whole[..whole.len() / 2]), ("text", b"{}\n".as_slice()), ("magic", b"PAR1PAR1")] {
        fs::write(&other, bytes).unwrap();
        let refused = verify_rows(&of_parquet, &other);
        assert_eq!((refused.code, refused.stdout.as_str()), (1, ""), "{name}: {}", refused.stderr);
        assert!(refused.stderr.starts_with("error: "), "{name}: {}", refused.stderr);
    }
}

/// The digest is that of the law, and stands in goldens as a word.
#[test]
fn answers_name_the_program_and_the_law() {
    let answer: Value = serde_json::from_str(&run(&["dividend", "--holder", ADS, "--format", "json"]).stdout).unwrap();
    assert_eq!(answer["program"], json!({ "version": env!("CARGO_PKG_VERSION"), "law_digest": iijtax::law::digest() }));
    for file in json_files("fixtures/golden") {
        assert!(!fs::read_to_string(&file).unwrap().contains(iijtax::law::digest()), "{}", file.display());
    }
}

/// What is written down is what the tables of law come to: a law that changes has another digest.
#[test]
fn the_digest_of_the_law_is_that_of_its_tables() {
    let (file, calculated) = (path("src/law/digest.txt"), iijtax::law::calculated() + "\n");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&file, &calculated).unwrap();
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), calculated, "run with UPDATE_GOLDEN=1, then build again");
}
