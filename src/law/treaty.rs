//! Japan's treaties, a file for each partner whose rates are encoded, and the table of all partners.
//!
//! A version of a treaty is one [`Regime`]: its dates, whom it is open to, and its rows from most to least favourable.
//! A new protocol is one block at the end of its partner's file, beginning the day after the last one ends.

// Before the files that use them: macros are known only after they are written.
#[macro_use]
mod macros;

mod au;
mod be;
mod ca;
mod ch;
mod de;
mod dk;
mod es;
mod fi;
mod fr;
mod gb;
mod ie;
mod it;
mod lu;
mod nl;
mod no;
mod nz;
pub mod partners;
mod se;
mod sg;
mod us;

pub use au::AU_2008;
pub use be::BE_2016;
pub use ca::CA_1986;
pub use ch::CH_2010;
pub use de::DE_2015;
pub use dk::DK_2017;
pub use es::{ES_1974, ES_2018};
pub use fi::FI_1972;
pub use fr::FR_2007;
pub use gb::{GB_2006, GB_2013};
pub use ie::IE_1974;
pub use it::IT_1969;
pub use nl::NL_2010;
pub use no::NO_1992;
pub use nz::NZ_2012;
pub use partners::{ENCODED_PARTNERS, LIST, MOF_LIST, REMITTANCE_PARTNERS, TREATIES};
pub use se::SE_2013;
pub use sg::SG_1994;
pub use us::{US_1971, US_2003, US_2013};

use super::coverage::LAST_DAY;
use super::{Action, Citation, Clock, Condition, Effect, Ends, Evidence, HoldingPeriod, Length, Regime, Rule, Source};
use crate::facts::{HolderKind, LobTest};
use crate::units::{Day, Rate, Span};

/// A version without its rules: what is read against the payment date, from `first` to `last`.
const fn version(id: &'static str, title: &'static str, first: &str, last: &str) -> Regime {
    Regime {
        id,
        title,
        clock: Clock::Taxable,
        span: Span::new(Day::of(first), Day::of(last)),
        preconditions: &[],
        entitled: &[],
        qualified: &[],
        election: None,
        actions: &[],
        rows: &[],
    }
}

/// The version that is in force at the end of the law's tables.
const fn current(id: &'static str, title: &'static str, first: &str) -> Regime {
    Regime { span: Span::new(Day::of(first), LAST_DAY), ..version(id, title, first, first) }
}

/// What must hold before any row is asked.
const fn preconditions(
    id: &'static str,
    says: &'static str,
    cites: &'static [Citation],
    evidence: Evidence,
    when: &'static [Condition],
) -> Rule {
    Rule { id, says, cites, evidence, when, effect: Effect::Requirement }
}

/// A form to file with the application.
const fn attach(id: &'static str, says: &'static str, cites: &'static [Citation], when: &'static [Condition]) -> Rule {
    Rule { id, says, cites, evidence: Evidence::Primary, when, effect: Effect::Action(Action::AttachProofs) }
}

/// A row: at most so much is withheld.
const fn row(
    id: &'static str,
    says: &'static str,
    cites: &'static [Citation],
    evidence: Evidence,
    when: &'static [Condition],
    rate: &str,
) -> Rule {
    Rule { id, says, cites, evidence, when, effect: Effect::Withhold(Rate::of(rate)) }
}

/// The row of a version whose rate is not encoded.
const fn not_stated(id: &'static str, says: &'static str, cites: &'static [Citation], evidence: Evidence) -> Rule {
    Rule { id, says, cites, evidence, when: &[], effect: Effect::RateNotStated { at_most: None } }
}

const COMPANY: Condition = Condition::Kind(HolderKind::Corporation);
const PENSION_FUND: Condition = Condition::Kind(HolderKind::PensionFund);

/// Six months that end on the entitlement date.
const SIX_MONTHS: HoldingPeriod = HoldingPeriod::Throughout(Length::Months(6), Ends::Entitlement);
/// Twelve months that end on the entitlement date.
const TWELVE_MONTHS: HoldingPeriod = HoldingPeriod::Throughout(Length::Months(12), Ends::Entitlement);
/// Six months that end with the accounting period for which the dividend is paid.
const SIX_MONTHS_OF_PERIOD: HoldingPeriod = HoldingPeriod::Throughout(Length::Months(6), Ends::AccountingPeriod);

/// Six months that end the day before the payment.
const SIX_MONTHS_BEFORE_PAYMENT: HoldingPeriod = HoldingPeriod::Throughout(Length::Months(6), Ends::BeforePayment);

/// Who meets the tests of ownership and base erosion is owned by qualified residents.
const OWNERSHIP: &[LobTest] = &[LobTest::Ownership, LobTest::OwnershipAndBaseErosion];
/// A listed company, one that is owned by at most five such, and one that the competent authority has determined to be
/// entitled.
const LISTED_TYPE: &[LobTest] =
    &[LobTest::ListedCompany, LobTest::SubsidiaryOfListedCompanies, LobTest::CompetentAuthority];

/// The convention that changed many treaties at once; its rule on the main purpose of an arrangement.
pub const MLI: &Source = &Source {
    short: "Multilateral Convention",
    title: "Multilateral Convention to Implement Tax Treaty Related Measures to Prevent Base Erosion and Profit Shifting, in force for Japan 2019-01-01",
    url: "https://www.mof.go.jp/english/policy/tax_policy/tax_conventions/mli.htm",
};
