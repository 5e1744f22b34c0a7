//! What is to be done next, as rows say it: the last day to claim, the forms and through whom, held against the actions of
//! the single command and its first screen, for every example and every holder of the truth tables.

use std::collections::BTreeSet;

use iijtax::dividend;
use iijtax::input::{Document, Given, read_case};
use iijtax::law::{self, Law};
use iijtax::render::{json, screen};
use serde_json::Value;

use crate::support::{json_files, path, run, temporary};
use crate::tables::rows_in;

type Words = BTreeSet<String>;

/// What the actions of an answer come to, by their own sentences.
fn expected(answer: &Value) -> (Words, Words) {
    let actions = answer["actions"].as_array().unwrap();
    let enacted = answer["law"] == "statute";
    let ads = answer["dividend"]["instrument"] == "ads";
    let (mut forms, mut routes) = (Words::new(), Words::new());
    let mut proofs = false;
    for action in actions {
        let text = |key: &str| action[key].as_str().unwrap();
        let (id, what) = (text("id"), text("what"));
        // That of the United States is no form of Japan.
        let what = what.replace("(Form 6166)", "");
        let numbers = what.split("Form ").skip(1).map(|rest| {
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            format!("form_{digits}")
        });
        match id {
            "file-form-8621" => continue,
            // Its sentence names what its members add where their treaty asks for it.
            "file-members" | "file-entity" => drop(forms.insert("form_16".to_owned())),
            "file-proofs" | "show-exemption" => {}
            _ if enacted => forms.extend(numbers),
            "file-application" => drop(forms.insert("application".to_owned())),
            "file-second-form" => drop(forms.insert("second_form".to_owned())),
            "claim-refund" => drop(forms.insert("refund_claim".to_owned())),
            "correct-excess" | "settle-shortfall" => {}
            other => panic!("{other} is held to nothing"),
        }
        let route = match (id, text("by"), text("with")) {
            ("file-application" | "file-second-form", by, _) if by.starts_with("the depositary") => "depositary",
            ("file-application", ..) if what.contains("the agent in Japan that pays the dividend out") => {
                "payment_handling_agent"
            }
            ("file-application", ..) => "withholding_agent",
            ("claim-refund", _, "the Japanese tax authority, through the withholding agent") => {
                if what.contains("the agent in Japan that pays the dividend out") {
                    "payment_handling_agent"
                } else {
                    "withholding_agent"
                }
            }
            ("claim-refund", _, "the Japanese tax authority") => "tax_office",
            (_, _, "the payer or its agent") => "payer",
            (_, _, "the withholding agent") => "withholding_agent",
            _ => {
                proofs = true;
                continue;
            }
        };
        routes.insert(route.to_owned());
    }
    if proofs && routes.is_empty() {
        let day = answer["dividend"]["payment_date"].as_str();
        let by_agent = enacted && day.is_some_and(|day| day >= "2010") && answer["dividend"]["listed"] != false;
        routes.insert(
            match (ads, by_agent) {
                (true, _) => "depositary",
                (false, true) => "payment_handling_agent",
                (false, false) => "withholding_agent",
            }
            .to_owned(),
        );
    }
    (forms, routes)
}

/// The day that the first screen names to claim by, where it has room for it.
fn claim_on_screen(screen: &str) -> Option<String> {
    let unbroken = screen.split_whitespace().collect::<Vec<_>>().join(" ");
    let behind = |mark: &str| unbroken.split_once(mark).map(|(_, rest)| rest[..10].to_owned());
    let day = |text: &String| text.starts_with(|char: char| char.is_ascii_digit());
    let of_tasks = unbroken.find("refund claim").map(|at| unbroken[..at].to_owned());
    let of_tasks = of_tasks.and_then(|before| {
        let (before, item) = before.rsplit_once(" - ")?;
        let _ = before;
        Some(item.strip_prefix("by ")?[..10].to_owned())
    });
    behind("claim by ").or(of_tasks).filter(day)
}

fn words(cell: &Value) -> Words {
    cell.as_str().unwrap_or_default().split_whitespace().map(str::to_owned).collect()
}

/// The answers for those behind a holder, each before those behind it.
fn behind(answer: &Value) -> Vec<&Value> {
    let members = answer["members"].as_array().into_iter().flatten().map(|member| &member["answer"]);
    members.flat_map(|member| [vec![member], behind(member)].concat()).collect()
}

/// Holds a row for each profile to the answer; says how many rows have a day to claim by, how many of these days the screen
/// named, and which words there were.
#[derive(Default)]
struct Held {
    claims: usize,
    on_screen: usize,
    members: usize,
    words: Words,
}

impl Held {
    fn hold(&mut self, profiles: &[(String, Value)], asked: Option<&'static Law>, name: &str) {
        let register = temporary(&format!("next-{name}.ndjson"));
        let lines: String = profiles.iter().map(|(_, profile)| format!("{profile}\n")).collect();
        std::fs::write(&register, lines).unwrap();
        let law = asked.map_or("auto", |law| law.id);
        let ran = run(&["batch", register.to_str().unwrap(), "--law", law, "--allow-invalid", "--keep", "none"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let mut rows = ran.stdout.lines();
        for (place, profile) in profiles {
            let row: Value = serde_json::from_str(rows.next().expect("a row for each record")).unwrap();
            let document = Document::new("holder", profile.to_string().into_bytes()).unwrap();
            let given = Given::profile(&document);
            let case = read_case(&given);
            let law = case.as_ref().ok().and_then(|case| law::choose(asked, case).ok());
            let (Ok(case), Some(law)) = (&case, law) else {
                assert_eq!(row["status"], "invalid", "{place}");
                assert!(row["form"].is_null() && row["route"].is_null() && row["claim_by"].is_null(), "{place}");
                continue;
            };
            let answer = dividend::determine(case, law);
            let screen = screen::dividend(&answer, None);
            let answer: Value = serde_json::from_str(&json::to_json(&json::Dividend::new(&answer))).unwrap();
            for member in behind(&answer) {
                let row: Value = serde_json::from_str(rows.next().expect("a row for each member")).unwrap();
                assert!(!row["share_of_whole"].is_null(), "{place}");
                let (forms, routes) = expected(member);
                let actions = || serde_json::to_string_pretty(&member["actions"]).unwrap();
                assert_eq!(words(&row["form"]), forms, "member of {place}: {}", actions());
                assert_eq!(words(&row["route"]), routes, "member of {place}: {}", actions());
                let due = |action: &&Value| action["id"] == "claim-refund";
                let claims = member["actions"].as_array().unwrap().iter().any(|action| due(&action));
                assert!(claims || row["claim_by"].is_null(), "member of {place}");
                self.members += 1;
            }
            let (forms, routes) = expected(&answer);
            let actions = || serde_json::to_string_pretty(&answer["actions"]).unwrap();
            assert_eq!(words(&row["form"]), forms, "{place}: {}", actions());
            assert_eq!(words(&row["route"]), routes, "{place}: {}", actions());
            let claim = answer["actions"].as_array().unwrap().iter().find(|action| action["id"] == "claim-refund");
            let (by, shown) = (row["claim_by"].as_str(), claim_on_screen(&screen));
            match claim {
                None => assert_eq!(by, None, "{place}: {}", actions()),
                Some(claim) => {
                    if let Some(due) = claim["due"].as_str() {
                        assert_eq!(by, Some(due), "{place}");
                    }
                    if let Some(shown) = shown {
                        assert_eq!(by, Some(shown.as_str()), "{place}:\n{screen}");
                        self.on_screen += 1;
                    }
                    self.claims += usize::from(by.is_some());
                }
            }
            self.words.extend(forms.into_iter().chain(routes));
        }
        assert_eq!(rows.next(), None, "a row for each record");
    }
}

/// With no form filed, so that everybody who can claim does.
fn unfiled(profiles: &[(String, Value)]) -> Vec<(String, Value)> {
    let change = |(place, mut profile): (String, Value)| {
        profile["relief"]["application_filed"] = false.into();
        (place + ", not filed", profile)
    };
    profiles.iter().cloned().map(change).collect()
}

#[test]
fn rows_say_what_is_next_as_the_actions_and_the_screen_of_the_single_command_do() {
    let mut held = Held::default();
    let holders: Vec<_> = json_files("fixtures/holders")
        .into_iter()
        .map(|file| (file.display().to_string(), serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap()))
        .collect();
    assert!(holders.len() > 20);
    held.hold(&holders, None, "holders");
    held.hold(&unfiled(&holders), None, "holders-unfiled");
    let nested = crate::members::nested();
    let nested = ["2024-06-28", "2008-06-27"].map(|day| {
        let mut profile = nested.clone();
        profile["dividend"]["payment_date"] = day.into();
        (format!("members of members paid on {day}"), profile)
    });
    for asked in [None, law::LAWS.first().copied()] {
        held.hold(&nested, asked, "nested");
        held.hold(&unfiled(&nested), asked, "nested-unfiled");
    }
    for (folder, law) in [
        ("fixtures/tables", "form-20f"),
        ("fixtures/tables", "auto"),
        ("fixtures/tables-statute", "statute"),
        ("fixtures/tables-statute-us", "statute"),
    ] {
        let rows: Vec<_> = rows_in(folder).into_iter().map(|row| (row.place, row.profile)).collect();
        let law = law::LAWS.iter().copied().find(|it| it.id == law);
        held.hold(&rows, law, "filed");
        if folder != "fixtures/tables-statute-us" {
            held.hold(&unfiled(&rows), law, "unfiled");
        }
    }
    assert!(held.members > 30, "{} members", held.members);
    assert!(held.claims > 1_000 && held.on_screen > 1_000, "{} and {}", held.claims, held.on_screen);
    let all: Words = ["form_1 form_4 form_5 form_11 form_16 form_17 application second_form refund_claim payer"]
        .iter()
        .chain(&["payment_handling_agent withholding_agent depositary tax_office"])
        .flat_map(|words| words.split(' '))
        .map(str::to_owned)
        .collect();
    assert_eq!(held.words, all);
}

/// The forms of the National Tax Agency by hand: shares of a listed company paid in 2026 through the agent that pays, ADSs
/// through the depositary, a claim through the agent that pays within five years, and nothing where no treaty lowers the rate.
#[test]
fn what_is_next_is_said_of_each_way_to_hold() {
    let cell = |more: &str| {
        let register = temporary("next-by-hand.ndjson");
        let record = format!(
            r#"{{"id":"A","kind":"individual","dividend":{{"payment_date":"2026-06-26","per_share_jpy":20}},"shares":100,{more}}}"#
        );
        std::fs::write(&register, record + "\n").unwrap();
        let ran = run(&["batch", register.to_str().unwrap(), "--to", "csv"]);
        let mut lines = ran.stdout.lines().map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
        let (header, row) = (lines.next().unwrap(), lines.next().unwrap());
        ["claim_by", "form", "route"].map(|name| row[header.iter().position(|it| it == name).unwrap()].clone())
    };
    // Canada's treaty asks for no Form 17, that of the United States for every rate.
    let (ca, us) = (r#""residence":"CA","#, r#""residence":"US","#);
    assert_eq!(cell(&format!(r#"{ca}"instrument":"share""#)), ["", "form_1", "payment_handling_agent"]);
    assert_eq!(cell(&format!(r#"{us}"instrument":"share""#)), ["", "form_1 form_17", "payment_handling_agent"]);
    assert_eq!(cell(&format!(r#"{us}"instrument":"ads""#)), ["", "form_4 form_5", "depositary"]);
    let late = r#""instrument":"share","relief":{"application_filed":false}"#;
    assert_eq!(cell(&format!("{ca}{late}")), ["2031-06-26", "form_11 form_1", "payment_handling_agent"]);
    assert_eq!(cell(&format!("{us}{late}")), ["2031-06-26", "form_11 form_1 form_17", "payment_handling_agent"]);
    assert_eq!(cell(&format!(r#""residence":"AR",{late}"#)), ["", "", ""], "no treaty with Argentina");
    let filed = r#""instrument":"share","relief":{"application_filed":"2026-06-01"}"#;
    assert_eq!(cell(&format!("{ca}{filed}")), ["", "", ""], "filed in time");
    // The attachment goes the way of the application.
    assert_eq!(cell(&format!("{us}{filed}")), ["", "form_17", "payment_handling_agent"]);
}

/// Days stand as days in columns, and as text elsewhere.
#[test]
fn the_day_to_claim_by_is_a_day_in_parquet_and_arrow() {
    let (parquet, arrow) = (temporary("next.parquet"), temporary("next.arrow"));
    let register = path("fixtures/holders/us-individual-2026.json");
    for to in [&parquet, &arrow] {
        let ran = run(&["batch", register.to_str().unwrap(), "-o", to.to_str().unwrap()]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
    }
    let file = std::fs::File::open(&parquet).unwrap();
    let batches = parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder::try_new(file).unwrap();
    let of_parquet = batches.build().unwrap().next().unwrap().unwrap();
    let file = std::fs::File::open(&arrow).unwrap();
    let of_arrow = arrow_ipc::reader::StreamReader::try_new(file, None).unwrap().next().unwrap().unwrap();
    for batch in [of_parquet, of_arrow] {
        let column = batch.column_by_name("claim_by").unwrap();
        let days = arrow_array::cast::AsArray::as_primitive::<arrow_array::types::Date32Type>(column);
        // 2031-06-26 is 22,456 days after 1970-01-01: 61 years of 365 days, 15 leap days, and 176 days of 2031.
        assert_eq!(days.value(0), 61 * 365 + 15 + 176);
    }
}
