//! Inputs of every kind, spoiled in every way: none may panic, hang, or take more memory than it should.
//!
//! Five seconds for each kind, always the same inputs first; longer where `IIJTAX_FUZZ_SECONDS` says so.

mod adapter;
pub mod limits;
mod monsters;
mod spoil;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

use iijtax::register::Format;

use crate::holders::{Numbers, csv, holder, nested};
use crate::register::columns;
use crate::support::{json_files, path};
use limits::Limits;
use spoil::{Tree, bytes, cells};

/// How many inputs of a kind are tried where the machine is slow.
const FEWEST: u64 = 60;

/// Spoils seeds until the time is over, and holds each to the limits. `spoil` makes an input, `accepts` reads it and says
/// whether it was good.
fn fuzz(name: &str, mut spoil: impl FnMut(&mut Numbers) -> Vec<u8>, accepts: impl Fn(&[u8]) -> bool) {
    let began = Instant::now();
    let mut numbers = Numbers::new(20_061_231);
    let (mut tried, mut accepted) = (0_u64, 0_u64);
    // A few at the least, however busy the machine is.
    while began.elapsed() < limits::time() || tried < FEWEST {
        let input = spoil(&mut numbers);
        let what = || format!("{name}, input {tried}: {}", shown(&input));
        let limits = Limits::begin();
        match catch_unwind(AssertUnwindSafe(|| accepts(&input))) {
            Ok(is_good) => accepted += u64::from(is_good),
            Err(_) => panic!("a panic at {}", what()),
        }
        limits.end(what);
        tried += 1;
    }
    // Where everything is refused at once, or nothing ever, little was tried.
    assert!(accepted > 0 && accepted < tried, "{name}: {accepted} of {tried} were good");
}

fn shown(input: &[u8]) -> String {
    const MOST: usize = 4_000;
    let text: String = String::from_utf8_lossy(input).chars().take(MOST).collect();
    if input.len() > MOST { format!("{text}… ({} bytes)", input.len()) } else { text }
}

/// The files of folders as seeds.
fn seeds(folders: &[&str]) -> Vec<Tree> {
    let files = folders.iter().flat_map(|folder| json_files(folder));
    files.map(|file| Tree::of(&serde_json::from_slice(&fs::read(file).unwrap()).unwrap())).collect()
}

/// Spoils one of the seeds: now its facts, now its bytes, now both.
fn spoilt(seeds: &[Tree], numbers: &mut Numbers) -> Vec<u8> {
    let mut tree = seeds[numbers.below(seeds.len() as u64) as usize].clone();
    if numbers.below(3) == 0 {
        tree.date(numbers);
    }
    let (facts, raw) = (numbers.below(5), numbers.below(4) == 0);
    (0..facts).for_each(|_| tree.spoil(numbers));
    let mut text = tree.to_string().into_bytes();
    if raw {
        bytes(&mut text, numbers);
    }
    text
}

#[test]
fn holders() {
    let seeds = seeds(&["fixtures/holders"]);
    fuzz("a holder", |numbers| spoilt(&seeds, numbers), adapter::holder);
}

#[test]
fn dividends() {
    let mut seeds = seeds(&["fixtures/dividends"]);
    let holders = json_files("fixtures/holders");
    let read = |file| -> serde_json::Value { serde_json::from_slice(&fs::read(file).unwrap()).unwrap() };
    seeds.extend(
        holders.iter().map(read).filter(|holder| holder["dividend"].is_object()).map(|it| Tree::of(&it["dividend"])),
    );
    fuzz("a dividend", |numbers| spoilt(&seeds, numbers), adapter::dividend);
}

#[test]
fn sales() {
    let seeds = seeds(&["fixtures/sales"]);
    fuzz("a sale", |numbers| spoilt(&seeds, numbers), adapter::sale);
}

#[test]
fn companies() {
    let seeds = seeds(&["fixtures/companies"]);
    fuzz("a company", |numbers| spoilt(&seeds, numbers), adapter::company);
}

#[test]
fn holdings() {
    let seeds = seeds(&["fixtures/holdings"]);
    fuzz("a holding", |numbers| spoilt(&seeds, numbers), adapter::holding);
}

#[test]
fn holdings_on_the_first_and_the_last_day_that_can_be_stated() {
    for kind in ["individual", "corporation", "trust"] {
        for (acquired, sold) in
            [("2023-12-31", "2999-12-30"), ("2023-12-31", "2999-12-31"), ("1900-01-01", "2008-06-30")]
        {
            for begins in ["2000-01-01", "2000-07-01"] {
                let holding = serde_json::json!({
                    "kind": kind,
                    "pfic_from": "2000-04-01",
                    "tax_year_begins": begins,
                    "lots": [{ "acquired": acquired, "shares": 10, "cost_usd": 1000 }],
                    "sales": [{ "date": sold, "shares": 10, "proceeds_usd": 2096 }],
                });
                assert!(adapter::holding(holding.to_string().as_bytes()), "{holding}");
            }
        }
    }
}

#[test]
fn rates() {
    let files = ["fixtures/fx/dexjpus.csv", "fixtures/holdings/interest-rates-2027.csv"];
    let seeds = files.map(|file| fs::read_to_string(path(file)).unwrap());
    let spoil = |numbers: &mut Numbers| {
        let mut text = cells(numbers.of(&[&seeds[0], &seeds[1]]), numbers).into_bytes();
        if numbers.below(2) == 0 {
            bytes(&mut text, numbers);
        }
        text
    };
    fuzz("rates", spoil, adapter::rates);
}

#[test]
fn records_of_ndjson() {
    let spoil = |numbers: &mut Numbers| {
        let mut text = Vec::new();
        for at in 0..numbers.below(8) as usize {
            let record = holder(numbers, at);
            let seed = if at % 2 == 0 { nested(&record) } else { serde_json::Value::Object(record) };
            text.extend(spoilt(&[Tree::of(&seed)], numbers));
            text.push(b'\n');
        }
        text
    };
    fuzz("NDJSON", spoil, |input| adapter::register(input, Format::Ndjson));
}

fn some_records(numbers: &mut Numbers) -> Vec<serde_json::Map<String, serde_json::Value>> {
    (0..1 + numbers.below(8) as usize).map(|at| holder(numbers, at)).collect()
}

#[test]
fn records_of_csv() {
    let spoil = |numbers: &mut Numbers| {
        let records = some_records(numbers);
        let mut text = cells(&String::from_utf8(csv(&records)).unwrap(), numbers).into_bytes();
        if numbers.below(2) == 0 {
            bytes(&mut text, numbers);
        }
        text
    };
    fuzz("CSV", spoil, |input| adapter::register(input, Format::Csv));
}

/// Columns of records with odd values, now and then with odd bytes.
fn spoilt_columns(
    numbers: &mut Numbers,
    write: fn(&[serde_json::Map<String, serde_json::Value>]) -> Vec<u8>,
) -> Vec<u8> {
    let mut records = some_records(numbers);
    for record in &mut records {
        let at = numbers.below(record.len() as u64) as usize;
        if let Some(value) = record.values_mut().nth(at).filter(|_| numbers.below(3) == 0) {
            *value = numbers.of(&spoil::WORDS).into();
        }
    }
    let mut file = write(&records);
    if numbers.below(4) > 0 {
        bytes(&mut file, numbers);
    }
    file
}

#[test]
fn records_of_arrow() {
    fuzz("Arrow", |numbers| spoilt_columns(numbers, columns::stream), |input| adapter::register(input, Format::Arrow));
}

#[test]
fn records_of_parquet() {
    fuzz(
        "Parquet",
        |numbers| spoilt_columns(numbers, columns::parquet),
        |input| adapter::register(input, Format::Parquet),
    );
}
