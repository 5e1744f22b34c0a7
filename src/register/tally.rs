//! What a run adds up to: counts, exact totals, and the identities that must hold between them.

use crate::dividend::Amounts;
use crate::render::rows::{Row, Words};
use crate::units::{Rate, Total, Yen};

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
}

/// The records that came out alike.
#[derive(Clone, Debug)]
pub struct Group {
    pub status: &'static str,
    pub law: Option<&'static str>,
    pub regime: Option<&'static str>,
    pub rate: Option<Rate>,
    pub records: u64,
    pub gross: Total,
    pub tax: Total,
}

/// Totals over all records that state the amounts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Of the records with a gross amount and a tax.
    pub gross: Total,
    pub tax: Total,
    pub net: Total,
    /// Gross amounts of the records whose tax is not determined.
    pub gross_without_tax: Total,
    /// Of the records of which it is known what was withheld and what is due.
    pub withheld: Total,
    pub due: Total,
    pub refundable: Total,
    /// What was withheld too little.
    pub short: Total,
    pub creditable: Total,
}

impl Tally {
    #[inline]
    pub fn add(&mut self, row: &Row<'_>) {
        self.records += 1;
        let group = self.group(row);
        group.records += 1;
        if let Some(gross) = row.amounts.gross {
            group.gross.add(gross);
        }
        if let Some(tax) = row.amounts.tax {
            group.tax.add_yen(tax);
        }
        let totals = &mut self.totals;
        match (row.amounts.gross, row.amounts.tax, row.net) {
            (Some(gross), Some(tax), Some(net)) => {
                totals.gross.add(gross);
                totals.tax.add_yen(tax);
                totals.net.add(net);
            }
            (Some(gross), ..) => totals.gross_without_tax.add(gross),
            _ => {}
        }
        let Amounts { tax, withheld, refundable, creditable, .. } = *row.amounts;
        if let (Some(withheld), Some(due), Some(refundable)) = (withheld, tax, refundable) {
            totals.withheld.add_yen(withheld);
            totals.due.add_yen(due);
            totals.refundable.add_yen(refundable);
            totals.short.add_yen(due.excess_over(withheld));
        }
        totals.creditable.add_yen(creditable.unwrap_or(Yen::ZERO));
    }

    pub fn add_invalid(&mut self) {
        self.records += 1;
        self.invalid += 1;
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
                    known.gross.add_total(group.gross);
                    known.tax.add_total(group.tax);
                }
                None => self.groups.push(group.clone()),
            }
        }
        let (mine, other) = (&mut self.totals, &other.totals);
        for (total, add) in [
            (&mut mine.gross, other.gross),
            (&mut mine.tax, other.tax),
            (&mut mine.net, other.net),
            (&mut mine.gross_without_tax, other.gross_without_tax),
            (&mut mine.withheld, other.withheld),
            (&mut mine.due, other.due),
            (&mut mine.refundable, other.refundable),
            (&mut mine.short, other.short),
            (&mut mine.creditable, other.creditable),
        ] {
            total.add_total(add);
        }
    }

    pub fn clear(&mut self) {
        self.groups.clear();
        self.by_mark.clear();
        (self.records, self.invalid, self.bugs, self.totals) = (0, 0, 0, Totals::default());
    }

    /// Moves what was counted into an empty one, and goes on from nothing. Which mark belongs to which group stays known.
    pub fn move_into(&mut self, other: &mut Tally) {
        other.groups.extend(self.groups.iter().filter(|group| group.records > 0).cloned());
        (other.records, other.invalid, other.bugs, other.totals) = (self.records, self.invalid, self.bugs, self.totals);
        for group in &mut self.groups {
            (group.records, group.gross, group.tax) = (0, Total::default(), Total::default());
        }
        (self.records, self.invalid, self.bugs, self.totals) = (0, 0, 0, Totals::default());
    }

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
            let (gross, tax) = (Total::default(), Total::default());
            self.groups.push(Group { status, law, regime, rate, records: 0, gross, tax });
            self.groups.len() - 1
        });
        let mark = row.mark.number();
        self.by_mark.resize(self.by_mark.len().max(mark + 1), None);
        self.by_mark[mark] = Some(at);
        at
    }
}

impl Group {
    fn is(&self, status: &str, law: Option<&str>, regime: Option<&str>, rate: Option<Rate>) -> bool {
        self.rate == rate && self.regime == regime && self.status == status && self.law == law
    }
}

impl Totals {
    /// Tax and net make up the gross amount.
    pub fn net_holds(&self) -> bool {
        self.tax + self.net == self.gross
    }

    /// What is refundable is what was withheld less what is due, shortfalls apart.
    pub fn refund_holds(&self) -> bool {
        self.withheld - self.due == self.refundable - self.short
    }
}
