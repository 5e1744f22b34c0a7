//! Facts that are stated and that nothing reads: they are named, and the instrument behind a ratio is asked for.

use iijtax::facts::{Field, FieldSet};
use iijtax::law::{Condition, HoldingPeriod, Length, Threshold, form_20f, statute};
use iijtax::units::Percent;
use serde_json::{Value, json};

use crate::support::{answer_under, at, put, run_in};

fn answer(profile: &Value) -> Value {
    answer_under(&statute::LAW, profile).unwrap()
}

/// The profile with some more facts.
fn with(profile: &Value, facts: &[(&str, Value)]) -> Value {
    let mut profile = profile.clone();
    facts.iter().for_each(|(path, value)| put(&mut profile, path, value.clone()));
    profile
}

fn unused(profile: &Value) -> Vec<String> {
    serde_json::from_value(answer(profile)["unused"].clone()).unwrap()
}

/// 400 of something, with a dividend of 1,500 yen a share of which 400 ADSs are made.
fn four_hundred() -> Value {
    json!({
        "kind": "individual", "residence": "US", "shares": 400,
        "dividend": { "per_share_jpy": 1500, "ads_per_share": 400, "payment_date": "2024-06-28" },
    })
}

fn questions(answer: &Value, part: &str) -> Vec<String> {
    let fields = at(answer, &format!("{part}.questions.*.field"));
    serde_json::from_value(fields).unwrap()
}

#[test]
fn a_ratio_without_an_instrument_is_asked_about_and_no_amount_is_guessed() {
    let open = answer(&four_hundred());
    assert_eq!(open["status"], "undetermined");
    assert_eq!(questions(&open, "japan"), ["instrument"]);
    assert!(questions(&open, "us").contains(&"instrument".to_owned()));
    // Article 10 of the treaty: 10% of an individual, whichever it holds.
    assert_eq!(at(&open, "japan.rate_percent"), 10);
    assert_eq!(at(&open, "japan.possible_rates_percent"), json!([10]));
    for amount in ["gross_jpy", "tax_jpy", "net_jpy", "highest_tax_jpy", "at_source.tax_jpy", "refundable_jpy"] {
        assert_eq!(at(&open, &format!("japan.{amount}")), Value::Null, "{amount}");
    }
    assert_eq!(at(&open, "dividend.instrument"), Value::Null);
    assert_eq!(at(&open, "assumptions.instrument"), Value::Null);
    assert_eq!(open["unused"], json!([]));

    // 400 ADSs are one share.
    let ads = answer(&with(&four_hundred(), &[("instrument", json!("ads"))]));
    assert_eq!((&ads["status"], at(&ads, "japan.gross_jpy")), (&json!("determined"), json!(1500)));
    assert_eq!((at(&ads, "japan.tax_jpy"), &ads["unused"]), (json!(150), &json!([])));
    let shares = answer(&with(&four_hundred(), &[("instrument", json!("share"))]));
    assert_eq!((&shares["status"], at(&shares, "japan.gross_jpy")), (&json!("determined"), json!(600_000)));
    assert_eq!(at(&shares, "japan.tax_jpy"), 60_000);
    // Nothing is made of the ratio then.
    assert_eq!(shares["unused"], json!(["dividend.ads_per_share"]));
}

#[test]
fn where_nothing_depends_on_the_instrument_it_is_not_asked_for() {
    let mut gross = with(&four_hundred(), &[("dividend.gross_jpy", json!(600_000))]);
    gross["dividend"].as_object_mut().unwrap().remove("per_share_jpy");
    let answer_of_gross = answer(&gross);
    assert_eq!(answer_of_gross["status"], "determined");
    assert_eq!(at(&answer_of_gross, "japan.tax_jpy"), 60_000);
    assert_eq!(at(&answer_of_gross, "assumptions.instrument.value"), "share");
    assert_eq!(answer_of_gross["unused"], json!(["shares", "dividend.ads_per_share"]));
    // One ADS for each share is paid as the share is.
    let alike = answer(&with(&four_hundred(), &[("dividend.ads_per_share", json!(1))]));
    assert_eq!((&alike["status"], at(&alike, "japan.tax_jpy")), (&json!("determined"), json!(60_000)));
    // Rates alone are the same for both.
    let mut rates = four_hundred();
    rates.as_object_mut().unwrap().remove("shares");
    assert_eq!(answer(&rates)["status"], "determined");

    // Whether a second form is missed is a matter of ADSs alone.
    let late = with(&gross, &[("relief.second_form_filed", json!(false))]);
    let open = answer(&late);
    assert_eq!((&open["status"], at(&open, "japan.at_source")), (&json!("determined"), Value::Null));
    assert_eq!(questions(&open, "japan"), ["instrument"]);
    let known = answer(&with(&late, &[("instrument", json!("share"))]));
    assert_eq!(at(&known, "japan.at_source.rate_percent"), 10);
    assert_eq!(known["unused"], json!(["shares", "relief.second_form_filed", "dividend.ads_per_share"]));
}

#[test]
fn a_register_asks_who_does_not_say_what_it_holds_and_no_one_else() {
    let dir = std::env::temp_dir().join(format!("iijtax-unused-{}", std::process::id()));
    std::fs::create_dir_all(&dir).unwrap();
    let shared = r#"{"per_share_jpy": 1500, "ads_per_share": 400, "payment_date": "2024-06-28"}"#;
    std::fs::write(dir.join("dividend.json"), shared).unwrap();
    let records = concat!(
        r#"{"id":"ads","kind":"individual","residence":"US","shares":400,"instrument":"ads"}"#,
        "\n",
        r#"{"id":"open","kind":"individual","residence":"US","shares":400}"#,
        "\n",
        r#"{"id":"share","kind":"individual","residence":"US","shares":400,"instrument":"share"}"#,
        "\n",
        r#"{"id":"own","kind":"individual","residence":"US","shares":400,"instrument":"share","dividend.ads_per_share":400}"#,
        "\n",
    );
    let dividend = dir.join("dividend.json");
    let ran = run_in(".", &["batch", "--from", "ndjson", "--dividend", dividend.to_str().unwrap()], records.as_bytes());
    let rows: Vec<Value> = ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let told: Vec<_> = rows.iter().map(|row| (&row["status"], &row["gross_jpy"], &row["unused"])).collect();
    let (determined, undetermined) = (json!("determined"), json!("undetermined"));
    let (own, nothing) = (json!("dividend.ads_per_share"), Value::Null);
    assert_eq!(
        told,
        [
            (&determined, &json!(1500), &nothing),
            (&undetermined, &nothing, &nothing),
            (&determined, &json!(600_000), &nothing),
            (&determined, &json!(600_000), &own),
        ]
    );
    std::fs::remove_dir_all(&dir).unwrap();
}

/// A fact, a profile in which nothing uses it, and one in which something does.
#[test]
fn a_fact_is_unused_where_nothing_reads_it_and_only_there() {
    let individual = |residence: &str| {
        json!({
            "kind": "individual", "residence": residence, "shares": 100, "instrument": "share",
            "dividend": { "per_share_jpy": 1500, "entitlement_date": "2024-03-31", "payment_date": "2024-06-28" },
        })
    };
    let of = |kind: &str, residence: &str| with(&individual(residence), &[("kind", json!(kind))]);
    let dollars =
        with(&individual("US"), &[("dividend.jpy_per_usd", json!(150)), ("dividend.ex_date", json!("2024-03-28"))]);
    let nobody = individual("KE");
    let ads = with(&individual("US"), &[("instrument", json!("ads")), ("dividend.ads_per_share", json!(400))]);
    let cases = [
        // No treaty, and so no row on a part of the stock, nor a form.
        ("held_since", json!("2020-01-01"), &nobody, &individual("US")),
        ("limitation_on_benefits", json!([]), &nobody, &individual("US")),
        ("relief.application_filed", json!(true), &nobody, &individual("US")),
        // Japan's own law asks how much of a listed company an individual holds, and a company nothing of the kind.
        ("ownership_percent", json!(1), &of("corporation", "KE"), &nobody),
        // Only ADSs have a second form, and a depositary that receives the dividend.
        ("relief.second_form_filed", json!(true), &individual("US"), &ads),
        ("dividend.depositary_receipt_date", json!("2024-06-28"), &individual("US"), &ads),
        // Dollars are of U.S. holders.
        ("dividend.jpy_per_usd", json!(150), &nobody, &individual("US")),
        ("dividend.earnings_and_profits_percent", json!(90), &nobody, &dollars),
        ("dividend.ex_date", json!("2024-03-28"), &nobody, &individual("US")),
        ("us.pfic", json!(false), &nobody, &individual("US")),
        ("us.tax_before_credit_usd", json!(1000), &individual("US"), &dollars),
        (
            "us.ordinary_rate_percent",
            json!(30),
            &individual("US"),
            &with(&dollars, &[("held_since", json!("2020-01-01"))]),
        ),
        (
            "us.personal_currency_transaction",
            json!(true),
            &dollars,
            &with(&dollars, &[("dividend.converted", json!({"date": "2024-07-01", "jpy_per_usd": 151}))]),
        ),
        // Everything is out of earnings and profits, or not.
        (
            "dividend.basis_usd",
            json!(100),
            &dollars,
            &with(&dollars, &[("dividend.earnings_and_profits_percent", json!(90))]),
        ),
        // A treaty that asks for it, and one that does not.
        ("direct_ownership_percent", json!(0), &individual("CA"), &individual("DE")),
        ("held_until", json!("2024-12-31"), &individual("US"), &individual("CH")),
        // A sale is no part of the question.
        ("sale.date", json!("2024-12-31"), &individual("US"), &Value::Null),
        ("hedged", json!([]), &nobody, &individual("US")),
    ];
    for (path, value, without, user) in cases {
        let found = unused(&with(without, &[(path, value.clone())]));
        assert!(found.contains(&path.to_owned()), "{path} is used by {without}: {found:?}");
        if !user.is_null() {
            let found = unused(&with(user, &[(path, value)]));
            assert!(!found.contains(&path.to_owned()), "{path} is not used by {user}: {found:?}");
        }
    }
}

#[test]
fn objects_are_never_unused_and_what_identifies_the_record_is_not_either() {
    let profile = json!({
        "id": "a", "kind": "individual", "residence": "KE", "us": {}, "relief": {}, "sale": {},
        "dividend": { "payment_date": "2024-06-28", "kind": "cash" },
    });
    assert_eq!(unused(&profile), Vec::<String>::new());
}

#[test]
fn a_condition_reads_what_it_is_tested_by() {
    let half = Threshold::AtLeast(Percent::of("50"));
    let owned = [Field::OwnershipPercent, Field::OwnershipHistory];
    let including = Condition::VotingStock(half, HoldingPeriod::Including(Length::Months(6)));
    let since = [Field::HeldSince, Field::HeldUntil, Field::EntitlementDate];
    assert_eq!(including.reads(), FieldSet::of(&owned).with(FieldSet::of(&since)));
    assert_eq!(Condition::HoldsAds.reads(), FieldSet::one(Field::Instrument));
}

#[test]
fn a_law_that_knows_no_brackets_reads_none_of_their_facts() {
    // DIV-1 names one rate, 15%, for every income; how the holder files it does not ask.
    let profile = json!({
        "kind": "individual", "residence": "US", "instrument": "share", "shares": 100, "held_since": "2005-01-01",
        "us": { "filing_status": "single", "taxable_income_usd": 50_000 },
        "dividend": {
            "per_share_jpy": 1000, "payment_date": "2007-06-28", "ex_date": "2007-03-27", "jpy_per_usd": 120,
            "entitlement_date": "2007-03-31",
        },
    });
    let unused_of = |law| -> Vec<String> {
        let mut fields: Vec<String> =
            serde_json::from_value(answer_under(law, &profile).unwrap()["unused"].clone()).unwrap();
        fields.sort_unstable();
        fields
    };
    assert_eq!(unused_of(&form_20f::LAW), ["us.filing_status", "us.taxable_income_usd"]);
    // Section 1(h)(11) does.
    assert_eq!(unused_of(&statute::LAW), Vec::<String>::new());
}

/// The credit has a limit only where it has an amount: what Japan withholds is open here, since nobody knows whether the form
/// of 20 June came before the payment.
#[test]
fn no_fact_of_the_credits_limit_is_read_while_the_tax_is_open() {
    let us = json!({
        "filing_status": "single", "tax_before_credit_usd": 9_000, "taxable_income_usd": 60_000,
        "gross_income_usd": 80_000, "general_deductions_usd": 14_600,
    });
    let open = json!({
        "kind": "individual", "residence": "US", "instrument": "share", "shares": 100, "held_since": "2015-01-01",
        "relief": { "application_filed": "2024-06-20" }, "us": us,
        "dividend": {
            "per_share_jpy": 1000, "entitlement_date": "2024-03-31", "ex_date": "2024-03-28", "jpy_per_usd": 150,
        },
    });
    let stated = ["us.filing_status", "us.general_deductions_usd", "us.gross_income_usd", "us.tax_before_credit_usd"];
    let limit_facts = |profile: &Value| -> Vec<String> {
        let mut fields = unused(profile);
        fields.retain(|field| stated.contains(&field.as_str()));
        fields.sort_unstable();
        fields
    };
    assert_eq!(limit_facts(&open), stated);
    assert_eq!(limit_facts(&with(&open, &[("dividend.payment_date", json!("2024-06-28"))])), Vec::<String>::new());
}
