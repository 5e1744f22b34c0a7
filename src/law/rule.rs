//! One sentence of law as data.

use std::borrow::Cow;
use std::fmt;

use super::{Condition, LimitMethod, Outcome, Papers, Route, When, articles};
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
    pub when: When,
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

    /// Where the first of its sources that has an address can be read.
    pub fn url(&self) -> Option<&'static str> {
        self.cites.iter().map(|cite| cite.source.url).find(|url| !url.is_empty())
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

    /// The place as it is cited in Japanese.
    pub fn place_in_japanese(&self) -> Cow<'static, str> {
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

    /// The same in words.
    pub fn noun(self) -> &'static str {
        match self {
            Evidence::Primary => word!("primary", "一次資料"),
            Evidence::Secondary => word!("secondary", "二次資料"),
            Evidence::Memory => word!("memory", "未確認（記憶）"),
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
            Effect::Withhold(rate) if *rate == Rate::ZERO => {
                write_said!(f, "withhold at most {rate}", "源泉徴収なし（{rate}）")
            }
            Effect::Withhold(rate) => write_said!(f, "withhold at most {rate}", "源泉徴収の税率は{rate}以下"),
            Effect::WithholdWithSurtax { before, with } => {
                write_said!(f, "withhold {with}: {before} and its surtax", "{with}を源泉徴収：{before}及びその付加税")
            }
            Effect::NoLimit => {
                f.write_str(word!("no limit: the rate without a treaty", "上限なし：条約がない場合の税率"))
            }
            Effect::RateNotStated { at_most: Some(rate) } => {
                write_said!(f, "a treaty rate that is not stated, at most {rate}", "条約の税率（記載なし）、{rate}以下")
            }
            Effect::RateNotStated { at_most: None } => f.write_str(word!(
                "a treaty rate that is not stated, at most the rate without a treaty",
                "条約の税率（記載なし）、条約がない場合の税率以下"
            )),
            Effect::NoBenefits => f.write_str(word!("no benefits of the treaty", "条約の特典なし")),
            Effect::Taxable => f.write_str(word!("subject to withholding", "源泉徴収の対象")),
            Effect::NotAddressed | Effect::Excluded(None) => f.write_str(word!("not addressed", "対象外")),
            Effect::Excluded(Some(class)) => {
                write_said!(f, "not addressed: {}", "対象外：{}", lang::named(class.name()))
            }
            Effect::UsHolder => f.write_str(word!("U.S. holder", "米国保有者")),
            Effect::MaximumRate(rate) => write_said!(f, "tax at most {rate}", "税率は{rate}以下"),
            Effect::HighestRate(rate) => write_said!(f, "highest rate {rate}", "最高税率{rate}"),
            Effect::InterestRate(rate) => write_said!(f, "interest {rate} a year", "利子（年{rate}）"),
            Effect::OrdinaryRates => f.write_str(word!("ordinary rates", "通常の税率")),
            Effect::NotTaxed => f.write_str(word!("not taxed", "非課税")),
            Effect::NotEncoded => f.write_str(word!("not encoded", "本プログラムに未収録")),
            Effect::OfEachMember => f.write_str(word!("the rate of each of those behind it", "背後の各人の税率")),
            Effect::Assessed(_) => f.write_str(word!("taxed by assessment", "申告による課税")),
            Effect::ExcessDistribution => f.write_str(word!("rules on excess distributions", "超過分配の規定")),
            Effect::Pfic => f.write_str(word!("passive foreign investment company", "PFIC（受動的外国投資会社）")),
            Effect::LookThrough => f.write_str(word!("look through to the subsidiary", "子会社のルックスルー")),
            Effect::Passive(true) => f.write_str(word!("passive", "受動的")),
            Effect::Passive(false) => f.write_str(word!("not passive", "受動的でない")),
            Effect::Taints => f.write_str(word!(
                "the holding is one in a passive foreign investment company",
                "保有株式はPFICの株式として扱われる"
            )),
            Effect::Category(category) => {
                write_said!(f, "category {}", "所得区分：{}", lang::named(category.name()))
            }
            Effect::Creditable => f.write_str(word!("creditable", "税額控除の対象")),
            Effect::NotCreditable => f.write_str(word!("not creditable", "税額控除の対象外")),
            Effect::Limit(method) => write_said!(f, "limitation: {}", "控除限度額：{}", lang::code(method.name())),
            Effect::Carry { back, forward } => {
                write_said!(f, "carry {back} back, then {forward} forward", "{back}年の繰戻し、次に{forward}年の繰越し")
            }
            Effect::Ceiling => f.write_str(word!("ceiling", "上限額")),
            Effect::Thresholds => f.write_str(word!("thresholds", "基準額")),
            Effect::Requirement => f.write_str(word!("requirement", "要件")),
            Effect::Computation => f.write_str(word!("computation", "計算")),
            Effect::Note => f.write_str(word!("note", "注記")),
            Effect::Action(..) => f.write_str(word!("action", "手続")),
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

/// Some of the things to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Actions(u32);

impl Actions {
    pub const NONE: Actions = Actions(0);

    /// These and, where it holds, another.
    #[inline(always)]
    pub const fn with_if(self, action: Action, holds: bool) -> Actions {
        Actions(self.0 | (holds as u32) << action as u32)
    }

    #[inline(always)]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    #[inline]
    pub const fn without(self, action: Action) -> Actions {
        Actions(self.0 & !(1 << action as u32))
    }

    #[inline(always)]
    pub const fn contains(self, action: Action) -> bool {
        self.0 & 1 << action as u32 != 0
    }
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
            Action::FileApplication if ads => word!("the depositary or its agent", "受託者又はその代理人"),
            Action::FileApplication => word!("the holder or its standing proxy", "保有者又はその常任代理人"),
            Action::FileSecondForm => word!("the depositary or its agent", "受託者又はその代理人"),
            Action::FileMembers => word!("the entity or its standing proxy", "団体又はその常任代理人"),
            Action::FileEntity => word!("each member, or one for all", "各構成員又は全員を代表する構成員"),
            Action::ShowExemption => word!("the holder or its standing proxy", "保有者又はその常任代理人"),
            Action::FileProofs
            | Action::AttachProofs
            | Action::ClaimRefund
            | Action::CorrectExcess
            | Action::SettleShortfall
            | Action::File8621 => word!("the holder", "保有者"),
        }
    }

    /// With whom, by the papers that the rule names: a claim goes through the withholding agent where they say so.
    pub fn with(self, papers: Papers) -> &'static str {
        match self {
            Action::ClaimRefund if papers.route == Some(Route::TaxOffice) => {
                word!("the Japanese tax authority", "所轄税務署長")
            }
            Action::FileApplication
            | Action::FileMembers
            | Action::FileEntity
            | Action::AttachProofs
            | Action::ClaimRefund => {
                word!(
                    "the Japanese tax authority, through the withholding agent",
                    "源泉徴収義務者を経由して所轄税務署長"
                )
            }
            Action::FileSecondForm => word!("the Japanese tax authority", "所轄税務署長"),
            Action::FileProofs => word!("the depositary", "受託者"),
            Action::ShowExemption => word!("the withholding agent", "源泉徴収義務者"),
            Action::CorrectExcess | Action::SettleShortfall => {
                word!("the payer or its agent", "支払者又は支払の取扱者")
            }
            Action::File8621 => word!("the Internal Revenue Service", "内国歳入庁"),
        }
    }
}
