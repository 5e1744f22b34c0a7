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
                rows.push(first.clone().with("excess_usd", usd(event.spread)).0);
            }
            let lines = event.lines.iter().map(Allocated::new);
            rows.extend(lines.map(|line| allocated(first.clone(), event, line).0));
        }
        for mark in &year.marks {
            let kind = if mark.is_sale { "marked_sale" } else { "year_end" };
            let row = Row::new(answer, year, kind, mark.date, mark.value)
                .with("lot", answer.holding.lots[mark.lot].id.clone())
                .with("basis_usd", usd(mark.basis))
                .with("income_usd", usd(mark.income))
                .with("ordinary_loss_usd", usd(mark.loss))
                .with("capital_loss_usd", usd(mark.capital_loss))
                .with("basis_after_usd", usd(mark.basis_after));
            rows.push(row.0);
        }
    }
    table(COLUMNS.map(str::to_owned), rows.into_iter())
}

fn allocated(row: Row, event: &PficEvent, line: Allocated) -> Row {
    let digits = |digits: Option<Digits>| digits.map_or_else(String::new, |digits| digits.0.to_string());
    row.with("excess_usd", usd(event.spread))
        .with("allocated_to", line.tax_year.to_string())
        .with("from", line.from.to_string())
        .with("to", line.to.to_string())
        .with("days", digits(line.days))
        .with("character", line.character.to_owned())
        .with("allocated_usd", line.allocated_usd.0.to_string())
        .with("rate_percent", digits(line.rate_percent))
        .with("tax_usd", digits(line.tax_usd))
        .with("credit_usd", digits(line.credit_usd))
        .with("additional_tax_usd", digits(line.additional_tax_usd))
        .with("interest_factor", digits(line.interest_factor))
        .with("interest_usd", digits(line.interest_usd))
}

#[derive(Clone)]
struct Row([String; COLUMNS.len()]);

impl Row {
    fn new(answer: &PficAnswer<'_>, year: &PficYear, kind: &str, date: Day, gross: Usd) -> Row {
        Row(std::array::from_fn(|_| String::new()))
            .with("id", answer.holding.id.clone().unwrap_or_default())
            .with("law", answer.chapter.law.to_owned())
            .with("tax_year", year.year.name.to_string())
            .with("event", kind.to_owned())
            .with("date", date.to_string())
            .with("gross_usd", usd(gross))
    }

    fn with(mut self, column: &str, cell: String) -> Row {
        let at = COLUMNS.iter().position(|name| *name == column).expect("a column of the table");
        self.0[at] = cell;
        self
    }
}

fn usd(usd: Usd) -> String {
    usd.decimal().to_string()
}
