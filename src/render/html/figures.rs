//! Every figure of a dividend with its arithmetic and its rules, and the links to them.

use maud::{Markup, html};

use super::rules::{Rules, grade};
use crate::law::{Evidence, Outcome};
use crate::render::figures::Figure;

/// A number of the answer as it is written, with its place in the JSON answer.
pub fn number(path: &str, value: &str) -> Markup {
    html! { span class="number" data-path=(path) { (value) } }
}

/// A link to the figure at a path, where the page explains it.
pub fn why(figures: &[Figure], path: &str) -> Markup {
    let known = |path: &str| figures.iter().any(|figure| figure.path == path);
    // What can be claimed back for certain is explained once.
    let path = if path == AT_LEAST && !known(path) { BACK } else { path };
    html! {
        @if known(path) {
            a class="why" href=(format!("#figure-{path}")) { "why" span class="unseen" { ": " (name(path)) } }
        }
    }
}

const BACK: &str = "japan.refundable_jpy";
const AT_LEAST: &str = "japan.refundable_at_least_jpy";

/// The figures that a page explains: the least that can be claimed back only where that is not all.
pub fn shown(mut figures: Vec<Figure>) -> Vec<Figure> {
    if figures.iter().any(|figure| figure.path == BACK) {
        figures.retain(|figure| figure.path != AT_LEAST);
    }
    figures
}

/// The list of them.
pub fn list(figures: &[Figure], rules: &mut Rules) -> Markup {
    html! {
        div class="figures" {
            @for figure in figures {
                article class="figure" id=(format!("figure-{}", figure.path)) {
                    h3 { (name(figure.path)) " " (number(figure.path, &figure.value)) }
                    @if !figure.how.is_empty() { p { (figure.how) } }
                    @if !figure.reasons.is_empty() {
                        ul {
                            @for reason in &figure.reasons {
                                li {
                                    @match reason.outcome {
                                        Outcome::Met => {},
                                        Outcome::NotMet => b { "not met: " },
                                        Outcome::Unknown => b { "unknown: " },
                                    }
                                    (rules.link(reason.rule)) ": " (reason.because)
                                    @if reason.rule.evidence != Evidence::Primary { " " (grade(reason.rule.evidence)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What a figure is called.
pub fn name(path: &str) -> &str {
    let known = NAMES.iter().find(|(known, _)| *known == path);
    known.map_or(path, |(_, name)| name)
}

/// The names of the figures that [`crate::render::figures::figures`] makes, by their paths.
const NAMES: &[(&str, &str)] = &[
    ("japan.rate_percent", "Japan’s rate"),
    ("japan.statutory_rate_percent", "Rate without a treaty"),
    ("japan.gross_jpy", "Gross dividend"),
    ("japan.tax_jpy", "Tax due to Japan"),
    ("japan.net_jpy", "Left after the tax due"),
    ("japan.highest_tax_jpy", "Most that Japan can take"),
    ("japan.at_source.rate_percent", "Rate withheld at payment"),
    ("japan.at_source.tax_jpy", "Withheld at payment"),
    ("japan.at_source.net_jpy", "Paid out"),
    ("japan.refundable_jpy", "To claim back"),
    ("japan.refundable_at_least_jpy", "To claim back, at the least"),
    ("japan.reconciliation.withheld_jpy", "Withheld, as stated"),
    ("japan.reconciliation.over_withheld_jpy", "Withheld too much"),
    ("japan.reconciliation.under_withheld_jpy", "Withheld too little"),
    ("japan.in_dollars.tax_usd", "Tax due to Japan, in dollars"),
    ("japan.in_dollars.withheld_usd", "Withheld, in dollars"),
    ("japan.in_dollars.over_withheld_usd", "Withheld too much, in dollars"),
    ("us.dividend_usd", "Dividend in dollars"),
    ("us.qualified_usd", "Qualified part"),
    ("us.ordinary_usd", "Ordinary part"),
    ("us.maximum_rate_percent", "Highest rate on the qualified part"),
    ("us.tax_at_maximum_rate_usd", "Tax at that rate"),
    ("us.qualified_tax_usd", "Tax on the qualified part"),
    ("us.tax_at_ordinary_rate_usd", "Tax on the ordinary part"),
    ("us.credit.creditable_jpy", "Creditable tax"),
    ("us.credit.creditable_usd", "Creditable tax in dollars"),
    ("us.credit.not_creditable_jpy", "Not creditable"),
    ("us.credit.limitation.limit_usd", "Limit of the credit"),
    ("us.credit.limitation.carryover_usd", "Carried to other years"),
    ("us.credit.allowed_usd", "Credit allowed"),
    ("kept.after_japan_jpy", "Kept after Japan"),
    ("kept.us_tax_usd", "U.S. tax before the credit"),
    ("kept.credit_usd", "U.S. credit"),
    ("kept.after_both_usd", "Kept after both countries"),
];
