//! Lines that are nearly right: a register reads each of them as if it stood alone.

use iijtax::register::Format;

use super::{PLAIN, Run, flat, records, run, same};
use crate::holders::{Numbers, csv};

/// What is put in, or in the place of something.
const ODD: [&str; 22] = [
    "\"", "\\", ",", "\n", "\r", "\r\n", "\t", " ", "\u{1}", "{", "}", ":", "0", ".", "-", "é", "null", "true", "\"\"",
    "\\u0041", "}\n{", "\u{FEFF}",
];

/// The text with one thing put in, taken out, or put in the place of another, somewhere.
fn spoiled(text: &str, numbers: &mut Numbers) -> String {
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let at = numbers.below(places.len() as u64) as usize;
    let (before, behind) = text.split_at(places[at]);
    let odd = numbers.of(&ODD);
    let without_first = || behind.chars().skip(1).collect::<String>();
    match numbers.below(4) {
        0 => format!("{before}{}", without_first()),
        1 => format!("{before}{odd}{}", without_first()),
        2 if behind.is_empty() => before.to_owned(),
        _ => format!("{before}{odd}{behind}"),
    }
}

/// Every field in quotes, as some programs write them.
fn all_quoted(csv: &[u8]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv);
    reader.byte_records().for_each(|record| writer.write_byte_record(&record.unwrap()).unwrap());
    writer.into_inner().unwrap()
}

fn with_returns(text: &[u8]) -> Vec<u8> {
    String::from_utf8(text.to_vec()).unwrap().replace('\n', "\r\n").into_bytes()
}

#[test]
fn spoiled_lines_are_read_as_each_of_them_alone() {
    let records = records(60);
    let (flat, csv) = (flat(&records), csv(&records));
    let inputs = [
        (Format::Ndjson, flat.clone()),
        (Format::Ndjson, with_returns(&flat)),
        (Format::Csv, csv.clone()),
        (Format::Csv, with_returns(&csv)),
        (Format::Csv, all_quoted(&csv)),
    ];
    let mut numbers = Numbers::new(20_070_328);
    let mut spoilt = 0;
    for (from, input) in inputs {
        let text = String::from_utf8(input).unwrap();
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let header = if from == Format::Csv { 1 } else { 0 };
        for _ in 0..250 {
            // Whole first, so that the keys of the next record are expected; then a few of them spoiled.
            let mut input = lines.concat();
            for line in &lines[header..] {
                let is_whole = numbers.below(4) > 0;
                input.push_str(&if is_whole { (*line).to_owned() } else { spoiled(line, &mut numbers) });
            }
            let together = run(input.as_bytes(), Run { from, to: Format::Ndjson, ..PLAIN });
            let alone = run(input.as_bytes(), Run { from, to: Format::Ndjson, one_by_one: true, ..PLAIN });
            match (together, alone) {
                (Ok((rows, errors, report)), Ok((all, all_errors, _))) => {
                    same(&rows, &all);
                    same(&errors, &all_errors);
                    spoilt += report.tally.invalid;
                }
                (together, alone) => {
                    assert_eq!(format!("{:?}", together.err()), format!("{:?}", alone.err()), "{from:?}");
                }
            }
        }
    }
    assert!(spoilt > 5_000, "{spoilt} invalid records");
}

/// Lines that begin as one and, from the middle of the number, go on as another.
fn crossed(lines: &[String]) -> String {
    let number = |line: &str| line.find("7421").expect("the number of shares");
    let mut all = lines.concat();
    for first in lines {
        for last in lines {
            all += &first[..number(first) + 2];
            all += &last[number(last) + 2..];
        }
    }
    all
}

#[test]
fn a_value_in_several_ways_of_writing_is_read_in_each_of_them_alone() {
    let holder = |shares: &str| {
        let rest =
            r#""kind":"individual","residence":"US","dividend.payment_date":"2006-07-03","dividend.per_share_jpy":5"#;
        format!("{{\"id\":\"a\",\"shares\":{shares},{rest}}}\n{{{rest},\"shares\":{shares}}}\n")
    };
    let ways = ["7421", "\"7421\"", " 7421 ", "\" 7421\"", "7421.50", "\"7421.50\"", "-7421", "07421", "null/*7421"];
    let ndjson = crossed(&ways.map(holder));
    let row = |shares: &str| format!("a,{shares},individual,US,2006-07-03,5\n,individual,US,{shares},\n");
    let lines = ["7421", "\"7421\"", "7421.50", "\"7421.50\"", " 7421", "\"7421\"\"\"", "\"\",7421"].map(row);
    let header = "id,shares,kind,residence,dividend.payment_date,dividend.per_share_jpy\n";
    let csv = header.to_owned() + &crossed(&lines);
    for (from, input) in [(Format::Ndjson, ndjson), (Format::Csv, csv)] {
        // Twice, so that the last of the first meets the first of the second.
        let input = input.clone() + input.strip_prefix(header).unwrap_or(&input);
        let together = run(input.as_bytes(), Run { from, to: Format::Ndjson, ..PLAIN }).unwrap();
        let alone = run(input.as_bytes(), Run { from, to: Format::Ndjson, one_by_one: true, ..PLAIN }).unwrap();
        same(&together.0, &alone.0);
        same(&together.1, &alone.1);
        let (answered, invalid) = (together.2.tally.records - together.2.tally.invalid, together.2.tally.invalid);
        assert!(answered > 20 && invalid > 20, "{answered} answered, {invalid} invalid");
    }
}
