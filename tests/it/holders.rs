//! Synthetic holders, the same at every run: ordinary ones, ones that stand on an edge, and broken ones.

use serde_json::{Map, Value, json};

/// A small generator of numbers; the tests need variety, not chance.
pub struct Numbers(u64);

impl Numbers {
    pub fn new(seed: u64) -> Numbers {
        Numbers(seed)
    }

    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    pub fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len() as u64) as usize]
    }
}

/// One holder as a flat record: dotted paths and values.
pub fn holder(numbers: &mut Numbers, at: usize) -> Map<String, Value> {
    let mut record = Map::new();
    let mut put = |path: &str, value: Value| {
        record.insert(path.to_owned(), value);
    };
    put("id", json!(format!("H{at:05}")));
    let kind =
        numbers.of(&["individual", "individual", "corporation", "corporation", "pension_fund", "estate", "trust"]);
    put("kind", json!(kind));
    put("residence", json!(numbers.of(&["US", "US", "US", "US", "GB", "AR", "JP"])));
    if numbers.below(8) > 0 {
        let edges = ["10", "10.00", "9.9999", "10.0001", "50", "50.0001", "49.9999", "0", "100", "73.5", "0.000001"];
        put("ownership_percent", json!(numbers.of(&edges)));
    }
    if numbers.below(10) > 0 {
        put("shares", json!(numbers.below(1_000_000) + 1));
    }
    put("instrument", json!(numbers.of(&["share", "ads"])));
    if numbers.below(3) > 0 {
        put("meets_additional_requirements", json!(numbers.below(2) == 0));
    }
    let entitled = numbers.of(&["2003-09-30", "2004-06-30", "2004-07-01", "2007-03-31"]);
    put("dividend.entitlement_date", json!(entitled));
    if numbers.below(6) > 0 {
        // The first of the twelve months, a day to either side, and some other days.
        let days = match entitled {
            "2003-09-30" => ["2002-09-30", "2002-10-01", "2002-10-02", "2000-02-29", "2003-09-30"],
            "2004-06-30" => ["2003-06-30", "2003-07-01", "2003-07-02", "2004-02-29", "1999-01-04"],
            "2004-07-01" => ["2003-07-01", "2003-07-02", "2003-07-03", "2004-02-29", "1999-01-04"],
            _ => ["2006-03-31", "2006-04-01", "2006-04-02", "2007-01-20", "1999-01-04"],
        };
        put("held_since", json!(numbers.of(&days)));
    }
    let paid = match entitled {
        "2003-09-30" => "2003-12-10",
        "2004-06-30" => numbers.of(&["2004-06-30", "2004-07-01"]),
        _ => "2007-06-28",
    };
    if numbers.below(9) > 0 {
        put("dividend.payment_date", json!(paid));
    }
    // Without one of its own, the shared date applies, which is of 2007.
    if numbers.below(2) > 0 || entitled != "2007-03-31" {
        put("dividend.ex_date", json!(if entitled == "2007-03-31" { "2007-03-28" } else { entitled }));
    }
    put("dividend.per_share_jpy", json!(numbers.of(&["750", "1750.50", "0.29", "33.33", "87.125"])));
    if numbers.below(2) > 0 {
        put("dividend.jpy_per_usd", json!(numbers.of(&["123.17", "105", "99.999999"])));
    }
    rare(numbers, kind, &mut put);
    record
}

/// What few holders have, and what none should have.
fn rare(numbers: &mut Numbers, kind: &str, put: &mut dyn FnMut(&str, Value)) {
    match numbers.below(120) {
        0 => put("relief.application_filed", json!(false)),
        1 => put("relief.application_filed", json!("2007-06-27")),
        2 => put("relief.second_form_filed", json!("2007-12-01")),
        3 => put("beneficial_owner", json!(false)),
        4 => put("us_citizen", json!(kind == "individual")),
        5 => put("us_person", json!(true)),
        6 => put("pension_business_income", json!(true)),
        7 => put("us.tax_year_begins", json!("2006-07-01")),
        8 => put("us.financial_services", json!(true)),
        9 => put("us.pfic", json!(true)),
        10 => put("us.ordinary_rate_percent", json!("35")),
        11 => put("dividend.withheld_jpy", json!(numbers.below(100_000))),
        12 => put("dividend.kind", json!(numbers.of(&["cash", "stock_split", "stock_split_treated_as_dividend"]))),
        13 => put("dividend.earnings_and_profits_percent", json!("80")),
        14 => put("dividend.basis_usd", json!("1000.25")),
        15 => put("dividend.depositary_receipt_date", json!("2007-06-29")),
        16 => put("japan_permanent_establishment", json!(true)),
        17 => put("dividend.ads_per_share", json!(numbers.of(&["3", "400", "0.5"]))),
        18 => put("special_classes", json!(["tax_exempt"])),
        19 => put("lots", json!([{"shares": 10, "acquired": "2006-08-21"}, {"shares": 5, "acquired": "2007-03-20"}])),
        // From here on most are refused.
        20 => put("kind", json!("persn")),
        21 => put("residence", json!("UK")),
        22 => put("ownership_percent", json!("100.5")),
        23 => put("held_since", json!("2007-02-29")),
        24 => put("shares", json!("1_000")),
        25 => put("dividend.payment_date", json!("1999-01-01")),
        26 => put("dividend.payment_date", json!("2015-01-01")),
        27 => put("shares", json!("999999999999.999999")),
        28 => put("dividend.gross_jpy", json!("5")),
        29 => put("dividend.fiscal_year_end", json!("2001-03-31")),
        30 => put("shares", json!("007")),
        31 => put("held_since", json!("2009-01-01")),
        _ => {}
    }
}

/// The same record with its dotted paths as objects.
pub fn nested(flat: &Map<String, Value>) -> Value {
    let mut record = json!({});
    for (path, value) in flat {
        crate::support::put(&mut record, path, value.clone());
    }
    record
}

/// The records as comma-separated values; lists as JSON in their cell.
pub fn csv(records: &[Map<String, Value>]) -> Vec<u8> {
    let mut paths: Vec<&str> = records.iter().flat_map(|record| record.keys().map(String::as_str)).collect();
    paths.sort_unstable();
    paths.dedup();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&paths).unwrap();
    for record in records {
        let cells = paths.iter().map(|path| match record.get(*path) {
            None => String::new(),
            Some(Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
        });
        writer.write_record(cells).unwrap();
    }
    writer.into_inner().unwrap()
}
