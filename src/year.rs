//! A tax year of one holder: every payment of it, of any payers, with Japan's answer to each, and the United States'
//! answer to all of them together.
//!
//! Entries are netted first: a reversal takes its dividend back, late tax goes to the payment it belongs to, and what is
//! no dividend is kept apart. Each payment that is left is answered as by itself, by the same engines; sums of what the
//! rows say, in cents, are what the year goes on with, so that rows add up to totals.

mod carry;
mod dollars;
mod entry;
mod fit;
mod net;
mod sums;

pub use carry::{CarryLine, Carryover, Schedule};
pub use dollars::{Dollars, Translated};
pub use entry::{Booked, Entry, EntryKind, Origin};
pub use net::{Apart, Change, Netted, Payment, Sold, net};
pub use sums::{GainSums, Sums};

use crate::answer::{Assumption, DividendAnswer, Fit, GainAnswer, Limited, Personal, Status, Steps, Todo};
use crate::facts::{Case, Field, FieldSet};
use crate::law::{self, Category, Law, Rule};
use crate::units::{Day, Exact, Span, Usd, Yen};
use crate::us::{self, YearSums};
use crate::{dividend, gain};

/// What is asked about a year.
#[derive(Debug)]
pub struct YearQuestion {
    /// The calendar year in which the tax year begins.
    pub tax_year: i32,
    /// Unused credits of earlier years.
    pub carryovers: Vec<Carryover>,
    /// What the limitations of the year before left unused, by category as of carryovers.
    pub room_before: Vec<(Option<Category>, Usd)>,
    /// The law that was asked for.
    pub law: Option<&'static Law>,
}

/// Everything the program has to say about a year.
#[derive(Debug)]
pub struct YearAnswer<'a> {
    pub question: &'a YearQuestion,
    pub netted: &'a Netted,
    pub span: Span,
    /// The payments of the year, in order of their days.
    pub rows: Vec<Row<'a>>,
    /// Of other tax years; only refunds can belong to them.
    pub outside: Vec<&'a Payment>,
    pub totals: Sums,
    pub by_payer: Vec<(Option<&'a str>, Sums)>,
    pub by_category: Vec<(Option<Category>, Sums)>,
    pub sales: Vec<SaleRow<'a>>,
    /// Sales of other tax years.
    pub sold_outside: Vec<&'a Sold>,
    pub gains: GainSums,
    /// What the United States does with the year; none where it does not speak to the holder, or not yet.
    pub us: Option<UsYear>,
    pub todos: Vec<YearTodo>,
    pub notes: Vec<&'static Rule>,
}

/// One payment.
#[derive(Debug)]
pub struct Row<'a> {
    /// From 1, in the order of the answer.
    pub number: usize,
    pub payment: &'a Payment,
    pub answer: DividendAnswer<'a>,
    /// The last day for a claim for refund.
    pub refund_until: Option<Day>,
    /// Which rate the tax that was withheld fits, where it is stated.
    pub fit: Option<Fit>,
}

/// One sale.
#[derive(Debug)]
pub struct SaleRow<'a> {
    pub number: usize,
    pub sold: &'a Sold,
    pub answer: GainAnswer<'a>,
}

/// The year in the United States.
#[derive(Debug)]
pub struct UsYear {
    pub law: &'static Law,
    pub category: Option<Category>,
    pub personal: Personal,
    pub limited: Limited,
    pub schedule: Schedule,
    /// Dividends of other categories, each with its own limitation.
    pub others: Vec<OfCategory>,
    /// All that is credited, at most the tax before it; none while a limitation is open.
    pub credited: Option<Usd>,
    /// Rows whose amounts are open, so that the sums are at least so much.
    pub open: Vec<usize>,
    pub assumptions: Vec<Assumption>,
    pub steps: Steps,
    /// The facts of the year, with the net capital gain of its sales among the income at reduced rates.
    pub case: Case,
}

/// The dividends of a category beside the first.
#[derive(Debug)]
pub struct OfCategory {
    pub category: Category,
    pub sums: Sums,
    pub limited: Limited,
    pub schedule: Schedule,
}

/// Something to do, and for which payments.
#[derive(Debug)]
pub struct YearTodo {
    pub todo: Todo,
    pub is_ads: bool,
    /// Numbers of rows; none where it is for the year.
    pub payments: Vec<usize>,
}

/// Answers for a year of one holder.
pub fn determine<'a>(question: &'a YearQuestion, netted: &'a Netted) -> YearAnswer<'a> {
    let (rows, outside) = rows(question, netted);
    let (sales, sold_outside) = sales(question, netted);
    let totals = Sums::of(rows.iter());
    let gains = GainSums::of(sales.iter().map(|row| &row.answer));
    let by_payer = grouped(&rows, |row| row.payment.payer.as_deref());
    let by_category = grouped(&rows, Row::category);
    let us = us_year(question, &rows, &gains, &by_category);
    YearAnswer {
        span: netted.span(question.tax_year),
        todos: todos(&rows),
        notes: notes(&rows),
        question,
        netted,
        rows,
        outside,
        totals,
        by_payer,
        by_category,
        sales,
        sold_outside,
        gains,
        us,
    }
}

impl Row<'_> {
    /// The category of the credit, where there is income.
    pub fn category(&self) -> Option<Category> {
        self.answer.us.income.as_ref().and_then(|income| income.credit.category).map(|(category, _)| category)
    }
}

impl Row<'_> {
    /// Yen of it in dollars, at its rate of exchange.
    pub fn in_dollars(&self, yen: Option<Yen>) -> Option<Usd> {
        let spot = self.answer.case.dividend.spot?;
        Some((Exact::from(yen?) / Exact::from(spot)).usd())
    }
}

impl UsYear {
    /// Whether the holder elects to credit without limitation, and has income of other categories as well.
    pub fn loses_election(&self) -> bool {
        !self.others.is_empty() && self.case.us.elects_no_limitation == Some(true)
    }
}

impl YearAnswer<'_> {
    /// How far the facts settle what Japan does with every payment, or else the gains with every sale.
    pub fn status(&self) -> Status {
        let of_rows = self.rows.iter().map(|row| row.answer.japan.status);
        let of_sales = self.sales.iter().map(|row| row.answer.us.status).filter(|_| self.rows.is_empty());
        Status::least_settled(of_rows.chain(of_sales))
    }

    /// The facts of the year that would settle what is open.
    pub fn questions(&self) -> FieldSet {
        let Some(us) = &self.us else { return FieldSet::NONE };
        let investment = us.personal.investment.map_or(FieldSet::NONE, |it| it.questions);
        let others = us.others.iter().map(|it| it.limited.questions);
        others.fold(us.limited.questions, FieldSet::with).with(us.personal.questions).with(investment)
    }
}

/// The law that covers a payment; that of its entry was found when it was read.
fn law_of(asked: Option<&'static Law>, case: &Case) -> &'static Law {
    law::choose(asked, case).unwrap_or(&law::statute::LAW)
}

/// The payments of the year and the others, each with its answer.
fn rows<'a>(question: &YearQuestion, netted: &'a Netted) -> (Vec<Row<'a>>, Vec<&'a Payment>) {
    let (mut inside, outside): (Vec<_>, Vec<_>) =
        netted.payments.iter().partition(|payment| payment.tax_year() == Some(question.tax_year));
    inside.sort_by_key(|payment| payment.day());
    let row = |(at, payment): (usize, &'a Payment)| {
        let law = law_of(question.law, &payment.case);
        let answer = dividend::determine(&payment.case, law);
        let claims = answer.actions.iter().filter(|todo| todo.action == law::Action::ClaimRefund);
        let refund_until = claims.filter_map(|todo| todo.due).next();
        Row { number: at + 1, payment, answer, refund_until, fit: fit::fit(payment, law) }
    };
    (inside.into_iter().enumerate().map(row).collect(), outside)
}

fn sales<'a>(question: &YearQuestion, netted: &'a Netted) -> (Vec<SaleRow<'a>>, Vec<&'a Sold>) {
    let (inside, outside): (Vec<_>, Vec<_>) =
        netted.sales.iter().partition(|sold| sold.case.tax_year_begins().map(Day::year) == Some(question.tax_year));
    let row = |(at, sold): (usize, &'a Sold)| {
        let law = law::choose_by_day(question.law, sold.case.taxed_on()).unwrap_or(&law::statute::LAW);
        SaleRow { number: at + 1, sold, answer: gain::determine(&sold.case, law) }
    };
    (inside.into_iter().enumerate().map(row).collect(), outside)
}

/// The sums of the rows that have the same key, in the order in which the keys come.
fn grouped<'r, 'a, K: PartialEq>(rows: &'r [Row<'a>], key: impl Fn(&'r Row<'a>) -> K) -> Vec<(K, Sums)> {
    let mut groups: Vec<(K, Vec<&'r Row<'a>>)> = Vec::new();
    for row in rows {
        let of = key(row);
        match groups.iter_mut().find(|(known, _)| *known == of) {
            Some((_, group)) => group.push(row),
            None => groups.push((of, vec![row])),
        }
    }
    groups.into_iter().map(|(key, rows)| (key, Sums::of(rows.into_iter()))).collect()
}

/// What the United States does with all payments together.
fn us_year(
    question: &YearQuestion,
    rows: &[Row<'_>],
    gains: &GainSums,
    by_category: &[(Option<Category>, Sums)],
) -> Option<UsYear> {
    let with_income: Vec<_> = rows.iter().filter(|row| row.answer.us.income.is_some()).collect();
    let first = with_income.first()?;
    let category = first.answer.us.income.as_ref().and_then(|income| income.credit.category);
    let first_category = category.map(|(it, _)| it);
    let (_, of_first) = by_category.iter().find(|(it, _)| *it == first_category)?;
    let others: Vec<_> = by_category
        .iter()
        .filter(|(it, _)| *it != first_category)
        .filter_map(|(it, sums)| Some(((*it)?, sums)))
        .collect();
    let mut case = first.answer.case.clone();
    // Gains of the year's sales are taxed at the reduced rates as well, and arise in the United States.
    if gains.net_capital_gain() > Usd::ZERO {
        let others = case.us.other_preferential_income_usd.unwrap_or_default();
        case.us.other_preferential_income_usd = Some(others + gains.net_capital_gain().decimal());
    }
    let of = |sums: &Sums, category| YearSums {
        dividend: sums.dividend,
        qualified: sums.qualified,
        creditable: sums.creditable,
        category,
    };
    let rule_of = |category: Category| {
        let credits = with_income.iter().filter_map(|row| row.answer.us.income.as_ref()?.credit.category);
        credits.into_iter().find(|(known, _)| *known == category)
    };
    let mut categories = vec![of(of_first, category)];
    categories.extend(others.iter().map(|(category, sums)| of(sums, rule_of(*category))));
    let mut steps = Steps::default();
    let law = first.answer.law;
    let it = us::of_year(&case, law, &categories, &mut steps);
    let mut limited = it.limited.into_iter();
    let of_first = limited.next()?;
    let schedule = Schedule::of(question, (first_category, true), &of_first, law, &case);
    let others: Vec<_> = others
        .into_iter()
        .zip(limited)
        .map(|((category, sums), limited)| OfCategory {
            category,
            sums: sums.clone(),
            schedule: Schedule::of(question, (Some(category), false), &limited, law, &case),
            limited,
        })
        .collect();
    // Of a category that is not known to be within its limitation, nothing is known in all.
    let allowed: Option<Usd> = others.iter().map(|it| it.schedule.allowed).chain([schedule.allowed]).sum();
    let tax = case.us.tax_before_credit_usd.map(|tax| Exact::from(tax).usd());
    Some(UsYear {
        law,
        category: first_category,
        schedule,
        credited: allowed.map(|allowed| tax.map_or(allowed, |tax| allowed.min(tax))),
        others,
        open: with_income.iter().filter(|row| row.is_open()).map(|row| row.number).collect(),
        personal: it.personal,
        limited: of_first,
        assumptions: it.assumptions,
        steps,
        case,
    })
}

impl Row<'_> {
    /// Whether a dollar amount of it is not known.
    fn is_open(&self) -> bool {
        let Some(income) = &self.answer.us.income else { return false };
        income.dividend.is_none() || income.qualified_usd.is_none() || income.credit.creditable_usd.is_none()
    }
}

/// What is to be done, the same for several payments once, in order of the days.
fn todos(rows: &[Row<'_>]) -> Vec<YearTodo> {
    let mut todos: Vec<YearTodo> = Vec::new();
    for row in rows {
        for todo in &row.answer.actions {
            let is_ads = row.answer.case.is_ads();
            let same =
                |it: &&mut YearTodo| it.todo.rule.id == todo.rule.id && it.todo.due == todo.due && it.is_ads == is_ads;
            match todos.iter_mut().find(same) {
                Some(known) => known.payments.push(row.number),
                None => todos.push(YearTodo { todo: *todo, is_ads, payments: vec![row.number] }),
            }
        }
    }
    todos.sort_by_key(|it| it.todo.due.unwrap_or(Day::MAX));
    todos
}

/// The notes on any of the payments, each once.
fn notes(rows: &[Row<'_>]) -> Vec<&'static Rule> {
    let mut notes: Vec<&'static Rule> = Vec::new();
    for note in rows.iter().flat_map(|row| &row.answer.notes) {
        if !notes.iter().any(|known| known.id == note.id) {
            notes.push(note);
        }
    }
    notes
}

/// The facts that an entry states and that nothing used.
pub fn unused(row: &Row<'_>) -> impl Iterator<Item = Field> {
    row.answer.unused.and(row.payment.own).iter()
}
