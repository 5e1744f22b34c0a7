//! Values that are written as nearly all are: a day, a country, a word or a number of few digits, straight from the bytes
//! of a text.
//!
//! Whatever is written in any other way is left where it stands, and goes the long way, where every value is read and every
//! error has its words. A value that is taken here is the one that the long way reads: a test holds the two together.

use rust_decimal::Decimal;

use super::bytes::{controls, equal_to, word_at};
use super::json::Cursor;
use super::scalar;
use crate::facts::ValueType;
use crate::units::{Country, Day};

const QUOTE: u8 = b'"';

/// How values are written.
pub trait Notation {
    /// Texts stand in quotes, and so may numbers.
    const IN_QUOTES: bool;

    /// The first byte behind a number without quotes, as the high bit of its place in a word.
    fn ends_of_number(word: u64) -> u64;

    /// The same behind a text.
    fn ends_of_text(word: u64) -> u64;

    /// Whether the byte behind a text is one that can stand there.
    fn is_end(byte: u8) -> bool;

    /// The bytes of a day, where what stands around them is what stands around a text.
    fn day<'a>(cursor: &Cursor<'a>) -> Option<&'a [u8; Day::LENGTH]>;

    /// The same of two letters.
    fn letters(cursor: &Cursor<'_>) -> Option<[u8; 2]>;
}

/// As in JSON.
pub struct Json;

/// As the cells of a line of comma-separated values, without quotes.
pub struct Cells;

impl Notation for Json {
    const IN_QUOTES: bool = true;

    #[inline(always)]
    fn ends_of_number(word: u64) -> u64 {
        equal_to(b',', word) | equal_to(b'}', word)
    }

    #[inline(always)]
    fn ends_of_text(word: u64) -> u64 {
        equal_to(QUOTE, word) | equal_to(b'\\', word) | controls(word)
    }

    #[inline(always)]
    fn is_end(byte: u8) -> bool {
        byte == QUOTE
    }

    #[inline(always)]
    fn day<'a>(cursor: &Cursor<'a>) -> Option<&'a [u8; Day::LENGTH]> {
        if let [QUOTE, day @ .., QUOTE] = cursor.ahead::<{ Day::LENGTH + 2 }>()? { Some(day) } else { None }
    }

    #[inline(always)]
    fn letters(cursor: &Cursor<'_>) -> Option<[u8; 2]> {
        if let [QUOTE, first, second, QUOTE] = *cursor.ahead()? { Some([first, second]) } else { None }
    }
}

impl Notation for Cells {
    const IN_QUOTES: bool = false;

    #[inline(always)]
    fn ends_of_number(word: u64) -> u64 {
        equal_to(b',', word) | equal_to(b'\n', word)
    }

    /// A return ends it too: what has one goes the long way.
    #[inline(always)]
    fn ends_of_text(word: u64) -> u64 {
        equal_to(b',', word) | equal_to(b'\n', word) | equal_to(b'\r', word)
    }

    #[inline(always)]
    fn is_end(byte: u8) -> bool {
        byte == b',' || byte == b'\n'
    }

    #[inline(always)]
    fn day<'a>(cursor: &Cursor<'a>) -> Option<&'a [u8; Day::LENGTH]> {
        let [day @ .., end] = cursor.ahead::<{ Day::LENGTH + 1 }>()?;
        Self::is_end(*end).then_some(day)
    }

    #[inline(always)]
    fn letters(cursor: &Cursor<'_>) -> Option<[u8; 2]> {
        let [first, second, end] = *cursor.ahead()?;
        Self::is_end(end).then_some([first, second])
    }
}

/// Passes over a text of so many bytes, and its quotes.
#[inline(always)]
fn pass<N: Notation>(cursor: &mut Cursor<'_>, length: usize) {
    cursor.at += length + if N::IN_QUOTES { 2 } else { 0 };
}

/// A day.
#[inline(always)]
pub(super) fn day<N: Notation>(cursor: &mut Cursor<'_>) -> Option<Day> {
    let day = Day::parse(N::day(cursor)?)?;
    pass::<N>(cursor, Day::LENGTH);
    Some(day)
}

/// The code of a country.
#[inline(always)]
pub(super) fn country<N: Notation>(cursor: &mut Cursor<'_>) -> Option<Country> {
    let country = scalar::country_of(N::letters(cursor)?)?;
    pass::<N>(cursor, 2);
    Some(country)
}

/// True or false.
#[inline(always)]
pub(super) fn truth<N: Notation>(cursor: &mut Cursor<'_>) -> Option<bool> {
    let (is, length, end) = match cursor.ahead::<6>()? {
        [b'f', b'a', b'l', b's', b'e', end] => (false, 5, end),
        [b't', b'r', b'u', b'e', end, _] => (true, 4, end),
        _ => return None,
    };
    // In JSON it has no quotes that could end it, and who goes on behind it looks at what stands there.
    if !N::IN_QUOTES && !N::is_end(*end) {
        return None;
    }
    cursor.at += length;
    Some(is)
}

/// A number of at most fifteen bytes, within the bounds of its type; in JSON in quotes or not.
#[inline(always)]
pub(super) fn number<N: Notation>(cursor: &mut Cursor<'_>, value_type: ValueType) -> Option<Decimal> {
    let is_quoted = N::IN_QUOTES && cursor.peek() == Some(QUOTE);
    let quotes = usize::from(is_quoted);
    let word = word_at(cursor.rest(), quotes)?;
    let (number, length) = match ends_of_number::<N>(word, is_quoted) {
        0 => longer_number::<N>(cursor.rest().get(quotes..)?, is_quoted, value_type)?,
        ends => {
            let length = ends.trailing_zeros() as usize / 8;
            (scalar::short_number(word, length, value_type)?, length)
        }
    };
    cursor.at += length + 2 * quotes;
    Some(number)
}

#[inline(always)]
fn ends_of_number<N: Notation>(word: u64, is_quoted: bool) -> u64 {
    if is_quoted { equal_to(QUOTE, word) } else { N::ends_of_number(word) }
}

/// The number that these bytes begin with, and how many of them it takes: eight or more, as a percentage of six decimals.
#[inline(never)]
fn longer_number<N: Notation>(bytes: &[u8], is_quoted: bool, value_type: ValueType) -> Option<(Decimal, usize)> {
    let length = match ends_of_number::<N>(word_at(bytes, 8)?, is_quoted) {
        0 => return None,
        ends => 8 + ends.trailing_zeros() as usize / 8,
    };
    let digits = bytes.get(..length)?;
    Some((scalar::plain_digits(digits, value_type)?, length))
}

/// The bytes of a text without anything in it that stands for something else.
#[inline(always)]
pub(super) fn word<'a, N: Notation>(cursor: &mut Cursor<'a>) -> Option<&'a [u8]> {
    let rest = if N::IN_QUOTES { cursor.rest().strip_prefix(&[QUOTE])? } else { cursor.rest() };
    let mut length = 0;
    loop {
        let ends = N::ends_of_text(word_at(rest, length)?);
        if ends != 0 {
            length += ends.trailing_zeros() as usize / 8;
            break;
        }
        length += 8;
    }
    let (word, behind) = rest.split_at_checked(length)?;
    // A cell that begins with a quote is in quotes.
    let is_plain = N::IN_QUOTES || word.first().is_some_and(|first| *first != QUOTE);
    if !is_plain || !behind.first().is_some_and(|end| N::is_end(*end)) {
        return None;
    }
    pass::<N>(cursor, length);
    Some(word)
}

/// The same as a text.
#[inline(always)]
pub(super) fn text<'a, N: Notation>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
    let (start, text) = (cursor.at + usize::from(N::IN_QUOTES), cursor.text());
    let length = word::<N>(cursor)?.len();
    text.get(start..start + length)
}
