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
    assert_eq!(ran.code, 0, "{}", ran.stderr);
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
