//! Decides prepared cases, many times over: to count the instructions of one decision.
//!
//! `valgrind --tool=callgrind target/release/deps/decide-… plain 1000`, and the same with 2000: the difference is that of a
//! thousand decisions. Without arguments, as `cargo bench` runs it, every shape is decided and timed.

use std::hint::black_box;
use std::time::Instant;

use iijtax::dividend::decide;
use iijtax::facts::Case;
use iijtax::input::{Document, Given, read_case};
use iijtax::law;

/// What is decided: its name, and profiles that are taken in turn.
const SHAPES: [(&str, &[&str]); 6] = [
    // A register of the United States, as a depositary has it.
    (
        "plain",
        &[
            r#"{"kind":"corporation","residence":"US","ownership_percent":"50.0001","held_since":"2006-04-01","shares":44381,"instrument":"ads","meets_additional_requirements":true,"dividend":{"ads_per_share":400,"entitlement_date":"2007-03-31","payment_date":"2007-06-28","ex_date":"2007-03-27","per_share_jpy":"1750.50"}}"#,
            r#"{"kind":"individual","residence":"US","ownership_percent":"0.5","held_since":"2004-04-01","shares":44381,"instrument":"ads","dividend":{"ads_per_share":400,"entitlement_date":"2007-03-31","payment_date":"2007-06-28","ex_date":"2007-03-27","per_share_jpy":"1750.50"}}"#,
            r#"{"kind":"pension_fund","residence":"US","ownership_percent":"0.5","held_since":"2004-04-01","shares":44381,"instrument":"share","dividend":{"entitlement_date":"2007-03-31","payment_date":"2007-06-28","ex_date":"2007-03-27","per_share_jpy":"1750.50"}}"#,
            r#"{"kind":"individual","residence":"AR","ownership_percent":"0.5","held_since":"2004-04-01","shares":44381,"instrument":"share","dividend":{"entitlement_date":"2007-03-31","payment_date":"2007-06-28","ex_date":"2007-03-27","per_share_jpy":"1750.50"}}"#,
        ],
    ),
    (
        "countries",
        &[
            r#"{"kind":"corporation","residence":"DE","ownership_percent":"26","held_since":"2016-04-01","shares":44381,"limitation_on_benefits":["listed_company"],"dividend":{"entitlement_date":"2024-03-31","payment_date":"2024-06-28","ex_date":"2024-03-28","per_share_jpy":"17"}}"#,
            r#"{"kind":"individual","residence":"FR","ownership_percent":"0.5","held_since":"2016-04-01","shares":44381,"dividend":{"entitlement_date":"2024-03-31","payment_date":"2024-06-28","ex_date":"2024-03-28","per_share_jpy":"17"}}"#,
            r#"{"kind":"pension_fund","residence":"GB","ownership_percent":"0.5","held_since":"2016-04-01","shares":44381,"dividend":{"entitlement_date":"2019-03-31","payment_date":"2019-06-28","ex_date":"2019-03-28","per_share_jpy":"17"}}"#,
            r#"{"kind":"individual","residence":"US","ownership_percent":"0.5","held_since":"2016-04-01","shares":44381,"dividend":{"entitlement_date":"2024-03-31","payment_date":"2024-06-28","ex_date":"2024-03-28","per_share_jpy":"17"}}"#,
        ],
    ),
    (
        "american",
        &[
            r#"{"kind":"individual","residence":"US","ownership_percent":"0.5","held_since":"2016-04-01","shares":44381,"dividend":{"entitlement_date":"2024-03-31","payment_date":"2024-06-28","ex_date":"2024-03-28","per_share_jpy":"17"}}"#,
        ],
    ),
    (
        "not_addressed",
        &[
            r#"{"kind":"individual","residence":"JP","ownership_percent":"0.5","held_since":"2016-04-01","shares":44381,"dividend":{"entitlement_date":"2024-03-31","payment_date":"2024-06-28","ex_date":"2024-03-28","per_share_jpy":"17"}}"#,
        ],
    ),
    (
        "lots",
        &[
            r#"{"kind":"individual","residence":"US","lots":[{"shares":10,"acquired":"2016-08-21"},{"shares":5,"acquired":"2024-03-20"}],"dividend":{"entitlement_date":"2024-03-31","payment_date":"2024-06-28","ex_date":"2024-03-28","per_share_jpy":"17"}}"#,
        ],
    ),
    // A fact is missing, and every value is tried.
    (
        "open",
        &[
            r#"{"kind":"corporation","residence":"US","shares":10,"dividend":{"entitlement_date":"2024-03-31","payment_date":"2024-06-28","ex_date":"2024-03-28","per_share_jpy":"17"}}"#,
        ],
    ),
];

fn cases(profiles: &[&str]) -> Vec<Case> {
    let read = |profile: &&str| {
        let document = Document::new("profile.json", profile.as_bytes().to_vec()).expect("UTF-8");
        read_case(&Given::profile(&document)).expect("a valid profile")
    };
    profiles.iter().map(read).collect()
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with("--")).collect();
    let shape = args.first().map(String::as_str);
    let count = args.get(1).and_then(|count| count.parse().ok()).unwrap_or(10_000_u32);
    for (name, profiles) in SHAPES.iter().filter(|(name, _)| shape.is_none_or(|asked| asked == *name)) {
        let cases = cases(profiles);
        let laws: Vec<_> = cases.iter().map(|case| law::choose(None, case).expect("a law")).collect();
        let count = if *name == "open" { count.div_ceil(100) } else { count };
        let begun = Instant::now();
        for at in 0..count as usize {
            let (case, law) = (&cases[at % cases.len()], laws[at % cases.len()]);
            let decision = decide(black_box(case), law);
            black_box(decision.amounts(case));
        }
        #[expect(clippy::print_stderr, reason = "it is what the bench is for")]
        {
            eprintln!("{name}: {:?} a decision", begun.elapsed() / count);
        }
    }
}
