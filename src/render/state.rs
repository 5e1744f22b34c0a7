//! How a thing to do stands on a day.

use crate::lang::{self, Text};
use crate::units::Day;

/// How a thing to do stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    Open,
    Overdue,
    Lapsed,
}

impl State {
    /// On `day`: a right to claim lapses after its last day, a form is overdue. What has no last day is open.
    pub fn on(day: Day, is_claim: bool, due: Option<Day>) -> State {
        match due {
            Some(due) if due < day && is_claim => State::Lapsed,
            Some(due) if due < day => State::Overdue,
            _ => State::Open,
        }
    }

    pub fn text(self) -> Text {
        match self {
            State::Open => lang::OPEN,
            State::Overdue => lang::OVERDUE,
            State::Lapsed => lang::LAPSED,
        }
    }

    /// In the chosen language what is called so in JSON.
    pub fn said(name: &str) -> &'static str {
        let all = [State::Open, State::Overdue, State::Lapsed];
        all.into_iter().find(|state| state.name() == name).map_or("", |state| state.text().said())
    }

    /// What it is called in JSON.
    pub fn name(self) -> &'static str {
        self.text().en
    }
}
