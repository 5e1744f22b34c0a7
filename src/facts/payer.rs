//! The company that pays, as far as it is named.

use super::words;
use crate::units::{AdsRatio, Day};

/// The company that pays the dividend, or whose shares are sold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Payer {
    pub name: Option<String>,
    pub code: Option<SecurityCode>,
    pub isin: Option<Isin>,
    pub listed_since: Option<Day>,
    pub listed_until: Option<Day>,
    /// How many ADSs represent one share, where the dividend does not say.
    pub ads_per_share: Option<AdsRatio>,
    /// The month on whose last day its fiscal year ends.
    pub fiscal_year_end: Option<Month>,
    pub kind: Option<PayerKind>,
}

words! {
    /// What the payer is.
    pub enum PayerKind {
        Company = "company",
        /// A J-REIT.
        RealEstateInvestmentCorporation = "real_estate_investment_corporation",
        /// Another investment corporation.
        InvestmentCorporation = "investment_corporation",
        /// A company for the securitisation of assets (TMK).
        SpecificPurposeCompany = "specific_purpose_company",
    }
}

/// A month, from 1 to 12.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month(pub u32);

/// Four characters that name a Japanese security.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecurityCode([u8; 4]);

impl SecurityCode {
    /// Digits, from 1300; new codes since 2024 have a letter in the second or the last place, or in both.
    pub fn parse(text: &str) -> Option<SecurityCode> {
        let code: [u8; 4] = text.as_bytes().try_into().ok()?;
        let [first, second, third, last] = code;
        let is_letter = |byte: u8| byte.is_ascii_uppercase() && !b"BEIOQVZ".contains(&byte);
        let is_either = |byte: u8| byte.is_ascii_digit() || is_letter(byte);
        let is_code = (b'1'..=b'9').contains(&first) && is_either(second) && third.is_ascii_digit() && is_either(last);
        let is_below = code.iter().all(u8::is_ascii_digit) && &code < b"1300";
        (is_code && !is_below).then_some(SecurityCode(code))
    }

    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// Twelve characters that name a security anywhere; the last is a check digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Isin([u8; 12]);

impl Isin {
    pub fn parse(text: &str) -> Option<Isin> {
        let isin: [u8; 12] = text.as_bytes().try_into().ok()?;
        let [before @ .., check @ b'0'..=b'9'] = &isin else { return None };
        let [b'A'..=b'Z', b'A'..=b'Z', number @ ..] = before else { return None };
        let is_formed = number.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        (is_formed && check_digit(before) == check - b'0').then_some(Isin(isin))
    }

    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// The digits of all characters, letters from 10 to 35, are added from the right, every other one doubled, and the digits
/// of what that gives; the check digit makes the sum end in zero.
fn check_digit(characters: &[u8]) -> u8 {
    let value = |byte: u8| if byte.is_ascii_digit() { u32::from(byte - b'0') } else { u32::from(byte - b'A') + 10 };
    let digits: Vec<u32> = characters
        .iter()
        .flat_map(|byte| match value(*byte) {
            low @ 0..10 => vec![low],
            two => vec![two / 10, two % 10],
        })
        .collect();
    let doubled = digits.iter().rev().enumerate().map(|(at, digit)| {
        let digit = if at % 2 == 0 { digit * 2 } else { *digit };
        digit / 10 + digit % 10
    });
    ((10 - doubled.sum::<u32>() % 10) % 10) as u8
}

impl Payer {
    pub const NONE: Payer = Payer {
        name: None,
        code: None,
        isin: None,
        listed_since: None,
        listed_until: None,
        ads_per_share: None,
        fiscal_year_end: None,
        kind: None,
    };

    /// A company other than Internet Initiative Japan is named, by its name, code or ISIN, or by what it is.
    #[inline]
    pub fn is_another(&self) -> bool {
        let Payer { name, code, isin, kind, .. } = self;
        (name.is_some() || code.is_some() || isin.is_some() || kind.is_some()) && self.is_not_own()
    }

    #[inline(never)]
    fn is_not_own(&self) -> bool {
        !(self.name.as_deref().is_none_or(is_own_name)
            && self.code.is_none_or(|code| code.as_str() == OWN_CODE)
            && self.isin.is_none_or(|isin| isin.as_str() == OWN_ISIN)
            && self.kind.is_none_or(|kind| kind == PayerKind::Company))
    }

    /// It deducts from its income the dividends that it pays.
    #[inline]
    pub fn deducts(&self) -> bool {
        self.kind.is_some_and(|kind| kind != PayerKind::Company)
    }

    /// How an answer calls it: by its name, else by its code or ISIN.
    pub fn called(&self) -> Option<&str> {
        let code = || self.code.as_ref().map(SecurityCode::as_str);
        self.name.as_deref().or_else(code).or_else(|| self.isin.as_ref().map(Isin::as_str))
    }

    /// Whether its shares are listed on a day, where it is stated since or until when they are.
    pub fn is_listed_on(&self, day: Day) -> Option<bool> {
        if self.listed_since.is_none() && self.listed_until.is_none() {
            return None;
        }
        let since = self.listed_since.is_none_or(|since| since <= day);
        Some(since && self.listed_until.is_none_or(|until| day <= until))
    }
}

/// Of Internet Initiative Japan, which the Form 20-F is the annual report of.
const OWN_CODE: &str = "3774";
const OWN_ISIN: &str = "JP3152820001";

fn is_own_name(name: &str) -> bool {
    let plain: String = name.chars().filter(char::is_ascii_alphanumeric).map(|it| it.to_ascii_lowercase()).collect();
    plain == "iij" || plain.starts_with("internetinitiativejapan") || name.contains("インターネットイニシアティブ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_of_the_exchange() {
        for code in ["1300", "3774", "7203", "9999", "130A", "132A", "1A00", "1A0A"] {
            assert!(SecurityCode::parse(code).is_some(), "{code}");
        }
        for code in ["1299", "0130", "37740", "377", "130B", "1E00", "13A0", "A300", "130a", ""] {
            assert!(SecurityCode::parse(code).is_none(), "{code}");
        }
    }

    #[test]
    fn isins_have_their_check_digit() {
        // Toyota, Internet Initiative Japan, Sony as published; Apple's as every textbook has it.
        for isin in ["JP3633400001", "JP3152820001", "JP3435000009", "US0378331005", "JP3046490003"] {
            assert!(Isin::parse(isin).is_some(), "{isin}");
        }
        for isin in ["JP3633400002", "JP3633400000", "jp3633400001", "JP363340000", "JP36334000011", "J13633400001"] {
            assert!(Isin::parse(isin).is_none(), "{isin}");
        }
    }

    #[test]
    fn the_company_of_the_document_is_known_by_each_of_its_names() {
        let named = |name: &str| Payer { name: Some(name.to_owned()), ..Payer::NONE };
        for name in [
            "IIJ",
            "Internet Initiative Japan",
            "Internet Initiative Japan Inc.",
            "株式会社インターネットイニシアティブ",
        ] {
            assert!(!named(name).is_another(), "{name}");
        }
        assert!(named("Toyota Motor Corporation").is_another());
        assert!(!Payer::NONE.is_another());
        let code = SecurityCode::parse("7203");
        assert!(Payer { code, ..named("IIJ") }.is_another());
        assert!(Payer { kind: Some(PayerKind::RealEstateInvestmentCorporation), ..Payer::NONE }.is_another());
    }
}
