//! What several layers share: rows of tables as profiles, and answers by dotted path.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use iijtax::dividend;
use iijtax::facts::Case;
use iijtax::input::{Document, Given, Problem, read_case};
use iijtax::law::{Law, form_20f};
use iijtax::render::json;
use serde_json::Value;

/// A path inside the package.
pub fn path(relative: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(relative)
}

/// The README and the topics of `iijtax help`, which is the reference that it leads to.
pub fn documents() -> String {
    let mut files = vec![path("README.md")];
    let topics = std::fs::read_dir(path("src/help")).unwrap().map(|entry| entry.unwrap().path());
    files.extend(topics);
    files[1..].sort();
    files.iter().map(|file| std::fs::read_to_string(file).unwrap() + "\n").collect()
}

/// The profile's facts, or every problem in one text.
pub fn case(profile: &Value) -> Result<Case, String> {
    let read = || {
        let document = Document::new("profile.json", profile.to_string().into_bytes())?;
        let given = Given::profile(&document);
        read_case(&given)
    };
    read().map_err(|problems| texts(&problems))
}

/// The canonical answer to a profile, by what the Form 20-F says.
pub fn answer(profile: &Value) -> Result<Value, String> {
    answer_under(&form_20f::LAW, profile)
}

/// The same by another law.
pub fn answer_under(law: &'static Law, profile: &Value) -> Result<Value, String> {
    let case = case(profile)?;
    let answer = dividend::determine(&case, law);
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

/// Takes the fields of the dividend that are `lent` out of what an answer did not use: what holders have in common says
/// of the distribution is for all of them, and nobody is told that it had no use for it.
pub fn forget_unused(answer: &mut Value, lent: &[&str]) {
    let unused = answer["unused"].as_array_mut().expect("an answer lists what it did not use");
    unused.retain(|path| {
        let path = path.as_str().and_then(|path| path.strip_prefix("dividend."));
        !path.is_some_and(|path| lent.contains(&path.split('.').next().unwrap_or(path)))
    });
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

/// What a run of the program left behind.
pub struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

/// Runs the built program with `args`, in `folder` of the package, at 80 columns, with `stdin`.
pub fn run_in(folder: &str, args: &[&str], stdin: &[u8]) -> Ran {
    run_at("80", folder, args, stdin)
}

/// The same at another width.
pub fn run_at(columns: &str, folder: &str, args: &[&str], stdin: &[u8]) -> Ran {
    let mut child = Command::new(env!("CARGO_BIN_EXE_iijtax"))
        .args(args)
        .current_dir(path(folder))
        .env("COLUMNS", columns)
        .env("LC_ALL", "C")
        .env_remove("NO_COLOR")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Who refuses its input early closes the pipe; that is no failure of the test.
    let _ = child.stdin.take().unwrap().write_all(stdin);
    let output = child.wait_with_output().unwrap();
    Ran {
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Runs the built program from the package's own folder, without input.
pub fn run(args: &[&str]) -> Ran {
    run_in(".", args, b"")
}

/// The JSON files of a folder of the package, in order.
pub fn json_files(folder: &str) -> Vec<PathBuf> {
    let files = fs::read_dir(path(folder)).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> =
        files.filter(|file| file.extension().is_some_and(|extension| extension == "json")).collect();
    files.sort();
    assert!(!files.is_empty(), "{folder} has no files");
    files
}

/// Holds `got` against the text in `file`, or writes it there when `UPDATE_GOLDEN` is set. In the place of the digest of the
/// law, which every change of law changes, stands a word; that it is the digest is tested by itself.
pub fn golden(file: &Path, got: &str) {
    let got = &got.replace(iijtax::law::digest(), "THE-LAW-DIGEST");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(file, got).unwrap();
    }
    let expected = fs::read_to_string(file).unwrap_or_default();
    assert!(
        expected == *got,
        "{} differs; run with UPDATE_GOLDEN=1 and read the diff\n--- expected\n{expected}\n--- got\n{got}",
        file.display()
    );
}

/// Every file of bad input in a folder is refused with its exact message, exit code 3 and nothing on standard output.
/// A `NAME.csv` beside it is its file of rates.
pub fn refused(folder: &str, least: usize, command: &[&str]) {
    let files = json_files(folder);
    assert!(files.len() >= least, "{folder} has {} files", files.len());
    for file in files {
        let name = |file: &Path| file.file_name().unwrap().to_str().unwrap().to_owned();
        let (json, rates) = (name(&file), file.with_extension("csv"));
        let csv = name(&rates);
        let fx: &[&str] = if rates.exists() { &["--fx", &csv] } else { &[] };
        let ran = run_in(folder, &[command, &[&json], fx].concat(), b"");
        assert_eq!((ran.code, ran.stdout.as_str()), (3, ""), "{json}: {}", ran.stderr);
        golden(&file.with_extension("err"), &ran.stderr);
    }
}

/// Every example of a folder prints what it printed before, for wide and narrow terminals, explained, and as JSON.
pub fn examples(folder: &str, kind: &str, command: &[&str]) {
    for file in json_files(folder) {
        let given = format!("{folder}/{}", file.file_name().unwrap().to_str().unwrap());
        let stem = file.file_stem().unwrap().to_str().unwrap();
        let forms: [(&str, &str, &[&str]); 4] = [
            ("txt", "80", &["--explain=all"]),
            ("44.txt", "44", &["--all"]),
            ("json", "80", &["--format", "json"]),
            ("csv", "80", &["--format", "csv"]),
        ];
        for (ending, columns, flags) in forms {
            let ran = run_at(columns, ".", &[command, &[&given], flags].concat(), b"");
            assert_eq!(ran.stderr, "", "{given}");
            golden(&path("fixtures/golden").join(format!("{stem}.{kind}.{ending}")), &ran.stdout);
        }
    }
}

/// A path of its own for a file that a test writes.
pub fn temporary(name: &str) -> PathBuf {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}-{number}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("the folder for tests can be written");
    folder.join(name)
}
