//! The closing summary of `iijtax batch`, out of the report of its run.

use std::cmp::Reverse;

use crate::register::{self, EXACT_UP_TO, Report};
use crate::render::Digits;
use crate::render::rows::INVALID;
use crate::render::summary::{Count, Duplicates, Group, Identity, SUMMARY_SCHEMA, Summary, Totals, raw};

/// What the report of a run says, for people and programs.
pub fn summary(report: &Report, seconds: f64) -> Summary {
    let tally = &report.tally;
    let totals = &tally.totals;
    let mut statuses: Vec<Count> = Vec::new();
    for group in &tally.groups {
        match statuses.iter_mut().find(|count| count.status == group.status) {
            Some(count) => count.records += group.records,
            None => statuses.push(Count { status: group.status, records: group.records }),
        }
    }
    if tally.invalid > 0 {
        statuses.push(Count { status: INVALID, records: tally.invalid });
    }
    statuses.sort_by_key(|count| (Reverse(count.records), count.status));
    let mut groups: Vec<_> = tally.groups.iter().collect();
    groups.sort_by_key(|group| (Reverse(group.records), group.status, group.regime, group.rate));
    let group = |group: &register::Group| Group {
        status: group.status,
        law: group.law,
        regime: group.regime,
        rate_percent: group.rate.map(Digits::from),
        records: group.records,
        gross_jpy: raw(group.gross),
        tax_jpy: raw(group.tax),
    };
    Summary {
        schema: SUMMARY_SCHEMA,
        records: tally.records,
        invalid: tally.invalid,
        statuses,
        groups: groups.into_iter().map(group).collect(),
        totals: Totals {
            gross_jpy: raw(totals.gross),
            tax_jpy: raw(totals.tax),
            net_jpy: raw(totals.net),
            gross_without_tax_jpy: raw(totals.gross_without_tax),
            withheld_jpy: raw(totals.withheld),
            refundable_jpy: raw(totals.refundable),
            creditable_jpy: raw(totals.creditable),
        },
        identities: vec![
            Identity::new("tax + net = gross", totals.tax + totals.net, totals.gross),
            Identity::new(
                "refundable = at source - due, shortfalls apart",
                totals.refundable - totals.short,
                totals.withheld - totals.due,
            ),
        ],
        duplicate_ids: Duplicates {
            records: report.duplicate_ids,
            exact: report.ids_compared_one_in == 1,
            compared_one_in: report.ids_compared_one_in,
            exact_up_to: EXACT_UP_TO as u64,
        },
        seconds: Summary::seconds(seconds),
        records_per_second: (tally.records as f64 / seconds.max(0.001)) as u64,
    }
}
