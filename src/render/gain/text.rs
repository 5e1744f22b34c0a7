//! The answer about a sale for people.

use super::wire::{Gain, Lot, Us};
use crate::answer::{GainAnswer, GainJapan, GainUs, OtherGain, Status};
use crate::facts::SaleKind;
use crate::render::digits::Digits;
use crate::render::money::usd;
use crate::render::page::{FIGURE, Page, QUIET, WARNING, grouped};
use crate::render::text::{LABELS, Steps, asked, assumed, footer, list, rule, to_do};
use crate::units::Day;

/// The whole answer as a page, with the rules asked.
pub fn text(answer: &GainAnswer<'_>, as_of: Option<Day>, steps: Steps) -> String {
    let view = Gain::new(answer).on(as_of);
    let mut page = Page::new(LABELS);
    headline(&mut page, answer, &view);
    page.heading("Japan");
    page.labelled("gain", japan(answer));
    rule(&mut page, "rule", Some(answer.japan.rule));
    if let Some(treaty) = answer.japan.treaty {
        rule(&mut page, "treaty", Some(treaty));
    }
    for question in view.japan.questions.iter().flatten() {
        page.styled("missing", WARNING, &format!("{}: {}", question.field, question.question));
    }
    us(&mut page, answer, &view);
    to_do(&mut page, &view.actions);
    list(&mut page, "Assumed", view.assumptions.iter().map(|it| format!("{}: {}", it.field, assumed(&it.value))));
    if !view.unused.is_empty() {
        page.blank();
        page.line(WARNING, &format!("not used: {}", view.unused.join(", ")));
    }
    let other = answer.other_law.as_ref().zip(view.other_law.as_ref());
    let other = other.map(|(other, view)| {
        format!("{} ({}); {} shows its answer.", said(answer, other), view.japan_cite, view.option)
            .replacen("the law", "The law", 1)
    });
    list(
        &mut page,
        "Notes",
        other.into_iter().chain(view.notes.iter().map(|note| format!("{} ({})", note.text, note.cite))),
    );
    if steps != Steps::None {
        page.heading("Steps");
        let shown = answer.steps.iter().filter(|step| steps.show(step.outcome));
        shown.for_each(|step| asked(&mut page, step.rule, step.outcome, &step.because(answer.case)));
    }
    footer(&mut page, answer.law, steps);
    page.into_text()
}

pub(super) fn headline(page: &mut Page, answer: &GainAnswer<'_>, view: &Gain) {
    let id = view.id.as_ref().map_or(String::new(), |id| format!("{id} · "));
    page.line(QUIET, &format!("{id}law {}", view.law));
    let is_not_held = answer.us.us_holder == Some(false) && answer.japan.status != Status::NotAddressed;
    let style = match answer.us.status {
        Status::Determined => FIGURE,
        Status::NotAddressed if is_not_held && !answer.case.is_seen_through() => FIGURE,
        _ => WARNING,
    };
    let other = other(answer).map_or(String::new(), |other| format!("; {other}"));
    page.line(style, &format!("{}{other}", lead(answer, view)));
}

/// What the other law says, where it says something else.
pub fn other(answer: &GainAnswer<'_>) -> Option<String> {
    answer.other_law.as_ref().map(|other| said(answer, other))
}

/// What comes of the sale, in a clause without a full stop.
pub fn lead(answer: &GainAnswer<'_>, view: &Gain) -> String {
    let exchanged = answer.case.sale.as_ref().is_some_and(|sale| sale.kind.get() == Some(SaleKind::Exchange));
    match answer.us.status {
        Status::Determined if exchanged => "No gain is recognised: nothing is sold".to_owned(),
        Status::Determined => result(&view.us),
        Status::Undetermined => "Undetermined: facts are missing for the United States".to_owned(),
        Status::RateNotStated | Status::NotEncoded => {
            "How the United States taxes such a gain is not encoded".to_owned()
        }
        Status::NotAddressed if answer.us.us_holder == Some(false) && answer.japan.status != Status::NotAddressed => {
            let japan = match answer.japan.taxed {
                Some(true) => "Japan taxes the gain",
                Some(false) => "Japan does not tax the gain",
                None => "Whether Japan taxes the gain is open",
            };
            match answer.case.is_seen_through() {
                true => format!("{japan} of the holder itself; it is that of those behind it: ask for each of them"),
                false => format!("{japan}; the holder is not a U.S. holder"),
            }
        }
        Status::NotAddressed => "The law does not address this holder in the United States".to_owned(),
    }
}

/// What the other law says where it differs: `the law statute says that Japan taxes the gain`.
fn said(answer: &GainAnswer<'_>, other: &OtherGain) -> String {
    let mut says = Vec::new();
    let of_japan = |japan: &GainJapan| (japan.status, japan.taxed);
    if of_japan(&other.japan) != of_japan(&answer.japan) {
        says.push(match (other.japan.status, other.japan.taxed) {
            (_, Some(true)) => "Japan taxes the gain".to_owned(),
            (_, Some(false)) => "Japan does not tax the gain".to_owned(),
            (Status::NotAddressed, None) => "it does not speak to this holder in Japan".to_owned(),
            (Status::NotEncoded, None) => "a treaty settles it, which this program does not have".to_owned(),
            (_, None) => "it is open whether Japan taxes the gain".to_owned(),
        });
    }
    let of_us = |us: &GainUs| (us.status, us.figures.as_ref().and_then(|figures| figures.taxed));
    if of_us(&other.us) != of_us(&answer.us) {
        let taxed = other.us.figures.as_ref().and_then(|figures| figures.taxed);
        says.push(match (other.us.status, taxed.map(|taxed| taxed.maximum_rate)) {
            (Status::Determined, Some(Some(rate))) => format!("the United States tax it at no more than {rate}"),
            (Status::Determined, _) => "the United States tax it at ordinary rates".to_owned(),
            (Status::NotEncoded, _) => "this program does not have how the United States tax it".to_owned(),
            (status, _) => format!("the answer for the United States is {}", status.name().replace('_', " ")),
        });
    }
    format!("the law {} says that {}", other.law.id, says.join(" and that "))
}

/// `A gain of $100.00, taxed in the United States at no more than 15%`.
fn result(us: &Us) -> String {
    let gain = amount(us.gain_usd);
    let is_zero = |digits: Option<Digits>| digits.is_none_or(|digits| digits.0.is_zero());
    if us.gain_usd.is_some_and(|gain| gain.0.is_sign_negative() && !gain.0.is_zero()) {
        return format!("A capital loss of {}", amount(us.gain_usd.map(|gain| Digits(gain.0.abs()))));
    }
    if let Some(lost) = us.wash_sale_disallowed_usd.filter(|_| is_zero(us.gain_usd)) {
        return format!("A loss of {} that is not deducted: the shares were bought again", amount(Some(lost)));
    }
    let how = match us.maximum_rate_percent {
        Some(rate) if is_zero(us.at_ordinary_rates_usd) => {
            format!(", taxed in the United States at no more than {}%", rate.0)
        }
        Some(rate) => format!(
            ", in the United States {} of it at no more than {}% and {} at ordinary rates",
            amount(us.at_maximum_rate_usd),
            rate.0,
            amount(us.at_ordinary_rates_usd)
        ),
        None if !is_zero(us.excess_distribution_usd) => {
            ", under the rules on excess distributions of a PFIC".to_owned()
        }
        None => ", taxed in the United States at ordinary rates".to_owned(),
    };
    format!("A gain of {gain}{how}")
}

/// What Japan does with the gain.
pub fn japan(answer: &GainAnswer<'_>) -> &'static str {
    match (answer.japan.status, answer.japan.taxed) {
        (Status::NotAddressed, _) => "not addressed",
        (_, Some(false)) if answer.japan.treaty.is_some() => {
            "not taxed: the treaty leaves it to the country of residence"
        }
        (_, Some(false)) => "in general not taxed",
        (_, Some(true)) => "taxed by return",
        (Status::NotEncoded, None) => "this program does not have what the treaty says of it",
        (_, None) => "undetermined",
    }
}

fn us(page: &mut Page, answer: &GainAnswer<'_>, view: &Gain) {
    let us = &view.us;
    page.heading("United States");
    let cite = us.cite.as_ref().map_or(String::new(), |cite| format!(" ({cite})"));
    let status = match (answer.us.status, answer.us.class, answer.us.us_holder) {
        (Status::NotAddressed, Some(class), _) => format!("not addressed: {}", class.name().replace('_', " ")),
        (Status::NotAddressed, None, Some(false)) => "not a U.S. holder".to_owned(),
        (Status::NotAddressed, ..) => "not addressed".to_owned(),
        (status, _, Some(true)) => format!("U.S. holder, {}", status.name().replace('_', " ")),
        (status, ..) => status.name().to_owned(),
    };
    page.labelled("status", &format!("{status}{cite}"));
    for question in &us.questions {
        page.styled("missing", WARNING, &format!("{}: {}", question.field, question.question));
    }
    match us.recognised {
        Some(true) => sold(page, view),
        Some(false) => exchanged(page, view),
        None => {}
    }
}

fn sold(page: &mut Page, view: &Gain) {
    let us = &view.us;
    let on = view.sale.date.map_or(String::new(), |date| format!(" on {date}"));
    let at = view.sale.jpy_per_usd.map_or(String::new(), |rate| format!(" at {} yen", rate.0));
    page.labelled("proceeds", &format!("{}{on}{at}", amount(us.proceeds_usd)));
    if let Some(expenses) = us.expenses_usd.filter(|it| !it.0.is_zero()) {
        page.labelled("expenses", &amount(Some(expenses)));
    }
    page.labelled("basis", &amount(us.basis_usd));
    if let Some(lost) = us.wash_sale_disallowed_usd {
        page.labelled("not deducted", &format!("{} of loss, since the shares were bought again", amount(Some(lost))));
    }
    page.labelled("gain", &format!("{}, source United States", amount(us.gain_usd)));
    let is_some = |digits: &Digits| !digits.0.is_zero();
    if let Some(long) = us.long_term_usd.filter(is_some) {
        page.labelled("long-term", &amount(Some(long)));
    }
    if let Some(short) = us.short_term_usd.filter(is_some) {
        page.labelled("short-term", &amount(Some(short)));
    }
    if let Some(rate) = us.maximum_rate_percent {
        let tax = amount(us.tax_at_maximum_rate_usd);
        page.labelled("taxed at most", &format!("{}% on {}: {tax}", rate.0, amount(us.at_maximum_rate_usd)));
    }
    if let Some(ordinary) = us.at_ordinary_rates_usd.filter(is_some) {
        let tax = us.tax_at_ordinary_rate_usd.map_or(String::new(), |tax| format!(": {}", amount(Some(tax))));
        page.labelled("ordinary", &format!("{}{tax}", amount(Some(ordinary))));
    }
    if let Some(excess) = us.excess_distribution_usd.filter(is_some) {
        page.labelled("PFIC rules", &amount(Some(excess)));
    }
    if let Some(loss) = us.capital_loss_usd.filter(is_some) {
        page.labelled("capital loss", &amount(Some(loss)));
    }
    lots(page, us);
    for it in us.replacements.iter().flatten() {
        let from = it.held_from.map_or(String::new(), |day| format!(", held as if from {day}"));
        page.labelled(
            &format!("lot {}", it.lot.0),
            &format!(
                "{} replace as many of lot {}: basis {}, {} of it the loss not deducted{from}",
                grouped(it.shares.0),
                it.replaces_lot.0,
                amount(it.basis_usd),
                amount(Some(it.disallowed_usd))
            ),
        );
    }
}

fn lots(page: &mut Page, us: &Us) {
    page.blank();
    let shares = |lot: &Lot| lot.shares.map_or("-".to_owned(), |shares| grouped(shares.0));
    let day = |lot: &Lot| lot.acquired.map_or("-".to_owned(), |day| day.to_string());
    let header = ["lot", "shares", "acquired", "term", "proceeds", "basis", "gain"];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    for lot in &us.lots {
        rows.push(vec![
            lot.lot.0.to_string(),
            shares(lot),
            day(lot),
            lot.term.unwrap_or("-").to_owned(),
            amount(lot.proceeds_usd),
            amount(lot.basis_usd),
            amount(lot.gain_usd),
        ]);
    }
    page.table(&[true, true, false, false, true, true, true], &rows);
}

fn exchanged(page: &mut Page, view: &Gain) {
    let (given, got) = if view.sale.instrument == Some("ads") { ("ADSs", "shares") } else { ("shares", "ADSs") };
    if let (Some(shares), Some(received)) = (view.sale.shares, view.us.received) {
        page.labelled("exchanged", &format!("{} {given} for {} {got}", grouped(shares.0), grouped(received.0)));
    }
    let cite = view.us.lots.iter().find_map(|lot| lot.cite.as_ref()).map_or(String::new(), |cite| format!(" ({cite})"));
    page.labelled("gain", &format!("none recognised{cite}"));
    for lot in &view.us.lots {
        let acquired = lot.acquired.map_or("an unknown day".to_owned(), |day| day.to_string());
        let basis = amount(lot.basis_usd);
        page.labelled(&format!("lot {}", lot.lot.0), &format!("basis {basis} and acquisition on {acquired} go on"));
    }
}

fn amount(digits: Option<Digits>) -> String {
    usd(digits).unwrap_or_else(|| "unknown".to_owned())
}
