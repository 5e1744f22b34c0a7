//! Numbers as rows write them: straight into the row.

use crate::units::{Printed, Rate, Usd, YEN_PLACES, Yen};

/// The most digits of a number of 64 bits.
const MOST: usize = 20;

/// The digits of the numbers below a hundred.
const PAIRS: [[u8; 2]; 100] = {
    let mut pairs = [[b'0'; 2]; 100];
    let mut at = 0;
    while at < pairs.len() {
        pairs[at] = [b'0' + (at / 10) as u8, b'0' + (at % 10) as u8];
        at += 1;
    }
    pairs
};

/// A number's digits, with zeros before and behind them.
struct Text {
    bytes: [u8; 2 * MOST],
    /// Where the digits begin; they end at [`MOST`].
    start: usize,
}

impl Text {
    #[inline(always)]
    fn of(mut value: u64) -> Text {
        let (mut bytes, mut start) = ([b'0'; 2 * MOST], MOST);
        while value >= 10 {
            start -= 2;
            bytes[start..start + 2].copy_from_slice(&PAIRS[(value % 100) as usize]);
            value /= 100;
        }
        if value > 0 || start == MOST {
            start -= 1;
            bytes[start] = b'0' + value as u8;
        }
        Text { bytes, start }
    }

    /// Writes what stands from `start` to the end of the digits. The zeros behind them are copied as well and taken off
    /// again: a copy whose length is known is a few instructions, and any other a call.
    #[inline(always)]
    fn push(&self, start: usize, out: &mut Vec<u8>) {
        if let Some(window) = self.bytes[start..].first_chunk::<MOST>() {
            let length = out.len() + MOST - start;
            out.extend_from_slice(window);
            out.truncate(length);
        }
    }
}

/// Writes a whole number.
#[inline]
pub(super) fn push_whole(out: &mut Vec<u8>, value: u64) {
    let text = Text::of(value);
    text.push(text.start, out);
}

pub(super) fn push_rate(out: &mut Vec<u8>, rate: Rate) {
    match rate.mantissa_and_scale() {
        (mantissa, 0) => push_whole(out, mantissa),
        (mantissa, scale) => {
            let unit = 10_u64.pow(scale);
            push_split(out, mantissa / unit, mantissa % unit, scale as usize);
        }
    }
}

pub(super) fn push_amount(out: &mut Vec<u8>, amount: Printed) {
    push_split(out, amount.whole, amount.fraction, YEN_PLACES as usize);
}

pub(super) fn push_yen(out: &mut Vec<u8>, yen: Yen) {
    if yen.value() < 0 {
        out.push(b'-');
    }
    push_whole(out, yen.value().unsigned_abs());
}

pub(super) fn push_usd(out: &mut Vec<u8>, usd: Usd) {
    if usd.cents() < 0 {
        out.push(b'-');
    }
    push_split(out, usd.cents().unsigned_abs() / 100, usd.cents().unsigned_abs() % 100, 2);
}

/// Writes a whole number and a fraction of at most eighteen digits, zeros at the end dropped.
fn push_split(out: &mut Vec<u8>, whole: u64, mut fraction: u64, mut digits: usize) {
    push_whole(out, whole);
    if fraction == 0 {
        return;
    }
    // Four zeros at once: an amount has up to twelve digits, and seldom more than three.
    while fraction.is_multiple_of(10_000) {
        (fraction, digits) = (fraction / 10_000, digits - 4);
    }
    while fraction.is_multiple_of(10) {
        (fraction, digits) = (fraction / 10, digits - 1);
    }
    let mut text = Text::of(fraction);
    let point = MOST - digits - 1;
    text.bytes[point] = b'.';
    text.push(point, out);
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
        assert_eq!(written(|out| push_yen(out, Yen::new(-1500))), "<-1500");
    }

    #[test]
    fn fractions_keep_their_zeros_before_and_drop_those_behind() {
        for (whole, fraction, digits, text) in [
            (7, 0, 12, "<7"),
            (7, 500_000_000_000, 12, "<7.5"),
            (0, 1, 12, "<0.000000000001"),
            (10, 42_500_000_000, 12, "<10.0425"),
            (3, 999_999_999_999_999_999, 18, "<3.999999999999999999"),
            (3, 1, 18, "<3.000000000000000001"),
            (12, 30, 2, "<12.3"),
        ] {
            assert_eq!(written(|out| push_split(out, whole, fraction, digits)), text);
        }
    }
}
