//! The language that words are printed in: chosen once, before anything is read or answered.
//!
//! Sentences with figures stand in both languages where they are made: the compiler holds that both have the same figures
//! (`said!`, `write_said!`, `word!`). Words that are data, those of rules, facts and sources, are found in a
//! catalogue by the English ones ([`of`]): `src/lang/*.tsv`, which a translator can edit.

/// A text with figures, in the chosen language: `said!("{taken} was withheld", "{taken}が源泉徴収された")`.
macro_rules! said {
    ($en:literal, $ja:literal $(, $($figures:tt)*)?) => {
        match $crate::lang::chosen() {
            $crate::lang::Lang::En => ::std::format!($en $(, $($figures)*)?),
            $crate::lang::Lang::Ja => ::std::format!($ja $(, $($figures)*)?),
        }
    };
}

/// The same, written to something: `write_said!(f, "held since {day}", "{day}から保有")`.
macro_rules! write_said {
    ($to:expr, $en:literal, $ja:literal $(, $($figures:tt)*)?) => {
        match $crate::lang::chosen() {
            $crate::lang::Lang::En => ::std::write!($to, $en $(, $($figures)*)?),
            $crate::lang::Lang::Ja => ::std::write!($to, $ja $(, $($figures)*)?),
        }
    };
}

/// A text without figures, in the chosen language.
macro_rules! word {
    ($en:expr, $ja:expr) => {
        match $crate::lang::chosen() {
            $crate::lang::Lang::En => $en,
            $crate::lang::Lang::Ja => $ja,
        }
    };
}

mod catalogue;
mod codes;
mod foreign;
mod labels;

pub use catalogue::{entries, japanese, of};
pub use codes::{code, named};
pub use foreign::{of_csv, of_io, of_json, of_json_error, of_library};
pub use labels::*;

use std::sync::atomic::{AtomicU8, Ordering};

/// A language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Japanese.
    Ja,
}

static CHOSEN: AtomicU8 = AtomicU8::new(Lang::En as u8);

/// From now on words are printed in this language. The command line calls it once.
pub fn choose(lang: Lang) {
    CHOSEN.store(lang as u8, Ordering::Relaxed);
}

/// The language of words: English where none was chosen.
pub fn chosen() -> Lang {
    match CHOSEN.load(Ordering::Relaxed) {
        0 => Lang::En,
        _ => Lang::Ja,
    }
}

/// What this gives with its words in another language than was chosen.
pub fn within<T>(lang: Lang, make: impl FnOnce() -> T) -> T {
    let before = chosen();
    choose(lang);
    let made = make();
    choose(before);
    made
}

/// So many of something, by what one is called in English, several, and both in Japanese: `1 note`, `3 notes`, `注記3件`.
pub fn counted(count: usize, one: &str, many: &str, japanese: &str) -> String {
    match (chosen(), count) {
        (Lang::En, 1) => format!("1 {one}"),
        (Lang::En, _) => format!("{count} {many}"),
        (Lang::Ja, _) => format!("{japanese}{count}件"),
    }
}

/// The same of several things, of which those that there are none of are left out.
pub fn counted_all(parts: &[(usize, &str, &str, &str)]) -> String {
    let parts = parts.iter().filter(|(count, ..)| *count > 0);
    let parts: Vec<_> = parts.map(|(count, one, many, japanese)| counted(*count, one, many, japanese)).collect();
    parts.join(word!(", ", "、"))
}

impl Lang {
    /// By the environment: the first of these that is set and not empty names it, Japanese where it begins with `ja`.
    pub fn of_environment() -> Lang {
        let first = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| {
            let value = std::env::var(name).ok()?;
            (!value.is_empty()).then_some(value)
        });
        if first.is_some_and(|value| value.starts_with("ja")) { Lang::Ja } else { Lang::En }
    }

    /// The language with this code.
    pub fn from_code(code: &str) -> Option<Lang> {
        [Lang::En, Lang::Ja].into_iter().find(|lang| lang.code() == code)
    }

    /// Its code, as a page states it.
    pub fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Ja => "ja",
        }
    }
}
