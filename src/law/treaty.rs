//! Japan's treaties, a file for each partner whose rates are encoded, and the table of all partners.
//!
//! A version of a treaty is one [`Regime`]: its dates, whom it is open to, and its rows from most to least favourable.
//! A new protocol is one block at the end of its partner's file, beginning the day after the last one ends.

// Before the files that use them: macros are known only after they are written.
#[macro_use]
mod macros;

mod ae;
mod am;
mod at;
mod au;
mod az;
mod bd;
mod be;
mod bg;
mod bn;
mod br;
mod by;
mod ca;
mod ch;
mod cl;
mod cn;
mod co;
mod cz;
mod de;
mod dk;
mod dz;
mod ec;
mod ee;
mod eg;
mod es;
mod fi;
mod fj;
mod fr;
mod gb;
mod ge;
mod gr;
mod hk;
mod hr;
mod hu;
mod id;
mod ie;
mod il;
mod r#in;
mod investment_corporations;
mod is;
mod it;
mod jm;
mod kg;
mod kr;
mod kw;
mod kz;
mod lk;
mod lt;
mod lu;
mod lv;
mod ma;
mod mx;
mod my;
mod nl;
mod no;
mod nz;
mod om;
pub mod partners;
mod pe;
mod ph;
mod pk;
mod pl;
mod pt;
mod qa;
mod residents;
mod ro;
mod rs;
mod ru;
mod sa;
mod se;
mod sg;
mod si;
mod sk;
mod th;
mod through;
mod tm;
mod tr;
mod tw;
mod ua;
mod us;
mod uy;
mod uz;
mod vn;
mod za;
mod zm;

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
pub use gr::GR_2023;
pub use ie::IE_1974;
pub use investment_corporations::DEDUCTED;
pub use it::IT_1969;
pub use nl::{NL_1970, NL_2010};
pub use no::NO_1992;
pub use nz::NZ_2012;
pub use partners::{ENCODED_PARTNERS, LIST, MOF_LIST, REMITTANCE_PARTNERS, TREATIES};
pub use residents::RESIDENTS;
pub use se::{SE_1983_TEXT, SE_2013};
pub use sg::SG_1994;
pub use through::THROUGH;
pub use us::{US_1971, US_2003, US_2013};

use super::coverage::LAST_DAY;
use super::{
    Action, Citation, Clock, Condition, Effect, Ends, Evidence, Form, HoldingPeriod, Length, Papers, Regime, Resident,
    Rule, Source, When,
};
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

/// The rows of several lists, one list after the other.
#[expect(clippy::indexing_slicing, reason = "evaluated for constants: too few or too many rows do not compile")]
const fn joined<const COUNT: usize>(mut lists: &[&[Resident]]) -> [Resident; COUNT] {
    let mut all = [lists[0][0]; COUNT];
    let mut at = 0;
    while let [list, others @ ..] = lists {
        let mut rows = *list;
        while let [row, rest @ ..] = rows {
            all[at] = *row;
            (at, rows) = (at + 1, rest);
        }
        lists = others;
    }
    assert!(at == COUNT);
    all
}

/// What must hold before any row is asked.
const fn preconditions(
    id: &'static str,
    says: &'static str,
    cites: &'static [Citation],
    evidence: Evidence,
    when: &'static [Condition],
) -> Rule {
    Rule { id, says, cites, evidence, when: When::all(when), effect: Effect::Requirement }
}

/// A form to file with the application.
const fn attach(id: &'static str, says: &'static str, cites: &'static [Citation], when: &'static [Condition]) -> Rule {
    Rule {
        id,
        says,
        cites,
        evidence: Evidence::Primary,
        when: When::all(when),
        effect: Effect::Action(Action::AttachProofs, Papers::with_another(&[Form::Form17])),
    }
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
    Rule { id, says, cites, evidence, when: When::all(when), effect: Effect::Withhold(Rate::of(rate)) }
}

/// The row of a version whose rate this program does not have.
const fn not_stated(id: &'static str, says: &'static str, cites: &'static [Citation], evidence: Evidence) -> Rule {
    Rule { id, says, cites, evidence, when: When::ALWAYS, effect: Effect::NotEncoded }
}

/// The row of those for whom the treaty sets no limit.
const fn no_limit(id: &'static str, says: &'static str, cites: &'static [Citation], evidence: Evidence) -> Rule {
    Rule { id, says, cites, evidence, when: When::ALWAYS, effect: Effect::NoLimit }
}

/// The time before the first version that is encoded, for every partner that had a treaty then.
const BEFORE_2004: Regime = Regime {
    rows: &[not_stated(
        "statute.before-2004.not-encoded",
        "Japan had a treaty with this country before 2004, or came to have one: from when, and what it limited the rate to, is not encoded. Look at its article on dividends.",
        LIST,
        Evidence::Secondary,
    )],
    ..version("before-2004", "a treaty before 2004", "1973-01-01", "2003-12-31")
};

const UNREAD_OWNER: Rule = preconditions(
    "statute.unread-treaty.beneficial-owner",
    "The limits of a treaty whose text was not read are taken to be for the resident to whom the dividend beneficially belongs.",
    LIST,
    Evidence::Secondary,
    &[Condition::BeneficialOwner],
);

/// What is asked under a treaty of before such rules on abuse whose text was not read.
const UNREAD_BEFORE: &[Rule] = &[UNREAD_OWNER];

/// What is asked under a treaty whose text was not read, but what authorities and firms say of it.
const UNREAD: &[Rule] = &[
    UNREAD_OWNER,
    preconditions(
        "statute.unread-treaty.benefits",
        "Nothing else in the treaty, or in the Multilateral Convention where it applies, denies the holder its benefits: what they say of that was not read.",
        &[MOF_LIST.at("of conventions"), MLI.at("7(1)")],
        Evidence::Secondary,
        &[Condition::EntitledToBenefits],
    ),
];

/// The paragraphs by which a holder can be entitled where a limitation on benefits was not read: it says itself which of
/// them the treaty has.
const UNREAD_PARAGRAPHS: &[LobTest] = &[
    LobTest::Government,
    LobTest::ListedCompany,
    LobTest::SubsidiaryOfListedCompanies,
    LobTest::TaxExemptOrganization,
    LobTest::PensionFundMembers,
    LobTest::OwnershipAndBaseErosion,
    LobTest::ActiveBusiness,
    LobTest::EquivalentBeneficiaries,
    LobTest::CompetentAuthority,
];

/// The paragraphs of several treaties with a limitation on benefits whose text was not read, by the tax agency's Form 17 for
/// each: a state, a listed company, a pension fund, ownership, equivalent beneficiaries, an active business, the agency.
const FORM_17_PARAGRAPHS: &[LobTest] = &[
    LobTest::Government,
    LobTest::ListedCompany,
    LobTest::PensionFundMembers,
    LobTest::Ownership,
    LobTest::OwnershipAndBaseErosion,
    LobTest::EquivalentBeneficiaries,
    LobTest::ActiveBusiness,
    LobTest::CompetentAuthority,
];

/// The same where exempt organisations are qualified as well.
const FORM_17_WITH_CHARITIES: &[LobTest] = &[
    LobTest::Government,
    LobTest::ListedCompany,
    LobTest::PensionFundMembers,
    LobTest::TaxExemptOrganization,
    LobTest::Ownership,
    LobTest::OwnershipAndBaseErosion,
    LobTest::EquivalentBeneficiaries,
    LobTest::ActiveBusiness,
    LobTest::CompetentAuthority,
];

/// Where the rates of every treaty in force are printed.
const NTA_TABLE: Citation = NTA_GUIDE.at("chapter 10, table of treaties");

pub const NTA_GUIDE: &Source = &Source {
    short: "NTA guide 2026",
    title: "National Tax Agency of Japan, outline of withholding tax, 2026 (令和8年版 源泉徴収のあらまし), pages 327 to 338",
    url: "https://www.nta.go.jp/publication/pamph/gensen/aramashi2026/pdf/12.pdf",
};

/// The row of the treaty to which the states that came of the Soviet Union succeeded, each until it has one of its own.
const USSR_ROWS: &[Rule] = &[row(
    "statute.ussr-1986.general",
    "At most 15%, whoever the resident is.",
    &[USSR_1986.at("dividends"), NTA_TABLE],
    Evidence::Secondary,
    &[],
    "15",
)];

const USSR_1986: &Source = &Source {
    short: "USSR treaty 1986",
    title: "Convention between the Government of Japan and the Government of the Union of Soviet Socialist Republics of 1986, in force 1986-11-27 (所得に対する租税に関する二重課税の回避のための日本国政府とソヴィエト社会主義共和国連邦政府との間の条約)",
    url: "http://www.taxrus2000.com/en/all-russian-taxes-on-line/general-section/dta/Japanese-DTA-Japan-Russia-text/",
};

const COMPANY: Condition = Condition::Kind(HolderKind::Corporation);
const PENSION_FUND: Condition = Condition::Kind(HolderKind::PensionFund);

/// Six months that end on the entitlement date.
const SIX_MONTHS: HoldingPeriod = HoldingPeriod::Throughout(Length::Months(6), Ends::Entitlement);
/// Twelve months that end on the entitlement date.
const TWELVE_MONTHS: HoldingPeriod = HoldingPeriod::Throughout(Length::Months(12), Ends::Entitlement);
/// Six months that end with the accounting period for which the dividend is paid.
const SIX_MONTHS_OF_PERIOD: HoldingPeriod = HoldingPeriod::Throughout(Length::Months(6), Ends::AccountingPeriod);

/// Twelve months that end with that period.
const TWELVE_MONTHS_OF_PERIOD: HoldingPeriod = HoldingPeriod::Throughout(Length::Months(12), Ends::AccountingPeriod);
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
    title: "Multilateral Convention to Implement Tax Treaty Related Measures to Prevent Base Erosion and Profit Shifting, in force for Japan 2019-01-01 (税源浸食及び利益移転を防止するための租税条約関連措置を実施するための多数国間条約)",
    url: "https://www.oecd.org/content/dam/oecd/en/topics/policy-sub-issues/beps-mli/multilateral-convention-to-implement-tax-treaty-related-measures-to-prevent-beps.pdf",
};
