//! Passive foreign investment companies: truth tables, invariants, and what the tables do not know.
//!
//! A row of a table is one holding. Columns named by dotted paths are facts, columns that begin with
//! `--` are flags, columns that begin with `=` are expected values in the answer.

use iijtax::answer::pfic::{DayCount, PficRegime};
use iijtax::input::{Document, read_holding};
use iijtax::law::{PFIC_CHAPTERS, irc};
use iijtax::render::{json, pfic, pfic_compare};
use iijtax::units::{Day, Decimal28};
use iijtax::us::pfic::{Question, Tables, compare, determine, missing_prices};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::support::{at, cell, path, put};
use crate::tables::same;

/// Which command.
#[derive(Clone, Copy, PartialEq)]
pub enum Asked {
    Excess,
    Mtm,
    Compare,
}

/// The flags of a command.
pub struct Flags {
    pub day_count: DayCount,
    pub year: Option<i32>,
}

/// None given.
pub const NO_FLAGS: Flags = Flags { day_count: DayCount::Statute, year: None };

/// The canonical answer to a holding, or every problem in one text.
pub fn answer(holding: &Value, asked: Asked, flags: &Flags) -> Result<Value, String> {
    let joined =
        |problems: Vec<iijtax::input::Problem>| problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    let document = Document::new("holding.json", holding.to_string().into_bytes()).map_err(joined)?;
    let node = document.parse().map_err(joined)?;
    let given = read_holding(&node, None).map_err(joined)?;
    let missing = missing_prices(&given.holding, flags.year);
    if asked != Asked::Excess && !missing.is_empty() {
        return Err(format!("no price for {missing:?}"));
    }
    let tables = Tables::default();
    let last = given.holding.last_event();
    let covering = PFIC_CHAPTERS.iter().copied().find(|chapter| chapter.covers.contains(last));
    let chapter = covering.unwrap_or(&irc::CHAPTER);
    let question = Question { chapter, tables: &tables, day_count: flags.day_count, year: flags.year };
    let beyond = |beyond| format!("{beyond:?}");
    let text = match asked {
        Asked::Compare => {
            let answer = compare(&given.holding, &question).map_err(beyond)?;
            json::to_json(&pfic_compare::PficComparison::new(&answer))
        }
        _ => {
            let regime = if asked == Asked::Mtm { PficRegime::MarkToMarket } else { PficRegime::Default };
            json::to_json(&pfic::Pfic::new(&determine(&given.holding, &question, regime).map_err(beyond)?))
        }
    };
    Ok(serde_json::from_str(&text).expect("the answer is JSON"))
}

/// One row as it is written in a table.
struct Row {
    name: String,
    holding: Value,
    flags: Flags,
    expected: Vec<(String, Value)>,
}

fn rows(table: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(path("fixtures/tables-pfic").join(table)).unwrap();
    let header = reader.headers().unwrap().clone();
    let read = |record: csv::StringRecord| {
        let name = record[0].to_owned();
        let mut row = Row { name, holding: json!({}), flags: NO_FLAGS, expected: Vec::new() };
        for (column, text) in header.iter().zip(&record).skip(2).filter(|(_, text)| !text.is_empty()) {
            match (column, column.strip_prefix('=')) {
                (_, Some(path)) => row.expected.push((path.to_owned(), cell(text))),
                ("--day-count", _) => row.flags.day_count = DayCount::from_word(text).unwrap(),
                ("--year", _) => row.flags.year = Some(text.parse().unwrap()),
                _ => put(&mut row.holding, column, cell(text)),
            }
        }
        assert!(!row.expected.is_empty(), "{table}: {} expects nothing", row.name);
        row
    };
    reader.records().map(|record| read(record.unwrap())).collect()
}

/// The tables of holdings, and what is asked about each.
const TABLES: [(&str, Asked); 6] = [
    ("filing.csv", Asked::Excess),
    ("published.csv", Asked::Excess),
    ("excess.csv", Asked::Excess),
    ("creditable.csv", Asked::Excess),
    ("mtm.csv", Asked::Mtm),
    ("compare.csv", Asked::Compare),
];

/// The answer to every row of every table, under the law its dates choose.
pub fn answers() -> Vec<Value> {
    let of = |(table, asked)| rows(table).into_iter().map(move |row| answer(&row.holding, asked, &row.flags).unwrap());
    TABLES.into_iter().flat_map(of).collect()
}

fn every_row_holds(table: &str, at_least: usize) {
    let asked = TABLES.iter().find(|(name, _)| *name == table).unwrap().1;
    every_row_of(&rows(table), table, asked, at_least);
}

fn every_row_of(rows: &[Row], table: &str, asked: Asked, at_least: usize) {
    assert!(rows.len() >= at_least, "{table}: {} rows", rows.len());
    let mut wrong = Vec::new();
    for row in rows {
        match answer(&row.holding, asked, &row.flags) {
            Err(problems) => wrong.push(format!("{}\n    refused: {problems}", row.name)),
            Ok(answer) => wrong.extend(row.expected.iter().filter_map(|(path, expected)| {
                let got = at(&answer, path);
                (!same(expected, &got)).then(|| format!("{}\n    {path}: expected {expected}, got {got}", row.name))
            })),
        }
    }
    assert!(wrong.is_empty(), "{table}: {} values differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_published_example_holds() {
    every_row_holds("published.csv", 13);
}

#[test]
fn every_excess_row_holds() {
    every_row_holds("excess.csv", 39);
}

#[test]
fn every_row_on_credit_filing_and_basis_holds() {
    every_row_holds("creditable.csv", 30);
}

/// Holdings at random, worked out in another language: see `tests/oracles/pfic.py`. More of them than are kept here are
/// read from the file that `IIJTAX_PFIC_CASES` names.
#[test]
fn holdings_at_random_are_what_an_independent_calculation_says() {
    let file = std::env::var("IIJTAX_PFIC_CASES").unwrap_or("at_random.csv".to_owned());
    every_row_of(&rows(&file), &file, Asked::Excess, 300);
}

/// Both sides of each value up to which no form is due.
#[test]
fn every_row_on_stock_that_is_only_held_holds() {
    every_row_holds("filing.csv", 13);
}

#[test]
fn every_mark_to_market_row_holds() {
    every_row_holds("mtm.csv", 25);
}

#[test]
fn every_comparison_row_holds() {
    every_row_holds("compare.csv", 7);
}

#[test]
fn every_interest_factor_holds_to_all_digits() {
    let mut reader = csv::Reader::from_path(path("fixtures/tables-pfic/interest_factors.csv")).unwrap();
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 40);
    for row in rows {
        let factor = Tables::default().growth(Day::of(&row[0]), Day::of(&row[1])).unwrap() - Decimal28::ONE;
        assert_eq!(factor.decimal(8), row[2].parse::<Decimal>().unwrap().normalize(), "{} to {}", &row[0], &row[1]);
    }
}

#[test]
fn every_published_amount_of_interest_holds() {
    let mut reader = csv::Reader::from_path(path("fixtures/tables-pfic/interest.csv")).unwrap();
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 8);
    for row in rows {
        let factor = Tables::default().growth(Day::of(&row[0]), Day::of(&row[1])).unwrap() - Decimal28::ONE;
        let principal = Decimal28::from(row[2].parse::<Decimal>().unwrap());
        let interest = (principal * factor).usd().decimal();
        assert_eq!(interest, row[3].parse::<Decimal>().unwrap().normalize(), "{} to {}", &row[0], &row[1]);
    }
}

#[test]
fn interest_is_known_to_the_last_day_of_the_table_and_no_further() {
    let tables = Tables::default();
    assert_eq!(tables.interest_ends(), Day::of("2026-12-31"));
    assert!(tables.growth(Day::of("2025-04-15"), Day::of("2026-12-31")).is_some());
    assert!(tables.growth(Day::of("2025-04-15"), Day::of("2027-01-01")).is_none());
    assert!(tables.growth(Day::of("1986-12-31"), Day::of("1987-01-01")).is_some());
    assert!(tables.growth(Day::of("1986-12-30"), Day::of("1987-01-01")).is_none());
}

/// Each gain is noted with the shares it was made on, whatever order the lots are sold in, and beside the test of what
/// they received that year where there is one.
#[test]
fn a_gain_is_noted_with_the_lot_it_was_made_on() {
    let holding = |distributions: Value| {
        json!({
            "kind": "individual", "pfic_from": "2000-04-01",
            "lots": [
                {"id": "old", "shares": 10, "acquired": "2005-03-03", "cost_usd": 1000},
                {"id": "new", "shares": 10, "acquired": "2008-08-08", "cost_usd": 1500},
            ],
            "distributions": distributions,
            "sales": [
                {"date": "2009-09-01", "shares": 5, "proceeds_usd": 1000, "lots": [{"lot": "new", "shares": 5}]},
                {"date": "2009-11-12", "shares": 15, "proceeds_usd": 4500},
            ],
        })
    };
    // 200 dollars a share less 150 paid; then 300 less 100, and 300 less 150.
    let expected = [("new", "2009-09-01", 250.0), ("new", "2009-11-12", 750.0), ("old", "2009-11-12", 2000.0)];
    let received = json!([{"date": "2009-06-30", "per_share_jpy": 10, "jpy_per_usd": 100}]);
    for distributions in [received, json!([])] {
        let answer = answer(&holding(distributions), Asked::Excess, &NO_FLAGS).unwrap();
        let years = answer["years"].as_array().unwrap();
        let lots = years.iter().find(|year| year["tax_year"] == 2009).unwrap()["lots"].as_array().unwrap();
        let of = |lot: &Value| {
            Some((lot["lot"].as_str()?.to_owned(), lot["sold"].as_str()?.to_owned(), lot["gain_usd"].as_f64()?))
        };
        let mut gains: Vec<_> = lots.iter().filter_map(of).collect();
        gains.sort_by(|one, other| (&one.0, &one.1).cmp(&(&other.0, &other.1)));
        let gains: Vec<_> = gains.iter().map(|(lot, sold, gain)| (lot.as_str(), sold.as_str(), *gain)).collect();
        assert_eq!(gains, expected);
        assert_eq!(lots.len(), 3, "{lots:#?}");
    }
}

#[test]
fn numbers_of_as_many_digits_as_there_can_be_are_answered() {
    let sale = |of_first: &str, of_second: &str, shares: &str, proceeds_jpy: &str, jpy_per_usd: &str| {
        json!({
            "date": "2016-03-01", "shares": shares, "proceeds_jpy": proceeds_jpy, "jpy_per_usd": jpy_per_usd,
            "lots": [{ "lot": "1", "shares": of_first }, { "lot": "2", "shares": of_second }],
        })
    };
    let sold = json!({
        "kind": "individual",
        "pfic_from": "2006-01-01",
        "lots": [
            {
                "shares": "345233061235.030081", "acquired": "2014-01-02",
                "cost_jpy": "98536241295.013489", "jpy_per_usd": "86.088929",
            },
            {
                "shares": "403357086024.846519", "acquired": "2014-02-02",
                "cost_jpy": "148077011550.595601", "jpy_per_usd": "77.638197",
            },
        ],
        "sales": [
            sale("115077687078.343361", "134452362008.282173", "249530049086.625534", "293934946859.193577", "60.356167"),
            sale("230155374156.68672", "268904724016.564346", "499060098173.251066", "593934946859.193579", "61.356167"),
        ],
    });
    let sold = answer(&sold, Asked::Excess, &NO_FLAGS).unwrap();
    // Everything is sold at a gain: the proceeds of 4,870,006,852.14 and 9,680,118,167.41 dollars, less the costs of
    // 1,144,586,678.45 and 1,907,270,097.35.
    assert_eq!(at(&sold, "years.0.totals.gain_usd").to_string(), "11498268243.75");

    // Six lots of different sizes, each in two pieces, at 101.23 yen a dollar: the end of 2014 finds all that they cost.
    let shares = [
        "123400000003.000007",
        "123400000019.000013",
        "123400000037.000019",
        "123400000039.000021",
        "123400000057.000033",
        "123400000063.000037",
    ];
    let lot = |(at, shares): (usize, &&str)| {
        let (cost_jpy, jpy_per_usd) = (format!("{}.123457", 1000 + at), format!("101.23456{}", 1 + 2 * at % 9));
        let id = at.to_string();
        json!({ "id": id, "shares": shares, "acquired": "2014-02-03", "cost_jpy": cost_jpy, "jpy_per_usd": jpy_per_usd })
    };
    let parts: Vec<_> = (0..shares.len()).map(|lot| json!({ "lot": lot.to_string(), "shares": 1 })).collect();
    let held = json!({
        "kind": "individual",
        "pfic_from": "2006-01-01",
        "lots": shares.iter().enumerate().map(lot).collect::<Vec<_>>(),
        "sales": [{ "date": "2016-03-01", "shares": 6, "proceeds_usd": 1, "lots": parts }],
    });
    let held = answer(&held, Asked::Excess, &NO_FLAGS).unwrap();
    let because = at(&held, "filing.0.because").to_string();
    assert!(because.contains("stock that cost $59.42 is held on 2014-12-31"), "{because}");
}
