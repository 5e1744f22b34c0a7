//! Registers as other programs write them: each file of `fixtures/registers` says what `holders.csv` there says.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Output;

use super::columns;
use super::command::{output, text};
use crate::support::{path, temporary};

/// What does not say what `holders.csv` says.
pub const OTHERS: [&str; 5] = ["dividend.json", "make.py", "inexact.parquet", "zoned.parquet", "percent.xlsx"];

pub fn file(name: &str) -> String {
    path("fixtures/registers").join(name).to_str().unwrap().to_owned()
}

fn run(args: &[&str], input: &[u8]) -> Output {
    let dividend = file("dividend.json");
    output(&[args, &["--dividend", &dividend, "--to", "csv"]].concat(), input)
}

#[track_caller]
fn rows(args: &[&str], input: &[u8]) -> Vec<String> {
    let run = run(args, input);
    assert_eq!(run.status.code(), Some(0), "{args:?}: {}{}", text(&run.stdout), text(&run.stderr));
    text(&run.stdout).lines().map(str::to_owned).collect()
}

#[test]
fn a_text_whose_name_says_another_form_is_read_as_what_it_is() {
    let expected = rows(&[&file("holders.csv")], b"");
    for (own, named) in [
        ("holders.csv", "table.ndjson"),
        ("pandas-semicolon.csv", "table.json"),
        ("pandas.csv.gz", "table.ndjson.gz"),
        ("polars.ndjson", "objects.csv"),
        ("pandas-records.json", "list.csv"),
    ] {
        let place = temporary(named);
        fs::copy(path("fixtures/registers").join(own), &place).unwrap();
        assert_eq!(rows(&[place.to_str().unwrap()], b""), expected, "{own} as {named}");
    }
    // What is said is not doubted.
    let run = run(&[&file("holders.csv"), "--from", "ndjson"], b"");
    assert_eq!(run.status.code(), Some(3));
}

#[test]
fn every_form_gives_the_rows_of_the_plain_one() {
    let expected = rows(&[&file("holders.csv")], b"");
    assert_eq!(expected.len(), 7);
    let mut count = 0;
    for entry in fs::read_dir(path("fixtures/registers")).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if OTHERS.contains(&name.as_str()) || entry.path().is_dir() {
            continue;
        }
        let encoding: &[&str] = match name.as_str() {
            "pandas-shift_jis.csv" => &["--encoding", "shift_jis"],
            // A spreadsheet in German writes its decimals and its words so.
            "calc-german.csv" => &[
                "--map",
                "ownership_percent=ownership_percent@decimal-comma,us_citizen:WAHR=true,us_citizen:FALSCH=false",
            ],
            _ => &[],
        };
        let found = rows(&[&[file(&name).as_str()], encoding].concat(), b"");
        assert_eq!(found, expected, "{name}");
        count += 1;
        // Through a pipe the content says what it is; Parquet is read from its end.
        if !name.ends_with(".parquet") {
            assert_eq!(
                rows(&[&["-"], encoding].concat(), &fs::read(entry.path()).unwrap()),
                expected,
                "{name} by a pipe"
            );
        }
    }
    assert!(count >= 30, "{count} files");
}

#[test]
fn folders_and_patterns_are_read_in_the_order_of_their_paths() {
    let expected = rows(&[&file("holders.csv")], b"");
    let line = |id: &str| expected.iter().find(|line| line.contains(id)).unwrap().clone();
    let in_order: Vec<_> = ["id,", "A5", "A2", "山田", "A6", "A1", "A4"].map(line).to_vec();
    for form in ["csv", "parquet"] {
        let folder = file(&format!("by-residence-{form}"));
        assert_eq!(rows(&[&folder], b""), in_order, "{folder}");
        assert_eq!(rows(&[&format!("{folder}/*/*.{form}")], b""), in_order, "{folder}, by a pattern");
        assert_eq!(rows(&[&format!("{folder}/residence=*")], b""), in_order, "{folder}, by a pattern of folders");
        let parts = ["US", "CH"].map(|country| format!("{folder}/residence={country}"));
        // The word is in the folder's own name, which is above what is read.
        let refused = run(&[&parts[0], &parts[1]], b"");
        assert_eq!(refused.status.code(), Some(3), "{}", text(&refused.stderr));
    }
    let twice = rows(&[&file("holders.csv"), &file("polars-zstd.parquet")], b"");
    assert_eq!(twice, [expected.clone(), expected[1..].to_vec()].concat());
}

#[test]
fn what_an_invalid_record_of_many_files_is_told_names_its_file() {
    let first = temporary("part-1.csv");
    let second = first.with_file_name("part-2.csv");
    fs::write(&first, "id,kind,residence\na,individual,US\n").unwrap();
    fs::write(&second, "id,kind,residence\nb,individual,US\nc,persn,US\n").unwrap();
    let errors = first.with_file_name("errors.csv");
    let folder = first.parent().unwrap().to_str().unwrap().to_owned();
    fs::write(first.with_file_name("_SUCCESS"), "").unwrap();
    let ran = run(&[&folder, "--allow-invalid", "--errors", errors.to_str().unwrap()], b"");
    let told = text(&ran.stdout);
    assert!(told.lines().nth(3).unwrap().contains("part-2.csv: got "), "{told}");
    assert!(fs::read_to_string(&errors).unwrap().contains("part-2.csv: got "));
    fs::write(&second, "kind,id,residence\nindividual,b,US\n").unwrap();
    fs::remove_file(&errors).unwrap();
    let ran = run(&[&folder, "--errors", errors.to_str().unwrap()], b"");
    assert_eq!(ran.status.code(), Some(1), "{}", text(&ran.stderr));
    assert!(text(&ran.stderr).contains("part-2.csv: has other columns"), "{}", text(&ran.stderr));
    assert!(!errors.exists());
}

#[test]
fn floating_point_is_read_where_it_stands_for_a_decimal_and_said() {
    let ran = run(&[&file("pandas.parquet")], b"");
    let note = "binary floating point, read as the shortest decimals it stands for, of at most 15 digits: ownership_percent, shares\n";
    assert!(text(&ran.stderr).contains(note), "{}", text(&ran.stderr));
    let ran = run(&[&file("inexact.parquet")], b"");
    assert_eq!(ran.status.code(), Some(3));
    let told: Vec<_> = text(&ran.stdout).lines().map(str::to_owned).collect();
    assert!(told[1].starts_with("A1,determined"), "{told:?}");
    assert!(told[2].contains("2,shares,") && told[2].contains("more than 15 digits"), "{told:?}");
    assert!(told[3].contains("3,held_since,") && told[3].contains("not midnight"), "{told:?}");
}

/// A file's name, its bytes, the arguments, the exit code and what is said.
type Refused<'a> = (&'a str, &'a [u8], &'a [&'a str], i32, &'a str);

#[test]
fn what_is_not_read_says_what_to_do() {
    let csv = b"id,kind,residence\na,individual,US\n".as_slice();
    let zipped = fs::read(file("pandas.csv.gz")).unwrap();
    let shift_jis = fs::read(file("pandas-shift_jis.csv")).unwrap();
    let cases: &[Refused] = &[
        ("holders.txt", csv, &[], 2, "say --from ndjson, csv, tsv, xlsx, parquet or arrow"),
        ("holders", csv, &[], 2, "say --from "),
        ("holders.gz", &zipped, &[], 2, "say --from "),
        ("holders.csv.gz", &zipped[..100], &[], 1, "could not be read"),
        ("holders.csv", b"\xFD7zXZ\0", &[], 1, "unpack it on the way: xz -dc FILE"),
        ("holders.xlsx", b"PK\x03\x04", &[], 1, "not a whole .xlsx workbook"),
        ("holders.xls", b"\xD0\xCF\x11\xE0", &["--from", "xlsx"], 1, "not a whole .xlsx workbook"),
        ("holders.csv", b"\xD0\xCF\x11\xE0", &[], 1, "save it as .xlsx or as CSV in UTF-8"),
        ("holders.csv", csv, &["--encoding", "latin-9000"], 1, "is no encoding; wanted one like shift_jis"),
        ("holders.csv", &shift_jis, &["--encoding", "euc-jp"], 1, "name its --encoding"),
        ("holders.csv", csv, &["--separator", "ab"], 2, "one character"),
        ("holders.json", b"[{\"kind\":\"individual\"", &[], 1, "the JSON list is cut off in or after record 1"),
        ("nothing*.csv", b"", &["nothing*.csv"], 1, "no file matches"),
        ("holders.parquet", b"", &["-o", "rows.xlsx"], 2, "say --to ndjson, csv, parquet or arrow"),
    ];
    for (name, bytes, args, code, said) in cases {
        let register = temporary(if name.contains('*') { "other.csv" } else { name });
        fs::write(&register, bytes).unwrap();
        let mut args: Vec<&str> = args.to_vec();
        let named = register.with_file_name(name);
        let output_name = register.with_file_name("rows.xlsx");
        if let Some(at) = args.iter().position(|arg| *arg == "rows.xlsx") {
            args[at] = output_name.to_str().unwrap();
        }
        args.retain(|arg| !arg.contains('*'));
        // The rows' format is that of the input, unless the case says something else.
        let ran = match *name {
            "holders.parquet" => output(&[&[file("polars-zstd.parquet").as_str()], &args[..]].concat(), b""),
            _ => run(&[&[named.to_str().unwrap()], &args[..]].concat(), b""),
        };
        assert_eq!(ran.status.code(), Some(*code), "{name} {args:?}: {}{}", text(&ran.stdout), text(&ran.stderr));
        assert!(text(&ran.stderr).contains(said), "{name}: {}", text(&ran.stderr));
        assert!(!output_name.exists(), "{name}");
    }
    let piped = output(&[], &fs::read(file("polars-zstd.parquet")).unwrap());
    assert_eq!(piped.status.code(), Some(1));
    assert!(text(&piped.stderr).contains("name the file"), "{}", text(&piped.stderr));
}

#[test]
fn rows_are_packed_where_the_name_says_so() {
    let plain = rows(&[&file("holders.csv")], b"").join("\n") + "\n";
    let unpack = |path: &Path| -> Box<dyn Read> {
        let file = fs::File::open(path).unwrap();
        match path.extension().unwrap().to_str() {
            Some("gz") => Box::new(flate2::read::GzDecoder::new(file)),
            _ => Box::new(zstd::stream::read::Decoder::new(file).unwrap()),
        }
    };
    for name in ["rows.csv.gz", "rows.csv.zst"] {
        let place: PathBuf = temporary(name);
        let dividend = file("dividend.json");
        let ran = output(&[&file("holders.csv"), "--dividend", &dividend, "-o", place.to_str().unwrap()], b"");
        assert_eq!(ran.status.code(), Some(0), "{}", text(&ran.stderr));
        let mut found = String::new();
        unpack(&place).read_to_string(&mut found).unwrap();
        assert_eq!(found, plain, "{name}");
    }
    let place = temporary("rows.parquet.gz");
    let refused = output(&[&file("holders.csv"), "-o", place.to_str().unwrap()], b"");
    assert_eq!(refused.status.code(), Some(2), "{}", text(&refused.stderr));
}

/// A row for each member beside that of the whole, in every form; worked out by hand.
#[test]
fn members_have_rows_of_their_own_in_every_form() {
    // 2,857 shares at 35 yen are 99,995: halves, three tenths and a fifth of it end in .5, .5 and 0, so that the yen left
    // over goes to the first. Of 1,000 shares at 35 yen an eighth is 4,375, two thirds of a half 11,666 2/3, a third of
    // it 5,833 1/3, and three eighths, of which nobody is named, 13,125: the yen left over goes to the 2/3.
    let expected = [
        ["A1", "determined", "10", "3500", "350", "", "", "0001"],
        ["B1", "determined", "", "99995", "12592", "", "", "0002"],
        ["B1a", "determined", "10", "49998", "4999", "B1", "1/2", ""],
        ["B1b", "determined", "15.315", "29998", "4594", "B1", "3/10", ""],
        ["B1c", "determined", "15", "19999", "2999", "B1", "1/5", ""],
        ["C1", "undetermined", "", "35000", "", "", "", ""],
        ["C1a", "determined", "10", "4375", "437", "C1", "1/8", ""],
        ["C1b", "determined", "", "17500", "2059", "C1", "1/2", ""],
        ["C1b1", "determined", "10", "11667", "1166", "C1b", "1/3", ""],
        ["C1b2", "determined", "15.315", "5833", "893", "C1b", "1/6", ""],
        ["", "undetermined", "", "13125", "", "C1", "3/8", ""],
        ["A2", "determined", "15", "350", "52", "", "", "0003"],
    ];
    let names = ["id", "status", "rate_percent", "gross_jpy", "tax_jpy", "member_of", "share_of_whole", "account"];
    let cells = |lines: &[String]| -> Vec<Vec<String>> {
        let header: Vec<&str> = lines[0].split(',').collect();
        let at = names.map(|column| header.iter().position(|name| *name == column).unwrap());
        let line = |line: &String| {
            let cells: Vec<&str> = line.split(',').collect();
            at.iter().map(|at| cells[*at].to_owned()).collect()
        };
        lines[1..].iter().map(line).collect()
    };
    let mut count = 0;
    for entry in fs::read_dir(path("fixtures/registers/members")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let found = rows(&[&file(&format!("members/{name}")), "--keep", "account"], b"");
        assert_eq!(cells(&found), expected, "{name}");
        // Rows in columns say the same, and what is passed on stays beside its record.
        let written = temporary(&format!("{name}.rows.arrow"));
        let dividend = file("dividend.json");
        let input = file(&format!("members/{name}"));
        let to = written.to_str().unwrap();
        let told = output(&[&input, "--keep", "account", "--dividend", &dividend, "-o", to], b"");
        assert_eq!(told.status.code(), Some(0), "{}", text(&told.stderr));
        assert_eq!(columns::cells(&fs::read(&written).unwrap(), &names), expected, "{name} in columns");
        // The records are counted, and not their members: 3,500 + 99,995 + 35,000 + 350.
        let said = text(&told.stderr);
        assert!(said.contains("4 records: 3 determined, 1 undetermined\n"), "{said}");
        assert!(said.contains("gross_jpy          138,845  of all records\n"), "{said}");
        count += 1;
    }
    assert_eq!(count, 8);
}
