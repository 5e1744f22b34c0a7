//! Japan's forms for a dividend under a treaty: their boxes by number, what each is called on the form in Japanese and in
//! English, and what the law says of when a box is asked.
//!
//! The boxes are those of the editions with a place for a signature and none for a seal, as in force in 2026.

mod application;
mod depositary;
mod limitation;
mod limitation_asks;
mod refund;

use super::Country;
use crate::facts::LobTest;
use crate::units::Percent;

pub use application::{FORM_1, FORM_1_2};
pub use depositary::{FORM_4, FORM_5};
pub use limitation_asks::LobAsks;
pub use refund::FORM_11;

/// From so much of the voting shares on, Form 1 asks in box 3 how many there are (note 9), and in box 4 for those held.
pub const VOTING_SHARES_ASKED_FROM: Percent = Percent::of("10");
/// The kind of refund of who filed late or not at all: which item of article 15(1) of the Ordinance.
pub fn refund_item() -> &'static str {
    word!("3号 (Ordinance 15(1)(iii))", "3号（実施特例省令第15条第1項第3号）")
}

/// Why a box on voting shares stays empty.
pub fn voting_shares_not_asked() -> &'static str {
    word!("asked only from 10% of the voting shares on", "議決権のある株式の10%以上を有する場合に限り記入")
}

/// A form.
#[derive(Debug)]
pub struct JapanForm {
    /// As it is called in short: `1-2`.
    pub number: &'static str,
    pub ja: &'static str,
    pub en: &'static str,
    pub boxes: &'static [FormBox],
}

/// A box of a form.
#[derive(Debug)]
pub struct FormBox {
    pub asks: Asks,
    /// Its number on the form; empty where it has none.
    pub number: &'static str,
    pub ja: &'static str,
    pub en: &'static str,
}

/// What a box asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    TaxOffice,
    Treaty,
    TreatyCountry,
    Rate,
    Name,
    JapaneseNumber,
    IndividualAddress,
    Nationality,
    HeadOffice,
    Established,
    Managed,
    TaxedIn,
    Establishment,
    Payer,
    PayerOffice,
    PayerNumber,
    VotingShares,
    HandlingAgent,
    Principal,
    Issue,
    Nominee,
    Quantity,
    VotingQuantity,
    Acquired,
    Details,
    OtherMatters,
    MembersSeenThrough,
    MembersTaxedInJapan,
    Certification,
    Agent,
    LobSheet,
    Signature,
    Depositary,
    Custodian,
    RecordDate,
    DepositedShares,
    TreatyApplies,
    TreatyDoesNotApply,
    ToInvestigate,
    FirstFormFiled,
    Investigated,
    Breakdown,
    DepositarySignature,
    RefundKind,
    RefundAmount,
    RefundAccount,
    PayerAndAgent,
    IncomeKind,
    PaidOn,
    Gross,
    Withheld,
    PaidOver,
    TreatyTax,
    Refund,
    AgentsCertificate,
    ClaimUnder,
    ResidenceCertificate,
    /// Whether an individual is entitled.
    LobIndividual,
    /// Whether one of the tests is met, and with a yes what the section asks for.
    LobLimb(&'static [LobTest], LobAsks),
    /// A section for incomes that are no dividends.
    LobOtherIncome,
    LobSections,
}

const fn asked(asks: Asks, number: &'static str, ja: &'static str, en: &'static str) -> FormBox {
    FormBox { asks, number, ja, en }
}

/// The sheet on the limitation on benefits of a country's treaty.
pub fn form_17(country: Country) -> &'static JapanForm {
    let is_its = |form: &&&JapanForm| form.number.strip_prefix("17-") == Some(country.as_str());
    limitation::SHEETS.iter().find(is_its).copied().unwrap_or(&limitation::FORM_17)
}
