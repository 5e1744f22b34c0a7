//! Columns in which dates are written in several ways, as spreadsheets and data frames leave them.

use std::fs;

use super::command::{output, text};
use crate::support::temporary;

fn csv(dates: &[&str]) -> String {
    let rows = dates.iter().enumerate().map(|(at, date)| format!("H{at},individual,US,{date}\n"));
    format!("id,kind,residence,paid\n{}", rows.collect::<String>())
}

/// The status and the error of each row.
fn statuses(map: &str, dates: &[&str]) -> Vec<(String, String)> {
    let args = ["--from", "csv", "--to", "csv", "--map", map, "--columns", "status,error_message", "--keep", "none"];
    let run = output(&args, csv(dates).as_bytes());
    let rows = text(&run.stdout);
    let rows = csv_reader(&rows);
    rows.into_iter().map(|row| (row[0].clone(), row[1].clone())).collect()
}

fn csv_reader(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn dates_as_facts_have_them_are_read_beside_every_other_way() {
    for (way, other) in [
        ("yyyymmdd", "20240628"),
        ("mdy", "6/28/2024"),
        ("mdy", "6/28/2024 0:00"),
        ("dmy", "28.06.2024"),
        ("d-mon-y", "28-Jun-24"),
        ("serial", "45471"),
        ("epoch-ms", "1719532800000"),
        ("timestamp", "2024-06-28 00:00:00"),
        ("timestamp", "2024-06-28T00:00:00.000"),
    ] {
        let read = statuses(&format!("paid=dividend.payment_date@{way}"), &["2024-06-28", other, ""]);
        assert_eq!(read[0].0, "determined", "{way}: {read:?}");
        assert_eq!(read[1], read[0], "{way}: {read:?}");
    }
}

#[test]
fn several_ways_are_read_together_and_what_two_take_for_different_days_is_refused() {
    let all = "paid=dividend.payment_date@yyyymmdd+mdy+serial+timestamp";
    let dates = ["2024-06-28", "20240628", "6/28/2024", "45471", "2024-06-28 00:00:00", "45471.0"];
    assert!(statuses(all, &dates).iter().all(|(status, _)| status == "determined"), "{:?}", statuses(all, &dates));
    // The same said one by one.
    let one_by_one = "paid=dividend.payment_date,paid=dividend.payment_date@mdy,paid=dividend.payment_date@serial";
    assert!(statuses(one_by_one, &["6/28/2024", "45471"]).iter().all(|(status, _)| status == "determined"));
    let both = statuses("paid=dividend.payment_date@mdy+dmy", &["6/28/2024", "28/6/2024", "6/6/2024", "5/6/2024"]);
    let read: Vec<_> = both.iter().map(|(status, _)| status == "determined").collect();
    assert_eq!(read, [true, true, true, false], "{both:?}");
    assert!(both[3].1.contains("got \"5/6/2024\"") && both[3].1.contains("write the year first"), "{both:?}");
    // A day that the way makes impossible is told as it stands in its cell.
    let refused = statuses("paid=dividend.payment_date@mdy", &["28/6/2024", "20240628"]);
    assert!(refused[0].1.contains("got \"28/6/2024\"") && refused[0].1.contains("write 2024-06-28"), "{refused:?}");
    assert!(refused[1].1.contains("got \"20240628\""), "{refused:?}");
    for way in ["mdy", "dmy"] {
        let refused = statuses(&format!("paid=dividend.payment_date@{way}"), &["6/28/07"]);
        assert!(
            refused[0].1.contains("got \"6/28/07\"") && refused[0].1.contains("year with four digits"),
            "{refused:?}"
        );
    }
}

#[test]
fn the_summary_proposes_every_way_that_a_column_needs_and_guesses_none() {
    let run = |dates: &[&str]| {
        let run = output(&["--from", "csv", "--map", "paid=dividend.payment_date"], csv(dates).as_bytes());
        text(&run.stderr).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let told = run(&["2024-06-28", "20240628", "6/28/2024", "45471", "20240628"]);
    assert!(told.contains("4 records invalid: dividend.payment_date, first in line 3"), "{told}");
    assert!(told.contains("or --map 'paid=dividend.payment_date@yyyymmdd+mdy+serial'"), "{told}");
    let told = run(&["5/6/2024"]);
    let either = "or --map paid=dividend.payment_date@mdy if it is 2024-05-06, \
                  --map paid=dividend.payment_date@dmy if it is 2024-06-05";
    assert!(told.contains(either) && !told.contains("--map '"), "{told}");
    let japanese = output(
        &["--from", "csv", "--lang", "ja", "--map", "paid=dividend.payment_date"],
        csv(&["5/6/2024"]).as_bytes(),
    );
    let told = text(&japanese.stderr);
    assert!(told.contains("2024-05-06であれば--map"), "{told}");
}

#[test]
fn a_sheet_filled_by_several_hands_and_what_a_data_frame_makes_of_it_are_read_by_the_map_that_is_proposed() {
    let args = ["--map", "Paid=dividend.payment_date", "--to", "csv", "--columns", "id,status,rate_percent"];
    for name in ["mixed.xlsx", "pandas.csv", "pandas.ndjson"] {
        let register = super::forms::file(&format!("dates/{name}"));
        let refused = text(&output(&[&[register.as_str()], &args[..]].concat(), b"").stderr);
        let unbroken = refused.replace("\n    ", " ");
        let (_, map) = unbroken.split_once("; or --map '").unwrap_or_else(|| panic!("{name}: {refused}"));
        let map = map.split_once('\'').unwrap().0;
        assert!(map.ends_with("yyyymmdd+mdy+serial"), "{name}: {map}");
        // What is said in a further map is added to the first.
        let read = output(&[&[register.as_str()], &args[..], &["--map", map]].concat(), b"");
        assert_eq!(read.status.code(), Some(0), "{name}: {map}: {}", text(&read.stdout));
        let rows = text(&read.stdout);
        assert!(rows.lines().skip(1).all(|row| row.ends_with(",determined,10")), "{name}: {rows}");
    }
}

#[test]
fn ways_to_write_are_named_where_one_is_not_known() {
    for (map, said) in [
        ("paid=dividend.payment_date@mdy+ymd", "no way to write \"ymd\""),
        ("paid=dividend.payment_date,paid=held_since", "paid: named twice"),
        ("kind:Ind=individual,kind:Ind=corporation", "kind:Ind: named twice"),
    ] {
        let run = output(&["--from", "csv", "--map", map], b"id,kind,residence,paid\n");
        assert_eq!(run.status.code(), Some(2), "{map}");
        assert!(text(&run.stderr).contains(said), "{map}: {}", text(&run.stderr));
    }
}

#[test]
fn json_that_is_cut_off_says_what_is_missing_at_its_end() {
    let place = temporary("cut.ndjson");
    let whole = "{\"kind\":\"individual\",\"residence\":\"US\"}\n";
    for (cut, missing) in [
        ("{\"kind\":\"individual\",\"residence\":\"US\"", "a closing brace } is missing"),
        ("{\"kind\":\"indiv", "a closing quote and a closing brace } are missing"),
        ("{\"kind\":\"individual\",\"lots\":[{\"shares\":1", "a closing bracket ] and 2 closing braces } are missing"),
    ] {
        fs::write(&place, format!("{whole}{cut}")).unwrap();
        let run = output(&[place.to_str().unwrap(), "--to", "ndjson"], b"");
        let told = text(&run.stderr);
        assert_eq!(run.status.code(), Some(1), "{told}");
        assert!(told.contains("line 2; the last complete line is line 1") && told.contains(missing), "{told}");
        assert!(text(&run.stdout).contains(missing), "{}", text(&run.stdout));
        fs::write(&place, cut).unwrap();
        let told = text(&output(&[place.to_str().unwrap()], b"").stderr);
        assert!(told.contains("no line is complete"), "{told}");
        let profile = crate::support::run(&["dividend", "--holder", place.to_str().unwrap()]);
        assert!(profile.stderr.contains(missing), "{}", profile.stderr);
        let profile = crate::support::run(&["dividend", "--holder", place.to_str().unwrap(), "--lang", "ja"]);
        assert!(profile.stderr.contains("閉じ波括弧（}）"), "{}", profile.stderr);
    }
    fs::write(&place, "{\"kind\": \"individual,\n\"residence\": \"US\"}").unwrap();
    let profile = crate::support::run(&["dividend", "--holder", place.to_str().unwrap()]);
    assert!(profile.stderr.contains("a closing quote is missing in this line"), "{}", profile.stderr);
}
