//! Every country with which Japan has a treaty that limits what is withheld from dividends.

use super::us;
use crate::law::{Country, Treaty};

/// The treaties, the encoded ones first.
pub const TREATIES: &[Treaty] = &[us::TREATY];

/// Partners whose residents may be taxed at home only on what is remitted there, which limits the relief.
pub const REMITTANCE_PARTNERS: &[Country] = &[
    Country::code("AU"),
    Country::code("BE"),
    Country::code("CH"),
    Country::code("DE"),
    Country::code("DK"),
    Country::code("ES"),
    Country::code("FR"),
    Country::code("GB"),
    Country::code("IE"),
    Country::code("NL"),
    Country::code("NZ"),
    Country::code("SG"),
    Country::UNITED_STATES,
];
