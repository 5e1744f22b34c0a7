//! Values that are written as nearly all are: a day, a country, a word or a number of few digits, straight from the bytes
//! of a JSON text.
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

/// A day in quotes.
#[inline(always)]
pub(super) fn day(cursor: &mut Cursor<'_>) -> Option<Day> {
    let [QUOTE, day @ .., QUOTE] = cursor.ahead::<{ Day::LENGTH + 2 }>()? else { return None };
    let day = Day::parse(day)?;
    cursor.at += Day::LENGTH + 2;
    Some(day)
}

/// The code of a country in quotes.
#[inline(always)]
pub(super) fn country(cursor: &mut Cursor<'_>) -> Option<Country> {
    let [QUOTE, first, second, QUOTE] = *cursor.ahead::<4>()? else { return None };
    let country = scalar::country_of([first, second])?;
    cursor.at += 4;
    Some(country)
}

/// True or false.
#[inline(always)]
pub(super) fn truth(cursor: &mut Cursor<'_>) -> Option<bool> {
    let (is, length) = match cursor.ahead::<5>()? {
        b"false" => (false, 5),
        [b't', b'r', b'u', b'e', _] => (true, 4),
        _ => return None,
    };
    cursor.at += length;
    Some(is)
}

/// A number of at most fifteen bytes, in quotes or not, within the bounds of its type.
#[inline(always)]
pub(super) fn number(cursor: &mut Cursor<'_>, value_type: ValueType) -> Option<Decimal> {
    let is_quoted = cursor.peek() == Some(QUOTE);
    let quotes = usize::from(is_quoted);
    let word = word_at(cursor.rest(), quotes)?;
    let (number, length) = match ends_of_number(word, is_quoted) {
        0 => longer_number(cursor.rest().get(quotes..)?, is_quoted, value_type)?,
        ends => {
            let length = ends.trailing_zeros() as usize / 8;
            (scalar::short_number(word, length, value_type)?, length)
        }
    };
    cursor.at += length + 2 * quotes;
    Some(number)
}

#[inline(always)]
fn ends_of_number(word: u64, is_quoted: bool) -> u64 {
    if is_quoted { equal_to(QUOTE, word) } else { equal_to(b',', word) | equal_to(b'}', word) }
}

/// The number that these bytes begin with, and how many of them it takes: eight or more, as a percentage of six decimals.
#[inline(never)]
fn longer_number(bytes: &[u8], is_quoted: bool, value_type: ValueType) -> Option<(Decimal, usize)> {
    let length = match ends_of_number(word_at(bytes, 8)?, is_quoted) {
        0 => return None,
        ends => 8 + ends.trailing_zeros() as usize / 8,
    };
    let digits = bytes.get(..length)?;
    Some((scalar::plain_digits(digits, value_type)?, length))
}

/// The bytes of a text in quotes without escapes.
#[inline(always)]
pub(super) fn word<'a>(cursor: &mut Cursor<'a>) -> Option<&'a [u8]> {
    let rest = cursor.rest().strip_prefix(&[QUOTE])?;
    let mut length = 0;
    loop {
        let word = word_at(rest, length)?;
        let ends = equal_to(QUOTE, word) | equal_to(b'\\', word) | controls(word);
        if ends != 0 {
            length += ends.trailing_zeros() as usize / 8;
            break;
        }
        length += 8;
    }
    let (word, [QUOTE, ..]) = rest.split_at_checked(length)? else { return None };
    cursor.at += length + 2;
    Some(word)
}

/// The same as a text.
#[inline(always)]
pub(super) fn text<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
    let (start, text) = (cursor.at + 1, cursor.text());
    let length = word(cursor)?.len();
    text.get(start..start + length)
}
