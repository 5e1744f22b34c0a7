//! Holders about every threshold and date: a register says of them what the engines say of each by itself.

use std::sync::Arc;

use arrow_array::{ArrayRef, Decimal128Array, RecordBatch};
use arrow_ipc::writer::StreamWriter;
use arrow_schema::Field;
use iijtax::register::Format;
use serde_json::{Map, Value, json};

use super::{PLAIN, Run, columns, flat, ndjson, run, same, without_messages};
use crate::support::at;

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
fn a_register_is_answered_as_each_of_its_records_alone() {
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
        // There and back, so that what one record leaves behind would reach another.
        let holders = holders(residence);
        let twice = || holders.iter().chain(holders.iter().rev()).cloned();
        let input = ndjson(twice());
        let mut records: Vec<_> = twice().filter_map(|holder| holder.as_object().cloned()).collect();
        records.iter_mut().for_each(|record| record.retain(|_, value| !value.is_null()));
        let stream = columns::stream(&records);
        for dividend in dividends {
            let (rows, _, report) = run(&input, Run { dividend, ..PLAIN }).unwrap();
            let (each, ..) = run(&input, Run { dividend, one_by_one: true, ..PLAIN }).unwrap();
            same(&rows, &each);
            let (of_columns, ..) =
                run(&stream, Run { dividend, from: Format::Arrow, to: Format::Ndjson, ..PLAIN }).unwrap();
            same(&without_messages(&of_columns), &without_messages(&each));
            answered += report.tally.records - report.tally.invalid;
            let of_row = |row: &str| at(&serde_json::from_str(row).unwrap(), "rule").as_str().map(str::to_owned);
            rules.extend(String::from_utf8(rows).unwrap().lines().filter_map(of_row));
        }
    }
    assert!(answered > 100_000, "{answered} holders");
    assert!(rules.len() > 40, "{} rules decided: {rules:?}", rules.len());
}

fn holder(at: usize) -> Map<String, Value> {
    let holder = json!({
        "id": format!("H{at}"),
        "kind": if at.is_multiple_of(2) { "individual" } else { "corporation" },
        "residence": "US",
        "instrument": "share",
        "ownership_percent": "1",
        "shares": at + 1,
        "dividend.payment_date": "2016-06-27",
        "dividend.per_share_jpy": "10",
    });
    holder.as_object().cloned().unwrap()
}

/// Each record by itself, from text, against all of them from columns.
fn assert_columns_are_read(records: &[Map<String, Value>]) -> String {
    let (each, ..) = run(&flat(records), Run { one_by_one: true, ..PLAIN }).unwrap();
    for (from, input) in [(Format::Arrow, columns::stream(records)), (Format::Parquet, columns::parquet(records))] {
        let (rows, _, report) = run(&input, Run { from, to: Format::Ndjson, ..PLAIN }).unwrap();
        same(&without_messages(&rows), &without_messages(&each));
        assert_eq!(report.tally.records, records.len() as u64);
    }
    String::from_utf8(each).unwrap()
}

#[test]
fn a_value_of_one_row_does_not_reach_the_next() {
    let mut records: Vec<_> = (0..600).map(holder).collect();
    for (at, record) in records.iter_mut().enumerate() {
        // It decides on the rate.
        if at.is_multiple_of(3) {
            record.insert("entitled_to_benefits".to_owned(), json!(false));
        }
    }
    let rows = assert_columns_are_read(&records);
    let rates = |rate: &str| rows.matches(&format!("\"rate_percent\":{rate},")).count();
    assert_eq!((rates("10"), rates("15.315")), (400, 200));
}

#[test]
fn a_column_of_many_different_values_is_read() {
    let mut records: Vec<_> = (0..66_000).map(holder).collect();
    for (at, record) in records.iter_mut().enumerate() {
        record.insert("us.ordinary_rate_percent".to_owned(), json!(format!("10.{at:05}")));
    }
    assert_columns_are_read(&records);
}

#[test]
fn a_row_whose_own_values_are_not_all_plain_lends_nothing_to_others() {
    let mut records: Vec<_> = (0..2).map(holder).collect();
    records[1].insert("kind".to_owned(), json!("individual"));
    records[0].insert("ownership_percent".to_owned(), json!("100"));
    for path in ["id", "shares", "dividend.per_share_jpy"] {
        records[1].remove(path);
    }
    let batch = columns::batch(&records);
    // A hundred with eighteen decimals needs more than 64 bits.
    let units = [100_000_000_000_000_000_000, 1_000_000_000_000_000_000];
    let wide = Decimal128Array::from(units.to_vec()).with_precision_and_scale(38, 18).unwrap();
    let of = |(field, column): (&Arc<Field>, &ArrayRef)| -> (String, ArrayRef) {
        let is_wide = field.name() == "ownership_percent";
        (field.name().clone(), if is_wide { Arc::new(wide.clone()) } else { column.clone() })
    };
    let schema = batch.schema();
    let wide = RecordBatch::try_from_iter(schema.fields().iter().zip(batch.columns()).map(of)).unwrap();
    let mut writer = StreamWriter::try_new(Vec::new(), &wide.schema()).unwrap();
    writer.write(&wide).unwrap();
    writer.finish().unwrap();
    let stream = writer.into_inner().unwrap();
    let (rows, ..) = run(&stream, Run { from: Format::Arrow, to: Format::Ndjson, ..PLAIN }).unwrap();
    let (each, ..) = run(&flat(&records), Run { one_by_one: true, ..PLAIN }).unwrap();
    same(&rows, &each);
    let rows = String::from_utf8(rows).unwrap();
    assert!(rows.lines().next().unwrap().contains("\"gross_jpy\":10,"), "{rows}");
    assert!(rows.lines().nth(1).unwrap().contains("\"gross_jpy\":null,"), "{rows}");
}
