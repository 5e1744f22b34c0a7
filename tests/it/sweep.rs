//! Where an answer changes: at the law's own numbers, and nowhere else.

use iijtax::facts::Case;
use iijtax::input::{Document, Given, Problem, read_case, read_case_with};
use iijtax::law::days_in;
use iijtax::sweep::{self, Fact, Piece, Said, Scale, Values};
use serde_json::Value;

use crate::support::{at, golden, json_files, path, put, run, run_at, run_in};
use crate::tables::rows_in;

const NEARLY_TEN: &str = "fixtures/holders/us-corporation-nearly-ten.json";

/// Expected values were worked out from the law: the bounds of each piece, and the rate due, of what is withheld where
/// that is another.
#[test]
fn changes_are_where_the_law_puts_them() {
    let rows = rows_in("fixtures/tables-sweep");
    assert!(rows.len() >= 10);
    for mut row in rows {
        let mut take =
            |key: &str| row.profile.as_object_mut().unwrap().remove(key).unwrap().as_str().unwrap().to_owned();
        let (fact, range, law) = (take("sweep"), take("range"), take("law"));
        let profile = row.profile.to_string();
        let command = ["sweep", &fact, &range, "--law", &law, "--holder", "-", "--format", "json"];
        let ran = run_in(".", &command, profile.as_bytes());
        assert_eq!(ran.stderr, "", "{}", row.place);
        let answer: Value = serde_json::from_str(&ran.stdout).unwrap();
        let mut found: Vec<(String, String, String)> = Vec::new();
        for piece in answer["pieces"].as_array().unwrap() {
            let percent = if range.contains('-') || fact == "days_held" { "" } else { "%" };
            let bound = |end: &str| match &piece[end] {
                Value::String(day) => day.clone(),
                number => format!("{number}{percent}"),
            };
            let from = if piece["includes_from"] == true { bound("from") } else { format!("above {}", bound("from")) };
            let until =
                if piece["includes_until"] == true { bound("until") } else { format!("below {}", bound("until")) };
            let (due, withheld) = (&piece["rate_percent"], &piece["at_source_rate_percent"]);
            let rate = if due == withheld { due.to_string() } else { format!("{due} of {withheld}") };
            match found.last_mut() {
                // The United States' part changed alone.
                Some(last) if last.2 == rate => last.1 = until,
                _ => found.push((from, until, rate)),
            }
        }
        let said: Vec<_> = found
            .into_iter()
            .map(
                |(from, until, rate)| {
                    if from == until { format!("{from}: {rate}") } else { format!("{from} to {until}: {rate}") }
                },
            )
            .collect();
        assert_eq!(said.join("; "), row.expected[0].1.as_str().unwrap(), "{}", row.place);
    }
}

/// One value after the other, each asked by itself, gives what the pieces say.
#[test]
fn a_scan_of_every_step_finds_no_other_change() {
    let mut scanned = 0;
    for file in json_files("fixtures/holders") {
        let name = file.file_name().unwrap().to_str().unwrap().to_owned();
        let document = Document::new(&name, std::fs::read(&file).unwrap()).unwrap();
        let given = Given::profile(&document);
        let own = read_case(&given).unwrap();
        let mut ranges = vec![
            ("dividend.payment_date", "2004-03-01", "2004-10-31"),
            ("dividend.payment_date", "2013-11-01", "2014-02-28"),
            ("dividend.entitlement_date", "2007-02-01", "2007-06-30"),
            ("dividend.ex_date", "2007-03-01", "2007-05-31"),
            ("held_since", "2006-12-01", "2007-03-31"),
            ("ownership_percent", "0", "100"),
            ("issued_percent", "0", "100"),
        ];
        if own.dividend.entitlement_date.is_some() {
            ranges.push(("days_held", "1", "400"));
        }
        for (fact, from, until) in ranges {
            let fact = Fact::named(fact, own.dividend.entitlement_date).unwrap();
            scanned += scan(&given, &own, fact, from, until, &name);
        }
    }
    assert!(scanned > 10_000, "{scanned}");
}

/// Asks each step between two values, and holds it to the piece that it lies in.
fn scan(given: &Given<'_>, own: &Case, fact: Fact, from: &str, until: &str, name: &str) -> usize {
    let Values::Ordered(scale) = fact.values else { panic!("{} has an order", fact.name) };
    let range = (scale.parse(from).unwrap(), scale.parse(until).unwrap());
    let read =
        |at: i64| -> Result<Case, Vec<Problem>> { read_case_with(given, (fact.field, fact.name, &scale.stated(at))) };
    let ask = |at: i64| sweep::said(read(at), None, &scale.stated(at), &fact);
    let stated: Vec<_> = days_in(given.holder.text()).collect();
    let marks = sweep::marks(scale, Some(own), &stated);
    let pieces: Vec<Piece<Said>> = sweep::pieces(range, &marks, &mut { ask });
    // They follow one another without a gap, and each says something else than the last.
    assert_eq!((pieces[0].first, pieces[pieces.len() - 1].last), range);
    for pair in pieces.windows(2) {
        assert_eq!(pair[0].last + 1, pair[1].first);
        assert!(pair[0].said != pair[1].said);
    }
    let steps: Vec<i64> = match scale {
        Scale::Percent => {
            let whole = range.1 / 200;
            let about = (0..=200).flat_map(|at| [-1, 0, 1].map(|more| at * whole + more));
            about
                .chain((0..40).map(|at| at * 249_999_999_937 / 10 + 1))
                .filter(|at| (range.0..=range.1).contains(at))
                .collect()
        }
        Scale::Day | Scale::DaysHeld(_) => (range.0..=range.1).collect(),
    };
    for at in &steps {
        let piece = pieces.iter().find(|piece| (piece.first..=piece.last).contains(at)).unwrap();
        assert_eq!(piece.said, ask(*at), "{name}: {} = {}", fact.name, scale.shown(*at));
    }
    steps.len()
}

/// Whatever a function of a number line looks like, its changes are found if some mark stands between any two of them.
#[test]
fn pieces_are_exact_for_any_steps() {
    for seed in 0..200_i64 {
        let next = |at: i64| (at * 7919 + seed * 104_729) % 1_000_003;
        let mut cuts: Vec<i64> = (1..=seed % 9).map(|at| next(at) * 1_000).collect();
        cuts.sort_unstable();
        cuts.dedup();
        let asked = std::cell::Cell::new(0);
        let pieces = sweep::pieces((0, 1_000_003_000), &cuts, &mut |at| {
            asked.set(asked.get() + 1);
            cuts.iter().filter(|cut| **cut <= at).count() % 2
        });
        let found: Vec<_> = pieces.iter().skip(1).map(|piece| piece.first).collect();
        assert_eq!(found, cuts);
        // Without marks one change is found by halves.
        if let [cut] = cuts[..] {
            let pieces = sweep::pieces((0, 1_000_003_000), &[], &mut |at| at >= cut);
            assert_eq!(pieces[1].first, cut);
        }
        assert!(asked.get() <= 3 * cuts.len() + 2);
    }
}

#[test]
fn sweeps_are_printed_exactly() {
    let part = ["sweep", "ownership_percent", "--holder", NEARLY_TEN];
    let date =
        ["sweep", "payment_date", "2003-01-01..2010-12-31", "--holder", "fixtures/holders/us-individual-2004.json"];
    let kind = ["sweep", "kind", "--holder", NEARLY_TEN];
    for (name, command) in [("part", &part[..]), ("date", &date), ("kind", &kind)] {
        for columns in ["40", "80"] {
            let ran = run_at(columns, ".", command, b"");
            assert_eq!(ran.stderr, "", "{name}");
            golden(&path("fixtures/golden").join(format!("sweep-{name}.{columns}.txt")), &ran.stdout);
            let most: usize = columns.parse().unwrap();
            let wide = |line: &&str| line.chars().count() > most && line.trim().contains(' ');
            assert_eq!(ran.stdout.lines().find(wide), None, "{name} at {columns}");
        }
    }
    for format in ["json", "csv", "svg"] {
        let ran = run(&[&part[..], &["--format", format]].concat());
        golden(&path("fixtures/golden").join(format!("sweep-part.{format}")), &ran.stdout);
    }
}

/// Of words and countries each value is answered as by itself, and stands in one group.
#[test]
fn values_without_an_order_are_grouped_by_their_answers() {
    let ran = run(&["sweep", "residence", "--holder", NEARLY_TEN, "--law", "statute", "--format", "json"]);
    let answer: Value = serde_json::from_str(&ran.stdout).unwrap();
    let mut seen = Vec::new();
    for piece in answer["pieces"].as_array().unwrap() {
        for code in piece["values"].as_array().unwrap() {
            seen.push(code.as_str().unwrap().to_owned());
        }
    }
    assert!(seen.len() > 240, "{}", seen.len());
    let count = seen.len();
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), count);
    let mut profile: Value = serde_json::from_str(&std::fs::read_to_string(path(NEARLY_TEN)).unwrap()).unwrap();
    for code in ["US", "DE", "JP", "KE", "BR", "CH"] {
        put(&mut profile, "residence", Value::from(code));
        let own = run_in(
            ".",
            &["dividend", "--holder", "-", "--law", "statute", "--format", "json"],
            profile.to_string().as_bytes(),
        );
        let own: Value = serde_json::from_str(&own.stdout).unwrap();
        let group = answer["pieces"]
            .as_array()
            .unwrap()
            .iter()
            .find(|it| it["values"].as_array().unwrap().contains(&Value::from(code)));
        let group = group.unwrap();
        for key in ["status", "rate_percent", "rule", "tax_jpy"] {
            assert_eq!(group[key], at(&own, &format!("japan.{key}")), "{code}: {key}");
        }
    }
}

#[test]
fn what_cannot_be_swept_is_said() {
    let holder = ["--holder", NEARLY_TEN];
    for (args, code, message) in [
        (vec!["colour"], 2, "FACT: got \"colour\", wanted one of kind, residence"),
        (vec!["shares"], 2, "FACT: got \"shares\""),
        (vec!["ownership"], 2, "did you mean \"ownership_percent\"?"),
        (vec!["payment_date"], 2, "RANGE: got none, wanted FROM..TO"),
        (vec!["ownership_percent", "0-100"], 2, "RANGE: got \"0-100\", wanted FROM..TO, such as 0..100"),
        (vec!["ownership_percent", "50..10"], 2, "the lower end first: 10..50"),
        (vec!["ownership_percent", "0..101"], 2, "RANGE: got \"101\", wanted a percentage from 0 to 100"),
        (vec!["ownership_percent", "0..1e1"], 2, "RANGE: got \"1e1\""),
        (vec!["ownership_percent", ".."], 2, "RANGE: got \"\""),
        (vec!["payment_date", "2007-02-29..2008-01-01"], 2, "RANGE: got \"2007-02-29\", wanted a date"),
        (vec!["days_held", "0..10"], 2, "wanted a number of days from 1 to"),
        (vec!["kind", "company"], 2, "RANGE: got \"company\", wanted one of individual"),
        (vec!["kind", "--format", "svg"], 2, "kind has no order to draw"),
        (vec!["payment_date", "1950-01-01..1960-01-01"], 3, "payment_date"),
    ] {
        let ran = run(&[&["sweep"], &args[..], &holder].concat());
        assert_eq!((ran.code, ran.stdout.as_str()), (code, ""), "{args:?}: {}", ran.stderr);
        assert!(ran.stderr.contains(message), "{args:?}: {}", ran.stderr);
    }
    // A part that contradicts what is held directly, and what is open, are pieces of their own.
    let profile = br#"{"kind":"corporation","residence":"US","direct_ownership_percent":30,"dividend":{"payment_date":"2007-06-28"}}"#;
    let ran = run_in(".", &["sweep", "ownership_percent", "--holder", "-"], profile);
    assert_eq!((ran.code, ran.stderr.as_str()), (4, ""), "{}", ran.stdout);
    assert!(ran.stdout.contains("No profile can say 0% to below 30%"), "{}", ran.stdout);
    assert!(ran.stdout.contains("Undetermined, above 50% to 100%: missing is"), "{}", ran.stdout);
    // All days that a fact can name, and a range of one day.
    let wide = run(&[&["sweep", "payment_date", "1900-01-01..2999-12-31"], &holder[..]].concat());
    assert_eq!(wide.stderr, "");
    assert!(wide.stdout.lines().count() > 5);
}
