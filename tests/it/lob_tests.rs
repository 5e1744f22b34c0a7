//! Who states a limitation on benefits test that its treaty does not have is told which it has.

use std::collections::BTreeSet;

use iijtax::dividend;
use iijtax::facts::{Case, LobTest};
use iijtax::law::statute::LAW;
use iijtax::law::{Condition, Regime};
use iijtax::units::Day;
use serde_json::{Value, json};

use crate::support::{answer_under, case};

fn stated(residence: &str, paid: &str, tests: &[&str]) -> Value {
    json!({ "kind": "corporation", "residence": residence, "ownership_percent": 60, "held_since": "2000-01-01",
        "limitation_on_benefits": tests,
        "dividend": { "entitlement_date": paid, "payment_date": paid, "gross_jpy": 1000000 } })
}

fn told(profile: &Value) -> Vec<String> {
    let answer = answer_under(&LAW, profile).unwrap();
    let notes = answer["notes"].as_array().unwrap().iter();
    let of_tests = notes.filter(|note| note["code"] == "limitation-on-benefits-tests");
    of_tests.map(|note| note["text"].as_str().unwrap().to_owned()).collect()
}

/// Article 21 of the agreement with Germany: (2)(b) to (f), (3), (5) and (6). A subsidiary of listed companies is none of
/// them; who is owned by them is qualified by (2)(f), which does not ask what is paid away.
#[test]
fn a_test_of_another_treaty_is_told_with_those_of_the_holders_own() {
    let wrong = stated("DE", "2024-06-28", &["subsidiary_of_listed_companies"]);
    let said = told(&wrong);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        said[0].contains("the treaty with Germany of 2015 has no test subsidiary_of_listed_companies:"),
        "{said:?}"
    );
    let named = said[0].split("it has ").nth(1).and_then(|rest| rest.split(". State").next()).unwrap();
    let named: BTreeSet<&str> = named.split(", ").collect();
    let of_article_21 = [
        "government",
        "listed_company",
        "pension_fund_members",
        "tax_exempt_organization",
        "ownership",
        "ownership_and_base_erosion",
        "equivalent_beneficiaries",
        "active_business",
        "competent_authority",
    ];
    assert_eq!(named, BTreeSet::from(of_article_21));
    // Beside one that the treaty has it is told as well; alone, that one is not.
    assert_eq!(told(&stated("DE", "2024-06-28", &["ownership", "headquarters_company"])).len(), 1);
    assert!(told(&stated("DE", "2024-06-28", &["ownership"])).is_empty());
}

/// The text and the first screen say it as well, in both languages.
#[test]
fn it_stands_on_the_first_screen() {
    let profile = stated("DE", "2024-06-28", &["subsidiary_of_listed_companies"]).to_string();
    for (lang, said) in [("en", "has no test"), ("ja", "という要件はありま")] {
        let args = ["dividend", "--law", "statute", "--holder", "-", "--lang", lang];
        let ran = crate::support::run_in(".", &args, profile.as_bytes());
        assert!(ran.stdout.contains(said), "{}", ran.stdout);
    }
}

/// By name.
fn tests_of(regime: &Regime) -> BTreeSet<&'static str> {
    let rules = regime.entitled.iter().chain(regime.rows);
    let of = rules.flat_map(|rule| rule.when).flat_map(|condition| match condition {
        Condition::MeetsLobTest(test) => vec![*test],
        Condition::MeetsAnyLobTest(tests) | Condition::MayMeetAnyLobTest(tests) => tests.to_vec(),
        _ => Vec::new(),
    });
    of.map(LobTest::name).collect()
}

/// Every test under every treaty of today: told where the treaty has tests and not this one. Of a treaty without any the
/// fact is one that nothing used.
#[test]
fn every_treaty_says_of_every_test_whether_it_has_it() {
    let (mut with, mut without) = (0, 0);
    for treaty in LAW.treaties {
        let today = treaty.regimes.iter().find(|it| it.span.contains(Day::ymd(2026, 11, 30))).unwrap();
        let has = tests_of(today);
        for partner in treaty.partners {
            for &test in LobTest::ALL {
                let profile = stated(partner.as_str(), "2026-11-30", &[test.name()]);
                let case: Case = case(&profile).unwrap();
                let answer = dividend::determine(&case, &LAW);
                let is_told = !answer.other_tests.is_empty();
                assert_eq!(
                    is_told,
                    !has.is_empty() && !has.contains(test.name()),
                    "{}: {}",
                    partner.as_str(),
                    test.name()
                );
                if let [other] = &answer.other_tests[..] {
                    assert_eq!(other.regime.id, today.id);
                    assert_eq!(other.stated, [test]);
                    assert_eq!(other.has.iter().map(|test| test.name()).collect::<BTreeSet<_>>(), has);
                    assert!(other.rule.when.iter().any(|condition| !condition.lob_tests().is_empty()));
                    with += 1;
                } else {
                    without += 1;
                }
            }
        }
    }
    assert!(with > 100 && without > 500, "{with} {without}");
}

/// Of who is behind a nominee each member's own treaty is meant; and who states nothing is told nothing.
#[test]
fn it_is_told_of_the_member_and_of_nobody_who_states_none() {
    let mut member = stated("DE", "2024-06-28", &["headquarters_company"]);
    let dividend = member.as_object_mut().unwrap().remove("dividend").unwrap();
    member["share"] = json!("100%");
    let whole = json!({ "kind": "nominee", "residence": "JP", "dividend": dividend, "members": [member] });
    let case = case(&whole).unwrap();
    let answer = dividend::determine(&case, &LAW);
    assert!(answer.other_tests.is_empty());
    assert_eq!(answer.members[0].answer.other_tests.len(), 1);
    assert!(told(&stated("IT", "2024-06-28", &["ownership"])).is_empty());
    let mut none = stated("DE", "2024-06-28", &[]);
    none.as_object_mut().unwrap().remove("limitation_on_benefits");
    assert!(told(&none).is_empty());
}
