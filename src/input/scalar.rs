//! Single values from their text, strictly: one way to write each, and a hint for the usual others.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::{hints, meant};
use crate::facts::{Bounds, ValueType};
use crate::units::{AdsRatio, Country, Day, Exact, POWERS_OF_TEN, Percent, Share};

/// Why a value was refused: what to do about it, where that is more than giving what was wanted.
pub(super) type Refused = Option<String>;

/// The number is written in another way than most, if it is one.
#[derive(Debug)]
pub(super) struct NotPlain;

/// A number that is written plainly; none where it is out of bounds.
#[inline(always)]
pub(super) fn plain_number(text: &str, value_type: ValueType) -> Result<Option<Decimal>, NotPlain> {
    plain(text.as_bytes()).map(|number| within_type(number, value_type)).ok_or(NotPlain)
}

/// The same of bytes; none as well where they are written in another way.
#[inline(always)]
pub(super) fn plain_digits(bytes: &[u8], value_type: ValueType) -> Option<Decimal> {
    within_type(plain(bytes)?, value_type)
}

/// The number with these digits and so many decimals, within the bounds of a type.
#[inline(always)]
fn within_type((mantissa, scale): (u64, u32), value_type: ValueType) -> Option<Decimal> {
    let is_within = value_type.bounds().is_some_and(|bounds| is_quickly_within(mantissa, scale, bounds));
    is_within.then(|| decimal(mantissa, scale))
}

/// The number whose digits, at most seven, are the first bytes of a word, within the bounds of a type.
#[inline(always)]
pub(super) fn short_number(word: u64, length: usize, value_type: ValueType) -> Option<Decimal> {
    let has_zero_before = length > 1 && word & 0xFF == u64::from(b'0') && word >> 8 & 0xFF != u64::from(b'.');
    if !matches!(length, 1..=7) || has_zero_before {
        return None;
    }
    let missing = 8 - length;
    let (mantissa, scale) = register(word << (8 * missing) | zeros(length), missing)?;
    within_type(without_zeros(mantissa, scale), value_type)
}

/// Digits with at most one point, within the bounds of a type.
pub(super) fn number(text: &str, value_type: ValueType) -> Result<Decimal, Refused> {
    let bounds = value_type.bounds().ok_or(None)?;
    if let Some((mantissa, scale)) = plain(text.as_bytes()) {
        return is_quickly_within(mantissa, scale, bounds).then(|| decimal(mantissa, scale)).ok_or(None);
    }
    if let Some(digits) = without_exponent(text) {
        return number(&digits, value_type);
    }
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || !fraction.is_none_or(is_digits) {
        return Err(hints::number(text, value_type));
    }
    if whole.len() > 1 && whole.starts_with('0') {
        return Err(Some(word!("write it without zeros before it", "先頭の0を付けずに書いてください。").to_owned()));
    }
    if digits.len() != text.len() {
        return Err(Some(word!("write it without a sign", "符号を付けずに書いてください。").to_owned()));
    }
    let decimals = fraction.unwrap_or_default().trim_end_matches('0');
    if decimals.len() > bounds.decimals as usize {
        return Err(None);
    }
    within(whole, decimals, bounds).ok_or(None)
}

/// A rate of exchange, either way round: below 1 it is dollars for a yen, and is turned into yen for a dollar with six
/// decimals, as a rate has them.
pub(super) fn rate_of_exchange(text: &str) -> Result<Decimal, Refused> {
    number(text, ValueType::JpyPerUsd).or_else(|refused| inverse(text).ok_or(refused))
}

/// Yen for a dollar of what is dollars for a yen.
#[cold]
pub(super) fn inverse(text: &str) -> Option<Decimal> {
    let rate = number(text, ValueType::UsdPerJpy).ok().filter(|rate| *rate < Decimal::ONE)?;
    let rate = (Exact::whole(1) / Exact::from(rate)).decimal(6);
    bounded(rate.mantissa(), rate.scale(), ValueType::JpyPerUsd)
}

/// How many ADSs represent one share: that number, a fraction, a ratio with the ADSs first, or one that names both sides.
pub(super) fn ads_ratio(text: &str, value_type: ValueType) -> Result<AdsRatio, Refused> {
    let one = |text: &str| number(text.trim(), value_type);
    let of = |ads: &str, shares: &str| match (one(ads), one(shares)) {
        (Ok(ads), Ok(shares)) => AdsRatio::new(ads, shares).ok_or(None),
        (Err(hint), _) | (_, Err(hint)) => Err(hint),
    };
    if let Some((ads, shares)) = text.split_once([':', '/']) {
        let (ads, shares) = named_sides(ads, shares).unwrap_or((ads, shares));
        return of(ads, shares);
    }
    if let Some((one_side, other)) = text.split_once('=') {
        let (ads, shares) = named_sides(one_side, other).ok_or(None)?;
        return of(ads, shares);
    }
    AdsRatio::new(number(text, value_type)?, Decimal::ONE).ok_or(None)
}

/// A part of a whole: `1/3`, or `33.5%`. A bare number is refused: it can be meant as either.
#[inline(never)]
pub(super) fn share(text: &str) -> Result<Share, Refused> {
    let whole = |text: &str| number(text.trim(), ValueType::Shares).ok();
    let share = match (text.split_once('/'), text.trim().strip_suffix('%')) {
        (Some((part, all)), _) => whole(part).zip(whole(all)).and_then(|(part, all)| Share::of(part, all)),
        (None, Some(percent)) => {
            let percent = number(percent.trim(), ValueType::Percent).ok();
            percent.and_then(Percent::new).and_then(Share::percent)
        }
        (None, None) => {
            let number = number(text, ValueType::Percent).map_err(|_| None)?;
            return Err(Some(said!(
                "write \"{number}%\" if it is a percentage, or a fraction such as \"1/2\"",
                "百分率であれば\"{number}%\"、分数であれば\"1/2\"のように書いてください。"
            )));
        }
    };
    share.ok_or(None)
}

/// The numbers of ADSs and of shares, where both sides say of which they are.
fn named_sides<'t>(one: &'t str, other: &'t str) -> Option<(&'t str, &'t str)> {
    const ADS: [&str; 4] = ["ADSs", "ADS", "ads", "adss"];
    const SHARES: [&str; 2] = ["shares", "share"];
    let without = |text: &'t str, words: &[&str]| words.iter().find_map(|word| text.trim().strip_suffix(word));
    match (without(one, &ADS), without(other, &SHARES), without(one, &SHARES), without(other, &ADS)) {
        (Some(ads), Some(shares), ..) | (_, _, Some(shares), Some(ads)) => Some((ads, shares)),
        _ => None,
    }
}

#[inline(always)]
fn decimal(mantissa: u64, scale: u32) -> Decimal {
    i64::try_from(mantissa)
        .map_or_else(|_| Decimal::from_i128_with_scale(mantissa.into(), scale), |short| Decimal::new(short, scale))
}

/// The digits of a plain number that fits 64 bits, and how many of them are decimals; zeros at the end
/// of these are dropped. What is written in any other way is left to the careful reader.
#[inline(always)]
fn plain(text: &[u8]) -> Option<(u64, u32)> {
    if text.len() > 18 || text.is_empty() || matches!(text, [b'0', second, ..] if *second != b'.') {
        return None;
    }
    let (mantissa, scale) = if text.len() <= 8 { at_once(text)? } else { one_by_one(text)? };
    Some(without_zeros(mantissa, scale))
}

const fn all(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// Zeros for what a number of so many digits, one to eight, has less than eight.
#[inline(always)]
fn zeros(length: usize) -> u64 {
    all(b'0') >> 4 >> (8 * length - 4)
}

/// The same of up to eight bytes.
#[inline(always)]
fn at_once(text: &[u8]) -> Option<(u64, u32)> {
    let missing = 8 - text.len();
    let value = match (text.first_chunk::<4>(), text.last_chunk::<4>()) {
        (Some(first), Some(last)) => {
            u64::from(u32::from_le_bytes(*last)) << 32 | u64::from(u32::from_le_bytes(*first)) << (8 * missing)
        }
        _ => text.iter().fold(0, |value, byte| value >> 8 | u64::from(*byte) << 56),
    };
    register(value | zeros(text.len()), missing)
}

/// The same in one register: the last digit is the highest byte, and behind it zeros are filled in for what is missing.
#[inline(always)]
fn register(mut digits: u64, missing: usize) -> Option<(u64, u32)> {
    let differs = digits ^ all(b'.');
    let points = differs.wrapping_sub(all(1)) & !differs & all(0x80);
    let mut scale = 0;
    if points != 0 {
        let point = points.trailing_zeros() / 8;
        if point as usize == missing || point == 7 {
            return None;
        }
        // What stands before the point moves into its place, and a zero before that.
        let before = digits & !(u64::MAX << (8 * point));
        let behind = digits & (u64::MAX << (8 * point) << 8);
        (digits, scale) = (behind | before << 8 | u64::from(b'0'), 7 - point);
    }
    let are_digits = (digits.wrapping_add(all(0x46)) | digits.wrapping_sub(all(b'0'))) & all(0x80) == 0;
    are_digits.then(|| {
        let digits = digits - all(b'0');
        let pairs = digits * 10 + (digits >> 8);
        const EVERY_FOURTH: u64 = 0x0000_00FF_0000_00FF;
        let firsts = (pairs & EVERY_FOURTH).wrapping_mul(100 + (1_000_000 << 32));
        let seconds = (pairs >> 16 & EVERY_FOURTH).wrapping_mul(1 + (10_000 << 32));
        (firsts.wrapping_add(seconds) >> 32, scale)
    })
}

fn one_by_one(text: &[u8]) -> Option<(u64, u32)> {
    let (mut mantissa, mut point) = (0_u64, text.len());
    for (at, byte) in text.iter().enumerate() {
        let digit = byte.wrapping_sub(b'0');
        if digit < 10 {
            mantissa = mantissa * 10 + u64::from(digit);
        } else if *byte == b'.' && point == text.len() && at > 0 && at + 1 < text.len() {
            point = at;
        } else {
            return None;
        }
    }
    Some((mantissa, text.len().saturating_sub(point + 1) as u32))
}

/// The same number without zeros at the end of its decimals.
#[inline]
fn without_zeros(mut mantissa: u64, mut scale: u32) -> (u64, u32) {
    while scale > 0 && mantissa.is_multiple_of(10) {
        (mantissa, scale) = (mantissa / 10, scale - 1);
    }
    (mantissa, scale)
}

#[expect(
    clippy::indexing_slicing,
    reason = "a number that is written in at most 18 bytes has fewer decimals than there are powers, and of others that is asked"
)]
#[inline(always)]
fn is_quickly_within(mantissa: u64, scale: u32, bounds: Bounds) -> bool {
    let unit = POWERS_OF_TEN[scale as usize];
    let scaled = |value: u64| u128::from(value) * u128::from(unit);
    let enough = || bounds.least.map_or(mantissa > 0, |least| u128::from(mantissa) >= scaled(least));
    scale <= bounds.decimals && u128::from(mantissa) <= scaled(bounds.most) && enough()
}

fn within(whole: &str, decimals: &str, bounds: Bounds) -> Option<Decimal> {
    let whole_digits = whole.len() + decimals.len();
    // More digits than any bound has; and fewer than an integer of 128 bits can hold.
    if whole_digits > 30 {
        return None;
    }
    let digits = whole.bytes().chain(decimals.bytes());
    let mantissa = digits.fold(0_i128, |value, digit| value * 10 + i128::from(digit - b'0'));
    let scale = 10_i128.pow(decimals.len() as u32);
    let enough = bounds.least.map_or(mantissa > 0, |least| mantissa >= i128::from(least) * scale);
    let fits = enough && mantissa <= i128::from(bounds.most) * scale;
    fits.then(|| Decimal::from_i128_with_scale(mantissa, decimals.len() as u32))
}

/// An exact number that is not written in digits, within the same bounds.
#[inline(always)]
pub(super) fn bounded(mantissa: i128, scale: u32, value_type: ValueType) -> Option<Decimal> {
    match quickly_bounded(mantissa, scale, value_type) {
        Some((mantissa, scale)) => Some(decimal(mantissa, scale)),
        None => slowly_bounded(mantissa, scale, value_type.bounds()?),
    }
}

/// The same of one that is long, or out of bounds.
#[inline(never)]
fn slowly_bounded(mut mantissa: i128, mut scale: u32, bounds: Bounds) -> Option<Decimal> {
    while scale > 0 && mantissa % 10 == 0 {
        (mantissa, scale) = (mantissa / 10, scale - 1);
    }
    let most = i128::from(bounds.most).checked_mul(10_i128.checked_pow(scale)?)?;
    let least = bounds.least.map_or(Some(1), |least| i128::from(least).checked_mul(10_i128.checked_pow(scale)?))?;
    let fits = scale <= bounds.decimals && (least..=most).contains(&mantissa);
    fits.then(|| Decimal::from_i128_with_scale(mantissa, scale))
}

/// The digits of one that is short, and how many of them are decimals; no zeros at the end of these.
#[inline(always)]
fn quickly_bounded(mantissa: i128, scale: u32, value_type: ValueType) -> Option<(u64, u32)> {
    let mantissa = u64::try_from(mantissa).ok().filter(|_| (scale as usize) < POWERS_OF_TEN.len())?;
    let (mantissa, scale) = without_zeros(mantissa, scale);
    is_quickly_within(mantissa, scale, value_type.bounds()?).then_some((mantissa, scale))
}

/// The digits of a number that is written with an exponent, as programs write small ones: `1e-05` is `0.00001`, exactly.
/// None where it is written without one, or where it is no such number.
fn without_exponent(text: &str) -> Option<String> {
    /// No bound of a fact has more digits on either side of the point.
    const MOST_PLACES: i32 = 40;
    let (digits, exponent) = text.split_once(['e', 'E']).filter(|_| is_json_number(text))?;
    let exponent: i32 = exponent.parse().ok()?;
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all = [whole, fraction].concat();
    if all.bytes().all(|digit| digit == b'0') {
        return Some(format!("{sign}0"));
    }
    let leading = all.len() - all.trim_start_matches('0').len();
    let point = i32::try_from(whole.len()).ok()?.checked_add(exponent)?;
    if !(-MOST_PLACES..=MOST_PLACES).contains(&point) {
        return None;
    }
    let zeros = |count: i32| "0".repeat(usize::try_from(count).unwrap_or_default());
    let count = i32::try_from(all.len()).ok()?;
    let (before, behind) = match usize::try_from(point).map(|at| all.split_at_checked(at)) {
        Ok(Some((before, behind))) => (before.to_owned(), behind.to_owned()),
        Ok(None) => (format!("{all}{}", zeros(point - count)), String::new()),
        Err(_) => (String::new(), format!("{}{all}", zeros(-point))),
    };
    let before = before.get(leading.min(before.len())..).unwrap_or_default();
    let before = if before.is_empty() { "0" } else { before };
    let behind = behind.trim_end_matches('0');
    let point = if behind.is_empty() { "" } else { "." };
    Some(format!("{sign}{before}{point}{behind}"))
}

/// Whether JSON has such a number.
pub(super) fn is_json_number(text: &str) -> bool {
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (digits, exponent) = digits.split_once(['e', 'E']).map_or((digits, None), |(it, more)| (it, Some(more)));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(it, more)| (it, Some(more)));
    are_digits(whole)
        && (whole.len() == 1 || !whole.starts_with('0'))
        && fraction.is_none_or(are_digits)
        && exponent.is_none_or(|exponent| are_digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)))
}

/// An exact number in digits.
pub fn digits(mantissa: i128, scale: u32) -> String {
    let scale = scale as usize;
    let digits = format!("{:0>width$}", mantissa.unsigned_abs(), width = scale + 1);
    let (whole, fraction) = digits.split_at(digits.len() - scale);
    let sign = if mantissa < 0 { "-" } else { "" };
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

/// Year, month and day of `20070628`; any other text has none.
pub(super) fn eight_digits(text: &str) -> Option<(&str, &str, &str)> {
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (year, rest) = text.split_at_checked(4)?;
    let (month, day) = rest.split_at_checked(2)?;
    Some((year, month, day))
}

pub(super) fn date(text: &str) -> Result<Day, Refused> {
    Day::parse(text).ok_or_else(|| hints::date(text))
}

/// The country with this code, if there is one.
#[inline(always)]
pub(super) fn known_country(text: &str) -> Option<Country> {
    country_of(text.as_bytes().try_into().ok()?)
}

/// The country with these letters, if there is one.
#[expect(
    clippy::indexing_slicing,
    reason = "the table has a place for each two of the 26 letters, and both are of them"
)]
#[inline(always)]
pub(super) fn country_of(letters: [u8; 2]) -> Option<Country> {
    let [first @ b'A'..=b'Z', second @ b'A'..=b'Z'] = letters else { return None };
    let is_country = IS_COUNTRY[usize::from(first - b'A') * 26 + usize::from(second - b'A')];
    is_country.then(|| Country::of_letters(letters))
}

/// Every country, by its code.
pub fn countries() -> impl Iterator<Item = Country> {
    let letters = || b'A'..=b'Z';
    letters().flat_map(move |first| letters().filter_map(move |second| country_of([first, second])))
}

pub(super) fn country(text: &str) -> Result<Country, Refused> {
    if let Some(country) = known_country(text) {
        return Ok(country);
    }
    Err(country_called(text).map(|code| meant(format_args!("{code:?}"))))
}

/// The code of the country that people call so.
pub(super) fn country_called(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let known = match text.to_ascii_uppercase().as_str() {
        "UK" => Some("GB"),
        "USA" | "UNITED STATES" => Some("US"),
        "UAE" => Some("AE"),
        "WALES" => Some("GB"),
        "KOREA" => Some("KR"),
        upper => celes::Country::from_alpha2(upper)
            .or_else(|_| celes::Country::from_alpha3(upper))
            .or_else(|_| celes::Country::from_name(letters(text)))
            .or_else(|_| celes::Country::from_alias(letters(text)))
            .ok()
            .map(|country| country.alpha2)
            .or_else(|| {
                let is_called = |code: &str| Country::code(code).name_in_japanese() == Some(text);
                country_codes().iter().copied().find(|code| is_called(code))
            }),
    };
    known.filter(|code| *code != NOT_ISO)
}

/// A name in small letters alone.
fn letters(name: &str) -> String {
    name.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The code of every country, in alphabetical order.
pub fn country_codes() -> &'static [&'static str] {
    static CODES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
        let countries = celes::Country::get_countries().into_iter().map(|country| country.alpha2);
        let mut codes: Vec<_> = countries.filter(|code| *code != NOT_ISO).collect();
        codes.sort_unstable();
        codes
    });
    &CODES
}

/// Kosovo's usual code, which ISO 3166-1 leaves to users.
const NOT_ISO: &str = "XK";

/// Which pairs of capital letters are a country, in alphabetical order: a look-up for every record.
#[expect(clippy::indexing_slicing, reason = "codes are two capital letters; a test looks every country up")]
static IS_COUNTRY: LazyLock<[bool; 26 * 26]> = LazyLock::new(|| {
    let mut is_country = [false; 26 * 26];
    for country in celes::Country::get_countries().into_iter().filter(|country| country.alpha2 != NOT_ISO) {
        if let [first, second] = *country.alpha2.as_bytes() {
            is_country[usize::from(first - b'A') * 26 + usize::from(second - b'A')] = true;
        }
    }
    is_country
});

/// The nearest of the known words, when it is near.
pub(crate) fn nearest<'a>(given: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let given = given.to_lowercase();
    let crosses = |word: &str| matches!((unit(&given), unit(word)), (Some(given), Some(word)) if given != word);
    let known: Vec<_> = known.filter(|word| !crosses(word)).collect();
    let begun = known.iter().filter(|word| given.len() >= 4 && word.starts_with(&given));
    if let [only] = begun.collect::<Vec<_>>()[..] {
        return Some(only);
    }
    let near = known.into_iter().map(|word| (strsim::damerau_levenshtein(&given, word), word));
    near.filter(|(distance, word)| *distance <= word.len() / 3).min().map(|(_, word)| word)
}

/// The unit that the name of a field ends with: a hint never leads from one to another.
fn unit(name: &str) -> Option<&str> {
    let (_, last) = name.rsplit_once('_')?;
    ["jpy", "usd", "eur", "gbp", "percent"].contains(&last).then_some(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_capital_letters_are_a_country_where_the_list_has_them() {
        let listed: Vec<_> = countries().collect();
        let mut found = 0;
        for first in b'A'..=b'Z' {
            for second in b'A'..=b'Z' {
                let country = country_of([first, second]);
                assert!(country.is_none_or(|country| listed.contains(&country)));
                found += usize::from(country.is_some());
            }
        }
        assert_eq!(found, listed.len());
        for edge in [[b'A' - 1, b'A'], [b'A', b'A' - 1], [b'Z' + 1, b'Z'], [b'Z', b'Z' + 1], *b"jp"] {
            assert_eq!(country_of(edge), None);
        }
    }

    #[test]
    fn a_hint_never_leads_to_another_unit() {
        let known = || ["gross_jpy", "withheld_jpy", "cost_usd"].into_iter();
        assert_eq!(nearest("gros_jpy", known()), Some("gross_jpy"));
        assert_eq!(nearest("gross_usd", known()), None);
        assert_eq!(nearest("gross_eur", known()), None);
        assert_eq!(nearest("cost_usb", known()), Some("cost_usd"));
        // Four letters are enough of a beginning, three are not.
        assert_eq!(nearest("cost", known()), Some("cost_usd"));
        assert_eq!(nearest("cos", known()), None);
    }

    #[test]
    fn eight_bytes_at_once_are_read_as_one_by_one() {
        const ALPHABET: &[u8] = b"0159./:-x\0\xFF";
        let mut texts: Vec<Vec<u8>> = vec![Vec::new()];
        let mut tested = 0;
        for length in 1..=8 {
            // All texts of up to five bytes, and the longer ones that go on from every seventh.
            let longer = texts.iter().enumerate().filter(|(at, _)| length <= 5 || at % 7 == 0);
            texts = longer.flat_map(|(_, text)| ALPHABET.iter().map(|byte| [text, &[*byte][..]].concat())).collect();
            for text in &texts {
                assert_eq!(at_once(text), one_by_one(text), "{text:?}");
            }
            tested += texts.len();
        }
        assert!(tested > 1_000_000, "{tested}");
        for number in (0..100_000_000_u64).step_by(9973) {
            let text = number.to_string();
            assert_eq!(at_once(text.as_bytes()), Some((number, 0)));
            for point in 1..text.len().min(7) {
                let with_point = format!("{}.{}", &text[..point], &text[point..]);
                let expected = (number, (text.len() - point) as u32);
                if with_point.len() <= 8 {
                    assert_eq!(at_once(with_point.as_bytes()), Some(expected), "{with_point}");
                }
            }
        }
    }

    #[test]
    fn an_exponent_is_exact() {
        for (text, digits) in [
            ("1e-05", "0.00001"),
            ("1E-5", "0.00001"),
            ("12.5e1", "125"),
            ("12.50e0", "12.5"),
            ("1.25e1", "12.5"),
            ("0.05e2", "5"),
            ("0.050e1", "0.5"),
            ("100e-2", "1"),
            ("1e3", "1000"),
            ("1e+3", "1000"),
            ("0e99", "0"),
            ("0.0e-99", "0"),
            ("-1e-2", "-0.01"),
            ("90071992547409.93e2", "9007199254740993"),
        ] {
            assert_eq!(without_exponent(text).as_deref(), Some(digits), "{text}");
        }
        for text in ["1e", "e5", "1e5.5", "1e--5", "01e5", "1.e5", "1e400", "1e-400", "1e99999999999", "15", "1.5"] {
            assert_eq!(without_exponent(text), None, "{text}");
        }
        assert_eq!(number("1e-05", ValueType::Percent), Ok(Decimal::new(1, 5)));
        assert_eq!(number("1e3", ValueType::Percent), Err(None));
        assert_eq!(number("1e-11", ValueType::Percent), Err(None));
    }
}
