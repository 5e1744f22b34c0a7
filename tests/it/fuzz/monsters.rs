//! Valid or nearly valid inputs that are long in one way: read in linear time, or refused with a bound.

use std::time::Duration;

use iijtax::register::Format;
use iijtax::units::Day;

use super::adapter;
use super::limits::Limits;

/// Built for tests and on a busy machine; for a register it is well under a second. What takes the square of its length takes
/// minutes.
const MOST_TIME: Duration = Duration::from_secs(20);

#[track_caller]
fn within_a_moment(what: &str, read: impl FnOnce() -> bool) {
    let limits = Limits::within(MOST_TIME);
    read();
    limits.end(|| what.to_owned());
}

/// A holder whose ownership changed every week, without any date of a dividend.
fn weekly(steps: i32) -> String {
    let first = Day::ymd(1900, 1, 1).days_since(Day::ymd(1970, 1, 1));
    let step = |at: i32| {
        let day = Day::from_epoch_days(first + 7 * at).unwrap();
        format!("{{\"from\":\"{day}\",\"percent\":{}}}", [5, 20, 60][at as usize % 3])
    };
    let steps: Vec<_> = (0..steps).map(step).collect();
    format!("{{\"kind\":\"corporation\",\"residence\":\"US\",\"ownership_history\":[{}]}}", steps.join(","))
}

#[test]
fn eight_hundred_weeks_of_ownership() {
    within_a_moment("800 steps", || adapter::holder(weekly(800).as_bytes()));
    within_a_moment("800 steps in a register", || adapter::register((weekly(800) + "\n").as_bytes(), Format::Ndjson));
}

#[test]
fn thirty_nine_thousand_weeks_of_ownership() {
    within_a_moment("39,000 steps", || adapter::holder(weekly(39_000).as_bytes()));
    within_a_moment("39,000 steps in a register", || {
        adapter::register((weekly(39_000) + "\n").as_bytes(), Format::Ndjson)
    });
}

fn register(fields: &str) -> String {
    format!("{{\"id\":\"a\",\"kind\":\"individual\",\"residence\":\"US\",\"dividend.per_share_jpy\":100,{fields}}}\n")
}

#[test]
fn a_hundred_thousand_unknown_keys() {
    let keys: Vec<_> = (0..100_000).map(|at| format!("\"unknown_{at:06}\":1")).collect();
    let input = register(&keys.join(","));
    within_a_moment("unknown keys", || adapter::register(input.as_bytes(), Format::Ndjson));
    within_a_moment("unknown keys of one holder", || adapter::holder(input.as_bytes()));
}

#[test]
fn a_hundred_thousand_equal_lots() {
    let input =
        register(&format!("\"lots\":[{}]", vec!["{\"shares\":1,\"acquired\":\"2006-01-04\"}"; 100_000].join(",")));
    assert!(input.len() < iijtax::register::MAX_RECORD);
    within_a_moment("equal lots", || adapter::register(input.as_bytes(), Format::Ndjson));
}

#[test]
fn forty_thousand_lots_with_forty_thousand_hedged_spans() {
    let lots = vec!["{\"shares\":1,\"acquired\":\"2006-01-04\"}"; 40_000].join(",");
    let spans: Vec<_> = (0..40_000_i32)
        .map(|at| {
            let day = Day::from_epoch_days(at / 4).unwrap();
            format!("{{\"from\":\"{day}\",\"to\":\"{day}\"}}")
        })
        .collect();
    let input = register(&format!(
        "\"dividend.payment_date\":\"2007-06-28\",\"dividend.ex_date\":\"2007-03-27\",\"lots\":[{lots}],\"hedged\":[{}]",
        spans.join(",")
    ));
    assert!(input.len() < iijtax::register::MAX_RECORD);
    within_a_moment("lots and spans", || adapter::register(input.as_bytes(), Format::Ndjson));
}

#[test]
fn a_hundred_thousand_items_of_income() {
    let company = |item: &str| {
        let items = vec![item; 100_000].join(",");
        format!("{{\"years\":[{{\"begins\":\"2006-04-01\",\"ends\":\"2007-03-31\",\"gross_income\":[{items}]}}]}}")
    };
    let good = company("{\"kind\":\"interest\",\"amount_jpy\":50}");
    within_a_moment("items", || adapter::company(good.as_bytes()));
    let bad = company("{\"kind\":\"luck\",\n\"amount_jpy\":-1,\"rank\":1}");
    within_a_moment("bad items", || adapter::company(bad.as_bytes()));
}

#[test]
fn two_thousand_lots_and_distributions_of_a_holding() {
    let day = |at: i32| Day::from_epoch_days(13_000 + at / 20).unwrap();
    let lot = |at: i32, shares: i32| {
        format!("{{\"shares\":{shares},\"acquired\":\"{}\",\"cost_usd\":1,\"id\":\"{at}\"}}", day(at))
    };
    let paid = |at: i32| format!("{{\"date\":\"{}\",\"per_share_usd\":0.01}}", day(2_000 + 20 * at));
    let years = "[{\"begins\":\"2005-01-01\",\"ends\":\"2005-12-31\"}]";
    let holding = |shares: i32| {
        let lots: Vec<_> = (0..2_000).map(|at| lot(at, shares)).collect();
        let paid: Vec<_> = (0..2_000).map(paid).collect();
        format!(
            "{{\"kind\":\"individual\",\"ordinary_rate_percent\":33,\"pfic_years\":{years},\"lots\":[{}],\"distributions\":[{}]}}",
            lots.join(","),
            paid.join(",")
        )
    };
    within_a_moment("lots that are none", || adapter::holding(holding(-1).as_bytes()));
    within_a_moment("lots", || adapter::holding(holding(1).as_bytes()));
}
