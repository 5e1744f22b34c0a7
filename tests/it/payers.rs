//! The company that pays, ratios of ADSs in every spelling, and distributions that are not cash out of earnings.

use iijtax::law::statute::LAW;
use std::collections::BTreeSet;

use iijtax::dividend;
use serde_json::{Value, json};

use crate::support::{answer_under, at, case, put, run_in};
use crate::tables::rows_in;

/// 100,000 ADSs at 34 yen a share.
fn ads(ratio: Value) -> Value {
    json!({
        "kind": "individual", "residence": "US", "instrument": "ads", "shares": 100_000,
        "dividend": { "per_share_jpy": 34, "ads_per_share": ratio, "entitlement_date": "2025-03-31", "payment_date": "2025-06-27" },
    })
}

#[test]
fn a_ratio_is_exact_in_every_spelling() {
    for third in ["1:3", "1/3", "1 : 3", "3 shares = 1 ADS", "1 ADS = 3 shares", "1ADS:3shares", "2:6", "0.5:1.5"] {
        let answer = answer_under(&LAW, &ads(json!(third))).unwrap();
        assert_eq!(at(&answer, "japan.gross_jpy"), 10_200_000, "{third}");
        assert_eq!(at(&answer, "japan.tax_jpy"), 1_020_000, "{third}");
        assert_eq!(at(&answer, "dividend.ads_per_share"), "1:3", "{third}");
    }
    for (ratio, gross, shown) in [
        (json!(400), json!(8_500), json!(400)),
        (json!("400:1"), json!(8_500), json!(400)),
        (json!("0.5"), json!(6_800_000), json!(0.5)),
        (json!("5:3"), json!(2_040_000), json!("5:3")),
        (json!("1:400"), json!(1_360_000_000), json!(0.0025)),
    ] {
        let answer = answer_under(&LAW, &ads(ratio.clone())).unwrap();
        assert_eq!(at(&answer, "japan.gross_jpy"), gross, "{ratio}");
        assert_eq!(at(&answer, "dividend.ads_per_share"), shown, "{ratio}");
    }
}

#[test]
fn what_is_no_ratio_is_refused_with_the_side_of_the_ads() {
    for wrong in ["1:0", "0:1", "1:3:2", "a:b", ":", "1/", "1 share = 3", "3 = 1", "1:-3", "1:0.0000001"] {
        let refused = case(&ads(json!(wrong))).unwrap_err();
        assert!(refused.contains("dividend.ads_per_share") && refused.contains("ADSs first"), "{wrong}: {refused}");
    }
}

#[test]
fn a_ratio_is_read_from_cells_and_flags_as_from_json() {
    let header =
        "id,kind,residence,instrument,shares,dividend.per_share_jpy,dividend.ads_per_share,dividend.payment_date\n";
    let rows =
        "a,individual,US,ads,100000,34,1:3,2025-06-27\nb,individual,US,ads,100000,34,3 shares = 1 ADS,2025-06-27\n";
    let ran = run_in(".", &["batch", "--from", "csv", "--to", "ndjson"], [header, rows].concat().as_bytes());
    for line in ran.stdout.lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        assert_eq!((&row["gross_jpy"], &row["tax_jpy"]), (&json!(10_200_000), &json!(1_020_000)), "{line}");
    }
    assert_eq!(ran.stdout.lines().count(), 2, "{}", ran.stderr);
    let holder = br#"{"kind":"individual","residence":"US","instrument":"ads","shares":100000,"dividend":{"per_share_jpy":34,"payment_date":"2025-06-27"}}"#;
    let args = ["dividend", "--holder", "-", "--ads-per-share", "1:3", "--format", "json"];
    let answer: Value = serde_json::from_str(&run_in(".", &args, holder).stdout).unwrap();
    assert_eq!(at(&answer, "japan.gross_jpy"), 10_200_000);
}

#[test]
fn the_form_20f_speaks_of_its_own_company_alone() {
    let of = |payer: Value, args: &[&str]| {
        let mut profile = json!({ "kind": "individual", "residence": "US",
            "dividend": { "gross_jpy": 1000, "payment_date": "2007-06-28" } });
        put(&mut profile, "payer", payer);
        let all = [&["dividend", "--holder", "-", "--format", "json"], args].concat();
        let ran = run_in(".", &all, profile.to_string().as_bytes());
        let answer: Value = serde_json::from_str(&ran.stdout).unwrap();
        (ran.code, answer)
    };
    for payer in [
        json!({"name": "Toyota Motor Corporation"}),
        json!({"code": "7203"}),
        json!({"code": 7203}),
        json!({"isin": "JP3633400001"}),
    ] {
        let (code, answer) = of(payer.clone(), &[]);
        assert_eq!((code, &answer["law"], &answer["status"]), (0, &json!("statute"), &json!("determined")), "{payer}");
        assert!(!answer.to_string().contains("20-F") && !answer.to_string().contains("sec.gov"), "{answer}");
        assert_eq!(answer["other_law"], Value::Null);
        let (code, answer) = of(payer.clone(), &["--law", "form-20f"]);
        assert_eq!((code, &answer["status"]), (5, &json!("not_addressed")), "{payer}");
        assert_eq!(at(&answer, "japan.rule"), "form-20f.scope.other-payer");
    }
    for payer in [Value::Null, json!({}), json!({"name": "Internet Initiative Japan Inc.", "code": "3774"})] {
        let (code, answer) = of(payer.clone(), &[]);
        assert_eq!((code, &answer["law"]), (0, &json!("form-20f")), "{payer}");
    }
    let (_, answer) = of(json!({"name": "Toyota Motor Corporation", "code": "7203"}), &[]);
    assert_eq!(
        answer["payer"],
        json!({"name": "Toyota Motor Corporation", "code": "7203", "isin": null, "kind": null})
    );
}

/// The same of sales, of the days of a range and of the history of rates.
#[test]
fn the_statutes_alone_speak_of_others_on_every_day() {
    let sale = json!({ "kind": "individual", "residence": "US", "held_since": "2000-01-04", "payer": { "code": "7203" },
        "sale": { "date": "2008-03-20", "shares": 10, "price_usd": 10, "basis_usd": 50 } });
    let of = |args: &[&str]| {
        let ran =
            run_in(".", &[&["gain", "--holder", "-", "--format", "json"], args].concat(), sale.to_string().as_bytes());
        let answer: Value = serde_json::from_str(&ran.stdout).unwrap_or_else(|_| panic!("{}", ran.stderr));
        (answer["law"].clone(), at(&answer, "japan.status"))
    };
    assert_eq!(of(&[]), (json!("statute"), json!("determined")));
    assert_eq!(of(&["--law", "form-20f"]), (json!("form-20f"), json!("not_addressed")));
    let ran = run_in(".", &["timeline", "--residence", "US", "--kind", "government", "--format", "csv"], b"");
    assert!(
        // Of a foreign state the law is not encoded on most days.
        ran.code == 5 && !ran.stdout.contains("form-20f") && ran.stdout.contains("statute"),
        "{}{}",
        ran.stdout,
        ran.stderr
    );
    let holder = json!({ "kind": "charity", "residence": "US", "dividend": { "gross_jpy": 1000, "payment_date": "2007-06-28" } });
    let args = ["compare", "--holder", "-", "--from", "2000-01-01", "--until", "2026-12-31", "--format", "csv"];
    let ran = run_in(".", &args, holder.to_string().as_bytes());
    assert!(
        ran.code == 0 && !ran.stdout.contains("form-20f") && ran.stdout.contains("2003"),
        "{}{}",
        ran.stdout,
        ran.stderr
    );
}

/// The note on since when the company is listed is none of another's.
#[test]
fn what_is_noted_of_the_company_is_not_noted_of_another() {
    let of = |payer: Value| {
        let profile = json!({ "kind": "individual", "residence": "US", "payer": payer,
            "dividend": { "gross_jpy": 1000, "payment_date": "2004-12-10" } });
        let answer = answer_under(&LAW, &profile).unwrap();
        at(&answer, "notes.*.code").to_string().contains("listed-since-2005")
    };
    assert!(of(Value::Null) && of(json!({"code": "3774"})));
    assert!(!of(json!({"code": "7203"})));
}

#[test]
fn a_payer_that_is_not_well_named_is_refused() {
    for (path, value, hint) in [
        ("payer.code", json!("1299"), ""),
        ("payer.code", json!("72030"), "7203"),
        ("payer.code", json!("130B"), ""),
        ("payer.isin", json!("JP3633400002"), "check digit"),
        ("payer.isin", json!("JP36334"), ""),
        ("payer.kind", json!("reit"), ""),
        ("payer.fiscal_year_end_month", json!(13), ""),
        ("payer.fiscal_year_end_month", json!(0), ""),
    ] {
        let mut profile = json!({ "kind": "individual", "residence": "US" });
        put(&mut profile, path, value.clone());
        let refused = case(&profile).unwrap_err();
        assert!(refused.contains(path) && refused.contains(hint), "{value}: {refused}");
    }
    let profile = json!({ "kind": "individual", "residence": "US", "payer": { "listed_since": "2020-01-02", "listed_until": "2020-01-01" } });
    assert!(case(&profile).unwrap_err().contains("payer.listed_until"));
}

#[test]
fn no_more_is_deemed_a_dividend_than_is_paid() {
    let of = |deemed: Value, paid: Value| {
        let profile = json!({ "kind": "individual", "residence": "US", "shares": 10,
            "dividend": { "kind": "capital_surplus", "per_share_jpy": paid, "deemed_dividend_per_share_jpy": deemed } });
        case(&profile).map(|_| ())
    };
    assert!(of(json!(15), json!(15)).is_ok());
    assert!(of(json!("15.000001"), json!(15)).unwrap_err().contains("deemed_dividend_per_share_jpy"));
    let both = json!({ "kind": "individual", "residence": "US",
        "dividend": { "kind": "capital_surplus", "gross_jpy": 100, "deemed_dividend_per_share_jpy": 1, "deemed_dividend_jpy": 101 } });
    let refused = case(&both).unwrap_err();
    assert!(refused.contains("not both"), "{refused}");
}

/// Other versions of the treaty are compared by what they take of the same part.
#[test]
fn other_versions_take_their_rate_of_the_deemed_part() {
    let profile = json!({ "kind": "individual", "residence": "US", "shares": 1000, "dividend": {
        "kind": "capital_surplus", "per_share_jpy": 15, "deemed_dividend_per_share_jpy": "11.25",
        "entitlement_date": "2025-03-31", "payment_date": "2025-06-27" } });
    let answer = answer_under(&LAW, &profile).unwrap();
    // 15% of 11,250 yen is 1,687.5.
    assert_eq!(at(&answer, "comparison.us-treaty-1971.tax_jpy"), 1_687);
    assert_eq!(at(&answer, "comparison.us-treaty-1971.more_than_now_jpy"), 562);
}

/// The rows of a register are the single answers, and what is deemed is asked for there too.
#[test]
fn a_register_taxes_the_deemed_part_alone() {
    let record = |id: &str, kind: &str, deemed: &str| {
        let deemed = if deemed.is_empty() {
            String::new()
        } else {
            format!(",\"dividend.deemed_dividend_per_share_jpy\":{deemed}")
        };
        format!(
            "{{\"id\":\"{id}\",\"kind\":\"individual\",\"residence\":\"US\",\"shares\":1000,\"dividend.kind\":\"{kind}\",\"dividend.per_share_jpy\":15,\"dividend.payment_date\":\"2025-06-27\"{deemed}}}\n"
        )
    };
    let records = [
        record("a", "capital_surplus", "11.25"),
        record("b", "capital_surplus", ""),
        record("c", "cash", "11.25"),
        record("d", "payment_in_lieu", ""),
    ];
    let ran = run_in(".", &["batch", "--from", "ndjson"], records.concat().as_bytes());
    let rows: Vec<Value> = ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let told: Vec<_> = rows
        .iter()
        .map(|row| (&row["status"], &row["gross_jpy"], &row["tax_jpy"], &row["net_jpy"], &row["unused"]))
        .collect();
    let (determined, undetermined, nothing) = (json!("determined"), json!("undetermined"), Value::Null);
    assert_eq!(told[0], (&determined, &json!(15_000), &json!(1_125), &json!(13_875), &nothing), "{}", ran.stderr);
    assert_eq!(told[1], (&undetermined, &json!(15_000), &nothing, &nothing, &nothing));
    assert_eq!(
        told[2],
        (&determined, &json!(15_000), &json!(1_500), &json!(13_500), &json!("dividend.deemed_dividend_per_share_jpy"))
    );
    assert_eq!((told[3].0, told[3].2), (&determined, &json!(0)));
}

/// Every rule on dividends that the payer deducts, and on other distributions, is met in some row, under versions of treaties
/// that there are.
#[test]
fn every_rule_on_payers_and_distributions_is_met_in_some_row() {
    let mut met: BTreeSet<&str> = BTreeSet::new();
    for row in rows_in("fixtures/tables-statute").into_iter().filter(|row| row.place.starts_with("distributions.csv")) {
        let case = case(&row.profile).unwrap();
        let (answer, silent) = (dividend::determine(&case, &LAW), dividend::decide(&case, &LAW));
        let japan = &answer.japan;
        assert_eq!(
            (japan.status, japan.rate, japan.rule),
            (silent.japan.status, silent.japan.rate, silent.japan.rule),
            "{}",
            row.place
        );
        let amounts = silent.amounts(&case);
        assert_eq!((japan.tax, japan.refundable), (amounts.tax, amounts.refundable), "{}", row.place);
        met.extend(answer.steps.iter().filter(|step| step.outcome.name() == "met").map(|step| step.rule.id));
    }
    let known: BTreeSet<&str> = LAW.treaties.iter().flat_map(|treaty| treaty.regimes).map(|regime| regime.id).collect();
    for it in LAW.deducted {
        assert!(met.contains(it.rule.id), "{} is never met", it.rule.id);
        assert!(it.regimes.iter().all(|id| known.contains(id)), "{:?}", it.regimes);
    }
    for rule in LAW.distributions.scope.iter().chain(LAW.distributions.us_excluded) {
        assert!(met.contains(rule.id), "{} is never met", rule.id);
    }
}
