//! Answers as flat rows, for spreadsheets and registers: the same columns in every format.

mod cache;
mod chosen;
mod csv;
mod ndjson;
mod numbers;

pub use cache::{Mark, Marks, Repeats};
pub use chosen::Chosen;
pub(super) use csv::table;
pub use csv::{CsvRows, comparison_csv, csv_header, csv_rows, harmless, push_cell};
pub use ndjson::{NdjsonRows, push_text};
use numbers::{push_amount, push_day, push_rate, push_usd, push_whole, push_yen};

use crate::dividend::{Amounts, Decision, Next};
use crate::facts::FieldSet;
use crate::input::Problem;
use crate::law::Evidence;
use crate::units::{Day, Printed, Rate, Usd, Yen};

/// Lists the columns once: their names, what they hold, where a row has it, and how a writer is led through them. What
/// stands `together` is words and rates that repeat from row to row with each other, in text number so many; what
/// stands in one of the groups named `seldom` mostly has no value at all.
macro_rules! columns {
    ($($group:ident $($number:literal)? { $($name:ident: $kind:ident = $($place:ident).+,)* })*) => {
        /// The columns, in order.
        pub const COLUMNS: &[&str] = &[$($(stringify!($name),)*)*];

        /// What each column holds, in order.
        pub const KINDS: &[Kind] = &[$($(columns!(@kind $kind),)*)*];

        /// The columns by what the list calls them.
        #[allow(non_camel_case_types)]
        enum Of { $($($name,)*)* }

        impl Row<'_> {
            /// Hands every cell to the writer, in order.
            #[inline(always)]
            pub fn write(&self, writer: &mut impl WriteCells) {
                $(columns!(@$group self writer $($number)? $($name $kind [$($place).+])*);)*
            }

            /// Hands the cell of one column to the writer.
            #[inline(always)]
            fn write_cell(&self, column: usize, writer: &mut impl WriteCells) {
                match column {
                    $($(column if column == Of::$name as usize => {
                        columns!(@alone self writer $name $kind [$($place).+]);
                    })*)*
                    _ => {}
                }
            }
        }
    };
    (@alone $row:ident $writer:ident $($name:ident $kind:ident [$($place:ident).+])*) => {
        $($writer.$kind(
            Key {
                name: concat!(",\"", stringify!($name), "\":"),
                text: concat!(",\"", stringify!($name), "\":\""),
                null: concat!(",\"", stringify!($name), "\":null"),
            },
            $row.$($place).+,
        );)*
    };
    (@together $row:ident $writer:ident $number:literal $($name:ident $kind:ident [$($place:ident).+])*) => {
        $writer.together($row.mark, $number, |writer| {
            columns!(@alone $row writer $($name $kind [$($place).+])*);
        });
    };
    (@seldom $row:ident $writer:ident $($name:ident $kind:ident [$($place:ident).+])*) => {
        $writer.seldom(
            $($row.$($place).+.is_none())&&*,
            Nulls {
                count: [$(stringify!($name)),*].len(),
                json: concat!($(",\"", stringify!($name), "\":null"),*),
                csv: concat!($(columns!(@comma $name)),*),
            },
            |writer| {
                columns!(@alone $row writer $($name $kind [$($place).+])*);
            },
        );
    };
    (@comma $name:ident) => { "," };
    (@kind text) => { Kind::Text };
    (@kind paths) => { Kind::Text };
    (@kind word) => { Kind::Word };
    (@kind rate) => { Kind::Rate };
    (@kind amount) => { Kind::Amount };
    (@kind yen) => { Kind::Yen };
    (@kind usd) => { Kind::Usd };
    (@kind flag) => { Kind::Flag };
    (@kind count) => { Kind::Count };
    (@kind day) => { Kind::Day };
}

columns! {
    alone {
        id: text = id,
    }
    together 0 {
        status: word = words.status,
        law: word = words.law,
        regime: word = words.regime,
        rule: word = words.rule,
        rate_percent: rate = words.rate,
        highest_rate_percent: rate = words.highest_rate,
        evidence: word = words.evidence,
    }
    alone {
        gross_jpy: amount = amounts.gross,
        tax_jpy: yen = amounts.tax,
        at_source_tax_jpy: yen = amounts.at_source,
        refundable_jpy: yen = amounts.refundable,
        net_jpy: amount = net,
    }
    seldom {
        withheld_jpy: yen = amounts.stated,
        over_withheld_jpy: yen = amounts.over,
    }
    seldom {
        prior_rate_percent: rate = words.prior_rate,
        prior_tax_jpy: yen = amounts.prior_tax,
    }
    seldom {
        claim_by: day = claim_by,
    }
    together 1 {
        form: word = words.form,
        route: word = words.route,
        us_status: word = words.us_status,
        qualified: flag = words.qualified,
    }
    alone {
        creditable_jpy: yen = amounts.creditable,
        category: word = words.category,
    }
    seldom {
        dividend_usd: usd = amounts.dividend_usd,
        creditable_usd: usd = amounts.creditable_usd,
    }
    seldom {
        missing: paths = missing,
        unused: paths = unused,
        other_law_rate_percent: rate = words.other_rate,
    }
    seldom {
        member_of: text = place.member_of,
        share_of_whole: text = place.share,
        error_line: count = error.line,
        error_path: text = error.path,
        error_message: text = error.message,
    }
}

/// One row. What the answer does not state is none.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// The record's own id.
    pub id: Option<&'a str>,
    pub words: &'a Words,
    /// Rows with the same mark have the same words.
    pub mark: Mark,
    pub amounts: &'a Amounts,
    /// The gross amount less the tax due.
    pub net: Option<Printed>,
    /// The last day to claim back, where something can be claimed.
    pub claim_by: Option<Day>,
    /// The facts that would settle it, by their paths.
    pub missing: Option<&'a str>,
    /// The facts that no rule and no amount used, by theirs.
    pub unused: Option<&'a str>,
    place: Place<'a>,
    /// Where a record that is invalid stands, and why it is.
    error: Error<'a>,
}

/// The words and rates of a row: what repeats from row to row. Every column of a [`Kind::Word`], a [`Kind::Rate`] or a
/// [`Kind::Flag`] is one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Words {
    /// Of the Japanese part, or [`INVALID`].
    pub status: Option<&'static str>,
    pub law: Option<&'static str>,
    pub regime: Option<&'static str>,
    pub rule: Option<&'static str>,
    /// The rate due.
    pub rate: Option<Rate>,
    /// The highest rate that is possible.
    pub highest_rate: Option<Rate>,
    /// How well the rule that decided, and that on the rate without a treaty, are evidenced: the weaker of the two.
    pub evidence: Option<&'static str>,
    /// Under the oldest version of the holder's treaty, where it has had several.
    pub prior_rate: Option<Rate>,
    /// The forms that the relief at source or the claim needs, with blanks between.
    pub form: Option<&'static str>,
    /// Through whom that goes, or a difference is settled.
    pub route: Option<&'static str>,
    pub us_status: Option<&'static str>,
    /// The whole dividend is qualified.
    pub qualified: Option<bool>,
    /// Of the foreign tax credit limitation.
    pub category: Option<&'static str>,
    /// What another law that covers the payment says is due, where it says something else.
    pub other_rate: Option<Rate>,
}

/// Whose member a row is of; nothing of a record's own row. Only rows without a share add up to all that is paid.
#[derive(Clone, Copy, Debug, Default)]
pub struct Place<'a> {
    /// The id of the holder it is a member of, where that has one.
    pub member_of: Option<&'a str>,
    /// Its part of what the record is paid, as a fraction.
    pub share: Option<&'a str>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Error<'a> {
    line: Option<u64>,
    path: Option<&'a str>,
    message: Option<&'a str>,
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
    Day,
}

/// A column as JSON writes it.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// A comma, the name in quotes, and its colon.
    pub name: &'static str,
    /// The same, and the quote that opens a text.
    pub text: &'static str,
    /// The whole member without a value.
    pub null: &'static str,
}

/// Several columns without a value: how many, and as text writes them.
#[derive(Clone, Copy, Debug)]
pub struct Nulls {
    pub count: usize,
    pub json: &'static str,
    pub csv: &'static str,
}

/// Takes the cells of a row in order. None is a cell without a value.
pub trait WriteCells: Sized {
    /// Cells that repeat together, in the row's text number so many; `write` hands them over one by one. With the same
    /// mark they are the same.
    #[inline(always)]
    fn together(&mut self, _mark: Mark, _number: usize, write: impl FnOnce(&mut Self)) {
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
    /// Paths of facts, which have nothing in them that must be escaped.
    fn paths(&mut self, key: Key, value: Option<&str>);
    fn rate(&mut self, key: Key, value: Option<Rate>);
    fn amount(&mut self, key: Key, value: Option<Printed>);
    fn yen(&mut self, key: Key, value: Option<Yen>);
    fn usd(&mut self, key: Key, value: Option<Usd>);
    fn flag(&mut self, key: Key, value: Option<bool>);
    fn count(&mut self, key: Key, value: Option<u64>);
    fn day(&mut self, key: Key, value: Option<Day>);
}

/// The status of a record that could not be read.
pub const INVALID: &str = "invalid";

impl Words {
    /// Of a record that could not be read.
    pub const OF_INVALID: Words = Words {
        status: Some(INVALID),
        law: None,
        regime: None,
        rule: None,
        rate: None,
        highest_rate: None,
        evidence: None,
        prior_rate: None,
        form: None,
        route: None,
        us_status: None,
        qualified: None,
        category: None,
        other_rate: None,
    };

    /// The words of a decision, and of what is next to do.
    pub fn new(decision: &Decision, next: &Next) -> Words {
        let Decision { law, japan, prior, us, other_rate, .. } = decision;
        Words {
            status: Some(japan.status.name()),
            law: Some(law.id),
            regime: japan.regime.map(|regime| regime.id),
            rule: japan.rule.map(|rule| rule.id),
            rate: japan.rate,
            highest_rate: japan.highest_rate,
            evidence: japan.evidence().map(Evidence::name),
            prior_rate: prior.rate,
            form: next.forms.words(),
            route: next.routes.words(),
            us_status: Some(us.status.name()),
            qualified: us.is_qualified(),
            category: us.category.map(|(category, _)| category.name()),
            other_rate: *other_rate,
        }
    }
}

impl Row<'_> {
    /// Hands the cells of the columns that are chosen to the writer, in the order of the choice.
    #[inline(always)]
    pub fn write_chosen(&self, chosen: &Chosen, writer: &mut impl WriteCells) {
        match &chosen.0 {
            None => self.write(writer),
            Some(columns) => columns.iter().for_each(|column| self.write_cell(*column, writer)),
        }
    }
}

impl<'a> Row<'a> {
    /// The row of an answer.
    #[inline]
    pub fn new(
        id: Option<&'a str>,
        words: &'a Words,
        mark: Mark,
        amounts: &'a Amounts,
        claim_by: Option<Day>,
        missing: Option<&'a str>,
        unused: Option<&'a str>,
    ) -> Row<'a> {
        let net = amounts.gross.zip(amounts.tax).map(|(gross, tax)| gross - tax);
        Row {
            id,
            words,
            mark,
            amounts,
            net,
            claim_by,
            missing,
            unused,
            place: Place::default(),
            error: Error::default(),
        }
    }

    /// The same row as that of a member.
    pub fn of_member(self, place: Place<'a>) -> Row<'a> {
        Row { place, ..self }
    }

    /// The row of a record that could not be read.
    pub fn invalid(id: Option<&'a str>, line: u64, path: &'a str, message: &'a str) -> Row<'a> {
        const NONE: &Amounts = &Amounts::NONE;
        let error = Error { line: Some(line), path: Some(path), message: Some(message) };
        Row { error, ..Row::new(id, &Words::OF_INVALID, Mark::OF_INVALID, NONE, None, None, None) }
    }
}

/// Facts as a cell names them, with the text of those that were named last.
#[derive(Debug, Default)]
pub struct Paths {
    facts: FieldSet,
    text: String,
}

impl Paths {
    /// Their paths, apart by blanks; none where there are none.
    #[inline(always)]
    pub fn of(&mut self, facts: FieldSet) -> Option<&str> {
        if facts.is_empty() { None } else { Some(self.name(facts)) }
    }

    #[inline(never)]
    fn name(&mut self, facts: FieldSet) -> &str {
        if self.facts != facts {
            self.facts = facts;
            self.text.clear();
            for fact in facts.iter() {
                if !self.text.is_empty() {
                    self.text.push(' ');
                }
                self.text.push_str(fact.path());
            }
        }
        &self.text
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
