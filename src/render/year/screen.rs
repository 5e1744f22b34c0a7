//! The answer about a year on one screen: the sums, what there is to do, and what is missing. The payments one by one follow
//! where they fit as well.

use super::text::{back, headline, knows_no_dollars, payments_of_japan, tax_year, without_open};
use super::wire::{UsYear, Year};
use crate::input::{Statement, visible};
use crate::lang::{self, Lang, chosen};
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
    page.line(QUIET, &format!("{}{}", tax_year(view), who(answer)));
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
    case.map_or(String::new(), |case| {
        said!(" · {} in {}", " · {}（{}）", case.kind.noun(), word!(case.residence.name(), case.residence.as_str()))
    })
}

/// `1, 3 and 2 more`.
fn named(all: &[String], most: usize) -> String {
    let shown = all.get(..most).unwrap_or(all).join(word!(", ", "、"));
    if all.len() > most { said!("{shown} and {} more", "{shown}ほか{}件", all.len() - most) } else { shown }
}

/// What is something of the sums.
fn amounts(view: &Year) -> Vec<Amount> {
    let totals = &view.totals;
    let some = |digits: Digits| Some(digits).filter(|digits| !digits.0.is_zero());
    let mut list = Vec::new();
    let mut add = |label: &str, path: &'static str, value: Option<String>, note: String| {
        list.extend(value.map(|value| Amount { label: label.to_owned(), value, note, path }));
    };
    let (gross, withheld, due) = (lang::GROSS.said(), lang::WITHHELD.said(), lang::DUE.said());
    if !view.payments.is_empty() {
        let of = lang::counted(view.payments.len(), "payment", "payments", "支払");
        if totals.in_dollars_alone.is_empty() {
            add(gross, "totals.gross_jpy", yen(Some(totals.gross_jpy)), of);
            add(withheld, "totals.withheld_jpy", yen(Some(totals.withheld_jpy)), String::new());
            add(due, "totals.tax_jpy", yen(Some(totals.tax_jpy)), String::new());
            add(lang::CLAIM.said(), "totals.refundable_jpy", yen(some(totals.refundable_jpy)), claims(view));
        } else {
            // Where the yen of a payment are not known, sums of yen are without it.
            add(withheld, "totals.withheld_usd", usd(Some(totals.withheld_usd)), of);
            add(due, "totals.tax_usd", usd(Some(totals.tax_usd)), String::new());
            add(lang::CLAIM.said(), "totals.over_withheld_usd", back(view), claims(view));
        }
    }
    if let Some(us) = &view.us {
        united_states(us, view, &mut add);
    }
    if !view.sales.is_empty() {
        let gains = &view.gains;
        let net = Digits(gains.long_term_usd.0 + gains.short_term_usd.0);
        let long = usd(some(gains.long_term_usd)).map(|usd| said!("{usd} long-term", "長期{usd}"));
        let short = usd(some(gains.short_term_usd)).map(|usd| said!("{usd} short-term", "短期{usd}"));
        let parts: Vec<_> = long.into_iter().chain(short).collect();
        let of = lang::counted(view.sales.len(), "sale", "sales", "売却");
        let note = if parts.is_empty() { of } else { said!("{of}: {}", "{of}：{}", parts.join(word!(", ", "、"))) };
        add(word!("net of sales", "売却の純損益"), "gains", usd(Some(net)), note);
        let excess = usd(some(gains.excess_distribution_usd));
        let note = word!("spread over the holding period", "所有期間に配分").to_owned();
        add(word!("PFIC rules", "PFICの規則"), "gains.excess_distribution_usd", excess, note);
    }
    list
}

/// `payment 1, until 2030-06-30`.
fn claims(view: &Year) -> String {
    let is_over = |digits: Option<Digits>| digits.is_some_and(|digits| !digits.0.is_zero());
    let over: Vec<_> =
        view.payments.iter().filter(|it| is_over(it.refundable_jpy) || is_over(it.over_withheld_usd)).collect();
    let numbers: Vec<_> = over.iter().map(|it| it.number.to_string()).collect();
    let s = if over.len() == 1 { "" } else { "s" };
    let of = match chosen() {
        Lang::En => format!("payment{s} {}", named(&numbers, 4)),
        Lang::Ja => format!("支払{}", named(&numbers, 4)),
    };
    match over.iter().filter_map(|it| it.refund_until).min() {
        Some(day) if over.len() == 1 => said!("{of}, until {day}", "{of}、期限{day}"),
        Some(day) => said!("{of}; the first until {day}", "{of}、最初の期限{day}"),
        None => of,
    }
}

fn united_states(us: &UsYear, view: &Year, add: &mut impl FnMut(&str, &'static str, Option<String>, String)) {
    let totals = &view.totals;
    let some = |digits: Digits| usd(Some(digits).filter(|digits| !digits.0.is_zero()));
    let parts = [
        some(totals.qualified_usd).map(|usd| said!("{usd} qualified", "適格配当{usd}")),
        some(totals.ordinary_usd).map(|usd| said!("{usd} ordinary", "普通配当{usd}")),
    ];
    // Of a payment whose dollars are known, what is open is asked for below.
    let lacks_dollars = view.payments.iter().any(|it| it.dividend_usd.is_none());
    let without = without_open(us, view).filter(|_| lacks_dollars);
    let parts = parts.into_iter().flatten().chain(without);
    let parts = parts.collect::<Vec<_>>().join(word!(", ", "、"));
    let dividends = word!("dividends", "配当");
    if knows_no_dollars(view) {
        add(dividends, "totals.dividend_usd", Some("?".to_owned()), parts);
        return;
    }
    add(dividends, "totals.dividend_usd", usd(Some(totals.dividend_usd)), parts);
    let on = word!("on qualified dividends", "適格配当に係る税額").to_owned();
    add(lang::US_TAX.said(), "us.qualified_tax_usd", usd(us.qualified_tax_usd), on);
    let at_most = us.limitation.as_ref().is_some_and(|it| it.limit_is_at_most == Some(true));
    let of = usd(Some(totals.creditable_usd))
        .map_or(String::new(), |all| said!("creditable this year: {all}", "当年度の控除対象外国税額{all}"));
    let note = if at_most { said!("at most; {of}", "上限、{of}") } else { of };
    match usd(us.credited_usd.or(us.allowed_usd)) {
        Some(credit) => add(lang::US_CREDIT.said(), "us.credited_usd", Some(credit), note),
        None => {
            let label = word!("creditable", "控除対象外国税額");
            add(label, "totals.creditable_usd", usd(Some(totals.creditable_usd)), String::new());
        }
    }
    let left = Some(us.carryforward_usd).filter(|digits| !digits.0.is_zero());
    let note = word!("to later years", "翌年度以後へ").to_owned();
    add(word!("carried over", "繰越額"), "us.carryforward_usd", usd(left), note);
}

/// Rows of statements that nothing was made of.
fn unread(page: &mut Page, view: &Year) {
    for statement in view.statements.iter().filter(|statement| !statement.not_understood.is_empty()) {
        let (file, open) = (visible(&statement.file), statement.not_understood.len());
        let text = match chosen() {
            Lang::En => format!("{file}: {} not understood: --all", lang::counted(open, "row", "rows", "")),
            Lang::Ja => format!("{file}：{open}行を読み取れません：--all"),
        };
        page.line(WARNING, &text);
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
    page.heading(lang::TO_DO.said());
    let most = if tasks.len() > MOST_TASKS { MOST_TASKS - 1 } else { MOST_TASKS };
    for Filed { task, payments, has_other_days } in tasks.iter().take(most) {
        let numbers: Vec<_> = payments.iter().map(usize::to_string).collect();
        let of = match &numbers[..] {
            [] => String::new(),
            every if every.len() == answer.rows.len() && every.len() > 1 => {
                word!(", all payments", "、全ての支払").to_owned()
            }
            [only] => said!(", payment {only}", "、支払{only}"),
            _ => said!(", payments {}", "、支払{}", named(&numbers, 6)),
        };
        let first = if *has_other_days { word!("the first ", "最初の") } else { "" };
        let when = format!("{first}{}", when(task, None));
        page.entry(&when, anstyle::Style::new(), &format!("{}{of}", task.title));
    }
    if tasks.len() > most {
        page.entry("", QUIET, &said!("and {} more: --all", "ほか{}件：--all", tasks.len() - most));
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
        page.line(WARNING, &said!("Missing: {}", "確認事項：{}", named(&fields, MOST_FIELDS)));
    }
}

const MOST_FIELDS: usize = 5;

fn rest(view: &Year) -> String {
    let assumed = view.us.as_ref().map_or(0, |us| us.assumptions.len());
    let apart = view.apart.len() + view.reversed.len() + view.outside.len();
    let parts = lang::counted_all(&[
        (view.payments.len(), "payment", "payments", "支払"),
        (view.sales.len(), "sale", "sales", "売却"),
        (apart, "entry set apart", "entries set apart", "別掲の記帳"),
        (assumed, "fact assumed", "facts assumed", "仮定"),
        (view.notes.len(), "note", "notes", "注記"),
    ]);
    said!("{parts}: --all. {}", "{parts}：--all。{}", lang::NOT_ADVICE.said())
}
