//! Standard output that takes nothing, or not all: what nobody can have read is an error, who has read enough is none.

#![cfg(unix)]

use std::fs;
use std::io::Read;
use std::process::{Command, Output, Stdio};

use crate::support::{path, temporary};

/// A command of every kind, and some that end before any command.
const COMMANDS: &[&[&str]] = &[
    &["dividend", "--holder", "fixtures/holders/us-individual-ads.json"],
    &["dividend", "--holder", "fixtures/holders/us-individual-ads.json", "--all"],
    &["dividend", "--holder", "fixtures/holders/us-individual-ads.json", "--format", "json"],
    &["dividend", "--holder", "fixtures/holders/us-individual-ads.json", "--format", "csv"],
    &["compare", "--holder", "fixtures/holders/us-individual-ads.json"],
    &["timeline", "--residence", "US"],
    &["gain", "--holder", "fixtures/sales/us-individual-first-in-first-out.json"],
    &["year", "--holder", "fixtures/year/forms.json", "--tax-year", "2025"],
    &["pfic", "status", "--company", "fixtures/companies/three-years.json"],
    &["pfic", "excess", "--holding", "fixtures/holdings/yen-test.json"],
    &["rules"],
    &["schema", "holder"],
    &["completions", "bash"],
    &["man"],
    &["--help"],
    &["--version"],
    &["batch", "fixtures/registers/holders.csv"],
    &["batch", "fixtures/registers/holders.csv", "--to", "ndjson"],
    &["batch", "fixtures/registers/holders.csv", "--to", "arrow"],
    &["batch", "fixtures/registers/holders.csv", "--to", "parquet"],
    &["batch", "fixtures/registers/holders.csv", "--explain", "A1"],
    &["batch", "fixtures/registers/holders.csv", "-o", "/dev/null", "--to", "csv", "--summary", "-"],
];

const PROGRAM: &str = env!("CARGO_BIN_EXE_iijtax");

#[track_caller]
fn assert_fails(run: &Output, command: &[&str], said: &str) {
    let told = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(1), "{command:?}: {told}");
    assert!(told.contains(said), "{command:?}: {told}");
}

#[test]
fn a_standard_output_that_is_closed_is_an_error_of_every_command() {
    for command in COMMANDS {
        let mut shell = Command::new("sh");
        shell.args(["-c", "exec \"$0\" \"$@\" >&-", PROGRAM]).args(*command).current_dir(path("."));
        assert_fails(&shell.output().unwrap(), command, "standard output is closed");
    }
}

#[test]
fn a_pipe_that_nobody_reads_is_an_error_of_every_command() {
    for command in COMMANDS {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut program = Command::new(PROGRAM);
        program.args(*command).current_dir(path(".")).stdout(writer).stderr(Stdio::piped());
        let run = program.spawn().unwrap().wait_with_output().unwrap();
        assert_fails(&run, command, "closed before anything could be written");
    }
}

#[test]
fn a_full_disk_is_an_error_of_every_command() {
    if !std::path::Path::new("/dev/full").exists() {
        return;
    }
    for command in COMMANDS {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut program = Command::new(PROGRAM);
        program.args(*command).current_dir(path(".")).stdout(full).stderr(Stdio::piped());
        let run = program.spawn().unwrap().wait_with_output().unwrap();
        assert_fails(&run, command, "could not be written");
    }
}

#[test]
fn a_device_that_takes_everything_is_none() {
    for command in COMMANDS {
        let mut program = Command::new(PROGRAM);
        // As other programs open it for theirs: for reading as well.
        let null = fs::OpenOptions::new().read(true).write(true).open("/dev/null").unwrap();
        program.args(*command).current_dir(path(".")).stdout(null).stderr(Stdio::piped());
        let run = program.spawn().unwrap().wait_with_output().unwrap();
        let told = String::from_utf8_lossy(&run.stderr);
        assert!(run.status.code().is_some_and(|code| code != 1), "{command:?}: {told}");
    }
}

#[test]
fn who_has_read_enough_ends_a_command_quietly() {
    for command in [&["schema", "holder"][..], &["rules"], &["man"]] {
        let mut program = Command::new(PROGRAM);
        program.args(command).current_dir(path(".")).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = program.spawn().unwrap();
        let mut first = [0];
        child.stdout.take().unwrap().read_exact(&mut first).unwrap();
        let run = child.wait_with_output().unwrap();
        assert_eq!((run.status.code(), &*run.stderr), (Some(0), &b""[..]), "{command:?}");
    }
}

#[test]
fn a_standard_output_that_is_not_used_may_be_closed() {
    let rows = temporary("rows.csv");
    let mut shell = Command::new("sh");
    shell.args(["-c", "exec \"$0\" \"$@\" >&-", PROGRAM, "batch", "fixtures/registers/holders.csv", "-o"]).arg(&rows);
    let run = shell.current_dir(path(".")).output().unwrap();
    assert_eq!(run.status.code(), Some(0), "{}", String::from_utf8_lossy(&run.stderr));
    assert_eq!(fs::read_to_string(&rows).unwrap().lines().count(), 7);
}
