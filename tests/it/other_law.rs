//! Where the Form 20-F and the law in force meet: figures of both on a date, and from one to the other over a range.
//!
//! The 20-F states 20% without a treaty, and 10% and 15% under the treaties with the United States. A listed payer
//! withheld 10% from 2003-04-01, 7% from 2004-01-01, 7.147% in 2013 and 15.315% from 2014-01-01.

use serde_json::{Value, json};

use crate::support::{answer, at, run_in};

/// An individual's 600,000 yen of a listed payer.
fn holder(residence: &str, paid: &str) -> Value {
    json!({ "kind": "individual", "residence": residence, "dividend": { "gross_jpy": 600_000, "payment_date": paid } })
}

fn row(residence: &str, paid: &str) -> Vec<String> {
    let ran =
        run_in(".", &["dividend", "--holder", "-", "--format", "csv"], holder(residence, paid).to_string().as_bytes());
    let [head, cells] = ran.stdout.lines().collect::<Vec<_>>()[..] else { panic!("{}", ran.stdout) };
    let cell = |name: &str| {
        let at = head.split(',').position(|column| column == name).unwrap();
        cells.split(',').nth(at).unwrap().to_owned()
    };
    ["law", "rate_percent", "other_law_rate_percent"].map(cell).to_vec()
}

#[test]
fn a_row_has_the_rate_of_the_other_law_where_it_differs() {
    assert_eq!(row("KE", "2010-12-31"), ["form-20f", "20", "7"]);
    assert_eq!(row("KE", "2011-01-01"), ["statute", "7", ""]);
    assert_eq!(row("US", "2010-12-31"), ["form-20f", "10", "7"]);
    assert_eq!(row("US", "2004-06-30"), ["form-20f", "15", "7"]);
    // Both say the same until the listed rate began.
    assert_eq!(row("US", "2003-03-31"), ["form-20f", "15", ""]);
    assert_eq!(row("KE", "2003-03-31"), ["form-20f", "20", ""]);
    assert_eq!(row("KE", "2003-04-01"), ["form-20f", "20", "10"]);
}

#[test]
fn nobody_is_told_to_pay_a_shortfall_that_only_the_20_f_finds() {
    let short = |withheld: u32| {
        let mut holder = holder("KE", "2005-06-30");
        holder["dividend"]["withheld_jpy"] = json!(withheld);
        let answer = answer(&holder).unwrap();
        let actions = answer["actions"].as_array().unwrap();
        actions.iter().any(|action| action["id"] == "settle-shortfall")
    };
    // 7% of 600,000 yen is due by the law in force.
    assert!(!short(42_000));
    assert!(short(41_999));
}

fn printed(args: &[&str], stdin: &Value) -> Value {
    let ran = run_in(".", args, stdin.to_string().as_bytes());
    // 5 where a part does not speak to the holder.
    assert!([0, 5].contains(&ran.code), "{}", ran.stderr);
    serde_json::from_str(&ran.stdout).unwrap()
}

fn told(rows: &Value, columns: &[&str]) -> Vec<String> {
    let cell = |row: &Value, column: &str| at(row, column).to_string().replace('"', "");
    let line = |row: &Value| columns.iter().map(|column| cell(row, column)).collect::<Vec<_>>().join(" ");
    rows.as_array().unwrap().iter().map(line).collect()
}

#[test]
fn a_range_crosses_from_one_law_to_the_other_each_row_by_the_domestic_law_of_its_days() {
    let args = ["compare", "--holder", "-", "--format", "json", "--from", "2010-06-01", "--until", "2014-03-31"];
    let answer = printed(&args, &holder("US", "2010-12-31"));
    assert_eq!(
        told(&answer["regimes"], &["law", "regime", "from", "until", "rate_percent", "tax_jpy", "applies"]),
        [
            "form-20f no-treaty 2010-06-01 2010-12-31 20 120000 false",
            "form-20f us-treaty-2003 2010-06-01 2010-12-31 10 60000 true",
            "statute domestic-2009 2011-01-01 2011-09-30 7 42000 false",
            "statute domestic-2011-10 2011-10-01 2012-12-31 7 42000 false",
            "statute domestic-2013 2013-01-01 2013-12-31 7.147 42882 false",
            "statute domestic-2014 2014-01-01 2014-03-31 15.315 91890 false",
            "statute us-treaty-2003 2011-01-01 2011-09-30 7 42000 false",
            "statute us-treaty-2003 2011-10-01 2012-12-31 7 42000 false",
            "statute us-treaty-2003 2013-01-01 2013-12-31 7.147 42882 false",
            "statute us-treaty-2003 2014-01-01 2014-03-31 10 60000 false",
        ]
    );
    assert_eq!(at(&answer, "other_law.rate_percent"), json!(7));
}

#[test]
fn a_timeline_crosses_from_one_law_to_the_other() {
    let answer = printed(&["timeline", "--residence", "KE", "--format", "json"], &Value::Null);
    assert_eq!(answer["law"], "auto");
    let told = told(&answer["periods"], &["law", "from", "until", "rate_percent", "other_law_rate_percent"]);
    assert_eq!(
        told[..5],
        [
            "form-20f 1973-01-01 2003-03-31 20 null",
            "form-20f 2003-04-01 2003-12-31 20 10",
            "form-20f 2004-01-01 2010-12-31 20 7",
            "statute 2011-01-01 2011-09-30 7 null",
            "statute 2011-10-01 2012-12-31 7 null",
        ]
    );
}

#[test]
fn rows_of_a_range_say_what_the_law_in_force_says_on_their_days() {
    let args = ["compare", "--holder", "-", "--format", "json", "--from", "2003-01-01", "--until", "2004-12-31"];
    let columns = ["regime", "from", "until", "rate_percent", "other_law_rate_percent"];
    let rows = |residence: &str| told(&printed(&args, &holder(residence, "2004-12-30"))["regimes"], &columns);
    let without = [
        "no-treaty 2003-01-01 2003-03-31 20 null",
        "no-treaty 2003-04-01 2003-12-31 20 10",
        "no-treaty 2004-01-01 2004-12-31 20 7",
    ];
    assert_eq!(rows("KE"), without);
    // The treaty of 1971 is 15% under both laws, and from 2003-04-01 on above the rate without a treaty.
    let with = [
        "us-prior-treaty-1971 2003-01-01 2003-03-31 15 null",
        "us-prior-treaty-1971 2003-04-01 2003-12-31 15 10",
        "us-prior-treaty-1971 2004-01-01 2004-06-30 15 7",
        "us-treaty-2003 2004-07-01 2004-12-31 10 7",
    ];
    assert_eq!(rows("US"), [&without[..], &with[..]].concat());
}

/// The actions for Japan of a holder with 600,000 yen, each with its day.
fn actions(profile: Value) -> Vec<String> {
    let answer = answer(&profile).unwrap();
    let action = |action: &Value| format!("{} {}", action["id"], action["due"]).replace('"', "");
    answer["actions"].as_array().unwrap().iter().map(action).collect()
}

/// A corporation with so much of the votes, whose dividend is of the interim period.
fn corporation(percent: u32, instrument: &str, withheld: Option<u32>) -> Value {
    let mut dividend = json!({ "gross_jpy": 600_000, "entitlement_date": "2008-09-30", "payment_date": "2008-12-05" });
    if let Some(withheld) = withheld {
        dividend["withheld_jpy"] = json!(withheld);
    }
    json!({
        "kind": "corporation", "residence": "US", "ownership_percent": percent, "held_since": "2000-01-01",
        "instrument": instrument, "dividend": dividend
    })
}

#[test]
fn no_form_of_the_20_f_stands_that_the_law_in_force_needs_none_of() {
    // 10% by the 20-F; 7% of a listed payer without any form.
    assert_eq!(actions(corporation(9, "share", None)), [""; 0]);
    assert_eq!(actions(corporation(9, "ads", None)), [""; 0]);
    // 5% by both. The 20-F counts eight months from the end of the fiscal year, 2009-11-30; the law in force from the record
    // date, to 2009-06-01, a Monday.
    let of_shares = actions(corporation(10, "share", None));
    assert!(of_shares.contains(&"file-application 2008-12-04".to_owned()), "{of_shares:?}");
    let of_ads = actions(corporation(10, "ads", None));
    for wanted in ["file-application 2008-12-04", "file-second-form 2009-06-01"] {
        assert!(of_ads.contains(&wanted.to_owned()), "{of_ads:?}");
    }
}

#[test]
fn what_the_law_in_force_does_not_give_back_is_not_claimed() {
    let claims = |withheld: u32| {
        let all = actions(corporation(9, "share", Some(withheld)));
        ["claim-refund", "correct-excess"].map(|id| all.iter().any(|action| action.starts_with(id)))
    };
    // 7% of 600,000 yen is 42,000 yen: what is above is the payer's to correct. Above the 60,000 yen of the treaty as well,
    // nothing is claimed of the tax authority.
    assert_eq!(claims(42_000), [false, false]);
    assert_eq!(claims(120_000), [false, true]);
}

/// The sale of 5% by a group with so much, which domestic law taxes at 25% and the 20-F leaves untaxed in general.
fn sale(residence: &str, sold_on: &str, held: &str) -> Value {
    json!({
        "kind": "corporation", "residence": residence, "ownership_percent": 1,
        "lots": [{ "shares": 10, "acquired": "1999-01-04", "cost_usd": 1000 }],
        "sale": { "date": sold_on, "proceeds_usd": 1500, "group_issued_percent": held, "group_sold_percent": 5 }
    })
}

#[test]
fn the_headline_of_a_gain_says_what_both_laws_say() {
    let headline = |profile: &Value| {
        let ran = run_in(".", &["gain", "--holder", "-"], profile.to_string().as_bytes());
        ran.stdout.lines().skip(1).take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let other = |profile: &Value| {
        let answer = printed(&["gain", "--holder", "-", "--format", "json"], profile);
        ["law", "japan_taxed", "japan_rule", "option"]
            .map(|key| at(&answer["other_law"], key).to_string().replace('"', ""))
    };
    let kenyan = sale("KE", "2010-12-31", "25");
    assert_eq!(
        headline(&kenyan),
        "Japan does not tax the gain; the holder is not a U.S. holder; the law statute says that Japan taxes the gain"
    );
    assert_eq!(other(&kenyan), ["statute", "true", "statute.gain-treaty.none", "--law statute"]);
    // Below 25% both say the same, and after 2010 there is one law.
    for one in [sale("KE", "2010-12-31", "24.99"), sale("KE", "2011-01-01", "25")] {
        let answer = printed(&["gain", "--holder", "-", "--format", "json"], &one);
        assert_eq!(answer["other_law"], Value::Null);
        assert!(!headline(&one).contains("the law statute says"), "{}", headline(&one));
    }
    // A U.S. holder's headline is the gain in dollars.
    let american = sale("US", "2010-12-31", "25");
    let said = headline(&american);
    assert!(said.starts_with("A gain of $500.00"), "{said}");
}

#[test]
fn each_part_of_an_answer_has_its_own_grade() {
    let parts = |profile: &Value| {
        let answer = printed(&["dividend", "--holder", "-", "--format", "json"], profile);
        ["japan", "us"].map(|part| answer["evidence_by_part"][part].to_string().replace('"', ""))
    };
    // The treaty with the United States was read; the brackets of 2024 were not.
    let mut american = holder("US", "2024-06-28");
    american["us"] = json!({ "taxable_income_usd": 100_000, "filing_status": "single" });
    assert_eq!(parts(&american)[0], "primary");
    // Peru's rate is the tax agency's word, and no rule on the United States speaks to its resident.
    assert_eq!(parts(&holder("PE", "2024-06-28"))[0], "secondary");
    let line = |profile: &Value| {
        let ran = run_in(".", &["dividend", "--holder", "-", "--all"], profile.to_string().as_bytes());
        ran.stdout.lines().next().unwrap().to_owned()
    };
    assert_eq!(line(&holder("PE", "2024-06-28")), "law statute · Japan: secondary evidence");
    assert_eq!(line(&holder("VN", "2024-06-28")), "law statute");
}
