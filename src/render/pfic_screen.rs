//! The answer on a holding of a passive foreign investment company on one screen: a line a tax year.

use super::digits::Digits;
use super::money::usd;
use super::page::{Page, QUIET};
use super::pfic::{Pfic, Year};
use super::pfic_text::headline;
use crate::answer::pfic::{PficAnswer, PficRegime};
use crate::lang::{self, Lang, chosen};

/// The first screen.
pub fn screen(answer: &PficAnswer<'_>) -> String {
    let view = Pfic::new(answer);
    let mut page = Page::new(0);
    let id = view.id.as_ref().map_or(String::new(), |id| format!("{} · ", crate::input::visible(id)));
    let regime = match answer.regime {
        PficRegime::Default => word!("excess distributions", "超過分配"),
        PficRegime::MarkToMarket => word!("marked to market", "時価評価"),
    };
    page.line(QUIET, &said!("{id}law {} · {regime}", "{id}判定の基礎：{} · {regime}", view.law));
    headline(&mut page, answer, &view);
    if !view.years.is_empty() {
        page.blank();
        years(&mut page, &view.years, answer.regime);
    }
    page.blank();
    let filing = view.actions.len();
    let s = if filing == 1 { "" } else { "s" };
    page.item(&match chosen() {
        Lang::En => {
            format!("Form 8621 with the return of {filing} tax year{s}; the lines of the form are behind --all")
        }
        Lang::Ja => format!("{filing}課税年度の申告書にForm 8621を添付。様式の各行：--all"),
    });
    page.blank();
    page.line(QUIET, &rest(view.assumptions.len(), view.notes.len(), view.tables.len()));
    page.into_text()
}

/// What the screen leaves out, and how to see it.
pub(super) fn rest(assumed: usize, notes: usize, rows: usize) -> String {
    let parts = lang::counted_all(&[
        (assumed, "fact assumed", "facts assumed", "仮定"),
        (notes, "note", "notes", "注記"),
        (rows, "table row", "table rows", "表の行"),
    ]);
    said!("{parts}: --all. {}", "{parts}：--all。{}", lang::NOT_ADVICE.said())
}

/// Tax years that fit the screen; what is before them is added up in a line of its own.
const MOST_YEARS: usize = 12;

fn years(page: &mut Page, years: &[Year], regime: PficRegime) {
    let amount =
        |digits: Digits| if digits.0.is_zero() { "-".to_owned() } else { usd(Some(digits)).unwrap_or_default() };
    let (head, of): (_, fn(&Year) -> [Digits; 3]) = match regime {
        PficRegime::Default => {
            (word!(["excess", "additional tax", "interest"], ["超過分配", "追加税額", "利子"]), |year| {
                [year.totals.excess_distributions_usd, year.totals.additional_tax_usd, year.totals.interest_usd]
            })
        }
        PficRegime::MarkToMarket => {
            (word!(["income", "loss", "additional tax"], ["所得", "損失", "追加税額"]), |year| {
                [year.totals.marked_income_usd, year.totals.marked_loss_usd, year.totals.additional_tax_usd]
            })
        }
    };
    let (year, due) = (word!("year", "年度"), word!("return due", "申告期限"));
    let mut rows = vec![[year, head[0], head[1], head[2], due].map(str::to_owned).to_vec()];
    let earlier = years.len().saturating_sub(MOST_YEARS);
    for year in years.iter().skip(earlier) {
        let [first, second, third] = of(year).map(amount);
        rows.push(vec![year.tax_year.to_string(), first, second, third, year.due.to_string()]);
    }
    page.table(&[false, true, true, true, false], &rows);
    if earlier > 0 {
        page.item(&said!("and {earlier} earlier tax years: --all", "ほか以前の{earlier}課税年度：--all"));
    }
}
