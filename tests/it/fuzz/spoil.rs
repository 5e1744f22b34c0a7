//! Ways of spoiling an input: by its facts, its cells, its bytes.

use std::fmt;

use serde_json::Value;

use crate::holders::Numbers;

/// JSON that can be what no parser would give back: keys that stand twice, numbers and texts as they are written.
#[derive(Clone)]
pub enum Tree {
    Raw(String),
    List(Vec<Tree>),
    Object(Vec<(String, Tree)>),
}

/// Values where others belong, as JSON.
const ODD: [&str; 34] = [
    "1e-05",
    "1E400",
    "-0",
    "-0.0",
    "1e-400",
    "0.00000000000000000000000000000001",
    "1e5",
    "12e1",
    "1.0E+2",
    "-1",
    "0",
    "99999999999999999999999999999999999999999999999999999999999999",
    "79228162514264337593543950336",
    "\"\"",
    "\"0\"",
    "\"1e5\"",
    "\"-0\"",
    "\" 1\"",
    "\"\\ud800\"",
    "\"\\udc00\\ud800\"",
    "\"\\u0000\"",
    "\"\\ud83d\\ude00\"",
    "\"\u{202e}\"",
    "\"\u{feff}\"",
    "null",
    "true",
    "false",
    "[]",
    "{}",
    "[[]]",
    "{\"\":0}",
    "[null]",
    "\"US\"",
    "01",
];

/// Days on both sides of every edge, days outside of all law, and days that are none.
const DAYS: [&str; 24] = [
    "1899-12-31",
    "1900-01-01",
    "1972-07-09",
    "1999-12-31",
    "2003-12-31",
    "2004-06-30",
    "2004-07-01",
    "2005-01-01",
    "2007-03-31",
    "2010-12-31",
    "2011-01-01",
    "2013-01-01",
    "2014-01-01",
    "2019-08-30",
    "2019-11-01",
    "2020-02-29",
    "2026-06-26",
    "2037-12-31",
    "2038-01-01",
    "2999-12-31",
    "3000-01-01",
    "0000-00-00",
    "2007-02-29",
    "2007-3-1",
];

/// Texts that are none of the words, days or numbers that a cell should hold.
pub const WORDS: [&str; 16] = [
    "",
    " ",
    "null",
    "NaN",
    "inf",
    "1e-05",
    "1E400",
    "-0",
    "-1",
    "2011-05-01",
    "1899-12-31",
    "2999-12-31",
    "\u{0}",
    "\u{202e}",
    "[{\"shares\":1}]",
    "99999999999999999999999999999999999999999999",
];

impl Tree {
    pub fn of(value: &Value) -> Tree {
        match value {
            Value::Array(items) => Tree::List(items.iter().map(Tree::of).collect()),
            Value::Object(fields) => Tree::Object(
                fields.iter().map(|(key, value)| (Value::from(key.as_str()).to_string(), Tree::of(value))).collect(),
            ),
            other => Tree::Raw(other.to_string()),
        }
    }

    /// Leaves out some of all days, and puts others in the place of some.
    pub fn date(&mut self, numbers: &mut Numbers) {
        match self {
            Tree::Raw(_) if self.is_day() && numbers.below(2) == 0 => {
                *self = Tree::Raw(format!("\"{}\"", numbers.of(&DAYS)))
            }
            Tree::Raw(_) => {}
            Tree::List(items) => items.iter_mut().for_each(|item| item.date(numbers)),
            Tree::Object(fields) => {
                fields.retain(|(_, value)| !value.is_day() || numbers.below(3) > 0);
                fields.iter_mut().for_each(|(_, value)| value.date(numbers));
            }
        }
    }

    fn is_day(&self) -> bool {
        matches!(self, Tree::Raw(text) if text.len() == 12 && text.matches('-').count() == 2)
    }

    /// Spoils something somewhere.
    pub fn spoil(&mut self, numbers: &mut Numbers) {
        let goes_down = numbers.below(3) > 0;
        match self {
            Tree::Object(fields) if !fields.is_empty() => {
                let at = numbers.below(fields.len() as u64) as usize;
                match goes_down {
                    true => fields[at].1.spoil(numbers),
                    false => spoil_fields(fields, at, numbers),
                }
            }
            Tree::List(items) if !items.is_empty() => {
                let at = numbers.below(items.len() as u64) as usize;
                match goes_down {
                    true => items[at].spoil(numbers),
                    false => spoil_items(items, at, numbers),
                }
            }
            _ => *self = self.other(numbers),
        }
    }

    /// Something else in the place of a value.
    fn other(&self, numbers: &mut Numbers) -> Tree {
        match numbers.below(12) {
            0..=4 if self.is_day() => Tree::Raw(format!("\"{}\"", numbers.of(&DAYS))),
            0 => Tree::Raw(format!("\"{}\"", "x".repeat(1 << numbers.below(18)))),
            1 => Tree::Raw("9".repeat(1 << numbers.below(12))),
            2 => Tree::List(vec![self.clone()]),
            3 => Tree::Object(vec![("\"from\"".to_owned(), self.clone())]),
            4 => {
                let depth = 1 << numbers.below(17);
                Tree::Raw("[".repeat(depth) + &"]".repeat(depth))
            }
            _ => Tree::Raw(numbers.of(&ODD).to_owned()),
        }
    }
}

fn spoil_fields(fields: &mut Vec<(String, Tree)>, at: usize, numbers: &mut Numbers) {
    let other = numbers.below(fields.len() as u64) as usize;
    match numbers.below(9) {
        0 | 1 => drop(fields.remove(at)),
        2 => fields.push(fields[at].clone()),
        3 => fields.swap(at, other),
        4 => fields[at].1 = fields[other].1.clone(),
        5 => fields[at].1 = fields[at].1.other(numbers),
        // The same key in another way of writing.
        6 => {
            let key = &fields[at].0;
            if let Some(first) = key.chars().nth(1).filter(char::is_ascii_lowercase) {
                fields[at].0 = format!("\"\\u{:04x}{}", u32::from(first), &key[2..]);
            }
        }
        7 => fields[at].0 = fields[at].0.replacen('_', "", 1),
        _ => {
            // Dotted where it was nested.
            if let Tree::Object(inner) = fields[at].1.clone() {
                let outer = fields.remove(at).0;
                let outer = outer.trim_matches('"');
                fields.extend(inner.into_iter().map(|(key, value)| (format!("\"{outer}.{}", &key[1..]), value)));
            }
        }
    }
}

fn spoil_items(items: &mut Vec<Tree>, at: usize, numbers: &mut Numbers) {
    let item = items[at].clone();
    match numbers.below(5) {
        0 => drop(items.remove(at)),
        1 => items.push(item),
        2 => items.extend(std::iter::repeat_n(item, 1 << numbers.below(9))),
        3 => items.reverse(),
        _ => items[at] = item.other(numbers),
    }
}

impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Tree::Raw(text) => f.write_str(text),
            Tree::List(items) => {
                f.write_str("[")?;
                for (at, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if at > 0 { "," } else { "" })?;
                }
                f.write_str("]")
            }
            Tree::Object(fields) => {
                f.write_str("{")?;
                for (at, (key, value)) in fields.iter().enumerate() {
                    write!(f, "{}{key}:{value}", if at > 0 { "," } else { "" })?;
                }
                f.write_str("}")
            }
        }
    }
}

/// Puts something else into some cells of a table.
pub fn cells(text: &str, numbers: &mut Numbers) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for _ in 0..numbers.below(4) {
        let line = numbers.below(lines.len() as u64) as usize;
        let mut cells: Vec<&str> = lines[line].split(',').collect();
        let at = numbers.below(cells.len() as u64) as usize;
        match numbers.below(6) {
            0 => drop(cells.remove(at)),
            1 => cells.push(""),
            2 => cells[at] = numbers.of(&DAYS),
            3 => cells[at] = numbers.of(&ODD),
            _ => cells[at] = numbers.of(&WORDS),
        }
        lines[line] = cells.join(",");
        if numbers.below(4) == 0 {
            let twice = lines[line].clone();
            lines.push(twice);
        }
    }
    lines.join(numbers.of(&["\n", "\n", "\r\n"])) + "\n"
}

/// Changes, takes out, puts in or doubles some bytes, or cuts the rest off.
pub fn bytes(input: &mut Vec<u8>, numbers: &mut Numbers) {
    for _ in 0..=numbers.below(4) {
        if input.is_empty() {
            return;
        }
        let at = numbers.below(input.len() as u64) as usize;
        match numbers.below(8) {
            0 => input.truncate(at),
            1 => drop(input.remove(at)),
            2 => input.insert(at, numbers.below(256) as u8),
            3 => input[at] ^= 1 << numbers.below(8),
            4 => {
                let end = (at + 1 + numbers.below(40) as usize).min(input.len());
                let again = input[at..end].to_vec();
                input.splice(at..at, again);
            }
            5 => input[at] = b"\"\\{}[],:\n\r\x00\xff"[numbers.below(12) as usize],
            _ => input[at] = numbers.below(256) as u8,
        }
    }
}
