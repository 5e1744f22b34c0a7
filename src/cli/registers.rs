//! The files of a register: as they are named, folders and patterns taken apart, in a stated order.
//!
//! Arguments come in the order in which they are given; the files of a folder, and those below it, in the order of their
//! paths' bytes. Names that begin with `_` or `.` are left out, as who writes folders of parts means them to be.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Failure, inputs};
use crate::facts::Field;
use crate::input::{COLUMNS, Value, visible};
use crate::lang::{self, Lang};

/// One file, and what the folders say that it stands in.
#[derive(Debug)]
pub struct Part {
    pub path: PathBuf,
    /// Columns and their values, from `key=value` in the path.
    pub says: Vec<(String, Option<String>)>,
}

impl Part {
    /// What the folders say, as facts; what is no fact is left out.
    pub fn facts(&self) -> Vec<(Field, Option<Value<'_>>)> {
        let column = |key: &str| COLUMNS.iter().find(|column| column.path == key);
        let found = self.says.iter().filter_map(|(key, value)| Some((column(key)?, value.as_deref())));
        found.map(|(column, value)| (column.field, value.and_then(|value| column.value_of(value)))).collect()
    }
}

/// More files than anybody means.
const MOST: usize = 1_000_000;

/// The files that the arguments name.
pub fn parts(arguments: &[PathBuf]) -> Result<Vec<Part>, Failure> {
    let mut parts = Vec::new();
    for path in arguments {
        let text = path.to_str().unwrap_or_default();
        if path.is_dir() {
            let before = parts.len();
            walk(path, &mut Vec::new(), &mut parts)?;
            if parts.len() == before {
                return Err(Failure::Input(said!(
                    "{}: a folder without a file to read",
                    "{}: 読み取るファイルのないフォルダです。",
                    inputs::shown(path)
                )));
            }
        } else if !path.exists() && text.contains(['*', '?', '[']) {
            matching(text, &mut parts)?;
        } else {
            parts.push(Part { path: path.clone(), says: Vec::new() });
        }
    }
    Ok(parts)
}

fn walk(folder: &Path, says: &mut Vec<(String, Option<String>)>, parts: &mut Vec<Part>) -> Result<(), Failure> {
    let failed = |error| {
        let (name, error) = (inputs::shown(folder), lang::of_io(&error));
        Failure::Input(said!("{name}: could not be read: {error}", "{name}: 読み取れません（{error}）。"))
    };
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name();
        if !name.as_encoded_bytes().starts_with(b"_") && !name.as_encoded_bytes().starts_with(b".") {
            paths.push(entry.path());
        }
    }
    paths.sort_by(|one, other| one.as_os_str().as_encoded_bytes().cmp(other.as_os_str().as_encoded_bytes()));
    for path in paths {
        if parts.len() == MOST {
            let name = inputs::shown(folder);
            return Err(Failure::Input(said!(
                "{name}: more than {MOST} files",
                "{name}: ファイル数が{MOST}を超えます。"
            )));
        }
        if path.is_dir() {
            let said = path.file_name().and_then(|name| said(name.to_str()?));
            says.extend(said.clone());
            walk(&path, says, parts)?;
            says.truncate(says.len() - usize::from(said.is_some()));
        } else {
            parts.push(Part { path, says: says.clone() });
        }
    }
    Ok(())
}

fn of_glob(error: &glob::GlobError) -> String {
    match lang::chosen() {
        Lang::En => error.to_string(),
        Lang::Ja => format!("{}を読み取れません（{}）。", error.path().display(), lang::of_io(error.error())),
    }
}

fn matching(pattern: &str, parts: &mut Vec<Part>) -> Result<(), Failure> {
    let shown = visible(pattern);
    let paths = glob::glob(pattern).map_err(|error| {
        Failure::Usage(said!("{shown}: no pattern: {error}", "{shown}: パターンとして読めません（{error}）。"))
    })?;
    let before = parts.len();
    for path in paths {
        let path = path.map_err(|error| Failure::Input(format!("{shown}: {}", of_glob(&error))))?;
        let folders = path.parent().into_iter().flat_map(Path::components);
        let says = folders.filter_map(|folder| said(folder.as_os_str().to_str()?)).collect();
        if path.is_dir() {
            let mut says: Vec<_> = says;
            says.extend(path.file_name().and_then(|name| said(name.to_str()?)));
            walk(&path, &mut says, parts)?;
        } else {
            parts.push(Part { path, says });
        }
    }
    if parts.len() == before {
        return Err(Failure::Input(said!("{shown}: no file matches", "{shown}: 該当するファイルがありません。")));
    }
    Ok(())
}

/// What a folder called `key=value` says. Such values are escaped as in addresses, and one word stands for none.
fn said(name: &str) -> Option<(String, Option<String>)> {
    let (key, value) = name.split_once('=')?;
    let value = Some(unescaped(value)).filter(|value| value != "__HIVE_DEFAULT_PARTITION__");
    Some((unescaped(key), value))
}

fn unescaped(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let escaped = after
            .split_at_checked(2)
            .filter(|_| *first == b'%')
            .and_then(|(code, behind)| Some((u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok()?, behind)));
        match escaped {
            Some((byte, behind)) => {
                bytes.push(byte);
                rest = behind;
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
