//! The closing summary of `iijtax batch`, out of the report of its run.

use std::cmp::Reverse;

use crate::register::{self, EXACT_UP_TO, RefusedField, Report, Sum, Tally};
use crate::render::Digits;
use crate::render::rows::INVALID;
use crate::render::summary::{
    ColumnTotal, Count, Duplicates, Group, Identity, Refused, SUMMARY_SCHEMA, Summary, Totals, raw,
};

/// What the report of a run says, for people and programs.
pub fn summary(report: &Report, notes: Vec<String>, seconds: f64) -> Summary {
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
    groups.sort_by_key(|group| (Reverse(group.records), group.status, group.law, group.regime, group.rate));
    let group = |group: &register::Group| Group {
        status: group.status,
        law: group.law,
        regime: group.regime,
        rate_percent: group.rate.map(Digits::from),
        records: group.records,
        gross_jpy: column(group.gross),
        tax_jpy: column(group.tax),
    };
    let ((net_left, net_right), (refund_left, refund_right)) = (totals.of_net(), totals.of_refund());
    Summary {
        schema: SUMMARY_SCHEMA,
        records: tally.records,
        invalid: tally.invalid,
        refused: refused(tally),
        statuses,
        groups: groups.into_iter().map(group).collect(),
        totals: Totals {
            gross_jpy: column(totals.gross),
            tax_jpy: column(totals.tax),
            at_source_tax_jpy: column(totals.at_source),
            withheld_jpy: column(totals.withheld),
            over_withheld_jpy: column(totals.over_withheld),
            refundable_jpy: column(totals.refundable),
            net_jpy: column(totals.net),
            creditable_jpy: column(totals.creditable),
        },
        identities: vec![
            Identity::new(
                word!("tax + net = gross, where the tax is known", "税額＋手取額＝支払金額（税額が確定した分）"),
                net_left,
                net_right,
            ),
            Identity::new(
                word!(
                    "refundable = withheld - due, shortfalls apart",
                    "還付可能額＝源泉徴収税額－納付すべき税額（不足額を除く）"
                ),
                refund_left,
                refund_right,
            ),
        ],
        duplicate_ids: Duplicates { records: report.duplicate_ids, compared_up_to: EXACT_UP_TO as u64 },
        notes,
        seconds: Summary::seconds(seconds),
        records_per_second: (tally.records as f64 / seconds.max(0.001)) as u64,
    }
}

/// So many words of a column are shown to people; all stand in the summary for programs.
const WORDS_SHOWN: usize = 8;

fn refused(tally: &Tally) -> Vec<Refused> {
    let mut fields: Vec<_> = tally.refused.iter().collect();
    fields.sort_by_key(|field| (Reverse(field.records), &field.path));
    let one = |field: &RefusedField| {
        let RefusedField { path, records, file, line, got, wanted, hint, map } = field.clone();
        let (map, shown_map) = (map.map(usize::MAX), map.map(WORDS_SHOWN));
        Refused { path, records, file, line, got, wanted, hint, map, shown_map }
    };
    fields.into_iter().map(one).collect()
}

/// What is unknown of every record has no sum, not even zero.
fn column(sum: Sum) -> ColumnTotal {
    ColumnTotal { sum: (sum.records > 0).then(|| raw(sum.total)), records: sum.records }
}
