//! The first screen of each answer: what it shows at every width, that it is one screen, and the flags that lead on.

use std::process::Command;

use serde_json::Value;

use crate::support::{at, golden, json_files, path, run, run_at, run_in, temporary};

const YEAR: &[&str] =
    &["year", "--holder", "fixtures/year/holder.json", "--tax-year", "2025", "--payments", "fixtures/year/2025.ndjson"];

/// Commands whose first screens are held exactly, by a name for their files.
const SCREENS: &[(&str, &[&str])] = &[
    ("ads", &["dividend", "--holder", "fixtures/holders/us-individual-ads.json"]),
    ("credit", &["dividend", "--holder", "fixtures/holders/us-individual-credit.json", "--as-of", "2024-06-27"]),
    ("unknown", &["dividend", "--holder", "fixtures/holders/us-corporation-unknown.json"]),
    ("nearly-ten", &["dividend", "--holder", "fixtures/holders/us-corporation-nearly-ten.json"]),
    ("resident", &["dividend", "--holder", "fixtures/holders/ntt.json"]),
    ("why", &["dividend", "--holder", "fixtures/holders/us-individual-credit.json", "--why", "us.credit.allowed_usd"]),
    ("gain", &["gain", "--holder", "fixtures/sales/us-individual-first-in-first-out.json"]),
    ("pfic", &["pfic", "excess", "--holding", "fixtures/holdings/yen-test.json"]),
    ("gain-lapsed", &["gain", "--holder", "fixtures/sales/pfic-gain.json", "--as-of", "2026-11-29"]),
    (
        "gain-why",
        &["gain", "--holder", "fixtures/sales/us-individual-first-in-first-out.json", "--why", "us.long_term_usd"],
    ),
    ("pfic-compare", &["pfic", "compare", "--holding", "fixtures/holdings/us-individual-ads.json"]),
    ("pfic-status", &["pfic", "status", "--company", "fixtures/companies/three-years.json"]),
    (
        "pfic-status-open",
        &["pfic", "status", "--company", "fixtures/companies/one-quarter-missing.json", "--held-from", "2006-05-10"],
    ),
    ("sheets", &["dividend", "--holder", "fixtures/holders/us-individual-2026.json", "--forms"]),
    ("year", YEAR),
    ("compare", &["compare", "--holder", "fixtures/holders/us-individual-ads.json"]),
    ("timeline", &["timeline", "--residence", "US"]),
];

#[test]
fn first_screens_are_exact_at_every_width_with_and_without_colour() {
    for (name, command) in SCREENS {
        for columns in ["40", "80", "200"] {
            for (color, ending) in [("never", "txt"), ("always", "ansi")] {
                let ran = run_at(columns, ".", &[*command, &["--color", color]].concat(), b"");
                assert_eq!(ran.stderr, "", "{name}");
                golden(&path("fixtures/golden/screen").join(format!("{name}.{columns}.{ending}")), &ran.stdout);
                let plain = without_colour(&ran.stdout);
                // A word that is longer than the page, an address or a rule's id, is not broken.
                let most: usize = columns.parse().unwrap();
                let wide = |line: &&str| line.chars().count() > most && line.trim().contains(' ');
                assert_eq!(plain.lines().find(wide), None, "{name} at {columns}");
            }
        }
    }
}

fn without_colour(text: &str) -> String {
    let mut plain = String::new();
    let mut parts = text.split('\u{1b}');
    plain.push_str(parts.next().unwrap());
    parts.for_each(|part| plain.push_str(part.split_once('m').unwrap().1));
    plain
}

#[test]
fn every_example_fits_one_screen() {
    let mut commands: Vec<Vec<String>> = Vec::new();
    let mut add = |command: &[&str]| commands.push(command.iter().map(|part| (*part).to_owned()).collect());
    let all = |folder: &str| json_files(folder).into_iter().map(|file| file.to_str().unwrap().to_owned());
    for holder in all("fixtures/holders") {
        add(&["dividend", "--holder", &holder]);
        add(&["dividend", "--holder", &holder, "--as-of", "2026-11-29"]);
        add(&["year", "--holder", &holder, "--tax-year", "2008"]);
    }
    for sale in all("fixtures/sales") {
        add(&["gain", "--holder", &sale]);
        add(&["gain", "--holder", &sale, "--as-of", "2026-11-29"]);
    }
    for company in all("fixtures/companies") {
        add(&["pfic", "status", "--company", &company, "--held-from", "2006-05-10"]);
    }
    for holding in all("fixtures/holdings") {
        for regime in ["excess", "mtm", "compare"] {
            add(&["pfic", regime, "--holding", &holding]);
        }
    }
    for file in ["2025.ndjson", "cases.ndjson", "chains.ndjson"] {
        let payments = format!("fixtures/year/{file}");
        add(&["year", "--holder", "fixtures/year/holder.json", "--tax-year", "2025", "--payments", &payments]);
    }
    for statement in ["activity.csv", "flex.xml", "schwab.csv"] {
        let statement = format!("fixtures/statements/{statement}");
        let year = ["year", "--holder", "fixtures/year/holder.json", "--tax-year", "2025", "--statement", &statement];
        add(&year);
        add(&[&year[..], &["--trades"]].concat());
    }
    let mut shown = 0;
    for command in commands {
        let command: Vec<&str> = command.iter().map(String::as_str).collect();
        let ran = run(&command);
        if [2, 3].contains(&ran.code) {
            // A holding without the election, or facts that the command does not take.
            continue;
        }
        let lines = ran.stdout.lines().count();
        assert!((3..=25).contains(&lines), "{command:?}: {lines} lines\n{}", ran.stdout);
        shown += 1;
    }
    assert!(shown > 100, "{shown}");
}

/// Each month a dividend of 10,000 yen times the month, of which 15.31% and not 10% was withheld: twelve claims, the first
/// of which lapses five years after 2025-01-15, stand in one line.
#[test]
fn many_payments_of_a_year_are_one_line_for_each_form() {
    let payment = |month: u32| {
        let (gross, withheld) = (10_000 * month, 1_531 * month);
        format!(
            "{{\"payer\":\"{}\",\"dividend\":{{\"payment_date\":\"2025-{month:02}-15\",\"entitlement_date\":\
             \"2025-{month:02}-01\",\"gross_jpy\":{gross},\"withheld_jpy\":{withheld}}}}}\n",
            3_770 + month
        )
    };
    let file = temporary("payments.ndjson");
    std::fs::write(&file, (1..=12).map(payment).collect::<String>()).unwrap();
    let year = ["year", "--holder", "fixtures/year/holder.json", "--tax-year", "2025", "--payments"];
    let screen = run(&[&year[..], &[file.to_str().unwrap()]].concat()).stdout;
    let unbroken = screen.split_whitespace().collect::<Vec<_>>().join(" ");
    let sums = "withheld 119,418 yen due to Japan 78,000 yen claim 41,418 yen payments 1, 2, 3, 4 and 8 more; the first \
                until 2030-01-15";
    assert!(unbroken.contains(sums), "{screen}");
    assert!(unbroken.contains("the first by 2030-01-15: Form 11, the refund claim, all payments"), "{screen}");
    assert!(!unbroken.contains("$0.00") && screen.lines().count() <= 25, "{screen}");
}

#[test]
fn every_figure_can_be_explained_and_is_that_of_the_answer() {
    let mut explained = 0;
    let sales = json_files("fixtures/sales").into_iter().map(|file| ("gain", file));
    let holders = json_files("fixtures/holders").into_iter().map(|file| ("dividend", file));
    for (command, file) in holders.chain(sales) {
        let holder = [command, "--holder", file.to_str().unwrap()];
        let answer: Value = serde_json::from_str(&run(&[&holder[..], &["--format", "json"]].concat()).stdout).unwrap();
        let refused = run(&[&holder[..], &["--why", "the.weather"]].concat());
        assert_eq!((refused.code, refused.stdout.as_str()), (2, ""), "{}", refused.stderr);
        if refused.stderr.contains("this answer has no figure") {
            assert_eq!(at(&answer, "us.gain_usd"), Value::Null, "{}", file.display());
            continue;
        }
        let known = refused.stderr.split("this answer has: ").nth(1).unwrap().trim().to_owned();
        for figure in known.split(", ") {
            let ran = run(&[&holder[..], &["--why", figure]].concat());
            let first = ran.stdout.lines().next().unwrap();
            let said = first.split(" = ").nth(1).unwrap();
            let value = at(&answer, figure);
            match value.as_bool() {
                Some(is) => assert_eq!(said, is.to_string(), "{first}"),
                None => {
                    let shown: String = said.chars().filter(|it| "0123456789.-".contains(*it)).collect();
                    assert_eq!(shown.parse::<f64>().unwrap(), value.as_f64().unwrap(), "{first}");
                }
            }
            assert!(ran.stdout.lines().count() > 1, "{first}");
            explained += 1;
        }
    }
    assert!(explained > 100, "{explained}");
}

#[test]
fn a_figure_can_be_named_by_its_last_words() {
    let holder = ["dividend", "--holder", "fixtures/holders/us-individual-ads.json", "--why"];
    // What is due, not what was withheld.
    assert!(run(&[&holder[..], &["tax_jpy"]].concat()).stdout.starts_with("japan.tax_jpy = 60,000 yen\n"));
    let at_source = run(&[&holder[..], &["at_source.tax_jpy"]].concat()).stdout;
    assert!(at_source.starts_with("japan.at_source.tax_jpy = 120,000 yen\n"), "{at_source}");
    assert!(at_source.contains("2007-11-30"), "{at_source}");
    assert!(at_source.contains("https://"), "{at_source}");
}

/// Form 1 is due on the day before the payment of 2024-06-28, and a refund for five years from the payment.
#[test]
fn a_day_tells_what_is_open_from_what_is_overdue_and_lapsed() {
    let application = |day: &str| {
        let holder = "fixtures/holders/us-individual-credit.json";
        let ran = run(&["dividend", "--holder", holder, "--as-of", day, "--format", "json"]);
        let answer: Value = serde_json::from_str(&ran.stdout).unwrap();
        at(&answer, "actions.file-application.state")
    };
    assert_eq!(application("2024-06-27"), "open");
    assert_eq!(application("2024-06-28"), "overdue");
    let late = br#"{"kind":"individual","residence":"US","relief":{"application_filed":false},
        "dividend":{"gross_jpy":1000000,"payment_date":"2024-06-28","entitlement_date":"2024-03-31"}}"#;
    let screen = |day: &str| run_in(".", &["dividend", "--holder", "-", "--as-of", day], late).stdout;
    assert!(screen("2029-06-28").contains("by 2029-06-28, open, the last day: Form 11"), "{}", screen("2029-06-28"));
    assert!(screen("2029-06-29").contains("by 2029-06-28, lapsed: Form 11"), "{}", screen("2029-06-29"));
    // The headline says so too: nothing comes back that can no longer be claimed.
    let unbroken = |day: &str| screen(day).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(unbroken("2029-06-28").contains("can be claimed back until 2029-06-28. gross"), "{}", screen("2029-06-28"));
    assert!(unbroken("2029-06-29").contains("until 2029-06-28. On 2029-06-29 that day is past. gross"));
    let without = run(&["dividend", "--holder", "fixtures/holders/us-individual-credit.json", "--format", "json"]);
    assert!(!without.stdout.contains("\"state\""), "no clock is read");
    let wrong = run(&["dividend", "--holder", "fixtures/holders/ntt.json", "--as-of", "today"]);
    assert_eq!((wrong.code, wrong.stdout.as_str()), (2, ""));
}

/// The arithmetic of a sale of 35,000 ADSs at 1,100 yen, from two lots; $387,440.88 less $100.01 less $239,893.62.
#[test]
fn the_figures_of_a_sale_are_explained_by_their_arithmetic() {
    let why = |figure: &str| {
        let holder = ["gain", "--holder", "fixtures/sales/us-individual-first-in-first-out.json", "--why", figure];
        run(&holder).stdout.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(why("us.gain_usd").starts_with("us.gain_usd = $147,447.25 - $387,340.87 realised less $239,893.62 basis "));
    let basis = "us.basis_usd = $239,893.62 - $205,000.00 of lot 1 + $34,893.62 of lot 2 ";
    assert!(why("basis_usd").starts_with(basis), "{}", why("basis_usd"));
    assert!(why("us.proceeds_usd").contains("35,000 × 1,100 yen / 99.37 yen for a dollar"));
    let tax = "us.tax_at_maximum_rate_usd = $19,050.97 - $127,006.46 × 15% ";
    assert!(why("us.tax_at_maximum_rate_usd").starts_with(tax), "{}", why("us.tax_at_maximum_rate_usd"));
    assert!(why("japan.taxed").starts_with("japan.taxed = false Gains of non-residents"), "{}", why("japan.taxed"));
}

/// Form 8621 is filed with the return of 2008, which is due on 2009-04-15.
#[test]
fn a_sale_tells_whether_its_form_is_overdue() {
    let state = |day: &str| {
        let ran = run(&["gain", "--holder", "fixtures/sales/pfic-gain.json", "--as-of", day, "--format", "json"]);
        let answer: Value = serde_json::from_str(&ran.stdout).unwrap();
        (at(&answer, "actions.0.due").clone(), at(&answer, "actions.0.state").clone())
    };
    assert_eq!(state("2009-04-15"), ("2009-04-15".into(), "open".into()));
    assert_eq!(state("2009-04-16"), ("2009-04-15".into(), "overdue".into()));
}

#[test]
fn explain_shows_what_holds_and_explain_all_the_rest() {
    let holder = ["dividend", "--holder", "fixtures/holders/us-individual-ads.json"];
    let met = run(&[&holder[..], &["--explain"]].concat()).stdout;
    let all = run(&[&holder[..], &["--explain=all"]].concat()).stdout;
    let whole = run(&[&holder[..], &["--all"]].concat()).stdout;
    assert!(met.contains("\n  met ") && !met.contains("\n  not met "), "{met}");
    assert!(all.contains("\n  met ") && all.contains("\n  not met "), "{all}");
    assert!(!whole.contains("\n  met ") && whole.contains("\nAssumed\n"), "{whole}");
}

/// On a terminal a long answer goes to the pager, and a short one does not.
#[test]
fn a_long_answer_is_paged_on_a_terminal() {
    let terminal = |flags: &str| {
        let program = env!("CARGO_BIN_EXE_iijtax");
        let command = format!("{program} dividend --holder fixtures/holders/us-individual-ads.json {flags}");
        let output = Command::new("script")
            .args(["-qec", &command, "/dev/null"])
            .current_dir(path("."))
            .env("PAGER", "sed s/^/paged:/")
            .env("COLUMNS", "80")
            .output()
            .expect("`script` is part of every Linux");
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(terminal("--all").starts_with("paged:"), "{}", terminal("--all"));
    assert!(!terminal("--all --no-pager").contains("paged:"));
    assert!(!terminal("").contains("paged:"));
}
