//! The answer about a year for people.

use anstyle::Style;

use super::wire::{Apart, Group, Payment, Totals, UsYear, Year, carry_rule};
use crate::input::{Statement, visible};
use crate::render::digits::Digits;
use crate::render::money::{usd, yen};
use crate::render::page::{FIGURE, Page, QUIET, WARNING, grouped};
use crate::render::text::{LABELS, Steps, asked, assumed, list};
use crate::units::Day;
use crate::year::YearAnswer;

/// The whole answer as a page.
pub fn text(answer: &YearAnswer<'_>, statements: &[Statement], steps: Steps) -> String {
    let view = Year::new(answer, statements);
    let mut page = Page::new(LABELS);
    page.line(QUIET, &format!("tax year {}, {} to {}", view.tax_year, view.from, view.to));
    headline(&mut page, &view);
    payments(&mut page, &view);
    groups(&mut page, "By payer", &view.by_payer);
    if view.by_category.len() > 1 {
        groups(&mut page, "By category", &view.by_category);
    }
    sales(&mut page, &view);
    if let Some(us) = &view.us {
        united_states(&mut page, us, &view, answer);
    }
    apart(&mut page, &view);
    statements_read(&mut page, &view);
    to_do(&mut page, &view);
    let assumptions = view.us.iter().flat_map(|us| &us.assumptions);
    list(&mut page, "Assumed", assumptions.map(|it| format!("{}: {}", it.field, assumed(&it.value))));
    list(&mut page, "Notes", view.notes.iter().map(|note| format!("{} ({})", note.text, note.cite)));
    if let (Some(us), true) = (&answer.us, steps != Steps::None) {
        page.heading("Steps of the year");
        let shown = us.steps.0.iter().filter(|step| steps.show(step.outcome));
        shown.for_each(|step| asked(&mut page, step.rule, step.outcome, &step.because(&us.case)));
    }
    page.blank();
    page.line(QUIET, "Not tax advice. Each payment by itself, with its rules and assumptions: iijtax dividend.");
    page.into_text()
}

fn amount(digits: Digits) -> String {
    usd(Some(digits)).unwrap_or_default()
}

fn in_yen(digits: Digits) -> String {
    yen(Some(digits)).unwrap_or_default()
}

fn is_some(digits: Digits) -> bool {
    !digits.0.is_zero()
}

fn count(count: usize, one: &str) -> String {
    if count == 1 { format!("one {one}") } else { format!("{count} {one}s") }
}

fn numbers(numbers: &[usize]) -> String {
    let numbers: Vec<_> = numbers.iter().map(usize::to_string).collect();
    numbers.join(", ")
}

pub(super) fn headline(page: &mut Page, view: &Year) {
    let is_plain = view.status == "determined" && back(view).is_none() && !view.payments.is_empty();
    page.line(if is_plain { FIGURE } else { WARNING }, &lead(view));
}

/// What can be claimed back of all payments, where something can.
pub(super) fn back(view: &Year) -> Option<String> {
    // Where the yen of a payment are not known, sums of yen are without it.
    let totals = &view.totals;
    match totals.in_dollars_alone.is_empty() {
        true => yen(Some(totals.refundable_jpy).filter(|it| is_some(*it))),
        false => usd(Some(totals.over_withheld_usd).filter(|it| is_some(*it))),
    }
}

/// What Japan withheld of the year's payments and what is due, in a clause without a full stop.
pub fn lead(view: &Year) -> String {
    if view.payments.is_empty() {
        return "No payment of this tax year".to_owned();
    }
    let of = count(view.payments.len(), "payment");
    let totals = &view.totals;
    let (withheld, due) = match totals.in_dollars_alone.is_empty() {
        true => (in_yen(totals.withheld_jpy), in_yen(totals.tax_jpy)),
        false => (amount(totals.withheld_usd), amount(totals.tax_usd)),
    };
    let back = back(view).map_or(String::new(), |back| format!(", and {back} can be claimed back"));
    let open = if view.status == "determined" { String::new() } else { format!("; {}", view.status.replace('_', " ")) };
    format!("Of {of} Japan withheld {withheld}; {due} is due{back}{open}")
}

fn payments(page: &mut Page, view: &Year) {
    if view.payments.is_empty() {
        return;
    }
    page.heading("Payments");
    payments_of_japan(page, view);
    let number = |digits: Option<Digits>| digits.map_or("?".to_owned(), |digits| grouped(digits.0));
    let day = |day: Option<Day>| day.map_or_else(String::new, |day| day.to_string());
    let named = |it: &Payment| [it.number.to_string(), it.payer.as_deref().map_or_else(String::new, visible)];
    let totals = &view.totals;
    if view.us.is_some() {
        page.blank();
        let dollars = |digits: Option<Digits>| usd(digits).unwrap_or_else(|| "?".to_owned());
        let of_us = |it: &Payment| {
            let amounts = [it.dividend_usd, it.qualified_usd, it.creditable_usd].map(dollars);
            named(it).into_iter().chain([day(it.included_on), number(it.jpy_per_usd)]).chain(amounts).collect()
        };
        let knows_none = knows_no_dollars(view);
        let sum = |digits| if knows_none { "?".to_owned() } else { amount(digits) };
        let sums = [totals.dividend_usd, totals.qualified_usd, totals.creditable_usd].map(sum);
        let total = ["", "total", "", ""].map(str::to_owned).into_iter().chain(sums).collect();
        let header = ["", "payer", "included", "yen for $1", "dividend", "qualified", "creditable"];
        let header = header.map(str::to_owned).to_vec();
        let rows = [header].into_iter().chain(view.payments.iter().map(of_us)).chain([total]);
        page.table(&[true, false, false, true, true, true, true], &rows.collect::<Vec<_>>());
    }
    for it in &view.payments {
        about(page, it);
    }
}

/// The dollars of no payment are known, so that the sums would be those of nothing.
pub(super) fn knows_no_dollars(view: &Year) -> bool {
    !view.payments.is_empty() && view.payments.iter().all(|it| it.dividend_usd.is_none())
}

/// Which payments the sums of dollars are without, and what to do where it is the rate of exchange that is missing.
pub(super) fn without_open(us: &UsYear, view: &Year) -> Option<String> {
    if us.open.is_empty() {
        return None;
    }
    let open: Vec<_> = view.payments.iter().filter(|it| us.open.contains(&it.number)).collect();
    let lacks_rate = open.iter().all(|it| it.gross_jpy.is_some() && it.jpy_per_usd.is_none());
    let what = if lacks_rate { "; no rate of exchange: --fx or jpy_per_usd" } else { "" };
    let payments = if open.len() == 1 { "payment" } else { "payments" };
    Some(format!("without what is not known of {payments} {}{what}", numbers(&us.open)))
}

/// A line a payment with what Japan takes of it, and their sum.
pub(super) fn payments_of_japan(page: &mut Page, view: &Year) {
    let number = |digits: Option<Digits>| digits.map_or("?".to_owned(), |digits| grouped(digits.0));
    let day = |day: Option<Day>| day.map_or_else(String::new, |day| day.to_string());
    let named = |it: &Payment| [it.number.to_string(), it.payer.as_deref().map_or_else(String::new, visible)];
    let of_japan = |it: &Payment| {
        let rate = it.rate_percent.map_or("?".to_owned(), |rate| format!("{}%", rate.0));
        let amounts = match it.yen_known {
            Some("not_at_all") => {
                [it.tax_usd, it.withheld_usd, it.over_withheld_usd].map(|it| usd(it).unwrap_or_else(|| "?".to_owned()))
            }
            _ => [it.tax_jpy, it.withheld_jpy, it.refundable_jpy].map(number),
        };
        named(it).into_iter().chain([day(it.payment_date), number(it.gross_jpy), rate]).chain(amounts).collect()
    };
    let totals = &view.totals;
    // Where the yen of a payment are not known, sums of yen are without it, and those of dollars stand below.
    let alone = totals.in_dollars_alone.len();
    let total = |label: &str, gross: String, sums: [String; 3]| {
        let labels = ["", label, ""].map(str::to_owned);
        labels.into_iter().chain([gross, String::new()]).chain(sums).collect::<Vec<_>>()
    };
    let of_yen = || {
        let sums = [totals.tax_jpy, totals.withheld_jpy, totals.refundable_jpy].map(|it| grouped(it.0));
        total(if alone == 0 { "total" } else { "total in yen" }, grouped(totals.gross_jpy.0), sums)
    };
    let of_dollars = || {
        let sums = [totals.tax_usd, totals.withheld_usd, totals.over_withheld_usd].map(amount);
        total("total in dollars", String::new(), sums)
    };
    let sums = (alone < view.payments.len()).then(of_yen).into_iter().chain((alone > 0).then(of_dollars));
    let header = ["", "payer", "paid", "gross yen", "rate", "due", "withheld", "back"].map(str::to_owned).to_vec();
    let rows = [header].into_iter().chain(view.payments.iter().map(of_japan)).chain(sums);
    page.table(&[true, false, false, true, true, true, true, true], &rows.collect::<Vec<_>>());
}

/// What is worth a line of one payment.
fn about(page: &mut Page, it: &Payment) {
    let mut say = |text: String| page.item(&format!("{}: {text}", it.number));
    let asked: Vec<_> = it.questions.iter().chain(&it.us_questions).map(|question| question.field).collect();
    if !asked.is_empty() {
        let of = if it.questions.is_empty() { "open in the United States" } else { "open" };
        say(format!("{of}; missing {}", asked.join(", ")));
    } else if it.status != "determined" {
        say(it.status.replace('_', " "));
    }
    if let Some(over) = yen(it.over_withheld_jpy.filter(|over| is_some(*over))).or_else(|| in_dollars(it)) {
        let until = it.refund_until.map_or(String::new(), |day| format!(", to be claimed by {day}"));
        let how = withheld_as(it).map_or(String::new(), |how| format!(" ({how})"));
        say(format!("{over} too much withheld{how}{until}"));
    } else if let Some(how) = withheld_as(it).filter(|_| it.withheld_as != Some("as_due")) {
        say(how);
    }
    match it.yen_known {
        Some("by_rate") => say("stated in dollars; its yen are those of the rate".to_owned()),
        Some("not_at_all") => {
            say("stated in dollars, and no yen are known: state jpy_per_usd, or per_share_jpy".to_owned())
        }
        _ => {}
    }
    if let Some(under) = it.under_withheld_jpy.filter(|under| is_some(*under)) {
        say(format!("{} too little withheld", in_yen(under)));
    }
    for change in &it.changes {
        let on = change.booked.map_or(String::new(), |day| format!(" on {day}"));
        let what = match (change.entry, change.gross_jpy, change.tax_jpy) {
            ("refund", _, Some(tax)) => format!("{} paid back by Japan{on}", in_yen(tax)),
            (_, Some(gross), tax) => {
                let tax = tax.map_or(String::new(), |tax| format!(", tax {}", in_yen(tax)));
                format!("changed{on} by {}{tax}", in_yen(gross))
            }
            (_, None, Some(tax)) => format!("tax changed{on} by {}", in_yen(tax)),
            (_, None, None) => match change.tax_usd {
                Some(tax) => format!("tax changed{on} by {}", amount(tax)),
                None => continue,
            },
        };
        say(format!("{what} ({})", place(&change.place)));
    }
    if let (Some(written), Some(rate)) = (&it.usd_per_jpy_as_written, it.jpy_per_usd) {
        say(format!("the rate {written} was read as dollars for a yen: {} yen for a dollar", rate.0));
    }
    if !it.unused.is_empty() {
        say(format!("not used: {}", it.unused.join(", ")));
    }
}

/// Too much in dollars, of a payment whose yen are not known.
fn in_dollars(it: &Payment) -> Option<String> {
    let over = it.over_withheld_usd.filter(|over| is_some(*over) && it.yen_known == Some("not_at_all"))?;
    Some(amount(over))
}

/// `15.315%, as if no form was filed`.
fn withheld_as(it: &Payment) -> Option<String> {
    let how = it.withheld_as?.replace('_', " ");
    let rate = it.withheld_at_percent.or(it.withheld_percent)?;
    Some(format!("{}%, {how}", rate.0))
}

fn statements_read(page: &mut Page, view: &Year) {
    for statement in &view.statements {
        page.heading(&format!("Statement {}", visible(&statement.file)));
        let (used, ignored) = (statement.used, statement.ignored.len());
        let open = statement.not_understood.len();
        page.line(Style::new(), &format!("  {used} rows used, {ignored} left out, {open} not understood"));
        statement.said.iter().for_each(|said| page.item(said));
        for row in &statement.not_understood {
            page.item(&format!("line {} is not understood: {}: {}", row.line, visible(&row.what), visible(&row.why)));
        }
    }
}

fn place(place: &super::wire::Place) -> String {
    let line = place.line.map_or(String::new(), |line| format!(":{line}"));
    format!("{}{line}", visible(&place.file))
}

fn groups(page: &mut Page, heading: &str, groups: &[Group]) {
    if groups.len() < 2 {
        return;
    }
    page.heading(heading);
    let header = ["", "payments", "gross yen", "due", "withheld", "back", "dividend", "creditable"].map(str::to_owned);
    let row = |group: &Group| {
        let Totals { gross_jpy, tax_jpy, withheld_jpy, refundable_jpy, dividend_usd, creditable_usd, .. } =
            group.totals;
        vec![
            group.name.as_deref().map_or("not named".to_owned(), visible),
            group.totals.payments.to_string(),
            grouped(gross_jpy.0),
            grouped(tax_jpy.0),
            grouped(withheld_jpy.0),
            grouped(refundable_jpy.0),
            amount(dividend_usd),
            amount(creditable_usd),
        ]
    };
    let rows: Vec<_> = [header.to_vec()].into_iter().chain(groups.iter().map(row)).collect();
    page.table(&[false, true, true, true, true, true, true, true], &rows);
}

fn sales(page: &mut Page, view: &Year) {
    if view.sales.is_empty() {
        return;
    }
    page.heading("Sales");
    let mut rows =
        vec![["", "sold", "shares", "acquired", "term", "proceeds", "basis", "gain"].map(str::to_owned).to_vec()];
    let day = |day: Option<Day>| day.map_or_else(String::new, |day| day.to_string());
    let dollars = |digits: Option<Digits>| usd(digits).unwrap_or_else(|| "?".to_owned());
    for sale in &view.sales {
        for lot in &sale.lots {
            rows.push(vec![
                sale.number.to_string(),
                day(sale.date),
                lot.shares.map_or("?".to_owned(), |shares| grouped(shares.0)),
                day(lot.acquired),
                lot.term.unwrap_or("?").to_owned(),
                dollars(lot.proceeds_usd),
                dollars(lot.basis_usd),
                dollars(lot.gain_usd),
            ]);
        }
    }
    page.table(&[true, false, true, false, false, true, true, true], &rows);
    for sale in &view.sales {
        let asked: Vec<_> = sale.questions.iter().map(|question| question.field).collect();
        if !asked.is_empty() {
            page.item(&format!("{}: {}; missing {}", sale.number, sale.us_status, asked.join(", ")));
        }
        if let Some(disallowed) = sale.disallowed_usd.filter(|it| is_some(*it)) {
            let text = "of the loss is not deducted: it is added to the cost of the shares that were bought again, which a later sale has to state";
            page.item(&format!("{}: {} {text}", sale.number, amount(disallowed)));
        }
        if sale.japan_taxed == Some(true) {
            page.item(&format!("{}: Japan taxes the gain by return", sale.number));
        }
    }
    let gains = &view.gains;
    page.labelled("long-term", &amount(gains.long_term_usd));
    page.labelled("short-term", &amount(gains.short_term_usd));
    if is_some(gains.excess_distribution_usd) {
        page.labelled("excess", &format!("{} under the rules on PFICs", amount(gains.excess_distribution_usd)));
    }
    page.labelled("net", &amount(Digits(gains.long_term_usd.0 + gains.short_term_usd.0)));
}

fn united_states(page: &mut Page, us: &UsYear, view: &Year, answer: &YearAnswer<'_>) {
    page.heading("United States, the year");
    let Totals { dividend_usd, qualified_usd, ordinary_usd, creditable_usd, currency_gain_usd, .. } = view.totals;
    let knows_none = knows_no_dollars(view);
    let sum = |digits| if knows_none { "?".to_owned() } else { amount(digits) };
    page.labelled("dividends", &sum(dividend_usd));
    page.labelled("qualified", &sum(qualified_usd));
    page.labelled("ordinary", &sum(ordinary_usd));
    if let Some(open) = without_open(us, view) {
        page.styled("", WARNING, &open);
    }
    if let (Some(rates), Some(tax)) = (&us.rates, us.qualified_tax_usd) {
        let slices: Vec<_> =
            rates.iter().map(|it| format!("{} at {}%", amount(it.amount_usd), it.rate_percent.0)).collect();
        page.labelled("by bracket", &format!("{} = {}", amount(tax), slices.join(" + ")));
    }
    if let Some(it) = &us.net_investment_income_tax
        && let (Some(base), Some(tax)) = (it.base_usd, it.tax_usd)
    {
        page.labelled("investment", &format!("{}% of {}: {}", it.rate_percent.0, amount(base), amount(tax)));
    }
    if is_some(currency_gain_usd) {
        page.labelled("currency", &format!("{} recognised", amount(currency_gain_usd)));
    }
    page.labelled("creditable", &sum(creditable_usd));
    if let Some(category) = us.category {
        page.labelled("category", &category.replace('_', " "));
    }
    limitation(page, us);
    for it in &us.other_categories {
        let limit = it.limitation.as_ref().and_then(|it| it.limit_usd);
        let limit = limit.map_or("its limit is open".to_owned(), |limit| format!("limit {}", amount(limit)));
        let allowed = it.allowed_usd.map_or(String::new(), |allowed| format!(", {} allowed", amount(allowed)));
        let text = format!("{} creditable of {}; {limit}{allowed}", amount(it.creditable_usd), amount(it.dividend_usd));
        page.labelled(&it.category.replace('_', " "), &text);
    }
    if let Some(credited) = us.credited_usd.filter(|_| !us.other_categories.is_empty()) {
        page.labelled("in all", &format!("{} credited", amount(credited)));
    }
    if us.high_taxed {
        let text = "the tax is above the highest rate of the United States: the income belongs to the general category, which is not encoded (IRC 904(d)(2)(F))";
        page.styled("highly taxed", WARNING, text);
    }
    let asked: Vec<_> = us.questions.iter().map(|question| question.field).collect();
    if !asked.is_empty() {
        page.styled("open", QUIET, &format!("calculated once you provide: {}", asked.join(", ")));
    }
    if us.can_elect_no_limitation {
        page.labelled("election", "the tax is small enough to be credited without limitation: us.elects_no_limitation");
    }
    carryovers(page, us, answer);
}

fn limitation(page: &mut Page, us: &UsYear) {
    let Some(it) = &us.limitation else { return };
    let fraction = it.us_tax_usd.zip(it.foreign_income_usd).zip(it.taxable_income_usd).zip(it.limit_usd);
    let limit = fraction.map_or("none, by election".to_owned(), |(((tax, foreign), taxable), limit)| {
        let method = it.method.replace('_', " ");
        format!("{} = {} × {} / {} ({method})", amount(limit), amount(tax), amount(foreign), amount(taxable))
    });
    let most = if it.limit_is_at_most == Some(true) { "at most " } else { "" };
    page.labelled("limit", &format!("{most}{limit}"));
    page.labelled("allowed", &format!("{most}{} of {}", amount(it.allowed_usd), amount(it.creditable_usd)));
    if let Some(why) = &us.election_not_open_because {
        page.styled("", WARNING, &format!("not without limitation: {why}"));
    }
}

fn carryovers(page: &mut Page, us: &UsYear, answer: &YearAnswer<'_>) {
    for line in &us.carryovers {
        let mut parts = vec![format!("{} used", amount(line.used_usd))];
        for (what, usd) in [("expired", line.expired_usd), ("carried on", line.forward_usd)] {
            if is_some(usd) {
                parts.push(format!("{} {what}", amount(usd)));
            }
        }
        page.labelled(&format!("from {}", line.year), &format!("{}: {}", amount(line.brought_usd), parts.join(", ")));
    }
    if let Some(allowed) = us.allowed_usd.filter(|_| !us.carryovers.is_empty()) {
        let most =
            if us.limitation.as_ref().is_some_and(|it| it.limit_is_at_most == Some(true)) { "at most " } else { "" };
        page.labelled("credit", &format!("{most}{} with that of earlier years", amount(allowed)));
    }
    let rule = answer.us.as_ref().and_then(carry_rule);
    if is_some(us.carryback_usd) {
        let text = "to the year before, by an amended return of it";
        page.labelled("carried back", &format!("{} {text}", amount(us.carryback_usd)));
    }
    if let Some(rule) = rule.filter(|_| is_some(us.carryover_arisen_usd)) {
        page.labelled("carried over", &format!("{} ({})", amount(us.carryforward_usd), rule.cite()));
    }
}

fn apart(page: &mut Page, view: &Year) {
    let amounts = |it: &Apart| yen(it.amount_jpy).or(usd(it.amount_usd)).unwrap_or_default();
    let of = |it: &Apart| match (it.payment, it.of_tax_year) {
        (Some(number), _) => format!(", payment {number}"),
        (None, Some(year)) => format!(", of a payment of tax year {year}"),
        (None, None) => String::new(),
    };
    let entries = view.apart.iter().map(|it| {
        let on = it.booked.or(it.payment_date).map_or(String::new(), |day| format!("{day} "));
        let payer = it.payer.as_deref().map_or(String::new(), |payer| format!("{} ", visible(payer)));
        let kind = it.entry.replace('_', " ");
        format!("{on}{payer}{kind} {}{}: {} ({})", amounts(it), of(it), it.why, place(&it.place))
    });
    list(page, "Apart", entries);
    let reversed = view.reversed.iter().map(|it| {
        let by: Vec<_> = it.by.iter().map(|change| place(&change.place)).collect();
        format!("{}, by {}", place(&it.place), by.join(", "))
    });
    list(page, "Taken back", reversed);
    let outside = view.outside.iter().map(|it| {
        let on = it.date.map_or(String::new(), |day| format!(" of {day}"));
        format!("{}{on} ({})", it.entry, place(&it.place))
    });
    list(page, "Of other tax years", outside);
}

fn to_do(page: &mut Page, view: &Year) {
    if view.actions.is_empty() {
        return;
    }
    page.heading("To do");
    for it in &view.actions {
        let due = it.action.due.map_or(String::new(), |day| format!("By {day}: "));
        page.item(&format!("{due}{}", it.action.what));
        let of = match it.payments.len() == view.payments.len() && it.payments.len() > 1 {
            true => "all payments".to_owned(),
            false => format!("payment {}", numbers(&it.payments)),
        };
        page.below(QUIET, &format!("{of}; {}, with {} ({})", it.action.by, it.action.with, it.action.cite));
    }
}
