//! Splits and what else turns so many shares into so many others: reverse splits, changes of the ratio of ADSs,
//! exchanges of the one for the other.

use rust_decimal::Decimal;

use crate::units::{Day, Exact};

/// From its day on so many shares are so many others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split {
    pub date: Day,
    pub from: Decimal,
    pub to: Decimal,
}

/// As many fraction digits as a number of shares can have.
const SHARE_PLACES: u32 = 6;

/// What a number of shares of `acquired` has become by `day`, or by now; none where it leaves the bounds of a number of
/// shares. A share that is bought on the day of a split is one of the new ones.
pub fn become_of(splits: &[Split], shares: Decimal, acquired: Day, day: Option<Day>) -> Option<Decimal> {
    let most = Decimal::from(MOST_SHARES);
    let mut became = shares;
    for split in splits.iter().filter(|split| acquired < split.date && day.is_none_or(|day| split.date <= day)) {
        became = (became.checked_mul(split.to)? / split.from).round_dp(SHARE_PLACES);
        if became.is_zero() || became > most {
            return None;
        }
    }
    Some(became)
}

/// What one share of `day` is in the shares of now; none where so many splits make it a quotient of more digits than
/// amounts stay exact with.
pub fn ratio_since(splits: &[Split], day: Day) -> Option<Exact> {
    let mut later = splits.iter().filter(|split| day < split.date);
    later.try_fold(Exact::whole(1), |ratio, split| {
        let ratio = ratio * Exact::ratio(split.to, split.from);
        ratio.is_short().then(|| ratio.reduced())
    })
}

const MOST_SHARES: i64 = 1_000_000_000_000;
