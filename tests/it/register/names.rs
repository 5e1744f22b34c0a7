//! Registers with columns of their own: other names for facts, other words, and what is no fact at all.

use std::fs;
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use arrow_ipc::writer::StreamWriter;
use serde_json::Value;

use super::command::{output, text};
use crate::support::temporary;

/// A custodian's export: no column has a fact's name.
const CUSTODIAN: &str = "Account;Client Name;Country;Type;Qty;Pct;Paid;Form filed
0001;Smith, John;US;Ind;1,250,000;0.5;20240628;Y
0002;=Muster AG;DE;Corp;200;25;20240628;N
0003;Dupont;FR;Ind;10;;20240628;
";

const MAP: &str = "Account=id,Country=residence,Type=kind,Type:Ind=individual,Type:Corp=corporation,Qty=shares@thousands,\
                   Pct=ownership_percent,Paid=dividend.payment_date@yyyymmdd,Form filed=relief.application_filed@yes-no";

fn rows(args: &[&str], input: &str) -> (Vec<Value>, String) {
    let run = output(&[args, &["--to", "ndjson", "--allow-invalid"]].concat(), input.as_bytes());
    assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    (text(&run.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect(), text(&run.stderr))
}

#[test]
fn a_register_that_calls_everything_otherwise_is_read_by_a_map_alone() {
    let plain = "id,residence,kind,shares,ownership_percent,dividend.payment_date,relief.application_filed
0001,US,individual,1250000,0.5,2024-06-28,true
0002,DE,corporation,200,25,2024-06-28,false
0003,FR,individual,10,,2024-06-28,
";
    let (expected, _) = rows(&["--from", "csv"], plain);
    assert!(expected.iter().all(|row| row["status"] != "invalid"), "{expected:?}");
    let own = |mut rows: Vec<Value>| {
        rows.iter_mut().for_each(|row| drop(row.as_object_mut().unwrap().remove("Client Name")));
        rows
    };
    let (mapped, told) = rows(&["--from", "csv", "--map", MAP], CUSTODIAN);
    assert_eq!(mapped[0]["Client Name"], "Smith, John");
    assert_eq!(own(mapped), expected);
    assert!(told.contains("warning: no facts, and not used: Client Name\n"), "{told}");
    // The same in a file, and of JSON.
    let file = temporary("map.json");
    let map = r##"{"#": "of the custodian", "Account": "id", "Country": "residence", "Qty": "shares@thousands",
        "Type": {"to": "kind", "values": {"Ind": "individual", "Corp": "corporation"}}, "Pct": "ownership_percent",
        "Paid": "dividend.payment_date@yyyymmdd", "Form filed": "relief.application_filed@yes-no"}"##;
    fs::write(&file, map).unwrap();
    let file = file.to_str().unwrap();
    assert_eq!(own(rows(&["--from", "csv", "--map", file], CUSTODIAN).0), expected);
    let json = r#"{"Account":"0001","Client Name":"Smith, John","Country":"US","Type":"Ind","Qty":"1,250,000","Pct":0.5,"Paid":20240628,"Form filed":"Y"}
{"Account":"0002","Client Name":"x","Country":"DE","Type":"Corp","Qty":200,"Pct":25,"Paid":20240628,"Form filed":"N"}
{"Account":"0003","Country":"FR","Type":"Ind","Qty":10,"Pct":null,"Paid":20240628}
"#;
    let (mapped, _) = rows(&["--from", "ndjson", "--map", file], json);
    assert_eq!(mapped[0]["Client Name"], "Smith, John");
    assert_eq!(mapped[2].get("Client Name"), None);
    assert_eq!(own(mapped), expected);
}

#[test]
fn columns_that_are_no_facts_are_passed_on_as_they_are_in_every_format() {
    let csv = "id,name,kind,residence,status,ownership_percentage\na,\"x, \"\"y\"\"\",individual,US,open,12\nb,,persn,US,=1+1,\n";
    let run = |args: &[&str]| {
        let run = output(&[&["--from", "csv", "--allow-invalid"], args].concat(), csv.as_bytes());
        assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
        run
    };
    let told = text(&run(&[]).stderr);
    let warning = "warning: no facts, and not used: name, ownership_percentage (did you mean --map \
                   ownership_percentage=ownership_percent?), status\n";
    assert!(told.starts_with(warning), "{told}");
    let lines = text(&run(&["--csv-safe"]).stdout);
    let lines: Vec<_> = lines.lines().collect();
    assert!(lines[0].ends_with(",error_message,name,input_status,ownership_percentage"), "{}", lines[0]);
    assert!(lines[1].ends_with(",\"x, \"\"y\"\"\",open,12"), "{}", lines[1]);
    assert!(lines[2].ends_with(",,'=1+1,"), "{}", lines[2]);
    let (json, _) = rows(&["--from", "csv"], csv);
    assert_eq!((&json[0]["name"], &json[0]["input_status"]), (&"x, \"y\"".into(), &"open".into()));
    assert_eq!((&json[1]["name"], &json[1]["status"]), (&Value::Null, &"invalid".into()));
    for (keep, expected) in [("none", ""), ("name", ",name"), ("status,name", ",name,input_status")] {
        let header = text(&run(&["--keep", keep]).stdout).lines().next().unwrap().to_owned();
        assert!(header.ends_with(&format!(",error_message{expected}")), "{header}");
    }
    // From text to columns and back to text.
    for format in ["parquet", "arrow"] {
        let place = temporary(&format!("rows.{format}"));
        run(&["-o", place.to_str().unwrap(), "--to", format]);
        // A row has no kind and no residence of its own; its other columns are none of the facts.
        let again = output(&[place.to_str().unwrap(), "--to", "csv"], b"");
        let told = text(&again.stderr);
        assert!(told.contains("kind: got no such column") && told.contains("--map COLUMN=kind"), "{told}");
    }
}

#[test]
fn columns_go_from_columns_to_columns_with_their_types() {
    let register = crate::support::path("fixtures/registers/pandas.parquet");
    let place = temporary("rows.parquet");
    let args = [register.to_str().unwrap(), "--map", "us_citizen=us_citizen", "-o", place.to_str().unwrap()];
    let run = output(&args, b"");
    assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    // Read again with what stands for the facts it lacks, the rows are columns that are passed on.
    let again = output(&[place.to_str().unwrap(), "--map", "regime=kind,law=residence", "--to", "ndjson"], b"");
    assert_eq!(again.status.code(), Some(3), "{}", text(&again.stderr));
    let first: Value = serde_json::from_str(text(&again.stdout).lines().next().unwrap()).unwrap();
    assert_eq!(first["input_gross_jpy"], Value::Null);
    assert_eq!(first["input_status"], "undetermined");
}

#[test]
fn what_most_likely_is_meant_is_proposed_as_the_map_to_use() {
    let run = output(&["--from", "csv"], b"id,Tax Country,holder_type\na,US,individual\n");
    let told = text(&run.stderr);
    assert_eq!(run.status.code(), Some(3));
    assert!(told.contains("residence: got no such column"), "{told}");
    assert!(told.contains("did you mean --map 'Tax Country=residence,holder_type=kind'?"), "{told}");
    for (map, code, said) in [
        ("Country", 1, "no such file"),
        ("country=residense", 2, "did you mean \"residence\"?"),
        (
            "country=residence@ymd",
            2,
            "one of yyyymmdd, mdy, dmy, d-mon-y, serial, epoch-ms, timestamp, thousands, decimal-comma, yes-no",
        ),
        ("type:Ind=individual", 2, "say first which fact it is: type=FACT"),
        ("country=residence,country=kind", 2, "named twice"),
        ("nation=residence", 3, "nation: got no such column"),
    ] {
        let run = output(&["--from", "csv", "--map", map], b"id,country,kind\na,US,individual\n");
        assert_eq!(run.status.code(), Some(code), "{map}: {}", text(&run.stderr));
        assert!(text(&run.stderr).contains(said), "{map}: {}", text(&run.stderr));
    }
}

#[test]
fn invalid_records_keep_their_own_columns_in_the_file_of_errors() {
    let errors = temporary("errors.csv");
    let place = errors.to_str().unwrap();
    let csv = "Account;Country;kind;note\n1;US;persn;hello\n2;US;individual;x\n";
    let map = "Account=id,Country=residence";
    let run = output(&["--from", "csv", "--map", map, "--errors", place, "--allow-invalid"], csv.as_bytes());
    assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    let written = fs::read_to_string(&errors).unwrap();
    assert!(
        written.starts_with(
            "Account,Country,kind,note,error_line,error_path,error_message,error_text\n1,US,persn,hello,2,kind,"
        ),
        "{written}"
    );
    // Mended, it is read again by the same map.
    fs::write(&errors, written.replace("persn", "individual")).unwrap();
    let run = output(&[place, "--map", map], b"");
    assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    assert!(text(&run.stdout).lines().nth(1).unwrap().ends_with(",hello"), "{}", text(&run.stdout));
}

/// Small registers as people have them, each read by its map alone: what it says in another way of writing.
#[test]
fn values_that_are_written_otherwise_are_read_by_a_map_alone() {
    let holder = |path: &str, value: &str| format!("id,kind,residence,{path}\nA,individual,US,{value}\n");
    for (path, own, map, plain) in [
        ("shares", "\"1,250,000\"", "shares=shares@thousands", "1250000"),
        ("dividend.payment_date", "2018/06/29", "dividend.payment_date:2018/06/29=2018-06-29", "2018-06-29"),
        ("dividend.payment_date", "29-Jun-18", "dividend.payment_date=dividend.payment_date@d-mon-y", "2018-06-29"),
        ("dividend.payment_date", "20180629", "dividend.payment_date=dividend.payment_date@yyyymmdd", "2018-06-29"),
        ("dividend.payment_date", "43280", "dividend.payment_date=dividend.payment_date@serial", "2018-06-29"),
        ("relief.application_filed", "yes", "relief.application_filed=relief.application_filed@yes-no", "true"),
        (
            "relief.application_filed",
            "06/01/2018",
            "relief.application_filed=relief.application_filed@mdy",
            "2018-06-01",
        ),
        ("ownership_percent", "\"1,5\"", "ownership_percent=ownership_percent@decimal-comma", "1.5"),
    ] {
        let (expected, _) = rows(&["--from", "csv"], &holder(path, plain));
        assert_ne!(expected[0]["status"], "invalid", "{path}: {expected:?}");
        let (refused, _) = rows(&["--from", "csv"], &holder(path, own));
        assert_eq!(refused[0]["status"], "invalid", "{path}: {refused:?}");
        let (mapped, _) = rows(&["--from", "csv", "--map", map], &holder(path, own));
        assert_eq!(mapped, expected, "{map}");
    }
}

#[test]
fn a_column_that_is_named_to_be_kept_is_in_every_row_whether_or_not_the_record_has_it() {
    let holder = |more: &str| format!("{{\"id\":\"a\",\"kind\":\"individual\",\"residence\":\"US\"{more}}}\n");
    let records = holder(",\"name\":\"x\"")
        + &holder("")
        + &holder(",\"other\":1")
        + "{\"id\":\"b\",\"name\":\"y\"}\nnonsense\n"
        + &holder(",\"name\":\"z\"");
    let expected = ["x", "", "", "y", "", "z"];
    let run = |args: &[&str]| {
        let ran =
            output(&[&["--keep", "name", "--from", "ndjson", "--allow-invalid"], args].concat(), records.as_bytes());
        assert_eq!(ran.status.code(), Some(0), "{}", text(&ran.stderr));
        ran.stdout
    };
    let csv = run(&["--to", "csv"]);
    let cells: Vec<_> = csv::Reader::from_reader(&*csv)
        .records()
        .map(|row| row.unwrap().iter().next_back().unwrap().to_owned())
        .collect();
    assert_eq!(cells, expected);
    let json = text(&run(&["--to", "ndjson"]));
    let names: Vec<_> = json.lines().map(|row| serde_json::from_str::<Value>(row).unwrap()["name"].clone()).collect();
    assert_eq!(names, expected.map(|name| if name.is_empty() { Value::Null } else { name.into() }));
    for to in ["arrow", "parquet"] {
        let place = temporary(&format!("rows.{to}"));
        run(&["-o", place.to_str().unwrap()]);
        // Read again, the column is passed on once more.
        let again = output(
            &[place.to_str().unwrap(), "--map", "law=residence,regime=kind", "--keep", "name", "--to", "csv"],
            b"",
        );
        let cells: Vec<_> = csv::Reader::from_reader(&*again.stdout)
            .records()
            .map(|row| row.unwrap().iter().next_back().unwrap().to_owned())
            .collect();
        assert_eq!(cells, expected, "{to}: {}", text(&again.stderr));
    }
}

/// Cells of a sheet: a number, or a text between quotes.
fn sheet(rows: &[&[&str]]) -> Vec<u8> {
    let cell = |(at, value): (usize, &&str)| {
        let place = (b'A' + at as u8) as char;
        match value.strip_prefix('"').and_then(|text| text.strip_suffix('"')) {
            Some(text) => format!("<c r=\"{place}ROW\" t=\"inlineStr\"><is><t>{text}</t></is></c>"),
            None => format!("<c r=\"{place}ROW\"><v>{value}</v></c>"),
        }
    };
    let row = |(at, row): (usize, &&[&str])| {
        let cells: String = row.iter().enumerate().map(cell).collect();
        format!("<row r=\"{0}\">{1}</row>", at + 1, cells.replace("ROW", &(at + 1).to_string()))
    };
    let rows: String = rows.iter().enumerate().map(row).collect();
    const NAMESPACE: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    super::bombs::workbook(super::bombs::SHEET, |_| {
        format!("<worksheet xmlns=\"{NAMESPACE}\"><sheetData>{rows}</sheetData></worksheet>")
    })
}

/// 1.125 that is a number is no thousand, as in JSON; a text that says 1.125 with points between its thousands is one.
#[test]
fn numbers_of_a_workbook_are_read_as_they_are_and_its_texts_by_the_map() {
    let header: &[&str] = &["\"kind\"", "\"residence\"", "\" Gross \"", "\"note\""];
    let values = [
        ("1.125", "1.125"),
        ("0.125", "0.125"),
        ("1250.5", "1250.5"),
        ("1250", "1250"),
        ("123456.125", "123456.125"),
        ("\"1.125\"", "1125"),
        ("\"1.250,5\"", "1250.5"),
        ("\"1,125\"", "1.125"),
    ];
    // A text that is another column's name makes its own no such column.
    let notes = ["\"Gross\"", "1.125", "1.125", "1.125", "1.125", "1.125", "1.125", "1.125"];
    let row = |((cell, _), note)| vec!["\"individual\"", "\"US\"", cell, note];
    let rows: Vec<Vec<&str>> = values.into_iter().zip(notes).map(row).collect();
    let rows: Vec<&[&str]> = [header].into_iter().chain(rows.iter().map(Vec::as_slice)).collect();
    let place = temporary("numbers.xlsx");
    fs::write(&place, sheet(&rows)).unwrap();
    for map in ["@decimal-comma", ",Gross=dividend.gross_jpy@decimal-comma"] {
        let map = format!("Gross=dividend.gross_jpy{map}");
        let args = [place.to_str().unwrap(), "--map", &map, "--to", "csv", "--columns", "gross_jpy"];
        let run = output(&args, b"");
        let expected: Vec<_> =
            values.iter().zip(notes).map(|((_, read), note)| format!("{read},{}", note.trim_matches('"'))).collect();
        let found: Vec<_> = text(&run.stdout).lines().skip(1).map(str::to_owned).collect();
        assert_eq!(found, expected, "{map}: {}{}", text(&run.stdout), text(&run.stderr));
    }
    // Where nothing is said of texts, a number that is refused is told as it stands.
    let run = output(&[place.to_str().unwrap(), "--map", "Gross=ownership_percent", "--to", "csv"], b"");
    assert!(text(&run.stdout).contains("got \"\"123456.125\"\""), "{}", text(&run.stdout));
}

/// A file that is padded says what it says without its blanks; an id keeps its own.
#[test]
fn blanks_around_values_that_are_no_names_are_left_out() {
    let header = "id,kind,residence,shares,held_since,us_citizen,dividend.payment_date";
    let bare = format!("{header}\na,individual,US,100,,true,2024-06-28\n");
    let padded = format!("{header}\n a , individual, US ,100 ,  , true,\u{3000}2024-06-28\n");
    let (expected, _) = rows(&["--from", "csv"], &bare);
    let (found, _) = rows(&["--from", "csv"], &padded);
    let without_id = |row: &Value| {
        let mut row = row.clone();
        row.as_object_mut().unwrap().remove("id");
        row
    };
    assert_eq!((expected[0]["status"].as_str(), found[0]["id"].as_str()), (Some("determined"), Some(" a ")));
    assert_eq!(without_id(&found[0]), without_id(&expected[0]));
    // Through a map as well, whose words can have blanks; and in rows of members.
    let map = "kind:Ind=individual,residence: X =US,us_citizen=us_citizen@yes-no,dividend.payment_date=dividend.payment_date@mdy";
    for (kind, citizen, day) in [("Ind", "Y", "6/28/2024"), (" Ind ", " Y ", " 6/28/2024 ")] {
        let own = format!("{header}\na,{kind}, X ,100,,{citizen},{day}\n");
        assert_eq!(rows(&["--from", "csv", "--map", map], &own).0, expected, "{kind:?}");
    }
    let members = |blank: &str| {
        format!(
            "id,kind,residence,share,member_of\np,partnership,{blank}US{blank},,\n\
             m,individual{blank},US,{blank}1/2,p\nn,{blank}corporation,US,1/2{blank},p\n"
        )
    };
    assert_eq!(rows(&["--from", "csv"], &members(" ")).0, rows(&["--from", "csv"], &members("")).0);
    // Columns of databases are padded to their width.
    let texts = |texts: [&str; 2]| -> ArrayRef { Arc::new(StringArray::from(texts.to_vec())) };
    let batch = RecordBatch::try_from_iter([
        ("id", texts(["a ", "b "])),
        ("kind", texts(["individual  ", "Ind "])),
        ("residence", texts(["US ", "US"])),
        ("shares", texts(["100   ", "100"])),
        ("dividend.payment_date", texts(["2024-06-28 ", "2024-06-28"])),
    ]);
    let batch = batch.unwrap();
    let mut stream = StreamWriter::try_new(Vec::new(), &batch.schema()).unwrap();
    stream.write(&batch).unwrap();
    let args = ["--map", "kind:Ind=individual", "--to", "csv", "--columns", "id,status,rate_percent"];
    let run = output(&args, &stream.into_inner().unwrap());
    assert_eq!(
        text(&run.stdout),
        "id,status,rate_percent\na ,determined,10\nb ,determined,10\n",
        "{}",
        text(&run.stderr)
    );
}

#[test]
fn a_row_with_other_cells_than_the_header_says_what_to_do() {
    let header = "id,kind,residence,shares";
    for (row, got, hint) in [
        ("a,individual,US,100,", "5 cells", "delete the separator at the end of the line"),
        ("a,individual,US,100,,", "6 cells", "or write one at the end of the header as well"),
        ("a,individual,US,1,500", "5 cells", "a cell with the separator in it goes between quotes"),
        ("a,individual,US", "3 cells", "wanted 4 as the header has"),
    ] {
        let (found, _) = rows(&["--from", "csv"], &format!("{header}\n{row}\n"));
        let message = found[0]["error_message"].as_str().unwrap();
        assert!(message.starts_with(&format!("got {got}, wanted 4 as the header has")), "{row}: {message}");
        assert!(message.contains(hint), "{row}: {message}");
        assert_eq!(message.contains(';'), got != "3 cells", "{row}: {message}");
    }
    // The row of a member, and what was said to do.
    let (found, _) = rows(&["--from", "csv"], "id,kind,residence,share,member_of\na,individual,US,,,\n");
    assert!(found[0]["error_message"].as_str().unwrap().contains("; delete the separator"), "{}", found[0]);
    let (found, _) = rows(&["--from", "csv"], &format!("{header},\na,individual,US,100,\n"));
    assert_eq!(found[0]["status"], "undetermined");
}
