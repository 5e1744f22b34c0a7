//! The answer for people.

use anstyle::Style;
use rust_decimal::Decimal;

use super::behind;
use super::digits::Digits;
use super::json;
use super::money::{or, usd, yen};
use super::page::{FIGURE, Page, QUIET, WARNING, grouped};
use crate::answer::{DividendAnswer, Status, Step};
use crate::input::visible;
use crate::law::{Evidence, Law, Outcome, Rule};
use crate::units::Day;

pub(super) const LABELS: usize = 14;

/// Which of the rules asked a page shows at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Steps {
    None,
    Met,
    All,
}

impl Steps {
    /// Whether a step with this outcome is shown: what is open is never left out.
    pub(super) fn show(self, outcome: Outcome) -> bool {
        match self {
            Steps::None => false,
            Steps::Met => outcome != Outcome::NotMet,
            Steps::All => true,
        }
    }
}

/// What there is to do, in full.
pub(super) fn to_do(page: &mut Page, actions: &[json::Action]) {
    if actions.is_empty() {
        return;
    }
    page.heading("To do");
    for action in actions {
        let due = action.due.map_or(String::new(), |day| format!("By {day}: "));
        let state = action.state.map_or(String::new(), |state| format!("[{state}] "));
        page.item(&format!("{state}{due}{}", action.what));
        page.below(QUIET, &format!("{}, with {} ({})", action.by, action.with, action.cite));
    }
}

/// The whole answer as a page, with how the actions stand on a day where one is asked for.
pub fn dividend(answer: &DividendAnswer<'_>, as_of: Option<Day>, steps: Steps) -> String {
    let view = json::Dividend::new(answer).on(as_of);
    let mut page = Page::new(LABELS);
    headline(&mut page, answer, &view);
    japan(&mut page, answer, &view);
    behind::text(&mut page, answer, &view, 0);
    others(&mut page, answer, &view);
    us(&mut page, answer, &view.us);
    if let Some(tier) = &view.next_tier {
        page.heading(&format!("Next better rate: {}%", tier.rate_percent.0));
        tier.needs.iter().for_each(|need| page.item(&need.text));
        page.below(QUIET, &tier.cite);
    }
    to_do(&mut page, &view.actions);
    list(&mut page, "Assumed", view.assumptions.iter().map(|it| format!("{}: {}", it.field, assumed(&it.value))));
    if !view.unused.is_empty() {
        page.blank();
        page.line(WARNING, &format!("not used: {}", view.unused.join(", ")));
    }
    let other_law = view.other_law.iter().map(other_law);
    let notes = view.notes.iter().map(|note| format!("{} ({})", note.text, note.cite));
    list(&mut page, "Notes", other_law.chain(notes));
    if steps != Steps::None {
        page.heading("Steps");
        let shown = answer.steps.iter().filter(|step| steps.show(step.outcome));
        shown.for_each(|step| explained(&mut page, answer, step));
    }
    footer(&mut page, answer.law, steps);
    page.into_text()
}

/// Where the other law says it, and how to see its answer.
fn other_law(other: &json::OtherLaw) -> String {
    let cite = other.cite.as_ref().map_or(String::new(), |cite| format!(" ({cite})"));
    format!("{}{cite}; {} shows its answer.", said(other).replacen("the law", "The law", 1), other.option)
}

/// What the other law says: `the law statute says 7%: 42,000 yen`.
pub(super) fn said(other: &json::OtherLaw) -> String {
    let rate = match (other.rate_percent, other.status) {
        (Some(rate), _) => format!("{}%", rate.0),
        (None, status) => status.replace('_', " "),
    };
    let tax = yen(other.tax_jpy).map_or(String::new(), |tax| format!(": {tax}"));
    let due = other.rate_percent.map(|rate| rate.0);
    let at_source = other.at_source_rate_percent.filter(|at_source| due.is_some() && Some(at_source.0) != due);
    let at_source = at_source.map_or(String::new(), |rate| format!(", with {}% withheld", rate.0));
    format!("the law {} says {rate}{tax}{at_source}", other.law)
}

fn headline(page: &mut Page, answer: &DividendAnswer<'_>, view: &json::Dividend) {
    let japan = &view.japan;
    let rate = |digits: &Option<Digits>| digits.map_or_else(String::new, |digits| format!("{}%", digits.0));
    let of = yen(japan.tax_jpy).map_or(String::new(), |tax| format!(": {tax}"));
    let (style, text) = match answer.japan.status {
        _ if !answer.members.is_empty() => {
            let until = super::outline::claim_by(answer).map(|(day, _)| day);
            let text = behind::headline(answer, view, until);
            (FIGURE, text.trim_end_matches('.').to_owned())
        }
        Status::Determined => match &japan.at_source {
            Some(at_source) if answer.japan.at_source_rate() != answer.japan.rate => {
                let tax = yen(at_source.tax_jpy).map_or(String::new(), |tax| format!(": {tax}"));
                let back = yen(japan.refundable_jpy).unwrap_or_else(|| "the difference".to_owned());
                let due = rate(&japan.rate_percent);
                let text = format!(
                    "Japan withholds {}%{tax}; {due} is due, and {back} can be claimed back",
                    at_source.rate_percent.map_or(Decimal::ZERO, |rate| rate.0)
                );
                (WARNING, text)
            }
            Some(_) => (FIGURE, format!("Japan withholds {}{of}", rate(&japan.rate_percent))),
            None => (
                WARNING,
                format!(
                    "{} is due to Japan{of}; what is withheld depends on a missing fact",
                    rate(&japan.rate_percent)
                ),
            ),
        },
        Status::Undetermined if answer.japan.rate.is_some() => {
            let due = rate(&japan.rate_percent);
            (WARNING, format!("Undetermined: Japan's rate is {due}; the amounts depend on facts that are missing"))
        }
        Status::Undetermined => {
            let possible: Vec<_> = answer.japan.possible_rates.iter().map(ToString::to_string).collect();
            let on = match answer.japan.questions.is_empty() {
                true => "a condition that this program does not know: see the notes",
                false => "facts that are missing",
            };
            let which = match possible.is_empty() {
                true => format!("at most {}", rate(&japan.highest_rate_percent)),
                false => or(&possible),
            };
            (WARNING, format!("Undetermined: Japan withholds {which}, depending on {on}"))
        }
        Status::RateNotStated => {
            (WARNING, format!("The law does not state the rate: at most {}", rate(&japan.highest_rate_percent)))
        }
        Status::NotEncoded => {
            (WARNING, format!("This program does not have the rate: at most {}", rate(&japan.highest_rate_percent)))
        }
        Status::NotAddressed => (WARNING, "The law does not address this holder in Japan".to_owned()),
    };
    let id = view.id.as_ref().map_or(String::new(), |id| format!("{} · ", visible(id)));
    let grade = graded(answer);
    let payer = answer.case.payer.called().map_or(String::new(), |payer| format!(" · {}", visible(payer)));
    page.line(QUIET, &format!("{id}law {}{payer}{grade}", view.law));
    let other = view.other_law.as_ref().map_or(String::new(), |other| format!("; {}", said(other)));
    page.line(style, &format!("{text}{other}"));
}

fn japan(page: &mut Page, answer: &DividendAnswer<'_>, view: &json::Dividend) {
    let japan = &view.japan;
    page.heading("Japan");
    rule(page, "rule", answer.japan.rule);
    for question in &japan.questions {
        page.styled("missing", WARNING, &format!("{}: {}", question.field, question.question));
    }
    figure(page, "gross", yen(japan.gross_jpy));
    if answer.japan.taxed.is_some() && answer.case.payment().deemed != crate::facts::Deemed::All {
        figure(page, "of which a dividend", yen(japan.dividend_jpy));
    }
    figure(page, "tax due", yen(japan.tax_jpy));
    if japan.tax_jpy.is_none() && japan.rate_percent.is_none() {
        figure(page, "tax at most", yen(japan.highest_tax_jpy));
    }
    figure(page, "net", yen(japan.net_jpy));
    if let Some(at_source) = &japan.at_source {
        let tax = yen(at_source.tax_jpy).map_or(String::new(), |tax| format!(": {tax}"));
        let arrives = match (at_source.tax_jpy, yen(at_source.net_jpy)) {
            (Some(tax), Some(net)) if Some(tax.0) != japan.tax_jpy.map(|due| due.0) => format!("; {net} paid out"),
            _ => String::new(),
        };
        let rate = at_source.rate_percent.map_or("in all".to_owned(), |rate| format!("{}%", rate.0));
        page.labelled("at source", &format!("{rate}{tax}{arrives}"));
        let relief = [&answer.law.relief.application, &answer.law.relief.second_form];
        let late = answer.steps.iter().filter(|step| step.outcome == Outcome::NotMet && relief.contains(&step.rule));
        late.for_each(|step| page.styled("", QUIET, &step.because(answer.case)));
    }
    if let Some(reconciliation) = &japan.reconciliation {
        let other = answer.other_law.as_ref().and_then(|other| Some((other.law, other.japan.reconciliation?)));
        let other = other.map_or(String::new(), |(law, it)| format!("; by the law {} {}", law.id, verdict(&it.into())));
        let verdict = verdict(reconciliation);
        page.labelled("withheld", &format!("{} yen: {verdict}{other}", grouped(reconciliation.withheld_jpy.0)));
    }
    if answer.japan.refundable_at_least.is_some_and(|yen| yen.value() > 0) {
        let least = if japan.refundable_jpy.is_none() { "at least " } else { "" };
        let amount = yen(japan.refundable_at_least_jpy).unwrap_or_default();
        page.styled("refundable", WARNING, &format!("{least}{amount}"));
    }
    if let Some(it) = &answer.japan.in_dollars {
        let due = japan.rate_percent.map_or(String::new(), |rate| format!("{}%", rate.0));
        for amount in super::in_dollars::amounts(it, due, None) {
            page.labelled(
                &amount.label,
                &format!("{}{}{}", amount.value, if amount.note.is_empty() { "" } else { ": " }, amount.note),
            );
        }
        if let Some(over) = it.over.filter(|over| *over > crate::units::Usd::ZERO) {
            page.styled("refundable", WARNING, &over.to_string());
        }
    } else if answer.case.lacks_instrument_for_amounts() {
        page.labelled("amounts", "none: state instrument, for shares and ADSs are paid differently");
    } else if japan.gross_jpy.is_none() && answer.japan.status != Status::NotAddressed {
        page.labelled("amounts", "none: state shares and per_share_jpy (and ads_per_share for ADSs), or gross_jpy");
    }
}

/// What was withheld against what is due: `78,000 yen too little`.
fn verdict(reconciliation: &json::Reconciliation) -> String {
    let over = reconciliation.over_withheld_jpy.0;
    let under = reconciliation.under_withheld_jpy.map_or(Decimal::ZERO, |under| under.0);
    let least = if reconciliation.under_withheld_jpy.is_none() { "at least " } else { "" };
    if !over.is_zero() {
        format!("{least}{} yen too much", grouped(over))
    } else if !under.is_zero() {
        format!("{} yen too little", grouped(under))
    } else if reconciliation.under_withheld_jpy.is_none() {
        "not above the highest possible tax".to_owned()
    } else {
        "as due".to_owned()
    }
}

fn others(page: &mut Page, answer: &DividendAnswer<'_>, view: &json::Dividend) {
    if view.comparison.is_empty() {
        return;
    }
    page.heading("Under other versions of the treaty");
    for (other, wire) in answer.comparison.iter().zip(&view.comparison) {
        let rate = wire.rate_percent.map_or_else(|| wire.status.replace('_', " "), |rate| format!("{}%", rate.0));
        let tax = yen(wire.tax_jpy).map_or(String::new(), |tax| format!(", {tax}"));
        let change = match other.more_than_now.map(|yen| yen.value()) {
            None => String::new(),
            Some(0) => ", the same".to_owned(),
            Some(more) if more > 0 => format!(", {} yen more", grouped(more.into())),
            Some(less) => format!(", {} yen less", grouped((-less).into())),
        };
        let cite = wire.cite.as_ref().map_or(String::new(), |cite| format!(" ({cite})"));
        page.item(&format!("{}: {rate}{tax}{change}{cite}", other.regime.title));
    }
}

fn us(page: &mut Page, answer: &DividendAnswer<'_>, us: &json::Us) {
    page.heading("United States");
    let cite = us.cite.as_ref().map_or(String::new(), |cite| format!(" ({cite})"));
    match (answer.us.status, answer.us.class) {
        (Status::NotAddressed, Some(class)) => {
            page.labelled("status", &format!("not addressed: {}{cite}", class.name().replace('_', " ")));
        }
        (Status::NotAddressed, None) if answer.us.us_holder == Some(false) => {
            page.labelled("status", &format!("not a U.S. holder{cite}"));
        }
        (Status::NotAddressed, None) => page.labelled("status", &format!("not addressed{cite}")),
        (Status::NotEncoded, _) => {
            page.styled("status", WARNING, "U.S. holder, rate not encoded");
            rule(page, "rule", answer.us.rule);
        }
        (status, _) if answer.us.us_holder == Some(true) => {
            page.labelled("status", &format!("U.S. holder, {}{cite}", status.name()));
        }
        (status, _) => page.labelled("status", status.name()),
    }
    for question in us.questions.iter() {
        page.styled("missing", WARNING, &format!("{}: {}", question.field, question.question));
    }
    let Some(credit) = &us.credit else { return };
    income(page, answer, us);
    super::credit::text(page, answer, credit);
    if let Some(parts) = &us.return_of_capital {
        let part = |digits| usd(digits).unwrap_or_else(|| "unknown".to_owned());
        page.labelled(
            "beyond E&P",
            &format!(
                "{}: {} return of capital, {} capital gain, basis then {}",
                part(Some(parts.beyond_earnings_and_profits_usd)),
                part(parts.return_of_capital_usd),
                part(parts.capital_gain_usd),
                part(parts.basis_after_usd)
            ),
        );
    }
    if let Some(gain) = &us.currency_gain {
        let kind = if gain.usd.0.is_sign_negative() { "loss" } else { "gain" };
        let amount = usd(Some(Digits(gain.usd.0.abs()))).unwrap_or_default();
        let recognised = gain.recognised_usd.filter(|it| it.0 != gain.usd.0).map_or("", |_| ", not recognised");
        let character = gain.character;
        page.labelled("currency", &format!("{amount} {character} {kind}, source United States{recognised}"));
    }
}

fn income(page: &mut Page, answer: &DividendAnswer<'_>, us: &json::Us) {
    let on = us.included_on.map_or(String::new(), |day| format!(" on {day}"));
    let at = us.jpy_per_usd.map_or(String::new(), |rate| format!(" at {} yen", rate.0));
    match usd(us.dividend_usd) {
        Some(dividend) => page.labelled("dividend", &format!("{dividend}{on}{at}")),
        None => {
            let when = if on.is_empty() { String::new() } else { format!("included{on}; ") };
            page.labelled("dividend", &format!("{when}dollars need an amount and jpy_per_usd"));
        }
    }
    let days = us
        .counted_days
        .filter(|_| answer.can_qualify())
        .map_or(String::new(), |days| format!(": {} days counted", days.0));
    let share = us.qualified_percent.map_or(String::new(), |share| format!("{}%", share.0.round_dp(4).normalize()));
    let qualified = match us.qualified {
        None if answer.us.status == Status::NotEncoded => "at a rate that this program does not have".to_owned(),
        None => "unknown".to_owned(),
        Some(true) => format!("yes{days}"),
        Some(false) if us.maximum_rate_percent.is_some() => format!("{share} of it, lot by lot"),
        Some(false) => format!("no{days}"),
    };
    let cite = us.rate_cite.as_ref().map_or(String::new(), |cite| format!(" ({cite})"));
    page.labelled("qualified", &format!("{qualified}{cite}"));
    if let Some(rate) = us.maximum_rate_percent {
        let on = if us.qualified == Some(true) {
            String::new()
        } else {
            usd(us.qualified_usd).map_or(String::new(), |it| format!(" on {it}"))
        };
        let tax = usd(us.tax_at_maximum_rate_usd).map_or(String::new(), |tax| format!(": {tax}"));
        page.labelled("taxed at most", &format!("{}%{on}{tax}", rate.0));
    }
    super::personal_text::text(page, us);
    if let Some(ordinary) = us.ordinary_usd.filter(|it| !it.0.is_zero()) {
        let tax = usd(us.tax_at_ordinary_rate_usd).map_or(String::new(), |tax| format!(": {tax}"));
        page.labelled("ordinary", &format!("{}{tax}", usd(Some(ordinary)).unwrap_or_default()));
    }
}

fn explained(page: &mut Page, answer: &DividendAnswer<'_>, step: &Step) {
    asked(page, step.rule, step.outcome, &step.because(answer.case));
}

/// One rule asked, with what came of it and why.
pub(super) fn asked(page: &mut Page, rule: &Rule, outcome: Outcome, because: &str) {
    let (mark, style) = match outcome {
        Outcome::Met => ("met", FIGURE),
        Outcome::NotMet => ("not met", QUIET),
        Outcome::Unknown => ("unknown", WARNING),
    };
    page.styled(mark, style, &format!("{} · {}", rule.cite(), rule.id));
    page.labelled("", because);
}

pub(super) fn footer(page: &mut Page, law: &Law, steps: Steps) {
    page.blank();
    let places: Vec<_> = law.disclaimers.iter().map(|rule| rule.cite()).collect();
    let how = match steps {
        Steps::None => " --explain shows the rules that hold.",
        Steps::Met => " --explain=all shows every rule asked.",
        Steps::All => "",
    };
    page.line(QUIET, &format!("Not tax advice ({}).{how}", places.join("; ")));
}

pub(super) fn rule(page: &mut Page, label: &str, rule: Option<&Rule>) {
    if let Some(rule) = rule {
        page.labelled(label, rule.words());
        page.styled("", QUIET, &format!("{} · {}", rule.cite(), rule.id));
    }
}

pub(super) fn list(page: &mut Page, heading: &str, items: impl Iterator<Item = String>) {
    let items: Vec<_> = items.collect();
    if !items.is_empty() {
        page.heading(heading);
        items.iter().for_each(|item| page.item(item));
    }
}

fn figure(page: &mut Page, label: &str, value: Option<String>) {
    if let Some(value) = value {
        page.styled(label, Style::new(), &value);
    }
}

pub(super) fn assumed(value: &json::AssumedValue) -> String {
    match value {
        json::AssumedValue::Bool(is) => is.to_string(),
        json::AssumedValue::Word(word) => (*word).to_owned(),
        json::AssumedValue::Text(text) => text.clone(),
        json::AssumedValue::Date(day) => day.to_string(),
        json::AssumedValue::Number(digits) => digits.0.to_string(),
    }
}

/// Which parts of the answer rest on less than the law's own text.
pub(super) fn graded(answer: &DividendAnswer<'_>) -> String {
    match (answer.evidence_of_japan(), answer.evidence_of_us().unwrap_or(Evidence::Primary)) {
        (Evidence::Primary, Evidence::Primary) => String::new(),
        (japan, Evidence::Primary) => format!(" · Japan: {japan} evidence"),
        (Evidence::Primary, us) => format!(" · United States: {us} evidence"),
        (japan, us) if japan == us => format!(" · rests on {japan} evidence"),
        (japan, us) => format!(" · Japan: {japan} evidence, United States: {us}"),
    }
}
