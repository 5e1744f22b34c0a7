//! Where the answer changes while one fact takes every value of a range.

mod chart;
mod svg;
mod text;
mod words;

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use super::digits::Digits;
use super::program::Program;
use super::question::{Question, questions};
use super::rows::table;
use crate::facts::Case;
use crate::law::{Law, Rule};
use crate::sweep::{self, Said, Scale};

pub use svg::svg;
pub use text::text;

/// Version of the object below.
pub const SWEEP_SCHEMA: &str = "iijtax.sweep/1";

/// The answers for every value of a fact.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Sweep {
    #[cfg_attr(test, schemars(extend("const" = "iijtax.sweep/1")))]
    pub schema: &'static str,
    /// Which program answered, by which law.
    pub program: Program,
    pub id: Option<String>,
    /// The law asked for, or `auto`: each piece has its own.
    pub law: &'static str,
    /// The fact that is swept, by its path; or `days_held`, up to the entitlement date, the first and the last counted.
    pub fact: &'static str,
    /// In order; of what has no order, grouped by equal answers.
    pub pieces: Vec<Piece>,
    /// Where on the scale each piece begins and ends, for the drawings.
    #[serde(skip)]
    #[cfg_attr(test, schemars(skip))]
    ends: Vec<(i64, i64)>,
    #[serde(skip)]
    #[cfg_attr(test, schemars(skip))]
    scale: Option<Scale>,
}

/// The values with the same answer, dollars apart.
#[derive(Debug, Default, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Piece {
    /// Where it begins; null of what has no order.
    pub from: Option<Bound>,
    /// Whether it begins with that value, or just above it.
    pub includes_from: Option<bool>,
    pub until: Option<Bound>,
    /// Whether it ends with that value, or just below it.
    pub includes_until: Option<bool>,
    /// The values of what has no order.
    pub values: Vec<String>,
    /// Null where no profile can state the value.
    #[cfg_attr(test, schemars(extend("enum" = ["determined", "undetermined", "rate_not_stated", "not_encoded", "not_addressed", null])))]
    pub status: Option<&'static str>,
    pub law: Option<&'static str>,
    pub regime: Option<&'static str>,
    pub rule: Option<&'static str>,
    pub cite: Option<String>,
    pub rate_percent: Option<Digits>,
    /// The highest rate that is possible; the rate itself when it is determined.
    pub highest_rate_percent: Option<Digits>,
    /// The rate that is withheld at payment, given the paperwork.
    pub at_source_rate_percent: Option<Digits>,
    pub tax_jpy: Option<Digits>,
    pub at_source_tax_jpy: Option<Digits>,
    pub refundable_jpy: Option<Digits>,
    /// The rate due by another law that covers the payment, where it says something else.
    pub other_law_rate_percent: Option<Digits>,
    #[cfg_attr(test, schemars(extend("enum" = ["determined", "undetermined", "rate_not_stated", "not_encoded", "not_addressed", null])))]
    pub us_status: Option<&'static str>,
    pub qualified: Option<bool>,
    pub creditable_jpy: Option<Digits>,
    pub category: Option<&'static str>,
    /// What is missing, for Japan.
    pub questions: Vec<Question>,
    /// What is missing, for the United States.
    pub us_questions: Vec<Question>,
    /// Why no profile can state the value.
    pub refused: Vec<Refused>,
}

/// The end of a piece: a number, or a date.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(untagged)]
pub enum Bound {
    Number(Digits),
    Date(String),
}

/// A fact that cannot be so, and what is wanted of it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Refused {
    pub field: String,
    pub wanted: String,
}

impl Refused {
    /// `residence: wanted US`.
    fn text(&self) -> String {
        said!("{}: wanted {}", "{}の条件：{}", self.field, self.wanted)
    }
}

impl Sweep {
    /// Of values in their order.
    pub fn ordered(
        fact: &'static str,
        scale: Scale,
        case: Option<&Case>,
        asked: Option<&'static Law>,
        pieces: &[sweep::Piece<Said>],
    ) -> Sweep {
        let bound =
            |at: i64| scale.number(at).map_or_else(|| Bound::Date(scale.shown(at)), |it| Bound::Number(it.into()));
        let (begins, ends) = (pieces.first().map(|it| it.first), pieces.last().map(|it| it.last));
        let piece = |it: &sweep::Piece<Said>| {
            let above = Some(it.first) != begins && scale.is_said_by_the_first(it.first);
            let below = Some(it.last) != ends && scale == Scale::Percent && !scale.is_said_by_the_first(it.last + 1);
            Piece {
                from: Some(bound(if above { it.first - 1 } else { it.first })),
                includes_from: Some(!above),
                until: Some(bound(if below { it.last + 1 } else { it.last })),
                includes_until: Some(!below),
                ..Piece::of(&it.said)
            }
        };
        Sweep {
            ends: pieces.iter().map(|it| (it.first, it.last)).collect(),
            scale: Some(scale),
            ..Sweep::of(fact, case, asked, pieces.iter().map(piece).collect())
        }
    }

    /// Of values without an order.
    pub fn listed(
        fact: &'static str,
        case: Option<&Case>,
        asked: Option<&'static Law>,
        groups: Vec<(Vec<String>, Said)>,
    ) -> Sweep {
        let pieces = groups.into_iter().map(|(values, said)| Piece { values, ..Piece::of(&said) });
        Sweep::of(fact, case, asked, pieces.collect())
    }

    fn of(fact: &'static str, case: Option<&Case>, asked: Option<&'static Law>, pieces: Vec<Piece>) -> Sweep {
        Sweep {
            schema: SWEEP_SCHEMA,
            program: Program::own(),
            id: case.and_then(|case| case.id.clone()),
            law: asked.map_or("auto", |law| law.id),
            fact,
            pieces,
            ends: Vec::new(),
            scale: None,
        }
    }
}

impl Piece {
    fn of(said: &Said) -> Piece {
        let it = match said {
            Said::Answer(answer) => answer,
            Said::Refused(refused) => {
                let refused = refused.iter();
                let refused = refused.map(|it| Refused { field: it.path.clone(), wanted: it.wanted.clone() });
                return Piece { refused: refused.collect(), ..Piece::default() };
            }
        };
        Piece {
            status: Some(it.status.name()),
            law: Some(it.law.id),
            regime: it.regime.map(|regime| regime.id),
            rule: it.rule.map(|rule| rule.id),
            cite: it.rule.map(Rule::cite),
            rate_percent: it.rate.map(Digits::from),
            highest_rate_percent: it.highest_rate.map(Digits::from),
            at_source_rate_percent: it.at_source_rate.map(Digits::from),
            tax_jpy: it.tax.map(Digits::from),
            at_source_tax_jpy: it.at_source.map(Digits::from),
            refundable_jpy: it.refundable.map(Digits::from),
            other_law_rate_percent: it.other_rate.map(Digits::from),
            us_status: Some(it.us_status.name()),
            qualified: it.qualified,
            creditable_jpy: it.creditable.map(Digits::from),
            category: it.category,
            questions: questions(it.questions.iter()),
            us_questions: questions(it.us_questions.iter()),
            ..Piece::default()
        }
    }
}

/// A row for each piece.
pub fn csv(sweep: &Sweep) -> String {
    let header = [
        "from",
        "includes_from",
        "until",
        "includes_until",
        "values",
        "status",
        "law",
        "regime",
        "rule",
        "cite",
        "rate_percent",
        "highest_rate_percent",
        "at_source_rate_percent",
        "tax_jpy",
        "at_source_tax_jpy",
        "refundable_jpy",
        "other_law_rate_percent",
        "us_status",
        "qualified",
        "creditable_jpy",
        "category",
        "missing",
        "us_missing",
        "refused",
    ];
    let digits = |digits: Option<Digits>| digits.map_or(String::new(), |digits| digits.0.to_string());
    let bound = |bound: &Option<Bound>| match bound {
        None => String::new(),
        Some(Bound::Number(it)) => it.0.to_string(),
        Some(Bound::Date(day)) => day.clone(),
    };
    let flag = |flag: Option<bool>| flag.map_or(String::new(), |is| is.to_string());
    let word = |word: Option<&'static str>| word.unwrap_or_default().to_owned();
    let missing = |asked: &[Question]| asked.iter().map(|it| it.field).collect::<Vec<_>>().join(" ");
    let rows = sweep.pieces.iter().map(|it| {
        let refused: Vec<_> = it.refused.iter().map(Refused::text).collect();
        [
            bound(&it.from),
            flag(it.includes_from),
            bound(&it.until),
            flag(it.includes_until),
            it.values.join(" "),
            word(it.status),
            word(it.law),
            word(it.regime),
            word(it.rule),
            it.cite.clone().unwrap_or_default(),
            digits(it.rate_percent),
            digits(it.highest_rate_percent),
            digits(it.at_source_rate_percent),
            digits(it.tax_jpy),
            digits(it.at_source_tax_jpy),
            digits(it.refundable_jpy),
            digits(it.other_law_rate_percent),
            word(it.us_status),
            flag(it.qualified),
            digits(it.creditable_jpy),
            word(it.category),
            missing(&it.questions),
            missing(&it.us_questions),
            refused.join("; "),
        ]
    });
    table(header.map(str::to_owned), rows)
}
