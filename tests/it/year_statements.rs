//! Brokers' statements: every row is an entry, left out with its reason, or listed as not understood.

use serde_json::{Value, json};

use crate::support::{at, path, run, temporary};

fn year(more: &[&str]) -> Value {
    let args = ["year", "--holder", "fixtures/year/holder.json", "--tax-year", "2025", "--format", "json"];
    let ran = run(&[&args[..], more].concat());
    assert_eq!(ran.stderr, "", "{more:?}");
    serde_json::from_str(&ran.stdout).unwrap()
}

fn lines(year: &Value, of: &str) -> Vec<i64> {
    let rows = year["statements"][0][of].as_array().unwrap().iter();
    let mut lines: Vec<_> = rows.map(|row| row["line"].as_i64().unwrap()).collect();
    lines.sort_unstable();
    lines
}

/// 14,700 yen, of which 2,251 are 15.315% floored, given back and taken again at 10%; 6,000, of which 918 are 15.315%.
#[test]
fn a_flex_query_is_read_row_by_row() {
    let year = year(&["--statement", "fixtures/statements/flex.xml"]);
    assert_eq!(at(&year, "payments.*.payer"), json!(["9999.T", "8888.T"]));
    assert_eq!(at(&year, "payments.*.gross_jpy"), json!([14700, 6000]));
    assert_eq!(at(&year, "payments.*.tax_jpy"), json!([1470, 600]));
    assert_eq!(at(&year, "payments.*.withheld_jpy"), json!([1470, 918]));
    assert_eq!(at(&year, "payments.*.withheld_as"), json!(["as_due", "as_if_no_form_was_filed"]));
    assert_eq!(at(&year, "payments.*.withheld_at_percent"), json!([10, 15.315]));
    assert_eq!(at(&year, "payments.*.refund_until"), json!([null, "2030-12-05"]));
    assert_eq!(at(&year, "payments.0.changes.*.booked"), json!([null, "2025-08-11", "2025-08-11"]));
    assert_eq!(at(&year, "apart.*.entry"), json!(["payment_in_lieu"]));
    assert_eq!(at(&year, "apart.*.amount_jpy"), json!([245]));
    let statement = &year["statements"][0];
    assert_eq!((statement["used"].as_u64(), lines(&year, "not_understood")), (Some(7), vec![15, 16]));
    assert_eq!(lines(&year, "ignored"), [5, 12, 17, 20]);
    let said = statement["said"].to_string();
    assert!(said.contains("600 shares, as accrued on line 20"), "{said}");
    assert!(said.contains("200 shares, the amount by the yen a share"), "{said}");
    for secret in ["U7654321", "my-alias", "A. Holder"] {
        assert!(!year.to_string().contains(secret), "{secret}");
    }
}

#[test]
fn an_activity_statement_is_read_section_by_section() {
    let year = year(&["--statement", "fixtures/statements/activity.csv"]);
    assert_eq!(at(&year, "payments.*.withheld_jpy"), json!([2251]));
    assert_eq!(at(&year, "payments.*.withheld_as"), json!(["as_if_no_form_was_filed"]));
    assert_eq!(at(&year, "apart.*.entry"), json!(["payment_in_lieu"]));
    assert_eq!(lines(&year, "not_understood"), [11]);
    // All lines but headers are accounted for.
    assert_eq!((year["statements"][0]["used"].as_u64(), lines(&year, "ignored")), (Some(3), vec![2, 4, 6, 10, 12, 15]));
    assert!(!year.to_string().contains("U7654321"));
}

/// 105.00 dollars, of which 16.08 are 15.315%; the fee is neither tax nor less of the dividend.
#[test]
fn dollars_of_a_statement_are_dollars() {
    let statement = ["--statement", "fixtures/statements/schwab.csv"];
    let alone = year(&statement);
    for (name, wanted) in [
        ("payment_date", json!("2025-07-08")),
        ("yen_known", json!("not_at_all")),
        ("gross_jpy", Value::Null),
        ("withheld_jpy", Value::Null),
        ("dividend_usd", json!(105)),
        ("tax_usd", json!(10.5)),
        ("withheld_usd", json!(16.08)),
        ("over_withheld_usd", json!(5.58)),
        ("creditable_usd", json!(10.5)),
        ("withheld_as", json!("as_if_no_form_was_filed")),
        ("withheld_at_percent", json!(15.315)),
    ] {
        assert_eq!(alone["payments"][0][name], wanted, "{name}");
    }
    assert_eq!(alone["totals"]["in_dollars_alone"], json!([1]));
    assert_eq!(alone["totals"]["withheld_jpy"], json!(0));
    assert_eq!(at(&alone, "apart.*.amount_usd"), json!([-8]));
    assert_eq!((lines(&alone, "not_understood"), lines(&alone, "ignored")), (vec![6], vec![1, 5, 7, 8, 9]));
    assert!(alone["statements"][0]["said"].to_string().contains("800 shares, by the trades of the file"));

    // With a rate of exchange the yen are those of the rate, and the tax is floored at the rate it fits.
    let rates = temporary("rates.csv");
    std::fs::write(&rates, "2025-07-08,150\n").unwrap();
    let by_rate = year(&[&statement[..], &["--fx", rates.to_str().unwrap()]].concat());
    for (name, wanted) in [
        ("yen_known", json!("by_rate")),
        ("gross_jpy", json!(15750)),
        ("tax_jpy", json!(1575)),
        ("withheld_jpy", json!(2412)),
        ("dividend_usd", json!(105)),
        ("creditable_usd", json!(10.5)),
        ("withheld_at_percent", json!(15.315)),
    ] {
        assert_eq!(by_rate["payments"][0][name], wanted, "{name}");
    }
}

/// 1,000 bought for 9,100 dollars, 200 of them sold for 2,420; the dividend is on the 800 that are left.
#[test]
fn trades_of_a_statement_are_lots_and_sales() {
    let year = year(&["--statement", "fixtures/statements/schwab.csv", "--trades"]);
    assert_eq!(at(&year, "sales.*.gain_usd"), json!([600]));
    assert_eq!(at(&year, "sales.0.lots.*.term"), json!(["short"]));
    assert_eq!(at(&year, "sales.0.lots.*.acquired"), json!(["2024-02-05"]));
    assert_eq!((lines(&year, "ignored"), year["statements"][0]["used"].as_u64()), (vec![1, 5, 9], Some(4)));
    assert!(year["statements"][0]["said"].to_string().contains("1 purchase and 1 sale as lots"), "{year}");
}

fn flex(trades: &str) -> std::path::PathBuf {
    let file = temporary("trades.xml");
    let cash = r#"<CashTransaction currency="JPY" symbol="9999.T" isin="JP0000000000" description="9999.T(JP0000000000) CASH DIVIDEND JPY 10 PER SHARE (Ordinary Dividend)" settleDate="20250620" exDate="20250328" amount="6000" type="Dividends" actionID="1" levelOfDetail="DETAIL" />"#;
    std::fs::write(&file, format!("<FlexQueryResponse queryName=\"a\">\n{trades}\n{cash}\n</FlexQueryResponse>\n"))
        .unwrap();
    file
}

/// 400 and 300 bought, 100 of the first sold before the ex-date and 50 after it: the dividend is on 600. Yen count at the
/// rates of the days of settlement: 250,000 / 152 less a quarter of 800,000 / 145.
#[test]
fn trades_in_yen_are_sold_first_in_first_out() {
    let trade = |on: &str, settled: &str, shares: i32, cash: i32| {
        format!(
            r#"<Trade currency="JPY" symbol="9999.T" isin="JP0000000000" tradeDate="{on}" settleDateTarget="{settled}" quantity="{shares}" netCash="{cash}" levelOfDetail="EXECUTION" />"#
        )
    };
    let bought = [trade("20240110", "20240112", 400, -800_000), trade("20240603", "20240605", 300, -660_000)];
    let sold = [trade("20250203", "20250205", -100, 250_000), trade("20250404", "20250408", -50, 125_000)];
    let rates = temporary("trades-rates.csv");
    std::fs::write(&rates, "2024-01-12,145\n2025-02-05,152\n2025-04-08,150\n2025-06-20,145\n").unwrap();
    let rates = ["--fx", rates.to_str().unwrap(), "--trades"];
    let file = flex(&[bought.clone(), sold.clone()].concat().join("\n"));
    let it = year(&[&["--statement", file.to_str().unwrap()], &rates[..]].concat());
    assert_eq!(at(&it, "sales.*.proceeds_usd"), json!([1644.74, 833.33]));
    assert_eq!(at(&it, "sales.*.basis_usd"), json!([1379.31, 689.66]));
    assert_eq!(at(&it, "sales.*.gain_usd"), json!([265.43, 143.67]));
    assert_eq!(it["payments"][0]["us_questions"], json!([]), "the days of every lot are known");
    assert_eq!(it["payments"][0]["qualified_usd"], it["payments"][0]["dividend_usd"]);
    // Of more than the file has bought no lots are made, and it says so.
    let file = flex(&[bought[..1].to_vec(), vec![trade("20250203", "20250205", -401, 1)]].concat().join("\n"));
    let it = year(&[&["--statement", file.to_str().unwrap()], &rates[..]].concat());
    assert_eq!(at(&it, "sales.*.number"), json!([]));
    let said = it["statements"][0]["said"].to_string();
    assert!(said.contains("line 3 sells more than the file has bought"), "{said}");
    // Where the dividend is on another number than the trades leave, its lots are not stated.
    let file = flex(&bought.join("\n"));
    let it = year(&[&["--statement", file.to_str().unwrap()], &rates[..]].concat());
    let said = it["statements"][0]["said"].to_string();
    assert!(said.contains("700 shares are held on 2025-03-28 by the trades, and the dividend is on 600"), "{said}");
}

#[test]
fn any_table_is_read_by_a_map_of_its_columns() {
    let map = ["--statement", "fixtures/statements/any.csv", "--map", "fixtures/statements/any.map.json"];
    let year = year(&map);
    assert_eq!(at(&year, "payments.*.withheld_jpy"), json!([2251]));
    assert_eq!(at(&year, "apart.*.amount_usd"), json!([-8.5]));
    assert_eq!((lines(&year, "not_understood"), lines(&year, "ignored")), (vec![7, 8], vec![1, 2, 6]));
}

/// Of two dividends of one day each has the tax that bears its number.
#[test]
fn the_column_of_numbers_says_which_dividend_a_tax_is_of() {
    let (map, file) = (temporary("numbers.map.json"), temporary("numbers.csv"));
    let columns = json!({
        "dividend.payment_date": "Date", "payer": "Symbol", "entry": "What", "amount": "Amount", "id": "Number",
    });
    std::fs::write(&map, json!({ "columns": columns, "currency": "JPY" }).to_string()).unwrap();
    let rows = ["dividend,14700,A", "dividend,6000,B", "tax,-918,B", "tax,-2251,A"];
    let rows = rows.map(|row| format!("2025-06-20,9999.T,{row}\n")).concat();
    std::fs::write(&file, format!("Date,Symbol,What,Amount,Number\n{rows}")).unwrap();
    let year = year(&["--statement", file.to_str().unwrap(), "--map", map.to_str().unwrap()]);
    assert_eq!(at(&year, "payments.*.gross_jpy"), json!([14700, 6000]));
    assert_eq!(at(&year, "payments.*.withheld_jpy"), json!([2251, 918]));
}

/// Dollars of a payments file, by yen a share, by a rate either way round, and alone.
#[test]
fn dollars_and_rates_of_a_payment_are_read_either_way() {
    let file = temporary("dollars.ndjson");
    let of = |more: &str| format!("{{\"dividend\":{{\"payment_date\":\"2025-06-30\",{more}}}}}\n");
    let text = [
        r#""gross_usd":52.10,"withheld_usd":7.98,"fee_usd":10.0"#,
        r#""gross_usd":100,"withheld_usd":10,"jpy_per_usd":0.0065"#,
        r#""gross_usd":100,"withheld_usd":"12.34","gross_jpy":15000"#,
    ];
    std::fs::write(&file, text.map(of).concat()).unwrap();
    let year = year(&["--payments", file.to_str().unwrap()]);
    assert_eq!(at(&year, "payments.*.yen_known"), json!(["not_at_all", "by_rate", "by_yen"]));
    assert_eq!(at(&year, "payments.*.dividend_usd"), json!([52.1, 100, 100]));
    assert_eq!(at(&year, "payments.*.withheld_at_percent"), json!([15.315, 10, null]));
    assert_eq!(at(&year, "payments.*.withheld_as"), json!(["as_if_no_form_was_filed", "as_due", "at_no_known_rate"]));
    assert_eq!(at(&year, "payments.*.withheld_percent"), json!([15.3167, 9.997, 12.34]));
    assert_eq!(at(&year, "payments.*.usd_per_jpy_as_written"), json!([null, "0.0065", null]));
    assert_eq!(at(&year, "payments.*.jpy_per_usd"), json!([null, 153.846154, 150]));
    assert_eq!(at(&year, "payments.*.creditable_usd"), json!([5.21, 10, 10]));
    assert_eq!(at(&year, "apart.*.amount_usd"), json!([-10]));
    // Each is what the single command says of the same facts.
    let profile: Value =
        serde_json::from_str(&std::fs::read_to_string(path("fixtures/year/holder.json")).unwrap()).unwrap();
    for (number, more) in text.iter().enumerate() {
        let mut one = profile.clone();
        one.as_object_mut().unwrap().remove("sale");
        one["dividend"] = serde_json::from_str(&format!("{{\"payment_date\":\"2025-06-30\",{more}}}")).unwrap();
        let file = temporary("one-in-dollars.json");
        std::fs::write(&file, one.to_string()).unwrap();
        let ran = run(&["dividend", "--holder", file.to_str().unwrap(), "--format", "json"]);
        let one: Value = serde_json::from_str(&ran.stdout).unwrap_or_else(|_| panic!("{}", ran.stderr));
        let row = &year["payments"][number];
        for (own, path) in [
            ("gross_jpy", "japan.gross_jpy"),
            ("tax_jpy", "japan.tax_jpy"),
            ("dividend_usd", "us.dividend_usd"),
            ("creditable_usd", "us.credit.creditable_usd"),
            ("jpy_per_usd", "us.jpy_per_usd"),
        ] {
            assert_eq!(row[own], at(&one, path), "{own} of {more}");
        }
        let (mut alone, mut by_yen) = (0, 0);
        for (own, in_dollars, in_yen) in [
            ("tax_usd", "tax_usd", None),
            ("withheld_usd", "withheld_usd", None),
            ("over_withheld_usd", "over_withheld_usd", None),
            ("withheld_as", "withheld_as", None),
            ("withheld_jpy", "none", Some("reconciliation.withheld_jpy")),
            ("over_withheld_jpy", "none", Some("reconciliation.over_withheld_jpy")),
        ] {
            match (one["japan"]["in_dollars"].is_null(), in_yen) {
                (false, None) => {
                    assert_eq!(row[own], one["japan"]["in_dollars"][in_dollars], "{own} of {more}");
                    alone += 1;
                }
                (true, Some(path)) => {
                    assert_eq!(row[own], at(&one["japan"], path), "{own} of {more}");
                    by_yen += 1;
                }
                _ => {}
            }
        }
        assert_eq!((alone, by_yen), if number == 0 { (4, 0) } else { (0, 2) });
    }
}

#[test]
fn statements_that_cannot_be_read_say_why() {
    let args = ["year", "--holder", "fixtures/year/holder.json", "--tax-year", "2025"];
    let map = temporary("broken.map.json");
    std::fs::write(&map, r#"{ "columns": [] }"#).unwrap();
    for (name, text, more, said) in [
        ("what.csv", "a,b\n1,2\n", &[][..], "an unknown layout"),
        ("broken.xml", "<FlexQueryResponse>\n<a b=></FlexQueryResponse>", &[], "broken.xml:2:1"),
        (
            "two.csv",
            "Date,Action,Symbol,Amount\n01/02/2025,Foreign Tax Paid,A,-1\n01/02/2025,Foreign Tax Paid,B,-1\n",
            &[],
            "--symbol A",
        ),
        ("any.csv", "x,y\n", &["--map", "fixtures/statements/any.map.json"], "no such header"),
        ("any.csv", "x,y\n", &["--map", "fixtures/year/holder.json"], "unknown field"),
        ("any.csv", "x,y\n", &["--map", map.to_str().unwrap()], "broken.map.json:1:1: got invalid type"),
    ] {
        let file = temporary(name);
        std::fs::write(&file, text).unwrap();
        let ran = run(&[&args[..], &["--statement", file.to_str().unwrap()], more].concat());
        assert_eq!((ran.code, ran.stdout.as_str()), (3, ""), "{name}: {}", ran.stderr);
        assert!(ran.stderr.contains(said), "{name}: {}", ran.stderr);
    }
}
