//! Regimes side by side.

use schemars::JsonSchema;
use serde::Serialize;

use super::digits::Digits;
use super::json::{COMPARE_SCHEMA, Event, OtherLaw};
use super::page::{HEADING, Page, QUIET, grouped};
use super::program::Program;
use super::text::said;
use crate::compare::{Comparison as Answer, Row};
use crate::facts::Case;
use crate::input::visible;
use crate::law::Rule;
use crate::units::{Day, Exact, Span};

/// The same holder and dividend under several regimes.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Comparison {
    #[schemars(extend("const" = "iijtax.compare/1"))]
    pub schema: &'static str,
    /// Which program answered, by which law.
    pub program: Program,
    pub id: Option<String>,
    /// By which the dividend is answered; each regime has its own.
    pub law: &'static str,
    /// The status of the answer under the regime that applies.
    #[schemars(extend("enum" = ["determined", "undetermined", "rate_not_stated", "not_encoded", "not_addressed"]))]
    pub status: &'static str,
    pub dividend: Event,
    pub gross_jpy: Option<Digits>,
    /// The regime that applies; null when several are possible or none is.
    pub applies: Option<&'static str>,
    /// What the other law says of Japan's rate on this dividend; null where it says the same, or does not cover it.
    pub other_law: Option<OtherLaw>,
    pub regimes: Vec<Column>,
    /// Of the last regime in the list against the first; null unless both state a rate.
    pub difference: Option<Difference>,
}

/// One regime.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Column {
    pub law: &'static str,
    pub regime: &'static str,
    /// The days of the regime; of a range, those of its days on which it says this.
    pub from: Day,
    pub until: Day,
    pub title: &'static str,
    pub applies: bool,
    #[schemars(extend("enum" = ["determined", "undetermined", "rate_not_stated", "not_encoded", "not_addressed"]))]
    pub status: &'static str,
    pub rule: Option<&'static str>,
    pub cite: Option<String>,
    pub rate_percent: Option<Digits>,
    pub tax_jpy: Option<Digits>,
    pub net_jpy: Option<Digits>,
    /// Of a range, what the law in force says on these days where this is a summary of it that says something else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_law_rate_percent: Option<Digits>,
}

/// What the right regime changes against the left one.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Difference {
    pub left: &'static str,
    pub right: &'static str,
    /// Percentage points; negative when the right one takes less.
    pub points: Digits,
    pub tax_jpy: Option<Digits>,
}

impl Comparison {
    pub fn new(case: &Case, answer: &Answer) -> Comparison {
        let gross = answer.japan.gross;
        let net = |tax: Option<crate::units::Yen>| Some(Digits::from(gross? - Exact::from(tax?)));
        let columns = answer.rows.iter().map(|Row { law, span, applies, alternative, in_force }| Column {
            law: law.id,
            regime: alternative.regime.id,
            from: span.first,
            until: span.last,
            title: alternative.regime.title,
            applies: *applies,
            status: alternative.status.name(),
            rule: alternative.rule.map(|rule| rule.id),
            cite: alternative.rule.map(Rule::cite),
            rate_percent: alternative.rate.map(Digits::from),
            tax_jpy: alternative.tax.map(Digits::from),
            net_jpy: net(alternative.tax),
            other_law_rate_percent: in_force.map(|it| it.rate.into()),
        });
        Comparison {
            schema: COMPARE_SCHEMA,
            program: Program::own(),
            id: case.id.clone(),
            law: answer.law.id,
            status: answer.japan.status.name(),
            dividend: Event::new(case),
            gross_jpy: gross.map(Digits::from),
            applies: answer.japan.regime.map(|regime| regime.id),
            other_law: answer.other_law.as_ref().map(OtherLaw::new),
            regimes: columns.collect(),
            difference: difference(answer),
        }
    }
}

fn difference(answer: &Answer) -> Option<Difference> {
    let [left, .., right] = &answer.rows[..] else { return None };
    let (left, right) = (&left.alternative, &right.alternative);
    Some(Difference {
        left: left.regime.id,
        right: right.regime.id,
        points: left.rate?.points_to(right.rate?).into(),
        tax_jpy: left.tax.zip(right.tax).map(|(left, right)| (right - left).into()),
    })
}

/// The comparison for people: a line a regime, and with `all` where each rate stands.
pub fn comparison_text(case: &Case, answer: &Answer, all: bool) -> String {
    let view = Comparison::new(case, answer);
    let mut page = Page::new(14);
    let id = view.id.as_ref().map_or(String::new(), |id| format!("{} · ", visible(id)));
    page.line(QUIET, &format!("{id}law {}", laws(answer)));
    if answer.rows.is_empty() {
        let rule = answer.japan.rule.map_or("", |rule| rule.says);
        page.line(HEADING, &format!("Nothing to compare: {rule}"));
        page.line(QUIET, &answer.japan.rule.map_or(String::new(), Rule::cite));
        return page.into_text();
    }
    let gross = view.gross_jpy.map_or(String::new(), |gross| format!(" of {} yen", grouped(gross.0)));
    let other = view.other_law.as_ref().map_or(String::new(), |other| format!("; {}", said(other)));
    page.line(HEADING, &format!("The dividend{gross} under each regime{other}"));
    page.blank();
    let yen = |digits: Option<Digits>| digits.map_or("-".to_owned(), |digits| grouped(digits.0));
    let head = if answer.is_of_range { "regime and days" } else { "regime" };
    let mut rows = vec![["", head, "rate", "tax, yen", "net, yen", "rule"].map(str::to_owned).to_vec()];
    for column in &view.regimes {
        let mark = if column.applies { "*" } else { "" };
        let rate = column.rate_percent.map_or_else(|| column.status.replace('_', " "), |rate| format!("{}%", rate.0));
        let rate = column.other_law_rate_percent.map_or(rate.clone(), |other| format!("{rate}, in force {}%", other.0));
        let cite = column.cite.clone().unwrap_or_default();
        rows.push(vec![mark.to_owned(), name(answer, column), rate, yen(column.tax_jpy), yen(column.net_jpy), cite]);
    }
    if !all {
        rows.iter_mut().for_each(|row| row.truncate(5));
    }
    page.table(&[false, false, true, true, true, false], &rows);
    page.blank();
    match &view.applies {
        Some(regime) => page.line(QUIET, &format!("* {regime} applies to this dividend.")),
        None => page.line(QUIET, &format!("No single regime applies: {}.", view.status.replace('_', " "))),
    }
    if let Some(difference) = &view.difference {
        let [left, right] = [view.regimes.first(), view.regimes.last()]
            .map(|column| column.map_or(String::new(), |column| name(answer, column)));
        page.line(anstyle::Style::new(), &sentence(difference, &left, &right));
    }
    if !all {
        page.line(QUIET, "Where each rate stands: --all.");
    }
    page.into_text()
}

/// The laws of the rows in order: `form-20f, from 2011-01-01 statute`.
fn laws(answer: &Answer) -> String {
    let mut laws: Vec<&Row> = Vec::new();
    for row in &answer.rows {
        if laws.last().is_none_or(|before| before.law != row.law) {
            laws.push(row);
        }
    }
    let Some((first, others)) = laws.split_first() else { return answer.law.id.to_owned() };
    let others = others.iter().map(|row| format!(", from {} {}", row.law.covers.first.max(row.span.first), row.law.id));
    others.fold(first.law.id.to_owned(), |laws, other| laws + &other)
}

/// The regime, and of a range its days.
fn name(answer: &Answer, column: &Column) -> String {
    if answer.is_of_range {
        format!("{} {}", column.regime, Span::new(column.from, column.until))
    } else {
        column.regime.to_owned()
    }
}

fn sentence(difference: &Difference, left: &str, right: &str) -> String {
    let points = difference.points.0;
    if points.is_zero() {
        return format!("{left} and {right} take the same.");
    }
    let less = if points.is_sign_negative() { "less" } else { "more" };
    let yen = difference.tax_jpy.map_or(String::new(), |yen| format!(", {} yen {less}", grouped(yen.0.abs())));
    format!("{right} takes {} points {less} than {left}{yen}.", points.abs())
}
