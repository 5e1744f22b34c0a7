//! The answer on a holding of a passive foreign investment company on one screen: a line a tax year.

use super::digits::Digits;
use super::money::usd;
use super::page::{Page, QUIET};
use super::pfic::{Pfic, Year};
use super::pfic_text::headline;
use crate::answer::pfic::{PficAnswer, PficRegime};

/// The first screen.
pub fn screen(answer: &PficAnswer<'_>) -> String {
    let view = Pfic::new(answer);
    let mut page = Page::new(0);
    let id = view.id.as_ref().map_or(String::new(), |id| format!("{} · ", crate::input::visible(id)));
    let regime = match answer.regime {
        PficRegime::Default => "excess distributions",
        PficRegime::MarkToMarket => "marked to market",
    };
    page.line(QUIET, &format!("{id}law {} · {regime}", view.law));
    headline(&mut page, answer, &view);
    if !view.years.is_empty() {
        page.blank();
        years(&mut page, &view.years, answer.regime);
    }
    page.blank();
    let filing = view.actions.len();
    let years = if filing == 1 { "1 tax year".to_owned() } else { format!("{filing} tax years") };
    page.item(&format!("Form 8621 with the return of {years}; the lines of the form are behind --all"));
    page.blank();
    let (assumed, notes) = (view.assumptions.len(), view.notes.len());
    page.line(
        QUIET,
        &format!("{assumed} facts assumed, {notes} notes, {} table rows: --all. Not tax advice.", view.tables.len()),
    );
    page.into_text()
}

/// Tax years that fit the screen; what is before them is added up in a line of its own.
const MOST_YEARS: usize = 12;

fn years(page: &mut Page, years: &[Year], regime: PficRegime) {
    let amount =
        |digits: Digits| if digits.0.is_zero() { "-".to_owned() } else { usd(Some(digits)).unwrap_or_default() };
    let (head, of): (_, fn(&Year) -> [Digits; 3]) = match regime {
        PficRegime::Default => (["excess", "additional tax", "interest"], |year| {
            [year.totals.excess_distributions_usd, year.totals.additional_tax_usd, year.totals.interest_usd]
        }),
        PficRegime::MarkToMarket => (["income", "loss", "additional tax"], |year| {
            [year.totals.marked_income_usd, year.totals.marked_loss_usd, year.totals.additional_tax_usd]
        }),
    };
    let mut rows = vec![["year", head[0], head[1], head[2], "return due"].map(str::to_owned).to_vec()];
    let earlier = years.len().saturating_sub(MOST_YEARS);
    for year in &years[earlier..] {
        let [first, second, third] = of(year).map(amount);
        rows.push(vec![year.tax_year.to_string(), first, second, third, year.due.to_string()]);
    }
    page.table(&[false, true, true, true, false], &rows);
    if earlier > 0 {
        page.item(&format!("and {earlier} earlier tax years: --all"));
    }
}
