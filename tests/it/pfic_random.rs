//! Random holdings, with their events on the edges of tax years: whatever their lots, distributions and sales are, each
//! figure finds the year, the lot and the event that it is of.
//!
//! The places of lots, events and years are looked up without a question; one that were none would panic here.

use iijtax::answer::pfic::DayCount;
use iijtax::units::Day;
use serde_json::{Value, json};

use crate::holders::Numbers;
use crate::pfic::{Asked, Flags, answer};

/// The first days of tax years, of which each holding has one.
const BEGINS: [&str; 3] = ["2000-01-01", "2000-07-01", "2000-12-01"];

/// A day within some years, often the first or the last of a month: the edge of a tax year or beside it.
fn day(numbers: &mut Numbers) -> Day {
    let (year, month) = (2005 + numbers.below(10) as i32, 1 + numbers.below(12) as u32);
    let first = Day::ymd(year, month, 1);
    first.plus_days([-1, 0, 0, 1, numbers.below(28) as i32][numbers.below(5) as usize])
}

/// Days in order, each once.
fn days(numbers: &mut Numbers, most: u64) -> Vec<Day> {
    let mut days: Vec<_> = (0..numbers.below(most + 1)).map(|_| day(numbers)).collect();
    days.sort_unstable();
    days.dedup();
    days
}

fn holding(numbers: &mut Numbers) -> Value {
    let begins = BEGINS[numbers.below(3) as usize];
    let mut acquired = days(numbers, 4);
    acquired.push(Day::ymd(2005, 1, 1).plus_days(-(numbers.below(400) as i32)));
    acquired.sort_unstable();
    let lots: Vec<_> = acquired
        .iter()
        .enumerate()
        .map(|(at, day)| json!({ "id": format!("lot-{at}"), "shares": 100, "acquired": day.to_string(), "cost_usd": 1000 + 7 * at }))
        .collect();
    let mut left = vec![100; lots.len()];
    let mut sales = Vec::new();
    for day in days(numbers, 5) {
        let held: Vec<_> = (0..lots.len()).filter(|lot| acquired[*lot] <= day && left[*lot] > 0).collect();
        if held.is_empty() {
            continue;
        }
        // Of one lot that is named, or as many as there may be of those acquired first.
        let mut sale = json!({ "date": day.to_string(), "proceeds_usd": 1 + numbers.below(4000) });
        if numbers.below(2) == 0 {
            let lot = held[numbers.below(held.len() as u64) as usize];
            let shares = 1 + numbers.below(left[lot]);
            left[lot] -= shares;
            sale["shares"] = json!(shares);
            sale["lots"] = json!([{ "lot": format!("lot-{lot}"), "shares": shares }]);
        } else {
            let all: u64 = held.iter().map(|lot| left[*lot]).sum();
            let mut shares = if numbers.below(3) == 0 { all } else { 1 + numbers.below(all) };
            sale["shares"] = json!(shares);
            for lot in held {
                let taken = shares.min(left[lot]);
                left[lot] -= taken;
                shares -= taken;
            }
        }
        sales.push(sale);
    }
    let distributions: Vec<_> = days(numbers, 6)
        .into_iter()
        .map(|day| {
            let mut it =
                json!({ "date": day.to_string(), "per_share_jpy": 1 + numbers.below(900), "jpy_per_usd": 100 });
            // Shares that are sold in between are paid in a later year.
            if numbers.below(3) == 0 {
                it["ex_date"] = json!(day.plus_days(-(numbers.below(80) as i32)).to_string());
            }
            it
        })
        .collect();
    let first_day = Day::of(begins);
    let prices: Vec<_> = (2004..=2016)
        .map(|year| Day::ymd(year, first_day.month(), 1).plus_days(-1))
        .map(|last| json!({ "date": last.to_string(), "per_share_usd": 1 + numbers.below(40) }))
        .collect();
    let mut holding = json!({
        "kind": numbers.of(&["individual", "corporation", "trust"]),
        "tax_year_begins": begins,
        "ordinary_rate_percent": 30,
        "lots": lots,
        "distributions": distributions,
        "sales": sales,
        "prices": prices,
    });
    match numbers.below(2) {
        0 => holding["pfic_from"] = json!(day(numbers).to_string()),
        _ => {
            let first = 2004 + numbers.below(8);
            let year = |year: u64| json!({ "begins": format!("{year}-04-01"), "ends": format!("{}-03-31", year + 1) });
            holding["pfic_years"] = json!([year(first), year(first + 1), year(first + 4)]);
        }
    }
    let first = 2006 + numbers.below(6);
    holding["mark_to_market"] = match numbers.below(2) {
        0 => json!({ "first_year": first }),
        _ => json!({ "first_year": first, "last_year": first + numbers.below(3) }),
    };
    holding
}

#[test]
fn whatever_a_holding_is_each_figure_finds_its_year_its_lot_and_its_event() {
    const HOLDINGS: usize = 400;
    let mut numbers = Numbers::new(1291);
    let mut good = 0;
    let mut reasons = std::collections::BTreeMap::new();
    for _ in 0..HOLDINGS {
        let holding = holding(&mut numbers);
        let day_count = if numbers.below(2) == 0 { DayCount::Statute } else { DayCount::Inclusive };
        let year = (numbers.below(3) == 0).then(|| 2004 + numbers.below(12) as i32);
        for asked in [Asked::Excess, Asked::Mtm, Asked::Compare] {
            match answer(&holding, asked, &Flags { day_count, year }) {
                Ok(_) => good += 1,
                Err(why) => *reasons.entry(why.chars().skip(14).take(60).collect::<String>()).or_insert(0) += 1,
            }
        }
    }
    // Where most are refused, little was asked.
    assert!(good > 2 * HOLDINGS, "{good} of {} were answered: {reasons:#?}", 3 * HOLDINGS);
}
