//! Pages to hand over: what they hold, that nothing is asked for, that every link has its end, and that every number is that
//! of the JSON answer.

use std::collections::HashSet;

use serde_json::Value;

use crate::support::{at, golden, json_files, path, run};

const YEAR: &[&str] =
    &["year", "--holder", "fixtures/year/holder.json", "--tax-year", "2025", "--payments", "fixtures/year/2025.ndjson"];

/// Every command that has a page, with every example that it has.
fn commands() -> Vec<Vec<String>> {
    let mut commands: Vec<Vec<String>> = Vec::new();
    let mut add = |command: &[&str]| commands.push(command.iter().map(|part| (*part).to_owned()).collect());
    for file in json_files("fixtures/holders") {
        let holder = file.to_str().unwrap();
        add(&["dividend", "--holder", holder]);
        add(&["dividend", "--holder", holder, "--as-of", "2026-11-29"]);
        add(&["dividend", "--holder", holder, "--law", "statute", "--payment-date", "2024-06-28"]);
    }
    for file in json_files("fixtures/sales") {
        add(&["gain", "--holder", file.to_str().unwrap()]);
    }
    for file in json_files("fixtures/holdings") {
        for regime in ["excess", "mtm"] {
            add(&["pfic", regime, "--holding", file.to_str().unwrap()]);
        }
    }
    let ads = "fixtures/holders/us-individual-ads.json";
    add(&["compare", "--holder", ads]);
    add(&["compare", "--holder", ads, "--from", "1999-01-01", "--until", "2024-12-31"]);
    add(&["compare", "--holder", "fixtures/holders/us-corporation-unknown.json"]);
    for (residence, kind) in [("US", "individual"), ("DE", "corporation"), ("KE", "individual"), ("JP", "corporation")]
    {
        add(&["timeline", "--residence", residence, "--kind", kind]);
    }
    add(YEAR);
    add(&[YEAR, &["--carryover", "2014=4", "--carryover", "2015=3.50"]].concat());
    commands
}

#[test]
fn pages_ask_for_nothing_and_every_number_is_the_answers() {
    let mut numbers = 0;
    for command in commands() {
        let command: Vec<&str> = command.iter().map(String::as_str).collect();
        let page = run(&[&command[..], &["--format", "html"]].concat());
        let json = run(&[&command[..], &["--format", "json"]].concat());
        assert_eq!(page.code, json.code, "{command:?}");
        if [2, 3].contains(&json.code) {
            // Facts that the other days contradict, or without the election.
            continue;
        }
        assert_eq!((page.stderr.as_str(), json.stderr.as_str()), ("", ""), "{command:?}");
        let answer: Value = serde_json::from_str(&json.stdout).unwrap();
        asks_for_nothing(&page.stdout, &command);
        for (place, value) in pieces(&page.stdout, "data-path=\"") {
            let shown: String = value.chars().filter(|it| "0123456789.-".contains(*it)).collect();
            let expected = at(&answer, place);
            assert_eq!(shown.parse::<f64>().ok(), expected.as_f64(), "{command:?}: {place} {value}");
            numbers += 1;
        }
    }
    assert!(numbers > 1000, "{numbers}");
}

#[test]
fn one_page_of_each_command_is_exact() {
    let timeline = ["timeline", "--residence", "DE", "--kind", "corporation", "--ownership-percent", "25"];
    let pages: [(&str, &[&str]); 7] = [
        ("dividend", &["dividend", "--holder", "tests/pages/ads-late.json", "--as-of", "2026-11-29"]),
        ("unknown", &["dividend", "--holder", "fixtures/holders/us-corporation-unknown.json"]),
        ("gain", &["gain", "--holder", "fixtures/sales/us-individual-first-in-first-out.json"]),
        ("pfic", &["pfic", "mtm", "--holding", "fixtures/holdings/us-individual-ads.json"]),
        ("compare", &["compare", "--holder", "fixtures/holders/us-individual-ads.json"]),
        ("timeline", &timeline),
        ("year", YEAR),
    ];
    for (name, command) in pages {
        let page = run(&[command, &["--format", "html"]].concat()).stdout;
        golden(&path("fixtures/golden/page").join(format!("{name}.html")), &in_lines(&page));
    }
}

/// A page is one line; a change is read more easily where every block begins one. The style is the same in all of them.
pub fn in_lines(page: &str) -> String {
    let (head, rest) = page.split_once("<style>").unwrap();
    let (_, rest) = rest.split_once("</style>").unwrap();
    let mut lines = format!("{head}{rest}\n");
    let html = ["h2", "h3", "p", "li", "tr", "th", "td", "dt", "dd", "section", "article"];
    for tag in html.into_iter().chain(["rect", "path", "line", "text", "circle"]) {
        for begin in [format!("<{tag}>"), format!("<{tag} ")] {
            lines = lines.replace(&begin, &format!("\n{begin}"));
        }
    }
    lines
}

/// What stands in an attribute, and the text up to the next tag after it.
fn pieces<'a>(page: &'a str, attribute: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    page.split(attribute).skip(1).map(|rest| {
        let (value, rest) = rest.split_once('"').unwrap();
        let text = rest.split_once('>').unwrap().1;
        (value, text.split('<').next().unwrap())
    })
}

fn asks_for_nothing(page: &str, command: &[&str]) {
    assert!(page.len() < 200 * 1024, "{command:?}: {} bytes", page.len());
    assert!(
        page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\"")
    );
    for word in ["<script", "<link", "<img", "<iframe", "<form", " src=", "@import", "url(", " style=", " on"] {
        let found = page.match_indices(word).find(|(place, _)| word != " on" || is_handler(&page[*place + 3..]));
        assert_eq!(found, None, "{command:?}: {word}");
    }
    let ids: Vec<&str> = pieces(page, " id=\"").map(|(id, _)| id).collect();
    let known: HashSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), known.len(), "{command:?}: an id stands twice");
    for (link, _) in pieces(page, "href=\"") {
        match link.strip_prefix('#') {
            Some(id) => assert!(known.contains(id), "{command:?}: {link} leads nowhere"),
            None => assert!(link.starts_with("https://") || link.starts_with("http://"), "{link}"),
        }
    }
    for (id, _) in pieces(page, "aria-labelledby=\"") {
        assert!(known.contains(id), "{command:?}: nothing is called by {id}");
    }
}

/// `onload="…"`, and not `on the` in a sentence.
fn is_handler(rest: &str) -> bool {
    let name: String = rest.chars().take_while(char::is_ascii_lowercase).collect();
    !name.is_empty() && rest[name.len()..].starts_with('=')
}

/// What a holder is called may be the number of an account.
#[test]
fn no_page_names_the_holder() {
    let profile = br#"{"id":"ACCOUNT-12345678","kind":"individual","residence":"US","shares":10,
        "sale":{"date":"2024-07-01","price_usd":20,"basis_usd":100},
        "dividend":{"gross_jpy":1000000,"payment_date":"2024-06-28","entitlement_date":"2024-03-31"}}"#;
    for command in ["dividend", "gain", "compare"] {
        let page = crate::support::run_in(".", &[command, "--holder", "-", "--format", "html"], profile);
        assert!(page.stdout.contains("</html>"), "{command}: {}", page.stderr);
        assert!(!page.stdout.contains("ACCOUNT"), "{command}");
    }
}

#[test]
fn what_has_no_page_says_so() {
    let ran = run(&["gain", "--holder", "fixtures/sales/basis-unknown.json", "--forms", "--format", "html"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    assert!(ran.stderr.contains("there is no page for --forms"), "{}", ran.stderr);
}

/// Names in a profile are text, whatever they hold.
#[test]
fn names_are_only_text() {
    let profile = br#"{"kind":"individual","residence":"US","payer":{"name":"<script>x</script>\u0007 & Co"},
        "dividend":{"gross_jpy":1000000,"payment_date":"2024-06-28","entitlement_date":"2024-03-31"}}"#;
    let page = crate::support::run_in(".", &["dividend", "--holder", "-", "--format", "html"], profile).stdout;
    assert!(page.contains("&lt;script&gt;x&lt;/script&gt;\\u{7} &amp; Co"), "{page}");
    assert!(!page.contains("<script"));
}
