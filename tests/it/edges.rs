//! Every date and every number of the treaties has a row of the truth tables on each side of it.

use std::collections::BTreeSet;

use iijtax::law::statute::LAW;
use iijtax::law::{Condition, Country, Regime, Threshold};
use iijtax::units::Day;
use rust_decimal::Decimal;
use serde_json::Value;

use crate::tables::rows_in;

/// What the rows of one partner's residents state.
struct Stated {
    paid: BTreeSet<String>,
    owned: BTreeSet<Decimal>,
}

fn stated(partner: Country) -> Stated {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let mut stated = Stated { paid: BTreeSet::new(), owned: BTreeSet::new() };
    for row in rows_in("fixtures/tables-statute") {
        let profile = &row.profile;
        if profile["residence"] != partner.as_str() {
            continue;
        }
        stated.paid.insert(text(&profile["dividend"]["payment_date"]));
        let history = profile["ownership_history"].as_array().into_iter().flatten().map(|step| &step["percent"]);
        let all = history.chain([&profile["ownership_percent"], &profile["direct_ownership_percent"]]);
        stated.owned.extend(all.filter_map(|percent| text(percent).parse::<Decimal>().ok()));
    }
    stated
}

/// Versions that are in force by their dates, of which the first day since 2004 is known.
fn dated(regime: &Regime) -> bool {
    regime.election.is_none() && regime.span.first > Day::ymd(2004, 1, 1)
}

#[test]
fn a_treaty_is_paid_under_on_its_first_day_and_not_on_the_day_before() {
    let mut missing = Vec::new();
    for treaty in LAW.treaties {
        for partner in treaty.partners {
            let rows = stated(*partner);
            for regime in treaty.regimes.iter().filter(|regime| dated(regime)) {
                for day in [regime.span.first.plus_days(-1), regime.span.first] {
                    if !rows.paid.contains(&day.to_string()) {
                        missing.push(format!("{}: no row that is paid on {day}", regime.id));
                    }
                }
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn a_threshold_of_a_treaty_is_met_by_one_row_and_missed_by_a_hundredth_by_another() {
    let hundredth = Decimal::new(1, 2);
    let mut missing = Vec::new();
    for treaty in LAW.treaties {
        for partner in treaty.partners {
            let rows = stated(*partner);
            let conditions = treaty.regimes.iter().flat_map(|regime| regime.rows).flat_map(|rule| rule.when);
            for condition in conditions {
                let (Condition::VotingStock(threshold, _) | Condition::DirectVotingStock(threshold, _)) = condition
                else {
                    continue;
                };
                let at = threshold.percent().value();
                let beside = match threshold {
                    Threshold::AtLeast(_) => at - hundredth,
                    Threshold::MoreThan(_) => at + hundredth,
                };
                for percent in [at, beside] {
                    if !rows.owned.contains(&percent.normalize()) {
                        missing.push(format!("{}: no row with {percent}%", partner.as_str()));
                    }
                }
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}
