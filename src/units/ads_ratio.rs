//! How many American depositary shares represent one share, as an exact quotient.

use std::fmt;

use rust_decimal::Decimal;

use super::Exact;

/// So many ADSs represent so many shares; neither is zero, and they have no common divisor.
///
/// `1/3` is an ADS of three shares: no decimal is that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AdsRatio {
    ads: i64,
    shares: i64,
}

impl AdsRatio {
    /// One ADS for each share.
    pub const ONE: AdsRatio = AdsRatio { ads: 1, shares: 1 };

    /// So many ADSs represent so many shares; nothing where one of them is not positive, or where the quotient has more
    /// digits than amounts stay exact with.
    pub fn new(ads: Decimal, shares: Decimal) -> Option<AdsRatio> {
        let (ads, shares) = (ads.normalize(), shares.normalize());
        let scaled = |value: Decimal, places: u32| value.mantissa().checked_mul(10_i128.checked_pow(places)?);
        let (ads, shares) = (scaled(ads, shares.scale())?, scaled(shares, ads.scale())?);
        if ads <= 0 || shares <= 0 {
            return None;
        }
        let divisor = common_divisor(ads, shares);
        let within = |value: i128| i64::try_from(value / divisor).ok().filter(|value| *value <= MOST);
        Some(AdsRatio { ads: within(ads)?, shares: within(shares)? })
    }

    /// Whether one ADS is a share or a whole part of one: what is counted in ADSs comes to no more in shares.
    #[inline]
    pub const fn divides_a_share(self) -> bool {
        self.shares == 1
    }

    /// The shares that one ADS represents.
    #[inline]
    pub const fn shares_of_an_ads(self) -> Exact {
        Exact::of(self.shares, self.ads)
    }

    /// The ADSs that represent one share.
    pub const fn ads_of_a_share(self) -> Exact {
        Exact::of(self.ads, self.shares)
    }

    /// In a sentence.
    pub fn words(self) -> String {
        match self.decimal() {
            Some(ads) => said!("{ads} ADSs for one share", "1株につき{ads}ADS"),
            None => said!("{0} ADSs for {1} shares", "{1}株につき{0}ADS", self.ads, self.shares),
        }
    }

    /// The ADSs that represent one share, where a decimal is exactly that.
    pub fn decimal(self) -> Option<Decimal> {
        let exact = self.ads_of_a_share();
        exact.fits(PLACES).then(|| exact.decimal(PLACES))
    }
}

/// The ADSs before the colon, and the shares behind it.
impl fmt::Display for AdsRatio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.ads, self.shares)
    }
}

/// The largest of the two numbers: a million, with six decimals.
const MOST: i64 = 1_000_000_000_000;

/// A decimal that is stated has no more.
const PLACES: u32 = 6;

fn common_divisor(mut one: i128, mut other: i128) -> i128 {
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(ads: &str, shares: &str) -> Option<AdsRatio> {
        AdsRatio::new(ads.parse().unwrap(), shares.parse().unwrap())
    }

    #[test]
    fn ratios_are_reduced_and_exact() {
        assert_eq!(ratio("400", "1"), ratio("800", "2"));
        assert_eq!(ratio("0.5", "1"), ratio("1", "2"));
        assert_eq!(ratio("2.50", "0.10"), ratio("25", "1"));
        let third = ratio("1", "3").unwrap();
        assert_eq!((third.to_string(), third.decimal()), ("1:3".to_owned(), None));
        assert_eq!(ratio("0.6", "1").unwrap().decimal(), Some(Decimal::new(6, 1)));
        // 100,000 ADSs of three shares at 34 yen.
        let gross = Exact::whole(100_000) * Exact::whole(34) * third.shares_of_an_ads();
        assert!(gross == Exact::whole(10_200_000));
        // A third of a share each: 33,333 1/3 shares.
        let gross = Exact::whole(100_000) * Exact::whole(34) * ratio("3", "1").unwrap().shares_of_an_ads();
        assert_eq!(
            (gross.floor_jpy().value(), gross.tax_jpy(crate::units::Rate::of("10")).value()),
            (1_133_333, 113_333)
        );
    }

    #[test]
    fn nothing_and_too_much_are_no_ratio() {
        for (ads, shares) in [("0", "1"), ("1", "0"), ("-1", "1"), ("1000000000001", "1"), ("1", "1000000000001")] {
            assert_eq!(ratio(ads, shares), None, "{ads}:{shares}");
        }
        assert!(ratio("1000000000000", "1").is_some());
    }
}
