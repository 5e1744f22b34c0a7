//! Ways in: files to begin with, examples that are built in, questions one by one, tables of facts.

use std::fs;

use serde_json::Value;

use crate::support::{golden, path, run, run_at, run_in, temporary};

const KINDS: [(&str, &[&str]); 6] = [
    ("holder", &["dividend", "--holder"]),
    ("dividend", &["dividend", "--residence", "US", "--kind", "individual", "--dividend"]),
    ("sale", &["gain", "--residence", "US", "--holder-kind", "individual", "--sale"]),
    ("holding", &["pfic", "excess", "--holding"]),
    ("company", &["pfic", "status", "--company"]),
    ("map", &["batch", "--from", "csv", "--map"]),
];

#[test]
fn a_file_to_begin_with_is_written_once_and_says_what_to_fill_in() {
    for (kind, reader) in KINDS {
        let file = temporary(&format!("{kind}.json"));
        let name = file.to_str().unwrap();
        let written = run(&["init", kind, "--output", name]);
        assert_eq!((written.code, written.stderr.as_str()), (0, ""), "{kind}");
        let text = fs::read_to_string(&file).unwrap();
        golden(&path("fixtures/golden").join(format!("init-{kind}.json")), &text);
        assert_eq!(run(&["init", kind, "--output", "-"]).stdout, text);
        // Read as it is, the comments are no facts, and all that is wrong is that nothing is filled in.
        let read = run(&[reader, &[name]].concat());
        let wrong = read.stderr.lines().filter(|line| line.starts_with("error: "));
        let unfilled = |line: &&str| line.contains("got nothing") || line.contains("no such column");
        assert!(wrong.clone().all(|line| unfilled(&line)), "{kind}: {}", read.stderr);
        // What is there stays, unless it is said that it may go.
        fs::write(&file, "mine").unwrap();
        let again = run(&["init", kind, "--output", name]);
        assert_eq!((again.code, again.stdout.as_str()), (1, ""), "{kind}");
        assert!(again.stderr.ends_with("wanted a new one; --force overwrites it\n"), "{}", again.stderr);
        assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
        assert_eq!(run(&["init", kind, "--output", name, "--force"]).code, 0);
        assert_eq!(fs::read_to_string(&file).unwrap(), text);
    }
}

/// 60,000 shares at 35 yen, of which the treaty with the United States leaves Japan a tenth.
#[test]
fn a_profile_to_begin_with_is_filled_in_and_answered() {
    let text = run(&["init", "holder", "--output", "-"]).stdout;
    let fill = [
        ("\"kind\": null", "\"kind\": \"individual\""),
        ("\"residence\": null", "\"residence\": \"US\""),
        ("\"shares\": null", "\"shares\": 60000"),
        ("\"per_share_jpy\": null", "\"per_share_jpy\": 35"),
        ("\"payment_date\": null", "\"payment_date\": \"2024-06-28\""),
    ];
    let filled = fill.iter().fold(text, |text, (from, to)| {
        assert_eq!(text.matches(from).count(), 1, "{from} in {text}");
        text.replace(from, to)
    });
    let ran = run_in(".", &["dividend", "--holder", "-", "--format", "json"], filled.as_bytes());
    let answer: Value = serde_json::from_str(&ran.stdout).unwrap_or_else(|_| panic!("{}", ran.stderr));
    assert_eq!((ran.code, &answer["japan"]["tax_jpy"]), (0, &Value::from(210_000)));
}

#[test]
fn every_example_is_built_in_and_read_by_the_command_that_the_list_names() {
    let list = run(&["example"]).stdout;
    let mut named = Vec::new();
    for line in list.lines() {
        let (name, command) = line.split_once(' ').unwrap();
        named.push(name.to_owned());
        let text = run(&["example", name]).stdout;
        let command: Vec<&str> = command.split_whitespace().skip(1).filter(|word| *word != "profile.json").collect();
        let command = match &command[..] {
            ["dividend", "--holder", "--dividend", "-"] => {
                vec!["dividend", "--residence", "US", "--kind", "individual", "--dividend", "-"]
            }
            other => other.to_vec(),
        };
        let ran = run_in(".", &command, text.as_bytes());
        assert!([0, 4, 5].contains(&ran.code) && ran.stderr.is_empty(), "{name}: {}", ran.stderr);
    }
    // Every fixture of these folders is there, but for a holding that is called like a holder.
    let folders = ["holders", "sales", "holdings", "companies", "dividends"];
    let files = folders.iter().flat_map(|folder| crate::support::json_files(&format!("fixtures/{folder}")));
    let mut stems: Vec<String> = files.map(|file| file.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    named.sort_unstable();
    stems.sort_unstable();
    stems.dedup();
    assert_eq!(named, stems);
    let text = fs::read_to_string(path("fixtures/holders/us-trust.json")).unwrap();
    assert_eq!(run(&["example", "us-trust"]).stdout, text);
    let near = run(&["example", "us-trst"]);
    assert_eq!((near.code, near.stdout.as_str()), (2, ""));
    assert!(near.stderr.contains("did you mean us-trust?"), "{}", near.stderr);
}

fn asked(args: &[&str], lines: &str) -> (crate::support::Ran, Option<Value>) {
    let file = temporary("profile.json");
    let args = [&["ask", "--output", file.to_str().unwrap()], args].concat();
    let ran = run_in(".", &args, lines.as_bytes());
    let profile = fs::read(&file).ok().map(|bytes| serde_json::from_slice(&bytes).unwrap());
    (ran, profile)
}

#[test]
fn questions_are_asked_one_by_one_until_nothing_is_open() {
    let lines = "UK\nUS\nindividual\n2024-06-28\nshare\n60,000\n60000\n35\n2020-01-06\n2024-03-28\n";
    let (ran, profile) = asked(&[], lines);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stdout.contains("Japan withholds 10%: 210,000 yen."), "{}", ran.stdout);
    // What is wrong is said, and asked again.
    assert!(ran.stderr.contains("got UK, wanted a country code") && ran.stderr.contains("did you mean \"GB\"?"));
    assert!(ran.stderr.contains("got 60,000, wanted a number of shares"), "{}", ran.stderr);
    assert_eq!(ran.stderr.matches("\n> ").count(), 10, "{}", ran.stderr);
    let expected = serde_json::json!({
        "residence": "US", "kind": "individual", "instrument": "share", "shares": 60000,
        "held_since": "2020-01-06",
        "dividend": { "payment_date": "2024-06-28", "per_share_jpy": 35, "ex_date": "2024-03-28" },
    });
    assert_eq!(profile, Some(expected));
}

/// A company in Germany is asked what its treaty turns on, which is what the answer to such a company asks for.
#[test]
fn the_questions_are_those_of_the_answer() {
    let given = ["--residence", "DE", "--kind", "corporation", "--paid", "2024-06-28"];
    let answer = run(&[&["dividend", "--format", "json"], &given[..]].concat()).stdout;
    let answer: Value = serde_json::from_str(&answer).unwrap();
    let first = answer["japan"]["questions"][0]["field"].as_str().unwrap();
    let (ran, profile) = asked(&given, "\n\n12.5\n");
    assert!(ran.stderr.contains(&format!("> {first}: ")), "{first}: {}", ran.stderr);
    assert_eq!(profile.unwrap()[first], Value::from(12.5));
    let (ended, profile) = asked(&[], "US\n");
    assert_eq!((ended.code, profile), (3, None), "{}", ended.stderr);
}

#[test]
fn a_profile_that_is_there_is_not_asked_over() {
    let file = temporary("profile.json");
    fs::write(&file, "mine").unwrap();
    let ran = run_in(".", &["ask", "--output", file.to_str().unwrap()], b"US\nindividual\n");
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(ran.stderr.contains("--force overwrites it"), "{}", ran.stderr);
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
}

#[test]
fn the_tables_of_facts_fit_a_screen_and_name_every_fact() {
    let table = run(&["schema", "holder", "--format", "text"]).stdout;
    golden(&path("fixtures/golden/schema-holder.txt"), &table);
    for fact in iijtax::facts::Field::ALL {
        let key = fact.path().rsplit('.').next().unwrap();
        assert!(table.lines().any(|line| line.split_whitespace().next() == Some(key)), "{key}");
    }
    for of in ["holder", "dividend", "sale", "holding", "company"] {
        for columns in ["60", "80"] {
            let table = run_at(columns, ".", &["schema", of, "--format", "text"], b"").stdout;
            let most: usize = columns.parse().unwrap();
            // A word that is longer than the page is not broken.
            let is_wide = |line: &&str| line.chars().count() > most && line.trim().contains(' ');
            let wide: Vec<_> = table.lines().filter(is_wide).collect();
            assert!(wide.is_empty(), "{of}: {wide:#?}");
            assert!(table.lines().count() > 5, "{of}");
        }
    }
    let answer = run(&["schema", "answer", "--format", "text"]);
    assert_eq!((answer.code, answer.stdout.as_str()), (2, ""));
}

#[test]
fn comments_are_not_read_wherever_they_stand() {
    let profile = br##"{"#": 1, "kind": "individual", "#kind": {"a": [null]}, "residence": "US", "shares": 5,
        "us": {"#": "x"}, "lots": [{"shares": 5, "acquired": "2020-01-06", "#acquired": "by post"}],
        "dividend": {"#payment_date": "?", "payment_date": "2024-06-28", "per_share_jpy": 100}}"##;
    let ran = run_in(".", &["dividend", "--holder", "-", "--format", "json"], profile);
    let answer: Value = serde_json::from_str(&ran.stdout).unwrap_or_else(|_| panic!("{}", ran.stderr));
    assert_eq!(answer["japan"]["tax_jpy"], 50);
    let broken = run_in(".", &["dividend", "--holder", "-"], br##"{"#": nonsense, "kind": "individual"}"##);
    assert_eq!(broken.code, 3, "a comment is JSON like all else");
}
