//! Which columns a row has, and in which order.

use super::{COLUMNS, KINDS, Kind};
use crate::dividend::Wants;

/// The columns of a row: all, or some in an order of their own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen(pub(super) Option<Vec<usize>>);

impl Chosen {
    /// Every column, in order.
    pub const ALL: Chosen = Chosen(None);

    /// These alone; of a name that no column has the name, and of one that stands twice.
    pub fn of<'n>(names: impl IntoIterator<Item = &'n str>) -> Result<Chosen, &'n str> {
        let mut columns = Vec::new();
        for name in names {
            match COLUMNS.iter().position(|column| *column == name) {
                Some(column) if !columns.contains(&column) => columns.push(column),
                _ => return Err(name),
            }
        }
        Ok(Chosen(Some(columns)))
    }

    pub fn is_all(&self) -> bool {
        self.0.is_none()
    }

    /// Their names, and what they hold.
    #[expect(clippy::indexing_slicing, reason = "what is chosen are positions of columns, and each column has a kind")]
    pub fn each(&self) -> impl Iterator<Item = (&'static str, Kind)> + '_ {
        let count = self.0.as_ref().map_or(COLUMNS.len(), Vec::len);
        (0..count).map(|at| self.0.as_ref().map_or(at, |columns| columns[at])).map(|at| (COLUMNS[at], KINDS[at]))
    }

    fn has(&self, names: &[&str]) -> bool {
        self.each().any(|(name, _)| names.contains(&name))
    }

    /// What of a decision they need.
    pub fn wants(&self) -> Wants {
        let of_us =
            ["us_status", "qualified", "creditable_jpy", "category", "dividend_usd", "creditable_usd", "unused"];
        Wants {
            united_states: self.has(&of_us),
            prior: self.has(&["prior_rate_percent", "prior_tax_jpy"]),
            other_law: self.has(&["other_law_rate_percent"]),
            next: self.has(&["claim_by", "form", "route"]),
            unused: self.has(&["unused"]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_wants_what_it_is_made_of() {
        assert_eq!(Chosen::ALL.wants(), Wants::ALL);
        let none = Chosen::of(["id", "status", "rule", "rate_percent", "tax_jpy", "missing"]).unwrap().wants();
        assert_eq!(none, Wants { united_states: false, prior: false, other_law: false, next: false, unused: false });
        assert_eq!(Chosen::of(["rate_percent", "rate"]), Err("rate"));
        assert_eq!(Chosen::of(["id", "id"]), Err("id"));
    }
}
