//! The part of a whole that is somebody's, as an exact quotient, and how a whole is cut by such parts.

use std::fmt;

use ethnum::I256;
use rust_decimal::Decimal;

use super::{Exact, Percent, Yen};

/// A part of a whole: above nothing, at most all of it, with no common divisor.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Share {
    part: I256,
    whole: I256,
}

/// Neither number has more digits, so that a part of an amount stays exact.
const MOST_DIGITS: u32 = 36;

impl Share {
    pub const ALL: Share = Share { part: I256::ONE, whole: I256::ONE };

    /// So much of so much; nothing where that is no part of it, or has more digits than amounts stay exact with.
    pub fn of(part: Decimal, whole: Decimal) -> Option<Share> {
        let (part, whole) = (part.normalize(), whole.normalize());
        let scaled = |value: Decimal, places: u32| I256::new(value.mantissa()).checked_mul(power_of_ten(places)?);
        Share::reduced(scaled(part, whole.scale())?, scaled(whole, part.scale())?)
    }

    /// Nothing of a percentage of zero.
    pub fn percent(percent: Percent) -> Option<Share> {
        Share::of(percent.value(), Decimal::ONE_HUNDRED)
    }

    /// This part of that part.
    pub fn times(self, other: Share) -> Option<Share> {
        Share::reduced(self.part.checked_mul(other.part)?, self.whole.checked_mul(other.whole)?)
    }

    /// What is left of the whole; `Ok(None)` where nothing is, and an error where more was taken than there is, or where
    /// the parts cannot be added up exactly.
    pub fn rest(parts: impl Iterator<Item = Share>) -> Result<Option<Share>, NoRest> {
        let mut left = Some(Share::ALL);
        for taken in parts {
            let from = left.ok_or(NoRest::TooMuch)?;
            let exact = || {
                let (one, other) = (from.part.checked_mul(taken.whole)?, taken.part.checked_mul(from.whole)?);
                Some((one.checked_sub(other)?, from.whole.checked_mul(taken.whole)?))
            };
            let (part, whole) = exact().ok_or(NoRest::TooFine)?;
            left = match part {
                I256::ZERO => None,
                part if part < I256::ZERO => return Err(NoRest::TooMuch),
                part => Some(Share::reduced(part, whole).ok_or(NoRest::TooFine)?),
            };
        }
        Ok(left)
    }

    fn reduced(part: I256, whole: I256) -> Option<Share> {
        if part <= I256::ZERO || whole < part {
            return None;
        }
        let (mut divisor, mut rest) = (whole, part);
        while rest != I256::ZERO {
            (divisor, rest) = (rest, divisor % rest);
        }
        let share = Share { part: part / divisor, whole: whole / divisor };
        (share.whole <= power_of_ten(MOST_DIGITS)?).then_some(share)
    }

    /// In percent, where a decimal is exactly that.
    pub fn as_percent(self) -> Option<Decimal> {
        let hundred = I256::new(100);
        let exact = Exact::quotient(self.part * hundred, self.whole);
        exact.fits(PLACES).then(|| exact.decimal(PLACES))
    }

    /// So much of an amount in whole yen: the yen, and what is left of the next one.
    fn of_yen(self, amount: Yen) -> (Yen, Fraction) {
        let product = self.part * I256::new(i128::from(amount.value()));
        let (yen, rest) = (product / self.whole, product % self.whole);
        (Yen::new(yen.as_i64()), Fraction { rest, whole: self.whole })
    }
}

/// A fraction of a yen.
#[derive(Clone, Copy)]
struct Fraction {
    rest: I256,
    whole: I256,
}

impl Fraction {
    fn cmp(self, other: Fraction) -> std::cmp::Ordering {
        // Both have at most 36 digits.
        (self.rest * other.whole).cmp(&(other.rest * self.whole))
    }
}

/// Why nothing can be said of what is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoRest {
    TooMuch,
    TooFine,
}

/// Cuts an amount in whole yen into parts that add up to it, where the shares add up to the whole: each is cut below the
/// yen, and the yen left over go one each to the largest fractions that were cut off, of equal ones to the first.
pub fn cut(amount: Yen, shares: &[Share]) -> Vec<Yen> {
    let (mut parts, fractions): (Vec<Yen>, Vec<Fraction>) = shares.iter().map(|share| share.of_yen(amount)).unzip();
    let given = parts.iter().fold(Yen::ZERO, |sum, part| sum + *part);
    let mut order: Vec<_> = parts.iter_mut().zip(fractions).collect();
    order.sort_by(|(_, one), (_, other)| other.cmp(*one));
    let over = usize::try_from((amount - given).value()).unwrap_or(0);
    for (part, _) in order.into_iter().take(over) {
        *part = *part + Yen::new(1);
    }
    parts
}

/// As it is written: `1/3`, and `1` for all.
impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.whole == I256::ONE { f.write_str("1") } else { write!(f, "{}/{}", self.part, self.whole) }
    }
}

impl fmt::Debug for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// Decimals of a percentage that is shown.
const PLACES: u32 = 12;

fn power_of_ten(places: u32) -> Option<I256> {
    10_i128.checked_pow(places).map(I256::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(part: i64, whole: i64) -> Share {
        Share::of(part.into(), whole.into()).unwrap()
    }

    #[test]
    fn parts_add_up_to_the_yen() {
        // 100,001 yen by 50, 30 and 20 percent: fractions of .5, .3 and .2, so that the odd yen is the first one's.
        let parts = cut(Yen::new(100_001), &[share(1, 2), share(3, 10), share(1, 5)]);
        assert_eq!(parts, [50_001, 30_000, 20_000].map(Yen::new));
        // Thirds of 100: the first of equals.
        assert_eq!(cut(Yen::new(100), &[share(1, 3); 3]), [34, 33, 33].map(Yen::new));
        assert_eq!(cut(Yen::new(101), &[share(1, 3); 3]), [34, 34, 33].map(Yen::new));
        assert_eq!(cut(Yen::new(0), &[share(1, 3); 3]), [0, 0, 0].map(Yen::new));
        for whole in 1..60_i64 {
            let shares = vec![share(1, whole); whole as usize];
            for amount in [0, 1, 59, 1_000_003, 100_000_000_000_000] {
                let sum = cut(Yen::new(amount), &shares).into_iter().fold(Yen::ZERO, |sum, part| sum + part);
                assert_eq!(sum, Yen::new(amount));
            }
        }
    }

    #[test]
    fn what_is_left_is_exact() {
        assert_eq!(Share::rest([share(1, 3); 3].into_iter()), Ok(None));
        assert_eq!(Share::rest([share(1, 3), share(1, 7)].into_iter()), Ok(Some(share(11, 21))));
        assert_eq!(Share::rest([share(2, 3), share(1, 2)].into_iter()), Err(NoRest::TooMuch));
        assert_eq!(Share::rest([share(1, 1), share(1, 2)].into_iter()), Err(NoRest::TooMuch));
        let percent = |digits: &str| Share::percent(Percent::of(digits)).unwrap();
        assert_eq!(Share::rest([percent("33.33"); 3].into_iter()), Ok(Some(share(1, 10_000))));
        assert_eq!(Share::percent(Percent::ZERO), None);
        assert_eq!(share(2, 6).to_string(), "1/3");
        assert_eq!(share(1, 3).as_percent(), None);
        assert_eq!(share(1, 8).as_percent(), Some(Decimal::new(125, 1)));
        assert_eq!(Share::of(3.into(), 2.into()), None);
        assert_eq!(share(1, 2).times(share(2, 3)), Some(share(1, 3)));
    }

    #[test]
    fn too_fine_a_share_is_none() {
        let mut deep = Some(share(1, 999_999_999_989));
        let levels = (0..5).filter(|_| {
            deep = deep.and_then(|deep| deep.times(share(1, 999_999_999_989)));
            deep.is_some()
        });
        assert_eq!(levels.count(), 2);
    }
}
