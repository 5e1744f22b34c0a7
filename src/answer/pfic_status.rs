//! What the engine says of a company's years.

use super::{Status, Todo};
use crate::facts::Company;
use crate::law::{Law, Outcome, Rule, Threshold};
use crate::units::{Day, Exact, Span};

/// Which of a company's years are years as a passive foreign investment company (PFIC), and what that means for a holding.
#[derive(Debug)]
pub struct StatusAnswer<'a> {
    pub company: &'a Company,
    pub law: &'static Law,
    pub status: Status,
    pub years: Vec<YearStatus>,
    pub holding: Option<HoldingStatus>,
    pub actions: Vec<Todo>,
    pub notes: Vec<&'static Rule>,
    pub steps: Vec<StatusStep>,
}

/// One taxable year.
#[derive(Debug)]
pub struct YearStatus {
    pub span: Span,
    pub status: Status,
    pub pfic: Option<bool>,
    /// The first test that is met.
    pub rule: Option<&'static Rule>,
    pub income: TestResult,
    pub assets: TestResult,
    pub through: Vec<Through>,
    /// What must be stated to settle the year.
    pub missing: Vec<Missing>,
    /// Whether shares were held in it; `None` when no holding is asked about.
    pub held: Option<bool>,
}

impl YearStatus {
    /// Whether the year makes the holding one in a PFIC.
    pub fn taints(&self) -> Option<bool> {
        match (self.held?, self.pfic) {
            (false, _) => Some(false),
            (true, pfic) => pfic,
        }
    }
}

/// One of the two tests.
#[derive(Debug)]
pub struct TestResult {
    pub rule: &'static Rule,
    pub threshold: Threshold,
    /// Passive and all; `None` while a figure is missing.
    pub figures: Option<Counted>,
    pub met: Option<bool>,
}

/// Yen that are passive, of all.
#[derive(Clone, Copy, Debug)]
pub struct Counted {
    pub passive: Exact,
    pub total: Exact,
}

impl Counted {
    pub const NOTHING: Counted = Counted { passive: Exact::ZERO, total: Exact::ZERO };

    /// The passive part, of 1; `None` of nothing.
    pub fn share(&self) -> Option<Exact> {
        (!self.total.is_zero()).then(|| self.passive / self.total)
    }
}

/// A subsidiary, and whether its own income and assets are counted.
#[derive(Debug)]
pub struct Through {
    /// Its name below the names of those above it.
    pub name: String,
    /// The part that the company owns of it, through others too; of 1.
    pub owned: Exact,
    pub looked_through: bool,
}

/// A figure that is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Where in the file it belongs.
    pub field: String,
    pub question: String,
}

/// What the years mean for a holding.
#[derive(Debug)]
pub struct HoldingStatus {
    pub from: Day,
    pub until: Option<Day>,
    /// Whether it is a holding in a PFIC.
    pub tainted: Option<bool>,
    /// The first day of it in such a year.
    pub tainted_from: Option<Day>,
    pub missing: Vec<Missing>,
}

/// One rule asked of a company.
#[derive(Debug)]
pub struct StatusStep {
    pub rule: &'static Rule,
    pub outcome: Outcome,
    /// A clause without capital or full stop.
    pub because: String,
}
