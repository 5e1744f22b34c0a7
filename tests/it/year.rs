//! Tax years: rows are those of the single command, rows add up to totals, and totals are those of an independent
//! calculation.

use iijtax::input::{Document, GivenYear, read_year};
use iijtax::render::json::to_json;
use iijtax::render::year::Year;
use iijtax::units::Exact;
use iijtax::year::{Carryover, YearQuestion, determine, net};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::support::{at, golden, path, refused, run, run_in, temporary, texts};

/// The answer to a year of some entries.
pub fn answer(
    holder: &Value,
    payments: &[Value],
    tax_year: i32,
    carryovers: &[(i32, Decimal)],
) -> Result<Value, String> {
    let text: String = payments.iter().map(|record| format!("{record}\n")).collect();
    let document = |name: &str, text: String| Document::new(name, text.into_bytes()).map_err(|it| texts(&it));
    let (holder, payments) = (document("holder.json", holder.to_string())?, document("payments.ndjson", text)?);
    let given = GivenYear {
        holder: Some(&holder),
        flags: &[],
        payments: vec![&payments],
        booked: Vec::new(),
        lots: Vec::new(),
        fx: None,
        law: None,
    };
    let netted = net(read_year(&given).map_err(|it| texts(&it))?, None);
    let carryovers =
        carryovers.iter().map(|(year, usd)| Carryover { category: None, year: *year, usd: Exact::from(*usd).usd() });
    let question = YearQuestion { tax_year, carryovers: carryovers.collect(), room_before: Vec::new(), law: None };
    let answer = determine(&question, &netted);
    Ok(serde_json::from_str(&to_json(&Year::new(&answer, &[]))).unwrap())
}

fn read(file: &str) -> String {
    std::fs::read_to_string(path(file)).unwrap()
}

fn records(file: &str) -> Vec<Value> {
    read(file).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn number(value: &Value) -> Decimal {
    value.to_string().parse().unwrap_or_else(|_| panic!("{value} is no number"))
}

/// The profile with what a record states over it, as the single command reads it.
fn over(profile: &Value, record: &Value) -> Value {
    let mut one = profile.clone();
    for (key, value) in
        record.as_object().unwrap().iter().filter(|(key, _)| !["payer", "entry"].contains(&key.as_str()))
    {
        match (one.get_mut(key).and_then(Value::as_object_mut), value.as_object()) {
            (Some(known), Some(more)) => known.extend(more.clone()),
            _ => one[key] = value.clone(),
        }
    }
    one
}

const ARGS: [&str; 7] =
    ["year", "--holder", "fixtures/year/holder.json", "--tax-year", "2025", "--payments", "fixtures/year/2025.ndjson"];
const CARRIED: [&str; 4] = ["--carryover", "2014=4", "--carryover", "2015=3.50"];

#[test]
fn a_year_has_its_exact_answers() {
    for (ending, more) in [("txt", &["--all"][..]), ("json", &["--format", "json"]), ("csv", &["--format", "csv"])] {
        let ran = run(&[&ARGS[..], &CARRIED, more].concat());
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ending}");
        // What is to do and to know is said by the rules of each payment, which the single command's goldens hold.
        let ends = ["\nTo do\n", "\n  \"actions\""].into_iter().filter_map(|part| ran.stdout.find(part)).min();
        let shown = &ran.stdout[..ends.unwrap_or(ran.stdout.len())];
        golden(&path("fixtures/golden").join(format!("2025.year.{ending}")), shown);
    }
}

#[test]
fn each_row_is_what_the_single_command_says() {
    let holder: Value = serde_json::from_str(&read("fixtures/year/holder.json")).unwrap();
    let entries = records("fixtures/year/2025.ndjson");
    let year = answer(&holder, &entries, 2025, &[]).unwrap();
    let mut compared = 0;
    for row in year["payments"].as_array().unwrap() {
        let entry = entries.iter().find(|entry| entry["id"] == row["id"] && entry["entry"].is_null()).unwrap();
        let mut one = over(&holder, entry);
        // Later tax is part of what was withheld.
        one["dividend"]["withheld_jpy"] = row["withheld_jpy"].clone();
        if one["dividend"]["jpy_per_usd"] == json!(0.0069) {
            one["dividend"]["jpy_per_usd"] = row["jpy_per_usd"].clone();
        }
        let ran = run_in(".", &["dividend", "--holder", "-", "--format", "json"], one.to_string().as_bytes());
        let single: Value = serde_json::from_str(&ran.stdout).unwrap_or_else(|_| panic!("{}", ran.stderr));
        for (of_row, of_single) in [
            ("law", "law"),
            ("status", "status"),
            ("rate_percent", "japan.rate_percent"),
            ("rule", "japan.rule"),
            ("gross_jpy", "japan.gross_jpy"),
            ("tax_jpy", "japan.tax_jpy"),
            ("withheld_jpy", "japan.reconciliation.withheld_jpy"),
            ("over_withheld_jpy", "japan.reconciliation.over_withheld_jpy"),
            ("under_withheld_jpy", "japan.reconciliation.under_withheld_jpy"),
            ("refundable_jpy", "japan.refundable_jpy"),
            ("us_status", "us.status"),
            ("included_on", "us.included_on"),
            ("jpy_per_usd", "us.jpy_per_usd"),
            ("dividend_usd", "us.dividend_usd"),
            ("qualified_usd", "us.qualified_usd"),
            ("ordinary_usd", "us.ordinary_usd"),
            ("creditable_jpy", "us.credit.creditable_jpy"),
            ("creditable_usd", "us.credit.creditable_usd"),
            ("not_creditable_jpy", "us.credit.not_creditable_jpy"),
            ("category", "us.credit.category"),
            ("currency_gain_usd", "us.currency_gain.recognised_usd"),
        ] {
            assert_eq!(row[of_row], at(&single, of_single), "{}: {of_row}", row["id"]);
            compared += 1;
        }
        let claim = single["actions"].as_array().unwrap().iter().find(|action| action["id"] == "claim-refund");
        assert_eq!(row["refund_until"], claim.map_or(Value::Null, |claim| claim["due"].clone()), "{}", row["id"]);
    }
    assert_eq!(compared, 3 * 21);
}

#[test]
fn rows_add_up_to_totals_and_groups_do() {
    let holder: Value = serde_json::from_str(&read("fixtures/year/holder.json")).unwrap();
    let year = answer(&holder, &records("fixtures/year/2025.ndjson"), 2025, &[]).unwrap();
    let sums = ["gross", "tax", "withheld", "over_withheld", "under_withheld", "refundable", "creditable"];
    let sums = sums.map(|name| format!("{name}_jpy")).into_iter();
    let dollars = ["dividend", "qualified", "ordinary", "creditable"].map(|name| format!("{name}_usd"));
    for name in sums.chain(dollars) {
        let total = number(&year["totals"][&name]);
        let of = |list: &str| -> Decimal { year[list].as_array().unwrap().iter().map(|row| number(&row[&name])).sum() };
        assert_eq!([of("payments"), of("by_payer"), of("by_category")], [total; 3], "{name}");
    }
}

/// The cases and what is expected of them come from `tests/oracles/year.py`. More of them than are kept here are read
/// from the file that `IIJTAX_YEAR_CASES` names.
#[test]
fn years_at_random_are_what_an_independent_calculation_says() {
    let file = std::env::var("IIJTAX_YEAR_CASES").unwrap_or(path("fixtures/year/cases.ndjson").display().to_string());
    let text = std::fs::read_to_string(file).unwrap();
    let mut compared = 0;
    for (line, case) in text.lines().enumerate() {
        let case: Value = serde_json::from_str(case).unwrap();
        let carryovers = case["carryovers"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| (it[0].as_i64().unwrap() as i32, it[1].as_str().unwrap().parse().unwrap()));
        let carryovers: Vec<_> = carryovers.collect();
        let year = answer(&case["holder"], case["payments"].as_array().unwrap(), 2025, &carryovers);
        let year = year.unwrap_or_else(|problems| panic!("case {}: {problems}", line + 1));
        for (name, expected) in case["expected"].as_object().unwrap() {
            let expected: Decimal = expected.as_str().unwrap().parse().unwrap();
            assert_eq!(number(&at(&year, name)), expected, "case {}: {name}", line + 1);
            compared += 1;
        }
    }
    assert!(compared > 2000, "{compared}");
}

#[test]
fn a_thousand_payments_are_a_thousand_rows() {
    let holder: Value = serde_json::from_str(&read("fixtures/year/holder.json")).unwrap();
    let one = records("fixtures/year/2025.ndjson").remove(0);
    let many: Vec<_> = (0..1000)
        .map(|at| {
            let mut it = one.clone();
            it["id"] = json!(at.to_string());
            it
        })
        .collect();
    let year = answer(&holder, &many, 2025, &[]).unwrap();
    assert_eq!(year["payments"].as_array().unwrap().len(), 1000);
    // 32,161 of 210,000 yen, of which 21,000 is due.
    assert_eq!(
        [&year["totals"]["withheld_jpy"], &year["totals"]["refundable_jpy"]],
        [&json!(32_161_000), &json!(11_161_000)]
    );
}

/// Payments are placed by the day of their inclusion, on both sides of either end of the tax year.
#[test]
fn a_payment_belongs_to_the_tax_year_of_its_inclusion() {
    for (begins, days) in [
        (None, [("2024-12-31", 2024), ("2025-01-01", 2025), ("2025-12-31", 2025), ("2026-01-01", 2026)]),
        (Some("2020-07-01"), [("2025-06-30", 2024), ("2025-07-01", 2025), ("2026-06-30", 2025), ("2026-07-01", 2026)]),
    ] {
        for (paid, of) in days {
            let holder = json!({"kind": "individual", "residence": "US", "us": {"tax_year_begins": begins}});
            let payment = json!({"dividend": {"gross_jpy": 1000, "payment_date": paid}});
            for year in [2024, 2025, 2026] {
                let got = answer(&holder, std::slice::from_ref(&payment), year, &[]).unwrap();
                let (inside, outside) = (&got["payments"], &got["outside"]);
                assert_eq!(inside.as_array().unwrap().len(), usize::from(year == of), "{paid} in {year}");
                assert_eq!(outside.as_array().unwrap().len(), usize::from(year != of), "{paid} in {year}");
            }
        }
    }
}

/// Two sales of the same lots: the second has what the first left, and costs add up to what was paid.
#[test]
fn a_later_sale_has_what_an_earlier_one_left() {
    let holder = json!({"kind": "individual", "residence": "US", "lots": [
        {"id": "old", "shares": 3, "acquired": "2019-05-20", "cost_usd": 100},
        {"shares": 10, "acquired": "2024-11-15", "cost_usd": 200}]});
    let sale = |date: &str, shares: i32| json!({"sale": {"date": date, "shares": shares, "proceeds_usd": 500}});
    let year = answer(&holder, &[sale("2025-09-01", 7), sale("2025-03-03", 1)], 2025, &[]).unwrap();
    // The earlier one takes a third of the old lot: 33.33. The other takes the rest of it, 66.67, and half of the new.
    assert_eq!(at(&year, "sales.*.basis_usd"), json!([33.33, 166.67]));
    assert_eq!(at(&year, "sales.1.lots.*.shares"), json!([2, 5]));
    assert_eq!(at(&year, "sales.1.lots.*.term"), json!(["long", "short"]));
    let too_many = answer(&holder, &[sale("2025-03-03", 7), sale("2025-09-01", 7)], 2025, &[]);
    assert!(too_many.unwrap_err().contains("at most 6"));
}

#[test]
fn entries_on_a_payment_find_it() {
    let holder = json!({"kind": "individual", "residence": "US"});
    let paid = |id: &str, withheld: i32| {
        json!({"id": id, "payer": "3774", "dividend":
        {"gross_jpy": 3000, "entitlement_date": "2024-03-31", "payment_date": "2024-06-28", "withheld_jpy": withheld}})
    };
    let back = json!({"payer": "3774", "dividend":
        {"gross_jpy": -3000, "entitlement_date": "2024-03-31", "payment_date": "2024-06-28", "withheld_jpy": -459}});
    let tax = |amount: i32| json!({"payer": "3774", "entry": "tax", "dividend": {"payment_date": "2024-06-28"}, "amount_jpy": amount});
    // Taken back whole: no payment is left.
    let year = answer(&holder, &[paid("a", 459), back.clone()], 2024, &[]).unwrap();
    assert_eq!((year["totals"]["payments"].as_u64(), year["reversed"].as_array().map(Vec::len)), (Some(0), Some(1)));
    // One of two is left, whichever stands where.
    let year = answer(&holder, &[back.clone(), paid("a", 459), paid("b", 300)], 2024, &[]).unwrap();
    assert_eq!(at(&year, "payments.*.id"), json!(["b"]));
    // What nothing belongs to is kept apart, and no sum has it.
    let year =
        answer(&holder, &[paid("a", 459), json!({"payer": "8306", "dividend": back["dividend"]})], 2024, &[]).unwrap();
    assert_eq!((year["totals"]["withheld_jpy"].as_u64(), year["apart"].as_array().map(Vec::len)), (Some(459), Some(1)));
    // 459 is given back, and 300 taken: as due.
    let year = answer(&holder, &[tax(-459), paid("a", 459), tax(300)], 2024, &[]).unwrap();
    assert_eq!(
        [at(&year, "payments.0.withheld_jpy"), at(&year, "payments.0.over_withheld_jpy")],
        [json!(300), json!(0)]
    );
    // A refund leaves what was withheld as it is.
    let refund = json!({"payer": "3774", "entry": "refund", "booked": "2024-11-01", "dividend": {"payment_date": "2024-06-28"}, "amount_jpy": 159});
    let year = answer(&holder, &[paid("a", 459), refund], 2024, &[]).unwrap();
    let amounts = ["withheld_jpy", "refundable_jpy", "refunded_jpy"].map(|name| year["payments"][0][name].clone());
    assert_eq!(amounts, [json!(459), json!(159), json!(159)]);
}

#[test]
fn payments_are_read_from_lines_lists_and_cells_alike() {
    let header = "payer,id,shares,dividend.per_share_jpy,dividend.ex_date,dividend.payment_date,dividend.withheld_jpy,entry,amount_jpy\n";
    let csv = format!("{header}3774,a,100,30,2025-03-28,2025-06-30,300,,\n3774,a,,,,2025-06-30,,tax,-1\n");
    let lines = r#"{"payer":"3774","id":"a","shares":100,"dividend":{"per_share_jpy":30,"ex_date":"2025-03-28","payment_date":"2025-06-30","withheld_jpy":300}}
{"payer":"3774","id":"a","entry":"tax","amount_jpy":-1,"dividend":{"payment_date":"2025-06-30"}}"#;
    let list = format!("[\n{}\n]\n", lines.replace('\n', ",\n"));
    let mut answers = Vec::new();
    for (name, text) in [("payments.csv", csv.as_str()), ("payments.ndjson", lines), ("payments.json", &list)] {
        let file = temporary(name);
        std::fs::write(&file, text).unwrap();
        let args = ["year", "--holder", "fixtures/year/holder.json", "--tax-year", "2025", "--payments"];
        let ran = run(&[&args[..], &[file.to_str().unwrap(), "--format", "json"]].concat());
        assert_eq!(ran.stderr, "", "{name}");
        let mut year: Value = serde_json::from_str(&ran.stdout).unwrap();
        assert_eq!(year["payments"][0]["withheld_jpy"], json!(299));
        let row = year["payments"][0].as_object_mut().unwrap();
        row.remove("place");
        row.remove("changes");
        answers.push(year);
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[1], answers[2]);
}

#[test]
fn entries_that_are_wrong_are_refused_with_their_places() {
    refused(
        "fixtures/invalid-year",
        2,
        &["year", "--holder", "../year/holder.json", "--tax-year", "2025", "--payments"],
    );
    for (flag, said) in [
        ("2025=4", "wanted a year before the tax year 2025"),
        ("2023=-4", "a year and dollars"),
        ("2023", "a year and dollars"),
        ("2023=4.001", "a year and dollars"),
    ] {
        let ran = run(&[&ARGS[..], &["--carryover", flag]].concat());
        assert_eq!(ran.code, 2, "{flag}");
        assert!(ran.stderr.contains(said), "{flag}: {}", ran.stderr);
    }
}

/// No sum of a year is more than its type holds: of amounts that each are within their bounds, so many are refused that
/// together are not.
#[test]
fn amounts_that_no_sum_of_a_year_can_hold_are_refused() {
    let holder = json!({ "kind": "individual", "residence": "US" });
    let payment = |gross: Value| {
        json!({ "dividend": {
            "gross_jpy": gross, "jpy_per_usd": "1", "entitlement_date": "2025-03-31", "payment_date": "2025-06-30",
        } })
    };
    let most = payment(json!("99999999999999.999999"));
    let of = |count| answer(&holder, &vec![most.clone(); count], 2025, &[]);
    assert_eq!(at(&of(10).unwrap(), "totals.gross_jpy"), 999_999_999_999_999.999_99);
    let refusal = of(11).unwrap_err();
    assert_eq!(
        refusal,
        "payments.ndjson:11:1: got more in all payments and sales together, wanted at most 1000000000000000 yen and 50000000000000 dollars, so that every sum stays exact"
    );
    let dollars = |kind: &str, amount: &str| json!({ "entry": kind, "amount_usd": amount, "dividend": { "jpy_per_usd": "99999", "payment_date": "2025-06-30" } });
    for (kind, amount) in [("tax", "9999999999999"), ("refund", "9999999999999"), ("fee", "-9999999999999")] {
        let entry = dollars(kind, amount);
        let of = |count| answer(&holder, &[vec![payment(json!("1"))], vec![entry.clone(); count]].concat(), 2025, &[]);
        assert!(of(5).is_ok(), "{kind}");
        assert!(of(6).is_err_and(|refusal| refusal.contains(":7:1: got more in all payments")), "{kind}");
    }
    let sale = json!({ "sale": {
        "date": "2025-07-01", "shares": "1", "proceeds_usd": "9999999999999", "expenses_usd": "9999999999999", "basis_usd": "9999999999999",
    } });
    assert!(answer(&holder, &vec![sale.clone(); 1], 2025, &[]).is_ok());
    assert!(answer(&holder, &vec![sale; 2], 2025, &[]).is_err());
}

/// What is taken back of ADSs has the denominator of their ratio, and an exact sum of many such has no bound.
#[test]
fn reversals_of_ever_other_fractions_are_added_up() {
    let entry = |ratio: &str, shares: &str, tax: &str| {
        json!({ "instrument": "ads", "shares": shares, "dividend": {
            "per_share_jpy": "7", "ads_per_share": ratio, "withheld_jpy": tax, "jpy_per_usd": "100",
            "entitlement_date": "2025-03-31", "payment_date": "2025-06-30",
        } })
    };
    let ratios = ["999983", "999979", "999961", "999959", "999953", "999931", "999917", "999907", "999883", "999863"];
    let mut entries = vec![entry("1", "1000000", "1000")];
    entries.extend(ratios.iter().chain(&ratios).map(|digits| entry(&format!("0.{digits}"), "1", "-1")));
    let year = answer(&json!({ "kind": "individual", "residence": "US" }), &entries, 2025, &[]).unwrap();
    let back: Decimal = ratios.iter().map(|digits| Decimal::from(7_000_000) / digits.parse::<Decimal>().unwrap()).sum();
    let gross = number(&at(&year, "totals.gross_jpy"));
    assert!((gross - (Decimal::from(7_000_000) - back - back)).abs() < Decimal::new(2, 5), "{gross}");
}

/// What was withheld names a rule of the holder's own treaty or of domestic law, and no other country's.
#[test]
fn a_rate_that_was_withheld_is_explained_by_the_holders_law() {
    let holder = json!({ "kind": "individual", "residence": "US", "held_since": "2019-05-20" });
    for (withheld, how, percent, cites) in [
        (1_000, "as_due", 10.0, Some("US treaty 2003 10(2)(b)")),
        (1_531, "as_if_no_form_was_filed", 15.315, Some("Special Taxation Measures Act 9-3(1)(i)")),
        // The 1971 treaty's, which no longer is in force; and Mexico's, Korea's and others' too.
        (1_500, "at_another_rate", 15.0, Some("US treaty 1971 12(2)(a)")),
        // Brazil's alone.
        (1_250, "at_another_rate", 12.5, None),
        (1_111, "at_no_known_rate", 11.11, None),
    ] {
        let payment = json!({ "dividend": {
            "payment_date": "2025-06-27", "gross_jpy": 10_000, "withheld_jpy": withheld, "jpy_per_usd": 150,
        } });
        let year = answer(&holder, &[payment], 2025, &[]).unwrap();
        let of = |key: &str| at(&year, &format!("payments.0.{key}"));
        assert_eq!(of("withheld_as"), how, "{withheld}");
        let found = if how == "at_no_known_rate" { of("withheld_percent") } else { of("withheld_at_percent") };
        assert_eq!(found.as_f64(), Some(percent), "{withheld}");
        let cite = of("withheld_as_cite");
        match cites {
            None => assert_eq!(cite, Value::Null, "{withheld}"),
            Some(cites) => assert!(cite.as_str().is_some_and(|cite| cite.starts_with(cites)), "{withheld}: {cite}"),
        }
    }
}

/// The sum of dollars that are not known is not known, and what would make them known is said.
#[test]
fn sums_of_what_is_not_known_are_not_printed_as_nothing() {
    let file = temporary("holder.json");
    let folder = file.parent().unwrap();
    let holder = json!({ "kind": "individual", "residence": "US", "held_since": "2019-05-20" });
    let payment = |rate: Value| {
        json!({ "dividend": { "payment_date": "2025-06-27", "ex_date": "2025-03-28", "gross_jpy": 10_000,
            "jpy_per_usd": rate } })
    };
    std::fs::write(&file, holder.to_string()).unwrap();
    let screen = |payments: &[Value], more: &str| {
        let text: String = payments.iter().map(|record| format!("{record}\n")).collect();
        std::fs::write(folder.join("payments.ndjson"), text).unwrap();
        let mut args = vec!["year", "--holder", "holder.json", "--tax-year", "2025", "--payments", "payments.ndjson"];
        args.extend(Some(more).filter(|more| !more.is_empty()));
        let out = run_in(folder.to_str().unwrap(), &args, b"").stdout;
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let without = "without what is not known of payment 1; no rate of exchange: --fx or jpy_per_usd";
    for more in ["", "--all"] {
        let none = screen(&[payment(Value::Null)], more);
        assert!(none.contains("dividends ?") && none.contains(without), "{none}");
        assert!(!none.contains("$0.00 of"), "{none}");
        // 10,000 yen at 160 yen for a dollar.
        let some = screen(&[payment(Value::Null), payment(json!(160))], more);
        assert!(some.contains("dividends $62.50") && some.contains(without), "{some}");
    }
    assert!(!screen(&[payment(json!(160))], "").contains("not known of"));
}

#[test]
fn a_cell_that_is_wrong_is_said_with_its_line() {
    let file = temporary("payments.csv");
    let header = "dividend.payment_date,gross_usd,withheld_usd,payer\n2025-06-20,100,10,A\n";
    for (row, said) in [
        ("2025-06-21,1x,10,A\n", "payments.csv:3:1: dividend.gross_usd: got \"1x\""),
        (
            "1950-06-21,100,10,A\n",
            "payments.csv:3:1: dividend.payment_date: got 1950-06-21, wanted a payment date from",
        ),
    ] {
        std::fs::write(&file, format!("{header}{row}")).unwrap();
        let ran = run(&[&ARGS[..], &["--payments", file.to_str().unwrap()]].concat());
        assert_eq!((ran.code, ran.stdout.as_str()), (3, ""), "{row}");
        assert!(ran.stderr.contains(said), "{}", ran.stderr);
    }
}

/// A third of 100 yen at 110 yen a dollar is 0.303 dollars, whichever of the three shares is sold.
#[test]
fn what_is_left_of_a_cost_in_yen_is_a_cost_in_yen() {
    let holder = json!({
        "kind": "individual",
        "residence": "US",
        "lots": [{ "id": "a", "shares": 3, "acquired": "2020-02-03", "cost_jpy": 100, "jpy_per_usd": 110 }],
    });
    let sale = |date| json!({ "entry": "sale", "sale": { "date": date, "shares": 1, "proceeds_usd": 10 } });
    let year = answer(&holder, &["2025-03-03", "2025-05-05", "2025-07-07"].map(sale), 2025, &[]).unwrap();
    assert_eq!(at(&year, "sales.*.basis_usd"), json!([0.3, 0.3, 0.3]));
    assert_eq!(at(&year, "sales.*.gain_usd"), json!([9.7, 9.7, 9.7]));
}
