//! What several layers share: rows of tables as profiles, and answers by dotted path.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use iijtax::case::Case;
use iijtax::dividend;
use iijtax::input::{Document, Given, Problem, read_case};
use iijtax::law::form_20f;
use iijtax::render::json;
use serde_json::Value;

/// A path inside the package.
pub fn path(relative: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(relative)
}

/// The profile's facts, or every problem in one text.
pub fn case(profile: &Value) -> Result<Case, String> {
    let read = || {
        let document = Document::new("profile.json", profile.to_string().into_bytes())?;
        let given = Given { holder: document.parse()?, dividends: Vec::new(), flags: Vec::new(), fx: None };
        read_case(&given)
    };
    read().map_err(|problems| texts(&problems))
}

/// The canonical answer to a profile.
pub fn answer(profile: &Value) -> Result<Value, String> {
    let case = case(profile)?;
    let answer = dividend::determine(&case, &form_20f::LAW);
    Ok(serde_json::from_str(&json::to_json(&json::Dividend::new(&answer))).expect("the answer is JSON"))
}

/// The value at a dotted path. A list is entered by position, by the `id`, `field` or `regime` of an
/// item, or with `*` for all of them; whatever lies below null, or is absent, is null.
pub fn at(value: &Value, path: &str) -> Value {
    let Some((first, rest)) = path.split_once('.').map(|(first, rest)| (first, Some(rest))).or(Some((path, None)))
    else {
        return Value::Null;
    };
    let below = |value: &Value| rest.map_or_else(|| value.clone(), |rest| at(value, rest));
    match value {
        Value::Object(fields) => fields.get(first).map_or(Value::Null, below),
        Value::Array(items) if first == "*" => Value::Array(items.iter().map(below).collect()),
        Value::Array(items) => {
            let named = |item: &&Value| ["id", "regime", "field"].iter().any(|key| item[key] == first);
            let by_position = first.parse().ok().and_then(|position: usize| items.get(position));
            by_position.or_else(|| items.iter().find(named)).map_or(Value::Null, below)
        }
        _ => Value::Null,
    }
}

/// Puts a value at a dotted path of objects, and of lists by position.
pub fn put(value: &mut Value, path: &str, cell: Value) {
    let (first, rest) = path.split_once('.').map_or((path, None), |(first, rest)| (first, Some(rest)));
    let inner = match first.parse::<usize>() {
        Ok(position) => {
            if value.is_null() {
                *value = Value::Array(Vec::new());
            }
            let items = value.as_array_mut().expect("positions are of lists");
            items.resize_with(items.len().max(position + 1), Default::default);
            &mut items[position]
        }
        Err(_) => {
            if value.is_null() {
                *value = Value::Object(Default::default());
            }
            &mut value[first]
        }
    };
    match rest {
        Some(rest) => put(inner, rest, cell),
        None => *inner = cell,
    }
}

/// Every problem in one text.
pub fn texts(problems: &[Problem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// A cell as JSON: lists, objects, booleans and null as themselves, all else as text.
pub fn cell(text: &str) -> Value {
    match text {
        "true" | "false" | "null" => serde_json::from_str(text).expect("a literal"),
        _ if text.starts_with(['[', '{']) => {
            serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.to_owned()))
        }
        _ => Value::String(text.to_owned()),
    }
}

/// A file of rates by name.
pub type Rates<'a> = Option<(&'a str, Vec<u8>)>;

/// Reads every `NAME.json` of a folder, with `NAME.csv` beside it as its rates, and holds the problems against
/// `NAME.txt`. With `UPDATE_GOLDEN` set the texts are written instead; read what changed.
pub fn invalid(folder: &str, least: usize, read: impl Fn(&str, Vec<u8>, Rates<'_>) -> Result<(), Vec<Problem>>) {
    let files = fs::read_dir(path(folder)).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files.filter(|file| file.extension().is_some_and(|ending| ending == "json")).collect();
    files.sort();
    assert!(files.len() >= least, "{} files", files.len());
    let mut wrong = Vec::new();
    for file in files {
        let name = |file: &Path| file.file_name().unwrap().to_string_lossy().into_owned();
        let rates_file = file.with_extension("csv");
        let rates_name = name(&rates_file);
        let rates = fs::read(&rates_file).ok().map(|bytes| (rates_name.as_str(), bytes));
        let got = match read(&name(&file), fs::read(&file).unwrap(), rates) {
            Ok(()) => "accepted".to_owned(),
            Err(problems) => texts(&problems),
        } + "\n";
        let golden = file.with_extension("txt");
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&golden, &got).unwrap();
        }
        let wanted = fs::read_to_string(&golden).unwrap_or_default();
        if got != wanted {
            wrong.push(format!("{}\n  wanted {wanted}  got    {got}", file.display()));
        }
    }
    assert!(wrong.is_empty(), "{} files differ:\n{}", wrong.len(), wrong.join("\n"));
}

/// Runs the program on every `NAME.json` of a folder, in every form that people and programs read, and holds what it
/// prints and its exit code against `golden/NAME.*`. With `UPDATE_GOLDEN` set those are written instead.
pub fn goldens(folder: &str, least: usize, command: &[&str]) {
    let files = fs::read_dir(path(folder)).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files.filter(|file| file.extension().is_some_and(|ending| ending == "json")).collect();
    files.sort();
    assert!(files.len() >= least, "{} files", files.len());
    let forms: [(&str, &str, &[&str]); 4] = [
        ("80.txt", "80", &[]),
        ("44.txt", "44", &[]),
        ("explained.txt", "80", &["--explain"]),
        ("json", "80", &["--format", "json"]),
    ];
    let mut wrong = Vec::new();
    for file in &files {
        for (ending, columns, flags) in forms {
            let run = Command::new(env!("CARGO_BIN_EXE_iijtax"))
                .args(command)
                .arg(file)
                .args(flags)
                .env("COLUMNS", columns)
                .output()
                .unwrap();
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            let exit = run.status.code().map_or("killed".to_owned(), |code| code.to_string());
            let got = format!("{}{}exit {exit}\n", text(&run.stdout), text(&run.stderr));
            let name = file.file_stem().unwrap().to_string_lossy();
            let golden = file.with_file_name("golden").join(format!("{name}.{ending}"));
            if std::env::var_os("UPDATE_GOLDEN").is_some() {
                fs::create_dir_all(golden.parent().unwrap()).unwrap();
                fs::write(&golden, &got).unwrap();
            }
            let wanted = fs::read_to_string(&golden).unwrap_or_default();
            if got != wanted {
                wrong.push(format!("{}\n--- wanted\n{wanted}--- got\n{got}", golden.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{} goldens differ:\n{}", wrong.len(), wrong.join("\n"));
}
