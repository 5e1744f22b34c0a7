//! Days, percentages and money: the only arithmetic and the only rounding of the program.
//!
//! Facts are kept as the decimal digits they were written with. What is calculated from them is kept
//! as an exact quotient, [`Exact`], and rounded once, where it leaves the program: withheld tax is
//! floored to the yen, dollars are rounded half away from zero to the cent. Where no exact quotient
//! can be held, in sums over many lots and in compound interest, 28 digits are kept: [`Decimal28`].

mod ads_ratio;
mod country;
mod day;
mod decimal28;
mod exact;
mod money;
mod percent;
mod share;
mod shortest;
mod total;

pub use ads_ratio::AdsRatio;
pub use country::Country;
pub use day::{Day, Span};
pub use decimal28::{Decimal28, to_the_cent, to_the_cent_within};
pub use exact::Exact;
pub(crate) use money::grouped;
pub use money::{Usd, Yen, grouped_decimal};
pub use percent::{Percent, Rate};
pub use share::{NoRest, Share, cut};
pub use shortest::{shortest, shortest32};
pub use total::{Printed, Total, YEN_PLACES};

/// The fraction digits of the yen of a part of a subsidiary that are shown.
pub const PART_PLACES: u32 = 4;

/// The powers of ten that 64 bits hold with their sign, by their exponent.
#[expect(clippy::indexing_slicing, reason = "a constant: with a place beyond the end it does not compile")]
pub(crate) const POWERS_OF_TEN: [u64; 19] = {
    let mut powers = [1; 19];
    let mut at = 1;
    while at < powers.len() {
        powers[at] = powers[at - 1] * 10;
        at += 1;
    }
    powers
};
