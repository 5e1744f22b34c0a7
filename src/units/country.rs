//! Countries by code, and what they are called in a sentence.

use std::fmt;

use crate::lang;

/// A country by its two-letter code, ISO 3166-1.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

impl Country {
    pub const JAPAN: Country = Country::code("JP");
    pub const UNITED_STATES: Country = Country::code("US");

    /// A country of the law's tables. Panics, in a constant at compile time, unless it is two capital letters.
    #[expect(clippy::panic, reason = "codes are written in the program: in a constant a wrong one does not compile")]
    pub const fn code(code: &str) -> Country {
        match code.as_bytes() {
            [first @ b'A'..=b'Z', second @ b'A'..=b'Z'] => Country([*first, *second]),
            _ => panic!("two capital letters"),
        }
    }

    /// The country with this code, which is two capital letters.
    pub const fn of_letters(letters: [u8; 2]) -> Country {
        assert!(letters[0].is_ascii_uppercase() && letters[1].is_ascii_uppercase());
        Country(letters)
    }

    /// The same country; what `==` is not yet in constants.
    pub const fn is(self, other: Country) -> bool {
        self.0[0] == other.0[0] && self.0[1] == other.0[1]
    }

    /// The two letters of its code.
    #[expect(clippy::expect_used, reason = "both functions that make a country refuse what is no capital letter")]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("two capital letters")
    }

    /// Both letters of its code.
    #[inline]
    pub fn letters(self) -> [u8; 2] {
        self.0
    }

    /// The country's name in English, or its code where it has none.
    pub fn name(&self) -> &'static str {
        lang::of(self.name_in_english())
    }

    /// Its name in Japanese, whatever language was chosen.
    pub fn name_in_japanese(&self) -> Option<&'static str> {
        lang::japanese(self.name_in_english())
    }

    fn name_in_english(&self) -> &'static str {
        match *self {
            Country::JAPAN => "Japan",
            Country::UNITED_STATES => "the United States",
            other => {
                let in_a_sentence = IN_A_SENTENCE.iter().find(|(code, _)| *code == other.as_str());
                let listed = || celes::Country::from_alpha2(other.as_str()).ok().map(|country| country.long_name);
                in_a_sentence.map(|(_, name)| *name).or_else(listed).unwrap_or("an unknown country")
            }
        }
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Names that the list of countries writes as titles.
const IN_A_SENTENCE: &[(&str, &str)] = &[
    ("AE", "the United Arab Emirates"),
    ("BS", "the Bahamas"),
    ("CD", "the Democratic Republic of the Congo"),
    ("CF", "the Central African Republic"),
    ("DO", "the Dominican Republic"),
    ("GB", "the United Kingdom"),
    ("KR", "the Republic of Korea"),
    ("KY", "the Cayman Islands"),
    ("MD", "the Republic of Moldova"),
    ("NL", "the Netherlands"),
    ("PH", "the Philippines"),
    ("RU", "the Russian Federation"),
    ("TW", "Taiwan"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_country_has_a_japanese_name() {
        let letters = || b'A'..=b'Z';
        let all = letters().flat_map(|first| letters().map(move |second| Country::of_letters([first, second])));
        let lacking: Vec<_> = all.filter(|it| it.name_in_japanese().is_none()).collect();
        assert!(lacking.is_empty(), "{lacking:?}");
        assert_eq!(Country::UNITED_STATES.name_in_japanese(), Some("米国"));
    }
}
