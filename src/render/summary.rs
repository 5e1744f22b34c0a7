//! What a batch came to, for its end: text for people, JSON for programs.

use serde::Serialize;
use serde_json::value::RawValue;

use super::digits::Digits;
use super::page::grouped;
use crate::units::Total;

/// The version of a summary.
pub const SUMMARY_SCHEMA: &str = "iijtax.summary/1";

/// The closing summary of a batch.
#[derive(Debug, Serialize)]
pub struct Summary {
    pub schema: &'static str,
    pub records: u64,
    /// Records that are no valid holder; each has its row.
    pub invalid: u64,
    pub statuses: Vec<Count>,
    /// By status, law, regime and rate, the most first.
    pub groups: Vec<Group>,
    pub totals: Totals,
    pub identities: Vec<Identity>,
    pub duplicate_ids: Duplicates,
    pub seconds: Box<RawValue>,
    pub records_per_second: u64,
}

#[derive(Debug, Serialize)]
pub struct Count {
    pub status: &'static str,
    pub records: u64,
}

#[derive(Debug, Serialize)]
pub struct Group {
    pub status: &'static str,
    pub law: Option<&'static str>,
    pub regime: Option<&'static str>,
    pub rate_percent: Option<Digits>,
    pub records: u64,
    pub gross_jpy: Box<RawValue>,
    pub tax_jpy: Box<RawValue>,
}

/// Exact sums of what the rows state.
#[derive(Debug, Serialize)]
pub struct Totals {
    /// Of the records whose tax is determined.
    pub gross_jpy: Box<RawValue>,
    pub tax_jpy: Box<RawValue>,
    pub net_jpy: Box<RawValue>,
    /// Of the records whose tax is not.
    pub gross_without_tax_jpy: Box<RawValue>,
    pub withheld_jpy: Box<RawValue>,
    pub refundable_jpy: Box<RawValue>,
    pub creditable_jpy: Box<RawValue>,
}

/// What must hold between totals that were summed up apart.
#[derive(Debug, Serialize)]
pub struct Identity {
    pub identity: &'static str,
    pub left_jpy: Box<RawValue>,
    pub right_jpy: Box<RawValue>,
    pub holds: bool,
}

/// Ids that came more than once.
#[derive(Debug, Serialize)]
pub struct Duplicates {
    /// Records whose id an earlier one had.
    pub records: u64,
    /// All ids were compared; otherwise there are at least so many.
    pub exact: bool,
    /// One in how many ids was compared to the end.
    pub compared_one_in: u64,
    /// How many ids are compared exactly.
    #[serde(skip)]
    pub exact_up_to: u64,
}

impl Identity {
    /// Two totals that must be the same.
    pub fn new(identity: &'static str, left: Total, right: Total) -> Identity {
        Identity { identity, left_jpy: raw(left), right_jpy: raw(right), holds: left == right }
    }
}

impl Summary {
    /// Seconds to the millisecond.
    pub fn seconds(seconds: f64) -> Box<RawValue> {
        RawValue::from_string(format!("{seconds:.3}")).expect("a number")
    }

    /// Whether every identity holds; if not, the program is wrong.
    pub fn holds(&self) -> bool {
        self.identities.iter().all(|identity| identity.holds)
    }

    /// For people.
    pub fn text(&self) -> String {
        let number = |value: u64| grouped(value.into());
        let statuses = self.statuses.iter().map(|count| format!("{} {}", number(count.records), count.status));
        let statuses: Vec<_> = statuses.collect();
        let mut text = format!("{}: {}\n", records(self.records), statuses.join(", ").replace('_', " "));
        for group in &self.groups {
            let rate = group.rate_percent.map_or("-".to_owned(), |rate| format!("{}%", rate.0));
            let regime = group.regime.unwrap_or("-");
            let (gross, tax) = (yen(&group.gross_jpy), yen(&group.tax_jpy));
            text += &format!(
                "  {:>12}  {:<15} {regime:<22} {rate:>7}  gross {gross}, tax {tax}\n",
                number(group.records),
                group.status.replace('_', " ")
            );
        }
        let totals = &self.totals;
        text += &format!(
            "gross {} yen = tax {} + net {}\n",
            yen(&totals.gross_jpy),
            yen(&totals.tax_jpy),
            yen(&totals.net_jpy)
        );
        text += &format!(
            "withheld at source {} yen, refundable {}, creditable {}\n",
            yen(&totals.withheld_jpy),
            yen(&totals.refundable_jpy),
            yen(&totals.creditable_jpy)
        );
        for identity in &self.identities {
            let holds = if identity.holds { "holds" } else { "DOES NOT HOLD" };
            text += &format!("{}: {holds}\n", identity.identity);
        }
        let duplicates = &self.duplicate_ids;
        text += &match (duplicates.exact, duplicates.records) {
            (true, 0) => "no id came twice\n".to_owned(),
            (true, count) => format!("{} had an id that an earlier one had\n", records(count)),
            (false, count) => format!(
                "at least {} had an id that an earlier one had; with more than {} ids, 1 in {} was compared\n",
                records(count),
                number(duplicates.exact_up_to),
                duplicates.compared_one_in
            ),
        };
        text + &format!("{} seconds, {} records per second\n", self.seconds, number(self.records_per_second))
    }
}

fn records(count: u64) -> String {
    format!("{} record{}", grouped(count.into()), if count == 1 { "" } else { "s" })
}

/// A total with all its digits.
pub fn raw(total: Total) -> Box<RawValue> {
    RawValue::from_string(total.digits()).expect("digits are a number")
}

fn yen(digits: &RawValue) -> String {
    digits.get().parse().map_or_else(|_| digits.get().to_owned(), grouped)
}
