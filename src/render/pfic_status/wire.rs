//! The canonical answer about a company's years: every key always present, its shape versioned by `schema`.

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use crate::answer::{HoldingStatus, Missing, StatusAnswer, StatusStep, TestResult, Through, YearStatus};
use crate::law::{Rule, Threshold};
use crate::render::PART_PLACES;
use crate::render::digits::Digits;
use crate::render::json::{Action, Note, Step};
use crate::render::program::Program;
use crate::units::{Day, Exact};

/// In which of its years a company is a passive foreign investment company (PFIC).
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct PficStatus {
    /// The shape of this object and its version.
    #[cfg_attr(test, schemars(extend("const" = "iijtax.pfic-status/1")))]
    pub schema: &'static str,
    /// Which program answered, by which law.
    pub program: Program,
    /// The file's own id.
    pub id: Option<String>,
    /// The law that was read.
    pub law: &'static str,
    /// Determined when every year is, and whether they taint the holding that is asked about.
    #[cfg_attr(test, schemars(extend("enum" = ["determined", "undetermined"])))]
    pub status: &'static str,
    pub years: Vec<Year>,
    /// Null when no holding is asked about.
    pub holding: Option<Holding>,
    pub actions: Vec<Action>,
    pub notes: Vec<Note>,
    /// Every rule asked, in order: the whole explanation.
    pub steps: Vec<Step>,
}

/// One taxable year of the company.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Year {
    pub begins: Day,
    pub ends: Day,
    #[cfg_attr(test, schemars(extend("enum" = ["determined", "undetermined"])))]
    pub status: &'static str,
    /// Null when it is not known.
    pub pfic: Option<bool>,
    /// The first test that is met.
    pub rule: Option<&'static str>,
    pub cite: Option<String>,
    /// The test of gross income.
    pub income: Test,
    /// The test of assets, by quarterly average.
    pub assets: Test,
    pub subsidiaries: Vec<Subsidiary>,
    pub questions: Vec<Question>,
    /// Whether shares were held in the year; null when no holding is asked about.
    pub held: Option<bool>,
    /// Whether the year makes the holding one in a PFIC.
    pub taints: Option<bool>,
}

/// One of the two tests.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Test {
    pub met: Option<bool>,
    pub passive_jpy: Option<Digits>,
    pub total_jpy: Option<Digits>,
    /// The passive part; one that never ends is cut after twelve digits, on its own side of the threshold.
    pub percent: Option<Digits>,
    pub threshold_percent: Digits,
    /// Percentage points over the threshold; negative under it.
    pub margin_points: Option<Digits>,
    pub rule: &'static str,
    pub cite: String,
}

/// A subsidiary.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Subsidiary {
    /// Its name, below the names of those above it.
    pub name: String,
    /// The part that the company owns of it by value, through others too.
    pub owned_percent: Digits,
    /// From where on it is looked through.
    pub threshold_percent: Option<Digits>,
    pub looked_through: bool,
}

/// A figure that is missing.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Question {
    pub field: String,
    pub question: String,
}

/// What the years mean for a holding.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Holding {
    pub from: Day,
    pub until: Option<Day>,
    /// Whether it is a holding in a PFIC; null when it is not known.
    pub tainted: Option<bool>,
    /// The first day of it in a PFIC year.
    pub tainted_from: Option<Day>,
    /// The first days of the years that make it one.
    pub tainting_years: Vec<Day>,
    pub questions: Vec<Question>,
}

impl PficStatus {
    /// The answer as it is written.
    pub fn new(answer: &StatusAnswer<'_>) -> PficStatus {
        PficStatus {
            schema: "iijtax.pfic-status/1",
            program: Program::own(),
            id: answer.company.id.clone(),
            law: answer.law.id,
            status: answer.status.name(),
            years: answer
                .years
                .iter()
                .map(|year| Year::new(year, answer.law.pfic_status.look_through.threshold()))
                .collect(),
            holding: answer.holding.as_ref().map(|holding| Holding::new(holding, &answer.years)),
            actions: answer.actions.iter().map(|todo| Action::new(todo, false)).collect(),
            notes: answer.notes.iter().map(|rule| Note::new(rule)).collect(),
            steps: answer.steps.iter().map(step).collect(),
        }
    }
}

impl Year {
    fn new(year: &YearStatus, look_through: Option<Threshold>) -> Year {
        Year {
            begins: year.span.first,
            ends: year.span.last,
            status: year.status.name(),
            pfic: year.pfic,
            rule: year.rule.map(|rule| rule.id),
            cite: year.rule.map(Rule::cite),
            income: Test::new(&year.income),
            assets: Test::new(&year.assets),
            subsidiaries: year.through.iter().map(|through| Subsidiary::new(through, look_through)).collect(),
            questions: questions(&year.missing),
            held: year.held,
            taints: year.taints(),
        }
    }
}

impl Test {
    fn new(test: &TestResult) -> Test {
        let threshold = test.threshold.percent();
        let percent =
            test.figures.and_then(|figures| figures.share()).map(|share| percent(share, Some(test.threshold)));
        let yen = |amount: Exact| Digits(amount.decimal(PART_PLACES));
        Test {
            met: test.met,
            passive_jpy: test.figures.map(|figures| yen(figures.passive)),
            total_jpy: test.figures.map(|figures| yen(figures.total)),
            percent,
            threshold_percent: threshold.into(),
            margin_points: percent.map(|percent| (percent.0 - threshold.value()).into()),
            rule: test.rule.id,
            cite: test.rule.cite(),
        }
    }
}

impl Subsidiary {
    fn new(through: &Through, threshold: Option<Threshold>) -> Subsidiary {
        Subsidiary {
            name: through.name.clone(),
            owned_percent: percent(through.owned, threshold),
            threshold_percent: threshold.map(|threshold| threshold.percent().into()),
            looked_through: through.looked_through,
        }
    }
}

impl Holding {
    fn new(holding: &HoldingStatus, years: &[YearStatus]) -> Holding {
        let tainting = years.iter().filter(|year| year.taints() == Some(true));
        Holding {
            from: holding.from,
            until: holding.until,
            tainted: holding.tainted,
            tainted_from: holding.tainted_from,
            tainting_years: tainting.map(|year| year.span.first).collect(),
            questions: questions(&holding.missing),
        }
    }
}

/// A part of 1 in percent, never shown on the wrong side of the threshold it is held against.
fn percent(share: Exact, threshold: Option<Threshold>) -> Digits {
    let percent = share * Exact::whole(100);
    Digits(match threshold {
        Some(threshold) => percent.decimal_beside(PERCENT_PLACES, threshold.percent().value()).normalize(),
        None => percent.decimal(PERCENT_PLACES),
    })
}

const PERCENT_PLACES: u32 = 12;

fn questions(missing: &[Missing]) -> Vec<Question> {
    let question = |missing: &Missing| Question { field: missing.field.clone(), question: missing.question.clone() };
    missing.iter().map(question).collect()
}

fn step(step: &StatusStep) -> Step {
    Step {
        rule: step.rule.id,
        cite: step.rule.cite(),
        url: step.rule.url(),
        evidence: step.rule.evidence.to_string(),
        outcome: step.outcome.name(),
        because: step.because.clone(),
    }
}
