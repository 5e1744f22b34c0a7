//! What is wrong with the input, and where.

use std::fmt;

use crate::facts::Field;
use crate::lang::{self, Lang};
use crate::law::{Law, Outside};
use crate::units::Day;

/// Where a value stands: a file with line and column, or a flag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file as the user named it, or the flag.
    pub file: String,
    /// Line and column, both from 1, the column in characters; `None` for a flag or a whole file.
    pub at: Option<(usize, usize)>,
}

/// One thing that is wrong: where, which field, what was given, what was wanted, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Problem {
    pub place: Place,
    /// The dotted path of the field; empty for the whole document.
    pub path: String,
    pub got: String,
    pub wanted: String,
    /// What to do about it, when that is more than giving what was wanted.
    pub hint: Option<String>,
}

impl Problem {
    /// A date that the law does not cover.
    pub fn outside(place: Place, outside: &Outside) -> Problem {
        let Outside { law, day, field } = outside;
        let what = match field {
            Field::RecordDate => word!("a record date", "基準日"),
            Field::EntitlementDate => word!("an entitlement date", "権利確定日"),
            Field::ExDate => word!("an ex-dividend date", "配当落ち日"),
            Field::SaleDate => word!("a sale date", "売却日"),
            _ => word!("a payment date", "支払日"),
        };
        Problem { path: field.path().to_owned(), ..Problem::not_covered(place, law, *day, what) }
    }

    /// The same of a day that no fact of a dividend or a sale gives; the path is left to the caller.
    pub fn not_covered(place: Place, law: &Law, day: Day, what: &str) -> Problem {
        let wanted = said!(
            "{what} from {}, which the law {} covers: {}",
            "{}の{what}（{}の対象期間。{}）",
            law.covers,
            law.id,
            lang::of(law.ends_with)
        );
        Problem { place, path: String::new(), got: day.to_string(), wanted, hint: None }
    }

    /// All but where it stands.
    pub fn message(&self) -> String {
        let refused = got_wanted(&self.got, &self.wanted);
        match (&self.hint, lang::chosen()) {
            (None, _) => refused,
            (Some(hint), Lang::En) => format!("{refused}; {hint}"),
            (Some(hint), Lang::Ja) => format!("{refused}{}", ended(hint)),
        }
    }
}

/// What was given and what was wanted, both as nouns, in one sentence.
pub fn got_wanted(got: impl fmt::Display, wanted: impl fmt::Display) -> String {
    said!("got {got}, wanted {wanted}", "入力：{got}。条件：{wanted}。")
}

/// A hint as a whole Japanese sentence.
pub fn ended(hint: &str) -> String {
    let is_ended = hint.ends_with(['。', '？', '?']);
    if is_ended { hint.to_owned() } else { format!("{hint}。") }
}

/// What was meant by something like it.
pub fn meant(near: impl fmt::Display) -> String {
    said!("did you mean {near}?", "{near}の誤りではありませんか。")
}

/// One of these words.
pub fn one_of<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    said!("one of {}", "{}のいずれか", listed(words))
}

/// These words, one behind the other.
pub fn listed<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    words.into_iter().collect::<Vec<_>>().join(word!(", ", "、"))
}

/// Whose name a place goes by that is no file. Names are data, and stay; these are said in the chosen language.
pub fn named(file: &str) -> &str {
    match file {
        "standard input" => word!("standard input", "標準入力"),
        "the flags" => word!("the flags", "オプション"),
        file => file,
    }
}

impl Place {
    /// Its file, as a terminal may show it.
    pub fn name(&self) -> String {
        visible(named(&self.file))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name())?;
        match self.at {
            Some((line, column)) => write!(f, ":{line}:{column}"),
            None => Ok(()),
        }
    }
}

/// A character from outside as a terminal may show it.
fn shown_char(char: char) -> String {
    let turns = matches!(char, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if char.is_control() || turns { char.escape_unicode().to_string() } else { char.to_string() }
}

/// The same as one word of a shell, whole.
pub fn quoted(text: &str) -> String {
    let shown: String = text.chars().map(shown_char).collect();
    format!("'{}'", shown.replace('\'', "'\\''"))
}

/// Text from outside as a terminal may show it: control characters and those that turn the direction of
/// writing are escaped, and what is very long is cut.
pub fn visible(text: &str) -> String {
    const MOST: usize = 120;
    let mut shown: String = text.chars().take(MOST).map(shown_char).collect();
    if text.chars().nth(MOST).is_some() {
        shown.push('…');
    }
    shown
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.place)?;
        // A flag's name says which field it is.
        if !self.path.is_empty() && !self.place.file.starts_with("--") {
            write!(f, "{}: ", visible(&self.path))?;
        }
        f.write_str(&self.message())
    }
}
