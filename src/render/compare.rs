//! Regimes side by side.

use schemars::JsonSchema;
use serde::Serialize;

use super::digits::Digits;
use super::json::{COMPARE_SCHEMA, Event};
use super::page::{HEADING, Page, QUIET, grouped};
use crate::compare::Comparison as Answer;
use crate::facts::Case;
use crate::input::visible;
use crate::law::Rule;
use crate::units::Exact;

/// The same holder and dividend under several regimes.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Comparison {
    #[schemars(extend("const" = "iijtax.compare/1"))]
    pub schema: &'static str,
    pub id: Option<String>,
    pub law: &'static str,
    /// The status of the answer under the regime that applies.
    #[schemars(extend("enum" = ["determined", "undetermined", "rate_not_stated", "not_encoded", "not_addressed"]))]
    pub status: &'static str,
    pub dividend: Event,
    pub gross_jpy: Option<Digits>,
    /// The regime that applies; null when several are possible or none is.
    pub applies: Option<&'static str>,
    pub regimes: Vec<Column>,
    /// Of the last regime in the list against the first; null unless both state a rate.
    pub difference: Option<Difference>,
}

/// One regime.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Column {
    pub regime: &'static str,
    pub title: &'static str,
    pub applies: bool,
    #[schemars(extend("enum" = ["determined", "undetermined", "rate_not_stated", "not_encoded", "not_addressed"]))]
    pub status: &'static str,
    pub rule: Option<&'static str>,
    pub cite: Option<String>,
    pub rate_percent: Option<Digits>,
    pub tax_jpy: Option<Digits>,
    pub net_jpy: Option<Digits>,
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
        let columns = answer.alternatives.iter().map(|alternative| Column {
            regime: alternative.regime.id,
            title: alternative.regime.title,
            applies: answer.japan.regime == Some(alternative.regime),
            status: alternative.status.name(),
            rule: alternative.rule.map(|rule| rule.id),
            cite: alternative.rule.map(Rule::cite),
            rate_percent: alternative.rate.map(Digits::from),
            tax_jpy: alternative.tax.map(Digits::from),
            net_jpy: net(alternative.tax),
        });
        Comparison {
            schema: COMPARE_SCHEMA,
            id: case.id.clone(),
            law: answer.law.id,
            status: answer.japan.status.name(),
            dividend: Event::new(case),
            gross_jpy: gross.map(Digits::from),
            applies: answer.japan.regime.map(|regime| regime.id),
            regimes: columns.collect(),
            difference: difference(answer),
        }
    }
}

fn difference(answer: &Answer) -> Option<Difference> {
    let [left, .., right] = &answer.alternatives[..] else { return None };
    Some(Difference {
        left: left.regime.id,
        right: right.regime.id,
        points: left.rate?.points_to(right.rate?).into(),
        tax_jpy: left.tax.zip(right.tax).map(|(left, right)| (right - left).into()),
    })
}

/// The comparison for people.
pub fn comparison_text(case: &Case, answer: &Answer) -> String {
    let view = Comparison::new(case, answer);
    let mut page = Page::new(14);
    let id = view.id.as_ref().map_or(String::new(), |id| format!("{} · ", visible(id)));
    page.line(QUIET, &format!("{id}law {}", view.law));
    if answer.alternatives.is_empty() {
        let rule = answer.japan.rule.map_or("", |rule| rule.says);
        page.line(HEADING, &format!("Nothing to compare: {rule}"));
        page.line(QUIET, &answer.japan.rule.map_or(String::new(), Rule::cite));
        return page.into_text();
    }
    let gross = view.gross_jpy.map_or(String::new(), |gross| format!(" of {} yen", grouped(gross.0)));
    page.line(HEADING, &format!("The dividend{gross} under each regime"));
    page.blank();
    let yen = |digits: Option<Digits>| digits.map_or("-".to_owned(), |digits| grouped(digits.0));
    let mut rows = vec![["", "regime", "rate", "tax, yen", "net, yen", "rule"].map(str::to_owned).to_vec()];
    for column in &view.regimes {
        let mark = if column.applies { "*" } else { "" };
        let rate = column.rate_percent.map_or_else(|| column.status.replace('_', " "), |rate| format!("{}%", rate.0));
        let cite = column.cite.clone().unwrap_or_default();
        rows.push(vec![
            mark.to_owned(),
            column.regime.to_owned(),
            rate,
            yen(column.tax_jpy),
            yen(column.net_jpy),
            cite,
        ]);
    }
    page.table(&[false, false, true, true, true, false], &rows);
    page.blank();
    match &view.applies {
        Some(regime) => page.line(QUIET, &format!("* {regime} applies to this dividend.")),
        None => page.line(QUIET, &format!("No single regime applies: {}.", view.status.replace('_', " "))),
    }
    if let Some(difference) = &view.difference {
        page.line(anstyle::Style::new(), &sentence(difference));
    }
    page.into_text()
}

fn sentence(difference: &Difference) -> String {
    let points = difference.points.0;
    if points.is_zero() {
        return format!("{} and {} take the same.", difference.left, difference.right);
    }
    let less = if points.is_sign_negative() { "less" } else { "more" };
    let yen = difference.tax_jpy.map_or(String::new(), |yen| format!(", {} yen {less}", grouped(yen.0.abs())));
    format!("{} takes {} points {less} than {}{yen}.", difference.right, points.abs(), difference.left)
}
