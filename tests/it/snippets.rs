//! Errors on a terminal, which `script` gives them: the line, a caret below what is wrong, and what to do. In a pipe each
//! is one line, and JSON is JSON.

use std::process::Command;

use serde_json::Value;

use crate::support::{golden, json_files, path, run, temporary};

/// What a terminal of so many columns shows of a command.
fn terminal(columns: &str, command: &str, more: &[(&str, &str)]) -> String {
    let output = Command::new("script")
        .args(["-qec", &format!("{} {command}", env!("CARGO_BIN_EXE_iijtax")), "/dev/null"])
        .current_dir(path("."))
        .env("COLUMNS", columns)
        .env("TERM", "xterm")
        .env_remove("NO_COLOR")
        .envs(more.iter().copied())
        .output()
        .expect("`script` is part of every Linux");
    String::from_utf8(output.stdout).unwrap().replace("\r\n", "\n")
}

const PLAIN: &[(&str, &str)] = &[("NO_COLOR", "1")];

#[test]
fn an_error_on_a_terminal_shows_its_line() {
    let command = "dividend --holder fixtures/invalid/unknown-key.json";
    for columns in ["40", "80"] {
        for (more, ending) in [(PLAIN, "txt"), (&[][..], "ansi")] {
            let shown = terminal(columns, command, more);
            golden(&path("fixtures/golden/screen").join(format!("error.{columns}.{ending}")), &shown);
            let wide = shown.lines().filter(|_| ending == "txt").find(|line| line.chars().count() > 80);
            assert_eq!(wide, None);
        }
    }
}

/// Every invalid example: each problem that has a place shows its line and a caret below its column.
#[test]
fn every_located_problem_has_a_caret_where_it_is() {
    let mut carets = 0;
    for file in json_files("fixtures/invalid") {
        let name = format!("fixtures/invalid/{}", file.file_name().unwrap().to_str().unwrap());
        let errors: Value =
            serde_json::from_str(&run(&["dividend", "--holder", &name, "--format", "json"]).stderr).unwrap();
        let shown = terminal("100", &format!("dividend --holder {name}"), PLAIN);
        let text = String::from_utf8_lossy(&std::fs::read(&file).unwrap()).into_owned();
        assert!(!shown.contains('\u{1b}') && !shown.contains("panicked"), "{shown}");
        for error in errors["errors"].as_array().unwrap() {
            let (Some(line), Some(column)) = (error["line"].as_u64(), error["column"].as_u64()) else { continue };
            let Some(of_file) = text.lines().nth(line as usize - 1) else { continue };
            let place = format!("--> {name}:{line}:{column}\n");
            let mut behind = shown.split(&place).skip(1);
            let behind = behind.next().unwrap_or_else(|| panic!("{place} is not in\n{shown}"));
            let lines: Vec<&str> = behind.lines().skip(1).take(2).collect();
            let [this, below] = lines[..] else { panic!("{shown}") };
            let at = this.find("| ").unwrap() + 2;
            // Where a line is cut, or has characters of two columns, only the caret is looked for.
            let is_plain =
                of_file.is_ascii() && of_file.len() < 80 && !of_file.contains(|char: char| char.is_control());
            if is_plain {
                assert_eq!(this[at..].trim_end(), of_file.trim_end(), "{name}");
                assert_eq!(below.find('^'), Some(at + column as usize - 1), "{name}:\n{shown}");
            }
            assert!(below.contains('^'), "{name}:\n{shown}");
            carets += 1;
        }
    }
    assert!(carets > 60, "{carets}");
}

#[test]
fn a_cell_of_a_register_is_marked_in_its_row() {
    let register = temporary("cells.csv");
    std::fs::write(&register, "id,kind,residence,shares\nA,individual,US,10\n\"B, or C\",persn,US,5\n").unwrap();
    let command = format!("batch {} --on-error stop", register.display());
    let shown = terminal("100", &command, PLAIN);
    let wanted = "\
3 | \"B, or C\",persn,US,5
  |           ^^^^^
";
    assert!(shown.contains(wanted), "{shown}");
    assert!(shown.contains("error: kind: got \"persn\", wanted "), "{shown}");
}

#[test]
fn json_is_json_and_a_pipe_has_one_line_for_each() {
    let name = "fixtures/invalid/unknown-key.json";
    let shown = terminal("80", &format!("dividend --holder {name} --format json"), &[]);
    let errors: Value = serde_json::from_str(&shown).unwrap();
    assert_eq!(errors["errors"].as_array().unwrap().len(), 2);
    let piped = run(&["dividend", "--holder", name]);
    assert_eq!(piped.stderr.lines().count(), 2);
    // A flag has no line.
    let flag = terminal("80", "dividend --residence US --kind persn", PLAIN);
    assert_eq!(flag.lines().count(), 1, "{flag}");
}

#[test]
fn what_controls_a_terminal_does_not_reach_it_in_a_line() {
    let profile = temporary("escape.json");
    std::fs::write(&profile, b"{\"kind\": \"individual\", \"residence\": \"US\", \"\x1b[31mred\": 1}\n").unwrap();
    let shown = terminal("80", &format!("dividend --holder {}", profile.display()), PLAIN);
    assert!(shown.contains("error: ") && !shown.contains("\u{1b}[31m"), "{shown:?}");
}
