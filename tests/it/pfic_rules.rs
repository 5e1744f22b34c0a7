//! What must hold whatever the facts: a grid of holdings, and the rulebook of the chapter.

use std::collections::BTreeSet;

use iijtax::answer::pfic::DayCount;
use iijtax::law::form_20f::source::SENTENCES;
use iijtax::law::{LAWS, PFIC_CHAPTERS, irc};
use iijtax::render::rules;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::pfic::{Asked, Flags, NO_FLAGS, answer, answers};

fn number(value: &Value) -> Decimal {
    value.to_string().parse().unwrap_or_else(|_| panic!("{value} is a number"))
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn sum(items: &[Value], key: &str) -> Decimal {
    items.iter().filter(|item| !item[key].is_null()).map(|item| number(&item[key])).sum()
}

/// Every kind of holder with calendar and fiscal years, three histories of the company, two sets of lots,
/// with and without sales: some small and odd amounts, so that every sum has cents left over.
fn grid() -> Vec<Value> {
    let pfic = [
        ("pfic_from", json!("2001-04-01")),
        ("pfic_from", json!("2004-04-01")),
        ("pfic_years", json!([{ "begins": "2003-04-01", "ends": "2004-03-31" }])),
    ];
    let lots = [
        json!([{ "id": "a", "shares": 7, "acquired": "2002-02-28", "cost_usd": 333.33 }]),
        json!([
            { "id": "a", "shares": 7, "acquired": "2002-02-28", "cost_usd": 333.33 },
            { "id": "b", "shares": 0.5, "acquired": "2003-12-31", "cost_usd": 71.07 },
            { "id": "c", "shares": 113, "acquired": "2004-02-29", "cost_usd": 1000.01 },
        ]),
    ];
    let mut grid = Vec::new();
    for kind in ["individual", "corporation", "estate", "trust"] {
        for year in ["2001-01-01", "2001-04-01", "2001-10-01"] {
            for (field, since) in &pfic {
                for lots in &lots {
                    let shares: Decimal = lots.as_array().unwrap().iter().map(|lot| number(&lot["shares"])).sum();
                    let shares: Value = serde_json::from_str(&shares.to_string()).unwrap();
                    let mut holding = json!({ "kind": kind, "tax_year_begins": year, "lots": lots });
                    holding[field] = since.clone();
                    holding["distributions"] = (2004..2009).map(distribution).collect();
                    holding["sales"] = json!([
                        { "date": "2007-05-05", "shares": 0.25, "proceeds_usd": 31.41 },
                        { "date": "2009-03-31", "shares": shares.as_f64().unwrap() - 0.25, "proceeds_usd": 27182.81 },
                    ]);
                    grid.push(holding);
                }
            }
        }
    }
    grid
}

fn distribution(year: i32) -> Value {
    let yen = [137, 953, 41, 2_003, 777][(year - 2004) as usize];
    json!({ "date": format!("{year}-06-28"), "per_share_jpy": yen, "jpy_per_usd": 117.37, "withheld_percent": 10 })
}

const BOTH: [DayCount; 2] = [DayCount::Statute, DayCount::Inclusive];

#[test]
fn allocations_add_up_and_there_is_no_interest_without_tax() {
    let (mut spread, mut taxed) = (0, 0);
    for holding in grid() {
        for day_count in BOTH {
            let answer = answer(&holding, Asked::Excess, &Flags { day_count, year: None }).unwrap();
            for year in list(&answer, "years") {
                let events = list(year, "events");
                for event in events {
                    let lines = list(event, "allocation");
                    let excess = number(&event["excess_usd"]);
                    assert_eq!(sum(lines, "allocated_usd"), excess, "{event}");
                    assert_eq!(sum(lines, "tax_usd"), number(&event["tax_usd"]), "{event}");
                    assert_eq!(sum(lines, "credit_usd"), number(&event["credit_usd"]), "{event}");
                    assert_eq!(sum(lines, "interest_usd"), number(&event["interest_usd"]), "{event}");
                    assert!(excess <= number(&event["gross_usd"]) || event["kind"] == "sale", "{event}");
                    let prior = lines.iter().filter(|line| line["character"] == "prior_year");
                    assert_eq!(
                        excess - number(&event["ordinary_usd"]),
                        prior.map(|line| number(&line["allocated_usd"])).sum(),
                        "{event}"
                    );
                    for line in lines {
                        let is_prior = line["character"] == "prior_year";
                        assert_eq!(is_prior, !line["tax_usd"].is_null(), "{line}");
                        assert!(number(&line["allocated_usd"]) >= Decimal::ZERO, "{line}");
                        let interest = if is_prior { number(&line["interest_usd"]) } else { Decimal::ZERO };
                        assert!(interest.is_zero() || number(&line["additional_tax_usd"]) > Decimal::ZERO, "{line}");
                        spread += 1;
                        taxed += usize::from(interest > Decimal::ZERO);
                    }
                }
                for key in ["ordinary_usd", "tax_usd", "credit_usd", "additional_tax_usd", "interest_usd"] {
                    assert_eq!(sum(events, key), number(&year["totals"][key]), "{key}");
                }
            }
        }
    }
    assert!(spread > 3_000 && taxed > 1_000, "{spread} lines, {taxed} with interest");
}

#[test]
fn the_order_of_lots_does_not_matter() {
    for mut holding in grid() {
        let totals = answer(&holding, Asked::Excess, &NO_FLAGS).unwrap()["totals"].clone();
        holding["lots"].as_array_mut().unwrap().reverse();
        assert_eq!(totals, answer(&holding, Asked::Excess, &NO_FLAGS).unwrap()["totals"], "{holding}");
    }
}

#[test]
fn a_lot_is_the_sum_of_its_parts() {
    for mut holding in grid() {
        let whole = answer(&holding, Asked::Excess, &NO_FLAGS).unwrap()["totals"].clone();
        let halves = |lot: &Value| {
            let half = |id: &str| {
                let mut half = lot.clone();
                half["id"] = json!(format!("{}{id}", lot["id"]));
                half["shares"] = json!(lot["shares"].as_f64().unwrap() / 2.0);
                half["cost_usd"] = json!(lot["cost_usd"].as_f64().unwrap() / 2.0);
                half
            };
            [half("1"), half("2")]
        };
        let lots: Vec<_> = holding["lots"].as_array().unwrap().iter().flat_map(halves).collect();
        holding["lots"] = json!(lots);
        assert_eq!(whole, answer(&holding, Asked::Excess, &NO_FLAGS).unwrap()["totals"], "{holding}");
    }
}

#[test]
fn a_marked_life_adds_up_to_the_economic_gain() {
    let mut marked = 0;
    for mut holding in grid() {
        let first_year = 2005;
        let month = &holding["tax_year_begins"].as_str().unwrap()[5..7].to_owned();
        let ends = |year: i32| match month.as_str() {
            "01" => format!("{year}-12-31"),
            "04" => format!("{}-03-31", year + 1),
            _ => format!("{}-09-30", year + 1),
        };
        let prices = [13.13, 211.7, 87.01, 300.03, 99.99];
        let price =
            |(at, price): (usize, &f64)| json!({ "date": ends(first_year + at as i32), "per_share_usd": price });
        holding["prices"] = prices.iter().enumerate().map(price).collect();
        holding["mark_to_market"] = json!({ "first_year": first_year });
        holding["distributions"] = json!([]);
        let answer = answer(&holding, Asked::Mtm, &NO_FLAGS).unwrap();
        let total = |key: &str| number(&answer["totals"][key]);
        let life = total("marked_income_usd") + total("gain_usd") + total("other_gain_usd")
            - total("marked_loss_usd")
            - total("capital_loss_usd")
            - total("loss_usd");
        let economic = sum(list(&holding, "sales"), "proceeds_usd") - sum(list(&holding, "lots"), "cost_usd");
        assert_eq!(life, economic, "{holding}");
        marked += list(&answer, "years").iter().map(|year| list(year, "marks").len()).sum::<usize>();
    }
    assert!(marked > 500, "{marked} marks");
}

#[test]
fn a_dividend_of_a_pfic_points_to_the_excess_rules() {
    let mut profile = json!({
        "kind": "individual", "residence": "US", "held_since": "2005-09-01",
        "dividend": { "gross_jpy": 1000000, "payment_date": "2007-06-28", "ex_date": "2007-03-27", "jpy_per_usd": 100 },
    });
    let has = |profile: &Value| {
        let answer = crate::support::answer(profile).unwrap();
        let note = list(&answer, "notes").iter().any(|note| note["code"] == "excess-distribution");
        let form = list(&answer, "actions").iter().any(|action| action["id"] == "file-form-8621");
        (answer["us"]["qualified"].clone(), note, form)
    };
    assert_eq!(has(&profile), (json!(true), false, false));
    profile["us"] = json!({ "pfic": true });
    assert_eq!(has(&profile), (json!(false), true, true));
}

#[test]
fn every_sentence_of_the_chapter_is_encoded() {
    let numbered = |label: &str| label.strip_prefix("PFIC-").and_then(|rest| rest.split('.').next()?.parse().ok());
    let chapter =
        SENTENCES.iter().filter(|it| numbered(it.label).is_some_and(|number: u32| (6..=17).contains(&number)));
    let chapter: Vec<_> = chapter.collect();
    assert_eq!(chapter.len(), 19);
    for sentence in chapter {
        assert_eq!(sentence.excused, "", "{}", sentence.label);
        assert!(!sentence.rules().is_empty(), "{} has no rule", sentence.label);
    }
}

#[test]
fn ids_are_unique_and_every_rule_is_cited() {
    let mut ids = BTreeSet::new();
    for view in rules::views(LAWS).iter().chain(&rules::statute_views()) {
        assert!(ids.insert(view.id()), "{} twice", view.id());
    }
    for rule in PFIC_CHAPTERS.iter().flat_map(|chapter| chapter.rules()) {
        assert!(!rule.cites.is_empty() && rule.says.ends_with('.'), "{}", rule.id);
        assert!(ids.contains(rule.id), "{} is not listed", rule.id);
    }
}

#[test]
fn every_rule_of_the_chapter_is_followed_in_some_row_of_a_truth_table() {
    let mut followed = BTreeSet::new();
    for answer in answers() {
        for (list_of, key) in [("steps", "rule"), ("tables", "rule"), ("actions", "id"), ("notes", "code")] {
            followed.extend(list(&answer, list_of).iter().map(|it| it[key].as_str().unwrap().to_owned()));
        }
    }
    let own = PFIC_CHAPTERS.iter().flat_map(|chapter| chapter.own_rules());
    let all = own.chain(irc::PFIC_DETAILS.rules());
    // Rates of a file have their own test.
    let never: Vec<_> = all
        .filter(|rule| !followed.contains(rule.id) && !followed.contains(rule.name()))
        .map(|rule| rule.id)
        .filter(|id| *id != "statute.pfic.given-rates")
        .collect();
    assert!(never.is_empty(), "never followed: {never:?}");
}
