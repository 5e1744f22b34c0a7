//! One figure of an answer: its arithmetic, and the few rules it follows from with their addresses.

use super::figures::{Figure, figures};
use super::gain::{self, Gain};
use super::json;
use super::page::{FIGURE, HEADING, Page, QUIET, WARNING};
use crate::answer::{DividendAnswer, GainAnswer};
use crate::lang;
use crate::law::Outcome;

/// One figure of an answer on a dividend.
///
/// # Errors
///
/// The paths of every figure that the answer has, where it has none of that name.
pub fn dividend(answer: &DividendAnswer<'_>, asked: &str) -> Result<String, Vec<&'static str>> {
    found(&figures(answer, &json::Dividend::new(answer)), asked)
}

/// One figure of an answer on a sale.
///
/// # Errors
///
/// The paths of every figure that the answer has, where it has none of that name.
pub fn gain(answer: &GainAnswer<'_>, asked: &str) -> Result<String, Vec<&'static str>> {
    found(&gain::figures(answer, &Gain::new(answer)), asked)
}

/// The figure at a path, in full or by its last words; else every path that there is.
fn found(figures: &[Figure], asked: &str) -> Result<String, Vec<&'static str>> {
    let found = figures.iter().find(|figure| figure.path == asked).or_else(|| {
        let ends = |figure: &&Figure| figure.path.strip_suffix(asked).is_some_and(|before| before.ends_with('.'));
        // The shortest path: `tax_jpy` is what is due, not what was withheld.
        figures.iter().filter(ends).min_by_key(|figure| figure.path.matches('.').count())
    });
    match found {
        Some(figure) => Ok(page(figure)),
        None => Err(figures.iter().map(|figure| figure.path).collect()),
    }
}

fn page(figure: &Figure) -> String {
    let mut page = Page::new(0);
    page.line(FIGURE, &format!("{} = {}", figure.path, figure.value));
    if !figure.how.is_empty() {
        page.item(&figure.how);
    }
    for reason in &figure.reasons {
        page.blank();
        let style = match reason.outcome {
            Outcome::Met => HEADING,
            Outcome::NotMet => QUIET,
            Outcome::Unknown => WARNING,
        };
        let mark = match reason.outcome {
            Outcome::Met => "",
            Outcome::NotMet => word!("not met: ", "非該当："),
            Outcome::Unknown => word!("unknown: ", "不明："),
        };
        page.line(style, &format!("{mark}{}", reason.rule.words()));
        page.below(anstyle::Style::new(), &said!("because {}", "理由：{}", reason.because));
        let (cite, evidence) = (reason.rule.cite(), lang::code(reason.rule.evidence.name()));
        page.below(QUIET, &said!("{cite} · {} · {evidence} evidence", "{cite} · {} · {evidence}", reason.rule.id));
        let mut seen = "";
        for cite in reason.rule.cites {
            if !cite.source.url.is_empty() && cite.source.url != seen {
                seen = cite.source.url;
                page.below(QUIET, seen);
            }
        }
    }
    page.into_text()
}
