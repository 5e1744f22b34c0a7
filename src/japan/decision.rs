//! What is found of a dividend: by one block of rules, by the law as a whole, or while facts are missing.

use crate::answer::{Japan, Status};
use crate::facts::{Case, Field, FieldSet};
use crate::law::{Effect, Evidence, Regime, Rule};
use crate::units::Rate;

/// What Japan withholds, without any amount.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Withholding {
    /// Undetermined with a rate where only the amounts are open.
    pub status: Status,
    /// The block of rules that decided; none when several are possible or the law does not speak.
    pub regime: Option<&'static Regime>,
    pub rule: Option<&'static Rule>,
    pub rate: Option<Rate>,
    /// The highest rate that is possible.
    pub highest_rate: Option<Rate>,
    /// The rate withheld when it is paid, given the paperwork.
    pub at_source: Option<Rate>,
    /// The rate without a treaty.
    pub(super) base: Option<Base>,
    /// The block of rules that decided is a treaty's.
    pub is_treaty_rate: bool,
    /// The rule takes the holder or the distribution out before any rate is asked.
    pub is_out_of_scope: bool,
    /// A fact is missing or a condition is not known, and every value it can have was tried.
    pub by_trial: bool,
    /// Nothing is due at one of several rates that are possible.
    pub(super) may_exempt: bool,
    /// What would settle the rate, and what the paperwork turns on.
    pub questions: FieldSet,
    /// The weakest evidence of what decided of those behind the holder.
    pub(super) evidence_of_members: Option<Evidence>,
}

impl Withholding {
    /// The rate without a treaty.
    pub fn statutory_rate(&self) -> Option<Rate> {
        self.base.map(|(_, _, rate)| rate)
    }

    /// The holder's own rules, where it has any, lead on to the rows of a treaty.
    #[inline]
    pub(super) fn leads_to_treaty(&self, case: &Case) -> bool {
        case.kind.is_ordinary() || self.is_treaty_rate && self.rate.is_some()
    }

    /// How well the rule that decided, and that on the rate without a treaty, are evidenced: the weaker of the two.
    #[inline]
    pub fn evidence(&self) -> Option<Evidence> {
        let of_base = self.base.map(|(_, rule, _)| rule.evidence);
        self.rule.map(|rule| rule.evidence).max(of_base).max(self.evidence_of_members)
    }

    /// The amounts are open: what is undetermined is then not the rate.
    #[inline(never)]
    pub(super) fn ask_for(&mut self, field: Field) {
        if self.status == Status::Determined {
            self.status = Status::Undetermined;
        }
        self.questions.insert(field);
    }

    /// Nothing is due, or can turn out to be.
    #[inline]
    pub(super) fn has_or_may_have_nothing_due(&self) -> bool {
        self.rate.is_some_and(|rate| rate.is_zero()) || self.may_exempt && self.status == Status::Undetermined
    }

    #[inline(never)]
    pub(super) fn try_all(&mut self, open: &Open) {
        self.by_trial = true;
        self.may_exempt = open.may_exempt();
        self.highest_rate = open.rates.last().copied();
        self.regime = open.regime;
        match (open.not_stated, open.rule, &open.rates[..]) {
            // What the holder is treated as is asked for before anything is said of it.
            _ if open.asks_own => (self.status, self.questions) = (Status::Undetermined, open.questions),
            (Some((regime, rule)), ..) => {
                (self.status, self.regime, self.rule) = (without_rate(rule), regime, Some(rule));
            }
            (None, Some(rule), [only]) => (self.rule, self.rate) = (Some(rule), Some(*only)),
            _ => (self.status, self.questions) = (Status::Undetermined, open.questions),
        }
    }
}

/// The rate without a treaty of the day: where and by which row it is stated.
pub(super) type Base = (&'static Regime, &'static Rule, Rate);

/// What one regime, or the law as a whole, says of the rate.
#[derive(Clone, Copy, Debug)]
pub(super) enum Found {
    Rate {
        regime: Option<&'static Regime>,
        rule: &'static Rule,
        rate: Rate,
    },
    NotStated {
        regime: Option<&'static Regime>,
        rule: &'static Rule,
        at_most: Option<Rate>,
    },
    /// A fact is missing, or a condition is not known.
    Open,
}

/// What remains possible.
#[derive(Debug)]
pub struct Open {
    /// Ascending, without repetition; for a treaty whose rate is not stated the highest it can be.
    pub(super) rates: Vec<Rate>,
    /// A version of the treaty that may apply and whose rate the law does not state.
    pub(super) not_stated: Option<(Option<&'static Regime>, &'static Rule)>,
    /// The block of rules, when only one is possible.
    pub(super) regime: Option<&'static Regime>,
    /// A rule that gives the highest rate; none where no way to complete the facts is left.
    pub(super) rule: Option<&'static Rule>,
    pub(super) questions: FieldSet,
    /// The fact is asked for that settles as what the holder is treated.
    pub(super) asks_own: bool,
}

impl Open {
    /// Nothing is due at one of several rates.
    pub(super) fn may_exempt(&self) -> bool {
        self.rates.len() > 1 && self.rates.iter().any(|rate| rate.is_zero())
    }
}

/// Who is silent on the rate where a row has none: the law, or this program.
pub(super) fn without_rate(rule: &Rule) -> Status {
    if rule.effect == Effect::NotEncoded { Status::NotEncoded } else { Status::RateNotStated }
}

impl Japan {
    /// What was decided, before it comes to any amount and before anything is asked.
    pub(super) fn of(decided: &Withholding) -> Japan {
        Japan {
            status: decided.status,
            regime: decided.regime,
            rule: decided.rule,
            rate: decided.rate,
            highest_rate: decided.highest_rate,
            possible_rates: Vec::new(),
            questions: Vec::new(),
            statutory_rate: decided.statutory_rate(),
            statutory_rule: decided.base.map(|(_, rule, _)| rule),
            statutory_regime: decided.base.map(|(regime, ..)| regime),
            gross: None,
            taxed: None,
            tax: None,
            highest_tax: None,
            at_source: None,
            refundable: None,
            refundable_at_least: None,
            reconciliation: None,
            stated: None,
            in_dollars: None,
        }
    }
}
