//! The lines of Form 8621 that a tax year fills, numbered as in the revision of its years.

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use super::digits::Digits;
use super::money::yen_digits;
use crate::answer::pfic::{LotYear, Mark, PficYear};
use crate::law::irc::PFIC_DETAILS;
use crate::law::{Evidence, PficChapter, Rule};
use crate::units::{Decimal28, Usd};

/// One line of the form. Where lots differ in sign the same numbers stand once for each.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct FormLine {
    pub line: &'static str,
    pub text: &'static str,
    /// What the amount follows from.
    pub rule: &'static str,
    pub jpy: Option<Digits>,
    pub usd: Option<Digits>,
}

pub const FORM: &str = "Form 8621";

/// The revision of the form whose numbers a tax year's lines have.
pub fn revision(year: i32) -> &'static str {
    let (last_of_2004, last_of_2011) = PFIC_DETAILS.form_revised_after;
    match year {
        _ if year <= last_of_2004 => "Rev. 12-2004",
        _ if year <= last_of_2011 => "Rev. 12-2011",
        _ if year < PFIC_DETAILS.form_in_both_currencies_from => {
            word!("Rev. 12-2013 to 12-2018", "Rev. 12-2013から12-2018まで")
        }
        _ => "Rev. 12-2025",
    }
}

/// How well the numbers of a revision are known: of the last the official text was read.
pub fn seen(year: i32) -> Evidence {
    if year >= PFIC_DETAILS.form_in_both_currencies_from { Evidence::Primary } else { Evidence::Secondary }
}

/// What an amount follows from, by the number of its line since December 2013 and whether it is a loss.
fn rule_of(chapter: &'static PficChapter, line: &str, is_loss: bool) -> &'static Rule {
    match line {
        "10a" | "10b" | "10c" => &chapter.inclusion,
        "11" => &chapter.details.unreversed,
        "12" => &chapter.limited_loss,
        _ if line.starts_with("13") || line.starts_with("14") => &chapter.details.marked_sale,
        "15f" if is_loss => &chapter.details.loss,
        "15f" => &chapter.gain,
        "16b" => &chapter.current_year,
        "16c" => &chapter.prior_years,
        "16d" | "16e" => &chapter.credit,
        "16f" => &chapter.interest,
        _ => &chapter.excess,
    }
}

/// A line by the number it has since December 2013.
struct Raw {
    line: &'static str,
    text: &'static str,
    jpy: Option<Digits>,
    usd: Option<Digits>,
}

/// What stands in the parts on marks and on excess distributions, as far as something does.
pub fn lines(chapter: &'static PficChapter, year: &PficYear) -> Vec<FormLine> {
    let line = |Raw { line, text, jpy, usd }: Raw| {
        let is_loss = usd.is_some_and(|usd| usd.0.is_sign_negative());
        let rule = rule_of(chapter, line, is_loss).id;
        Some(FormLine { line: numbered(line, year.year.name)?, text, rule, jpy, usd })
    };
    all_lines(year).into_iter().filter_map(line).collect()
}

/// The number of a line in the revision for a tax year, by the one it has since December 2013; none where that revision
/// has no such line.
pub fn numbered(line: &'static str, year: i32) -> Option<&'static str> {
    let (last_of_2004, last_of_2011) = PFIC_DETAILS.form_revised_after;
    if year > last_of_2011 {
        return Some(line);
    }
    let found = RENUMBERED.iter().find(|(now, ..)| *now == line);
    let (_, of_2004, of_2011) = found.copied().unwrap_or((line, Some(line), Some(line)));
    if year > last_of_2004 { of_2011 } else { of_2004 }
}

/// A line since December 2013, in the revision of December 2004, and in that of December 2011.
const RENUMBERED: &[(&str, Option<&str>, Option<&str>)] = &[
    ("10a", Some("5"), Some("5a")),
    ("10b", Some("6"), Some("5b")),
    ("10c", Some("7"), Some("5c")),
    ("11", Some("8"), Some("6")),
    ("12", Some("9"), Some("7")),
    ("13a", None, Some("8a")),
    ("13b", None, Some("8b")),
    ("13c", None, Some("8c")),
    ("14a", None, Some("9a")),
    ("14b", None, Some("9b")),
    ("14c", None, Some("9c")),
    ("15a", Some("10a"), Some("10a")),
    ("15b", Some("10b"), Some("10b")),
    ("15c", Some("10c"), Some("10c")),
    ("15d", Some("10d"), Some("10d")),
    ("15e", Some("10e"), Some("10e")),
    ("15f", Some("10f"), Some("10f")),
    ("16a", Some("11a"), Some("11a")),
    ("16b", Some("11b"), Some("11b")),
    ("16c", Some("11c"), Some("11c")),
    ("16d", Some("11d"), Some("11d")),
    ("16e", Some("11e"), Some("11e")),
    ("16f", Some("11f"), Some("11f")),
];

fn all_lines(year: &PficYear) -> Vec<Raw> {
    let mut lines = Vec::new();
    marked(year, &mut lines);
    distributions(year, &mut lines);
    let totals = &year.totals;
    let mut line = |line, text, usd: Usd| lines.push(Raw { line, text, jpy: None, usd: Some(usd.into()) });
    if totals.gain.cents() != 0 {
        line(
            "15f",
            word!(
                "gain on the disposition of stock, or mark of an election's first year",
                "株式の処分による利益、又は選択の初年度の時価評価益"
            ),
            totals.gain,
        );
    }
    if totals.loss.cents() != 0 {
        line(
            "15f",
            word!(
                "loss on the disposition of stock; the lines below are not completed for it",
                "株式の処分による損失。以下の行は記入しない"
            ),
            Usd::default() - totals.loss,
        );
    }
    if year.events.iter().any(|event| !event.lines.is_empty()) {
        line(
            "16b",
            word!(
                "allocated to the current year and to years before the company was a PFIC",
                "当年度及びPFICとなる前の年度への配分額"
            ),
            totals.ordinary,
        );
        line("16c", word!("increases in tax of the prior years", "過年度の税額の増加額"), totals.tax);
        line("16d", word!("foreign tax credit against them", "これに充てる外国税額控除"), totals.credit);
        line(
            "16e",
            word!("additional tax: the increases less the credit", "追加税額：増加額－外国税額控除"),
            totals.additional,
        );
        line("16f", word!("interest", "利子"), totals.interest);
    }
    lines
}

fn distributions(year: &PficYear, lines: &mut Vec<Raw>) {
    let tested: Vec<_> = year.lots.iter().filter(|lot| !lot.received.is_zero()).collect();
    if tested.is_empty() {
        return;
    }
    let sum = |of: fn(&LotYear) -> Decimal28| Some(yen_digits(tested.iter().map(|lot| of(lot)).sum()));
    let mut jpy = |line, text, jpy| lines.push(Raw { line, text, jpy, usd: None });
    jpy("15a", word!("distributions of the current year", "当年度の分配"), sum(|lot| lot.received));
    jpy(
        "15b",
        word!(
            "distributions of the three preceding years, or of the shorter holding period",
            "直前3年度（所有期間がこれより短い場合はその期間）の分配"
        ),
        sum(|lot| lot.preceding),
    );
    jpy("15c", word!("their average by year", "その年平均額"), sum(|lot| lot.average));
    jpy("15d", word!("what the average allows", "平均額による許容額"), sum(|lot| lot.threshold));
    let excess = sum(|lot| lot.excess);
    let usd = Some(year.totals.excess.into());
    if year.year.name < PFIC_DETAILS.form_in_both_currencies_from {
        lines.push(Raw { line: "15e", text: word!("excess distributions", "超過分配"), jpy: excess, usd });
    } else {
        lines.push(Raw {
            line: "15e(1)",
            text: word!("excess distributions in yen", "超過分配（円）"),
            jpy: excess,
            usd: None,
        });
        lines.push(Raw {
            line: "15e(2)",
            text: word!("excess distributions in dollars", "超過分配（ドル）"),
            jpy: None,
            usd,
        });
    }
}

fn marked(year: &PficYear, lines: &mut Vec<Raw>) {
    let ends: Vec<_> = year.marks.iter().filter(|mark| !mark.is_sale && !mark.coordinated).collect();
    let sales: Vec<_> = year.marks.iter().filter(|mark| mark.is_sale && mark.general_gain.is_none()).collect();
    for (marks, is_sale) in [(ends, false), (sales, true)] {
        let (fell, rose): (Vec<_>, Vec<_>) = marks.into_iter().partition(|mark| mark.value < mark.basis);
        for (marks, fell) in [(rose, false), (fell, true)] {
            if marks.is_empty() {
                continue;
            }
            let sum = |of: fn(&Mark) -> Usd| marks.iter().fold(Usd::default(), |sum, mark| sum + of(mark));
            let mut line = |line, text, usd: Usd| lines.push(Raw { line, text, jpy: None, usd: Some(usd.into()) });
            let numbers = if is_sale { ["13a", "13b", "13c", "14a", "14b"] } else { ["10a", "10b", "10c", "11", "12"] };
            let value = if is_sale {
                word!("value of marked stock when it was sold", "時価評価した株式の売却時の価額")
            } else {
                word!("value at the end of the year", "年度末の価額")
            };
            let difference = if fell {
                word!("decrease", "減少額")
            } else {
                word!("increase: ordinary income", "増加額：通常所得")
            };
            line(numbers[0], value, sum(|mark| mark.value));
            line(numbers[1], word!("adjusted basis", "調整後取得価額"), sum(|mark| mark.basis));
            line(numbers[2], difference, sum(|mark| mark.value) - sum(|mark| mark.basis));
            if fell {
                line(numbers[3], word!("unreversed inclusions", "未戻入算入額"), sum(|mark| mark.unreversed));
                line(numbers[4], word!("ordinary loss", "通常の損失"), Usd::default() - sum(|mark| mark.loss));
                if is_sale {
                    line(
                        "14c",
                        word!("loss under the general rules", "一般規定による損失"),
                        Usd::default() - sum(|mark| mark.capital_loss),
                    );
                }
            }
        }
    }
}
