//! What a run adds up to: counts, exact totals, and the identities that must hold between them.

use crate::dividend::Amounts;
use crate::input::Proposal;
use crate::render::rows::{Row, Words};
use crate::units::{Printed, Rate, Total, Yen};

/// Counts and totals of some records.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    pub records: u64,
    pub invalid: u64,
    /// Records in which the program itself failed; they are among the invalid ones.
    pub bugs: u64,
    /// By status, law, regime and rate, in the order they first came.
    pub groups: Vec<Group>,
    /// The group of the rows with a mark, by its number.
    by_mark: Vec<Option<usize>>,
    pub totals: Totals,
    /// What was refused, by field, in the order it first came.
    pub refused: Vec<RefusedField>,
}

/// The records that were refused because of one field first of all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedField {
    pub path: String,
    pub records: u64,
    /// Of the first: its file where there are several, its line, and what is wrong with it.
    pub file: Option<String>,
    pub line: u64,
    pub got: String,
    pub wanted: String,
    pub hint: Option<String>,
    /// The `--map` that reads the whole column as these records have it.
    pub map: Proposal,
}

/// Whoever wrote more different fields wrote no register.
const MOST_FIELDS: usize = 100;

/// The records that came out alike.
#[derive(Clone, Debug)]
pub struct Group {
    pub status: &'static str,
    pub law: Option<&'static str>,
    pub regime: Option<&'static str>,
    pub rate: Option<Rate>,
    pub records: u64,
    pub gross: Sum,
    pub tax: Sum,
}

/// The cells of a column that have a value, added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    pub total: Total,
    /// How many there are.
    pub records: u64,
}

/// The sums of columns, each over all rows that have a value there; and what must be the same by other sums.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    pub gross: Sum,
    pub tax: Sum,
    pub at_source: Sum,
    pub withheld: Sum,
    pub over_withheld: Sum,
    pub refundable: Sum,
    pub net: Sum,
    pub creditable: Sum,
    /// Gross amounts, and taxes, of the records that have both.
    pub taxed: Total,
    pub tax_of_taxed: Total,
    /// Of the records that say what is refundable: what was withheld, stated or as the paperwork brings about, and what
    /// is due.
    pub taken: Total,
    pub due: Total,
    /// What was withheld too little.
    pub short: Total,
}

impl Tally {
    #[inline]
    pub fn add(&mut self, row: &Row<'_>) {
        self.records += 1;
        let Amounts { gross, tax, at_source, withheld, stated, over, refundable, creditable, .. } = *row.amounts;
        let group = self.group(row);
        group.records += 1;
        group.gross.add(gross);
        group.tax.add_yen(tax);
        let totals = &mut self.totals;
        totals.gross.add(gross);
        totals.tax.add_yen(tax);
        totals.at_source.add_yen(at_source);
        totals.refundable.add_yen(refundable);
        totals.net.add(row.net);
        totals.creditable.add_yen(creditable);
        if stated.is_some() {
            totals.withheld.add_yen(stated);
            totals.over_withheld.add_yen(over);
        }
        if let (Some(gross), Some(tax)) = (gross, tax) {
            totals.taxed.add(gross);
            totals.tax_of_taxed.add_yen(tax);
        }
        if let (Some(taken), Some(due), Some(_)) = (withheld, tax, refundable) {
            totals.taken.add_yen(taken);
            totals.due.add_yen(due);
            totals.short.add_yen(due.excess_over(taken));
        }
    }

    /// A record that was refused, and the map that it needs; what is to be said of its field where it is the first.
    pub fn add_invalid(&mut self, path: &str, map: Proposal, first: impl FnOnce(String) -> RefusedField) {
        self.records += 1;
        self.invalid += 1;
        // Of a list any item is as good as another.
        let path: String = path.split('[').map(|part| part.split_once(']').map_or(part, |(_, rest)| rest)).collect();
        match self.refused.iter_mut().find(|known| known.path == path) {
            Some(known) => {
                known.records += 1;
                known.map.add(&map);
            }
            None => {
                if self.refused.len() < MOST_FIELDS {
                    self.refused.push(RefusedField { map, ..first(path) });
                }
            }
        }
    }

    pub fn merge(&mut self, other: &Tally) {
        self.records += other.records;
        self.invalid += other.invalid;
        self.bugs += other.bugs;
        for group in &other.groups {
            let is_same = |known: &&mut Group| known.is(group.status, group.law, group.regime, group.rate);
            match self.groups.iter_mut().find(is_same) {
                Some(known) => {
                    known.records += group.records;
                    known.gross.add_sum(group.gross);
                    known.tax.add_sum(group.tax);
                }
                None => self.groups.push(group.clone()),
            }
        }
        for field in &other.refused {
            match self.refused.iter_mut().find(|known| known.path == field.path) {
                Some(known) => {
                    known.records += field.records;
                    known.map.add(&field.map);
                }
                None => {
                    if self.refused.len() < MOST_FIELDS {
                        self.refused.push(field.clone());
                    }
                }
            }
        }
        let (mine, other) = (&mut self.totals, &other.totals);
        for (sum, add) in [
            (&mut mine.gross, other.gross),
            (&mut mine.tax, other.tax),
            (&mut mine.at_source, other.at_source),
            (&mut mine.withheld, other.withheld),
            (&mut mine.over_withheld, other.over_withheld),
            (&mut mine.refundable, other.refundable),
            (&mut mine.net, other.net),
            (&mut mine.creditable, other.creditable),
        ] {
            sum.add_sum(add);
        }
        for (total, add) in [
            (&mut mine.taxed, other.taxed),
            (&mut mine.tax_of_taxed, other.tax_of_taxed),
            (&mut mine.taken, other.taken),
            (&mut mine.due, other.due),
            (&mut mine.short, other.short),
        ] {
            total.add_total(add);
        }
    }

    pub fn clear(&mut self) {
        self.groups.clear();
        self.by_mark.clear();
        self.refused.clear();
        (self.records, self.invalid, self.bugs, self.totals) = (0, 0, 0, Totals::default());
    }

    /// Moves what was counted into an empty one, and goes on from nothing. Which mark belongs to which group stays known.
    pub fn move_into(&mut self, other: &mut Tally) {
        other.refused.append(&mut self.refused);
        other.groups.extend(self.groups.iter().filter(|group| group.records > 0).cloned());
        (other.records, other.invalid, other.bugs, other.totals) = (self.records, self.invalid, self.bugs, self.totals);
        for group in &mut self.groups {
            (group.records, group.gross, group.tax) = (0, Sum::default(), Sum::default());
        }
        (self.records, self.invalid, self.bugs, self.totals) = (0, 0, 0, Totals::default());
    }

    #[expect(
        clippy::indexing_slicing,
        reason = "what is known of marks are places of groups, and both are cleared together"
    )]
    #[inline]
    fn group(&mut self, row: &Row<'_>) -> &mut Group {
        let known = self.by_mark.get(row.mark.number()).copied().flatten();
        let at = known.unwrap_or_else(|| self.find_group(row));
        &mut self.groups[at]
    }

    fn find_group(&mut self, row: &Row<'_>) -> usize {
        let Words { status, law, regime, rate, .. } = *row.words;
        let status = status.unwrap_or_default();
        let at = self.groups.iter().position(|group| group.is(status, law, regime, rate)).unwrap_or_else(|| {
            let (gross, tax) = (Sum::default(), Sum::default());
            self.groups.push(Group { status, law, regime, rate, records: 0, gross, tax });
            self.groups.len() - 1
        });
        let mark = row.mark.number();
        self.by_mark.resize(self.by_mark.len().max(mark + 1), None);
        if let Some(of_mark) = self.by_mark.get_mut(mark) {
            *of_mark = Some(at);
        }
        at
    }
}

impl Group {
    fn is(&self, status: &str, law: Option<&str>, regime: Option<&str>, rate: Option<Rate>) -> bool {
        self.rate == rate && self.regime == regime && self.status == status && self.law == law
    }
}

impl Sum {
    #[inline]
    fn add(&mut self, amount: Option<Printed>) {
        if let Some(amount) = amount {
            self.total.add(amount);
            self.records += 1;
        }
    }

    #[inline]
    fn add_yen(&mut self, yen: Option<Yen>) {
        if let Some(yen) = yen {
            self.total.add_yen(yen);
            self.records += 1;
        }
    }

    fn add_sum(&mut self, other: Sum) {
        self.total.add_total(other.total);
        self.records += other.records;
    }
}

impl Totals {
    /// Tax and net make up the gross amount: both sides.
    pub fn of_net(&self) -> (Total, Total) {
        (self.tax_of_taxed + self.net.total, self.taxed)
    }

    /// What is refundable is what was withheld less what is due, shortfalls apart: both sides.
    pub fn of_refund(&self) -> (Total, Total) {
        (self.refundable.total - self.short, self.taken - self.due)
    }
}
