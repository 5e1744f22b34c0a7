//! What every answer is told with: actions, assumptions, notes and steps.

use std::borrow::Cow;

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use crate::answer::{self, Assumed};
use crate::facts::Case;
use crate::japan::OtherTests;
use crate::law::{self, Rule};
use crate::render::digits::Digits;
use crate::render::outline;
use crate::render::state::State;
use crate::units::{Day, Percent};

/// Something to do.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Action {
    pub id: &'static str,
    /// The last safe day; null when the law states none.
    pub due: Option<Day>,
    pub by: &'static str,
    pub with: &'static str,
    pub what: &'static str,
    pub cite: String,
    /// How it stands on the day that was asked for; only where one was.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(extend("enum" = ["open", "overdue", "lapsed"])))]
    pub state: Option<&'static str>,
}

impl Action {
    /// Says how it stands on a day.
    pub(in crate::render) fn stand_on(&mut self, day: Day) {
        let is_claim = self.id == law::Action::ClaimRefund.name();
        self.state = Some(State::on(day, is_claim, self.due).name());
    }

    pub(in crate::render) fn new(todo: &answer::Todo, ads: bool) -> Action {
        Action {
            id: todo.action.name(),
            due: todo.due,
            by: todo.action.by(ads),
            with: todo.with(),
            what: todo.rule.words(),
            cite: todo.rule.cite(),
            state: None,
        }
    }
}

/// A fact that was not stated and taken to be the ordinary one.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Assumption {
    pub field: &'static str,
    pub value: AssumedValue,
}

impl Assumption {
    pub(in crate::render) fn new(assumption: &answer::Assumption) -> Assumption {
        let value = match assumption.value {
            Assumed::Is(is) => AssumedValue::Bool(is),
            Assumed::Word(word) => AssumedValue::Word(word),
            Assumed::On(day) => AssumedValue::Date(day),
            Assumed::Zero => AssumedValue::Number(0.into()),
            Assumed::Hundred => AssumedValue::Number(Percent::HUNDRED.into()),
            Assumed::Percent(percent) => AssumedValue::Number(percent.into()),
            Assumed::Under(percent) => AssumedValue::Text(said!("under {}", "{}未満", percent.value())),
        };
        Assumption { field: assumption.field.path(), value }
    }
}

/// The ordinary answer.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(untagged)]
pub enum AssumedValue {
    Bool(bool),
    Word(&'static str),
    Text(String),
    Date(Day),
    Number(Digits),
}

/// Something to know.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Note {
    pub code: &'static str,
    pub text: Cow<'static, str>,
    pub cite: String,
}

impl Note {
    pub(in crate::render) fn new(rule: &Rule) -> Note {
        Note { code: rule.name(), text: rule.words().into(), cite: rule.cite() }
    }

    /// Which tests the treaty has of who states another.
    pub(super) fn on_tests(other: &OtherTests) -> Note {
        Note { code: "limitation-on-benefits-tests", text: outline::tests(other).into(), cite: other.rule.cite() }
    }
}

/// One rule asked.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Step {
    pub rule: &'static str,
    pub cite: String,
    /// Where what it cites can be read.
    pub url: Option<&'static str>,
    pub evidence: String,
    #[cfg_attr(test, schemars(extend("enum" = ["met", "not_met", "unknown"])))]
    pub outcome: &'static str,
    pub because: String,
}

impl Step {
    pub(in crate::render) fn new(step: &answer::Step, case: &Case) -> Step {
        Step {
            rule: step.rule.id,
            cite: step.rule.cite(),
            url: step.rule.url(),
            evidence: step.rule.evidence.to_string(),
            outcome: step.outcome.name(),
            because: step.because(case),
        }
    }
}
