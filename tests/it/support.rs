//! What several layers share: rows of tables as profiles, and answers by dotted path.

use std::path::{Path, PathBuf};

use iijtax::case::Case;
use iijtax::dividend;
use iijtax::input::{Document, Given, read_case};
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
    read().map_err(|problems| {
        problems.iter().map(ToString::to_string).collect::<Vec<_>>().join(
            "
",
        )
    })
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

/// Puts a value at a dotted path of objects.
pub fn put(object: &mut Value, path: &str, value: Value) {
    match path.split_once('.') {
        Some((first, rest)) => {
            let inner = &mut object[first];
            if inner.is_null() {
                *inner = Value::Object(Default::default());
            }
            put(inner, rest, value);
        }
        None => object[path] = value,
    }
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

/// A path of its own for a file that a test writes.
pub fn temporary(name: &str) -> PathBuf {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}-{number}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("the folder for tests can be written");
    folder.join(name)
}
