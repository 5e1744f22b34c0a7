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
            a class="why" href=(format!("#figure-{path}")) { (word!("why", "根拠")) span class="unseen" { (word!(": ", "：")) (name(path)) } }
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
                                        Outcome::NotMet => b { (word!("not met: ", "非該当：")) },
                                        Outcome::Unknown => b { (word!("unknown: ", "不明：")) },
                                    }
                                    (rules.link(reason.rule)) (word!(": ", "：")) (reason.because)
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
    let known = NAMES.iter().find(|(known, ..)| *known == path);
    known.map_or(path, |(_, en, ja)| word!(en, ja))
}

/// The names of the figures that [`crate::render::figures::figures`] makes, by their paths.
const NAMES: &[(&str, &str, &str)] = &[
    ("japan.rate_percent", "Japan’s rate", "日本の税率"),
    ("japan.statutory_rate_percent", "Rate without a treaty", "条約の適用がない場合の税率"),
    ("japan.gross_jpy", "Gross dividend", "支払金額"),
    ("japan.tax_jpy", "Tax due to Japan", "日本に納付すべき税額"),
    ("japan.net_jpy", "Left after the tax due", "税引後の額"),
    ("japan.highest_tax_jpy", "Most that Japan can take", "日本の税額の上限"),
    ("japan.at_source.rate_percent", "Rate withheld at payment", "支払時の源泉徴収税率"),
    ("japan.at_source.tax_jpy", "Withheld at payment", "支払時の源泉徴収税額"),
    ("japan.at_source.net_jpy", "Paid out", "源泉徴収後の支払額"),
    ("japan.refundable_jpy", "To claim back", "還付を請求できる額"),
    ("japan.refundable_at_least_jpy", "To claim back, at the least", "少なくとも還付を請求できる額"),
    ("japan.reconciliation.withheld_jpy", "Withheld, as stated", "記載された源泉徴収税額"),
    ("japan.reconciliation.over_withheld_jpy", "Withheld too much", "過大に源泉徴収された額"),
    ("japan.reconciliation.under_withheld_jpy", "Withheld too little", "源泉徴収の不足額"),
    ("japan.in_dollars.tax_usd", "Tax due to Japan, in dollars", "日本に納付すべき税額（ドル）"),
    ("japan.in_dollars.withheld_usd", "Withheld, in dollars", "源泉徴収税額（ドル）"),
    ("japan.in_dollars.over_withheld_usd", "Withheld too much, in dollars", "過大に源泉徴収された額（ドル）"),
    ("us.dividend_usd", "Dividend in dollars", "配当（ドル）"),
    ("us.qualified_usd", "Qualified part", "適格配当の部分"),
    ("us.ordinary_usd", "Ordinary part", "普通配当の部分"),
    ("us.maximum_rate_percent", "Highest rate on the qualified part", "適格配当の部分に対する最高税率"),
    ("us.tax_at_maximum_rate_usd", "Tax at that rate", "最高税率による税額"),
    ("us.qualified_tax_usd", "Tax on the qualified part", "適格配当の部分に対する税額"),
    ("us.tax_at_ordinary_rate_usd", "Tax on the ordinary part", "普通配当の部分に対する税額"),
    ("us.credit.creditable_jpy", "Creditable tax", "外国税額控除の対象となる税額"),
    ("us.credit.creditable_usd", "Creditable tax in dollars", "外国税額控除の対象となる税額（ドル）"),
    ("us.credit.not_creditable_jpy", "Not creditable", "外国税額控除の対象外の税額"),
    ("us.credit.limitation.limit_usd", "Limit of the credit", "控除限度額"),
    ("us.credit.limitation.carryover_usd", "Carried to other years", "繰越額"),
    ("us.credit.allowed_usd", "Credit allowed", "外国税額控除額"),
    ("kept.after_japan_jpy", "Kept after Japan", "日本の課税後の手取額"),
    ("kept.us_tax_usd", "U.S. tax before the credit", "外国税額控除前の米国の税額"),
    ("kept.credit_usd", "U.S. credit", "外国税額控除"),
    ("kept.after_both_usd", "Kept after both countries", "両国の課税後の手取額"),
];
