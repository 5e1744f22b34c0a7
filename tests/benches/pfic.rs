//! Forty years of 1,000 lots and 160 distributions: reading, allocating, comparing, writing.
//!
//! `cargo bench --bench pfic` prints the median of several runs; nothing is asserted about time.

use std::fmt::Write as _;
use std::hint::black_box;
use std::io::Write as _;
use std::time::{Duration, Instant};

use iijtax::answer::pfic::{DayCount, PficRegime};
use iijtax::input::{Document, read_holding};
use iijtax::law::irc;
use iijtax::render::{json, pfic, pfic_text};
use iijtax::units::Day;
use iijtax::us::pfic::{Question, Tables, compare, determine};

fn main() {
    // `cargo test --benches` only wants to know that it runs.
    let runs = if std::env::args().any(|argument| argument == "--bench") { 11 } else { 1 };
    let holding = holding(1_000, 160).into_bytes();
    let tables = Tables::default();
    let question = Question { chapter: &irc::CHAPTER, tables: &tables, day_count: DayCount::Statute, year: None };
    let document = Document::new("holding.json", holding.clone()).unwrap();
    let node = document.parse().unwrap();
    let given = read_holding(&node, None).unwrap();
    let default = || determine(&given.holding, &question, PficRegime::Default).unwrap();
    let answer = default();

    report("read the holding", runs, || {
        let document = Document::new("holding.json", holding.clone()).unwrap();
        let node = document.parse().unwrap();
        read_holding(&node, None).unwrap().holding.lots.len()
    });
    report("excess, every year", runs, || default().years.len());
    report("mark to market, every year", runs, || {
        determine(&given.holding, &question, PficRegime::MarkToMarket).unwrap().years.len()
    });
    report("compare both", runs, || compare(&given.holding, &question).unwrap().years.len());
    report("write the answer as text", runs, || pfic_text::answer(&answer, false).len());
    report("write the answer as JSON", runs, || json::to_json(&pfic::Pfic::new(&answer)).len());
}

fn report(what: &str, runs: usize, mut work: impl FnMut() -> usize) {
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let begun = Instant::now();
            black_box(work());
            begun.elapsed()
        })
        .collect();
    times.sort();
    let median = times[times.len() / 2].as_secs_f64() * 1_000.0;
    // A closed pipe is no reason to fail.
    let _ = writeln!(std::io::stdout(), "{what:<28} {median:>8.1} ms");
}

/// A lot every fortnight from 1986 on, a distribution every quarter, all sold in 2025.
fn holding(lots: i32, distributions: i32) -> String {
    let mut text = String::from("{\"kind\":\"individual\",\"ordinary_rate_percent\":35,\"pfic_from\":\"1988-04-01\"");
    text.push_str(",\"mark_to_market\":{\"first_year\":1999},\"lots\":[");
    let (mut halves, first) = (0, Day::of("1986-01-06"));
    for lot in 0..lots {
        let (shares, cost) = (100 + lot % 37, 1_000 + lot * 3);
        halves += 2 * shares + 1;
        let comma = if lot > 0 { "," } else { "" };
        let acquired = first.plus_days(14 * lot);
        write!(text, "{comma}{{\"shares\":{shares}.5,\"acquired\":\"{acquired}\",\"cost_usd\":{cost}.37}}").unwrap();
    }
    text.push_str("],\"distributions\":[");
    for at in 0..distributions {
        let date = Day::of("1986-03-14").plus_months(3 * at as u32);
        let (yen, spot) = (10 + at + at % 5, 100 + at % 40);
        let comma = if at > 0 { "," } else { "" };
        let rest = format!("\"per_share_jpy\":{yen},\"jpy_per_usd\":{spot}.5,\"withheld_percent\":10}}");
        write!(text, "{comma}{{\"date\":\"{date}\",{rest}").unwrap();
    }
    text.push_str("],\"prices\":[");
    for year in 1999..2025 {
        let comma = if year > 1999 { "," } else { "" };
        write!(text, "{comma}{{\"date\":\"{year}-12-31\",\"per_share_usd\":{}}}", 10 + (year * 7) % 23).unwrap();
    }
    let shares = format!("{}.{}", halves / 2, if halves % 2 == 0 { 0 } else { 5 });
    let sale = format!("{{\"date\":\"2025-12-29\",\"shares\":{shares},\"proceeds_usd\":9876543.21}}");
    text + &format!("],\"sales\":[{sale}]}}")
}
