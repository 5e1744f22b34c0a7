//! What treaties say of dividends that the payer deducts from its income: those of investment corporations and of
//! companies for the securitisation of assets.
//!
//! The rows for companies are then switched off, so that everybody pays as small holders do, or another rate is stated.
//! Where the text was not read, or asks for facts that are not asked here, the rule says where to look.

use super::ae::AE_2013;
use super::at::AT_2017;
use super::hk::HK_2010;
use super::kw::KW_2010;
use super::pt::PT_2011;
use super::qa::QA_2015;
use super::ru::RU_2017;
use super::sa::SA_2010;
use super::{
    AU_2008, BE_2016, CH_2010, DK_2017, ES_2018, FR_2007, GB_2013, GR_2023, MOF_LIST, NL_2010, NZ_2012, SE_2013,
    US_2003, joined,
};
use crate::facts::HolderKind;
use crate::law::{Citation, Condition, Effect, Evidence, Resident, Rule, Threshold, When};
use crate::units::{Percent, Rate};

/// The rate for all whose dividend the payer deducts, and where it stands.
macro_rules! one_rate {
    ($($code:literal: $regimes:expr, $rate:literal, $source:expr, $place:literal;)+) => { [$(
        rule(
            $regimes,
            concat!("statute.deducted.", $code),
            concat!("At most ", $rate, "% of a dividend that the payer deducts from its income, whoever the holder is: the lower rows for companies are not for it."),
            &[$source.at($place)],
            Evidence::Primary,
            &[],
            Effect::Withhold(Rate::of($rate)),
        ),
    )+] };
}

/// Pension funds keep their row.
macro_rules! pension_funds {
    ($($code:literal: $regimes:expr, $source:expr, $place:literal;)+) => { [$(
        rule(
            $regimes,
            concat!("statute.deducted.pension-fund-", $code),
            "Of a dividend that the payer deducts only the rows for companies are switched off: that for pension funds stays.",
            &[$source.at($place)],
            Evidence::Primary,
            &[Condition::Kind(HolderKind::PensionFund)],
            Effect::Taxable,
        ),
    )+] };
}

const PENSION_FUNDS: [Resident; 5] = pension_funds! {
    "gb": &["gb-treaty-2006-protocol-2013"], GB_2013, "10(5)";
    "nl": &["nl-treaty-2010"], NL_2010, "10(5)";
    "ch": &["ch-treaty-1971-protocol-2010"], CH_2010, "protocol 3";
    "be": &["be-treaty-2016"], BE_2016, "10(4)";
    "at": &["at-treaty-2017"], AT_2017, "10(5)";
};

const ONE_RATE: [Resident; 16] = one_rate! {
    "gb": &["gb-treaty-2006-protocol-2013"], "10", GB_2013, "10(5)";
    "nl": &["nl-treaty-2010"], "10", NL_2010, "10(5)";
    "fr": &["fr-treaty-1995-protocol-2007"], "10", FR_2007, "10(4)";
    "ch": &["ch-treaty-1971-protocol-2010"], "10", CH_2010, "protocol 3";
    "be": &["be-treaty-2016"], "10", BE_2016, "10(4)";
    "at": &["at-treaty-2017"], "10", AT_2017, "10(5)";
    "se": &["se-treaty-1983-protocol-2013"], "10", SE_2013, "10(5)";
    "es": &["es-treaty-2018"], "10", ES_2018, "10(4)";
    "dk": &["dk-treaty-2017"], "15", DK_2017, "10(5)";
    "gr": &["gr-treaty-2023"], "10", GR_2023, "10(3)";
    "pt": &["pt-treaty-2011"], "10", PT_2011, "protocol 7";
    "nz": &["nz-treaty-2012"], "15", NZ_2012, "10(5)";
    "hk": &["hk-agreement-2010"], "10", HK_2010, "10(3)";
    "qa": &["qa-agreement-2015"], "10", QA_2015, "10(4)";
    "kw": &["kw-treaty-2010"], "10", KW_2010, "10(3)";
    "sa": &["sa-treaty-2010"], "10", SA_2010, "protocol 11(b)";
};

const OTHERS: [Resident; 5] = [
    rule(
        &["ae-treaty-2013"],
        "statute.deducted.ae",
        "At most 10% of a dividend that the payer deducts from its income, whoever the holder is.",
        &[AE_2013.at("protocol 4")],
        Evidence::Primary,
        &[],
        Effect::Withhold(Rate::of("10")),
    ),
    rule(
        &["us-treaty-2003", "us-treaty-2003-protocol-2013"],
        "statute.deducted.individual-us",
        "The row for everybody is kept for an individual who holds no more than 10% of the payer.",
        &[US_2003.at("10(5)(a)")],
        Evidence::Primary,
        &[
            Condition::Kind(HolderKind::Individual),
            Condition::NotLargeIndividual(Threshold::MoreThan(Percent::of("10"))),
        ],
        Effect::Taxable,
    ),
    rule(
        &["us-treaty-2003", "us-treaty-2003-protocol-2013"],
        "statute.deducted.us",
        "The rows for companies are not for a dividend that the payer deducts. The others are, where no more than half of its assets is land in Japan, or where the holder is a pension fund with no more than 10% of it, has no more than 5% of each class of units that are publicly traded, or no more than 10% of a diversified payer: what of that holds is not asked here. Look at article 10(5).",
        &[US_2003.at("10(5)")],
        Evidence::Primary,
        &[],
        Effect::NotEncoded,
    ),
    rule(
        &["au-treaty-2008"],
        "statute.deducted.au",
        "At most 15% of a dividend that the payer deducts where more than half of its assets is land in Japan, and else 10%: which of the two is not asked here. Look at article 10(4).",
        &[AU_2008.at("10(4)")],
        Evidence::Primary,
        &[],
        Effect::NotEncoded,
    ),
    rule(
        &["ru-treaty-2017"],
        "statute.deducted.ru",
        "The row for companies is not for a dividend that the payer deducts, and 15% is the limit where at least half of its value comes from land: which is not asked here. Look at article 10(4) and (6).",
        &[RU_2017.at("10(4)"), RU_2017.at("10(6)")],
        Evidence::Primary,
        &[],
        Effect::NotEncoded,
    ),
];

const LAST: [Resident; 2] = [
    rule(
        NO_RULE,
        "statute.deducted.no-rule",
        "The treaty has no rule on dividends that the payer deducts: its rows are for them as for others.",
        &[MOF_LIST.at("of conventions, their articles on dividends")],
        Evidence::Primary,
        &[],
        Effect::Taxable,
    ),
    rule(
        &[],
        "statute.deducted.not-read",
        "Whether this version of the treaty has a rule on dividends that the payer deducts was not read: look at its article on dividends and its protocol.",
        &[MOF_LIST.at("of conventions")],
        Evidence::Secondary,
        &[],
        Effect::NotEncoded,
    ),
];

/// The texts that were read, and that have none.
const NO_RULE: &[&str] = &[
    "de-treaty-2015",
    "ca-treaty-1986",
    "fi-treaty-1972",
    "ie-treaty-1974",
    "it-treaty-1969",
    "no-treaty-1992",
    "sg-treaty-1994",
    "cn-agreement-1983",
    "kr-treaty-1998",
    "in-treaty-1989",
    "in-treaty-1989-protocol-2006",
    "mx-treaty-1996",
    "my-agreement-1999",
    "ph-treaty-1980",
    "ph-treaty-1980-protocol-2006",
    "th-treaty-1990",
    "vn-agreement-1995",
    "za-treaty-1997",
    "br-treaty-1967",
    "id-agreement-1982",
];

const COUNT: usize = PENSION_FUNDS.len() + ONE_RATE.len() + OTHERS.len() + LAST.len();

/// Those of one country first, in it those for some holders, and last that for all.
pub const DEDUCTED: &[Resident] = &joined::<COUNT>(&[&PENSION_FUNDS, &ONE_RATE, &OTHERS, &LAST]);

const fn rule(
    regimes: &'static [&'static str],
    id: &'static str,
    says: &'static str,
    cites: &'static [Citation],
    evidence: Evidence,
    when: &'static [Condition],
    effect: Effect,
) -> Resident {
    Resident { regimes, rule: Rule { id, says, cites, evidence, when: When::all(when), effect } }
}
