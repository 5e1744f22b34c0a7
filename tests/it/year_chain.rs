//! What one part of a year leaves to another: shares bought again and sold later, credits of several categories, credits
//! that go back or on.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::support::{at, path, run, temporary};
use crate::year::answer;

fn decimal(value: &Value) -> Decimal {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    text.parse().unwrap_or_else(|_| panic!("{value} is no number"))
}

/// Every value that the dots and stars of a path lead to, whatever lists they stand in.
fn all_at(value: &Value, path: &str) -> Vec<Value> {
    fn flat(value: Value, into: &mut Vec<Value>) {
        match value {
            Value::Array(items) => items.into_iter().for_each(|item| flat(item, into)),
            other => into.push(other),
        }
    }
    let mut found = Vec::new();
    flat(at(value, path), &mut found);
    found
}

/// Two thousand chains of sales, worked out in another language: see `tests/oracles/wash_chain.py`. More of them than are
/// kept here are read from the file that `IIJTAX_CHAIN_CASES` names.
#[test]
fn sales_after_each_other_are_what_an_independent_calculation_says() {
    let kept = path("fixtures/year/chains.ndjson").display().to_string();
    let text = std::fs::read_to_string(std::env::var("IIJTAX_CHAIN_CASES").unwrap_or(kept)).unwrap();
    let mut chained = 0;
    for (line, case) in text.lines().enumerate() {
        let case: Value = serde_json::from_str(case).unwrap();
        let year = answer(&case["holder"], case["payments"].as_array().unwrap(), 2025, &[]);
        let year = year.unwrap_or_else(|problems| panic!("case {}: {problems}\n{case}", line + 1));
        for (path, expected) in case["expected"].as_object().unwrap() {
            let mut wanted = Vec::new();
            match expected {
                Value::Array(items) => wanted.extend(items.iter().cloned()),
                one => wanted.push(one.clone()),
            }
            let got = all_at(&year, path);
            let is_same = |(got, wanted): (&Value, &Value)| match wanted.as_str() {
                Some("long" | "short") => got == wanted,
                _ => decimal(got) == decimal(wanted),
            };
            let same = got.len() == wanted.len() && got.iter().zip(&wanted).all(is_same);
            assert!(same, "case {}: {path}: expected {wanted:?}, got {got:?}\n{case}", line + 1);
        }
        let disallowed = all_at(&year, "sales.*.disallowed_usd");
        chained += usize::from(disallowed.iter().any(|usd| decimal(usd) > Decimal::ZERO));
    }
    assert!(chained > 50, "{chained}");
}

/// The loss of 1,000 on the first goes into the second's basis, and its days with it; in all 550 are lost.
#[test]
fn shares_bought_again_and_sold_in_the_same_year_take_over_basis_and_days() {
    let holder = json!({
        "kind": "individual", "residence": "US",
        "lots": [
            { "id": "a", "shares": 100, "acquired": "2023-03-03", "cost_usd": 3000 },
            { "id": "b", "shares": 100, "acquired": "2025-07-15", "cost_usd": 2050 }
        ],
        "us": { "filing_status": "single", "taxable_income_usd": 100_000 }
    });
    let sale = |date: &str, lot: &str, price: u32| json!({ "entry": "sale", "sale": { "date": date, "shares": 100, "price_usd": price, "lots": [{ "lot": lot }] } });
    let year = answer(&holder, &[sale("2025-07-01", "a", 20), sale("2025-11-03", "b", 25)], 2025, &[]).unwrap();
    assert_eq!(at(&year, "sales.*.gain_usd"), json!([0, -550]));
    assert_eq!(at(&year, "sales.*.disallowed_usd"), json!([1000, 0]));
    assert_eq!(at(&year, "sales.*.basis_usd"), json!([3000, 3050]));
    assert_eq!(all_at(&year, "sales.*.lots.*.term"), [json!("long"), json!("long")]);
    // Each share replaces another once: a later loss on a third lot is not put on b again.
    let mut more = holder.clone();
    more["lots"]
        .as_array_mut()
        .unwrap()
        .insert(1, json!({ "id": "c", "shares": 100, "acquired": "2024-03-04", "cost_usd": 2900 }));
    let sales = [sale("2025-07-01", "a", 20), sale("2025-07-02", "c", 20)];
    let year = answer(&more, &sales, 2025, &[]).unwrap();
    assert_eq!(at(&year, "sales.*.disallowed_usd"), json!([1000, 0]));
    assert_eq!(at(&year, "sales.*.gain_usd"), json!([0, -900]));
}

fn two_categories() -> (Value, [Value; 2]) {
    let holder = json!({
        "kind": "individual", "residence": "US",
        "us": { "filing_status": "single", "taxable_income_usd": 100_000, "tax_before_credit_usd": 5000, "foreign_income_deductions_usd": 0 }
    });
    let record = |yen: u32, is_general: bool| {
        json!({
            "shares": 100, "us.financial_services": is_general,
            "lots": [{ "shares": 100, "acquired": "2025-03-08", "disposed": "2025-04-17" }],
            "dividend": { "gross_jpy": yen, "ex_date": "2025-03-28", "entitlement_date": "2025-03-31", "payment_date": "2025-06-27", "jpy_per_usd": 100 }
        })
    };
    (holder, [record(1_000_000, false), record(500_000, true)])
}

/// Passive: 10,000 dollars, 1,000 of tax, limit 5,000 × 10,000 / 100,000. General: 5,000, 500, limit 250.
#[test]
fn each_category_has_its_own_limitation() {
    let (holder, records) = two_categories();
    let year = answer(&holder, &records, 2025, &[]).unwrap();
    let us = &year["us"];
    assert_eq!((&us["category"], &us["limitation"]["limit_usd"]), (&json!("passive"), &json!(500)));
    assert_eq!([&us["allowed_usd"], &us["carryover_arisen_usd"], &us["carryforward_usd"]], [&json!(500); 3]);
    let other = &us["other_categories"][0];
    assert_eq!((&other["category"], &other["limitation"]["limit_usd"]), (&json!("general"), &json!(250)));
    assert_eq!([&other["creditable_usd"], &other["allowed_usd"]], [&json!(500), &json!(250)]);
    assert_eq!((&us["credited_usd"], &us["high_taxed"]), (&json!(750), &json!(false)));
    // What one category leaves of its limitation is nothing to another.
    let (holder, [mut passive, general]) = two_categories();
    passive["dividend"]["withheld_jpy"] = json!(10_000);
    let us = answer(&holder, &[passive, general], 2025, &[]).unwrap()["us"].clone();
    assert_eq!([&us["allowed_usd"], &us["other_categories"][0]["allowed_usd"]], [&json!(100), &json!(250)]);
}

#[test]
fn the_election_asks_that_all_income_be_passive() {
    let (mut holder, [passive, general]) = two_categories();
    holder["us"]["elects_no_limitation"] = json!(true);
    let (mut small, mut other) = (passive.clone(), general);
    small["dividend"]["gross_jpy"] = json!(100_000);
    other["dividend"]["gross_jpy"] = json!(1_000);
    let us = answer(&holder, &[small.clone(), other], 2025, &[]).unwrap()["us"].clone();
    assert_eq!(us["limitation"]["method"], "ordinary");
    assert_eq!(us["election_not_open_because"], "the income from abroad is not all passive");
    let us = answer(&holder, &[small], 2025, &[]).unwrap()["us"].clone();
    assert_eq!(
        (&us["limitation"]["method"], &us["election_not_open_because"]),
        (&json!("no_limitation"), &Value::Null)
    );
}

/// 500 above the limit: 200 fill what the year before left, and 300 go on.
#[test]
fn credits_go_back_to_the_year_before_first() {
    let (holder, records) = two_categories();
    let (profile, file) = (temporary("categories.json"), temporary("categories.ndjson"));
    std::fs::write(&profile, holder.to_string()).unwrap();
    std::fs::write(&file, records.map(|it| format!("{it}\n")).concat()).unwrap();
    let args =
        ["year", "--tax-year", "2025", "--holder", profile.to_str().unwrap(), "--payments", file.to_str().unwrap()];
    let us = |more: &[&str]| {
        let ran = run(&[&args[..], more].concat());
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        serde_json::from_str::<Value>(&ran.stdout).unwrap()["us"].clone()
    };
    let json = ["--format", "json"];
    let it = us(&[&json[..], &["--carryback-room", "200", "--carryback-room", "general=1000"]].concat());
    assert_eq!([&it["carryback_usd"], &it["carryforward_usd"]], [&json!(200), &json!(300)]);
    let other = &it["other_categories"][0];
    assert_eq!([&other["carryback_usd"], &other["carryforward_usd"]], [&json!(250), &json!(0)]);
    // A credit of an earlier year belongs to its category.
    let it = us(&[&json[..], &["--carryover", "general:2023=40", "--carryover", "2023=7.50"]].concat());
    assert_eq!(at(&it, "carryovers.*.brought_usd"), json!([7.5]));
    assert_eq!(at(&it, "other_categories.0.carryovers.*.brought_usd"), json!([40]));
    for (flag, wanted) in [
        (["--carryback-room", "passiv=1"], "one of passive, financial_services, general"),
        (["--carryback-room", "1.234"], "dollars, such as 80.00"),
        (["--carryover", "general:2025=1"], "wanted a year before the tax year 2025"),
    ] {
        let ran = run(&[&args[..], &flag].concat());
        assert_eq!(ran.code, 2, "{}", ran.stderr);
        assert!(ran.stderr.contains(wanted), "{}", ran.stderr);
    }
    // Form 1116 once for each category, and what they come to together.
    let ran = run(&[&args[..], &json, &["--forms", "--carryback-room", "200"]].concat());
    let forms: Value = serde_json::from_str(&ran.stdout).unwrap();
    let amounts = |form: &str, line: &str| -> Vec<Value> {
        let lines = forms["lines"].as_array().unwrap().iter();
        lines.filter(|it| it["form"] == form && it["line"] == line).map(|it| it["amount_usd"].clone()).collect()
    };
    assert_eq!(amounts("Form 1116", "24"), [json!(500), json!(250)]);
    assert_eq!(
        [amounts("Form 1116", "32"), amounts("Form 1116", "35"), amounts("Schedule 3", "1")],
        [[json!(750)], [json!(750)], [json!(750)]]
    );
    assert_eq!(amounts("Schedule B (Form 1116)", "7"), [json!(200), Value::Null]);
}

/// 5,000 of tax on 10,000 of income is above 37%; the income is not moved, and that is said.
#[test]
fn highly_taxed_income_is_said_to_belong_elsewhere() {
    let (mut holder, [passive, _]) = two_categories();
    holder["us"]["other_foreign_income_usd"] = json!(2000);
    for (tax, is_high) in [(3440, false), (3441, true)] {
        holder["us"]["other_foreign_tax_usd"] = json!(tax);
        let year = answer(&holder, std::slice::from_ref(&passive), 2025, &[]).unwrap();
        // 37% of 12,000 is 4,440, of which 1,000 is Japan's.
        assert_eq!(year["us"]["high_taxed"], json!(is_high), "{tax}");
    }
}
