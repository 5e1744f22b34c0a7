//! What a run writes: whole or not at all, and over nothing that is read or written as well.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::command::{HOLDER, output, text};
use crate::support::temporary;

/// A folder with a register and a dividend, and the path of a name in it.
fn folder() -> impl Fn(&str) -> String {
    let register = temporary("in.ndjson");
    let folder = register.parent().unwrap().to_owned();
    fs::write(&register, format!("{HOLDER}\n{{\"id\":\"bad\"}}\n")).unwrap();
    fs::write(folder.join("dividend.json"), "{}").unwrap();
    move |name| folder.join(name).to_str().unwrap().to_owned()
}

fn names(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.collect();
    names.sort();
    names
}

#[test]
fn no_file_is_written_that_is_read_or_written_as_well() {
    let at = folder();
    let (register, dividend) = (at("in.ndjson"), at("dividend.json"));
    // Another way to the same folder, a link and a second name.
    let around =
        at("../") + Path::new(&register).parent().unwrap().file_name().unwrap().to_str().unwrap() + "/in.ndjson";
    let mut same_as_register = vec![register.clone(), around];
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(&register, at("link")).unwrap();
        std::os::unix::fs::symlink("not-yet", at("dangling")).unwrap();
        fs::hard_link(&register, at("second")).unwrap();
        same_as_register.extend([at("link"), at("second")]);
    }
    let before = fs::read(&register).unwrap();
    let there = names(Path::new(&register).parent().unwrap());
    let rows = at("rows.ndjson");
    let mut cases: Vec<(Vec<&str>, &str)> = vec![
        (vec!["-o", &rows, "--summary", &rows], "two outputs"),
        (vec!["-o", &rows, "--errors", &rows], "two outputs"),
        (vec!["--errors", &rows, "--summary", &rows], "two outputs"),
        (vec!["--dividend", &dividend, "--summary", &dividend], "what is read"),
        (vec!["--dividend", &dividend, "-o", &dividend, "--to", "csv"], "what is read"),
    ];
    for same in &same_as_register {
        cases.push((vec!["-o", same, "--to", "ndjson"], "what is read"));
        cases.push((vec!["-o", &rows, "--errors", same], "what is read"));
        cases.push((vec!["-o", &rows, "--summary", same], "what is read"));
    }
    let (dangling, behind) = (at("dangling"), at("not-yet"));
    if cfg!(unix) {
        cases.push((vec!["-o", &dangling, "--summary", &behind, "--to", "ndjson"], "two outputs"));
    }
    for (args, why) in cases {
        let args: Vec<&str> = [register.as_str(), "--allow-invalid"].into_iter().chain(args).collect();
        let run = output(&args, b"");
        assert_eq!(run.status.code(), Some(2), "{args:?}");
        assert!(text(&run.stderr).contains("are the same file") && text(&run.stderr).contains(why), "{args:?}");
        assert_eq!(names(Path::new(&register).parent().unwrap()), there, "{args:?}");
        assert_eq!(fs::read(&register).unwrap(), before, "{args:?}");
    }
    // Devices lose nothing.
    if cfg!(unix) {
        let run = output(&[&register, "-o", "/dev/null", "--summary", "/dev/null", "--allow-invalid"], b"");
        assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    }
}

#[cfg(unix)]
#[test]
fn what_is_replaced_keeps_its_mode_and_its_links() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let at = folder();
    let (register, rows) = (at("in.ndjson"), at("rows.ndjson"));
    fs::write(&rows, "an earlier run\n").unwrap();
    fs::set_permissions(&rows, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("rows.ndjson", at("link.ndjson")).unwrap();
    symlink("summary.json", at("dangling.json")).unwrap();
    fs::write(at("errors.ndjson"), "an earlier run\n").unwrap();
    fs::hard_link(at("errors.ndjson"), at("second.ndjson")).unwrap();
    let (link, dangling, errors) = (at("link.ndjson"), at("dangling.json"), at("errors.ndjson"));
    let run = output(&[&register, "-o", &link, "--summary", &dangling, "--errors", &errors, "--allow-invalid"], b"");
    assert_eq!((run.status.code(), text(&run.stderr).as_str()), (Some(0), ""));
    assert_eq!(fs::read_link(&link).unwrap(), Path::new("rows.ndjson"));
    assert_eq!(fs::read_to_string(&rows).unwrap().lines().count(), 2);
    assert_eq!(fs::metadata(&rows).unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(fs::read_link(&dangling).unwrap(), Path::new("summary.json"));
    assert!(fs::read_to_string(at("summary.json")).unwrap().contains("\"records\": 2"));
    assert!(fs::read_to_string(at("second.ndjson")).unwrap().contains("\"id\":\"bad\""));
    let there = names(Path::new(&register).parent().unwrap());
    assert!(there.iter().all(|name| !name.ends_with(".partial")), "{there:?}");
}

#[cfg(unix)]
#[test]
fn a_signal_leaves_what_was_there_and_nothing_else() {
    use std::io::Write;
    use std::os::unix::process::ExitStatusExt;
    use std::process::{Command, Stdio};
    for (signal, number) in [("INT", 2), ("TERM", 15), ("HUP", 1)] {
        let at = folder();
        let (rows, errors, summary) = (at("rows.ndjson"), at("errors.ndjson"), at("summary.json"));
        fs::write(&rows, "an earlier run\n").unwrap();
        let there = names(Path::new(&rows).parent().unwrap());
        let mut child = super::command::batch(&["-o", &rows, "--errors", &errors, "--summary", &summary])
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(&super::flat(&super::records(3_000))).unwrap();
        // The input stays open, so that the run is still in its middle when the signal comes.
        let names_now = || names(Path::new(&rows).parent().unwrap());
        while names_now().iter().filter(|name| name.ends_with(".partial")).count() < 3 {
            std::thread::yield_now();
        }
        let killed = Command::new("kill").args(["-s", signal, &child.id().to_string()]).status().unwrap();
        assert!(killed.success());
        assert_eq!(child.wait().unwrap().signal(), Some(number), "{signal}");
        assert_eq!(names_now(), there, "{signal}");
        assert_eq!(fs::read_to_string(&rows).unwrap(), "an earlier run\n");
    }
}

#[test]
fn texts_that_a_spreadsheet_would_run_are_made_harmless_where_that_is_asked() {
    let formula = "=cmd|'/c calc'!A1";
    let register = temporary("in.csv");
    let csv = format!(
        "id,kind,residence\n{formula},individual,US\n\"@SUM(1,2)\",individual,US\n-5,persn,US\n +1,individual,US\nA-1,individual,US\n"
    );
    fs::write(&register, csv).unwrap();
    let errors = register.with_file_name("errors.csv");
    let args = [register.to_str().unwrap(), "--allow-invalid", "--errors", errors.to_str().unwrap()];
    let ids = |args: &[&str]| -> Vec<String> {
        let run = output(args, b"");
        assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
        let mut reader = csv::Reader::from_reader(run.stdout.as_slice());
        reader.records().map(|row| row.unwrap()[0].to_owned()).collect()
    };
    assert_eq!(ids(&args), [formula, "@SUM(1,2)", "-5", " +1", "A-1"]);
    let safe: Vec<&str> = args.iter().copied().chain(["--csv-safe"]).collect();
    assert_eq!(ids(&safe), [&format!("'{formula}"), "'@SUM(1,2)", "'-5", "' +1", "A-1"]);
    let errors = fs::read_to_string(errors).unwrap();
    assert!(errors.contains("\n'-5,persn,US,4,kind,"), "{errors}");
}

#[test]
fn the_summary_says_of_each_figure_which_column_it_adds_up_and_over_how_many_records() {
    // 1,000 shares at 100 yen; without the form 15.315% is withheld from each, 15,315 yen. Korea's treaty has 15%, that
    // with the United States 10%, and a corporation's rate is open without its part of the votes.
    let csv = "id,kind,residence,shares,relief.application_filed,dividend.withheld_jpy
KR1,individual,KR,1000,false,
USC,corporation,US,1000,false,15315
US1,individual,US,1000,false,15315
";
    let register = temporary("totals.csv");
    fs::write(&register, csv).unwrap();
    let dividend = register.with_file_name("dividend.json");
    fs::write(&dividend, r#"{"per_share_jpy":100,"entitlement_date":"2025-03-31","payment_date":"2025-06-27"}"#)
        .unwrap();
    let summary = register.with_file_name("summary.json");
    let args = [register.to_str().unwrap(), "--dividend", dividend.to_str().unwrap()];
    let run = output(&args, b"");
    let told = text(&run.stderr);
    for line in [
        "  1  determined    statute  kr-treaty-1998                15%  gross 100,000     tax 15,000\n",
        "  1  undetermined  statute  -                               -  gross 100,000  tax not known\n",
        "  tax_jpy             25,000  of 2 records, not known of 1\n",
        "  at_source_tax_jpy   45,945  of all records\n",
        "  withheld_jpy        30,630  of 2 records, not known of 1\n",
    ] {
        assert!(told.contains(line), "{told}");
    }
    let rows: Vec<_> = csv::Reader::from_reader(run.stdout.as_slice()).records().map(Result::unwrap).collect();
    let header = csv::Reader::from_reader(run.stdout.as_slice()).headers().unwrap().clone();
    let cell = |row: usize, name: &str| rows[row][header.iter().position(|it| it == name).unwrap()].to_owned();
    // 10% of the votes has 5%, half of them for six months with the limitation on benefits nothing.
    assert_eq!(cell(1, "missing"), "ownership_percent held_since limitation_on_benefits");
    // Above 15.315%, the highest that is possible, nothing was taken of the second; 5,315 of the third.
    let over: Vec<_> = (0..3).map(|row| cell(row, "over_withheld_jpy")).collect();
    assert_eq!(over, ["", "0", "5315"]);
    output(&[&args[..], &["--summary", summary.to_str().unwrap()]].concat(), b"");
    let summary: Value = serde_json::from_slice(&fs::read(&summary).unwrap()).unwrap();
    let total = |name: &str| (summary["totals"][name]["sum"].as_u64(), summary["totals"][name]["records"].as_u64());
    assert_eq!(total("at_source_tax_jpy"), (Some(45_945), Some(3)));
    assert_eq!(total("tax_jpy"), (Some(25_000), Some(2)));
    assert_eq!(total("gross_jpy"), (Some(300_000), Some(3)));
    assert_eq!(total("over_withheld_jpy"), (Some(5_315), Some(2)));
    assert_eq!(total("refundable_jpy"), (Some(315 + 5_315), Some(2)));
    assert_eq!(total("creditable_jpy"), (Some(10_000), Some(1)));
    assert_eq!(summary["groups"][1]["tax_jpy"]["sum"].is_null(), summary["groups"][1]["status"] == "undetermined");
}

#[test]
fn what_no_record_states_has_no_sum_and_the_summary_fits_a_screen() {
    let run = output(&[], br#"{"id":"a","kind":"individual","residence":"US"}"#.as_slice());
    assert!(!text(&run.stderr).contains("_jpy"), "{}", text(&run.stderr));
    let many = output(&["--allow-invalid"], &super::flat(&super::records(4_000)));
    let told = text(&many.stderr);
    assert!(told.lines().count() <= 25 && told.contains(" more groups of "), "{told}");
    assert!(told.lines().all(|line| line.chars().count() <= 132), "{told}");
}

#[test]
fn an_id_is_the_same_in_every_output_for_programs() {
    let id = "a\u{1b}[31mX\u{9b}31mY";
    let profile = temporary("profile.json");
    let record = serde_json::json!({"id": id, "kind": "individual", "residence": "US"}).to_string();
    fs::write(&profile, &record).unwrap();
    let dividend = |format: &str| {
        let run = std::process::Command::new(env!("CARGO_BIN_EXE_iijtax"))
            .args(["dividend", "--holder", profile.to_str().unwrap(), "--format", format])
            .output();
        run.unwrap().stdout
    };
    let csv_id = |bytes: &[u8]| csv::Reader::from_reader(bytes).records().next().unwrap().unwrap()[0].to_owned();
    assert_eq!(csv_id(&dividend("csv")), id);
    assert_eq!(csv_id(&output(&["--to", "csv"], format!("{record}\n").as_bytes()).stdout), id);
    let json: Value = serde_json::from_slice(&dividend("json")).unwrap();
    assert_eq!(json["id"], id);
    let row: Value = serde_json::from_slice(&output(&[], format!("{record}\n").as_bytes()).stdout).unwrap();
    assert_eq!(row["id"], id);
    assert!(!dividend("text").contains(&0x1b));
}

#[test]
fn two_runs_with_one_output_leave_the_rows_of_the_one_that_ended_last() {
    use std::io::Write;
    use std::process::Stdio;
    let at = folder();
    let rows = at("rows.ndjson");
    let begun = |id: &str| {
        let mut child =
            super::command::batch(&["-o", &rows]).stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        writeln!(stdin, "{{\"id\":\"{id}\",\"kind\":\"individual\",\"residence\":\"US\"}}").unwrap();
        (child, stdin)
    };
    let runs = [begun("first"), begun("second")];
    let beside = || names(Path::new(&rows).parent().unwrap()).iter().filter(|name| name.ends_with(".partial")).count();
    while beside() < 2 {
        std::thread::yield_now();
    }
    for ((mut child, stdin), id) in runs.into_iter().zip(["first", "second"]) {
        drop(stdin);
        assert!(child.wait().unwrap().success());
        let written = fs::read_to_string(&rows).unwrap();
        assert!(written.lines().count() == 1 && written.contains(&format!("\"id\":\"{id}\"")), "{written}");
    }
    assert_eq!(beside(), 0);
}
