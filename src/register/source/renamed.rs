//! Records of JSON whose keys have other names than facts: each rewritten, on its line.

use std::io::{self, BufRead, BufReader, Read};

use super::Input;
use crate::input::{Names, members};
use crate::register::MAX_RECORD;
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
        let text = std::str::from_utf8(&self.line).ok();
        let trimmed = text.map(|text| text.trim_matches(['\u{feff}', ' ', '\t', '\r', '\n']));
        // What is no record is refused where it stands.
        let Some(members) = trimmed.filter(|text| text.starts_with('{')).and_then(members) else {
            self.out.extend_from_slice(&self.line);
            return;
        };
        self.out.push(b'{');
        for (at, (key, value)) in members.into_iter().enumerate() {
            if at > 0 {
                self.out.push(b',');
            }
            let own = serde_json::from_str::<String>(key).unwrap_or_default();
            let Some(rename) = self.names.rename(&own) else {
                self.out.extend_from_slice(key.as_bytes());
                self.out.push(b':');
                self.out.extend_from_slice(value.as_bytes());
                continue;
            };
            push_text(&mut self.out, rename.to.path);
            self.out.push(b':');
            let text = match value.starts_with('"') {
                true => serde_json::from_str::<String>(value).unwrap_or_default(),
                false => value.to_owned(),
            };
            match (rename.value(&text), value) {
                (mapped, _) if mapped == text => self.out.extend_from_slice(value.as_bytes()),
                (mapped, _) if matches!(&*mapped, "true" | "false") => self.out.extend_from_slice(mapped.as_bytes()),
                (mapped, _) => push_text(&mut self.out, &mapped),
            }
        }
        self.out.push(b'}');
        if self.line.ends_with(b"\n") {
            self.out.push(b'\n');
        }
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
        let count = buffer.len().min(self.out.len() - self.at);
        buffer[..count].copy_from_slice(&self.out[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}
