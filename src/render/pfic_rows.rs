//! The answer as flat rows: one for each allocated amount, one for each mark.

use super::digits::Digits;
use super::pfic::Allocated;
use super::rows::table;
use crate::answer::pfic::{PficAnswer, PficEvent, PficYear};
use crate::units::{Day, Usd};

const COLUMNS: [&str; 25] = [
    "id",
    "law",
    "tax_year",
    "event",
    "date",
    "lot",
    "gross_usd",
    "excess_usd",
    "allocated_to",
    "from",
    "to",
    "days",
    "character",
    "allocated_usd",
    "rate_percent",
    "tax_usd",
    "credit_usd",
    "additional_tax_usd",
    "interest_factor",
    "interest_usd",
    "basis_usd",
    "income_usd",
    "ordinary_loss_usd",
    "capital_loss_usd",
    "basis_after_usd",
];

/// The header and the rows.
pub fn csv(answer: &PficAnswer<'_>) -> String {
    let mut rows = Vec::new();
    for year in &answer.years {
        for event in &year.events {
            let first = Row::new(answer, year, event.kind.name(), event.date, event.gross);
            if event.lines.is_empty() {
                rows.push(first.clone().with::<{ place("excess_usd") }>(usd(event.spread)).0);
            }
            let lines = event.lines.iter().map(Allocated::new);
            rows.extend(lines.map(|line| allocated(first.clone(), event, line).0));
        }
        for mark in &year.marks {
            let kind = if mark.is_sale { "marked_sale" } else { "year_end" };
            let row = Row::new(answer, year, kind, mark.date, mark.value)
                .with::<{ place("lot") }>(answer.holding.lot(mark.lot).id.clone())
                .with::<{ place("basis_usd") }>(usd(mark.basis))
                .with::<{ place("income_usd") }>(usd(mark.income))
                .with::<{ place("ordinary_loss_usd") }>(usd(mark.loss))
                .with::<{ place("capital_loss_usd") }>(usd(mark.capital_loss))
                .with::<{ place("basis_after_usd") }>(usd(mark.basis_after));
            rows.push(row.0);
        }
    }
    table(COLUMNS.map(str::to_owned), rows.into_iter())
}

fn allocated(row: Row, event: &PficEvent, line: Allocated) -> Row {
    let digits = |digits: Option<Digits>| digits.map_or_else(String::new, |digits| digits.0.to_string());
    row.with::<{ place("excess_usd") }>(usd(event.spread))
        .with::<{ place("allocated_to") }>(line.tax_year.to_string())
        .with::<{ place("from") }>(line.from.to_string())
        .with::<{ place("to") }>(line.to.to_string())
        .with::<{ place("days") }>(digits(line.days))
        .with::<{ place("character") }>(line.character.to_owned())
        .with::<{ place("allocated_usd") }>(line.allocated_usd.0.to_string())
        .with::<{ place("rate_percent") }>(digits(line.rate_percent))
        .with::<{ place("tax_usd") }>(digits(line.tax_usd))
        .with::<{ place("credit_usd") }>(digits(line.credit_usd))
        .with::<{ place("additional_tax_usd") }>(digits(line.additional_tax_usd))
        .with::<{ place("interest_factor") }>(digits(line.interest_factor))
        .with::<{ place("interest_usd") }>(digits(line.interest_usd))
}

#[derive(Clone)]
struct Row([String; COLUMNS.len()]);

impl Row {
    fn new(answer: &PficAnswer<'_>, year: &PficYear, kind: &str, date: Day, gross: Usd) -> Row {
        Row(std::array::from_fn(|_| String::new()))
            .with::<{ place("id") }>(answer.holding.id.clone().unwrap_or_default())
            .with::<{ place("law") }>(answer.chapter.law.to_owned())
            .with::<{ place("tax_year") }>(year.year.name.to_string())
            .with::<{ place("event") }>(kind.to_owned())
            .with::<{ place("date") }>(date.to_string())
            .with::<{ place("gross_usd") }>(usd(gross))
    }

    /// With a cell at the place of its column.
    #[expect(clippy::indexing_slicing, reason = "a place is that of a column, found at compile time")]
    fn with<const PLACE: usize>(mut self, cell: String) -> Row {
        self.0[PLACE] = cell;
        self
    }
}

/// Where a column stands.
#[expect(
    clippy::indexing_slicing,
    clippy::panic,
    reason = "places are asked for in constants alone, and a column that the table lacks does not compile"
)]
const fn place(column: &str) -> usize {
    let mut at = 0;
    while at < COLUMNS.len() {
        if is_same(COLUMNS[at].as_bytes(), column.as_bytes()) {
            return at;
        }
        at += 1;
    }
    panic!("a column of the table")
}

const fn is_same(mut one: &[u8], mut other: &[u8]) -> bool {
    while let ([first, rest @ ..], [other_first, other_rest @ ..]) = (one, other) {
        if *first != *other_first {
            return false;
        }
        (one, other) = (rest, other_rest);
    }
    one.is_empty() && other.is_empty()
}

fn usd(usd: Usd) -> String {
    usd.decimal().to_string()
}
