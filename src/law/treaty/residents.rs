//! Under which treaties states, charities and funds are residents by the text, so that the rows are for them.
//!
//! Where the text was not read, or leaves it to whether the holder is "liable to tax", the rule says where to look.

use super::ae::AE_2013;
use super::at::AT_2017;
use super::hk::HK_2010;
use super::kw::KW_2010;
use super::lu::LU_1992;
use super::qa::QA_2015;
use super::ru::RU_2017;
use super::sa::SA_2010;
use super::{
    AU_2008, BE_2016, CA_1986, CH_2010, DE_2015, DK_2017, ES_2018, FR_2007, GB_2006, IE_1974, MLI, MOF_LIST, NL_2010,
    NZ_2012, SE_2013, US_2003, joined,
};
use crate::facts::{FundClass, HolderKind};
use crate::law::{Citation, Condition, Effect, Evidence, Resident, Rule, Source, When};

/// How the Ministry of Finance lists foreign funds: which are companies, and which contracts.
const MOF_FUNDS: &Source = &Source {
    short: "MOF list of funds",
    title: "Ministry of Finance of Japan, foreign investment trusts by country, corporate and contractual, for interest on government bonds (財務省)",
    url: "https://www.mof.go.jp/english/jgbs/topics/taxation2016/5a.html",
};

/// The tax administration of Luxembourg on where its funds are residents.
const LU_CIRCULAR: &Source = &Source {
    short: "Luxembourg circular 61",
    title: "Administration des contributions directes, circular L.G.-A. 61 of 2015-02-12 as of 2017-12-08, certificates of residence for funds",
    url: "https://www.lexgo.lu/en/news-and-articles/3033",
};

/// A state, and what a version of a treaty says of it.
macro_rules! states {
    ($($code:literal: $regimes:expr, $source:expr;)+) => { [$(
        resident(
            $regimes,
            concat!("statute.resident.state-", $code),
            "A state, a subdivision or a local authority is a resident of it by the text. The rows are for it; a lower one than that for everybody asks for a company, which it is not.",
            &[$source.at("4(1)")],
            Evidence::Primary,
            &[Condition::Kind(HolderKind::Government)],
            Effect::Taxable,
        ),
    )+] };
}

/// A charity, the same.
macro_rules! charities {
    ($($code:literal: $regimes:expr, $source:expr;)+) => { [$(
        resident(
            $regimes,
            concat!("statute.resident.charity-", $code),
            "A charitable, religious, educational or like organisation is a resident by the text, exempt though it is. No row exempts its dividends: that for everybody is for it.",
            &[$source.at("4(1)(c)")],
            Evidence::Primary,
            &[Condition::Kind(HolderKind::Charity)],
            Effect::Taxable,
        ),
    )+] };
}

const STATES: [Resident; 18] = states! {
    "us": &["us-treaty-2003", "us-treaty-2003-protocol-2013"], US_2003;
    "gb": &["gb-treaty-2006", "gb-treaty-2006-protocol-2013"], GB_2006;
    "nl": &["nl-treaty-2010"], NL_2010;
    "ch": &["ch-treaty-1971-protocol-2010", "ch-treaty-1971-protocol-2021"], CH_2010;
    "se": &["se-treaty-1983-protocol-2013"], SE_2013;
    "es": &["es-treaty-2018"], ES_2018;
    "dk": &["dk-treaty-2017"], DK_2017;
    "de": &["de-treaty-2015"], DE_2015;
    "au": &["au-treaty-2008"], AU_2008;
    "be": &["be-treaty-2016"], BE_2016;
    "at": &["at-treaty-2017"], AT_2017;
    "nz": &["nz-treaty-2012"], NZ_2012;
    "ru": &["ru-treaty-2017"], RU_2017;
    "kw": &["kw-treaty-2010"], KW_2010;
    "ae": &["ae-treaty-2013"], AE_2013;
    "sa": &["sa-treaty-2010"], SA_2010;
    "qa": &["qa-agreement-2015"], QA_2015;
    "hk": &["hk-agreement-2010"], HK_2010;
};

const CHARITIES: [Resident; 4] = charities! {
    "us": &["us-treaty-2003", "us-treaty-2003-protocol-2013"], US_2003;
    "gb": &["gb-treaty-2006", "gb-treaty-2006-protocol-2013"], GB_2006;
    "nl": &["nl-treaty-2010"], NL_2010;
    "ch": &["ch-treaty-1971-protocol-2010", "ch-treaty-1971-protocol-2021"], CH_2010;
};

/// Those of one country first, and last those for all.
pub const RESIDENTS: &[Resident] = &joined::<COUNT>(&[&STATES, &CHARITIES, &OTHERS]);

const OTHERS: [Resident; 10] = [
    resident(
        &["us-treaty-2003", "us-treaty-2003-protocol-2013"],
        "statute.resident.fund-us",
        "A fund that the United States tax as a corporation is a domestic one, and resident there. By which paragraph of the limitation on benefits it is entitled is asked: none is for funds.",
        &[US_2003.at("4(1)"), US_2003.at("22(1)")],
        Evidence::Primary,
        &[Condition::Kind(HolderKind::Fund), Condition::FundTaxedAs(FundClass::Corporation)],
        Effect::Taxable,
    ),
    resident(
        &["gb-treaty-2006", "gb-treaty-2006-protocol-2013"],
        "statute.resident.fund-gb",
        "What the United Kingdom taxes as a corporation, such as an open-ended investment company or an investment trust, is a company, and a resident as who is taxed by its place of incorporation or of management. It is a qualified person as a listed company, or by who owns it.",
        &[GB_2006.at("3(1)(f)"), GB_2006.at("4(1)"), GB_2006.at("22(2)"), MOF_FUNDS.at("corporate type")],
        Evidence::Primary,
        &[Condition::Kind(HolderKind::Fund), Condition::FundTaxedAs(FundClass::Corporation)],
        Effect::Taxable,
    ),
    resident(
        &["ca-treaty-1986"],
        "statute.resident.fund-ca",
        "What Canada taxes as a corporation, such as a mutual fund corporation, is a company, and a resident as who is taxed by its head office or place of management.",
        &[CA_1986.at("3(1)(f)"), CA_1986.at("4(1)"), MOF_FUNDS.at("corporate type")],
        Evidence::Primary,
        &[Condition::Kind(HolderKind::Fund), Condition::FundTaxedAs(FundClass::Corporation)],
        Effect::Taxable,
    ),
    resident(
        &["lu-treaty-1992"],
        "statute.resident.fund-lu",
        "The treaty is not for holding companies with special tax treatment and their like. Whether a SICAV or SICAF is one, or a resident, is not settled in anything read: look at article 25, and at page 5 of the circular for whether Japan is among the countries. The holders of an FCP are looked through since 2020 as far as they are residents of Luxembourg.",
        &[LU_1992.at("25"), MLI.at("3(1)"), LU_CIRCULAR.at("page 5")],
        Evidence::Secondary,
        &[Condition::Kind(HolderKind::Fund)],
        Effect::NotEncoded,
    ),
    resident(
        &["ie-treaty-1974"],
        "statute.resident.fund-ie",
        "Ireland's residents are relieved only of what is subject to its tax, and its funds are as a rule exempt from it: an ICAV or VCC then has no relief by the letter, and of a common contractual fund the holders are looked at. Look at article 11(2).",
        &[IE_1974.at("11(2)"), MLI.at("3(1)")],
        Evidence::Primary,
        &[Condition::Kind(HolderKind::Fund)],
        Effect::NotEncoded,
    ),
    resident(
        &["fr-treaty-1995-protocol-2007"],
        "statute.resident.fund-fr",
        "The manager of a recognised fund of France can claim for the part that is held by persons entitled to the treaty; the rest has the rate without it. Which part that is, is not asked here: look at article 29 and protocol 15.",
        &[FR_2007.at("29"), FR_2007.at("protocol 15")],
        Evidence::Primary,
        &[Condition::Kind(HolderKind::Fund)],
        Effect::NotEncoded,
    ),
    resident(
        &[],
        "statute.resident.state",
        "Whether the treaty makes a state a resident of itself was not found in the text, or the text was not read: look at its article on residence.",
        &[MOF_LIST.at("of conventions")],
        Evidence::Secondary,
        &[Condition::Kind(HolderKind::Government)],
        Effect::NotEncoded,
    ),
    resident(
        &[],
        "statute.resident.charity",
        "Whether the treaty makes an exempt organisation a resident turns on what it says of being liable to tax, which is not settled: look at its article on residence.",
        &[MOF_LIST.at("of conventions")],
        Evidence::Secondary,
        &[Condition::Kind(HolderKind::Charity)],
        Effect::NotEncoded,
    ),
    resident(
        &[],
        "statute.resident.fund-company",
        "Whether a fund that is a company, and taxed as one or exempt, is a resident and the beneficial owner turns on the treaty's words and on practice that was not found: look at its articles on residence and on the limitation of benefits, and ask for a residence certificate.",
        &[MOF_FUNDS.at("corporate type"), MOF_LIST.at("of conventions")],
        Evidence::Secondary,
        &[Condition::Kind(HolderKind::Fund), Condition::FundTaxedAs(FundClass::Corporation)],
        Effect::NotEncoded,
    ),
    resident(
        &[],
        "statute.resident.fund-trust",
        "Whether a fund that is a trust or a contract is a person, a resident and the beneficial owner is not settled: look at the treaty's articles on persons and residence, and at the list of contractual funds.",
        &[MOF_FUNDS.at("contractual type"), MOF_LIST.at("of conventions")],
        Evidence::Secondary,
        &[Condition::Kind(HolderKind::Fund), Condition::FundTaxedAs(FundClass::Trust)],
        Effect::NotEncoded,
    ),
];

const COUNT: usize = STATES.len() + CHARITIES.len() + OTHERS.len();

const fn resident(
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
