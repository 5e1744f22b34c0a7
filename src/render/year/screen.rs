//! The answer about a year on one screen: the sums, what there is to do, and what is missing. The payments one by one follow
//! where they fit as well.

use super::text::{back, headline, knows_no_dollars, payments_of_japan, without_open};
use super::wire::{UsYear, Year};
use crate::input::{Statement, visible};
use crate::law::Action;
use crate::render::digits::Digits;
use crate::render::money::{Amount, usd, yen};
use crate::render::outline::Task;
use crate::render::page::{Page, QUIET, WARNING};
use crate::render::screen::{MOST_LINES, MOST_TASKS, money, when};
use crate::year::YearAnswer;

/// The first screen of the answer on a year.
pub fn screen(answer: &YearAnswer<'_>, statements: &[Statement]) -> String {
    let view = Year::new(answer, statements);
    let full = draw(answer, &view, true);
    if full.lines().count() <= MOST_LINES { full } else { draw(answer, &view, false) }
}

fn draw(answer: &YearAnswer<'_>, view: &Year, with_payments: bool) -> String {
    let mut page = Page::new(0);
    page.line(QUIET, &format!("tax year {}, {} to {}{}", view.tax_year, view.from, view.to, who(answer)));
    headline(&mut page, view);
    money(&mut page, &amounts(view));
    if with_payments && !view.payments.is_empty() {
        page.blank();
        payments_of_japan(&mut page, view);
    }
    unread(&mut page, view);
    tasks(&mut page, answer);
    missing(&mut page, view);
    page.blank();
    page.line(QUIET, &rest(view));
    page.into_text()
}

fn who(answer: &YearAnswer<'_>) -> String {
    let cases = answer.rows.iter().map(|row| row.answer.case);
    let case = cases.chain(answer.sales.iter().map(|row| row.answer.case)).next();
    case.map_or(String::new(), |case| format!(" · {} in {}", case.kind.noun(), case.residence.name()))
}

fn count(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}

/// `1, 3 and 2 more`.
fn named(all: &[String], most: usize) -> String {
    let shown = all[..all.len().min(most)].join(", ");
    if all.len() > most { format!("{shown} and {} more", all.len() - most) } else { shown }
}

/// What is something of the sums.
fn amounts(view: &Year) -> Vec<Amount> {
    let totals = &view.totals;
    let some = |digits: Digits| Some(digits).filter(|digits| !digits.0.is_zero());
    let mut list = Vec::new();
    let mut add = |label: &str, path: &'static str, value: Option<String>, note: String| {
        list.extend(value.map(|value| Amount { label: label.to_owned(), value, note, path }));
    };
    if !view.payments.is_empty() {
        let of = count(view.payments.len(), "payment");
        if totals.in_dollars_alone.is_empty() {
            add("gross", "totals.gross_jpy", yen(Some(totals.gross_jpy)), of);
            add("withheld", "totals.withheld_jpy", yen(Some(totals.withheld_jpy)), String::new());
            add("due to Japan", "totals.tax_jpy", yen(Some(totals.tax_jpy)), String::new());
            add("claim", "totals.refundable_jpy", yen(some(totals.refundable_jpy)), claims(view));
        } else {
            // Where the yen of a payment are not known, sums of yen are without it.
            add("withheld", "totals.withheld_usd", usd(Some(totals.withheld_usd)), of);
            add("due to Japan", "totals.tax_usd", usd(Some(totals.tax_usd)), String::new());
            add("claim", "totals.over_withheld_usd", back(view), claims(view));
        }
    }
    if let Some(us) = &view.us {
        united_states(us, view, &mut add);
    }
    if !view.sales.is_empty() {
        let gains = &view.gains;
        let net = Digits(gains.long_term_usd.0 + gains.short_term_usd.0);
        let long = usd(some(gains.long_term_usd)).map(|usd| format!("{usd} long-term"));
        let short = usd(some(gains.short_term_usd)).map(|usd| format!("{usd} short-term"));
        let parts: Vec<_> = long.into_iter().chain(short).collect();
        let of = count(view.sales.len(), "sale");
        let note = if parts.is_empty() { of } else { format!("{of}: {}", parts.join(", ")) };
        add("net of sales", "gains", usd(Some(net)), note);
        let excess = usd(some(gains.excess_distribution_usd));
        add("PFIC rules", "gains.excess_distribution_usd", excess, "spread over the holding period".to_owned());
    }
    list
}

/// `payment 1, until 2030-06-30`.
fn claims(view: &Year) -> String {
    let is_over = |digits: Option<Digits>| digits.is_some_and(|digits| !digits.0.is_zero());
    let over: Vec<_> =
        view.payments.iter().filter(|it| is_over(it.refundable_jpy) || is_over(it.over_withheld_usd)).collect();
    let numbers: Vec<_> = over.iter().map(|it| it.number.to_string()).collect();
    let of = format!("payment{} {}", if over.len() == 1 { "" } else { "s" }, named(&numbers, 4));
    match over.iter().filter_map(|it| it.refund_until).min() {
        Some(day) if over.len() == 1 => format!("{of}, until {day}"),
        Some(day) => format!("{of}; the first until {day}"),
        None => of,
    }
}

fn united_states(us: &UsYear, view: &Year, add: &mut impl FnMut(&str, &'static str, Option<String>, String)) {
    let totals = &view.totals;
    let part = |digits: Digits, what: &str| {
        usd(Some(digits).filter(|digits| !digits.0.is_zero())).map(|usd| format!("{usd} {what}"))
    };
    let parts = [part(totals.qualified_usd, "qualified"), part(totals.ordinary_usd, "ordinary")];
    // Of a payment whose dollars are known, what is open is asked for below.
    let lacks_dollars = view.payments.iter().any(|it| it.dividend_usd.is_none());
    let without = without_open(us, view).filter(|_| lacks_dollars);
    let parts = parts.into_iter().flatten().chain(without);
    let parts: Vec<_> = parts.collect();
    if knows_no_dollars(view) {
        add("dividends", "totals.dividend_usd", Some("?".to_owned()), parts.join(", "));
        return;
    }
    add("dividends", "totals.dividend_usd", usd(Some(totals.dividend_usd)), parts.join(", "));
    let on = "on qualified dividends".to_owned();
    add("U.S. tax", "us.qualified_tax_usd", usd(us.qualified_tax_usd), on);
    let at_most = us.limitation.as_ref().is_some_and(|it| it.limit_is_at_most == Some(true));
    let of = usd(Some(totals.creditable_usd)).map_or(String::new(), |all| format!("of {all} creditable"));
    let note = if at_most { format!("at most; {of}") } else { of.clone() };
    match usd(us.credited_usd.or(us.allowed_usd)) {
        Some(credit) => add("U.S. credit", "us.credited_usd", Some(credit), note),
        None => add("creditable", "totals.creditable_usd", usd(Some(totals.creditable_usd)), String::new()),
    }
    let left = Some(us.carryforward_usd).filter(|digits| !digits.0.is_zero());
    add("carried over", "us.carryforward_usd", usd(left), "to later years".to_owned());
}

/// Rows of statements that nothing was made of.
fn unread(page: &mut Page, view: &Year) {
    for statement in view.statements.iter().filter(|statement| !statement.not_understood.is_empty()) {
        let (file, open) = (visible(&statement.file), statement.not_understood.len());
        page.line(WARNING, &format!("{file}: {} not understood: --all", count(open, "row")));
    }
}

/// A form with the payments that it is filed for.
struct Filed {
    task: Task,
    payments: Vec<usize>,
    /// It has other last days for other payments; that of the task is the first.
    has_other_days: bool,
}

/// What is to be done, each form once, with what brings money first.
fn filed(answer: &YearAnswer<'_>) -> Vec<Filed> {
    let enacted = |numbers: &[usize]| {
        let mut rows = answer.rows.iter().filter(|row| numbers.contains(&row.number));
        rows.all(|row| row.answer.law.is_enacted)
    };
    let mut all: Vec<Filed> = Vec::new();
    for it in &answer.todos {
        let task = Task::new(&it.todo, enacted(&it.payments), it.is_ads, None);
        match all.iter_mut().find(|known| known.task.title == task.title) {
            Some(known) => {
                known.has_other_days |= known.task.due != task.due;
                known.task.due = [known.task.due, task.due].into_iter().flatten().min();
                known.payments.extend(&it.payments);
            }
            None => all.push(Filed { task, payments: it.payments.clone(), has_other_days: false }),
        }
    }
    for it in &mut all {
        it.payments.sort_unstable();
        it.payments.dedup();
    }
    all.sort_by_key(|it| it.task.action != Action::ClaimRefund);
    all
}

fn tasks(page: &mut Page, answer: &YearAnswer<'_>) {
    let tasks = filed(answer);
    if tasks.is_empty() {
        return;
    }
    page.heading("To do");
    let most = if tasks.len() > MOST_TASKS { MOST_TASKS - 1 } else { MOST_TASKS };
    for Filed { task, payments, has_other_days } in tasks.iter().take(most) {
        let numbers: Vec<_> = payments.iter().map(usize::to_string).collect();
        let of = match numbers.len() {
            0 => String::new(),
            every if every == answer.rows.len() && every > 1 => ", all payments".to_owned(),
            1 => format!(", payment {}", numbers[0]),
            _ => format!(", payments {}", named(&numbers, 6)),
        };
        let first = if *has_other_days { "the first " } else { "" };
        let when = format!("{first}{}", when(task, None));
        page.entry(&when, anstyle::Style::new(), &format!("{}{of}", task.title));
    }
    if tasks.len() > most {
        page.entry("", QUIET, &format!("and {} more: --all", tasks.len() - most));
    }
}

/// The facts that are asked for, each once.
fn missing(page: &mut Page, view: &Year) {
    let of_payments = view.payments.iter().flat_map(|it| it.questions.iter().chain(&it.us_questions));
    let of_sales = view.sales.iter().flat_map(|sale| &sale.questions);
    let of_year = view.us.iter().flat_map(|us| &us.questions);
    let mut fields: Vec<String> = Vec::new();
    for question in of_payments.chain(of_sales).chain(of_year) {
        if !fields.iter().any(|field| field == question.field) {
            fields.push(question.field.to_owned());
        }
    }
    if !fields.is_empty() {
        page.blank();
        page.line(WARNING, &format!("Missing: {}", named(&fields, MOST_FIELDS)));
    }
}

const MOST_FIELDS: usize = 5;

fn rest(view: &Year) -> String {
    let assumed = view.us.as_ref().map_or(0, |us| us.assumptions.len());
    let apart = view.apart.len() + view.reversed.len() + view.outside.len();
    let parts = [
        (view.payments.len(), "payment"),
        (view.sales.len(), "sale"),
        (apart, "entry set apart"),
        (assumed, "fact assumed"),
        (view.notes.len(), "note"),
    ];
    let said = |(number, one): &(usize, &str)| match (*one, *number) {
        (_, 0) => None,
        ("entry set apart", many) if many > 1 => Some(format!("{many} entries set apart")),
        ("fact assumed", many) if many > 1 => Some(format!("{many} facts assumed")),
        (one, number) => Some(count(number, one)),
    };
    let parts: Vec<_> = parts.iter().filter_map(said).collect();
    format!("{}: --all. Not tax advice.", parts.join(", "))
}
