//! Form 8949, lot by lot.

use super::{Cell, Form, Forms};
use crate::answer::{GainAnswer, LotGain, Term};
use crate::law::Effect;
use crate::units::Exact;

/// The rows of one sale.
pub fn of_gain(answer: &GainAnswer<'_>, is_whole_dollars: bool) -> Forms {
    let mut forms = Forms::new(answer.case.tax_year_begins().map(|begins| begins.year()), is_whole_dollars);
    rows(&mut forms, answer, None, "");
    forms
}

/// Adds the rows of a sale.
pub fn rows(forms: &mut Forms, answer: &GainAnswer<'_>, number: Option<usize>, payer: &str) {
    let Some(figures) = answer.us.figures.as_ref().filter(|figures| figures.recognised) else { return };
    let sold = answer.case.sale.as_ref().and_then(|sale| sale.date);
    for (at, lot) in figures.lots.iter().enumerate() {
        let mut form = forms.form("Form 8949");
        let sale = number.map_or(String::new(), |number| format!("sale {number}, "));
        row(form.of(format!("{sale}lot {}", at + 1)), lot, sold, answer.case.is_ads(), payer);
    }
}

fn row(form: &mut Form<'_>, lot: &LotGain, sold: Option<crate::units::Day>, is_ads: bool, payer: &str) {
    // A gain under the rules on excess distributions is no capital gain.
    let is_excess = lot.rule.is_some_and(|rule| rule.effect == Effect::ExcessDistribution);
    if is_excess {
        return form.add(
            "part",
            Cell::Empty,
            lot.rule,
            Some("not here: the gain is an excess distribution, Form 8621"),
        );
    }
    match lot.term {
        Some(Term::Short) => form.text("part", "I"),
        Some(Term::Long) => form.text("part", "II"),
        None => form.empty("part", "when it was acquired is not stated"),
    }
    if let Some(last) = form.forms.lines.last_mut() {
        last.remark.get_or_insert_with(|| {
            "the box follows from the broker's Form 1099-B; C or F where there is none".to_owned()
        });
    }
    let unit = if is_ads { "ADS" } else { "sh." };
    match lot.shares {
        Some(shares) => form.text("(a)", format!("{} {unit} {payer}", shares.normalize()).trim_end().to_owned()),
        None => form.empty("(a)", "the number of shares is not stated"),
    }
    for (line, day) in [("(b)", lot.acquired), ("(c)", sold)] {
        match day {
            Some(day) => form.add(line, Cell::Day(day), None, None),
            None => form.empty(line, "not stated"),
        }
    }
    let open = "an amount of the sale is open";
    let realised = form.maybe("(d)", lot.amounts.realised().map(Exact::from), lot.rule, open);
    let basis = form.maybe("(e)", lot.amounts.basis.map(Exact::from), lot.rule, open);
    form.empty("(f)", "no adjustment among the facts");
    form.empty("(g)", "no adjustment among the facts");
    form.maybe("(h)", realised.zip(basis).map(|(realised, basis)| realised - basis), lot.rule, open);
}
