//! Holders who are alike: a ruling that is used again says what the engines say of each of them.

use super::{PLAIN, Run, ndjson, run, same};
use crate::support::at;
use serde_json::{Value, json};

/// On every threshold of the treaties, and a step to either side.
const PERCENTAGES: [&str; 14] = [
    "0",
    "4.999999",
    "5",
    "9.999999",
    "10",
    "10.000001",
    "24.99",
    "25",
    "25.01",
    "49.9",
    "50",
    "50.000001",
    "99",
    "100",
];

/// Ex-dividend date, entitlement and payment, and since when it is held: long, about the twelve months, the six months,
/// the ex-dividend date, and the day itself.
const DATES: [(&str, &str, &str, [&str; 8]); 4] = [
    (
        "2004-03-26",
        "2004-03-31",
        "2004-06-30",
        [
            "2000-01-01",
            "2003-03-31",
            "2003-04-01",
            "2003-04-02",
            "2003-09-30",
            "2003-10-01",
            "2004-03-01",
            "2004-03-31",
        ],
    ),
    (
        "2006-09-26",
        "2006-09-30",
        "2006-12-08",
        [
            "1999-01-01",
            "2005-09-30",
            "2005-10-01",
            "2005-10-02",
            "2006-03-30",
            "2006-04-01",
            "2006-09-25",
            "2006-09-30",
        ],
    ),
    (
        "2016-03-29",
        "2016-03-31",
        "2016-06-27",
        [
            "2001-05-05",
            "2015-03-31",
            "2015-04-01",
            "2015-04-02",
            "2015-09-30",
            "2015-10-01",
            "2016-02-29",
            "2016-03-31",
        ],
    ),
    (
        "2024-02-28",
        "2024-02-29",
        "2024-06-28",
        [
            "2020-02-29",
            "2023-02-28",
            "2023-03-01",
            "2023-03-02",
            "2023-08-29",
            "2023-09-01",
            "2024-02-28",
            "2024-02-29",
        ],
    ),
];

/// From nothing to the most, with and without a fraction.
const AMOUNTS: [(&str, &str); 6] =
    [("1", "0"), ("1", "0.01"), ("7421", "1750.50"), ("0.5", "3.333333"), ("40000000", "12.5"), ("999999", "100")];

fn holders(residence: &str) -> Vec<Value> {
    let mut holders = Vec::new();
    for kind in ["individual", "corporation", "pension_fund", "trust"] {
        for (ex, entitled, paid, since) in DATES {
            for (at, percent) in PERCENTAGES.iter().enumerate() {
                for (day, since) in since.iter().enumerate() {
                    let (shares, yen) = AMOUNTS[(at + day) % AMOUNTS.len()];
                    let mut holder = json!({
                        "id": format!("{kind}-{paid}-{percent}-{since}"),
                        "kind": kind,
                        "residence": residence,
                        "ownership_percent": percent,
                        "held_since": since,
                        "shares": shares,
                        "instrument": if day % 2 == 0 { "ads" } else { "share" },
                        "dividend.entitlement_date": entitled,
                        "dividend.payment_date": paid,
                        "dividend.per_share_jpy": yen,
                    });
                    if at % 4 != 1 {
                        holder["dividend.ex_date"] = json!(ex);
                    }
                    // Nothing, a little, more than is due, and more than most are paid.
                    if (at + 3 * day) % 5 == 0 {
                        holder["dividend.withheld_jpy"] = json!([0, 1, 2_000_000, 90_000_000][(at + day) % 4]);
                    }
                    // Who does not say so leaves the rate open above half of the stock.
                    if at % 3 != 2 {
                        holder["meets_additional_requirements"] = Value::Bool(at % 3 == 0);
                    }
                    // Each of these alone leaves a question open.
                    match (at + 5 * day) % 17 {
                        0 => holder["ownership_percent"] = Value::Null,
                        1 => holder["held_since"] = Value::Null,
                        2 => holder["shares"] = Value::Null,
                        _ => {}
                    }
                    holders.push(holder);
                }
            }
        }
    }
    holders
}

#[test]
fn who_is_alike_is_answered_as_the_engines_answer_each() {
    let dividends = [
        r#"{"kind": "cash", "ads_per_share": 400}"#,
        r#"{"kind": "cash", "ads_per_share": 3, "jpy_per_usd": 117.5}"#,
        r#"{"kind": "cash", "ads_per_share": 400, "withheld_jpy": 1000}"#,
        r#"{"kind": "cash", "ads_per_share": 400, "jpy_per_usd": "99.01", "earnings_and_profits_percent": 60}"#,
        r#"{"kind": "cash", "ads_per_share": 400, "jpy_per_usd": "99.01", "earnings_and_profits_percent": 60, "basis_usd": 500}"#,
    ];
    let mut rules = std::collections::BTreeSet::new();
    let mut answered = 0;
    for residence in ["US", "GB", "DE", "FR", "NL", "CH", "AU", "SE", "AR", "JP"] {
        // Twice, so that every holder finds a ruling that another has left.
        let holders = holders(residence);
        let input = ndjson(holders.iter().chain(holders.iter().rev()).cloned());
        for dividend in dividends {
            let (rows, _, report) = run(&input, Run { dividend, ..PLAIN }).unwrap();
            let (each, ..) = run(&input, Run { dividend, general_only: true, ..PLAIN }).unwrap();
            same(&rows, &each);
            answered += report.tally.records - report.tally.invalid;
            let of_row = |row: &str| at(&serde_json::from_str(row).unwrap(), "rule").as_str().map(str::to_owned);
            rules.extend(String::from_utf8(rows).unwrap().lines().filter_map(of_row));
        }
    }
    assert!(answered > 100_000, "{answered} holders");
    assert!(rules.len() > 40, "{} rules decided: {rules:?}", rules.len());
}
