//! `iijtax batch` as a process: files, pipes, exit codes, and ends that come too soon.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use super::{flat, records};
use crate::support::temporary;

pub(super) const HOLDER: &str =
    r#"{"id":"a","kind":"individual","residence":"US","shares":10,"dividend.per_share_jpy":100}"#;

pub(super) fn batch(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_iijtax"));
    command.arg("batch").args(args);
    command
}

pub(super) fn output(args: &[&str], input: &[u8]) -> Output {
    let mut child = batch(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // Who has read enough closes the pipe.
    let feeder = thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    feeder.join().unwrap();
    output
}

pub(super) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn written(name: &str, bytes: &[u8]) -> PathBuf {
    let path = temporary(name);
    fs::write(&path, bytes).unwrap();
    path
}

fn beside(path: &Path) -> Vec<String> {
    let names = fs::read_dir(path.parent().unwrap()).unwrap();
    names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn exit_codes_say_whether_every_record_was_answered() {
    let one_invalid = format!("{HOLDER}\n{{}}\n");
    assert_eq!(output(&[], HOLDER.as_bytes()).status.code(), Some(0));
    assert_eq!(output(&[], b"").status.code(), Some(0));
    assert_eq!(output(&[], one_invalid.as_bytes()).status.code(), Some(3));
    assert_eq!(output(&["--allow-invalid"], one_invalid.as_bytes()).status.code(), Some(0));
    assert_eq!(output(&["--full", "--to", "csv"], b"").status.code(), Some(2));
    let cut = output(&["--allow-invalid"], &HOLDER.as_bytes()[..50]);
    assert_eq!(cut.status.code(), Some(1));
    assert!(text(&cut.stderr).contains("cut off in the middle of line 1"), "{}", text(&cut.stderr));
    // Undetermined and not addressed are answers.
    let open = r#"{"id":"b","kind":"corporation","residence":"US"}
{"id":"c","kind":"corporation","residence":"JP"}
"#;
    assert_eq!(output(&[], open.as_bytes()).status.code(), Some(0));
}

#[test]
fn a_run_can_stop_at_the_first_invalid_record() {
    let path = temporary("rows.ndjson");
    let input = format!("{HOLDER}\n{{\"id\":\"b\",\"kind\":\"persn\",\"residence\":\"US\"}}\n{HOLDER}\n");
    let stopped = output(&["--on-error", "stop", "-o", path.to_str().unwrap()], input.as_bytes());
    assert_eq!(stopped.status.code(), Some(3));
    assert!(text(&stopped.stderr).contains("standard input:2:18: kind"), "{}", text(&stopped.stderr));
    assert!(beside(&path).is_empty(), "{:?}", beside(&path));
    let stopped = output(&["--on-error", "stop"], input.as_bytes());
    assert_eq!(text(&stopped.stdout).lines().count(), 1);
}

/// The company's summary ends in 2010. A record that is refused for it is whole, also where no newline ends it.
#[test]
fn a_record_that_the_law_asked_for_does_not_cover_is_told_with_its_place_and_id() {
    let input = format!("{HOLDER}\n{}", HOLDER.replace("\"a\"", "\"b\",\"dividend.payment_date\":\"2024-06-28\""));
    let run = output(&["--law", "form-20f", "--to", "ndjson"], input.as_bytes());
    assert_eq!(run.status.code(), Some(3), "{}", text(&run.stderr));
    let rows: Vec<Value> = text(&run.stdout).lines().map(|row| serde_json::from_str(row).unwrap()).collect();
    let found = ["id", "status", "error_line", "error_path"].map(|key| rows[1][key].clone());
    assert_eq!(Value::from(found.to_vec()), serde_json::json!(["b", "invalid", 2, "dividend.payment_date"]));
    assert_eq!((rows.len(), &rows[0]["status"]), (2, &"undetermined".into()));
    // Another that is refused is told with its id as well, and one that is no JSON with none.
    let others = [HOLDER.replace("US", "XX"), HOLDER.replace('}', ",")];
    let run = output(&["--to", "ndjson"], format!("{}\n{}\n{HOLDER}\n", others[0], others[1]).as_bytes());
    let rows: Vec<Value> = text(&run.stdout).lines().map(|row| serde_json::from_str(row).unwrap()).collect();
    let found = rows.iter().map(|row| [row["id"].clone(), row["status"].clone(), row["error_line"].clone()]);
    let expected = serde_json::json!([["a", "invalid", 1], [null, "invalid", 2], ["a", "undetermined", null]]);
    assert_eq!(serde_json::json!(found.collect::<Vec<_>>()), expected);
    let stopped = output(&["--law", "form-20f", "--on-error", "stop"], input.as_bytes());
    assert_eq!(stopped.status.code(), Some(3));
    assert!(text(&stopped.stderr).contains("standard input:2:1: dividend.payment_date: "), "{}", text(&stopped.stderr));
}

#[test]
fn the_summary_has_the_totals_and_can_be_a_file() {
    let summary = temporary("summary.json");
    let input = flat(&records(2_000));
    let path = written("holders.ndjson", &input);
    let rows = path.with_file_name("rows.csv");
    let args = [path.to_str().unwrap(), "-o", rows.to_str().unwrap(), "--summary", summary.to_str().unwrap()];
    let run = output(&args, b"");
    assert_eq!((run.status.code(), text(&run.stderr).as_str()), (Some(3), ""));
    assert_eq!(fs::read_to_string(&rows).unwrap().lines().count(), 2_001);
    let summary: Value = serde_json::from_slice(&fs::read(&summary).unwrap()).unwrap();
    assert_eq!(summary["records"], 2_000);
    let statuses = summary["statuses"].as_array().unwrap().iter().map(|count| count["records"].as_u64().unwrap());
    assert_eq!(statuses.sum::<u64>(), 2_000);
    assert!(summary["identities"].as_array().unwrap().iter().all(|identity| identity["holds"] == true));
    let told = output(&[path.to_str().unwrap()], b"");
    assert!(text(&told.stderr).starts_with("2,000 records: "), "{}", text(&told.stderr));
    assert!(text(&told.stderr).contains("tax + net = gross, where the tax is known: holds"));
    assert!(!text(&told.stderr).contains('\r'), "no bar where nobody watches");
    let one = output(&["--from", "ndjson"], &flat(&records(1)));
    assert!(text(&one.stderr).starts_with("1 record: 1 "), "{}", text(&one.stderr));
}

#[test]
fn one_record_can_be_explained() {
    let input = written("holders.ndjson", &flat(&records(200)));
    let explained = output(&[input.to_str().unwrap(), "--explain", "H00003"], b"");
    assert!(text(&explained.stdout).contains("H00003"), "{}", text(&explained.stderr));
    assert!(text(&explained.stdout).contains("20-F JT-"), "{}", text(&explained.stdout));
    let unknown = output(&[input.to_str().unwrap(), "--explain", "nobody"], b"");
    assert_eq!(unknown.status.code(), Some(2));
    let broken = output(&["--explain", "b"], format!("{HOLDER}\n{{\"id\":\"b\",\"kind\":\"persn\"}}\n").as_bytes());
    assert_eq!(broken.status.code(), Some(3));
    assert!(text(&broken.stderr).contains("standard input:2:"), "{}", text(&broken.stderr));
}

#[test]
fn a_full_disk_is_said_and_leaves_nothing() {
    if !Path::new("/dev/full").exists() {
        return;
    }
    let full = output(&["-o", "/dev/full", "--to", "ndjson"], HOLDER.as_bytes());
    assert_eq!(full.status.code(), Some(1));
    assert!(text(&full.stderr).contains("could not be written"), "{}", text(&full.stderr));
    let stdout = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let input = written("holders.ndjson", format!("{HOLDER}\n").as_bytes());
    let status = batch(&[input.to_str().unwrap(), "--threads", "3"]).stdout(stdout).stderr(Stdio::null()).status();
    assert_eq!(status.unwrap().code(), Some(1));
}

#[test]
fn a_run_that_is_killed_leaves_no_file_under_the_name() {
    let path = temporary("rows.ndjson");
    fs::write(&path, "an earlier run\n").unwrap();
    let mut child = batch(&["-o", path.to_str().unwrap()]).stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(&flat(&records(3_000))).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    drop(stdin);
    assert_eq!(fs::read_to_string(&path).unwrap(), "an earlier run\n");
    let again = output(&["-o", path.to_str().unwrap()], &flat(&records(10)));
    assert_eq!(again.status.code(), Some(3));
    assert_eq!(fs::read_to_string(&path).unwrap().lines().count(), 10);
}

#[test]
fn a_reader_that_has_enough_ends_the_run_quietly() {
    let path = written("holders.ndjson", &flat(&records(20_000)));
    let mut child = batch(&[path.to_str().unwrap(), "--threads", "2"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let mut told = String::new();
    child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(told, "");
}

#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_while_a_reader_pauses() {
    let mut child =
        batch(&["--threads", "2"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let many = flat(&records(10_000));
    const TIMES: usize = 12;
    let feeder = thread::spawn(move || (0..TIMES).for_each(|_| stdin.write_all(&many).unwrap()));
    thread::sleep(Duration::from_millis(700));
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    let kilobytes: u64 = peak.trim().trim_end_matches(" kB").parse().unwrap();
    assert!(kilobytes < 48 * 1024, "{kilobytes} kB");
    let mut rows = Vec::new();
    child.stdout.take().unwrap().read_to_end(&mut rows).unwrap();
    feeder.join().unwrap();
    child.wait().unwrap();
    assert_eq!(rows.iter().filter(|byte| **byte == b'\n').count(), TIMES * 10_000);
}

#[test]
fn formats_follow_the_names_of_files() {
    let input = written("holders.ndjson", &flat(&records(100)));
    for name in ["rows.csv", "rows.arrow", "rows.parquet", "rows.jsonl"] {
        let path = input.with_file_name(name);
        let run = output(&[input.to_str().unwrap(), "-o", path.to_str().unwrap()], b"");
        assert_eq!(run.status.code(), Some(3), "{}", text(&run.stderr));
        let bytes = fs::read(&path).unwrap();
        let begins: &[u8] = match name {
            "rows.csv" => b"id,status,",
            "rows.arrow" => &[0xff; 4],
            "rows.parquet" => b"PAR1",
            _ => b"{\"id\":",
        };
        assert!(bytes.starts_with(begins), "{name}");
    }
    let piped = output(&["--from", "parquet"], b"PAR1");
    assert_eq!(piped.status.code(), Some(1));
    assert!(text(&piped.stderr).contains("name the file"), "{}", text(&piped.stderr));
}
