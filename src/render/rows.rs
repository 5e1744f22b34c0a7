//! Answers as flat rows, for spreadsheets and registers: the same columns in every format.

mod csv;
mod ndjson;
mod numbers;
mod repeats;

pub(super) use csv::table;
pub use csv::{CsvRows, comparison_csv, csv_header, csv_row};
pub use ndjson::{NdjsonRows, push_text};
use numbers::{push_amount, push_rate, push_usd, push_whole, push_yen};
pub use repeats::Repeats;
use repeats::{Mark, Marked};

use crate::answer::{Figures, Income};
use crate::case::Case;
use crate::input::Problem;
use crate::law::Law;
use crate::units::{Exact, Printed, Rate, Usd, Yen};

/// Lists the columns once: their names, the fields of a row, and how a writer is led through them. What
/// stands `together` is words and rates that come again from row to row with each other; what stands in one of the
/// groups named `seldom` mostly has no value at all.
macro_rules! columns {
    ($($group:ident { $($(#[$doc:meta])* $name:ident: $kind:ident $type:ty,)* })*) => {
        /// The columns, in order.
        pub const COLUMNS: &[&str] = &[$($(stringify!($name),)*)*];

        /// What each column holds, in order.
        pub const KINDS: &[Kind] = &[$($(columns!(@kind $kind),)*)*];

        /// One row. What the answer does not state is none.
        #[derive(Clone, Copy, Debug, Default, PartialEq)]
        pub struct Row<'a> { $($($(#[$doc])* pub $name: Option<$type>,)*)* }

        impl<'a> Row<'a> {
            /// Hands every cell to the writer, in order.
            #[inline(always)]
            pub fn write(&self, writer: &mut impl WriteCells) {
                $(columns!(@$group self writer $($name $kind)*);)*
            }
        }
    };
    (@alone $row:ident $writer:ident $($name:ident $kind:ident)*) => {
        $($writer.$kind(
            Key {
                name: concat!("\"", stringify!($name), "\":"),
                text: concat!("\"", stringify!($name), "\":\""),
                null: concat!("\"", stringify!($name), "\":null,"),
            },
            $row.$name,
        );)*
    };
    (@together $row:ident $writer:ident $($name:ident $kind:ident)*) => {
        $writer.together(&[$($row.$name.mark(),)*], |writer| {
            columns!(@alone $row writer $($name $kind)*);
        });
    };
    (@seldom $row:ident $writer:ident $($name:ident $kind:ident)*) => {
        $writer.seldom(
            $($row.$name.is_none())&&*,
            Nulls {
                json: concat!($("\"", stringify!($name), "\":null,"),*),
                csv: concat!($(columns!(@comma $name)),*),
            },
            |writer| {
                columns!(@alone $row writer $($name $kind)*);
            },
        );
    };
    (@comma $name:ident) => { "," };
    (@kind text) => { Kind::Text };
    (@kind word) => { Kind::Word };
    (@kind rate) => { Kind::Rate };
    (@kind amount) => { Kind::Amount };
    (@kind yen) => { Kind::Yen };
    (@kind usd) => { Kind::Usd };
    (@kind flag) => { Kind::Flag };
    (@kind count) => { Kind::Count };
}

columns! {
    alone {
        /// The record's own id.
        id: text &'a str,
    }
    together {
        /// Of the Japanese part, or `invalid`.
        status: word &'static str,
        law: word &'static str,
        regime: word &'static str,
        rule: word &'static str,
        /// The rate due.
        rate_percent: rate Rate,
        /// The highest rate that is possible.
        highest_rate_percent: rate Rate,
    }
    alone {
        gross_jpy: amount Printed,
        /// Due finally.
        tax_jpy: yen Yen,
        /// Withheld when it is paid, given the paperwork.
        at_source_tax_jpy: yen Yen,
        refundable_jpy: yen Yen,
        /// Gross less the tax due.
        net_jpy: amount Printed,
    }
    seldom {
        /// Under the oldest version of the holder's treaty, where it has had several.
        prior_rate_percent: rate Rate,
        prior_tax_jpy: yen Yen,
    }
    together {
        us_status: word &'static str,
        /// The whole dividend is qualified.
        qualified: flag bool,
    }
    alone {
        creditable_jpy: yen Yen,
        /// Of the foreign tax credit limitation.
        category: word &'static str,
    }
    seldom {
        dividend_usd: usd Usd,
        creditable_usd: usd Usd,
    }
    seldom {
        /// Where the record stands, when it is invalid.
        error_line: count u64,
        error_path: text &'a str,
        error_message: text &'a str,
    }
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    /// One of the program's own words.
    Word,
    /// Percent.
    Rate,
    /// Yen with their fraction.
    Amount,
    /// Whole yen.
    Yen,
    /// Dollars and cents.
    Usd,
    Flag,
    Count,
}

/// A column as JSON writes it.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// The name, quoted, and its colon.
    pub name: &'static str,
    /// The same, and the quote that opens a text.
    pub text: &'static str,
    /// The whole member without a value, and its comma.
    pub null: &'static str,
}

/// Several columns without a value, as text writes them.
#[derive(Clone, Copy, Debug)]
pub struct Nulls {
    pub json: &'static str,
    pub csv: &'static str,
}

/// Takes the cells of a row in order. None is a cell without a value.
pub trait WriteCells: Sized {
    /// Cells that come again together; `write` hands them over one by one. Whose marks are the same, are the same.
    #[inline(always)]
    fn together(&mut self, _marks: &[Mark], write: impl FnOnce(&mut Self)) {
        write(self);
    }

    /// Cells that mostly have no value, and whether it is so; `write` hands them over one by one.
    #[inline(always)]
    fn seldom(&mut self, _are_none: bool, _nulls: Nulls, write: impl FnOnce(&mut Self)) {
        write(self);
    }

    /// Any text.
    fn text(&mut self, key: Key, value: Option<&str>);
    /// A word of the program's own, which needs no escapes.
    fn word(&mut self, key: Key, value: Option<&'static str>);
    fn rate(&mut self, key: Key, value: Option<Rate>);
    fn amount(&mut self, key: Key, value: Option<Printed>);
    fn yen(&mut self, key: Key, value: Option<Yen>);
    fn usd(&mut self, key: Key, value: Option<Usd>);
    fn flag(&mut self, key: Key, value: Option<bool>);
    fn count(&mut self, key: Key, value: Option<u64>);
}

/// The status of a record that could not be read.
pub const INVALID: &str = "invalid";

impl<'a> Row<'a> {
    /// The row of an answer.
    pub fn new(case: &'a Case, law: &'static Law, figures: &Figures) -> Row<'a> {
        let Figures { japan, us, prior } = figures;
        let income: Option<&Income> = us.income.as_deref();
        let credit = income.map(|income| &income.credit);
        let gross = japan.gross.map(Exact::printed);
        Row {
            id: case.id.as_deref(),
            status: Some(japan.status.name()),
            law: Some(law.id),
            regime: japan.regime.map(|regime| regime.id),
            rule: japan.rule.map(|rule| rule.id),
            rate_percent: japan.rate,
            highest_rate_percent: japan.highest_rate,
            gross_jpy: gross,
            tax_jpy: japan.tax,
            at_source_tax_jpy: japan.at_source.and_then(|at_source| at_source.tax),
            refundable_jpy: japan.refundable,
            net_jpy: gross.zip(japan.tax).map(|(gross, tax)| gross - tax),
            prior_rate_percent: prior.and_then(|prior| prior.rate),
            prior_tax_jpy: prior.and_then(|prior| prior.tax),
            us_status: Some(us.status.name()),
            qualified: income.and_then(|income| income.qualified),
            creditable_jpy: credit.and_then(|credit| credit.creditable),
            category: credit.and_then(|credit| credit.category).map(|(category, _)| category.name()),
            dividend_usd: income.and_then(|income| income.dividend),
            creditable_usd: credit.and_then(|credit| credit.creditable_usd),
            error_line: None,
            error_path: None,
            error_message: None,
        }
    }

    /// The row of a record that could not be read.
    pub fn invalid(id: Option<&'a str>, line: u64, path: &'a str, message: &'a str) -> Row<'a> {
        Row {
            id,
            status: Some(INVALID),
            error_line: Some(line),
            error_path: Some(path),
            error_message: Some(message),
            ..Row::default()
        }
    }
}

/// What is wrong with a record, in one sentence: the first problem without its place, the others with their paths.
pub fn error_message(problems: &[Problem]) -> String {
    let mut message = String::new();
    for (at, problem) in problems.iter().enumerate() {
        if at > 0 {
            message.push_str(" | ");
            message.push_str(&problem.path);
            message.push_str(": ");
        }
        message.push_str(&problem.message());
    }
    message
}
