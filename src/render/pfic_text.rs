//! The answer on a holding for people: each tax year with its allocation by year, tax and interest.

use anstyle::Style;

use super::digits::Digits;
use super::money::usd;
use super::page::{FIGURE, Page, QUIET, WARNING, grouped};
use super::pfic::{Mark, Pfic, Totals, Year, assumptions};
use super::pfic_form::numbered;
use super::text::assumed;
use crate::answer::pfic::{
    Character, Charge, DayCount, Duty, EventKind, Line, OpenInterest, PficAnswer, PficEvent, PficRegime, PficYear,
};
use crate::units::Usd;

const LABELS: usize = 14;

/// The whole answer as a page; with `explain`, every rule followed and every lot.
pub fn answer(answer: &PficAnswer<'_>, explain: bool) -> String {
    let view = Pfic::new(answer);
    let mut page = Page::new(LABELS);
    let id = view.id.as_ref().map_or(String::new(), |id| format!("{id} · "));
    let days = match answer.day_count {
        DayCount::Statute => "days after the acquisition",
        DayCount::Inclusive => "days with that of the acquisition",
    };
    page.line(QUIET, &format!("{id}law {} · {days}", view.law));
    headline(&mut page, answer, &view);
    for (year, wire) in answer.years.iter().zip(&view.years) {
        tax_year(&mut page, year, wire, explain);
    }
    let without_event: Vec<_> = answer.filing.iter().filter(|filing| filing.duty != Duty::Event).collect();
    if !without_event.is_empty() {
        page.heading("Form 8621 for years without an event");
        for filing in without_event {
            let duty = match filing.duty {
                Duty::PartOne => "Part I alone is due",
                Duty::NotDue => "not due",
                Duty::Depends | Duty::Event => "it depends",
            };
            let (year, rule) = (filing.year.name, filing.rule);
            page.item(&format!("{year}: {duty}: {} ({})", filing.because, rule.cite()));
        }
    }
    if !view.tables.is_empty() {
        page.heading("Rates from tables of the statute");
        for row in shortened(&view.tables, explain) {
            page.item(&format!("{} ({}; {})", row.says, row.cite, row.evidence));
        }
        if !explain && view.tables.len() > MOST_ROWS {
            page.item(&format!("and {} more rows: --explain lists them", view.tables.len() - MOST_ROWS));
        }
    }
    page.heading("Assumed");
    for it in assumptions(answer.holding, answer.regime == PficRegime::MarkToMarket) {
        page.item(&format!("{}: {}", it.field, assumed(&it.value)));
    }
    page.heading("Notes");
    view.notes.iter().for_each(|note| page.item(&format!("{} ({})", note.text, note.cite)));
    if explain {
        page.heading("Steps");
        for step in &view.steps {
            page.styled(step.outcome, FIGURE, &format!("{} · {}", step.cite, step.rule));
            page.labelled("", &step.because);
        }
    }
    page.blank();
    let how = if explain { "" } else { " --explain shows every rule followed, and every lot." };
    page.line(QUIET, &format!("Not tax advice.{how}"));
    page.into_text()
}

const MOST_ROWS: usize = 6;

fn shortened<T>(rows: &[T], explain: bool) -> &[T] {
    if explain { rows } else { &rows[..rows.len().min(MOST_ROWS)] }
}

pub(super) fn headline(page: &mut Page, answer: &PficAnswer<'_>, view: &Pfic) {
    page.line(FIGURE, &lead(answer, view));
    if let Some(open) = answer.open_interest {
        page.line(WARNING, &open_interest(open));
    }
}

/// What the holding brings, in a clause without a full stop.
pub(super) fn lead(answer: &PficAnswer<'_>, view: &Pfic) -> String {
    let totals = &view.totals;
    match answer.regime {
        _ if answer.years.is_empty() => "Nothing happened in this time".to_owned(),
        PficRegime::Default => figures("Excess distributions and gains", &[], totals),
        PficRegime::MarkToMarket => {
            let marked = [(totals.marked_income_usd, "income"), (totals.marked_loss_usd, "loss")];
            figures("Marked to market", &marked, totals)
        }
    }
}

/// `Interest is known to 2026-12-31; from then to 2027-04-15 it is open`.
pub(super) fn open_interest(open: OpenInterest) -> String {
    let OpenInterest { known_until, runs_to } = open;
    format!("Interest is known to {known_until}; from then to {runs_to} it is open")
}

/// What is not nothing, in a sentence.
fn figures(what: &str, marked: &[(Digits, &str)], totals: &Totals) -> String {
    let charged = [(totals.additional_tax_usd, "additional tax"), (totals.interest_usd, "interest")];
    let all = marked.iter().chain(&charged).filter(|(amount, _)| !amount.0.is_zero());
    let all: Vec<_> = all.map(|(amount, name)| format!("{} {name}", money(*amount))).collect();
    if all.is_empty() { format!("{what}: nothing") } else { format!("{what}: {}", all.join(", ")) }
}

fn tax_year(page: &mut Page, year: &PficYear, wire: &Year, explain: bool) {
    page.heading(&format!("Tax year {}, return due {}", wire.tax_year, wire.due));
    year.events.iter().for_each(|event| happened(page, event));
    let lines: Vec<_> = year.events.iter().flat_map(|event| &event.lines).collect();
    if !lines.is_empty() {
        page.blank();
        allocation(page, &lines);
    }
    if explain && !wire.lots.is_empty() {
        lots(page, wire);
    }
    marks(page, wire, explain);
    let totals = &wire.totals;
    let mut received = year.events.iter().filter(|event| event.kind == EventKind::Distribution);
    let dividends = if received.all(|event| event.never_qualified) {
        "at ordinary rates, never qualified"
    } else {
        "which other rules may qualify: `iijtax dividend`"
    };
    let figures = [
        ("dividends", totals.not_excess_usd, dividends),
        ("ordinary", totals.ordinary_usd, "of the allocation: current year and before the company was a PFIC (16b)"),
        ("tax", totals.tax_usd, "at the highest rates of prior years (16c)"),
        ("credit", totals.credit_usd, "of tax withheld against it (16d)"),
        ("additional", totals.additional_tax_usd, "tax (16e)"),
        ("interest", totals.interest_usd, "(16f)"),
        ("credit now", totals.credit_now_usd, "of tax withheld on the rest (section 901)"),
        ("marked", totals.marked_income_usd, "ordinary income (10c, 13c)"),
        ("marked loss", totals.marked_loss_usd, "ordinary (12, 14b)"),
        ("loss", totals.loss_usd, "under the general rules; it reduces no gain above"),
        ("capital loss", totals.capital_loss_usd, "under the general rules (14c)"),
        ("other gain", totals.other_gain_usd, "under the general rules: no stock of a PFIC"),
    ];
    page.blank();
    for (label, amount, text) in figures.into_iter().filter(|(_, amount, _)| !amount.0.is_zero()) {
        let style = if ["loss", "capital loss"].contains(&label) { WARNING } else { Style::new() };
        page.styled(label, style, &format!("{} {}", money(amount), by_revision(text, wire.tax_year)));
    }
    let back: rust_decimal::Decimal =
        wire.events.iter().filter_map(|event| event.refundable_jpy).map(|yen| yen.0).sum();
    if !back.is_zero() {
        page.styled("claim back", WARNING, &format!("{} yen from Japan, withheld above what is due", grouped(back)));
    }
    let numbers: Vec<_> = wire.form_8621.iter().map(form_line).collect();
    if !numbers.is_empty() {
        page.styled("Form 8621", QUIET, &numbers.join(" · "));
    }
}

/// A text that ends with lines of the form in brackets, by their numbers in the revision of the tax year.
fn by_revision(text: &'static str, year: i32) -> String {
    let Some((before, lines)) =
        text.rsplit_once('(').and_then(|(before, rest)| Some((before, rest.strip_suffix(')')?)))
    else {
        return text.to_owned();
    };
    let numbers: Vec<_> = lines.split(", ").filter_map(|line| numbered(line, year)).collect();
    if numbers.is_empty() { before.trim_end().to_owned() } else { format!("{before}({})", numbers.join(", ")) }
}

fn form_line(line: &super::pfic_form::FormLine) -> String {
    let yen = line.jpy.map(|yen| format!(" {} yen", grouped(yen.0))).unwrap_or_default();
    let usd = line.usd.map(|usd| format!(" {}", money(usd))).unwrap_or_default();
    let both = if yen.is_empty() || usd.is_empty() { "" } else { " =" };
    format!("{}{yen}{both}{usd}", line.line)
}

fn happened(page: &mut Page, event: &PficEvent) {
    let gross = money(event.gross.into());
    let text = match (event.kind, event.gross_jpy, event.excess_jpy) {
        (EventKind::Distribution, Some(received), Some(excess)) => {
            let received = grouped(received.decimal(2));
            if event.spread.cents() == 0 {
                format!("distribution of {received} yen = {gross}: no excess")
            } else {
                let excess = grouped(excess.decimal(2));
                format!(
                    "distribution of {received} yen = {gross}: {excess} yen = {} in excess",
                    money(event.spread.into())
                )
            }
        }
        (EventKind::Mark, ..) => format!("worth {gross}: an increase of {} as if sold", money(event.spread.into())),
        _ => {
            let parts =
                [("gain", event.spread), ("loss", event.loss), ("gain under the general rules", event.other_gain)];
            let parts = parts.into_iter().filter(|(_, usd)| usd.cents() != 0);
            let parts: Vec<_> = parts.map(|(what, usd)| format!("{} {what}", money(usd.into()))).collect();
            let parts = if parts.is_empty() { "no gain".to_owned() } else { parts.join(", ") };
            format!("sold for {gross}: {parts}")
        }
    };
    page.labelled(&event.date.to_string(), &text);
}

/// Allocated amounts added up by tax year and character, with totals.
pub(super) fn allocation(page: &mut Page, lines: &[&Line]) {
    let mut keys: Vec<_> = lines.iter().map(|line| (line.year, line.character)).collect();
    keys.sort_by_key(|(year, character)| (*year, *character as u8));
    keys.dedup();
    let header = ["year", "days", "allocated", "rate", "tax", "credit", "interest"];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    let row = |name: String, lines: &[&&Line]| {
        let allocated = lines.iter().fold(Usd::default(), |sum, line| sum + line.allocated);
        let charges: Vec<_> = lines.iter().filter_map(|line| line.charge.as_ref()).collect();
        let sum = |of: fn(&Charge) -> Usd| {
            let sum = charges.iter().fold(Usd::default(), |sum, charge| sum + of(charge));
            if charges.is_empty() { String::new() } else { cents(sum) }
        };
        let days = if let [only] = lines { only.days.map(|days| grouped(days.into())) } else { None };
        let rates: Vec<_> = charges.iter().map(|charge| charge.rate).collect();
        let rate = rates.first().filter(|first| rates.iter().all(|rate| rate == *first));
        let rate = rate.map(ToString::to_string);
        vec![
            name,
            days.unwrap_or_default(),
            cents(allocated),
            rate.unwrap_or_default(),
            sum(|charge| charge.tax),
            sum(|charge| charge.credit),
            sum(|charge| charge.interest),
        ]
    };
    for (year, character) in keys {
        let of: Vec<_> = lines.iter().filter(|line| (line.year, line.character) == (year, character)).collect();
        let mut cells = row(year.to_string(), &of);
        cells[3] = match character {
            Character::BeforePfic => "before".to_owned(),
            Character::CurrentYear => "now".to_owned(),
            Character::PriorYear => cells[3].clone(),
        };
        rows.push(cells);
    }
    let mut total = row("total".to_owned(), &lines.iter().collect::<Vec<_>>());
    total[1] = String::new();
    total[3] = String::new();
    rows.push(total);
    page.table(&[false, true, true, true, true, true, true], &rows);
}

fn lots(page: &mut Page, wire: &Year) {
    let header = ["lot", "shares", "acquired", "received, yen", "average", "allowed", "excess, yen", "gain, $"];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    rows.extend(wire.lots.iter().map(|lot| {
        vec![
            lot.lot.clone(),
            grouped(lot.shares.0),
            lot.acquired.to_string(),
            grouped(lot.received_jpy.0),
            grouped(lot.average_jpy.0),
            grouped(lot.threshold_jpy.0),
            grouped(lot.excess_jpy.0),
            lot.gain_usd.map_or(String::new(), |gain| grouped(gain.0)),
        ]
    }));
    page.blank();
    page.table(&[false, true, false, true, true, true, true, true], &rows);
}

/// Lot by lot when there are few, or when everything is asked for.
fn marks(page: &mut Page, wire: &Year, explain: bool) {
    const FEW: usize = 12;
    if wire.marks.is_empty() || (wire.marks.len() > FEW && !explain) {
        return;
    }
    let header = ["lot", "", "value", "income", "loss", "basis", "unreversed"];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    let what = |mark: &Mark| match (mark.sale, mark.under_excess_rules) {
        (true, _) => "sold",
        (_, true) => "first",
        _ => "held",
    };
    // Shares of one lot that part later are one row until they do.
    for marks in wire.marks.chunk_by(|left, right| left.lot == right.lot && what(left) == what(right)) {
        let sum = |of: fn(&Mark) -> Digits| plain(Digits(marks.iter().map(|mark| of(mark).0).sum()));
        rows.push(vec![
            marks[0].lot.clone(),
            what(&marks[0]).to_owned(),
            sum(|mark| mark.value_usd),
            sum(|mark| mark.income_usd),
            sum(|mark| mark.ordinary_loss_usd),
            sum(|mark| mark.basis_after_usd),
            sum(|mark| mark.unreversed_inclusions_after_usd),
        ]);
    }
    page.blank();
    page.table(&[false, false, true, true, true, true, true], &rows);
}

fn money(amount: Digits) -> String {
    usd(Some(amount)).unwrap_or_default()
}

/// Dollars in a table, without their sign.
fn plain(amount: Digits) -> String {
    money(amount).replace('$', "")
}

fn cents(amount: Usd) -> String {
    plain(amount.into())
}
