//! The decimal that a binary floating-point number stands for.

use std::fmt::Write;

use arrayvec::ArrayString;

/// A decimal of so many digits becomes a number of 64 bits, and comes back the same.
const DIGITS_OF_64: usize = 15;
const DIGITS_OF_32: usize = 6;

/// More zeros before or behind the digits than any fact has.
const ZEROS: i32 = 18;

/// The shortest decimal that stands for the same number: its digits, and how many of them are decimals. None where it has
/// more digits than such a number holds, so that it may have been another one; nor for what is no number.
pub fn shortest(value: f64) -> Option<(i128, u32)> {
    parts(format_args!("{value:e}"), value.is_finite(), DIGITS_OF_64)
}

/// The same of a number of 32 bits.
pub fn shortest32(value: f32) -> Option<(i128, u32)> {
    parts(format_args!("{value:e}"), value.is_finite(), DIGITS_OF_32)
}

fn parts(written: std::fmt::Arguments<'_>, is_finite: bool, most: usize) -> Option<(i128, u32)> {
    let mut text = ArrayString::<40>::new();
    text.write_fmt(written).ok().filter(|()| is_finite)?;
    let (mantissa, exponent) = text.split_once('e')?;
    let exponent: i32 = exponent.parse().ok()?;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let count = whole.trim_start_matches('-').len() + fraction.len();
    let mut digits = ArrayString::<40>::new();
    digits.write_fmt(format_args!("{whole}{fraction}")).ok().filter(|()| count <= most)?;
    let digits: i128 = digits.parse().ok()?;
    if digits == 0 {
        return Some((0, 0));
    }
    let scale = fraction.len() as i32 - exponent;
    match scale {
        0..=ZEROS => Some((digits, scale.unsigned_abs())),
        scale if (-ZEROS..0).contains(&scale) => Some((digits * 10_i128.pow(scale.unsigned_abs()), 0)),
        // So small or so large that it is no amount.
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_of_fifteen_digits_come_back_and_others_do_not() {
        for (value, expected) in [
            (0.0, Some((0, 0))),
            (-0.0, Some((0, 0))),
            (100.0, Some((100, 0))),
            (25.5, Some((255, 1))),
            (0.1, Some((1, 1))),
            (15.315, Some((15315, 3))),
            (-1.25, Some((-125, 2))),
            (1e15, Some((1_000_000_000_000_000, 0))),
            (123456789012345.0, Some((123_456_789_012_345, 0))),
            (1234567890123456.0, None),
            (0.123456789012345, Some((123_456_789_012_345, 15))),
            (0.1234567890123456, None),
            (0.1 + 0.2, None),
            (1.0 / 3.0, None),
            (1e-18, Some((1, 18))),
            (1e-19, None),
            (1e300, None),
            (f64::NAN, None),
            (f64::INFINITY, None),
        ] {
            assert_eq!(shortest(value), expected, "{value}");
        }
        for (value, expected) in [(0.1_f32, Some((1, 1))), (15.315, Some((15315, 3))), (123456.0, Some((123_456, 0)))] {
            assert_eq!(shortest32(value), expected, "{value}");
        }
        assert_eq!(shortest32(1_234_567.0), None);
    }
}
