//! Records of JSON whose keys have other names than facts: each rewritten, on its line. Keys inside objects go by their
//! dotted paths.

use std::io::{self, BufRead, BufReader, Read};

use super::Input;
use crate::facts::ValueType;
use crate::input::{Names, Rename, members};
use crate::register::MAX_RECORD;
use crate::register::hand_over::hand_over;
use crate::render::rows::push_text;

/// Rewrites keys, and the values of those that are mapped.
pub struct Renamed {
    input: BufReader<Input>,
    names: Names,
    line: Vec<u8>,
    out: Vec<u8>,
    at: usize,
}

impl Renamed {
    pub fn new(input: Input, names: Names) -> Renamed {
        Renamed { input: BufReader::new(input), names, line: Vec::new(), out: Vec::new(), at: 0 }
    }

    fn rewrite(&mut self) {
        let Renamed { line, out, names, .. } = self;
        let text = std::str::from_utf8(line).ok();
        let trimmed = text.map(|text| text.trim_matches(['\u{feff}', ' ', '\t', '\r', '\n']));
        // What is no record is refused where it stands.
        let Some(members) = trimmed.filter(|text| text.starts_with('{')).and_then(members) else {
            out.extend_from_slice(line);
            return;
        };
        let mut moved = Vec::new();
        write(&members, "", names, out, &mut moved);
        // What stood inside other objects stands behind them, under its whole path.
        if let Some((_comma, moved)) = moved.split_first() {
            out.pop();
            if out.last() != Some(&b'{') {
                out.push(b',');
            }
            out.extend_from_slice(moved);
            out.push(b'}');
        }
        if line.ends_with(b"\n") {
            out.push(b'\n');
        }
    }
}

/// Writes an object with the members that stay in it. What is renamed inside another is moved out, each behind a comma.
fn write(members: &[(&str, &str)], prefix: &str, names: &Names, out: &mut Vec<u8>, moved: &mut Vec<u8>) {
    let begin = out.len();
    out.push(b'{');
    let comma = |out: &mut Vec<u8>| {
        if out.len() > begin + 1 {
            out.push(b',');
        }
    };
    for (key, value) in members {
        let own = format!("{prefix}{}", serde_json::from_str::<String>(key).unwrap_or_default());
        if let Some(rename) = names.rename(&own) {
            let to = if prefix.is_empty() { &mut *out } else { &mut *moved };
            if prefix.is_empty() {
                comma(to);
            } else {
                to.push(b',');
            }
            push_text(to, rename.to.path);
            to.push(b':');
            push_value(to, rename, value);
            continue;
        }
        let inside =
            Some(*value).filter(|value| value.starts_with('{') && names.goes_into(&own)).and_then(self::members);
        let (before, moved_before) = (out.len(), moved.len());
        comma(out);
        out.extend_from_slice(key.as_bytes());
        out.push(b':');
        match inside {
            None => out.extend_from_slice(value.as_bytes()),
            Some(inside) => {
                write(&inside, &format!("{own}."), names, out, moved);
                // An object of which all was moved is none any more.
                if out.ends_with(b"{}") && moved.len() > moved_before {
                    out.truncate(before);
                }
            }
        }
    }
    out.push(b'}');
}

fn push_value(out: &mut Vec<u8>, rename: &Rename, value: &str) {
    let is_text = value.starts_with('"');
    let text = if is_text { serde_json::from_str::<String>(value).unwrap_or_default() } else { value.to_owned() };
    let mapped = if is_text { rename.value(&text) } else { rename.number(&text) };
    let is_bool = matches!(rename.to.value, ValueType::Bool | ValueType::DateOrBool);
    match &*mapped {
        "true" | "false" if is_bool => out.extend_from_slice(mapped.as_bytes()),
        mapped if mapped == text => out.extend_from_slice(value.as_bytes()),
        // A word that says that nothing is known.
        "" => out.extend_from_slice(b"null"),
        mapped => push_text(out, mapped),
    }
}

impl Read for Renamed {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at == self.out.len() {
            self.at = 0;
            self.out.clear();
            self.line.clear();
            let most = MAX_RECORD as u64 + 1;
            (&mut self.input).take(most).read_until(b'\n', &mut self.line)?;
            self.rewrite();
        }
        hand_over(&self.out, &mut self.at, buffer)
    }
}
