//! What stands in which line of which form of the United States, drawn from the answers. Nothing is decided here: each
//! amount is one of an answer, or a step of the form's own arithmetic; a line that the facts do not decide is empty, and
//! says why.

mod credit;
mod gains;
mod year;

pub use gains::of_gain;
pub use year::of_year;

use rust_decimal::Decimal;

use crate::law::Rule;
use crate::law::forms::{FormLine, form_line};
use crate::units::{Day, Exact, Usd};

/// Lines, in the order of their forms.
#[derive(Debug)]
pub struct Forms {
    pub tax_year: Option<i32>,
    /// Amounts are whole dollars, and each line is calculated from those before it, as it is written.
    pub is_whole_dollars: bool,
    pub lines: Vec<Filled>,
}

/// One line, or one cell of a row.
#[derive(Debug)]
pub struct Filled {
    pub line: &'static FormLine,
    /// Which row, column or copy of it: a payment, a lot, a year.
    pub of: Option<String>,
    pub value: Cell,
    pub rule: Option<&'static Rule>,
    /// Why it is empty, or what is to be added by hand.
    pub remark: Option<String>,
    /// What rounding to whole dollars left out of the amount of the answer; negative where it added.
    pub left: Option<Usd>,
}

/// What is written.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Empty,
    Usd(Exact),
    /// A fraction, to four decimals in whole dollars and to six otherwise.
    Ratio(Exact),
    Yen(Decimal),
    Day(Day),
    Text(String),
}

impl Forms {
    fn new(tax_year: Option<i32>, is_whole_dollars: bool) -> Forms {
        Forms { tax_year, is_whole_dollars, lines: Vec::new() }
    }

    /// A form being filled in.
    fn form(&mut self, form: &'static str) -> Form<'_> {
        Form { forms: self, form, of: None }
    }

    /// An amount as the form has it: whole dollars, half a dollar up, or exact until it is printed.
    fn rounded(&self, amount: Exact) -> Exact {
        if self.is_whole_dollars { Exact::from(amount.decimal(0)) } else { amount }
    }

    /// A fraction as the form has it.
    fn fraction(&self, part: Exact, whole: Exact) -> Exact {
        let exact = if whole.is_zero() { Exact::ZERO } else { part / whole };
        if self.is_whole_dollars { Exact::from(exact.decimal(4)) } else { exact }
    }

    /// What is written in a line.
    pub fn amount(&self, form: &str, line: &str) -> Option<Exact> {
        let found = self.lines.iter().find(|it| it.line.form == form && it.line.line == line && it.of.is_none());
        match found?.value {
            Cell::Usd(amount) => Some(amount),
            _ => None,
        }
    }
}

/// Adds lines of one form.
struct Form<'f> {
    forms: &'f mut Forms,
    form: &'static str,
    of: Option<String>,
}

impl Form<'_> {
    fn add(&mut self, line: &str, value: Cell, rule: Option<&'static Rule>, remark: Option<&str>) {
        let (line, of) = (form_line(self.form, line), self.of.clone());
        let remark = remark.map(str::to_owned);
        self.forms.lines.push(Filled { line, of, value, rule, remark, left: None });
    }

    /// An amount, rounded; the rounded one is what later lines go on with.
    fn usd(&mut self, line: &str, exact: Exact, rule: Option<&'static Rule>) -> Exact {
        let rounded = self.forms.rounded(exact);
        self.add(line, Cell::Usd(rounded), rule, None);
        if let Some(last) = self.forms.lines.last_mut().filter(|_| rounded != exact) {
            last.left = Some((exact - rounded).usd());
        }
        rounded
    }

    /// The same of an amount that may not be known.
    fn maybe(&mut self, line: &str, amount: Option<Exact>, rule: Option<&'static Rule>, why: &str) -> Option<Exact> {
        match amount {
            Some(amount) => Some(self.usd(line, amount, rule)),
            None => {
                self.add(line, Cell::Empty, rule, Some(why));
                None
            }
        }
    }

    /// Nothing, where no fact can state anything: what later lines count on is said, and not left to be believed.
    fn taken_as_nothing(&mut self, line: &str, what: &str) {
        let remark = said!("taken as nothing: no fact states {what}", "0として計算：{what}を示す事実がない");
        self.add(line, Cell::Usd(Exact::ZERO), None, Some(&remark));
    }

    fn empty(&mut self, line: &str, why: &str) {
        self.add(line, Cell::Empty, None, Some(why));
    }

    fn text(&mut self, line: &str, text: impl Into<String>) {
        self.add(line, Cell::Text(text.into()), None, None);
    }

    /// Later lines are of this row.
    fn of(&mut self, of: impl Into<String>) -> &mut Self {
        self.of = Some(of.into());
        self
    }
}
