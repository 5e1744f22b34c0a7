//! What the engines return: figures, each with the rule it follows from, and the steps that led there.

mod because;
mod dollars;
mod gain;
mod kept;
mod limitation;
mod personal;
pub mod pfic;
mod pfic_status;

use rust_decimal::Decimal;

pub use dollars::{Fit, InDollars, WithheldAs};
pub use gain::{
    Amounts, GainAnswer, GainFigures, GainJapan, GainReason, GainUs, LotGain, OtherGain, Replacement, Taxed, Term,
};
pub use kept::Kept;
pub use limitation::{Carry, CreditHolding, LimitReason, Limitation, Limited};
pub use personal::{InvestmentTax, Personal, PersonalReason, RateSlice, TaxedSlice};
pub use pfic_status::{Counted, HoldingStatus, Missing, StatusAnswer, StatusStep, TestResult, Through, YearStatus};

use crate::facts::{Case, Field, FieldSet, HolderKind, SpecialClass, words};
use crate::japan::OtherTests;
use crate::law::{Action, Asked, Category, Effect, Evidence, Law, Outcome, Papers, Regime, Rule, Shortfall};
use crate::units::{Day, Exact, Percent, Rate, Share, Usd, Yen};

words! {
    /// How far the law and the facts settle a question.
    pub enum Status {
        Determined = "determined",
        /// A fact is missing that can change the answer.
        Undetermined = "undetermined",
        /// The law names a treaty without its rate.
        RateNotStated = "rate_not_stated",
        /// The law settles it, and this program does not have what it says.
        NotEncoded = "not_encoded",
        /// The law does not speak to this holder.
        NotAddressed = "not_addressed",
    }
}

impl Status {
    /// The one that says the least, of several answers in one; settled where there is none.
    pub fn least_settled(of: impl Iterator<Item = Status>) -> Status {
        let gravity = |status: &Status| match status {
            Status::Determined => 0,
            Status::NotAddressed => 1,
            Status::RateNotStated => 2,
            Status::NotEncoded => 3,
            Status::Undetermined => 4,
        };
        of.max_by_key(gravity).unwrap_or(Status::Determined)
    }
}

/// Everything the program has to say about one dividend of one holder.
#[derive(Debug)]
pub struct DividendAnswer<'a> {
    pub case: &'a Case,
    pub law: &'static Law,
    pub japan: Japan,
    pub comparison: Vec<Alternative>,
    pub us: Us,
    pub next_tier: Option<NextTier>,
    pub actions: Vec<Todo>,
    pub assumptions: Vec<Assumption>,
    /// What is stated of the holder itself and that no rule and no amount used.
    pub unused: FieldSet,
    pub notes: Vec<&'static Rule>,
    /// Of who states a test that its treaty does not have: those that it has.
    pub other_tests: Vec<OtherTests>,
    /// What another law that covers the payment says of Japan's rate, where it says something else.
    pub other_law: Option<OtherLaw>,
    /// Of those behind the holder, where it is seen through.
    pub members: Vec<MemberAnswer<'a>>,
    /// How many of the steps are Japan's; the others are the United States'.
    pub steps_of_japan: usize,
    pub steps: Vec<Step>,
}

/// The answer for one of those behind a holder.
#[derive(Debug)]
pub struct MemberAnswer<'a> {
    /// Its part of what the holder is paid, and of what the first in the line is paid.
    pub share: Share,
    pub of_whole: Share,
    /// What nobody is named for.
    pub is_rest: bool,
    pub answer: DividendAnswer<'a>,
}

/// Another law's answer on Japan's rate.
#[derive(Debug)]
pub struct OtherLaw {
    pub law: &'static Law,
    pub japan: Japan,
}

impl DividendAnswer<'_> {
    /// The weakest evidence that either part relies on.
    pub fn evidence(&self) -> Evidence {
        self.evidence_of_japan().max(self.evidence_of_us().unwrap_or(Evidence::Primary))
    }

    /// The weakest evidence of the rules on Japan that were met, and of the rate without a treaty.
    pub fn evidence_of_japan(&self) -> Evidence {
        let (of_japan, _) = self.steps.split_at(self.steps_of_japan);
        let rules = [self.japan.rule, self.japan.statutory_rule].into_iter().flatten();
        let of_members = self.members.iter().map(|member| member.answer.evidence_of_japan());
        let own = weakest(of_japan).into_iter().chain(rules.map(|rule| rule.evidence));
        own.chain(of_members).max().unwrap_or(Evidence::Primary)
    }

    /// The weakest evidence of the rules on the United States that were met; none where none was.
    pub fn evidence_of_us(&self) -> Option<Evidence> {
        let (_, of_us) = self.steps.split_at(self.steps_of_japan);
        weakest(of_us)
    }

    /// Whether the days held can make the dividend a qualified one: never a corporation's, nor one on PFIC stock.
    pub fn can_qualify(&self) -> bool {
        self.case.kind != HolderKind::Corporation && self.case.us.pfic.get() != Some(true)
    }
}

fn weakest(steps: &[Step]) -> Option<Evidence> {
    let met = steps.iter().filter(|step| step.outcome == Outcome::Met);
    met.map(|step| step.rule.evidence).max()
}

/// What Japan withholds.
#[derive(Debug)]
pub struct Japan {
    pub status: Status,
    /// The block of rules that decided; none when several are possible or the law does not speak.
    pub regime: Option<&'static Regime>,
    pub rule: Option<&'static Rule>,
    pub rate: Option<Rate>,
    /// The highest rate that is possible.
    pub highest_rate: Option<Rate>,
    /// The rates that are possible, ascending, when there are several.
    pub possible_rates: Vec<Rate>,
    /// The fewest facts that settle it, when it is undetermined; and what the paperwork turns on.
    pub questions: Vec<Field>,
    /// The rate without a treaty.
    pub statutory_rate: Option<Rate>,
    /// The rule that states it.
    pub statutory_rule: Option<&'static Rule>,
    /// The block of rules it stands in.
    pub statutory_regime: Option<&'static Regime>,
    pub gross: Option<Exact>,
    /// The part of it that is a dividend for Japan.
    pub taxed: Option<Exact>,
    pub tax: Option<Yen>,
    pub highest_tax: Option<Yen>,
    pub at_source: Option<AtSource>,
    pub refundable: Option<Yen>,
    /// What is refundable whatever the missing facts are; the refundable amount itself when it is determined.
    pub refundable_at_least: Option<Yen>,
    pub reconciliation: Option<Reconciliation>,
    /// What was withheld, as stated.
    pub stated: Option<Yen>,
    /// Of a dividend that is stated in dollars without a rate of exchange.
    pub in_dollars: Option<InDollars>,
}

impl Japan {
    /// What reaches the holder when the tax due is withheld.
    pub fn net(&self) -> Option<Exact> {
        Some(self.gross? - Exact::from(self.tax?))
    }

    /// What was really withheld: as stated, or else as the paperwork brings about.
    pub fn withheld(&self, case: &Case) -> Option<Yen> {
        self.stated.or(case.dividend.withheld).or(self.at_source.and_then(|at_source| at_source.tax))
    }

    /// The rate that is withheld when it is paid, where it is one.
    pub fn at_source_rate(&self) -> Option<Rate> {
        self.at_source.and_then(|at_source| at_source.rate)
    }

    /// Whether the rate is due to a treaty.
    pub fn is_treaty_rate(&self, law: &Law) -> bool {
        self.regime.is_some_and(|regime| !law.domestic.contains(regime))
    }
}

/// What is withheld when the dividend is paid, given the paperwork.
#[derive(Clone, Copy, Debug)]
pub struct AtSource {
    /// None where it differs among those behind the holder.
    pub rate: Option<Rate>,
    pub tax: Option<Yen>,
}

/// What an agent withheld, held against what is due.
#[derive(Clone, Copy, Debug)]
pub struct Reconciliation {
    pub withheld: Yen,
    /// Above the tax due, or above the highest possible one while that is open.
    pub over: Yen,
    /// Below the tax due, when that is known.
    pub under: Option<Yen>,
}

/// The same facts under another regime.
#[derive(Debug)]
pub struct Alternative {
    pub regime: &'static Regime,
    pub rule: Option<&'static Rule>,
    pub status: Status,
    pub rate: Option<Rate>,
    pub tax: Option<Yen>,
    /// Its tax less the tax now; negative when it was better.
    pub more_than_now: Option<Yen>,
}

/// What the United States does with the dividend.
#[derive(Debug)]
pub struct Us {
    pub status: Status,
    pub us_holder: Option<bool>,
    /// The special class that takes the holder out.
    pub class: Option<SpecialClass>,
    pub rule: Option<&'static Rule>,
    pub questions: FieldSet,
    /// The figures, when the law speaks to the holder and it is known to be one.
    pub income: Option<Box<Income>>,
}

/// The dividend as income.
#[derive(Debug)]
pub struct Income {
    pub included_on: Option<Day>,
    pub tax_year_begins: Option<Day>,
    pub spot: Option<Decimal>,
    pub dividend: Option<Usd>,
    /// The whole dividend qualifies.
    pub qualified: Option<bool>,
    /// The part of the shares whose lots qualify, of 1.
    pub qualified_share: Option<Exact>,
    /// Of the only lot.
    pub counted_days: Option<i32>,
    pub lots: Vec<LotResult>,
    pub maximum_rate: Option<Rate>,
    pub rate_rule: Option<&'static Rule>,
    pub qualified_usd: Option<Usd>,
    pub ordinary_usd: Option<Usd>,
    pub tax_at_maximum_rate: Option<Usd>,
    pub tax_at_ordinary_rate: Option<Usd>,
    pub personal: Personal,
    pub credit: Credit,
    pub return_of_capital: Option<ReturnOfCapital>,
    pub currency_gain: Option<CurrencyGain>,
}

/// Whether the dividend on one lot qualifies.
#[derive(Clone, Copy, Debug)]
pub struct LotResult {
    pub shares: Option<Decimal>,
    pub acquired: Option<Day>,
    pub disposed: Option<Day>,
    pub counted_days: Option<i32>,
    pub qualified: Option<bool>,
    pub rule: Option<&'static Rule>,
    /// At which it is taxed at most, when it qualifies.
    pub maximum_rate: Option<Rate>,
    /// The lot was held long enough for the credit, where the law asks it.
    pub credited: Option<bool>,
}

/// How much of the Japanese tax the United States credits.
#[derive(Clone, Copy, Debug)]
pub struct Credit {
    /// The law speaks of a credit for this tax.
    pub is_granted: bool,
    /// The part of the shares that was held long enough for it, of 1; unknown while that of one lot is.
    pub share: Option<Exact>,
    pub creditable: Option<Yen>,
    pub creditable_usd: Option<Usd>,
    /// The same before it is rounded to cents.
    pub creditable_exact: Option<Exact>,
    /// Withheld above what is due.
    pub not_creditable: Option<Yen>,
    pub category: Option<(Category, &'static Rule)>,
    /// How long the shares were held, where the law asks it.
    pub holding: Option<CreditHolding>,
    pub limited: Limited,
}

/// What becomes of a distribution beyond earnings and profits.
#[derive(Clone, Copy, Debug)]
pub struct ReturnOfCapital {
    pub beyond: Usd,
    /// Unknown without the basis, as are the other two.
    pub return_of_capital: Option<Usd>,
    pub capital_gain: Option<Usd>,
    pub basis_after: Option<Usd>,
}

/// Gain, or loss when negative, between inclusion and conversion.
#[derive(Clone, Copy, Debug)]
pub struct CurrencyGain {
    pub converted_on: Day,
    pub usd: Usd,
    /// What of it is recognised, where the law has an exemption.
    pub recognised: Option<Usd>,
    /// The rules on currency leave the transaction out: the gain is one of a capital asset, not an ordinary one.
    pub is_capital: bool,
}

/// The next better rate, and what is missing to have it.
#[derive(Debug)]
pub struct NextTier {
    pub rule: &'static Rule,
    pub rate: Rate,
    pub needs: Vec<Shortfall>,
}

/// Something to do.
#[derive(Clone, Copy, Debug)]
pub struct Todo {
    pub rule: &'static Rule,
    pub action: Action,
    /// The last safe day.
    pub due: Option<Day>,
}

impl Todo {
    /// With whom it is done.
    pub fn with(&self) -> &'static str {
        let Effect::Action(_, papers) = self.rule.effect else { return self.action.with(Papers::NONE) };
        self.action.with(papers)
    }
}

/// A fact that was not stated and taken to be the ordinary one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assumption {
    pub field: Field,
    pub value: Assumed,
}

/// The ordinary answer that was assumed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assumed {
    Is(bool),
    Word(&'static str),
    On(Day),
    Hundred,
    /// No dollars.
    Zero,
    Percent(Percent),
    /// Under a threshold of the law.
    Under(Percent),
}

/// Who is told which rules are asked, and what comes of them. The engines are written once and work for both: for who
/// wants the steps, and for who wants the decision alone, where the compiler leaves the steps out.
pub trait Trace {
    /// Nothing that is told here is ever read.
    const IS_SILENT: bool;

    /// Records what came of a rule that an engine asked with amounts of its own.
    fn record_outcome(&mut self, rule: &'static Rule, outcome: Outcome, because: Because);

    /// Asks a rule and records what came of it.
    #[inline]
    fn ask<A: Asked + ?Sized>(&mut self, rule: &'static Rule, asked: &A, lot: usize) -> Outcome {
        let outcome = asked.outcome(rule, lot);
        self.record_outcome(rule, outcome, Because::Conditions { lot });
        outcome
    }

    /// Records a calculation.
    #[inline]
    fn record(&mut self, rule: &'static Rule, because: Because) {
        self.record_outcome(rule, Outcome::Met, because);
    }
}

/// The rules asked, in order.
#[derive(Debug, Default)]
pub struct Steps(pub Vec<Step>);

/// Records nothing, for answers whose steps nobody reads.
#[derive(Clone, Copy, Debug)]
pub struct Silent;

impl Trace for Steps {
    const IS_SILENT: bool = false;

    fn record_outcome(&mut self, rule: &'static Rule, outcome: Outcome, because: Because) {
        self.0.push(Step { rule, outcome, because });
    }
}

impl Trace for Silent {
    const IS_SILENT: bool = true;

    #[inline(always)]
    fn record_outcome(&mut self, _: &'static Rule, _: Outcome, _: Because) {}
}

impl Rule {
    /// All conditions together: not met if one is not, else unknown if one is.
    #[inline]
    pub fn test(&self, case: &Case, lot: usize) -> Outcome {
        let mut all = Outcome::Met;
        for condition in self.when {
            match condition.test(case, lot) {
                Outcome::Met => {}
                Outcome::NotMet => return Outcome::NotMet,
                Outcome::Unknown => all = Outcome::Unknown,
            }
        }
        all
    }

    /// The facts that would settle it; none where it is settled.
    pub fn asks(&self, case: &Case, lot: usize) -> FieldSet {
        let mut missing = FieldSet::NONE;
        for condition in self.when {
            match condition.test(case, lot) {
                Outcome::Met => {}
                // Whatever the others come to, it does not hold.
                Outcome::NotMet => return FieldSet::NONE,
                Outcome::Unknown => missing = missing.with(condition.asks_of_open(case, lot)),
            }
        }
        missing
    }

    /// The category it states, if it is one that does.
    pub fn category(&self) -> Option<Category> {
        match self.effect {
            Effect::Category(category) => Some(category),
            _ => None,
        }
    }

    /// The rate it states, if it is one that does; with the surtax where there is one.
    pub fn rate(&self) -> Option<Rate> {
        match self.effect {
            Effect::Withhold(rate) | Effect::WithholdWithSurtax { with: rate, .. } => Some(rate),
            _ => None,
        }
    }

    /// The rate it states before any surtax: what a treaty's rate is compared with.
    pub fn rate_before_surtax(&self) -> Option<Rate> {
        match self.effect {
            Effect::WithholdWithSurtax { before, .. } => Some(before),
            _ => self.rate(),
        }
    }
}

/// One rule asked, with outcome and reason. Steps are the explanation; there is no other.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    pub rule: &'static Rule,
    pub outcome: Outcome,
    pub because: Because,
}

/// The reason of a step, kept as data until somebody reads it.
#[derive(Clone, Copy, Debug)]
pub enum Because {
    /// The rule's own conditions, of one lot where they are about lots.
    Conditions {
        lot: usize,
    },
    /// A treaty does not reduce the domestic rate.
    NotLower {
        domestic: Rate,
    },
    Refund {
        withheld: Yen,
        due: Yen,
    },
    Income {
        gross: Option<Exact>,
    },
    Included {
        on: Option<Day>,
    },
    Translated {
        spot: Decimal,
        usd: Option<Usd>,
    },
    Credited {
        withheld: Option<Yen>,
        due: Option<Yen>,
    },
    /// The same of tax under Japan's own law.
    CreditedWithoutTreaty {
        withheld: Option<Yen>,
        due: Option<Yen>,
    },
    /// About the limits of the credit.
    Limit(LimitReason),
    /// About what individuals, estates and trusts pay.
    Personal(PersonalReason),
    NotCredited {
        yen: Option<Yen>,
    },
    Returned(ReturnOfCapital),
    Converted(CurrencyGain),
    NoTreatyRate,
    Corporation(bool),
    /// About a sale.
    Sale(GainReason),
}
