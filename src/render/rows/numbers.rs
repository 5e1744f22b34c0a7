//! Numbers as rows write them: straight into the row.

use crate::units::{Day, Printed, Rate, Usd, YEN_PLACES, Yen};

/// What makes digits of the numbers 0 to 9, in eight bytes.
const DIGITS: u64 = u64::from_le_bytes([b'0'; 8]);

const EIGHT_DIGITS: u64 = 100_000_000;

/// The eight digits of a number below 100,000,000 as a byte each, the first in the lowest, not yet made text. They are
/// taken apart all at once in one register: by hundreds of hundreds, by hundreds, and by tens, each quotient by a
/// multiplication that is exact in its range.
#[inline(always)]
fn eight(value: u64) -> u64 {
    const LOW_HALVES: u64 = 0x0000_007F_0000_007F;
    const LOW_QUARTERS: u64 = 0x000F_000F_000F_000F;
    let fours = (value / 10_000) | (value % 10_000) << 32;
    let hundreds = ((fours * 10_486) >> 20) & LOW_HALVES;
    let pairs = hundreds | (fours - 100 * hundreds) << 16;
    let tens = ((pairs * 103) >> 10) & LOW_QUARTERS;
    tens | (pairs - 10 * tens) << 8
}

/// Writes the first `count` of eight digits. All are copied and the others taken off again: a copy whose length is known
/// is one instruction, and any other a call.
#[inline(always)]
fn push_first(out: &mut Vec<u8>, digits: u64, count: usize) {
    let length = out.len() + count;
    out.extend_from_slice(&(digits | DIGITS).to_le_bytes());
    out.truncate(length);
}

/// Writes a whole number.
#[inline]
pub(super) fn push_whole(out: &mut Vec<u8>, value: u64) {
    if value < 10 {
        out.push(b'0' + value as u8);
    } else if value < EIGHT_DIGITS {
        let digits = eight(value);
        let zeros = digits.trailing_zeros() / 8;
        push_first(out, digits >> (8 * zeros), 8 - zeros as usize);
    } else {
        push_whole_long(out, value / EIGHT_DIGITS);
        push_first(out, eight(value % EIGHT_DIGITS), 8);
    }
}

/// The digits before the last eight of a number.
#[inline(never)]
fn push_whole_long(out: &mut Vec<u8>, value: u64) {
    push_whole(out, value);
}

/// Writes `YYYY-MM-DD`.
#[inline(never)]
pub(super) fn push_day(out: &mut Vec<u8>, day: Day) {
    let number = u64::from(day.year().unsigned_abs()) * 10_000 + u64::from(day.month() * 100 + day.day_of_month());
    let [y0, y1, y2, y3, m0, m1, d0, d1] = (eight(number) | DIGITS).to_le_bytes();
    out.extend_from_slice(&[y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1]);
}

pub(super) fn push_rate(out: &mut Vec<u8>, rate: Rate) {
    match rate.mantissa_and_scale() {
        (mantissa, 0) => push_whole(out, mantissa),
        (mantissa, scale) => {
            let unit = 10_u64.pow(scale);
            push_split(out, mantissa / unit, mantissa % unit, scale);
        }
    }
}

/// The fraction that was written last: that of an amount is that of what is left of it after whole yen.
#[derive(Debug, Default)]
pub(super) struct LastFraction {
    fraction: u64,
    digits: Fraction,
}

pub(super) fn push_amount(out: &mut Vec<u8>, amount: Printed, last: &mut LastFraction) {
    push_whole(out, amount.whole);
    if amount.fraction == 0 {
        return;
    }
    if amount.fraction != last.fraction {
        *last = LastFraction { fraction: amount.fraction, digits: Fraction::new(amount.fraction, YEN_PLACES) };
    }
    last.digits.push(out);
}

/// The number that was written last, above zero and of at most eight digits: what is due, what is withheld and what is
/// creditable are mostly the same.
#[derive(Debug, Default)]
pub(super) struct Last {
    /// Zero where there was none.
    value: i64,
    digits: u64,
    /// How many digits it has.
    count: usize,
}

impl Last {
    #[inline(never)]
    fn new(value: u64) -> Last {
        let digits = eight(value);
        let zeros = digits.trailing_zeros() / 8;
        Last { value: value.cast_signed(), digits: digits >> (8 * zeros), count: 8 - zeros as usize }
    }
}

#[inline(always)]
pub(super) fn push_yen(out: &mut Vec<u8>, yen: Yen, last: &mut Last) {
    let value = yen.value();
    if value == 0 {
        // Mostly nothing is refundable.
        return out.push(b'0');
    }
    if value != last.value {
        match u64::try_from(value) {
            Ok(value @ 0..EIGHT_DIGITS) => *last = Last::new(value),
            _ => return push_other_yen(out, value),
        }
    }
    push_first(out, last.digits, last.count);
}

#[inline(never)]
fn push_other_yen(out: &mut Vec<u8>, value: i64) {
    if value < 0 {
        out.push(b'-');
    }
    push_whole(out, value.unsigned_abs());
}

pub(super) fn push_usd(out: &mut Vec<u8>, usd: Usd) {
    if usd.cents() < 0 {
        out.push(b'-');
    }
    push_split(out, usd.cents().unsigned_abs() / 100, usd.cents().unsigned_abs() % 100, 2);
}

/// The most digits that are taken apart in two registers.
const SIXTEEN: u32 = 16;

/// The digits of a fraction, eight to a register, without the zeros at their end.
#[derive(Clone, Copy, Debug, Default)]
struct Fraction {
    first: u64,
    last: u64,
    /// How many there are in each.
    counts: (usize, usize),
}

impl Fraction {
    /// The fraction in units of the last of so many digits, at most sixteen; it is not zero.
    #[inline]
    fn new(fraction: u64, digits: u32) -> Fraction {
        let filled = fraction * 10_u64.pow(SIXTEEN - digits);
        let (first, last) = (eight(filled / EIGHT_DIGITS), eight(filled % EIGHT_DIGITS));
        let count = |digits: u64| 8 - digits.leading_zeros() as usize / 8;
        let counts = if last == 0 { (count(first), 0) } else { (8, count(last)) };
        Fraction { first, last, counts }
    }

    /// Writes the point and the digits.
    #[inline]
    fn push(self, out: &mut Vec<u8>) {
        out.push(b'.');
        push_first(out, self.first, self.counts.0);
        if self.counts.1 > 0 {
            push_first(out, self.last, self.counts.1);
        }
    }
}

/// Writes a whole number and a fraction of so many digits, zeros at the end dropped.
fn push_split(out: &mut Vec<u8>, whole: u64, fraction: u64, digits: u32) {
    push_whole(out, whole);
    if fraction == 0 {
        return;
    }
    if digits <= SIXTEEN {
        return Fraction::new(fraction, digits).push(out);
    }
    let text = format!("{fraction:0width$}", width = digits as usize);
    out.push(b'.');
    out.extend_from_slice(text.trim_end_matches('0').as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(push: impl FnOnce(&mut Vec<u8>)) -> String {
        let mut out = b"<".to_vec();
        push(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn whole_numbers_of_every_length_are_written_in_full() {
        let nines = (0..20).scan(0_u64, |value, _| {
            let now = *value;
            *value = now.saturating_mul(10).saturating_add(9);
            Some(now)
        });
        for value in nines.flat_map(|nines| [nines, nines.saturating_add(1), nines / 2]).chain([u64::MAX]) {
            assert_eq!(written(|out| push_whole(out, value)), format!("<{value}"));
        }
        let mut last = Last::default();
        for yen in [0, -1500, 1500, 1500, 10, 99_999_999, 99_999_999, 100_000_000, 100_000_000, 1500, 7, 10] {
            assert_eq!(written(|out| push_yen(out, Yen::new(yen), &mut last)), format!("<{yen}"));
        }
    }

    #[test]
    fn fractions_keep_their_zeros_before_and_drop_those_behind() {
        let mut last = LastFraction::default();
        for (whole, fraction, digits, text) in [
            (7, 0, 12, "<7"),
            (7, 500_000_000_000, 12, "<7.5"),
            (0, 1, 12, "<0.000000000001"),
            (10, 42_500_000_000, 12, "<10.0425"),
            (3, 999_999_999_999_999_999, 18, "<3.999999999999999999"),
            (3, 1, 18, "<3.000000000000000001"),
            (12, 30, 2, "<12.3"),
            (12, 9_999_999_999_999_999, 16, "<12.9999999999999999"),
            (12, 1_000_000_010_000_000, 16, "<12.100000001"),
        ] {
            assert_eq!(written(|out| push_split(out, whole, fraction, digits)), text);
            if digits == YEN_PLACES {
                let amount = Printed { whole, fraction };
                assert_eq!(written(|out| push_amount(out, amount, &mut last)), text);
                assert_eq!(written(|out| push_amount(out, amount, &mut last)), text);
            }
        }
    }
}
