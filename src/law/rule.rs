//! One sentence of law as data.

use std::borrow::Cow;
use std::fmt;

use super::{Condition, LimitMethod, Outcome, Papers, articles};
use crate::facts::{Case, SpecialClass, words};
use crate::lang::{self, Lang};
use crate::units::Rate;

/// One sentence of law: its words in ours, its place, its conditions and its effect.
///
/// This is what is executed, and what `iijtax rules` prints.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Unique over all laws: `law.block.rule`.
    pub id: &'static str,
    /// What the sentence says, in our words.
    pub says: &'static str,
    pub cites: &'static [Citation],
    pub evidence: Evidence,
    /// All must hold. A rule without conditions always does.
    pub when: &'static [Condition],
    pub effect: Effect,
}

/// Rules are statics and have unique ids: the same rule is the same place.
impl PartialEq for Rule {
    fn eq(&self, other: &Rule) -> bool {
        std::ptr::eq(self, other) || self.id == other.id
    }
}

impl Rule {
    /// The id without the law and the block: what notes and actions are called in an answer.
    pub fn name(&self) -> &'static str {
        self.id.rsplit('.').next().unwrap_or(self.id)
    }

    /// Whether it has a condition that this program does not know.
    pub fn asks_what_is_not_known(&self) -> bool {
        self.when.iter().any(is_not_known)
    }

    /// Whether all that keeps it from holding is what this program does not know of its conditions.
    pub fn turns_on_what_is_not_known(&self, case: &Case) -> bool {
        let through = case.seen_through().is_some();
        let is_open = |condition: &&Condition| {
            is_not_known(condition) || through && matches!(condition, Condition::DirectVotingStock(..))
        };
        let mut others = self.when.iter().filter(|condition| !is_open(condition));
        self.when.iter().any(|condition| is_open(&condition))
            && others.all(|condition| condition.test(case, 0) == Outcome::Met)
    }

    /// What the sentence says, in the chosen language.
    pub fn words(&self) -> &'static str {
        lang::of(self.says)
    }

    /// The citations, as they are printed: `20-F JT-7.2, JT-11`.
    pub fn cite(&self) -> String {
        let mut text = String::new();
        let mut source = "";
        for cite in self.cites {
            if !text.is_empty() {
                text.push_str(word!(", ", "、"));
            }
            if cite.source.short != source {
                source = cite.source.short;
                text.push_str(lang::of(source));
                text.push(' ');
            }
            text.push_str(&cite.place_said());
        }
        text
    }
}

fn is_not_known(condition: &Condition) -> bool {
    matches!(condition, Condition::NotKnown(_))
}

/// A document of law, or about it.
#[derive(Debug)]
pub struct Source {
    /// How citations begin: `20-F`.
    pub short: &'static str,
    /// Its title, with the Japanese one behind it where it has one.
    pub title: &'static str,
    /// Where it can be read, when it has an address.
    pub url: &'static str,
}

impl Source {
    /// The title in the chosen language.
    pub fn title_said(&self) -> &'static str {
        lang::of(self.title)
    }

    /// Whether it is an act, an order or a treaty of Japan: those have their Japanese title beside the English one.
    fn is_of_japan(&self) -> bool {
        !self.title.is_ascii()
    }

    /// Whether it is a treaty, whose places are written another way than those of acts; the acts that enforce treaties
    /// are none.
    fn is_treaty(&self) -> bool {
        let named = |word| self.title.contains(word);
        (named("条約") || named("協定") || named("議定書")) && !named("法律") && !named("省令")
    }

    /// A place in this document.
    pub const fn at(&'static self, place: &'static str) -> Citation {
        Citation { source: self, place }
    }
}

/// A place in a document: a label, an article, a section.
#[derive(Clone, Copy, Debug)]
pub struct Citation {
    pub source: &'static Source,
    pub place: &'static str,
}

impl Citation {
    /// The place in the chosen language: `212(1)` is `第212条第1項` in Japanese.
    pub fn place_said(&self) -> Cow<'static, str> {
        match lang::chosen() {
            Lang::En => Cow::Borrowed(self.place),
            Lang::Ja => self.place_in_japanese(),
        }
    }

    fn place_in_japanese(&self) -> Cow<'static, str> {
        let article = || articles::in_japanese(self.place, self.source.is_treaty());
        match lang::japanese(self.place) {
            Some(known) => Cow::Borrowed(known),
            None if self.source.is_of_japan() => article().map_or(Cow::Borrowed(self.place), Cow::Owned),
            None => Cow::Borrowed(self.place),
        }
    }
}

/// How well a rule is evidenced, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// The text itself was read.
    Primary,
    /// A text about it was read.
    Secondary,
    /// Written down from memory and not checked.
    Memory,
}

impl Evidence {
    pub const fn name(self) -> &'static str {
        match self {
            Evidence::Primary => "primary",
            Evidence::Secondary => "secondary",
            Evidence::Memory => "memory",
        }
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What follows when the conditions of a rule hold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Effect {
    /// Tax is withheld at no more than this rate of the gross amount.
    Withhold(Rate),
    /// The same of domestic law with a surtax on the tax: what a treaty is measured against is the rate before it.
    WithholdWithSurtax { before: Rate, with: Rate },
    /// The treaty sets no limit here: the rate without one applies.
    NoLimit,
    /// A treaty limits the rate, and the law does not say to what; at most this rate is withheld, or the one without
    /// a treaty.
    RateNotStated { at_most: Option<Rate> },
    /// The treaty denies its benefits to the holder.
    NoBenefits,
    /// The rule describes a dividend the law taxes; the regimes decide at which rate.
    Taxable,
    /// The law does not speak to this holder.
    NotAddressed,
    /// The United States part does not speak to this U.S. holder, because of the class it belongs to if one is named.
    Excluded(Option<SpecialClass>),
    /// The holder is one the United States part speaks to.
    UsHolder,
    /// The dividend, or the gain, is taxed at no more than this rate.
    MaximumRate(Rate),
    /// The highest rate of income tax of some tax years.
    HighestRate(Rate),
    /// The rate of interest a year on underpayments of some quarters.
    InterestRate(Rate),
    /// The rates of ordinary income apply.
    OrdinaryRates,
    /// Japan does not tax the gain.
    NotTaxed,
    /// The law settles it, and this program does not have what it says.
    NotEncoded,
    /// The rate is that of each of those behind the holder.
    OfEachMember,
    /// Japan taxes the gain by assessment, for this reason.
    Assessed(GainKind),
    /// The rules on excess distributions of a passive foreign investment company apply to the gain.
    ExcessDistribution,
    /// The company is a passive foreign investment company in that year.
    Pfic,
    /// The company is treated as owning its part of a subsidiary's assets, and as receiving its part of the income.
    LookThrough,
    /// The income is passive, or it is not.
    Passive(bool),
    /// The company's being a passive foreign investment company that year makes the holding one in such a company.
    Taints,
    /// The category of the foreign tax credit limitation.
    Category(Category),
    /// The tax is creditable.
    Creditable,
    /// The tax is not creditable, and can be deducted.
    NotCreditable,
    /// How the foreign tax credit limitation is calculated.
    Limit(LimitMethod),
    /// Credit above the limitation is carried so many years back, then so many forward.
    Carry { back: u32, forward: u32 },
    /// What other income must not exceed, by filing status.
    Ceiling,
    /// Up to which taxable income each reduced rate goes.
    Thresholds,
    /// A condition of something else: it is met or not.
    Requirement,
    /// A calculation that a function named after the provision makes.
    Computation,
    /// Something to know.
    Note,
    /// Something to do, with the papers that it files in Japan.
    Action(Action, Papers),
}

impl fmt::Display for Effect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Effect::Withhold(rate) => write!(f, "withhold at most {rate}"),
            Effect::WithholdWithSurtax { before, with } => write!(f, "withhold {with}: {before} and its surtax"),
            Effect::NoLimit => f.write_str("no limit: the rate without a treaty"),
            Effect::RateNotStated { at_most: Some(rate) } => {
                write!(f, "a treaty rate that is not stated, at most {rate}")
            }
            Effect::RateNotStated { at_most: None } => {
                f.write_str("a treaty rate that is not stated, at most the rate without a treaty")
            }
            Effect::NoBenefits => f.write_str("no benefits of the treaty"),
            Effect::Taxable => f.write_str("subject to withholding"),
            Effect::NotAddressed | Effect::Excluded(None) => f.write_str("not addressed"),
            Effect::Excluded(Some(class)) => write!(f, "not addressed: {}", class.name()),
            Effect::UsHolder => f.write_str("U.S. holder"),
            Effect::MaximumRate(rate) => write!(f, "tax at most {rate}"),
            Effect::HighestRate(rate) => write!(f, "highest rate {rate}"),
            Effect::InterestRate(rate) => write!(f, "interest {rate} a year"),
            Effect::OrdinaryRates => f.write_str("ordinary rates"),
            Effect::NotTaxed => f.write_str("not taxed"),
            Effect::NotEncoded => f.write_str("not encoded"),
            Effect::OfEachMember => f.write_str("the rate of each of those behind it"),
            Effect::Assessed(_) => f.write_str("taxed by assessment"),
            Effect::ExcessDistribution => f.write_str("rules on excess distributions"),
            Effect::Pfic => f.write_str("passive foreign investment company"),
            Effect::LookThrough => f.write_str("look through to the subsidiary"),
            Effect::Passive(true) => f.write_str("passive"),
            Effect::Passive(false) => f.write_str("not passive"),
            Effect::Taints => f.write_str("the holding is one in a passive foreign investment company"),
            Effect::Category(category) => write!(f, "category {}", category.name()),
            Effect::Creditable => f.write_str("creditable"),
            Effect::NotCreditable => f.write_str("not creditable"),
            Effect::Limit(method) => write!(f, "limitation: {}", method.name().replace('_', " ")),
            Effect::Carry { back, forward } => write!(f, "carry {back} back, then {forward} forward"),
            Effect::Ceiling => f.write_str("ceiling"),
            Effect::Thresholds => f.write_str("thresholds"),
            Effect::Requirement => f.write_str("requirement"),
            Effect::Computation => f.write_str("computation"),
            Effect::Note => f.write_str("note"),
            Effect::Action(..) => f.write_str("action"),
        }
    }
}

words! {
    /// The separate limits of the United States foreign tax credit.
    pub enum Category {
        Passive = "passive",
        FinancialServices = "financial_services",
        General = "general",
    }
}

/// For which reason Japan taxes a gain of a non-resident: treaties leave some of them to it, and others not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GainKind {
    /// A large part sold by a holder of a larger one.
    SubstantialSale,
    /// Shares in a company with mostly land in Japan.
    RealEstateCompany,
    /// Sold by an individual who stays in Japan.
    WhilePresent,
    /// Acquired by a qualified stock option.
    OptionShares,
}

/// What is to be done; the rule says it, the engine adds until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// The application for relief, before the dividend is paid.
    FileApplication,
    /// The depositary's second form.
    FileSecondForm,
    /// The holder's proofs, to the depositary.
    FileProofs,
    /// The list of the members of an entity, with its application.
    FileMembers,
    /// The description of an entity that its own country taxes, with the application of its members.
    FileEntity,
    /// What exempts the holder itself, to be shown to the withholding agent.
    ShowExemption,
    /// What is filed with the application.
    AttachProofs,
    /// The claim for what was withheld above the treaty's rate.
    ClaimRefund,
    /// To be corrected by the payer: more was withheld than is due, and no treaty is the reason.
    CorrectExcess,
    /// To be settled with the payer: less was withheld than is due.
    SettleShortfall,
    /// The yearly form of a holder of a passive foreign investment company.
    File8621,
}

impl Action {
    /// What it is called in an answer, the same under every law.
    pub fn name(self) -> &'static str {
        match self {
            Action::FileApplication => "file-application",
            Action::FileSecondForm => "file-second-form",
            Action::FileProofs => "file-proofs",
            Action::FileMembers => "file-members",
            Action::FileEntity => "file-entity",
            Action::ShowExemption => "show-exemption",
            Action::AttachProofs => "attach-proofs",
            Action::ClaimRefund => "claim-refund",
            Action::CorrectExcess => "correct-excess",
            Action::SettleShortfall => "settle-shortfall",
            Action::File8621 => "file-form-8621",
        }
    }

    /// Who does it, for the holder of shares or of ADSs.
    pub fn by(self, ads: bool) -> &'static str {
        match self {
            Action::FileApplication if ads => "the depositary or its agent",
            Action::FileApplication => "the holder or its standing proxy",
            Action::FileSecondForm => "the depositary or its agent",
            Action::FileMembers => "the entity or its standing proxy",
            Action::FileEntity => "each member, or one for all",
            Action::ShowExemption => "the holder or its standing proxy",
            Action::FileProofs
            | Action::AttachProofs
            | Action::ClaimRefund
            | Action::CorrectExcess
            | Action::SettleShortfall
            | Action::File8621 => "the holder",
        }
    }

    /// With whom.
    pub fn with(self) -> &'static str {
        match self {
            Action::FileApplication | Action::FileMembers | Action::FileEntity | Action::AttachProofs => {
                "the Japanese tax authority, through the withholding agent"
            }
            Action::FileSecondForm | Action::ClaimRefund => "the Japanese tax authority",
            Action::FileProofs => "the depositary",
            Action::ShowExemption => "the withholding agent",
            Action::CorrectExcess | Action::SettleShortfall => "the payer or its agent",
            Action::File8621 => "the Internal Revenue Service",
        }
    }
}
