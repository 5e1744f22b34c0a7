//! What the most common conditions ask of a case, looked at once: one bit for each answer.
//!
//! Most rules fail by who is asked: another kind of holder, another country, another sort of dividend. Of a rule, [`When`]
//! keeps the signs that refute it and those that leave it to its conditions; it is made of the conditions alone, so that
//! the two cannot differ. What has neither sign holds.

use std::fmt;
use std::ops::Deref;

use super::{Condition, Country, Outcome, Rule};
use crate::facts::{Case, ClassSet, DividendKind, Fact, Filing, HolderKind, Instrument};

/// The conditions of a rule: all must hold.
#[derive(Clone, Copy, PartialEq)]
pub struct When {
    conditions: &'static [Condition],
    /// One of them does not hold of a case with one of these signs.
    refuted_by: u64,
    /// Of a case with one of these signs the conditions are asked, since the signs do not settle them.
    left_open_by: u64,
}

impl When {
    pub const ALWAYS: When = When::all(&[]);

    pub const fn all(conditions: &'static [Condition]) -> When {
        let (mut refuted_by, mut left_open_by, mut left) = (0, 0, conditions);
        while let [condition, rest @ ..] = left {
            let (refuting, opening) = condition.signs();
            (refuted_by, left_open_by) = (refuted_by | refuting, left_open_by | opening);
            left = rest;
        }
        When { conditions, refuted_by, left_open_by }
    }
}

impl Deref for When {
    type Target = [Condition];

    fn deref(&self) -> &[Condition] {
        self.conditions
    }
}

impl IntoIterator for When {
    type Item = &'static Condition;
    type IntoIter = std::slice::Iter<'static, Condition>;

    fn into_iter(self) -> Self::IntoIter {
        self.conditions.iter()
    }
}

/// As the conditions alone: the signs follow from them.
impl fmt::Debug for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.conditions.fmt(f)
    }
}

/// Of what a rule can be asked: a case, or a case with its signs.
pub trait Asked {
    /// All conditions together: not met if one is not, else unknown if one is. `lot` matters only to conditions on a lot.
    fn outcome(&self, rule: &Rule, lot: usize) -> Outcome;
}

impl Asked for Case {
    #[inline]
    fn outcome(&self, rule: &Rule, lot: usize) -> Outcome {
        rule.test(self, lot)
    }
}

/// A case with its signs, a bit mask of its facts, for who asks many rules of it.
#[derive(Clone, Copy, Debug)]
pub struct WithSigns<'a> {
    case: &'a Case,
    signs: u64,
}

impl<'a> WithSigns<'a> {
    #[inline]
    pub fn of(case: &'a Case) -> WithSigns<'a> {
        WithSigns { case, signs: signs_of(case) }
    }

    /// The case, for as long as it is there.
    #[inline]
    pub fn case(&self) -> &'a Case {
        self.case
    }
}

impl Deref for WithSigns<'_> {
    type Target = Case;

    #[inline]
    fn deref(&self) -> &Case {
        self.case
    }
}

impl Asked for WithSigns<'_> {
    #[inline(always)]
    fn outcome(&self, rule: &Rule, lot: usize) -> Outcome {
        if self.signs & rule.when.refuted_by != 0 {
            Outcome::NotMet
        } else if self.signs & rule.when.left_open_by == 0 {
            Outcome::Met
        } else {
            asked(rule, self.case, lot)
        }
    }
}

#[inline(never)]
fn asked(rule: &Rule, case: &Case, lot: usize) -> Outcome {
    rule.test(case, lot)
}

/// Three bits, of which one is set: a fact is so, is not, or is not known.
struct Known(u32);

impl Known {
    const fn yes(&self) -> u64 {
        1 << self.0
    }

    const fn no(&self) -> u64 {
        2 << self.0
    }

    const fn open(&self) -> u64 {
        4 << self.0
    }

    #[inline(always)]
    fn sign(&self, known: Option<bool>) -> u64 {
        match known {
            Some(true) => self.yes(),
            Some(false) => self.no(),
            None => self.open(),
        }
    }

    /// Of a condition that asks for it.
    const fn asked(&self) -> (u64, u64) {
        (self.no(), self.open())
    }

    /// Of a condition that asks for the contrary.
    const fn asked_not(&self) -> (u64, u64) {
        (self.yes(), self.open())
    }
}

const fn kind_sign(kind: HolderKind) -> u64 {
    1 << kind as u64
}

const KINDS: u64 = (1 << HolderKind::ALL.len()) - 1;

/// Behind the kinds.
const IN_US: u64 = 1 << HolderKind::ALL.len();
const IN_JAPAN: u64 = IN_US << 1;
const ELSEWHERE: u64 = IN_US << 2;
const PAYER_IS_ANOTHER: u64 = IN_US << 3;
const PAYER_IS_OWN: u64 = IN_US << 4;
const HAS_CLASSES: u64 = IN_US << 5;
const NO_CLASSES: u64 = IN_US << 6;
const STATES_TESTS: u64 = IN_US << 7;
const NOT_HEDGED: u64 = IN_US << 8;
const APPLICATION_STATED: u64 = IN_US << 9;
const SECOND_FORM_STATED: u64 = IN_US << 10;
/// A sign of every case: a condition with it is always asked.
const ANY: u64 = IN_US << 11;

const AFTER_SINGLE: u32 = HolderKind::ALL.len() as u32 + 12;
const ADS: Known = Known(AFTER_SINGLE);
const ESTABLISHMENT: Known = Known(AFTER_SINGLE + 3);
const BENEFICIAL_OWNER: Known = Known(AFTER_SINGLE + 6);
const REQUIREMENTS: Known = Known(AFTER_SINGLE + 9);
const ENTITLED: Known = Known(AFTER_SINGLE + 12);
const US_CITIZEN: Known = Known(AFTER_SINGLE + 15);
const CAPITAL_ASSET: Known = Known(AFTER_SINGLE + 18);
const PFIC: Known = Known(AFTER_SINGLE + 21);
const FINANCIAL_SERVICES: Known = Known(AFTER_SINGLE + 24);

const AFTER_KNOWN: u32 = AFTER_SINGLE + 27;
const ANY_DIVIDEND: u64 = ((1 << (DividendKind::ALL.len() + 1)) - 1) << AFTER_KNOWN;
const OPEN_DIVIDEND: u64 = 1 << (AFTER_KNOWN + DividendKind::ALL.len() as u32);

// All of them have a bit of their own.
const _: () = assert!(AFTER_KNOWN as usize + DividendKind::ALL.len() < 64);

const fn dividend_sign(kind: DividendKind) -> u64 {
    1 << (AFTER_KNOWN + kind as u32)
}

fn signs_of(case: &Case) -> u64 {
    let when = |is: bool, sign: u64| if is { sign } else { 0 };
    let either = |is: bool, sign: u64, other: u64| if is { sign } else { other };
    let residence = match case.residence {
        Country::UNITED_STATES => IN_US,
        Country::JAPAN => IN_JAPAN,
        _ => ELSEWHERE,
    };
    let stated = |filing: Filing| !matches!(filing, Filing::Assumed | Filing::InTime);
    ANY | kind_sign(case.kind)
        | residence
        | either(case.payer.is_another(), PAYER_IS_ANOTHER, PAYER_IS_OWN)
        | either(case.special_classes == ClassSet::NONE, NO_CLASSES, HAS_CLASSES)
        | when(case.limbs.is_some(), STATES_TESTS)
        | when(case.hedged.is_empty(), NOT_HEDGED)
        | when(stated(case.relief.application), APPLICATION_STATED)
        | when(stated(case.relief.second_form), SECOND_FORM_STATED)
        | ADS.sign(case.instrument.get().map(|held| held == Instrument::Ads))
        | of_fact(&ESTABLISHMENT, case.japan_permanent_establishment)
        | of_fact(&BENEFICIAL_OWNER, case.beneficial_owner)
        | of_fact(&REQUIREMENTS, case.meets_additional_requirements)
        | of_fact(&ENTITLED, case.entitled_to_benefits)
        | of_fact(&US_CITIZEN, case.us_citizen)
        | of_fact(&CAPITAL_ASSET, case.capital_asset)
        | of_fact(&PFIC, case.us.pfic)
        | of_fact(&FINANCIAL_SERVICES, case.us.financial_services)
        | case.dividend.kind.get().map_or(OPEN_DIVIDEND, dividend_sign)
}

#[inline(always)]
fn of_fact(known: &Known, fact: Fact<bool>) -> u64 {
    known.sign(fact.get())
}

/// The kinds by which a condition on one kind fails, and those by which it turns on as what the holder is treated, as
/// [`Case::is_of_kind`] has it.
const fn of_kind(asked: HolderKind) -> (u64, u64) {
    let treated_as = match asked {
        HolderKind::Corporation => kind_sign(HolderKind::Ric) | kind_sign(HolderKind::Fund),
        HolderKind::PensionFund => kind_sign(HolderKind::Ira),
        _ => 0,
    };
    (KINDS & !kind_sign(asked) & !treated_as, treated_as)
}

const fn of_kinds(mut asked: &[HolderKind]) -> u64 {
    let mut refuted_by = KINDS;
    while let [kind, rest @ ..] = asked {
        refuted_by &= !kind_sign(*kind);
        asked = rest;
    }
    refuted_by
}

const fn of_residence(country: Country, is_asked: bool) -> (u64, u64) {
    let everywhere = IN_US | IN_JAPAN | ELSEWHERE;
    let sign = if country.is(Country::UNITED_STATES) {
        IN_US
    } else if country.is(Country::JAPAN) {
        IN_JAPAN
    } else {
        // Which other country it is, only the condition tells.
        return (if is_asked { IN_US | IN_JAPAN } else { 0 }, ELSEWHERE);
    };
    (if is_asked { everywhere & !sign } else { sign }, 0)
}

impl Condition {
    /// The signs of a case of which it does not hold, and those with which it has to be asked. With neither it holds.
    const fn signs(&self) -> (u64, u64) {
        match *self {
            Condition::ResidentOf(country) => of_residence(country, true),
            Condition::NotResidentOf(country) => of_residence(country, false),
            Condition::EstablishmentInJapan => ESTABLISHMENT.asked(),
            Condition::NoEstablishmentInJapan => ESTABLISHMENT.asked_not(),
            Condition::Kind(kind) => of_kind(kind),
            Condition::KindIn(kinds) => (of_kinds(kinds), 0),
            Condition::PaidByAnother(another) => (if another { PAYER_IS_OWN } else { PAYER_IS_ANOTHER }, 0),
            Condition::FundTaxedAs(_) => (KINDS & !kind_sign(HolderKind::Fund), ANY),
            Condition::Noncorporate => (kind_sign(HolderKind::Corporation), 0),
            Condition::NotIndividual => (kind_sign(HolderKind::Individual), 0),
            Condition::BeneficialOwner => BENEFICIAL_OWNER.asked(),
            Condition::NotBeneficialOwner => BENEFICIAL_OWNER.asked_not(),
            Condition::MeetsAdditionalRequirements => REQUIREMENTS.asked(),
            Condition::StatesAdditionalRequirements => {
                (STATES_TESTS | REQUIREMENTS.no() | REQUIREMENTS.open(), REQUIREMENTS.yes())
            }
            Condition::NotLargeIndividual(_) => (0, kind_sign(HolderKind::Individual)),
            Condition::LobTestsNotStated => {
                (STATES_TESTS | kind_sign(HolderKind::Ric) | kind_sign(HolderKind::Fund), 0)
            }
            Condition::EntitledToBenefits => ENTITLED.asked(),
            Condition::EntitledToBenefitsFrom(_) => (0, ENTITLED.no() | ENTITLED.open()),
            Condition::CapitalLikeVotes => (0, 0),
            Condition::DividendIs(kind) => (ANY_DIVIDEND & !dividend_sign(kind) & !OPEN_DIVIDEND, OPEN_DIVIDEND),
            Condition::HoldsAds => ADS.asked(),
            Condition::HoldsShares => ADS.asked_not(),
            Condition::ApplicationBeforePayment => (0, APPLICATION_STATED),
            Condition::SecondFormBy(_) => (0, SECOND_FORM_STATED),
            Condition::UsCitizen => US_CITIZEN.asked(),
            Condition::NotCapitalAsset => CAPITAL_ASSET.asked_not(),
            Condition::InClass(_) => (NO_CLASSES, HAS_CLASSES),
            Condition::HasHedgedDays => (NOT_HEDGED, 0),
            Condition::FinancialServices => FINANCIAL_SERVICES.asked(),
            Condition::Pfic => PFIC.asked(),
            Condition::NotPfic => PFIC.asked_not(),
            // What takes more than a look, or few rules ask, has no sign.
            Condition::ResidentOfAny(_)
            | Condition::ExemptInJapan
            | Condition::StatesExemption(_)
            | Condition::HoldsThrough(_)
            | Condition::TaxedItself
            | Condition::TaxedOnItsShare
            | Condition::VotingStock(..)
            | Condition::DirectVotingStock(..)
            | Condition::IssuedBelow(_)
            | Condition::MeetsLobTest(_)
            | Condition::MeetsAnyLobTest(_)
            | Condition::MayMeetAnyLobTest(_)
            | Condition::HeldThroughResidents(_)
            | Condition::NotKnown(_)
            | Condition::SubjectToTax
            | Condition::ElectsPriorTreaty
            | Condition::Listed
            | Condition::InvestmentIncomeAtMost(_)
            | Condition::NotFromBusiness
            | Condition::UsPerson
            | Condition::TaxYearBeginsBefore(_)
            | Condition::TaxYearBeginsFrom(_)
            | Condition::ConversionYearBeginsFrom(_)
            | Condition::PaidBefore(_)
            | Condition::PaidFrom(_)
            | Condition::PersonalCurrency
            | Condition::HeldAroundExDate { .. }
            | Condition::HeldByRecipient { .. }
            | Condition::FilesAs(_)
            | Condition::ElectsNoLimitation
            | Condition::TakesAdjustmentException
            | Condition::OnPayeeStatements
            | Condition::Sale(_)
            | Condition::Limit(_)
            | Condition::Company(_) => (0, ANY),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{FundClass, IraClass, LobTests, SpecialClass};
    use crate::law::{LAWS, PFIC_CHAPTERS};
    use crate::units::{Day, Span};

    /// Every fact that has a sign, in every way it can be, each drawn by itself.
    fn drawn(draw: &mut impl FnMut(usize) -> usize) -> Case {
        let mut fact = || match draw(4) {
            0 => Fact::Stated(true),
            1 => Fact::Stated(false),
            2 => Fact::Assumed(true),
            _ => Fact::Unknown,
        };
        let mut case = Case {
            japan_permanent_establishment: fact(),
            beneficial_owner: fact(),
            meets_additional_requirements: fact(),
            entitled_to_benefits: fact(),
            us_citizen: fact(),
            capital_asset: fact(),
            ..Case::BLANK
        };
        (case.us.pfic, case.us.financial_services) = (fact(), fact());
        case.kind = HolderKind::ALL[draw(HolderKind::ALL.len())];
        case.residence = [Country::UNITED_STATES, Country::JAPAN, Country::code("FR"), Country::code("KE")][draw(4)];
        case.fund_taxed_as = [None, Some(FundClass::Corporation), Some(FundClass::Trust)][draw(3)];
        case.certified_as = [None, Some(IraClass::PensionFund), Some(IraClass::Owner)][draw(3)];
        case.instrument = [Fact::Unknown, Fact::Stated(Instrument::Ads), Fact::Assumed(Instrument::Share)][draw(3)];
        case.limbs = [None, Some(LobTests::default())][draw(2)];
        if draw(2) == 1 {
            case.special_classes.insert(SpecialClass::ALL[draw(SpecialClass::ALL.len())]);
        }
        let days = [Day::ymd(2003, 6, 27), Day::ymd(2007, 6, 28), Day::ymd(2019, 11, 1), Day::ymd(2026, 6, 26)];
        case.dividend.payment_date = [None, Some(days[draw(4)])][draw(2)];
        case.hedged = if draw(2) == 1 { vec![Span::new(days[0], days[1])] } else { Vec::new() };
        let filings = [Filing::Assumed, Filing::InTime, Filing::Missing, Filing::On(days[1])];
        (case.relief.application, case.relief.second_form) = (filings[draw(4)], filings[draw(4)]);
        let kind = draw(DividendKind::ALL.len() + 1);
        case.dividend.kind = DividendKind::ALL.get(kind).map_or(Fact::Unknown, |kind| Fact::Stated(*kind));
        case.payer.name = [None, Some("Another K.K.".to_owned())][draw(2)].clone();
        case
    }

    /// What the signs settle is what the conditions say, of every rule there is.
    #[test]
    fn signs_say_what_conditions_say() {
        let of_laws = LAWS.iter().flat_map(|law| law.rules()).map(|(_, rule)| rule);
        let rules: Vec<&Rule> = of_laws.chain(PFIC_CHAPTERS.iter().flat_map(|chapter| chapter.rules())).collect();
        let mut state = 20_040_701_u64;
        let mut draw = |many: usize| {
            // Knuth's linear congruence; its high bits are well mixed.
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % many
        };
        let mut settled = 0;
        for _ in 0..400 {
            let case = drawn(&mut draw);
            let with_signs = WithSigns::of(&case);
            for rule in &rules {
                assert_eq!(with_signs.outcome(rule, 0), rule.test(&case, 0), "{}: {case:?}", rule.id);
                settled += usize::from(with_signs.signs & rule.when.left_open_by == 0);
            }
        }
        assert!(settled > 100 * rules.len(), "the signs settle hardly anything");
    }
}
